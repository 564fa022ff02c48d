package decimal

import (
	"math/big"
)

// The functions here are rounded correctly, half to even, whatever the context says: they are computed with some digits
// more than wanted, as fixed-point integers, and again with more as long as the digits do not decide the rounding.

// fixed is a calculation with a number of decimal digits behind the point.
type fixed struct {
	e     *environment
	scale *big.Int
	n     int64
}

func (e *environment) fixed(n int64) (*fixed, error) {
	// Series have about as many terms as there are digits; each costs a multiplication.
	if err := pay(e.t, n*8); err != nil {
		return nil, err
	}
	if n > 50 {
		if err := e.t.Charge(int(min(n*(n/19+1)*(n/19+1)/8, 1<<50))); err != nil {
			return nil, err
		}
	}
	return &fixed{e, pow10(n), n}, nil
}

func (f *fixed) mul(a, b *big.Int) *big.Int {
	z := new(big.Int).Mul(a, b)
	return z.Quo(z, f.scale)
}

// atanhInverse is atanh(1/k).
func (f *fixed) atanhInverse(k int64) *big.Int {
	term := new(big.Int).Quo(f.scale, big.NewInt(k))
	sum := new(big.Int).Set(term)
	kk := big.NewInt(k * k)
	for n := int64(3); term.Sign() != 0; n += 2 {
		term.Quo(term, kk)
		sum.Add(sum, new(big.Int).Quo(term, big.NewInt(n)))
	}
	return sum
}

// ln10 is the logarithm of ten: 46 atanh(1/31) + 34 atanh(1/49) + 20 atanh(1/161).
func (f *fixed) ln10() *big.Int {
	s := new(big.Int).Mul(f.atanhInverse(31), big.NewInt(46))
	s.Add(s, new(big.Int).Mul(f.atanhInverse(49), big.NewInt(34)))
	return s.Add(s, new(big.Int).Mul(f.atanhInverse(161), big.NewInt(20)))
}

// ln is the logarithm of x, a fixed-point number between 0.1 and 10.
func (f *fixed) ln(x *big.Int) *big.Int {
	// Square roots bring x near one; then ln x = 2 atanh((x-1)/(x+1)).
	shift := uint(0)
	near := new(big.Int).Quo(f.scale, big.NewInt(20))
	for {
		if new(big.Int).Sub(x, f.scale).CmpAbs(near) <= 0 || shift > 60 {
			break
		}
		x = new(big.Int).Sqrt(new(big.Int).Mul(x, f.scale))
		shift++
	}
	z := new(big.Int).Mul(new(big.Int).Sub(x, f.scale), f.scale)
	z.Quo(z, new(big.Int).Add(x, f.scale))
	zz := f.mul(z, z)
	sum, power := new(big.Int).Set(z), z
	for n := int64(3); power.Sign() != 0; n += 2 {
		power = f.mul(power, zz)
		sum.Add(sum, new(big.Int).Quo(power, big.NewInt(n)))
	}
	return sum.Lsh(sum, shift+1)
}

// exp is e^x for a fixed-point x between -ln 10 and ln 10.
func (f *fixed) exp(x *big.Int) *big.Int {
	// Halve x often enough for a short series, and square as often.
	const halvings = 12
	r := new(big.Int).Rsh(x, halvings)
	sum, term := new(big.Int).Add(f.scale, r), r
	for n := int64(2); term.Sign() != 0; n++ {
		term = f.mul(term, r)
		term.Quo(term, big.NewInt(n))
		sum.Add(sum, term)
	}
	for range halvings {
		sum = f.mul(sum, sum)
	}
	return sum
}

// decided tells whether the digits of a coefficient beyond prec decide its rounding although the last is uncertain.
func decided(coef *big.Int, prec int64) bool {
	drop := digitsOf(coef) - prec - 1
	if drop < 1 {
		return false
	}
	unit := pow10(drop)
	rest := new(big.Int).Mod(coef, new(big.Int).Mul(unit, big.NewInt(5)))
	slack := big.NewInt(100000)
	return rest.Cmp(slack) > 0 && new(big.Int).Sub(new(big.Int).Mul(unit, big.NewInt(5)), rest).Cmp(slack) > 0
}

// settle repeats a calculation with more digits until they decide: compute gives coefficient and exponent with about
// n digits, the last five of which are uncertain.
func (e *environment) settle(neg bool, compute func(n int64) (*big.Int, int64, error)) (*number, error) {
	for n := e.prec + 10; ; n += n/4 + 10 {
		coef, exp, err := compute(n)
		if err != nil {
			return nil, err
		}
		if decided(coef, e.prec) {
			e.round = roundHalfEven
			return e.finish(fin(neg, coef, exp))
		}
	}
}

