package json

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
)

// decoder reads one document. Hooks are unset where the usual thing is to be done.
type decoder struct {
	t                               *py.Thread
	text                            *py.Str
	s                               string
	pos                             int // in bytes
	strict                          bool
	objectHook, pairsHook           py.Value
	parseFloat, parseInt, parseName py.Value
	failure                         py.Value
	keys                            map[string]*py.Str // names seen, which documents repeat
	paid                            int                // position up to which the text has been paid for
}

func given(v py.Value) py.Value {
	if v.IsSet() && v.IsNone() {
		return py.Value{}
	}
	return v
}

// index is a position in code points.
func (d *decoder) index(pos int) int {
	if d.text.ASCII() {
		return pos
	}
	n := 0
	for i := 0; i < pos && i < len(d.s); i++ {
		if d.s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// offset is the inverse of index.
func (d *decoder) offset(index int) int {
	if d.text.ASCII() {
		return index
	}
	for i := 0; i < len(d.s); i++ {
		if d.s[i]&0xc0 != 0x80 {
			if index == 0 {
				return i
			}
			index--
		}
	}
	return len(d.s) + index
}

// fail makes a JSONDecodeError.
func (d *decoder) fail(msg string, pos int) error {
	v, err := d.t.Call(d.failure, d.t.StrValue(msg), py.Obj(d.text), py.Int(int64(d.index(pos))))
	if err != nil {
		return err
	}
	if e := v.Exception(); e != nil {
		return e
	}
	return d.t.RaiseNew(&py.ValueError, msg)
}

// stop is the end of a text where a value should begin.
func (d *decoder) stop(pos int) error { return d.fail("Expecting value", pos) }

// pay charges for the text up to here.
func (d *decoder) pay() error {
	n := d.pos - d.paid
	if n < 64 {
		return nil
	}
	d.paid = d.pos
	return d.t.Charge(n / 8)
}

func (d *decoder) space() {
	for d.pos < len(d.s) {
		switch d.s[d.pos] {
		case ' ', '\t', '\n', '\r':
			d.pos++
		default:
			return
		}
	}
}

func scanOnce(t *py.Thread, a []py.Value) (py.Value, error) {
	s := a[0].Str()
	if s == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "first argument must be a string, not %s", a[0].Type().Name)
	}
	idx, err := t.IntArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	if idx < 0 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "idx cannot be negative")
	}
	strict, err := t.Truth(a[2])
	if err != nil {
		return py.Value{}, err
	}
	d := &decoder{t: t, text: s, s: s.S, strict: strict, objectHook: given(a[3]), pairsHook: given(a[4]), parseFloat: given(a[5]),
		parseInt: given(a[6]), parseName: given(a[7]), failure: a[8], keys: map[string]*py.Str{}}
	d.pos = d.offset(idx)
	whole := a[9] == py.True
	if whole {
		d.space()
	}
	d.paid = d.pos
	start := d.pos
	v, err := d.value()
	if err != nil {
		return py.Value{}, err
	}
	if err := t.Charge((d.pos - start) / 16); err != nil {
		return py.Value{}, err
	}
	if whole {
		d.space()
		if d.pos != len(d.s) {
			return py.Value{}, d.fail("Extra data", d.pos)
		}
		return v, nil
	}
	return t.Tuple(v, py.Int(int64(d.index(d.pos)))), nil
}

func (d *decoder) value() (py.Value, error) {
	if d.pos >= len(d.s) {
		return py.Value{}, d.stop(d.pos)
	}
	d.t.Spend(1)
	switch c := d.s[d.pos]; c {
	case '"':
		d.pos++
		return d.str()
	case '{':
		return d.nested(d.object, "object")
	case '[':
		return d.nested(d.array, "array")
	case 'n':
		if strings.HasPrefix(d.s[d.pos:], "null") {
			d.pos += 4
			return py.None, nil
		}
	case 't':
		if strings.HasPrefix(d.s[d.pos:], "true") {
			d.pos += 4
			return py.True, nil
		}
	case 'f':
		if strings.HasPrefix(d.s[d.pos:], "false") {
			d.pos += 5
			return py.False, nil
		}
	case 'N', 'I':
		for _, name := range []string{"NaN", "Infinity"} {
			if strings.HasPrefix(d.s[d.pos:], name) {
				return d.constant(name)
			}
		}
	case '-':
		if strings.HasPrefix(d.s[d.pos:], "-Infinity") {
			return d.constant("-Infinity")
		}
		return d.number()
	default:
		if c >= '0' && c <= '9' {
			return d.number()
		}
	}
	return py.Value{}, d.stop(d.pos)
}

