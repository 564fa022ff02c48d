package py

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
)

// functions defines everything that can be called or that describes a class's attributes.
func (b *booter) functions() {
	b.define(&FunctionType, "function", nil, isFinal, Slots{New: newFunction, Call: functionCall, Repr: func(t *Thread, v Value) (Value, error) {
		return t.StrValue("<function " + as[Function](v).QualName.S + " at " + t.Address(v) + ">"), nil
	}, DescrGet: functionDescrGet, GetAttr: functionGetAttr, SetAttr: functionSetAttr, Trace: traceFunction,
		Size: func(v Value) uint64 { return 160 }})
	FunctionType.addAttrs(functionAttrs())
	native := Slots{Call: nativeCall, Repr: nativeRepr}
	b.define(&BuiltinType, "builtin_function_or_method", nil, isFinal, native)
	withGet := native
	withGet.DescrGet = functionDescrGet
	b.define(&MethodDescriptorType, "method_descriptor", nil, isFinal, withGet)
	b.define(&WrapperType, "wrapper_descriptor", nil, isFinal, withGet)
	classGet := native
	classGet.DescrGet = classMethodDescriptorGet
	b.define(&ClassMethodDescriptorType, "classmethod_descriptor", nil, isFinal, classGet)
	for _, typ := range []*Type{&BuiltinType, &MethodDescriptorType, &WrapperType, &ClassMethodDescriptorType} {
		typ.addAttrs(nativeAttrs())
	}
	bound := Slots{Call: boundCall, Repr: boundRepr, GetAttr: boundGetAttr, Compare: boundCompare,
		Hash: func(t *Thread, v Value) (int64, error) {
			m := as[BoundMethod](v)
			return t.ID(m.Self)>>4 ^ t.ID(m.Fn)>>4, nil
		},
		Trace: func(v Value, visit func(Value)) { visit(as[BoundMethod](v).Fn); visit(as[BoundMethod](v).Self) }}
	b.define(&MethodType, "method", nil, isFinal, bound)
	b.define(&BuiltinMethodType, "builtin_function_or_method", &BuiltinType, isFinal, bound)
	b.define(&MethodWrapperType, "method-wrapper", nil, isFinal, bound)
	for _, typ := range []*Type{&MethodType, &BuiltinMethodType, &MethodWrapperType} {
		typ.addAttrs([]Attr{{"__self__", func(t *Thread, v Value) (Value, error) { return as[BoundMethod](v).Self, nil }, nil}})
	}
	MethodType.addAttrs([]Attr{{"__func__", func(t *Thread, v Value) (Value, error) { return as[BoundMethod](v).Fn, nil }, nil}})
	MethodType.DescrGet = func(t *Thread, self, obj Value, owner *Type) (Value, error) { return self, nil } // it is bound already
	MethodType.New = func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
		if len(args) != 2 {
			return Value{}, t.Raisef(&TypeError, "method expected 2 arguments, got %d", len(args))
		}
		if args[0].Type().Call == nil {
			return Value{}, t.Raisef(&TypeError, "first argument must be callable")
		}
		if args[1].IsNone() {
			return Value{}, t.Raisef(&TypeError, "instance must not be None")
		}
		return t.NewBoundMethod(args[0], args[1]), nil
	}
	b.define(&GetsetType, "getset_descriptor", nil, isFinal, Slots{DescrGet: getsetDescrGet, DescrSet: getsetDescrSet, Repr: func(t *Thread, v Value) (Value, error) {
		g := as[Getset](v)
		return t.StrValue("<attribute '" + g.Name + "' of '" + g.Owner.Name + "' objects>"), nil
	}})
	b.define(&MemberType, "member_descriptor", nil, isFinal, Slots{DescrGet: memberDescrGet, DescrSet: memberDescrSet, Repr: func(t *Thread, v Value) (Value, error) {
		g := as[Member](v)
		return t.StrValue("<member '" + g.Name + "' of '" + g.Owner.Name + "' objects>"), nil
	}})
	describe := func(typ *Type, of func(v Value) (name string, owner *Type)) {
		typ.addAttrs([]Attr{
			{"__name__", func(t *Thread, v Value) (Value, error) { n, _ := of(v); return t.StrValue(n), nil }, nil},
			{"__qualname__", func(t *Thread, v Value) (Value, error) {
				n, o := of(v)
				return t.StrValue(o.QualName + "." + n), nil
			}, nil},
			{"__objclass__", func(t *Thread, v Value) (Value, error) { _, o := of(v); return Obj(o), nil }, nil},
			{"__doc__", func(t *Thread, v Value) (Value, error) { return None, nil }, nil},
		})
	}
	describe(&GetsetType, func(v Value) (string, *Type) { return as[Getset](v).Name, as[Getset](v).Owner })
	describe(&MemberType, func(v Value) (string, *Type) { return as[Member](v).Name, as[Member](v).Owner })
	b.define(&PropertyType, "property", nil, 0, Slots{New: propertyNew, Init: propertyInit, DescrGet: propertyDescrGet, DescrSet: propertyDescrSet,
		Trace: func(v Value, visit func(Value)) {
			p := as[Property](v)
			visit(p.Get.orNone())
			visit(p.Set.orNone())
			visit(p.Del.orNone())
		}})
	layout[Property](&PropertyType, nil)
	propertyMethods()
	traceWrapped := func(v Value, visit func(Value)) {
		visit(as[Wrapped](v).Fn.orNone())
		if d := as[Wrapped](v).attrs; d != nil {
			visit(Obj(d))
		}
	}
	wrappedRepr := func(t *Thread, v Value) (Value, error) {
		s, err := t.Repr(as[Wrapped](v).Fn)
		if err != nil {
			return Value{}, err
		}
		return t.StrValue("<" + v.Type().Name + "(" + s + ")>"), nil
	}
	b.define(&ClassMethodType, "classmethod", nil, 0, Slots{New: wrappedNew, Repr: wrappedRepr, DescrGet: classMethodGet, Trace: traceWrapped,
		GetAttr: wrappedGetAttr, SetAttr: wrappedSetAttr})
	layout[Wrapped](&ClassMethodType, nil)
	b.define(&StaticMethodType, "staticmethod", nil, 0, Slots{New: wrappedNew, Repr: wrappedRepr, DescrGet: staticMethodGet, Trace: traceWrapped, GetAttr: wrappedGetAttr, SetAttr: wrappedSetAttr,
		Call: func(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
			return t.CallKw(as[Wrapped](self).Fn, args, kw)
		}})
	layout[Wrapped](&StaticMethodType, nil)
	for _, typ := range []*Type{&ClassMethodType, &StaticMethodType} {
		typ.addAttrs([]Attr{
			{"__func__", func(t *Thread, v Value) (Value, error) { return as[Wrapped](v).Fn, nil }, readOnly},
			{"__wrapped__", func(t *Thread, v Value) (Value, error) { return as[Wrapped](v).Fn, nil }, readOnly},
			{"__dict__", func(t *Thread, v Value) (Value, error) {
				d, err := t.wrappedDict(v)
				if err != nil {
					return Value{}, err
				}
				return Obj(d), nil
			}, func(t *Thread, v, x Value) error {
				if !x.IsSet() || x.Dict() == nil {
					return t.Raisef(&TypeError, "__dict__ must be set to a dictionary, not a '%s'", x.orNone().Type().Name)
				}
				as[Wrapped](v).attrs = x.Dict()
				return nil
			}},
			{"__isabstractmethod__", func(t *Thread, v Value) (Value, error) { return t.isAbstractMethod(as[Wrapped](v).Fn) }, nil},
		})
		typ.addAttrs([]Attr{wrappedAnnotation("__annotations__"), wrappedAnnotation("__annotate__")})
	}
	b.define(&SuperType, "super", nil, 0, Slots{New: superNew, Init: superInit, GetAttr: superGetAttr, DescrGet: superDescrGet, Repr: superRepr, Trace: func(v Value, visit func(Value)) {
		visit(as[Super](v).Self.orNone())
	}})
	layout[Super](&SuperType, nil)
	SuperType.addAttrs([]Attr{
		{"__thisclass__", func(t *Thread, v Value) (Value, error) {
			if c := as[Super](v).Cls; c != nil {
				return Obj(c), nil
			}
			return None, nil
		}, nil},
		{"__self__", func(t *Thread, v Value) (Value, error) { return as[Super](v).Self.orNone(), nil }, nil},
		{"__self_class__", func(t *Thread, v Value) (Value, error) {
			if c := as[Super](v).SelfTyp; c != nil {
				return Obj(c), nil
			}
			return None, nil
		}, nil},
	})
	b.define(&CellType, "cell", nil, isFinal, Slots{Compare: cellCompare, Repr: func(t *Thread, v Value) (Value, error) {
		what := "empty"
		if c := as[Cell](v).V; c.IsSet() {
			what = c.Type().Name + " object at " + t.Address(c)
		}
		return t.StrValue("<cell at " + t.Address(v) + ": " + what + ">"), nil
	}, New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
		if len(kw) > 0 {
			return Value{}, t.Raisef(&TypeError, "cell() takes no keyword arguments")
		}
		if len(args) > 1 {
			return Value{}, t.Raisef(&TypeError, "cell expected at most 1 argument, got %d", len(args))
		}
		t.alloc(objectSize)
		c := &Cell{Header: Header{typ: &CellType}}
		if len(args) == 1 {
			c.V = args[0]
		}
		return Obj(c), nil
	}, Trace: func(v Value, visit func(Value)) {
		if c := as[Cell](v).V; c.IsSet() {
			visit(c)
		}
	}})
	CellType.New = func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
		if len(args) > 1 || len(kw) > 0 {
			return Value{}, t.Raisef(&TypeError, "cell expected at most 1 argument, got %d", len(args)+len(kw))
		}
		if len(args) == 0 {
			return t.NewCell(Value{}), nil
		}
		return t.NewCell(args[0]), nil
	}
	CellType.addAttrs([]Attr{{"cell_contents", func(t *Thread, v Value) (Value, error) {
		if c := as[Cell](v).V; c.IsSet() {
			return c, nil
		}
		return Value{}, t.Raisef(&ValueError, "cell is empty")
	}, func(t *Thread, v, x Value) error { as[Cell](v).V = x; return nil }}})
	b.define(&CodeType, "code", nil, isFinal|referable, Slots{Repr: func(t *Thread, v Value) (Value, error) {
		c := as[Code](v)
		return t.StrValue("<code object " + c.C.Name + " at " + t.Address(v) + ", file \"" + c.fileName() + "\", line " + Itoa(c.C.FirstLine) + ">"), nil
	}, Trace: func(v Value, visit func(Value)) {
		for _, k := range as[Code](v).Consts {
			visit(k)
		}
		visit(as[Code](v).doc)
	}, Size: func(v Value) uint64 { return codeSize(as[Code](v).C) }})
	codeAttributes()
	b.modules()
	b.weakRefs()
	b.generators()
	b.typing()
}

