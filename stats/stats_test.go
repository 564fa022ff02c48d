package stats

import (
	"math"
	"math/big"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within || math.IsNaN(got) {
		t.Errorf("%s is %.8g, want %.8g", what, got, want)
	}
}

// The certified values of NIST's Statistical Reference Datasets for univariate summaries, whose numbers lose all their
// digits in the textbook formula.
func TestDescribeNIST(t *testing.T) {
	alternating := func(first, a, b float64) []float64 {
		xs := []float64{first}
		for range 500 {
			xs = append(xs, a, b)
		}
		return xs
	}
	for _, c := range []struct {
		name     string
		xs       []float64
		mean, sd float64
	}{
		{"NumAcc1", []float64{10000001, 10000003, 10000002}, 10000002, 1},
		{"NumAcc2", alternating(1.2, 1.1, 1.3), 1.2, 0.1},
		{"NumAcc3", alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1},
		{"NumAcc4", alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1},
	} {
		d := Describe(c.xs)
		near(t, c.name+": mean", d.Mean, c.mean, 1e-9*c.mean)
		near(t, c.name+": sd", d.SD, c.sd, 1e-7)
	}
	// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2: ZARR13.DAT.
	low, high := MeanInterval(9.261460, 0.02278881, 195)
	near(t, "ZARR13 low", low, 9.258242, 1e-6)
	near(t, "ZARR13 high", high, 9.264679, 1e-6)
}

func TestDescribeEdges(t *testing.T) {
	if d := Describe(nil); d != (Description{}) {
		t.Errorf("%+v", d)
	}
	if d := Describe([]float64{3}); d.Mean != 3 || d.SD != 0 || d.Low != 3 || d.High != 3 {
		t.Errorf("%+v", d)
	}
	// 0.1 ten times: equal numbers have no deviation at all, whatever their sum rounds to.
	xs := make([]float64, 10)
	for i := range xs {
		xs[i] = 0.1
	}
	if d := Describe(xs); d.SD != 0 || d.CV != 0 || d.Mean != 0.1 {
		t.Errorf("%+v", d)
	}
}

// Table of percentage points of the t-distribution, as every textbook has it (Fisher and Yates, 1938, table III).
func TestStudentQuantile(t *testing.T) {
	for _, c := range []struct{ p, freedom, want float64 }{
		{0.975, 1, 12.706}, {0.975, 2, 4.303}, {0.975, 4, 2.776}, {0.975, 10, 2.228}, {0.975, 30, 2.042}, {0.975, 120, 1.980},
		{0.95, 5, 2.015}, {0.995, 9, 3.250}, {0.025, 10, -2.228}, {0.5, 7, 0},
	} {
		near(t, "quantile", StudentQuantile(c.p, c.freedom), c.want, 0.0006)
	}
}

// R. G. Newcombe, 1998, table I, method 3.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		passed, trials int
		low, high      float64
	}{{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}} {
		low, high := Wilson(c.passed, c.trials)
		near(t, "low", low, c.low, 0.00006)
		near(t, "high", high, c.high, 0.00006)
	}
	if low, high := Wilson(20, 20); high != 1 || math.Abs(low-(1-.1611)) > 0.00006 {
		t.Errorf("%v to %v", low, high)
	}
	if low, high := Wilson(0, 0); low != 0 || high != 1 {
		t.Errorf("%v to %v", low, high)
	}
}

// M. P. Fay's example in the vignette of the R package exact2x2: 9 and 2 pairs differ, p = 0.06543.
func TestMcNemar(t *testing.T) {
	near(t, "p", McNemar(9, 2), 0.06543, 5e-6)
	near(t, "p turned round", McNemar(2, 9), 0.06543, 5e-6)
	if McNemar(0, 0) != 1 || McNemar(3, 3) != 1 {
		t.Error("no difference is no evidence")
	}
	near(t, "one-sided evidence", McNemar(10, 0), 2.0/1024, 1e-12)
}

