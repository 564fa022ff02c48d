package datetime

import (
	"fmt"
	"math"
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// delta is a timedelta, normalised: 0 <= seconds < 86400, 0 <= micro < 1000000.
type delta struct {
	py.Header
	days, seconds, micro int64
}

const (
	maxDays  = 999999999
	dayMicro = 86400 * 1_000_000
)

// short is a duration in microseconds where that is a machine's int; those of more than some 290,000 years are not.
func (d *delta) short() (int64, bool) {
	if d.days > 100_000_000 || d.days < -100_000_000 {
		return 0, false
	}
	return d.days*dayMicro + d.seconds*1_000_000 + d.micro, true
}

func (d *delta) big() *big.Int {
	if n, ok := d.short(); ok {
		return big.NewInt(n)
	}
	z := big.NewInt(d.days)
	z.Mul(z, big.NewInt(dayMicro))
	return z.Add(z, big.NewInt(d.seconds*1_000_000+d.micro))
}

func floorMod(a, b int64) (q, r int64) {
	q, r = a/b, a%b
	if r < 0 {
		q, r = q-1, r+b
	}
	return q, r
}

// newDelta makes a timedelta of a class.
func newDelta(t *py.Thread, typ *py.Type, days, seconds, micro int64) (py.Value, error) {
	q, micro := floorMod(micro, 1_000_000)
	q, seconds = floorMod(seconds+q, 86400)
	days += q
	if days < -maxDays || days > maxDays {
		return py.Value{}, t.Raisef(&py.OverflowError, "days=%d; must have magnitude <= %d", days, maxDays)
	}
	d, v := py.Instance[delta](t, typ)
	d.days, d.seconds, d.micro = days, seconds, micro
	return v, nil
}

func deltaOfMicro(t *py.Thread, micro int64) (py.Value, error) {
	return newDelta(t, &deltaType, 0, 0, micro)
}

func deltaOfBig(t *py.Thread, typ *py.Type, z *big.Int) (py.Value, error) {
	if z.IsInt64() {
		return newDelta(t, typ, 0, 0, z.Int64())
	}
	q, r := new(big.Int).DivMod(z, big.NewInt(dayMicro), new(big.Int))
	if !q.IsInt64() {
		return py.Value{}, t.Raisef(&py.OverflowError, "Python int too large to convert to C int")
	}
	return newDelta(t, typ, q.Int64(), 0, r.Int64())
}

// asDelta is the timedelta v, or nil.
func asDelta(v py.Value) *delta {
	if typ := v.Type(); typ == &deltaType || typ.IsSubtype(&deltaType) {
		return py.As[delta](v)
	}
	return nil
}

var deltaUnits = []struct {
	name  string
	micro int64
}{{"days", dayMicro}, {"seconds", 1_000_000}, {"microseconds", 1}, {"milliseconds", 1000}, {"minutes", 60_000_000}, {"hours", 3600_000_000}, {"weeks", 7 * dayMicro}}

func deltaNew(sig *py.Signature) func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	return func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("__new__", sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		// Small ints, the usual case, are added up in machine words.
		total, small := int64(0), true
		for i, v := range a {
			if !v.IsSet() {
				continue
			}
			if !v.IsInt() || v.Small() > 1_000_000 || v.Small() < -1_000_000 {
				small = false
				break
			}
			total += v.Small() * deltaUnits[i].micro
		}
		if small {
			return newDelta(t, typ, 0, 0, total)
		}
		sum, rest := new(big.Int), 0.0
		for _, i := range []int{2, 3, 1, 4, 5, 0, 6} {
			if !a[i].IsSet() {
				continue
			}
			if err := addUnit(t, sum, &rest, a[i], i); err != nil {
				return py.Value{}, err
			}
		}
		if rest != 0 {
			whole := math.Round(rest)
			if math.Abs(whole-rest) == 0.5 { // to even, of the sum
				odd := float64(sum.Bit(0))
				whole = float64(2*math.Round(float64((rest+odd)*0.5))) - odd
			}
			sum.Add(sum, big.NewInt(int64(whole)))
		}
		return deltaOfBig(t, typ, sum)
	}
}

