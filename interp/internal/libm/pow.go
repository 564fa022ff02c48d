package libm

import "math"

// Pow is x to the power of y.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return math.NaN()
	}
	whole := y == math.Trunc(y)
	odd := whole && math.Abs(y) < 1<<53 && int64(y)&1 != 0
	switch {
	case x == 0:
		switch {
		case y < 0 && odd:
			return math.Copysign(math.Inf(1), x)
		case y < 0:
			return math.Inf(1)
		case odd:
			return x
		}
		return 0
	case math.IsInf(y, 0):
		a := math.Abs(x)
		switch {
		case a == 1:
			return 1
		case a < 1 == (y < 0):
			return math.Inf(1)
		}
		return 0
	case math.IsInf(x, 0):
		r := 0.0
		if y > 0 {
			r = math.Inf(1)
		}
		if x < 0 && odd {
			return -r
		}
		return r
	case x < 0 && !whole:
		return math.NaN()
	case y == 2:
		return float64(x * x)
	case y == 0.5:
		return math.Sqrt(x)
	}
	if whole && math.Abs(y) <= 64 {
		return power(x, int(y))
	}
	sign := 1.0
	if x < 0 && odd {
		sign = -1
	}
	l := logOf(math.Abs(x))
	if t := float64(l.hi * y); t > 710 {
		return float64(sign * math.Inf(1))
	} else if t < -746 {
		return float64(sign * 0)
	}
	r, k := expPair(l.times(y))
	return float64(sign * r.scaled(k))
}

// power is x^n for a small n by multiplying, exactly as long as the product fits a pair: so that what lies just between two
// floats is rounded to the even one.
func power(x float64, n int) float64 {
	f, e := math.Frexp(x)
	m := n
	if m < 0 {
		m = -m
	}
	r, base := of(1), of(f)
	for k := m; ; {
		if k&1 != 0 {
			r = r.mul(base)
		}
		if k >>= 1; k == 0 {
			break
		}
		base = base.mul(base)
	}
	if n < 0 {
		r = of(1).div(r)
	}
	return r.scaled(e * n)
}
