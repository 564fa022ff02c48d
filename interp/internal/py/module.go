package py

import "strings"

// Module is a module.
type Module struct {
	Header
	Name   string
	Dict   *Dict
	Origin string // "built-in", "frozen", or "" for what is in a file or was made by a program
}

// NewModule makes an empty module.
func (t *Thread) NewModule(name string) *Module {
	t.alloc(objectSize)
	m := allocExt[Module](&ModuleType) // with room for what an assignment to __class__ may make of it
	m.Name, m.Dict = name, t.NewDict()
	m.describe(t, t.StrValue(name), None)
	m.Dict.SetStr(t, t.Intern("__package__"), t.StrValue(""))
	return m
}

// describe sets what every module has.
func (m *Module) describe(t *Thread, name, doc Value) {
	m.Dict.SetStr(t, t.Intern("__name__"), name)
	m.Dict.SetStr(t, t.Intern("__doc__"), doc)
	m.Dict.SetStr(t, t.Intern("__package__"), None)
	m.Dict.SetStr(t, t.Intern("__loader__"), None)
	m.Dict.SetStr(t, t.Intern("__spec__"), None)
}

// Set sets a name of the module.
func (m *Module) Set(t *Thread, name string, v Value) { m.Dict.SetStr(t, t.Intern(name), v) }

// Module is the module v, or nil.
func (v Value) Module() *Module {
	if v.Type().IsSubtype(&ModuleType) {
		return as[Module](v)
	}
	return nil
}

// modules defines types.ModuleType.
func (b *booter) modules() {
	b.define(&ModuleType, "module", nil, 0, Slots{
		GetAttr: moduleGetAttr, SetAttr: moduleSetAttr, Repr: moduleRepr, Init: moduleInit,
		Trace: func(v Value, visit func(Value)) {
			if d := as[Module](v).Dict; d != nil {
				visit(Obj(d))
			}
		},
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			v := typ.alloc(t, typ)
			as[Module](v).Dict = t.NewDict()
			return v, nil
		},
	})
	layout[Module](&ModuleType, nil)
	ModuleType.addAttrs([]Attr{
		{"__dict__", func(t *Thread, v Value) (Value, error) { return Obj(as[Module](v).Dict), t.Whole(as[Module](v).Dict) }, readOnly},
		{"__annotations__", func(t *Thread, v Value) (Value, error) { return as[Module](v).annotations(t, false) }, func(t *Thread, v, x Value) error {
			return moduleSetAttr(t, v, t.Intern("__annotations__"), x)
		}},
		{"__annotate__", func(t *Thread, v Value) (Value, error) { return as[Module](v).annotations(t, true) }, func(t *Thread, v, x Value) error {
			return moduleSetAttr(t, v, t.Intern("__annotate__"), x)
		}},
	})
	ModuleType.addMethods([]Def{{"__dir__", "", func(t *Thread, a []Value) (Value, error) {
		m := as[Module](a[0])
		if fn := m.Dict.GetStr(t, t.Intern("__dir__")); fn.IsSet() {
			return t.Call(fn)
		}
		items, err := t.namesIn(m.Dict)
		return t.ListValue(items), err
	}}})
}

var moduleSig = ParseSignature("name, doc=None")

func moduleInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	a, err := t.bindArgs("module", moduleSig, args, kw)
	if err != nil {
		return err
	}
	s := a[0].Str()
	if s == nil {
		return t.Raisef(&TypeError, "module() argument 'name' must be str, not %s", a[0].Type().Name)
	}
	m := as[Module](self)
	m.Name = s.S
	m.describe(t, a[0], a[1].orNone())
	return nil
}

