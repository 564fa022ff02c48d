package py

// GetAttr is getattr(v, name).
func (t *Thread) GetAttr(v Value, name *Str) (Value, error) {
	if err := t.Enter(); err != nil { // descriptors may lead to further attributes
		return Value{}, err
	}
	defer t.Leave()
	if get := v.Type().GetAttr; get != nil {
		return get(t, v, name)
	}
	return GenericGetAttr(t, v, name)
}

// GetAttrOr is GetAttr that answers the zero Value where there is no such attribute.
func (t *Thread) GetAttrOr(v Value, name string) (Value, error) {
	r, err := t.GetAttr(v, t.Intern(name))
	if err != nil && Catch(err, &AttributeError) != nil {
		return Value{}, nil
	}
	return r, err
}

// SetAttr is setattr(v, name, x), or delattr where x is unset.
func (t *Thread) SetAttr(v Value, name *Str, x Value) error {
	typ := v.Type()
	if typ.SetAttr != nil {
		return typ.SetAttr(t, v, name, x)
	}
	return GenericSetAttr(t, v, name, x)
}

// isData tells data descriptors, which go before the instance's own attributes.
func isData(d Value) bool { return d.Type().DescrSet != nil }

// GenericGetAttr is object.__getattribute__: data descriptors, then the instance, then the class.
func GenericGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	typ := v.Type()
	d := t.Lookup(typ, name)
	if d.IsSet() && isData(d) {
		if get := d.Type().DescrGet; get != nil {
			return get(t, d, v, typ)
		}
	}
	if e := v.ext(); e != nil {
		if x := e.get(t, name); x.IsSet() {
			return x, nil
		}
	}
	if d.IsSet() {
		if get := d.Type().DescrGet; get != nil {
			return get(t, d, v, typ)
		}
		return d, nil
	}
	return Value{}, t.attributeError(v, name)
}

// AttributeError is the error for a missing attribute, with the suggestion that CPython makes.
func (t *Thread) attributeError(v Value, name *Str) error {
	var msg string
	if m := v.Type(); m.flags&typeSubclass != 0 {
		msg = "type object '" + as[Type](v).Name + "' has no attribute '" + name.S + "'"
	} else if mod := v.Module(); mod != nil {
		msg = "module has no attribute '" + name.S + "'"
		if s := mod.Dict.GetStr(t, t.Intern("__name__")); s.IsSet() && s.Str() != nil {
			msg = "module '" + s.Str().S + "' has no attribute '" + name.S + "'"
		}
	} else {
		msg = "'" + m.Name + "' object has no attribute '" + name.S + "'"
	}
	e := t.NewException(&AttributeError, t.StrValue(msg))
	e.SetField("name", Obj(name))
	e.SetField("obj", v)
	return e
}

// GenericSetAttr is object.__setattr__ and __delattr__.
func GenericSetAttr(t *Thread, v Value, name *Str, x Value) error {
	typ := v.Type()
	d := t.Lookup(typ, name)
	if d.IsSet() {
		if set := d.Type().DescrSet; set != nil {
			return set(t, d, v, x)
		}
	}
	if e := v.ext(); e != nil && typ.flags&hasDict != 0 {
		if x.IsSet() {
			e.set(t, typ, name, x)
			return nil
		}
		if e.delete(t, name) {
			return nil
		}
		return t.attributeError(v, name)
	}
	if d.IsSet() {
		e := t.NewException(&AttributeError, t.StrValue("'"+typ.Name+"' object attribute '"+name.S+"' is read-only"))
		e.SetField("name", Obj(name))
		e.SetField("obj", v)
		return e
	}
	return t.noSuchSlot(v, name)
}

