package gpython

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// text builds a string that is charged as it grows: the repr of a small object can be enormous.
type text struct {
	b   strings.Builder
	run *run
}

func (t *text) put(s string) {
	t.run.charge(1 + uint64(len(s))/16)
	t.run.grow(uint64(len(s)))
	t.b.WriteString(s)
}

// str is str(v).
func (r *run) str(v object) (string, error) {
	switch v := v.(type) {
	case py.String:
		return string(v), nil
	case *exception:
		if owner := r.owner(v.cls, "__str__"); owner != nil && !owner.builtin {
			break
		}
		switch len(v.args) {
		case 0:
			return "", nil
		case 1:
			if v.cls.is(r.t.exceptions["KeyError"]) {
				return r.repr(v.args[0])
			}
			if err := r.enter(); err != nil {
				return "", err
			}
			defer r.leave()
			return r.str(v.args[0])
		}
		return r.repr(v.args)
	case *placeholder:
		return v.name, nil
	}
	c := r.classOf(v)
	if c.builtin {
		return r.repr(v)
	}
	if owner := r.owner(c, "__str__"); owner == nil || owner.builtin {
		return r.repr(v)
	}
	return r.callText(v, "__str__")
}

// callText calls a method that has to give a string.
func (r *run) callText(v object, name string) (string, error) {
	m, err := r.special(v, name)
	if err != nil {
		return "", err
	}
	out, err := r.callInner(m, nil, nil)
	if err != nil {
		return "", err
	}
	s, ok := out.(py.String)
	if !ok {
		return "", r.errorf("TypeError", "%s returned non-string (type %s)", name, r.classOf(out).name)
	}
	return string(s), nil
}

// repr is repr(v).
func (r *run) repr(v object) (string, error) {
	t := &text{run: r}
	if err := r.writeRepr(t, v); err != nil {
		return "", err
	}
	return t.b.String(), nil
}

// writeRepr appends repr(v). Containers inside themselves show as "[...]", as in CPython.
func (r *run) writeRepr(t *text, v object) error {
	switch v := v.(type) {
	case py.NoneType:
		t.put("None")
	case py.Bool:
		if v {
			t.put("True")
		} else {
			t.put("False")
		}
	case py.Int:
		t.put(strconv.FormatInt(int64(v), 10))
	case *py.BigInt:
		s, err := r.decimal((*big.Int)(v))
		if err != nil {
			return err
		}
		t.put(s)
	case py.Float:
		t.put(floatRepr(float64(v)))
	case py.String:
		r.charge(uint64(len(v)) / 4)
		t.put(quoteString(string(v)))
	case py.Bytes:
		r.charge(uint64(len(v)) / 4)
		t.put("b" + quoteBytes(v))
	case *py.List:
		return r.nested(t, v, "[...]", func() error {
			t.put("[")
			for i := 0; i < len(v.Items); i++ {
				if err := r.reprItem(t, i, v.Items[i]); err != nil {
					return err
				}
			}
			t.put("]")
			return nil
		})
	case py.Tuple:
		if len(v) == 0 {
			t.put("()")
			return nil
		}
		return r.nested(t, &v[0], "(...)", func() error {
			t.put("(")
			for i, item := range v {
				if err := r.reprItem(t, i, item); err != nil {
					return err
				}
			}
			if len(v) == 1 {
				t.put(",")
			}
			t.put(")")
			return nil
		})
	case *dict:
		return r.reprDict(t, v)
	case *set:
		return r.reprSet(t, v)
	case *dictView:
		return r.reprView(t, v)
	case *deque:
		return r.nested(t, v, "[...]", func() error {
			t.put("deque([")
			for i := 0; i < len(v.items); i++ {
				if err := r.reprItem(t, i, v.items[i]); err != nil {
					return err
				}
			}
			t.put("]")
			if v.maxlen >= 0 {
				t.put(", maxlen=" + strconv.Itoa(v.maxlen))
			}
			t.put(")")
			return nil
		})
	case *rangeObject:
		if v.step == 1 {
			t.put(fmt.Sprintf("range(%d, %d)", v.start, v.stop))
		} else {
			t.put(fmt.Sprintf("range(%d, %d, %d)", v.start, v.stop, v.step))
		}
	case *py.Slice:
		t.put("slice(")
		for i, part := range []object{v.Start, v.Stop, v.Step} {
			if err := r.reprItem(t, i, part); err != nil {
				return err
			}
		}
		t.put(")")
	case *exception:
		if owner := r.owner(v.cls, "__repr__"); owner != nil && !owner.builtin {
			return r.reprMethod(t, v)
		}
		return r.nested(t, v, "...", func() error {
			t.put(v.cls.name + "(")
			for i, a := range v.args {
				if err := r.reprItem(t, i, a); err != nil {
					return err
				}
			}
			t.put(")")
			return nil
		})
	case *instance:
		if owner := r.owner(v.cls, "__repr__"); owner != nil && (!owner.builtin || owner != r.t.object) {
			return r.reprMethod(t, v)
		}
		t.put(fmt.Sprintf("<%s object at %s>", qualified(v.cls), r.address(v)))
	case *class:
		t.put("<class '" + qualified(v) + "'>")
	case *function:
		t.put(fmt.Sprintf("<function %s at %s>", v.qualname, r.address(v)))
	case *builtin:
		t.put("<built-in function " + v.name + ">")
	case *method:
		t.put("<bound method>")
	case *module:
		t.put("<module '" + v.name + "'>")
	case *generator:
		t.put(fmt.Sprintf("<generator object %s at %s>", v.name, r.address(v)))
	case py.EllipsisType:
		t.put("Ellipsis")
	case *notImplementedType:
		t.put("NotImplemented")
	case *placeholder:
		t.put("typing." + v.name)
	default:
		t.put(fmt.Sprintf("<%s object at %s>", r.classOf(v).name, r.address(v)))
	}
	return nil
}

