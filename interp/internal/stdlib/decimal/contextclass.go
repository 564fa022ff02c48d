package decimal

import (
	"strings"

	"math/big"

	"github.com/assay-score/assay/interp/internal/py"
)

// bounded is a settable attribute of a context with its bounds.
func bounded(name string, lo, hi int64, message string, field func(c *context) *int64) py.Attr {
	return py.Attr{Name: name, Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(*field(py.As[context](v))), nil },
		Set: func(t *py.Thread, v, x py.Value) error {
			if !x.IsSet() {
				return t.RaiseNew(&py.AttributeError, "context attributes cannot be deleted")
			}
			small, large, ok := x.Long()
			if !ok {
				return t.RaiseNew(&py.TypeError, "an integer is required")
			}
			if large != nil || small < lo || small > hi {
				return t.RaiseNew(&py.ValueError, message)
			}
			*field(py.As[context](v)) = small
			return nil
		}}
}

func flag(name string, field func(c *context) *bool) py.Attr {
	return py.Attr{Name: name, Get: func(t *py.Thread, v py.Value) (py.Value, error) {
		if *field(py.As[context](v)) {
			return py.Int(1), nil
		}
		return py.Int(0), nil
	}, Set: func(t *py.Thread, v, x py.Value) error {
		if !x.IsSet() {
			return t.RaiseNew(&py.AttributeError, "context attributes cannot be deleted")
		}
		small, large, ok := x.Long()
		if !ok {
			return t.RaiseNew(&py.TypeError, "an integer is required")
		}
		if large != nil || small != 0 && small != 1 {
			return t.RaiseNew(&py.ValueError, "valid values for "+name+" are 0 or 1")
		}
		*field(py.As[context](v)) = small == 1
		return nil
	}}
}

func bitsAttr(name string, field func(c *context) *condition) py.Attr {
	return py.Attr{Name: name, Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(*field(py.As[context](v)))), nil },
		Set: func(t *py.Thread, v, x py.Value) error {
			n, err := t.IntArg(x)
			*field(py.As[context](v)) = condition(n)
			return err
		}}
}

func parseRounding(t *py.Thread, v py.Value) (rounding, error) {
	s := v.Str()
	if s != nil {
		for i, name := range roundingNames {
			if name == s.S {
				return rounding(i), nil
			}
		}
	}
	return 0, t.RaiseNew(&py.TypeError, "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
}

// run does an operation in a context.
func run(t *py.Thread, c *context, op operation, x []*number) (py.Value, error) {
	e := c.work(t)
	d, err := op.do(e, x)
	if d, err = e.conclude(d, err); err != nil {
		return py.Value{}, err
	}
	return d.value(t), nil
}

var operandNames = [...]string{"a", "b", "c"}

func defineContext() {
	self := func(a []py.Value) *context { return py.As[context](a[0]) }
	c := py.Class{Module: "decimal", Name: "ContextBase", HasDict: true, Attrs: []py.Attr{
		bounded("prec", 1, maxPrecision, "valid range for prec is [1, MAX_PREC]", func(c *context) *int64 { return &c.prec }),
		bounded("Emin", -maxExponent, 0, "valid range for Emin is [MIN_EMIN, 0]", func(c *context) *int64 { return &c.emin }),
		bounded("Emax", 0, maxExponent, "valid range for Emax is [0, MAX_EMAX]", func(c *context) *int64 { return &c.emax }),
		{Name: "rounding", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			return py.Obj(t.Intern(roundingNames[py.As[context](v).round])), nil
		}, Set: func(t *py.Thread, v, x py.Value) error {
			r, err := parseRounding(t, x)
			if err == nil {
				py.As[context](v).round = r
			}
			return err
		}},
		flag("capitals", func(c *context) *bool { return &c.capitals }), flag("clamp", func(c *context) *bool { return &c.clamp }),
		bitsAttr("_flags", func(c *context) *condition { return &c.flags }), bitsAttr("_traps", func(c *context) *condition { return &c.traps }),
	}}
	for _, op := range append(operations(), plainOperations()...) {
		if op.ctx == "" {
			continue
		}
		sig := ""
		for i := range op.args {
			if i > 0 {
				sig += ", "
			}
			sig += operandNames[i]
		}
		c.Methods = append(c.Methods, py.Def{Name: op.ctx, Sig: sig + ", /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x := make([]*number, op.args)
			for i := range x {
				var err error
				if x[i], err = argument(t, a[1+i]); err != nil {
					return py.Value{}, err
				}
			}
			return run(t, self(a), op, x)
		}})
	}
	for _, test := range tests {
		c.Methods = append(c.Methods, py.Def{Name: test.name, Sig: "a, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := argument(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return py.Bool(test.do(self(a), x)), nil
		}})
	}
	text := func(eng bool) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := argument(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			s, err := showNumber(t, x, self(a).capitals, eng)
			return t.StrValue(s), err
		}
	}
	c.Methods = append(c.Methods, []py.Def{
		{Name: "to_sci_string", Sig: "a, /", Fn: text(false)}, {Name: "to_eng_string", Sig: "a, /", Fn: text(true)},
		{Name: "number_class", Sig: "a, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := argument(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return t.StrValue(self(a).work(t).class(x)), nil
		}},
		{Name: "same_quantum", Sig: "a, b, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			x, err := argument(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			y, err := argument(t, a[2])
			if err != nil {
				return py.Value{}, err
			}
			return py.Bool(sameQuantum(x, y)), nil
		}},
		{Name: "radix", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return fin(false, ten, 0).value(t), nil }},
		{Name: "Etiny", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(self(a).work(t).etiny()), nil }},
		{Name: "Etop", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(self(a).work(t).etop()), nil }},
		{Name: "divmod", Sig: "a, b, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return divModOf(t, self(a), a[1], a[2]) }},
		{Name: "power", Sig: "a, b, modulo=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return powerOf(t, self(a), a[1], a[2], a[3])
		}},
		{Name: "create_decimal", Sig: "num='0', /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if !a[1].IsSet() {
				return fin(false, zero, 0).value(t), nil
			}
			e := self(a).work(t)
			d, err := construct(e, a[1])
			if err != nil {
				return py.Value{}, err
			}
			if s := a[1].Str(); s != nil && (strings.Contains(s.S, "_") || strings.TrimSpace(s.S) != s.S) {
				d = e.invalid(conversionSyntax) // what Decimal() is lenient about
			}
			most := e.prec
			if e.c.clamp {
				most--
			}
			if d.isNaN() && d.coef.Sign() != 0 && d.digits() > most {
				d = e.invalid(conversionSyntax)
			} else if d, err = e.finish(d); err != nil {
				return py.Value{}, err
			}
			if d, err = e.conclude(d, nil); err != nil {
				return py.Value{}, err
			}
			return d.value(t), nil
		}},
		{Name: "create_decimal_from_float", Sig: "f, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d, err := fromFloat(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			e := self(a).work(t)
			d, err = e.finish(d)
			if d, err = e.conclude(d, err); err != nil {
				return py.Value{}, err
			}
			return d.value(t), nil
		}},
		{Name: "clear_flags", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { self(a).flags = 0; return py.None, nil }},
		{Name: "clear_traps", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { self(a).traps = 0; return py.None, nil }},
	}...)
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		o, v := py.Instance[context](t, typ)
		o.prec, o.emin, o.emax, o.round, o.capitals = 28, -999999, 999999, roundHalfEven, true
		return v, nil
	}
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	py.DefineClass[context](&contextType, c)
}