// addUnit adds an argument of the constructor; fractions of microseconds go to rest.
func addUnit(t *py.Thread, sum *big.Int, rest *float64, v py.Value, unit int) error {
	micro := deltaUnits[unit].micro
	add := func(z *big.Int) { sum.Add(sum, new(big.Int).Mul(z, big.NewInt(micro))) }
	if _, _, ok := v.Long(); ok {
		z := py.BigOf(v)
		if err := t.Charge(z.BitLen() / 64); err != nil {
			return err
		}
		add(z)
		return nil
	}
	f, ok := v.Double()
	if !ok {
		return t.Raisef(&py.TypeError, "unsupported type for timedelta %s component: %s", deltaUnits[unit].name, v.Type().Name)
	}
	if _, err := t.FloatToInt(f); err != nil {
		return err
	}
	whole := math.Trunc(f)
	z, _ := big.NewFloat(whole).Int(nil)
	add(z)
	if part := float64((f - whole) * float64(micro)); part != 0 {
		whole := math.Trunc(part)
		sum.Add(sum, big.NewInt(int64(whole)))
		*rest += part - whole
	}
	return nil
}

// divideEven divides and rounds to the nearest, halves to even.
func divideEven(a, b *big.Int) *big.Int {
	q, r := new(big.Int).DivMod(a, b, new(big.Int))
	twice := new(big.Int).Lsh(r, 1)
	c := twice.Cmp(new(big.Int).Abs(b))
	if c > 0 || c == 0 && q.Bit(0) == 1 {
		if b.Sign() > 0 {
			q.Add(q, big.NewInt(1))
		} else {
			q.Sub(q, big.NewInt(1))
		}
	}
	return q
}

// ratio is a float as a fraction.
func ratio(t *py.Thread, f float64) (num, den *big.Int, err error) {
	if math.IsInf(f, 0) {
		return nil, nil, t.RaiseNew(&py.OverflowError, "cannot convert Infinity to integer ratio")
	}
	if f != f {
		return nil, nil, t.RaiseNew(&py.ValueError, "cannot convert NaN to integer ratio")
	}
	r := new(big.Rat)
	r.SetFloat64(f)
	return new(big.Int).Set(r.Num()), new(big.Int).Set(r.Denom()), nil
}

func deltaMul(t *py.Thread, a, b py.Value) (py.Value, error) {
	d := asDelta(a)
	if d == nil {
		d, b = asDelta(b), a
	}
	if _, _, ok := b.Long(); ok {
		z := py.BigOf(b)
		if err := t.Charge(z.BitLen() / 64); err != nil {
			return py.Value{}, err
		}
		return deltaOfBig(t, &deltaType, new(big.Int).Mul(d.big(), z))
	}
	if f, ok := b.Double(); ok {
		num, den, err := ratio(t, f)
		if err != nil {
			return py.Value{}, err
		}
		return deltaOfBig(t, &deltaType, divideEven(num.Mul(num, d.big()), den))
	}
	return py.NotImplemented, nil
}

func zeroDivision(t *py.Thread) error { return t.RaiseNew(&py.ZeroDivisionError, "division by zero") }

func deltaDiv(t *py.Thread, a, b py.Value) (py.Value, error) {
	d := asDelta(a)
	if d == nil {
		return py.NotImplemented, nil
	}
	if e := asDelta(b); e != nil {
		x, y := d.big(), e.big()
		if y.Sign() == 0 {
			return py.Value{}, zeroDivision(t)
		}
		f, _ := new(big.Rat).SetFrac(x, y).Float64()
		return py.Float(f), nil
	}
	if _, _, ok := b.Long(); ok {
		z := py.BigOf(b)
		if z.Sign() == 0 {
			return py.Value{}, zeroDivision(t)
		}
		return deltaOfBig(t, &deltaType, divideEven(d.big(), z))
	}
	if f, ok := b.Double(); ok {
		num, den, err := ratio(t, f)
		if err != nil {
			return py.Value{}, err
		}
		if num.Sign() == 0 {
			return py.Value{}, zeroDivision(t)
		}
		return deltaOfBig(t, &deltaType, divideEven(den.Mul(den, d.big()), num))
	}
	return py.NotImplemented, nil
}

