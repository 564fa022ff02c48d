package gpython

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/go-python/gpython/py"
)

func builtinHash(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("hash", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	return r.hashOf(pos[0], false)
}

// hashOf is hash(v) as an object.
func (r *run) hashOf(v object, own bool) (object, error) {
	h, err := r.hashValue(v, own)
	return py.Int(h), err
}

// hashValue is hash(v). Numbers and tuples of them hash as in CPython, which programs can see; strings by the run's seed.
// own skips a __hash__ that the program defined.
func (r *run) hashValue(v object, own bool) (int64, error) {
	switch k := v.(type) {
	case py.NoneType:
		return 0xfca86420, nil
	case py.Tuple:
		return r.hashTuple(k)
	case *instance:
		m := k.cls.lookup("__hash__")
		if own || m == py.None || r.owner(k.cls, "__hash__") == r.t.object {
			break
		}
		out, err := r.callInner(m, []object{v}, nil)
		if err != nil {
			return 0, err
		}
		n, ok := asBig(out)
		if !ok {
			return 0, r.errorf("TypeError", "__hash__ method should return an integer")
		}
		if n.IsInt64() && n.Int64() != -1 {
			return n.Int64(), nil
		}
		return reduceHash(n), nil
	}
	norm, err := r.hashKey(v)
	if err != nil {
		return 0, err
	}
	switch k := norm.(type) {
	case py.Int:
		if k > -1<<60 && k < 1<<60 && k != -1 {
			return int64(k), nil
		}
		return reduceHash(big.NewInt(int64(k))), nil
	case bigKey:
		n, _ := new(big.Int).SetString(string(k), 62)
		return reduceHash(n), nil
	case py.Float:
		return hashFloat(float64(k)), nil
	case nanKey:
		return 0, nil
	case py.String:
		return r.hashText(string(k)), nil
	case bytesKey:
		return r.hashText(string(k)), nil
	case frozenKey:
		return r.hashText(string(k)), nil
	}
	return int64(r.identity(v) >> 4), nil
}

// hashTuple mixes the hashes of the items by the constants of xxHash, as CPython does.
func (r *run) hashTuple(t py.Tuple) (int64, error) {
	const prime1, prime2, prime5 = 11400714785074694791, 14029467366897019727, 2870177450012600261
	if err := r.enter(); err != nil {
		return 0, err
	}
	defer r.leave()
	acc := uint64(prime5)
	for _, item := range t {
		r.charge(1)
		h, err := r.hashValue(item, false)
		if err != nil {
			return 0, err
		}
		acc += uint64(h) * prime2
		acc = bits.RotateLeft64(acc, 31) * prime1
	}
	acc += uint64(len(t)) ^ (prime5 ^ 3527539)
	if int64(acc) == -1 {
		return 1546275796, nil
	}
	return int64(acc), nil
}

// reduceHash is CPython's hash of an int: its value modulo a prime, with the sign kept and -1 replaced.
func reduceHash(n *big.Int) int64 {
	h := new(big.Int).Rem(n, hashModulus).Int64()
	if h == -1 {
		return -2
	}
	return h
}

// hashFloat is CPython's hash of a float that is no whole number: the fraction modulo the same prime.
func hashFloat(f float64) int64 {
	switch {
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	case math.IsNaN(f):
		return 0
	}
	num := new(big.Rat).SetFloat64(f)
	den := new(big.Int).ModInverse(num.Denom(), hashModulus)
	h := new(big.Int).Mul(new(big.Int).Abs(num.Num()), den)
	h.Mod(h, hashModulus)
	if f < 0 {
		h.Neg(h)
	}
	if h.Int64() == -1 {
		return -2
	}
	return h.Int64()
}

// hashText is FNV-1a over the seed and the bytes.
func (r *run) hashText(s string) int64 {
	r.charge(uint64(len(s)) / 8)
	h := uint64(14695981039346656037) ^ r.host.Seed
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	if int64(h) == -1 {
		return -2
	}
	return int64(h)
}
