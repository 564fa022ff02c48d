package libm

import (
	"math"
	"math/big"
	"sync"
)

// sines are sin and cos of j*pi/128 for j up to 64.
type sineTable struct{ sin, cos [65]pair }

var sines = sync.OnceValue(func() *sineTable {
	var t sineTable
	step := pair{0.02454369260617026, 9.567553118338697e-19}
	series := func(first pair, from float64) pair {
		xx := step.mul(step)
		sum, term := first, first
		for n := from; n < 20; n += 2 {
			term = term.mul(xx).over(n * (n - 1)).neg()
			sum = sum.add(term)
		}
		return sum
	}
	s1, c1 := series(step, 3), series(of(1), 2)
	t.cos[0] = of(1)
	for j := 1; j <= 64; j++ {
		s, c := t.sin[j-1], t.cos[j-1]
		t.sin[j] = s.mul(c1).add(c.mul(s1))
		t.cos[j] = c.mul(c1).sub(s.mul(s1))
	}
	return &t
})

// halfPi is pi/2 as an integer times 2^-1300, by Machin's formula.
var halfPi = sync.OnceValue(func() *big.Int {
	const bits = 1340
	arctan := func(n int64) *big.Int {
		one := new(big.Int).Lsh(big.NewInt(1), bits)
		term := one.Quo(one, big.NewInt(n))
		sum := new(big.Int).Set(term)
		nn := big.NewInt(-n * n)
		for k := int64(3); term.Sign() != 0; k += 2 {
			term.Quo(term, nn)
			sum.Add(sum, new(big.Int).Quo(term, big.NewInt(k)))
		}
		return sum
	}
	z := new(big.Int).Lsh(arctan(5), 2)
	z.Sub(z, arctan(239))
	return z.Rsh(z.Lsh(z, 1), bits-1300)
})

// reduce gives x minus the nearest multiple of pi/128 as a pair, and that multiple modulo 256. x is finite.
func reduce(x float64) (r pair, n int) {
	if math.Abs(x) < 1<<20 {
		k := math.Floor(float64(x*40.74366543152521) + 0.5)
		s := twoSum(x-float64(k*0.024543692590668797), -float64(k*1.5501462174430033e-11))
		s = s.plus(-float64(k * 8.078410904516015e-21)).plus(-float64(k * 4.537274959342751e-30))
		return s, int(k) & 255
	}
	mant, e := math.Frexp(math.Abs(x))
	z := big.NewInt(int64(math.Ldexp(mant, 53)))
	z.Lsh(z, uint(e-53+1300))
	unit := new(big.Int).Rsh(halfPi(), 6) // pi/128
	// The multiple is taken of pi/2, which is known exactly enough, and then of what is left.
	q, rest := z.QuoRem(z, halfPi(), new(big.Int))
	k, rest := rest.QuoRem(rest, unit, new(big.Int))
	if new(big.Int).Lsh(rest, 1).Cmp(unit) > 0 {
		rest.Sub(rest, unit)
		k.Add(k, big.NewInt(1))
	}
	n = int(q.Uint64()&3)*64 + int(k.Int64())
	f := new(big.Float).SetPrec(200).SetInt(rest)
	f.SetMantExp(f, -1300)
	hi, _ := f.Float64()
	lo, _ := f.Sub(f, new(big.Float).SetFloat64(hi)).Float64()
	if x < 0 {
		return pair{-hi, -lo}, -n & 255
	}
	return pair{hi, lo}, n & 255
}

// sinCos is sin and cos of x as pairs.
func sinCos(x float64) (sin, cos pair) {
	r, n := reduce(x)
	h := r.hi
	hh := float64(h * h)
	// sin r = r - r³/6 + …, cos r = 1 - r²/2 + …
	rr := r.mul(r)
	sr := r.sub(rr.mul(r).mul(sixth)).plus(float64(float64(h*hh)*hh) * (1.0/120 - float64(hh*(1.0/5040-float64(hh/362880)))))
	cr := rr.scale(-0.5).plus(float64(hh*hh) * (1.0/24 - float64(hh*(1.0/720-float64(hh*(1.0/40320-float64(hh/3628800))))))) // cos r - 1
	t := sines()
	quadrant, j := n/64, n%64
	s, c := t.sin[j], t.cos[j]
	sin = s.add(s.mul(cr)).add(c.mul(sr))
	cos = c.add(c.mul(cr)).sub(s.mul(sr))
	switch quadrant {
	case 1:
		sin, cos = cos, sin.neg()
	case 2:
		sin, cos = sin.neg(), cos.neg()
	case 3:
		sin, cos = cos.neg(), sin
	}
	return sin, cos
}

var sixth = pair{0.16666666666666666, 9.25185853854297e-18}

