package libm

import (
	"math"
	"sync"
)

// logTable has, for each seventh-bit interval of [0.7, 1.42), a short number near the reciprocal of its middle, and minus
// its logarithm.
type logTable struct {
	c [128]float64
	l [128]pair
}

var logs = sync.OnceValue(func() *logTable {
	var t logTable
	for i := range 128 {
		m := 1 + (float64(i)+0.5)/128 // the middle of the interval, before halving
		if i >= 53 {
			m /= 2
		}
		c := math.Floor(512/m+0.5) / 512
		if i == 0 || i == 127 {
			c = 1
		}
		t.c[i] = c
		z := of(c - 1).div(of(c + 1)) // log c = 2 atanh z
		zz := z.mul(z)
		sum, power := z, z
		for n := 3.0; n < 80 && math.Abs(power.hi) > 0x1p-115; n += 2 {
			power = power.mul(zz)
			sum = sum.add(power.over(n))
		}
		t.l[i] = sum.scale(-2)
	}
	return &t
})

// logPair is log(x.hi+x.lo) for a positive normal number.
func logPair(x pair) pair {
	frac, e := math.Frexp(x.hi)
	frac, e = float64(2*frac), e-1 // in [1, 2)
	i := int((frac - 1) * 128)
	scale := math.Ldexp(1, -e)
	if e < -1000 {
		scale = 1 // the caller has scaled what is small; lo does not matter then
	}
	lo := float64(x.lo * scale)
	if i >= 53 {
		frac, lo, e = frac/2, lo/2, e+1
	}
	t := logs()
	c := t.c[i]
	// r = c*(frac+lo) - 1; frac*c is one float and a bit.
	p := twoProd(frac, c)
	r := fastSum(p.hi-1, p.lo).plus(float64(lo * c))
	h := r.hi
	// log1p(r) = r - r²/2 + r³/3 - …, the first three terms as pairs.
	rr := r.mul(r)
	rest := float64(h*h) * float64(h*h) * (-0.25 + float64(h*(0.2+float64(h*(-1.0/6+float64(h*(1.0/7+float64(h*(-0.125+float64(h*(1.0/9+float64(h*-0.1))))))))))))
	sum := r.add(rr.scale(-0.5)).add(rr.mul(r).mul(third)).plus(rest)
	if e == 0 && c == 1 {
		return sum
	}
	return ln2.times(float64(e)).add(t.l[i]).add(sum)
}

var third = pair{0.3333333333333333, 1.850371707708594e-17}

// logOf is log(x) for positive finite x, of subnormal numbers too.
func logOf(x float64) pair {
	if x < 0x1p-1000 {
		return logPair(of(float64(x * 0x1p100))).sub(ln2.times(100))
	}
	return logPair(of(x))
}

func logSpecial(x float64) (float64, bool) {
	switch {
	case x != x || math.IsInf(x, 1):
		return x, true
	case x < 0:
		return math.NaN(), true
	case x == 0:
		return math.Inf(-1), true
	}
	return 0, false
}

// Log is the natural logarithm.
func Log(x float64) float64 {
	if v, ok := logSpecial(x); ok {
		return v
	}
	return logOf(x).value()
}

// Log2 is the logarithm to base 2.
func Log2(x float64) float64 {
	if v, ok := logSpecial(x); ok {
		return v
	}
	return logOf(x).mul(invLn2).value()
}

// Log10 is the logarithm to base 10.
func Log10(x float64) float64 {
	if v, ok := logSpecial(x); ok {
		return v
	}
	return logOf(x).mul(log10e).value()
}

// Log1p is log(1+x), also where x is small.
func Log1p(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1) || x == 0:
		return x
	case x < -1:
		return math.NaN()
	case x == -1:
		return math.Inf(-1)
	case math.Abs(x) < 0x1p-54:
		return x
	}
	return log1pPair(of(x)).value()
}

// log1pPair is log(1+x) for x above -1.
func log1pPair(x pair) pair {
	if math.Abs(x.hi) < 0x1p-8 {
		// x - x²/2 + x³/3 - …
		sum, power := x, x
		for n := 2.0; n < 16 && math.Abs(power.hi) > math.Abs(x.hi)*0x1p-75; n++ {
			power = power.mul(x).neg()
			sum = sum.add(power.over(n))
		}
		return sum
	}
	if x.hi > 0x1p60 {
		return logPair(x)
	}
	return logPair(x.plus(1))
}
