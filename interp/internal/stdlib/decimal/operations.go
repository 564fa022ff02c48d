package decimal

import (
	"math/big"
)

// rescale gives a number another exponent, rounding; the context's range does not matter.
func (e *environment) rescale(d *number, exp int64, r rounding) (*number, bool, error) {
	if d.coef.Sign() == 0 {
		return fin(d.neg, zero, exp), true, nil
	}
	if d.exp >= exp {
		if err := pay(e.t, d.digits()+d.exp-exp); err != nil {
			return nil, false, err
		}
		return fin(d.neg, new(big.Int).Mul(d.coef, pow10(d.exp-exp)), exp), true, nil
	}
	saved := e.round
	e.round = r
	coef, exact := e.cut(d.neg, d.coef, exp-d.exp)
	e.round = saved
	return fin(d.neg, coef, exp), exact, nil
}

func (e *environment) quantize(x, y *number) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	if x.kind == infinite || y.kind == infinite {
		if x.kind == y.kind {
			return x, nil
		}
		return e.invalid(invalidOperation), nil
	}
	if y.exp < e.etiny() || y.exp > e.c.emax {
		return e.invalid(invalidOperation), nil
	}
	if x.coef.Sign() == 0 {
		return e.finish(fin(x.neg, zero, y.exp))
	}
	if adj := x.adjusted(); adj > e.c.emax || adj-y.exp+1 > e.prec {
		return e.invalid(invalidOperation), nil
	}
	r, exact, err := e.rescale(x, y.exp, e.round)
	if err != nil {
		return nil, err
	}
	if r.adjusted() > e.c.emax || r.digits() > e.prec {
		return e.invalid(invalidOperation), nil
	}
	if r.coef.Sign() != 0 && r.adjusted() < e.c.emin {
		e.status |= subnormal
	}
	if r.exp > x.exp {
		e.status |= rounded
		if !exact {
			e.status |= inexact
		}
	}
	return e.finish(r)
}

// toIntegral rounds to a whole number; exactly reports what was lost.
func (e *environment) toIntegral(x *number, r rounding, report bool) (*number, error) {
	if n, err := e.checkNaN(x); n != nil || err != nil {
		return n, err
	}
	if x.kind == infinite || x.exp >= 0 {
		return x, nil
	}
	if x.coef.Sign() == 0 {
		return fin(x.neg, zero, 0), nil
	}
	d, exact, err := e.rescale(x, 0, r)
	if report && err == nil {
		e.status |= rounded
		if !exact {
			e.status |= inexact
		}
	}
	return d, err
}

func (e *environment) normalize(x *number) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	d, err := e.finish(x)
	if err != nil || d.kind != finite {
		return d, err
	}
	if d.coef.Sign() == 0 {
		return fin(d.neg, zero, 0), nil
	}
	top := e.c.emax
	if e.c.clamp {
		top = e.etop()
	}
	coef, exp := stripZeros(d.coef, d.exp, top)
	return fin(d.neg, coef, exp), nil
}

// total orders all numbers, NaNs too.
func total(x, y *number) int {
	if x.neg != y.neg {
		if x.neg {
			return -1
		}
		return 1
	}
	sign := 1
	if x.neg {
		sign = -1
	}
	if x.isNaN() || y.isNaN() {
		rank := func(d *number) int {
			switch d.kind {
			case signaling:
				return 1
			case quiet:
				return 2
			}
			return 0
		}
		if a, b := rank(x), rank(y); a != b {
			if a < b {
				return -sign
			}
			return sign
		}
		return sign * x.coef.Cmp(y.coef)
	}
	if x.kind == infinite || y.kind == infinite || !x.isZero() || !y.isZero() {
		if c := compareNumbers(x, y); c != 0 {
			return c
		}
	}
	switch {
	case x.exp < y.exp:
		return -sign
	case x.exp > y.exp:
		return sign
	}
	return 0
}

func magnitude(d *number) *number { return &number{kind: d.kind, coef: d.coef, exp: d.exp} }

func ofCmp(c int) *number {
	z := big.NewInt(int64(c))
	return fin(c < 0, z.Abs(z), 0)
}

// extreme is max or min (want 1 or -1), of values or of magnitudes.
func (e *environment) extreme(x, y *number, want int, mag bool) (*number, error) {
	if x.isNaN() || y.isNaN() {
		if x.kind == quiet && !y.isNaN() {
			return e.finish(y)
		}
		if y.kind == quiet && !x.isNaN() {
			return e.finish(x)
		}
		return e.checkNaN(x, y)
	}
	c := 0
	if mag {
		c = compareNumbers(magnitude(x), magnitude(y))
	} else {
		c = compareNumbers(x, y)
	}
	if c == 0 {
		c = total(x, y)
	}
	if c == 0 {
		c = want
	}
	if c == want {
		return e.finish(x)
	}
	return e.finish(y)
}

// next is the nearest other number above or below.
func (e *environment) next(x *number, up bool) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	if x.kind == infinite {
		if x.neg != up {
			return x, nil
		}
		return fin(x.neg, new(big.Int).Sub(pow10(e.prec), one), e.etop()), nil
	}
	w := &environment{t: e.t, c: e.c, prec: e.prec, round: roundFloor}
	if up {
		w.round = roundCeiling
	}
	d, err := w.finish(x)
	if err != nil || compareNumbers2(d, x) != 0 {
		return d, err
	}
	return w.add(x, fin(!up, one, e.etiny()-1), false)
}

