package gpython

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// spec is a format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
type spec struct {
	fill      string
	align     byte // 0 where not given
	sign      byte
	alternate bool
	zero      bool
	width     int
	group     byte
	precision int // -1 where not given
	kind      byte
}

// maxWidth is the widest field: CPython's own bound is the size of an address, ours what memory allows.
const maxWidth = math.MaxInt32

func (r *run) parseSpec(s string) (spec, error) {
	p := spec{fill: " ", precision: -1}
	bad := func() (spec, error) {
		return p, r.errorf("ValueError", "Invalid format specifier '%s'", s)
	}
	rest, filled := s, false
	if _, n := utf8.DecodeRuneInString(rest); n > 0 && len(rest) > n && strings.IndexByte("<>=^", rest[n]) >= 0 {
		p.fill, p.align, rest, filled = rest[:n], rest[n], rest[n+1:], true
	} else if rest != "" && strings.IndexByte("<>=^", rest[0]) >= 0 {
		p.align, rest = rest[0], rest[1:]
	}
	next := func(set string) byte {
		if rest != "" && strings.IndexByte(set, rest[0]) >= 0 {
			c := rest[0]
			rest = rest[1:]
			return c
		}
		return 0
	}
	number := func() (int, bool) {
		n, seen := 0, false
		for rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			n = min(n*10+int(rest[0]-'0'), maxWidth)
			rest, seen = rest[1:], true
		}
		return n, seen
	}
	p.sign = next("+- ")
	if next("z") != 0 {
		r.unsupported("format option z")
	}
	p.alternate = next("#") != 0
	if next("0") != 0 {
		p.zero = true
		if !filled {
			p.fill = "0"
		}
		if p.align == 0 {
			p.align = '='
		}
	}
	p.width, _ = number()
	p.group = next(",_")
	if next(".") != 0 {
		var ok bool
		if p.precision, ok = number(); !ok {
			return p, r.errorf("ValueError", "Format specifier missing precision")
		}
	}
	if len(rest) > 1 {
		return bad()
	}
	if rest != "" {
		p.kind = rest[0]
	}
	return p, nil
}

// format is format(v, spec).
func (r *run) format(v object, specText string) (string, error) {
	switch v.(type) {
	case *instance, *exception:
		if owner := r.owner(r.classOf(v), "__format__"); owner != nil && !owner.builtin {
			m, err := r.special(v, "__format__")
			if err != nil {
				return "", err
			}
			out, err := r.callInner(m, []object{py.String(specText)}, nil)
			if err != nil {
				return "", err
			}
			if s, ok := out.(py.String); ok {
				return string(s), nil
			}
			return "", r.errorf("TypeError", "__format__ must return a str, not %s", r.classOf(out).name)
		}
	}
	if specText == "" {
		return r.str(v)
	}
	switch v := v.(type) {
	case py.String:
		p, err := r.parseSpec(specText)
		if err != nil {
			return "", err
		}
		return r.formatString(p, string(v))
	case py.Bool, py.Int, *py.BigInt, py.Float:
		p, err := r.parseSpec(specText)
		if err != nil {
			return "", err
		}
		return r.formatNumber(p, v)
	}
	return "", r.errorf("TypeError", "unsupported format string passed to %s.__format__", r.classOf(v).name)
}

func (r *run) unknownFormat(kind byte, class string) error {
	return r.errorf("ValueError", "Unknown format code '%c' for object of type '%s'", kind, class)
}

func (r *run) formatString(p spec, s string) (string, error) {
	if p.kind != 0 && p.kind != 's' {
		return "", r.unknownFormat(p.kind, "str")
	}
	if p.sign != 0 {
		return "", r.errorf("ValueError", "Sign not allowed in string format specifier")
	}
	if p.align == '=' {
		if !p.zero {
			return "", r.errorf("ValueError", "'=' alignment not allowed in string format specifier")
		}
		p.align = '<'
	}
	if p.precision >= 0 {
		r.charge(uint64(len(s)) / 16)
		n := 0
		for i := range s {
			if n == p.precision {
				s = s[:i]
				break
			}
			n++
		}
	}
	return r.pad(p, "", s, '<')
}

