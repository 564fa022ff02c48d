package stdlib

import (
	"sync"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/py"
)

// sysFunctions are the functions of the module sys.
var sysFunctions = sync.OnceValue(func() *py.FunctionSet {
	constant := func(v func(t *py.Thread) py.Value) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) { return v(t), nil }
	}
	none := constant(func(t *py.Thread) py.Value { return py.None })
	return py.Functions("sys", []py.Def{
		{Name: "__breakpointhook__", Sig: "*args, **kws", Fn: breakpointHook},
		{Name: "__displayhook__", Sig: "object, /", Fn: displayHook},
		{Name: "__excepthook__", Sig: "exctype, value, traceback, /", Fn: exceptHook},
		{Name: "__unraisablehook__", Sig: "unraisable, /", Fn: unraisableHook},
		{Name: "_clear_internal_caches", Sig: "", Fn: none},
		{Name: "_clear_type_cache", Sig: "", Fn: none},
		{Name: "_current_exceptions", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := t.NewDict()
			v := py.None
			if t.Handled != nil {
				v = py.Obj(t.Handled)
			}
			return py.Obj(d), d.Set(t, py.Int(mainThread), v)
		}},
		{Name: "_current_frames", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := t.NewDict()
			if f := t.Hooks.Frame(t, 0); f != nil {
				return py.Obj(d), d.Set(t, py.Int(mainThread), py.Obj(f))
			}
			return py.Obj(d), nil
		}},
		{Name: "_getframe", Sig: "depth=0, /", Fn: getFrame},
		{Name: "_getframemodulename", Sig: "depth=0", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			depth, err := depthArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			f := t.Hooks.Frame(t, depth)
			if f == nil || f.Globals == nil {
				return py.None, nil
			}
			if v := f.Globals.GetStr(t, t.Intern("__name__")); v.IsSet() {
				return v, nil
			}
			return py.None, nil
		}},
		{Name: "_is_gil_enabled", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.True })},
		{Name: "_is_immortal", Sig: "op, /", Fn: constant(func(t *py.Thread) py.Value { return py.False })},
		{Name: "_is_interned", Sig: "string, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.StrArg(a[0], "_is_interned() argument")
			if err != nil {
				return py.Value{}, err
			}
			return py.Bool(t.Intern(s.S) == s), nil
		}},
		{Name: "addaudithook", Sig: "hook", Fn: none},
		{Name: "audit", Sig: "event, /, *args", Fn: none},
		{Name: "breakpointhook", Sig: "*args, **kws", Fn: breakpointHook},
		{Name: "call_tracing", Sig: "func, args, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			args := a[1].Tuple()
			if args == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "call_tracing() argument 2 must be tuple, not %s", a[1].Type().Name)
			}
			return t.Call(a[0], args.Items...)
		}},
		{Name: "displayhook", Sig: "object, /", Fn: displayHook},
		{Name: "exc_info", Sig: "", Fn: excInfo},
		{Name: "excepthook", Sig: "exctype, value, traceback, /", Fn: exceptHook},
		{Name: "exception", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if t.Handled == nil {
				return py.None, nil
			}
			return py.Obj(t.Handled), nil
		}},
		{Name: "exit", Sig: "status=None, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			t.Effect("exit", "sys.exit", false)
			if !a[0].IsSet() {
				return py.Value{}, t.NewException(&py.SystemExit)
			}
			if tuple := a[0].Tuple(); tuple != nil {
				return py.Value{}, t.NewException(&py.SystemExit, tuple.Items...)
			}
			return py.Value{}, t.NewException(&py.SystemExit, a[0])
		}},
		{Name: "get_asyncgen_hooks", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			defineInfo()
			first, _ := t.State["sys.firstiter"].(py.Value)
			final, _ := t.State["sys.finalizer"].(py.Value)
			return hooks.New(t, []py.Value{orNone(first), orNone(final)}), nil
		}},
		{Name: "get_coroutine_origin_tracking_depth", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.Int(0) })},
		{Name: "get_int_max_str_digits", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.Int(int64(t.IntDigits())) })},
		{Name: "getallocatedblocks", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.Int(0) })},
		{Name: "getdefaultencoding", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return t.StrValue("utf-8") })},
		{Name: "getdlopenflags", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.Int(2) })},
		{Name: "getfilesystemencodeerrors", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return t.StrValue("surrogateescape") })},
		{Name: "getfilesystemencoding", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return t.StrValue("utf-8") })},
		{Name: "getprofile", Sig: "", Fn: none},
		{Name: "getrecursionlimit", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.Int(int64(t.RecursionLimit)) })},
		{Name: "getrefcount", Sig: "object, /", Fn: constant(func(t *py.Thread) py.Value { return py.Int(2) })},
		{Name: "getsizeof", Sig: "object, default=None", Fn: sizeOf},
		{Name: "getswitchinterval", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.Float(0.005) })},
		{Name: "gettrace", Sig: "", Fn: none},
		{Name: "getunicodeinternedsize", Sig: "*, _only_immortal=False", Fn: constant(func(t *py.Thread) py.Value { return py.Int(0) })},
		{Name: "intern", Sig: "string, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s := a[0].Str()
			if s == nil || a[0].Type() != &py.StrType {
				if s != nil {
					return py.Value{}, t.Raisef(&py.TypeError, "can't intern %s", a[0].Type().Name)
				}
				return py.Value{}, t.Raisef(&py.TypeError, "intern() argument must be str, not %s", a[0].Type().Name)
			}
			return py.Obj(t.Intern(s.S)), nil
		}},
		{Name: "is_finalizing", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.False })},
		{Name: "is_remote_debug_enabled", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.False })},
		{Name: "is_stack_trampoline_active", Sig: "", Fn: constant(func(t *py.Thread) py.Value { return py.False })},
		{Name: "set_asyncgen_hooks", Sig: "firstiter=None, finalizer=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			for i, name := range []string{"firstiter", "finalizer"} {
				if v := a[i]; v.IsSet() {
					if !v.IsNone() && v.Type().Call == nil {
						return py.Value{}, t.Raisef(&py.TypeError, "callable %s expected, got %s", name, v.Type().Name)
					}
					t.State["sys."+name] = v
				}
			}
			return py.None, nil
		}},
		{Name: "set_coroutine_origin_tracking_depth", Sig: "depth", Fn: none},
		{Name: "set_int_max_str_digits", Sig: "maxdigits", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			if n != 0 && n < 640 || n < 0 {
				return py.Value{}, t.Raisef(&py.ValueError, "maxdigits must be 0 or larger than 640")
			}
			t.SetIntDigits(n)
			return py.None, nil
		}},
		{Name: "setdlopenflags", Sig: "flags, /", Fn: none},
		{Name: "setprofile", Sig: "function, /", Fn: tracer("sys.setprofile")},
		{Name: "setrecursionlimit", Sig: "limit, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			if n < 1 {
				return py.Value{}, t.Raisef(&py.ValueError, "recursion limit must be greater or equal than 1")
			}
			t.RecursionLimit = min(n, 10000)
			return py.None, nil
		}},
		{Name: "setswitchinterval", Sig: "interval, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			if err == nil && x <= 0 {
				err = t.Raisef(&py.ValueError, "switch interval must be strictly positive")
			}
			return py.None, err
		}},
		{Name: "settrace", Sig: "function, /", Fn: tracer("sys.settrace")},
		{Name: "unraisablehook", Sig: "unraisable, /", Fn: unraisableHook},
	})
})

