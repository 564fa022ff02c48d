package stdlib

import (
	"math/big"
	"math/bits"
	"sync"

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

// randomObject is _random.Random.
type randomObject struct {
	py.Header
	twister
}

var randomType py.Type

// unseeded numbers the generators of a run that nobody seeded, so that they differ.
func unseeded(t *py.Thread) []uint32 {
	n, _ := t.State["random"].(uint32)
	t.State["random"] = n + 1
	return []uint32{uint32(t.Host.Seed), uint32(t.Host.Seed >> 32), n}
}

// bits makes an int of k random bits, the low words first.
func (m *twister) bits(t *py.Thread, k int) (py.Value, error) {
	if k <= 32 {
		if k == 0 {
			return py.Int(0), nil
		}
		return py.Int(int64(m.next() >> (32 - uint(k)))), nil
	}
	if k <= 62 {
		low := uint64(m.next())
		return py.Int(int64(uint64(m.next()>>(64-uint(k)))<<32 | low)), nil
	}
	if err := t.Charge(k / 16); err != nil {
		return py.Value{}, err
	}
	if err := t.Grow(uint64(k / 4)); err != nil {
		return py.Value{}, err
	}
	words := (k + 31) / 32
	bytes := make([]byte, 4*words)
	for i := range words {
		r := m.next()
		if rest := k - 32*i; rest < 32 {
			r >>= 32 - uint(rest)
		}
		at := len(bytes) - 4*i
		bytes[at-1], bytes[at-2], bytes[at-3], bytes[at-4] = byte(r), byte(r>>8), byte(r>>16), byte(r>>24)
	}
	return t.Big(new(big.Int).SetBytes(bytes)), nil
}

// below is an int in [0, n), drawn again until it fits.
func (m *twister) below(t *py.Thread, n py.Value) (py.Value, error) {
	small, large, ok := n.Long()
	if !ok {
		return py.Value{}, t.Raisef(&py.TypeError, "'%s' object cannot be interpreted as an integer", n.Type().Name)
	}
	if large == nil {
		if small <= 0 {
			return py.Int(0), nil
		}
		k := bits.Len64(uint64(small))
		for {
			r, err := m.bits(t, k)
			if err != nil {
				return py.Value{}, err
			}
			if v, more, _ := r.Long(); more == nil && v < small {
				return r, nil
			}
			t.Spend(1)
		}
	}
	for {
		r, err := m.bits(t, large.BitLen())
		if err != nil {
			return py.Value{}, err
		}
		if py.BigOf(r).Cmp(large) < 0 {
			return r, nil
		}
	}
}

// seedValue seeds with an int by its magnitude, with anything else by its hash.
func (m *twister) seedValue(t *py.Thread, v py.Value) error {
	if !v.IsSet() || v.IsNone() {
		m.seed(unseeded(t))
		return nil
	}
	var z *big.Int
	if _, _, ok := v.Long(); ok {
		z = new(big.Int).Abs(py.BigOf(v))
	} else {
		h, err := t.Hash(v)
		if err != nil {
			return err
		}
		z = new(big.Int).SetUint64(h)
	}
	bytes := z.Bytes()
	if err := t.Charge(624 + len(bytes)); err != nil {
		return err
	}
	key := make([]uint32, max(1, (len(bytes)+3)/4))
	for i := range bytes {
		key[i/4] |= uint32(bytes[len(bytes)-1-i]) << (8 * (i % 4))
	}
	m.seed(key)
	return nil
}

func (m *twister) setState(t *py.Thread, v py.Value) error {
	state := v.Tuple()
	if state == nil {
		return t.Raisef(&py.TypeError, "state vector must be a tuple")
	}
	if len(state.Items) != 625 {
		return t.RaiseNew(&py.ValueError, "state vector is the wrong size")
	}
	var words [625]uint64
	for i, x := range state.Items {
		z, err := t.BigArg(x)
		if err != nil {
			return err
		}
		if z.Sign() < 0 {
			return t.RaiseNew(&py.OverflowError, "can't convert negative value to unsigned int")
		}
		words[i] = z.Uint64()
	}
	if words[624] > 624 {
		return t.RaiseNew(&py.ValueError, "invalid state")
	}
	for i := range m.state {
		m.state[i] = uint32(words[i])
	}
	m.index = int(words[624])
	return nil
}

var defineRandom = sync.OnceFunc(func() {
	self := func(a []py.Value) *twister { return &py.As[randomObject](a[0]).twister }
	c := py.Class{Module: "_random", Name: "Random", Methods: []py.Def{
		{Name: "random", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Float(self(a).float()), nil }},
		{Name: "seed", Sig: "n=None, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a).seedValue(t, a[1]) }},
		{Name: "getrandbits", Sig: "k, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			k, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			if k < 0 {
				return py.Value{}, t.RaiseNew(&py.ValueError, "number of bits must be non-negative")
			}
			return self(a).bits(t, k)
		}},
		{Name: "_below", Sig: "n, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return self(a).below(t, a[1]) }},
		{Name: "getstate", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a)
			items := make([]py.Value, 625)
			for i, w := range m.state {
				items[i] = py.Int(int64(w))
			}
			items[624] = py.Int(int64(m.index))
			return t.Tuple(items...), t.Charge(625)
		}},
		{Name: "setstate", Sig: "state, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a).setState(t, a[1]) }},
	}}
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if err := t.Grow(2500); err != nil {
			return py.Value{}, err
		}
		o, v := py.Instance[randomObject](t, typ)
		seed := py.None
		if len(args) > 0 && typ == &randomType {
			seed = args[0]
		}
		if typ != &randomType {
			o.index = 624 // the subclass seeds
			return v, nil
		}
		return v, o.seedValue(t, seed)
	}
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Size = func(py.Value) uint64 { return 2600 }
	py.DefineClass[randomObject](&randomType, c)
})

// randomModule is _random: the generator under the module random, which is written in Python.
func randomModule(t *py.Thread) *py.Module {
	defineRandom()
	return t.ModuleOf("_random", nil, &randomType)
}