// fixedLn is the logarithm of a positive finite number with n digits behind the point.
func (e *environment) fixedLn(x *number, n int64) (*big.Int, error) {
	f, err := e.fixed(n + 25)
	if err != nil {
		return nil, err
	}
	// x = m * 10^k with m between 1 and 10
	k := x.adjusted()
	m := x.coef
	if shift := f.n - (x.digits() - 1); shift >= 0 {
		m = new(big.Int).Mul(m, pow10(shift))
	} else {
		m = new(big.Int).Quo(m, pow10(-shift))
	}
	r := f.ln(m)
	if k != 0 {
		g, err := e.fixed(f.n + 20)
		if err != nil {
			return nil, err
		}
		l := g.ln10()
		l.Mul(l, big.NewInt(k))
		r.Add(r, l.Quo(l, pow10(20)))
	}
	return r.Quo(r, pow10(25)), nil
}

func (e *environment) ln(x *number) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	switch {
	case x.isZero():
		return inf(true), nil
	case x.kind == infinite && !x.neg:
		return inf(false), nil
	case x.neg:
		return e.invalid(invalidOperation), nil
	case compareMagnitudes(x, fin(false, one, 0)) == 0:
		return fin(false, zero, 0), nil
	}
	neg := x.adjusted() < 0
	lead := e.leadingZeros(x)
	return e.settle(neg, func(n int64) (*big.Int, int64, error) {
		r, err := e.fixedLn(x, n+lead)
		if err != nil {
			return nil, 0, err
		}
		return r.Abs(r), -(n + lead), nil
	})
}

// leadingZeros is about how many zeros stand behind the point of ln x, for x near one.
func (e *environment) leadingZeros(x *number) int64 {
	if k := x.adjusted(); k != 0 && k != -1 {
		return 0
	}
	diff := &environment{t: e.t, c: &context{prec: maxPrecision / 2, emin: -maxExponent, emax: maxExponent}, prec: maxPrecision / 2}
	d, err := diff.add(x, fin(false, one, 0), true)
	if err != nil || d.kind != finite || d.coef.Sign() == 0 {
		return 0
	}
	return max(0, -d.adjusted())
}

func (e *environment) log10(x *number) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	switch {
	case x.isZero():
		return inf(true), nil
	case x.kind == infinite && !x.neg:
		return inf(false), nil
	case x.neg:
		return e.invalid(invalidOperation), nil
	}
	if coef, exp := stripZeros(x.coef, x.exp, maxExponent*2); coef.Cmp(one) == 0 {
		z := big.NewInt(exp)
		return e.finish(fin(exp < 0, z.Abs(z), 0))
	}
	lead := e.leadingZeros(x)
	return e.settle(x.adjusted() < 0, func(n int64) (*big.Int, int64, error) {
		r, err := e.fixedLn(x, n+lead+5)
		if err != nil {
			return nil, 0, err
		}
		f, err := e.fixed(n + lead + 5)
		if err != nil {
			return nil, 0, err
		}
		r.Mul(r.Abs(r), pow10(n+lead))
		return r.Quo(r, f.ln10()), -(n + lead), nil
	})
}

// expOf is e^x as a coefficient of about n digits and an exponent.
func (e *environment) expOf(x *number, n int64) (*big.Int, int64, error) {
	whole := max(0, x.adjusted()+1)
	f, err := e.fixed(n + whole + 10)
	if err != nil {
		return nil, 0, err
	}
	if err := pay(e.t, x.digits()); err != nil {
		return nil, 0, err
	}
	z := x.signed()
	if shift := f.n + x.exp; shift >= 0 {
		z = new(big.Int).Mul(z, pow10(shift))
	} else if -shift < 4*(x.digits()+f.n) {
		z = new(big.Int).Quo(z, pow10(-shift))
	} else {
		z = zero
	}
	k, r := new(big.Int).DivMod(z, f.ln10(), new(big.Int))
	// The last digits are lost to the squarings.
	return r.Quo(f.exp(r), pow10(8)), k.Int64() - f.n + 8, nil
}

