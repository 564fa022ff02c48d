package py

import (
	"slices"
	"strings"
)

// newSimple makes an instance of a Python class without a native base, with room for as many attributes as others of its
// class have got.
func newSimple(t *Thread, typ *Type) Value {
	var o *Simple
	switch n := typ.hint; {
	case n == 0:
		o = new(Simple)
		t.alloc(objectSize + 16)
	case n <= 2:
		x := new(roomy[[2]Value])
		o, x.ext.Vals = &x.Simple, x.room[:0]
		t.alloc(objectSize + 16 + 2*16)
	case n <= 4:
		x := new(roomy[[4]Value])
		o, x.ext.Vals = &x.Simple, x.room[:0]
		t.alloc(objectSize + 16 + 4*16)
	case n <= 8:
		x := new(roomy[[8]Value])
		o, x.ext.Vals = &x.Simple, x.room[:0]
		t.alloc(objectSize + 16 + 8*16)
	default:
		o = new(Simple)
		o.ext.Vals = make([]Value, 0, min(n, maxShapeNames))
		t.alloc(objectSize + 16 + uint64(cap(o.ext.Vals))*16)
	}
	o.typ = typ
	if typ.flags&finalized != 0 {
		t.Watch(Obj(o))
	}
	if typ.slotBase > 0 {
		o.ext.Slots = make([]Value, typ.slotBase)
		t.alloc(uint64(typ.slotBase) * 16)
	}
	return Obj(o)
}

// roomy is a Simple with the first values of its attributes beside it, so that both are one allocation.
type roomy[T any] struct {
	Simple
	room T
}

// withExt is the alloc function of a native layout.
func withExt[T any](init func(*T)) func(t *Thread, typ *Type) Value {
	return func(t *Thread, typ *Type) Value {
		t.alloc(objectSize + 96)
		o := allocExt[T](typ)
		if init != nil {
			init(o)
		}
		v := Obj((*Header)(headerOf(o)))
		if typ.flags&finalized != 0 {
			t.Watch(v)
		}
		if typ.slotBase > 0 {
			v.ext().Slots = make([]Value, typ.slotBase)
		}
		return v
	}
}

// linearize computes the C3 MRO of a class with the given bases. inTail counts in how many of the sequences to merge a
// class stands behind the head, so that each step looks at each sequence once.
func (t *Thread) linearize(typ *Type, bases []*Type) error {
	seqs := make([][]*Type, 0, len(bases)+1)
	total := len(bases) + 1
	for _, b := range bases {
		seqs = append(seqs, b.MRO)
		total += len(b.MRO)
	}
	seqs = append(seqs, bases)
	if err := t.Grow(uint64(total) * 16); err != nil {
		return err
	}
	if err := t.Charge(total); err != nil {
		return err
	}
	inTail := map[*Type]int{}
	for _, s := range seqs {
		for _, c := range s[1:] {
			inTail[c]++
		}
	}
	mro := []*Type{typ}
	for len(seqs) > 0 {
		var head *Type
		for _, s := range seqs {
			if inTail[s[0]] == 0 {
				head = s[0]
				break
			}
		}
		if err := t.Charge(len(seqs)); err != nil {
			return err
		}
		if head == nil {
			var names []string
			for _, s := range seqs {
				if !slices.Contains(names, s[0].Name) {
					names = append(names, s[0].Name)
				}
			}
			return t.Raisef(&TypeError, "Cannot create a consistent method resolution order (MRO) for bases %s", strings.Join(names, ", "))
		}
		mro = append(mro, head)
		kept := seqs[:0]
		for _, s := range seqs {
			if s[0] == head {
				if s = s[1:]; len(s) == 0 {
					continue
				}
				inTail[s[0]]--
			}
			kept = append(kept, s)
		}
		seqs = kept
	}
	typ.MRO = mro
	return nil
}

