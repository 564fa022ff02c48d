package stats

import "math"

// Description summarises a list of numbers.
type Description struct {
	N        int
	Mean     float64
	SD       float64 // sample standard deviation, n-1 below; 0 for one number
	CV       float64 // SD / |Mean|; 0 where the mean is 0
	Min, Max float64
	// Low and High are the 95 % confidence interval of the mean by Student's t (Student, "The probable error of a
	// mean", Biometrika 6, 1908); both are the mean for one number.
	Low, High float64
}

// Describe summarises numbers. Mean and deviation take two passes with the correction of Chan, Golub and LeVeque,
// "Algorithms for computing the sample variance", The American Statistician 37, 1983, which keeps the digits of numbers
// that are large and close together. Equal numbers have a deviation of exactly 0.
func Describe(xs []float64) Description {
	d := Description{N: len(xs)}
	if d.N == 0 {
		return d
	}
	d.Min, d.Max = xs[0], xs[0]
	var sum float64
	for _, x := range xs {
		sum += x
		d.Min, d.Max = min(d.Min, x), max(d.Max, x)
	}
	d.Mean = sum / float64(d.N)
	if d.Min == d.Max {
		d.Mean, d.Low, d.High = d.Min, d.Min, d.Min
		return d
	}
	var squares, rest float64
	for _, x := range xs {
		squares += (x - d.Mean) * (x - d.Mean)
		rest += x - d.Mean
	}
	d.SD = math.Sqrt((squares - rest*rest/float64(d.N)) / float64(d.N-1))
	if d.Mean != 0 {
		d.CV = d.SD / math.Abs(d.Mean)
	}
	d.Low, d.High = MeanInterval(d.Mean, d.SD, d.N)
	return d
}

// MeanInterval is the 95 % confidence interval of a mean by Student's t.
func MeanInterval(mean, sd float64, n int) (low, high float64) {
	if n < 2 {
		return mean, mean
	}
	half := StudentQuantile(0.975, float64(n-1)) * sd / math.Sqrt(float64(n))
	return mean - half, mean + half
}
