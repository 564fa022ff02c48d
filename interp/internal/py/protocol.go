package py

import (
	"math/big"
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
)

// Truth is the truth of a value.
func (t *Thread) Truth(v Value) (bool, error) {
	switch {
	case v.IsBool(), v.IsInt():
		return v.bits != 0, nil
	case v.IsNone():
		return false, nil
	case v.IsFloat():
		return v.F() != 0, nil
	}
	typ := v.Type()
	if typ == &StrType {
		return as[Str](v).S != "", nil
	}
	if typ.Bool != nil {
		return typ.Bool(t, v)
	}
	if typ.Len != nil {
		n, err := typ.Len(t, v)
		return n != 0, err
	}
	return true, nil
}

// Repr is the text of repr(v).
func (t *Thread) Repr(v Value) (string, error) {
	if err := t.Enter(); err != nil {
		return "", err
	}
	defer t.Leave()
	r, err := t.reprOf(v)
	if err != nil {
		return "", err
	}
	return r.Str().S, nil
}

// ReprOf is the str that repr(v) answers, which may be of a subclass.
func (t *Thread) ReprOf(v Value) (Value, error) {
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	return t.reprOf(v)
}

func (t *Thread) reprOf(v Value) (Value, error) {
	r, err := v.Type().Repr(t, v)
	if err != nil {
		return Value{}, err
	}
	if r.Str() == nil {
		return Value{}, t.Raisef(&TypeError, "__repr__ returned non-string (type %s)", r.Type().Name)
	}
	return r, nil
}

// Str is str(v).
func (t *Thread) Str(v Value) (string, error) {
	if v.Type() == &StrType {
		return as[Str](v).S, nil
	}
	s, err := t.StrOf(v)
	if err != nil {
		return "", err
	}
	return s.Str().S, nil
}

// StrOf is str(v) as a value.
func (t *Thread) StrOf(v Value) (Value, error) {
	typ := v.Type()
	switch typ {
	case &StrType:
		return v, nil
	case &IntType:
		return intRepr(t, v)
	case &FloatType:
		return floatRepr(t, v)
	}
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	f := typ.ToStr
	name := "__str__"
	if f == nil {
		f, name = typ.Repr, "__repr__"
	}
	r, err := f(t, v)
	if err != nil {
		return Value{}, err
	}
	if r.Str() == nil {
		return Value{}, t.Raisef(&TypeError, "%s returned non-string (type %s)", name, r.Type().Name)
	}
	return r, nil
}

// EqualIdentity is "a is b or a == b": the comparison of containers.
func (t *Thread) EqualIdentity(a, b Value) (bool, error) {
	if a == b {
		return true, nil
	}
	return t.Equal(a, b)
}

// Equal is the truth of a == b.
func (t *Thread) Equal(a, b Value) (bool, error) {
	if a.IsInt() && b.IsInt() {
		return a.bits == b.bits, nil
	}
	if a.Type() == &StrType && b.Type() == &StrType {
		x, y := as[Str](a).S, as[Str](b).S
		if len(x) == len(y) && len(x) > 256 {
			if err := t.Charge(len(x) / 64); err != nil {
				return false, err
			}
		}
		return x == y, nil
	}
	if a.Type() != b.Type() {
		t.Spend(3) // both are asked
	}
	r, err := t.Compare(code.CmpEq, a, b)
	if err != nil {
		return false, err
	}
	return t.Truth(r)
}

// CompareText compares two strings; ok is false where one of the values is something else, or both are long.
func CompareText(a, b Value) (order int, ok bool) {
	if a.Type() != &StrType || b.Type() != &StrType {
		return 0, false
	}
	x, y := as[Str](a).S, as[Str](b).S
	return strings.Compare(x, y), min(len(x), len(y)) <= 256
}

// CompareNames are the operators of comparisons.
var CompareNames = [...]string{"==", "!=", "<", "<=", ">", ">="}

var swapped = [...]code.CmpOp{code.CmpEq, code.CmpNe, code.CmpGt, code.CmpGe, code.CmpLt, code.CmpLe}

