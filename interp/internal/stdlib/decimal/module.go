package decimal

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// state is what a run keeps: the contexts of its threads, and the classes that are Python's own text.
type state struct {
	contexts map[int64]py.Value
	signals  map[condition]py.Value
	fresh    py.Value // makes a context for a thread that has none
	tuple    py.Value // DecimalTuple
}

func stateOf(t *py.Thread) *state {
	s, _ := t.State["decimal"].(*state)
	if s == nil {
		s = &state{contexts: map[int64]py.Value{}, signals: map[condition]py.Value{}}
		t.State["decimal"] = s
	}
	return s
}

// ready makes sure that the state knows the classes: what makes them runs when they are first needed.
func (s *state) ready(t *py.Thread) error {
	if s.fresh.IsSet() {
		return nil
	}
	module, err := t.Hooks.Import(t, "decimal", t.Builtins, []string{"_start"}, 0)
	if err != nil {
		return err
	}
	_, err = t.CallMethod(module, "_start")
	return err
}

// current is the context of the running thread.
func current(t *py.Thread) (py.Value, *context, error) {
	s := stateOf(t)
	id := int64(t.CurrentStrand().ID)
	v := s.contexts[id]
	if !v.IsSet() {
		err := s.ready(t)
		if err != nil {
			return v, nil, err
		}
		if v, err = t.Call(s.fresh); err != nil {
			return v, nil, err
		}
		if !v.Type().IsSubtype(&contextType) {
			return v, nil, t.RaiseNew(&py.TypeError, "a context is wanted")
		}
		s.contexts[id] = v
	}
	return v, py.As[context](v), nil
}

// conditionOrder is the order in which conditions are raised and listed.
var conditionOrder = []condition{conversionSyntax, divisionImpossible, divisionUndefined, invalidContext, invalidOperation, floatOperation, divisionByZero,
	overflow, underflow, subnormal, inexact, rounded, clamped}

// raise makes the exception for trapped conditions; its argument lists all of them.
func raise(t *py.Thread, trapped, status condition) error {
	s := stateOf(t)
	if err := s.ready(t); err != nil {
		return err
	}
	var class py.Value
	var list []py.Value
	for _, c := range conditionOrder {
		isKind := c&invalidKinds != 0
		switch {
		case isKind && status&c != 0 && trapped&invalidOperation != 0, !isKind && trapped&c != 0 && (c != invalidOperation || status&c != 0):
			list = append(list, s.signals[c])
		}
		if !class.IsSet() && !isKind && trapped&c != 0 {
			class = s.signals[c]
		}
	}
	e, err := t.Call(class, t.ListValue(list))
	if err != nil {
		return err
	}
	return e.Exception()
}

// make wraps a number.
func wrap(t *py.Thread, d *number) py.Value {
	t.Alloc(64 + uint64(d.coef.BitLen()/8))
	return t.New(d, &numberType)
}

// fresh copies a number that may have its header set already.
func (d *number) value(t *py.Thread) py.Value {
	return wrap(t, &number{neg: d.neg, kind: d.kind, coef: d.coef, exp: d.exp})
}

func asNumber(v py.Value) *number {
	if typ := v.Type(); typ == &numberType || typ.IsSubtype(&numberType) {
		return py.As[number](v)
	}
	return nil
}

// operand is a Decimal or an int as a number, nil for anything else.
func operand(t *py.Thread, v py.Value) (*number, error) {
	if d := asNumber(v); d != nil {
		return d, nil
	}
	if _, _, ok := v.Long(); ok {
		z := py.BigOf(v)
		return ofInt(z), pay(t, int64(z.BitLen()/3))
	}
	return nil, nil
}

// argument is operand with an error for anything else.
func argument(t *py.Thread, v py.Value) (*number, error) {
	d, err := operand(t, v)
	if err == nil && d == nil {
		err = t.Raisef(&py.TypeError, "conversion from %s to Decimal is not supported", v.Type().Name)
	}
	return d, err
}

// contextArg is an optional argument context: the thread's where it is absent.
func contextArg(t *py.Thread, v py.Value) (*context, error) {
	if v.IsSet() && !v.IsNone() {
		if !v.Type().IsSubtype(&contextType) {
			return nil, t.RaiseNew(&py.TypeError, "optional argument must be a context")
		}
		return py.As[context](v), nil
	}
	_, c, err := current(t)
	return c, err
}

