package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// List is a list.
type List struct {
	Header
	Items []Value
}

// NewList makes a list that owns items.
func (t *Thread) NewList(items []Value) *List {
	t.alloc(objectSize + uint64(cap(items))*16)
	return &List{Header{typ: &ListType}, items}
}

// ListValue makes a list value that owns items.
func (t *Thread) ListValue(items []Value) Value { return Obj(t.NewList(items)) }

// Append appends an item; the growth is charged.
func (l *List) Append(t *Thread, v Value) error {
	if len(l.Items) == cap(l.Items) {
		n := len(l.Items)
		want := n + n/2 + 4
		if n > 4096 {
			want = n + n/4
		}
		if err := t.Grow(uint64(want) * 16); err != nil {
			return err
		}
		if err := t.Charge(n / 32); err != nil {
			return err
		}
		items := make([]Value, n, want)
		copy(items, l.Items)
		l.Items = items
	}
	l.Items = append(l.Items, v)
	return nil
}

// Extend appends all items of an iterable.
func (l *List) Extend(t *Thread, v Value) error {
	if o := v.items(); o != nil {
		n := len(*o)
		if err := t.growItems(&l.Items, n); err != nil {
			return err
		}
		l.Items = append(l.Items, (*o)[:n]...)
		return nil
	}
	if v.Type().flags&isHeapType == 0 {
		return t.Iterate(v, func(x Value) error { return l.Append(t, x) })
	}
	it, err := t.Iter(v)
	if err != nil {
		return err
	}
	t.Hold(it)
	_, err = t.LengthHint(v, 0) // no more than asked: room made by what a program claims would let it lie
	t.Release(1)
	if err != nil {
		return err
	}
	return t.iterate(it, func(x Value) error { return l.Append(t, x) })
}

// growItems makes room for n more items.
func (t *Thread) growItems(items *[]Value, n int) error {
	if err := t.Charge(n / 32); err != nil {
		return err
	}
	if cap(*items)-len(*items) >= n {
		return nil
	}
	want := len(*items) + n
	if len(*items) > 0 {
		want += want / 8
	}
	if err := t.Grow(uint64(want) * 16); err != nil {
		return err
	}
	grown := make([]Value, len(*items), want)
	copy(grown, *items)
	*items = grown
	return nil
}

func listGetItem(t *Thread, self, key Value) (Value, error) {
	return seqGetItem(t, self, key, "list")
}

func listSetItem(t *Thread, self, key, v Value) error {
	l := as[List](self)
	if sl := key.Slice(); sl != nil {
		return t.listSetSlice(l, sl, v)
	}
	i, err := t.indexOf(key, "list indices must be integers or slices, not %s")
	if err != nil {
		return err
	}
	if i < 0 {
		i += len(l.Items)
	}
	if i < 0 || i >= len(l.Items) {
		if !v.IsSet() {
			return t.Raisef(&IndexError, "list assignment index out of range")
		}
		return t.Raisef(&IndexError, "list assignment index out of range")
	}
	if v.IsSet() {
		l.Items[i] = v
		return nil
	}
	if err := t.Charge((len(l.Items) - i) / 32); err != nil {
		return err
	}
	l.remove(i)
	return nil
}

// remove takes out item i.
func (l *List) remove(i int) {
	copy(l.Items[i:], l.Items[i+1:])
	l.Items[len(l.Items)-1] = Value{}
	l.Items = l.Items[:len(l.Items)-1]
}

