package py

import (
	"bytes"

	"github.com/assay-score/assay/interp/internal/code"
)

// Buffer is what an object of another package exports: the slot Buffer of its type answers it.
type Buffer struct {
	Data     []byte
	Format   string
	ItemSize int
	ReadOnly bool
}

// MemoryView is a memoryview: a window on somebody else's bytes, with a shape and a format of its own.
type MemoryView struct {
	Header
	obj            Value
	data           []byte
	offset         int
	shape, strides []int
	format         string
	itemSize       int
	readonly       bool
	released       bool
	hashed         bool // hash is known
	hash           int64
	python         Value // the object whose __release_buffer__ is to be called, with the view that __buffer__ gave
	given          Value
}

// viewSpare is what a memoryview holds beyond a plain object: its many fields, its shape and its strides.
const viewSpare = 192

// newMemoryView is memoryview(v).
func (t *Thread) newMemoryView(v Value) (Value, error) {
	typ := v.Type()
	m := &MemoryView{Header: Header{typ: &MemoryViewType}, obj: v, format: "B", itemSize: 1, python: None, given: None}
	switch {
	case typ == &MemoryViewType:
		o := as[MemoryView](v)
		if err := t.viewAlive(o); err != nil {
			return Value{}, err
		}
		*m = *o
		m.mark, m.id, m.python, m.given, m.hashed = 0, 0, None, None, false
	case typ.flags&bytesSubclass != 0:
		m.data, m.readonly = as[Bytes](v).B, true
	case v.isBytearray():
		m.data = as[Bytes](v).B
	case typ.Buffer != nil:
		b, ok := typ.Buffer(v)
		if !ok {
			return Value{}, t.Raisef(&BufferError, "memoryview: underlying buffer is not available")
		}
		m.data, m.format, m.itemSize, m.readonly = b.Data, b.Format, b.ItemSize, b.ReadOnly
	case typ.IsPython() && typ.Lookup("__buffer__").IsSet():
		return t.pythonBuffer(v)
	default:
		return Value{}, t.Raisef(&TypeError, "memoryview: a bytes-like object is required, not '%s'", typ.Name)
	}
	if m.shape == nil && typ != &MemoryViewType {
		m.shape, m.strides = []int{len(m.data) / m.itemSize}, []int{m.itemSize}
	}
	return t.register(m), nil
}

// register tells the bytearray below a new view of it.
func (t *Thread) register(m *MemoryView) Value {
	t.alloc(objectSize + 64)
	t.mem.since += viewSpare - 64
	if m.obj.IsSet() && m.obj.isBytearray() {
		b := as[Bytes](m.obj)
		b.views = append(b.views, m)
		t.alloc(8)
	}
	return Obj(m)
}

// pythonBuffer is the view that the __buffer__ of a Python class gives.
func (t *Thread) pythonBuffer(v Value) (Value, error) {
	const fullReadOnly = 284
	r, err := t.CallMethodOf(v.Type().Lookup("__buffer__"), v, Int(fullReadOnly))
	if err != nil {
		return Value{}, err
	}
	if r.Type() != &MemoryViewType {
		return Value{}, t.Raisef(&TypeError, "__buffer__ returned non-memoryview object")
	}
	o := as[MemoryView](r)
	if err := t.viewAlive(o); err != nil {
		return Value{}, err
	}
	m := &MemoryView{}
	*m = *o
	m.mark, m.id, m.python, m.given, m.hashed = 0, 0, v, r, false
	return t.register(m), nil
}

// releaseView is memoryview.release.
func (t *Thread) releaseView(m *MemoryView) error {
	if m.released {
		return nil
	}
	m.released = true
	if !m.python.IsNone() {
		if fn := m.python.Type().Lookup("__release_buffer__"); fn.IsSet() {
			_, err := t.CallMethodOf(fn, m.python, m.given)
			return err
		}
	}
	return nil
}

