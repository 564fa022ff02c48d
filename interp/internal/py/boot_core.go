package py

import (
	"strings"

	"slices"

	"github.com/assay-score/assay/interp/internal/code"
)

// core defines object, type and the singletons.
func (b *booter) core() {
	b.define(&ObjectType, "object", nil, 0, Slots{
		New: objectNew, Init: objectInit, Repr: objectRepr, ToStr: objectStr, Hash: objectHash, Compare: objectCompare,
	})
	ObjectType.alloc, ObjectType.subExt = newSimple, simpleExt
	ObjectType.addAttrs([]Attr{
		{"__class__", func(t *Thread, self Value) (Value, error) { return Obj(self.Type()), nil }, setClass},
	})
	ObjectType.addMethods([]Def{
		{"__format__", "format_spec, /", objectFormat},
		{"__dir__", "", func(t *Thread, a []Value) (Value, error) { return t.Dir(a[0]) }},
		{"__sizeof__", "", func(t *Thread, a []Value) (Value, error) { return Int(int64(sizeOf(a[0]))), nil }},
		{"__reduce__", "", func(t *Thread, a []Value) (Value, error) { return t.reduce(a[0], 0) }},
		{"__reduce_ex__", "protocol, /", objectReduceEx},
		{"__getstate__", "", func(t *Thread, a []Value) (Value, error) { return t.objectState(a[0]) }},
	})
	ObjectType.addClassMethods([]Def{
		{"__init_subclass__", "**kwargs", func(t *Thread, a []Value) (Value, error) {
			if d := a[1].Dict(); d != nil && d.live > 0 {
				return Value{}, t.Raisef(&TypeError, "%s.__init_subclass__() takes no keyword arguments", a[0].AsType().QualName)
			}
			return None, nil
		}},
		{"__subclasshook__", "cls, /", func(t *Thread, a []Value) (Value, error) { return NotImplemented, nil }},
	})

	b.define(&TypeType, "type", nil, typeSubclass, Slots{
		New: typeNew, Call: typeCall, Repr: typeRepr, GetAttr: typeGetAttr, SetAttr: typeSetAttr, Trace: traceType,
		Init: func(t *Thread, self Value, args []Value, kw []Keyword) error { return nil },
		Size: func(v Value) uint64 { return typeSize(as[Type](v)) },
	})
	TypeType.alloc = func(t *Thread, typ *Type) Value { return Value{} }
	TypeType.Binary[code.OpOr] = unionOr
	TypeType.addAttrs(typeAttrs())
	TypeType.addMethods([]Def{
		{"mro", "", func(t *Thread, a []Value) (Value, error) {
			t.Spend(len(a[0].AsType().MRO))
			return t.ListValue(typeValues(a[0].AsType().MRO)), nil
		}},
		{"__subclasses__", "", func(t *Thread, a []Value) (Value, error) {
			t.Spend(2 * len(t.Subclasses(a[0].AsType())))
			return t.ListValue(typeValues(t.Subclasses(a[0].AsType()))), nil
		}},
		{"__instancecheck__", "instance, /", func(t *Thread, a []Value) (Value, error) {
			return Bool(IsInstance(a[1], a[0].AsType())), nil
		}},
		{"__subclasscheck__", "subclass, /", func(t *Thread, a []Value) (Value, error) {
			c := a[1].AsType()
			if c == nil {
				return Value{}, t.Raisef(&TypeError, "issubclass() arg 1 must be a class")
			}
			return Bool(c.IsSubtype(a[0].AsType())), nil
		}},
	})
	TypeType.addClassMethods([]Def{
		{"__prepare__", "*args, **kwargs", func(t *Thread, a []Value) (Value, error) { return Obj(t.NewDict()), nil }},
	})

	b.define(&NoneType, "NoneType", nil, isFinal, Slots{
		Repr: func(t *Thread, v Value) (Value, error) { return Obj(t.Intern("None")), nil },
		Bool: func(t *Thread, v Value) (bool, error) { return false, nil },
		Hash: func(t *Thread, v Value) (int64, error) { return 0xfca86420, nil },
		New:  func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) { return None, nil },
	})
	NoneType.Binary[code.OpOr] = unionOr
	b.define(&NotImplementedType, "NotImplementedType", nil, isFinal, Slots{
		Repr: func(t *Thread, v Value) (Value, error) { return Obj(t.Intern("NotImplemented")), nil },
		Bool: func(t *Thread, v Value) (bool, error) {
			return false, t.Raisef(&TypeError, "NotImplemented should not be used in a boolean context")
		},
	})
	b.define(&EllipsisType, "ellipsis", nil, isFinal, Slots{
		Repr: func(t *Thread, v Value) (Value, error) { return Obj(t.Intern("Ellipsis")), nil },
		New:  singletonNew("EllipsisType", Ellipsis),
	})
	NotImplementedType.New = singletonNew("NotImplementedType", NotImplemented)
	NoneType.New = singletonNew("NoneType", None)
	for _, x := range []struct {
		typ  *Type
		name string
	}{{&EllipsisType, "Ellipsis"}, {&NotImplementedType, "NotImplemented"}} {
		x.typ.addMethods([]Def{{"__reduce__", "", func(t *Thread, a []Value) (Value, error) { return t.StrValue(x.name), nil }}})
	}
}

