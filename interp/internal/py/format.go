package py

import (
	"math"
	"strconv"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// spec is a parsed format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][grouping][type].
type spec struct {
	fill      string
	align     byte // 0, '<', '>', '^' or '='
	zeroPad   bool // a 0 before the width
	sign      byte // 0, '+', '-' or ' '
	zero      bool // z: no negative zero
	alt       bool
	width     int
	group     byte // 0, ',' or '_'
	fracGroup byte
	prec      int // -1 where there is none
	typ       byte
	code      rune // the type where it is no ASCII character
}

// parseSpec reads a specification. What it means for a type that is none, and which alignment is the usual one, depends
// on the value.
func (t *Thread) parseSpec(text string, v Value) (spec, error) {
	s := spec{fill: " ", prec: -1}
	full := text
	if text == "" {
		return s, nil
	}
	isAlign := func(c byte) bool { return c == '<' || c == '>' || c == '^' || c == '=' }
	_, size := syntax.DecodeWTF8(text)
	filled := false
	if len(text) > size && isAlign(text[size]) {
		s.fill, s.align, text, filled = text[:size], text[size], text[size+1:], true
	} else if isAlign(text[0]) {
		s.align, text = text[0], text[1:]
	}
	next := func() byte {
		if text == "" {
			return 0
		}
		return text[0]
	}
	if c := next(); c == '+' || c == '-' || c == ' ' {
		s.sign, text = c, text[1:]
	}
	if next() == 'z' {
		s.zero, text = true, text[1:]
	}
	if next() == '#' {
		s.alt, text = true, text[1:]
	}
	if !filled && next() == '0' {
		s.fill, s.zeroPad = "0", true
		if s.align == 0 && v.Str() == nil {
			s.align = '='
		}
		text = text[1:]
	}
	number := func() (int, bool, error) {
		n, i := 0, 0
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			if n > (math.MaxInt64-9)/10 {
				return 0, false, t.Raisef(&ValueError, "Too many decimal digits in format string")
			}
			n = n*10 + int(text[i]-'0')
			i++
		}
		text = text[i:]
		return n, i > 0, nil
	}
	var err error
	if s.width, _, err = number(); err != nil {
		return s, err
	}
	both := func() (spec, error) { return s, t.Raisef(&ValueError, "Cannot specify both ',' and '_'.") }
	if next() == ',' {
		s.group, text = ',', text[1:]
	}
	if next() == '_' {
		if s.group != 0 {
			return both()
		}
		s.group, text = '_', text[1:]
	}
	if next() == ',' && s.group == '_' {
		return both()
	}
	if next() == '.' {
		text = text[1:]
		n, ok, err := number()
		if err != nil {
			return s, err
		}
		if ok {
			s.prec = n
		}
		if next() == ',' {
			s.fracGroup, text, ok = ',', text[1:], true
		}
		if next() == '_' {
			if s.fracGroup != 0 {
				return both()
			}
			s.fracGroup, text, ok = '_', text[1:], true
		}
		if next() == ',' && s.fracGroup == '_' {
			return both()
		}
		if !ok {
			return s, t.Raisef(&ValueError, "Format specifier missing precision")
		}
	}
	if _, size := syntax.DecodeWTF8(text); text != "" && len(text) > size {
		return s, t.Raisef(&ValueError, "Invalid format specifier '%s' for object of type '%s'", full, v.Type().Name)
	}
	if text != "" {
		s.typ = text[0]
		s.code, _ = syntax.DecodeWTF8(text)
	}
	return s, t.checkGrouping(&s, v)
}

// checkGrouping refuses thousands separators where the type has no use for them.
func (t *Thread) checkGrouping(s *spec, v Value) error {
	typ := s.typ
	if typ == 0 && v.Str() != nil {
		typ = 's'
	}
	refuse := func(c byte) error {
		if s.code > 32 && s.code < 128 || s.code == 0 {
			return t.Raisef(&ValueError, "Cannot specify '%c' with '%c'.", c, typ)
		}
		return t.Raisef(&ValueError, "Cannot specify '%c' with '\\x%x'.", c, s.code)
	}
	switch typ {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', '%':
		return nil
	case 'd':
		return nil
	case 'b', 'o', 'x', 'X':
		if s.group == '_' {
			return nil
		}
	}
	switch {
	case s.group != 0:
		return refuse(s.group)
	case s.fracGroup != 0 && typ == 'n': // other types have their own words for a precision
		return refuse(s.fracGroup)
	}
	return nil
}