func (d *decoder) nested(read func() (py.Value, error), what string) (py.Value, error) {
	if err := d.t.Enter(); err != nil {
		if py.Catch(err, &py.RecursionError) != nil {
			err = d.t.RaiseNew(&py.RecursionError, "maximum recursion depth exceeded while decoding a JSON "+what+" from a unicode string")
		}
		return py.Value{}, err
	}
	if err := d.pay(); err != nil {
		d.t.Leave()
		return py.Value{}, err
	}
	d.pos++
	v, err := read()
	d.t.Leave()
	return v, err
}

func (d *decoder) constant(name string) (py.Value, error) {
	d.pos += len(name)
	if d.parseName.IsSet() {
		return d.t.Call(d.parseName, d.t.StrValue(name))
	}
	f, _ := py.ParseFloat(strings.ToLower(name))
	return py.Float(f), nil
}

func (d *decoder) number() (py.Value, error) {
	s, start, i := d.s, d.pos, d.pos
	if s[i] == '-' {
		i++
	}
	digits := i
	switch {
	case i < len(s) && s[i] == '0':
		i++
	case i < len(s) && s[i] >= '1' && s[i] <= '9':
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
	default:
		return py.Value{}, d.stop(start)
	}
	whole := i
	if i+1 < len(s) && s[i] == '.' && s[i+1] >= '0' && s[i+1] <= '9' {
		for i++; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		}
	}
	if i+1 < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if s[j] == '+' || s[j] == '-' {
			j++
		}
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			for i = j; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
			}
		}
	}
	d.pos = i
	text := s[start:i]
	if i > whole {
		if d.parseFloat.IsSet() {
			return d.t.Call(d.parseFloat, d.t.StrValue(text))
		}
		if err := d.t.Charge(len(text) / 16); err != nil {
			return py.Value{}, err
		}
		f, _ := py.ParseFloat(text)
		return py.Float(f), nil
	}
	if d.parseInt.IsSet() {
		return d.t.Call(d.parseInt, d.t.StrValue(text))
	}
	if i-digits <= 18 {
		n := int64(0)
		for _, c := range []byte(s[digits:i]) {
			n = n*10 + int64(c-'0')
		}
		if digits > start {
			n = -n
		}
		return py.Int(n), nil
	}
	return d.t.Call(py.Obj(&py.IntType), d.t.StrValue(text))
}

// str reads a string whose opening quote has been read.
func (d *decoder) str() (py.Value, error) {
	text, err := d.chars()
	if err != nil {
		return py.Value{}, err
	}
	if len(text) > 256 {
		if err := d.t.Charge(len(text) / 32); err != nil {
			return py.Value{}, err
		}
		if err := d.t.Grow(0); err != nil {
			return py.Value{}, err
		}
	}
	return d.t.Short(text), nil
}

// chars is the text of a string, and goes behind its closing quote.
func (d *decoder) chars() (string, error) {
	begin := d.pos - 1
	s := d.s
	i := d.pos
	for i < len(s) && plain[s[i]] {
		i++
	}
	if i < len(s) && s[i] == '"' {
		text := s[d.pos:i]
		d.pos = i + 1
		return text, nil
	}
	var b strings.Builder
	b.WriteString(s[d.pos:i])
	for {
		if i >= len(s) {
			return "", d.fail("Unterminated string starting at", begin)
		}
		c := s[i]
		switch {
		case c == '"':
			d.pos = i + 1
			return b.String(), nil
		case c != '\\':
			if c < 0x20 && d.strict {
				return "", d.fail("Invalid control character at", i)
			}
			from := i
			for i++; i < len(s) && plain[s[i]]; i++ {
			}
			b.WriteString(s[from:i])
			continue
		}
		if i++; i >= len(s) {
			return "", d.fail("Unterminated string starting at", begin)
		}
		switch c = s[i]; c {
		case '"', '\\', '/':
			b.WriteByte(c)
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case 'u':
			r, ok := hex4(s, i+1)
			if !ok {
				return "", d.fail(`Invalid \uXXXX escape`, i)
			}
			i += 4
			if r >= 0xd800 && r < 0xdc00 && i+2 < len(s) && s[i+1] == '\\' && s[i+2] == 'u' {
				if low, ok := hex4(s, i+3); ok && low >= 0xdc00 && low < 0xe000 {
					r = 0x10000 + (r-0xd800)<<10 + (low - 0xdc00)
					i += 6
				}
			}
			if r >= 0xd800 && r < 0xe000 {
				b.WriteString(py.RuneString(r))
			} else {
				b.WriteRune(r)
			}
		default:
			return "", d.fail(`Invalid \escape`, i-1)
		}
		i++
	}
}

