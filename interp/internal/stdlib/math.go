package stdlib

import (
	"math"
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// mathModule is the module math.
func mathModule(t *py.Thread) *py.Module {
	one := func(name string, f func(float64) float64) py.Def {
		return py.Def{Name: name, Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			r := f(x)
			if r != r && x == x {
				return py.Value{}, t.Raisef(&py.ValueError, "%s", domain(name, x))
			}
			if math.IsInf(r, 0) && !math.IsInf(x, 0) {
				if name == "exp" || name == "cosh" || name == "sinh" || name == "expm1" || name == "exp2" {
					return py.Value{}, t.Raisef(&py.OverflowError, "math range error")
				}
				return py.Value{}, t.Raisef(&py.ValueError, "%s", domain(name, x))
			}
			return py.Float(r), nil
		}}
	}
	two := func(name string, f func(x, y float64) float64) py.Def {
		return py.Def{Name: name, Sig: "x, y, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			y, err := t.FloatArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			r := f(x, y)
			if r != r && x == x && y == y {
				return py.Value{}, t.Raisef(&py.ValueError, "math domain error")
			}
			if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
				return py.Value{}, t.Raisef(&py.OverflowError, "math range error")
			}
			return py.Float(r), nil
		}}
	}
	test := func(name string, f func(float64) bool) py.Def {
		return py.Def{Name: name, Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			return py.Bool(f(x)), err
		}}
	}
	m := module(t, "math", []py.Def{
		one("sqrt", math.Sqrt), one("exp", math.Exp), one("exp2", math.Exp2), one("expm1", math.Expm1), one("log1p", math.Log1p),
		one("sin", math.Sin), one("cos", math.Cos), one("tan", math.Tan), one("asin", math.Asin), one("acos", math.Acos), one("atan", math.Atan),
		one("sinh", math.Sinh), one("cosh", math.Cosh), one("tanh", math.Tanh), one("asinh", math.Asinh), one("acosh", math.Acosh), one("atanh", math.Atanh),
		one("fabs", math.Abs), one("cbrt", math.Cbrt), one("erf", math.Erf), one("erfc", math.Erfc), one("gamma", math.Gamma),
		one("lgamma", func(x float64) float64 { r, _ := math.Lgamma(x); return r }),
		one("degrees", func(x float64) float64 { return float64(x * (180 / math.Pi)) }),
		one("radians", func(x float64) float64 { return float64(x * (math.Pi / 180)) }),
		two("pow", math.Pow), two("atan2", math.Atan2), two("copysign", math.Copysign), two("fmod", math.Mod), two("remainder", math.Remainder),
		test("isnan", func(x float64) bool { return x != x }), test("isinf", func(x float64) bool { return math.IsInf(x, 0) }),
		test("isfinite", func(x float64) bool { return x-x == 0 }),
		{Name: "floor", Sig: "x, /", Fn: rounded("__floor__", math.Floor)},
		{Name: "ceil", Sig: "x, /", Fn: rounded("__ceil__", math.Ceil)},
		{Name: "trunc", Sig: "x, /", Fn: rounded("__trunc__", math.Trunc)},
		{Name: "log", Sig: "x, base=None, /", Fn: mathLog},
		{Name: "log2", Sig: "x, /", Fn: logOf(math.Log2)},
		{Name: "log10", Sig: "x, /", Fn: logOf(math.Log10)},
		{Name: "gcd", Sig: "*integers", Fn: mathGCD},
		{Name: "lcm", Sig: "*integers", Fn: mathLCM},
		{Name: "factorial", Sig: "n, /", Fn: factorial},
		{Name: "comb", Sig: "n, k, /", Fn: combinations},
		{Name: "perm", Sig: "n, k=None, /", Fn: permutations},
		{Name: "isqrt", Sig: "n, /", Fn: isqrt},
		{Name: "hypot", Sig: "*coordinates", Fn: hypot},
		{Name: "dist", Sig: "p, q, /", Fn: dist},
		{Name: "fsum", Sig: "seq, /", Fn: fsum},
		{Name: "prod", Sig: "iterable, /, *, start=1", Fn: prod},
		{Name: "isclose", Sig: "a, b, *, rel_tol=1e-09, abs_tol=0.0", Fn: isClose},
		{Name: "frexp", Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			f, e := math.Frexp(x)
			return t.Tuple(py.Float(f), py.Int(int64(e))), err
		}},
		{Name: "ldexp", Sig: "x, i, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			i, err := t.IntArg(a[1])
			return py.Float(math.Ldexp(x, i)), err
		}},
		{Name: "modf", Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			i, f := math.Modf(x)
			return t.Tuple(py.Float(math.Copysign(f, x)), py.Float(i)), err
		}},
	})
	m.Set(t, "pi", py.Float(math.Pi))
	m.Set(t, "e", py.Float(math.E))
	m.Set(t, "tau", py.Float(2*math.Pi))
	m.Set(t, "inf", py.Float(math.Inf(1)))
	m.Set(t, "nan", py.Float(math.NaN()))
	return m
}

