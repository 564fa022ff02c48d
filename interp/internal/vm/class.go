package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// buildClass runs a class statement: the body in a fresh namespace, then the metaclass.
func (m *Machine) buildClass(f *frame, in *code.Instr) (py.Value, error) {
	t := m.t
	body, name := *f.regs.At(in.A), *f.regs.At(in.A + 1)
	var bases []py.Value
	var kw []py.Keyword
	if in.E == 1 {
		bases = append(bases, f.regs.At(in.B).Tuple().Items...)
		var err error
		if kw, err = m.keywords(*f.regs.At(in.B + 1)); err != nil {
			return py.Value{}, err
		}
	} else {
		n := int(in.B)
		bases = append(bases, f.regs.Slice(int(in.A)+2, n)...)
		if in.D >= 0 {
			for i, k := range f.code.KwNames[in.D] {
				kw = append(kw, py.Keyword{Name: k, Value: *f.regs.At(in.A + 2 + uint16(n+i))})
			}
		}
	}
	hook, err := m.builtin(f.globals, t.Intern("__build_class__"))
	if err != nil {
		return py.Value{}, err
	}
	if !hook.IsSet() {
		return py.Value{}, m.nameErrorf(t.Intern("__build_class__"), "__build_class__ not found")
	}
	if hook.Native() == nil { // somebody's own
		return t.CallKw(hook, append([]py.Value{body, name}, bases...), kw)
	}
	return m.classHook(t, body.Func(), name, bases, kw)
}

// classHook is __build_class__.
func (m *Machine) classHook(t *py.Thread, fn *py.Function, name py.Value, bases []py.Value, kw []py.Keyword) (py.Value, error) {
	orig := bases
	bases, err := m.resolveBases(bases)
	if err != nil {
		return py.Value{}, err
	}
	meta := py.Obj(&py.TypeType)
	if len(bases) > 0 {
		meta = py.Obj(bases[0].Type())
	}
	var rest []py.Keyword
	for _, k := range kw {
		if k.Name.S == "metaclass" {
			meta = k.Value
		} else {
			rest = append(rest, k)
		}
	}
	if mt := meta.AsType(); mt != nil {
		best, err := t.CalculateMeta(mt, bases)
		if err != nil {
			return py.Value{}, err
		}
		meta = py.Obj(best)
	}
	tuple := t.Tuple(bases...)
	ns := py.Obj(t.NewDict())
	prepare, err := t.GetAttrOr(meta, "__prepare__")
	if err != nil {
		return py.Value{}, err
	}
	if prepare.IsSet() && meta != py.Obj(&py.TypeType) {
		if ns, err = t.CallKw(prepare, []py.Value{name, tuple}, rest); err != nil {
			return py.Value{}, err
		}
		if ns.Dict() == nil && !ns.Type().Lookup("__getitem__").IsSet() {
			who := "<metaclass>"
			if mt := meta.AsType(); mt != nil {
				who = mt.Name
			}
			return py.Value{}, t.Raisef(&py.TypeError, "%s.__prepare__() must return a mapping, not %s", who, ns.Type().Name)
		}
	}
	if err := m.runBody(fn, ns); err != nil {
		return py.Value{}, err
	}
	if len(orig) != len(bases) || !sameValues(orig, bases) {
		if err := t.SetItem(ns, t.StrValue("__orig_bases__"), t.Tuple(orig...)); err != nil {
			return py.Value{}, err
		}
	}
	cell := py.Value{}
	if d := ns.Dict(); d != nil {
		cell = d.GetStr(t, t.Intern("__classcell__"))
	}
	cls, err := t.CallKw(meta, []py.Value{name, tuple, ns}, rest)
	if err != nil || !cell.IsSet() || cell.Type() != &py.CellType || cls.AsType() == nil || cell.Cell().V == cls {
		return cls, err
	}
	n, err := t.Repr(name)
	if err != nil {
		return py.Value{}, err
	}
	c, err := t.Repr(cls)
	if err != nil {
		return py.Value{}, err
	}
	if !cell.Cell().V.IsSet() {
		return py.Value{}, t.Raisef(&py.RuntimeError, "__class__ not set defining %s as %s. Was __classcell__ propagated to type.__new__?", n, c)
	}
	was, err := t.Repr(cell.Cell().V)
	if err != nil {
		return py.Value{}, err
	}
	return py.Value{}, t.Raisef(&py.TypeError, "__class__ set to %s defining %s as %s", was, n, c)
}

func sameValues(a, b []py.Value) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// resolveBases replaces bases that are no classes by what their __mro_entries__ says.
func (m *Machine) resolveBases(bases []py.Value) ([]py.Value, error) {
	t := m.t
	var out []py.Value
	for _, b := range bases {
		if b.AsType() != nil {
			out = append(out, b)
			continue
		}
		fn, err := t.GetAttrOr(b, "__mro_entries__")
		if err != nil {
			return nil, err
		}
		if !fn.IsSet() {
			out = append(out, b)
			continue
		}
		v, err := t.Call(fn, t.Tuple(bases...))
		if err != nil {
			return nil, err
		}
		if v.Tuple() == nil {
			return nil, t.Raisef(&py.TypeError, "__mro_entries__ must return a tuple")
		}
		out = append(out, v.Tuple().Items...)
	}
	return out, nil
}

// runBody runs a class body in a namespace.
func (m *Machine) runBody(fn *py.Function, ns py.Value) error {
	if fn.Code.C.Flags&code.ClassBody == 0 { // somebody calls __build_class__
		_, err := m.t.Call(py.Obj(fn))
		return err
	}
	if err := m.t.EnterMachine(); err != nil {
		return err
	}
	defer m.t.LeaveMachine()
	if m.depth >= m.t.RecursionLimit {
		return m.tooDeep()
	}
	g := m.enter(fn.Code, fn, m.cur, -1, 0)
	g.globals, g.locals, g.kind = fn.Globals, ns, entryFrame
	for i := range fn.Code.C.Locals {
		*g.regs.At(uint16(i)) = py.Value{}
	}
	_, err := m.run(g, nil)
	return err
}

// superHook finds the arguments of a call of super without any: the class that the running function stands in, and the
// function's first argument.
func (m *Machine) superHook(t *py.Thread) (cls, self py.Value, err error) {
	f := m.cur
	if f == nil || f.code.C.Flags&code.Optimized == 0 || f.code.C.Positional == 0 {
		return cls, self, t.Raisef(&py.RuntimeError, "super(): no arguments")
	}
	self = *f.regs.At(0)
	if self.IsSet() && self.Type() == &py.CellType {
		self = self.Cell().V
	}
	if !self.IsSet() {
		return cls, self, t.Raisef(&py.RuntimeError, "super(): arg[0] deleted")
	}
	for i, n := range f.code.C.FreeVars {
		if n != "__class__" {
			continue
		}
		if cls = f.fn.Closure[i].Cell().V; !cls.IsSet() {
			return cls, self, t.Raisef(&py.RuntimeError, "super(): empty __class__ cell")
		}
		if cls.AsType() == nil {
			return cls, self, t.Raisef(&py.RuntimeError, "super(): __class__ is not a type (%s)", cls.Type().Name)
		}
		return cls, self, nil
	}
	return cls, self, t.Raisef(&py.RuntimeError, "super(): __class__ cell not found")
}
