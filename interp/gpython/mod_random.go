package gpython

import (
	"crypto/sha512"
	"math"
	"math/big"

	"github.com/go-python/gpython/py"
)

// generatorMT is the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998) with the seeding and the derived methods of
// CPython's random, so that a seeded program draws the same numbers.
type generatorMT struct {
	native
	state [624]uint32
	at    int
	gauss float64
	has   bool // gauss holds the second number of a pair
}

// seedKey seeds by an array of words.
func (g *generatorMT) seedKey(key []uint32) {
	g.state[0] = 19650218
	for i := 1; i < len(g.state); i++ {
		g.state[i] = 1812433253*(g.state[i-1]^g.state[i-1]>>30) + uint32(i)
	}
	i, j := 1, 0
	n := len(g.state)
	for k := max(n, len(key)); k > 0; k-- {
		g.state[i] = (g.state[i] ^ (g.state[i-1]^g.state[i-1]>>30)*1664525) + key[j] + uint32(j)
		if i++; i >= n {
			g.state[0], i = g.state[n-1], 1
		}
		if j++; j >= len(key) {
			j = 0
		}
	}
	for k := n - 1; k > 0; k-- {
		g.state[i] = (g.state[i] ^ (g.state[i-1]^g.state[i-1]>>30)*1566083941) - uint32(i)
		if i++; i >= n {
			g.state[0], i = g.state[n-1], 1
		}
	}
	g.state[0] = 0x80000000
	g.at, g.has = n, false
}

func (g *generatorMT) word() uint32 {
	n := len(g.state)
	if g.at >= n {
		for k := range n {
			y := g.state[k]&0x80000000 | g.state[(k+1)%n]&0x7fffffff
			v := g.state[(k+397)%n] ^ y>>1
			if y&1 != 0 {
				v ^= 0x9908b0df
			}
			g.state[k] = v
		}
		g.at = 0
	}
	y := g.state[g.at]
	g.at++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// float gives 53 random bits as a float in [0, 1).
func (g *generatorMT) float() float64 {
	a, b := g.word()>>5, g.word()>>6
	return (float64(a)*67108864 + float64(b)) / 9007199254740992
}

// bits gives k random bits, the words from low to high.
func (g *generatorMT) bits(k int) *big.Int {
	out := new(big.Int)
	for at := 0; k > 0; at, k = at+32, k-32 {
		w := g.word()
		if k < 32 {
			w >>= 32 - k
		}
		out.Or(out, new(big.Int).Lsh(big.NewInt(int64(w)), uint(at)))
	}
	return out
}

// below gives a number in [0, n) by drawing until one fits.
func (g *generatorMT) below(r *run, n *big.Int) *big.Int {
	for {
		r.charge(4 + uint64(n.BitLen())/16)
		if v := g.bits(n.BitLen()); v.Cmp(n) < 0 {
			return v
		}
	}
}

func (g *generatorMT) belowInt(r *run, n int) int {
	return int(g.below(r, big.NewInt(int64(n))).Int64())
}

// seed seeds by a Python value.
func (r *run) seed(g *generatorMT, v object) error {
	var n *big.Int
	switch v := v.(type) {
	case nil, py.NoneType:
		n = new(big.Int).SetUint64(r.host.Seed) // in place of the operating system's entropy
	case py.Float:
		h, err := r.hashOf(v, true)
		if err != nil {
			return err
		}
		n, _ = asBig(h)
	case py.String:
		sum := sha512.Sum512([]byte(v))
		r.charge(uint64(len(v)))
		n = new(big.Int).SetBytes(append([]byte(v), sum[:]...))
	case py.Bytes:
		sum := sha512.Sum512(v)
		r.charge(uint64(len(v)))
		n = new(big.Int).SetBytes(append(append([]byte(nil), v...), sum[:]...))
	default:
		var ok bool
		if n, ok = asBig(v); !ok {
			return r.errorf("TypeError", "The only supported seed types are: None, int, float, str, bytes, and bytearray.")
		}
	}
	n = new(big.Int).Abs(n)
	r.charge(624 + uint64(n.BitLen())/8)
	key := []uint32{}
	buf := n.FillBytes(make([]byte, (n.BitLen()+31)/32*4))
	for i := len(buf); i > 0; i -= 4 {
		key = append(key, uint32(buf[i-1])|uint32(buf[i-2])<<8|uint32(buf[i-3])<<16|uint32(buf[i-4])<<24)
	}
	if len(key) == 0 {
		key = []uint32{0}
	}
	g.seedKey(key)
	return nil
}

// randomModule offers the functions of one generator; random.Random makes others.
func randomModule(r *run) *module {
	g := &generatorMT{}
	if err := r.seed(g, nil); err != nil {
		panic(err)
	}
	m := r.newModule("random")
	functions := randomFunctions(g)
	for _, name := range sortedNames(functions) {
		m.attrs.setStr(name, &builtin{name: name, fn: functions[name]})
	}
	m.attrs.setStr("Random", &builtin{name: "Random", fn: func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity("Random", pos, kw, 0, 1); err != nil {
			return nil, err
		}
		own := &generatorMT{}
		out := r.newModule("Random")
		functions := randomFunctions(own)
		for _, name := range sortedNames(functions) {
			out.attrs.setStr(name, &builtin{name: name, fn: functions[name]})
		}
		r.grow(4096)
		return out, r.seed(own, first(pos))
	}})
	return m
}

