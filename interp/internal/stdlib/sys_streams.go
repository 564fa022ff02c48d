package stdlib

import (
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/internal/py"
)

// stream is one of sys.stdin, sys.stdout and sys.stderr, or the bytes below it.
type stream struct {
	py.Header
	fd        int
	binary    bool
	closed    bool
	buffered  bool // line_buffering
	errors    string
	below     py.Value // buffer
	lookahead string
}

var textStreamType, byteStreamType py.Type

func (o *stream) name() string { return [...]string{"<stdin>", "<stdout>", "<stderr>"}[o.fd] }

func (o *stream) writer(t *py.Thread) io.Writer {
	if o.fd == 2 {
		return t.Stderr
	}
	return t.Stdout
}

// open makes sure that a stream has not been closed.
func (o *stream) open(t *py.Thread) error {
	if o.closed {
		return t.Raisef(&py.ValueError, "I/O operation on closed file.")
	}
	return nil
}

// wants makes sure that a stream is open and for reading or writing.
func (o *stream) wants(t *py.Thread, reading bool) error {
	if err := o.open(t); err != nil {
		return err
	}
	if (o.fd == 0) == reading {
		return nil
	}
	what := "not writable"
	if reading {
		what = "not readable"
	}
	if o.binary {
		what = map[bool]string{true: "read", false: "write"}[reading]
	}
	return unsupportedOperation(t, what)
}

// unsupportedOperation is io.UnsupportedOperation.
func unsupportedOperation(t *py.Thread, what string) error {
	module, err := t.Hooks.Import(t, "_io", t.Builtins, []string{"UnsupportedOperation"}, 0)
	if err != nil {
		return err
	}
	class, err := t.GetAttr(module, t.Intern("UnsupportedOperation"))
	if err != nil {
		return err
	}
	v, err := t.Call(class, t.StrValue(what))
	if err != nil {
		return err
	}
	return v.Exception()
}

// line reads a line of text, at most limit characters where limit >= 0.
func (o *stream) line(t *py.Thread, limit int) (string, error) {
	s := o.lookahead
	o.lookahead = ""
	if !strings.HasSuffix(s, "\n") {
		b, err := t.ReadLine(-1)
		if err != nil {
			return "", err
		}
		more, err := o.decode(t, b)
		if err != nil {
			return "", err
		}
		s += more
	}
	if limit >= 0 {
		n := 0
		for i := range s {
			if n == limit {
				s, o.lookahead = s[:i], s[i:]
				break
			}
			n++
		}
	}
	return s, nil
}

// decode turns bytes of standard input into text with universal newlines.
func (o *stream) decode(t *py.Thread, b []byte) (string, error) {
	s := string(b)
	if !utf8.ValidString(s) {
		v, err := t.Decode(t.NewBytes(b), "utf-8", o.errors)
		if err != nil {
			return "", err
		}
		s = v.Str().S
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return s, nil
}

// read reads n characters or bytes, or all that is left where n < 0.
func (o *stream) read(t *py.Thread, n int) (py.Value, error) {
	if o.binary {
		b, err := t.ReadInput(n)
		return t.NewBytes(b), err
	}
	var s strings.Builder
	if n < 0 {
		s.WriteString(o.lookahead)
		o.lookahead = ""
		b, err := t.ReadInput(-1)
		if err != nil {
			return py.Value{}, err
		}
		more, err := o.decode(t, b)
		s.WriteString(more)
		return t.StrValue(s.String()), err
	}
	for n > 0 {
		l, err := o.line(t, n)
		if err != nil {
			return py.Value{}, err
		}
		if l == "" {
			break
		}
		s.WriteString(l)
		n -= utf8.RuneCountInString(l)
	}
	return t.StrValue(s.String()), nil
}

// sizeArg is the size argument of read and readline: -1 where it is not given.
func sizeArg(t *py.Thread, v py.Value) (int, error) {
	if !v.IsSet() || v.IsNone() {
		return -1, nil
	}
	n, err := t.IntArg(v)
	return max(n, -1), err
}

// readline reads a line as the stream's kind of text.
func (o *stream) readline(t *py.Thread, limit int) (py.Value, error) {
	if o.binary {
		b, err := t.ReadLine(limit)
		return t.NewBytes(b), err
	}
	s, err := o.line(t, limit)
	return t.StrValue(s), err
}

func (o *stream) write(t *py.Thread, v py.Value) (py.Value, error) {
	if err := o.wants(t, false); err != nil {
		return py.Value{}, err
	}
	if o.binary {
		b, ok := v.BytesLike()
		if !ok {
			return py.Value{}, t.Raisef(&py.TypeError, "a bytes-like object is required, not '%s'", v.Type().Name)
		}
		return py.Int(int64(len(b))), t.Write(o.writer(t), string(b))
	}
	s := v.Str()
	if s == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "write() argument must be str, not %s", v.Type().Name)
	}
	return py.Int(int64(s.Len())), t.WriteText(o.writer(t), v, s.S, o.errors)
}