// singletonNew is the constructor of a type that has one instance.
func singletonNew(name string, v Value) newFunc {
	return func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
		if len(args)+len(kw) > 0 {
			return Value{}, t.Raisef(&TypeError, "%s takes no arguments", name)
		}
		return v, nil
	}
}

func typeValues(types []*Type) []Value {
	out := make([]Value, len(types))
	for i, c := range types {
		out[i] = Obj(c)
	}
	return out
}

func setClass(t *Thread, self, v Value) error {
	if !v.IsSet() {
		return t.Raisef(&TypeError, "can't delete __class__ attribute")
	}
	typ := v.AsType()
	if typ == nil {
		return t.Raisef(&TypeError, "__class__ must be set to a class, not '%s' object", v.Type().Name)
	}
	old := self.Type()
	modules := old.IsSubtype(&ModuleType) && typ.IsSubtype(&ModuleType)
	if !modules && (old.flags&isHeapType == 0 || typ.flags&isHeapType == 0) {
		return t.Raisef(&TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
	}
	if solid(old) != solid(typ) || !slices.Equal(old.allSlots(), typ.allSlots()) {
		return t.Raisef(&TypeError, "__class__ assignment: '%s' object layout differs from '%s'", typ.Name, old.Name)
	}
	if e := self.ext(); e != nil {
		e.reshape(t)
	}
	self.head().typ = typ
	return nil
}

// allSlots are the names in __slots__ of a class and its bases, in the order of the layout.
func (typ *Type) allSlots() []string {
	var names []string
	for c := typ; c != nil; c = c.Base {
		names = append(append([]string(nil), c.slotNames...), names...)
	}
	return names
}

// getDict is the attribute dictionary of an instance; classes without one have no such attribute.
func getDict(t *Thread, self Value) (Value, error) {
	if d := self.AttrDict(t); d != nil {
		return Obj(d), nil
	}
	return Value{}, t.attributeError(self, t.Intern("__dict__"))
}

func setDict(t *Thread, self, v Value) error {
	d := self.AttrDict(t)
	if d == nil {
		return t.attributeError(self, t.Intern("__dict__"))
	}
	if !v.IsSet() {
		self.ext().setDictObject(t.NewDict())
		return nil
	}
	o := v.Dict()
	if o == nil {
		return t.Raisef(&TypeError, "__dict__ must be set to a dictionary, not a '%s'", v.Type().Name)
	}
	self.ext().setDictObject(o)
	return nil
}

func objectRepr(t *Thread, self Value) (Value, error) {
	typ := self.Type()
	name := typ.QualName
	if typ.Module != "" && typ.Module != "builtins" {
		name = typ.Module + "." + name
	}
	return t.StrValue("<" + name + " object at " + t.Address(self) + ">"), nil
}

// Address is how repr shows the place of an object.
func (t *Thread) Address(v Value) string {
	const digits = "0123456789abcdef"
	n := uint64(t.ID(v))
	var b [18]byte
	b[0], b[1] = '0', 'x'
	i := len(b)
	for n > 0 {
		i--
		b[i] = digits[n&15]
		n >>= 4
	}
	return "0x" + string(b[i:])
}

func objectStr(t *Thread, self Value) (Value, error) { return self.Type().Repr(t, self) }

func objectHash(t *Thread, self Value) (int64, error) { return t.ID(self) >> 4, nil }

func objectCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	switch op {
	case code.CmpEq:
		if a == b {
			return True, nil
		}
	case code.CmpNe:
		// The inverse of __eq__, whoever defines it.
		if f := a.Type().Compare; f != nil {
			r, err := f(t, code.CmpEq, a, b)
			if err != nil || r == NotImplemented {
				return r, err
			}
			eq, err := t.Truth(r)
			return Bool(!eq), err
		}
	}
	return NotImplemented, nil
}

