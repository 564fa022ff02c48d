package stdlib

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/py"
)

// twister is the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), which CPython's random is.
type twister struct {
	state [624]uint32
	index int
}

func (m *twister) seedWord(s uint32) {
	m.state[0] = s
	for i := 1; i < 624; i++ {
		m.state[i] = 1812433253*(m.state[i-1]^m.state[i-1]>>30) + uint32(i)
	}
	m.index = 624
}

func (m *twister) seed(key []uint32) {
	m.seedWord(19650218)
	i, j := 1, 0
	for k := max(624, len(key)); k > 0; k-- {
		m.state[i] = (m.state[i] ^ (m.state[i-1]^m.state[i-1]>>30)*1664525) + key[j] + uint32(j)
		if i++; i >= 624 {
			m.state[0] = m.state[623]
			i = 1
		}
		if j++; j >= len(key) {
			j = 0
		}
	}
	for k := 623; k > 0; k-- {
		m.state[i] = (m.state[i] ^ (m.state[i-1]^m.state[i-1]>>30)*1566083941) - uint32(i)
		if i++; i >= 624 {
			m.state[0] = m.state[623]
			i = 1
		}
	}
	m.state[0] = 0x80000000
}

func (m *twister) next() uint32 {
	if m.index >= 624 {
		for k := range 624 {
			y := m.state[k]&0x80000000 | m.state[(k+1)%624]&0x7fffffff
			m.state[k] = m.state[(k+397)%624] ^ y>>1 ^ (y&1)*0x9908b0df
		}
		m.index = 0
	}
	y := m.state[m.index]
	m.index++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (m *twister) float() float64 {
	a, b := m.next()>>5, m.next()>>6
	return (float64(float64(a)*67108864) + float64(b)) * (1.0 / 9007199254740992)
}

// randomModule is _random: the generators under the module random, which is written in Python. They are numbered.
func randomModule(t *py.Thread) *py.Module {
	var all []*twister
	pick := func(t *py.Thread, v py.Value) (*twister, error) {
		i, err := t.IntArg(v)
		if err != nil {
			return nil, err
		}
		if i < 0 || i >= len(all) {
			return nil, t.Raisef(&py.ValueError, "no such generator")
		}
		return all[i], nil
	}
	m := t.NewModule("_random")
	add := func(d py.Def) { m.Set(t, d.Name, t.NewNative(d)) }
	add(py.Def{Name: "new", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		if err := t.Grow(2600); err != nil {
			return py.Value{}, err
		}
		g := &twister{}
		g.seed([]uint32{uint32(t.Host.Seed), uint32(t.Host.Seed >> 32), uint32(len(all))})
		all = append(all, g)
		return py.Int(int64(len(all) - 1)), nil
	}})
	add(py.Def{Name: "seed", Sig: "n, x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		g, err := pick(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		z, err := t.BigArg(a[1])
		if err != nil {
			return py.Value{}, err
		}
		z = new(big.Int).Abs(z)
		var key []uint32
		mask := big.NewInt(0xffffffff)
		if err := t.Charge(624 + z.BitLen()*z.BitLen()/65536); err != nil {
			return py.Value{}, err
		}
		for z.Sign() > 0 {
			key = append(key, uint32(new(big.Int).And(z, mask).Uint64()))
			z = new(big.Int).Rsh(z, 32)
		}
		if key == nil {
			key = []uint32{0}
		}
		g.seed(key)
		return py.None, nil
	}})
	add(py.Def{Name: "random", Sig: "n, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		g, err := pick(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		return py.Float(g.float()), nil
	}})
	add(py.Def{Name: "getrandbits", Sig: "n, k, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		g, err := pick(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		k, err := t.IntArg(a[1])
		if err != nil {
			return py.Value{}, err
		}
		if k < 0 {
			return py.Value{}, t.Raisef(&py.ValueError, "number of bits must be non-negative")
		}
		if err := t.Grow(uint64(k / 8)); err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(k / 32); err != nil {
			return py.Value{}, err
		}
		if k == 0 {
			return py.Int(0), nil
		}
		if k <= 32 {
			return py.Int(int64(g.next() >> (32 - uint(k)))), nil
		}
		words := make([]big.Word, 0, k/32+1)
		z := new(big.Int)
		for shift := uint(0); k > 0; k -= 32 {
			r := g.next()
			if k < 32 {
				r >>= 32 - uint(k)
			}
			z.Or(z, new(big.Int).Lsh(big.NewInt(int64(r)), shift))
			shift += 32
		}
		_ = words
		return t.Big(z), nil
	}})
	return m
}
