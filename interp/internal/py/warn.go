package py

// Warn issues a warning about what the program is doing, as warnings.warn does. A program that has not imported warnings
// can neither see it nor make an error of it, so nothing happens then.
func (t *Thread) Warn(category *Type, text string) error {
	mod := t.Modules.GetStr(t, t.Intern("warnings"))
	if !mod.IsSet() {
		return nil
	}
	fn, err := t.GetAttr(mod, t.Intern("warn"))
	if err != nil {
		return err
	}
	_, err = t.Call(fn, t.StrValue(text), Obj(category))
	return err
}

// warnSubclass issues the warning that a conversion answered with an instance of a strict subclass.
func (t *Thread) warnSubclass(what, kind string, r Value) error {
	return t.Warn(&DeprecationWarning, what+" returned non-"+kind+" (type "+r.Type().Name+").  The ability to return an instance of a strict subclass of "+
		kind+" is deprecated, and may not be supported in a future version of Python.")
}
