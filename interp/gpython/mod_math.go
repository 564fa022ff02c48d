package gpython

import (
	"math"
	"math/big"

	"github.com/go-python/gpython/py"
)

// real1 makes a function of one float; what Go answers with NaN or infinity where Python raises is checked.
func real1(name string, fn func(float64) float64) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity(name, pos, kw, 1, 1); err != nil {
			return nil, err
		}
		x, err := r.realArg(pos[0])
		if err != nil {
			return nil, err
		}
		y := fn(x)
		if math.IsNaN(y) && !math.IsNaN(x) {
			return nil, r.domain(name, x)
		}
		if math.IsInf(y, 0) && !math.IsInf(x, 0) {
			if name == "exp" || name == "sinh" || name == "cosh" || name == "expm1" || name == "exp2" || name == "gamma" && x > 1 || name == "lgamma" && x > 1 {
				return nil, r.errorf("OverflowError", "math range error")
			}
			return nil, r.domain(name, x)
		}
		return py.Float(y), nil
	}
}

// domain is the ValueError for an argument outside of a function's domain, in the words of 3.14.
func (r *run) domain(name string, x float64) error {
	switch name {
	case "sqrt":
		return r.errorf("ValueError", "expected a nonnegative input, got %s", floatRepr(x))
	case "log", "log2", "log10":
		return r.errorf("ValueError", "expected a positive input")
	case "acos", "asin":
		return r.errorf("ValueError", "expected a number in range from -1 up to 1, got %s", floatRepr(x))
	}
	return r.errorf("ValueError", "math domain error")
}

func (r *run) realArg(v object) (float64, error) {
	f, ok, err := r.asFloat(v)
	if err != nil || ok {
		return f, err
	}
	if m, err := r.special(v, "__float__"); m != nil && err == nil {
		out, err := r.call(m, nil, nil)
		if err != nil {
			return 0, err
		}
		if f, ok := out.(py.Float); ok {
			return float64(f), nil
		}
	}
	return 0, r.errorf("TypeError", "must be real number, not %s", r.classOf(v).name)
}

// intOf gives an argument that has to be an int.
func (r *run) intOf(v object) (*big.Int, error) {
	if n, ok := asBig(v); ok {
		return n, nil
	}
	i, err := r.index(v)
	return big.NewInt(i), err
}

// rounded makes floor, ceil and trunc.
func rounded(name, method string, fn func(float64) float64) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity(name, pos, kw, 1, 1); err != nil {
			return nil, err
		}
		if n, ok := asBig(pos[0]); ok {
			return fromBig(n), nil
		}
		if m, err := r.special(pos[0], method); m != nil && err == nil {
			return r.call(m, nil, nil)
		}
		x, err := r.realArg(pos[0])
		if err != nil {
			return nil, err
		}
		return r.truncate(fn(x))
	}
}

func predicate(name string, fn func(float64) bool) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity(name, pos, kw, 1, 1); err != nil {
			return nil, err
		}
		x, err := r.realArg(pos[0])
		return py.NewBool(fn(x)), err
	}
}

func real2(name string, fn func(a, b float64) float64) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity(name, pos, kw, 2, 2); err != nil {
			return nil, err
		}
		x, err := r.realArg(pos[0])
		if err != nil {
			return nil, err
		}
		y, err := r.realArg(pos[1])
		if err != nil {
			return nil, err
		}
		z := fn(x, y)
		if math.IsNaN(z) && !math.IsNaN(x) && !math.IsNaN(y) {
			return nil, r.errorf("ValueError", "math domain error")
		}
		if math.IsInf(z, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
			if name == "pow" && x == 0 {
				return nil, r.errorf("ValueError", "math domain error")
			}
			return nil, r.errorf("OverflowError", "math range error")
		}
		return py.Float(z), nil
	}
}