func hex4(s string, i int) (r rune, ok bool) {
	if i+4 > len(s) {
		return 0, false
	}
	for _, c := range []byte(s[i : i+4]) {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

func (d *decoder) array() (py.Value, error) {
	t := d.t
	list := t.NewList(nil)
	d.space()
	if d.pos < len(d.s) && d.s[d.pos] == ']' {
		d.pos++
		return py.Obj(list), nil
	}
	t.Hold(py.Obj(list))
	defer t.Release(1)
	for {
		if err := d.pay(); err != nil {
			return py.Value{}, err
		}
		v, err := d.value()
		if err != nil {
			return py.Value{}, err
		}
		if err := list.Append(t, v); err != nil {
			return py.Value{}, err
		}
		d.space()
		if d.pos < len(d.s) && d.s[d.pos] == ']' {
			d.pos++
			return py.Obj(list), nil
		}
		if d.pos >= len(d.s) || d.s[d.pos] != ',' {
			return py.Value{}, d.fail("Expecting ',' delimiter", d.pos)
		}
		comma := d.pos
		d.pos++
		d.space()
		if d.pos < len(d.s) && d.s[d.pos] == ']' {
			return py.Value{}, d.fail("Illegal trailing comma before end of array", comma)
		}
	}
}

// name reads a name of an object as the str that it had before, if it had.
func (d *decoder) name() (*py.Str, error) {
	d.pos++
	text, err := d.chars()
	if err != nil {
		return nil, err
	}
	if s := d.keys[text]; s != nil {
		return s, nil
	}
	if err := d.t.Grow(64); err != nil {
		return nil, err
	}
	s := d.t.NewStr(text)
	d.keys[text] = s
	return s, nil
}

func (d *decoder) object() (py.Value, error) {
	t := d.t
	var dict *py.Dict
	var pairs *py.List
	var held py.Value
	if d.pairsHook.IsSet() {
		pairs = t.NewList(nil)
		held = py.Obj(pairs)
	} else {
		dict = t.NewDict()
		held = py.Obj(dict)
	}
	d.space()
	if d.pos < len(d.s) && d.s[d.pos] == '}' {
		d.pos++
		return d.finish(held)
	}
	if d.pos >= len(d.s) || d.s[d.pos] != '"' {
		return py.Value{}, d.fail("Expecting property name enclosed in double quotes", d.pos)
	}
	t.Hold(held)
	defer t.Release(1)
	for {
		if err := d.pay(); err != nil {
			return py.Value{}, err
		}
		name, err := d.name()
		if err != nil {
			return py.Value{}, err
		}
		d.space()
		if d.pos >= len(d.s) || d.s[d.pos] != ':' {
			return py.Value{}, d.fail("Expecting ':' delimiter", d.pos)
		}
		d.pos++
		d.space()
		v, err := d.value()
		if err != nil {
			return py.Value{}, err
		}
		if pairs != nil {
			err = pairs.Append(t, t.Tuple(py.Obj(name), v))
		} else {
			dict.SetStr(t, name, v)
			err = t.Charge(1)
		}
		if err != nil {
			return py.Value{}, err
		}
		d.space()
		if d.pos < len(d.s) && d.s[d.pos] == '}' {
			d.pos++
			return d.finish(held)
		}
		if d.pos >= len(d.s) || d.s[d.pos] != ',' {
			return py.Value{}, d.fail("Expecting ',' delimiter", d.pos)
		}
		comma := d.pos
		d.pos++
		d.space()
		if d.pos >= len(d.s) || d.s[d.pos] != '"' {
			if d.pos < len(d.s) && d.s[d.pos] == '}' {
				return py.Value{}, d.fail("Illegal trailing comma before end of object", comma)
			}
			return py.Value{}, d.fail("Expecting property name enclosed in double quotes", d.pos)
		}
	}
}

func (d *decoder) finish(v py.Value) (py.Value, error) {
	switch {
	case d.pairsHook.IsSet():
		return d.t.Call(d.pairsHook, v)
	case d.objectHook.IsSet():
		return d.t.Call(d.objectHook, v)
	}
	return v, nil
}

func scanString(t *py.Thread, a []py.Value) (py.Value, error) {
	s := a[0].Str()
	if s == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "first argument must be a string, not %s", a[0].Type().Name)
	}
	end, err := t.IntArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	if end < 0 || end > s.Len() {
		return py.Value{}, t.RaiseNew(&py.ValueError, "end is out of bounds")
	}
	d := &decoder{t: t, text: s, s: s.S, strict: true, failure: py.Obj(&py.ValueError)}
	if a[2].IsSet() {
		if d.strict, err = t.Truth(a[2]); err != nil {
			return py.Value{}, err
		}
	}
	if a[3].IsSet() && !a[3].IsNone() {
		d.failure = a[3]
	}
	d.pos = d.offset(end)
	if err := t.Charge((len(s.S) - d.pos) / 16); err != nil {
		return py.Value{}, err
	}
	v, err := d.str()
	if err != nil {
		return py.Value{}, err
	}
	return t.Tuple(v, py.Int(int64(d.index(d.pos)))), nil
}
