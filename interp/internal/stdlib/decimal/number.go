// Package decimal is the module _decimal: decimal floating point as the General Decimal Arithmetic Specification has it.
// The classes of signals, and what of contexts is no arithmetic, are Python's own text.
//
// A number is a sign, an integer coefficient of any size and an exponent, or an infinity or NaN. Every operation works in
// a context: it computes exactly or with enough digits to round correctly, rounds once ([environment.finish]), and notes in a
// set of conditions what happened; the conditions raise the exceptions that the context traps. What an operation costs
// grows with the digits it handles, which the precision of the context and the operands decide, and is charged before.
package decimal

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// kind tells numbers from what is none.
type kind uint8

const (
	finite kind = iota
	infinite
	quiet
	signaling
)

// number is a decimal. It does not change once it is made.
type number struct {
	py.Header
	neg  bool
	kind kind
	coef *big.Int // of a NaN: its payload
	exp  int64
}

var numberType py.Type

// condition is a set of conditions.
type condition uint16

const (
	invalidOperation condition = 1 << iota
	floatOperation
	divisionByZero
	overflow
	underflow
	subnormal
	inexact
	rounded
	clamped
	conversionSyntax // those from here on count as invalidOperation
	divisionImpossible
	divisionUndefined
	invalidContext
)

const invalidKinds = conversionSyntax | divisionImpossible | divisionUndefined | invalidContext

const (
	maxExponent  = 999999999999999999
	maxPrecision = 999999999999999999
)

var (
	zero = new(big.Int)
	one  = big.NewInt(1)
	ten  = big.NewInt(10)
)

// powers are small powers of ten.
var powers = sync.OnceValue(func() *[64]*big.Int {
	var t [64]*big.Int
	t[0] = one
	for i := 1; i < len(t); i++ {
		t[i] = new(big.Int).Mul(t[i-1], ten)
	}
	return &t
})

// pow10 is 10^n for an n that the caller has paid for.
func pow10(n int64) *big.Int {
	if n < 64 {
		return powers()[n]
	}
	return new(big.Int).Exp(ten, big.NewInt(n), nil)
}

// digitsOf is the number of decimal digits of a coefficient, 1 for zero.
func digitsOf(z *big.Int) int64 {
	bits := z.BitLen()
	if bits == 0 {
		return 1
	}
	n := int64(float64(bits-1) * 0.30102999566398120) // floor or one less
	if z.CmpAbs(pow10(n)) < 0 {
		return n
	}
	if z.CmpAbs(pow10(n+1)) < 0 {
		return n + 1
	}
	return n + 2
}

func (d *number) digits() int64 { return digitsOf(d.coef) }

// adjusted is the exponent of the first digit.
func (d *number) adjusted() int64 { return d.exp + d.digits() - 1 }

func (d *number) isNaN() bool { return d.kind >= quiet }

func (d *number) isZero() bool { return d.kind == finite && d.coef.Sign() == 0 }

// signed is the coefficient with the sign.
func (d *number) signed() *big.Int {
	if d.neg {
		return new(big.Int).Neg(d.coef)
	}
	return d.coef
}

func fin(neg bool, coef *big.Int, exp int64) *number { return &number{neg: neg, coef: coef, exp: exp} }

func inf(neg bool) *number { return &number{neg: neg, kind: infinite, coef: zero} }

func nan() *number { return &number{kind: quiet, coef: zero} }

// pay charges for work on n digits.
func pay(t *py.Thread, n int64) error {
	if n < 0 || n > 1<<40 {
		n = 1 << 40
	}
	words := n/19 + 1
	if err := t.Charge(int(min(words+words*words/64, 1<<50))); err != nil {
		return err
	}
	return t.Grow(uint64(words * 8))
}

