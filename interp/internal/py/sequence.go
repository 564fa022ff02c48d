package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// items is the slice of an exact list or tuple, nil for anything else.
func (v Value) items() *[]Value {
	switch v.Type() {
	case &ListType:
		return &as[List](v).Items
	case &TupleType:
		return &as[Tuple](v).Items
	}
	return nil
}

func seqItems(v Value) []Value {
	if l := v.List(); l != nil {
		return l.Items
	}
	return v.Tuple().Items
}

func seqLen(t *Thread, self Value) (int, error) { return len(seqItems(self)), nil }

// indexOf reads a subscript as an int; format names the type that is none.
func (t *Thread) indexOf(key Value, format string) (int, error) {
	if !key.isLong() {
		if key.Type().Index == nil {
			return 0, t.Raisef(&TypeError, format, key.Type().Name)
		}
		var err error
		if key, err = t.Index(key); err != nil {
			return 0, err
		}
	}
	small, large, _ := key.Long()
	if large != nil {
		return 0, t.Raisef(&IndexError, "cannot fit 'int' into an index-sized integer")
	}
	return int(small), nil
}

func seqGetItem(t *Thread, self, key Value, kind string) (Value, error) {
	if sl := key.Slice(); sl != nil {
		sl, err := t.plainSlice(sl)
		if err != nil {
			return Value{}, err
		}
		items := seqItems(self)
		start, _, step, n, err := t.sliceIndices(sl, len(items))
		if err != nil {
			return Value{}, err
		}
		if kind == "tuple" && n == len(items) && step == 1 && self.Type() == &TupleType {
			return self, nil
		}
		if err := t.Grow(uint64(n) * 16); err != nil {
			return Value{}, err
		}
		if err := t.Charge(n / 16); err != nil {
			return Value{}, err
		}
		items = seqItems(self) // __index__ may have changed it
		out := make([]Value, 0, n)
		if step == 1 && start+n <= len(items) {
			out = append(out, items[start:start+n]...)
		} else {
			for i := 0; i < n; i++ {
				if p := start + i*step; p < len(items) {
					out = append(out, items[p])
				}
			}
		}
		if kind == "list" {
			return Obj(&List{Header{typ: &ListType}, out}), nil
		}
		return Obj(&Tuple{Header{typ: &TupleType}, out}), nil
	}
	i, err := t.indexOf(key, kind+" indices must be integers or slices, not %s")
	if err != nil {
		return Value{}, err
	}
	items := seqItems(self)
	if i < 0 {
		i += len(items)
	}
	if i < 0 || i >= len(items) {
		return Value{}, t.Raisef(&IndexError, "%s index out of range", kind)
	}
	return items[i], nil
}

func seqContains(t *Thread, self, v Value) (bool, error) {
	for i := 0; i < len(seqItems(self)); i++ {
		if i&3 == 3 {
			if err := t.Charge(3); err != nil {
				return false, err
			}
		}
		same, err := t.EqualIdentity(seqItems(self)[i], v)
		if err != nil || same {
			return same, err
		}
	}
	return false, nil
}

func (t *Thread) compareSeqs(op code.CmpOp, a, b Value) (Value, error) {
	if len(seqItems(a)) != len(seqItems(b)) && (op == code.CmpEq || op == code.CmpNe) {
		return Bool(op == code.CmpNe), nil
	}
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	for i := 0; i < len(seqItems(a)) && i < len(seqItems(b)); i++ {
		if i&3 == 3 {
			if err := t.Charge(3); err != nil {
				return Value{}, err
			}
		}
		x, y := seqItems(a)[i], seqItems(b)[i]
		same, err := t.EqualIdentity(x, y)
		if err != nil {
			return Value{}, err
		}
		if same {
			continue
		}
		if i >= len(seqItems(a)) || i >= len(seqItems(b)) { // the comparison has made a list shorter
			break
		}
		switch op {
		case code.CmpEq:
			return False, nil
		case code.CmpNe:
			return True, nil
		}
		return t.Compare(op, seqItems(a)[i], seqItems(b)[i])
	}
	n, m := len(seqItems(a)), len(seqItems(b))
	switch {
	case n < m:
		return Bool(ordered(op, -1)), nil
	case n > m:
		return Bool(ordered(op, 1)), nil
	}
	return Bool(ordered(op, 0)), nil
}

func (t *Thread) concat(x, y []Value) ([]Value, error) {
	n := len(x) + len(y)
	if err := t.Grow(objectSize + uint64(n)*16); err != nil {
		return nil, err
	}
	if err := t.Charge(n / 16); err != nil {
		return nil, err
	}
	items := make([]Value, 0, n)
	return append(append(items, x...), y...), nil
}

func (t *Thread) repeat(items []Value, count Value) ([]Value, bool, error) {
	n, ok, err := t.repeatCount(count, len(items)*16)
	if err != nil {
		return nil, false, err
	}
	if !ok {
		return nil, false, nil
	}
	size := n * len(items)
	if err := t.Grow(objectSize + uint64(size)*16); err != nil {
		return nil, false, err
	}
	if err := t.Charge(size / 4); err != nil {
		return nil, false, err
	}
	out := make([]Value, 0, size)
	for i := 0; i < n && len(items) > 0; i++ {
		out = append(out, items...)
	}
	return out, true, nil
}
