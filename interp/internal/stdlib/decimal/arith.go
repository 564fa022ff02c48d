package decimal

import (
	"math/big"
)

// align brings two finite numbers to one exponent. One that is far below the other becomes a hint of itself: it decides
// about rounding only.
func (e *environment) align(x, y *number) (a, b *big.Int, exp int64, err error) {
	swap := x.exp < y.exp
	big1, small := x, y
	if swap {
		big1, small = y, x
	}
	// big1 has the larger exponent.
	bd, sd := big1.digits(), small.digits()
	bc, sc, sexp := big1.coef, small.coef, small.exp
	limit := big1.exp + min(-1, bd-e.prec-2)
	if bc.Sign() != 0 && sd+sexp-1 < limit {
		sc, sexp = one, limit
		if small.coef.Sign() == 0 {
			sc = zero
			sexp = max(small.exp, limit)
		}
	}
	shift := big1.exp - sexp
	if bc.Sign() == 0 {
		bc, shift = zero, 0
	}
	if err := pay(e.t, bd+shift); err != nil {
		return nil, nil, 0, err
	}
	if shift > 0 {
		bc = new(big.Int).Mul(bc, pow10(shift))
	}
	if swap {
		return sc, bc, sexp, nil
	}
	return bc, sc, sexp, nil
}

func (e *environment) add(x, y *number, negate bool) (*number, error) {
	if negate && !y.isNaN() {
		y = &number{neg: !y.neg, kind: y.kind, coef: y.coef, exp: y.exp}
	}
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	if x.kind == infinite {
		if y.kind == infinite && x.neg != y.neg {
			return e.invalid(invalidOperation), nil
		}
		return inf(x.neg), nil
	}
	if y.kind == infinite {
		return inf(y.neg), nil
	}
	exp := min(x.exp, y.exp)
	negZero := e.round == roundFloor && x.neg != y.neg
	if x.coef.Sign() == 0 && y.coef.Sign() == 0 {
		return e.finish(fin(x.neg && y.neg || negZero, zero, exp))
	}
	if x.coef.Sign() == 0 || y.coef.Sign() == 0 {
		z := x
		if x.coef.Sign() == 0 {
			z = y
		}
		exp = max(exp, z.exp-e.prec-1)
		if z.exp > exp {
			if err := pay(e.t, z.digits()+z.exp-exp); err != nil {
				return nil, err
			}
			z = fin(z.neg, new(big.Int).Mul(z.coef, pow10(z.exp-exp)), exp)
		}
		return e.finish(z)
	}
	a, b, exp, err := e.align(x, y)
	if err != nil {
		return nil, err
	}
	if x.neg == y.neg {
		return e.finish(fin(x.neg, new(big.Int).Add(a, b), exp))
	}
	switch a.Cmp(b) {
	case 0:
		return e.finish(fin(negZero, zero, exp))
	case 1:
		return e.finish(fin(x.neg, new(big.Int).Sub(a, b), exp))
	}
	return e.finish(fin(y.neg, new(big.Int).Sub(b, a), exp))
}

func (e *environment) multiply(x, y *number) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	neg := x.neg != y.neg
	if x.kind == infinite || y.kind == infinite {
		if x.isZero() || y.isZero() {
			return e.invalid(invalidOperation), nil
		}
		return inf(neg), nil
	}
	if err := pay(e.t, x.digits()+y.digits()); err != nil {
		return nil, err
	}
	return e.finish(fin(neg, new(big.Int).Mul(x.coef, y.coef), x.exp+y.exp))
}

func (e *environment) divide(x, y *number) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	neg := x.neg != y.neg
	switch {
	case x.kind == infinite && y.kind == infinite:
		return e.invalid(invalidOperation), nil
	case x.kind == infinite:
		return inf(neg), nil
	case y.kind == infinite:
		e.status |= clamped
		return fin(neg, zero, e.etiny()), nil
	case y.coef.Sign() == 0:
		if x.coef.Sign() == 0 {
			return e.invalid(divisionUndefined), nil
		}
		e.status |= divisionByZero
		return inf(neg), nil
	case x.coef.Sign() == 0:
		return e.finish(fin(neg, zero, x.exp-y.exp))
	}
	shift := y.digits() - x.digits() + e.prec + 1
	exp := x.exp - y.exp - shift
	if err := pay(e.t, x.digits()+y.digits()+e.prec); err != nil {
		return nil, err
	}
	a, b := x.coef, y.coef
	if shift >= 0 {
		a = new(big.Int).Mul(a, pow10(shift))
	} else {
		b = new(big.Int).Mul(b, pow10(-shift))
	}
	q, r := new(big.Int).QuoRem(a, b, new(big.Int))
	if r.Sign() != 0 {
		if new(big.Int).Mod(q, big.NewInt(5)).Sign() == 0 { // the digit cut off must show that something follows it
			q.Add(q, one)
		}
	} else {
		q, exp = stripZeros(q, exp, x.exp-y.exp)
	}
	return e.finish(fin(neg, q, exp))
}

