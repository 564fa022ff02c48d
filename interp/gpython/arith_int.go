package gpython

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/go-python/gpython/py"
)

// bigCost charges for multiplying or dividing numbers of these sizes: n·√m/4 for n ≥ m words of 64 bits. Go's own cost
// grows a little faster with m (Karatsuba's 1.585 in place of 1.5), which at the sizes that memory allows stays within a
// small factor.
func (r *run) bigCost(a, b *big.Int) {
	n, m := words(a), words(b)
	if n < m {
		n, m = m, n
	}
	if n > 1 {
		r.charge(n*root(m)/4 + 1)
		r.grow((n + m) * 8)
	}
}

// words is how many 64-bit words a number takes.
func words(n *big.Int) uint64 { return uint64(n.BitLen())/64 + 1 }

// root is the whole part of a square root.
func root(n uint64) uint64 {
	x := uint64(math.Sqrt(float64(n))) // correctly rounded on every machine
	return max(x, 1)
}

// intArith computes on integers of any size.
func (r *run) intArith(op *binaryOp, a, b *big.Int) (object, error) {
	zero := func(format string) error { return r.errorf("ZeroDivisionError", "%s", format) }
	switch op {
	case opAdd, opSub, opAnd, opOr, opXor:
		n := uint64(max(a.BitLen(), b.BitLen()) / 64)
		r.charge(n / 4)
		r.grow(n * 8)
		out := new(big.Int)
		switch op {
		case opAdd:
			out.Add(a, b)
		case opSub:
			out.Sub(a, b)
		case opAnd:
			out.And(a, b)
		case opOr:
			out.Or(a, b)
		case opXor:
			out.Xor(a, b)
		}
		return fromBig(out), nil
	case opMul:
		if err := r.alloc(uint64(a.BitLen()+b.BitLen())/8, 1); err != nil {
			return nil, err
		}
		r.bigCost(a, b)
		return fromBig(new(big.Int).Mul(a, b)), nil
	case opFloorDiv, opMod, opDivmod:
		if b.Sign() == 0 {
			return nil, zero("division by zero")
		}
		r.bigCost(a, b)
		q, m := new(big.Int).QuoRem(a, b, new(big.Int))
		if m.Sign() != 0 && (m.Sign() < 0) != (b.Sign() < 0) {
			q.Sub(q, big.NewInt(1))
			m.Add(m, b)
		}
		switch op {
		case opMod:
			return fromBig(m), nil
		case opDivmod:
			return py.Tuple{fromBig(q), fromBig(m)}, nil
		}
		return fromBig(q), nil
	case opTrueDiv:
		if b.Sign() == 0 {
			return nil, zero("division by zero")
		}
		if a.IsInt64() && b.IsInt64() && magnitude(a.Int64()) < 1<<53 && magnitude(b.Int64()) < 1<<53 {
			return py.Float(float64(a.Int64()) / float64(b.Int64())), nil
		}
		// Exactly rounded, as CPython's is; the cost is that of reducing the fraction.
		r.bigCost(a, b)
		r.bigCost(a, b)
		f, _ := new(big.Rat).SetFrac(a, b).Float64()
		if math.IsInf(f, 0) {
			return nil, r.errorf("OverflowError", "integer division result too large for a float")
		}
		return py.Float(f), nil
	case opLshift, opRshift:
		if b.Sign() < 0 {
			return nil, r.errorf("ValueError", "negative shift count")
		}
		if op == opRshift {
			r.charge(uint64(a.BitLen() / 256))
			if !b.IsInt64() || b.Int64() > int64(a.BitLen()) {
				if a.Sign() < 0 {
					return py.Int(-1), nil
				}
				return py.Int(0), nil
			}
			return fromBig(new(big.Int).Rsh(a, uint(b.Int64()))), nil
		}
		if a.Sign() == 0 {
			return py.Int(0), nil
		}
		if !b.IsInt64() || b.Int64() > 1<<40 {
			return nil, r.memoryError()
		}
		n := uint64(a.BitLen()) + uint64(b.Int64())
		if err := r.alloc(n/8, 1); err != nil {
			return nil, err
		}
		r.charge(n / 256)
		return fromBig(new(big.Int).Lsh(a, uint(b.Int64()))), nil
	case opPow:
		return r.intPow(a, b)
	}
	return nil, nil
}

// intPow is a ** b. The size of the result is known beforehand, and with it memory and cost.
func (r *run) intPow(a, b *big.Int) (object, error) {
	if b.Sign() < 0 {
		if a.Sign() == 0 {
			return nil, r.errorf("ZeroDivisionError", "zero to a negative power")
		}
		x, _, err := r.asFloat(fromBig(a))
		if err != nil {
			return nil, err
		}
		y, _, err := r.asFloat(fromBig(b))
		if err != nil {
			return nil, err
		}
		return r.floatArith(opPow, x, y)
	}
	if a.BitLen() <= 1 { // 0, 1 or -1
		switch {
		case b.Sign() == 0:
			return py.Int(1), nil
		case a.Sign() < 0 && b.Bit(0) == 0:
			return py.Int(1), nil
		}
		return fromBig(a), nil
	}
	if !b.IsInt64() || b.Int64() > 1<<40 {
		return nil, r.memoryError()
	}
	hi, n := bits.Mul64(uint64(a.BitLen()), uint64(b.Int64()))
	if hi != 0 {
		return nil, r.memoryError()
	}
	if err := r.alloc(n/8, 4); err != nil {
		return nil, err
	}
	if size := n/64 + 1; size > 1 {
		r.charge(size*root(size)/4 + 1) // the last squaring is as large as all before it together
	}
	return fromBig(new(big.Int).Exp(a, b, nil)), nil
}
