package gpython

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime/debug"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// The engine's identity. FuelSchedule changes with every price.
const (
	engineName   = "gpython"
	version      = "gpython v0.2.0, adapter 1"
	fuelSchedule = "gpython/1"
)

// maxRecursion bounds Limits.Recursion, whatever the caller or sys.setrecursionlimit asks: Go's stack is finite.
const maxRecursion = 10_000

// Engine is the gpython engine. It holds tables that never change, so one serves any number of runs at once.
type Engine struct {
	types     *types
	functions map[string]*builtin
	// intrinsics are what lowering writes calls of. They trust their arguments, so no program may get at one: they are in
	// no namespace, and lowering refuses their names.
	intrinsics map[string]object
	modules    map[string]func(r *run) *module
	partial    map[string]bool // modules of which only a part is here
}

var _ interp.Engine = (*Engine)(nil)

// New makes an engine.
func New() *Engine {
	e := &Engine{types: newTypes(), functions: map[string]*builtin{}, intrinsics: map[string]object{}, modules: moduleTable(), partial: map[string]bool{}}
	for name, fn := range builtinFunctions() {
		e.functions[name] = &builtin{name: name, fn: fn}
	}
	for name, fn := range intrinsicFunctions() {
		e.intrinsics[name] = &builtin{name: name, fn: fn}
	}
	e.intrinsics[intrinsicFloat] = py.Float(math.Inf(1))
	for name := range e.modules {
		e.partial[name] = true
	}
	return e
}

// Name is "gpython".
func (e *Engine) Name() string { return engineName }

// Version names gpython's release and the adapter's.
func (e *Engine) Version() string { return version }

// FuelSchedule is "gpython/1".
func (e *Engine) FuelSchedule() string { return fuelSchedule }

// run is the state of one run: everything that a program can change.
type run struct {
	ctx  context.Context
	eng  *Engine
	t    *types
	host *interp.Host
	lim  interp.Limits
	out  *interp.Outcome

	fuel, chunk uint64 // not yet handed out · handed out and not yet spent

	live, since, traceAt, peak uint64 // model bytes: at the last trace · charged since · when to trace next · the most so far
	held                       []object
	outOfMemory                error

	written, writes uint64
	stdin           stdinReader

	top       *frame
	handled   *exception
	depth     int // levels of calls and of recursion over values
	frames    int // of Python among them
	recursion int // the limit on frames, which the program may change
	natives   int

	builtins   *dict
	main       *module
	modules    map[string]*module
	moduleList []object
	importing  int

	writing    map[any]bool   // containers whose repr is being written
	identities map[any]uint64 // of objects that the program asked about
}

// Run runs a program. See [interp.Engine].
func (e *Engine) Run(ctx context.Context, p *interp.Program, h *interp.Host, limits interp.Limits) *interp.Outcome {
	if h == nil {
		h = &interp.Host{}
	}
	lim := limits.OrDefault()
	ctx, cancel := context.WithTimeoutCause(ctx, lim.Wall, context.DeadlineExceeded)
	defer cancel()
	r := e.newRun(ctx, h, lim)
	for i := range p.Steps {
		r.out.Step = i
		if !r.step(&p.Steps[i]) {
			break
		}
		r.out.Step = i + 1
	}
	r.out.Fuel = r.spent()
	r.out.PeakMemory = max(r.peak, r.live+r.since)
	return r.out
}

func (e *Engine) newRun(ctx context.Context, h *interp.Host, lim interp.Limits) *run {
	lim.Recursion = min(lim.Recursion, maxRecursion)
	r := &run{ctx: ctx, eng: e, t: e.types, host: h, lim: lim, out: &interp.Outcome{}, fuel: lim.Fuel, recursion: lim.Recursion,
		modules: map[string]*module{}, writing: map[any]bool{}, identities: map[any]uint64{}, builtins: newDict()}
	r.traceAt = min(firstTrace, lim.Memory)
	r.stdin.source = h.Stdin
	e.fillBuiltins(r.builtins)
	r.main = r.newModule("__main__")
	r.addModule(r.main)
	return r
}

