package py

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
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
	f := &formatter{t: t, args: a[1].Tuple().Items, kwargs: a[2].Dict()}
	return f.value(as[Str](a[0]).S)
}

func (f *formatter) value(text string) (Value, error) {
	s, err := f.expand(text, 2)
	return f.t.strResult(s, err)
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
		c := text[i]
		switch {
		case c == '{' && i+1 < len(text) && text[i+1] == '{', c == '}' && i+1 < len(text) && text[i+1] == '}':
			b.WriteByte(c)
			i += 2
		case c == '}':
			return "", t.Raisef(&ValueError, "Single '}' encountered in format string")
		case c != '{':
			j := i
			for j < len(text) && text[j] != '{' && text[j] != '}' {
				j++
			}
			b.WriteString(text[i:j])
			i = j
		default:
			end, nested := i+1, 1
			brackets := false
			for ; end < len(text) && nested > 0; end++ {
				switch text[end] {
				case '[':
					brackets = nested == 1 || brackets
				case ']':
					brackets = false
				case '{':
					if !brackets {
						nested++
					}
				case '}':
					if !brackets || nested > 1 {
						nested--
					}
				}
			}
			if nested > 0 {
				if i+1 == len(text) {
					return "", t.Raisef(&ValueError, "Single '{' encountered in format string")
				}
				return "", t.Raisef(&ValueError, "expected '}' before end of string")
			}
			s, err := f.field(text[i+1:end-1], depth)
			if err != nil {
				return "", err
			}
			if err := t.payText(len(s)); err != nil {
				return "", err
			}
			b.WriteString(s)
			i = end
		}
	}
	return b.String(), nil
}

