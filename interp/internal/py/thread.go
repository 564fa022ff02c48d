package py

import (
	"context"
	"fmt"
	"io"
	"io/fs"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/code"
)

// Thread is one run: its budgets, its modules, and the hooks through which values call back into Python. Natives get it
// as their first argument; nothing of a run lies outside of it.
type Thread struct {
	Ctx    context.Context
	Limits interp.Limits
	Host   *interp.Host
	Hooks  Hooks

	// fuel is what is left of the slice; when it runs out, refill looks at everything that is looked at rarely.
	fuel    int64
	reserve uint64 // fuel beyond the slice
	stopped error  // the limit that ended the run, once one has

	mem     memory
	depth   int // native re-entries in progress
	leeway  int // how many more there may be while a name of the library is bound
	nesting int // native recursion in progress: repr of a list in a list

	Builtins *Dict   // the namespace of the module builtins
	Modules  *Dict   // sys.modules
	later    []*Dict // the namespaces that have names to bind
	interned map[string]*Str
	versions uint32 // last version given to a type
	keyvers  uint32 // last version given to the keys of a dict
	nextID   uint32
	staticID map[*Header]uint32
	subtypes map[*Type][]*Type // subclasses of the engine's types
	reprs    []Value           // containers whose repr is under way
	held     []Value           // what natives hold while they call back

	Handled *Exception // the exception being handled: sys.exception()
	seedMix uint64

	args       []Value // of calls from natives
	looked     *lookups
	rootShapes map[*Type]*Shape // of the engine's types
	shapes     int
	shapeBytes uint64
	nans       uint64 // how many nans float() has made
	digits     int    // sys.get_int_max_str_digits()
	// CodecErrors are the handlers that codecs.register_error registered; nil while there are none.
	CodecErrors *Dict

	strands *strands // Python threads, once there is more than one
	slept   int64    // nanoseconds that the clock went on while nobody ran

	RecursionLimit int
	ended          *Exception // the StopIteration with a value that ended an iterator, for who asked it for its next value
	outBytes       uint64
	outWrites      uint64
	Stdout, Stderr io.Writer
	Standard       Standard
	FS             fs.FS
	Effects        []interp.Effect
	EffectsDropped int
	Where          func() (file string, line int) // the Python position, for effects
	State          map[string]any                 // what modules keep for the run, by module name
}

// Hooks are the ways from a value back into the machine. The virtual machine fills them.
type Hooks struct {
	Call    func(t *Thread, fn *Function, args []Value, kw []Keyword) (Value, error)
	Resume  func(t *Thread, g *Generator, v Value, err error) (Value, error)
	Import  func(t *Thread, name string, globals *Dict, from []string, level int) (Value, error)
	Exec    func(t *Thread, source Value, mode string, globals *Dict, locals, closure Value) (Value, error)
	Compile func(t *Thread, source Value, filename, mode string, flags int) (Value, error)
	Locals  func(t *Thread) (Value, error)
	Globals func(t *Thread) *Dict
	Roots   func(visit func(Value))
	// Step, where set, is called before each instruction: then fuel is handed out unit by unit.
	Step       func()
	Stack      func() uint64                 // bytes of the register stack
	Buried     func(seen func(v Value) bool) // a trace has found out what is alive
	Traceback  func(t *Thread, exc *Exception)
	Super      func(t *Thread) (cls, self Value, err error)
	BuildClass func(t *Thread, body *Function, name Value, bases []Value, kw []Keyword) (Value, error)
	// Anchors looks for the operator or the brackets of a text that a traceback marks: bytes from to to of lines.
	Anchors func(segment, lines string, from, to int) Anchors
	// StdlibName tells the names of the standard library's modules.
	StdlibName func(name string) bool
	Frame      func(t *Thread, depth int) *Frame // of the caller of a native at depth 0; nil where there is none
	FrameOf    func(t *Thread, g *Generator) *Frame
	// Dump is the syntax tree of a source as ast.dump prints it, with the places of the nodes.
	Dump func(t *Thread, source Value, filename, mode string) (string, error)
	// FindModule says what a module would be imported from: "built-in", "frozen", "file" or "namespace", and its file.
	FindModule func(t *Thread, name string) (kind, file string, pkg, ok bool, err error)
	// LibraryText is the text of a module of the library that is written in Python.
	LibraryText func(name string) (string, bool)
	// SourceText is the text of a file whose code the run has met.
	SourceText func(name string) (string, bool)
	LoadCode   func(t *Thread, c *code.Code) *Code
	// SaveStack takes the running frames off, for another Python thread to run, and LoadStack puts them back; nil stands
	// for an empty stack. StackRoots shows the values that such frames hold.
	SaveStack  func() any
	LoadStack  func(stack any)
	StackRoots func(stack any, visit func(Value))
	AtTurn     func() bool // another Python thread may run before the next instruction
}