// text is to-scientific-string, or with eng to-engineering-string.
func (d *number) text(capitals, eng bool) string {
	sign := ""
	if d.neg {
		sign = "-"
	}
	switch d.kind {
	case infinite:
		return sign + "Infinity"
	case quiet, signaling:
		s := sign
		if d.kind == signaling {
			s += "s"
		}
		s += "NaN"
		if d.coef.Sign() != 0 {
			s += d.coef.String()
		}
		return s
	}
	digits := d.coef.String()
	n := int64(len(digits))
	left := d.exp + n // how many digits stand before the point
	point := int64(1)
	switch {
	case d.exp <= 0 && left > -6:
		point = left
	case !eng:
	case d.coef.Sign() == 0:
		point = mod3(left+1) - 1
	default:
		point = mod3(left-1) + 1
	}
	var whole, frac string
	switch {
	case point <= 0:
		whole, frac = "0", "."+strings.Repeat("0", int(-point))+digits
	case point >= n:
		whole = digits + strings.Repeat("0", int(point-n))
	default:
		whole, frac = digits[:point], "."+digits[point:]
	}
	e := ""
	if left != point {
		e = "E"
		if !capitals {
			e = "e"
		}
		if left > point {
			e += "+"
		}
		e += strconv.FormatInt(left-point, 10)
	}
	return sign + whole + frac + e
}

func mod3(x int64) int64 { return ((x % 3) + 3) % 3 }

// parse reads a number as the constructor does; ok is false for what is none.
func parse(t *py.Thread, s string) (*number, bool, error) {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "")
	if err := pay(t, int64(len(s))); err != nil {
		return nil, false, err
	}
	d := &number{coef: zero}
	if s != "" && (s[0] == '+' || s[0] == '-') {
		d.neg = s[0] == '-'
		s = s[1:]
	}
	lower := strings.ToLower(s)
	switch lower {
	case "inf", "infinity":
		d.kind = infinite
		return d, true, nil
	}
	if rest, ok := strings.CutPrefix(lower, "s"); ok && strings.HasPrefix(rest, "nan") {
		d.kind, lower = signaling, rest
	} else if strings.HasPrefix(lower, "nan") {
		d.kind = quiet
	}
	if d.isNaN() {
		payload := lower[3:]
		if payload == "" {
			return d, true, nil
		}
		for _, c := range []byte(payload) {
			if c < '0' || c > '9' {
				return nil, false, nil
			}
		}
		d.coef, _ = new(big.Int).SetString(payload, 10)
		return d, true, nil
	}
	mantissa, exponent, hasExp := strings.Cut(lower, "e")
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits := whole + frac
	if digits == "" {
		return nil, false, nil
	}
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return nil, false, nil
		}
	}
	if hasExp {
		body := exponent
		if body != "" && (body[0] == '+' || body[0] == '-') {
			body = body[1:]
		}
		if body == "" {
			return nil, false, nil
		}
		for _, c := range []byte(body) {
			if c < '0' || c > '9' {
				return nil, false, nil
			}
		}
		e, err := strconv.ParseInt(exponent, 10, 64)
		if err != nil || e > 2*maxExponent || e < -2*maxExponent {
			e = 2 * maxExponent
			if exponent[0] == '-' {
				e = -e
			}
		}
		d.exp = e
	}
	d.coef, _ = new(big.Int).SetString(digits, 10)
	d.exp -= int64(len(frac))
	return d, true, nil
}

// ofFloat is a float exactly.
func ofFloat(f float64) *number {
	switch {
	case f != f:
		return &number{kind: quiet, neg: math.Signbit(f), coef: zero}
	case math.IsInf(f, 0):
		return inf(f < 0)
	case f == 0:
		return fin(math.Signbit(f), zero, 0)
	}
	m, e := math.Frexp(math.Abs(f))
	z := big.NewInt(int64(math.Ldexp(m, 53)))
	e -= 53
	for z.Bit(0) == 0 && e < 0 {
		z.Rsh(z, 1)
		e++
	}
	if e >= 0 {
		return fin(f < 0, z.Lsh(z, uint(e)), 0)
	}
	return fin(f < 0, z.Mul(z, new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(-e)), nil)), int64(e))
}

func ofInt(z *big.Int) *number { return fin(z.Sign() < 0, new(big.Int).Abs(z), 0) }

// reduceExp takes zeros off the end of a coefficient until the exponent is at most limit.
func stripZeros(coef *big.Int, exp, limit int64) (*big.Int, int64) {
	if coef.Sign() == 0 {
		return coef, exp
	}
	r := new(big.Int)
	for step := int64(1 << 14); step > 0; step /= 2 {
		for exp+step <= limit && coef.BitLen() > int(step*3) {
			q, rem := new(big.Int).QuoRem(coef, pow10(step), r)
			if rem.Sign() != 0 {
				break
			}
			coef, exp = q, exp+step
		}
	}
	return coef, exp
}