func deltaFloorDiv(t *py.Thread, a, b py.Value) (py.Value, error) {
	d := asDelta(a)
	if d == nil {
		return py.NotImplemented, nil
	}
	if e := asDelta(b); e != nil {
		y := e.big()
		if y.Sign() == 0 {
			return py.Value{}, zeroDivision(t)
		}
		q, _ := py.FloorDivBig(d.big(), y)
		return t.Big(q), nil
	}
	if _, _, ok := b.Long(); ok {
		z := py.BigOf(b)
		if z.Sign() == 0 {
			return py.Value{}, zeroDivision(t)
		}
		q, _ := py.FloorDivBig(d.big(), z)
		return deltaOfBig(t, &deltaType, q)
	}
	return py.NotImplemented, nil
}

func deltaDivMod(t *py.Thread, a, b py.Value) (q, r py.Value, ok bool, err error) {
	d, e := asDelta(a), asDelta(b)
	if d == nil || e == nil {
		return q, r, false, nil
	}
	y := e.big()
	if y.Sign() == 0 {
		return q, r, true, zeroDivision(t)
	}
	x, rest := py.FloorDivBig(d.big(), y)
	r, err = deltaOfBig(t, &deltaType, rest)
	return t.Big(x), r, true, err
}

func (d *delta) text() string {
	s := ""
	if d.days != 0 {
		plural := "s"
		if d.days == 1 || d.days == -1 {
			plural = ""
		}
		s = fmt.Sprintf("%d day%s, ", d.days, plural)
	}
	s += fmt.Sprintf("%d:%02d:%02d", d.seconds/3600, d.seconds/60%60, d.seconds%60)
	if d.micro != 0 {
		s += fmt.Sprintf(".%06d", d.micro)
	}
	return s
}

func (d *delta) repr(name string) string {
	s := ""
	for _, f := range []struct {
		name string
		n    int64
	}{{"days", d.days}, {"seconds", d.seconds}, {"microseconds", d.micro}} {
		if f.n != 0 {
			if s != "" {
				s += ", "
			}
			s += fmt.Sprintf("%s=%d", f.name, f.n)
		}
	}
	if s == "" {
		s = "0"
	}
	return name + "(" + s + ")"
}

