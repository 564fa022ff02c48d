package vm

import (
	"sync"
	"unsafe"

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
	regs    py.Window
	consts  py.Window
	first   *code.Instr // instruction 0
	pc      int         // of the next instruction, while the frame is not the one that the loop runs
	code    *py.Code
	fn      *py.Function
	globals *py.Dict
	back    *frame
	chunk   *chunk // the part of the stack where frames above this one go
	base    int    // where the window begins in chunk; -1 for a generator's own registers
	top     int    // where windows of frames above may begin
	dest    uint16
	kind    frameKind
	failed  bool // an exception is on its way through

	lookup bool // the look-up of the method failed that the instruction would call

	// What only some frames have; leave clears it.
	locals   py.Value // the dictionary of a class body or exec, else unset
	self     py.Value
	gen      *py.Generator
	own      []py.Value    // a generator's registers
	outer    *py.Exception // what was handled when a generator was resumed
	handling int           // exceptions that it is handling
	inner    *py.Exception // what a suspended generator was handling
	object   *py.Frame     // the frame object, once somebody asked for it
}

// chunk is a part of the register stack. Deep recursion goes on in a larger one, which is kept for the next time.
type chunk struct {
	regs []py.Value
	next *chunk
}

// Machine is one interpreter: a thread with frames.
type Machine struct {
	t       *py.Thread
	cur     *frame
	free    *frame
	depth   int
	binding int // names of the library that are being bound
	first   *chunk
	text    []byte // where f-strings are put together
	config  Config
	loading map[string]bool
	codes   map[*code.Code]*py.Code
	files   map[string]*source.File // by name, of modules and of the program itself
	main    *py.Module
	names   names
	// observer is nil unless the run is to be recorded.
	observer *observer
}

// names are strings that the machine itself looks up.
type names struct {
	builtins, name, all, path, pkg, file, doc, dict, annotate *py.Str
}

// firstChunk is how many registers a fresh machine has; later chunks are larger.
const firstChunk = 256

// spareChunks are empty ones.
var spareChunks = sync.Pool{New: func() any { return &chunk{regs: make([]py.Value, firstChunk)} }}

// GiveBack gives back, at the end of a run, memory that the next one can use. Nothing of the run stays in it.
func (m *Machine) GiveBack() {
	if c := m.first; c != nil && !m.t.Threaded() {
		clear(c.regs)
		c.next = nil
		m.first, m.cur = nil, nil
		spareChunks.Put(c)
	}
	m.t.GiveBack()
}

// take is a frame from the pool.
func (m *Machine) take() *frame {
	f := m.free
	if f == nil {
		return new(frame)
	}
	m.free = f.back
	return f
}

// start sets a frame to the beginning of a code.
func (f *frame) start(c *py.Code, fn *py.Function) {
	f.code, f.fn, f.consts, f.first, f.pc = c, fn, c.ConstWindow(), c.First(), 0
	f.failed, f.lookup = false, false
}

