package py

import (
	"strings"
)

func complexNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("complex", complexSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	notReal := func(name string, v Value) (Value, error) {
		return Value{}, t.Raisef(&TypeError, "complex() argument '%s' must be a real number, not %s", name, v.Type().Name)
	}
	if len(args) == 1 && len(kw) == 0 {
		if s := a[0].Str(); s != nil {
			if err := t.Charge(len(s.S) / 8); err != nil {
				return Value{}, err
			}
			c, ok := parseComplex(s.S)
			if !ok && strings.Contains(s.S, "_") && !plainUnderscores(s.S) {
				r, err := t.Repr(a[0])
				if err != nil {
					return Value{}, err
				}
				return Value{}, t.Raisef(&ValueError, "could not convert string to complex: %s", r)
			}
			if !ok {
				return Value{}, t.Raisef(&ValueError, "complex() arg is a malformed string")
			}
			return t.complexOf(typ, c)
		}
		if typ == &ComplexType && a[0].Type() == &ComplexType {
			return a[0], nil
		}
		c, err := t.ComplexFrom(a[0], "complex() argument must be a string or a number, not ")
		if err != nil {
			return Value{}, err
		}
		return t.complexOf(typ, c)
	}
	var c complex128
	if x := a[0]; x.IsSet() {
		if x.Str() != nil {
			return notReal("real", x)
		}
		if c, err = t.ComplexFrom(x, "\x00"); err != nil {
			if Catch(err, &TypeError) != nil && !isComplexLike(x) {
				return notReal("real", x)
			}
			return Value{}, err
		}
	}
	if y := a[1]; y.IsSet() {
		z, ok := AsComplex(y)
		if !ok || y.isLong() { // an int may be too large
			if y.Type().ToFloat == nil && y.Type().Index == nil {
				return notReal("imag", y)
			}
			f, err := t.FloatArg(y)
			if err != nil {
				return Value{}, err
			}
			z = complex(f, 0)
		}
		if y.Type().IsSubtype(&ComplexType) {
			c = complex(real(c)-imag(z), imag(c)+real(z))
		} else if !a[0].IsSet() || !a[0].Type().IsSubtype(&ComplexType) && imag(c) == 0 {
			c = complex(real(c), real(z))
		} else {
			c = complex(real(c), imag(c)+real(z))
		}
	}
	return t.complexOf(typ, c)
}

// plainUnderscores tells whether every underscore stands between digits.
func plainUnderscores(s string) bool {
	s = asciiDigits(s)
	for i := range len(s) {
		if s[i] == '_' && (i == 0 || i+1 == len(s) || !isDigitByte(s[i-1]) || !isDigitByte(s[i+1])) {
			return false
		}
	}
	return true
}

func isComplexLike(v Value) bool {
	return v.Type().Lookup("__complex__").IsSet() || v.Type().ToFloat != nil || v.Type().Index != nil
}

// complexOf makes an instance of complex or a class below it.
func (t *Thread) complexOf(typ *Type, c complex128) (Value, error) {
	if typ == &ComplexType {
		return t.NewComplex(c), nil
	}
	o := typ.alloc(t, typ)
	as[Complex](o).C = c
	return o, nil
}

// ComplexFrom reads a number by __complex__, __float__ or __index__; what is none is refused in the words of the caller.
func (t *Thread) ComplexFrom(v Value, words string) (complex128, error) {
	if v.Type() == &ComplexType {
		return as[Complex](v).C, nil
	}
	if fn := v.Type().Lookup("__complex__"); fn.IsSet() {
		r, err := t.CallMethodOf(fn, v)
		if err != nil {
			return 0, err
		}
		if !r.Type().IsSubtype(&ComplexType) {
			return 0, t.Raisef(&TypeError, "__complex__ returned non-complex (type %s)", r.Type().Name)
		}
		return as[Complex](r).C, nil
	}
	if v.Type().ToFloat == nil && v.Type().Index == nil {
		return 0, t.Raisef(&TypeError, "%s%s", words, v.Type().Name)
	}
	f, err := t.FloatArg(v)
	return complex(f, 0), err
}

func parseComplex(text string) (complex128, bool) {
	s := strings.TrimFunc(text, isSpace)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = strings.TrimFunc(s[1:len(s)-1], isSpace)
	}
	if s == "" || strings.IndexFunc(s, isSpace) >= 0 {
		return 0, false
	}
	if c := s[len(s)-1]; c != 'j' && c != 'J' {
		f, ok := ParseFloat(s)
		return complex(f, 0), ok
	}
	s = s[:len(s)-1]
	cut := 0
	for i := len(s) - 1; i > 0; i-- {
		if (s[i] == '+' || s[i] == '-') && s[i-1]|0x20 != 'e' {
			cut = i
			break
		}
	}
	re, im := 0.0, 1.0
	ok := true
	if cut > 0 {
		if re, ok = ParseFloat(s[:cut]); !ok {
			return 0, false
		}
	}
	switch part := s[cut:]; part {
	case "", "+":
	case "-":
		im = -1
	default:
		im, ok = ParseFloat(part)
	}
	return complex(re, im), ok
}
