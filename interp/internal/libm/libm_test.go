package libm

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// distance is how many floats lie between two.
func distance(a, b float64) uint64 {
	if a == b || a != a && b != b {
		return 0
	}
	if math.Signbit(a) != math.Signbit(b) || a-a != 0 || b-b != 0 {
		return math.MaxUint64
	}
	x, y := math.Float64bits(a), math.Float64bits(b)
	return max(x, y) - min(x, y)
}

// TestNearGo holds every function against Go's own of the same name, which are within an ulp of the truth.
func TestNearGo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	wide := func() float64 { return math.Ldexp(r.Float64()+0.5, r.IntN(1900)-950) }
	normal := func() float64 { return r.NormFloat64() }
	unit := func() float64 { return 2*r.Float64() - 1 }
	spread := func() float64 { return 1400*r.Float64() - 700 }
	for _, c := range []struct {
		name       string
		ours, gos  func(float64) float64
		argument   func() float64
		difference uint64
	}{
		{"exp", Exp, math.Exp, spread, 2}, {"exp", Exp, math.Exp, normal, 2}, {"exp2", Exp2, math.Exp2, normal, 2},
		{"expm1", Expm1, math.Expm1, normal, 2}, {"log", Log, math.Log, wide, 2}, {"log1p", Log1p, math.Log1p, wide, 2},
		{"log10", Log10, math.Log10, wide, 3}, {"sin", Sin, math.Sin, unit, 2}, {"cos", Cos, math.Cos, unit, 2}, {"tan", Tan, math.Tan, unit, 2},
		{"asin", Asin, math.Asin, unit, 1 << 10}, {"acos", Acos, math.Acos, unit, 1 << 10}, {"atan", Atan, math.Atan, normal, 2},
		{"sinh", Sinh, math.Sinh, normal, 4}, {"cosh", Cosh, math.Cosh, normal, 4}, {"tanh", Tanh, math.Tanh, normal, 4},
		{"asinh", Asinh, math.Asinh, normal, 4}, {"acosh", Acosh, math.Acosh, func() float64 { return 2 + math.Abs(normal()) }, 4},
		{"atanh", Atanh, math.Atanh, unit, 4}, {"cbrt", Cbrt, math.Cbrt, wide, 2}, {"erf", Erf, math.Erf, normal, 2},
		{"erfc", Erfc, math.Erfc, normal, 4},
	} {
		for range 5000 {
			x := c.argument()
			if d := distance(c.ours(x), c.gos(x)); d > c.difference {
				t.Fatalf("%s(%g) = %g, Go has %g: %d floats apart", c.name, x, c.ours(x), c.gos(x), d)
			}
		}
	}
}

// TestPowersAreExact: what is exactly a float is that float, and what lies between two is rounded once, to even.
func TestPowersAreExact(t *testing.T) {
	for x := int64(1); x < 60; x++ {
		for n := int64(0); n <= 64; n++ {
			z := new(big.Int).Exp(big.NewInt(x), big.NewInt(n), nil)
			want, _ := new(big.Float).SetInt(z).Float64()
			if z.BitLen() > 106 {
				continue // a pair holds no more
			}
			if got := Pow(float64(x), float64(n)); got != want {
				t.Errorf("pow(%d, %d) = %g, want %g", x, n, got, want)
			}
		}
	}
	for e := -1074; e < 1024; e++ {
		x := math.Ldexp(1, e)
		if got := Log2(x); got != float64(e) {
			t.Errorf("log2(2^%d) = %g", e, got)
		}
		if got := Exp2(float64(e)); got != x {
			t.Errorf("exp2(%d) = %g", e, got)
		}
	}
	for n := 0.0; n < 2e5; n += 7 {
		if got := Cbrt(n * n * n); got != n {
			t.Errorf("cbrt(%g) = %g", n*n*n, got)
		}
	}
	for n := range 23 {
		want, _ := new(big.Float).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)).Float64()
		if got := Log10(want); got != float64(n) {
			t.Errorf("log10(1e%d) = %g", n, got)
		}
	}
}

// TestReduction compares the sine of large arguments with that of the argument reduced in 1300 bits.
func TestReduction(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		x := math.Ldexp(r.Float64()+0.5, r.IntN(900)+70)
		z, _ := new(big.Float).SetPrec(2400).SetFloat64(x).Int(nil)
		z.Lsh(z, 1300)
		z.Mod(z, new(big.Int).Lsh(halfPi(), 2))
		f, _ := new(big.Float).SetMantExp(new(big.Float).SetInt(z), -1300).Float64()
		if s := Sin(x); math.Abs(s-Sin(f)) > 1e-15 {
			t.Fatalf("sin(%g) = %g, reduced %g", x, s, Sin(f))
		}
	}
}

func TestSpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for i, c := range []struct{ got, want float64 }{
		{Pow(-2, 3), -8}, {Pow(-2, -1), -0.5}, {Pow(0, -1), inf}, {Pow(math.Copysign(0, -1), -3), -inf}, {Pow(nan, 0), 1}, {Pow(1, nan), 1},
		{Pow(-1, inf), 1}, {Pow(0.5, inf), 0}, {Pow(-inf, 3), -inf}, {Pow(2, 1024), inf}, {Pow(2, -1075), 0}, {Pow(2, -1074), 5e-324},
		{Atan2(0, -1), math.Pi}, {Atan2(inf, -inf), 2.356194490192345}, {Hypot([]float64{3, 4}), 5}, {Hypot([]float64{inf, nan}), inf},
		{Hypot([]float64{1e308, 1e308}), 1.4142135623730951e308}, {Erf(inf), 1}, {Erfc(-inf), 2}, {Exp(-inf), 0}, {Tanh(1000), 1},
		{Gamma(5), 24}, {Gamma(0.5), 1.7724538509055159}, {Lgamma(1), 0}, {Exp(-745), 5e-324}, {Sinh(710), 1.1169973830808555e308},
	} {
		if c.got != c.want {
			t.Errorf("%d: %g, want %g", i, c.got, c.want)
		}
	}
	for i, x := range []float64{Pow(-2, 0.5), Log(-1), Asin(2), Acosh(0), Atanh(2), Sin(inf), Gamma(-1)} {
		if x == x {
			t.Errorf("%d: %g, want NaN", i, x)
		}
	}
}

func BenchmarkFunctions(b *testing.B) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
	}{{"exp", Exp}, {"log", Log}, {"sin", Sin}, {"atan", Atan}, {"tanh", Tanh}, {"pow", func(x float64) float64 { return Pow(x, 1.7) }}} {
		b.Run(c.name, func(b *testing.B) {
			for x := 0.7; b.Loop(); x += 1e-9 {
				c.f(x)
			}
		})
	}
}
