package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// Range is a range of ints. Its bounds fit 64 bits, which CPython's need not.
type Range struct {
	Header
	Start, Stop, Step int64
	n                 int64
}

// NewRange makes a range; step is not 0.
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

// Count is the number of elements.
func (r *Range) Count() int64 { return r.n }

// At is element i.
func (r *Range) At(i int64) int64 { return r.Start + i*r.Step }

// Range is the range v, or nil.
func (v Value) Range() *Range {
	if v.Type() == &RangeType {
		return as[Range](v)
	}
	return nil
}

type rangeIterator struct {
	Header
	next, left, step int64
}

func rangeIter(t *Thread, self Value) (Value, error) {
	r := as[Range](self)
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

func rangeGetItem(t *Thread, self, key Value) (Value, error) {
	r := as[Range](self)
	if sl := key.Slice(); sl != nil {
		start, _, step, n, err := t.sliceIndices(sl, int(r.n))
		if err != nil {
			return Value{}, err
		}
		from := r.At(int64(start))
		s := r.Step * int64(step)
		return Obj(t.NewRange(from, from+int64(n)*s, s)), nil
	}
	i, err := t.indexOf(key, "range indices must be integers or slices, not %s")
	if err != nil {
		return Value{}, err
	}
	if i < 0 {
		i += int(r.n)
	}
	if i < 0 || int64(i) >= r.n {
		return Value{}, t.Raisef(&IndexError, "range object index out of range")
	}
	return Int(r.At(int64(i))), nil
}

func rangeContains(t *Thread, self, v Value) (bool, error) {
	r := as[Range](self)
	if x, large, ok := v.Long(); ok {
		if large != nil || r.n == 0 {
			return false, nil
		}
		lo, hi := r.Start, r.At(r.n-1)
		if lo > hi {
			lo, hi = hi, lo
		}
		return x >= lo && x <= hi && (x-r.Start)%r.Step == 0, nil
	}
	for i := int64(0); i < r.n; i++ {
		if err := t.Charge(4); err != nil {
			return false, err
		}
		same, err := t.Equal(Int(r.At(i)), v)
		if err != nil || same {
			return same, err
		}
	}
	return false, nil
}

func rangeCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, y := a.Range(), b.Range()
	if x == nil || y == nil || op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	same := x.n == y.n && (x.n == 0 || x.Start == y.Start && (x.n == 1 || x.Step == y.Step))
	return Bool(same == (op == code.CmpEq)), nil
}