// Keyword is a keyword argument.
type Keyword struct {
	Name  *Str
	Value Value
}

// Stop is a limit that ended the run, or a fault of ours. It is not an exception: nothing in Python sees it.
type Stop struct {
	Status interp.Status
	Detail string
	Code   int // of Exited
}

func (s *Stop) Error() string { return s.Status.String() + ": " + s.Detail }

// fuelSlice is how much fuel is handed out at once: the clock and the memory are looked at between slices.
const fuelSlice = 4096

// NewThread is a thread with fresh budgets and empty namespaces.
func NewThread(ctx context.Context, host *interp.Host, limits interp.Limits) *Thread {
	t := &Thread{Ctx: ctx, Host: host, Limits: limits.OrDefault(), interned: map[string]*Str{}, versions: firstFreeVersion, State: map[string]any{}}
	t.reserve = t.Limits.Fuel
	t.RecursionLimit = t.Limits.Recursion
	t.digits = t.Limits.IntDigits
	t.seedMix = host.Seed*0x9E3779B97F4A7C15 + 0x243F6A8885A308D3
	t.mem.limit = t.Limits.Memory
	t.mem.room = t.mem.headroom()
	t.Builtins = t.NewDict()
	t.Modules = t.NewDict()
	t.takeSlice()
	return t
}

// firstFreeVersion is above every version of a type that runs share.
const firstFreeVersion = 1 << 12

func (t *Thread) takeSlice() {
	n := min(t.reserve, fuelSlice)
	if t.Hooks.Step != nil { // just enough for what is owed, so that the next instruction is seen, too
		n = min(t.reserve, uint64(max(-t.fuel, 0)))
	} else if g := t.strands; g != nil && g.turnEnds > t.Spent() { // no further than to the end of the turn
		n = min(n, g.turnEnds-t.Spent()+uint64(max(-t.fuel, 0)))
	}
	t.reserve -= n
	t.fuel += int64(n)
}

// Fuel and SetFuel let the machine's loop keep what is left of the slice in a variable of its own.
func (t *Thread) Fuel() int64 { return t.fuel }

// SetFuel gives back what Fuel took.
func (t *Thread) SetFuel(n int64) { t.fuel = n }

// Refill hands out the next slice of fuel, between two instructions, after looking at what is looked at rarely.
func (t *Thread) Refill() error {
	err := t.look()
	if err == nil && t.Hooks.Step != nil {
		t.Hooks.Step()
	}
	return err
}

// look looks at what is looked at rarely.
func (t *Thread) look() error {
	if t.stopped != nil {
		return t.stopped
	}
	if t.mem.due {
		if err := t.trace(); err != nil {
			return t.stop(err)
		}
		if len(t.mem.dying.queue) > 0 {
			if err := t.finalize(); err != nil {
				return t.stop(err)
			}
		}
	}
	t.mem.mark = t.mem.charged()
	if t.strands == nil {
		return t.refuel()
	}
	due, err := t.turnOver()
	if err != nil {
		return err
	}
	if err = t.refuel(); due {
		t.Interrupt() // it asks again at the next instruction
	}
	return err
}