// layoutBase is the base whose native layout instances share.
func (t *Thread) layoutBase(bases []*Type) (*Type, error) {
	best := bases[0]
	for _, b := range bases[1:] {
		bl, nl := solidBase(best), solidBase(b)
		switch {
		case nl == bl || bl.IsSubtype(nl):
		case nl.IsSubtype(bl):
			best = b
		default:
			return nil, t.Raisef(&TypeError, "multiple bases have instance lay-out conflict")
		}
	}
	return best, nil
}

// solidBase is the nearest class that adds something to the layout of instances: slots, or the fields of an exception.
func solidBase(typ *Type) *Type {
	for {
		switch b := typ.Base; {
		case b == nil:
			return typ
		case typ.flags&isHeapType != 0 && typ.slotBase > b.slotBase:
			return typ
		case typ.flags&isHeapType == 0 && (typ.flags&excSubclass == 0 || len(exceptionFields(typ)) > len(exceptionFields(b))):
			return typ
		}
		typ = typ.Base
	}
}

// solid is the nearest native class.
func solid(typ *Type) *Type {
	for typ.flags&isHeapType != 0 {
		typ = typ.Base
	}
	return typ
}

// calculateMeta is the most derived metaclass of the bases.
func (t *Thread) calculateMeta(meta *Type, bases []Value) (*Type, error) {
	for _, b := range bases {
		bt := b.Type()
		if meta.IsSubtype(bt) {
			continue
		}
		if bt.IsSubtype(meta) {
			meta = bt
			continue
		}
		return nil, t.Raisef(&TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
	}
	return meta, nil
}

// typeNew is type.__new__(meta, name, bases, namespace, **kwargs).
func typeNew(t *Thread, meta *Type, args []Value, kw []Keyword) (Value, error) {
	if len(args) == 1 && meta == &TypeType && len(kw) == 0 {
		return Obj(publicType(args[0])), nil
	}
	if len(args) != 3 {
		return Value{}, t.Raisef(&TypeError, "type() takes 1 or 3 arguments")
	}
	name, bases, ns := args[0].Str(), args[1].Tuple(), args[2].Dict()
	if name == nil {
		return Value{}, t.Raisef(&TypeError, "type.__new__() argument 1 must be str, not %s", args[0].typeName())
	}
	if bases == nil {
		return Value{}, t.Raisef(&TypeError, "type.__new__() argument 2 must be tuple, not %s", args[1].typeName())
	}
	if ns == nil {
		return Value{}, t.Raisef(&TypeError, "type.__new__() argument 3 must be dict, not %s", args[2].typeName())
	}
	if strings.Contains(name.S, "\x00") {
		return Value{}, t.Raisef(&ValueError, "type name must not contain null characters")
	}
	for _, b := range bases.Items {
		if b.AsType() != nil {
			continue
		}
		switch entries, err := t.GetAttrOr(b, "__mro_entries__"); {
		case err != nil:
			return Value{}, err
		case entries.IsSet():
			return Value{}, t.Raisef(&TypeError, "type() doesn't support MRO entry resolution; use types.new_class()")
		}
	}
	meta, err := t.calculateMeta(meta, bases.Items)
	if err != nil {
		return Value{}, err
	}
	typ := &Type{Header: Header{typ: meta}, Name: name.S, QualName: name.S, flags: isHeapType}
	if err := t.setBases(typ, bases.Items); err != nil {
		return Value{}, err
	}
	if err := t.fillNamespace(typ, ns); err != nil {
		return Value{}, err
	}
	t.alloc(typeSize(typ))
	t.Spend(300 + 80*len(typ.MRO)) // for each special method, a look along the MRO
	typ.fillSpecials()
	if typ.Attrs.Get("__del__").IsSet() {
		typ.flags |= finalized
	}
	t.versions++
	typ.version, typ.salt = t.versions, t.versions
	for _, b := range typ.Bases {
		if b.flags&isHeapType != 0 {
			b.subclasses = append(b.subclasses, typ)
		} else {
			if t.subtypes == nil {
				t.subtypes = map[*Type][]*Type{}
			}
			t.subtypes[b] = append(t.subtypes[b], typ)
		}
	}
	if cell := ns.GetStr(t, t.Intern("__classcell__")); cell.IsSet() && cell.Type() == &CellType {
		as[Cell](cell).V = Obj(typ)
	}
	if fn, owner := meta.lookupFrom("mro"); owner != nil && owner.flags&isHeapType != 0 {
		if err := t.customMRO(typ, fn); err != nil {
			return Value{}, err
		}
	}
	if cell := ns.GetStr(t, t.Intern("__classdictcell__")); cell.IsSet() && cell.Type() == &CellType {
		if v, err := t.GetAttr(Obj(typ), t.Intern("__dict__")); err == nil {
			as[Cell](cell).V = v
		}
	}
	t.Hold(Obj(typ))
	err = t.announce(typ, kw)
	t.Release(1)
	return Obj(typ), err
}

// customMRO takes the order of bases from the method mro of a metaclass.
func (t *Thread) customMRO(typ *Type, fn Value) error {
	r, err := t.CallMethodOf(fn, Obj(typ))
	if err != nil {
		return err
	}
	items, err := t.ToSlice(r)
	if err != nil {
		return err
	}
	mro := make([]*Type, 0, len(items))
	for _, v := range items {
		c := v.AsType()
		if c == nil {
			return t.Raisef(&TypeError, "mro() returned a non-class ('%s')", v.Type().Name)
		}
		if !solidBase(typ).IsSubtype(solidBase(c)) {
			return t.Raisef(&TypeError, "mro() returned base with unsuitable layout ('%s')", c.Name)
		}
		mro = append(mro, c)
	}
	if len(mro) == 0 {
		return t.Raisef(&TypeError, "type MRO must not be empty")
	}
	if !slices.Contains(mro, typ) {
		return t.Raisef(&TypeError, "super(type, obj): obj (type %s) is not an instance or subtype of type (%s).", typ.Name, typ.Name)
	}
	typ.MRO = mro
	typ.fillSpecials()
	t.versions++
	typ.version = t.versions
	return nil
}

func (t *Thread) setBases(typ *Type, values []Value) error {
	if len(values) == 0 {
		values = []Value{Obj(&ObjectType)}
	}
	seen := map[*Type]bool{}
	for _, v := range values {
		b := v.AsType()
		if b == nil {
			return t.Raisef(&TypeError, "bases must be types")
		}
		if b.flags&isFinal != 0 || b.alloc == nil {
			return t.Raisef(&TypeError, "type '%s' is not an acceptable base type", b.FullName())
		}
		if seen[b] {
			return t.Raisef(&TypeError, "duplicate base class %s", b.Name)
		}
		seen[b] = true
		typ.Bases = append(typ.Bases, b)
	}
	base, err := t.layoutBase(typ.Bases)
	if err != nil {
		return err
	}
	typ.Base = base
	for _, b := range typ.Bases {
		typ.flags |= b.flags & inherited &^ (isSequence | isMapping)
	}
	typ.alloc, typ.extOff = base.alloc, base.extOff
	typ.Trace, typ.Size = base.Trace, base.Size
	if s := solid(base); s == &ObjectType {
		typ.alloc, typ.extOff = newSimple, simpleExt
	} else if typ.extOff == 0 {
		typ.extOff = s.subExt
	}
	typ.slotBase = base.slotBase
	if err := t.linearize(typ, typ.Bases); err != nil {
		return err
	}
	for _, c := range typ.MRO[1:] { // the first that is a sequence or a mapping decides
		if f := c.flags & (isSequence | isMapping); f != 0 {
			typ.flags |= f
			break
		}
	}
	return nil
}

// fillNamespace takes over the class body's names.
func (t *Thread) fillNamespace(typ *Type, ns *Dict) error {
	if err := t.Charge(ns.live); err != nil {
		return err
	}
	typ.Attrs.values = make(map[string]Value, ns.live)
	typ.Attrs.names = make([]string, 0, ns.live)
	for i := range ns.entries {
		e := &ns.entries[i]
		if !e.key.IsSet() {
			continue
		}
		k := e.key.Str()
		if k == nil {
			continue
		}
		v := e.val
		switch k.S {
		case "__classcell__":
			if v.Type() != &CellType {
				return t.Raisef(&TypeError, "type.__new__: __classcell__ must be a nonlocal cell, not %s", v.Type().DisplayName())
			}
			continue
		case "__classdictcell__":
			continue
		case "__qualname__":
			if v.Str() == nil {
				return t.Raisef(&TypeError, "type __qualname__ must be a str, not %s", v.Type().Name)
			}
			typ.QualName = v.Str().S
			continue
		case "__module__":
			if v.Str() != nil {
				typ.Module = v.Str().S
			}
		case "__new__":
			if v.Func() != nil {
				v = Obj(&Wrapped{Header: Header{typ: &StaticMethodType}, Fn: v})
			}
		case "__init_subclass__", "__class_getitem__":
			if v.Func() != nil {
				v = Obj(&Wrapped{Header: Header{typ: &ClassMethodType}, Fn: v})
			}
		}
		typ.Attrs.Set(k.S, v)
	}
	if typ.Module == "" {
		typ.Module = "builtins"
		if t.Hooks.Globals != nil {
			if g := t.Hooks.Globals(t); g != nil {
				if n := g.GetStr(t, t.Intern("__name__")); n.IsSet() && n.Str() != nil {
					typ.Module = n.Str().S
					typ.Attrs.Set("__module__", n)
				}
			}
		}
	}
	if err := t.fillSlots(typ); err != nil {
		return err
	}
	if typ.Attrs.Get("__eq__").IsSet() && !typ.Attrs.Get("__hash__").IsSet() {
		typ.Attrs.Set("__hash__", None)
	}
	if !typ.Attrs.Get("__doc__").IsSet() {
		typ.Attrs.Set("__doc__", None)
	}
	return nil
}

// fillSlots handles __slots__: descriptors for the named slots, and no dictionary unless one is named or inherited.
func (t *Thread) fillSlots(typ *Type) error {
	slots := typ.Attrs.Get("__slots__")
	if !slots.IsSet() {
		typ.addInstanceAttrs(typ.flags&hasDict == 0, true)
		typ.flags |= hasDict
		return nil
	}
	var names []Value
	if slots.Str() != nil {
		names = []Value{slots}
	} else {
		var err error
		if names, err = t.ToSlice(slots); err != nil {
			return err
		}
	}
	slices.SortStableFunc(names, func(a, b Value) int { // so that classes of the same slots have one layout
		x, y := a.Str(), b.Str()
		if x == nil || y == nil {
			return 0
		}
		return strings.Compare(x.S, y.S)
	})
	for _, n := range names {
		s := n.Str()
		if s == nil {
			return t.Raisef(&TypeError, "__slots__ items must be strings, not '%s'", n.Type().Name)
		}
		name := s.S
		if s := solid(typ.Base); s == &IntType || s == &TupleType || s == &BytesType {
			return t.Raisef(&TypeError, "nonempty __slots__ not supported for subtype of '%s'", typ.Base.Name)
		}
		if name == "__dict__" {
			if typ.flags&hasDict != 0 {
				return t.Raisef(&TypeError, "__dict__ slot disallowed: we already got one")
			}
			typ.addInstanceAttrs(true, false)
			typ.flags |= hasDict
			continue
		}
		if name == "__weakref__" {
			if typ.Attrs.Get(name).IsSet() {
				return t.Raisef(&TypeError, "__weakref__ slot disallowed: we already got one")
			}
			if _, owner := typ.lookupFrom(name); owner != nil {
				return t.Raisef(&TypeError, "__weakref__ slot disallowed: we already got one")
			}
			typ.addInstanceAttrs(false, true)
			continue
		}
		if !isIdentifier(decodeRunes(name)) {
			return t.Raisef(&TypeError, "__slots__ must be identifiers")
		}
		if strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__") {
			name = "_" + strings.TrimLeft(typ.Name, "_") + name
		}
		if slices.Contains(typ.slotNames, name) {
			continue // named twice
		}
		if typ.Attrs.Get(name).IsSet() {
			return t.Raisef(&ValueError, "'%s' in __slots__ conflicts with class variable", name)
		}
		typ.Attrs.Set(name, Obj(&Member{Header{typ: &MemberType}, name, typ, typ.slotBase}))
		typ.slotNames = append(typ.slotNames, name)
		typ.slotBase++
	}
	return nil
}