func objectFormat(t *Thread, a []Value) (Value, error) {
	spec, err := t.StrArg(a[1], "__format__() argument")
	if err != nil {
		return Value{}, err
	}
	if spec.S != "" {
		return Value{}, t.Raisef(&TypeError, "unsupported format string passed to %s.__format__", a[0].Type().Name)
	}
	return t.StrOf(a[0])
}

func typeRepr(t *Thread, self Value) (Value, error) {
	typ := as[Type](self)
	return t.StrValue("<class '" + typ.FullName() + "'>"), nil
}

func typeAttrs() []Attr {
	str := func(s string) (Value, error) { return Obj(staticOr(s)), nil }
	return []Attr{
		{"__name__", func(t *Thread, v Value) (Value, error) { return str(v.AsType().ShortName()) }, func(t *Thread, v, x Value) error {
			s := x.Str()
			switch {
			case s == nil:
				return t.Raisef(&TypeError, "can only assign string to %s.__name__, not '%s'", v.AsType().Name, x.Type().Name)
			case strings.Contains(s.S, "\x00"):
				return t.Raisef(&ValueError, "type name must not contain null characters")
			}
			v.AsType().Name = s.S
			return nil
		}},
		{"__qualname__", func(t *Thread, v Value) (Value, error) { return str(v.AsType().QualName) }, func(t *Thread, v, x Value) error {
			s := x.Str()
			if s == nil {
				return t.Raisef(&TypeError, "can only assign string to %s.__qualname__, not '%s'", v.AsType().Name, x.Type().Name)
			}
			v.AsType().QualName = s.S
			return nil
		}},
		{"__module__", func(t *Thread, v Value) (Value, error) {
			if m := v.AsType().Attrs.Get("__module__"); m.IsSet() && v.AsType().flags&isHeapType != 0 {
				return m, nil
			}
			return str(v.AsType().Module)
		}, func(t *Thread, v, x Value) error {
			v.AsType().Attrs.Set("__module__", x)
			v.AsType().Attrs.Delete("__firstlineno__") // it is a line of another file then
			v.AsType().modified(t)
			if s := x.Str(); s != nil {
				v.AsType().Module = s.S
			}
			return nil
		}},
		{"__flags__", func(t *Thread, v Value) (Value, error) { return Int(v.AsType().publicFlags()), nil }, nil},
		{"__basicsize__", func(t *Thread, v Value) (Value, error) { return Int(16 + 8*int64(v.AsType().slotBase)), nil }, nil},
		{"__itemsize__", func(t *Thread, v Value) (Value, error) {
			switch solid(v.AsType()) {
			case &IntType:
				return Int(4), nil
			case &TupleType:
				return Int(8), nil
			case &BytesType:
				return Int(1), nil
			case &TypeType:
				return Int(40), nil
			}
			return Int(0), nil
		}, nil},
		{"__dictoffset__", func(t *Thread, v Value) (Value, error) {
			if v.AsType().flags&hasDict != 0 {
				return Int(-1), nil
			}
			return Int(0), nil
		}, nil},
		{"__weakrefoffset__", func(t *Thread, v Value) (Value, error) {
			if v.AsType().flags&isHeapType != 0 {
				return Int(-32), nil
			}
			return Int(0), nil
		}, nil},
		{"__mro__", func(t *Thread, v Value) (Value, error) { return t.Tuple(typeValues(v.AsType().MRO)...), nil }, nil},
		{"__bases__", func(t *Thread, v Value) (Value, error) { return t.Tuple(typeValues(v.AsType().Bases)...), nil }, setBasesOf},
		{"__base__", func(t *Thread, v Value) (Value, error) {
			if b := v.AsType().Base; b != nil {
				return Obj(b), nil
			}
			return None, nil
		}, readOnly},
		{"__dict__", func(t *Thread, v Value) (Value, error) { return t.classDict(v.AsType()) }, nil},
		{"__doc__", func(t *Thread, v Value) (Value, error) {
			typ := v.AsType()
			if typ == &TypeType {
				return Obj(staticStr(docOf(typ))), nil // its attribute of that name is this one
			}
			d := typ.Attrs.Get("__doc__")
			if d.IsSet() && typ.flags&isHeapType != 0 && d.Type().DescrGet != nil {
				return d.Type().DescrGet(t, d, Value{}, typ)
			}
			return d.orNone(), nil
		}, func(t *Thread, v, x Value) error {
			v.AsType().Attrs.Set("__doc__", x)
			v.AsType().modified(t)
			return nil
		}},
		{"__annotations__", func(t *Thread, v Value) (Value, error) { return t.classAnnotations(v.AsType()) }, setClassAnnotations},
		{"__annotate__", func(t *Thread, v Value) (Value, error) {
			typ := v.AsType()
			if typ.flags&isHeapType == 0 {
				return Value{}, t.Raisef(&AttributeError, "type object '%s' has no attribute '__annotate__'", typ.Name)
			}
			return typ.Attrs.Get("__annotate_func__").orNone(), nil
		}, func(t *Thread, v, x Value) error {
			typ := v.AsType()
			if !x.IsSet() {
				return t.Raisef(&TypeError, "cannot delete __annotate__ attribute")
			}
			if !x.IsNone() && x.Type().Call == nil {
				return t.Raisef(&TypeError, "__annotate__ must be callable or None")
			}
			typ.Attrs.Set("__annotate_func__", x)
			typ.Attrs.Delete("__annotations_cache__")
			return nil
		}},
		{"__type_params__", func(t *Thread, v Value) (Value, error) {
			if p := v.AsType().typeParams; p.IsSet() {
				return p, nil
			}
			return Obj(emptyTuple), nil
		}, func(t *Thread, v, x Value) error { v.AsType().typeParams = x; return nil }},
		{"__abstractmethods__", func(t *Thread, v Value) (Value, error) {
			if m := v.AsType().Attrs.Get("__abstractmethods__"); m.IsSet() && v.AsType() != &TypeType {
				return m, nil
			}
			return Value{}, t.Raisef(&AttributeError, "__abstractmethods__")
		}, setAbstractMethods},
	}
}

