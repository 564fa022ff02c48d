// Package math is the module math. The elementary functions are those of package libm, the same on every machine; sums and
// products are exact where Python's are; what works on integers pays for the size of what it makes before it makes it.
package math

import (
	"math"
	"sync"

	"github.com/assay-score/assay/interp/internal/libm"
	"github.com/assay-score/assay/interp/internal/py"
)

// Module is the module math.
func Module(t *py.Thread) *py.Module {
	return t.ModuleWith("math", functions(), nil, func() []py.Constant {
		return []py.Constant{{Name: "pi", Value: py.Float(math.Pi)}, {Name: "e", Value: py.Float(math.E)}, {Name: "tau", Value: py.Float(2 * math.Pi)},
			{Name: "inf", Value: py.Float(math.Inf(1))}, {Name: "nan", Value: py.Float(math.NaN())}}
	})
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	return py.Functions("math", append(append(floatFunctions(), integerFunctions()...), sumFunctions()...))
})

// result turns what C leaves in errno into an exception: a NaN that was not put in is a domain error, an infinity that was
// not put in is one too, or an overflow for a function that has no poles.
func result(t *py.Thread, r float64, finite, overflows bool, domain func() string) (py.Value, error) {
	if r-r == 0 || !finite {
		return py.Float(r), nil
	}
	if r != r || !overflows {
		msg := "math domain error"
		if domain != nil {
			msg = domain()
		}
		return py.Value{}, t.RaiseNew(&py.ValueError, msg)
	}
	return py.Value{}, t.RaiseNew(&py.OverflowError, "math range error")
}

// dear is a function that takes as long as a hundred instructions: series of many terms.
func dear(f py.NativeFunc) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		t.Spend(100)
		return f(t, a)
	}
}