// operation is what decimals and contexts can do: name as a method of Decimal, ctx as one of Context ("" for none).
type operation struct {
	name, ctx string
	args      int // operands, the first included
	do        func(e *environment, x []*number) (*number, error)
}

func unary(f func(e *environment, x *number) (*number, error)) func(e *environment, x []*number) (*number, error) {
	return func(e *environment, x []*number) (*number, error) { return f(e, x[0]) }
}

func binary(f func(e *environment, x, y *number) (*number, error)) func(e *environment, x []*number) (*number, error) {
	return func(e *environment, x []*number) (*number, error) { return f(e, x[0], x[1]) }
}

func operations() []operation {
	sub := func(e *environment, x, y *number) (*number, error) { return e.add(x, y, true) }
	add := func(e *environment, x, y *number) (*number, error) { return e.add(x, y, false) }
	extreme := func(want int, mag bool) func(e *environment, x []*number) (*number, error) {
		return binary(func(e *environment, x, y *number) (*number, error) { return e.extreme(x, y, want, mag) })
	}
	logical := func(op func(a, b byte) byte) func(e *environment, x []*number) (*number, error) {
		return binary(func(e *environment, x, y *number) (*number, error) { return e.logicalOp(x, y, op) })
	}
	return []operation{
		{"", "abs", 1, unary((*environment).abs)}, {"", "plus", 1, unary((*environment).plus)}, {"", "minus", 1, unary((*environment).minus)},
		{"", "add", 2, binary(add)}, {"", "subtract", 2, binary(sub)}, {"", "multiply", 2, binary((*environment).multiply)},
		{"", "divide", 2, binary((*environment).divide)}, {"", "divide_int", 2, binary((*environment).divideInt)},
		{"", "remainder", 2, binary((*environment).remainder)}, {"remainder_near", "remainder_near", 2, binary((*environment).remainderNear)},
		{"compare", "compare", 2, binary((*environment).compare)}, {"compare_signal", "compare_signal", 2, binary((*environment).compareSignal)},
		{"exp", "exp", 1, unary((*environment).exp)}, {"ln", "ln", 1, unary((*environment).ln)}, {"log10", "log10", 1, unary((*environment).log10)},
		{"sqrt", "sqrt", 1, unary((*environment).sqrt)}, {"logb", "logb", 1, unary((*environment).logb)},
		{"normalize", "normalize", 1, unary((*environment).normalize)}, {"fma", "fma", 3, func(e *environment, x []*number) (*number, error) { return e.fma(x[0], x[1], x[2]) }},
		{"max", "max", 2, extreme(1, false)}, {"min", "min", 2, extreme(-1, false)}, {"max_mag", "max_mag", 2, extreme(1, true)}, {"min_mag", "min_mag", 2, extreme(-1, true)},
		{"next_minus", "next_minus", 1, unary(func(e *environment, x *number) (*number, error) { return e.next(x, false) })},
		{"next_plus", "next_plus", 1, unary(func(e *environment, x *number) (*number, error) { return e.next(x, true) })},
		{"next_toward", "next_toward", 2, binary((*environment).nextToward)},
		{"logical_and", "logical_and", 2, logical(func(a, b byte) byte { return a & b })}, {"logical_or", "logical_or", 2, logical(func(a, b byte) byte { return a | b })},
		{"logical_xor", "logical_xor", 2, logical(func(a, b byte) byte { return a ^ b })}, {"logical_invert", "logical_invert", 1, unary((*environment).logicalInvert)},
		{"shift", "shift", 2, binary(func(e *environment, x, y *number) (*number, error) { return e.shift(x, y, false) })},
		{"rotate", "rotate", 2, binary(func(e *environment, x, y *number) (*number, error) { return e.shift(x, y, true) })},
		{"scaleb", "scaleb", 2, binary((*environment).scaleb)},
		{"", "quantize", 2, binary((*environment).quantize)},
		{"compare_total", "compare_total", 2, binary(func(e *environment, x, y *number) (*number, error) { return ofCmp(total(x, y)), nil })},
		{"compare_total_mag", "compare_total_mag", 2, binary(func(e *environment, x, y *number) (*number, error) {
			return ofCmp(total(magnitude(x), magnitude(y))), nil
		})},
		{"copy_sign", "copy_sign", 2, binary(func(e *environment, x, y *number) (*number, error) {
			return &number{neg: y.neg, kind: x.kind, coef: x.coef, exp: x.exp}, nil
		})},
		{"", "to_integral_value", 1, unary(func(e *environment, x *number) (*number, error) { return e.toIntegral(x, e.round, false) })},
		{"", "to_integral_exact", 1, unary(func(e *environment, x *number) (*number, error) { return e.toIntegral(x, e.round, true) })},
		{"", "to_integral", 1, unary(func(e *environment, x *number) (*number, error) { return e.toIntegral(x, e.round, false) })},
	}
}