// setClassAnnotations sets or deletes __annotations__; what was to compute them goes too.
func setClassAnnotations(t *Thread, v, x Value) error {
	attrs := &v.AsType().Attrs
	if x.IsSet() {
		attrs.Set("__annotations_cache__", x)
	} else if own := attrs.Delete("__annotations__"); !attrs.Delete("__annotations_cache__") && !own {
		return t.Raisef(&AttributeError, "__annotations__")
	}
	attrs.Delete("__annotate_func__")
	return nil
}

// setAbstractMethods sets or deletes __abstractmethods__.
func setAbstractMethods(t *Thread, v, x Value) error {
	typ := v.AsType()
	if !x.IsSet() {
		if !typ.Attrs.Delete("__abstractmethods__") {
			return t.Raisef(&AttributeError, "__abstractmethods__")
		}
		typ.SetAbstract(false)
		return nil
	}
	on, err := t.Truth(x)
	if err != nil {
		return err
	}
	typ.Attrs.Set("__abstractmethods__", x)
	typ.SetAbstract(on)
	return nil
}

// publicFlags are the bits of a type's flags that programs look at.
func (typ *Type) publicFlags() int64 {
	const immutable, heap, base, ready, seq, mapping, abstract = 1 << 8, 1 << 9, 1 << 10, 1 << 12, 1 << 5, 1 << 6, 1 << 20
	f := int64(ready)
	if typ.flags&isHeapType != 0 {
		f |= heap
	} else {
		f |= immutable
	}
	if typ.flags&isFinal == 0 {
		f |= base
	}
	for _, x := range []struct {
		flag typeFlags
		bit  int64
	}{{isSequence, seq}, {isMapping, mapping}, {isAbstract, abstract}, {intSubclass, 1 << 24}, {listSubclass, 1 << 25}, {tupleSubclass, 1 << 26},
		{bytesSubclass, 1 << 27}, {strSubclass, 1 << 28}, {dictSubclass, 1 << 29}, {excSubclass, 1 << 30}, {typeSubclass, 1 << 31}} {
		if typ.flags&x.flag != 0 {
			f |= x.bit
		}
	}
	return f
}

