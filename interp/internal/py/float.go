package py

import (
	"math"
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/libm"
	"github.com/assay-score/assay/interp/syntax"
)

// FloatObject is an instance of a subclass of float.
type FloatObject struct {
	Header
	f float64
}

func floatRepr(t *Thread, self Value) (Value, error) {
	f, _ := self.Double()
	return Obj(t.NewStr(FloatText(f))), nil
}

// FloatText is Python's repr of a float.
func FloatText(f float64) string { return string(syntax.AppendFloatRepr(nil, f)) }

func floatHash(t *Thread, self Value) (int64, error) {
	f, _ := self.Double()
	return hashFloat(f), nil
}

func hashFloat(f float64) int64 {
	if math.IsInf(f, 1) {
		return 314159
	}
	if math.IsInf(f, -1) {
		return -314159
	}
	if f != f {
		return 0
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<62 {
		return hashInt(int64(f))
	}
	m, e := math.Frexp(math.Abs(f))
	var x uint64
	for m != 0 {
		x = (x<<28)&hashModulus | x>>(61-28)
		m *= 1 << 28
		e -= 28
		y := uint64(m)
		m -= float64(y)
		x += y
		if x >= hashModulus {
			x -= hashModulus
		}
	}
	if e >= 0 {
		e %= 61
	} else {
		e = 61 - 1 - (-1-e)%61
	}
	x = (x<<uint(e))&hashModulus | x>>uint(61-e)
	h := int64(x)
	if f < 0 {
		h = -h
	}
	if h == -1 {
		return -2
	}
	return h
}

// number reads an int or float as a float. exact is false for what is neither.
func number(v Value) (f float64, large *big.Int, ok bool) {
	if f, ok := v.Double(); ok {
		return f, nil, true
	}
	x, xb, ok := v.Long()
	if !ok {
		return 0, nil, false
	}
	if xb != nil {
		f, _ := bigToFloat(xb)
		return f, xb, true
	}
	return float64(x), nil, true
}

func floatCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, ok := a.Double()
	if !ok {
		return NotImplemented, nil
	}
	if y, ok := b.Double(); ok {
		return Bool(compareFloats(op, x, y)), nil
	}
	y, yb, ok := b.Long()
	if !ok {
		return NotImplemented, nil
	}
	if yb == nil && y > -1<<53 && y < 1<<53 {
		return Bool(compareFloats(op, x, float64(y))), nil
	}
	if x != x {
		return Bool(op == code.CmpNe), nil
	}
	if math.IsInf(x, 0) {
		return Bool(compareFloats(op, x, 0)), nil
	}
	return Bool(ordered(op, new(big.Float).SetFloat64(x).Cmp(new(big.Float).SetInt(toBig(y, yb))))), nil
}

func compareFloats(op code.CmpOp, x, y float64) bool {
	switch op {
	case code.CmpEq:
		return x == y
	case code.CmpNe:
		return x != y
	case code.CmpLt:
		return x < y
	case code.CmpLe:
		return x <= y
	case code.CmpGt:
		return x > y
	}
	return x >= y
}

func floatBinary(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		x, xb, ok := number(a)
		y, yb, ok2 := number(b)
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		if xb != nil && math.IsInf(x, 0) || yb != nil && math.IsInf(y, 0) {
			return Value{}, t.Raisef(&OverflowError, "int too large to convert to float")
		}
		return t.floatOp(op, x, y)
	}
}

func (t *Thread) floatOp(op code.BinOp, x, y float64) (Value, error) {
	switch op {
	case code.OpAdd:
		return Float(x + y), nil
	case code.OpSub:
		return Float(x - y), nil
	case code.OpMul:
		return Float(float64(x * y)), nil
	case code.OpDiv:
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		return Float(x / y), nil
	case code.OpFloorDiv:
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		q, _ := FloatDivMod(x, y)
		return Float(q), nil
	case code.OpMod:
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		_, m := FloatDivMod(x, y)
		return Float(m), nil
	case code.OpPow:
		return t.floatPow(x, y)
	}
	return NotImplemented, nil
}

// FloatDivMod is divmod of floats; y is not 0.
func FloatDivMod(x, y float64) (q, m float64) {
	m = math.Mod(x, y)
	q = (x - m) / y
	if m != 0 {
		if (y < 0) != (m < 0) {
			m += y
			q--
		}
	} else {
		m = math.Copysign(0, y)
	}
	if q == 0 {
		return math.Copysign(0, x/y), m
	}
	f := math.Floor(q)
	if q-f > 0.5 {
		f++
	}
	return f, m
}

func (t *Thread) floatPow(x, y float64) (Value, error) {
	if x == 0 && y < 0 {
		return Value{}, t.Raisef(&ZeroDivisionError, "zero to a negative power")
	}
	if x < 0 && y != math.Trunc(y) && !math.IsInf(y, 0) && !math.IsInf(x, 0) {
		return t.complexPow(complex(x, 0), complex(y, 0))
	}
	r := Pow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return Value{}, t.Raisef(&OverflowError, "(34, 'Numerical result out of range')")
	}
	return Float(r), nil
}

// Pow is x**y, with small integral exponents computed so that results which are exact come out exact.
func Pow(x, y float64) float64 { return libm.Pow(x, y) }