func (e *environment) exp(x *number) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	if x.kind == infinite {
		if x.neg {
			return fin(false, zero, 0), nil
		}
		return x, nil
	}
	if x.coef.Sign() == 0 {
		return fin(false, one, 0), nil
	}
	e.round = roundHalfEven
	adj := x.adjusted()
	p := e.prec
	switch {
	case !x.neg && adj > int64(len(big.NewInt((e.c.emax+1)*3).String())):
		return e.finish(fin(false, one, e.c.emax+1))
	case x.neg && adj > int64(len(big.NewInt((-e.etiny()+1)*3).String())):
		return e.finish(fin(false, one, e.etiny()-1))
	case !x.neg && adj < -p:
		return e.finish(fin(false, new(big.Int).Add(pow10(p+1), one), -p-1))
	case x.neg && adj < -p-1:
		return e.finish(fin(false, new(big.Int).Sub(pow10(p+1), one), -p-1))
	}
	return e.settle(false, func(n int64) (*big.Int, int64, error) { return e.expOf(x, n) })
}

// isInteger tells whether a finite number is whole.
func (d *number) isInteger() bool {
	if d.kind != finite {
		return false
	}
	if d.exp >= 0 || d.coef.Sign() == 0 {
		return true
	}
	if -d.exp >= d.digits() {
		return false
	}
	return new(big.Int).Mod(d.coef, pow10(-d.exp)).Sign() == 0
}

// isOdd tells whether a whole number is odd.
func (d *number) isOdd() bool {
	if d.exp > 0 {
		return false
	}
	if d.exp == 0 {
		return d.coef.Bit(0) == 1
	}
	return new(big.Int).Quo(d.coef, pow10(-d.exp)).Bit(0) == 1
}

func (e *environment) power(x, y *number) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	if y.isZero() {
		if x.isZero() {
			return e.invalid(invalidOperation), nil
		}
		return fin(false, one, 0), nil
	}
	neg := false
	base := x
	if x.neg {
		if y.isInteger() {
			neg = y.isOdd()
		} else if !x.isZero() {
			return e.invalid(invalidOperation), nil
		}
		base = &number{kind: x.kind, coef: x.coef, exp: x.exp}
	}
	if base.isZero() {
		if !y.neg {
			return fin(neg, zero, 0), nil
		}
		return inf(neg), nil
	}
	if base.kind == infinite {
		if !y.neg {
			return inf(neg), nil
		}
		return fin(neg, zero, 0), nil
	}
	cmpOne := compareMagnitudes(base, fin(false, one, 0))
	if y.kind == infinite {
		if cmpOne == 0 {
			e.status |= inexact | rounded
			return fin(neg, pow10(e.prec-1), -e.prec+1), nil
		}
		if (cmpOne > 0) != y.neg {
			return inf(neg), nil
		}
		return fin(neg, zero, 0), nil
	}
	if cmpOne == 0 {
		if y.isInteger() {
			exp := int64(0)
			if base.exp != 0 {
				// 1.00 ** 3 keeps its zeros as far as there is room.
				m := new(big.Int).Set(y.coef)
				if y.exp > 0 && y.exp < 20 {
					m.Mul(m, pow10(y.exp))
				} else if y.exp < 0 {
					m.Quo(m, pow10(-y.exp))
				}
				if y.neg {
					m.SetInt64(0)
				}
				m.Mul(m, big.NewInt(base.exp))
				if m.IsInt64() {
					exp = m.Int64()
				} else {
					exp = -maxExponent
				}
			}
			if exp < 1-e.prec {
				exp = 1 - e.prec
				e.status |= rounded
			}
			exp = min(exp, 0)
			return fin(neg, pow10(-exp), exp), nil
		}
		e.status |= inexact | rounded
		return fin(neg, pow10(e.prec-1), -e.prec+1), nil
	}
	// Far out of range?
	adj := base.adjusted()
	e.round = e.c.round
	if out, r, err := e.powerOutOfRange(neg, base, y, adj); out {
		return r, err
	}
	// An exact result for a whole exponent that is small enough.
	if y.isInteger() && !y.neg && y.adjusted() < 8 {
		n := new(big.Int).Set(y.coef)
		if y.exp > 0 {
			n.Mul(n, pow10(y.exp))
		} else if y.exp < 0 {
			n.Quo(n, pow10(-y.exp))
		}
		coef := base.coef
		if n.IsInt64() && digitsOf(coef)*n.Int64() <= 4*e.prec+400 {
			if err := pay(e.t, digitsOf(coef)*n.Int64()); err != nil {
				return nil, err
			}
			z := new(big.Int).Exp(base.coef, n, nil)
			return e.finish(fin(neg, z, base.exp*n.Int64()))
		}
	}
	r, err := e.settlePower(neg, base, y)
	return r, err
}