// field is the text of one replacement field, given without its braces.
func (f *formatter) field(text string, depth int) (string, error) {
	t := f.t
	name, spec, conv := text, "", byte(0)
	bracket := 0
cut:
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[':
			bracket++
		case ']':
			bracket--
		case ':', '!':
			if bracket > 0 {
				continue
			}
			name = text[:i]
			rest := text[i:]
			if rest[0] == '!' {
				if len(rest) < 2 {
					return "", t.Raisef(&ValueError, "end of string while looking for conversion specifier")
				}
				conv = rest[1]
				rest = rest[2:]
				if rest != "" && rest[0] != ':' {
					return "", t.Raisef(&ValueError, "expected ':' after conversion specifier")
				}
			}
			if rest != "" {
				spec = rest[1:]
			}
			break cut
		}
	}
	v, err := f.lookup(name)
	if err != nil {
		return "", err
	}
	switch conv {
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
		if conv == 'a' {
			s = ASCIIText(s)
		}
		v = t.StrValue(s)
	default:
		return "", t.Raisef(&ValueError, "Unknown conversion specifier %c", conv)
	}
	if strings.ContainsAny(spec, "{}") {
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
		if n, err := strconv.ParseInt(key, 10, 64); err == nil && key[0] != '-' && key[0] != '+' {
			k = Int(n)
		}
		if v, err = t.GetItem(v, k); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

func (f *formatter) argument(name string) (Value, error) {
	t := f.t
	if f.mapping.IsSet() {
		if name == "" || name[0] >= '0' && name[0] <= '9' {
			return Value{}, t.Raisef(&ValueError, "Format string contains positional fields")
		}
		return t.GetItem(f.mapping, t.StrValue(name))
	}
	n, err := strconv.Atoi(name)
	isNumber := err == nil && name[0] != '+' && name[0] != '-'
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

// percent is one use of the operator % on a text.
type percent struct {
	t    *Thread
	args []Value // the tuple, or the one value
	next int
	dict Value // the mapping, where the operand is one
}

func strMod(t *Thread, a, b Value) (Value, error) {
	s := a.Str()
	if s == nil {
		return NotImplemented, nil
	}
	out, err := t.percentFormat(s.S, b)
	return t.strResult(out, err)
}

// percentFormat is text % operand.
func (t *Thread) percentFormat(text string, operand Value) (string, error) {
	p := &percent{t: t}
	if tuple := operand.Tuple(); tuple != nil {
		p.args = tuple.Items
	} else {
		p.args = []Value{operand}
		if operand.Type().GetItem != nil && operand.Str() == nil && operand.Bytes() == nil {
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
		return "", t.Raisef(&TypeError, "not all arguments converted during string formatting")
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
	var keyed Value
	if i < len(text) && text[i] == '(' {
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
		if !p.dict.IsSet() {
			return "", 0, t.Raisef(&TypeError, "format requires a mapping")
		}
		v, err := t.GetItem(p.dict, t.StrValue(text[i+1:j-1]))
		if err != nil {
			return "", 0, err
		}
		keyed = v
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
			return "", 0, err
		}
		s.prec = max(s.prec, 0)
	}
	for i < len(text) && (text[i] == 'l' || text[i] == 'h' || text[i] == 'L') {
		i++
	}
	if i >= len(text) {
		return incomplete()
	}
	s.typ = text[i]
	i++
	if s.typ == '%' {
		return "%", i, nil
	}
	v := keyed
	if !v.IsSet() {
		if v, err = p.arg(); err != nil {
			return "", 0, err
		}
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
		n, err := t.IntArg(v)
		if err != nil {
			return Value{}, err
		}
		if n < 0 || n > 0x10ffff {
			return Value{}, t.Raisef(&OverflowError, "%%c arg not in range(0x110000)")
		}
		return t.pad(RuneString(rune(n)), s, '>')
	case 'd', 'i', 'u', 'o', 'x', 'X':
		return p.convertInt(s, v)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		f, err := t.FloatArg(v)
		if err != nil {
			return Value{}, err
		}
		if s.prec > 1<<20 {
			return Value{}, t.Raisef(&ValueError, "precision too big")
		}
		digits := FormatFloat(math.Abs(f), s.typ, s.prec, s.alt)
		return t.padNumber(signOf(math.Signbit(f) && f == f, s), "", digits, s)
	}
	r, _ := syntax.DecodeWTF8(text[i-1:])
	return Value{}, t.Raisef(&ValueError, "unsupported format character '%s' (0x%x) at index %d", RuneString(r), r, countRunes(text[:i-1]))
}

func (p *percent) convertInt(s spec, v Value) (Value, error) {
	t := p.t
	if !v.isLong() {
		typ := v.Type()
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
		if err != nil {
			return Value{}, err
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

// intMethods defines the methods of int.
func intMethods() {
	self := func(t *Thread, v Value) (Value, error) { return intSelf(t, v) }
	IntType.addAttrs([]Attr{
		{"real", self, nil}, {"numerator", self, nil},
		{"imag", func(t *Thread, v Value) (Value, error) { return Int(0), nil }, nil},
		{"denominator", func(t *Thread, v Value) (Value, error) { return Int(1), nil }, nil},
	})
	IntType.addMethods([]Def{
		{"__format__", "format_spec, /", formatInt},
		{"__round__", "ndigits=None, /", intRound},
		{"__trunc__", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"__floor__", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"__ceil__", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"__divmod__", "value, /", func(t *Thread, a []Value) (Value, error) {
			if !a[1].isLong() {
				return NotImplemented, nil
			}
			q, err := t.Binary(code.OpFloorDiv, a[0], a[1])
			if err != nil {
				return Value{}, err
			}
			m, err := t.Binary(code.OpMod, a[0], a[1])
			return t.Tuple(q, m), err
		}},
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) {
			v, err := intSelf(t, a[0])
			return t.Tuple(v), err
		}},
		{"bit_length", "", func(t *Thread, a []Value) (Value, error) { return Int(int64(BigOf(a[0]).BitLen())), nil }},
		{"bit_count", "", func(t *Thread, a []Value) (Value, error) {
			n := 0
			words := BigOf(a[0]).Bits()
			if err := t.Charge(len(words) / 16); err != nil {
				return Value{}, err
			}
			for _, w := range words {
				for ; w != 0; w &= w - 1 {
					n++
				}
			}
			return Int(int64(n)), nil
		}},
		{"conjugate", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"is_integer", "", func(t *Thread, a []Value) (Value, error) { return True, nil }},
		{"as_integer_ratio", "", func(t *Thread, a []Value) (Value, error) {
			v, err := intSelf(t, a[0])
			return t.Tuple(v, Int(1)), err
		}},
		{"to_bytes", "length=1, byteorder='big', *, signed=False", intToBytes},
	})
	IntType.addClassMethods([]Def{{"from_bytes", "bytes, byteorder='big', *, signed=False", intFromBytes}})
}

// intRound is round(i, n): to a multiple of a power of ten, ties to even.
func intRound(t *Thread, a []Value) (Value, error) {
	if !a[1].IsSet() || a[1].IsNone() {
		return intSelf(t, a[0])
	}
	n, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	if n >= 0 {
		return intSelf(t, a[0])
	}
	z := BigOf(a[0])
	if -n > z.BitLen() {
		return Int(0), nil
	}
	if err := t.Charge(n * n / 1000); err != nil {
		return Value{}, err
	}
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	q, r := FloorDivBig(z, p)
	twice := new(big.Int).Lsh(r, 1)
	if c := twice.Cmp(p); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return t.Big(q.Mul(q, p)), nil
}

func byteOrder(t *Thread, v Value) (little bool, err error) {
	if !v.IsSet() {
		return false, nil
	}
	s, err := t.StrArg(v, "byteorder")
	if err != nil {
		return false, err
	}
	switch s.S {
	case "little":
		return true, nil
	case "big":
		return false, nil
	}
	return false, t.Raisef(&ValueError, "byteorder must be either 'little' or 'big'")
}

func intToBytes(t *Thread, a []Value) (Value, error) {
	n := 1
	var err error
	if a[1].IsSet() {
		if n, err = t.IntArg(a[1]); err != nil {
			return Value{}, err
		}
	}
	if n < 0 {
		return Value{}, t.Raisef(&ValueError, "length argument must be non-negative")
	}
	little, err := byteOrder(t, a[2])
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].IsSet() {
		if signed, err = t.Truth(a[3]); err != nil {
			return Value{}, err
		}
	}
	if err := t.payText(n); err != nil {
		return Value{}, err
	}
	z := BigOf(a[0])
	if z.Sign() < 0 && !signed {
		return Value{}, t.Raisef(&OverflowError, "can't convert negative int to unsigned")
	}
	bits := z.BitLen()
	if signed {
		if z.Sign() < 0 {
			bits = new(big.Int).Add(z, big.NewInt(1)).BitLen()
		}
		bits++
	}
	if bits > n*8 {
		return Value{}, t.Raisef(&OverflowError, "int too big to convert")
	}
	if z.Sign() < 0 {
		z = new(big.Int).Add(z, new(big.Int).Lsh(big.NewInt(1), uint(n*8)))
	}
	out := z.FillBytes(make([]byte, n))
	if little {
		for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
	}
	return t.NewBytes(out), nil
}

func intFromBytes(t *Thread, a []Value) (Value, error) {
	b, err := t.bytesFrom(a[1])
	if err != nil {
		return Value{}, err
	}
	little, err := byteOrder(t, a[2])
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].IsSet() {
		if signed, err = t.Truth(a[3]); err != nil {
			return Value{}, err
		}
	}
	if err := t.payText(len(b)); err != nil {
		return Value{}, err
	}
	b = append([]byte(nil), b...)
	if little {
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
	}
	z := new(big.Int).SetBytes(b)
	if signed && len(b) > 0 && b[0]&0x80 != 0 {
		z.Sub(z, new(big.Int).Lsh(big.NewInt(1), uint(len(b)*8)))
	}
	return t.Big(z), nil
}

// floatMethods defines the methods of float.
func floatMethods() {
	self := func(t *Thread, v Value) (Value, error) { return floatPos(t, v) }
	FloatType.addAttrs([]Attr{{"real", self, nil}, {"imag", func(t *Thread, v Value) (Value, error) { return Float(0), nil }, nil}})
	FloatType.addMethods([]Def{
		{"__format__", "format_spec, /", formatFloatMethod},
		{"__round__", "ndigits=None, /", floatRound},
		{"__trunc__", "", func(t *Thread, a []Value) (Value, error) { return floatToInt(t, a[0]) }},
		{"__floor__", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return t.FloatToInt(math.Floor(f))
		}},
		{"__ceil__", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return t.FloatToInt(math.Ceil(f))
		}},
		{"__divmod__", "value, /", func(t *Thread, a []Value) (Value, error) {
			x, _ := a[0].Double()
			y, _, ok := number(a[1])
			if !ok {
				return NotImplemented, nil
			}
			if y == 0 {
				return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
			}
			q, m := FloatDivMod(x, y)
			return t.Tuple(Float(q), Float(m)), nil
		}},
		{"is_integer", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return Bool(f == math.Trunc(f) && !math.IsInf(f, 0)), nil
		}},
		{"conjugate", "", func(t *Thread, a []Value) (Value, error) { return floatPos(t, a[0]) }},
		{"hex", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return t.StrValue(floatHex(f)), nil
		}},
		{"as_integer_ratio", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			if math.IsInf(f, 0) {
				return Value{}, t.Raisef(&OverflowError, "cannot convert Infinity to integer ratio")
			}
			if f != f {
				return Value{}, t.Raisef(&ValueError, "cannot convert NaN to integer ratio")
			}
			r := new(big.Rat).SetFloat64(f)
			return t.Tuple(t.Big(r.Num()), t.Big(r.Denom())), nil
		}},
	})
	FloatType.addClassMethods([]Def{{"fromhex", "string, /", func(t *Thread, a []Value) (Value, error) {
		s, err := t.StrArg(a[1], "fromhex() argument")
		if err != nil {
			return Value{}, err
		}
		text := strings.ToLower(strings.TrimSpace(s.S))
		if !strings.Contains(text, "p") && strings.Contains(text, "0x") {
			text += "p0"
		}
		f, perr := strconv.ParseFloat(text, 64)
		if perr != nil {
			return Value{}, t.Raisef(&ValueError, "invalid hexadecimal floating-point string")
		}
		return t.Call(a[0], Float(f))
	}}})
}

