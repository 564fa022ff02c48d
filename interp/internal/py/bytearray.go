package py

import (
	"bytes"
	"slices"
)

func bytearrayInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	c, err := t.bytesArgs("bytearray", args, kw)
	if err != nil {
		return err
	}
	b := as[Bytes](self)
	if len(b.B) > 0 || len(c) > 0 {
		if err := t.resizable(b); err != nil {
			return err
		}
	}
	b.B = c
	return nil
}

// resizable refuses to change the length of a bytearray while somebody looks at it through a memoryview. Views that
// the program has dropped do not count, which only a walk over what it can reach finds out.
func (t *Thread) resizable(b *Bytes) error {
	if len(b.views) == 0 {
		return nil
	}
	b.views = slices.DeleteFunc(b.views, func(m *MemoryView) bool { return m.released })
	if len(b.views) == 0 {
		return nil
	}
	if _, err := t.measure(false); err != nil {
		return err
	}
	epoch := t.mem.epoch
	b.views = slices.DeleteFunc(b.views, func(m *MemoryView) bool { return m.mark != epoch })
	if len(b.views) > 0 {
		return t.Raisef(&BufferError, "Existing exports of data: object cannot be re-sized")
	}
	return nil
}

func bytearrayIAdd(t *Thread, x, y Value) (Value, error) {
	q, ok := y.BytesLike()
	if !ok {
		return NotImplemented, nil
	}
	if err := t.payText(len(q)); err != nil {
		return Value{}, err
	}
	b := as[Bytes](x)
	if len(q) > 0 {
		if err := t.resizable(b); err != nil {
			return Value{}, err
		}
	}
	b.B = append(b.B, q...)
	return x, nil
}

func bytearrayIMul(t *Thread, x, y Value) (Value, error) {
	b := as[Bytes](x)
	n, ok, err := t.repeatCount(y, len(b.B))
	if err != nil || !ok {
		return NotImplemented, err
	}
	if err := t.payText(n * len(b.B)); err != nil {
		return Value{}, err
	}
	if n != 1 {
		if err := t.resizable(b); err != nil {
			return Value{}, err
		}
	}
	b.B = bytes.Repeat(b.B, n)
	return x, nil
}

func bytearraySet(t *Thread, self, key, v Value) error {
	b := as[Bytes](self)
	if sl := key.Slice(); sl != nil {
		return t.bytearraySetSlice(b, sl, v)
	}
	i, err := t.indexOf(key, "bytearray indices must be integers or slices, not %s")
	if err != nil {
		return err
	}
	var x byte
	if v.IsSet() {
		if i < 0 && i+len(b.B) < 0 || i >= len(b.B) {
			return t.Raisef(&IndexError, "bytearray index out of range")
		}
		if x, err = t.byteArg(v); err != nil {
			return err
		}
	}
	if i < 0 {
		i += len(b.B)
	}
	if i < 0 || i >= len(b.B) {
		return t.Raisef(&IndexError, "bytearray index out of range")
	}
	if v.IsSet() {
		b.B[i] = x
		return nil
	}
	if err := t.resizable(b); err != nil {
		return err
	}
	b.B = slices.Delete(b.B, i, i+1)
	return t.Charge((len(b.B) - i) / 64)
}

