package libm

import "math"

// gauss is e^(-x²) as a pair times 2^k.
func gauss(x float64) (pair, int) { return expPair(twoProd(x, x).neg()) }

// erfSeries is erf(x) for 0 <= x < 3: 2/sqrt(pi) e^(-x²) times the sum of 2^n x^(2n+1) / (1·3·5…(2n+1)).
func erfSeries(x float64) pair {
	xx := twoProd(x, x).scale(2)
	sum, term := of(x), of(x)
	for n := 3.0; n < 200 && term.hi > sum.hi*0x1p-80; n += 2 {
		term = term.mul(xx).over(n)
		sum = sum.add(term)
	}
	g, k := gauss(x)
	return sum.mul(twoOverSqrtPi).mul(g).scale(math.Ldexp(1, k))
}

// Erf is the error function.
func Erf(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x || x == 0:
		return x
	case a > 6:
		return math.Copysign(1, x)
	case a < 0x1p-500:
		return float64(x * twoOverSqrtPi.hi)
	case a < 2:
		return math.Copysign(erfSeries(a).value(), x)
	}
	c, k := erfcFraction(a)
	return math.Copysign(of(1).sub(c.scale(math.Ldexp(1, k))).value(), x)
}

// Erfc is 1 - Erf, also where that is small.
func Erfc(x float64) float64 {
	switch {
	case x != x:
		return x
	case x < -6:
		return 2
	case x > 27.3:
		return 0
	case x < 0:
		if x > -0x1p-54 {
			return 1
		}
		return of(1).add(erfOf(-x)).value()
	case x < 2:
		return of(1).sub(erfOf(x)).value()
	}
	c, k := erfcFraction(x)
	return c.scaled(k)
}

func erfOf(x float64) pair {
	if x < 2 {
		return erfSeries(x)
	}
	c, k := erfcFraction(x)
	return of(1).sub(c.scale(math.Ldexp(1, k)))
}

// erfcFraction is erfc(x) for x >= 2 by its continued fraction, as a pair times 2^k:
// e^(-x²)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + …)))).
func erfcFraction(x float64) (pair, int) {
	n := int(400/float64(x*x)) + 12
	f := of(x)
	for i := n; i >= 1; i-- {
		f = of(float64(i) / 2).div(f).plus(x)
	}
	g, k := gauss(x)
	return g.div(f.mul(sqrtPi)), k
}

// The coefficients of Lanczos' approximation of the gamma function with g = 6.0246800407767296, N = 13, as in Boost.
var (
	lanczosNum = [13]float64{23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
		35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
		6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
		248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
		2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
		8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
		2.5066282746310002701649081771338373386264310793408}
	lanczosDen = [13]float64{0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1}
)

const (
	lanczosG     = 6.024680040776729583740234375
	gMinusHalf   = 5.524680040776729583740234375
	logPi        = 1.144729885849400174143427351353058711647
	maxFactorial = 23
)

func lanczosSum(x float64) float64 {
	num, den := 0.0, 0.0
	if x < 5 {
		for i := 12; i >= 0; i-- {
			num = float64(num*x) + lanczosNum[i]
			den = float64(den*x) + lanczosDen[i]
		}
	} else {
		for i := range 13 {
			num = num/x + lanczosNum[i]
			den = den/x + lanczosDen[i]
		}
	}
	return num / den
}

// sinPi is sin(pi*x).
func sinPi(x float64) float64 {
	y := math.Mod(math.Abs(x), 2)
	r := 0.0
	switch n := int(math.Floor(float64(2*y) + 0.5)); n {
	case 0:
		r = Sin(float64(math.Pi * y))
	case 1:
		r = Cos(float64(math.Pi * (y - 0.5)))
	case 2:
		r = Sin(float64(math.Pi * (1 - y)))
	case 3:
		r = -Cos(float64(math.Pi * (y - 1.5)))
	case 4:
		r = Sin(float64(math.Pi * (y - 2)))
	}
	return math.Copysign(1, x) * r
}

// Gamma is the gamma function. At poles it is NaN.
func Gamma(x float64) float64 {
	if x-x != 0 {
		if math.IsInf(x, -1) {
			return math.NaN()
		}
		return x
	}
	if x == 0 {
		return math.Copysign(math.Inf(1), x)
	}
	if x == math.Floor(x) {
		if x < 0 {
			return math.NaN()
		}
		if x <= maxFactorial {
			r := 1.0
			for i := 2.0; i < x; i++ {
				r = float64(r * i)
			}
			return r
		}
	}
	a := math.Abs(x)
	if a < 1e-20 {
		return 1 / x
	}
	if a > 200 {
		if x < 0 {
			return 0 / sinPi(x)
		}
		return math.Inf(1)
	}
	y := a + gMinusHalf
	// z is the error of y, found without higher precision.
	var z float64
	if a > gMinusHalf {
		q := y - a
		z = q - gMinusHalf
	} else {
		q := y - gMinusHalf
		z = q - a
	}
	z = float64(z*lanczosG) / y
	var r float64
	if x < 0 {
		r = -math.Pi / sinPi(a) / a * Exp(y) / lanczosSum(a)
		r -= float64(z * r)
		if a < 140 {
			r /= Pow(y, a-0.5)
		} else {
			p := Pow(y, float64(a/2)-0.25)
			r /= p
			r /= p
		}
		return r
	}
	r = lanczosSum(a) / Exp(y)
	r += float64(z * r)
	if a < 140 {
		r = float64(r * Pow(y, a-0.5))
	} else {
		p := Pow(y, float64(a/2)-0.25)
		r = float64(r * p)
		r = float64(r * p)
	}
	return r
}

// Lgamma is the logarithm of the absolute value of the gamma function.
func Lgamma(x float64) float64 {
	if x-x != 0 {
		if x != x {
			return x
		}
		return math.Inf(1)
	}
	if x == math.Floor(x) && x <= 2 {
		if x <= 0 {
			return math.Inf(1)
		}
		return 0
	}
	a := math.Abs(x)
	if a < 1e-20 {
		return -Log(a)
	}
	r := Log(lanczosSum(a)) - lanczosG
	r += float64((a - 0.5) * (Log(a+lanczosG-0.5) - 1))
	if x < 0 {
		r = logPi - Log(math.Abs(sinPi(a))) - Log(a) - r
	}
	return r
}
