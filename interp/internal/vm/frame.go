package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/source"
)

// frameKind says what happens to the value that a frame returns.
type frameKind uint8

const (
	callFrame  frameKind = iota // goes to a register of the caller
	initFrame                   // __init__: must be None; the instance goes to the register
	entryFrame                  // leaves the loop, to native code
	forFrame                    // a generator under a for loop: its end jumps
	sendFrame                   // a generator under yield from or await: its end jumps with the value
)

// frame is a running or suspended function.
type frame struct {
	code    *py.Code
	instrs  []code.Instr
	regs    py.Window
	fn      *py.Function
	globals *py.Dict
	locals  py.Value // the dictionary of a class body or exec, else unset
	back    *frame
	chunk   []py.Value // the part of the stack where frames above this one go
	base    int        // where the window begins in chunk; -1 for a generator's own registers
	top     int        // where windows of frames above may begin
	pc      int
	dest    uint16
	kind    frameKind
	failed  bool // an exception is on its way through
	lookup  bool // the look-up of the method failed that the instruction would call
	self    py.Value
	gen     *py.Generator
	own     []py.Value    // a generator's registers
	outer   *py.Exception // what was handled when a generator was resumed
	inner   *py.Exception // what a suspended generator was handling
}

// Machine is one interpreter: a thread with frames.
type Machine struct {
	t       *py.Thread
	cur     *frame
	free    *frame
	depth   int
	first   []py.Value
	config  Config
	loading map[string]bool
	codes   map[*code.Code]*py.Code
	// unlisted are the texts given to exec, eval and compile: they are no files, and tracebacks cannot quote them.
	unlisted map[*source.File]bool
	main     *py.Module
	names    names
}

// names are strings that the machine itself looks up.
type names struct {
	builtins, name, all, path, pkg, file, doc, dict, annotate *py.Str
}

// firstChunk is how many registers a fresh machine has; later chunks are larger.
const firstChunk = 2048

// enter pushes a frame for a function. from is the register of the caller's window where the arguments stand; if room
// is lacking there, the window moves to a new chunk.
func (m *Machine) enter(c *py.Code, fn *py.Function, caller *frame, from int, nargs int) *frame {
	f := m.free
	if f == nil {
		f = new(frame)
	} else {
		m.free = f.back
	}
	need := c.C.Regs
	f.code, f.instrs, f.fn = c, c.C.Instrs, fn
	f.back, f.pc = caller, 0
	base := -1
	if caller != nil && caller.base >= 0 && from >= 0 {
		base = caller.base + from
	} else if caller != nil {
		base = caller.top
	}
	switch {
	case caller == nil:
		if m.first == nil {
			m.first = make([]py.Value, firstChunk)
		}
		f.chunk, base = m.first, 0
	default:
		f.chunk = caller.chunk
	}
	if base+need > len(f.chunk) {
		chunk := make([]py.Value, max(2*len(f.chunk), 2*need))
		f.chunk, base = chunk, 0
		f.regs = py.WindowOf(chunk)
		if caller != nil && from >= 0 {
			copy(chunk[:nargs], caller.regs.Slice(from, nargs))
		}
	} else if caller != nil && caller.base >= 0 && from >= 0 {
		f.regs = caller.regs.Shift(from)
	} else {
		f.regs = py.WindowOf(f.chunk[base:])
		if caller != nil && from >= 0 {
			copy(f.chunk[base:base+nargs], caller.regs.Slice(from, nargs))
		}
	}
	f.base = base
	f.top = base + need
	m.cur = f
	m.depth++
	return f
}

// clearLocals unsets the variables from register n on.
func (f *frame) clearLocals(n int) {
	for i := n; i < len(f.code.C.Locals); i++ {
		*f.regs.At(uint16(i)) = py.Value{}
	}
}

// leave pops a frame and gives it back, unless it is a generator's.
func (m *Machine) leave(f *frame) {
	m.cur = f.back
	m.depth--
	if f.gen == nil {
		*f = frame{back: m.free}
		m.free = f
	}
}

// roots shows every value that frames hold.
func (m *Machine) roots(visit func(py.Value)) {
	for f := m.cur; f != nil; f = f.back {
		f.trace(visit)
	}
}

func (f *frame) trace(visit func(py.Value)) {
	for _, v := range f.regs.Slice(0, f.code.C.Regs) {
		visit(v)
	}
	visit(py.Obj(f.code))
	visit(f.locals)
	visit(f.self)
	if f.fn != nil {
		visit(py.Obj(f.fn))
	}
	if f.globals != nil {
		visit(py.Obj(f.globals))
	}
	if f.gen != nil {
		visit(py.Obj(f.gen))
	}
	if f.inner != nil {
		visit(py.Obj(f.inner))
	}
}
