package py

import (
	"math"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/libm"
)

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

// operand is one side of an operation on complex numbers: since Python 3.14 a real number is not turned into a complex one
// first, so that its missing imaginary part cannot spoil signs and infinities.
type operand struct {
	c    complex128
	real bool
}

// operandOf reads an operand. An int that no float can hold is an error.
func (t *Thread) operandOf(v Value) (operand, bool, error) {
	if v.Type().IsSubtype(&ComplexType) {
		return operand{c: as[Complex](v).C}, true, nil
	}
	f, large, ok := number(v)
	if large != nil && math.IsInf(f, 0) {
		return operand{}, false, t.Raisef(&OverflowError, "int too large to convert to float")
	}
	return operand{complex(f, 0), true}, ok, nil
}

func complexBinary(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		x, ok, err := t.operandOf(a)
		if err != nil || !ok {
			return NotImplemented, err
		}
		y, ok, err := t.operandOf(b)
		if err != nil || !ok {
			return NotImplemented, err
		}
		r, i, s, j := real(x.c), imag(x.c), real(y.c), imag(y.c)
		switch op {
		case code.OpAdd:
			switch {
			case x.real:
				return t.NewComplex(complex(r+s, j)), nil
			case y.real:
				return t.NewComplex(complex(r+s, i)), nil
			}
			return t.NewComplex(x.c + y.c), nil
		case code.OpSub:
			switch {
			case x.real:
				return t.NewComplex(complex(r-s, -j)), nil
			case y.real:
				return t.NewComplex(complex(r-s, i)), nil
			}
			return t.NewComplex(x.c - y.c), nil
		case code.OpMul:
			switch {
			case x.real:
				return t.NewComplex(complex(r*s, r*j)), nil
			case y.real:
				return t.NewComplex(complex(r*s, i*s)), nil
			}
			return t.NewComplex(mulComplex(x.c, y.c)), nil
		case code.OpDiv:
			if y.c == 0 {
				return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
			}
			if y.real {
				return t.NewComplex(complex(r/s, i/s)), nil
			}
			return t.NewComplex(divComplex(x.c, y.c)), nil
		case code.OpPow:
			return t.complexPow(x.c, y.c)
		}
		return NotImplemented, nil
	}
}

// unit is what infinities leave of a number: 1 for an infinite one, 0 for any other, with its sign.
func unit(f float64) float64 {
	if math.IsInf(f, 0) {
		return math.Copysign(1, f)
	}
	return math.Copysign(0, f)
}

func isNaN(f float64) bool    { return f != f }
func isFinite(f float64) bool { return f-f == 0 }

// mulComplex multiplies as C99's Annex G wants it: what came out as nan although an infinity went in is infinite.
func mulComplex(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	ac, bd, ad, bc := float64(a*c), float64(b*d), float64(a*d), float64(b*c)
	z := complex(ac-bd, ad+bc)
	if !isNaN(real(z)) || !isNaN(imag(z)) {
		return z
	}
	zeroNaN := func(f *float64) {
		if isNaN(*f) {
			*f = math.Copysign(0, *f)
		}
	}
	again := false
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		a, b, again = unit(a), unit(b), true
		zeroNaN(&c)
		zeroNaN(&d)
	}
	if math.IsInf(c, 0) || math.IsInf(d, 0) {
		c, d, again = unit(c), unit(d), true
		zeroNaN(&a)
		zeroNaN(&b)
	}
	if !again && (math.IsInf(ac, 0) || math.IsInf(bd, 0) || math.IsInf(ad, 0) || math.IsInf(bc, 0)) {
		again = true
		for _, f := range []*float64{&a, &b, &c, &d} {
			zeroNaN(f)
		}
	}
	if again {
		inf := math.Inf(1)
		return complex(inf*(float64(a*c)-float64(b*d)), inf*(float64(a*d)+float64(b*c)))
	}
	return z
}

// divComplex divides by Smith's method, as CPython does, so that the rounding agrees.
func divComplex(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	var z complex128
	switch {
	case math.Abs(c) >= math.Abs(d):
		ratio := d / c
		denom := c + float64(d*ratio)
		z = complex((a+float64(b*ratio))/denom, (b-float64(a*ratio))/denom)
	case math.Abs(d) >= math.Abs(c):
		ratio := c / d
		denom := float64(c*ratio) + d
		z = complex((float64(a*ratio)+b)/denom, (float64(b*ratio)-a)/denom)
	default: // one is nan
		z = complex(math.NaN(), math.NaN())
	}
	if !isNaN(real(z)) || !isNaN(imag(z)) {
		return z
	}
	switch {
	case (math.IsInf(a, 0) || math.IsInf(b, 0)) && isFinite(c) && isFinite(d):
		p, q, inf := unit(a), unit(b), math.Inf(1)
		return complex(inf*(float64(p*c)+float64(q*d)), inf*(float64(q*c)-float64(p*d)))
	case (math.IsInf(c, 0) || math.IsInf(d, 0)) && isFinite(a) && isFinite(b):
		p, q := unit(c), unit(d)
		return complex(0*(float64(a*p)+float64(b*q)), 0*(float64(b*p)-float64(a*q)))
	}
	return z
}