// fillBuiltins makes the namespace of builtins, a new one for each run: programs may patch it.
func (e *Engine) fillBuiltins(d *dict) {
	for _, name := range sortedKeys(e.functions) {
		d.setStr(name, e.functions[name])
	}
	t := e.types
	for _, c := range []*class{t.object, t.typ, t.int, t.bool, t.float, t.str, t.bytes, t.list, t.tuple, t.dict, t.set, t.frozenset, t.rang, t.slice,
		t.property, t.staticmethod, t.classmethod, t.super} {
		d.setStr(c.name, c)
	}
	for _, c := range t.lazyClasses() {
		d.setStr(c.name, c)
	}
	for _, name := range sortedKeys(t.exceptions) {
		d.setStr(name, t.exceptions[name])
	}
	d.setStr("IOError", t.exceptions["OSError"])
	d.setStr("EnvironmentError", t.exceptions["OSError"])
	d.setStr("NotImplemented", notImplemented)
	d.setStr("Ellipsis", py.Ellipsis)
	d.setStr("__debug__", py.True)
	d.setStr("__name__", py.String("builtins"))
}

// step runs one step and reports whether it ended well. This is the door: whatever comes up as a panic ends here, a stop
// of ours as its status, anything else as our fault.
func (r *run) step(s *interp.Step) (ok bool) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		ok = false
		if st, isStop := cause.(*stop); isStop {
			r.out.Status, r.out.Detail, r.out.File, r.out.Line = st.status, st.detail, st.file, st.line
			if st.status == interp.UnsupportedUse && st.line > 0 {
				r.out.Detail = fmt.Sprintf("unsupported: %s, line %d", st.detail, st.line)
			} else if st.status == interp.UnsupportedUse {
				r.out.Detail = "unsupported: " + st.detail
			}
			return
		}
		file, line := r.here()
		r.out.Status, r.out.File, r.out.Line = interp.FaultOfOurs, file, line
		r.out.Detail = fmt.Sprintf("%v at %s", cause, faultPlace(debug.Stack()))
	}()
	err := r.runStep(s)
	r.top, r.handled, r.depth, r.frames, r.natives, r.held = nil, nil, 0, 0, 0, nil
	if err != nil {
		if err == r.outOfMemory {
			r.out.Exception = r.describe(r.asException(err))
			r.out.Status, r.out.Detail = interp.MemoryLimit, fmt.Sprintf("memory limit of %d bytes: one request was larger", r.lim.Memory)
			return false
		}
		r.raised(r.asException(err))
		return false
	}
	return true
}

func (r *run) runStep(s *interp.Step) error {
	switch s.Kind {
	case interp.RunMain:
		if s.Source == nil {
			return errors.New("a step without source")
		}
		if err := r.enterPackage(s.Package); err != nil {
			return err
		}
		return r.runMain(s.Source)
	case interp.RunApart:
		return r.runMain(s.Source)
	case interp.ImportModule:
		_, err := r.importModule(s.Module)
		return err
	}
	if s.Kind == interp.CallFunction {
		r.unsupported("a function called from Go")
	}
	return fmt.Errorf("a step of kind %d", s.Kind)
}

// enterPackage makes relative imports of __main__ start from a package, which is imported first, as python -m does.
func (r *run) enterPackage(name string) error {
	if name == "" {
		r.main.attrs.setStr("__package__", py.None)
		return nil
	}
	if _, err := r.importModule(name); err != nil {
		return err
	}
	r.main.attrs.setStr("__package__", py.String(name))
	return nil
}

// runMain executes a source text in the namespace of __main__.
func (r *run) runMain(file *source.File) error {
	c, err := r.prepare(file)
	if err != nil {
		return err
	}
	f := r.newFrame(c, r.main.attrs, r.main.attrs, nil)
	_, _, err = r.runFrame(f, nil)
	return err
}