// addInstanceAttrs gives a class the descriptors __dict__ and __weakref__, where it is the first to have such instances.
func (typ *Type) addInstanceAttrs(dict, weak bool) {
	missing := func(name string) bool { _, owner := typ.lookupFrom(name); return owner == nil }
	if dict && missing("__dict__") {
		typ.Attrs.Set("__dict__", Obj(&Getset{Header{typ: &GetsetType}, "__dict__", typ, getDict, setDict}))
	}
	if weak && missing("__weakref__") {
		typ.Attrs.Set("__weakref__", Obj(&Getset{Header{typ: &GetsetType}, "__weakref__", typ, weakRefOf, nil}))
	}
}

// weakRefOf is __weakref__ of an instance: CPython keeps the first of its weak references there.
func weakRefOf(t *Thread, v Value) (Value, error) {
	refs, err := t.WeakRefs(v)
	if err != nil || len(refs) == 0 {
		return None, err
	}
	return Obj(refs[0]), nil
}

// announce calls __set_name__ of the attributes and __init_subclass__ of the parent.
func (t *Thread) announce(typ *Type, kw []Keyword) error {
	// What a __set_name__ does to the other attributes comes too late for this walk.
	names := append([]string(nil), typ.Attrs.Names()...)
	values := make([]Value, len(names))
	for i, name := range names {
		values[i] = typ.Attrs.Get(name)
	}
	for _, v := range values {
		t.Hold(v)
	}
	defer t.Release(len(values))
	for i, name := range names {
		v := values[i]
		if v.Type() == &PropertyType {
			if p := as[Property](v); !p.Name.IsSet() {
				p.Name = Obj(t.Intern(name))
			}
			continue
		}
		if fn := v.Type().Lookup("__set_name__"); fn.IsSet() {
			if _, err := t.CallMethodOf(fn, v, Obj(typ), Obj(t.Intern(name))); err != nil {
				if e := Catch(err, &BaseExceptionType); e != nil {
					r, _ := t.Repr(Obj(t.Intern(name)))
					e.addNote(t, "Error calling __set_name__ on '"+v.Type().Name+"' instance "+r+" in '"+typ.Name+"'")
				}
				return err
			}
		}
	}
	s := &Super{Header{typ: &SuperType}, typ, Obj(typ), typ}
	fn, err := superGetAttr(t, Obj(s), t.Intern("__init_subclass__"))
	if err != nil {
		return err
	}
	_, err = t.CallKw(fn, nil, kw)
	return err
}