// refuel hands out fuel, if there is any left and time for it.
func (t *Thread) refuel() error {
	for t.fuel < 0 {
		if t.reserve == 0 {
			return t.stop(&Stop{Status: interp.FuelLimit, Detail: fmt.Sprintf("the limit of %d units of fuel is spent", t.Limits.Fuel)})
		}
		t.takeSlice()
	}
	select {
	case <-t.Ctx.Done():
		if t.Ctx.Err() == context.DeadlineExceeded {
			return t.stop(&Stop{Status: interp.TimeLimit, Detail: "the time limit is over"})
		}
		return t.stop(&Stop{Status: interp.Cancelled, Detail: "cancelled"})
	default:
	}
	return nil
}

func (t *Thread) stop(err error) error {
	t.stopped = err
	t.fuel = -1
	t.reserve = 0
	return err
}

// Interrupt makes the machine call Refill before its next instruction, without losing fuel.
func (t *Thread) Interrupt() {
	if t.fuel > 0 {
		t.reserve += uint64(t.fuel)
		t.fuel = 0
	}
}

// Spent is the fuel used so far.
func (t *Thread) Spent() uint64 {
	left := int64(t.reserve) + t.fuel
	if t.stopped != nil || left < 0 {
		if s, ok := t.stopped.(*Stop); ok && s.Status == interp.FuelLimit || left < 0 {
			return t.Limits.Fuel
		}
	}
	return t.Limits.Fuel - uint64(left)
}

// Charge pays n units for work that a native is about to do. Whoever loops, pays: a Go loop whose length a program
// controls charges before it runs, at most a few thousand steps ahead.
func (t *Thread) Charge(n int) error {
	t.fuel -= int64(n)
	if t.fuel < 0 {
		return t.refillNative()
	}
	return nil
}

// Spend pays for work that is done already, of a small fixed size; the next instruction notices an empty slice.
func (t *Thread) Spend(n int) { t.fuel -= int64(n) }

// refillNative is Refill inside a native, where no trace can tell what is dead.
func (t *Thread) refillNative() error {
	if t.stopped != nil {
		return t.stopped
	}
	if t.mem.due {
		if err := t.fits(); err != nil {
			return err
		}
	}
	if err := t.refuel(); err != nil {
		return err
	}
	if t.mem.due {
		t.Interrupt()
	}
	return nil
}

// Observe makes the machine call step before each instruction.
func (t *Thread) Observe(step func()) {
	t.Hooks.Step = step
	t.Interrupt()
}

// Stopped is the limit that ended the run, nil while it goes on.
func (t *Thread) Stopped() error { return t.stopped }

// Call calls any callable. Calls of Python functions enter the machine anew, which is counted: machine loops above the
// limit raise RecursionError.
func (t *Thread) Call(fn Value, args ...Value) (Value, error) {
	// The arguments are passed on in a stack of the thread, so that those of the caller need no allocation.
	n := len(t.args)
	t.args = append(t.args, args...)
	v, err := t.CallKw(fn, t.args[n:len(t.args):len(t.args)], nil)
	clear(t.args[n:])
	t.args = t.args[:n]
	return v, err
}

// CallKw is Call with keyword arguments.
func (t *Thread) CallKw(fn Value, args []Value, kw []Keyword) (Value, error) {
	if f := fn.Func(); f != nil {
		return t.Hooks.Call(t, f, args, kw)
	}
	if call := fn.Type().Call; call != nil {
		if err := t.Enter(); err != nil {
			return Value{}, err
		}
		t.fuel -= nativeCost
		if len(args) > manyArgs {
			if err := t.passMany(len(args)); err != nil {
				t.Leave()
				return Value{}, err
			}
		}
		n := len(t.held)
		t.held = append(t.held, args...)
		v, err := call(t, fn, args, kw)
		t.held = t.held[:n]
		t.Leave()
		return v, err
	}
	return Value{}, t.Raisef(&TypeError, "'%s' object is not callable", fn.Type().Name)
}

// manyArgs is how many arguments a native call passes on for its flat price.
const manyArgs = 32

// passMany pays for more: in a tower of bound methods, or of partials, every level passes on one more than the level
// above it, and all levels hold theirs at once.
func (t *Thread) passMany(n int) error {
	if err := t.Charge(n); err != nil {
		return err
	}
	return t.Grow(uint64(n) * 32)
}

