package py

import (
	"bytes"
	"slices"
)

// memoryView defines memoryview and its iterator.
func (b *booter) memoryView() {
	b.define(&MemoryViewType, "memoryview", nil, isFinal|isSequence|referable, Slots{
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			a, err := t.bindArgs("memoryview", viewSig, args, kw)
			if err != nil {
				return Value{}, err
			}
			return t.newMemoryView(a[0])
		},
		Repr: func(t *Thread, v Value) (Value, error) {
			if as[MemoryView](v).released {
				return t.StrValue("<released memory at " + t.Address(v) + ">"), nil
			}
			return t.StrValue("<memory at " + t.Address(v) + ">"), nil
		},
		Hash: viewHash, Compare: viewsCompare, GetItem: viewGetItem, SetItem: viewSetItem,
		Len: func(t *Thread, v Value) (int, error) {
			m := as[MemoryView](v)
			if err := t.viewAlive(m); err != nil {
				return 0, err
			}
			if len(m.shape) == 0 {
				return 0, t.Raisef(&TypeError, "0-dim memory has no length")
			}
			return m.shape[0], nil
		},
		Iter: func(t *Thread, v Value) (Value, error) {
			m := as[MemoryView](v)
			if err := t.viewAlive(m); err != nil {
				return Value{}, err
			}
			switch len(m.shape) {
			case 0:
				return Value{}, t.Raisef(&TypeError, "invalid indexing of 0-dim memory")
			case 1:
			default:
				return Value{}, t.Raisef(&NotImplementedError, "multi-dimensional sub-views are not implemented")
			}
			t.alloc(objectSize)
			return Obj(&viewIterator{Header{typ: &MemoryIteratorType}, m, 0}), nil
		},
		Size: func(Value) uint64 { return objectSize + viewSpare },
		Trace: func(v Value, visit func(Value)) {
			m := as[MemoryView](v)
			visit(m.obj)
			visit(m.python)
			visit(m.given)
		},
	})
	b.define(&MemoryIteratorType, "memory_iterator", nil, isFinal, Slots{Iter: iterSelf, Next: func(t *Thread, v Value) (Value, error) {
		it := as[viewIterator](v)
		if it.m == nil || it.pos >= it.m.shape[0] {
			it.m = nil
			return Value{}, nil
		}
		if err := t.viewAlive(it.m); err != nil {
			return Value{}, err
		}
		it.pos++
		return t.viewItem(it.m, it.m.offset+(it.pos-1)*it.m.strides[0])
	}, Trace: func(v Value, visit func(Value)) {
		if m := as[viewIterator](v).m; m != nil {
			visit(Obj(m))
		}
	}})
	MemoryViewType.addAttrs(viewAttrs())
	MemoryViewType.addMethods(viewMethods())
	MemoryViewType.addClassMethods([]Def{
		{"_from_flags", "object, flags", func(t *Thread, a []Value) (Value, error) { return t.newMemoryView(a[1]) }},
		{"__class_getitem__", "object, /", classGetItem},
	})
}

var viewSig = ParseSignature("object")

type viewIterator struct {
	Header
	m   *MemoryView // nil at the end
	pos int
}

func viewAttrs() []Attr {
	attr := func(name string, get func(t *Thread, m *MemoryView) Value) Attr {
		return Attr{name, func(t *Thread, v Value) (Value, error) {
			m := as[MemoryView](v)
			if err := t.viewAlive(m); err != nil {
				return Value{}, err
			}
			return get(t, m), nil
		}, nil}
	}
	ints := func(t *Thread, x []int) Value {
		items := make([]Value, len(x))
		for i, n := range x {
			items[i] = Int(int64(n))
		}
		return t.Tuple(items...)
	}
	return []Attr{
		attr("obj", func(t *Thread, m *MemoryView) Value { return m.obj }),
		attr("nbytes", func(t *Thread, m *MemoryView) Value { return Int(int64(m.count() * m.itemSize)) }),
		attr("readonly", func(t *Thread, m *MemoryView) Value { return Bool(m.readonly) }),
		attr("itemsize", func(t *Thread, m *MemoryView) Value { return Int(int64(m.itemSize)) }),
		attr("format", func(t *Thread, m *MemoryView) Value { return t.StrValue(m.format) }),
		attr("ndim", func(t *Thread, m *MemoryView) Value { return Int(int64(len(m.shape))) }),
		attr("shape", func(t *Thread, m *MemoryView) Value { return ints(t, m.shape) }),
		attr("strides", func(t *Thread, m *MemoryView) Value { return ints(t, m.strides) }),
		attr("suboffsets", func(t *Thread, m *MemoryView) Value { return Obj(emptyTuple) }),
		attr("c_contiguous", func(t *Thread, m *MemoryView) Value { return Bool(m.contiguous(false)) }),
		attr("f_contiguous", func(t *Thread, m *MemoryView) Value { return Bool(m.contiguous(true)) }),
		attr("contiguous", func(t *Thread, m *MemoryView) Value { return Bool(m.contiguous(false) || m.contiguous(true)) }),
	}
}