// fold makes gcd and lcm of any number of ints.
func fold(name string, start int64, fn func(r *run, a, b *big.Int) *big.Int) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if len(kw) > 0 {
			return nil, r.errorf("TypeError", "math.%s() takes no keyword arguments", name)
		}
		acc := big.NewInt(start)
		for i, v := range pos {
			n, err := r.intOf(v)
			if err != nil {
				return nil, err
			}
			if i == 0 {
				acc = new(big.Int).Abs(n)
				continue
			}
			acc = fn(r, acc, n)
		}
		return fromBig(acc), nil
	}
}

func gcd(r *run, a, b *big.Int) *big.Int {
	r.charge(words(a) * words(b) / 4) // Lehmer's method is quadratic
	return new(big.Int).GCD(nil, nil, new(big.Int).Abs(a), new(big.Int).Abs(b))
}

func lcm(r *run, a, b *big.Int) *big.Int {
	if a.Sign() == 0 || b.Sign() == 0 {
		return new(big.Int)
	}
	g := gcd(r, a, b)
	r.bigCost(a, b)
	r.bigCost(a, b)
	return new(big.Int).Abs(new(big.Int).Mul(new(big.Int).Quo(a, g), b))
}

func mathModule(r *run) *module {
	m := r.table("math", map[string]nativeFunc{
		"acos": real1("acos", math.Acos), "acosh": real1("acosh", math.Acosh), "asin": real1("asin", math.Asin), "asinh": real1("asinh", math.Asinh),
		"atan": real1("atan", math.Atan), "atanh": real1("atanh", math.Atanh), "cbrt": real1("cbrt", math.Cbrt), "cos": real1("cos", math.Cos),
		"cosh": real1("cosh", math.Cosh), "degrees": real1("degrees", func(x float64) float64 { return x * (180 / math.Pi) }),
		"erf": real1("erf", math.Erf), "erfc": real1("erfc", math.Erfc), "exp": real1("exp", math.Exp), "exp2": real1("exp2", math.Exp2),
		"expm1": real1("expm1", math.Expm1), "fabs": real1("fabs", math.Abs), "gamma": real1("gamma", math.Gamma),
		"lgamma": real1("lgamma", func(x float64) float64 { y, _ := math.Lgamma(x); return y }),
		"log10":  logBase("log10", math.Log10), "log1p": real1("log1p", math.Log1p), "log2": logBase("log2", math.Log2), "log": mathLog,
		"radians": real1("radians", func(x float64) float64 { return x * (math.Pi / 180) }), "sin": real1("sin", math.Sin),
		"sinh": real1("sinh", math.Sinh), "sqrt": real1("sqrt", math.Sqrt), "tan": real1("tan", math.Tan), "tanh": real1("tanh", math.Tanh),
		"ceil": rounded("ceil", "__ceil__", math.Ceil), "floor": rounded("floor", "__floor__", math.Floor), "trunc": rounded("trunc", "__trunc__", math.Trunc),
		"isnan": predicate("isnan", math.IsNaN), "isinf": predicate("isinf", func(x float64) bool { return math.IsInf(x, 0) }),
		"isfinite": predicate("isfinite", func(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }),
		"atan2":    real2("atan2", math.Atan2), "copysign": real2("copysign", math.Copysign), "fmod": real2("fmod", math.Mod), "pow": real2("pow", math.Pow),
		"remainder": real2("remainder", math.Remainder), "nextafter": real2("nextafter", math.Nextafter),
		"gcd": fold("gcd", 0, gcd), "lcm": fold("lcm", 1, lcm),
		"factorial": mathFactorial, "comb": mathComb, "perm": mathPerm, "isqrt": mathIsqrt, "isclose": mathIsclose, "hypot": mathHypot,
		"dist": mathDist, "fsum": mathFsum, "prod": mathProd,
		"modf": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("modf", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			x, err := r.realArg(pos[0])
			if math.IsInf(x, 0) {
				return py.Tuple{py.Float(math.Copysign(0, x)), py.Float(x)}, err
			}
			whole := math.Trunc(x)
			return py.Tuple{py.Float(math.Copysign(x-whole, x)), py.Float(whole)}, err
		},
		"frexp": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("frexp", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			x, err := r.realArg(pos[0])
			frac, exp := math.Frexp(x)
			return py.Tuple{py.Float(frac), py.Int(exp)}, err
		},
		"ldexp": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("ldexp", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			x, err := r.realArg(pos[0])
			if err != nil {
				return nil, err
			}
			n, err := r.index(pos[1])
			if err != nil {
				return nil, err
			}
			y := math.Ldexp(x, int(max(-5000, min(n, 5000))))
			if math.IsInf(y, 0) && !math.IsInf(x, 0) {
				return nil, r.errorf("OverflowError", "math range error")
			}
			return py.Float(y), nil
		},
	})
	constants := map[string]float64{"pi": math.Pi, "e": math.E, "tau": 2 * math.Pi, "inf": math.Inf(1), "nan": math.NaN()}
	for _, name := range sortedKeys(constants) {
		m.attrs.setStr(name, py.Float(constants[name]))
	}
	return m
}

