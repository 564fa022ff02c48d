package decimal

import (
	"math"
	"math/big"
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// construct makes a number of what the constructor takes, exactly.
func construct(e *environment, v py.Value) (*number, error) {
	t := e.t
	if d := asNumber(v); d != nil {
		return d, nil
	}
	if s := v.Str(); s != nil {
		d, ok, err := parse(t, asciiDigits(s.S))
		if err != nil {
			return nil, err
		}
		if !ok {
			return e.invalid(conversionSyntax), nil
		}
		return d, nil
	}
	if _, _, ok := v.Long(); ok {
		z := py.BigOf(v)
		return ofInt(z), pay(t, int64(z.BitLen()/3))
	}
	if f, ok := v.Double(); ok {
		e.status |= floatOperation
		return ofFloat(f), nil
	}
	if v.Tuple() != nil || v.List() != nil {
		return constructTuple(e, v)
	}
	return nil, t.Raisef(&py.TypeError, "conversion from %s to Decimal is not supported", v.Type().Name)
}

// asciiDigits turns the digits of other scripts, which Decimal accepts, into our own.
func asciiDigits(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return py.ASCIIDigits(s)
		}
	}
	return s
}

func constructTuple(e *environment, v py.Value) (*number, error) {
	t := e.t
	items, err := t.ToSlice(v)
	if err != nil {
		return nil, err
	}
	if len(items) != 3 {
		return nil, t.RaiseNew(&py.ValueError, "argument must be a sequence of length 3")
	}
	sign, large, ok := items[0].Long()
	if !ok || large != nil || sign != 0 && sign != 1 {
		return nil, t.RaiseNew(&py.ValueError, "sign must be an integer with the value 0 or 1")
	}
	d := &number{neg: sign == 1, coef: zero}
	if s := items[2].Str(); s != nil {
		switch s.S {
		case "F":
			d.kind = infinite
			return d, nil
		case "n":
			d.kind = quiet
		case "N":
			d.kind = signaling
		default:
			return nil, t.RaiseNew(&py.ValueError, "string argument in the third position must be 'F', 'n' or 'N'")
		}
	} else {
		exp, big, ok := items[2].Long()
		if !ok {
			return nil, t.RaiseNew(&py.ValueError, "exponent must be an integer")
		}
		if big != nil {
			exp = 2 * maxExponent * int64(big.Sign())
		}
		d.exp = exp
	}
	digits := items[1].Tuple()
	if digits == nil && items[1].List() == nil {
		return nil, t.RaiseNew(&py.ValueError, "coefficient must be a tuple of digits")
	}
	list, err := t.ToSlice(items[1])
	if err != nil {
		return nil, err
	}
	if err := pay(t, int64(len(list))); err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, x := range list {
		n, large, ok := x.Long()
		if !ok || large != nil || n < 0 || n > 9 {
			return nil, t.RaiseNew(&py.ValueError, "coefficient must be a tuple of digits")
		}
		b.WriteByte(byte('0' + n))
	}
	if b.Len() > 0 {
		d.coef, _ = new(big.Int).SetString(b.String(), 10)
	}
	return d, nil
}

// exact checks that a constructed number fits the widest context there is.
func (e *environment) exact(d *number) *number {
	if d.kind == finite && (d.adjusted() > maxExponent || d.exp < -2*maxExponent+1 || d.exp > maxExponent) && d.coef.Sign() != 0 {
		return e.invalid(invalidOperation)
	}
	return d
}

func newDecimal(t *py.Thread, typ *py.Type, d *number) py.Value {
	if typ == &numberType {
		return d.value(t)
	}
	o, v := py.Instance[number](t, typ)
	o.neg, o.kind, o.coef, o.exp = d.neg, d.kind, d.coef, d.exp
	return v
}

// binaryOp is an operator: NotImplemented where an operand is neither Decimal nor int.
func binaryOp(do func(e *environment, x, y *number) (*number, error)) func(t *py.Thread, a, b py.Value) (py.Value, error) {
	return func(t *py.Thread, a, b py.Value) (py.Value, error) {
		x, err := operand(t, a)
		if err != nil || x == nil {
			return py.NotImplemented, err
		}
		y, err := operand(t, b)
		if err != nil || y == nil {
			return py.NotImplemented, err
		}
		_, c, err := current(t)
		if err != nil {
			return py.Value{}, err
		}
		e := c.work(t)
		d, err := do(e, x, y)
		if d, err = e.conclude(d, err); err != nil {
			return py.Value{}, err
		}
		return d.value(t), nil
	}
}

func unaryOp(do func(e *environment, x *number) (*number, error)) func(t *py.Thread, v py.Value) (py.Value, error) {
	return func(t *py.Thread, v py.Value) (py.Value, error) {
		_, c, err := current(t)
		if err != nil {
			return py.Value{}, err
		}
		e := c.work(t)
		d, err := do(e, py.As[number](v))
		if d, err = e.conclude(d, err); err != nil {
			return py.Value{}, err
		}
		return d.value(t), nil
	}
}