func (t *Thread) unknownCode(s spec, v Value) error {
	if s.code > 32 && s.code < 128 {
		return t.Raisef(&ValueError, "Unknown format code '%c' for object of type '%s'", s.code, v.Type().Name)
	}
	return t.Raisef(&ValueError, "Unknown format code '\\x%x' for object of type '%s'", s.code, v.Type().Name)
}

// pad fills a text up to the width.
func (t *Thread) pad(text string, s spec, align byte) (Value, error) {
	if s.align != 0 {
		align = s.align
	}
	n := s.width - countRunes(text)
	if n <= 0 {
		return t.StrValue(text), nil
	}
	if err := t.Grow(uint64(n) * uint64(len(s.fill))); err != nil {
		return Value{}, err
	}
	if err := t.Charge(n / 32); err != nil {
		return Value{}, err
	}
	left := 0
	switch align {
	case '>', '=':
		left = n
	case '^':
		left = n / 2
	}
	return t.StrValue(strings.Repeat(s.fill, left) + text + strings.Repeat(s.fill, n-left)), nil
}

// padNumber fills between the sign and the digits where the alignment is '='.
func (t *Thread) padNumber(sign, prefix, digits string, s spec) (Value, error) {
	if s.align == '=' {
		n := s.width - len(sign) - len(prefix) - countRunes(digits)
		if n > 0 {
			if err := t.Grow(uint64(n) * uint64(len(s.fill))); err != nil {
				return Value{}, err
			}
			if err := t.Charge(n / 32); err != nil {
				return Value{}, err
			}
			if s.group != 0 && s.fill == "0" && strings.ContainsAny(digits[:1], "0123456789abcdefABCDEF") {
				return t.StrValue(sign + prefix + zeroGrouped(digits, s, s.width-len(sign)-len(prefix))), nil
			}
			return t.StrValue(sign + prefix + strings.Repeat(s.fill, n) + digits), nil
		}
		return t.StrValue(sign + prefix + digits), nil
	}
	return t.pad(sign+prefix+digits, s, '>')
}

// zeroGrouped pads digits that are grouped already with zeros, grouping these too.
func zeroGrouped(digits string, s spec, width int) string {
	whole, rest := digits, ""
	if s.typ != 'x' && s.typ != 'X' {
		if i := strings.IndexFunc(digits, func(r rune) bool { return r != rune(s.group) && (r < '0' || r > '9') }); i >= 0 {
			whole, rest = digits[:i], digits[i:]
		}
	}
	whole = strings.ReplaceAll(whole, string(s.group), "")
	size := 3
	if s.typ == 'x' || s.typ == 'X' || s.typ == 'b' || s.typ == 'o' {
		size = 4
	}
	for {
		g := group(whole, s.group, size)
		if len(g)+len(rest) >= width {
			return g + rest
		}
		whole = "0" + whole
	}
}

// group puts separators between digits.
func group(digits string, sep byte, size int) string {
	if sep == 0 || len(digits) <= size {
		return digits
	}
	var b strings.Builder
	first := len(digits) % size
	b.WriteString(digits[:first])
	for i := first; i < len(digits); i += size {
		if i > 0 {
			b.WriteByte(sep)
		}
		b.WriteString(digits[i : i+size])
	}
	return b.String()
}

func signOf(negative bool, s spec) string {
	switch {
	case negative:
		return "-"
	case s.sign == '+' || s.sign == ' ':
		return string(s.sign)
	}
	return ""
}

