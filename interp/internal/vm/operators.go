package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// operandC is the third operand of an instruction that takes a register or, in its second form, a constant. Only the one
// that is meant is looked up: the number of a constant may be no register at all, and a pointer beside the stack must not
// exist even for a moment.
func operandC(f *frame, in *code.Instr, constant bool) py.Value {
	if constant {
		return *f.consts.At(in.C)
	}
	return *f.regs.At(in.C)
}

// binary does the binary operators that the loop did not do itself.
func (m *Machine) binary(f *frame, in *code.Instr) error {
	t := m.t
	x := *f.regs.At(in.B)
	op := code.BinOp(in.Op - code.Add)
	constant := in.Op >= code.AddK
	if constant {
		op -= code.BinOps
	}
	y := operandC(f, in, constant)
	if !x.IsSet() || !y.IsSet() {
		return t.Raisef(&py.SystemError, "unset operand")
	}
	var v py.Value
	var err error
	if in.E != 0 {
		v, err = t.InPlace(op, x, y)
	} else {
		v, err = t.Binary(op, x, y)
	}
	return f.put(in.A, v, err)
}

// unary does the unary operators that the loop did not do itself.
func (m *Machine) unary(f *frame, in *code.Instr) error {
	t := m.t
	x := *f.regs.At(in.B)
	var v py.Value
	var err error
	switch in.Op {
	case code.Not:
		var b bool
		b, err = t.Truth(x)
		v = py.Bool(!b)
	case code.Neg:
		v, err = t.Neg(x)
	case code.Pos:
		v, err = t.Pos(x)
	default:
		v, err = t.Invert(x)
	}
	return f.put(in.A, v, err)
}

// compare does the comparisons that the loop did not do itself.
func (m *Machine) compare(f *frame, in *code.Instr) error {
	v, err := m.t.Compare(code.CmpOp(in.Op-code.Eq), *f.regs.At(in.B), *f.regs.At(in.C))
	return f.put(in.A, v, err)
}

// compareJump does the comparisons with a jump that the loop did not do itself.
func (m *Machine) compareJump(f *frame, in *code.Instr) error {
	op := in.Op - code.JumpEq
	constant := in.Op >= code.JumpEqK
	if constant {
		op = in.Op - code.JumpEqK
	}
	b, err := m.test(code.CmpOp(op), *f.regs.At(in.B), operandC(f, in, constant))
	if err == nil && b == (in.A != 0) {
		f.jump(in)
	}
	return err
}

// test is the truth of a comparison.
func (m *Machine) test(op code.CmpOp, x, y py.Value) (bool, error) {
	if op == code.CmpEq {
		return m.t.Equal(x, y)
	}
	if order, ok := py.CompareText(x, y); ok {
		return compareInts(op, order), nil
	}
	r, err := m.t.Compare(op, x, y)
	if err != nil {
		return false, err
	}
	if r.IsBool() {
		return r.IsTrue(), nil
	}
	return m.t.Truth(r)
}

// truthJump does JumpTrue and JumpFalse where the loop did not.
func (m *Machine) truthJump(f *frame, in *code.Instr) error {
	b, err := m.t.Truth(*f.regs.At(in.B))
	if err == nil && b == (in.Op == code.JumpTrue) {
		f.jump(in)
	}
	return err
}

// contains is In and NotIn.
func (m *Machine) contains(f *frame, in *code.Instr) error {
	b, err := m.t.Contains(*f.regs.At(in.C), *f.regs.At(in.B))
	return f.put(in.A, py.Bool(b == (in.Op == code.In)), err)
}

// compareInts is a comparison whose outcome is known as the sign of a number.
func compareInts(op code.CmpOp, order int) bool {
	switch op {
	case code.CmpEq:
		return order == 0
	case code.CmpNe:
		return order != 0
	case code.CmpLt:
		return order < 0
	case code.CmpLe:
		return order <= 0
	case code.CmpGt:
		return order > 0
	}
	return order >= 0
}