func compareNumbers2(x, y *number) int {
	if x.isZero() && y.isZero() {
		return 0
	}
	return compareNumbers(x, y)
}

func (e *environment) nextToward(x, y *number) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	c := compareNumbers2(x, y)
	if c == 0 {
		return &number{neg: y.neg, kind: x.kind, coef: x.coef, exp: x.exp}, nil
	}
	d, err := e.next(x, c < 0)
	if err != nil {
		return nil, err
	}
	switch {
	case d.kind == infinite:
		e.status |= overflow | inexact | rounded
	case d.adjusted() < e.c.emin || d.isZero():
		e.status |= underflow | subnormal | inexact | rounded
		if d.isZero() {
			e.status |= clamped
		}
	}
	return d, nil
}

// logical operands are numbers whose digits are zeros and ones.
func (e *environment) logical(x *number) (string, bool) {
	if x.kind != finite || x.neg || x.exp != 0 {
		return "", false
	}
	s := x.coef.String()
	if int64(len(s)) > e.prec {
		s = s[int64(len(s))-e.prec:]
	}
	for _, c := range []byte(s) {
		if c > '1' {
			return "", false
		}
	}
	for _, c := range []byte(x.coef.String()) {
		if c > '1' {
			return "", false
		}
	}
	return s, true
}

func (e *environment) logicalOp(x, y *number, op func(a, b byte) byte) (*number, error) {
	a, ok := e.logical(x)
	b, ok2 := e.logical(y)
	if !ok || !ok2 {
		return e.invalid(invalidOperation), nil
	}
	n := max(len(a), len(b))
	if err := pay(e.t, int64(n)); err != nil {
		return nil, err
	}
	out := make([]byte, n)
	at := func(s string, i int) byte {
		if i -= n - len(s); i < 0 {
			return 0
		}
		return s[i] - '0'
	}
	for i := range out {
		out[i] = '0' + op(at(a, i), at(b, i))
	}
	z, _ := new(big.Int).SetString(string(out), 10)
	return fin(false, z, 0), nil
}

func (e *environment) logicalInvert(x *number) (*number, error) {
	if e.prec > 1<<24 {
		return e.invalid(invalidOperation), nil
	}
	if err := pay(e.t, e.prec); err != nil {
		return nil, err
	}
	ones := new(big.Int).Quo(new(big.Int).Sub(pow10(e.prec), one), big.NewInt(9))
	return e.logicalOp(x, fin(false, ones, 0), func(a, b byte) byte { return a ^ b })
}

// shift moves the digits of a coefficient; rotate lets them come in again at the other end.
func (e *environment) shift(x, y *number, rotate bool) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	if y.kind != finite || y.exp != 0 || !y.coef.IsInt64() || y.coef.Int64() > e.prec {
		return e.invalid(invalidOperation), nil
	}
	n := y.coef.Int64()
	if x.kind == infinite {
		return x, nil
	}
	if err := pay(e.t, x.digits()+n); err != nil {
		return nil, err
	}
	if y.neg {
		n = -n
	}
	coef := x.coef
	if x.digits() > e.prec {
		coef = new(big.Int).Mod(coef, pow10(e.prec))
	}
	if rotate {
		if err := pay(e.t, e.prec); err != nil {
			return nil, err
		}
		k := ((n % e.prec) + e.prec) % e.prec
		high, low := new(big.Int).QuoRem(coef, pow10(e.prec-k), new(big.Int))
		return fin(x.neg, new(big.Int).Add(new(big.Int).Mul(low, pow10(k)), high), x.exp), nil
	}
	if n < 0 {
		return fin(x.neg, new(big.Int).Quo(coef, pow10(-n)), x.exp), nil
	}
	z := new(big.Int).Mul(coef, pow10(n))
	return fin(x.neg, z.Mod(z, pow10(e.prec)), x.exp), nil
}

func (e *environment) scaleb(x, y *number) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	most := 2 * (e.c.emax + e.prec)
	if y.kind != finite || y.exp != 0 || !y.coef.IsInt64() || y.coef.Int64() > most {
		return e.invalid(invalidOperation), nil
	}
	if x.kind == infinite {
		return x, nil
	}
	n := y.coef.Int64()
	if y.neg {
		n = -n
	}
	return e.finish(fin(x.neg, x.coef, x.exp+n))
}

func (e *environment) logb(x *number) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	switch {
	case x.kind == infinite:
		return inf(false), nil
	case x.coef.Sign() == 0:
		e.status |= divisionByZero
		return inf(true), nil
	}
	z := big.NewInt(x.adjusted())
	return e.finish(ofInt(z))
}

// class is number-class.
func (e *environment) class(x *number) string {
	switch x.kind {
	case signaling:
		return "sNaN"
	case quiet:
		return "NaN"
	}
	sign := "+"
	if x.neg {
		sign = "-"
	}
	switch {
	case x.kind == infinite:
		return sign + "Infinity"
	case x.coef.Sign() == 0:
		return sign + "Zero"
	case x.adjusted() < e.c.emin:
		return sign + "Subnormal"
	}
	return sign + "Normal"
}