// noSuchSlot is the error for an attribute that an object neither has nor can get.
func (t *Thread) noSuchSlot(v Value, name *Str) error {
	typ := v.Type()
	err := t.attributeError(v, name)
	if err.(*Exception).Args != nil {
		s := "'" + typ.Name + "' object has no attribute '" + name.S + "'"
		if typ.extOff == 0 || typ.flags&hasDict == 0 {
			s += " and no __dict__ for setting new attributes"
		}
		err.(*Exception).Args.Items[0] = t.StrValue(s)
	}
	return err
}

// typeGetAttr is type.__getattribute__: the metaclass's data descriptors, the class and its bases, the metaclass.
func typeGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	typ, meta := as[Type](v), v.Type()
	m := t.Lookup(meta, name)
	if m.IsSet() && isData(m) {
		if get := m.Type().DescrGet; get != nil {
			return get(t, m, v, meta)
		}
	}
	if d := t.Lookup(typ, name); d.IsSet() {
		if get := d.Type().DescrGet; get != nil {
			return get(t, d, Value{}, typ)
		}
		return d, nil
	}
	if m.IsSet() {
		if get := m.Type().DescrGet; get != nil {
			return get(t, m, v, meta)
		}
		return m, nil
	}
	return Value{}, t.attributeError(v, name)
}

func typeSetAttr(t *Thread, v Value, name *Str, x Value) error {
	typ := as[Type](v)
	if typ.flags&isHeapType == 0 {
		return t.Raisef(&TypeError, "cannot set '%s' attribute of immutable type '%s'", name.S, typ.Name)
	}
	if m := v.Type().Lookup(name.S); m.IsSet() && isData(m) {
		return m.Type().DescrSet(t, m, v, x)
	}
	if x.IsSet() {
		if typ.Attrs.values[name.S] == (Value{}) {
			t.alloc(64)
		}
		typ.Attrs.Set(name.S, x)
		if name.S == "__del__" {
			typ.flags |= finalized
		}
	} else if t.Spend(len(typ.Attrs.names)); !typ.Attrs.Delete(name.S) {
		return t.attributeError(v, name)
	}
	t.refreshSpecial(typ.modified(t), name.S)
	return nil
}

// Descriptors.

func functionDescrGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	if !obj.IsSet() {
		return self, nil
	}
	if n := self.Native(); n != nil && n.Owner != nil && !obj.Type().IsSubtype(n.Owner) {
		return Value{}, t.Raisef(&TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", n.Name, n.Owner.Name, obj.Type().Name)
	}
	return t.NewBoundMethod(self, obj), nil
}

func classMethodDescriptorGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	if owner == nil {
		owner = obj.Type()
	}
	if n := self.Native(); n != nil && n.Owner != nil && !owner.IsSubtype(n.Owner) {
		return Value{}, t.Raisef(&TypeError, "descriptor '%s' requires a subtype of '%s' but received '%s'", n.Name, n.Owner.Name, owner.Name)
	}
	return t.NewBoundMethod(self, Obj(owner)), nil
}

func getsetDescrGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	if !obj.IsSet() {
		return self, nil
	}
	g := as[Getset](self)
	if g.Owner != nil && !obj.Type().IsSubtype(g.Owner) {
		return Value{}, t.Raisef(&TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", g.Name, g.Owner.Name, obj.Type().Name)
	}
	return g.Get(t, obj)
}

// hasMember tells the attributes that CPython reads from the object's struct and so words the refusal to set otherwise.
func (typ *Type) hasMember(name string) bool {
	switch typ {
	case &ComplexType, &RangeType, &SliceType, &SuperType, &MethodType, &TemplateType, &InterpolationType:
		return true
	case &PropertyType:
		return name != "__name__" && name != "__isabstractmethod__"
	case &FunctionType:
		return name == "__closure__" || name == "__globals__" || name == "__builtins__"
	}
	return false
}

