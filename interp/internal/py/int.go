package py

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"

	"github.com/assay-score/assay/interp/internal/code"
)

// BigInt is an int on the heap: one beyond 64 bits, or an instance of a subclass of int, whose value is small where big
// is nil.
type BigInt struct {
	Header
	big   *big.Int
	small int64
}

// bigSpare is what a big.Int holds beside its words: its own fields, and room for some more words.
const bigSpare = 48

// Big makes an int of any size; z must not change afterwards.
func (t *Thread) Big(z *big.Int) Value {
	if z.IsInt64() {
		return Int(z.Int64())
	}
	t.alloc(objectSize + uint64(len(z.Bits()))*8)
	t.mem.since += bigSpare
	return Obj(&BigInt{Header: Header{typ: &IntType}, big: z})
}

// toBig is an int as a big.Int that must not be changed.
func toBig(small int64, large *big.Int) *big.Int {
	if large != nil {
		return large
	}
	return big.NewInt(small)
}

// BigOf is the value of an int in any form as a big.Int that must not be changed.
func BigOf(v Value) *big.Int {
	s, b, _ := v.Long()
	return toBig(s, b)
}

func intRepr(t *Thread, self Value) (Value, error) {
	if self.IsInt() {
		var buf [20]byte
		return t.TextValue(strconv.AppendInt(buf[:0], self.Small(), 10)), nil
	}
	s, err := t.IntText(self)
	return t.strResult(s, err)
}

// IntText is the decimal text of an int, within CPython's limit of digits.
func (t *Thread) IntText(v Value) (string, error) {
	small, large, _ := v.Long()
	if large == nil {
		return strconv.FormatInt(small, 10), nil
	}
	digits := int(float64(large.BitLen())*0.30102999566398120) + 1
	if t.digits > 0 && digits > t.digits+1 {
		return "", t.digitsError()
	}
	if err := t.Charge(digits*digits/500 + digits/2); err != nil {
		return "", err
	}
	s := large.String()
	n := len(s)
	if s[0] == '-' {
		n--
	}
	if t.digits > 0 && n > t.digits {
		return "", t.digitsError()
	}
	return s, nil
}

func (t *Thread) digitsError() error {
	return t.Raisef(&ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", t.digits)
}

// hashModulus is the prime modulo which CPython hashes numbers.
const hashModulus = 1<<61 - 1

func hashInt(i int64) int64 {
	u := uint64(i)
	if i < 0 {
		u = -u
	}
	h := int64(u % hashModulus)
	if i < 0 {
		h = -h
	}
	if h == -1 {
		return -2
	}
	return h
}

func intHash(t *Thread, self Value) (int64, error) {
	small, large, _ := self.Long()
	if large == nil {
		return hashInt(small), nil
	}
	if err := t.Charge(4 + 2*len(large.Bits())); err != nil {
		return 0, err
	}
	return hashBig(large), nil
}

func hashBig(z *big.Int) int64 {
	h := int64(new(big.Int).Mod(new(big.Int).Abs(z), big.NewInt(hashModulus)).Uint64())
	if z.Sign() < 0 {
		h = -h
	}
	if h == -1 {
		return -2
	}
	return h
}

func intCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, xb, ok := a.Long()
	y, yb, ok2 := b.Long()
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	if xb == nil && yb == nil {
		switch {
		case x < y:
			return Bool(ordered(op, -1)), nil
		case x > y:
			return Bool(ordered(op, 1)), nil
		}
		return Bool(ordered(op, 0)), nil
	}
	if xb != nil && yb != nil {
		if err := t.Charge(min(len(xb.Bits()), len(yb.Bits())) / 4); err != nil {
			return Value{}, err
		}
	}
	return Bool(ordered(op, toBig(x, xb).Cmp(toBig(y, yb)))), nil
}

// intBinary makes the slot of a binary operator of int.
func intBinary(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		x, xb, ok := a.Long()
		y, yb, ok2 := b.Long()
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		if xb == nil && yb == nil {
			return t.smallOp(op, x, y)
		}
		return t.bigOp(op, toBig(x, xb), toBig(y, yb))
	}
}

func (t *Thread) smallOp(op code.BinOp, x, y int64) (Value, error) {
	switch op {
	case code.OpAdd:
		if s := x + y; (s > x) == (y > 0) {
			return Int(s), nil
		}
	case code.OpSub:
		if s := x - y; (s < x) == (y > 0) {
			return Int(s), nil
		}
	case code.OpMul:
		if v, ok := MulInt(x, y); ok {
			return Int(v), nil
		}
	case code.OpFloorDiv:
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		if y != -1 || x != math.MinInt64 {
			return Int(FloorDivInt(x, y)), nil
		}
	case code.OpMod:
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		return Int(ModInt(x, y)), nil
	case code.OpDiv:
		if y == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		const exact = 1 << 53
		if x >= -exact && x <= exact && y >= -exact && y <= exact {
			return Float(float64(x) / float64(y)), nil
		}
	case code.OpAnd:
		return Int(x & y), nil
	case code.OpOr:
		return Int(x | y), nil
	case code.OpXor:
		return Int(x ^ y), nil
	case code.OpLShift:
		if y < 0 {
			return Value{}, t.Raisef(&ValueError, "negative shift count")
		}
		if x == 0 {
			return Int(0), nil
		}
		if y < 63 {
			if s := x << uint(y); s>>uint(y) == x {
				return Int(s), nil
			}
		}
	case code.OpRShift:
		if y < 0 {
			return Value{}, t.Raisef(&ValueError, "negative shift count")
		}
		return Int(x >> uint(min(y, 63))), nil
	case code.OpPow:
		return t.intPow(x, y)
	case code.OpMatMul:
		return NotImplemented, nil
	}
	return t.bigOp(op, big.NewInt(x), big.NewInt(y))
}