// quotient is the integer part of x/y and the remainder, of finite numbers; ok is false where it has too many digits.
func (e *environment) quotient(x, y *number) (q *big.Int, r *number, ok bool, err error) {
	exp := min(x.exp, y.exp)
	if y.kind == infinite {
		exp = x.exp
	}
	diff := int64(-3)
	if y.kind != infinite {
		diff = x.adjusted() - y.adjusted()
	}
	if x.coef.Sign() == 0 || y.kind == infinite || diff <= -2 {
		shift := x.exp - exp
		if err := pay(e.t, x.digits()+shift); err != nil {
			return nil, nil, false, err
		}
		return zero, fin(x.neg, new(big.Int).Mul(x.coef, pow10(shift)), exp), true, nil
	}
	if diff > e.prec {
		return nil, nil, false, nil
	}
	a, b := x.coef, y.coef
	if err := pay(e.t, x.digits()+y.digits()+max(x.exp-y.exp, y.exp-x.exp)); err != nil {
		return nil, nil, false, err
	}
	if x.exp >= y.exp {
		a = new(big.Int).Mul(a, pow10(x.exp-y.exp))
	} else {
		b = new(big.Int).Mul(b, pow10(y.exp-x.exp))
	}
	q, rest := new(big.Int).QuoRem(a, b, new(big.Int))
	if digitsOf(q) > e.prec {
		return nil, nil, false, nil
	}
	return q, fin(x.neg, rest, exp), true, nil
}

// divMod is divide-integer and remainder at once.
func (e *environment) divMod(x, y *number) (q, r *number, err error) {
	if n, err := e.checkNaN(x, y); n != nil || err != nil {
		return n, n, err
	}
	neg := x.neg != y.neg
	switch {
	case x.kind == infinite && y.kind == infinite:
		n := e.invalid(invalidOperation)
		return n, n, nil
	case x.kind == infinite:
		return inf(neg), e.invalid(invalidOperation), nil
	case y.isZero():
		if x.isZero() {
			n := e.invalid(divisionUndefined)
			return n, n, nil
		}
		e.status |= divisionByZero | invalidOperation
		return inf(neg), nan(), nil
	}
	z, rest, ok, err := e.quotient(x, y)
	if err != nil {
		return nil, nil, err
	}
	if !ok {
		n := e.invalid(divisionImpossible)
		return n, n, nil
	}
	r, err = e.finish(rest)
	return fin(neg, z, 0), r, err
}

func (e *environment) divideInt(x, y *number) (*number, error) {
	if n, err := e.checkNaN(x, y); n != nil || err != nil {
		return n, err
	}
	neg := x.neg != y.neg
	switch {
	case x.kind == infinite && y.kind == infinite:
		return e.invalid(invalidOperation), nil
	case x.kind == infinite:
		return inf(neg), nil
	case y.isZero():
		if x.isZero() {
			return e.invalid(divisionUndefined), nil
		}
		e.status |= divisionByZero
		return inf(neg), nil
	}
	z, _, ok, err := e.quotient(x, y)
	if err != nil {
		return nil, err
	}
	if !ok {
		return e.invalid(divisionImpossible), nil
	}
	return fin(neg, z, 0), nil
}

func (e *environment) remainder(x, y *number) (*number, error) {
	if n, err := e.checkNaN(x, y); n != nil || err != nil {
		return n, err
	}
	switch {
	case x.kind == infinite:
		return e.invalid(invalidOperation), nil
	case y.isZero():
		if x.isZero() {
			return e.invalid(divisionUndefined), nil
		}
		return e.invalid(invalidOperation), nil
	}
	_, r, ok, err := e.quotient(x, y)
	if err != nil {
		return nil, err
	}
	if !ok {
		return e.invalid(divisionImpossible), nil
	}
	return e.finish(r)
}