// domain is the message of a ValueError, which names what was expected since 3.14.
func domain(name string, x float64) string {
	switch name {
	case "sqrt":
		return "expected a nonnegative input, got " + py.FloatText(x)
	case "log", "log2", "log10":
		return "expected a positive input"
	}
	return "math domain error"
}

func rounded(special string, f func(float64) float64) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		if a[0].IsFloat() {
			return t.FloatToInt(f(a[0].F()))
		}
		if a[0].IsInt() {
			return a[0], nil
		}
		if fn := a[0].Type().Lookup(special); fn.IsSet() {
			return t.CallMethodOf(fn, a[0])
		}
		if special == "__trunc__" {
			return py.Value{}, t.Raisef(&py.TypeError, "type %s doesn't define __trunc__ method", a[0].Type().Name)
		}
		x, err := t.FloatArg(a[0])
		if err != nil {
			return py.Value{}, err
		}
		return t.FloatToInt(f(x))
	}
}

// logOf is a logarithm that takes ints of any size.
func logOf(f func(float64) float64) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		if _, large, ok := a[0].Long(); ok && large != nil && large.Sign() > 0 {
			shift := large.BitLen() - 60
			top, _ := new(big.Float).SetInt(new(big.Int).Rsh(large, uint(shift))).Float64()
			return py.Float(f(top) + float64(float64(shift)*f(2))), nil
		}
		x, err := t.FloatArg(a[0])
		if err != nil {
			return py.Value{}, err
		}
		if x <= 0 {
			return py.Value{}, t.Raisef(&py.ValueError, "expected a positive input")
		}
		return py.Float(f(x)), nil
	}
}

func mathLog(t *py.Thread, a []py.Value) (py.Value, error) {
	x, err := logOf(math.Log)(t, a[:1])
	if err != nil || !a[1].IsSet() {
		return x, err
	}
	b, err := logOf(math.Log)(t, a[1:])
	if err != nil {
		return py.Value{}, err
	}
	if b.F() == 0 {
		return py.Value{}, t.Raisef(&py.ZeroDivisionError, "division by zero")
	}
	return py.Float(x.F() / b.F()), nil
}

func bigs(t *py.Thread, v py.Value) ([]*big.Int, error) {
	var out []*big.Int
	for _, x := range v.Tuple().Items {
		z, err := t.BigArg(x)
		if err != nil {
			return nil, err
		}
		if err := t.Charge(1 + z.BitLen()*z.BitLen()/4096); err != nil {
			return nil, err
		}
		out = append(out, z)
	}
	return out, nil
}

func mathGCD(t *py.Thread, a []py.Value) (py.Value, error) {
	zs, err := bigs(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	g := new(big.Int)
	for _, z := range zs {
		g.GCD(nil, nil, g, new(big.Int).Abs(z))
	}
	return t.Big(g), nil
}

func mathLCM(t *py.Thread, a []py.Value) (py.Value, error) {
	zs, err := bigs(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	l := big.NewInt(1)
	for _, z := range zs {
		if z.Sign() == 0 {
			return py.Int(0), nil
		}
		z = new(big.Int).Abs(z)
		g := new(big.Int).GCD(nil, nil, l, z)
		l.Mul(l, z.Quo(z, g))
	}
	return t.Big(l), nil
}

// count reads an argument of combinatorics: not negative, and small enough to compute with.
func count(t *py.Thread, v py.Value, what string) (int64, error) {
	x, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	small, large, _ := x.Long()
	if small < 0 || large != nil && large.Sign() < 0 {
		return 0, t.Raisef(&py.ValueError, "%s", what)
	}
	if large != nil {
		return 0, t.Raisef(&py.OverflowError, "argument too large")
	}
	return small, nil
}

func factorial(t *py.Thread, a []py.Value) (py.Value, error) {
	if _, _, ok := a[0].Long(); !ok && a[0].Type().Index == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "'%s' object cannot be interpreted as an integer", a[0].Type().Name)
	}
	n, err := count(t, a[0], "factorial() not defined for negative values")
	if err != nil {
		return py.Value{}, err
	}
	if err := payProduct(t, n, n); err != nil {
		return py.Value{}, err
	}
	return t.Big(new(big.Int).MulRange(1, n)), nil
}

// payProduct pays for the product of k numbers up to n.
func payProduct(t *py.Thread, n, k int64) error {
	if k > 1<<40 {
		return t.Raisef(&py.OverflowError, "argument should not exceed %d", int64(1<<40))
	}
	bits := float64(k) * math.Log2(float64(n)+2)
	words := bits / 64
	cost := float64(k) + words*math.Sqrt(words)
	if cost > 1e15 {
		cost = 1e15
	}
	if err := t.Charge(int(cost / 2)); err != nil {
		return err
	}
	return t.Grow(uint64(bits / 8))
}