func staticOr(s string) *Str {
	if o, ok := staticNames[s]; ok {
		return o
	}
	return &Str{Header: Header{typ: &StrType}, S: s, n: -1}
}

// classAnnotations computes the annotations of a class, once.
func (t *Thread) classAnnotations(typ *Type) (Value, error) {
	if v := typ.Attrs.Get("__annotations_cache__"); v.IsSet() {
		return v, nil
	}
	if v := typ.Attrs.Get("__annotations__"); v.IsSet() {
		return v, nil
	}
	if typ.flags&isHeapType == 0 {
		return Value{}, t.Raisef(&AttributeError, "type object '%s' has no attribute '__annotations__'", typ.Name)
	}
	v := Obj(t.NewDict())
	if fn := typ.Attrs.Get("__annotate_func__"); fn.IsSet() && !fn.IsNone() {
		var err error
		if v, err = t.Call(fn, Int(1)); err != nil {
			return Value{}, err
		}
	}
	typ.Attrs.Set("__annotations_cache__", v)
	return v, nil
}

// Dir is dir(v).
func (t *Thread) Dir(v Value) (Value, error) {
	seen := map[string]bool{}
	var names []string
	add := func(n string) {
		if !seen[n] && n != "__annotations_cache__" {
			seen[n] = true
			names = append(names, n)
		}
	}
	addClass := func(typ *Type) {
		for _, c := range typ.MRO {
			for _, n := range c.Attrs.names {
				add(n)
			}
		}
	}
	addDict := func(d *Dict) {
		for i := range d.entries {
			if k := d.entries[i].key; k.IsSet() && k.Str() != nil {
				add(k.Str().S)
			}
		}
	}
	switch {
	case v.AsType() != nil:
		addClass(v.AsType())
	case v.Module() != nil:
		addDict(v.Module().Dict)
	default:
		addClass(v.Type())
		if e := v.ext(); e != nil {
			for _, n := range e.names() {
				add(n)
			}
		}
	}
	if err := t.Charge(len(names) * 4); err != nil {
		return Value{}, err
	}
	quickSort(names)
	items := make([]Value, len(names))
	for i, n := range names {
		items[i] = t.StrValue(n)
	}
	return t.ListValue(items), nil
}

func quickSort(s []string) { slices.Sort(s) }

func (b *booter) exceptions() {
	for _, e := range exceptionTable() {
		slots := Slots{}
		if e.typ == &BaseExceptionType {
			slots = Slots{New: exceptionNew, Init: exceptionInit, ToStr: exceptionStr, Repr: exceptionRepr,
				GetAttr: exceptionGetAttr, SetAttr: exceptionSetAttr, Trace: traceException, Size: func(v Value) uint64 {
					return 160 + uint64(len(as[Exception](v).Traceback))*48
				}}
		}
		b.define(e.typ, e.name, e.base, excSubclass|hasDict, slots)
		for i, name := range fieldsOf(e.typ) {
			e.typ.addAttrs([]Attr{fieldAttr(name, i)})
		}
		e.typ.extOff = exceptionExt
		e.typ.alloc = func(t *Thread, typ *Type) Value {
			t.alloc(160)
			return Obj(&Exception{Header: Header{typ: typ}, Args: emptyTuple})
		}
	}
	eg := &ExceptionGroup
	b.define(eg, "ExceptionGroup", &BaseExceptionGroup, excSubclass|hasDict, Slots{})
	eg.extOff, eg.alloc = exceptionExt, BaseExceptionGroup.alloc
	eg.Bases = []*Type{&BaseExceptionGroup, &ExceptionType}
	eg.MRO = []*Type{eg, &BaseExceptionGroup, &ExceptionType, &BaseExceptionType, &ObjectType}
	BaseExceptionType.addAttrs(exceptionAttrs())
	BaseExceptionType.addAttrs([]Attr{{"__dict__", getDict, setDict}})
	BaseExceptionType.addMethods([]Def{
		{"__reduce__", "", exceptionReduce},
		{"__setstate__", "state, /", exceptionSetState},
		{"add_note", "note, /", func(t *Thread, a []Value) (Value, error) {
			if a[1].Str() == nil {
				return Value{}, t.Raisef(&TypeError, "add_note() argument must be str, not %s", a[1].Type().Name)
			}
			e := a[0].Exception()
			if e.Notes == nil {
				if d := a[0].AttrDict(t); d != nil && d.GetStr(t, t.Intern("__notes__")).IsSet() {
					return Value{}, t.Raisef(&TypeError, "Cannot add note: __notes__ is not a list")
				}
				e.Notes = t.NewList(nil)
			}
			return None, e.Notes.Append(t, a[1])
		}},
		{"with_traceback", "tb, /", func(t *Thread, a []Value) (Value, error) {
			return a[0], a[0].Exception().setTraceback(t, a[1])
		}},
	})
	AttributeError.addMethods([]Def{{"__getstate__", "", func(t *Thread, a []Value) (Value, error) { return a[0].Exception().state(t) }},
		{"__reduce__", "", exceptionReduce}})
	BaseExceptionGroup.addMethods([]Def{
		{"split", "matcher, /", func(t *Thread, a []Value) (Value, error) {
			yes, no, err := t.SplitGroup(a[0].Exception(), a[1])
			return t.Tuple(yes.orNone(), no.orNone()), err
		}},
		{"subgroup", "matcher, /", func(t *Thread, a []Value) (Value, error) {
			yes, _, err := t.SplitGroup(a[0].Exception(), a[1])
			return yes.orNone(), err
		}},
		{"derive", "excs, /", func(t *Thread, a []Value) (Value, error) {
			return t.Call(Obj(&BaseExceptionGroup), a[0].Exception().fields[0], a[1])
		}},
	})
	BaseExceptionGroup.addClassMethods([]Def{{"__class_getitem__", "item, /", classGetItem}})
}