// pad fills a number's sign and digits, or a text, to the width; byDefault is the alignment where none is given.
func (r *run) pad(p spec, sign, body string, byDefault byte) (string, error) {
	have := len(sign) + utf8.RuneCountInString(body)
	gap := p.width - have
	if gap <= 0 {
		return sign + body, nil
	}
	if err := r.newText(gap * len(p.fill)); err != nil {
		return "", err
	}
	align := p.align
	if align == 0 {
		align = byDefault
	}
	left, right, inside := 0, 0, 0
	switch align {
	case '<':
		right = gap
	case '>':
		left = gap
	case '^':
		left = gap / 2
		right = gap - left
	case '=':
		inside = gap
	}
	fill := func(n int) string { return strings.Repeat(p.fill, n) }
	return fill(left) + sign + fill(inside) + body + fill(right), nil
}

func (r *run) formatNumber(p spec, v object) (string, error) {
	n, isInt := asBig(v)
	class := r.classOf(v).name
	if isInt {
		switch p.kind {
		case 0, 'd', 'n', 'b', 'o', 'x', 'X', 'c':
			return r.formatInt(p, n)
		}
	}
	f, _, err := r.asFloat(v)
	if err != nil {
		return "", err
	}
	switch p.kind {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', '%', 'n':
	default:
		return "", r.unknownFormat(p.kind, class)
	}
	body, err := r.floatText(math.Abs(f), p.kind, p.precision, p.alternate)
	if err != nil {
		return "", err
	}
	return r.signed(p, math.Signbit(f) && !math.IsNaN(f), "", body)
}

// signed adds sign, prefix, grouping and padding to the digits of a number.
func (r *run) signed(p spec, negative bool, prefix, digits string) (string, error) {
	sign := ""
	switch {
	case negative:
		sign = "-"
	case p.sign == '+' || p.sign == ' ':
		sign = string(p.sign)
	}
	sign += prefix
	if p.group != 0 {
		size := 3
		if strings.IndexByte("boxX", p.kind) >= 0 && p.kind != 0 {
			size = 4
		}
		whole, rest := digits, ""
		if i := strings.IndexFunc(digits, func(c rune) bool { return strings.ContainsRune(".e%", c) }); i >= 0 && size == 3 {
			whole, rest = digits[:i], digits[i:]
		}
		if p.fill == "0" && p.align == '=' {
			// Zeros are grouped along with the digits.
			if p.width > 1<<20 {
				return "", r.memoryError()
			}
			for len(sign)+len(group(whole, p.group, size))+len(rest) < p.width {
				r.charge(uint64(len(whole)) / 4)
				whole = "0" + whole
			}
		}
		digits = group(whole, p.group, size) + rest
		if p.fill == "0" && p.align == '=' && len(sign)+len(digits) > p.width && digits[0] == p.group {
			digits = "0" + digits
		}
	}
	return r.pad(p, sign, digits, '>')
}

