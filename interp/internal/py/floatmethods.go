package py

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// floatMethods defines the methods of float.
func floatMethods() {
	self := func(t *Thread, v Value) (Value, error) { return floatPos(t, v) }
	FloatType.addAttrs([]Attr{{"real", self, nil}, {"imag", func(t *Thread, v Value) (Value, error) { return Float(0), nil }, nil}})
	FloatType.addMethods([]Def{
		{"__format__", "format_spec, /", formatFloatMethod},
		{"__round__", "ndigits=None, /", floatRound},
		{"__trunc__", "", func(t *Thread, a []Value) (Value, error) { return floatToInt(t, a[0]) }},
		{"__floor__", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return t.FloatToInt(math.Floor(f))
		}},
		{"__ceil__", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return t.FloatToInt(math.Ceil(f))
		}},
		{"__divmod__", "value, /", func(t *Thread, a []Value) (Value, error) {
			x, _ := a[0].Double()
			y, _, ok := number(a[1])
			if !ok {
				return NotImplemented, nil
			}
			if y == 0 {
				return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
			}
			q, m := FloatDivMod(x, y)
			return t.Tuple(Float(q), Float(m)), nil
		}},
		{"is_integer", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return Bool(f == math.Trunc(f) && !math.IsInf(f, 0)), nil
		}},
		{"conjugate", "", func(t *Thread, a []Value) (Value, error) { return floatPos(t, a[0]) }},
		{"hex", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			return t.StrValue(floatHex(f)), nil
		}},
		{"as_integer_ratio", "", func(t *Thread, a []Value) (Value, error) {
			f, _ := a[0].Double()
			if math.IsInf(f, 0) {
				return Value{}, t.Raisef(&OverflowError, "cannot convert Infinity to integer ratio")
			}
			if f != f {
				return Value{}, t.Raisef(&ValueError, "cannot convert NaN to integer ratio")
			}
			r := new(big.Rat).SetFloat64(f)
			return t.Tuple(t.Big(r.Num()), t.Big(r.Denom())), nil
		}},
	})
	FloatType.addClassMethods([]Def{{"fromhex", "string, /", func(t *Thread, a []Value) (Value, error) {
		s, err := t.StrArg(a[1], "fromhex() argument")
		if err != nil {
			return Value{}, err
		}
		text := strings.ToLower(strings.TrimSpace(s.S))
		if !strings.Contains(text, "p") && strings.Contains(text, "0x") {
			text += "p0"
		}
		f, perr := strconv.ParseFloat(text, 64)
		if perr != nil {
			return Value{}, t.Raisef(&ValueError, "invalid hexadecimal floating-point string")
		}
		return t.Call(a[0], Float(f))
	}}})
}

func floatHex(f float64) string {
	switch {
	case f != f:
		return "nan"
	case math.IsInf(f, 0):
		return strings.TrimPrefix(strconv.FormatFloat(f, 'g', -1, 64), "+")
	case f == 0:
		if math.Signbit(f) {
			return "-0x0.0p+0"
		}
		return "0x0.0p+0"
	}
	bits := math.Float64bits(f)
	exp := int(bits>>52&0x7ff) - 1023
	lead := "1"
	if exp == -1023 {
		exp, lead = -1022, "0"
	}
	sign, e := "", strconv.Itoa(exp)
	if math.Signbit(f) {
		sign = "-"
	}
	if exp >= 0 {
		e = "+" + e
	}
	m := strconv.FormatUint(bits&(1<<52-1), 16)
	return sign + "0x" + lead + "." + strings.Repeat("0", 13-len(m)) + m + "p" + e
}

// floatRound is round(f, n), correctly rounded with ties to even.
func floatRound(t *Thread, a []Value) (Value, error) {
	f, _ := a[0].Double()
	if !a[1].IsSet() || a[1].IsNone() {
		return t.FloatToInt(math.RoundToEven(f))
	}
	n, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	return Float(RoundFloat(f, n)), nil
}

// RoundFloat rounds to n decimal digits, by way of the decimal text, so that it agrees with CPython's.
func RoundFloat(f float64, n int) float64 {
	if f != f || math.IsInf(f, 0) || n > 323 {
		return f
	}
	if n < -308 {
		return math.Copysign(0, f)
	}
	if n >= 0 {
		r, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'f', n, 64), 64)
		return r
	}
	z := new(big.Float).SetFloat64(f)
	i, _ := z.Int(nil)
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	q, r := FloorDivBig(i, p)
	twice := new(big.Int).Lsh(r, 1)
	c := twice.Cmp(p)
	exact := f == math.Trunc(f)
	if c > 0 || c == 0 && (q.Bit(0) == 1 || !exact) {
		q.Add(q, big.NewInt(1))
	}
	out, _ := new(big.Float).SetInt(q.Mul(q, p)).Float64()
	if out == 0 {
		return math.Copysign(0, f)
	}
	return out
}
