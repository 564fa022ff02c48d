package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// loadGlobal looks a name up in the globals and then in the builtins, and remembers where it was.
func (m *Machine) loadGlobal(f *frame, in *code.Instr) error {
	t := m.t
	name := f.name(in)
	c := f.cache(in)
	if i, err := t.Global(f.globals, name); err != nil {
		return err
	} else if i >= 0 {
		c.Index, c.Ver = int32(i), f.globals.KeyVersion()
		_, *f.regs.At(in.A), _ = f.globals.Entry(i)
		return nil
	}
	if own, err := m.ownBuiltins(f.globals); own.IsSet() || err != nil {
		v, err := m.builtin(f.globals, name)
		if err == nil && !v.IsSet() {
			err = m.nameError(f, name)
		}
		return f.put(in.A, v, err)
	}
	if i := t.Builtins.FindStr(t, name); i >= 0 {
		c.Index, c.Ver, c.Ver2 = ^int32(i), f.globals.KeyVersion(), t.Builtins.KeyVersion()
		_, *f.regs.At(in.A), _ = t.Builtins.Entry(i)
		return nil
	}
	return m.nameError(f, name)
}

// ownBuiltins is the namespace that stands in for the module builtins where globals name one in __builtins__; unset where
// they mean the module itself.
func (m *Machine) ownBuiltins(globals *py.Dict) (py.Value, error) {
	t := m.t
	b := globals.GetStr(t, m.names.builtins)
	switch {
	case !b.IsSet():
		return b, nil
	case b.Module() != nil:
		if d := b.Module().Dict; d != t.Builtins {
			return py.Obj(d), nil
		}
		return py.Value{}, nil
	case b.Dict() == t.Builtins:
		return py.Value{}, nil
	}
	return b, nil
}

// builtin is a built-in name as code with these globals sees it, unset where there is none.
func (m *Machine) builtin(globals *py.Dict, name *py.Str) (py.Value, error) {
	t := m.t
	own, err := m.ownBuiltins(globals)
	switch {
	case err != nil:
		return own, err
	case !own.IsSet():
		return t.Builtins.GetStr(t, name), nil
	case own.Type() == &py.DictType:
		return own.Dict().GetStr(t, name), nil
	}
	v, err := t.GetItem(own, py.Obj(name))
	if py.Catch(err, &py.KeyError) != nil {
		return py.Value{}, nil
	}
	return v, err
}

// storeGlobal stores a name of the globals and remembers where it is.
func (m *Machine) storeGlobal(f *frame, in *code.Instr) error {
	name := f.name(in)
	f.globals.SetStr(m.t, name, *f.regs.At(in.A))
	c := f.cache(in)
	c.Index, c.Ver = int32(f.globals.FindStr(m.t, name)), f.globals.KeyVersion()
	return nil
}

func (m *Machine) nameError(f *frame, name *py.Str) error {
	return m.nameErrorf(name, "name '"+name.S+"' is not defined")
}

func (m *Machine) nameErrorf(name *py.Str, msg string) error {
	e := m.t.NewException(&py.NameError, m.t.StrValue(msg))
	e.SetField("name", py.Obj(name))
	return e
}

// noteScope keeps what the frame that a name or attribute was missing in could see, for the traceback's suggestion.
func (m *Machine) noteScope(f *frame, e *py.Exception) {
	self := f.local("self")
	if e.Type().IsSubtype(&py.AttributeError) {
		if self.IsSet() && self == e.Field("obj") {
			e.Scope = &py.Scope{Self: self}
		}
		return
	}
	s := &py.Scope{Self: self, Globals: f.globals}
	if f.fn != nil && f.code.C.Flags&code.Optimized != 0 {
		for i, n := range f.code.C.Locals {
			if f.regs.At(uint16(i)).IsSet() && n[0] != '.' {
				s.Locals = append(s.Locals, n)
			}
		}
		s.Locals = append(s.Locals, f.code.C.FreeVars...)
	}
	m.t.Spend(len(s.Locals))
	e.Scope = s
}

