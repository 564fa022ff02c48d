package libm

import "math"

// Sinh is the hyperbolic sine.
func Sinh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x-x != 0 || a < 0x1p-28:
		return x
	case a > 711:
		return math.Copysign(math.Inf(1), x)
	case a < 40:
		// With u = e^a - 1, sinh a = (u + u/(u+1)) / 2.
		u := expm1Pair(of(a))
		return math.Copysign(u.add(u.div(u.plus(1))).scale(0.5).value(), x)
	}
	r, k := expPair(of(a))
	return math.Copysign(r.scaled(k-1), x)
}

// Cosh is the hyperbolic cosine.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a > 711:
		return math.Inf(1)
	}
	r, k := expPair(of(a))
	if a < 40 {
		r = r.scale(math.Ldexp(1, k))
		return r.add(of(1).div(r)).scale(0.5).value()
	}
	return r.scaled(k - 1)
}

// Tanh is the hyperbolic tangent.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a < 0x1p-28:
		return x
	case a > 22:
		return math.Copysign(1, x)
	}
	u := expm1Pair(of(float64(2 * a)))
	return math.Copysign(u.div(u.plus(2)).value(), x)
}

// Asinh is the inverse of Sinh.
func Asinh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x-x != 0 || a < 0x1p-28:
		return x
	case a > 0x1p60:
		return math.Copysign(logOf(a).add(ln2).value(), x)
	}
	// log1p(a + a²/(1 + sqrt(1 + a²)))
	aa := twoProd(a, a)
	s := aa.plus(1).sqrt().plus(1)
	return math.Copysign(log1pPair(aa.div(s).plus(a)).value(), x)
}

// Acosh is the inverse of Cosh.
func Acosh(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x < 1:
		return math.NaN()
	case x > 0x1p60:
		return logOf(x).add(ln2).value()
	}
	// With u = x-1, log1p(u + sqrt(u² + 2u)).
	u := twoSum(x, -1)
	if u.hi == 0 {
		return 0
	}
	return log1pPair(u.add(u.mul(u.plus(2)).sqrt())).value()
}

// Atanh is the inverse of Tanh.
func Atanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a > 1:
		return math.NaN()
	case a == 1:
		return math.Copysign(math.Inf(1), x)
	case a < 0x1p-28:
		return x
	}
	// log1p(2a/(1-a)) / 2
	return math.Copysign(log1pPair(of(float64(2*a)).div(twoSum(1, -a))).scale(0.5).value(), x)
}

// Cbrt is the cube root.
func Cbrt(x float64) float64 {
	if x == 0 || x-x != 0 {
		return x
	}
	f, e := math.Frexp(math.Abs(x))
	shift := ((e % 3) + 3) % 3
	f = math.Ldexp(f, shift)
	e = (e - shift) / 3
	y := 0.5 + float64(f/4) // f is in [0.5, 4)
	for range 6 {
		y -= (y - f/float64(y*y)) / 3
	}
	// One step of Newton's with pairs.
	yy := twoProd(y, y)
	r := of(f).sub(yy.times(y)).div(yy.times(3))
	return math.Copysign(math.Ldexp(r.plus(y).value(), e), x)
}

// Hypot is the length of a vector, without overflow on the way.
func Hypot(xs []float64) float64 {
	top := 0.0
	nan := false
	for _, x := range xs {
		if math.IsInf(x, 0) {
			return math.Inf(1)
		}
		nan = nan || x != x
		top = math.Max(top, math.Abs(x))
	}
	if nan {
		return math.NaN()
	}
	if top == 0 {
		return 0
	}
	_, e := math.Frexp(top)
	sum := pair{}
	for _, x := range xs {
		x = math.Ldexp(x, -e)
		sum = sum.add(twoProd(x, x))
	}
	return sum.sqrt().scaled(e)
}
