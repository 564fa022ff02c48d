package py

import (
	"math"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// formatter is one call of str.format or format_map.
type formatter struct {
	t       *Thread
	args    []Value
	kwargs  *Dict
	mapping Value // of format_map
	auto    int   // next automatic number; -1 once numbers were given
	manual  bool
}

func strFormat(t *Thread, a []Value) (Value, error) {
	if s := as[Str](a[0]).S; !strings.ContainsAny(s, "{}") { // the same object, whatever its class
		return a[0], t.Charge(len(s) / 8)
	}
	f := &formatter{t: t, args: a[1].Tuple().Items, kwargs: a[2].Dict()}
	return f.value(as[Str](a[0]).S)
}

func (f *formatter) value(text string) (Value, error) {
	s, err := f.expand(text, 2)
	return f.t.strResult(s, err)
}

// markup is a replacement field: what stands before, after and in its format specification.
type markup struct {
	name   string
	conv   rune // 0 where there is none
	spec   string
	nested bool // the specification has fields of its own
}

// expand replaces the fields of a text; fields may stand in format specifications, one level deep.
func (f *formatter) expand(text string, depth int) (string, error) {
	t := f.t
	if depth == 0 {
		return "", t.Raisef(&ValueError, "Max string recursion exceeded")
	}
	if err := t.Charge(len(text) / 8); err != nil {
		return "", err
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		j := strings.IndexAny(text[i:], "{}")
		if j < 0 {
			b.WriteString(text[i:])
			break
		}
		b.WriteString(text[i : i+j])
		c := text[i+j]
		i += j + 1
		switch {
		case i < len(text) && text[i] == c:
			b.WriteByte(c)
			i++
			continue
		case c == '}':
			return "", t.Raisef(&ValueError, "Single '}' encountered in format string")
		case i == len(text):
			return "", t.Raisef(&ValueError, "Single '{' encountered in format string")
		}
		m, end, err := t.parseMarkup(text, i)
		if err != nil {
			return "", err
		}
		s, err := f.field(m, depth)
		if err != nil {
			return "", err
		}
		if err := t.payText(len(s)); err != nil {
			return "", err
		}
		b.WriteString(s)
		i = end
	}
	return b.String(), nil
}

// parseMarkup reads a replacement field from after its opening brace.
func (t *Thread) parseMarkup(text string, i int) (m markup, end int, err error) {
	start := i
	c := byte(0)
name:
	for i < len(text) {
		c = text[i]
		i++
		switch c {
		case '{':
			return m, 0, t.Raisef(&ValueError, "unexpected '{' in field name")
		case '[':
			for i < len(text) && text[i] != ']' {
				i++
			}
		case '}', ':', '!':
			break name
		}
	}
	if c != '}' && c != ':' && c != '!' {
		return m, 0, t.Raisef(&ValueError, "expected '}' before end of string")
	}
	m.name = text[start : i-1]
	if c == '}' {
		return m, i, nil
	}
	if c == '!' {
		if i >= len(text) {
			return m, 0, t.Raisef(&ValueError, "end of string while looking for conversion specifier")
		}
		r, size := syntax.DecodeWTF8(text[i:])
		m.conv = r
		if i += size; i < len(text) {
			c = text[i]
			i++
			if c == '}' {
				return m, i, nil
			}
			if c != ':' {
				return m, 0, t.Raisef(&ValueError, "expected ':' after conversion specifier")
			}
		}
	}
	from := i
	for open := 1; i < len(text); {
		c = text[i]
		i++
		switch c {
		case '{':
			m.nested = true
			open++
		case '}':
			if open--; open == 0 {
				m.spec = text[from : i-1]
				return m, i, nil
			}
		}
	}
	return m, 0, t.Raisef(&ValueError, "unmatched '{' in format spec")
}

// field is the text of one replacement field.
func (f *formatter) field(m markup, depth int) (string, error) {
	t := f.t
	v, err := f.lookup(m.name)
	if err != nil {
		return "", err
	}
	switch m.conv {
	case 0:
	case 's':
		if v, err = t.StrOf(v); err != nil {
			return "", err
		}
	case 'r', 'a':
		s, err := t.Repr(v)
		if err != nil {
			return "", err
		}
		if m.conv == 'a' {
			s = ASCIIText(s)
		}
		v = t.StrValue(s)
	default:
		if m.conv > 32 && m.conv < 127 {
			return "", t.Raisef(&ValueError, "Unknown conversion specifier %c", m.conv)
		}
		return "", t.Raisef(&ValueError, "Unknown conversion specifier \\x%x", m.conv)
	}
	spec := m.spec
	if m.nested {
		if spec, err = f.expand(spec, depth-1); err != nil {
			return "", err
		}
	}
	r, err := t.Format(v, spec)
	if err != nil {
		return "", err
	}
	return r.Str().S, nil
}

// fieldNumber reads a number in a field's name; ok is false for what is none.
func (t *Thread) fieldNumber(s string) (n int, ok bool, err error) {
	if s == "" {
		return 0, false, nil
	}
	for _, r := range s {
		c := charOf(r)
		if c.flags&charDecimal == 0 {
			return 0, false, nil
		}
		if n > (math.MaxInt64-9)/10 {
			return 0, false, t.Raisef(&ValueError, "Too many decimal digits in format string")
		}
		n = n*10 + int(c.digit)
	}
	return n, true, nil
}

// lookup finds the value that a field names: an argument, then attributes and items of it.
func (f *formatter) lookup(name string) (Value, error) {
	t := f.t
	i := strings.IndexAny(name, ".[")
	first, rest := name, ""
	if i >= 0 {
		first, rest = name[:i], name[i:]
	}
	v, err := f.argument(first)
	if err != nil {
		return Value{}, err
	}
	for rest != "" {
		if err := t.Charge(1); err != nil {
			return Value{}, err
		}
		if rest[0] == '.' {
			end := strings.IndexAny(rest[1:], ".[")
			attr := rest[1:]
			if end >= 0 {
				attr, rest = rest[1:end+1], rest[end+1:]
			} else {
				rest = ""
			}
			if attr == "" {
				return Value{}, t.Raisef(&ValueError, "Empty attribute in format string")
			}
			if v, err = t.GetAttr(v, t.NewStr(attr)); err != nil {
				return Value{}, err
			}
			continue
		}
		if rest[0] != '[' {
			return Value{}, t.Raisef(&ValueError, "Only '.' or '[' may follow ']' in format field specifier")
		}
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			return Value{}, t.Raisef(&ValueError, "Missing ']' in format string")
		}
		key := rest[1:end]
		rest = rest[end+1:]
		if key == "" {
			return Value{}, t.Raisef(&ValueError, "Empty attribute in format string")
		}
		k := t.StrValue(key)
		n, isNumber, err := t.fieldNumber(key)
		if err != nil {
			return Value{}, err
		}
		if isNumber {
			k = Int(int64(n))
		}
		if v, err = t.GetItem(v, k); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

func (f *formatter) argument(name string) (Value, error) {
	t := f.t
	n, isNumber, err := t.fieldNumber(name)
	if err != nil {
		return Value{}, err
	}
	if f.mapping.IsSet() {
		if name == "" || isNumber {
			return Value{}, t.Raisef(&ValueError, "Format string contains positional fields")
		}
		return t.GetItem(f.mapping, t.StrValue(name))
	}
	switch {
	case name == "":
		if f.manual {
			return Value{}, t.Raisef(&ValueError, "cannot switch from manual field specification to automatic field numbering")
		}
		n, isNumber = f.auto, true
		f.auto++
	case isNumber:
		if f.auto > 0 {
			return Value{}, t.Raisef(&ValueError, "cannot switch from automatic field numbering to manual field specification")
		}
		f.manual = true
	}
	if isNumber {
		if n >= len(f.args) {
			return Value{}, t.Raisef(&IndexError, "Replacement index %d out of range for positional args tuple", n)
		}
		return f.args[n], nil
	}
	if f.kwargs != nil {
		v, err := f.kwargs.Get(t, t.StrValue(name))
		if err != nil || v.IsSet() {
			return v, err
		}
	}
	return Value{}, t.KeyError(t.StrValue(name))
}