// local is the value of a local variable, unset where there is none.
func (f *frame) local(name string) py.Value {
	for i, n := range f.code.C.Locals {
		if n != name {
			continue
		}
		v := *f.regs.At(uint16(i))
		if v.IsSet() && v.Type() == &py.CellType {
			v = v.Cell().V
		}
		return v
	}
	return py.Value{}
}

func (m *Machine) unbound(f *frame, in *code.Instr) error {
	name := f.code.Names[in.D]
	if f.code.C.Flags&code.Optimized == 0 && in.E == 0 {
		return m.nameError(f, name)
	}
	return m.t.Raisef(&py.UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", name.S)
}

func (m *Machine) unboundFree(f *frame, in *code.Instr) error {
	if in.Op == code.LoadFree && in.E == 1 {
		return m.t.Raisef(&py.RuntimeError, "super(): empty __class__ cell")
	}
	name := f.code.Names[in.D]
	return m.nameErrorf(name, "cannot access free variable '"+name.S+"' where it is not associated with a value in enclosing scope")
}

// loadName looks a name up in the locals of a class body or exec, then in the globals and builtins.
func (m *Machine) loadName(f *frame, in *code.Instr) (py.Value, error) {
	t := m.t
	name := f.code.Names[in.D]
	if f.locals.IsSet() {
		if d := f.locals.Dict(); d != nil && f.locals.Type() == &py.DictType {
			if v := d.GetStr(t, name); v.IsSet() {
				return v, nil
			}
		} else {
			v, err := t.GetItem(f.locals, py.Obj(name))
			if err == nil || py.Catch(err, &py.KeyError) == nil {
				return v, err
			}
		}
	}
	if v, err := t.GlobalValue(f.globals, name); v.IsSet() || err != nil {
		return v, err
	}
	v, err := m.builtin(f.globals, name)
	if err == nil && !v.IsSet() {
		err = m.nameError(f, name)
	}
	return v, err
}

func (m *Machine) loadClassFree(f *frame, in *code.Instr) (py.Value, error) {
	t := m.t
	if d := f.locals.Dict(); d != nil {
		if v := d.GetStr(t, f.code.Names[in.D]); v.IsSet() {
			return v, nil
		}
	}
	if v := f.fn.Closure[in.B].Cell().V; v.IsSet() {
		return v, nil
	}
	return py.Value{}, m.unboundFree(f, in)
}

// loadFromDict looks a name up for an annotation or type parameter in a class: in its namespace first.
func (m *Machine) loadFromDict(f *frame, in *code.Instr) (py.Value, error) {
	t := m.t
	name := f.code.Names[in.D]
	v, err := t.GetItem(*f.regs.At(in.B), py.Obj(name))
	switch {
	case err == nil:
		return v, nil
	case py.Catch(err, &py.KeyError) == nil:
		return v, err
	case in.E == 1:
		if v := f.fn.Closure[in.C].Cell().V; v.IsSet() {
			return v, nil
		}
		return py.Value{}, m.unboundFree(f, in)
	}
	if v, err := t.GlobalValue(f.globals, name); v.IsSet() || err != nil {
		return v, err
	}
	v, err = m.builtin(f.globals, name)
	if err == nil && !v.IsSet() {
		err = m.nameError(f, name)
	}
	return v, err
}

func (m *Machine) storeName(f *frame, name *py.Str, v py.Value) error {
	if !f.locals.IsSet() {
		f.globals.SetStr(m.t, name, v)
		return nil
	}
	if f.locals.Type() == &py.DictType {
		f.locals.Dict().SetStr(m.t, name, v)
		return nil
	}
	return m.t.SetItem(f.locals, py.Obj(name), v)
}

func (m *Machine) delName(f *frame, name *py.Str) error {
	d := f.globals
	if f.locals.IsSet() {
		if f.locals.Type() != &py.DictType {
			return m.t.SetItem(f.locals, py.Obj(name), py.Value{})
		}
		d = f.locals.Dict()
	}
	if !d.DeleteStr(m.t, name) {
		return m.nameError(f, name)
	}
	return nil
}