func (t *Thread) bytearraySetSlice(b *Bytes, sl *SliceObject, v Value) error {
	var values []byte
	if v.IsSet() {
		if v.isLong() || v.Str() != nil {
			return t.Raisef(&TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
		}
		x, ok := v.BytesLike()
		if !ok {
			if !t.isIterable(v) {
				return t.Raisef(&TypeError, "cannot convert '%s' object to bytearray", v.Type().Name)
			}
			var err error
			if x, err = t.byteItems(v, "byte"); err != nil {
				return err
			}
		}
		values = bytes.Clone(x)
	}
	sl, err := t.plainSlice(sl)
	if err != nil {
		return err
	}
	start, stop, step, n, err := t.sliceIndices(sl, len(b.B))
	if err != nil {
		return err
	}
	if err := t.payText(len(b.B) + len(values)); err != nil {
		return err
	}
	start = min(start, len(b.B)) // __index__ may have shrunk it
	if step == 1 {
		stop = min(max(stop, start), len(b.B))
		if stop-start != len(values) {
			if err := t.resizable(b); err != nil {
				return err
			}
			b.B = slices.Concat(b.B[:start], values, b.B[stop:])
			return nil
		}
		copy(b.B[start:], values)
		return nil
	}
	if v.IsSet() && (len(values) > 0 || n > 0) {
		if len(values) != n {
			return t.Raisef(&ValueError, "attempt to assign bytes of size %d to extended slice of size %d", len(values), n)
		}
		for i, x := range values {
			if p := start + i*step; p < len(b.B) {
				b.B[p] = x
			}
		}
		return nil
	}
	if n == 0 {
		return nil
	}
	if err := t.resizable(b); err != nil {
		return err
	}
	if step < 0 {
		start, step = start+(n-1)*step, -step
	}
	kept := b.B[:0:0]
	for i, x := range b.B {
		if i < start || (i-start)%step != 0 || (i-start)/step >= n {
			kept = append(kept, x)
		}
	}
	b.B = kept
	return nil
}

func bytearrayMethods() {
	self := func(a []Value) *Bytes { return as[Bytes](a[0]) }
	BytearrayType.addMethods([]Def{
		{"append", "item, /", func(t *Thread, a []Value) (Value, error) {
			x, err := t.byteArg(a[1])
			if err != nil {
				return Value{}, err
			}
			b := self(a)
			if err := t.resizable(b); err != nil {
				return Value{}, err
			}
			if len(b.B) == cap(b.B) {
				if err := t.payText(len(b.B) + 16); err != nil {
					return Value{}, err
				}
			}
			b.B = append(b.B, x)
			return None, nil
		}},
		{"extend", "iterable_of_ints, /", func(t *Thread, a []Value) (Value, error) {
			x, ok := a[1].BytesLike()
			if !ok {
				if s := a[1].Str(); s != nil && s.S != "" {
					return Value{}, t.Raisef(&TypeError, "expected iterable of integers; got: 'str'")
				}
				if !t.isIterable(a[1]) {
					return Value{}, t.Raisef(&TypeError, "can't extend bytearray with %s", a[1].Type().Name)
				}
				var err error
				if x, err = t.byteItems(a[1], "byte"); err != nil {
					return Value{}, err
				}
			}
			if err := t.payText(len(x)); err != nil {
				return Value{}, err
			}
			b := self(a)
			if len(x) > 0 {
				if err := t.resizable(b); err != nil {
					return Value{}, err
				}
			}
			b.B = append(b.B, x...)
			return None, nil
		}},
		{"insert", "index, item, /", func(t *Thread, a []Value) (Value, error) {
			i, err := t.IntArg(a[1])
			if err != nil {
				return Value{}, err
			}
			x, err := t.byteArg(a[2])
			if err != nil {
				return Value{}, err
			}
			b := self(a)
			if err := t.resizable(b); err != nil {
				return Value{}, err
			}
			if i < 0 {
				i = max(0, i+len(b.B))
			}
			i = min(i, len(b.B))
			if err := t.payText(len(b.B) - i + 1); err != nil {
				return Value{}, err
			}
			b.B = slices.Insert(b.B, i, x)
			return None, nil
		}},
		{"pop", "index=-1, /", func(t *Thread, a []Value) (Value, error) {
			i := -1
			if a[1].IsSet() {
				var err error
				if i, err = t.IntArg(a[1]); err != nil {
					return Value{}, err
				}
			}
			b := self(a)
			if len(b.B) == 0 {
				return Value{}, t.Raisef(&IndexError, "pop from empty bytearray")
			}
			if i < 0 {
				i += len(b.B)
			}
			if i < 0 || i >= len(b.B) {
				return Value{}, t.Raisef(&IndexError, "pop index out of range")
			}
			if err := t.resizable(b); err != nil {
				return Value{}, err
			}
			if err := t.Charge((len(b.B) - i) / 64); err != nil {
				return Value{}, err
			}
			x := b.B[i]
			b.B = slices.Delete(b.B, i, i+1)
			return Int(int64(x)), nil
		}},
		{"remove", "value, /", func(t *Thread, a []Value) (Value, error) {
			x, err := t.byteArg(a[1])
			if err != nil {
				return Value{}, err
			}
			b := self(a)
			if err := t.Charge(len(b.B) / 32); err != nil {
				return Value{}, err
			}
			i := bytes.IndexByte(b.B, x)
			if i < 0 {
				return Value{}, t.Raisef(&ValueError, "value not found in bytearray")
			}
			if err := t.resizable(b); err != nil {
				return Value{}, err
			}
			b.B = slices.Delete(b.B, i, i+1)
			return None, nil
		}},
		{"clear", "", func(t *Thread, a []Value) (Value, error) {
			if err := t.resizable(self(a)); err != nil {
				return Value{}, err
			}
			self(a).B = nil
			return None, nil
		}},
		{"copy", "", func(t *Thread, a []Value) (Value, error) {
			b := self(a).B
			if err := t.payText(len(b)); err != nil {
				return Value{}, err
			}
			return t.NewBytearray(bytes.Clone(b)), nil
		}},
		{"reverse", "", func(t *Thread, a []Value) (Value, error) {
			if err := t.Charge(len(self(a).B) / 64); err != nil {
				return Value{}, err
			}
			slices.Reverse(self(a).B)
			return None, nil
		}},
		{"resize", "size, /", func(t *Thread, a []Value) (Value, error) {
			n, err := t.IntArg(a[1])
			if err != nil {
				return Value{}, err
			}
			b := self(a)
			if n < 0 {
				return Value{}, t.Raisef(&ValueError, "bytearray.resize(): new size must be >= 0, got %d", n)
			}
			if err := t.resizable(b); err != nil {
				return Value{}, err
			}
			if err := t.payText(n); err != nil {
				return Value{}, err
			}
			grown := make([]byte, n)
			copy(grown, b.B)
			b.B = grown
			return None, nil
		}},
		{"__alloc__", "", func(t *Thread, a []Value) (Value, error) {
			if n := len(self(a).B); n > 0 {
				return Int(int64(n + 1)), nil
			}
			return Int(0), nil
		}},
		{"__reduce__", "", func(t *Thread, a []Value) (Value, error) { return t.bytearrayReduce(a[0]) }},
		{"__reduce_ex__", "proto=0, /", func(t *Thread, a []Value) (Value, error) { return t.bytearrayReduce(a[0]) }},
	})
}

// bytearrayReduce is how copy and pickle take a bytearray apart.
func (t *Thread) bytearrayReduce(v Value) (Value, error) {
	b := as[Bytes](v).B
	if err := t.payText(len(b)); err != nil {
		return Value{}, err
	}
	args := Obj(emptyTuple)
	if len(b) > 0 {
		args = t.Tuple(t.NewBytes(bytes.Clone(b)))
	}
	state := None
	if d := v.AttrDict(t); d != nil {
		state = Obj(d)
	}
	return t.Tuple(Obj(v.Type()), args, state), nil
}
