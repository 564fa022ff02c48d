package stdlib

import (
	"math"
	"math/cmplx"
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/libm"
	"github.com/assay-score/assay/interp/internal/py"
)

// complexArg reads an argument as a complex: by __complex__, or as a real number.
func complexArg(t *py.Thread, v py.Value) (complex128, error) {
	if z, ok := py.AsComplex(v); ok {
		return z, nil
	}
	return t.ComplexFrom(v, "must be real number, not ")
}

func isFinite(z complex128) bool { return real(z)-real(z) == 0 && imag(z)-imag(z) == 0 }

// The functions of finite numbers, by the formulas of Kahan (1987) over the real functions of libm. Where an argument is
// infinite or NaN, Go's own are used, which follow C99's table and do no more than choose constants then.

func complexSqrt(z complex128) complex128 {
	x, y := real(z), imag(z)
	if x == 0 && y == 0 {
		return complex(0, y)
	}
	if !isFinite(z) {
		return cmplx.Sqrt(z)
	}
	scale := 1.0
	if ax, ay := math.Abs(x), math.Abs(y); ax > 1e300 || ay > 1e300 {
		x, y, scale = x/16, y/16, 4
	} else if ax < 1e-300 && ay < 1e-300 {
		x, y, scale = math.Ldexp(x, 108), math.Ldexp(y, 108), math.Ldexp(1, -54)
	}
	h := libm.Hypot([]float64{x, y})
	s := math.Sqrt((math.Abs(x) + h) / 2)
	d := math.Abs(y) / (2 * s)
	if x >= 0 {
		return complex(float64(s*scale), math.Copysign(float64(d*scale), y))
	}
	return complex(float64(d*scale), math.Copysign(float64(s*scale), y))
}

func complexLog(z complex128) complex128 {
	x, y := math.Abs(real(z)), math.Abs(imag(z))
	angle := libm.Atan2(imag(z), real(z))
	var r float64
	switch {
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		r = math.Inf(1)
	case x != x || y != y:
		return complex(math.NaN(), angle)
	case x > 1e300 || y > 1e300:
		r = libm.Log(libm.Hypot([]float64{x / 2, y / 2})) + math.Ln2
	case x < 1e-300 && y < 1e-300:
		if x == 0 && y == 0 {
			return complex(math.Inf(-1), angle)
		}
		r = libm.Log(libm.Hypot([]float64{math.Ldexp(x, 53), math.Ldexp(y, 53)})) - float64(53*math.Ln2)
	default:
		h := libm.Hypot([]float64{x, y})
		if h > 0.71 && h < 1.73 {
			top, low := math.Max(x, y), math.Min(x, y)
			r = libm.Log1p(float64((top-1)*(top+1))+float64(low*low)) / 2
		} else {
			r = libm.Log(h)
		}
	}
	return complex(r, angle)
}

func complexExp(z complex128) (complex128, bool) {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Exp(z), math.IsInf(y, 0) && x == x && !math.IsInf(x, -1)
	}
	s, c := libm.Sin(y), libm.Cos(y)
	if x > 709 {
		l := libm.Exp(x - 1)
		return complex(float64(float64(l*c)*math.E), float64(float64(l*s)*math.E)), false
	}
	l := libm.Exp(x)
	return complex(float64(l*c), float64(l*s)), false
}

func complexCosh(z complex128) complex128 {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Cosh(z)
	}
	if math.Abs(x) > 709 {
		w := x - math.Copysign(1, x)
		return complex(float64(float64(libm.Cos(y)*libm.Cosh(w))*math.E), float64(float64(libm.Sin(y)*libm.Sinh(w))*math.E))
	}
	return complex(float64(libm.Cos(y)*libm.Cosh(x)), float64(libm.Sin(y)*libm.Sinh(x)))
}

func complexSinh(z complex128) complex128 {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Sinh(z)
	}
	if math.Abs(x) > 709 {
		w := x - math.Copysign(1, x)
		return complex(float64(float64(libm.Cos(y)*libm.Sinh(w))*math.E), float64(float64(libm.Sin(y)*libm.Cosh(w))*math.E))
	}
	return complex(float64(libm.Cos(y)*libm.Sinh(x)), float64(libm.Sin(y)*libm.Cosh(x)))
}

func complexTanh(z complex128) complex128 {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Tanh(z)
	}
	if math.Abs(x) > 354 {
		return complex(math.Copysign(1, x), float64(float64(4*float64(libm.Sin(y)*libm.Cos(y)))*libm.Exp(-2*math.Abs(x))))
	}
	tx, ty := libm.Tanh(x), libm.Tan(y)
	cx := 1 / libm.Cosh(x)
	txty := float64(tx * ty)
	denom := 1 + float64(txty*txty)
	return complex(float64(tx*(1+float64(ty*ty)))/denom, float64(ty/denom*cx)*cx)
}

