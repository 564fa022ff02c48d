package builtins

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// based makes bin, oct and hex.
func based(prefix string, base int) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		z, err := t.BigArg(a[0])
		if err != nil {
			return py.Value{}, err
		}
		if err := t.Grow(uint64(z.BitLen())); err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(z.BitLen() / 64); err != nil {
			return py.Value{}, err
		}
		s := z.Text(base)
		if s[0] == '-' {
			return t.StrValue("-" + prefix + s[1:]), nil
		}
		return t.StrValue(prefix + s), nil
	}
}

func divMod(t *py.Thread, a []py.Value) (py.Value, error) {
	if a[0].IsFloat() && a[1].IsFloat() && a[1].F() != 0 {
		q, m := py.FloatDivMod(a[0].F(), a[1].F())
		return t.Tuple(py.Float(q), py.Float(m)), nil
	}
	for i, name := range []string{"__divmod__", "__rdivmod__"} {
		if i == 1 && a[0].Type() == a[1].Type() {
			break
		}
		if fn := a[i].Type().Lookup(name); fn.IsSet() {
			r, err := t.CallMethodOf(fn, a[i], a[1-i])
			if err != nil || r != py.NotImplemented {
				return r, err
			}
		}
	}
	return py.Value{}, t.Raisef(&py.TypeError, "unsupported operand type(s) for divmod(): '%s' and '%s'", a[0].Type().Name, a[1].Type().Name)
}

// ownPow is pow with a modulus by what the classes of the operands define: __pow__ of the first, __rpow__ of the second,
// which goes first where its class derives from the other's.
func ownPow(t *py.Thread, a []py.Value) (r py.Value, err error) {
	own := func(v py.Value, name string) py.Value {
		fn := v.Type().Lookup(name)
		if !v.Type().IsPython() || !fn.IsSet() || fn == py.IntType.Lookup(name) || fn == py.FloatType.Lookup(name) || fn == py.ComplexType.Lookup(name) {
			return py.Value{}
		}
		return fn
	}
	left, right := own(a[0], "__pow__"), py.Value{}
	if a[0].Type() != a[1].Type() {
		right = own(a[1], "__rpow__")
	}
	r = py.NotImplemented
	if right.IsSet() && a[1].Type().IsSubtype(a[0].Type()) {
		if r, err = t.CallMethodOf(right, a[1], a[0], a[2]); err != nil || r != py.NotImplemented {
			return r, err
		}
		right = py.Value{}
	}
	if left.IsSet() {
		if r, err = t.CallMethodOf(left, a[0], a[1], a[2]); err != nil || r != py.NotImplemented {
			return r, err
		}
	}
	if right.IsSet() {
		return t.CallMethodOf(right, a[1], a[0], a[2])
	}
	return r, nil
}

func pow(t *py.Thread, a []py.Value) (py.Value, error) {
	if !a[2].IsSet() || a[2].IsNone() {
		return t.Binary(code.OpPow, a[0], a[1])
	}
	if r, err := ownPow(t, a); err != nil || r != py.NotImplemented {
		return r, err
	}
	_, _, ok0 := a[0].Long()
	_, _, ok1 := a[1].Long()
	_, _, ok2 := a[2].Long()
	if !ok0 || !ok1 || !ok2 {
		if fn := a[0].Type().Lookup("__pow__"); fn.IsSet() && a[0].Type().Module == "decimal" {
			return t.CallMethodOf(fn, a[0], a[1], a[2])
		}
		for _, v := range a {
			if v.Type().IsSubtype(&py.FloatType) {
				return py.Value{}, t.Raisef(&py.TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
			}
			if v.Type().IsSubtype(&py.ComplexType) {
				return py.Value{}, t.Raisef(&py.ValueError, "complex modulo")
			}
		}
		return py.Value{}, t.Raisef(&py.TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", a[0].Type().Name, a[1].Type().Name, a[2].Type().Name)
	}
	x, y, m := py.BigOf(a[0]), py.BigOf(a[1]), py.BigOf(a[2])
	if m.Sign() == 0 {
		return py.Value{}, t.Raisef(&py.ValueError, "pow() 3rd argument cannot be 0")
	}
	n := len(m.Bits())
	if err := t.Charge(8 + y.BitLen()*(n*n+4)/8); err != nil {
		return py.Value{}, err
	}
	abs := new(big.Int).Abs(m)
	if y.Sign() < 0 {
		inv := new(big.Int).ModInverse(x, abs)
		if inv == nil {
			return py.Value{}, t.Raisef(&py.ValueError, "base is not invertible for the given modulus")
		}
		x, y = inv, new(big.Int).Neg(y)
	}
	z := new(big.Int).Exp(new(big.Int).Mod(x, abs), y, abs)
	z.Mod(z, abs)
	if m.Sign() < 0 && z.Sign() != 0 {
		z.Add(z, m)
	}
	return t.Big(z), nil
}

func round(t *py.Thread, a []py.Value) (py.Value, error) {
	fn := a[0].Type().Lookup("__round__")
	if !fn.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "type %s doesn't define __round__ method", a[0].Type().Name)
	}
	if !a[1].IsSet() || a[1].IsNone() {
		return t.CallMethodOf(fn, a[0])
	}
	return t.CallMethodOf(fn, a[0], a[1])
}
