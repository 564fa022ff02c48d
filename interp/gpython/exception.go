package gpython

import (
	"errors"
	"fmt"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// exception is an instance of an exception class. It is also the Go error with which it travels.
type exception struct {
	native
	cls      *class
	args     py.Tuple
	attrs    *dict
	cause    *exception
	context  *exception
	suppress bool
	trace    []traceEntry // innermost first
	syntax   *syntaxError // of a SyntaxError that our parser found
}

type traceEntry struct {
	code *code
	line int
}

type syntaxError struct {
	file *source.File
	diag *source.Diagnostic
}

// maxTrace bounds how many lines a traceback keeps: a loop can raise one exception again and again.
const maxTrace = 4096

// Error gives a short form, for messages of ours; Python's own form is run.describe.
func (e *exception) Error() string {
	if len(e.args) == 1 {
		if s, ok := e.args[0].(py.String); ok {
			return e.cls.name + ": " + string(s)
		}
	}
	return e.cls.name
}

func (e *exception) addTrace(f *frame) {
	if len(e.trace) < maxTrace {
		e.trace = append(e.trace, traceEntry{f.code, f.line()})
	}
}

// errorf makes an exception of a built-in class to return as an error.
func (r *run) errorf(class, format string, args ...any) error {
	cls := r.t.exceptions[class]
	if cls == nil {
		panic("no exception class " + class)
	}
	r.grow(sizeInstance)
	e := &exception{cls: cls, args: py.Tuple{py.String(fmt.Sprintf(format, args...))}}
	r.setContext(e)
	return e
}

func (r *run) setContext(e *exception) {
	if r.handled != nil && r.handled != e && e.context == nil {
		// A chain is only as long as it took to build, but it must not become a ring.
		for c, n := r.handled, 0; c != nil && n < 100; c, n = c.context, n+1 {
			if c == e {
				return
			}
		}
		e.context = r.handled
	}
}

// asException gives the exception that an error is. gpython's own leaf functions answer with its kind of exception.
func (r *run) asException(err error) *exception {
	switch e := err.(type) {
	case *exception:
		return e
	case *py.Exception:
		return r.fromNative(e)
	}
	var e *py.Exception
	if errors.As(err, &e) {
		return r.fromNative(e)
	}
	panic(fmt.Sprintf("unexpected error %v", err))
}

func (r *run) fromNative(e *py.Exception) *exception {
	cls := r.t.exceptions[e.Base.Name]
	if cls == nil {
		panic("unexpected gpython exception " + e.Base.Name)
	}
	args, _ := e.Args.(py.Tuple)
	return &exception{cls: cls, args: args}
}

// isError reports whether an error is an exception of a built-in class.
func (r *run) isError(err error, class string) bool {
	return err != nil && r.asException(err).cls.is(r.t.exceptions[class])
}

// toException makes an exception of what a raise statement names: a class or an instance.
func (r *run) toException(v object) (*exception, error) {
	if c, ok := v.(*class); ok && c.exception {
		made, err := r.call(c, nil, nil)
		if err != nil {
			return nil, err
		}
		v = made
	}
	if e, ok := v.(*exception); ok {
		return e, nil
	}
	return nil, r.errorf("TypeError", "exceptions must derive from BaseException")
}

// matches implements the test of an except clause.
func (r *run) matches(v, want object) (bool, error) {
	if t, ok := want.(py.Tuple); ok {
		if err := r.enter(); err != nil {
			return false, err
		}
		defer r.leave()
		for _, w := range t {
			if ok, err := r.matches(v, w); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	c, ok := want.(*class)
	if !ok || !c.exception {
		return false, r.errorf("TypeError", "catching classes that do not inherit from BaseException is not allowed")
	}
	e, ok := v.(*exception)
	return ok && e.cls.is(c), nil
}

// outcome turns the exception that ended a run into its typed form.
func (r *run) raised(e *exception) {
	o := r.out
	switch {
	case e.cls.is(r.t.exceptions["SystemExit"]):
		o.Status = interp.Exited
		o.ExitCode = r.exitCode(e)
	case e.syntax != nil:
		o.Status, o.Diagnostic, o.File = interp.InvalidSyntax, e.syntax.diag, e.syntax.file
		o.Line = e.syntax.file.Position(e.syntax.diag.From).Line
		o.Detail = e.syntax.diag.Error()
	case e.cls.is(r.t.exceptions["AssertionError"]):
		o.Status = interp.Assertion
	default:
		o.Status = interp.Raised
	}
	o.Exception = r.describe(e)
	if e.syntax != nil {
		o.Exception.Message = e.syntax.diag.Message // without the place, which str(e) repeats
	}
	if n := len(o.Exception.Traceback); n > 0 && o.Line == 0 {
		o.Line = o.Exception.Traceback[n-1].Line
	}
}

// exitCode is the process's status as CPython would set it. A message goes to standard error.
func (r *run) exitCode(e *exception) int {
	var code object = py.None
	switch len(e.args) {
	case 0:
	case 1:
		code = e.args[0]
	default:
		code = e.args
	}
	if code == nil || code == py.None {
		return 0
	}
	if n, ok := asBig(code); ok {
		if !n.IsInt64() {
			return 255
		}
		return int(n.Int64() & 0xff)
	}
	if text, err := r.str(code); err == nil {
		r.write(2, text+"\n")
	}
	return 1
}

// describe renders an exception for the outcome. Its own __str__ may run Python, under the same limits.
func (r *run) describe(e *exception) *interp.Exception {
	out := &interp.Exception{Type: e.cls.qualname}
	if e.cls.module != "builtins" && e.cls.module != "__main__" && e.cls.module != "" {
		out.Type = e.cls.module + "." + out.Type
	}
	text, err := r.str(e)
	if err != nil {
		text = "<exception str() failed>"
	}
	out.Message = text
	for i := len(e.trace) - 1; i >= 0; i-- {
		t := e.trace[i]
		if t.code.comprehension {
			// CPython inlines comprehensions: theirs is the line of the frame around them.
			continue
		}
		out.Traceback = append(out.Traceback, interp.Frame{File: t.code.file.Name, Line: t.line, Function: t.code.name, Text: trimSpace(t.code.file.Line(t.line))})
	}
	return out
}