func complexAsinh(z complex128) complex128 {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Asinh(z)
	}
	if math.Abs(x) > 4e153 || math.Abs(y) > 4e153 {
		r := libm.Log(libm.Hypot([]float64{x / 2, y / 2})) + 2*math.Ln2
		if math.Signbit(y) {
			return complex(math.Copysign(r, x), libm.Atan2(y, math.Abs(x)))
		}
		return complex(math.Copysign(r, x), libm.Atan2(y, math.Abs(x)))
	}
	s1 := complexSqrt(complex(1+y, -x))
	s2 := complexSqrt(complex(1-y, x))
	return complex(libm.Asinh(float64(real(s1)*imag(s2))-float64(real(s2)*imag(s1))), libm.Atan2(y, float64(real(s1)*real(s2))-float64(imag(s1)*imag(s2))))
}

func complexAcos(z complex128) complex128 {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Acos(z)
	}
	if math.Abs(x) > 4e153 || math.Abs(y) > 4e153 {
		r := libm.Log(libm.Hypot([]float64{x / 2, y / 2})) + 2*math.Ln2
		if x < 0 {
			return complex(libm.Atan2(math.Abs(y), x), -math.Copysign(r, y))
		}
		return complex(libm.Atan2(math.Abs(y), x), math.Copysign(r, -y))
	}
	s1 := complexSqrt(complex(1-x, -y))
	s2 := complexSqrt(complex(1+x, y))
	return complex(float64(2*libm.Atan2(real(s1), real(s2))), libm.Asinh(float64(real(s2)*imag(s1))-float64(imag(s2)*real(s1))))
}

func complexAcosh(z complex128) complex128 {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Acosh(z)
	}
	if math.Abs(x) > 4e153 || math.Abs(y) > 4e153 {
		return complex(libm.Log(libm.Hypot([]float64{x / 2, y / 2}))+2*math.Ln2, libm.Atan2(y, x))
	}
	s1 := complexSqrt(complex(x-1, y))
	s2 := complexSqrt(complex(x+1, y))
	return complex(libm.Asinh(float64(real(s1)*real(s2))+float64(imag(s1)*imag(s2))), float64(2*libm.Atan2(imag(s1), real(s2))))
}

func complexAtanh(z complex128) complex128 {
	x, y := real(z), imag(z)
	if !isFinite(z) {
		return cmplx.Atanh(z)
	}
	if x < 0 || x == 0 && math.Signbit(x) {
		return -complexAtanh(-z)
	}
	ay := math.Abs(y)
	if x > 4e153 || ay > 4e153 {
		h := libm.Hypot([]float64{x / 2, y / 2})
		return complex(x/4/h/h, -math.Copysign(math.Pi/2, -y))
	}
	if x == 1 && ay < 1.5e-154 {
		if ay == 0 {
			return complex(math.Inf(1), y)
		}
		return complex(-libm.Log(math.Sqrt(ay)/math.Sqrt(libm.Hypot([]float64{ay, 2}))), math.Copysign(libm.Atan2(2, -ay)/2, y))
	}
	return complex(libm.Log1p(float64(4*x)/(float64((1-x)*(1-x))+float64(ay*ay)))/4, -libm.Atan2(float64(-2*y), float64((1-x)*(1+x))-float64(ay*ay))/2)
}

// turned applies f to iz and turns the result back.
func turned(f func(complex128) complex128) func(complex128) complex128 {
	return func(z complex128) complex128 {
		r := f(complex(-imag(z), real(z)))
		return complex(imag(r), -real(r))
	}
}