func getsetDescrSet(t *Thread, self, obj, v Value) error {
	g := as[Getset](self)
	if g.Set == nil {
		if g.Owner.flags&typeSubclass == 0 && g.Name == "__class__" {
			return t.Raisef(&TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
		}
		if g.Owner.hasMember(g.Name) {
			return t.RaiseNew(&AttributeError, "readonly attribute")
		}
		return t.Raisef(&AttributeError, "attribute '%s' of '%s' objects is not writable", g.Name, g.Owner.Name)
	}
	if g.Owner == &TypeType && obj.AsType().flags&isHeapType == 0 {
		// The engine's own classes are shared by all runs. setattr refuses them before it comes here; __set__ does not.
		return t.Raisef(&TypeError, "cannot set '%s' attribute of immutable type '%s'", g.Name, obj.AsType().Name)
	}
	if !v.IsSet() && !g.deletable() {
		if g.Owner == &TypeType {
			return t.Raisef(&TypeError, "cannot delete '%s' attribute of immutable type '%s'", g.Name, obj.AsType().Name)
		}
		switch g.Owner {
		case &FunctionType:
			kind := map[string]string{"__code__": "code object", "__type_params__": "tuple"}[g.Name]
			if kind == "" {
				kind = "string object"
			}
			return t.Raisef(&TypeError, "%s must be set to a %s", g.Name, kind)
		case &GeneratorType, &CoroutineType, &AsyncGeneratorType:
			return t.Raisef(&TypeError, "%s must be set to a string object", g.Name)
		}
		return t.Raisef(&AttributeError, "attribute '%s' of '%s' objects cannot be deleted", g.Name, g.Owner.Name)
	}
	return g.Set(t, obj, v)
}

// deletable tells the attributes of the engine's own types whose setters know about deletion.
func (g *Getset) deletable() bool {
	switch g.Owner {
	case &TypeType:
		return g.Name == "__annotations__" || g.Name == "__annotate__" || g.Name == "__abstractmethods__"
	case &FunctionType:
		return g.Name != "__name__" && g.Name != "__qualname__" && g.Name != "__code__" && g.Name != "__type_params__"
	case &GeneratorType, &CoroutineType, &AsyncGeneratorType:
		return false
	}
	return true
}

func memberDescrGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	if !obj.IsSet() {
		return self, nil
	}
	m := as[Member](self)
	e := obj.ext()
	if e == nil || m.index >= len(e.Slots) || !obj.Type().IsSubtype(m.Owner) {
		return Value{}, t.Raisef(&TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Name, m.Owner.Name, obj.Type().Name)
	}
	if e.Slots[m.index].IsSet() {
		return e.Slots[m.index], nil
	}
	return Value{}, t.attributeError(obj, t.Intern(m.Name))
}

func memberDescrSet(t *Thread, self, obj, v Value) error {
	m := as[Member](self)
	e := obj.ext()
	if e == nil || m.index >= len(e.Slots) || !obj.Type().IsSubtype(m.Owner) {
		return t.Raisef(&TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", m.Name, m.Owner.Name, obj.Type().Name)
	}
	if !v.IsSet() && !e.Slots[m.index].IsSet() {
		return t.RaiseNew(&AttributeError, m.Name)
	}
	e.Slots[m.index] = v
	return nil
}

// SlotIndex is which slot of the instance a __slots__ descriptor stands for.
func (v Value) SlotIndex() (int, bool) {
	if v.Type() != &MemberType {
		return 0, false
	}
	return as[Member](v).index, true
}

// SlotOf tells whether v, whatever class it is of, has the slot that a descriptor stands for.
func (v Value) SlotOf(d Value) bool {
	e := v.ext()
	return e != nil && v.Type().IsSubtype(as[Member](d).Owner) && as[Member](d).index < len(e.Slots)
}

// PropertyGetter is the function that an exact property calls, unset for anything else.
func (d Value) PropertyGetter() Value {
	if d.Type() != &PropertyType {
		return Value{}
	}
	return as[Property](d).Get
}

// Slot is a pointer to slot i of an instance, nil where there is none.
func (e *Ext) Slot(i int) *Value {
	if i >= len(e.Slots) {
		return nil
	}
	return &e.Slots[i]
}

func propertyDescrGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	if !obj.IsSet() {
		return self, nil
	}
	p := as[Property](self)
	if !p.Get.IsSet() || p.Get.IsNone() {
		return Value{}, t.propertyError(p, obj, "getter")
	}
	return t.Call(p.Get, obj)
}

