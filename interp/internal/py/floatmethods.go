package py

import (
	"math"
	"math/big"
	"strconv"
)

// floatMethods defines the methods of float.
func floatMethods() {
	self := func(t *Thread, v Value) (Value, error) { return floatPos(t, v) }
	FloatType.addAttrs([]Attr{{"real", self, nil}, {"imag", func(t *Thread, v Value) (Value, error) { return Float(0), nil }, nil}})
	FloatType.addReflected("__divmod__", "__rdivmod__", func(t *Thread, a, b Value) (Value, error) {
		x, xb, ok := number(a)
		y, yb, ok2 := number(b)
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		if xb != nil && math.IsInf(x, 0) || yb != nil && math.IsInf(y, 0) {
			return Value{}, t.Raisef(&OverflowError, "int too large to convert to float")
		}
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		t.payMod(x, y)
		q, m := FloatDivMod(x, y)
		return t.Tuple(Float(q), Float(m)), nil
	})
	FloatType.addMethods([]Def{
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) {
			v, err := floatPos(t, a[0])
			return t.Tuple(v), err
		}},
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
	FloatType.addClassMethods([]Def{
		{"fromhex", "string, /", func(t *Thread, a []Value) (Value, error) {
			if a[1].Str() == nil {
				return Value{}, t.Raisef(&TypeError, "bad argument type for built-in operation")
			}
			if err := t.Charge(len(a[1].Str().S) / 4); err != nil {
				return Value{}, err
			}
			f, err := t.floatFromHex(a[1].Str().S)
			if err != nil || a[0].AsType() == &FloatType {
				return Float(f), err
			}
			return t.Call(a[0], Float(f))
		}},
		{"from_number", "number, /", func(t *Thread, a []Value) (Value, error) {
			f, err := t.FloatArg(a[1])
			if err != nil || a[0].AsType() == &FloatType {
				return Float(f), err
			}
			return t.Call(a[0], Float(f))
		}},
		{"__getformat__", "typestr, /", func(t *Thread, a []Value) (Value, error) {
			s := a[1].Str()
			if s == nil {
				return Value{}, t.Raisef(&TypeError, "__getformat__() argument must be str, not %s", a[1].typeName())
			}
			if s.S != "double" && s.S != "float" {
				return Value{}, t.Raisef(&ValueError, "__getformat__() argument 1 must be 'double' or 'float'")
			}
			return t.StrValue("IEEE, little-endian"), nil
		}},
	})
}

// floatRound is round(f, n), correctly rounded with ties to even.
func floatRound(t *Thread, a []Value) (Value, error) {
	f, _ := a[0].Double()
	if !a[1].IsSet() || a[1].IsNone() {
		return t.FloatToInt(math.RoundToEven(f))
	}
	digits, err := t.Index(a[1])
	if err != nil {
		return Value{}, err
	}
	small, large, _ := digits.Long()
	n := int(small)
	if large != nil {
		n = large.Sign() * math.MaxInt32
	}
	if math.Abs(f) > 1<<53 || n > 30 {
		t.Spend(150) // the decimal text is long
	}
	r := RoundFloat(f, n)
	if math.IsInf(r, 0) && isFinite(f) {
		return Value{}, t.Raisef(&OverflowError, "rounded value too large to represent")
	}
	return Float(r), nil
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
