package libm

import (
	"math"
	"math/big"
)

// pair is the unevaluated sum of two floats, the second at most half an ulp of the first.
type pair struct{ hi, lo float64 }

func of(x float64) pair { return pair{x, 0} }

// twoSum is a+b exactly.
func twoSum(a, b float64) pair {
	s := a + b
	bb := s - a
	return pair{s, (a - (s - bb)) + (b - bb)}
}

// fastSum is a+b exactly, where a is not the smaller in magnitude.
func fastSum(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

// twoProd is a*b exactly.
func twoProd(a, b float64) pair {
	p := float64(a * b)
	return pair{p, math.FMA(a, b, -p)}
}

func (a pair) value() float64 { return a.hi + a.lo }

func (a pair) neg() pair { return pair{-a.hi, -a.lo} }

func (a pair) add(b pair) pair {
	s := twoSum(a.hi, b.hi)
	t := twoSum(a.lo, b.lo)
	s = fastSum(s.hi, s.lo+t.hi)
	return fastSum(s.hi, s.lo+t.lo)
}

func (a pair) plus(b float64) pair {
	s := twoSum(a.hi, b)
	return fastSum(s.hi, s.lo+a.lo)
}

func (a pair) sub(b pair) pair { return a.add(b.neg()) }

func (a pair) mul(b pair) pair {
	p := twoProd(a.hi, b.hi)
	return fastSum(p.hi, p.lo+(float64(a.hi*b.lo)+float64(a.lo*b.hi)))
}

func (a pair) times(b float64) pair {
	p := twoProd(a.hi, b)
	return fastSum(p.hi, p.lo+float64(a.lo*b))
}

func (a pair) div(b pair) pair {
	q1 := a.hi / b.hi
	r := a.sub(b.times(q1))
	q2 := r.hi / b.hi
	r = r.sub(b.times(q2))
	q3 := r.hi / b.hi
	return fastSum(q1, q2).plus(q3)
}

func (a pair) over(b float64) pair { return a.div(of(b)) }

func (a pair) sqrt() pair {
	if a.hi <= 0 {
		return pair{}
	}
	x := math.Sqrt(a.hi)
	r := a.sub(twoProd(x, x))
	return fastSum(x, r.hi/float64(2*x))
}

// scale is a times a power of two, which must not leave the range of normal floats.
func (a pair) scale(p float64) pair { return pair{float64(a.hi * p), float64(a.lo * p)} }

// scaled is (hi+lo) * 2^k rounded once, whatever k is.
func (a pair) scaled(k int) float64 {
	v := a.value()
	if _, e := math.Frexp(v); v == 0 || v-v != 0 || e+k > -1021 {
		return math.Ldexp(v, k)
	}
	z := new(big.Float).SetPrec(128).SetFloat64(a.hi)
	z.Add(z, new(big.Float).SetFloat64(a.lo))
	f, _ := z.SetMantExp(z, k).Float64()
	return f
}

// Constants as pairs, and as triples where a reduction needs more.
var (
	ln2    = pair{0.6931471805599453, 2.3190468138462996e-17}
	invLn2 = pair{1.4426950408889634, 2.0355273740931033e-17}
	log10e = pair{0.4342944819032518, 1.098319650216765e-17}
	pi     = pair{3.141592653589793, 1.2246467991473532e-16}
	pi2    = pair{1.5707963267948966, 6.123233995736766e-17}
	pi4    = pair{0.7853981633974483, 3.061616997868383e-17}

	twoOverSqrtPi = pair{1.1283791670955126, 1.533545961316588e-17}
	sqrtPi        = pair{1.772453850905516, -7.666586499825799e-17}
)