func (t *Thread) viewAlive(m *MemoryView) error {
	if m.released {
		return t.Raisef(&ValueError, "operation forbidden on released memoryview object")
	}
	return nil
}

// count is the number of items, in all dimensions.
func (m *MemoryView) count() int {
	n := 1
	for _, s := range m.shape {
		n *= s
	}
	return n
}

// contiguous tells whether the items follow each other, in C's order or in Fortran's.
func (m *MemoryView) contiguous(fortran bool) bool {
	want := m.itemSize
	for i := range m.shape {
		k := len(m.shape) - 1 - i
		if fortran {
			k = i
		}
		if m.shape[k] > 1 && m.strides[k] != want {
			return m.count() == 0
		}
		want *= m.shape[k]
	}
	return true
}

// content is the bytes in C's order: a part of the buffer where they follow each other, otherwise a copy.
func (m *MemoryView) content() []byte {
	if m.contiguous(false) {
		end := m.offset + m.count()*m.itemSize
		if m.offset <= end && end <= len(m.data) {
			return m.data[m.offset:end]
		}
		return nil
	}
	return m.gather(nil, m.offset, 0, false)
}

// gather appends the items of a dimension and those below it.
func (m *MemoryView) gather(out []byte, offset, dim int, fortran bool) []byte {
	if fortran && len(m.shape) > 1 {
		o := *m // the last dimension varies slowest
		o.shape, o.strides = reversedInts(m.shape), reversedInts(m.strides)
		return o.gather(out, offset, dim, false)
	}
	if dim == len(m.shape) {
		if offset >= 0 && offset+m.itemSize <= len(m.data) {
			out = append(out, m.data[offset:offset+m.itemSize]...)
		}
		return out
	}
	for i := range m.shape[dim] {
		out = m.gather(out, offset+i*m.strides[dim], dim+1, false)
	}
	return out
}

func reversedInts(x []int) []int {
	out := make([]int, len(x))
	for i, v := range x {
		out[len(x)-1-i] = v
	}
	return out
}

// item is the value at an offset.
func (t *Thread) viewItem(m *MemoryView, offset int) (Value, error) {
	if offset < 0 || offset+m.itemSize > len(m.data) { // the bytearray shrank behind the view's back
		return Value{}, t.Raisef(&IndexError, "index out of bounds on dimension 1")
	}
	return t.unpackItem(m.format, m.data[offset:offset+m.itemSize])
}

// viewList is tolist of a dimension.
func (t *Thread) viewList(m *MemoryView, offset, dim int) (Value, error) {
	if dim == len(m.shape) {
		return t.viewItem(m, offset)
	}
	n := m.shape[dim]
	if err := t.Grow(uint64(n) * 16); err != nil {
		return Value{}, err
	}
	if err := t.Charge(n); err != nil {
		return Value{}, err
	}
	items := make([]Value, n)
	for i := range items {
		var err error
		if items[i], err = t.viewList(m, offset+i*m.strides[dim], dim+1); err != nil {
			return Value{}, err
		}
	}
	return t.ListValue(items), nil
}

// viewOffset finds the item that an index or a tuple of indexes selects. ok is false where the key is neither.
func (t *Thread) viewOffset(m *MemoryView, key Value) (offset int, ok bool, err error) {
	keys := []Value{key}
	if tuple := key.Tuple(); tuple != nil {
		keys = tuple.Items
		for _, k := range keys {
			if !k.isLong() && k.Type().Index == nil {
				return 0, false, nil
			}
		}
		switch {
		case len(keys) < len(m.shape):
			return 0, false, t.Raisef(&NotImplementedError, "sub-views are not implemented")
		case len(keys) > len(m.shape):
			return 0, false, t.Raisef(&TypeError, "cannot index %d-dimension view with %d-element tuple", len(m.shape), len(keys))
		}
	} else if !key.isLong() && key.Type().Index == nil {
		return 0, false, nil
	} else if len(m.shape) == 0 {
		return 0, false, t.Raisef(&TypeError, "invalid indexing of 0-dim memory")
	} else if len(m.shape) > 1 {
		return 0, false, t.Raisef(&NotImplementedError, "multi-dimensional sub-views are not implemented")
	}
	offset = m.offset
	for dim, k := range keys {
		i, err := t.indexOf(k, "memoryview: invalid slice key")
		if err != nil {
			return 0, false, err
		}
		if i < 0 {
			i += m.shape[dim]
		}
		if i < 0 || i >= m.shape[dim] {
			return 0, false, t.Raisef(&IndexError, "index out of bounds on dimension %d", dim+1)
		}
		offset += i * m.strides[dim]
	}
	return offset, true, t.viewAlive(m) // __index__ may have released it
}

