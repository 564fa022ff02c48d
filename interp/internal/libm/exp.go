package libm

import (
	"math"
	"sync"
)

// powersOfTwo are 2^(j/128).
var powersOfTwo = sync.OnceValue(func() *[128]pair {
	var table [128]pair
	root := of(2)
	for range 7 {
		root = root.sqrt()
	}
	table[0] = of(1)
	for j := 1; j < 128; j++ {
		table[j] = table[j-1].mul(root)
		if j%16 == 0 { // start anew from an exact root, so that errors do not add up
			r := of(2)
			for k := 128; k > j&-j; k /= 2 {
				r = r.sqrt()
			}
			table[j] = of(1)
			for range j / (j & -j) {
				table[j] = table[j].mul(r)
			}
		}
	}
	return &table
})

// expPair is exp(hi+lo) as a pair times 2^k. |hi| is below 2000.
func expPair(x pair) (r pair, k int) {
	n := math.Floor(float64(x.hi*184.6649652337873) + 0.5)
	// n*ln2/128 in three parts, the first two of which are exact.
	rest := twoSum(x.hi-float64(n*0.005415212348111709), -float64(n*1.2864023111614424e-14))
	rest = rest.plus(x.lo - float64(n*2.392063075014572e-26))
	i := int(n)
	j := i & 127
	k = (i - j) / 128
	h := rest.hi
	q := float64(h*h) * (0.5 + float64(h*(1.0/6+float64(h*(1.0/24+float64(h*(1.0/120+float64(h/720)))))))) // exp(rest)-1-rest
	t := powersOfTwo()[j]
	small := fastSum(h, rest.lo+q)
	return t.add(t.mul(small)), k
}

// Exp is e^x.
func Exp(x float64) float64 {
	switch {
	case x != x || x > 709.8 && math.IsInf(x, 1):
		return x
	case x > 709.79:
		return math.Inf(1)
	case x < -745.2:
		return 0
	case math.Abs(x) < 0x1p-54:
		return 1 + x
	}
	r, k := expPair(of(x))
	return r.scaled(k)
}

// Exp2 is 2^x.
func Exp2(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x >= 1024:
		return math.Inf(1)
	case x < -1080:
		return 0
	}
	n := math.Floor(x)
	r, k := expPair(ln2.times(x - n))
	return r.scaled(k + int(n))
}

// Expm1 is e^x - 1, also where x is small.
func Expm1(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case x > 709.79:
		return math.Inf(1)
	case x < -50:
		return -1
	case math.Abs(x) < 0x1p-54:
		return x
	}
	if x > 50 {
		return Exp(x)
	}
	return expm1Pair(of(x)).value()
}

// expm1Pair is e^x - 1 for x between -50 and 50.
func expm1Pair(x pair) pair {
	if math.Abs(x.hi) < 0.1 {
		// x + x²/2 + x³/6 + …; the first terms as pairs.
		term, sum := x.mul(x).scale(0.5), x
		sum = sum.add(term)
		for n := 3.0; n < 20 && math.Abs(term.hi) > math.Abs(x.hi)*0x1p-75; n++ {
			term = term.mul(x).over(n)
			sum = sum.add(term)
		}
		return sum
	}
	r, k := expPair(x)
	return r.scale(math.Ldexp(1, k)).plus(-1)
}