var defineStreams = sync.OnceFunc(func() {
	self := func(f func(t *py.Thread, o *stream, a []py.Value) (py.Value, error)) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) { return f(t, py.As[stream](a[0]), a) }
	}
	answer := func(f func(o *stream) py.Value) py.NativeFunc {
		return self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			if err := o.open(t); err != nil {
				return py.Value{}, err
			}
			return f(o), nil
		})
	}
	slots := py.Slots{
		Iter: func(t *py.Thread, v py.Value) (py.Value, error) { return v, py.As[stream](v).open(t) },
		Next: func(t *py.Thread, v py.Value) (py.Value, error) {
			o := py.As[stream](v)
			if err := o.wants(t, true); err != nil {
				return py.Value{}, err
			}
			line, err := o.readline(t, -1)
			if err != nil {
				return py.Value{}, err
			}
			if s := line.Str(); s != nil && s.S == "" {
				return py.Value{}, nil
			} else if b := line.Bytes(); b != nil && len(b.B) == 0 {
				return py.Value{}, nil
			}
			return line, nil
		},
		Trace: func(v py.Value, visit func(py.Value)) { visit(py.As[stream](v).below) },
		Repr: func(t *py.Thread, v py.Value) (py.Value, error) {
			o := py.As[stream](v)
			mode := map[bool]string{true: "r", false: "w"}[o.fd == 0]
			if o.binary {
				return t.StrValue("<_io." + map[bool]string{true: "BufferedReader", false: "BufferedWriter"}[o.fd == 0] + " name='" + o.name() + "'>"), nil
			}
			return t.StrValue("<_io.TextIOWrapper name='" + o.name() + "' mode='" + mode + "' encoding='utf-8'>"), nil
		},
	}
	methods := []py.Def{
		{Name: "__enter__", Sig: "", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) { return a[0], o.open(t) })},
		{Name: "__exit__", Sig: "*args", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			o.closed = true
			return py.None, nil
		})},
		{Name: "close", Sig: "", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			o.closed = true
			return py.None, nil
		})},
		{Name: "fileno", Sig: "", Fn: answer(func(o *stream) py.Value { return py.Int(int64(o.fd)) })},
		{Name: "flush", Sig: "", Fn: answer(func(o *stream) py.Value { return py.None })},
		{Name: "isatty", Sig: "", Fn: answer(func(o *stream) py.Value { return py.False })},
		{Name: "readable", Sig: "", Fn: answer(func(o *stream) py.Value { return py.Bool(o.fd == 0) })},
		{Name: "seekable", Sig: "", Fn: answer(func(o *stream) py.Value { return py.False })},
		{Name: "writable", Sig: "", Fn: answer(func(o *stream) py.Value { return py.Bool(o.fd != 0) })},
		{Name: "read", Sig: "size=-1, /", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			if err := o.wants(t, true); err != nil {
				return py.Value{}, err
			}
			n, err := sizeArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return o.read(t, n)
		})},
		{Name: "readline", Sig: "size=-1, /", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			if err := o.wants(t, true); err != nil {
				return py.Value{}, err
			}
			n, err := sizeArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return o.readline(t, n)
		})},
		{Name: "readlines", Sig: "hint=-1, /", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			if err := o.wants(t, true); err != nil {
				return py.Value{}, err
			}
			hint, err := sizeArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			list := t.ListValue(nil)
			t.Hold(list)
			defer t.Release(1)
			for total := 0; ; {
				line, err := o.readline(t, -1)
				if err != nil {
					return py.Value{}, err
				}
				n, err := t.Len(line)
				if err != nil {
					return py.Value{}, err
				}
				if n == 0 {
					return list, nil
				}
				if _, err := t.CallMethod(list, "append", line); err != nil {
					return py.Value{}, err
				}
				if total += n; hint > 0 && total >= hint {
					return list, nil
				}
			}
		})},
		{Name: "seek", Sig: "offset, whence=0, /", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			return py.Value{}, unsupportedOperation(t, "underlying stream is not seekable")
		})},
		{Name: "tell", Sig: "", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			return py.Value{}, unsupportedOperation(t, "underlying stream is not seekable")
		})},
		{Name: "write", Sig: "text, /", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) { return o.write(t, a[1]) })},
		{Name: "writelines", Sig: "lines, /", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			return py.None, t.Iterate(a[1], func(v py.Value) error {
				_, err := o.write(t, v)
				return err
			})
		})},
	}
	attrs := []py.Attr{
		{Name: "closed", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Bool(py.As[stream](v).closed), nil }},
		{Name: "mode", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			o := py.As[stream](v)
			mode := map[bool]string{true: "r", false: "w"}[o.fd == 0]
			if o.binary {
				mode += "b"
			}
			return t.StrValue(mode), nil
		}},
		{Name: "name", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue(py.As[stream](v).name()), nil }},
	}
	text := append([]py.Attr{
		{Name: "buffer", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.As[stream](v).below, nil }},
		{Name: "encoding", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue("utf-8"), nil }},
		{Name: "errors", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue(py.As[stream](v).errors), nil }},
		{Name: "line_buffering", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Bool(py.As[stream](v).buffered), nil }},
		{Name: "newlines", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "write_through", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.False, nil }},
	}, attrs...)
	reconfigure := py.Def{Name: "reconfigure", Sig: "*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None",
		Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			if v := a[2]; v.IsSet() && !v.IsNone() {
				s, err := t.StrArg(v, "errors")
				if err != nil {
					return py.Value{}, err
				}
				o.errors = s.S
			}
			if v := a[4]; v.IsSet() && !v.IsNone() {
				on, err := t.Truth(v)
				if err != nil {
					return py.Value{}, err
				}
				o.buffered = on
			}
			return py.None, nil
		})}
	detach := py.Def{Name: "detach", Sig: "", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
		o.closed = true
		return o.below, nil
	})}
	py.Define(&textStreamType, "_io", "TextIOWrapper", slots, text, append([]py.Def{reconfigure, detach}, methods...))
	py.Define(&byteStreamType, "_io", "BufferedWriter", slots, attrs, append([]py.Def{
		{Name: "read1", Sig: "size=-1, /", Fn: self(func(t *py.Thread, o *stream, a []py.Value) (py.Value, error) {
			if err := o.wants(t, true); err != nil {
				return py.Value{}, err
			}
			n, err := sizeArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return o.read(t, n)
		})},
	}, methods...))
})

// standardStream makes a stream with the bytes below it.
func standardStream(t *py.Thread, fd int) py.Value {
	defineStreams()
	errors := "strict"
	if fd == 2 {
		errors = "backslashreplace"
	}
	below := t.New(&stream{fd: fd, binary: true, errors: errors}, &byteStreamType)
	return t.New(&stream{fd: fd, errors: errors, below: below}, &textStreamType)
}