func (t *Thread) propertyError(p *Property, obj Value, what string) error {
	if p.Name.IsSet() && p.Name.Str() != nil {
		r, err := t.Repr(p.Name)
		if err != nil {
			return err
		}
		return t.Raisef(&AttributeError, "property %s of '%s' object has no %s", r, obj.Type().QualName, what)
	}
	return t.Raisef(&AttributeError, "property of '%s' object has no %s", obj.Type().QualName, what)
}

func propertyDescrSet(t *Thread, self, obj, v Value) error {
	p := as[Property](self)
	if v.IsSet() {
		if !p.Set.IsSet() || p.Set.IsNone() {
			return t.propertyError(p, obj, "setter")
		}
		_, err := t.Call(p.Set, obj, v)
		return err
	}
	if !p.Del.IsSet() || p.Del.IsNone() {
		return t.propertyError(p, obj, "deleter")
	}
	_, err := t.Call(p.Del, obj)
	return err
}

func staticMethodGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	return as[Wrapped](self).Fn, nil
}

func classMethodGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	if owner == nil {
		owner = obj.Type()
	}
	t.alloc(objectSize)
	return Obj(&BoundMethod{Header{typ: &MethodType}, as[Wrapped](self).Fn, Obj(owner)}), nil
}

// SuperMethod is the function that super(cls, self).name stands for, to be called with self first; unset where it is
// anything but a function of a class behind cls in the MRO of self's class. The cache remembers it for the two classes.
func (t *Thread) SuperMethod(cache *Cache, cls, self Value, name *Str) Value {
	c := cls.AsType()
	if c == nil || !self.IsSet() || self.AsType() != nil || name.S == "__class__" {
		return Value{}
	}
	typ := self.Type()
	if cache.Ver == typ.version && cache.Ver2 == c.version {
		return cache.Val
	}
	mro := typ.MRO
	i := 0
	t.fuel -= int64(len(mro))
	for i < len(mro) && mro[i] != c {
		i++
	}
	for i++; i < len(mro); i++ {
		if d, ok := mro[i].Attrs.values[name.S]; ok {
			if d.Func() != nil || d.Type() == &MethodDescriptorType || d.Type() == &WrapperType {
				*cache = Cache{Ver: typ.version, Ver2: c.version, Val: d}
				return d
			}
			return Value{}
		}
	}
	return Value{}
}

func superGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	s := as[Super](v)
	if s.Self.IsSet() && name.S != "__class__" {
		mro := s.SelfTyp.MRO
		i := 0
		t.fuel -= int64(3 * len(mro))
		for i < len(mro) && mro[i] != s.Cls {
			i++
		}
		for i++; i < len(mro); i++ {
			d, ok := mro[i].Attrs.values[name.S]
			if !ok {
				continue
			}
			if get := d.Type().DescrGet; get != nil {
				obj := s.Self
				if c := obj.AsType(); c != nil && c == s.SelfTyp {
					obj = Value{}
				}
				return get(t, d, obj, s.SelfTyp)
			}
			return d, nil
		}
	}
	if s.Self.IsSet() {
		msg := "'super' object has no attribute '" + name.S + "'"
		if x, err := GenericGetAttr(t, v, name); err == nil {
			return x, nil
		}
		e := t.NewException(&AttributeError, t.StrValue(msg))
		e.SetField("name", Obj(name))
		return Value{}, e
	}
	return GenericGetAttr(t, v, name)
}