func TestWilcoxon(t *testing.T) {
	// Hollander and Wolfe, 1973, table 3.1: depression scale before and after tranquilizers. V = 40, one-sided p 0.0195.
	x := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	y := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	d := make([]float64, len(x))
	for i := range x {
		d[i] = x[i] - y[i]
	}
	sum, n, p := Wilcoxon(d)
	if sum != 40 || n != 9 {
		t.Errorf("V = %v of %d pairs", sum, n)
	}
	near(t, "p", p, 2*0.01953125, 1e-9)
	// Darwin's maize, crossed less self-fertilised: T = 24, p = 0.0413 (Fisher, "The Design of Experiments", 1935, for the data).
	sum, n, p = Wilcoxon([]float64{6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75})
	if sum != 120-24 || n != 15 {
		t.Errorf("V = %v of %d pairs", sum, n)
	}
	near(t, "p", p, 0.041259765625, 1e-12)
	if _, n, p := Wilcoxon([]float64{0, 0, 0}); n != 0 || p != 1 {
		t.Errorf("no differences: %d, %v", n, p)
	}
	// With ties the approximation agrees in turn and sign.
	_, _, a := Wilcoxon([]float64{1, 1, 1, 2, 2, -1})
	_, _, b := Wilcoxon([]float64{-1, -1, -1, -2, -2, 1})
	if a != b || a <= 0 || a >= 1 {
		t.Errorf("%v and %v", a, b)
	}
}

// The example of the Holm–Bonferroni article: 0.01, 0.04, 0.03, 0.005.
func TestHolm(t *testing.T) {
	want := []float64{0.03, 0.06, 0.06, 0.02}
	for i, p := range Holm([]float64{0.01, 0.04, 0.03, 0.005}) {
		near(t, "adjusted p", p, want[i], 1e-12)
	}
	if got := Holm([]float64{0.9, 0.8}); got[0] != 1 || got[1] != 1 {
		t.Errorf("%v", got)
	}
}

// PassAtK equals the quotient of binomials that Chen et al. define, counted exactly.
func TestPassAtK(t *testing.T) {
	for n := 1; n <= 30; n++ {
		for c := 0; c <= n; c++ {
			for k := 1; k <= n; k++ {
				none := new(big.Rat).SetFrac(new(big.Int).Binomial(int64(n-c), int64(k)), new(big.Int).Binomial(int64(n), int64(k)))
				if n-c < k {
					none.SetInt64(0)
				}
				want, _ := new(big.Rat).Sub(big.NewRat(1, 1), none).Float64()
				got, ok := PassAtK(n, c, k)
				if !ok {
					t.Fatalf("n=%d c=%d k=%d: none", n, c, k)
				}
				near(t, "pass@k", got, want, 1e-12)
			}
		}
	}
	if _, ok := PassAtK(3, 1, 4); ok {
		t.Error("pass@4 of three samples")
	}
	near(t, "pass@1", first(PassAtK(5, 2, 1)), 0.4, 1e-15)
	near(t, "pass@100 of 200 with one", first(PassAtK(200, 1, 100)), 0.5, 1e-12)
}

func first(x float64, _ bool) float64 { return x }

// Efron and Tibshirani, 1993, tables 2.1 and 2.2: the mouse data, treated. The mean is 86.86 and its bootstrap standard
// error, with ever more replicates, 23.36.
func TestBootstrap(t *testing.T) {
	mice := []float64{94, 197, 16, 38, 99, 141, 23}
	mean := func(chosen []int) float64 {
		var sum float64
		for _, i := range chosen {
			sum += mice[i]
		}
		return sum / float64(len(chosen))
	}
	replicates := Bootstrap(len(mice), 1, mean)
	d := Describe(replicates)
	near(t, "mean", d.Mean, 86.86, 1)
	near(t, "standard error", d.SD, 23.36, 0.5)
	low, high := PercentileInterval(replicates)
	if low >= 86.86 || high <= 86.86 || low < 16 || high > 197 {
		t.Errorf("%v to %v", low, high)
	}
	again := Bootstrap(len(mice), 1, mean)
	for i := range again {
		if again[i] != replicates[i] {
			t.Fatal("the same seed gives other replicates")
		}
	}
	if Bootstrap(0, 1, mean) != nil {
		t.Error("replicates of nothing")
	}
}
