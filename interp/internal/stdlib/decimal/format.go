package decimal

import (
	"strconv"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
)

// spec is a format specification.
type spec struct {
	fill        string
	align, sign byte
	noNegZero   bool
	alternate   bool
	zeroPad     bool
	width       int
	sep         byte
	precision   int // -1: none
	kind        byte
}

// parseSpec reads a specification; ok is false for one that is none.
func parseSpec(s string) (p spec, ok bool) {
	p = spec{fill: " ", align: 0, sign: '-', precision: -1}
	isAlign := func(c byte) bool { return strings.IndexByte("<>=^", c) >= 0 }
	if s != "" {
		_, n := py.DecodeRune(s)
		if len(s) > n && isAlign(s[n]) {
			p.fill, p.align, s = s[:n], s[n], s[n+1:]
		} else if isAlign(s[0]) {
			p.align, s = s[0], s[1:]
		}
	}
	next := func(set string) byte {
		if s != "" && strings.IndexByte(set, s[0]) >= 0 {
			c := s[0]
			s = s[1:]
			return c
		}
		return 0
	}
	number := func() (int, bool) {
		i := 0
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == 0 {
			return 0, false
		}
		n, err := strconv.Atoi(s[:i])
		s = s[i:]
		if err != nil {
			n = 1 << 60
		}
		return n, true
	}
	if c := next("+- "); c != 0 {
		p.sign = c
	}
	p.noNegZero = next("z") != 0
	p.alternate = next("#") != 0
	if s != "" && s[0] == '0' {
		p.zeroPad = true
		s = s[1:]
		if p.align != 0 {
			return p, false
		}
		p.fill, p.align = "0", '='
	}
	p.width, _ = number()
	p.sep = next(",_")
	if next(".") != 0 {
		if p.precision, ok = number(); !ok {
			return p, false
		}
	}
	p.kind = next("eEfFgGn%")
	if p.align == 0 {
		p.align = '>'
	}
	if p.kind == 'n' && p.sep != 0 {
		return p, false
	}
	return p, s == ""
}

func formatNumber(t *py.Thread, a []py.Value) (py.Value, error) {
	d := py.As[number](a[0])
	f := a[1].Str()
	if f == nil {
		return py.Value{}, t.RaiseNew(&py.TypeError, "format argument must be str")
	}
	p, ok := parseSpec(f.S)
	if !ok {
		return py.Value{}, t.RaiseNew(&py.ValueError, "invalid format string")
	}
	_, c, err := current(t)
	if err != nil {
		return py.Value{}, err
	}
	if p.width > 1<<40 || p.precision > 1<<40 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "format specification exceeds internal limits of _decimal")
	}
	if err := t.Grow(uint64(4*p.width + max(p.precision, 0))); err != nil {
		return py.Value{}, err
	}
	if err := pay(t, d.digits()+int64(max(p.precision, 0))); err != nil {
		return py.Value{}, err
	}
	if d.kind != finite {
		if p.zeroPad {
			p.fill, p.align = " ", '>'
		}
		sign, body := "", d.text(true, false)
		if d.neg {
			sign, body = "-", body[1:]
		} else if p.sign != '-' {
			sign = string(p.sign)
		}
		if p.kind == '%' {
			body += "%"
		}
		return t.StrValue(p.pad(sign, body)), nil
	}
	text, err := p.finite(t, d, c)
	return t.StrValue(text), err
}

