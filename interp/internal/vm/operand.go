package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// operandC is the third operand of an instruction that takes a register or, in its second form, a constant. Only the one
// that is meant is looked up: the number of a constant may be no register at all, and a pointer beside the stack must not
// exist even for a moment.
func operandC(regs py.Window, f *frame, in *code.Instr, constant bool) *py.Value {
	if constant {
		return &f.code.Consts[in.C]
	}
	return regs.At(in.C)
}
