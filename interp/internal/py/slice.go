package py

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