// formatInt is int.__format__.
func formatInt(t *Thread, a []Value) (Value, error) {
	sp, err := t.StrArg(a[1], "__format__() argument")
	if err != nil {
		return Value{}, err
	}
	if sp.S == "" {
		return t.StrOf(a[0])
	}
	s, err := t.parseSpec(sp.S, a[0])
	if err != nil {
		return Value{}, err
	}
	small, large, _ := a[0].Long()
	switch s.typ {
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		f, err := intToFloat(t, a[0])
		if err != nil {
			return Value{}, err
		}
		return t.formatFloat(f.F(), s, a[0])
	case 0, 'd', 'n', 'b', 'o', 'x', 'X', 'c':
	default:
		return Value{}, t.unknownCode(s, a[0])
	}
	switch {
	case s.prec >= 0:
		return Value{}, t.Raisef(&ValueError, "Precision not allowed in integer format specifier")
	case s.zero:
		return Value{}, t.Raisef(&ValueError, "Negative zero coercion (z) not allowed in integer format specifier")
	}
	if s.typ == 'c' {
		if s.sign != 0 {
			return Value{}, t.Raisef(&ValueError, "Sign not allowed with integer format specifier 'c'")
		}
		if s.alt {
			return Value{}, t.Raisef(&ValueError, "Alternate form (#) not allowed with integer format specifier 'c'")
		}
		if large != nil || small < 0 || small > 0x10ffff {
			return Value{}, t.Raisef(&OverflowError, "%c arg not in range(0x110000)")
		}
		return t.padNumber("", "", RuneString(rune(small)), s)
	}
	base, prefix, size := 10, "", 3
	switch s.typ {
	case 'b':
		base, prefix, size = 2, "0b", 4
	case 'o':
		base, prefix, size = 8, "0o", 4
	case 'x':
		base, prefix, size = 16, "0x", 4
	case 'X':
		base, prefix, size = 16, "0X", 4
	}
	if !s.alt {
		prefix = ""
	}
	negative := small < 0
	var digits string
	switch {
	case large != nil && base == 10:
		if digits, err = t.IntText(t.Big(large)); err != nil {
			return Value{}, err
		}
		negative = large.Sign() < 0
	case large != nil:
		if err := t.Grow(uint64(large.BitLen())); err != nil {
			return Value{}, err
		}
		if err := t.Charge(large.BitLen() / 64); err != nil {
			return Value{}, err
		}
		digits, negative = large.Text(base), large.Sign() < 0
	default:
		digits = strconv.FormatInt(small, base)
	}
	digits = strings.TrimPrefix(digits, "-")
	if s.typ == 'X' {
		digits = strings.ToUpper(digits)
	}
	return t.padNumber(signOf(negative, s), prefix, group(digits, s.group, size), s)
}

// formatFloatMethod is float.__format__.
func formatFloatMethod(t *Thread, a []Value) (Value, error) {
	sp, err := t.StrArg(a[1], "__format__() argument")
	if err != nil {
		return Value{}, err
	}
	if sp.S == "" {
		return t.StrOf(a[0])
	}
	s, err := t.parseSpec(sp.S, a[0])
	if err != nil {
		return Value{}, err
	}
	f, _ := a[0].Double()
	switch s.typ {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
	default:
		return Value{}, t.unknownCode(s, a[0])
	}
	return t.formatFloat(f, s, a[0])
}

func (t *Thread) formatFloat(f float64, s spec, v Value) (Value, error) {
	sign, digits, err := t.floatDigits(f, s)
	if err != nil {
		return Value{}, err
	}
	return t.padNumber(sign, "", digits, s)
}

// floatDigits is a number by a specification, without padding.
func (t *Thread) floatDigits(f float64, s spec) (sign, digits string, err error) {
	if s.prec > math.MaxInt32 {
		return "", "", t.Raisef(&ValueError, "precision too big")
	}
	if s.prec > 1<<20 {
		return "", "", t.RaiseNew(&MemoryError, "")
	}
	if err := t.Charge(8 + 3*max(s.prec, 0)); err != nil {
		return "", "", err
	}
	digits = FormatFloat(math.Abs(f), s.typ, s.prec, s.alt)
	negative := math.Signbit(f) && f == f
	if mantissa, _, _ := strings.Cut(strings.ToLower(digits), "e"); s.zero && negative && strings.Trim(mantissa, "0.%") == "" {
		negative = false
	}
	if (s.group != 0 || s.fracGroup != 0) && isFinite(f) {
		whole, rest := digits, ""
		if i := strings.IndexAny(digits, ".eE%"); i >= 0 {
			whole, rest = digits[:i], digits[i:]
		}
		if s.fracGroup != 0 && rest != "" && rest[0] == '.' {
			end := 1
			for end < len(rest) && isDigitByte(rest[end]) {
				end++
			}
			rest = "." + groupFromLeft(rest[1:end], s.fracGroup) + rest[end:]
		}
		digits = group(whole, s.group, 3) + rest
	}
	return signOf(negative, s), digits, nil
}