func group(digits string, sep byte, size int) string {
	var b strings.Builder
	for i := 0; i < len(digits); i++ {
		if i > 0 && (len(digits)-i)%size == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

func (r *run) formatInt(p spec, n *big.Int) (string, error) {
	if p.precision >= 0 {
		return "", r.errorf("ValueError", "Precision not allowed in integer format specifier")
	}
	if p.kind == 'c' {
		if !n.IsInt64() || n.Int64() < 0 || n.Int64() > utf8.MaxRune {
			return "", r.errorf("OverflowError", "%%c arg not in range(0x110000)")
		}
		return r.pad(p, "", string(rune(n.Int64())), '>')
	}
	digits, prefix, err := r.digits(n, p.kind)
	if err != nil {
		return "", err
	}
	if !p.alternate {
		prefix = ""
	}
	return r.signed(p, n.Sign() < 0, prefix, digits)
}

// digits writes the magnitude of an int in the base of a format code, with the prefix of that base.
func (r *run) digits(n *big.Int, kind byte) (digits, prefix string, err error) {
	base := 10
	switch kind {
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0o"
	case 'x', 'X':
		base, prefix = 16, "0"+string(kind)
	}
	abs := new(big.Int).Abs(n)
	if base == 10 {
		digits, err = r.decimal(abs)
		return digits, "", err
	}
	if err := r.newText(n.BitLen()); err != nil {
		return "", "", err
	}
	digits = abs.Text(base)
	if kind == 'X' {
		digits = strings.ToUpper(digits)
	}
	return digits, prefix, nil
}

// floatText writes a number that is not negative by a format code; 0 stands for the shortest text, as str gives it.
func (r *run) floatText(f float64, kind byte, precision int, alternate bool) (string, error) {
	upper := kind == 'E' || kind == 'F' || kind == 'G'
	if math.IsInf(f, 0) || math.IsNaN(f) {
		s := "inf"
		if math.IsNaN(f) {
			s = "nan"
		}
		if upper {
			s = strings.ToUpper(s)
		}
		if kind == '%' {
			s += "%"
		}
		return s, nil
	}
	if precision > 1<<20 {
		if precision >= maxWidth {
			return "", r.errorf("ValueError", "precision too big")
		}
		if err := r.newText(precision); err != nil {
			return "", err
		}
		r.charge(uint64(precision))
	}
	r.charge(uint64(max(precision, 0)) / 8)
	if precision < 0 && kind != 0 {
		precision = 6
	}
	var s string
	switch kind {
	case 'e', 'E':
		s = strconv.FormatFloat(f, 'e', precision, 64)
	case 'f', 'F':
		s = strconv.FormatFloat(f, 'f', precision, 64)
	case '%':
		s = strconv.FormatFloat(f*100, 'f', precision, 64) + "%"
	case 'g', 'G', 'n':
		s = generalFloat(f, precision, alternate, false)
	default:
		if precision < 0 {
			return floatRepr(f), nil
		}
		s = generalFloat(f, precision, alternate, true)
	}
	if alternate && !strings.Contains(s, ".") && (kind == 'f' || kind == 'F' || kind == 'e' || kind == 'E') {
		if i := strings.IndexByte(s, 'e'); i >= 0 {
			s = s[:i] + "." + s[i:]
		} else {
			s += "."
		}
	}
	if upper {
		s = strings.ToUpper(s)
	}
	return s, nil
}

// generalFloat is code g: fixed or exponent form by the size of the number, trailing zeros removed. asStr keeps one digit
// after the point, as the code that is not written does.
func generalFloat(f float64, precision int, alternate, asStr bool) string {
	precision = max(precision, 1)
	e := strconv.FormatFloat(f, 'e', precision-1, 64)
	i := strings.IndexByte(e, 'e')
	exp, _ := strconv.Atoi(e[i+1:])
	limit := precision
	if asStr {
		limit = max(precision-1, 1)
		if precision == 1 {
			limit = 1
		}
	}
	trim := func(s string) string {
		if alternate || !strings.Contains(s, ".") {
			return s
		}
		return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	if exp < -4 || exp >= limit && !(asStr && exp < limit) {
		return trim(e[:i]) + e[i:]
	}
	s := trim(strconv.FormatFloat(f, 'f', max(precision-1-exp, 0), 64))
	if asStr && !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// formatField converts and formats a value, as a replacement field does.
func (r *run) formatField(v object, conversion byte, specText string) (string, error) {
	var s string
	var err error
	switch conversion {
	case 0:
		return r.format(v, specText)
	case 's':
		s, err = r.str(v)
	case 'r':
		s, err = r.repr(v)
	case 'a':
		s, err = r.asciiRepr(v)
	default:
		return "", r.errorf("ValueError", "Unknown conversion specifier '%c'", conversion)
	}
	if err != nil {
		return "", err
	}
	return r.format(py.String(s), specText)
}

// asciiRepr is ascii(v).
func (r *run) asciiRepr(v object) (string, error) {
	s, err := r.repr(v)
	if err != nil {
		return "", err
	}
	out := &text{run: r}
	for _, c := range s {
		switch {
		case c < utf8.RuneSelf:
			out.put(string(c))
		case c < 0x100:
			out.put(`\x` + hexText(c, 2))
		case c < 0x10000:
			out.put(`\u` + hexText(c, 4))
		default:
			out.put(`\U` + hexText(c, 8))
		}
	}
	return out.b.String(), nil
}

func hexText(c rune, width int) string {
	s := strconv.FormatInt(int64(c), 16)
	return strings.Repeat("0", max(0, width-len(s))) + s
}