// maxNesting bounds native recursion that Python data controls: repr of nested lists, comparison of nested tuples.
const maxNesting = 20_000

// Enter counts a level of native recursion; Leave ends it.
func (t *Thread) Enter() error {
	t.nesting++
	if t.nesting > maxNesting {
		t.nesting--
		return t.Raisef(&RecursionError, "maximum recursion depth exceeded")
	}
	return nil
}

// Leave ends what Enter began.
func (t *Thread) Leave() { t.nesting-- }

// EnterMachine counts a re-entry from native code into the machine.
func (t *Thread) EnterMachine() error {
	t.depth++
	if t.depth > t.Limits.Reentries+t.leeway {
		t.depth--
		return t.Raisef(&RecursionError, "maximum recursion depth exceeded")
	}
	t.mem.pin()
	return nil
}

// LeaveMachine ends what EnterMachine began.
func (t *Thread) LeaveMachine() {
	t.depth--
	t.mem.unpin()
}

// Hold keeps a value among the roots of tracing until Release: for natives that build something big while calling back.
func (t *Thread) Hold(v Value) { t.held = append(t.held, v) }

// Release undoes the last n Holds.
func (t *Thread) Release(n int) { t.held = t.held[:len(t.held)-n] }

// Effect records an attempt to reach outside.
func (t *Thread) Effect(kind, what string, denied bool) {
	if len(t.Effects) >= interp.MaxEffects {
		t.EffectsDropped++
		return
	}
	e := interp.Effect{Kind: kind, What: what, Denied: denied}
	if t.Where != nil {
		e.File, e.Line = t.Where()
	}
	t.Effects = append(t.Effects, e)
}

// Write writes to standard output or error, within the limits of output.
func (t *Thread) Write(w io.Writer, text string) error {
	if err := t.Charge(len(text)/16 + 1); err != nil {
		return err
	}
	t.outBytes += uint64(len(text))
	t.outWrites++
	if t.outBytes > t.Limits.Output {
		return t.stop(&Stop{Status: interp.OutputLimit, Detail: fmt.Sprintf("more than %d bytes of output", t.Limits.Output)})
	}
	if t.outWrites > t.Limits.Writes {
		return t.stop(&Stop{Status: interp.OutputLimit, Detail: fmt.Sprintf("more than %d writes", t.Limits.Writes)})
	}
	_, err := io.WriteString(w, text)
	if err != nil {
		return t.stop(&Stop{Status: interp.FaultOfOurs, Detail: "writing output: " + err.Error()})
	}
	return nil
}

// Intern is the one string object of this run for a text that serves as a name.
func (t *Thread) Intern(s string) *Str {
	if o, ok := staticNames[s]; ok {
		return o
	}
	if o, ok := t.interned[s]; ok {
		return o
	}
	o := t.NewStr(s)
	t.mem.names += objectSize + uint64(len(s))
	t.interned[s] = o
	return o
}

// ID is what id() answers: objects are numbered in the order in which they are asked.
func (t *Thread) ID(v Value) int64 {
	const base, step = 0x7f0000000010, 0x30
	h := v.head()
	if !v.isHeap() {
		return int64(0x10000000 + (v.bits<<5)&0xffffffff)
	}
	if h.mark == static {
		if t.staticID == nil {
			t.staticID = map[*Header]uint32{}
		}
		if _, ok := t.staticID[h]; !ok {
			t.nextID++
			t.staticID[h] = t.nextID
		}
		return base + step*int64(t.staticID[h])
	}
	if h.id == 0 {
		t.nextID++
		h.id = t.nextID
	}
	return base + step*int64(h.id)
}

// Handover gives what is left of one thread's budgets to another that goes on in its place.
func Handover(from, to *Thread) {
	left := int64(from.reserve) + from.fuel
	from.reserve, from.fuel = 0, 0
	to.reserve, to.fuel = uint64(max(left, 0)), min(left, 0)
	to.outBytes, to.outWrites = from.outBytes, from.outWrites
	to.Effects, to.EffectsDropped = from.Effects, from.EffectsDropped
}

// Halt ends a thread because the run has ended elsewhere.
func (t *Thread) Halt(err error) error { return t.stop(err) }
