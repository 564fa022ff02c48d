package native

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/builtins"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib"
	"github.com/assay-score/assay/interp/internal/vm"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Engine is the native engine. The zero value is ready.
type Engine struct{}

var _ interp.Engine = Engine{}

// Name is "native".
func (Engine) Name() string { return "native" }

// Version identifies the implementation.
func (Engine) Version() string { return "0.1" }

// FuelSchedule names the price list of fuel.
func (Engine) FuelSchedule() string { return "native/3" }

// run is one run in progress.
type run struct {
	t       *py.Thread
	m       *vm.Machine
	out     *interp.Outcome
	program *interp.Program
	apart   *apart // the realm of the tests, once there is one
	stdout  bytes.Buffer
	stderr  bytes.Buffer
}

// Run runs a program to its outcome.
func (e Engine) Run(ctx context.Context, p *interp.Program, h *interp.Host, limits interp.Limits) (out *interp.Outcome) {
	if h == nil {
		h = &interp.Host{}
	}
	limits = limits.OrDefault()
	ctx, cancel := context.WithTimeout(ctx, limits.Wall)
	defer cancel()
	r := &run{out: &interp.Outcome{}, program: p}
	defer func() {
		if x := recover(); x != nil {
			r.fault(x)
		}
		r.finish(h)
		out = r.out
		if r.m != nil && out.Status != interp.FaultOfOurs {
			r.m.GiveBack()
		}
	}()
	py.Boot()
	r.begin(ctx, h, limits)
	defer r.t.EndStrands()
	if p.Observe.Any() {
		r.m.Observe(func(f *source.File) bool { return !strings.HasPrefix(f.Name, "<frozen ") })
	}
	r.steps()
	r.atExit()
	if r.t.Stopped() == nil {
		if err := r.t.JoinStrands(); err != nil {
			r.end(err)
		}
	}
	if r.t.Stopped() == nil {
		if stop, ok := r.t.Finish().(*py.Stop); ok {
			r.end(stop)
		}
	}
	return r.out
}

// begin makes the interpreter.
func (r *run) begin(ctx context.Context, h *interp.Host, limits interp.Limits) {
	r.t = py.NewThread(ctx, h, limits)
	r.t.Stdout, r.t.Stderr = io.Writer(&r.stdout), io.Writer(&r.stderr)
	if h.Stdout != nil {
		r.t.Stdout = h.Stdout
	}
	if h.Stderr != nil {
		r.t.Stderr = h.Stderr
	}
	builtins.Install(r.t)
	r.m = vm.New(r.t, vm.Config{Module: r.module, Load: r.load, Place: r.place, Missing: r.missing, StdlibName: stdlib.IsName})
	r.t.Hooks.FindModule, r.t.Hooks.LibraryText = r.findModule, libraryText
}

// steps runs the steps up to the first that does not end well.
func (r *run) steps() {
	for i, step := range r.program.Steps {
		r.out.Step = i
		if !r.step(step) {
			return
		}
	}
	r.out.Step = len(r.program.Steps)
}

// step runs one step and says whether it ended well.
func (r *run) step(s interp.Step) bool {
	var err error
	switch s.Kind {
	case interp.ImportModule:
		err = r.m.RunModule(s.Module)
	case interp.CallFunction:
		err = r.callFunction(s)
	case interp.RunApart:
		return r.runApart(s)
	default:
		return r.runSource(s.Source, s.Parsed, s.Kept)
	}
	if err == nil {
		return true
	}
	r.end(err)
	return false
}

// runSource runs a text in __main__.
func (r *run) runSource(file *source.File, parsed *interp.Parsed, kept *interp.Kept) bool {
	if err := r.m.PayParse(file); err != nil {
		r.end(err)
		return false
	}
	switch made := kept.Of(file, func() any { return prepare(file, parsed) }).(type) {
	case *source.Diagnostic:
		r.out.Status, r.out.Diagnostic, r.out.File = interp.InvalidSyntax, made, file
		return false
	case *vm.Compiled:
		if err := r.m.RunMain(made); err != nil {
			r.end(err)
			return false
		}
	}
	return true
}

