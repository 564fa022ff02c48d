package py

import (
	"math"
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
)

// Range is a range of ints. One whose bounds or length do not fit 64 bits keeps them as big ints in huge instead.
type Range struct {
	Header
	Start, Stop, Step int64
	n                 int64
	huge              *hugeRange
}

// hugeRange is a range beyond 64 bits.
type hugeRange struct{ start, stop, step, n *big.Int }

// NewRange makes a range that fits 64 bits as a whole, the element after the last included; step is not 0.
func (t *Thread) NewRange(start, stop, step int64) *Range {
	t.alloc(objectSize)
	r := &Range{Header: Header{typ: &RangeType}, Start: start, Stop: stop, Step: step}
	switch {
	case step > 0 && start < stop:
		r.n = int64((uint64(stop)-uint64(start)-1)/uint64(step)) + 1
	case step < 0 && start > stop:
		r.n = int64((uint64(start)-uint64(stop)-1)/(-uint64(step))) + 1
	}
	return r
}

// rangeOf makes a range of any size; step is not 0.
func (t *Thread) rangeOf(start, stop, step *big.Int) (Value, error) {
	if err := t.payRange(start, stop, step); err != nil {
		return Value{}, err
	}
	n := new(big.Int)
	if span := new(big.Int).Sub(stop, start); span.Sign() == step.Sign() {
		span.Sub(span, big.NewInt(int64(step.Sign())))
		n.Quo(span, step)
		n.Add(n, big.NewInt(1))
	}
	end := new(big.Int).Mul(n, step)
	if end.Add(end, start); start.IsInt64() && stop.IsInt64() && step.IsInt64() && n.IsInt64() && end.IsInt64() && step.Int64() != math.MinInt64 {
		return Obj(t.NewRange(start.Int64(), stop.Int64(), step.Int64())), nil
	}
	r := &Range{Header: Header{typ: &RangeType}, huge: &hugeRange{start, stop, step, n}}
	t.alloc(r.size())
	return Obj(r), nil
}

// payRange pays for one step of arithmetic on the bounds of a range, which may be ints of any size.
func (t *Thread) payRange(parts ...*big.Int) error {
	most, words := 0, 0
	for _, p := range parts {
		most, words = max(most, len(p.Bits())), words+len(p.Bits())
	}
	if words <= 2*len(parts) {
		return nil
	}
	if err := t.Grow(uint64(words) * 16); err != nil {
		return err
	}
	return t.chargeMul(most, most)
}

// size is what a range holds; its bounds are counted as its own, whoever else holds them.
func (r *Range) size() uint64 {
	if h := r.huge; h != nil {
		return objectSize + sizeOfAll(h.start, h.stop, h.step, h.n)
	}
	return objectSize
}

func (it *hugeRangeIterator) size() uint64 { return objectSize + sizeOfAll(it.next, it.left, it.step) }

func sizeOfAll(numbers ...*big.Int) (size uint64) {
	for _, x := range numbers {
		size += 32 + bigSpare + uint64(len(x.Bits()))*8
	}
	return size
}

// parts are the bounds, the step and the length of any range.
func (r *Range) parts() (start, stop, step, n *big.Int) {
	if h := r.huge; h != nil {
		return h.start, h.stop, h.step, h.n
	}
	return big.NewInt(r.Start), big.NewInt(r.Stop), big.NewInt(r.Step), big.NewInt(r.n)
}

// Count is the number of elements.
func (r *Range) Count() int64 { return r.n }

// At is element i.
func (r *Range) At(i int64) int64 { return r.Start + i*r.Step }

// at is element i of any range.
func (r *Range) at(i *big.Int) *big.Int {
	start, _, step, _ := r.parts()
	x := new(big.Int).Mul(i, step)
	return x.Add(x, start)
}

// Range is the range v, or nil; nil too where 64 bits are not enough.
func (v Value) Range() *Range {
	if v.Type() == &RangeType && as[Range](v).huge == nil {
		return as[Range](v)
	}
	return nil
}