func floatNeg(t *Thread, v Value) (Value, error) { f, _ := v.Double(); return Float(-f), nil }
func floatPos(t *Thread, v Value) (Value, error) { f, _ := v.Double(); return Float(f), nil }
func floatAbs(t *Thread, v Value) (Value, error) { f, _ := v.Double(); return Float(math.Abs(f)), nil }
func floatBool(t *Thread, v Value) (bool, error) { f, _ := v.Double(); return f != 0, nil }

func floatToInt(t *Thread, v Value) (Value, error) {
	f, _ := v.Double()
	return t.FloatToInt(f)
}

// FloatToInt cuts off the fraction.
func (t *Thread) FloatToInt(f float64) (Value, error) {
	if math.IsInf(f, 0) {
		return Value{}, t.Raisef(&OverflowError, "cannot convert float infinity to integer")
	}
	if f != f {
		return Value{}, t.Raisef(&ValueError, "cannot convert float NaN to integer")
	}
	if f >= -1<<63 && f < 1<<63 {
		return Int(int64(f)), nil
	}
	z, _ := big.NewFloat(f).Int(nil)
	return t.Big(z), nil
}

// Complex is a complex number.
type Complex struct {
	Header
	C complex128
}

// NewComplex makes a complex number.
func (t *Thread) NewComplex(c complex128) Value {
	t.alloc(objectSize)
	return Obj(&Complex{Header{typ: &ComplexType}, c})
}

// AsComplex reads a complex, float or int as a complex number.
func AsComplex(v Value) (complex128, bool) {
	if v.Type().IsSubtype(&ComplexType) {
		return as[Complex](v).C, true
	}
	f, _, ok := number(v)
	return complex(f, 0), ok
}

func complexBinary(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		x, ok := AsComplex(a)
		y, ok2 := AsComplex(b)
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		switch op {
		case code.OpAdd:
			return t.NewComplex(x + y), nil
		case code.OpSub:
			return t.NewComplex(x - y), nil
		case code.OpMul:
			return t.NewComplex(mulComplex(x, y)), nil
		case code.OpDiv:
			if y == 0 {
				return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
			}
			return t.NewComplex(divComplex(x, y)), nil
		case code.OpPow:
			return t.complexPow(x, y)
		}
		return NotImplemented, nil
	}
}

func mulComplex(x, y complex128) complex128 {
	return complex(float64(real(x)*real(y))-float64(imag(x)*imag(y)), float64(real(x)*imag(y))+float64(imag(x)*real(y)))
}

// divComplex divides by Smith's method, as CPython does, so that the rounding agrees.
func divComplex(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	if math.Abs(c) >= math.Abs(d) {
		ratio := d / c
		denom := c + float64(d*ratio)
		return complex((a+float64(b*ratio))/denom, (b-float64(a*ratio))/denom)
	}
	ratio := c / d
	denom := float64(c*ratio) + d
	return complex((float64(a*ratio)+b)/denom, (float64(b*ratio)-a)/denom)
}

func (t *Thread) complexPow(x, y complex128) (Value, error) {
	if y == 0 {
		return t.NewComplex(1), nil
	}
	if x == 0 {
		if real(y) < 0 || imag(y) != 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "zero to a negative or complex power")
		}
		return t.NewComplex(0), nil
	}
	if n := real(y); imag(y) == 0 && n == math.Trunc(n) && math.Abs(n) <= 100 {
		r, base := complex128(1), x
		for e := int(math.Abs(n)); e > 0; e >>= 1 {
			if e&1 != 0 {
				r = mulComplex(r, base)
			}
			base = mulComplex(base, base)
		}
		if n < 0 {
			r = divComplex(1, r)
		}
		return t.NewComplex(r), nil
	}
	vabs := math.Hypot(real(x), imag(x))
	length := math.Pow(vabs, real(y))
	at := math.Atan2(imag(x), real(x))
	phase := float64(at * real(y))
	if imag(y) != 0 {
		length *= math.Exp(float64(-at * imag(y)))
		phase += float64(imag(y) * math.Log(vabs))
	}
	return t.NewComplex(complex(float64(length*math.Cos(phase)), float64(length*math.Sin(phase)))), nil
}

func complexCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, ok := AsComplex(a)
	y, ok2 := AsComplex(b)
	if !ok || !ok2 || op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	return Bool((x == y) == (op == code.CmpEq)), nil
}

func complexRepr(t *Thread, self Value) (Value, error) {
	c := as[Complex](self).C
	part := func(f float64) string {
		s := FloatText(f)
		if len(s) > 2 && s[len(s)-2:] == ".0" {
			s = s[:len(s)-2]
		}
		return s
	}
	re, im := real(c), imag(c)
	if re == 0 && !math.Signbit(re) {
		return Obj(t.NewStr(part(im) + "j")), nil
	}
	sign := "+"
	if math.Signbit(im) && im == im {
		sign = ""
	}
	return Obj(t.NewStr("(" + part(re) + sign + part(im) + "j)")), nil
}

func complexHash(t *Thread, self Value) (int64, error) {
	c := as[Complex](self).C
	h := hashFloat(real(c)) + 1000003*hashFloat(imag(c))
	if h == -1 {
		h = -2
	}
	return h, nil
}