// powerOutOfRange sees powers that overflow or underflow whatever their digits are.
func (e *environment) powerOutOfRange(neg bool, x, y *number, adj int64) (bool, *number, error) {
	// |log10 x| is at least lower; the exponent of the result at least lower*|y|.
	lower := adj
	grows := adj >= 0
	if adj < 0 {
		lower = -adj - 1
	}
	if lower == 0 {
		// x is between 0.1 and 10: at least 10^-k away from one
		k := e.leadingZeros(x) + 1
		if y.adjusted()-k <= 20 {
			return false, nil, nil
		}
	} else if y.adjusted()+digitsOf(big.NewInt(lower))-1 <= 19 {
		return false, nil, nil
	}
	if grows != y.neg {
		r, err := e.finish(fin(neg, one, e.c.emax+1))
		return true, r, err
	}
	r, err := e.finish(fin(neg, one, e.etiny()-1))
	return true, r, err
}

// settlePower is exp(y ln x), or an exact root or power where that is one.
func (e *environment) settlePower(neg bool, x, y *number) (*number, error) {
	var exact *number
	for n, tries := e.prec+20, 0; ; n, tries = n+n/4+10, tries+1 {
		// ln x with enough digits for the product with y to have n behind the point
		extra := max(0, y.adjusted()+1) + 22
		l, err := e.fixedLn(x, n+extra+e.leadingZeros(x))
		if err != nil {
			return nil, err
		}
		product := &number{neg: (l.Sign() < 0) != y.neg, coef: new(big.Int).Mul(l.Abs(l), y.coef), exp: y.exp - (n + extra + e.leadingZeros(x))}
		if product.coef.Sign() == 0 {
			return e.finish(fin(neg, new(big.Int).Add(pow10(e.prec+1), one), -e.prec-1))
		}
		coef, exp, err := e.expOf(product, n)
		if err != nil {
			return nil, err
		}
		if decided(coef, e.prec) {
			return e.finish(fin(neg, coef, exp))
		}
		if tries == 2 {
			// Most likely the result is exact: take the digits that are sure.
			if coef, exp = roundTo(coef, exp, e.prec+5); true {
				exact = fin(neg, coef, exp)
			}
			r, err := e.finish(exact)
			if err != nil {
				return nil, err
			}
			if y.isInteger() {
				return r, nil
			}
			// A root that comes out even is given with as many digits as the precision allows.
			if shift := e.prec - r.digits(); r.kind == finite && shift > 0 {
				r = fin(r.neg, new(big.Int).Mul(r.coef, pow10(shift)), r.exp-shift)
			}
			e.status |= inexact | rounded
			return r, nil
		}
	}
}

// roundTo rounds a coefficient to n digits and takes the zeros off its end.
func roundTo(coef *big.Int, exp, n int64) (*big.Int, int64) {
	if drop := digitsOf(coef) - n; drop > 0 {
		unit := pow10(drop)
		q, r := new(big.Int).QuoRem(coef, unit, new(big.Int))
		if r.Lsh(r, 1).Cmp(unit) >= 0 {
			q.Add(q, one)
		}
		coef, exp = q, exp+drop
	}
	return stripZeros(coef, exp, maxExponent)
}

// powerModulo is pow(x, y, modulo) of whole numbers.
func (e *environment) powerModulo(x, y, m *number) (*number, error) {
	if r, err := e.checkNaN(x, y, m); r != nil || err != nil {
		return r, err
	}
	if !x.isInteger() || !y.isInteger() || !m.isInteger() || y.neg && !y.isZero() || m.isZero() || m.adjusted() >= e.prec ||
		x.isZero() && y.isZero() {
		return e.invalid(invalidOperation), nil
	}
	whole := func(d *number) *big.Int {
		if d.exp >= 0 {
			return new(big.Int).Mul(d.coef, pow10(d.exp))
		}
		return new(big.Int).Quo(d.coef, pow10(-d.exp))
	}
	if err := pay(e.t, x.digits()+max(x.exp, 0)+y.digits()+max(y.exp, 0)+m.digits()+max(m.exp, 0)); err != nil {
		return nil, err
	}
	mod := whole(m)
	exponent := whole(y)
	words := int(mod.BitLen()/64 + 1)
	if err := e.t.Charge(exponent.BitLen() * words * words / 8); err != nil {
		return nil, err
	}
	z := new(big.Int).Exp(whole(x), exponent, mod)
	return fin(x.neg && y.isOdd() && z.Sign() != 0, z, 0), nil
}