func floatFunctions() []py.Def {
	var defs []py.Def
	one := func(name string, f func(float64) float64, overflows bool, domain func(x float64) string) {
		defs = append(defs, py.Def{Name: name, Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			var x float64
			if a[0].IsFloat() {
				x = a[0].F()
			} else {
				var err error
				if x, err = t.FloatArg(a[0]); err != nil {
					return py.Value{}, err
				}
			}
			r := f(x)
			if r-r == 0 || x != x {
				return py.Float(r), nil
			}
			var text func() string
			if domain != nil {
				text = func() string { return domain(x) }
			}
			if r != r {
				return result(t, r, true, overflows, text)
			}
			return result(t, r, x-x == 0, overflows, text)
		}})
	}
	two := func(name string, f func(x, y float64) (float64, bool)) {
		defs = append(defs, py.Def{Name: name, Sig: "x, y, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			y, err := t.FloatArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			r, bad := f(x, y)
			if bad || r != r && x == x && y == y {
				return py.Value{}, t.RaiseNew(&py.ValueError, "math domain error")
			}
			if math.IsInf(r, 0) && x-x == 0 && y-y == 0 {
				return py.Value{}, t.RaiseNew(&py.OverflowError, "math range error")
			}
			return py.Float(r), nil
		}})
	}
	test := func(name string, f func(float64) bool) {
		defs = append(defs, py.Def{Name: name, Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			return py.Bool(f(x)), err
		}})
	}
	got := func(what string) func(x float64) string {
		return func(x float64) string { return "expected " + what + ", got " + py.FloatText(x) }
	}
	unit := got("a number in range from -1 up to 1")
	finite := got("a finite input")
	one("acos", libm.Acos, false, unit)
	one("acosh", libm.Acosh, false, got("argument value not less than 1"))
	one("asin", libm.Asin, false, unit)
	one("asinh", libm.Asinh, false, nil)
	one("atan", libm.Atan, false, nil)
	one("atanh", libm.Atanh, false, got("a number between -1 and 1"))
	one("cbrt", libm.Cbrt, false, nil)
	one("cos", libm.Cos, false, finite)
	one("cosh", libm.Cosh, true, nil)
	one("erf", libm.Erf, false, nil)
	one("erfc", libm.Erfc, false, nil)
	for i := range defs {
		if defs[i].Name == "erf" || defs[i].Name == "erfc" {
			defs[i].Fn = dear(defs[i].Fn)
		}
	}
	one("exp", libm.Exp, true, nil)
	one("exp2", libm.Exp2, true, nil)
	one("expm1", libm.Expm1, true, nil)
	one("fabs", math.Abs, false, nil)
	one("log1p", libm.Log1p, false, got("argument value > -1"))
	one("sin", libm.Sin, false, finite)
	one("sinh", libm.Sinh, true, nil)
	one("sqrt", math.Sqrt, false, got("a nonnegative input"))
	one("tan", libm.Tan, false, finite)
	one("tanh", libm.Tanh, false, nil)
	for _, f := range []struct {
		name string
		f    func(x float64) float64
		pole func(x float64) bool
	}{{"gamma", libm.Gamma, func(x float64) bool { return math.IsInf(x, -1) || x <= 0 && x == math.Floor(x) }},
		{"lgamma", libm.Lgamma, func(x float64) bool { return x <= 0 && x == math.Floor(x) && !math.IsInf(x, 0) }}} {
		defs = append(defs, py.Def{Name: f.name, Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			if f.pole(x) {
				return py.Value{}, t.RaiseNew(&py.ValueError, got("a noninteger or positive integer")(x))
			}
			r := f.f(x)
			if math.IsInf(r, 0) && x-x == 0 {
				return py.Value{}, t.RaiseNew(&py.OverflowError, "math range error")
			}
			return py.Float(r), nil
		}})
	}
	plain := func(name string, f func(float64) float64) {
		defs = append(defs, py.Def{Name: name, Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			return py.Float(f(x)), err
		}})
	}
	plain("degrees", func(x float64) float64 { return float64(x * (180 / math.Pi)) })
	plain("radians", func(x float64) float64 { return float64(x * (math.Pi / 180)) })
	plain("ulp", ulp)
	two("atan2", func(x, y float64) (float64, bool) { return libm.Atan2(x, y), false })
	two("copysign", func(x, y float64) (float64, bool) { return math.Copysign(x, y), false })
	two("fmod", func(x, y float64) (float64, bool) {
		if math.IsInf(y, 0) && x-x == 0 {
			return x, false
		}
		return math.Mod(x, y), false
	})
	two("pow", func(x, y float64) (float64, bool) { return libm.Pow(x, y), x == 0 && y < 0 && !math.IsInf(y, 0) })
	two("remainder", func(x, y float64) (float64, bool) { return math.Remainder(x, y), false })
	test("isnan", func(x float64) bool { return x != x })
	test("isinf", func(x float64) bool { return math.IsInf(x, 0) })
	test("isfinite", func(x float64) bool { return x-x == 0 })
	return append(defs, []py.Def{
		{Name: "floor", Sig: "x, /", Fn: rounded("__floor__", math.Floor)},
		{Name: "ceil", Sig: "x, /", Fn: rounded("__ceil__", math.Ceil)},
		{Name: "trunc", Sig: "x, /", Fn: rounded("__trunc__", math.Trunc)},
		{Name: "log", Sig: "x, base=None, /", Fn: logarithm},
		{Name: "log2", Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return logOf(t, a[0], libm.Log2) }},
		{Name: "log10", Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return logOf(t, a[0], libm.Log10) }},
		{Name: "frexp", Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			f, e := math.Frexp(x)
			return t.Tuple(py.Float(f), py.Int(int64(e))), err
		}},
		{Name: "modf", Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := t.FloatArg(a[0])
			if math.IsInf(x, 0) {
				return t.Tuple(py.Float(math.Copysign(0, x)), py.Float(x)), err
			}
			i := math.Trunc(x)
			return t.Tuple(py.Float(math.Copysign(x-i, x)), py.Float(i)), err
		}},
		{Name: "ldexp", Sig: "x, i, /", Fn: ldexp},
		{Name: "fma", Sig: "x, y, z, /", Fn: fma},
		{Name: "nextafter", Sig: "x, y, /, *, steps=None", Fn: nextAfter},
		{Name: "isclose", Sig: "a, b, *, rel_tol=1e-09, abs_tol=0.0", Fn: isClose},
	}...)
}