func randomFunctions(g *generatorMT) map[string]nativeFunc {
	reals := func(name string, n int, fn func(a []float64) float64) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, n, n); err != nil {
				return nil, err
			}
			r.charge(4)
			a := make([]float64, n)
			for i, v := range pos {
				var err error
				if a[i], err = r.realArg(v); err != nil {
					return nil, err
				}
			}
			return py.Float(fn(a)), nil
		}
	}
	gauss := func(r *run, pos []object, kw kwargs) (object, error) {
		a, err := r.args("gauss", pos, kw, "mu?", "sigma?")
		if err != nil {
			return nil, err
		}
		p := [2]float64{0, 1}
		for i, v := range a {
			if v != nil {
				if p[i], err = r.realArg(v); err != nil {
					return nil, err
				}
			}
		}
		z := g.gauss
		if g.has {
			g.has = false
		} else {
			angle := g.float() * 2 * math.Pi
			radius := math.Sqrt(-2 * math.Log(1-g.float()))
			z, g.gauss, g.has = math.Cos(angle)*radius, math.Sin(angle)*radius, true
		}
		return py.Float(p[0] + z*p[1]), nil
	}
	return map[string]nativeFunc{
		"seed": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("seed", pos, kw, "a?", "version?")
			if err != nil {
				return nil, err
			}
			return py.None, r.seed(g, a[0])
		},
		"random":      reals("random", 0, func([]float64) float64 { return g.float() }),
		"uniform":     reals("uniform", 2, func(a []float64) float64 { return a[0] + (a[1]-a[0])*g.float() }),
		"gauss":       gauss,
		"expovariate": reals("expovariate", 1, func(a []float64) float64 { return -math.Log(1-g.float()) / a[0] }),
		"getrandbits": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("getrandbits", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			k, err := r.index(pos[0])
			if err != nil {
				return nil, err
			}
			if k < 0 {
				return nil, r.errorf("ValueError", "number of bits must be non-negative")
			}
			if k > 1<<20 {
				r.unsupported("random.getrandbits of more than 2**20 bits")
			}
			r.charge(uint64(k) * uint64(k) / 4096)
			return fromBig(g.bits(int(k))), nil
		},
		"randint": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("randint", pos, kw, "a", "b")
			if err != nil {
				return nil, err
			}
			hi, err := r.binary(opAdd, a[1], py.Int(1))
			if err != nil {
				return nil, err
			}
			return g.randrange(r, []object{a[0], hi})
		},
		"randrange": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("randrange", pos, kw, 1, 3); err != nil {
				return nil, err
			}
			return g.randrange(r, pos)
		},
		"choice": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("choice", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			n, err := r.len(pos[0])
			if err != nil {
				return nil, err
			}
			if n == 0 {
				return nil, r.errorf("IndexError", "Cannot choose from an empty sequence")
			}
			return r.getItem(pos[0], py.Int(g.belowInt(r, int(n))))
		},
		"shuffle": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("shuffle", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			l, ok := pos[0].(*py.List)
			if !ok {
				return nil, r.errorf("TypeError", "'%s' object does not support item assignment", r.classOf(pos[0]).name)
			}
			for i := len(l.Items) - 1; i > 0; i-- {
				j := g.belowInt(r, i+1)
				l.Items[i], l.Items[j] = l.Items[j], l.Items[i]
			}
			return py.None, nil
		},
		"sample": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("sample", pos, kw, "population", "k")
			if err != nil {
				return nil, err
			}
			return g.sample(r, a[0], a[1])
		},
		"choices": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("choices", pos, kw, "population", "weights?", "*cum_weights?", "*k?")
			if err != nil {
				return nil, err
			}
			if a[1] != nil || a[2] != nil {
				r.unsupported("random.choices with weights")
			}
			items, err := r.collect(a[0])
			if err != nil {
				return nil, err
			}
			k, err := r.intArg(a[3], 1)
			if err != nil {
				return nil, err
			}
			if len(items) == 0 {
				return nil, r.errorf("IndexError", "Cannot choose from an empty population")
			}
			out := &py.List{}
			for range max(k, 0) {
				r.charge(4)
				r.grow(sizeSlot)
				out.Items = append(out.Items, items[int(math.Floor(g.float()*float64(len(items))))])
			}
			return out, nil
		},
	}
}

