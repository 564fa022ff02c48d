package stats

import "math"

// StudentQuantile is the value that Student's t with a number of degrees of freedom stays below with probability p, for
// p in (0, 1). It inverts [StudentCDF] by bisection, whose every step halves what is left of the interval.
func StudentQuantile(p, freedom float64) float64 {
	if p == 0.5 {
		return 0
	}
	if p < 0.5 {
		return -StudentQuantile(1-p, freedom)
	}
	low, high := 0.0, 1.0
	for StudentCDF(high, freedom) < p && high < 1e12 {
		high *= 2
	}
	for range 200 {
		middle := (low + high) / 2
		if middle == low || middle == high {
			break
		}
		if StudentCDF(middle, freedom) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// StudentCDF is the probability that Student's t stays below a value: Abramowitz and Stegun, "Handbook of Mathematical
// Functions", 26.7.1 and 26.5.27.
func StudentCDF(t, freedom float64) float64 {
	tail := betaShare(freedom/(freedom+t*t), freedom/2, 0.5) / 2
	if t < 0 {
		return tail
	}
	return 1 - tail
}

// betaShare is the regularised incomplete beta function, by the continued fraction of Abramowitz and Stegun 26.5.8,
// evaluated from its beginning as Lentz does ("Generating Bessel functions in Mie scattering calculations using continued
// fractions", Applied Optics 15, 1976).
func betaShare(x, a, b float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2):
		return 1 - betaShare(1-x, b, a)
	}
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	front := math.Exp(lab-la-lb+a*math.Log(x)+b*math.Log1p(-x)) / a
	const tiny = 1e-300
	f, c, d := 1.0, 1.0, 0.0
	for i := range 1000 {
		m := float64(i / 2)
		var term float64
		switch {
		case i == 0:
			term = 1
		case i%2 == 0:
			term = m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		default:
			term = -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		}
		d = 1 + term*d
		if math.Abs(d) < tiny {
			d = tiny
		}
		d = 1 / d
		c = 1 + term/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		f *= c * d
		if i > 0 && math.Abs(1-c*d) < 1e-15 {
			break
		}
	}
	return front * (f - 1)
}