// smallRange is the range that most programs make, nil where big ints have to see to it: arguments that are no ints, a
// step of 0, or an end so far away that the element after the last could be beyond 64 bits.
func (t *Thread) smallRange(args []Value) *Range {
	const far = 1 << 61
	n := [3]int64{0, 0, 1}
	for i, a := range args {
		if !a.IsInt() || a.Small() < -far || a.Small() > far {
			return nil
		}
		n[i] = a.Small()
	}
	if len(args) == 1 {
		n[0], n[1] = 0, n[0]
	}
	if n[2] == 0 {
		return nil
	}
	return t.NewRange(n[0], n[1], n[2])
}

func rangeNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(kw) > 0 {
		return Value{}, t.Raisef(&TypeError, "range() takes no keyword arguments")
	}
	if len(args) == 0 {
		return Value{}, t.Raisef(&TypeError, "range expected at least 1 argument, got 0")
	}
	if len(args) > 3 {
		return Value{}, t.Raisef(&TypeError, "range expected at most 3 arguments, got %d", len(args))
	}
	if r := t.smallRange(args); r != nil {
		return Obj(r), nil
	}
	n := [3]*big.Int{big.NewInt(0), big.NewInt(0), big.NewInt(1)}
	for i, a := range args {
		v, err := t.Index(a)
		if err != nil {
			return Value{}, err
		}
		n[i] = BigOf(v)
	}
	if len(args) == 1 {
		n[0], n[1] = n[1], n[0]
	}
	if n[2].Sign() == 0 {
		return Value{}, t.Raisef(&ValueError, "range() arg 3 must not be zero")
	}
	return t.rangeOf(n[0], n[1], n[2])
}