func sameQuantum(x, y *number) bool {
	if x.kind != finite || y.kind != finite {
		return x.isNaN() && y.isNaN() || x.kind == infinite && y.kind == infinite
	}
	return x.exp == y.exp
}

func divModOf(t *py.Thread, c *context, a, b py.Value) (py.Value, error) {
	x, err := argument(t, a)
	if err != nil {
		return py.Value{}, err
	}
	y, err := argument(t, b)
	if err != nil {
		return py.Value{}, err
	}
	e := c.work(t)
	q, r, err := e.divMod(x, y)
	if _, err = e.conclude(nil, err); err != nil {
		return py.Value{}, err
	}
	return t.Tuple(q.value(t), r.value(t)), nil
}

func powerOf(t *py.Thread, c *context, a, b, m py.Value) (py.Value, error) {
	x, err := argument(t, a)
	if err != nil {
		return py.Value{}, err
	}
	y, err := argument(t, b)
	if err != nil {
		return py.Value{}, err
	}
	e := c.work(t)
	var d *number
	if m.IsSet() && !m.IsNone() {
		z, err := argument(t, m)
		if err != nil {
			return py.Value{}, err
		}
		d, err = e.powerModulo(x, y, z)
		if d, err = e.conclude(d, err); err != nil {
			return py.Value{}, err
		}
		return d.value(t), nil
	}
	d, err = e.power(x, y)
	if d, err = e.conclude(d, err); err != nil {
		return py.Value{}, err
	}
	return d.value(t), nil
}

func fromFloat(t *py.Thread, v py.Value) (*number, error) {
	if f, ok := v.Double(); ok {
		return ofFloat(f), nil
	}
	if _, _, ok := v.Long(); ok {
		return ofInt(new(big.Int).Set(py.BigOf(v))), nil
	}
	return nil, t.RaiseNew(&py.TypeError, "argument must be int or float")
}

// showNumber is the text of a number, paid for.
func showNumber(t *py.Thread, d *number, capitals, eng bool) (string, error) {
	n := d.digits()
	if err := pay(t, n); err != nil {
		return "", err
	}
	return d.text(capitals, eng), nil
}
