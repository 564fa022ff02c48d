package decimal

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/py"
)

// rounding is a way to round.
type rounding uint8

const (
	roundCeiling rounding = iota
	roundDown
	roundFloor
	roundHalfDown
	roundHalfEven
	roundHalfUp
	roundUp
	round05Up
)

var roundingNames = [...]string{"ROUND_CEILING", "ROUND_DOWN", "ROUND_FLOOR", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_UP", "ROUND_05UP"}

// context is a Context: what operations round to, and which conditions were met and are trapped.
type context struct {
	py.Header
	prec, emin, emax int64
	round            rounding
	capitals, clamp  bool
	flags, traps     condition
}

var contextType py.Type

// environment is a context at work in one operation, with the conditions met so far.
type environment struct {
	t      *py.Thread
	c      *context
	prec   int64
	round  rounding
	status condition
}

func (c *context) work(t *py.Thread) *environment {
	return &environment{t: t, c: c, prec: c.prec, round: c.round}
}

func (e *environment) etiny() int64 { return e.c.emin - e.prec + 1 }
func (e *environment) etop() int64  { return e.c.emax - e.prec + 1 }

// signal notes conditions and gives a NaN.
func (e *environment) invalid(c condition) *number {
	e.status |= c
	return nan()
}

// up tells whether a coefficient of which rest (and a sign of what is behind) was cut off has to be made one larger.
// half is how what was cut off compares with a half: negative, zero, positive; any whether it was not zero.
func (r rounding) up(neg bool, last uint, half int, any bool) bool {
	if !any {
		return false
	}
	switch r {
	case roundCeiling:
		return !neg
	case roundFloor:
		return neg
	case roundDown:
		return false
	case roundUp:
		return true
	case roundHalfUp:
		return half >= 0
	case roundHalfDown:
		return half > 0
	case roundHalfEven:
		return half > 0 || half == 0 && last%2 == 1
	}
	return last == 0 || last == 5
}

// cut drops n digits of a coefficient and rounds; exact tells whether they were zeros.
func (e *environment) cut(neg bool, coef *big.Int, n int64) (r *big.Int, exact bool) {
	if n <= 0 {
		return coef, true
	}
	if n > digitsOf(coef)+1 {
		if coef.Sign() == 0 {
			return zero, true
		}
		if e.round.up(neg, 0, -1, true) {
			return one, false
		}
		return zero, false
	}
	unit := pow10(n)
	q, rest := new(big.Int).QuoRem(coef, unit, new(big.Int))
	any := rest.Sign() != 0
	half := rest.Lsh(rest, 1).Cmp(unit)
	last := uint(new(big.Int).Mod(q, ten).Uint64())
	if e.round.up(neg, last, half, any) {
		q.Add(q, one)
	}
	return q, !any
}

// finish rounds a result to the context: to its precision and into its range of exponents.
func (e *environment) finish(d *number) (*number, error) {
	if d.kind != finite {
		if d.isNaN() {
			most := e.prec
			if e.c.clamp {
				most--
			}
			if d.coef.Sign() != 0 && d.digits() > most {
				return &number{neg: d.neg, kind: d.kind, coef: new(big.Int).Mod(d.coef, pow10(most))}, nil
			}
		}
		return d, nil
	}
	n := d.digits()
	if err := pay(e.t, n); err != nil {
		return nil, err
	}
	etiny, etop := e.etiny(), e.etop()
	if d.coef.Sign() == 0 {
		top := e.c.emax
		if e.c.clamp {
			top = etop
		}
		exp := min(max(d.exp, etiny), top)
		if exp != d.exp {
			e.status |= clamped
			return fin(d.neg, zero, exp), nil
		}
		return d, nil
	}
	least := n + d.exp - e.prec // the exponent of a result of full precision
	if least > etop {
		e.status |= overflow | inexact | rounded
		return e.overflowed(d.neg), nil
	}
	tiny := least < etiny
	if tiny {
		least = etiny
	}
	if d.exp < least {
		coef, exact := e.cut(d.neg, d.coef, least-d.exp)
		exp := least
		if digitsOf(coef) > e.prec {
			coef = new(big.Int).Quo(coef, ten)
			exp++
		}
		if exp > etop {
			e.status |= overflow | inexact | rounded
			return e.overflowed(d.neg), nil
		}
		e.status |= rounded
		if !exact {
			e.status |= inexact
			if tiny {
				e.status |= underflow
			}
		}
		if tiny {
			e.status |= subnormal
		}
		if coef.Sign() == 0 {
			e.status |= clamped
		}
		return fin(d.neg, coef, exp), nil
	}
	if tiny {
		e.status |= subnormal
	}
	if e.c.clamp && d.exp > etop {
		e.status |= clamped
		if err := pay(e.t, e.prec); err != nil {
			return nil, err
		}
		return fin(d.neg, new(big.Int).Mul(d.coef, pow10(d.exp-etop)), etop), nil
	}
	return d, nil
}

// overflowed is what an overflow rounds to.
func (e *environment) overflowed(neg bool) *number {
	switch e.round {
	case roundHalfUp, roundHalfDown, roundHalfEven, roundUp:
		return inf(neg)
	case roundCeiling:
		if !neg {
			return inf(neg)
		}
	case roundFloor:
		if neg {
			return inf(neg)
		}
	}
	if e.prec > 1<<24 {
		return inf(neg)
	}
	return fin(neg, new(big.Int).Sub(pow10(e.prec), one), e.etop())
}

// checkNaN answers the NaN that an operation on NaNs gives, or nil where there are none.
func (e *environment) checkNaN(xs ...*number) (*number, error) {
	for _, want := range []kind{signaling, quiet} {
		for _, x := range xs {
			if x.kind == want {
				if want == signaling {
					e.status |= invalidOperation
				}
				return e.finish(&number{neg: x.neg, kind: quiet, coef: x.coef})
			}
		}
	}
	return nil, nil
}

// conclude reports the conditions of an operation to the context, and raises what it traps.
func (e *environment) conclude(d *number, err error) (*number, error) {
	if err != nil {
		return nil, err
	}
	if e.status == 0 {
		return d, nil
	}
	status := e.status
	if status&invalidKinds != 0 {
		status |= invalidOperation
	}
	e.c.flags |= status &^ invalidKinds
	if trapped := status & e.c.traps; trapped != 0 {
		return nil, raise(e.t, trapped, e.status)
	}
	return d, nil
}