// moduleRepr is repr of a module, as importlib words it: by its spec, or by what attributes say.
func moduleRepr(t *Thread, v Value) (Value, error) {
	m := as[Module](v)
	attr := func(name string) (Value, error) {
		r, err := t.GetAttrOr(v, name)
		return r.orNone(), err
	}
	loader, err := attr("__loader__")
	if err != nil {
		return Value{}, err
	}
	spec, err := attr("__spec__")
	if err != nil {
		return Value{}, err
	}
	name, err := t.GetAttrOr(v, "__name__")
	if err != nil {
		return Value{}, err
	}
	if !name.IsSet() {
		name = t.StrValue("?")
	}
	file, err := t.GetAttrOr(v, "__file__")
	if err != nil {
		return Value{}, err
	}
	origin := m.Origin
	if s := file.orNone().Str(); s != nil && strings.HasPrefix(s.S, "<frozen ") {
		file, origin = Value{}, "frozen"
	}
	text := "<module "
	for _, part := range []struct {
		before string
		v      Value
	}{{"", name}, {" from ", file}} {
		if !part.v.IsSet() {
			continue
		}
		r, err := t.Repr(part.v)
		if err != nil {
			return Value{}, err
		}
		text += part.before + r
	}
	switch {
	case file.IsSet():
	case origin != "":
		text += " (" + origin + ")"
	case !loader.IsNone() && spec.IsNone():
		r, err := t.Repr(loader)
		if err != nil {
			return Value{}, err
		}
		text += " (" + r + ")"
	}
	return t.StrValue(text + ">"), nil
}

// dataDescriptor is the data descriptor that a class derived from ModuleType has for a name, unset where there is none.
func (m *Module) dataDescriptor(t *Thread, name *Str) Value {
	if m.typ == &ModuleType {
		return Value{}
	}
	if d, owner := m.typ.lookupFrom(name.S); owner != nil && owner.flags&isHeapType != 0 && isData(d) {
		return d
	}
	return Value{}
}

func moduleGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	m := as[Module](v)
	d := m.dataDescriptor(t, name)
	if !d.IsSet() {
		if x, err := t.GlobalValue(m.Dict, name); x.IsSet() || err != nil {
			return x, err
		}
		switch name.S {
		case "__dict__":
			return Obj(m.Dict), t.Whole(m.Dict)
		case "__annotations__", "__annotate__":
			return m.annotations(t, name.S == "__annotate__")
		}
	}
	r, err := GenericGetAttr(t, v, name)
	if err != nil {
		if f := m.Dict.GetStr(t, t.Intern("__getattr__")); f.IsSet() && Catch(err, &AttributeError) != nil {
			return t.Call(f, Obj(name))
		}
	}
	return r, err
}

// annotations computes __annotations__ of a module that has none yet, or is its __annotate__.
func (m *Module) annotations(t *Thread, annotate bool) (Value, error) {
	fn := m.Dict.GetStr(t, t.Intern("__annotate__"))
	if annotate {
		if !fn.IsSet() {
			m.Dict.SetStr(t, t.Intern("__annotate__"), None)
		}
		return fn.orNone(), nil
	}
	a := Obj(t.NewDict())
	if fn.IsSet() && fn.Type().Call != nil {
		var err error
		if a, err = t.Call(fn, Int(1)); err != nil {
			return Value{}, err
		}
		if a.Dict() == nil {
			return Value{}, t.Raisef(&TypeError, "__annotate__() must return a dict, not %s", a.typeName())
		}
	}
	m.Dict.SetStr(t, t.Intern("__annotations__"), a)
	return a, nil
}

func moduleSetAttr(t *Thread, v Value, name *Str, x Value) error {
	m := as[Module](v)
	if d := m.dataDescriptor(t, name); d.IsSet() {
		return d.Type().DescrSet(t, d, v, x)
	}
	switch {
	case name.S == "__class__":
		return setClass(t, v, x)
	case name.S == "__dict__":
		return t.Raisef(&AttributeError, "readonly attribute")
	case name.S == "__annotate__" && !x.IsSet():
		return t.Raisef(&TypeError, "cannot delete __annotate__ attribute")
	case name.S == "__annotate__" && !x.IsNone() && x.Type().Call == nil:
		return t.Raisef(&TypeError, "__annotate__ must be callable or None")
	case name.S == "__annotate__" && !x.IsNone():
		m.Dict.DeleteStr(t, t.Intern("__annotations__"))
	case name.S == "__annotations__":
		had := m.Dict.DeleteStr(t, name)
		m.Dict.DeleteStr(t, t.Intern("__annotate__"))
		if !x.IsSet() {
			if !had {
				return t.Raisef(&AttributeError, "__annotations__")
			}
			return nil
		}
	}
	if len(t.later) > 0 {
		if err := t.patched(m, name); err != nil {
			return err
		}
	}
	if x.IsSet() {
		m.Dict.SetStr(t, name, x)
		return nil
	}
	if !m.Dict.DeleteStr(t, name) {
		return t.attributeError(v, name)
	}
	return nil
}