func (t *Thread) complexPow(x, y complex128) (Value, error) {
	var z complex128
	switch n := real(y); {
	case imag(y) == 0 && n == math.Floor(n) && math.Abs(n) <= 100:
		z = 1
		p := x
		for e := int(math.Abs(n)); e > 0; e >>= 1 {
			if e&1 != 0 {
				z = mulComplex(z, p)
			}
			p = mulComplex(p, p)
		}
		if n < 0 {
			if z == 0 {
				return Value{}, t.Raisef(&ZeroDivisionError, "zero to a negative or complex power")
			}
			z = divComplex(1, z)
		}
	case x == 0:
		if n < 0 || imag(y) != 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "zero to a negative or complex power")
		}
	default:
		size := libm.Hypot([]float64{real(x), imag(x)})
		length := math.Pow(size, n)
		at := math.Atan2(imag(x), real(x))
		phase := float64(at * n)
		if imag(y) != 0 {
			length *= math.Exp(float64(-at * imag(y)))
			phase += float64(imag(y) * math.Log(size))
		}
		z = complex(float64(length*math.Cos(phase)), float64(length*math.Sin(phase)))
	}
	if math.IsInf(real(z), 0) || math.IsInf(imag(z), 0) {
		return Value{}, t.Raisef(&OverflowError, "complex exponentiation")
	}
	return t.NewComplex(z), nil
}

func complexAbs(t *Thread, v Value) (Value, error) {
	c := as[Complex](v).C
	r := libm.Hypot([]float64{real(c), imag(c)})
	if math.IsInf(r, 0) && isFinite(real(c)) && isFinite(imag(c)) {
		return Value{}, t.Raisef(&OverflowError, "absolute value too large")
	}
	return Float(r), nil
}

func complexCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if op != code.CmpEq && op != code.CmpNe || !a.Type().IsSubtype(&ComplexType) {
		return NotImplemented, nil
	}
	c := as[Complex](a).C
	if b.Type().IsSubtype(&ComplexType) {
		return Bool((c == as[Complex](b).C) == (op == code.CmpEq)), nil
	}
	if _, _, ok := number(b); !ok {
		return NotImplemented, nil
	}
	if imag(c) != 0 {
		return Bool(op == code.CmpNe), nil
	}
	return floatCompare(t, op, Float(real(c)), b)
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

// complexMethods defines the methods of complex.
func complexMethods() {
	ComplexType.addMethods([]Def{
		{"conjugate", "", func(t *Thread, a []Value) (Value, error) {
			c := as[Complex](a[0]).C
			return t.NewComplex(complex(real(c), -imag(c))), nil
		}},
		{"__complex__", "", func(t *Thread, a []Value) (Value, error) {
			if a[0].Type() == &ComplexType {
				return a[0], nil
			}
			return t.NewComplex(as[Complex](a[0]).C), nil
		}},
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) {
			c := as[Complex](a[0]).C
			return t.Tuple(Float(real(c)), Float(imag(c))), nil
		}},
		{"__format__", "format_spec, /", formatComplex},
	})
	ComplexType.addClassMethods([]Def{{"from_number", "number, /", func(t *Thread, a []Value) (Value, error) {
		c, err := t.ComplexFrom(a[1], "must be real number, not ")
		if err != nil {
			return Value{}, err
		}
		return t.complexOf(a[0].AsType(), c)
	}}})
}

// formatComplex is complex.__format__: both parts by the same specification, padded as a whole.
func formatComplex(t *Thread, a []Value) (Value, error) {
	sp, err := t.StrArg(a[1], "__format__() argument")
	if err != nil {
		return Value{}, err
	}
	if sp.S == "" {
		return t.StrOf(a[0])
	}
	s, err := t.parseSpec(sp.S, a[0])
	if err != nil {
		return Value{}, err
	}
	switch s.typ {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n':
	default:
		return Value{}, t.unknownCode(s, a[0])
	}
	switch {
	case s.align == '=' && s.zeroPad || s.fill == "0":
		return Value{}, t.Raisef(&ValueError, "Zero padding is not allowed in complex format specifier")
	case s.align == '=':
		return Value{}, t.Raisef(&ValueError, "'=' alignment flag is not allowed in complex format specifier")
	}
	c := as[Complex](a[0]).C
	plain := s.typ == 0
	part := func(f float64, sign byte) (string, error) {
		one := s
		one.sign = sign
		sign1, digits, err := t.floatDigits(f, one)
		if plain && s.prec < 0 && len(digits) > 2 && digits[len(digits)-2:] == ".0" {
			digits = digits[:len(digits)-2]
			if s.alt {
				digits += "."
			}
		}
		return sign1 + digits, err
	}
	if plain && s.prec >= 0 {
		s.typ = 'g'
	}
	re := ""
	open, close := "", ""
	skip := plain && real(c) == 0 && !math.Signbit(real(c))
	if !skip {
		if re, err = part(real(c), s.sign); err != nil {
			return Value{}, err
		}
		if plain {
			open, close = "(", ")"
		}
	}
	sign := byte('+')
	if skip {
		sign = s.sign
	}
	im, err := part(imag(c), sign)
	if err != nil {
		return Value{}, err
	}
	return t.pad(open+re+im+"j"+close, s, '>')
}