// logOf is the natural logarithm of a number, ints of any size included.
func (r *run) logOf(name string, v object, fn func(float64) float64) (float64, error) {
	if n, ok := v.(*py.BigInt); ok {
		b := (*big.Int)(n)
		if b.Sign() <= 0 {
			return 0, r.domain(name, 0)
		}
		shift := max(b.BitLen()-1000, 0)
		r.charge(uint64(b.BitLen()) / 256)
		f, _ := new(big.Float).SetInt(new(big.Int).Rsh(b, uint(shift))).Float64()
		return fn(f) + float64(shift)*fn(2), nil
	}
	x, err := r.realArg(v)
	if err != nil {
		return 0, err
	}
	if x <= 0 {
		return 0, r.domain(name, x)
	}
	return fn(x), nil
}

func logBase(name string, fn func(float64) float64) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity(name, pos, kw, 1, 1); err != nil {
			return nil, err
		}
		y, err := r.logOf(name, pos[0], fn)
		return py.Float(y), err
	}
}

func mathLog(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("log", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	y, err := r.logOf("log", pos[0], math.Log)
	if err != nil || len(pos) == 1 {
		return py.Float(y), err
	}
	base, err := r.logOf("log", pos[1], math.Log)
	if err != nil {
		return nil, err
	}
	return r.floatArith(opTrueDiv, y, base)
}

func mathFactorial(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("factorial", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	if _, ok := pos[0].(py.Float); ok {
		return nil, r.errorf("TypeError", "'float' object cannot be interpreted as an integer")
	}
	n, err := r.index(pos[0])
	if err != nil {
		return nil, err
	}
	if n < 0 {
		return nil, r.errorf("ValueError", "factorial() not defined for negative values")
	}
	return r.product(1, n)
}

// product multiplies lo..hi, growing the cost with the size of the result: n·log2(n) bits.
func (r *run) product(lo, hi int64) (object, error) {
	if hi < lo {
		return py.Int(1), nil
	}
	count := uint64(hi - lo + 1)
	bits := float64(count) * math.Log2(float64(hi)+1)
	if bits > 8*float64(r.lim.Memory) {
		return nil, r.memoryError()
	}
	size := uint64(bits)/64 + 1
	if err := r.alloc(size, 16); err != nil {
		return nil, err
	}
	r.charge(count + 16*size*root(size))
	return fromBig(new(big.Int).MulRange(lo, hi)), nil
}

// chosen gives the two arguments of comb and perm.
func (r *run) chosen(name string, pos []object, kw kwargs, least int) (n, k int64, err error) {
	if err = r.arity(name, pos, kw, least, 2); err != nil {
		return 0, 0, err
	}
	if n, err = r.index(pos[0]); err != nil {
		return 0, 0, err
	}
	k = n
	if len(pos) == 2 && pos[1] != py.None {
		if k, err = r.index(pos[1]); err != nil {
			return 0, 0, err
		}
	}
	if n < 0 {
		return 0, 0, r.errorf("ValueError", "n must be a non-negative integer")
	}
	if k < 0 {
		return 0, 0, r.errorf("ValueError", "k must be a non-negative integer")
	}
	return n, k, nil
}

func mathComb(r *run, pos []object, kw kwargs) (object, error) {
	n, k, err := r.chosen("comb", pos, kw, 2)
	if err != nil {
		return nil, err
	}
	if k > n {
		return py.Int(0), nil
	}
	k = min(k, n-k)
	above, err := r.product(n-k+1, n)
	if err != nil {
		return nil, err
	}
	below, err := r.product(1, k)
	if err != nil {
		return nil, err
	}
	a, err := r.intOf(above)
	if err != nil {
		return nil, err
	}
	b, err := r.intOf(below)
	if err != nil {
		return nil, err
	}
	return r.intArith(opFloorDiv, a, b)
}

func mathPerm(r *run, pos []object, kw kwargs) (object, error) {
	n, k, err := r.chosen("perm", pos, kw, 1)
	if err != nil {
		return nil, err
	}
	if k > n {
		return py.Int(0), nil
	}
	return r.product(n-k+1, n)
}

func mathIsqrt(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("isqrt", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	n, err := r.intOf(pos[0])
	if err != nil {
		return nil, err
	}
	if n.Sign() < 0 {
		return nil, r.errorf("ValueError", "isqrt() argument must be nonnegative")
	}
	// Go's square root takes some twenty divisions at full size.
	r.charge(8 * words(n) * root(words(n)))
	return fromBig(new(big.Int).Sqrt(n)), nil
}

func mathIsclose(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("isclose", pos, kw, "a", "b", "*rel_tol?", "*abs_tol?")
	if err != nil {
		return nil, err
	}
	v := [4]float64{2: 1e-9}
	for i, x := range a {
		if x != nil {
			if v[i], err = r.realArg(x); err != nil {
				return nil, err
			}
		}
	}
	if v[2] < 0 || v[3] < 0 {
		return nil, r.errorf("ValueError", "tolerances must be non-negative")
	}
	if v[0] == v[1] {
		return py.True, nil
	}
	if math.IsInf(v[0], 0) || math.IsInf(v[1], 0) {
		return py.False, nil
	}
	diff := math.Abs(v[0] - v[1])
	return py.NewBool(diff <= math.Abs(v[2]*v[1]) || diff <= math.Abs(v[2]*v[0]) || diff <= v[3]), nil
}

func mathHypot(r *run, pos []object, kw kwargs) (object, error) {
	h := 0.0
	for _, v := range pos {
		x, err := r.realArg(v)
		if err != nil {
			return nil, err
		}
		h = math.Hypot(h, x)
	}
	return py.Float(h), nil
}

func mathDist(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("dist", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	p, err := r.collect(pos[0])
	if err != nil {
		return nil, err
	}
	q, err := r.collect(pos[1])
	if err != nil {
		return nil, err
	}
	if len(p) != len(q) {
		return nil, r.errorf("ValueError", "both points must have the same number of dimensions")
	}
	h := 0.0
	for i := range p {
		x, err := r.realArg(p[i])
		if err != nil {
			return nil, err
		}
		y, err := r.realArg(q[i])
		if err != nil {
			return nil, err
		}
		h = math.Hypot(h, x-y)
	}
	return py.Float(h), nil
}

// mathFsum keeps the sum exact and rounds once.
func mathFsum(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("fsum", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	exact, special := new(big.Float).SetPrec(2200), 0.0
	err := r.each(pos[0], func(v object) (bool, error) {
		r.charge(8)
		x, err := r.realArg(v)
		if math.IsNaN(x) || math.IsInf(x, 0) {
			special += x
		} else {
			exact.Add(exact, new(big.Float).SetFloat64(x))
		}
		return true, err
	})
	if err != nil {
		return nil, err
	}
	if special != 0 || math.IsNaN(special) {
		return py.Float(special), nil
	}
	f, _ := exact.Float64()
	return py.Float(f), nil
}

func mathProd(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("prod", pos, kw, "iterable", "*start?")
	if err != nil {
		return nil, err
	}
	var acc object = py.Int(1)
	if a[1] != nil {
		acc = a[1]
	}
	err = r.each(a[0], func(v object) (bool, error) {
		var err error
		acc, err = r.binary(opMul, acc, v)
		return true, err
	})
	return acc, err
}
