package stdlib

import (
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// framesModule is _frames: what traceback, linecache and inspect have to know of running code and cannot say in Python.
func framesModule(t *py.Thread) *py.Module { return t.ModuleOf("_frames", frameFunctions()) }

var frameFunctions = sync.OnceValue(func() *py.FunctionSet {
	return py.Functions("_frames", []py.Def{
		// clock() is the run's clock in seconds.
		{Name: "clock", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.Float(float64(t.Spent()) * 1e-9), nil
		}},
		// find_module(name) is (kind, file, is a package), None where there is no such module.
		{Name: "find_module", Sig: "name, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.StrArg(a[0], "name")
			if err != nil {
				return py.Value{}, err
			}
			kind, file, pkg, ok, err := t.Hooks.FindModule(t, s.S)
			if err != nil || !ok {
				return py.None, err
			}
			return t.Tuple(t.StrValue(kind), t.StrValue(file), py.Bool(pkg)), nil
		}},
		// library_text(name) is the text of a module of the library, None where it is not written in Python.
		{Name: "library_text", Sig: "name, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.StrArg(a[0], "name")
			if err != nil {
				return py.Value{}, err
			}
			text, ok := t.Hooks.LibraryText(s.S)
			if !ok {
				return py.None, nil
			}
			return t.StrValue(text), t.Grow(uint64(len(text)))
		}},
		// record_denied(kind, what) records an attempt to reach outside.
		{Name: "record_denied", Sig: "kind, what, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			kind, err := t.StrArg(a[0], "kind")
			if err != nil {
				return py.Value{}, err
			}
			what, err := t.StrArg(a[1], "what")
			if err != nil {
				return py.Value{}, err
			}
			t.Effect(kind.S, py.OutputText(what.S), true)
			return py.None, nil
		}},
		// codec_errors() is the dictionary of the handlers that codecs.register_error was given, by name.
		{Name: "codec_errors", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if t.CodecErrors == nil {
				t.CodecErrors = t.NewDict()
			}
			return py.Obj(t.CodecErrors), nil
		}},
		{Name: "syntax_tree", Sig: "source, filename, mode, table, /", Fn: syntaxTree},
		// source_text(filename) is the text of a file whose code the run has met, None for any other.
		{Name: "source_text", Sig: "filename, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.StrArg(a[0], "filename")
			if err != nil {
				return py.Value{}, err
			}
			text, ok := t.Hooks.SourceText(s.S)
			if !ok {
				return py.None, nil
			}
			if err := t.Grow(uint64(len(text))); err != nil {
				return py.Value{}, err
			}
			return t.StrValue(text), nil
		}},
		// tb_position(tb) is (line, end line, column, end column).
		{Name: "tb_position", Sig: "tb, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if a[0].Type() != &py.TracebackType {
				return py.Value{}, t.Raisef(&py.TypeError, "expected a traceback, got %s", a[0].Type().Name)
			}
			line, end, column, endColumn := py.As[py.Traceback](a[0]).First().Position()
			known := func(n int) py.Value {
				if n < 0 {
					return py.None
				}
				return py.Int(int64(n))
			}
			return t.Tuple(py.Int(int64(line)), known(end), known(column), known(endColumn)), nil
		}},
		// mark_lines(lines, column, end_column) are the lines with marks below the part of interest.
		{Name: "mark_lines", Sig: "lines, column, end_column, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			items, err := t.ToSlice(a[0])
			if err != nil {
				return py.Value{}, err
			}
			lines := make([]string, len(items))
			size := 0
			for i, v := range items {
				if v.Str() == nil {
					return py.Value{}, t.Raisef(&py.TypeError, "lines must be strings")
				}
				lines[i] = v.Str().S
				size += len(lines[i])
			}
			if err := t.Charge(size); err != nil {
				return py.Value{}, err
			}
			from, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			to, err := t.IntArg(a[2])
			if err != nil {
				return py.Value{}, err
			}
			if len(lines) == 0 || strings.TrimSpace(strings.Join(lines, "")) == "" {
				return t.ListValue(nil), nil
			}
			var out []py.Value
			for _, l := range t.MarkLines(lines, max(from, 0), max(to, 0)) {
				out = append(out, t.StrValue(l))
			}
			return t.ListValue(out), nil
		}},
		// exception_line(exception) is the last line of its traceback, suggestions included.
		{Name: "exception_line", Sig: "exception, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			e := a[0].Exception()
			if e == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "expected an exception, got %s", a[0].Type().Name)
			}
			s, err := t.ExceptionLine(e)
			if err != nil {
				return py.Value{}, err
			}
			return t.StrValue(s), nil
		}},
	})
})