// viewSlice is the view of a part of the first dimension.
func (t *Thread) viewSlice(m *MemoryView, sl *SliceObject) (*MemoryView, error) {
	if len(m.shape) == 0 {
		return nil, t.Raisef(&TypeError, "invalid indexing of 0-dim memory")
	}
	start, _, step, n, err := t.sliceIndices(sl, m.shape[0])
	if err != nil {
		return nil, err
	}
	o := &MemoryView{}
	*o = *m
	o.released = false // __index__ may have released the view, which its parts outlive
	o.mark, o.id, o.python, o.given, o.hashed = 0, 0, None, None, false
	o.offset += start * m.strides[0]
	o.shape, o.strides = append([]int{n}, m.shape[1:]...), append([]int{m.strides[0] * step}, m.strides[1:]...)
	return o, nil
}

func viewGetItem(t *Thread, self, key Value) (Value, error) {
	m := as[MemoryView](self)
	if err := t.viewAlive(m); err != nil {
		return Value{}, err
	}
	if key == Ellipsis && len(m.shape) == 0 {
		return self, nil
	}
	if sl := key.Slice(); sl != nil {
		o, err := t.viewSlice(m, sl)
		if err != nil {
			return Value{}, err
		}
		return t.register(o), nil
	}
	offset, ok, err := t.viewOffset(m, key)
	switch {
	case err != nil:
		return Value{}, err
	case !ok && isSliceTuple(key):
		return Value{}, t.Raisef(&NotImplementedError, "multi-dimensional slicing is not implemented")
	case !ok:
		return Value{}, t.Raisef(&TypeError, "memoryview: invalid slice key")
	}
	return t.viewItem(m, offset)
}

func isSliceTuple(key Value) bool {
	tuple := key.Tuple()
	if tuple == nil {
		return false
	}
	for _, k := range tuple.Items {
		if k.Slice() == nil {
			return false
		}
	}
	return true
}