func combinations(t *py.Thread, a []py.Value) (py.Value, error) {
	n, err := count(t, a[0], "n must be a non-negative integer")
	if err != nil {
		return py.Value{}, err
	}
	k, err := count(t, a[1], "k must be a non-negative integer")
	if err != nil {
		return py.Value{}, err
	}
	if k > n {
		return py.Int(0), nil
	}
	k = min(k, n-k)
	if err := payProduct(t, n, 2*k); err != nil {
		return py.Value{}, err
	}
	return t.Big(new(big.Int).Binomial(n, k)), nil
}

func permutations(t *py.Thread, a []py.Value) (py.Value, error) {
	if !a[1].IsSet() || a[1].IsNone() {
		return factorial(t, a)
	}
	n, err := count(t, a[0], "n must be a non-negative integer")
	if err != nil {
		return py.Value{}, err
	}
	k, err := count(t, a[1], "k must be a non-negative integer")
	if err != nil {
		return py.Value{}, err
	}
	if k > n {
		return py.Int(0), nil
	}
	if err := payProduct(t, n, k); err != nil {
		return py.Value{}, err
	}
	return t.Big(new(big.Int).MulRange(n-k+1, n)), nil
}

func isqrt(t *py.Thread, a []py.Value) (py.Value, error) {
	z, err := t.BigArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	if z.Sign() < 0 {
		return py.Value{}, t.Raisef(&py.ValueError, "isqrt() argument must be nonnegative")
	}
	words := len(z.Bits())
	if err := t.Charge(words * words); err != nil {
		return py.Value{}, err
	}
	return t.Big(new(big.Int).Sqrt(z)), nil
}

func floats(t *py.Thread, v py.Value) ([]float64, error) {
	var out []float64
	err := t.Iterate(v, func(x py.Value) error {
		f, err := t.FloatArg(x)
		out = append(out, f)
		return err
	})
	return out, err
}

func norm(xs []float64) float64 {
	m := 0.0
	for _, x := range xs {
		if math.IsInf(x, 0) {
			return math.Inf(1)
		}
		m = math.Max(m, math.Abs(x))
	}
	if m == 0 || m != m {
		return m
	}
	if len(xs) == 2 {
		return math.Hypot(xs[0], xs[1])
	}
	s := 0.0
	for _, x := range xs {
		s += float64((x / m) * (x / m))
	}
	return float64(m * math.Sqrt(s))
}

func hypot(t *py.Thread, a []py.Value) (py.Value, error) {
	xs, err := floats(t, a[0])
	return py.Float(norm(xs)), err
}

func dist(t *py.Thread, a []py.Value) (py.Value, error) {
	p, err := floats(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	q, err := floats(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if len(p) != len(q) {
		return py.Value{}, t.Raisef(&py.ValueError, "both points must have the same number of dimensions")
	}
	for i := range p {
		p[i] -= q[i]
	}
	return py.Float(norm(p)), nil
}

// fsum adds exactly and rounds once.
func fsum(t *py.Thread, a []py.Value) (py.Value, error) {
	xs, err := floats(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	special := 0.0
	sum := new(big.Float).SetPrec(2200)
	for _, x := range xs {
		if x-x != 0 {
			special += x
			continue
		}
		sum.Add(sum, new(big.Float).SetFloat64(x))
	}
	if err := t.Charge(len(xs) * 8); err != nil {
		return py.Value{}, err
	}
	if special != 0 {
		return py.Float(special), nil
	}
	f, _ := sum.Float64()
	return py.Float(f), nil
}

func prod(t *py.Thread, a []py.Value) (py.Value, error) {
	acc := py.Int(1)
	if a[1].IsSet() {
		acc = a[1]
	}
	err := t.Iterate(a[0], func(v py.Value) (err error) {
		acc, err = t.Binary(code.OpMul, acc, v)
		return err
	})
	return acc, err
}

func isClose(t *py.Thread, a []py.Value) (py.Value, error) {
	v := [4]float64{0, 0, 1e-9, 0}
	for i := range v {
		if a[i].IsSet() {
			f, err := t.FloatArg(a[i])
			if err != nil {
				return py.Value{}, err
			}
			v[i] = f
		}
	}
	x, y, rel, abs := v[0], v[1], v[2], v[3]
	if rel < 0 || abs < 0 {
		return py.Value{}, t.Raisef(&py.ValueError, "tolerances must be non-negative")
	}
	if x == y {
		return py.True, nil
	}
	if math.IsInf(x, 0) || math.IsInf(y, 0) {
		return py.False, nil
	}
	d := math.Abs(y - x)
	return py.Bool(d <= math.Abs(float64(rel*y)) || d <= math.Abs(float64(rel*x)) || d <= abs), nil
}
