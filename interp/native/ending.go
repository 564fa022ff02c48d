package native

import (
	"github.com/assay-score/assay/interp/internal/py"
)

// show writes the traceback of an exception that nothing caught, through sys.excepthook where the program has put a
// function of its own there.
func (r *run) show(e *py.Exception) error {
	t := r.t
	if hook := r.hook(); hook.IsSet() {
		tb, err := t.GetAttr(py.Obj(e), t.Intern("__traceback__"))
		if err == nil {
			_, err = t.Call(hook, py.Obj(e.Type()), py.Obj(e), tb)
		}
		inner, ok := err.(*py.Exception)
		if !ok {
			return err
		}
		text, err := t.FormatException(inner)
		if err != nil {
			return err
		}
		if err := r.write("Error in sys.excepthook:\n" + text + "\nOriginal exception was:\n"); err != nil {
			return err
		}
	}
	text, err := t.FormatException(e)
	if err != nil {
		return err
	}
	return r.write(text)
}

// hook is the program's own sys.excepthook, unset where it has none.
func (r *run) hook() py.Value {
	t := r.t
	if t.Standard.Sys == nil {
		return py.Value{}
	}
	hook := t.Standard.Sys.GetStr(t, t.Intern("excepthook"))
	if !hook.IsSet() || hook.IsNone() || hook.Native() != nil {
		return py.Value{}
	}
	return hook
}

// write writes to sys.stderr, wherever that leads.
func (r *run) write(text string) error {
	t := r.t
	to, err := t.Redirected("stderr")
	if err == nil && to.IsSet() && !to.IsNone() {
		if _, err = t.CallMethod(to, "write", t.StrValue(text)); err == nil {
			return nil
		}
	}
	if _, ok := err.(*py.Stop); ok {
		return err
	}
	return t.WriteText(t.Stderr, py.Value{}, text, "backslashreplace")
}

// atExit calls what the module atexit was given. A limit that this meets ends the run like any other.
func (r *run) atExit() {
	t := r.t
	module := t.Modules.GetStr(t, t.Intern("atexit"))
	if !module.IsSet() || t.Stopped() != nil {
		return
	}
	if _, err := t.CallMethod(module, "_run_exitfuncs"); err != nil {
		if stop, ok := err.(*py.Stop); ok {
			r.end(stop)
		}
	}
}
