package stdlib

import (
	"io"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// stream is sys.stdout or sys.stderr.
type stream struct {
	py.Header
	name string
	out  func(t *py.Thread) io.Writer
}

var streamType py.Type

var defineStream = sync.OnceFunc(func() {
	py.Define(&streamType, "_io", "TextIOWrapper", py.Slots{}, []py.Attr{
		{Name: "name", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue(py.As[stream](v).name), nil }},
		{Name: "encoding", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue("utf-8"), nil }},
	}, []py.Def{
		{Name: "write", Sig: "text, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s := a[1].Str()
			if s == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "write() argument must be str, not %s", a[1].Type().Name)
			}
			o := py.As[stream](a[0])
			return py.Int(int64(s.Len())), t.Write(o.out(t), py.OutputText(s.S))
		}},
		{Name: "flush", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "isatty", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }},
	})
})

// sysModule is the module sys.
func sysModule(t *py.Thread) *py.Module {
	defineStream()
	m := module(t, "sys", []py.Def{
		{Name: "exit", Sig: "status=None, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			t.Effect("exit", "sys.exit", false)
			if !a[0].IsSet() {
				return py.Value{}, t.NewException(&py.SystemExit)
			}
			return py.Value{}, t.NewException(&py.SystemExit, a[0])
		}},
		{Name: "getrecursionlimit", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(t.RecursionLimit)), nil
		}},
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
		{Name: "getsizeof", Sig: "object, default=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.CallMethod(a[0], "__sizeof__")
		}},
		{Name: "intern", Sig: "string, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.StrArg(a[0], "intern() argument")
			if err != nil {
				return py.Value{}, err
			}
			return py.Obj(t.Intern(s.S)), nil
		}},
		{Name: "exc_info", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if t.Handled == nil {
				return t.Tuple(py.None, py.None, py.None), nil
			}
			tb, err := t.GetAttr(py.Obj(t.Handled), t.Intern("__traceback__"))
			return t.Tuple(py.Obj(t.Handled.Type()), py.Obj(t.Handled), tb), err
		}},
		{Name: "_getframe", Sig: "depth=0, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			depth := 0
			if a[0].IsSet() {
				n, err := t.IntArg(a[0])
				if err != nil {
					return py.Value{}, err
				}
				depth = max(n, 0)
			}
			f := t.Hooks.Frame(t, depth)
			if f == nil {
				return py.Value{}, t.Raisef(&py.ValueError, "call stack is not deep enough")
			}
			return py.Obj(f), nil
		}},
		{Name: "exception", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if t.Handled == nil {
				return py.None, nil
			}
			return py.Obj(t.Handled), nil
		}},
	})
	args := t.Host.Argv
	if args == nil {
		args = []string{""}
	}
	var argv []py.Value
	for _, a := range args {
		argv = append(argv, t.StrValue(a))
	}
	m.Set(t, "argv", t.ListValue(argv))
	m.Set(t, "path", t.ListValue(nil))
	m.Set(t, "modules", py.Obj(t.Modules))
	m.Set(t, "maxsize", py.Int(1<<63-1))
	m.Set(t, "maxunicode", py.Int(0x10ffff))
	m.Set(t, "byteorder", t.StrValue("little"))
	m.Set(t, "platform", t.StrValue("linux"))
	m.Set(t, "version", t.StrValue("3.14.0 (assay)"))
	m.Set(t, "version_info", t.Tuple(py.Int(3), py.Int(14), py.Int(0), t.StrValue("final"), py.Int(0)))
	m.Set(t, "stdout", t.New(&stream{name: "<stdout>", out: func(t *py.Thread) io.Writer { return t.Stdout }}, &streamType))
	m.Set(t, "stderr", t.New(&stream{name: "<stderr>", out: func(t *py.Thread) io.Writer { return t.Stderr }}, &streamType))
	return m
}