// prepare compiles a text, or gives the *source.Diagnostic that says why it is no Python.
func prepare(file *source.File, parsed *interp.Parsed) any {
	if parsed != nil && parsed.Tree.File == file {
		return vm.CompileMain(parsed.Tree, parsed.Names)
	}
	tree := syntax.Parse(file, syntax.Options{})
	if len(tree.Errors) > 0 {
		return tree.Errors[0]
	}
	names := resolve.Resolve(tree)
	if len(names.Errors) > 0 {
		return names.Errors[0]
	}
	return vm.CompileMain(tree, names)
}

// end turns the error that ended a run into its outcome.
func (r *run) end(err error) {
	switch e := err.(type) {
	case *py.Stop:
		r.out.Status, r.out.Detail, r.out.ExitCode = e.Status, e.Detail, e.Code
	case *py.Exception:
		r.raised(e)
	default:
		r.out.Status, r.out.Detail = interp.FaultOfOurs, err.Error()
	}
}

func (r *run) raised(e *py.Exception) {
	t := r.t
	typ := e.Type()
	x := &interp.Exception{Type: typ.FullName(), Shown: true}
	if typ.Module == "__main__" {
		x.Type = typ.QualName
	}
	msg, err := t.Str(py.Obj(e))
	if err != nil {
		msg = "<exception str() failed>"
	}
	x.Message = py.OutputText(msg)
	for i := len(e.Traceback) - 1; i >= 0; i-- {
		f := e.Traceback[i]
		c := f.Code.C
		line := c.Line(int(f.PC))
		frame := interp.Frame{Line: line, Function: c.QualName}
		if c.File != nil {
			frame.File, frame.Text = c.File.Name, strings.TrimSpace(c.File.Line(line))
		}
		x.Traceback = append(x.Traceback, frame)
	}
	r.out.Exception = x
	if n := len(x.Traceback); n > 0 {
		r.out.Line = x.Traceback[n-1].Line
	}
	switch {
	case typ.IsSubtype(&py.SystemExit):
		r.out.Status = interp.Exited
		r.out.ExitCode = r.exitCode(e)
		return
	case typ.IsSubtype(&py.AssertionError):
		r.out.Status = interp.Assertion
	case typ == &py.MemoryError:
		r.out.Status = interp.MemoryLimit
		r.out.Detail = "MemoryError: " + x.Message
	default:
		r.out.Status = interp.Raised
	}
	err = r.show(e)
	if what := unsupported(e); what != "" {
		r.out.Status, r.out.Detail = interp.UnsupportedUse, what
	}
	if err != nil {
		if stop, ok := err.(*py.Stop); ok {
			r.out.Detail = stop.Detail
			if stop.Status == interp.FuelLimit { // a hook or a text of the exception that does not end is no end
				r.out.Status = stop.Status
			}
		}
	}
}

// exitCode is the exit status that sys.exit(v) asks for.
func (r *run) exitCode(e *py.Exception) int {
	v := e.Field("code")
	switch {
	case !v.IsSet() || v.IsNone():
		return 0
	case v.IsInt() || v.IsBool():
		return int(v.Small() & 0xff)
	}
	if s, err := r.t.Str(v); err == nil {
		_ = r.write(s + "\n")
	}
	return 1
}

func (r *run) fault(x any) {
	r.out.Status = interp.FaultOfOurs
	r.out.Detail = fmt.Sprintf("%v", x)
	stack := strings.Split(string(debug.Stack()), "\n")
	for i, l := range stack { // the first line of our own below the panic
		if strings.Contains(l, "panic.go") && i+2 < len(stack) {
			r.out.Detail += " at " + strings.TrimSpace(stack[i+1])
		}
	}
	if r.t != nil && r.t.Where != nil {
		_, r.out.Line = r.t.Where()
	}
}

func (r *run) finish(h *interp.Host) {
	r.out.Stdout, r.out.Stderr = r.stdout.Bytes(), r.stderr.Bytes()
	if r.t != nil {
		r.out.Fuel, r.out.PeakMemory = r.t.Spent(), r.t.PeakMemory()
		if r.m != nil && r.program.Observe.Any() {
			r.out.Observed = r.m.Observed(r.program.Observe)
		}
		r.out.Effects, r.out.EffectsDropped = r.t.Effects, r.t.EffectsDropped
		if r.out.Line == 0 && r.out.Status.Limit() && r.t.Where != nil {
			_, r.out.Line = r.t.Where()
		}
	}
}
