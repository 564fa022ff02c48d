package py

// wrappedNames are what a classmethod or staticmethod copies from its function into its dictionary.
var wrappedNames = []string{"__module__", "__name__", "__qualname__", "__doc__"}

// wrappedDict is the dictionary of a classmethod or staticmethod. It is made when somebody asks for it: most never are.
func (t *Thread) wrappedDict(v Value) (*Dict, error) {
	w := as[Wrapped](v)
	if w.attrs != nil {
		return w.attrs, nil
	}
	d := t.NewDict()
	t.Hold(Obj(d))
	defer t.Release(1)
	for _, name := range wrappedNames {
		x, err := t.GetAttrOr(w.Fn.orNone(), name)
		if err != nil {
			return nil, err
		}
		if x.IsSet() {
			d.SetStr(t, t.Intern(name), x)
		}
	}
	w.attrs = d
	return d, nil
}

// wrappedGetAttr looks where the constructor would have put the function's name, module and documentation.
func wrappedGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	typ, w := v.Type(), as[Wrapped](v)
	if d := t.Lookup(typ, name); d.IsSet() && isData(d) || v.ext() != nil && !wrappedName(name.S) {
		return GenericGetAttr(t, v, name)
	}
	switch {
	case w.attrs != nil:
		if x := w.attrs.GetStr(t, name); x.IsSet() {
			return x, nil
		}
	case wrappedName(name.S):
		if x, err := t.GetAttrOr(w.Fn.orNone(), name.S); err != nil || x.IsSet() {
			return x, err
		}
	}
	return GenericGetAttr(t, v, name)
}

func wrappedSetAttr(t *Thread, v Value, name *Str, x Value) error {
	if d := t.Lookup(v.Type(), name); d.IsSet() && isData(d) || v.ext() != nil && !wrappedName(name.S) {
		return GenericSetAttr(t, v, name, x)
	}
	d, err := t.wrappedDict(v)
	switch {
	case err != nil:
		return err
	case x.IsSet():
		d.SetStr(t, name, x)
	case !d.DeleteStr(t, name):
		return t.attributeError(v, name)
	}
	return nil
}

func wrappedName(name string) bool {
	for _, n := range wrappedNames {
		if n == name {
			return true
		}
	}
	return false
}

// wrappedAnnotation is __annotations__ or __annotate__: the function's, until they are set.
func wrappedAnnotation(name string) Attr {
	return Attr{name, func(t *Thread, v Value) (Value, error) {
		if d := as[Wrapped](v).attrs; d != nil {
			if x := d.GetStr(t, t.Intern(name)); x.IsSet() {
				return x, nil
			}
		}
		return t.GetAttr(as[Wrapped](v).Fn.orNone(), t.Intern(name))
	}, func(t *Thread, v, x Value) error {
		d, err := t.wrappedDict(v)
		switch {
		case err != nil:
			return err
		case x.IsSet():
			d.SetStr(t, t.Intern(name), x)
		case !d.DeleteStr(t, t.Intern(name)):
			return t.Raisef(&AttributeError, "'%s' object has no attribute '%s'", v.Type().Name, name)
		}
		return nil
	}}
}