var cmathFunctions = sync.OnceValue(func() *py.FunctionSet {
	var defs []py.Def
	domain := func(t *py.Thread) error { return t.RaiseNew(&py.ValueError, "math domain error") }
	add := func(name string, f func(complex128) complex128, bad func(z complex128) bool) {
		defs = append(defs, py.Def{Name: name, Sig: "z, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			z, err := complexArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			if bad != nil && bad(z) {
				return py.Value{}, domain(t)
			}
			r := f(z)
			if isFinite(z) && (math.IsInf(real(r), 0) || math.IsInf(imag(r), 0)) {
				return py.Value{}, t.RaiseNew(&py.OverflowError, "math range error")
			}
			return t.NewComplex(r), nil
		}})
	}
	cosh := func(z complex128) complex128 { return complexCosh(z) }
	infReal := func(z complex128) bool { return math.IsInf(imag(z), 0) && real(z) == real(z) && real(z) != 0 }
	infImag := func(z complex128) bool { return math.IsInf(real(z), 0) && imag(z) == imag(z) && imag(z) != 0 }
	add("sqrt", complexSqrt, nil)
	add("exp", func(z complex128) complex128 { r, _ := complexExp(z); return r }, func(z complex128) bool { _, bad := complexExp(z); return bad })
	add("cosh", cosh, infReal)
	add("sinh", complexSinh, infReal)
	add("tanh", complexTanh, func(z complex128) bool { return math.IsInf(imag(z), 0) && isFinite(complex(real(z), 0)) })
	add("cos", func(z complex128) complex128 { return complexCosh(complex(-imag(z), real(z))) }, infImag)
	add("sin", turned(complexSinh), infImag)
	add("tan", turned(complexTanh), func(z complex128) bool { return math.IsInf(real(z), 0) && isFinite(complex(0, imag(z))) })
	add("acos", complexAcos, nil)
	add("acosh", complexAcosh, nil)
	add("asinh", complexAsinh, nil)
	add("asin", turned(complexAsinh), nil)
	pole := func(z complex128) bool { return (real(z) == 1 || real(z) == -1) && imag(z) == 0 }
	add("atanh", complexAtanh, pole)
	add("atan", turned(complexAtanh), func(z complex128) bool { return pole(complex(-imag(z), real(z))) })
	logOf := func(t *py.Thread, v py.Value) (complex128, error) {
		z, err := complexArg(t, v)
		if err == nil && z == 0 {
			err = domain(t)
		}
		return complexLog(z), err
	}
	test := func(name string, f func(z complex128) bool) {
		defs = append(defs, py.Def{Name: name, Sig: "z, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			z, err := complexArg(t, a[0])
			return py.Bool(f(z)), err
		}})
	}
	test("isfinite", isFinite)
	test("isinf", cmplx.IsInf)
	test("isnan", func(z complex128) bool { return math.IsNaN(real(z)) || math.IsNaN(imag(z)) })
	return py.Functions("cmath", append(defs, []py.Def{
		{Name: "log", Sig: "z, base=None, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			z, err := logOf(t, a[0])
			if err != nil || !a[1].IsSet() {
				return t.NewComplex(z), err
			}
			base, err := logOf(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			if base == 0 {
				return py.Value{}, domain(t)
			}
			return t.Binary(code.OpDiv, t.NewComplex(z), t.NewComplex(base))
		}},
		{Name: "log10", Sig: "z, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			z, err := logOf(t, a[0])
			return t.NewComplex(complex(real(z)/math.Ln10, imag(z)/math.Ln10)), err
		}},
		{Name: "phase", Sig: "z, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			z, err := complexArg(t, a[0])
			return py.Float(libm.Atan2(imag(z), real(z))), err
		}},
		{Name: "polar", Sig: "z, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			z, err := complexArg(t, a[0])
			r := libm.Hypot([]float64{real(z), imag(z)})
			if err == nil && isFinite(z) && math.IsInf(r, 0) {
				err = t.RaiseNew(&py.OverflowError, "math range error")
			}
			return t.Tuple(py.Float(r), py.Float(libm.Atan2(imag(z), real(z)))), err
		}},
		{Name: "rect", Sig: "r, phi, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			r, err := t.FloatArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			phi, err := t.FloatArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			switch {
			case phi == 0:
				return t.NewComplex(complex(r, float64(r*phi))), nil
			case math.IsInf(phi, 0) && r != 0 && r == r:
				return py.Value{}, domain(t)
			}
			return t.NewComplex(complex(float64(r*libm.Cos(phi)), float64(r*libm.Sin(phi)))), nil
		}},
		{Name: "isclose", Sig: "a, b, *, rel_tol=1e-09, abs_tol=0.0", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := complexArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			y, err := complexArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			tol := [2]float64{1e-9, 0}
			for i := range tol {
				if a[2+i].IsSet() {
					if tol[i], err = t.FloatArg(a[2+i]); err != nil {
						return py.Value{}, err
					}
				}
			}
			if tol[0] < 0 || tol[1] < 0 {
				return py.Value{}, t.RaiseNew(&py.ValueError, "tolerances must be non-negative")
			}
			abs := func(z complex128) float64 { return libm.Hypot([]float64{real(z), imag(z)}) }
			switch {
			case x == y:
				return py.True, nil
			case cmplx.IsInf(x) || cmplx.IsInf(y):
				return py.False, nil
			}
			d := abs(x - y)
			return py.Bool(d <= float64(tol[0]*abs(y)) || d <= float64(tol[0]*abs(x)) || d <= tol[1]), nil
		}},
	}...))
})

// cmathModule is the module cmath.
func cmathModule(t *py.Thread) *py.Module {
	m := t.ModuleOf("cmath", cmathFunctions())
	for _, c := range []struct {
		name string
		v    py.Value
	}{{"pi", py.Float(math.Pi)}, {"e", py.Float(math.E)}, {"tau", py.Float(2 * math.Pi)}, {"inf", py.Float(math.Inf(1))}, {"nan", py.Float(math.NaN())},
		{"infj", t.NewComplex(complex(0, math.Inf(1)))}, {"nanj", t.NewComplex(complex(0, math.NaN()))}} {
		m.Set(t, c.name, c.v)
	}
	return m
}
