package py

func propertyNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if typ != &PropertyType {
		return typ.alloc(t, typ), nil
	}
	t.alloc(96)
	return Obj(&Property{Header: Header{typ: typ}}), nil
}

var propertySig = ParseSignature("fget=None, fset=None, fdel=None, doc=None")

// propertyInit is property.__init__. A documentation that is not given is the getter's. Instances of derived classes keep
// it as an attribute of their own, since their class has one that would hide it.
func propertyInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	a, err := t.bindArgs("property", propertySig, args, kw)
	if err != nil {
		return err
	}
	p := as[Property](self)
	p.Get, p.Set, p.Del, p.Doc = a[0].orNone(), a[1].orNone(), a[2].orNone(), a[3].orNone()
	p.getterDoc = false
	doc := p.Doc
	if doc.IsNone() && !p.Get.IsNone() {
		d, err := t.GetAttrOr(p.Get, "__doc__")
		if err != nil {
			return err
		}
		if doc = d.orNone(); !doc.IsNone() {
			p.getterDoc = true
		}
	}
	p.Doc = doc
	if p.typ == &PropertyType {
		return nil
	}
	err = t.SetAttr(self, t.Intern("__doc__"), doc)
	if err != nil && p.getterDoc && Catch(err, &AttributeError) != nil {
		return nil // there is no room for it
	}
	if err != nil && doc.IsNone() && Catch(err, &AttributeError) != nil {
		return nil
	}
	return err
}

// propertyCopy is getter, setter and deleter: a property of the same class with one function replaced.
func (t *Thread) propertyCopy(old, get, set, del Value) (Value, error) {
	p := as[Property](old)
	doc := p.Doc.orNone()
	if p.getterDoc && !get.IsNone() {
		doc = None // the new getter's
	}
	or := func(v, was Value) Value {
		if v.IsNone() {
			return was.orNone()
		}
		return v
	}
	get = or(get, p.Get)
	if p.getterDoc && !get.IsNone() {
		doc = None
	}
	v, err := t.Call(Obj(p.typ), get, or(set, p.Set), or(del, p.Del), doc)
	if err == nil && v.Type().IsSubtype(&PropertyType) {
		as[Property](v).Name = p.Name
	}
	return v, err
}

func propertyMethods() {
	PropertyType.addMethods([]Def{
		{"getter", "fget, /", func(t *Thread, a []Value) (Value, error) { return t.propertyCopy(a[0], a[1], None, None) }},
		{"setter", "fset, /", func(t *Thread, a []Value) (Value, error) { return t.propertyCopy(a[0], None, a[1], None) }},
		{"deleter", "fdel, /", func(t *Thread, a []Value) (Value, error) { return t.propertyCopy(a[0], None, None, a[1]) }},
		{"__set_name__", "*args", func(t *Thread, a []Value) (Value, error) {
			args := a[1].Tuple().Items
			if len(args) != 2 {
				return Value{}, t.Raisef(&TypeError, "__set_name__() takes 2 positional arguments but %d were given", len(args))
			}
			as[Property](a[0]).Name = args[1]
			return None, nil
		}},
	})
	PropertyType.addAttrs([]Attr{
		{"__name__", func(t *Thread, v Value) (Value, error) {
			p := as[Property](v)
			if p.Name.IsSet() {
				return p.Name, nil
			}
			if p.Get.IsSet() && !p.Get.IsNone() {
				if n, err := t.GetAttrOr(p.Get, "__name__"); err != nil || n.IsSet() {
					return n, err
				}
			}
			return Value{}, t.attributeError(v, t.Intern("__name__"))
		}, func(t *Thread, v, x Value) error { as[Property](v).Name = x; return nil }},
		{"fget", func(t *Thread, v Value) (Value, error) { return as[Property](v).Get.orNone(), nil }, readOnly},
		{"fset", func(t *Thread, v Value) (Value, error) { return as[Property](v).Set.orNone(), nil }, readOnly},
		{"fdel", func(t *Thread, v Value) (Value, error) { return as[Property](v).Del.orNone(), nil }, readOnly},
		{"__doc__", func(t *Thread, v Value) (Value, error) { return as[Property](v).Doc.orNone(), nil }, func(t *Thread, v, x Value) error {
			as[Property](v).Doc = x
			return nil
		}},
		{"__isabstractmethod__", func(t *Thread, v Value) (Value, error) {
			p := as[Property](v)
			for _, f := range []Value{p.Get, p.Set, p.Del} {
				if f.IsSet() && !f.IsNone() {
					if b, err := t.isAbstractMethod(f); err != nil || b == True {
						return b, err
					}
				}
			}
			return False, nil
		}, nil},
	})
}
