package stdlib

import (
	"encoding/binary"
	"hash"
	"math/bits"

	"github.com/assay-score/assay/interp/internal/py"
)

// blakeParams are the parameters of BLAKE2 (RFC 7693 and the tree mode of the paper).
type blakeParams struct {
	digest, fanout, depth int
	leaf                  uint32
	nodeOffset            uint64
	nodeDepth, inner      int
	key, salt, person     []byte
	lastNode              bool
}

// blake is BLAKE2b or BLAKE2s. The words of the smaller one are kept in the low halves.
type blake struct {
	wide     bool
	h        [8]uint64
	low, hi  uint64 // bytes counted
	buf      []byte
	size     int
	lastNode bool
	first    [8]uint64 // the state to begin with again
	keyBlock []byte
}

var blakeSigma = [10][16]uint8{
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
	{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
	{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
	{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
	{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}

var (
	blakeIVb = [8]uint64{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
		0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}
	blakeIVs = [8]uint64{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}
)

func newBlake(wide bool, p *blakeParams) *blake {
	b := &blake{wide: wide, size: p.digest, lastNode: p.lastNode}
	var block [64]byte
	block[0], block[1], block[2], block[3] = byte(p.digest), byte(len(p.key)), byte(p.fanout), byte(p.depth)
	binary.LittleEndian.PutUint32(block[4:], p.leaf)
	iv := blakeIVs
	if wide {
		iv = blakeIVb
		binary.LittleEndian.PutUint64(block[8:], p.nodeOffset)
		block[16], block[17] = byte(p.nodeDepth), byte(p.inner)
		copy(block[32:48], p.salt)
		copy(block[48:64], p.person)
		for i := range b.h {
			b.h[i] = iv[i] ^ binary.LittleEndian.Uint64(block[8*i:])
		}
	} else {
		binary.LittleEndian.PutUint32(block[8:], uint32(p.nodeOffset))
		binary.LittleEndian.PutUint16(block[12:], uint16(p.nodeOffset>>32))
		block[14], block[15] = byte(p.nodeDepth), byte(p.inner)
		copy(block[16:24], p.salt)
		copy(block[24:32], p.person)
		for i := range b.h {
			b.h[i] = iv[i] ^ uint64(binary.LittleEndian.Uint32(block[4*i:]))
		}
	}
	b.first = b.h
	if len(p.key) > 0 {
		b.keyBlock = make([]byte, b.BlockSize())
		copy(b.keyBlock, p.key)
		b.buf = append(b.buf, b.keyBlock...)
	}
	return b
}

func (b *blake) Size() int { return b.size }

func (b *blake) BlockSize() int {
	if b.wide {
		return 128
	}
	return 64
}

func (b *blake) Reset() {
	b.h, b.low, b.hi = b.first, 0, 0
	b.buf = append(b.buf[:0], b.keyBlock...)
}

func (b *blake) Write(p []byte) (int, error) {
	n := len(p)
	size := b.BlockSize()
	for len(p) > 0 {
		if len(b.buf) == size {
			b.compress(b.buf, size, false)
			b.buf = b.buf[:0]
		}
		k := min(size-len(b.buf), len(p))
		b.buf = append(b.buf, p[:k]...)
		p = p[k:]
	}
	return n, nil
}

func (b *blake) Clone() (hash.Cloner, error) {
	c := *b
	c.buf = append([]byte(nil), b.buf...)
	return &c, nil
}

func (b *blake) Sum(in []byte) []byte {
	c := *b
	block := make([]byte, b.BlockSize())
	copy(block, b.buf)
	c.compress(block, len(b.buf), true)
	var out [64]byte
	for i, w := range c.h {
		if b.wide {
			binary.LittleEndian.PutUint64(out[8*i:], w)
		} else {
			binary.LittleEndian.PutUint32(out[4*i:], uint32(w))
		}
	}
	return append(in, out[:b.size]...)
}

func (b *blake) compress(block []byte, n int, last bool) {
	var m, v [16]uint64
	for i := range m {
		if b.wide {
			m[i] = binary.LittleEndian.Uint64(block[8*i:])
		} else {
			m[i] = uint64(binary.LittleEndian.Uint32(block[4*i:]))
		}
	}
	b.low += uint64(n)
	if b.low < uint64(n) {
		b.hi++
	}
	copy(v[:], b.h[:])
	rounds := 10
	mask := uint64(0xffffffff)
	if b.wide {
		copy(v[8:], blakeIVb[:])
		v[12] ^= b.low
		v[13] ^= b.hi
		rounds, mask = 12, ^uint64(0)
	} else {
		copy(v[8:], blakeIVs[:])
		v[12] ^= b.low & mask
		v[13] ^= b.low >> 32
	}
	if last {
		v[14] ^= mask
		if b.lastNode {
			v[15] ^= mask
		}
	}
	for r := range rounds {
		s := &blakeSigma[r%10]
		for i := range 8 {
			var x, y, z, w int
			if i < 4 {
				x, y, z, w = i, i+4, i+8, i+12
			} else {
				x, y, z, w = i-4, 4+(i-3)%4, 8+(i-2)%4, 12+(i-1)%4
			}
			if b.wide {
				v[x] += v[y] + m[s[2*i]]
				v[w] = bits.RotateLeft64(v[w]^v[x], -32)
				v[z] += v[w]
				v[y] = bits.RotateLeft64(v[y]^v[z], -24)
				v[x] += v[y] + m[s[2*i+1]]
				v[w] = bits.RotateLeft64(v[w]^v[x], -16)
				v[z] += v[w]
				v[y] = bits.RotateLeft64(v[y]^v[z], -63)
			} else {
				a, bb, c, d := uint32(v[x]), uint32(v[y]), uint32(v[z]), uint32(v[w])
				a += bb + uint32(m[s[2*i]])
				d = bits.RotateLeft32(d^a, -16)
				c += d
				bb = bits.RotateLeft32(bb^c, -12)
				a += bb + uint32(m[s[2*i+1]])
				d = bits.RotateLeft32(d^a, -8)
				c += d
				bb = bits.RotateLeft32(bb^c, -7)
				v[x], v[y], v[z], v[w] = uint64(a), uint64(bb), uint64(c), uint64(d)
			}
		}
	}
	for i := range b.h {
		b.h[i] ^= v[i] ^ v[i+8]
		if !b.wide {
			b.h[i] &= mask
		}
	}
}

// defineBlake defines the class blake2b or blake2s.
func defineBlake(typ *py.Type, wide bool, attrs []py.Attr, methods []py.Def) {
	name, most, saltSize, offsetBits := "blake2s", 32, 8, uint(48)
	if wide {
		name, most, saltSize, offsetBits = "blake2b", 64, 16, 64
	}
	c := py.Class{Module: "_blake2", Name: name, Final: true, Attrs: attrs, Methods: methods}
	sig := py.ParseSignature("data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None")
	c.New = func(t *py.Thread, cls *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind(name, sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		p := &blakeParams{digest: most, fanout: 1, depth: 1}
		number := func(i, lo, hi int, text string, to *int) {
			if err != nil || !a[i].IsSet() {
				return
			}
			var n int
			if n, err = t.IntArg(a[i]); err == nil && (n < lo || n > hi) {
				err = t.RaiseNew(&py.ValueError, text)
			}
			*to = n
		}
		text := func(i, hi int, what string, to *[]byte) {
			if err != nil || !a[i].IsSet() {
				return
			}
			var b []byte
			if b, err = t.BytesArg(a[i]); err == nil && len(b) > hi {
				err = t.Raisef(&py.ValueError, "maximum %s length is %d bytes", what, hi)
			}
			*to = append([]byte(nil), b...)
		}
		var leaf, offset int
		number(1, 1, most, "digest_size for "+map[bool]string{true: "Blake2b", false: "Blake2s"}[wide]+" must be between 1 and "+py.Itoa(most)+" bytes, here it is "+textOfArg(t, a[1]), &p.digest)
		text(2, most, "key", &p.key)
		text(3, saltSize, "salt", &p.salt)
		text(4, saltSize, "person", &p.person)
		number(5, 0, 255, "fanout must be between 0 and 255", &p.fanout)
		number(6, 1, 255, "depth must be between 1 and 255", &p.depth)
		number(7, 0, 1<<32-1, "leaf_size is too large", &leaf)
		number(8, 0, int(uint64(1)<<(offsetBits-1)-1), "node_offset is too large", &offset)
		number(9, 0, 255, "node_depth must be between 0 and 255", &p.nodeDepth)
		number(10, 0, most, "inner_size must be between 0 and is "+py.Itoa(most), &p.inner)
		if err != nil {
			return py.Value{}, err
		}
		if a[11].IsSet() {
			if p.lastNode, err = t.Truth(a[11]); err != nil {
				return py.Value{}, err
			}
		}
		p.leaf, p.nodeOffset = uint32(leaf), uint64(offset)
		o, v := py.Instance[hashObject](t, cls)
		t.Alloc(512)
		o.name, o.h = name, newBlake(wide, p)
		data := a[0]
		if a[13].IsSet() {
			data = a[13]
		}
		if data.IsSet() {
			return v, o.update(t, data)
		}
		return v, nil
	}
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Size = func(py.Value) uint64 { return 512 }
	py.DefineClass[hashObject](typ, c)
	typ.SetValue("SALT_SIZE", py.Int(int64(saltSize)))
	typ.SetValue("PERSON_SIZE", py.Int(int64(saltSize)))
	typ.SetValue("MAX_KEY_SIZE", py.Int(int64(most)))
	typ.SetValue("MAX_DIGEST_SIZE", py.Int(int64(most)))
}

func textOfArg(t *py.Thread, v py.Value) string {
	if v.IsInt() {
		return py.Itoa(int(v.Small()))
	}
	return "?"
}