func compareValues(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
	x := asNumber(a)
	if x == nil {
		return py.NotImplemented, nil
	}
	_, c, err := current(t)
	if err != nil {
		return py.Value{}, err
	}
	e := c.work(t)
	equality := op == code.CmpEq || op == code.CmpNe
	y, err := operand(t, b)
	if err != nil {
		return py.Value{}, err
	}
	if y == nil {
		if f, ok := b.Double(); ok {
			y = ofFloat(f)
			e.status |= floatOperation
			if equality {
				e.c.flags |= floatOperation
				e.status = 0
			}
		} else if z, ok := py.AsComplex(b); ok && equality {
			if imag(z) != 0 {
				return py.Bool(op == code.CmpNe), nil
			}
			y = ofFloat(real(z))
		} else if b.Type().Lookup("denominator").IsSet() && b.Type().Lookup("numerator").IsSet() {
			num, err := t.GetAttr(b, t.Intern("numerator"))
			if err != nil {
				return py.Value{}, err
			}
			den, err := t.GetAttr(b, t.Intern("denominator"))
			if err != nil {
				return py.Value{}, err
			}
			n, err := operand(t, num)
			if err != nil || n == nil {
				return py.NotImplemented, err
			}
			d, err := operand(t, den)
			if err != nil || d == nil {
				return py.NotImplemented, err
			}
			if x.kind == finite {
				x = fin(x.neg, new(big.Int).Mul(x.coef, d.coef), x.exp)
			}
			y = n
		} else {
			return py.NotImplemented, nil
		}
	}
	if x.isNaN() || y.isNaN() {
		if !equality || x.kind == signaling || y.kind == signaling {
			e.status |= invalidOperation
		}
		_, err := e.conclude(nil, nil)
		return py.Bool(op == code.CmpNe), err
	}
	if err := pay(t, x.digits()+y.digits()); err != nil {
		return py.Value{}, err
	}
	if _, err := e.conclude(nil, nil); err != nil {
		return py.Value{}, err
	}
	r := compareNumbers2(x, y)
	switch op {
	case code.CmpEq:
		return py.Bool(r == 0), nil
	case code.CmpNe:
		return py.Bool(r != 0), nil
	case code.CmpLt:
		return py.Bool(r < 0), nil
	case code.CmpLe:
		return py.Bool(r <= 0), nil
	case code.CmpGt:
		return py.Bool(r > 0), nil
	}
	return py.Bool(r >= 0), nil
}

// toInt rounds to an int.
func toInt(t *py.Thread, d *number, r rounding) (py.Value, error) {
	switch {
	case d.kind == infinite:
		return py.Value{}, t.RaiseNew(&py.OverflowError, "cannot convert Infinity to integer")
	case d.isNaN():
		return py.Value{}, t.RaiseNew(&py.ValueError, "cannot convert NaN to integer")
	}
	if err := pay(t, d.digits()+max(d.exp, 0)); err != nil {
		return py.Value{}, err
	}
	e := &environment{t: t, round: r}
	whole, _, err := e.rescale(d, 0, r)
	if err != nil {
		return py.Value{}, err
	}
	return t.Big(new(big.Int).Set(whole.signed())), nil
}

// modulus is that of the hash of numbers, 2^61-1.
var modulus = big.NewInt(1<<61 - 1)

func hashNumber(t *py.Thread, v py.Value) (int64, error) {
	d := py.As[number](v)
	switch d.kind {
	case signaling:
		return 0, t.RaiseNew(&py.TypeError, "Cannot hash a signaling NaN value")
	case quiet:
		return t.ID(v) >> 4, nil
	case infinite:
		if d.neg {
			return -314159, nil
		}
		return 314159, nil
	}
	if err := pay(t, d.digits()); err != nil {
		return 0, err
	}
	p := new(big.Int)
	if d.exp >= 0 {
		p.Exp(ten, big.NewInt(d.exp), modulus)
	} else {
		inverse := new(big.Int).ModInverse(ten, modulus)
		p.Exp(inverse, big.NewInt(-d.exp), modulus)
	}
	h := p.Mul(p, d.coef).Mod(p, modulus).Int64()
	if d.neg {
		h = -h
	}
	if h == -1 {
		h = -2
	}
	return h, nil
}

func toFloat(t *py.Thread, v py.Value) (py.Value, error) {
	d := py.As[number](v)
	if d.kind == signaling {
		return py.Value{}, t.RaiseNew(&py.ValueError, "cannot convert signaling NaN to float")
	}
	if d.kind == quiet {
		f, _ := py.ParseFloat("nan")
		if d.neg {
			f = math.Copysign(f, -1)
		}
		return py.Float(f), nil
	}
	s, err := showNumber(t, fin(d.neg, d.coef, d.exp), true, false)
	if d.kind == infinite {
		s = d.text(true, false)
	}
	f, _ := py.ParseFloat(s)
	return py.Float(f), err
}

