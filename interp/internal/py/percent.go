package py

import (
	"math"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// percent is one use of the operator % on a text.
type percent struct {
	t    *Thread
	args []Value // the tuple, or the one value
	next int
	dict Value // the mapping, where the operand is one
	raw  bool  // the text stands for bytes
}

func strMod(t *Thread, a, b Value) (Value, error) {
	s := a.Str()
	if s == nil {
		return NotImplemented, nil
	}
	out, err := t.percentFormat(s.S, b, false)
	if err == nil && strings.IndexByte(s.S, '%') < 0 { // the same object, whatever its class
		return a, nil
	}
	return t.strResult(out, err)
}

// percentFormat is text % operand.
func (t *Thread) percentFormat(text string, operand Value, raw bool) (string, error) {
	p := &percent{t: t, raw: raw}
	if tuple := operand.Tuple(); tuple != nil {
		p.args = tuple.Items
	} else {
		p.args = []Value{operand}
		if operand.Type().GetItem != nil && operand.Str() == nil && !(raw && (operand.Bytes() != nil || operand.isBytearray())) {
			p.dict = operand
		}
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		j := strings.IndexByte(text[i:], '%')
		if j < 0 {
			b.WriteString(text[i:])
			break
		}
		b.WriteString(text[i : i+j])
		s, n, err := p.directive(text, i+j+1)
		if err != nil {
			return "", err
		}
		if err := t.payText(len(s) + 8); err != nil {
			return "", err
		}
		b.WriteString(s)
		i = n
	}
	if p.next < len(p.args) && !p.dict.IsSet() {
		what := "string"
		if raw {
			what = "bytes"
		}
		return "", t.Raisef(&TypeError, "not all arguments converted during %s formatting", what)
	}
	return b.String(), nil
}

func (p *percent) arg() (Value, error) {
	if p.next >= len(p.args) {
		return Value{}, p.t.Raisef(&TypeError, "not enough arguments for format string")
	}
	p.next++
	return p.args[p.next-1], nil
}

// directive is what the directive that begins after the percent sign at i-1 gives, and where the text goes on.
func (p *percent) directive(text string, i int) (string, int, error) {
	t := p.t
	incomplete := func() (string, int, error) { return "", 0, t.Raisef(&ValueError, "incomplete format") }
	if i < len(text) && text[i] == '%' {
		return "%", i + 1, nil
	}
	if i < len(text) && text[i] == '(' {
		if !p.dict.IsSet() {
			return "", 0, t.Raisef(&TypeError, "format requires a mapping")
		}
		depth, j := 1, i+1
		for ; j < len(text) && depth > 0; j++ {
			switch text[j] {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		if depth > 0 {
			return "", 0, t.Raisef(&ValueError, "incomplete format key")
		}
		key := t.StrValue(text[i+1 : j-1])
		if p.raw {
			key = t.NewBytes(latinBytes(text[i+1 : j-1]))
		}
		v, err := t.GetItem(p.dict, key)
		if err != nil {
			return "", 0, err
		}
		p.args, p.next = []Value{v}, 0 // what stands after the key takes its one value
		i = j
	}
	s := spec{fill: " ", prec: -1, align: '>'}
	zero, left := false, false
flags:
	for ; i < len(text); i++ {
		switch text[i] {
		case '-':
			left = true
		case '+':
			s.sign = '+'
		case ' ':
			if s.sign == 0 {
				s.sign = ' '
			}
		case '#':
			s.alt = true
		case '0':
			zero = true
		default:
			break flags
		}
	}
	number := func() (int, error) {
		if i < len(text) && text[i] == '*' {
			i++
			v, err := p.arg()
			if err != nil {
				return 0, err
			}
			if !v.isLong() {
				return 0, t.Raisef(&TypeError, "* wants int")
			}
			return t.IntArg(v)
		}
		n := 0
		for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
			if n = n*10 + int(text[i]-'0'); n > math.MaxInt32*1024 {
				return 0, t.Raisef(&ValueError, "width too big")
			}
		}
		return n, nil
	}
	var err error
	if s.width, err = number(); err != nil {
		return "", 0, err
	}
	if s.width < 0 {
		left, s.width = true, -s.width
	}
	if i < len(text) && text[i] == '.' {
		i++
		if s.prec, err = number(); err != nil {
			if Catch(err, &OverflowError) != nil {
				err = t.Raisef(&OverflowError, "Python int too large to convert to C int")
			}
			return "", 0, err
		}
		if s.prec > math.MaxInt32 {
			if text[i-1] == '*' {
				return "", 0, t.Raisef(&OverflowError, "Python int too large to convert to C int")
			}
			if p.raw {
				return "", 0, t.Raisef(&ValueError, "prec too big")
			}
			return "", 0, t.Raisef(&ValueError, "precision too big")
		}
		s.prec = max(s.prec, 0)
	}
	if i < len(text) && (text[i] == 'l' || text[i] == 'h' || text[i] == 'L') {
		i++
	}
	if i >= len(text) {
		return incomplete()
	}
	s.typ = text[i]
	i++
	v, err := p.arg()
	if err != nil {
		return "", 0, err
	}
	if left {
		s.align = '<'
	} else if zero && strings.IndexByte("diouxXeEfFgG", s.typ) >= 0 {
		s.fill, s.align = "0", '='
	}
	r, err := p.convert(s, v, text, i)
	if err != nil {
		return "", 0, err
	}
	return r.Str().S, i, nil
}

func (p *percent) convert(s spec, v Value, text string, i int) (Value, error) {
	t := p.t
	if p.raw {
		switch s.typ {
		case 'b', 's', 'c':
			return p.convertBytes(s, v)
		case 'r':
			s.typ = 'a'
		}
	}
	switch s.typ {
	case 's', 'r', 'a':
		var out string
		var err error
		if s.typ == 's' {
			out, err = t.Str(v)
		} else if out, err = t.Repr(v); s.typ == 'a' {
			out = ASCIIText(out)
		}
		if err != nil {
			return Value{}, err
		}
		if s.prec >= 0 && s.prec < countRunes(out) {
			out = encodeRunes(decodeRunes(out)[:s.prec])
		}
		return t.pad(out, s, '>')
	case 'c':
		if x := v.Str(); x != nil {
			if x.Len() != 1 {
				return Value{}, t.Raisef(&TypeError, "%%c requires an int or a unicode character, not a string of length %d", x.Len())
			}
			return t.pad(x.S, s, '>')
		}
		if v.Type().Index == nil {
			return Value{}, t.Raisef(&TypeError, "%%c requires an int or a unicode character, not %s", v.Type().Name)
		}
		i, err := t.Index(v)
		if err != nil {
			return Value{}, err
		}
		n, large, _ := i.Long()
		if large != nil || n < 0 || n > 0x10ffff {
			return Value{}, t.Raisef(&OverflowError, "%c arg not in range(0x110000)")
		}
		return t.pad(RuneString(rune(n)), s, '>')
	case 'd', 'i', 'u', 'o', 'x', 'X':
		return p.convertInt(s, v)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		f, err := t.FloatArg(v)
		if err != nil {
			if _, raised := err.(*Exception); p.raw && raised {
				return Value{}, t.Raisef(&TypeError, "float argument required, not %s", v.Type().Name)
			}
			return Value{}, err
		}
		if s.prec > 1<<20 {
			return Value{}, t.Raisef(&ValueError, "precision too big")
		}
		if err := t.Charge(8 + 3*max(s.prec, 0)); err != nil {
			return Value{}, err
		}
		digits := FormatFloat(math.Abs(f), s.typ, s.prec, s.alt)
		return t.padNumber(signOf(math.Signbit(f) && f == f, s), "", digits, s)
	}
	r, _ := syntax.DecodeWTF8(text[i-1:])
	shown := r
	if r < ' ' || r > '~' {
		shown = '?'
	}
	return Value{}, t.Raisef(&ValueError, "unsupported format character '%c' (0x%x) at index %d", shown, r, countRunes(text[:i-1]))
}

func (p *percent) convertInt(s spec, v Value) (Value, error) {
	t := p.t
	if !v.isLong() {
		typ := v.Type()
		if p.raw && s.typ == 'i' {
			s.typ = 'd'
		}
		hex := s.typ == 'o' || s.typ == 'x' || s.typ == 'X'
		var err error
		switch {
		case hex && typ.Index == nil:
			return Value{}, t.Raisef(&TypeError, "%%%c format: an integer is required, not %s", s.typ, typ.Name)
		case !hex && typ.Index == nil && (typ.ToInt == nil || v.Str() != nil):
			return Value{}, t.Raisef(&TypeError, "%%%c format: a real number is required, not %s", s.typ, typ.Name)
		case hex || typ.ToInt == nil:
			v, err = t.Index(v)
		default:
			v, err = typ.ToInt(t, v)
		}
		switch {
		case err != nil && Catch(err, &TypeError) == nil:
			return Value{}, err
		case err == nil && v.isLong():
		case hex:
			return Value{}, t.Raisef(&TypeError, "%%%c format: an integer is required, not %s", s.typ, typ.Name)
		default:
			return Value{}, t.Raisef(&TypeError, "%%%c format: a real number is required, not %s", s.typ, typ.Name)
		}
	}
	z := BigOf(v)
	base, prefix := 10, ""
	switch s.typ {
	case 'o':
		base, prefix = 8, "0o"
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	}
	var digits string
	if base == 10 {
		var err error
		if digits, err = t.IntText(v); err != nil {
			return Value{}, err
		}
	} else {
		if err := t.payText(z.BitLen() / 2); err != nil {
			return Value{}, err
		}
		digits = z.Text(base)
	}
	digits = strings.TrimPrefix(digits, "-")
	if s.typ == 'X' {
		digits = strings.ToUpper(digits)
	}
	if !s.alt {
		prefix = ""
	}
	if n := s.prec - len(digits); n > 0 {
		if err := t.payText(n); err != nil {
			return Value{}, err
		}
		digits = strings.Repeat("0", n) + digits
	}
	return t.padNumber(signOf(z.Sign() < 0, s), prefix, digits, s)
}
