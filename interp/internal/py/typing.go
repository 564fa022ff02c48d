package py

import "strings"

// typing defines what annotations are made of: generic aliases, unions, type variables, aliases.
func (b *booter) typing() {
	b.genericAlias()
	b.union()
	b.typeParameters()
	b.templates()
	for _, typ := range []*Type{&ListType, &TupleType, &DictType, &SetType, &FrozenSetType, &TypeType} {
		typ.addClassMethods([]Def{{"__class_getitem__", "item, /", classGetItem}})
	}
}

func (v Value) orEmpty() Value {
	if !v.IsSet() {
		return Obj(emptyTuple)
	}
	return v
}

// IsInstanceOf is isinstance(v, cls), where cls may be a tuple or union.
func (t *Thread) IsInstanceOf(v, cls Value) (bool, error) {
	var claimed *Type // what __class__ says, where it does not say the type
	if d := v.Type().Lookup("__class__"); d != ObjectType.Attrs.Get("__class__") || v.Type().flags&customAttr != 0 {
		c, err := t.GetAttrOr(v, "__class__")
		if err != nil {
			return false, err
		}
		if c.IsSet() {
			claimed = c.AsType()
		}
	}
	return t.checkClass(v, cls, "__instancecheck__", func(c *Type) bool { return IsInstance(v, c) || claimed != nil && claimed.IsSubtype(c) },
		"isinstance() arg 2 must be a type, a tuple of types, or a union")
}

// IsSubclassOf is issubclass(v, cls).
func (t *Thread) IsSubclassOf(v, cls Value) (bool, error) {
	return t.checkClass(v, cls, "__subclasscheck__", func(c *Type) bool { return v.AsType() != nil && v.AsType().IsSubtype(c) },
		"issubclass() arg 2 must be a class, a tuple of classes, or a union")
}

// abstractBases are the __bases__ of an object that is no class but looks like one, nil where it does not.
func (t *Thread) abstractBases(v Value) (*Tuple, error) {
	b, err := t.GetAttrOr(v, "__bases__")
	if err != nil || !b.IsSet() {
		return nil, err
	}
	return b.Tuple(), nil
}

// abstractCheck is isinstance or issubclass of something that is no class but has __bases__.
func (t *Thread) abstractCheck(v, cls Value, instance bool, message string) (bool, error) {
	if !instance {
		bases, err := t.abstractBases(v)
		if err != nil {
			return false, err
		}
		if bases == nil {
			return false, t.Raisef(&TypeError, "issubclass() arg 1 must be a class")
		}
	}
	bases, err := t.abstractBases(cls)
	if err != nil {
		return false, err
	}
	if bases == nil {
		return false, t.Raisef(&TypeError, "%s", message)
	}
	if instance {
		if v, err = t.GetAttrOr(v, "__class__"); err != nil || !v.IsSet() {
			return false, err
		}
	}
	return t.abstractSubclass(v, cls)
}

// abstractSubclass looks for cls among the bases of v and theirs.
func (t *Thread) abstractSubclass(v, cls Value) (bool, error) {
	if v == cls {
		return true, nil
	}
	if err := t.Enter(); err != nil {
		return false, err
	}
	defer t.Leave()
	bases, err := t.abstractBases(v)
	if err != nil || bases == nil {
		return false, err
	}
	for _, b := range bases.Items {
		if err := t.Charge(1); err != nil {
			return false, err
		}
		if ok, err := t.abstractSubclass(b, cls); err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}

func (t *Thread) checkClass(v, cls Value, hook string, test func(*Type) bool, message string) (bool, error) {
	t.fuel -= int64(1 + len(v.Type().MRO)/2)
	if c := cls.AsType(); c != nil {
		if cls.Type() == &TypeType {
			if hook == "__subclasscheck__" && v.AsType() == nil {
				return t.abstractCheck(v, cls, false, message)
			}
			return test(c), nil
		}
		if hook == "__instancecheck__" && v.Type() == c {
			return true, nil
		}
		fn := cls.Type().Lookup(hook)
		r, err := t.CallMethodOf(fn, cls, v)
		if err != nil {
			return false, err
		}
		return t.Truth(r)
	}
	items := UnionArgs(cls)
	if tuple := cls.Tuple(); tuple != nil {
		items = tuple.Items
	} else if items == nil {
		if fn := cls.Type().Lookup(hook); fn.IsSet() {
			r, err := t.CallMethodOf(fn, cls, v)
			if err != nil {
				return false, err
			}
			return t.Truth(r)
		}
		if cls.Type() == &GenericAliasType {
			return false, t.Raisef(&TypeError, "%s() argument 2 cannot be a parameterized generic", message[:strings.IndexByte(message, '(')])
		}
		return t.abstractCheck(v, cls, hook == "__instancecheck__", message)
	}
	if err := t.Enter(); err != nil {
		return false, err
	}
	defer t.Leave()
	for _, x := range items {
		if err := t.Charge(2); err != nil {
			return false, err
		}
		ok, err := t.checkClass(v, x, hook, test, message)
		if err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}