// mainThread is what threading.get_ident() answers in the main thread.
const mainThread = 0x7f0000000000

func orNone(v py.Value) py.Value {
	if !v.IsSet() {
		return py.None
	}
	return v
}

// tracer refuses functions that want to be called for every line: the engine does not do that, and saying nothing would
// make a program wrong that counts on it.
func tracer(name string) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		if a[0].IsNone() {
			return py.None, nil
		}
		t.Effect("trace", name, true)
		return py.Value{}, &py.Stop{Status: interp.UnsupportedUse, Detail: name}
	}
}

func breakpointHook(t *py.Thread, a []py.Value) (py.Value, error) {
	t.Effect("debugger", "breakpoint", true)
	return py.Value{}, &py.Stop{Status: interp.UnsupportedUse, Detail: "the debugger"}
}

// displayHook writes what an interactive session shows of a value.
func displayHook(t *py.Thread, a []py.Value) (py.Value, error) {
	if a[0].IsNone() {
		return py.None, nil
	}
	t.Builtins.SetStr(t, t.Intern("_"), py.None)
	r, err := t.Repr(a[0])
	if err != nil {
		return py.Value{}, err
	}
	to, err := t.Redirected("stdout")
	if err != nil {
		return py.Value{}, err
	}
	if to.IsSet() {
		if _, err = t.CallMethod(to, "write", t.StrValue(r)); err == nil {
			_, err = t.CallMethod(to, "write", t.StrValue("\n"))
		}
	} else {
		err = t.WriteText(t.Stdout, py.Value{}, r+"\n", "backslashreplace")
	}
	t.Builtins.SetStr(t, t.Intern("_"), a[0])
	return py.None, err
}