func traceFunction(v Value, visit func(Value)) {
	f := as[Function](v)
	visit(Obj(f.Code))
	visit(Obj(f.Globals))
	for _, c := range f.Closure {
		visit(c)
	}
	for _, d := range f.Defaults {
		visit(d)
	}
	if f.KwDefaults != nil {
		visit(Obj(f.KwDefaults))
	}
	if f.attrs != nil {
		visit(Obj(f.attrs))
	}
	for _, x := range []Value{f.Doc, f.Annotate, f.annotations, f.TypeParams} {
		visit(x)
	}
}

func functionGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	f := as[Function](v)
	if d := FunctionType.Attrs.values[name.S]; d.IsSet() && isData(d) {
		return d.Type().DescrGet(t, d, v, &FunctionType)
	}
	if f.attrs != nil {
		if x := f.attrs.GetStr(t, name); x.IsSet() {
			return x, nil
		}
	}
	return GenericGetAttr(t, v, name)
}

func functionSetAttr(t *Thread, v Value, name *Str, x Value) error {
	f := as[Function](v)
	if d := FunctionType.Lookup(name.S); d.IsSet() && isData(d) {
		return d.Type().DescrSet(t, d, v, x)
	}
	if f.attrs == nil {
		f.attrs = t.NewDict()
	}
	if !x.IsSet() {
		if !f.attrs.DeleteStr(t, name) {
			return t.attributeError(v, name)
		}
		return nil
	}
	f.attrs.SetStr(t, name, x)
	return nil
}