func ulp(x float64) float64 {
	switch x = math.Abs(x); {
	case x-x != 0:
		return x
	case x == math.MaxFloat64:
		return x - math.Nextafter(x, 0)
	}
	return math.Nextafter(x, math.Inf(1)) - x
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

// logOf is a logarithm that takes ints of any size: one too large for a float is split into a float and a power of two.
func logOf(t *py.Thread, v py.Value, f func(float64) float64) (py.Value, error) {
	if _, large, ok := v.Long(); ok && large != nil {
		if large.Sign() < 0 {
			return py.Value{}, t.RaiseNew(&py.ValueError, "expected a positive input")
		}
		if large.BitLen() > 1024 {
			m, e, err := frexpBig(t, large)
			return py.Float(f(m) + float64(f(2)*float64(e))), err
		}
	} else if ok {
		if small, _, _ := v.Long(); small <= 0 {
			return py.Value{}, t.RaiseNew(&py.ValueError, "expected a positive input")
		}
	}
	x, err := t.FloatArg(v)
	if err != nil {
		if _, large, ok := v.Long(); ok && large != nil && py.Catch(err, &py.OverflowError) != nil {
			m, e, err := frexpBig(t, large)
			return py.Float(f(m) + float64(f(2)*float64(e))), err
		}
		return py.Value{}, err
	}
	r := f(x)
	if r != r && x == x || math.IsInf(r, 0) && x-x == 0 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "expected a positive input, got "+py.FloatText(x))
	}
	return py.Float(r), nil
}

func logarithm(t *py.Thread, a []py.Value) (py.Value, error) {
	x, err := logOf(t, a[0], libm.Log)
	if err != nil || !a[1].IsSet() {
		return x, err
	}
	b, err := logOf(t, a[1], libm.Log)
	if err != nil {
		return py.Value{}, err
	}
	if b.F() == 0 {
		return py.Value{}, t.Raisef(&py.ZeroDivisionError, "division by zero")
	}
	return py.Float(x.F() / b.F()), nil
}

func ldexp(t *py.Thread, a []py.Value) (py.Value, error) {
	x, err := t.FloatArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	small, large, ok := a[1].Long()
	if !ok {
		return py.Value{}, t.Raisef(&py.TypeError, "Expected an int as second argument to ldexp.")
	}
	if large != nil {
		small = int64(large.Sign()) << 40
	}
	if x == 0 || x-x != 0 {
		return py.Float(x), nil
	}
	r := math.Ldexp(x, int(min(max(small, -1<<20), 1<<20)))
	if math.IsInf(r, 0) {
		return py.Value{}, t.RaiseNew(&py.OverflowError, "math range error")
	}
	return py.Float(r), nil
}

func fma(t *py.Thread, a []py.Value) (py.Value, error) {
	var v [3]float64
	for i := range v {
		x, err := t.FloatArg(a[i])
		if err != nil {
			return py.Value{}, err
		}
		v[i] = x
	}
	r := math.FMA(v[0], v[1], v[2])
	switch {
	case r-r == 0:
	case r != r && v[0] == v[0] && v[1] == v[1] && v[2] == v[2]:
		return py.Value{}, t.RaiseNew(&py.ValueError, "invalid operation in fma")
	case r == r && v[0]-v[0] == 0 && v[1]-v[1] == 0 && v[2]-v[2] == 0:
		return py.Value{}, t.RaiseNew(&py.OverflowError, "overflow in fma")
	}
	return py.Float(r), nil
}

// nextAfter walks a number of floats from x towards y.
func nextAfter(t *py.Thread, a []py.Value) (py.Value, error) {
	x, err := t.FloatArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	y, err := t.FloatArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	if x == y {
		return py.Float(y), nil
	}
	if !a[2].IsSet() || a[2].IsNone() {
		return py.Float(math.Nextafter(x, y)), nil
	}
	i, err := t.Index(a[2])
	if err != nil {
		return py.Value{}, err
	}
	small, large, _ := i.Long()
	if small < 0 || large != nil && large.Sign() < 0 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "steps must be a non-negative integer")
	}
	steps := uint64(small)
	if large != nil {
		steps = math.MaxUint64
	}
	switch {
	case steps == 0 || x != x:
		return py.Float(x), nil
	case y != y:
		return py.Float(y), nil
	case x == y:
		return py.Float(y), nil
	}
	const sign = 1 << 63
	ux, uy := math.Float64bits(x), math.Float64bits(y)
	ax, ay := ux&^sign, uy&^sign
	if (ux^uy)&sign == 0 { // on the same side of zero
		switch {
		case ax > ay && ax-ay >= steps:
			return py.Float(math.Float64frombits(ux - steps)), nil
		case ax < ay && ay-ax >= steps:
			return py.Float(math.Float64frombits(ux + steps)), nil
		}
		return py.Float(y), nil
	}
	switch {
	case ax+ay <= steps:
		return py.Float(y), nil
	case ax > steps:
		return py.Float(math.Float64frombits(ux - steps)), nil
	case ax == steps:
		return py.Float(math.Float64frombits(ux & sign)), nil
	}
	return py.Float(math.Float64frombits(uy&sign | (steps - ax))), nil
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