// randrange draws from range(*pos).
func (g *generatorMT) randrange(r *run, pos []object) (object, error) {
	var n [3]*big.Int
	for i, v := range pos {
		var err error
		if n[i], err = r.intOf(v); err != nil {
			return nil, err
		}
	}
	lo, hi, step := n[0], n[1], n[2]
	if hi == nil {
		lo, hi = new(big.Int), lo
	}
	if step == nil {
		step = big.NewInt(1)
	}
	if step.Sign() == 0 {
		return nil, r.errorf("ValueError", "zero step for randrange()")
	}
	width := new(big.Int).Sub(hi, lo)
	count := new(big.Int).Add(width, step)
	count.Sub(count, big.NewInt(int64(step.Sign())))
	count.Quo(count, step)
	if count.Sign() <= 0 {
		return nil, r.errorf("ValueError", "empty range in randrange(%s, %s)", lo, hi)
	}
	v := g.below(r, count)
	return fromBig(v.Mul(v, step).Add(v, lo)), nil
}

// sample draws without replacement, by a pool for a large share of the population and by a set of places otherwise.
func (g *generatorMT) sample(r *run, population, size object) (object, error) {
	switch population.(type) {
	case *py.List, py.Tuple, py.String, py.Bytes, *rangeObject, *deque:
	default:
		return nil, r.errorf("TypeError", "Population must be a sequence.  For dicts or sets, use sorted(d).")
	}
	n, err := r.len(population)
	if err != nil {
		return nil, err
	}
	k, err := r.index(size)
	if err != nil {
		return nil, err
	}
	if k < 0 || k > n {
		return nil, r.errorf("ValueError", "Sample larger than population or is negative")
	}
	if err := r.alloc(uint64(k), sizeSlot); err != nil {
		return nil, err
	}
	out := &py.List{Items: make([]object, k)}
	setSize := int64(21)
	if k > 5 {
		setSize += int64(math.Pow(4, math.Ceil(math.Log(float64(k)*3)/math.Log(4))))
	}
	if n <= setSize {
		pool, err := r.collect(population)
		if err != nil {
			return nil, err
		}
		for i := range out.Items {
			j := g.belowInt(r, len(pool)-i)
			out.Items[i] = pool[j]
			pool[j] = pool[len(pool)-i-1]
		}
		return out, nil
	}
	chosen := map[int]bool{}
	for i := range out.Items {
		j := g.belowInt(r, int(n))
		for chosen[j] {
			j = g.belowInt(r, int(n))
		}
		chosen[j] = true
		if out.Items[i], err = r.getItem(population, py.Int(j)); err != nil {
			return nil, err
		}
	}
	return out, nil
}