func (e *Exception) addNote(t *Thread, note string) {
	if e.Notes == nil {
		e.Notes = t.NewList(nil)
	}
	e.Notes.Items = append(e.Notes.Items, t.StrValue(note))
}

// typeCall is a call of a class: __new__, then __init__ where the result is an instance.
func typeCall(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
	typ := as[Type](self)
	if typ == &TypeType {
		if len(args) == 1 && len(kw) == 0 {
			return Obj(publicType(args[0])), nil
		}
		if len(args) != 3 {
			return Value{}, t.Raisef(&TypeError, "type() takes 1 or 3 arguments")
		}
	}
	if typ.New == nil || typ.alloc == nil && typ.onlyEngineMakes() {
		return Value{}, t.Raisef(&TypeError, "cannot create '%s' instances", typ.FullName())
	}
	v, err := typ.New(t, typ, args, kw)
	if err != nil {
		return Value{}, err
	}
	vt := v.Type()
	if !vt.IsSubtype(typ) {
		return v, nil
	}
	if vt.Init != nil {
		if err := vt.Init(t, v, args, kw); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

// onlyEngineMakes tells the engine's types that have no constructor.
func (typ *Type) onlyEngineMakes() bool {
	_, owner := typ.lookupFrom("__new__")
	return owner == &ObjectType && typ != &ObjectType
}

// Instantiate calls a class.
func (t *Thread) Instantiate(typ *Type, args ...Value) (Value, error) {
	return t.CallKw(Obj(typ), args, nil)
}

func objectNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(args)+len(kw) > 0 {
		if typ.special[specialNew] != ObjectType.Attrs.Get("__new__") && typ.flags&isHeapType != 0 {
			return Value{}, t.Raisef(&TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if typ.special[specialInit] == ObjectType.Attrs.Get("__init__") || typ.flags&isHeapType == 0 {
			return Value{}, t.Raisef(&TypeError, "%s() takes no arguments", typ.Name)
		}
	}
	if typ.flags&isAbstract != 0 {
		if err := t.abstractError(typ); err != nil {
			return Value{}, err
		}
	}
	for s := solid(typ); s != &ObjectType; s = s.Base {
		if s.Attrs.Get("__new__").IsSet() || s.alloc == nil {
			// The nearest class whose __new__ is no Python function: it inherits the engine's.
			safe := typ
			for owner := safe; safe.flags&isHeapType != 0; safe = safe.Base {
				if _, owner = safe.lookupFrom("__new__"); owner == nil || owner.flags&isHeapType == 0 {
					break
				}
			}
			return Value{}, t.Raisef(&TypeError, "object.__new__(%s) is not safe, use %s.__new__()", typ.Name, safe.Name)
		}
	}
	return typ.alloc(t, typ), nil
}

func (t *Thread) abstractError(typ *Type) error {
	v := typ.Attrs.Get("__abstractmethods__")
	if !v.IsSet() {
		return nil
	}
	items, err := t.ToSlice(v)
	if err != nil || len(items) == 0 {
		return err
	}
	names := make([]string, 0, len(items))
	for _, x := range items {
		if s := x.Str(); s != nil {
			names = append(names, s.S)
		}
	}
	sortStrings(names)
	return t.Raisef(&TypeError, "Can't instantiate abstract class %s without an implementation for abstract method%s '%s'",
		typ.Name, plural(len(names)), strings.Join(names, "', '"))
}

func sortStrings(s []string) {
	for i := 1; i < len(s); i++ {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

// SetAbstract marks a class that cannot be instantiated.
func (typ *Type) SetAbstract(on bool) {
	if on {
		typ.flags |= isAbstract
	} else {
		typ.flags &^= isAbstract
	}
}

func objectInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	if len(args)+len(kw) == 0 {
		return nil
	}
	typ := self.Type()
	if typ.flags&isHeapType != 0 && typ.special[specialInit] != ObjectType.Attrs.Get("__init__") {
		return t.Raisef(&TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
	}
	if typ.flags&isHeapType != 0 && typ.special[specialNew] == ObjectType.Attrs.Get("__new__") {
		return t.Raisef(&TypeError, "%s.__init__() takes exactly one argument (the instance to initialize)", typ.Name)
	}
	return nil
}

func traceType(self Value, visit func(Value)) {
	typ := as[Type](self)
	if typ.flags&isHeapType == 0 {
		return
	}
	for _, n := range typ.Attrs.names {
		visit(typ.Attrs.values[n])
	}
	for _, b := range typ.Bases {
		visit(Obj(b))
	}
}

// Subclasses are the direct subclasses of a class that this run made.
func (t *Thread) Subclasses(typ *Type) []*Type {
	if typ.flags&isHeapType != 0 {
		return typ.subclasses
	}
	return slices.Concat(typ.below, t.subtypes[typ])
}

// typeSize is what a class costs.
func typeSize(typ *Type) uint64 {
	return 2048 + uint64(len(typ.Attrs.names))*64 + uint64(len(typ.MRO)+2*len(typ.Bases))*8
}
