package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// getItem is GetItem and GetItemK where the loop did not do them. A Python __getitem__ runs on a frame of the machine.
func (m *Machine) getItem(f *frame, in *code.Instr) error {
	o, k := *f.regs.At(in.B), operandC(f, in, in.Op == code.GetItemK)
	if v, ok, err := m.t.PlainItem(o, k); ok {
		return f.put(in.A, v, err)
	}
	if typ := o.Type(); typ.IsPython() {
		if fn := typ.SpecialGetItem(); fn.IsSet() && fn.Func() != nil {
			return m.pushArgs(f, fn.Func(), in.A, o, k)
		}
	}
	v, err := m.t.GetItem(o, k)
	return f.put(in.A, v, err)
}

// getSlice is GetSlice: the slices that programs mostly take need no slice object.
func (m *Machine) getSlice(f *frame, in *code.Instr) error {
	t := m.t
	o, from, to := *f.regs.At(in.B), *f.regs.At(in.C), *f.regs.At(in.C + 1)
	if v, ok, err := t.PlainSlice(o, from, to); ok {
		return f.put(in.A, v, err)
	}
	k := t.NewSlice(from, to, py.None)
	if typ := o.Type(); typ.IsPython() {
		if fn := typ.SpecialGetItem(); fn.IsSet() && fn.Func() != nil {
			return m.pushArgs(f, fn.Func(), in.A, o, k)
		}
	}
	v, err := t.GetItem(o, k)
	return f.put(in.A, v, err)
}

// setItem is SetItem where the loop did not do it.
func (m *Machine) setItem(f *frame, in *code.Instr) error {
	return m.t.SetItem(*f.regs.At(in.A), *f.regs.At(in.B), *f.regs.At(in.C))
}

// buildTuple is BuildTuple.
func (m *Machine) buildTuple(f *frame, in *code.Instr) error {
	*f.regs.At(in.A) = m.t.TupleOf(f.regs.Slice(int(in.B), int(in.C)))
	return nil
}

// buildList is BuildList.
func (m *Machine) buildList(f *frame, in *code.Instr) error {
	n := int(in.C)
	items := make([]py.Value, n, max(n, 4))
	copy(items, f.regs.Slice(int(in.B), n))
	*f.regs.At(in.A) = m.t.ListValue(items)
	return nil
}

// listAppend is ListAppend.
func (m *Machine) listAppend(f *frame, in *code.Instr) error {
	return f.regs.At(in.A).List().Append(m.t, *f.regs.At(in.B))
}