// plain operations take no context.
func plainOperations() []operation {
	return []operation{
		{"copy_abs", "copy_abs", 1, unary(func(e *environment, x *number) (*number, error) { return magnitude(x), nil })},
		{"copy_negate", "copy_negate", 1, unary(func(e *environment, x *number) (*number, error) {
			return &number{neg: !x.neg, kind: x.kind, coef: x.coef, exp: x.exp}, nil
		})},
		{"canonical", "canonical", 1, unary(func(e *environment, x *number) (*number, error) { return x, nil })},
		{"conjugate", "copy_decimal", 1, unary(func(e *environment, x *number) (*number, error) { return x, nil })},
	}
}

func (e *environment) abs(x *number) (*number, error) {
	if x.neg {
		return e.minus(x)
	}
	return e.plus(x)
}

// plus and minus are 0+x and 0-x.
func (e *environment) plus(x *number) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	if x.isZero() && e.round != roundFloor {
		x = magnitude(x)
	}
	return e.finish(x)
}

func (e *environment) minus(x *number) (*number, error) {
	if r, err := e.checkNaN(x); r != nil || err != nil {
		return r, err
	}
	if x.isZero() && e.round != roundFloor {
		return e.finish(magnitude(x))
	}
	return e.finish(&number{neg: !x.neg, kind: x.kind, coef: x.coef, exp: x.exp})
}

func (e *environment) compare(x, y *number) (*number, error) {
	if r, err := e.checkNaN(x, y); r != nil || err != nil {
		return r, err
	}
	if err := pay(e.t, x.digits()+y.digits()); err != nil {
		return nil, err
	}
	return ofCmp(compareNumbers(x, y)), nil
}

func (e *environment) compareSignal(x, y *number) (*number, error) {
	if x.isNaN() || y.isNaN() {
		e.status |= invalidOperation
	}
	return e.compare(x, y)
}

// tests are the predicates.
var tests = []struct {
	name string
	do   func(c *context, x *number) bool
}{
	{"is_canonical", func(c *context, x *number) bool { return true }}, {"is_finite", func(c *context, x *number) bool { return x.kind == finite }},
	{"is_infinite", func(c *context, x *number) bool { return x.kind == infinite }}, {"is_nan", func(c *context, x *number) bool { return x.isNaN() }},
	{"is_qnan", func(c *context, x *number) bool { return x.kind == quiet }}, {"is_snan", func(c *context, x *number) bool { return x.kind == signaling }},
	{"is_signed", func(c *context, x *number) bool { return x.neg }}, {"is_zero", func(c *context, x *number) bool { return x.isZero() }},
	{"is_normal", func(c *context, x *number) bool {
		return x.kind == finite && x.coef.Sign() != 0 && x.adjusted() >= c.emin
	}},
	{"is_subnormal", func(c *context, x *number) bool {
		return x.kind == finite && x.coef.Sign() != 0 && x.adjusted() < c.emin
	}},
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	defineNumber()
	defineContext()
	return py.Functions("decimal", []py.Def{
		{Name: "getcontext", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			v, _, err := current(t)
			return v, err
		}},
		{Name: "setcontext", Sig: "context, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if !a[0].Type().IsSubtype(&contextType) {
				return py.Value{}, t.RaiseNew(&py.TypeError, "optional argument must be a context")
			}
			stateOf(t).contexts[int64(t.CurrentStrand().ID)] = a[0]
			return py.None, nil
		}},
		{Name: "_setup", Sig: "signals, fresh, tuple, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s := stateOf(t)
			s.fresh, s.tuple = a[1], a[2]
			for i, v := range a[0].Tuple().Items {
				s.signals[1<<i] = v
			}
			return py.None, nil
		}},
	})
})

// Module is the module _decimal.
func Module(t *py.Thread) *py.Module {
	m := t.ModuleOf("_decimal", functions(), &numberType)
	m.Set(t, "ContextBase", py.Obj(&contextType))
	return m
}