// Sin is the sine.
func Sin(x float64) float64 {
	switch {
	case x-x != 0:
		return math.NaN()
	case math.Abs(x) < 0x1p-27:
		return x
	}
	s, _ := sinCos(x)
	return s.value()
}

// Cos is the cosine.
func Cos(x float64) float64 {
	if x-x != 0 {
		return math.NaN()
	}
	_, c := sinCos(x)
	return c.value()
}

// Tan is the tangent.
func Tan(x float64) float64 {
	switch {
	case x-x != 0:
		return math.NaN()
	case math.Abs(x) < 0x1p-27:
		return x
	}
	s, c := sinCos(x)
	return s.div(c).value()
}

// arctangents are atan(j/64) for j up to 64.
var arctangents = sync.OnceValue(func() *[65]pair {
	var t [65]pair
	for j := range 64 {
		// atan((j+1)/64) - atan(j/64) = atan((1/64) / (1 + j(j+1)/4096))
		z := of(1.0 / 64).div(of(1 + float64(j*(j+1))/4096))
		t[j+1] = t[j].add(arctanSeries(z, 0x1p-112))
	}
	return &t
})

// arctanSeries is atan(z) for small z.
func arctanSeries(z pair, until float64) pair {
	zz := z.mul(z).neg()
	sum, power := z, z
	for n := 3.0; n < 60; n += 2 {
		power = power.mul(zz)
		if math.Abs(power.hi) < math.Abs(z.hi)*until {
			break
		}
		sum = sum.add(power.over(n))
	}
	return sum
}

// atanPair is atan(y/x) for non-negative y and x, not both zero.
func atanPair(y, x pair) pair {
	swap := y.hi > x.hi
	if swap {
		x, y = y, x
	}
	q := y.hi / x.hi
	j := int(float64(q*64) + 0.5)
	var z pair
	if j == 0 {
		z = y.div(x)
	} else {
		c := float64(j) / 64
		z = y.sub(x.times(c)).div(x.add(y.times(c)))
	}
	// atan z = z - z³/3 + …, |z| <= 1/128
	h := z.hi
	hh := float64(h * h)
	r := z.sub(z.mul(z).mul(z).mul(third)).plus(float64(float64(h*hh)*hh) * (0.2 - float64(hh*(1.0/7-float64(hh*(1.0/9-float64(hh/11)))))))
	r = arctangents()[j].add(r)
	if swap {
		return pi2.sub(r)
	}
	return r
}

// Atan is the arc tangent.
func Atan(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a < 0x1p-28:
		return x
	case a > 0x1p60:
		return math.Copysign(pi2.hi, x)
	}
	return math.Copysign(atanPair(of(a), of(1)).value(), x)
}

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	switch {
	case x != x || y != y:
		return math.NaN()
	case y == 0:
		if x > 0 || x == 0 && !math.Signbit(x) {
			return y
		}
		return math.Copysign(pi.hi, y)
	case x == 0:
		return math.Copysign(pi2.hi, y)
	case math.IsInf(x, 0):
		switch {
		case math.IsInf(y, 0) && x > 0:
			return math.Copysign(pi4.hi, y)
		case math.IsInf(y, 0):
			return math.Copysign(2.356194490192345, y)
		case x > 0:
			return math.Copysign(0, y)
		}
		return math.Copysign(pi.hi, y)
	case math.IsInf(y, 0):
		return math.Copysign(pi2.hi, y)
	}
	ay, ax := math.Abs(y), math.Abs(x)
	fy, ey := math.Frexp(ay)
	fx, ex := math.Frexp(ax)
	d := ey - ex
	if d > 70 {
		return math.Copysign(pi2.hi, y)
	}
	if d < -70 {
		if x < 0 {
			return math.Copysign(pi.hi, y)
		}
		return math.Copysign(of(fy).over(fx).scaled(d), y)
	}
	r := atanPair(of(math.Ldexp(fy, d)), of(fx))
	if x < 0 {
		r = pi.sub(r)
	}
	return math.Copysign(r.value(), y)
}

// cosine of the angle whose sine is x: sqrt((1-x)(1+x)).
func complement(x float64) pair { return twoSum(1, -x).mul(twoSum(1, x)).sqrt() }

// Asin is the arc sine.
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || a > 1:
		return math.NaN()
	case a < 0x1p-27:
		return x
	case a == 1:
		return math.Copysign(pi2.hi, x)
	}
	return math.Copysign(atanPair(of(a), complement(a)).value(), x)
}

// Acos is the arc cosine.
func Acos(x float64) float64 {
	switch {
	case x != x || math.Abs(x) > 1:
		return math.NaN()
	case x == 1:
		return 0
	case x == -1:
		return pi.hi
	}
	r := atanPair(complement(math.Abs(x)), of(math.Abs(x)))
	if x < 0 {
		r = pi.sub(r)
	}
	return r.value()
}