// finite is the text of a finite number.
func (p spec) finite(t *py.Thread, d *number, c *context) (string, error) {
	kind := p.kind
	if kind == 0 {
		kind = 'g'
		if c.capitals {
			kind = 'G'
		}
	}
	if kind == 'n' {
		kind = 'g'
	}
	e := c.work(t)
	x := fin(d.neg, d.coef, d.exp)
	var err error
	if kind == '%' {
		x = fin(x.neg, x.coef, x.exp+2)
	}
	if p.precision >= 0 {
		switch kind {
		case 'e', 'E':
			x, err = e.roundDigits(x, int64(p.precision)+1)
		case 'f', 'F', '%':
			x, _, err = e.rescale(x, -int64(p.precision), e.round)
		case 'g', 'G':
			if x.digits() > int64(max(p.precision, 1)) {
				x, err = e.roundDigits(x, int64(max(p.precision, 1)))
			}
		}
	} else if strings.IndexByte("fF%", kind) >= 0 && x.exp > 0 {
		x, _, err = e.rescale(x, 0, e.round)
	}
	if err != nil {
		return "", err
	}
	if x.coef.Sign() == 0 && x.exp > 0 && strings.IndexByte("fF%", kind) >= 0 {
		x = fin(x.neg, zero, 0)
	}
	digits := x.coef.String()
	n := int64(len(digits))
	left := x.exp + n
	point := int64(1)
	switch kind {
	case 'e', 'E':
		if x.coef.Sign() == 0 && p.precision >= 0 {
			point = 1 - int64(p.precision)
		}
	case 'f', 'F', '%':
		point = left
	default:
		if x.exp <= 0 && left > -6 {
			point = left
		}
	}
	if err := pay(t, max(point, -point)); err != nil {
		return "", err
	}
	var whole, frac string
	switch {
	case point <= 0:
		whole, frac = "0", strings.Repeat("0", int(-point))+digits
	case point >= n:
		whole = digits + strings.Repeat("0", int(point-n))
	default:
		whole, frac = digits[:point], digits[point:]
	}
	suffix := ""
	if exp := left - point; exp != 0 || kind == 'e' || kind == 'E' {
		suffix = "E"
		if kind == 'e' || kind == 'g' {
			suffix = "e"
		}
		if exp >= 0 {
			suffix += "+"
		}
		suffix += strconv.FormatInt(exp, 10)
	}
	if kind == '%' {
		suffix += "%"
	}
	if frac != "" || p.alternate {
		frac = "." + frac
	}
	neg := d.neg
	if p.noNegZero && x.coef.Sign() == 0 {
		neg = false
	}
	sign := ""
	if neg {
		sign = "-"
	} else if p.sign != '-' {
		sign = string(p.sign)
	}
	rest := frac + suffix
	if p.sep != 0 {
		least := 0
		if p.zeroPad {
			least = p.width - len(sign) - len(rest)
		}
		whole = group(whole, string(p.sep), least)
	}
	return p.pad(sign, whole+rest), nil
}

// group puts separators between groups of three digits, with zeros in front up to a width.
func group(digits, sep string, least int) string {
	size := func(n int) int { return n + (n-1)/3 }
	for size(len(digits)) < least {
		if len(digits)%3 == 0 && size(len(digits))+1 == least {
			digits = "0" + digits
			break
		}
		digits = "0" + digits
	}
	var b strings.Builder
	for i, c := range []byte(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteByte(c)
	}
	return b.String()
}

func (p spec) pad(sign, body string) string {
	n := p.width - len(sign) - len([]rune(body))
	if n <= 0 {
		return sign + body
	}
	fill := strings.Repeat(p.fill, n)
	switch p.align {
	case '<':
		return sign + body + fill
	case '^':
		_, w := py.DecodeRune(p.fill)
		half := n / 2 * w
		return fill[:half] + sign + body + fill[half:]
	case '=':
		return sign + fill + body
	}
	return fill + sign + body
}

// roundDigits rounds to a number of significant digits.
func (e *environment) roundDigits(d *number, n int64) (*number, error) {
	if d.coef.Sign() == 0 {
		return d, nil
	}
	exp := d.adjusted() + 1 - n
	r, _, err := e.rescale(d, exp, e.round)
	if err == nil && r.digits() > n {
		r, _, err = e.rescale(r, exp+1, e.round)
	}
	return r, err
}