func viewSetItem(t *Thread, self, key, v Value) error {
	m := as[MemoryView](self)
	if err := t.viewAlive(m); err != nil {
		return err
	}
	if m.readonly {
		return t.Raisef(&TypeError, "cannot modify read-only memory")
	}
	if !v.IsSet() {
		return t.Raisef(&TypeError, "cannot delete memory")
	}
	if sl := key.Slice(); sl != nil && len(m.shape) == 1 {
		return t.viewSetSlice(m, sl, v)
	}
	var offset int
	ok := false
	if key == Ellipsis && len(m.shape) == 0 || key.Tuple() != nil && len(key.Tuple().Items) == 0 && len(m.shape) == 0 {
		offset, ok = m.offset, true
	} else {
		var err error
		if offset, ok, err = t.viewOffset(m, key); err != nil {
			return err
		}
	}
	switch {
	case !ok && (key.Slice() != nil || isSliceTuple(key)):
		return t.Raisef(&NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1")
	case !ok:
		return t.Raisef(&TypeError, "memoryview: invalid slice key")
	}
	raw, err := t.packItem(m.format, m.itemSize, v)
	if err != nil {
		return err
	}
	if err := t.viewAlive(m); err != nil {
		return err
	}
	if offset < 0 || offset+m.itemSize > len(m.data) {
		return t.Raisef(&IndexError, "index out of bounds on dimension 1")
	}
	copy(m.data[offset:], raw)
	return nil
}

func (t *Thread) viewSetSlice(m *MemoryView, sl *SliceObject, v Value) error {
	src, err := t.newMemoryView(v)
	if err != nil {
		if Catch(err, &TypeError) != nil {
			return t.Raisef(&TypeError, "a bytes-like object is required, not '%s'", v.Type().Name)
		}
		return err
	}
	s := as[MemoryView](src)
	defer func() { s.released = true }()
	dst, err := t.viewSlice(m, sl)
	if err != nil {
		return err
	}
	if len(s.shape) != 1 || s.shape[0] != dst.shape[0] || !sameFormat(s.format, dst.format) {
		return t.Raisef(&ValueError, "memoryview assignment: lvalue and rvalue have different structures")
	}
	if err := t.payText(dst.count() * dst.itemSize); err != nil {
		return err
	}
	raw := bytes.Clone(s.content())
	for i := range dst.shape[0] {
		if p := dst.offset + i*dst.strides[0]; p >= 0 && p+dst.itemSize <= len(dst.data) && (i+1)*dst.itemSize <= len(raw) {
			copy(dst.data[p:p+dst.itemSize], raw[i*dst.itemSize:])
		}
	}
	return nil
}

// viewCompare compares items by value, whatever their formats, or content where neither has a format that we know.
func viewsCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	if a.Type() != &MemoryViewType {
		a, b = b, a
	}
	x := as[MemoryView](a)
	if x.released || b.Type() == &MemoryViewType && as[MemoryView](b).released {
		return Bool((a == b) == (op == code.CmpEq)), nil
	}
	if _, ok := b.BytesLike(); !ok {
		return NotImplemented, nil
	}
	o, err := t.newMemoryView(b)
	if err != nil {
		return NotImplemented, nil
	}
	y := as[MemoryView](o)
	defer func() { y.released = true }()
	same := len(x.shape) == len(y.shape)
	for i := range x.shape {
		same = same && x.shape[i] == y.shape[i]
	}
	if same && sameFormat(x.format, y.format) && x.format != "f" && x.format != "d" && x.format != "e" && x.format != "?" {
		if err := t.payText(x.count() * x.itemSize); err != nil {
			return Value{}, err
		}
		return Bool(bytes.Equal(x.content(), y.content()) == (op == code.CmpEq)), nil
	}
	if same {
		p, err := t.viewList(x, x.offset, 0)
		if err != nil {
			return Value{}, err
		}
		q, err := t.viewList(y, y.offset, 0)
		if err != nil {
			return Value{}, err
		}
		if same, err = t.equalNumbers(p, q); err != nil {
			return Value{}, err
		}
	}
	return Bool(same == (op == code.CmpEq)), nil
}

// equalNumbers compares nested lists of numbers, in which a nan equals nothing.
func (t *Thread) equalNumbers(p, q Value) (bool, error) {
	x, y := p.List(), q.List()
	if x == nil || y == nil {
		return t.Equal(p, q)
	}
	for i := range x.Items {
		same, err := t.equalNumbers(x.Items[i], y.Items[i])
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

func viewHash(t *Thread, self Value) (int64, error) {
	m := as[MemoryView](self)
	if m.hashed { // is known beyond the release, as with weak references
		return m.hash, nil
	}
	if err := t.viewAlive(m); err != nil {
		return 0, err
	}
	if !m.readonly {
		return 0, t.Raisef(&ValueError, "cannot hash writable memoryview object")
	}
	if m.format != "B" && m.format != "b" && m.format != "c" {
		return 0, t.Raisef(&ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
	}
	h, err := t.hashBytes(m.content())
	m.hash, m.hashed = h, err == nil
	return h, err
}
