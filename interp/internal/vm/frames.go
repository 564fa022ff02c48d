package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// liveFrame shows a running or suspended frame to its frame object.
type liveFrame struct{ f *frame }

// Where is the instruction that the frame is at.
func (l liveFrame) Where() int32 { return int32(max(l.f.pc-1, 0)) }

// Caller is the frame below.
func (l liveFrame) Caller(t *py.Thread) *py.Frame {
	if l.f.back == nil || l.f.gen != nil && !l.f.gen.Running {
		return nil
	}
	return l.f.back.asObject(t)
}

// Variables is f_locals.
func (l liveFrame) Variables(t *py.Thread) (py.Value, error) { return l.f.variables(t) }

// asObject is the frame's object, made when it is first asked for.
func (f *frame) asObject(t *py.Thread) *py.Frame {
	if f.object == nil {
		f.object = t.NewFrame(f.code, f.globals)
		f.object.Live = liveFrame{f}
	}
	return f.object
}

// frameHook is sys._getframe(depth).
func (m *Machine) frameHook(t *py.Thread, depth int) *py.Frame {
	f := m.cur
	for ; f != nil && depth > 0; depth-- {
		f = f.back
	}
	if f == nil {
		return nil
	}
	return f.asObject(t)
}

// frameOf is the frame object of a generator that has not finished.
func frameOf(t *py.Thread, g *py.Generator) *py.Frame {
	if f, ok := g.Frame.(*frame); ok && f != nil {
		return f.asObject(t)
	}
	return nil
}

// withInner is the namespace of a module or class, or within a comprehension in it a copy with its variables.
func (f *frame) withInner(t *py.Thread, names py.Value) (py.Value, error) {
	var d *py.Dict
	for _, x := range f.code.C.Inner {
		if int32(f.pc) <= x.From || int32(f.pc) > x.To {
			continue
		}
		v := *f.regs.At(x.Reg)
		if v.IsSet() && v.Type() == &py.CellType {
			v = v.Cell().V
		}
		if !v.IsSet() {
			continue
		}
		if d == nil {
			d = t.NewDict()
			if err := t.UpdateFrom(d, names); err != nil {
				return py.Value{}, err
			}
		}
		d.SetStr(t, t.Intern(x.Name), v)
	}
	if d == nil {
		return names, nil
	}
	return py.Obj(d), nil
}

// Delegate is what a suspended frame passes values on to, unset where there is none.
func (f *frame) Delegate() py.Value {
	if in := f.at(f.pc - 1); in.Op == code.Yield && in.E == 1 {
		return *f.regs.At(in.C)
	}
	return py.Value{}
}

// detach leaves a frame object with what the frame was at its end.
func (m *Machine) detach(f *frame) {
	o := f.object
	o.PC = int32(max(f.pc-1, 0))
	if f.back != nil {
		o.Back = f.back.asObject(m.t)
	}
	if v, err := f.variables(m.t); err == nil {
		o.Locals = v
	}
	o.Live, f.object = nil, nil
}

// variables is locals() of a frame.
func (f *frame) variables(t *py.Thread) (py.Value, error) {
	c := f.code.C
	if f.fn == nil || c.Flags&code.Optimized == 0 {
		names := f.locals
		if !names.IsSet() {
			if err := t.Whole(f.globals); err != nil {
				return py.Value{}, err
			}
			names = py.Obj(f.globals)
		}
		return f.withInner(t, names)
	}
	if err := t.Charge(len(c.Locals) + len(c.FreeVars)); err != nil {
		return py.Value{}, err
	}
	d := t.NewDict()
	add := func(name string, v py.Value) {
		if v.IsSet() && v.Type() == &py.CellType {
			v = v.Cell().V
		}
		if v.IsSet() && name[0] != '.' {
			d.SetStr(t, t.Intern(name), v)
		}
	}
	for i, n := range c.Locals {
		add(n, *f.regs.At(uint16(i)))
	}
	for i, n := range c.FreeVars {
		add(n, f.fn.Closure[i])
	}
	for _, x := range c.Inner {
		if int32(f.pc) > x.From && int32(f.pc) <= x.To {
			add(x.Name, *f.regs.At(x.Reg))
		}
	}
	return py.Obj(d), nil
}
