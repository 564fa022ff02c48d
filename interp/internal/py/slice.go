package py

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
)

// SliceObject is a slice.
type SliceObject struct {
	Header
	Start, Stop, Step Value
}

// NewSlice makes a slice; unset parts are None.
func (t *Thread) NewSlice(start, stop, step Value) Value {
	t.alloc(objectSize)
	return Obj(&SliceObject{Header{typ: &SliceType}, start.orNone(), stop.orNone(), step.orNone()})
}

// Slice is the slice v, or nil.
func (v Value) Slice() *SliceObject {
	if v.Type() == &SliceType {
		return as[SliceObject](v)
	}
	return nil
}

// SliceIndices are the first index, the end, the step and the number of items that a slice takes of a sequence.
func (t *Thread) SliceIndices(sl *SliceObject, length int) (start, stop, step, n int, err error) {
	return t.sliceIndices(sl, length)
}

func (t *Thread) sliceIndices(sl *SliceObject, length int) (start, stop, step, n int, err error) {
	part := func(v Value) (int, error) {
		if v.IsInt() {
			const huge = 1 << 62
			return int(max(min(v.Small(), huge), -huge)), nil
		}
		if v.Type().Index == nil {
			return 0, t.Raisef(&TypeError, "slice indices must be integers or None or have an __index__ method")
		}
		i, err := t.Index(v)
		if err != nil {
			return 0, err
		}
		x, large, _ := i.Long()
		if large != nil {
			return large.Sign() * (1 << 62), nil
		}
		return int(x), nil
	}
	step = 1
	if !sl.Step.IsNone() {
		if step, err = part(sl.Step); err != nil {
			return
		}
		if step == 0 {
			err = t.Raisef(&ValueError, "slice step cannot be zero")
			return
		}
	}
	if step > 0 {
		start, stop = 0, length
	} else {
		start, stop = length-1, -1
	}
	clip := func(i int) int {
		if i < 0 {
			i += length
			if i < 0 {
				i = 0
				if step < 0 {
					i = -1
				}
			}
		} else if i >= length {
			i = length
			if step < 0 {
				i = length - 1
			}
		}
		return i
	}
	if !sl.Start.IsNone() {
		if start, err = part(sl.Start); err != nil {
			return
		}
		start = clip(start)
	}
	if !sl.Stop.IsNone() {
		if stop, err = part(sl.Stop); err != nil {
			return
		}
		stop = clip(stop)
	}
	if step > 0 && start < stop {
		n = (stop-start-1)/step + 1
	} else if step < 0 && start > stop {
		n = (start-stop-1)/(-step) + 1
	}
	return
}

func sliceNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(kw) > 0 {
		return Value{}, t.Raisef(&TypeError, "slice() takes no keyword arguments")
	}
	switch len(args) {
	case 1:
		return t.NewSlice(None, args[0], None), nil
	case 2:
		return t.NewSlice(args[0], args[1], None), nil
	case 3:
		return t.NewSlice(args[0], args[1], args[2]), nil
	case 0:
		return Value{}, t.Raisef(&TypeError, "slice expected at least 1 argument, got 0")
	}
	return Value{}, t.Raisef(&TypeError, "slice expected at most 3 arguments, got %d", len(args))
}

func sliceRepr(t *Thread, v Value) (Value, error) {
	s := as[SliceObject](v)
	return t.joinReprs("slice(", ")", []Value{s.Start, s.Stop, s.Step}, false)
}

func sliceCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, y := a.Slice(), b.Slice()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	return t.compareSeqs(op, t.Tuple(x.Start, x.Stop, x.Step), t.Tuple(y.Start, y.Stop, y.Step))
}

// bigIndices are the first index, the end and the step that a slice means for a sequence of any length.
func (t *Thread) bigIndices(sl *SliceObject, length *big.Int) (start, stop, step *big.Int, err error) {
	part := func(v Value) (*big.Int, error) {
		if !v.isLong() && v.Type().Index == nil {
			return nil, t.Raisef(&TypeError, "slice indices must be integers or None or have an __index__ method")
		}
		return t.BigArg(v)
	}
	step = big.NewInt(1)
	if !sl.Step.IsNone() {
		if step, err = part(sl.Step); err != nil {
			return
		}
		if step.Sign() == 0 {
			return nil, nil, nil, t.Raisef(&ValueError, "slice step cannot be zero")
		}
	}
	lower, upper := new(big.Int), length
	if step.Sign() < 0 {
		lower, upper = big.NewInt(-1), new(big.Int).Sub(length, big.NewInt(1))
	}
	clip := func(v Value, missing *big.Int) (*big.Int, error) {
		if v.IsNone() {
			return missing, nil
		}
		i, err := part(v)
		if err == nil {
			err = t.Charge((len(i.Bits()) + len(length.Bits())) / 4)
		}
		if err != nil {
			return nil, err
		}
		if i.Sign() < 0 {
			if i = new(big.Int).Add(i, length); i.Cmp(lower) < 0 {
				return lower, nil
			}
		} else if i.Cmp(upper) > 0 {
			return upper, nil
		}
		return i, nil
	}
	first, last := lower, upper
	if step.Sign() < 0 {
		first, last = upper, lower
	}
	if start, err = clip(sl.Start, first); err != nil {
		return
	}
	stop, err = clip(sl.Stop, last)
	return
}

func sliceHash(t *Thread, v Value) (int64, error) {
	s := as[SliceObject](v)
	return tupleHash(t, t.Tuple(s.Start, s.Stop, s.Step))
}

// sliceMethods defines the methods of slice.
func sliceMethods() {
	SliceType.addMethods([]Def{
		{"indices", "object, /", func(t *Thread, a []Value) (Value, error) {
			n, err := t.BigArg(a[1])
			if err != nil {
				return Value{}, err
			}
			if n.Sign() < 0 {
				return Value{}, t.Raisef(&ValueError, "length should not be negative")
			}
			start, stop, step, err := t.bigIndices(as[SliceObject](a[0]), n)
			if err != nil {
				return Value{}, err
			}
			return t.Tuple(t.Big(start), t.Big(stop), t.Big(step)), nil
		}},
		{"__reduce__", "", func(t *Thread, a []Value) (Value, error) {
			s := as[SliceObject](a[0])
			return t.Tuple(Obj(&SliceType), t.Tuple(s.Start, s.Stop, s.Step)), nil
		}},
	})
}