// MulInt multiplies and says whether the product fits.
func MulInt(x, y int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	// The signed high word.
	shi := int64(hi) - (x>>63)&y - (y>>63)&x
	if shi == int64(lo)>>63 {
		return int64(lo), true
	}
	return 0, false
}

// FloorDivInt rounds towards minus infinity; y is not 0 and the quotient fits.
func FloorDivInt(x, y int64) int64 {
	q := x / y
	if x%y != 0 && (x < 0) != (y < 0) {
		q--
	}
	return q
}

// ModInt has the sign of y, which is not 0.
func ModInt(x, y int64) int64 {
	if y == -1 {
		return 0
	}
	m := x % y
	if m != 0 && (m < 0) != (y < 0) {
		m += y
	}
	return m
}

func (t *Thread) intPow(x, y int64) (Value, error) {
	if y < 0 {
		if x == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "zero to a negative power")
		}
		return t.floatPow(float64(x), float64(y))
	}
	result, base := int64(1), x
	for e := y; ; {
		if e&1 != 0 {
			r, ok := MulInt(result, base)
			if !ok {
				return t.bigOp(code.OpPow, big.NewInt(x), big.NewInt(y))
			}
			result = r
		}
		if e >>= 1; e == 0 {
			return Int(result), nil
		}
		b, ok := MulInt(base, base)
		if !ok {
			return t.bigOp(code.OpPow, big.NewInt(x), big.NewInt(y))
		}
		base = b
	}
}

// chargeWords pays for an operation on numbers of n and m words whose schoolbook cost is their product. Go multiplies
// large numbers by Karatsuba's method, but the model stays on the safe side only up to there.
func (t *Thread) chargeMul(n, m int) error {
	if n > m {
		n, m = m, n
	}
	cost := n * m / 8
	if n > 40 { // Karatsuba: m/n products of n words, each n^1.585
		cost = int(float64(m)/float64(n)*math.Pow(float64(n), 1.585)) / 2
	}
	return t.Charge(8 + cost + m/4)
}