// readOnly is the setter of what CPython keeps in a plain field that cannot be set.
func readOnly(t *Thread, v, x Value) error { return t.Raisef(&AttributeError, "readonly attribute") }

func functionAttrs() []Attr {
	fn := func(v Value) *Function { return as[Function](v) }
	return []Attr{
		{"__name__", func(t *Thread, v Value) (Value, error) { return Obj(fn(v).Name), nil }, func(t *Thread, v, x Value) error {
			if x.Str() == nil {
				return t.Raisef(&TypeError, "__name__ must be set to a string object")
			}
			fn(v).Name = x.Str()
			return nil
		}},
		{"__qualname__", func(t *Thread, v Value) (Value, error) { return Obj(fn(v).QualName), nil }, func(t *Thread, v, x Value) error {
			if x.Str() == nil {
				return t.Raisef(&TypeError, "__qualname__ must be set to a string object")
			}
			fn(v).QualName = x.Str()
			return nil
		}},
		{"__doc__", func(t *Thread, v Value) (Value, error) { return fn(v).Doc.orNone(), nil }, func(t *Thread, v, x Value) error {
			fn(v).Doc = x.orNone()
			return nil
		}},
		{"__module__", func(t *Thread, v Value) (Value, error) { return fn(v).Module.orNone(), nil }, func(t *Thread, v, x Value) error {
			fn(v).Module = x.orNone()
			return nil
		}},
		{"__dict__", func(t *Thread, v Value) (Value, error) {
			if fn(v).attrs == nil {
				fn(v).attrs = t.NewDict()
			}
			return Obj(fn(v).attrs), nil
		}, func(t *Thread, v, x Value) error {
			switch {
			case !x.IsSet():
				return t.Raisef(&TypeError, "cannot delete __dict__")
			case x.Dict() == nil:
				return t.Raisef(&TypeError, "__dict__ must be set to a dictionary, not a '%s'", x.Type().Name)
			}
			fn(v).attrs = x.Dict()
			return nil
		}},
		{"__defaults__", func(t *Thread, v Value) (Value, error) {
			if len(fn(v).Defaults) == 0 {
				return None, nil
			}
			return t.Tuple(fn(v).Defaults...), nil
		}, func(t *Thread, v, x Value) error {
			if x.IsSet() && !x.IsNone() && x.Tuple() == nil {
				return t.Raisef(&TypeError, "__defaults__ must be set to a tuple object")
			}
			fn(v).Defaults = nil
			if x.IsSet() && x.Tuple() != nil {
				fn(v).Defaults = x.Tuple().Items
			}
			return nil
		}},
		{"__kwdefaults__", func(t *Thread, v Value) (Value, error) {
			if fn(v).KwDefaults == nil {
				return None, nil
			}
			return Obj(fn(v).KwDefaults), nil
		}, func(t *Thread, v, x Value) error {
			if x.IsSet() && !x.IsNone() && x.Dict() == nil {
				return t.Raisef(&TypeError, "__kwdefaults__ must be set to a dict object")
			}
			fn(v).KwDefaults = nil
			if x.IsSet() {
				fn(v).KwDefaults = x.Dict()
			}
			return nil
		}},
		{"__code__", func(t *Thread, v Value) (Value, error) { return Obj(fn(v).Code), nil }, func(t *Thread, v, x Value) error {
			if !x.IsSet() || x.Type() != &CodeType {
				return t.Raisef(&TypeError, "__code__ must be set to a code object")
			}
			c, n := as[Code](x), len(fn(v).Closure)
			if len(c.C.FreeVars) != n {
				return t.Raisef(&ValueError, "%s() requires a code object with %d free vars, not %d", fn(v).Name.S, n, len(c.C.FreeVars))
			}
			fn(v).Code = c
			return nil
		}},
		{"__globals__", func(t *Thread, v Value) (Value, error) { return Obj(fn(v).Globals), t.Whole(fn(v).Globals) }, readOnly},
		{"__builtins__", func(t *Thread, v Value) (Value, error) { return Obj(t.builtinsOf(fn(v).Globals)), nil }, readOnly},
		{"__closure__", func(t *Thread, v Value) (Value, error) {
			if len(fn(v).Closure) == 0 {
				return None, nil
			}
			return t.Tuple(append([]Value(nil), fn(v).Closure...)...), nil
		}, readOnly},
		{"__annotations__", func(t *Thread, v Value) (Value, error) {
			f := fn(v)
			if !f.annotations.IsSet() {
				f.annotations = Obj(t.NewDict())
				if f.Annotate.IsSet() && !f.Annotate.IsNone() {
					a, err := t.Call(f.Annotate, Int(1))
					if err != nil {
						f.annotations = Value{}
						return Value{}, err
					}
					f.annotations = a
				}
			}
			return f.annotations, nil
		}, func(t *Thread, v, x Value) error {
			if x.IsSet() && !x.IsNone() && x.Dict() == nil {
				return t.Raisef(&TypeError, "__annotations__ must be set to a dict object")
			}
			if !x.IsSet() || x.IsNone() {
				x = Value{}
			}
			fn(v).annotations, fn(v).Annotate = x, None
			return nil
		}},
		{"__annotate__", func(t *Thread, v Value) (Value, error) { return fn(v).Annotate.orNone(), nil }, func(t *Thread, v, x Value) error {
			switch {
			case !x.IsSet():
				return t.Raisef(&TypeError, "__annotate__ cannot be deleted")
			case x.IsNone():
				fn(v).Annotate = x
			case x.Type().Call == nil:
				return t.Raisef(&TypeError, "__annotate__ must be callable or None")
			default:
				fn(v).Annotate, fn(v).annotations = x, Value{}
			}
			return nil
		}},
		{"__type_params__", func(t *Thread, v Value) (Value, error) {
			if fn(v).TypeParams.IsSet() {
				return fn(v).TypeParams, nil
			}
			return Obj(emptyTuple), nil
		}, func(t *Thread, v, x Value) error {
			if !x.IsSet() || x.Tuple() == nil {
				return t.Raisef(&TypeError, "__type_params__ must be set to a tuple")
			}
			fn(v).TypeParams = x
			return nil
		}},
	}
}