// enter pushes a frame for a function. from is the register of the caller's window where the arguments stand, or -1; if
// room is lacking there, the window moves to a new chunk.
func (m *Machine) enter(c *py.Code, fn *py.Function, caller *frame, from int, nargs int) *frame {
	f := m.take()
	m.t.Ready(c)
	f.start(c, fn)
	need := c.C.Regs
	f.back = caller
	base := 0
	switch {
	case caller == nil:
		if m.first == nil {
			m.first = spareChunks.Get().(*chunk)
		}
		f.chunk = m.first
	default:
		f.chunk = caller.chunk
		if base = caller.top; from >= 0 && caller.base >= 0 {
			base = caller.base + from
		}
	}
	if base+need > len(f.chunk.regs) {
		next := f.chunk.next
		if next == nil || len(next.regs) < need {
			next = &chunk{regs: make([]py.Value, max(2*len(f.chunk.regs), 2*need))}
			m.t.Alloc(uint64(len(next.regs)) * 16)
			f.chunk.next = next
		}
		f.chunk, base = next, 0
	}
	if from >= 0 && base == caller.base+from && f.chunk == caller.chunk {
		f.regs = caller.regs.Shift(from)
	} else {
		f.regs = py.WindowOf(f.chunk.regs[base:])
		if from >= 0 {
			copy(f.chunk.regs[base:base+nargs], caller.regs.Slice(from, nargs))
		}
	}
	f.base, f.top = base, base+need
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

// pop gives back a frame that has nothing but what start and enter set.
func (m *Machine) pop(f *frame) {
	m.cur = f.back
	m.depth--
	if f.object != nil {
		m.detach(f)
	}
	f.back = m.free
	m.free = f
}

// leave pops a frame of any kind and gives it back, unless it is a generator's.
func (m *Machine) leave(f *frame) {
	if f.object != nil {
		m.detach(f)
	}
	if f.gen != nil {
		m.cur = f.back
		m.depth--
		return
	}
	f.locals, f.self, f.own, f.outer, f.inner = py.Value{}, py.Value{}, nil, nil, nil
	m.pop(f)
}

// at is a place in the frame's code.
func (f *frame) at(pc int) *code.Instr {
	return (*code.Instr)(unsafe.Add(unsafe.Pointer(f.first), pc*int(unsafe.Sizeof(code.Instr{}))))
}

// next is the instruction after another; compiled code ends with one that is never run, so there always is one.
func next(ip *code.Instr) *code.Instr {
	return (*code.Instr)(unsafe.Add(unsafe.Pointer(ip), unsafe.Sizeof(code.Instr{})))
}

// sync stores the place where the loop stands.
func (f *frame) sync(ip *code.Instr) {
	f.pc = int((uintptr(unsafe.Pointer(ip)) - uintptr(unsafe.Pointer(f.first))) / unsafe.Sizeof(code.Instr{}))
}

// jump goes on where an instruction's target is.
func (f *frame) jump(in *code.Instr) { f.pc = int(in.D) }

// put stores the result of an instruction, unless it failed: then the register keeps what it held.
func (f *frame) put(reg uint16, v py.Value, err error) error {
	if err == nil {
		*f.regs.At(reg) = v
	}
	return err
}

// cache is the memory of an instruction.
func (f *frame) cache(in *code.Instr) *py.Cache { return &f.code.Caches[in.E] }

// name is the name that an instruction speaks of.
func (f *frame) name(in *code.Instr) *py.Str { return f.code.Names[in.D] }

// stack is how many bytes the register stack takes. What values still lie above the running frame's registers are
// forgotten, so that nothing that the program cannot reach lives on because of them.
func (m *Machine) stack() uint64 {
	size := uint64(0)
	top := 0
	if m.cur != nil {
		top = m.cur.top
	}
	for c := m.first; c != nil; c = c.next {
		size += uint64(len(c.regs)) * 16
		switch {
		case m.cur == nil || m.cur.chunk == c:
			clear(c.regs[top:])
			top = 0
		case !m.below(c):
			clear(c.regs)
		default:
			clear(c.regs[m.topIn(c):])
		}
	}
	return size
}

// below tells whether a frame has its window in a chunk.
func (m *Machine) below(c *chunk) bool {
	for f := m.cur; f != nil; f = f.back {
		if f.chunk == c {
			return true
		}
	}
	return false
}

// topIn is where the windows in a chunk end.
func (m *Machine) topIn(c *chunk) int {
	top := 0
	for f := m.cur; f != nil; f = f.back {
		if f.chunk == c {
			top = max(top, f.top)
		}
	}
	return top
}

// buried forgets the code objects that have died.
func (m *Machine) buried(seen func(py.Value) bool) {
	for c, o := range m.codes { // the order does not matter
		if !seen(py.Obj(o)) {
			delete(m.codes, c)
		}
	}
}

// roots shows every value that frames hold.
func (m *Machine) roots(visit func(py.Value)) {
	for f := m.cur; f != nil; f = f.back {
		f.trace(visit)
	}
}

// inUse is how many registers may hold something that is still needed: during a call, temporaries end with its arguments.
func (f *frame) inUse() int {
	if f.pc > 0 {
		switch in := f.at(f.pc - 1); in.Op {
		case code.Call, code.CallKw, code.CallMethod:
			return min(int(in.A)+int(in.B)+2, f.code.C.Regs)
		}
	}
	return f.code.C.Regs
}

func (f *frame) trace(visit func(py.Value)) {
	for _, v := range f.regs.Slice(0, f.inUse()) {
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
	if f.object != nil {
		visit(py.Obj(f.object))
	}
}
