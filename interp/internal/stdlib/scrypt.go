package stdlib

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"

	"github.com/assay-score/assay/interp/internal/py"
)

// scrypt derives a key that takes memory to derive (RFC 7914).
func scrypt(t *py.Thread, a []py.Value) (py.Value, error) {
	password, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	salt, err := t.BytesArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	var n [3]int
	for i := range n {
		if n[i], err = t.IntArg(a[2+i]); err != nil {
			return py.Value{}, err
		}
	}
	if n[0] < 2 || n[0]&(n[0]-1) != 0 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "n must be a power of 2.")
	}
	cost, r, p := n[0], n[1], n[2]
	if r < 1 || p < 1 || r > 1<<20 || p > 1<<20 || cost > 1<<30 || r*p > 1<<30 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "Invalid parameter combination for n, r, p, maxmem.")
	}
	maxmem, size := 0, 64
	if a[5].IsSet() {
		if maxmem, err = t.IntArg(a[5]); err != nil {
			return py.Value{}, err
		}
	}
	if a[6].IsSet() {
		if size, err = t.IntArg(a[6]); err != nil {
			return py.Value{}, err
		}
	}
	if maxmem == 0 {
		maxmem = 32 << 20
	}
	if size < 1 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "dklen must be greater than 0 and smaller than 2147483647")
	}
	need := 128 * r * (cost + p + 2)
	if need > maxmem {
		return py.Value{}, t.RaiseNew(&py.ValueError, "Invalid parameter combination for n, r, p, maxmem.")
	}
	if err := t.Grow(uint64(need + size)); err != nil {
		return py.Value{}, err
	}
	b, err := deriveKey(t, sha256.New, password, salt, 1, p*128*r)
	if err != nil {
		return py.Value{}, err
	}
	words := 32 * r
	x, y, v := make([]uint32, words), make([]uint32, words), make([]uint32, words*cost)
	for i := range p {
		part := b[i*128*r : (i+1)*128*r]
		for j := range x {
			x[j] = binary.LittleEndian.Uint32(part[4*j:])
		}
		for j := range 2 * cost {
			if err := t.Charge(r * 16); err != nil {
				return py.Value{}, err
			}
			if j < cost {
				copy(v[j*words:], x)
			} else {
				at := int(x[words-16]) & (cost - 1) * words
				for k, w := range v[at : at+words] {
					x[k] ^= w
				}
			}
			blockMix(x, y, r)
		}
		for j, w := range x {
			binary.LittleEndian.PutUint32(part[4*j:], w)
		}
	}
	out, err := deriveKey(t, sha256.New, password, b, 1, size)
	return t.NewBytes(out), err
}

// blockMix is scryptBlockMix over Salsa20/8, in place.
func blockMix(b, y []uint32, r int) {
	var x [16]uint32
	copy(x[:], b[len(b)-16:])
	for i := range 2 * r {
		for k := range x {
			x[k] ^= b[i*16+k]
		}
		salsa8(&x)
		copy(y[i*16:], x[:])
	}
	for i := range r {
		copy(b[i*16:i*16+16], y[2*i*16:])
		copy(b[(i+r)*16:(i+r)*16+16], y[(2*i+1)*16:])
	}
}

func salsa8(b *[16]uint32) {
	x := *b
	quarter := func(a, c, d, e int) {
		x[c] ^= bits.RotateLeft32(x[a]+x[e], 7)
		x[d] ^= bits.RotateLeft32(x[c]+x[a], 9)
		x[e] ^= bits.RotateLeft32(x[d]+x[c], 13)
		x[a] ^= bits.RotateLeft32(x[e]+x[d], 18)
	}
	for range 4 {
		quarter(0, 4, 8, 12)
		quarter(5, 9, 13, 1)
		quarter(10, 14, 2, 6)
		quarter(15, 3, 7, 11)
		quarter(0, 1, 2, 3)
		quarter(5, 6, 7, 4)
		quarter(10, 11, 8, 9)
		quarter(15, 12, 13, 14)
	}
	for i := range b {
		b[i] += x[i]
	}
}