// builtinsOf are the built-in names for code with the given globals: those it names itself, or the run's.
func (t *Thread) builtinsOf(globals *Dict) *Dict {
	b := globals.GetStr(t, t.Intern("__builtins__"))
	switch {
	case !b.IsSet():
	case b.Module() != nil:
		return b.Module().Dict
	case b.Dict() != nil:
		return b.Dict()
	}
	return t.Builtins
}

func nativeRepr(t *Thread, v Value) (Value, error) {
	n := as[Native](v)
	switch {
	case n.typ == &WrapperType:
		return t.StrValue("<slot wrapper '" + n.Name + "' of '" + n.Owner.Name + "' objects>"), nil
	case n.Owner != nil:
		return t.StrValue("<method '" + n.Name + "' of '" + n.Owner.Name + "' objects>"), nil
	}
	return t.StrValue("<built-in function " + n.Name + ">"), nil
}

func nativeAttrs() []Attr {
	n := func(v Value) *Native {
		if v.Type() == &BuiltinMethodType { // its class derives from the other one's, and so do its attributes
			switch fn := as[BoundMethod](v).Fn; fn.Type() {
			case &BuiltinType, &MethodDescriptorType, &WrapperType, &ClassMethodDescriptorType:
				return as[Native](fn)
			}
			return &Native{}
		}
		return as[Native](v)
	}
	return []Attr{
		{"__name__", func(t *Thread, v Value) (Value, error) { return t.StrValue(n(v).Name), nil }, nil},
		{"__qualname__", func(t *Thread, v Value) (Value, error) { return t.StrValue(n(v).qualName()), nil }, nil},
		{"__doc__", func(t *Thread, v Value) (Value, error) { return None, nil }, nil},
		{"__module__", func(t *Thread, v Value) (Value, error) {
			if m := n(v).Module; m != "" {
				return t.StrValue(m), nil
			}
			return Obj(t.Intern("builtins")), nil
		}, nil},
		{"__text_signature__", func(t *Thread, v Value) (Value, error) { return t.StrValue(n(v).textSignature()), nil }, nil},
		{"__objclass__", func(t *Thread, v Value) (Value, error) {
			if o := n(v).Owner; o != nil {
				return Obj(o), nil
			}
			return Value{}, t.attributeError(v, t.Intern("__objclass__"))
		}, nil},
		{"__self__", func(t *Thread, v Value) (Value, error) {
			if n(v).Self.IsSet() {
				return n(v).Self, nil
			}
			if name := n(v).Module; name != "" {
				if m := t.Modules.GetStr(t, t.Intern(name)); m.IsSet() {
					return m, nil
				}
			}
			return Value{}, t.attributeError(v, t.Intern("__self__"))
		}, nil},
	}
}

