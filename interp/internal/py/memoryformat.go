package py

import (
	"encoding/binary"
	"math"
	"math/big"
	"strings"
)

// formatSize is the size of an item of a native format of one character, with or without the "@" before it.
func formatSize(f string) (int, bool) {
	f = strings.TrimPrefix(f, "@")
	if len(f) != 1 {
		return 0, false
	}
	switch f[0] {
	case 'c', 'b', 'B', '?':
		return 1, true
	case 'h', 'H', 'e':
		return 2, true
	case 'i', 'I', 'f':
		return 4, true
	case 'l', 'L', 'q', 'Q', 'n', 'N', 'd', 'P':
		return 8, true
	}
	return 0, false
}

func sameFormat(f, g string) bool { return strings.TrimPrefix(f, "@") == strings.TrimPrefix(g, "@") }

// unpackItem reads one item of a native format; the machine is a little-endian one.
func (t *Thread) unpackItem(format string, raw []byte) (Value, error) {
	format = strings.TrimPrefix(format, "@")
	if size, ok := formatSize(format); !ok || size != len(raw) {
		return Value{}, t.Raisef(&NotImplementedError, "memoryview: format %s not supported", format)
	}
	var u uint64
	for i, c := range raw {
		u |= uint64(c) << (8 * i)
	}
	switch format[0] {
	case 'c':
		return t.NewBytes([]byte{raw[0]}), nil
	case '?':
		return Bool(u != 0), nil
	case 'b':
		return Int(int64(int8(u))), nil
	case 'h':
		return Int(int64(int16(u))), nil
	case 'i':
		return Int(int64(int32(u))), nil
	case 'l', 'q', 'n':
		return Int(int64(u)), nil
	case 'e':
		return Float(HalfToFloat(uint16(u))), nil
	case 'f':
		return Float(float64(math.Float32frombits(uint32(u)))), nil
	case 'd':
		return Float(math.Float64frombits(u)), nil
	}
	if u > math.MaxInt64 {
		return t.Big(new(big.Int).SetUint64(u)), nil
	}
	return Int(int64(u)), nil
}

// packItem writes one item of a native format.
func (t *Thread) packItem(format string, size int, v Value) ([]byte, error) {
	f := strings.TrimPrefix(format, "@")
	wrongType := func() error { return t.Raisef(&TypeError, "memoryview: invalid type for format '%s'", format) }
	wrongValue := func() error { return t.Raisef(&ValueError, "memoryview: invalid value for format '%s'", format) }
	if n, ok := formatSize(f); !ok || n != size {
		return nil, t.Raisef(&NotImplementedError, "memoryview: format %s not supported", f)
	}
	out := make([]byte, 8)
	switch f[0] {
	case 'c':
		b := v.Bytes()
		if b == nil {
			return nil, wrongType()
		}
		if len(b.B) != 1 {
			return nil, wrongValue()
		}
		return b.B, nil
	case '?':
		on, err := t.Truth(v)
		if on {
			out[0] = 1
		}
		return out[:1], err
	case 'e', 'f', 'd':
		x, err := t.FloatArg(v)
		if err != nil {
			if Catch(err, &TypeError) != nil {
				return nil, wrongType()
			}
			return nil, err
		}
		switch f[0] {
		case 'e':
			h, ok := FloatToHalf(x)
			if !ok {
				return nil, t.Raisef(&OverflowError, "float too large to pack with e format")
			}
			binary.LittleEndian.PutUint16(out, h)
		case 'f':
			if s := float32(x); math.IsInf(float64(s), 0) && !math.IsInf(x, 0) {
				return nil, t.Raisef(&OverflowError, "float too large to pack with f format")
			}
			binary.LittleEndian.PutUint32(out, math.Float32bits(float32(x)))
		default:
			binary.LittleEndian.PutUint64(out, FloatBits(x))
		}
		return out[:size], nil
	}
	i, err := t.Index(v)
	if err != nil {
		if Catch(err, &TypeError) != nil {
			return nil, wrongType()
		}
		return nil, err
	}
	z := BigOf(i)
	signed := strings.IndexByte("bhilqn", f[0]) >= 0
	bits := uint(8 * size)
	if signed {
		limit := new(big.Int).Lsh(big.NewInt(1), bits-1)
		if z.Cmp(limit) >= 0 || z.Cmp(limit.Neg(limit)) < 0 {
			return nil, wrongValue()
		}
		binary.LittleEndian.PutUint64(out, uint64(z.Int64()))
		return out[:size], nil
	}
	if z.Sign() < 0 || uint(z.BitLen()) > bits {
		return nil, wrongValue()
	}
	binary.LittleEndian.PutUint64(out, z.Uint64())
	return out[:size], nil
}

// HalfToFloat widens a float of 16 bits.
func HalfToFloat(h uint16) float64 {
	sign, exp, frac := h>>15, int(h>>10&0x1f), float64(h&0x3ff)
	var f float64
	switch exp {
	case 0:
		f = math.Ldexp(frac, -24)
	case 0x1f:
		f = math.Inf(1)
		if frac != 0 {
			f = math.NaN()
		}
	default:
		f = math.Ldexp(1+frac/1024, exp-15)
	}
	if sign != 0 {
		f = -f
	}
	return f
}

// FloatToHalf rounds to a float of 16 bits, ties to even; ok is false where the number is too large.
func FloatToHalf(f float64) (h uint16, ok bool) {
	if math.Signbit(f) {
		h = 0x8000
		f = -f
	}
	switch {
	case f != f:
		return h | 0x7e00, true
	case math.IsInf(f, 0):
		return h | 0x7c00, true
	case f == 0:
		return h, true
	}
	_, exp := math.Frexp(f)
	exp = max(exp-1, -14)
	m := math.RoundToEven(math.Ldexp(f, 10-exp)) // in units of the last place
	if m >= 2048 {
		m, exp = m/2, exp+1
	}
	switch {
	case exp > 15:
		return 0, false
	case m < 1024: // below the smallest normal number
		return h | uint16(m), true
	}
	return h | uint16(exp+15)<<10 | uint16(m)&0x3ff, true
}