func (t *Thread) bigOp(op code.BinOp, x, y *big.Int) (Value, error) {
	n, m := len(x.Bits()), len(y.Bits())
	words := max(n, m) + 1
	if op != code.OpPow && op != code.OpLShift && op != code.OpMul {
		if err := t.Grow(uint64(words) * 8); err != nil {
			return Value{}, err
		}
	}
	z := new(big.Int)
	switch op {
	case code.OpAdd, code.OpSub, code.OpAnd, code.OpOr, code.OpXor:
		if err := t.Charge(4 + words/4); err != nil {
			return Value{}, err
		}
		switch op {
		case code.OpAdd:
			z.Add(x, y)
		case code.OpSub:
			z.Sub(x, y)
		case code.OpAnd:
			z.And(x, y)
		case code.OpOr:
			z.Or(x, y)
		case code.OpXor:
			z.Xor(x, y)
		}
	case code.OpMul:
		if err := t.Grow(uint64(n+m) * 8); err != nil {
			return Value{}, err
		}
		if err := t.chargeMul(n, m); err != nil {
			return Value{}, err
		}
		z.Mul(x, y)
	case code.OpFloorDiv, code.OpMod:
		if y.Sign() == 0 {
			if op == code.OpMod {
				return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
			}
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		if err := t.chargeMul(max(n-m, 1), m); err != nil {
			return Value{}, err
		}
		q, r := FloorDivBig(x, y)
		if op == code.OpMod {
			return t.Big(r), nil
		}
		return t.Big(q), nil
	case code.OpDiv:
		if y.Sign() == 0 {
			return Value{}, t.Raisef(&ZeroDivisionError, "division by zero")
		}
		if err := t.chargeMul(n, m); err != nil {
			return Value{}, err
		}
		f, ok := divideBig(x, y)
		if !ok {
			return Value{}, t.Raisef(&OverflowError, "integer division result too large for a float")
		}
		return Float(f), nil
	case code.OpLShift:
		if y.Sign() < 0 {
			return Value{}, t.Raisef(&ValueError, "negative shift count")
		}
		if x.Sign() == 0 {
			return Int(0), nil
		}
		if !y.IsInt64() || y.Int64() > int64(t.mem.limit)*8 {
			return Value{}, t.RaiseNew(&MemoryError, "")
		}
		size := n + int(y.Int64()/64) + 1
		if err := t.Grow(uint64(size) * 8); err != nil {
			return Value{}, err
		}
		if err := t.Charge(4 + size/4); err != nil {
			return Value{}, err
		}
		z.Lsh(x, uint(y.Int64()))
	case code.OpRShift:
		if y.Sign() < 0 {
			return Value{}, t.Raisef(&ValueError, "negative shift count")
		}
		if !y.IsInt64() || y.Int64() > int64(n)*64 {
			if x.Sign() < 0 {
				return Int(-1), nil
			}
			return Int(0), nil
		}
		if err := t.Charge(4 + n/4); err != nil {
			return Value{}, err
		}
		z.Rsh(x, uint(y.Int64()))
	case code.OpPow:
		return t.bigPow(x, y)
	default:
		return NotImplemented, nil
	}
	return t.Big(z), nil
}

func (t *Thread) bigPow(x, y *big.Int) (Value, error) {
	if y.Sign() < 0 {
		f, ok := bigToFloat(x)
		g, ok2 := bigToFloat(y)
		if !ok || !ok2 {
			return Value{}, t.Raisef(&OverflowError, "int too large to convert to float")
		}
		return t.floatPow(f, g)
	}
	if x.IsInt64() && (x.Int64() >= -1 && x.Int64() <= 1) {
		if x.Int64() == -1 && y.Bit(0) == 0 {
			return Int(1), nil
		}
		if x.Int64() == 0 && y.Sign() == 0 {
			return Int(1), nil
		}
		return t.Big(x), nil
	}
	if !y.IsInt64() || float64(y.Int64())*float64(x.BitLen()) > float64(t.mem.limit)*8 {
		return Value{}, t.RaiseNew(&MemoryError, "")
	}
	size := int(float64(y.Int64())*float64(x.BitLen())/64) + 1
	if err := t.Grow(uint64(size) * 8 * 2); err != nil {
		return Value{}, err
	}
	if err := t.chargeMul(size*2/3+1, size*2/3+1); err != nil { // the last squaring and all before it
		return Value{}, err
	}
	return t.Big(new(big.Int).Exp(x, y, nil)), nil
}

// FloorDivBig divides towards minus infinity; the remainder has the sign of y.
func FloorDivBig(x, y *big.Int) (q, r *big.Int) {
	q, r = new(big.Int), new(big.Int)
	q.QuoRem(x, y, r)
	if r.Sign() != 0 && (r.Sign() < 0) != (y.Sign() < 0) {
		q.Sub(q, big.NewInt(1))
		r.Add(r, y)
	}
	return q, r
}

// divideBig is the correctly rounded quotient; ok is false when it is too large.
func divideBig(x, y *big.Int) (float64, bool) {
	if x.Sign() == 0 && y.Sign() < 0 {
		return math.Copysign(0, -1), true
	}
	f, _ := new(big.Rat).SetFrac(x, y).Float64()
	return f, !math.IsInf(f, 0)
}

// bigToFloat rounds to the nearest float; ok is false when z is too large.
func bigToFloat(z *big.Int) (float64, bool) {
	if z.BitLen() > 1024 { // without a look at the rest, which may be long
		return math.Inf(z.Sign()), false
	}
	f, _ := new(big.Float).SetInt(z).Float64()
	return f, !math.IsInf(f, 0)
}

func intUnary(small func(int64) (int64, bool), large func(z, x *big.Int) *big.Int) func(t *Thread, v Value) (Value, error) {
	return func(t *Thread, v Value) (Value, error) {
		x, xb, _ := v.Long()
		if xb == nil {
			if r, ok := small(x); ok {
				return Int(r), nil
			}
		}
		return t.Big(large(new(big.Int), toBig(x, xb))), nil
	}
}

var (
	intNeg = intUnary(func(x int64) (int64, bool) { return -x, x != math.MinInt64 }, (*big.Int).Neg)
	intPos = intUnary(func(x int64) (int64, bool) { return x, true }, (*big.Int).Set)
	intNot = intUnary(func(x int64) (int64, bool) { return ^x, true }, (*big.Int).Not)
	intAbs = intUnary(func(x int64) (int64, bool) {
		if x < 0 {
			return -x, x != math.MinInt64
		}
		return x, true
	}, (*big.Int).Abs)
)

func intBool(t *Thread, v Value) (bool, error) {
	x, xb, _ := v.Long()
	return x != 0 || xb != nil, nil
}

func intSelf(t *Thread, v Value) (Value, error) {
	x, xb, _ := v.Long()
	if xb == nil {
		return Int(x), nil
	}
	if v.Type() == &IntType {
		return v, nil
	}
	return t.Big(xb), nil
}

func intToFloat(t *Thread, v Value) (Value, error) {
	x, xb, _ := v.Long()
	if xb == nil {
		return Float(float64(x)), nil
	}
	f, ok := bigToFloat(xb)
	if !ok {
		return Value{}, t.Raisef(&OverflowError, "int too large to convert to float")
	}
	return Float(f), nil
}

func sizeInt(v Value) uint64 {
	o := as[BigInt](v)
	if o.big != nil {
		return objectSize + bigSpare + uint64(len(o.big.Bits()))*8
	}
	return objectSize
}
