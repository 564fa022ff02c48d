package decimal

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/py"
)

// numberMethods are those methods of Decimal that are not in the table of operations.
func numberMethods() []py.Def {
	self := func(a []py.Value) *number { return py.As[number](a[0]) }
	identity := func(t *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }
	integral := func(exact bool) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			ctx, err := contextArg(t, a[2])
			if err != nil {
				return py.Value{}, err
			}
			e := ctx.work(t)
			if a[1].IsSet() && !a[1].IsNone() {
				if e.round, err = parseRounding(t, a[1]); err != nil {
					return py.Value{}, err
				}
			}
			d, err := e.toIntegral(self(a), e.round, exact)
			if d, err = e.conclude(d, err); err != nil {
				return py.Value{}, err
			}
			return d.value(t), nil
		}
	}
	whole := func(r rounding) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) { return toInt(t, self(a), r) }
	}
	divmod := func(swap bool) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, y := a[0], a[1]
			if d, err := operand(t, y); err != nil || d == nil {
				return py.NotImplemented, err
			}
			if swap {
				x, y = y, x
			}
			_, c, err := current(t)
			if err != nil {
				return py.Value{}, err
			}
			return divModOf(t, c, x, y)
		}
	}
	return []py.Def{
		{Name: "adjusted", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if d := self(a); d.kind == finite {
				return py.Int(d.adjusted()), nil
			}
			return py.Int(0), nil
		}},
		{Name: "as_tuple", Fn: asTuple},
		{Name: "as_integer_ratio", Fn: integerRatio},
		{Name: "number_class", Sig: "context=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			ctx, err := contextArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return t.StrValue(ctx.work(t).class(self(a))), nil
		}},
		{Name: "quantize", Sig: "exp, rounding=None, context=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			ctx, err := contextArg(t, a[3])
			if err != nil {
				return py.Value{}, err
			}
			y, err := argument(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			e := ctx.work(t)
			if a[2].IsSet() && !a[2].IsNone() {
				if e.round, err = parseRounding(t, a[2]); err != nil {
					return py.Value{}, err
				}
			}
			d, err := e.quantize(self(a), y)
			if d, err = e.conclude(d, err); err != nil {
				return py.Value{}, err
			}
			return d.value(t), nil
		}},
		{Name: "radix", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return fin(false, ten, 0).value(t), nil }},
		{Name: "same_quantum", Sig: "other, context=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			y, err := argument(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return py.Bool(sameQuantum(self(a), y)), nil
		}},
		{Name: "to_eng_string", Sig: "context=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			ctx, err := contextArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			s, err := showNumber(t, self(a), ctx.capitals, true)
			return t.StrValue(s), err
		}},
		{Name: "to_integral", Sig: "rounding=None, context=None", Fn: integral(false)},
		{Name: "to_integral_value", Sig: "rounding=None, context=None", Fn: integral(false)},
		{Name: "to_integral_exact", Sig: "rounding=None, context=None", Fn: integral(true)},
		{Name: "__divmod__", Sig: "value, /", Fn: divmod(false)}, {Name: "__rdivmod__", Sig: "value, /", Fn: divmod(true)},
		{Name: "__pow__", Sig: "value, mod=None, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if d, err := operand(t, a[1]); err != nil || d == nil {
				return py.NotImplemented, err
			}
			_, c, err := current(t)
			if err != nil {
				return py.Value{}, err
			}
			return powerOf(t, c, a[0], a[1], a[2])
		}},
		{Name: "__floor__", Fn: whole(roundFloor)}, {Name: "__ceil__", Fn: whole(roundCeiling)}, {Name: "__trunc__", Fn: whole(roundDown)},
		{Name: "__round__", Sig: "ndigits=None, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if !a[1].IsSet() || a[1].IsNone() {
				return toInt(t, self(a), roundHalfEven)
			}
			if _, _, ok := a[1].Long(); !ok {
				return py.Value{}, t.RaiseNew(&py.TypeError, "optional arg must be an integer")
			}
			n, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			_, c, err := current(t)
			if err != nil {
				return py.Value{}, err
			}
			e := c.work(t)
			d, err := e.quantize(self(a), fin(false, one, int64(-n)))
			if d, err = e.conclude(d, err); err != nil {
				return py.Value{}, err
			}
			return d.value(t), nil
		}},
		{Name: "__complex__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			f, err := toFloat(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return t.NewComplex(complex(f.F(), 0)), nil
		}},
		{Name: "__copy__", Fn: identity},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: identity},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := showNumber(t, self(a), true, false)
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(t.StrValue(s))), err
		}},
		{Name: "__format__", Sig: "format_spec, override=None, /", Fn: formatNumber},
	}
}

func asTuple(t *py.Thread, a []py.Value) (py.Value, error) {
	d := py.As[number](a[0])
	sign := py.Int(0)
	if d.neg {
		sign = py.Int(1)
	}
	exp := py.Int(d.exp)
	switch d.kind {
	case infinite:
		exp = t.StrValue("F")
	case quiet:
		exp = t.StrValue("n")
	case signaling:
		exp = t.StrValue("N")
	}
	if err := pay(t, d.digits()); err != nil {
		return py.Value{}, err
	}
	var digits []py.Value
	if !d.isNaN() || d.coef.Sign() != 0 {
		s := d.coef.String()
		if err := t.Grow(uint64(len(s)) * 16); err != nil {
			return py.Value{}, err
		}
		for _, c := range []byte(s) {
			digits = append(digits, py.Int(int64(c-'0')))
		}
	}
	s := stateOf(t)
	if err := s.ready(t); err != nil {
		return py.Value{}, err
	}
	return t.Call(s.tuple, sign, t.Tuple(digits...), exp)
}

func integerRatio(t *py.Thread, a []py.Value) (py.Value, error) {
	d := py.As[number](a[0])
	switch {
	case d.kind == infinite:
		return py.Value{}, t.RaiseNew(&py.OverflowError, "cannot convert Infinity to integer ratio")
	case d.isNaN():
		return py.Value{}, t.RaiseNew(&py.ValueError, "cannot convert NaN to integer ratio")
	}
	if d.coef.Sign() == 0 {
		return t.Tuple(py.Int(0), py.Int(1)), nil
	}
	if err := pay(t, d.digits()+max(d.exp, -d.exp)); err != nil {
		return py.Value{}, err
	}
	num, den := new(big.Int).Set(d.signed()), big.NewInt(1)
	if d.exp >= 0 {
		num.Mul(num, pow10(d.exp))
	} else {
		den.Set(pow10(-d.exp))
		g := new(big.Int).GCD(nil, nil, new(big.Int).Abs(num), den)
		num.Quo(num, g)
		den.Quo(den, g)
	}
	return t.Tuple(t.Big(num), t.Big(den)), nil
}
