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
	m := &Module{Header{typ: &ModuleType}, name, t.NewDict(), ""}
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

func moduleRepr(t *Thread, v Value) (Value, error) {
	m := as[Module](v)
	name := m.Name
	if s := m.Dict.GetStr(t, t.Intern("__name__")); s.IsSet() && s.Str() != nil {
		name = s.Str().S
	}
	r, err := t.Repr(t.StrValue(name))
	if err != nil {
		return Value{}, err
	}
	text := "<module " + r
	file := m.Dict.GetStr(t, t.Intern("__file__"))
	switch {
	case file.IsSet() && file.Str() != nil && strings.HasPrefix(file.Str().S, "<frozen "):
		text += " (frozen)"
	case file.IsSet() && file.Str() != nil:
		f, err := t.Repr(file)
		if err != nil {
			return Value{}, err
		}
		text += " from " + f
	case m.Origin != "":
		text += " (" + m.Origin + ")"
	}
	return t.StrValue(text + ">"), nil
}

func moduleGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	m := as[Module](v)
	if x, err := t.GlobalValue(m.Dict, name); x.IsSet() || err != nil {
		return x, err
	}
	if name.S == "__dict__" {
		return Obj(m.Dict), t.Whole(m.Dict)
	}
	r, err := GenericGetAttr(t, v, name)
	if err != nil {
		if f := m.Dict.GetStr(t, t.Intern("__getattr__")); f.IsSet() && Catch(err, &AttributeError) != nil {
			return t.Call(f, Obj(name))
		}
	}
	return r, err
}

func moduleSetAttr(t *Thread, v Value, name *Str, x Value) error {
	m := as[Module](v)
	if typ := v.Type(); typ != &ModuleType {
		if d := typ.Lookup(name.S); d.IsSet() && d.Type().DescrSet != nil {
			return d.Type().DescrSet(t, d, v, x)
		}
	}
	if len(t.later) > 0 {
		if err := t.patched(m, name); err != nil {
			return err
		}
	}
	if x.IsSet() {
		if name.S == "__dict__" {
			return t.Raisef(&AttributeError, "readonly attribute")
		}
		m.Dict.SetStr(t, name, x)
		return nil
	}
	if !m.Dict.DeleteStr(t, name) {
		return t.attributeError(v, name)
	}
	return nil
}