// textSignature is the parameter list with the first parameter that inspect leaves out.
func (n *Native) textSignature() string {
	first := "$module"
	text := n.Sig.Text
	if n.Owner != nil {
		first = "$self"
		if n.typ == &ClassMethodDescriptorType {
			first = "$type"
		}
		text = strings.TrimPrefix(text, "self, /")
		text = strings.TrimPrefix(text, "self")
		text = strings.TrimPrefix(text, ", ")
		if !strings.HasPrefix(n.Sig.Text, "self, /") {
			return "(" + first + ", " + text + ")"
		}
		first += ", /"
	}
	if text == "" {
		return "(" + first + ")"
	}
	return "(" + first + ", " + text + ")"
}

func boundGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	m := as[BoundMethod](v)
	switch name.S {
	case "__self__":
		return m.Self, nil
	case "__func__":
		if v.Type() == &MethodType {
			return m.Fn, nil
		}
	case "__class__":
		return Obj(publicType(v)), nil
	case "__doc__", "__name__", "__qualname__", "__module__", "__text_signature__", "__objclass__":
		return t.GetAttr(m.Fn, name)
	}
	if x, err := GenericGetAttr(t, v, name); err == nil {
		return x, nil
	}
	return t.GetAttr(m.Fn, name)
}

// publicType is the type that a program sees: methods of natives that are bound have one of their own inside only.
func publicType(v Value) *Type {
	if v.Type() == &BuiltinMethodType {
		return &BuiltinType
	}
	return v.Type()
}