// SplitGroup parts an exception group by a class, a tuple of classes or a predicate. Either part may be unset.
func (t *Thread) SplitGroup(e *Exception, matcher Value) (yes, no Value, err error) {
	classes := isExceptionClass(matcher)
	if tuple := matcher.Tuple(); tuple != nil && matcher.Type() == &TupleType {
		classes = true
		for _, c := range tuple.Items {
			classes = classes && isExceptionClass(c)
		}
	}
	if !classes && (matcher.AsType() != nil || matcher.Type().Call == nil) {
		return Value{}, Value{}, t.Raisef(&TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)")
	}
	return t.splitGroup(e, func(v Value) (bool, error) {
		if classes {
			return t.IsInstanceOf(v, matcher)
		}
		r, err := t.Call(matcher, v)
		if err != nil {
			return false, err
		}
		return t.Truth(r)
	})
}

func isExceptionClass(v Value) bool { return v.AsType() != nil && v.AsType().flags&excSubclass != 0 }

func (t *Thread) splitGroup(e *Exception, matches func(Value) (bool, error)) (yes, no Value, err error) {
	if err = t.Enter(); err != nil {
		return
	}
	defer t.Leave()
	if err = t.Charge(4); err != nil {
		return
	}
	ok, err := matches(Obj(e))
	if err != nil {
		return
	}
	if ok {
		return Obj(e), Value{}, nil
	}
	if !e.typ.IsSubtype(&BaseExceptionGroup) {
		return Value{}, Obj(e), nil
	}
	var in, out []Value
	for _, x := range e.fields[1].Tuple().Items {
		y, n, err := t.splitGroup(x.Exception(), matches)
		if err != nil {
			return Value{}, Value{}, err
		}
		if y.IsSet() {
			in = append(in, y)
		}
		if n.IsSet() {
			out = append(out, n)
		}
	}
	derive := func(items []Value) (Value, error) {
		if len(items) == 0 {
			return Value{}, nil
		}
		v, err := t.CallMethod(Obj(e), "derive", t.ListValue(items))
		if err != nil {
			return Value{}, err
		}
		d := v.Exception()
		if d == nil || d.GroupItems() == nil {
			return Value{}, t.Raisef(&TypeError, "derive must return an instance of BaseExceptionGroup")
		}
		if _, err := t.GetAttr(Obj(e), t.Intern("__traceback__")); err != nil { // makes the object that both share
			return Value{}, err
		}
		d.tb = e.tb
		d.Traceback, d.Cause, d.Context, d.Suppress = e.Traceback[:len(e.Traceback):len(e.Traceback)], e.Cause, e.Context, e.Suppress
		if e.Notes != nil {
			d.Notes = t.NewList(append([]Value(nil), e.Notes.Items...))
		}
		return v, nil
	}
	if yes, err = derive(in); err != nil {
		return
	}
	no, err = derive(out)
	return
}
