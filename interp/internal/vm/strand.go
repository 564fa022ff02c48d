package vm

import "github.com/assay-score/assay/interp/internal/py"

// stack is what the machine has of a Python thread while another one runs.
type stack struct {
	cur   *frame
	depth int
	first *chunk
}

// strandChunk is how many registers the stack of a further Python thread begins with.
const strandChunk = 256

func (m *Machine) saveStack() any { return &stack{m.cur, m.depth, m.first} }

func (m *Machine) loadStack(x any) {
	s, ok := x.(*stack)
	if !ok {
		s = &stack{first: &chunk{regs: make([]py.Value, strandChunk)}}
	}
	m.cur, m.depth, m.first = s.cur, s.depth, s.first
}

func stackRoots(x any, visit func(py.Value)) {
	for f := x.(*stack).cur; f != nil; f = f.back {
		f.trace(visit)
	}
}

// atTurn says that another Python thread may get its turn before the instruction that comes next: at the beginning of a
// function and where a loop goes round, but not inside a statement like n += 1, as in CPython.
func (m *Machine) atTurn() bool {
	f := m.cur
	if f == nil {
		return true
	}
	if m.binding > 0 {
		return false
	}
	pc := f.pc - 1
	return pc <= 0 || f.at(pc).JumpsBack(pc)
}