func rangeLen(t *Thread, v Value) (int, error) {
	r := as[Range](v)
	if r.huge == nil {
		return int(r.n), nil
	}
	if !r.huge.n.IsInt64() {
		return 0, t.Raisef(&OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(r.huge.n.Int64()), nil
}

func rangeRepr(t *Thread, v Value) (Value, error) {
	start, stop, step, _ := as[Range](v).parts()
	parts := []Value{t.Big(start), t.Big(stop), t.Big(step)}
	if step.Cmp(big.NewInt(1)) == 0 {
		parts = parts[:2]
	}
	s := "range("
	for i, p := range parts {
		text, err := t.Repr(p) // which pays for the digits, and refuses too many
		if err != nil {
			return Value{}, err
		}
		if i > 0 {
			s += ", "
		}
		s += text
	}
	return t.StrValue(s + ")"), nil
}

// identity is what makes two ranges the same sequence: the length, and as much of the rest as the length leaves visible.
func (r *Range) identity(t *Thread) Value {
	start, _, step, n := r.parts()
	items := []Value{t.Big(n), None, None}
	if n.Sign() > 0 {
		items[1] = t.Big(start)
		if n.Cmp(big.NewInt(1)) > 0 {
			items[2] = t.Big(step)
		}
	}
	return t.Tuple(items...)
}

func rangeHash(t *Thread, v Value) (int64, error) { return tupleHash(t, as[Range](v).identity(t)) }

func rangeCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if a.Type() != &RangeType || b.Type() != &RangeType || op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	return tupleCompare(t, op, as[Range](a).identity(t), as[Range](b).identity(t))
}

type rangeIterator struct {
	Header
	next, left, step int64
}

// hugeRangeIterator walks a range beyond 64 bits.
type hugeRangeIterator struct {
	Header
	next, left, step *big.Int
}

func rangeIter(t *Thread, self Value) (Value, error) {
	r := as[Range](self)
	if h := r.huge; h != nil {
		it := &hugeRangeIterator{Header{typ: &LongRangeIteratorType}, h.start, h.n, h.step}
		t.alloc(it.size())
		return Obj(it), nil
	}
	t.alloc(objectSize)
	return Obj(&rangeIterator{Header{typ: &RangeIteratorType}, r.Start, r.n, r.Step}), nil
}

func rangeIterNext(t *Thread, self Value) (Value, error) {
	it := as[rangeIterator](self)
	if it.left <= 0 {
		return Value{}, nil
	}
	it.left--
	v := it.next
	it.next += it.step
	return Int(v), nil
}

func hugeRangeIterNext(t *Thread, self Value) (Value, error) {
	it := as[hugeRangeIterator](self)
	if it.left.Sign() <= 0 {
		return Value{}, nil
	}
	if err := t.Charge((len(it.next.Bits()) + len(it.left.Bits())) / 4); err != nil {
		return Value{}, err
	}
	v := it.next
	it.next = new(big.Int).Add(v, it.step)
	it.left = new(big.Int).Sub(it.left, big.NewInt(1))
	return t.Big(v), nil
}

func rangeGetItem(t *Thread, self, key Value) (Value, error) {
	r := as[Range](self)
	_, _, step, n := r.parts()
	if sl := key.Slice(); sl != nil {
		from, to, by, err := t.bigIndices(sl, n)
		if err != nil {
			return Value{}, err
		}
		if err := r.pay(t, from, to, by); err != nil {
			return Value{}, err
		}
		return t.rangeOf(r.at(from), r.at(to), new(big.Int).Mul(by, step))
	}
	if !key.isLong() && key.Type().Index == nil {
		return Value{}, t.Raisef(&TypeError, "range indices must be integers or slices, not %s", key.Type().Name)
	}
	v, err := t.Index(key)
	if err != nil {
		return Value{}, err
	}
	i := BigOf(v)
	if i.Sign() < 0 {
		i = new(big.Int).Add(i, n)
	}
	if i.Sign() < 0 || i.Cmp(n) >= 0 {
		return Value{}, t.Raisef(&IndexError, "range object index out of range")
	}
	if err := r.pay(t, i); err != nil {
		return Value{}, err
	}
	return t.Big(r.at(i)), nil
}

// pay pays for arithmetic of a range with other ints.
func (r *Range) pay(t *Thread, with ...*big.Int) error {
	if h := r.huge; h != nil {
		with = append(with, h.start, h.step, h.n)
	}
	return t.payRange(with...)
}

// find is the position of an int, nil where it is no element.
func (r *Range) find(x *big.Int) *big.Int {
	start, _, step, n := r.parts()
	d := new(big.Int).Sub(x, start)
	q, m := new(big.Int).QuoRem(d, step, new(big.Int))
	if m.Sign() != 0 || q.Sign() < 0 || q.Cmp(n) >= 0 {
		return nil
	}
	return q
}

// search compares with every element: what is no int may be equal to any of them.
func (t *Thread) rangeSearch(r *Range, v Value, found func(i int64) bool) error {
	it, err := rangeIter(t, Obj(r))
	if err != nil {
		return err
	}
	for i := int64(0); ; i++ {
		if err := t.Charge(4); err != nil {
			return err
		}
		x, err := it.Type().Next(t, it)
		if err != nil || !x.IsSet() {
			return err
		}
		same, err := t.Equal(x, v)
		if err != nil || same && !found(i) {
			return err
		}
	}
}

func rangeContains(t *Thread, self, v Value) (bool, error) {
	r := as[Range](self)
	if v.IsInt() && r.huge == nil { // the usual case, without big ints
		if r.n == 0 {
			return false, nil
		}
		x, lo, hi := v.Small(), r.Start, r.At(r.n-1)
		if lo > hi {
			lo, hi = hi, lo
		}
		return x >= lo && x <= hi && (uint64(x)-uint64(lo))%stepSize(r.Step) == 0, nil
	}
	if v.IsInt() || v.IsBool() || v.Type() == &IntType {
		if err := r.pay(t, BigOf(v)); err != nil {
			return false, err
		}
		return r.find(BigOf(v)) != nil, nil
	}
	in := false
	err := t.rangeSearch(r, v, func(int64) bool { in = true; return false })
	return in, err
}

func stepSize(i int64) uint64 {
	if i < 0 {
		return -uint64(i)
	}
	return uint64(i)
}

// rangeMethods defines the methods of range.
func rangeMethods() {
	attr := func(name string, pick func(start, stop, step *big.Int) *big.Int) Attr {
		return Attr{name, func(t *Thread, v Value) (Value, error) {
			start, stop, step, _ := as[Range](v).parts()
			return t.Big(pick(start, stop, step)), nil
		}, nil}
	}
	RangeType.addAttrs([]Attr{
		attr("start", func(start, _, _ *big.Int) *big.Int { return start }),
		attr("stop", func(_, stop, _ *big.Int) *big.Int { return stop }),
		attr("step", func(_, _, step *big.Int) *big.Int { return step }),
	})
	isInt := func(v Value) bool { return v.IsInt() || v.IsBool() || v.Type() == &IntType }
	RangeType.addMethods([]Def{
		{"index", "value, /", func(t *Thread, a []Value) (Value, error) {
			r := as[Range](a[0])
			if isInt(a[1]) {
				if err := r.pay(t, BigOf(a[1])); err != nil {
					return Value{}, err
				}
				if i := r.find(BigOf(a[1])); i != nil {
					return t.Big(i), nil
				}
				return Value{}, t.Raisef(&ValueError, "range.index(x): x not in range")
			}
			at := int64(-1)
			if err := t.rangeSearch(r, a[1], func(i int64) bool { at = i; return false }); err != nil {
				return Value{}, err
			}
			if at < 0 {
				return Value{}, t.Raisef(&ValueError, "sequence.index(x): x not in sequence")
			}
			return Int(at), nil
		}},
		{"count", "value, /", func(t *Thread, a []Value) (Value, error) {
			r := as[Range](a[0])
			if isInt(a[1]) {
				if err := r.pay(t, BigOf(a[1])); err != nil {
					return Value{}, err
				}
				if r.find(BigOf(a[1])) != nil {
					return Int(1), nil
				}
				return Int(0), nil
			}
			n := int64(0)
			err := t.rangeSearch(r, a[1], func(int64) bool { n++; return true })
			return Int(n), err
		}},
		{"__reversed__", "", func(t *Thread, a []Value) (Value, error) {
			r := as[Range](a[0])
			if err := r.pay(t); err != nil {
				return Value{}, err
			}
			t.alloc(objectSize)
			if h := r.huge; h != nil {
				last := r.at(new(big.Int).Sub(h.n, big.NewInt(1)))
				return Obj(&hugeRangeIterator{Header{typ: &LongRangeIteratorType}, last, h.n, new(big.Int).Neg(h.step)}), nil
			}
			return Obj(&rangeIterator{Header{typ: &RangeIteratorType}, r.At(r.n - 1), r.n, -r.Step}), nil
		}},
		{"__reduce__", "", func(t *Thread, a []Value) (Value, error) {
			start, stop, step, _ := as[Range](a[0]).parts()
			return t.Tuple(Obj(&RangeType), t.Tuple(t.Big(start), t.Big(stop), t.Big(step))), nil
		}},
	})
	LongRangeIteratorType.addMethods([]Def{
		{"__length_hint__", "", func(t *Thread, a []Value) (Value, error) { return t.Big(as[hugeRangeIterator](a[0]).left), nil }},
		{"__reduce__", "", func(t *Thread, a []Value) (Value, error) {
			it := as[hugeRangeIterator](a[0])
			if err := t.payRange(it.next, it.left, it.step); err != nil {
				return Value{}, err
			}
			stop := new(big.Int).Mul(it.left, it.step)
			r, err := t.rangeOf(it.next, stop.Add(stop, it.next), it.step)
			return t.Tuple(t.builtin("iter"), t.Tuple(r), None), err
		}},
		{"__setstate__", "state, /", func(t *Thread, a []Value) (Value, error) {
			k, err := t.BigArg(a[1])
			if err != nil {
				return Value{}, err
			}
			it := as[hugeRangeIterator](a[0])
			if err := t.payRange(k, it.left, it.step); err != nil {
				return Value{}, err
			}
			if k.Sign() < 0 {
				k = new(big.Int)
			} else if k.Cmp(it.left) > 0 {
				k = it.left
			}
			it.next = new(big.Int).Add(it.next, new(big.Int).Mul(k, it.step))
			it.left = new(big.Int).Sub(it.left, k)
			return None, nil
		}},
	})
}