func viewMethods() []Def {
	// alive makes a method that refuses a released view.
	alive := func(f func(t *Thread, m *MemoryView, a []Value) (Value, error)) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			m := as[MemoryView](a[0])
			if err := t.viewAlive(m); err != nil {
				return Value{}, err
			}
			return f(t, m, a)
		}
	}
	release := func(t *Thread, a []Value) (Value, error) { return None, t.releaseView(as[MemoryView](a[0])) }
	return []Def{
		{"tobytes", "order='C'", alive(viewToBytes)},
		{"tolist", "", alive(func(t *Thread, m *MemoryView, a []Value) (Value, error) { return t.viewList(m, m.offset, 0) })},
		{"hex", "sep=None, bytes_per_sep=1", alive(func(t *Thread, m *MemoryView, a []Value) (Value, error) {
			if err := t.payText(m.count() * m.itemSize); err != nil {
				return Value{}, err
			}
			return t.hexText(m.content(), a[1], a[2])
		})},
		{"cast", "format, shape=None", alive(viewCast)},
		{"toreadonly", "", alive(func(t *Thread, m *MemoryView, a []Value) (Value, error) {
			v, err := t.newMemoryView(a[0])
			if err == nil {
				as[MemoryView](v).readonly = true
			}
			return v, err
		})},
		{"release", "", release},
		{"index", "value, start=0, stop=9223372036854775807, /", alive(func(t *Thread, m *MemoryView, a []Value) (Value, error) {
			i, _, err := t.viewSearch(m, a[1], a[2], a[3], true)
			if err == nil && i < 0 {
				err = t.Raisef(&ValueError, "memoryview.index(x): x not found")
			}
			return Int(int64(i)), err
		})},
		{"count", "value, /", alive(func(t *Thread, m *MemoryView, a []Value) (Value, error) {
			_, n, err := t.viewSearch(m, a[1], Value{}, Value{}, false)
			return Int(int64(n)), err
		})},
		{"__enter__", "", alive(func(t *Thread, m *MemoryView, a []Value) (Value, error) { return a[0], nil })},
		{"__exit__", "*exc_info", release},
		{"__buffer__", "flags, /", func(t *Thread, a []Value) (Value, error) { return t.newMemoryView(a[0]) }},
		{"__release_buffer__", "buffer, /", func(t *Thread, a []Value) (Value, error) { return None, nil }},
	}
}

func viewToBytes(t *Thread, m *MemoryView, a []Value) (Value, error) {
	order := "C"
	if a[1].IsSet() && !a[1].IsNone() {
		s, err := t.StrArg(a[1], "tobytes() argument 'order'")
		if err != nil {
			return Value{}, err
		}
		order = s.S
	}
	if err := t.payText(m.count() * m.itemSize * 2); err != nil {
		return Value{}, err
	}
	switch order {
	case "C":
		return t.NewBytes(bytes.Clone(m.content())), nil
	case "F":
		return t.NewBytes(m.gather(nil, m.offset, 0, true)), nil
	case "A":
		return t.NewBytes(m.gather(nil, m.offset, 0, !m.contiguous(false) && m.contiguous(true))), nil
	}
	return Value{}, t.Raisef(&ValueError, "order must be 'C', 'F' or 'A'")
}