func compareInts(xs, ys []int64) int {
	for i := range xs {
		if xs[i] != ys[i] {
			if xs[i] < ys[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func ordered(op code.CmpOp, c int) py.Value {
	switch op {
	case code.CmpEq:
		return py.Bool(c == 0)
	case code.CmpNe:
		return py.Bool(c != 0)
	case code.CmpLt:
		return py.Bool(c < 0)
	case code.CmpLe:
		return py.Bool(c <= 0)
	case code.CmpGt:
		return py.Bool(c > 0)
	}
	return py.Bool(c >= 0)
}

func defineDelta() {
	self := func(a []py.Value) *delta { return py.As[delta](a[0]) }
	c := py.Class{Module: "datetime", Name: "timedelta", Attrs: []py.Attr{
		attr("days", func(v py.Value) py.Value { return py.Int(py.As[delta](v).days) }),
		attr("seconds", func(v py.Value) py.Value { return py.Int(py.As[delta](v).seconds) }),
		attr("microseconds", func(v py.Value) py.Value { return py.Int(py.As[delta](v).micro) }),
	}, Methods: []py.Def{
		{Name: "total_seconds", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if n, ok := self(a).short(); ok && n > -1<<53 && n < 1<<53 {
				return py.Float(float64(n) / 1e6), nil
			}
			f, _ := new(big.Rat).SetFrac(self(a).big(), big.NewInt(1_000_000)).Float64()
			return py.Float(f), nil
		}},
		{Name: "__divmod__", Sig: "value, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			q, r, ok, err := deltaDivMod(t, a[0], a[1])
			if err == nil && !ok {
				return py.NotImplemented, nil
			}
			return t.Tuple(q, r), err
		}},
		{Name: "__rdivmod__", Sig: "value, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			q, r, ok, err := deltaDivMod(t, a[1], a[0])
			if err == nil && !ok {
				return py.NotImplemented, nil
			}
			return t.Tuple(q, r), err
		}},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a)
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(py.Int(d.days), py.Int(d.seconds), py.Int(d.micro))), nil
		}},
	}}
	c.New, c.Init = deltaNew(py.ParseSignature("days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0")), noInit
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		return t.StrValue(py.As[delta](v).repr(v.Type().Name)), nil
	}
	c.ToStr = func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue(py.As[delta](v).text()), nil }
	c.Bool = func(t *py.Thread, v py.Value) (bool, error) {
		d := py.As[delta](v)
		return d.days != 0 || d.seconds != 0 || d.micro != 0, nil
	}
	c.Hash = func(t *py.Thread, v py.Value) (int64, error) {
		d := py.As[delta](v)
		return mix(d.days, d.seconds, d.micro), nil
	}
	c.Compare = func(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
		x, y := asDelta(a), asDelta(b)
		if x == nil || y == nil {
			return py.NotImplemented, nil
		}
		return ordered(op, compareInts([]int64{x.days, x.seconds, x.micro}, []int64{y.days, y.seconds, y.micro})), nil
	}
	c.Neg = func(t *py.Thread, v py.Value) (py.Value, error) {
		d := py.As[delta](v)
		return newDelta(t, &deltaType, -d.days, -d.seconds, -d.micro)
	}
	c.Pos = func(t *py.Thread, v py.Value) (py.Value, error) {
		d := py.As[delta](v)
		return newDelta(t, &deltaType, d.days, d.seconds, d.micro)
	}
	c.Abs = func(t *py.Thread, v py.Value) (py.Value, error) {
		d := py.As[delta](v)
		if d.days < 0 {
			return newDelta(t, &deltaType, -d.days, -d.seconds, -d.micro)
		}
		return newDelta(t, &deltaType, d.days, d.seconds, d.micro)
	}
	sum := func(sign int64) func(t *py.Thread, a, b py.Value) (py.Value, error) {
		return func(t *py.Thread, a, b py.Value) (py.Value, error) {
			x, y := asDelta(a), asDelta(b)
			if x == nil || y == nil {
				return py.NotImplemented, nil
			}
			return newDelta(t, &deltaType, x.days+sign*y.days, x.seconds+sign*y.seconds, x.micro+sign*y.micro)
		}
	}
	c.Binary[code.OpAdd], c.Binary[code.OpSub] = sum(1), sum(-1)
	c.Binary[code.OpMul], c.Binary[code.OpDiv], c.Binary[code.OpFloorDiv] = deltaMul, deltaDiv, deltaFloorDiv
	c.Binary[code.OpMod] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		_, r, ok, err := deltaDivMod(t, a, b)
		if err == nil && !ok {
			return py.NotImplemented, nil
		}
		return r, err
	}
	py.DefineClass[delta](&deltaType, c)
	constant := func(name string, days, seconds, micro int64) {
		o := &delta{days: days, seconds: seconds, micro: micro}
		py.ShareAs(o, &deltaType)
		deltaType.SetValue(name, py.Obj(o))
	}
	constant("min", -maxDays, 0, 0)
	constant("max", maxDays, 86399, 999999)
	constant("resolution", 0, 0, 1)
}