// Compare is a rich comparison, reflected where the left operand does not know.
func (t *Thread) Compare(op code.CmpOp, a, b Value) (Value, error) {
	ta, tb := a.Type(), b.Type()
	if ta.flags&isHeapType != 0 || tb.flags&isHeapType != 0 {
		t.Spend(4)
	}
	checked := false
	if ta != tb && tb.IsSubtype(ta) && tb.Compare != nil {
		checked = true
		r, err := tb.Compare(t, swapped[op], b, a)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	if ta.Compare != nil {
		r, err := ta.Compare(t, op, a, b)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	if !checked && tb.Compare != nil {
		r, err := tb.Compare(t, swapped[op], b, a)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	switch op {
	case code.CmpEq:
		return Bool(a == b), nil
	case code.CmpNe:
		return Bool(a != b), nil
	}
	return Value{}, t.Raisef(&TypeError, "'%s' not supported between instances of '%s' and '%s'", CompareNames[op], ta.Name, tb.Name)
}

// Less is the truth of a < b: the comparison of sorting.
func (t *Thread) Less(a, b Value) (bool, error) {
	if a.IsInt() && b.IsInt() {
		return a.Small() < b.Small(), nil
	}
	if a.IsFloat() && b.IsFloat() {
		return a.F() < b.F(), nil
	}
	if a.Type() == &StrType && b.Type() == &StrType {
		return as[Str](a).S < as[Str](b).S, nil
	}
	if a.Type() == &TupleType && b.Type() == &TupleType {
		if less, ok := lessTuples(as[Tuple](a).Items, as[Tuple](b).Items); ok {
			return less, nil
		}
	}
	r, err := t.Compare(code.CmpLt, a, b)
	if err != nil {
		return false, err
	}
	return t.Truth(r)
}

// lessTuples compares tuples of which the first few items decide, and are plain numbers or strings; ok is false where
// there is more to it.
func lessTuples(a, b []Value) (less, ok bool) {
	for i := range min(len(a), len(b), 8) {
		x, y := a[i], b[i]
		switch {
		case x.IsInt() && y.IsInt():
			if x.bits != y.bits {
				return x.Small() < y.Small(), true
			}
		case x.IsFloat() && y.IsFloat():
			if x.F() != y.F() {
				return x.F() < y.F(), true
			}
		case x.Type() == &StrType && y.Type() == &StrType:
			if x != y && as[Str](x).S != as[Str](y).S {
				return as[Str](x).S < as[Str](y).S, true
			}
		default:
			return false, false
		}
	}
	return len(a) < len(b), len(a) <= 8 && len(b) <= 8
}

// binaryNames are the operators, and the names of their methods without underscores.
var binaryNames = [code.BinOps][2]string{{"+", "add"}, {"-", "sub"}, {"*", "mul"}, {"@", "matmul"}, {"/", "truediv"}, {"%", "mod"},
	{"** or pow()", "pow"}, {"<<", "lshift"}, {">>", "rshift"}, {"|", "or"}, {"^", "xor"}, {"&", "and"}, {"//", "floordiv"}}

// Binary is a binary operator.
func (t *Thread) Binary(op code.BinOp, a, b Value) (Value, error) {
	r, err := t.binary(op, a, b)
	if err != nil || r != NotImplemented {
		return r, err
	}
	return Value{}, t.binaryError(binaryNames[op][0], op, a, b)
}

func (t *Thread) binaryError(name string, op code.BinOp, a, b Value) error {
	if op == code.OpRShift && a.Type() == &BuiltinType && as[Native](a).Name == "print" {
		return t.Raisef(&TypeError, `unsupported operand type(s) for >>: 'builtin_function_or_method' and '%s'. Did you mean "print(<message>, file=<output_stream>)"?`, b.Type().Name)
	}
	if op == code.OpAdd && (a.Bytes() != nil || a.isBytearray()) {
		return t.Raisef(&TypeError, "can't concat %s to %s", b.Type().Name, a.Type().Name)
	}
	seq := func(v Value) bool {
		return v.Str() != nil || v.List() != nil || v.Tuple() != nil || v.Bytes() != nil || v.isBytearray()
	}
	if op == code.OpAdd && seq(a) {
		kind := a.Type().MRO[len(a.Type().MRO)-2].Name
		return t.Raisef(&TypeError, `can only concatenate %s (not "%s") to %s`, kind, b.Type().Name, kind)
	}
	if op == code.OpMul && (seq(a) || seq(b)) {
		if seq(a) {
			a = b
		}
		return t.Raisef(&TypeError, "can't multiply sequence by non-int of type '%s'", a.Type().Name)
	}
	return t.Raisef(&TypeError, "unsupported operand type(s) for %s: '%s' and '%s'", name, a.Type().Name, b.Type().Name)
}

func (t *Thread) binary(op code.BinOp, a, b Value) (Value, error) {
	ta, tb := a.Type(), b.Type()
	if ta == tb {
		return t.binaryLeft(op, ta, a, b)
	}
	right := true
	if tb.flags&isHeapType != 0 && tb.IsSubtype(ta) {
		// A subclass that overrides the reflected method goes first.
		if fn := tb.special[specialRAdd+special(op)]; fn.IsSet() && fn != ta.Lookup(specialNames[specialRAdd+special(op)]) {
			right = false
			r, err := t.binaryRight(op, tb, a, b)
			if err != nil || r != NotImplemented {
				return r, err
			}
		}
	}
	if tb.Base == ta && ta != &ObjectType && tb.native && tb.Binary[op] != nil && tb.Attrs.Get(specialNames[specialRAdd+special(op)]).IsSet() {
		r, err := tb.Binary[op](t, a, b) // as of dict | defaultdict
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	r, err := t.binaryLeft(op, ta, a, b)
	if err != nil || r != NotImplemented || !right {
		return r, err
	}
	return t.binaryRight(op, tb, a, b)
}

func (t *Thread) binaryLeft(op code.BinOp, ta *Type, a, b Value) (Value, error) {
	if ta.flags&isHeapType != 0 {
		if fn := ta.special[specialAdd+special(op)]; fn.IsSet() {
			if f := sequenceOperator(op, fn); f != nil {
				return f(t, a, b)
			}
			return t.CallMethodOf(fn, a, b)
		}
		return NotImplemented, nil
	}
	if f := ta.Binary[op]; f != nil {
		return f(t, a, b)
	}
	return NotImplemented, nil
}

func (t *Thread) binaryRight(op code.BinOp, tb *Type, a, b Value) (Value, error) {
	if tb.flags&isHeapType != 0 {
		if fn := tb.special[specialRAdd+special(op)]; fn.IsSet() {
			if f := sequenceOperator(op, fn); f != nil {
				return f(t, a, b)
			}
			return t.CallMethodOf(fn, b, a)
		}
		return NotImplemented, nil
	}
	if f := tb.Binary[op]; f != nil {
		return f(t, a, b)
	}
	return NotImplemented, nil
}

// sequenceOperator is what + and * do with a subclass of a sequence that inherits them: as methods, they refuse what the
// operators leave to the other operand.
func sequenceOperator(op code.BinOp, fn Value) binaryFunc {
	if op != code.OpAdd && op != code.OpMul {
		return nil
	}
	if n := fn.Native(); n != nil && n.typ == &WrapperType && (n.Owner.isSequenceType() || n.Owner == &BytearrayType) {
		return n.Owner.Binary[op]
	}
	return nil
}

// InPlace is an augmented assignment's operator.
func (t *Thread) InPlace(op code.BinOp, a, b Value) (Value, error) {
	if tb := b.Type(); (op == code.OpAdd || op == code.OpMul) && tb.flags&isHeapType != 0 && (a.Type() == &ListType || a.Type() == &BytearrayType) {
		// The methods of numbers go before those of sequences, reflected ones, too.
		if fn := tb.special[specialRAdd+special(op)]; fn.IsSet() && !fn.IsNone() && fn.Native() == nil {
			if r, err := t.binaryRight(op, tb, a, b); err != nil || r != NotImplemented {
				return r, err
			}
		}
	}
	if f := a.Type().InPlace[op]; f != nil {
		if typ := b.Type(); (op == code.OpAdd || op == code.OpMul) && typ.flags&isHeapType != 0 && (a.Type() == &ListType || a.Type() == &BytearrayType) {
			// Sequences know no addition of numbers: the other operand is asked first.
			if r, err := t.binaryRight(op, typ, a, b); err != nil || r != NotImplemented {
				return r, err
			}
		}
		r, err := f(t, a, b)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	r, err := t.binary(op, a, b)
	if err != nil || r != NotImplemented {
		return r, err
	}
	name := binaryNames[op][0]
	if op == code.OpPow {
		name = "**"
	}
	return Value{}, t.binaryError(name+"=", op, a, b)
}

// Neg, Pos, Invert and Abs are the prefix operators and abs.
func (t *Thread) Neg(v Value) (Value, error) { return t.unary(v, v.Type().Neg, "-") }

// Pos is +v.
func (t *Thread) Pos(v Value) (Value, error) { return t.unary(v, v.Type().Pos, "+") }

// Invert is ~v.
func (t *Thread) Invert(v Value) (Value, error) { return t.unary(v, v.Type().Invert, "~") }

// Abs is abs(v).
func (t *Thread) Abs(v Value) (Value, error) {
	if f := v.Type().Abs; f != nil {
		return f(t, v)
	}
	return Value{}, t.Raisef(&TypeError, "bad operand type for abs(): '%s'", v.Type().Name)
}

func (t *Thread) unary(v Value, f func(*Thread, Value) (Value, error), name string) (Value, error) {
	if f != nil {
		return f(t, v)
	}
	return Value{}, t.Raisef(&TypeError, "bad operand type for unary %s: '%s'", name, v.Type().Name)
}

// Index is v as an int, by __index__.
func (t *Thread) Index(v Value) (Value, error) {
	if v.isLong() {
		return intSelf(t, v)
	}
	f := v.Type().Index
	if f == nil {
		return Value{}, t.Raisef(&TypeError, "'%s' object cannot be interpreted as an integer", v.Type().Name)
	}
	r, err := f(t, v)
	if err != nil {
		return Value{}, err
	}
	if !r.isLong() {
		return Value{}, t.Raisef(&TypeError, "__index__ returned non-int (type %s)", r.Type().Name)
	}
	if typ := r.Type(); typ != &IntType {
		if err := t.warnSubclass("__index__", "int", r); err != nil {
			return Value{}, err
		}
	}
	return intSelf(t, r)
}

// IntArg reads an argument as an int of the machine's size.
func (t *Thread) IntArg(v Value) (int, error) {
	if v.IsInt() {
		return int(v.Small()), nil
	}
	i, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	small, large, _ := i.Long()
	if large != nil {
		return 0, t.Raisef(&OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(small), nil
}

// BigArg reads an argument as an int of any size.
func (t *Thread) BigArg(v Value) (*big.Int, error) {
	i, err := t.Index(v)
	if err != nil {
		return nil, err
	}
	return BigOf(i), nil
}

// FloatArg reads an argument as a float, by __float__ or __index__.
func (t *Thread) FloatArg(v Value) (float64, error) {
	if f, ok := v.Double(); ok {
		return f, nil
	}
	typ := v.Type()
	if typ.ToFloat != nil {
		r, err := typ.ToFloat(t, v)
		if err != nil {
			return 0, err
		}
		if f, ok := r.Double(); ok {
			if r.Type() != &FloatType {
				return f, t.warnSubclass(typ.Name+".__float__", "float", r)
			}
			return f, nil
		}
		return 0, t.Raisef(&TypeError, "%s.__float__ returned non-float (type %s)", typ.Name, r.Type().Name)
	}
	if typ.Index != nil {
		i, err := t.Index(v)
		if err != nil {
			return 0, err
		}
		r, err := intToFloat(t, i)
		if err != nil {
			return 0, err
		}
		return r.F(), nil
	}
	return 0, t.Raisef(&TypeError, "must be real number, not %s", typ.Name)
}

// StrArg reads an argument that must be a str; what names the function and argument in the error.
func (t *Thread) StrArg(v Value, what string) (*Str, error) {
	if s := v.Str(); s != nil {
		return s, nil
	}
	return nil, t.Raisef(&TypeError, "%s must be str, not %s", what, v.typeName())
}

// typeName is the name of the type as error messages give it: None for None.
func (v Value) typeName() string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().Name
}

// Len is len(v).
func (t *Thread) Len(v Value) (int, error) {
	if f := v.Type().Len; f != nil {
		return f(t, v)
	}
	return 0, t.Raisef(&TypeError, "object of type '%s' has no len()", v.Type().Name)
}

// GetItem is v[key].
func (t *Thread) GetItem(v, key Value) (Value, error) {
	if f := v.Type().GetItem; f != nil {
		return f(t, v, key)
	}
	if typ := v.AsType(); typ != nil {
		if fn := typ.Lookup("__class_getitem__"); fn.IsSet() {
			f, err := t.GetAttr(v, t.Intern("__class_getitem__"))
			if err != nil {
				return Value{}, err
			}
			return t.Call(f, key)
		}
		return Value{}, t.Raisef(&TypeError, "type '%s' is not subscriptable", typ.Name)
	}
	return Value{}, t.Raisef(&TypeError, "'%s' object is not subscriptable", v.Type().Name)
}

// SetItem is v[key] = x, or del v[key] where x is unset.
func (t *Thread) SetItem(v, key, x Value) error {
	if f := v.Type().SetItem; f != nil {
		return f(t, v, key, x)
	}
	if !x.IsSet() {
		typ := v.Type()
		sequence := typ.flags&isHeapType != 0 || (typ.GetItem != nil || typ.Len != nil) && typ.flags&typeSubclass == 0
		if !sequence || !key.isLong() && key.Type().Index == nil {
			return t.Raisef(&TypeError, "'%s' object does not support item deletion", typ.Name)
		}
		return t.Raisef(&TypeError, "'%s' object doesn't support item deletion", v.Type().Name)
	}
	return t.Raisef(&TypeError, "'%s' object does not support item assignment", v.Type().Name)
}

// Contains is x in v.
func (t *Thread) Contains(v, x Value) (bool, error) {
	if v.Type() == &StrType && x.Type() == &StrType && len(as[Str](v).S) <= 32 {
		return strings.Contains(as[Str](v).S, as[Str](x).S), nil
	}
	if f := v.Type().Contains; f != nil {
		return f(t, v, x)
	}
	if v.Type().Lookup("__contains__").isNone() {
		return false, t.Raisef(&TypeError, "'%s' object is not a container", v.Type().Name)
	}
	it, err := t.Iter(v)
	if err != nil {
		if Catch(err, &TypeError) != nil {
			return false, t.Raisef(&TypeError, "argument of type '%s' is not a container or iterable", v.Type().Name)
		}
		return false, err
	}
	found := false
	err = t.iterate(it, func(y Value) error {
		same, err := t.EqualIdentity(y, x)
		if err != nil {
			return err
		}
		if same {
			found = true
			return errStopIterating
		}
		return nil
	})
	return found, err
}

// errStopIterating ends an Iterate early, without an error.
var errStopIterating = &Stop{Detail: "the callback of Iterate has seen enough"}

// StopIterating is what the callback of Iterate returns to end it early.
func StopIterating() error { return errStopIterating }

func (t *Thread) isIterable(v Value) bool {
	typ := v.Type()
	return typ.Iter != nil || typ.countable() && typ.flags&dictSubclass == 0
}

// countable tells the types without __iter__ that are iterated over by index: those with a __getitem__ of Python's. The
// engine's own that are sequences know to iterate.
func (typ *Type) countable() bool {
	return typ.GetItem != nil && typ.flags&isHeapType != 0 && !typ.special[specialIter].IsNone() && typ.special[specialGetitem].Native() == nil
}

// Iter is iter(v).
func (t *Thread) Iter(v Value) (Value, error) {
	typ := v.Type()
	if typ.Iter != nil {
		it, err := typ.Iter(t, v)
		if err != nil {
			return Value{}, err
		}
		if it.Type().Next == nil {
			return Value{}, t.Raisef(&TypeError, "iter() returned non-iterator of type '%s'", it.Type().Name)
		}
		return it, nil
	}
	if typ.countable() {
		return t.newSeqIterator(&SequenceIteratorType, v), nil
	}
	return Value{}, t.Raisef(&TypeError, "'%s' object is not iterable", typ.Name)
}

// Next is the next value of an iterator, unset at its end.
func (t *Thread) Next(it Value) (Value, error) {
	v, err := t.NextOf(it)
	if err != nil && t.stops(err) {
		return Value{}, nil // a function that a native iterator called may end it
	}
	return v, err
}

// stops tells a StopIteration, and remembers it if it has a value: who called __next__ wants to see it.
func (t *Thread) stops(err error) bool {
	e := Catch(err, &StopIteration)
	if e != nil && e.Args != nil && len(e.Args.Items) > 0 {
		t.ended = e
	}
	return e != nil
}

// EndOf is the StopIteration for the end of an iterator that Next or NextOf has just found.
func (t *Thread) EndOf() *Exception {
	e := t.ended
	if e == nil {
		return t.NewException(&StopIteration)
	}
	t.ended = nil
	return e
}

// NextOf is Next where the end may be a StopIteration with a value.
func (t *Thread) NextOf(it Value) (Value, error) {
	f := it.Type().Next
	if f == nil {
		return Value{}, t.Raisef(&TypeError, "'%s' object is not an iterator", it.Type().Name)
	}
	t.fuel -= 2
	t.ended = nil
	if err := t.Enter(); err != nil { // an iterator over an iterator over an iterator…
		return Value{}, err
	}
	v, err := f(t, it)
	t.Leave()
	return v, err
}

// Iterate calls f with each value of an iterable. A unit of fuel is charged for each. f ends it by returning an error.
// Whatever the caller builds from the values must be reachable or held: memory is traced between the calls of f.
func (t *Thread) Iterate(v Value, f func(x Value) error) error {
	if v.items() != nil {
		for i := 0; ; i++ {
			items := *v.items() // f may change a list
			if i >= len(items) {
				return nil
			}
			if err := t.Charge(1); err != nil {
				return err
			}
			if err := f(items[i]); err != nil {
				if err == error(errStopIterating) {
					return nil
				}
				return err
			}
		}
	}
	it, err := t.Iter(v)
	if err != nil {
		return err
	}
	return t.iterate(it, f)
}

// iterate calls f with each value of an iterator.
func (t *Thread) iterate(it Value, f func(x Value) error) error {
	t.Hold(it)
	defer t.Release(1)
	loose := t.mem.loose()
	next := it.Type().Next
	for {
		if err := t.Charge(1); err != nil {
			return err
		}
		if t.mem.due {
			if err := t.settle(loose); err != nil {
				return err
			}
		}
		x, err := next(t, it)
		if err != nil {
			if Catch(err, &StopIteration) != nil {
				return nil
			}
			return err
		}
		if !x.IsSet() {
			return nil
		}
		if err := f(x); err != nil {
			if err == error(errStopIterating) {
				return nil
			}
			return err
		}
	}
}

// ToSlice is the values of an iterable as a slice that the caller owns.
func (t *Thread) ToSlice(v Value) ([]Value, error) {
	if p := v.items(); p != nil {
		n := len(*p)
		if err := t.Grow(uint64(n) * 16); err != nil {
			return nil, err
		}
		if err := t.Charge(n / 32); err != nil {
			return nil, err
		}
		return append(make([]Value, 0, n), *p...), nil
	}
	l := t.NewList(nil)
	if n, ok := t.knownLen(v); ok {
		if err := t.growItems(&l.Items, n); err != nil {
			return nil, err
		}
	}
	t.Hold(Obj(l))
	err := l.Extend(t, v)
	t.Release(1)
	return l.Items, err
}

// knownLen is the length of a native container: reserving by a length that Python code answers would let it lie.
func (t *Thread) knownLen(v Value) (int, bool) {
	switch typ := v.Type(); {
	case typ == &RangeType:
		n := as[Range](v).n
		if as[Range](v).huge != nil {
			return 0, false
		}
		return int(n), n < 1<<16
	case typ == &DictType:
		return as[Dict](v).live, true
	case typ == &SetType || typ == &FrozenSetType:
		return as[Set](v).live, true
	}
	return 0, false
}

// Format is format(v, spec).
func (t *Thread) Format(v Value, spec string) (Value, error) {
	if spec == "" {
		if v.Type() == &StrType {
			return v, nil
		}
		if v.IsInt() || v.IsFloat() {
			return t.StrOf(v)
		}
	}
	var buf [128]byte
	if text, ok := plainFormat(buf[:0], v, spec); ok {
		return t.TextValue(text), nil
	}
	fn := v.Type().Lookup("__format__")
	r, err := t.CallMethodOf(fn, v, t.StrValue(spec))
	if err == nil && r.Str() == nil {
		return Value{}, t.Raisef(&TypeError, "__format__ must return a str, not %s", r.Type().Name)
	}
	return r, err
}

// isNone tells a value that is set, and None.
func (v Value) isNone() bool { return v.IsSet() && v.IsNone() }