// remainderNear is the remainder nearest to zero.
func (e *environment) remainderNear(x, y *number) (*number, error) {
	if n, err := e.checkNaN(x, y); n != nil || err != nil {
		return n, err
	}
	switch {
	case x.kind == infinite:
		return e.invalid(invalidOperation), nil
	case y.isZero():
		if x.isZero() {
			return e.invalid(divisionUndefined), nil
		}
		return e.invalid(invalidOperation), nil
	case y.kind == infinite:
		return e.finish(x)
	}
	q, r, ok, err := e.quotient(x, y)
	if err != nil {
		return nil, err
	}
	if !ok {
		return e.invalid(divisionImpossible), nil
	}
	// r and y at one exponent: is twice r more than y?
	exp := min(r.exp, y.exp)
	if err := pay(e.t, r.digits()+y.digits()+r.exp-exp+min(y.exp-exp, e.prec+r.digits()+2)); err != nil {
		return nil, err
	}
	if y.exp-exp > e.prec+r.digits()+2 {
		return e.finish(r) // y is far larger
	}
	a := new(big.Int).Mul(r.coef, pow10(r.exp-exp))
	b := new(big.Int).Mul(y.coef, pow10(y.exp-exp))
	twice := new(big.Int).Lsh(a, 1)
	if c := twice.Cmp(b); c > 0 || c == 0 && q.Bit(0) == 1 {
		if digitsOf(new(big.Int).Add(q, one)) > e.prec {
			return e.invalid(divisionImpossible), nil
		}
		return e.finish(fin(!r.neg, b.Sub(b, a), exp))
	}
	return e.finish(r)
}

// compareNumbers compares numbers that are no NaN.
func compareNumbers(x, y *number) int {
	sign := func(d *number) int {
		switch {
		case d.isZero():
			return 0
		case d.neg:
			return -1
		}
		return 1
	}
	a, b := sign(x), sign(y)
	if a != b {
		if a < b {
			return -1
		}
		return 1
	}
	if a == 0 {
		return 0
	}
	return a * compareMagnitudes(x, y)
}

// compareMagnitudes compares absolute values of numbers that are no NaN and not both zero.
func compareMagnitudes(x, y *number) int {
	switch {
	case x.kind == infinite && y.kind == infinite:
		return 0
	case x.kind == infinite:
		return 1
	case y.kind == infinite:
		return -1
	case x.coef.Sign() == 0 || y.coef.Sign() == 0:
		return x.coef.CmpAbs(y.coef)
	}
	if p, q := x.adjusted(), y.adjusted(); p != q {
		if p < q {
			return -1
		}
		return 1
	}
	a, b := x.coef, y.coef
	if x.exp > y.exp {
		a = new(big.Int).Mul(a, pow10(x.exp-y.exp))
	} else if y.exp > x.exp {
		b = new(big.Int).Mul(b, pow10(y.exp-x.exp))
	}
	return a.Cmp(b)
}

// fma is x*y+z, rounded once.
func (e *environment) fma(x, y, z *number) (*number, error) {
	if x.kind == signaling || y.kind == signaling {
		return e.checkNaN(x, y)
	}
	var product *number
	switch {
	case x.kind == quiet:
		product = x
	case y.kind == quiet:
		product = y
	case x.kind == infinite || y.kind == infinite:
		if x.isZero() || y.isZero() {
			return e.invalid(invalidOperation), nil
		}
		product = inf(x.neg != y.neg)
	default:
		if err := pay(e.t, x.digits()+y.digits()); err != nil {
			return nil, err
		}
		product = fin(x.neg != y.neg, new(big.Int).Mul(x.coef, y.coef), x.exp+y.exp)
	}
	return e.add(product, z, false)
}

func (e *environment) sqrt(x *number) (*number, error) {
	if n, err := e.checkNaN(x); n != nil || err != nil {
		return n, err
	}
	switch {
	case x.kind == infinite && !x.neg:
		return x, nil
	case x.isZero():
		return e.finish(fin(x.neg, zero, floorHalf(x.exp)))
	case x.neg:
		return e.invalid(invalidOperation), nil
	}
	e.round = roundHalfEven
	prec := e.prec + 1
	exp := floorHalf(x.exp)
	coef := x.coef
	l := (x.digits() + 1) / 2
	if x.exp&1 != 0 {
		coef = new(big.Int).Mul(coef, ten)
		l = x.digits()/2 + 1
	}
	shift := prec - l
	exact := true
	if err := pay(e.t, 4*(e.prec+x.digits())); err != nil {
		return nil, err
	}
	if shift >= 0 {
		coef = new(big.Int).Mul(coef, pow10(2*shift))
	} else {
		q, r := new(big.Int).QuoRem(coef, pow10(-2*shift), new(big.Int))
		coef, exact = q, r.Sign() == 0
	}
	exp -= shift
	n := new(big.Int).Sqrt(coef)
	exact = exact && new(big.Int).Mul(n, n).Cmp(coef) == 0
	if exact {
		if shift >= 0 {
			n = new(big.Int).Quo(n, pow10(shift))
		} else {
			n = new(big.Int).Mul(n, pow10(-shift))
		}
		exp += shift
	} else if new(big.Int).Mod(n, big.NewInt(5)).Sign() == 0 {
		n.Add(n, one)
	}
	return e.finish(fin(false, n, exp))
}

func floorHalf(n int64) int64 { return n >> 1 }