func floatHex(f float64) string {
	switch {
	case f != f:
		return "nan"
	case math.IsInf(f, 0):
		return strings.TrimPrefix(strconv.FormatFloat(f, 'g', -1, 64), "+")
	case f == 0:
		if math.Signbit(f) {
			return "-0x0.0p+0"
		}
		return "0x0.0p+0"
	}
	bits := math.Float64bits(f)
	exp := int(bits>>52&0x7ff) - 1023
	lead := "1"
	if exp == -1023 {
		exp, lead = -1022, "0"
	}
	sign, e := "", strconv.Itoa(exp)
	if math.Signbit(f) {
		sign = "-"
	}
	if exp >= 0 {
		e = "+" + e
	}
	m := strconv.FormatUint(bits&(1<<52-1), 16)
	return sign + "0x" + lead + "." + strings.Repeat("0", 13-len(m)) + m + "p" + e
}

// floatRound is round(f, n), correctly rounded with ties to even.
func floatRound(t *Thread, a []Value) (Value, error) {
	f, _ := a[0].Double()
	if !a[1].IsSet() || a[1].IsNone() {
		return t.FloatToInt(math.RoundToEven(f))
	}
	n, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	return Float(RoundFloat(f, n)), nil
}

// RoundFloat rounds to n decimal digits, by way of the decimal text, so that it agrees with CPython's.
func RoundFloat(f float64, n int) float64 {
	if f != f || math.IsInf(f, 0) || n > 323 {
		return f
	}
	if n < -308 {
		return math.Copysign(0, f)
	}
	if n >= 0 {
		r, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'f', n, 64), 64)
		return r
	}
	z := new(big.Float).SetFloat64(f)
	i, _ := z.Int(nil)
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	q, r := FloorDivBig(i, p)
	twice := new(big.Int).Lsh(r, 1)
	c := twice.Cmp(p)
	exact := f == math.Trunc(f)
	if c > 0 || c == 0 && (q.Bit(0) == 1 || !exact) {
		q.Add(q, big.NewInt(1))
	}
	out, _ := new(big.Float).SetInt(q.Mul(q, p)).Float64()
	if out == 0 {
		return math.Copysign(0, f)
	}
	return out
}
