package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// forPrep makes the state of a for loop: a range and a list need no iterator.
func (m *Machine) forPrep(f *frame, in *code.Instr) error {
	regs := f.regs
	v := *regs.At(in.B)
	if r := v.Range(); r != nil {
		*regs.At(in.A) = py.RangeState(r.Start)
		*regs.At(in.A + 1) = py.Int(r.Count())
		*regs.At(in.A + 2) = py.Int(r.Step)
		return nil
	}
	if v.ItemsOf() != nil {
		*regs.At(in.A) = v
		*regs.At(in.A + 1) = py.IndexState(0)
		return nil
	}
	it, err := m.t.Iter(v)
	*regs.At(in.A), *regs.At(in.A + 1) = it, py.None
	return err
}

// forIter is ForIter where the loop did not do it: at the end of a list, and with iterators. A generator runs on its
// frame, whose end jumps.
func (m *Machine) forIter(f *frame, in *code.Instr) error {
	s := f.regs.At(in.A)
	if f.regs.At(in.A + 1).IsIndexState() {
		*s = py.Obj(py.EmptyTuple()) // a list that grows now is not gone on with
		f.jump(in)
		return nil
	}
	if g := s.Generator(); g != nil && g.Type() == &py.GeneratorType {
		h, err := m.resume(f, g, py.None, in.B, forFrame)
		if err == nil && h == nil {
			f.jump(in)
		}
		return err
	}
	if pair := s.Type().NextPair; pair != nil {
		// for x, y in zip(…): the pair is taken apart at once, so it need not be made.
		if u := f.at(f.pc); u.Op == code.Unpack && u.B == in.B && u.C == 2 && int(u.B) >= len(f.code.C.Locals) {
			v, w, ok, err := pair(m.t, *s)
			switch {
			case py.Catch(err, &py.StopIteration) != nil:
				f.jump(in)
				return nil
			case err != nil:
				return err
			case ok && !v.IsSet():
				f.jump(in)
				return nil
			case ok:
				*f.regs.At(u.A), *f.regs.At(u.A + 1) = v, w
				f.pc++
				m.t.Spend(1)
				return nil
			}
		}
	}
	v, err := m.t.Next(*s)
	switch {
	case err != nil:
		return err
	case !v.IsSet():
		f.jump(in)
	default:
		*f.regs.At(in.B) = v
	}
	return nil
}

// yieldFromIter is YieldFromIter.
func (m *Machine) yieldFromIter(f *frame, in *code.Instr) error {
	x := *f.regs.At(in.B)
	if x.Type() == &py.CoroutineType && f.code.C.Flags&code.Coroutine == 0 {
		return m.t.Raisef(&py.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
	}
	if x.Generator() == nil {
		var err error
		if x, err = m.t.Iter(x); err != nil {
			return err
		}
	}
	*f.regs.At(in.A) = x
	return nil
}

// send is Send.
func (m *Machine) send(f *frame, in *code.Instr) error {
	it, v := *f.regs.At(in.A), *f.regs.At(in.B)
	if g := it.Generator(); g != nil {
		h, err := m.resume(f, g, v, in.B, sendFrame)
		if err == nil && h == nil {
			*f.regs.At(in.B) = py.None
			f.jump(in)
		}
		return err
	}
	v, done, err := m.sendOther(it, v)
	if err != nil {
		return err
	}
	*f.regs.At(in.B) = v
	if done {
		f.jump(in)
	}
	return nil
}