// cellCompare compares what cells hold; an empty one is less than any other.
func cellCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if a.Type() != &CellType || b.Type() != &CellType {
		return NotImplemented, nil
	}
	x, y := as[Cell](a).V, as[Cell](b).V
	if x.IsSet() && y.IsSet() {
		return t.Compare(op, x, y)
	}
	rank := func(v Value) int {
		if v.IsSet() {
			return 1
		}
		return 0
	}
	return Bool(ordered(op, rank(x)-rank(y))), nil
}

func boundRepr(t *Thread, v Value) (Value, error) {
	m := as[BoundMethod](v)
	if n := m.Fn.Native(); n != nil {
		kind := "<built-in method "
		if n.typ == &WrapperType {
			kind = "<method-wrapper '"
			return t.StrValue(kind + n.Name + "' of " + m.Self.Type().Name + " object at " + t.Address(m.Self) + ">"), nil
		}
		return t.StrValue(kind + n.Name + " of " + m.Self.Type().Name + " object at " + t.Address(m.Self) + ">"), nil
	}
	name := "?"
	for _, attr := range []string{"__qualname__", "__name__"} {
		q, err := t.GetAttrOr(m.Fn, attr)
		if err != nil {
			return Value{}, err
		}
		if q.IsSet() {
			if q.Str() != nil {
				name = q.Str().S
			}
			break
		}
	}
	r, err := t.Repr(m.Self)
	if err != nil {
		return Value{}, err
	}
	return t.StrValue("<bound method " + name + " of " + r + ">"), nil
}

func boundCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, y := a.BoundMethod(), b.BoundMethod()
	if x == nil || y == nil || op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	return Bool((x.Fn == y.Fn && x.Self == y.Self) == (op == code.CmpEq)), nil
}

func (t *Thread) isAbstractMethod(fn Value) (Value, error) {
	v, err := t.GetAttrOr(fn, "__isabstractmethod__")
	if err != nil || !v.IsSet() {
		return False, err
	}
	b, err := t.Truth(v)
	return Bool(b), err
}

func wrappedNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(args) != 1 || len(kw) > 0 {
		return Value{}, t.Raisef(&TypeError, "%s expected 1 argument, got %d", typ.Name, len(args))
	}
	if typ.flags&isHeapType != 0 {
		v := typ.alloc(t, typ)
		as[Wrapped](v).Fn = args[0]
		return v, nil
	}
	t.alloc(objectSize)
	return Obj(&Wrapped{Header: Header{typ: typ}, Fn: args[0]}), nil
}

func superNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if typ != &SuperType {
		return typ.alloc(t, typ), nil // __init__ does the rest
	}
	if len(kw) > 0 {
		return Value{}, t.Raisef(&TypeError, "super() takes no keyword arguments")
	}
	if len(args) > 2 {
		return Value{}, t.Raisef(&TypeError, "super() expected at most 2 arguments, got %d", len(args))
	}
	if len(args) == 0 {
		cls, self, err := t.Hooks.Super(t)
		if err != nil {
			return Value{}, err
		}
		args = []Value{cls, self}
	}
	cls := args[0].AsType()
	if cls == nil {
		return Value{}, t.Raisef(&TypeError, "super() argument 1 must be a type, not %s", args[0].Type().Name)
	}
	t.alloc(objectSize)
	s := &Super{Header: Header{typ: &SuperType}, Cls: cls}
	if len(args) == 1 || args[1].IsNone() {
		return Obj(s), nil
	}
	s.Self = args[1]
	if c := s.Self.AsType(); c != nil && c.IsSubtype(cls) {
		s.SelfTyp = c
	} else if s.Self.Type().IsSubtype(cls) {
		s.SelfTyp = s.Self.Type()
	} else {
		if k, err := t.GetAttrOr(s.Self, "__class__"); err != nil {
			return Value{}, err
		} else if k.IsSet() && k.AsType() != nil && k.AsType().IsSubtype(cls) { // a proxy
			s.SelfTyp = k.AsType()
			return Obj(s), nil
		}
		what, name := "instance of", s.Self.Type().Name
		if c != nil {
			what, name = "type", c.Name
		}
		return Value{}, t.Raisef(&TypeError, "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).", what, name, cls.Name)
	}
	return Obj(s), nil
}

// superInit is super.__init__, which matters for instances of derived classes: super itself is complete once made.
func superInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	s := as[Super](self)
	if s.typ == &SuperType && s.Cls != nil {
		return nil
	}
	v, err := superNew(t, &SuperType, args, kw)
	if err != nil {
		return err
	}
	made := as[Super](v)
	s.Cls, s.Self, s.SelfTyp = made.Cls, made.Self, made.SelfTyp
	return nil
}

// superDescrGet binds a super object without an instance to one.
func superDescrGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	s := as[Super](self)
	if !obj.IsSet() || s.Self.IsSet() || s.Cls == nil {
		return self, nil
	}
	if s.typ != &SuperType {
		return t.Call(Obj(s.typ), Obj(s.Cls), obj)
	}
	return superNew(t, &SuperType, []Value{Obj(s.Cls), obj}, nil)
}

func superRepr(t *Thread, v Value) (Value, error) {
	s := as[Super](v)
	name := "NULL"
	if s.Cls != nil {
		name = s.Cls.Name
	}
	if s.SelfTyp == nil {
		return t.StrValue("<super: <class '" + name + "'>, NULL>"), nil
	}
	return t.StrValue("<super: <class '" + name + "'>, <" + s.SelfTyp.Name + " object>>"), nil
}

// classGetItem makes list[int] and the like.
func classGetItem(t *Thread, a []Value) (Value, error) { return t.NewGenericAlias(a[0], a[1]), nil }

// NewGenericAlias is origin[args].
func (t *Thread) NewGenericAlias(origin, args Value) Value {
	t.alloc(objectSize)
	tuple := args.Tuple()
	if tuple == nil {
		tuple = t.NewTuple([]Value{args})
	}
	return Obj(&GenericAlias{Header: Header{typ: &GenericAliasType}, Origin: origin, Args: tuple})
}