// groupFromLeft puts separators between the digits of a fraction.
func groupFromLeft(digits string, sep byte) string {
	var b strings.Builder
	for i := 0; i < len(digits); i++ {
		if i > 0 && i%3 == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// FormatFloat writes a number that is not negative by a format code: 0 for the shortest, e, f, g and % with a
// precision, -1 for 6.
func FormatFloat(f float64, typ byte, prec int, alt bool) string {
	upper := typ == 'E' || typ == 'F' || typ == 'G'
	out := ""
	if typ == '%' {
		f *= 100
	}
	switch {
	case f != f:
		out = "nan"
	case math.IsInf(f, 0):
		out = "inf"
	}
	if out != "" {
		if typ == '%' {
			out += "%"
		}
		if upper {
			return strings.ToUpper(out)
		}
		return out
	}
	p := prec
	if p < 0 {
		p = 6
	}
	switch typ {
	case 'e', 'E':
		out = strconv.FormatFloat(f, 'e', p, 64)
		if alt && p == 0 {
			out = strings.Replace(out, "e", ".e", 1)
		}
	case 'f', 'F':
		out = strconv.FormatFloat(f, 'f', p, 64)
		if alt && p == 0 {
			out += "."
		}
	case '%':
		out = strconv.FormatFloat(f, 'f', p, 64)
		if alt && p == 0 {
			out += "."
		}
		out += "%"
	case 0:
		if prec < 0 {
			out = FloatText(f)
			if mantissa, exp, ok := strings.Cut(out, "e"); ok && alt && !strings.Contains(mantissa, ".") {
				out = mantissa + ".e" + exp
			}
			return out
		}
		out = general(f, p, alt, true)
	default:
		out = general(f, p, alt, false)
	}
	if upper {
		out = strings.ToUpper(out)
	}
	return out
}

// general is the format g: significant digits, an exponent where that is shorter, no trailing zeros unless alt.
// point is the variant of the empty format code: it always shows a fraction or an exponent.
func general(f float64, p int, alt, point bool) string {
	if p == 0 {
		p = 1
	}
	e := strconv.FormatFloat(f, 'e', p-1, 64)
	i := strings.IndexByte(e, 'e')
	exp, _ := strconv.Atoi(e[i+1:])
	limit := p
	if point {
		limit--
	}
	if exp < -4 || exp >= limit {
		m := e[:i]
		switch hasPoint := strings.Contains(m, "."); {
		case alt && !hasPoint:
			m += "."
		case !alt && hasPoint:
			m = strings.TrimRight(strings.TrimRight(m, "0"), ".")
		}
		return m + e[i:]
	}
	s := strconv.FormatFloat(f, 'f', max(p-1-exp, 0), 64)
	if !alt && strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	switch hasPoint := strings.Contains(s, "."); {
	case point && !hasPoint:
		s += ".0"
	case alt && !hasPoint:
		s += "."
	}
	return s
}

// formatStr is str.__format__.
func formatStr(t *Thread, a []Value) (Value, error) {
	sp, err := t.StrArg(a[1], "__format__() argument")
	if err != nil {
		return Value{}, err
	}
	v := a[0].Str()
	if sp.S == "" {
		return t.StrOf(a[0])
	}
	s, err := t.parseSpec(sp.S, a[0])
	if err != nil {
		return Value{}, err
	}
	switch {
	case s.typ != 0 && s.typ != 's':
		return Value{}, t.unknownCode(s, a[0])
	case s.sign != 0:
		if s.sign == ' ' {
			return Value{}, t.Raisef(&ValueError, "Space not allowed in string format specifier")
		}
		return Value{}, t.Raisef(&ValueError, "Sign not allowed in string format specifier")
	case s.zero:
		return Value{}, t.Raisef(&ValueError, "Negative zero coercion (z) not allowed in string format specifier")
	case s.alt:
		return Value{}, t.Raisef(&ValueError, "Alternate form (#) not allowed in string format specifier")
	case s.align == '=':
		return Value{}, t.Raisef(&ValueError, "'=' alignment not allowed in string format specifier")
	}
	text := v.S
	if s.prec >= 0 && s.prec < v.Len() {
		text = v.Slice(0, s.prec)
	}
	return t.pad(text, s, '<')
}