// exceptHook writes the traceback of an exception that nothing caught.
func exceptHook(t *py.Thread, a []py.Value) (py.Value, error) {
	e := a[1].Exception()
	if e == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "print_exception(): Exception expected for value, %s found", a[1].Type().Name)
	}
	text, err := t.FormatException(e)
	if err != nil {
		return py.Value{}, err
	}
	return py.None, errorText(t, text)
}

// errorText writes to sys.stderr, wherever that leads.
func errorText(t *py.Thread, text string) error {
	to, err := t.Redirected("stderr")
	if err != nil {
		return err
	}
	if to.IsSet() {
		if to.IsNone() {
			return nil
		}
		_, err = t.CallMethod(to, "write", t.StrValue(text))
		return err
	}
	return t.WriteText(t.Stderr, py.Value{}, text, "backslashreplace")
}

func unraisableHook(t *py.Thread, a []py.Value) (py.Value, error) {
	get := func(name string) (py.Value, error) { return t.GetAttr(a[0], t.Intern(name)) }
	text := "Exception ignored in"
	if v, err := get("err_msg"); err != nil {
		return py.Value{}, err
	} else if s := v.Str(); s != nil {
		text = s.S
	}
	if v, err := get("object"); err != nil {
		return py.Value{}, err
	} else if !v.IsNone() {
		r, err := t.Repr(v)
		if err != nil {
			return py.Value{}, err
		}
		text += ": " + r
	}
	v, err := get("exc_value")
	if err != nil {
		return py.Value{}, err
	}
	if e := v.Exception(); e != nil {
		trace, err := t.FormatException(e)
		if err != nil {
			return py.Value{}, err
		}
		text += "\n" + trace
	}
	return py.None, errorText(t, text)
}

func excInfo(t *py.Thread, a []py.Value) (py.Value, error) {
	if t.Handled == nil {
		return t.Tuple(py.None, py.None, py.None), nil
	}
	tb, err := t.GetAttr(py.Obj(t.Handled), t.Intern("__traceback__"))
	return t.Tuple(py.Obj(t.Handled.Type()), py.Obj(t.Handled), tb), err
}

func depthArg(t *py.Thread, v py.Value) (int, error) {
	if !v.IsSet() {
		return 0, nil
	}
	n, err := t.IntArg(v)
	return max(n, 0), err
}

func getFrame(t *py.Thread, a []py.Value) (py.Value, error) {
	depth, err := depthArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	f := t.Hooks.Frame(t, depth)
	if f == nil {
		return py.Value{}, t.Raisef(&py.ValueError, "call stack is not deep enough")
	}
	return py.Obj(f), nil
}

// sizeOf is sys.getsizeof: what __sizeof__ answers, with the header of the collector for what it watches.
func sizeOf(t *py.Thread, a []py.Value) (py.Value, error) {
	v, err := t.CallMethod(a[0], "__sizeof__")
	if err != nil {
		if a[1].IsSet() && py.Catch(err, &py.TypeError) != nil {
			return a[1], nil
		}
		return py.Value{}, err
	}
	n, err := t.IntArg(v)
	if err != nil {
		if a[1].IsSet() && py.Catch(err, &py.TypeError) != nil {
			return a[1], nil
		}
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, t.Raisef(&py.ValueError, "__sizeof__() should return >= 0")
	}
	return py.Int(int64(n)), nil
}

// sysModule is the module sys.
func sysModule(t *py.Thread) *py.Module {
	m := t.ModuleWith("sys", sysFunctions(), nil, sysInfo)
	args := t.Host.Argv
	if args == nil {
		args = []string{""}
	}
	list := func(items []string) py.Value {
		var out []py.Value
		for _, a := range items {
			out = append(out, t.StrValue(a))
		}
		return t.ListValue(out)
	}
	m.Set(t, "argv", list(args))
	m.Set(t, "orig_argv", list(append([]string{"python3"}, args...)))
	m.Set(t, "path", list([]string{WorkingFolder}))
	m.Set(t, "modules", py.Obj(t.Modules))
	s := &t.Standard
	s.Sys, s.Stdin, s.Out, s.Error = m.Dict, standardStream(t, 0), standardStream(t, 1), standardStream(t, 2)
	for _, name := range []string{"%s", "__%s__"} {
		set := func(n string, v py.Value) { m.Set(t, replaceVerb(name, n), v) }
		set("stdin", s.Stdin)
		set("stdout", s.Out)
		set("stderr", s.Error)
	}
	return m
}

// WorkingFolder is where a run's own files lie, and its working folder at the start.
const WorkingFolder = "/sandbox"

func replaceVerb(pattern, name string) string {
	if pattern == "%s" {
		return name
	}
	return "__" + name + "__"
}
