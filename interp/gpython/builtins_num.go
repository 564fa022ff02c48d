package gpython

import (
	"math"
	"math/big"

	"github.com/go-python/gpython/py"
)

func builtinAbs(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("abs", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	if f, ok := pos[0].(py.Float); ok {
		return py.Float(math.Abs(float64(f))), nil
	}
	if n, ok := asBig(pos[0]); ok {
		r.charge(uint64(n.BitLen() / 256))
		return fromBig(new(big.Int).Abs(n)), nil
	}
	if m, err := r.special(pos[0], "__abs__"); m != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return r.call(m, nil, nil)
	}
	return nil, r.errorf("TypeError", "bad operand type for abs(): '%s'", r.classOf(pos[0]).name)
}

func inBase(name string, kind byte) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity(name, pos, kw, 1, 1); err != nil {
			return nil, err
		}
		n, ok := asBig(pos[0])
		if !ok {
			i, err := r.index(pos[0])
			if err != nil {
				return nil, err
			}
			n = big.NewInt(i)
		}
		digits, prefix, err := r.digits(n, kind)
		if err != nil {
			return nil, err
		}
		if n.Sign() < 0 {
			prefix = "-" + prefix
		}
		return py.String(prefix + digits), nil
	}
}

func builtinDivmod(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("divmod", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	return r.binary(opDivmod, pos[0], pos[1])
}

func builtinMax(r *run, pos []object, kw kwargs) (object, error) {
	return r.extreme("max", pos, kw, true)
}

func builtinMin(r *run, pos []object, kw kwargs) (object, error) {
	return r.extreme("min", pos, kw, false)
}

// extreme is max or min, of the items of one argument or of several arguments.
func (r *run) extreme(name string, pos []object, kw kwargs, largest bool) (object, error) {
	key, def := kw.take("key"), kw.take("default")
	if len(kw) > 0 {
		return nil, r.errorf("TypeError", "%s() got an unexpected keyword argument '%s'", name, kw[0].name)
	}
	if len(pos) == 0 {
		return nil, r.errorf("TypeError", "%s expected at least 1 argument, got 0", name)
	}
	var src object = py.Tuple(pos)
	if len(pos) == 1 {
		src = pos[0]
	} else if def != nil {
		return nil, r.errorf("TypeError", "Cannot specify a default for %s() with multiple positional arguments", name)
	}
	var best, bestKey object
	err := r.each(src, func(v object) (bool, error) {
		k := v
		if key != nil && key != py.None {
			var err error
			if k, err = r.call(key, []object{v}, nil); err != nil {
				return false, err
			}
		}
		if best == nil {
			best, bestKey = v, k
			return true, nil
		}
		op := int32(0) // k < bestKey
		if largest {
			op = 4
		}
		b, err := r.compare(op, k, bestKey)
		if err != nil {
			return false, err
		}
		better, err := r.truth(b)
		if better {
			best, bestKey = v, k
		}
		return true, err
	})
	if err != nil {
		return nil, err
	}
	if best == nil {
		if def != nil {
			return def, nil
		}
		return nil, r.errorf("ValueError", "%s() iterable argument is empty", name)
	}
	return best, nil
}

func builtinPow(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("pow", pos, kw, "base", "exp", "mod?")
	if err != nil {
		return nil, err
	}
	if a[2] == nil || a[2] == py.None {
		return r.binary(opPow, a[0], a[1])
	}
	x, ok1 := asBig(a[0])
	y, ok2 := asBig(a[1])
	m, ok3 := asBig(a[2])
	if !ok1 || !ok2 || !ok3 {
		return nil, r.errorf("TypeError", "pow() 3rd argument not allowed unless all arguments are integers")
	}
	if m.Sign() == 0 {
		return nil, r.errorf("ValueError", "pow() 3rd argument cannot be 0")
	}
	// Square and multiply: a product and a division of the modulus's size for every bit of the exponent.
	r.bigCost(x, m)
	r.charge(uint64(y.BitLen()+1) * (1 + words(m)*words(m)/8))
	if y.Sign() < 0 {
		r.charge(words(m) * words(m))
		inv := new(big.Int).ModInverse(x, new(big.Int).Abs(m))
		if inv == nil {
			return nil, r.errorf("ValueError", "base is not invertible for the given modulus")
		}
		x, y = inv, new(big.Int).Neg(y)
	}
	out := new(big.Int).Exp(x, y, new(big.Int).Abs(m))
	out.Mod(out, new(big.Int).Abs(m))
	if m.Sign() < 0 && out.Sign() > 0 {
		out.Add(out, m)
	}
	return fromBig(out), nil
}

func builtinSum(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("sum", pos, kw, "iterable", "start?")
	if err != nil {
		return nil, err
	}
	var total object = py.Int(0)
	if a[1] != nil {
		total = a[1]
	}
	if _, ok := total.(py.String); ok {
		return nil, r.errorf("TypeError", "sum() can't sum strings [use ''.join(seq) instead]")
	}
	// CPython adds floats with Neumaier's compensation, and so must we to give its sums.
	var comp float64
	floats := false
	err = r.each(a[0], func(v object) (bool, error) {
		if t, ok := total.(py.Float); ok {
			x, ok, err := r.asFloat(v)
			if err != nil {
				return false, err
			}
			if ok {
				floats = true
				s := float64(t) + x
				if math.Abs(float64(t)) >= math.Abs(x) {
					comp += (float64(t) - s) + x
				} else {
					comp += (x - s) + float64(t)
				}
				total = py.Float(s)
				return true, nil
			}
			if floats && comp != 0 && !math.IsInf(comp, 0) && !math.IsNaN(comp) {
				total = t + py.Float(comp)
			}
			comp, floats = 0, false
		}
		var err error
		total, err = r.binary(opAdd, total, v)
		return true, err
	})
	if err != nil {
		return nil, err
	}
	if t, ok := total.(py.Float); ok && floats && comp != 0 && !math.IsInf(comp, 0) && !math.IsNaN(comp) {
		return t + py.Float(comp), nil
	}
	return total, nil
}

func builtinRound(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("round", pos, kw, "number", "ndigits?")
	if err != nil {
		return nil, err
	}
	none := a[1] == nil || a[1] == py.None
	if n, ok := asBig(a[0]); ok {
		if none {
			return fromBig(n), nil
		}
		d, err := r.index(a[1])
		if err != nil || d >= 0 {
			return fromBig(n), err
		}
		return r.roundInt(n, -d)
	}
	f, ok := a[0].(py.Float)
	if !ok {
		if m, err := r.special(a[0], "__round__"); m != nil || err != nil {
			if err != nil {
				return nil, err
			}
			if none {
				return r.call(m, nil, nil)
			}
			return r.call(m, []object{a[1]}, nil)
		}
		return nil, r.errorf("TypeError", "type %s doesn't define __round__ method", r.classOf(a[0]).name)
	}
	if none {
		return r.truncate(math.RoundToEven(float64(f)))
	}
	d, err := r.index(a[1])
	if err != nil {
		return nil, err
	}
	return py.Float(roundFloat(float64(f), d)), nil
}

// roundInt rounds to a multiple of a power of ten, halves to even.
func (r *run) roundInt(n *big.Int, digits int64) (object, error) {
	if digits > int64(n.BitLen())/3+2 {
		return py.Int(0), nil
	}
	r.charge(uint64(digits) * root(uint64(digits)) / 64)
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil)
	r.bigCost(n, scale)
	q, m := new(big.Int).DivMod(n, scale, new(big.Int))
	switch m.Lsh(m, 1).Cmp(scale) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		q.Add(q, big.NewInt(int64(q.Bit(0))))
	}
	return fromBig(q.Mul(q, scale)), nil
}