// viewSearch looks for a value among the items of a view of one dimension.
func (t *Thread) viewSearch(m *MemoryView, want, startArg, stopArg Value, first bool) (at, count int, err error) {
	switch len(m.shape) {
	case 0:
		return -1, 0, t.Raisef(&TypeError, "invalid lookup on 0-dim memory")
	case 1:
	default:
		return -1, 0, t.Raisef(&NotImplementedError, "multi-dimensional lookup is not implemented")
	}
	n := m.shape[0]
	start, err := t.clampIndex(startArg, n, 0)
	if err != nil {
		return -1, 0, err
	}
	stop, err := t.clampIndex(stopArg, n, n)
	if err != nil {
		return -1, 0, err
	}
	for i := start; i < stop; i++ {
		if err := t.Charge(1); err != nil {
			return -1, 0, err
		}
		if err := t.viewAlive(m); err != nil {
			return -1, 0, err
		}
		v, err := t.viewItem(m, m.offset+i*m.strides[0])
		if err != nil {
			return -1, 0, err
		}
		same, err := t.EqualIdentity(v, want)
		if err != nil {
			return -1, 0, err
		}
		if same {
			if first {
				return i, 1, nil
			}
			count++
		}
	}
	return -1, count, nil
}

func viewCast(t *Thread, m *MemoryView, a []Value) (Value, error) {
	f := a[1].Str()
	if f == nil {
		return Value{}, t.Raisef(&TypeError, "cast() argument 'format' must be str, not %s", a[1].typeName())
	}
	size, ok := formatSize(f.S)
	byteFormat := func(f string) bool { n, _ := formatSize(f); return n == 1 && f[len(f)-1] != '?' }
	switch {
	case !m.contiguous(false):
		return Value{}, t.Raisef(&TypeError, "memoryview: casts are restricted to C-contiguous views")
	case (a[2].IsSet() && !a[2].IsNone() || len(m.shape) != 1) && slices.Contains(m.shape, 0):
		return Value{}, t.Raisef(&TypeError, "memoryview: cannot cast view with zeros in shape or strides")
	case !ok:
		return Value{}, t.Raisef(&ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'")
	case !byteFormat(m.format) && !byteFormat(f.S):
		return Value{}, t.Raisef(&TypeError, "memoryview: cannot cast between two non-byte formats")
	}
	n := m.count() * m.itemSize
	if n%size != 0 {
		return Value{}, t.Raisef(&TypeError, "memoryview: length is not a multiple of itemsize")
	}
	o := &MemoryView{}
	*o = *m
	o.mark, o.id, o.python, o.given = 0, 0, None, None
	o.format, o.itemSize = f.S, size
	o.shape, o.strides = []int{n / size}, []int{size}
	if a[2].IsSet() && !a[2].IsNone() {
		if err := t.viewShape(m, o, a[2], n/size); err != nil {
			return Value{}, err
		}
	}
	return t.register(o), nil
}

// viewShape gives a view that is cast the shape that is asked for.
func (t *Thread) viewShape(m, o *MemoryView, arg Value, items int) error {
	if arg.List() == nil && arg.Tuple() == nil {
		return t.Raisef(&TypeError, "shape must be a list or a tuple")
	}
	dims := seqItems(arg)
	const most = 64
	if len(dims) > most {
		return t.Raisef(&ValueError, "memoryview: number of dimensions must not exceed %d", most)
	}
	if len(m.shape) != 1 && len(dims) != 1 {
		return t.Raisef(&TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D")
	}
	o.shape, o.strides = make([]int, len(dims)), make([]int, len(dims))
	total := 1
	for i, d := range dims {
		if !d.isLong() {
			return t.Raisef(&TypeError, "memoryview.cast(): elements of shape must be integers")
		}
		n, err := t.IntArg(d)
		if err != nil {
			return err
		}
		if n <= 0 {
			return t.Raisef(&ValueError, "memoryview.cast(): elements of shape must be integers > 0")
		}
		if n > items || total*n > items {
			return t.Raisef(&TypeError, "memoryview: product(shape) * itemsize != buffer size")
		}
		o.shape[i] = n
		total *= n
	}
	if total != items {
		return t.Raisef(&TypeError, "memoryview: product(shape) * itemsize != buffer size")
	}
	stride := o.itemSize
	for i := len(dims) - 1; i >= 0; i-- {
		o.strides[i] = stride
		stride *= o.shape[i]
	}
	return nil
}
