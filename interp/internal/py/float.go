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
	var buf [32]byte
	return t.TextValue(syntax.AppendFloatRepr(buf[:0], f)), nil
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
	if f != f { // by identity
		return int64(math.Float64bits(f) & (1<<51 - 1) * 0x9E3779B97F4A7C15 >> 3)
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
	if yb != nil && yb.BitLen() > 1024 { // beyond every float: its sign decides
		return Bool(ordered(op, -yb.Sign())), nil
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
		t.payMod(x, y)
		q, _ := FloatDivMod(x, y)
		return Float(q), nil
	case code.OpMod:
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		t.payMod(x, y)
		_, m := FloatDivMod(x, y)
		return Float(m), nil
	case code.OpPow:
		return t.floatPow(x, y)
	}
	return NotImplemented, nil
}

// payMod pays for the remainder of two floats, which is found by long division, bit by bit of the quotient. Where it has
// few bits, that is in the price of the instruction.
func (t *Thread) payMod(x, y float64) {
	x, y = math.Abs(x), math.Abs(y)
	if x-x == 0 && y != 0 && x/65536 > y {
		_, d := math.Frexp(x)
		_, e := math.Frexp(y)
		t.Spend((d - e) / 4)
	}
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
	if x == 0 && y < 0 && !math.IsInf(y, 0) {
		return Value{}, t.Raisef(&ZeroDivisionError, "zero to a negative power")
	}
	if x < 0 && y == y && y != math.Trunc(y) && !math.IsInf(y, 0) && !math.IsInf(x, 0) {
		return t.complexPow(complex(x, 0), complex(y, 0))
	}
	r := Pow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return Value{}, t.NewException(&OverflowError, Int(34), t.StrValue("Numerical result out of range"))
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