func defineNumber() {
	self := func(a []py.Value) *number { return py.As[number](a[0]) }
	c := py.Class{Module: "decimal", Name: "Decimal", Attrs: []py.Attr{
		{Name: "real", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return v, nil }},
		{Name: "imag", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return fin(false, zero, 0).value(t), nil }},
	}}
	for _, op := range operations() {
		if op.name == "" {
			continue
		}
		sig := ""
		for i := 1; i < op.args; i++ {
			sig += []string{"", "other", "third"}[i] + ", "
		}
		if op.args == 2 && op.name != "" {
			sig = "other, "
		}
		c.Methods = append(c.Methods, py.Def{Name: op.name, Sig: sig + "context=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			ctx, err := contextArg(t, a[op.args])
			if err != nil {
				return py.Value{}, err
			}
			x := make([]*number, op.args)
			x[0] = self(a)
			for i := 1; i < op.args; i++ {
				if x[i], err = argument(t, a[i]); err != nil {
					return py.Value{}, err
				}
			}
			return run(t, ctx, op, x)
		}})
	}
	for _, op := range plainOperations() {
		c.Methods = append(c.Methods, py.Def{Name: op.name, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d, err := op.do(nil, []*number{self(a)})
			if err != nil {
				return py.Value{}, err
			}
			return d.value(t), nil
		}})
	}
	for _, test := range tests {
		sig := ""
		if test.name == "is_normal" || test.name == "is_subnormal" {
			sig = "context=None"
		}
		c.Methods = append(c.Methods, py.Def{Name: test.name, Sig: sig, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			var ctx *context
			if sig != "" {
				var err error
				if ctx, err = contextArg(t, a[1]); err != nil {
					return py.Value{}, err
				}
			}
			return py.Bool(test.do(ctx, self(a))), nil
		}})
	}
	c.Methods = append(c.Methods, numberMethods()...)
	from := func(strict bool) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			var d *number
			var err error
			if x := asNumber(a[1]); x != nil && strict {
				d = x
			} else if d, err = fromFloat(t, a[1]); err != nil {
				if strict && py.Catch(err, &py.TypeError) != nil {
					err = t.Raisef(&py.TypeError, "Cannot convert %s to Decimal", reprOr(t, a[1]))
				}
				return py.Value{}, err
			}
			v := d.value(t)
			if typ := a[0].AsType(); typ != &numberType {
				return t.Call(py.Obj(typ), v)
			}
			return v, nil
		}
	}
	c.ClassMethods = []py.Def{{Name: "from_float", Sig: "f, /", Fn: from(false)}, {Name: "from_number", Sig: "number, /", Fn: from(true)}}
	sig := py.ParseSignature("value='0', context=None")
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("Decimal", sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		if !a[0].IsSet() {
			return newDecimal(t, typ, fin(false, zero, 0)), nil
		}
		if a[0].Type() == &numberType && typ == &numberType {
			return a[0], nil
		}
		ctx, err := contextArg(t, a[1])
		if err != nil {
			return py.Value{}, err
		}
		e := ctx.work(t)
		d, err := construct(e, a[0])
		if err != nil {
			return py.Value{}, err
		}
		if d, err = e.conclude(e.exact(d), nil); err != nil {
			return py.Value{}, err
		}
		return newDecimal(t, typ, d), nil
	}
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	text := func(t *py.Thread, v py.Value) (string, error) {
		_, ctx, err := current(t)
		if err != nil {
			return "", err
		}
		return showNumber(t, py.As[number](v), ctx.capitals, false)
	}
	c.ToStr = func(t *py.Thread, v py.Value) (py.Value, error) {
		s, err := text(t, v)
		return t.StrValue(s), err
	}
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		s, err := text(t, v)
		return t.StrValue("Decimal('" + s + "')"), err
	}
	c.Hash, c.Compare, c.ToFloat = hashNumber, compareValues, toFloat
	c.Bool = func(t *py.Thread, v py.Value) (bool, error) { return !py.As[number](v).isZero(), nil }
	c.ToInt = func(t *py.Thread, v py.Value) (py.Value, error) { return toInt(t, py.As[number](v), roundDown) }
	c.Neg, c.Pos, c.Abs = unaryOp((*environment).minus), unaryOp((*environment).plus), unaryOp((*environment).abs)
	c.Binary[code.OpAdd] = binaryOp(func(e *environment, x, y *number) (*number, error) { return e.add(x, y, false) })
	c.Binary[code.OpSub] = binaryOp(func(e *environment, x, y *number) (*number, error) { return e.add(x, y, true) })
	c.Binary[code.OpMul], c.Binary[code.OpDiv] = binaryOp((*environment).multiply), binaryOp((*environment).divide)
	c.Binary[code.OpFloorDiv], c.Binary[code.OpMod] = binaryOp((*environment).divideInt), binaryOp((*environment).remainder)
	c.Binary[code.OpPow] = binaryOp((*environment).power)
	c.Size = func(v py.Value) uint64 { return 96 + uint64(py.As[number](v).coef.BitLen()/8) }
	py.DefineClass[number](&numberType, c)
}

func reprOr(t *py.Thread, v py.Value) string {
	s, err := t.Repr(v)
	if err != nil {
		return v.Type().Name
	}
	return s
}