func (r *run) reprMethod(t *text, v object) error {
	s, err := r.callText(v, "__repr__")
	if err == nil {
		t.put(s)
	}
	return err
}

func (r *run) reprItem(t *text, i int, v object) error {
	if i > 0 {
		t.put(", ")
	}
	return r.writeRepr(t, v)
}

// nested writes a container, or its stand-in when it is being written already further out.
func (r *run) nested(t *text, key any, cycle string, write func() error) error {
	if r.writing[key] {
		t.put(cycle)
		return nil
	}
	if err := r.enter(); err != nil {
		return err
	}
	r.writing[key] = true
	err := write()
	delete(r.writing, key)
	r.leave()
	return err
}

func (r *run) reprDict(t *text, d *dict) error {
	return r.nested(t, d, "{...}", func() error {
		before, after := "{", "}"
		switch {
		case d.cls == r.t.defaultdict:
			f := "None"
			if d.factory != nil {
				var err error
				if f, err = r.repr(d.factory); err != nil {
					return err
				}
			}
			before, after = "defaultdict("+f+", {", "})"
		case d.cls == r.t.orderedDict && d.live == 0, d.cls == r.t.counter && d.live == 0:
			t.put(d.cls.name + "()")
			return nil
		case d.cls != nil:
			before, after = d.cls.name+"({", "})"
		}
		t.put(before)
		entries := d.all()
		if d.cls == r.t.counter {
			var err error
			if entries, err = r.mostCommon(d); err != nil {
				return err
			}
		}
		for i, e := range entries {
			if err := r.reprItem(t, i, e.key); err != nil {
				return err
			}
			t.put(": ")
			if err := r.writeRepr(t, e.val); err != nil {
				return err
			}
		}
		t.put(after)
		return nil
	})
}

func (r *run) reprSet(t *text, s *set) error {
	if s.d.live == 0 {
		t.put(r.classOf(s).name + "()")
		return nil
	}
	return r.nested(t, s, "{...}", func() error {
		before, after := "{", "}"
		if s.frozen {
			before, after = "frozenset({", "})"
		}
		t.put(before)
		for i, item := range s.items() {
			if err := r.reprItem(t, i, item); err != nil {
				return err
			}
		}
		t.put(after)
		return nil
	})
}

func (r *run) reprView(t *text, v *dictView) error {
	return r.nested(t, v, "...", func() error {
		t.put(r.classOf(v).name + "([")
		for i, e := range v.d.all() {
			if err := r.reprItem(t, i, view(&e, v.kind)); err != nil {
				return err
			}
		}
		t.put("])")
		return nil
	})
}

func qualified(c *class) string {
	if c.module == "builtins" || c.module == "" {
		return c.qualname
	}
	return c.module + "." + c.qualname
}

// identity numbers objects in the order in which the program asks for their identity: the same in every run.
func (r *run) identity(v object) uint64 {
	if n, ok := small(v); ok {
		return uint64(n)*32 + 8
	}
	var key any
	switch v := v.(type) {
	case py.Tuple:
		if len(v) > 0 {
			key = &v[0]
		}
	case py.Bytes:
		if len(v) > 0 {
			key = &v[0]
		}
	default:
		key = v
	}
	n, ok := r.identities[key]
	if !ok {
		n = uint64(len(r.identities)+1)*16 + 0x7f0000000000
		r.identities[key] = n
		r.grow(64)
	}
	return n
}

func (r *run) address(v object) string { return fmt.Sprintf("0x%012x", r.identity(v)) }

// floatRepr is the shortest text that reads back as the float, laid out as CPython does.
func floatRepr(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	e := strconv.FormatFloat(f, 'e', -1, 64)
	exp, _ := strconv.Atoi(e[strings.IndexByte(e, 'e')+1:])
	if exp < -4 || exp >= 16 {
		return e
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.ContainsRune(s, '.') {
		s += ".0"
	}
	return s
}

// decimal is the decimal text of a large int. CPython refuses more digits than its limit, and so do we.
func (r *run) decimal(n *big.Int) (string, error) {
	if limit := r.lim.IntDigits; float64(n.BitLen())*0.30102 > float64(limit)+1 {
		return "", r.errorf("ValueError", "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", limit)
	}
	r.charge(words(n) * words(n) / 2)
	s := n.String()
	if len(strings.TrimPrefix(s, "-")) > r.lim.IntDigits {
		return "", r.errorf("ValueError", "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", r.lim.IntDigits)
	}
	return s, nil
}

// quoteString is repr of a str.
func quoteString(s string) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	var b strings.Builder
	b.WriteByte(quote)
	for _, c := range s {
		switch {
		case c == rune(quote) || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < 0x20 || c == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, c)
		case c < utf8.RuneSelf || printable(c):
			b.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&b, `\x%02x`, c)
		case c < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			fmt.Fprintf(&b, `\U%08x`, c)
		}
	}
	b.WriteByte(quote)
	return b.String()
}

// printable reports what str.isprintable holds printable beyond ASCII: everything but separators and "other".
func printable(c rune) bool { return unicode.IsGraphic(c) && !unicode.Is(unicode.Zs, c) }

func quoteBytes(s []byte) string {
	quote := byte('\'')
	if strings.IndexByte(string(s), '\'') >= 0 && strings.IndexByte(string(s), '"') < 0 {
		quote = '"'
	}
	var b strings.Builder
	b.WriteByte(quote)
	for _, c := range s {
		switch {
		case c == quote || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < 0x20 || c >= 0x7f:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(quote)
	return b.String()
}