func (t *Thread) listSetSlice(l *List, sl *SliceObject, v Value) error {
	var values []Value
	if v.IsSet() {
		if !t.isIterable(v) {
			return t.Raisef(&TypeError, "must assign iterable to extended slice")
		}
		var err error
		if values, err = t.ToSlice(v); err != nil {
			return err
		}
	}
	sl, err := t.plainSlice(sl)
	if err != nil {
		return err
	}
	start, stop, step, n, err := t.sliceIndices(sl, len(l.Items))
	if err != nil {
		return err
	}
	if err := t.Charge((len(l.Items) + len(values)) / 16); err != nil {
		return err
	}
	if step == 1 {
		if stop < start {
			stop = start
		}
		tail := len(l.Items) - stop
		size := start + len(values) + tail
		if old := len(l.Items); size <= cap(l.Items) {
			l.Items = l.Items[:max(size, old)]
			copy(l.Items[start+len(values):], l.Items[stop:old])
			copy(l.Items[start:], values)
			clear(l.Items[size:])
			l.Items = l.Items[:size]
			return nil
		}
		if err := t.Grow(uint64(size+size/8) * 16); err != nil {
			return err
		}
		items := make([]Value, 0, size+size/8)
		items = append(items, l.Items[:start]...)
		items = append(items, values...)
		l.Items = append(items, l.Items[stop:]...)
		return nil
	}
	if v.IsSet() {
		if len(values) != n {
			return t.Raisef(&ValueError, "attempt to assign sequence of size %d to extended slice of size %d", len(values), n)
		}
		for i, x := range values {
			l.Items[start+i*step] = x
		}
		return nil
	}
	if n == 0 {
		return nil
	}
	if step < 0 {
		start, step = start+(n-1)*step, -step
	}
	kept := start
	for i := range n { // what stands behind each dropped item, up to the next, moves down
		from, to := start+i*step+1, len(l.Items)
		if i < n-1 {
			to = from + step - 1
		}
		kept += copy(l.Items[kept:], l.Items[from:to])
	}
	clear(l.Items[kept:])
	l.Items = l.Items[:kept]
	return nil
}

func listCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if a.List() == nil || b.List() == nil {
		return NotImplemented, nil
	}
	return t.compareSeqs(op, a, b)
}

func listAdd(t *Thread, a, b Value) (Value, error) {
	x, y := a.List(), b.List()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	items, err := t.concat(x.Items, y.Items)
	return Obj(&List{Header{typ: &ListType}, items}), err
}

func listIAdd(t *Thread, a, b Value) (Value, error) {
	l := a.List()
	if !t.isIterable(b) {
		return Value{}, t.Raisef(&TypeError, "'%s' object is not iterable", b.Type().Name)
	}
	return a, l.Extend(t, b)
}

func listIMul(t *Thread, a, b Value) (Value, error) {
	r, err := listMul(t, a, b)
	if err != nil || r == NotImplemented {
		return r, err
	}
	a.List().Items = r.List().Items
	return a, nil
}

func listMul(t *Thread, a, b Value) (Value, error) {
	if a.List() == nil {
		a, b = b, a
	}
	items, ok, err := t.repeat(a.List().Items, b)
	if err != nil || !ok {
		return NotImplemented, err
	}
	return Obj(&List{Header{typ: &ListType}, items}), nil
}

// LengthHint is how many values an iterable says it has, by __len__ or __length_hint__, def where it does not say.
func (t *Thread) LengthHint(v Value, def int64) (int64, error) {
	if v.Type().Len != nil {
		n, err := t.Len(v)
		if err == nil || Catch(err, &TypeError) == nil {
			return int64(n), err
		}
	}
	hint := v.Type().Lookup("__length_hint__")
	if !hint.IsSet() {
		return def, nil
	}
	r, err := t.CallMethodOf(hint, v)
	if err != nil {
		if Catch(err, &TypeError) != nil {
			return def, nil
		}
		return 0, err
	}
	if r == NotImplemented {
		return def, nil
	}
	small, large, ok := r.Long()
	switch {
	case !ok:
		return 0, t.Raisef(&TypeError, "__length_hint__ must be an integer, not %s", r.Type().Name)
	case large != nil:
		return 0, t.Raisef(&OverflowError, "Python int too large to convert to C ssize_t")
	case small < 0:
		return 0, t.Raisef(&ValueError, "__length_hint__() should return >= 0")
	}
	return small, nil
}

// Strings is a list of strings.
func (t *Thread) Strings(texts ...string) Value {
	items := make([]Value, len(texts))
	for i, s := range texts {
		items[i] = Obj(t.Intern(s))
	}
	return t.ListValue(items)
}
