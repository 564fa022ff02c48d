package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// unwind looks for the handler of an error, from frame f outwards, and makes its frame the one that goes on. Limits and
// faults have no handler: all frames up to the entry are dropped.
func (m *Machine) unwind(f, entry *frame, err error) error {
	e, ok := err.(*py.Exception)
	if !ok {
		for m.cur != nil && m.cur != entry.back {
			g := m.cur
			m.cur = g.back
			m.depth--
			if g.gen != nil {
				g.gen.Frame, g.gen.Running = nil, false
			}
		}
		return err
	}
	if !f.failed && len(e.Traceback) == 0 {
		m.t.SetContext(e)
	}
	m.t.Spend(32) // raising costs about so much; see the fuel schedule
	for {
		m.t.Spend(8)
		if !f.failed {
			if len(e.Traceback) == 0 && e.Field("name").IsSet() && (e.Type().IsSubtype(&py.NameError) || e.Type().IsSubtype(&py.AttributeError)) {
				m.noteScope(f, e)
			}
			m.t.Alloc(48)
			at := f.pc - 1
			if f.lookup {
				at, f.lookup = code.LookupPC(at), false
			}
			e.AddTrace(f.code, at, f.globals, f.object)
		}
		f.failed = false
		pc := int32(f.pc - 1)
		hs := f.code.C.Handlers
		for i := range hs {
			if h := &hs[i]; pc >= h.From && pc < h.To {
				*f.regs.At(h.Reg) = py.Obj(e)
				f.pc = int(h.Target)
				return nil
			}
		}
		if f.gen != nil {
			e = m.generatorFailed(f, e)
		}
		back := f.back
		last := f == entry
		m.leave(f)
		if last {
			return e
		}
		f = back
	}
}

// raise is the raise statement.
func (m *Machine) raise(f *frame, in *code.Instr) error {
	t := m.t
	if in.E == 0 {
		if t.Handled == nil {
			return t.Raisef(&py.RuntimeError, "No active exception to reraise")
		}
		f.failed = true
		return t.Handled
	}
	e, err := m.exception(*f.regs.At(in.A))
	if err != nil {
		return err
	}
	if in.E == 2 {
		cause := *f.regs.At(in.B)
		switch {
		case cause.IsNone():
			e.Cause = py.None
		default:
			c, err := m.exception(cause)
			if err != nil {
				if cause.AsType() == nil || !cause.AsType().IsSubtype(&py.BaseExceptionType) {
					return t.Raisef(&py.TypeError, "exception causes must derive from BaseException")
				}
				return err
			}
			e.Cause = py.Obj(c)
		}
		e.Suppress = true
	}
	t.SetContext(e)
	return e
}

// exception is what "raise v" raises: v, or an instance of the class v.
func (m *Machine) exception(v py.Value) (*py.Exception, error) {
	if e := v.Exception(); e != nil {
		return e, nil
	}
	if c := v.AsType(); c != nil && c.IsSubtype(&py.BaseExceptionType) {
		r, err := m.t.Call(v)
		if err != nil {
			return nil, err
		}
		if e := r.Exception(); e != nil {
			return e, nil
		}
		cls, err := m.t.Repr(v)
		if err != nil {
			return nil, err
		}
		got, err := m.t.Repr(py.Obj(r.Type()))
		if err != nil {
			return nil, err
		}
		return nil, m.t.Raisef(&py.TypeError, "calling %s should have returned an instance of BaseException, not %s", cls, got)
	}
	return nil, m.t.Raisef(&py.TypeError, "exceptions must derive from BaseException")
}
