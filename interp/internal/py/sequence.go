package py

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
)

// List is a list.
type List struct {
	Header
	Items []Value
}

// Tuple is a tuple. Its items never change once anybody has seen it.
type Tuple struct {
	Header
	Items []Value
}

// NewList makes a list that owns items.
func (t *Thread) NewList(items []Value) *List {
	t.alloc(objectSize + uint64(cap(items))*16)
	return &List{Header{typ: &ListType}, items}
}

// NewTuple makes a tuple that owns items.
func (t *Thread) NewTuple(items []Value) *Tuple {
	t.alloc(objectSize + uint64(len(items))*16)
	return &Tuple{Header{typ: &TupleType}, items}
}

// Tuple makes a tuple value of its items.
func (t *Thread) Tuple(items ...Value) Value { return Obj(t.NewTuple(items)) }

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
	return t.Iterate(v, func(x Value) error { return l.Append(t, x) })
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

func listGetItem(t *Thread, self, key Value) (Value, error) {
	return seqGetItem(t, self, key, "list")
}

func tupleGetItem(t *Thread, self, key Value) (Value, error) {
	return seqGetItem(t, self, key, "tuple")
}

func seqGetItem(t *Thread, self, key Value, kind string) (Value, error) {
	if sl := key.Slice(); sl != nil {
		items := seqItems(self)
		start, _, step, n, err := t.sliceIndices(sl, len(items))
		if err != nil {
			return Value{}, err
		}
		if kind == "tuple" && n == len(items) && step == 1 && self.Type() == &TupleType {
			return self, nil
		}
		if err := t.Charge(n / 16); err != nil {
			return Value{}, err
		}
		if err := t.Grow(uint64(n) * 16); err != nil {
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
		if size > cap(l.Items) {
			if err := t.Grow(uint64(size) * 16); err != nil {
				return err
			}
		}
		if size <= len(l.Items) {
			copy(l.Items[start+len(values):], l.Items[stop:])
			copy(l.Items[start:], values)
			clear(l.Items[size:])
			l.Items = l.Items[:size]
			return nil
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
	drop := make(map[int]bool, n)
	for i := 0; i < n; i++ {
		drop[start+i*step] = true
	}
	kept := l.Items[:0:0]
	for i, x := range l.Items {
		if !drop[i] {
			kept = append(kept, x)
		}
	}
	l.Items = kept
	return nil
}

func seqContains(t *Thread, self, v Value) (bool, error) {
	for i := 0; i < len(seqItems(self)); i++ {
		if i&3 == 3 {
			if err := t.Charge(1); err != nil {
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

func listCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if a.List() == nil || b.List() == nil {
		return NotImplemented, nil
	}
	return t.compareSeqs(op, a, b)
}

func tupleCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if a.Tuple() == nil || b.Tuple() == nil {
		return NotImplemented, nil
	}
	return t.compareSeqs(op, a, b)
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
			if err := t.Charge(1); err != nil {
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
		switch op {
		case code.CmpEq:
			return False, nil
		case code.CmpNe:
			return True, nil
		}
		return t.Compare(op, x, y)
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

func listAdd(t *Thread, a, b Value) (Value, error) {
	x, y := a.List(), b.List()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	items, err := t.concat(x.Items, y.Items)
	return Obj(&List{Header{typ: &ListType}, items}), err
}

func tupleAdd(t *Thread, a, b Value) (Value, error) {
	x, y := a.Tuple(), b.Tuple()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	items, err := t.concat(x.Items, y.Items)
	return Obj(&Tuple{Header{typ: &TupleType}, items}), err
}

func (t *Thread) concat(x, y []Value) ([]Value, error) {
	n := len(x) + len(y)
	if err := t.Charge(n / 16); err != nil {
		return nil, err
	}
	if err := t.Grow(objectSize + uint64(n)*16); err != nil {
		return nil, err
	}
	items := make([]Value, 0, n)
	return append(append(items, x...), y...), nil
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

func tupleMul(t *Thread, a, b Value) (Value, error) {
	if a.Tuple() == nil {
		a, b = b, a
	}
	items, ok, err := t.repeat(a.Tuple().Items, b)
	if err != nil || !ok {
		return NotImplemented, err
	}
	return Obj(&Tuple{Header{typ: &TupleType}, items}), nil
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

// tupleHash is CPython's, which mixes the items' hashes as xxHash does.
func tupleHash(t *Thread, self Value) (int64, error) {
	const (
		p1 = 11400714785074694791
		p2 = 14029467366897019727
		p5 = 2870177450012600261
	)
	if err := t.Enter(); err != nil {
		return 0, err
	}
	defer t.Leave()
	items := as[Tuple](self).Items
	if err := t.Charge(len(items) / 4); err != nil {
		return 0, err
	}
	acc := uint64(p5)
	for _, v := range items {
		h, err := t.Hash(v)
		if err != nil {
			return 0, err
		}
		acc += h * p2
		acc = acc<<31 | acc>>33
		acc *= p1
	}
	acc += uint64(len(items)) ^ (p5 ^ 3527539)
	if acc == ^uint64(0) {
		return 1546275796, nil
	}
	return int64(acc), nil
}

// reprEnter notes that a container is being shown and says whether it already was: then it contains itself.
func (t *Thread) reprEnter(v Value) bool {
	for _, r := range t.reprs {
		if r == v {
			return true
		}
	}
	t.reprs = append(t.reprs, v)
	return false
}

func (t *Thread) reprLeave() { t.reprs = t.reprs[:len(t.reprs)-1] }

// joinReprs is "open a, b, c close"; trailing adds the comma of a one-tuple.
func (t *Thread) joinReprs(open, close string, items []Value, trailing bool) (Value, error) {
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	var b strings.Builder
	b.WriteString(open)
	for i, v := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		s, err := t.Repr(v)
		if err != nil {
			return Value{}, err
		}
		if err := t.Charge(1 + len(s)/32); err != nil {
			return Value{}, err
		}
		if err := t.Grow(uint64(len(s))); err != nil {
			return Value{}, err
		}
		b.WriteString(s)
	}
	if trailing {
		b.WriteByte(',')
	}
	b.WriteString(close)
	return t.StrValue(b.String()), nil
}

func listRepr(t *Thread, self Value) (Value, error) {
	l := as[List](self)
	if len(l.Items) == 0 {
		return t.StrValue("[]"), nil
	}
	if t.reprEnter(self) {
		return t.StrValue("[...]"), nil
	}
	defer t.reprLeave()
	return t.joinReprs("[", "]", append([]Value(nil), l.Items...), false)
}

func tupleRepr(t *Thread, self Value) (Value, error) {
	items := as[Tuple](self).Items
	if len(items) == 0 {
		return t.StrValue("()"), nil
	}
	if t.reprEnter(self) {
		return t.StrValue("(...)"), nil
	}
	defer t.reprLeave()
	return t.joinReprs("(", ")", items, len(items) == 1)
}

func dictRepr(t *Thread, self Value) (Value, error) {
	d := as[Dict](self)
	if d.live == 0 {
		return t.StrValue("{}"), nil
	}
	if t.reprEnter(self) {
		return t.StrValue("{...}"), nil
	}
	defer t.reprLeave()
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	var b strings.Builder
	b.WriteByte('{')
	for i := 0; i < len(d.entries); i++ {
		e := d.entries[i]
		if !e.key.IsSet() {
			continue
		}
		if b.Len() > 1 {
			b.WriteString(", ")
		}
		k, err := t.Repr(e.key)
		if err != nil {
			return Value{}, err
		}
		v, err := t.Repr(e.val)
		if err != nil {
			return Value{}, err
		}
		if err := t.Charge(2 + (len(k)+len(v))/32); err != nil {
			return Value{}, err
		}
		if err := t.Grow(uint64(len(k) + len(v))); err != nil {
			return Value{}, err
		}
		b.WriteString(k)
		b.WriteString(": ")
		b.WriteString(v)
	}
	b.WriteByte('}')
	return t.StrValue(b.String()), nil
}

// seqIterator walks anything by position: lists and tuples directly, others through __getitem__.
type seqIterator struct {
	Header
	seq     Value // unset when finished
	pos     int
	reverse bool
}

func (t *Thread) newSeqIterator(typ *Type, seq Value) Value {
	t.alloc(objectSize)
	return Obj(&seqIterator{Header: Header{typ: typ}, seq: seq})
}

func listIter(t *Thread, self Value) (Value, error) {
	return t.newSeqIterator(&ListIteratorType, self), nil
}
func tupleIter(t *Thread, self Value) (Value, error) {
	return t.newSeqIterator(&TupleIteratorType, self), nil
}

func seqIterNext(t *Thread, self Value) (Value, error) {
	it := as[seqIterator](self)
	if !it.seq.IsSet() {
		return Value{}, nil
	}
	items := seqItems(it.seq)
	if it.reverse {
		if it.pos >= 0 && it.pos < len(items) {
			it.pos--
			return items[it.pos+1], nil
		}
	} else if it.pos < len(items) {
		it.pos++
		return items[it.pos-1], nil
	}
	it.seq = Value{}
	return Value{}, nil
}

// getItemIterNext is the old protocol: __getitem__ from 0 until IndexError.
func getItemIterNext(t *Thread, self Value) (Value, error) {
	it := as[seqIterator](self)
	if !it.seq.IsSet() || it.pos < 0 {
		return Value{}, nil
	}
	v, err := t.GetItem(it.seq, Int(int64(it.pos)))
	if err != nil {
		if Catch(err, &IndexError) != nil || Catch(err, &StopIteration) != nil {
			it.seq = Value{}
			return Value{}, nil
		}
		return Value{}, err
	}
	if it.reverse {
		it.pos--
	} else {
		it.pos++
	}
	return v, nil
}

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
