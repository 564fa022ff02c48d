package py

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
)

// intMethods defines the methods of int.
func intMethods() {
	self := func(t *Thread, v Value) (Value, error) { return intSelf(t, v) }
	IntType.addAttrs([]Attr{
		{"real", self, nil}, {"numerator", self, nil},
		{"imag", func(t *Thread, v Value) (Value, error) { return Int(0), nil }, nil},
		{"denominator", func(t *Thread, v Value) (Value, error) { return Int(1), nil }, nil},
	})
	IntType.addReflected("__divmod__", "__rdivmod__", func(t *Thread, a, b Value) (Value, error) {
		if !a.isLong() || !b.isLong() {
			return NotImplemented, nil
		}
		q, err := intBinary(code.OpFloorDiv)(t, a, b)
		if err != nil {
			return Value{}, err
		}
		m, err := intBinary(code.OpMod)(t, a, b)
		return t.Tuple(q, m), err
	})
	IntType.addMethods([]Def{
		{"__format__", "format_spec, /", formatInt},
		{"__round__", "ndigits=None, /", intRound},
		{"__trunc__", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"__floor__", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"__ceil__", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) {
			v, err := intSelf(t, a[0])
			return t.Tuple(v), err
		}},
		{"bit_length", "", func(t *Thread, a []Value) (Value, error) { return Int(int64(BigOf(a[0]).BitLen())), nil }},
		{"bit_count", "", func(t *Thread, a []Value) (Value, error) {
			n := 0
			words := BigOf(a[0]).Bits()
			if err := t.Charge(len(words) * 16); err != nil {
				return Value{}, err
			}
			for _, w := range words {
				for ; w != 0; w &= w - 1 {
					n++
				}
			}
			return Int(int64(n)), nil
		}},
		{"conjugate", "", func(t *Thread, a []Value) (Value, error) { return intSelf(t, a[0]) }},
		{"is_integer", "", func(t *Thread, a []Value) (Value, error) { return True, nil }},
		{"as_integer_ratio", "", func(t *Thread, a []Value) (Value, error) {
			v, err := intSelf(t, a[0])
			return t.Tuple(v, Int(1)), err
		}},
		{"to_bytes", "length=1, byteorder='big', *, signed=False", intToBytes},
	})
	IntType.addClassMethods([]Def{{"from_bytes", "bytes, byteorder='big', *, signed=False", intFromBytes}})
}

// intRound is round(i, n): to a multiple of a power of ten, ties to even.
func intRound(t *Thread, a []Value) (Value, error) {
	if !a[1].IsSet() || a[1].IsNone() {
		return intSelf(t, a[0])
	}
	digits, err := t.Index(a[1])
	if err != nil {
		return Value{}, err
	}
	small, large, _ := digits.Long()
	if large == nil && small >= 0 || large != nil && large.Sign() > 0 {
		return intSelf(t, a[0])
	}
	n := int(small)
	if large != nil || n < -1<<31 {
		return Int(0), nil
	}
	z := BigOf(a[0])
	if -n > z.BitLen() {
		return Int(0), nil
	}
	if err := t.Charge(n*n/250 + len(z.Bits())); err != nil {
		return Value{}, err
	}
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	q, r := FloorDivBig(z, p)
	twice := new(big.Int).Lsh(r, 1)
	if c := twice.Cmp(p); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return t.Big(q.Mul(q, p)), nil
}

func byteOrder(t *Thread, v Value, of string) (little bool, err error) {
	if !v.IsSet() {
		return false, nil
	}
	s, err := t.StrArg(v, of+" argument 'byteorder'")
	if err != nil {
		return false, err
	}
	switch s.S {
	case "little":
		return true, nil
	case "big":
		return false, nil
	}
	return false, t.Raisef(&ValueError, "byteorder must be either 'little' or 'big'")
}

func intToBytes(t *Thread, a []Value) (Value, error) {
	n := 1
	var err error
	if a[1].IsSet() {
		if n, err = t.IntArg(a[1]); err != nil {
			return Value{}, err
		}
	}
	if n < 0 {
		return Value{}, t.Raisef(&ValueError, "length argument must be non-negative")
	}
	little, err := byteOrder(t, a[2], "to_bytes()")
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].IsSet() {
		if signed, err = t.Truth(a[3]); err != nil {
			return Value{}, err
		}
	}
	if err := t.payText(n); err != nil {
		return Value{}, err
	}
	z := BigOf(a[0])
	if z.Sign() < 0 && !signed {
		return Value{}, t.Raisef(&OverflowError, "can't convert negative int to unsigned")
	}
	bits := z.BitLen()
	if signed {
		if z.Sign() < 0 {
			bits = new(big.Int).Add(z, big.NewInt(1)).BitLen()
		}
		bits++
	}
	if bits > n*8 {
		return Value{}, t.Raisef(&OverflowError, "int too big to convert")
	}
	if z.Sign() < 0 {
		z = new(big.Int).Add(z, new(big.Int).Lsh(big.NewInt(1), uint(n*8)))
	}
	out := z.FillBytes(make([]byte, n))
	if little {
		for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
	}
	return t.NewBytes(out), nil
}

func intFromBytes(t *Thread, a []Value) (Value, error) {
	little, err := byteOrder(t, a[2], "from_bytes()")
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].IsSet() {
		if signed, err = t.Truth(a[3]); err != nil {
			return Value{}, err
		}
	}
	b, err := t.bytesOf(a[1])
	if err != nil {
		return Value{}, err
	}
	if err := t.payText(len(b)); err != nil {
		return Value{}, err
	}
	b = append([]byte(nil), b...)
	if little {
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
	}
	z := new(big.Int).SetBytes(b)
	if signed && len(b) > 0 && b[0]&0x80 != 0 {
		z.Sub(z, new(big.Int).Lsh(big.NewInt(1), uint(len(b)*8)))
	}
	if a[0].AsType() != &IntType {
		return t.Call(a[0], t.Big(z))
	}
	return t.Big(z), nil
}
