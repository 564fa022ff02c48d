package gpython

import (
	"math"
	"math/big"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// index gives the value of v as an index: ints, bools and what has __index__. Numbers beyond 64 bits saturate, which is
// past the end of everything.
func (r *run) index(v object) (int64, error) {
	if n, ok := small(v); ok {
		return n, nil
	}
	if b, ok := v.(*py.BigInt); ok {
		if (*big.Int)(b).Sign() < 0 {
			return math.MinInt64, nil
		}
		return math.MaxInt64, nil
	}
	if m, err := r.special(v, "__index__"); err != nil {
		return 0, err
	} else if m != nil {
		out, err := r.callInner(m, nil, nil)
		if err != nil {
			return 0, err
		}
		if n, ok := small(out); ok {
			return n, nil
		}
		return 0, r.errorf("TypeError", "__index__ returned non-int (type %s)", r.classOf(out).name)
	}
	return 0, r.errorf("TypeError", "'%s' object cannot be interpreted as an integer", r.classOf(v).name)
}

// span is what a slice selects of a sequence: count items from start in steps.
type span struct{ start, step, count int }

// slice resolves a slice against a length, which is asked for last: finding out the indexes may run Python.
func (r *run) slice(s *py.Slice, length func() int) (span, error) {
	step := int64(1)
	var parts [2]*int64
	var err error
	for i, v := range []object{s.Start, s.Stop} {
		if v == py.None {
			continue
		}
		n, err := r.sliceIndex(v)
		if err != nil {
			return span{}, err
		}
		parts[i] = &n
	}
	if s.Step != py.None {
		if step, err = r.sliceIndex(s.Step); err != nil {
			return span{}, err
		}
		if step == 0 {
			return span{}, r.errorf("ValueError", "slice step cannot be zero")
		}
		step = max(step, -math.MaxInt64)
	}
	n := int64(length())
	lo, hi := int64(0), n
	if step < 0 {
		lo, hi = n-1, -1
	}
	clip := func(v *int64, def int64) int64 {
		if v == nil {
			return def
		}
		i := *v
		if i < 0 {
			i += n
		}
		if step < 0 {
			return max(-1, min(i, n-1))
		}
		return max(0, min(i, n))
	}
	lo, hi = clip(parts[0], lo), clip(parts[1], hi)
	count := int64(0)
	if step > 0 && lo < hi {
		count = (hi-lo-1)/step + 1
	} else if step < 0 && lo > hi {
		count = (lo-hi-1)/-step + 1
	}
	if count <= 1 {
		step = 1 // so that no step of 2**60 overflows an int on the way
	}
	if count == 0 {
		lo = max(lo, 0) // a backward slice of nothing begins before the first item
	}
	return span{int(lo), int(step), int(count)}, nil
}

func (r *run) sliceIndex(v object) (int64, error) {
	i, err := r.index(v)
	if err != nil && r.isError(err, "TypeError") {
		return 0, r.errorf("TypeError", "slice indices must be integers or None or have an __index__ method")
	}
	return i, err
}

// fixed is a length that does not change.
func fixed(n int) func() int { return func() int { return n } }

// at resolves an index of a sequence, whose length is asked for last: finding out the index may run Python. what names
// the sequence in the message.
func (r *run) at(key object, size func() int, what string) (int, error) {
	i, err := r.index(key)
	if err != nil {
		if r.isError(err, "TypeError") && r.classOf(key).lookup("__index__") == nil {
			return 0, r.errorf("TypeError", "%s indices must be integers or slices, not %s", what, r.classOf(key).name)
		}
		return 0, err
	}
	length := int64(size())
	if i < 0 {
		i += length
	}
	if i < 0 || i >= length {
		if what == "str" {
			what = "string"
		}
		return 0, r.errorf("IndexError", "%s index out of range", what)
	}
	return int(i), nil
}

// getItem is v[key].
func (r *run) getItem(v, key object) (object, error) {
	switch c := v.(type) {
	case *py.List:
		if s, ok := key.(*py.Slice); ok {
			items, err := r.sliceItems(func() []object { return c.Items }, s)
			if err != nil {
				return nil, err
			}
			return &py.List{Items: items}, nil
		}
		i, err := r.at(key, func() int { return len(c.Items) }, "list")
		if err != nil {
			return nil, err
		}
		return c.Items[i], nil
	case py.Tuple:
		if s, ok := key.(*py.Slice); ok {
			items, err := r.sliceItems(func() []object { return c }, s)
			if err != nil {
				return nil, err
			}
			return py.Tuple(items), nil
		}
		i, err := r.at(key, fixed(len(c)), "tuple")
		if err != nil {
			return nil, err
		}
		return c[i], nil
	case *dict:
		got, err := r.get(c, key)
		if got != nil || err != nil {
			return got, err
		}
		return r.missing(c, key)
	case py.String:
		return r.stringItem(string(c), key)
	case py.Bytes:
		if s, ok := key.(*py.Slice); ok {
			sp, err := r.slice(s, fixed(len(c)))
			if err != nil {
				return nil, err
			}
			if err := r.newText(sp.count); err != nil {
				return nil, err
			}
			out := make(py.Bytes, sp.count)
			for i := range out {
				out[i] = c[sp.start+i*sp.step]
			}
			return out, nil
		}
		i, err := r.at(key, fixed(len(c)), "byte")
		if err != nil {
			return nil, err
		}
		return py.Int(c[i]), nil
	case *rangeObject:
		if s, ok := key.(*py.Slice); ok {
			if c.length > math.MaxInt32 {
				r.unsupported("slice of a range of more than 2**31 numbers")
			}
			sp, err := r.slice(s, fixed(int(c.length)))
			if err != nil {
				return nil, err
			}
			start := c.start + int64(sp.start)*c.step
			step := c.step * int64(sp.step)
			return &rangeObject{start: start, step: step, stop: start + int64(sp.count)*step, length: int64(sp.count)}, nil
		}
		i, err := r.at(key, fixed(int(c.length)), "range")
		if err != nil {
			if r.isError(err, "IndexError") {
				return nil, r.errorf("IndexError", "range object index out of range")
			}
			return nil, err
		}
		return py.Int(c.start + int64(i)*c.step), nil
	case *deque:
		i, err := r.at(key, func() int { return len(c.items) }, "deque")
		if err != nil {
			return nil, err
		}
		return c.items[i], nil
	case *placeholder:
		return c, nil
	case *class:
		if c.builtin || len(c.mro) > 0 {
			return &placeholder{name: c.name}, nil // list[int], in an annotation that something evaluates
		}
	}
	if m, err := r.special(v, "__getitem__"); err != nil {
		return nil, err
	} else if m != nil {
		return r.callInner(m, []object{key}, nil)
	}
	return nil, r.errorf("TypeError", "'%s' object is not subscriptable", r.classOf(v).name)
}

// missing is what a dict without the key answers.
func (r *run) missing(d *dict, key object) (object, error) {
	switch {
	case d.cls == r.t.counter:
		return py.Int(0), nil
	case d.factory != nil:
		v, err := r.callInner(d.factory, nil, nil)
		if err != nil {
			return nil, err
		}
		return v, r.set(d, key, v)
	}
	e := &exception{cls: r.t.exceptions["KeyError"], args: py.Tuple{key}}
	r.setContext(e)
	return nil, e
}

func (r *run) sliceItems(seq func() []object, s *py.Slice) ([]object, error) {
	sp, err := r.slice(s, func() int { return len(seq()) })
	if err != nil {
		return nil, err
	}
	items := seq()
	if sp.step == 1 {
		return r.copyItems(items[sp.start : sp.start+sp.count])
	}
	r.charge(uint64(sp.count) / 4)
	if err := r.alloc(uint64(sp.count), sizeSlot); err != nil {
		return nil, err
	}
	out := make([]object, sp.count)
	for i := range out {
		out[i] = items[sp.start+i*sp.step]
	}
	return out, nil
}

// stringItem is s[key]. Characters are found by walking where the string is not ASCII, which is charged for.
func (r *run) stringItem(s string, key object) (object, error) {
	ascii := r.ascii(s)
	length := len(s)
	if !ascii {
		length = utf8.RuneCountInString(s)
	}
	if sl, ok := key.(*py.Slice); ok {
		sp, err := r.slice(sl, fixed(length))
		if err != nil {
			return nil, err
		}
		if ascii && sp.step == 1 {
			r.grow(sizeString)
			return py.String(s[sp.start : sp.start+sp.count]), nil
		}
		if err := r.newText(sp.count); err != nil {
			return nil, err
		}
		if ascii {
			r.charge(uint64(sp.count) / 8)
			out := make([]byte, sp.count)
			for i := range out {
				out[i] = s[sp.start+i*sp.step]
			}
			return py.String(out), nil
		}
		r.charge(uint64(length) / 8)
		all := []rune(s)
		out := make([]rune, sp.count)
		for i := range out {
			out[i] = all[sp.start+i*sp.step]
		}
		return py.String(out), nil
	}
	i, err := r.at(key, fixed(length), "str")
	if err != nil {
		if r.isError(err, "TypeError") {
			return nil, r.errorf("TypeError", "string indices must be integers, not '%s'", r.classOf(key).name)
		}
		return nil, err
	}
	if ascii {
		return py.String(s[i : i+1]), nil
	}
	r.charge(uint64(i) / 8)
	for ; i > 0; i-- {
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
	}
	_, n := utf8.DecodeRuneInString(s)
	return py.String(s[:n]), nil
}

// ascii reports whether a string has one byte a character; looking costs a unit for 32 bytes.
func (r *run) ascii(s string) bool {
	r.charge(uint64(len(s)) / 32)
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// setItem is v[key] = value.
func (r *run) setItem(v, key, value object) error {
	switch c := v.(type) {
	case *py.List:
		if s, ok := key.(*py.Slice); ok {
			return r.setSlice(c, s, value)
		}
		i, err := r.at(key, func() int { return len(c.Items) }, "list")
		if err != nil {
			if r.isError(err, "IndexError") {
				return r.errorf("IndexError", "list assignment index out of range")
			}
			return err
		}
		c.Items[i] = value
		return nil
	case *dict:
		return r.set(c, key, value)
	case *deque:
		i, err := r.at(key, func() int { return len(c.items) }, "deque")
		if err != nil {
			return err
		}
		c.items[i] = value
		return nil
	}
	if m, err := r.special(v, "__setitem__"); err != nil {
		return err
	} else if m != nil {
		_, err := r.callInner(m, []object{key, value}, nil)
		return err
	}
	return r.errorf("TypeError", "'%s' object does not support item assignment", r.classOf(v).name)
}

func (r *run) setSlice(l *py.List, s *py.Slice, value object) error {
	items, err := r.collect(value)
	if err != nil {
		if r.isError(err, "TypeError") {
			return r.errorf("TypeError", "must assign iterable to extended slice")
		}
		return err
	}
	// Only now: iterating may have changed the list.
	sp, err := r.slice(s, func() int { return len(l.Items) })
	if err != nil {
		return err
	}
	if s.Step == py.None || s.Step == py.Int(1) {
		r.charge(uint64(len(l.Items)) / 8)
		out, err := r.joinItems(l.Items[:sp.start], items)
		if err != nil {
			return err
		}
		l.Items = append(out, l.Items[sp.start+sp.count:]...)
		return nil
	}
	if len(items) != sp.count {
		return r.errorf("ValueError", "attempt to assign sequence of size %d to extended slice of size %d", len(items), sp.count)
	}
	for i, v := range items {
		l.Items[sp.start+i*sp.step] = v
	}
	return nil
}

// delItem is del v[key].
func (r *run) delItem(v, key object) error {
	switch c := v.(type) {
	case *py.List:
		r.charge(uint64(len(c.Items)) / 16)
		if s, ok := key.(*py.Slice); ok {
			sp, err := r.slice(s, func() int { return len(c.Items) })
			if err != nil {
				return err
			}
			drop := make(map[int]bool, sp.count)
			r.charge(uint64(sp.count))
			for i := range sp.count {
				drop[sp.start+i*sp.step] = true
			}
			kept := make([]object, 0, len(c.Items)-sp.count)
			for i, item := range c.Items {
				if !drop[i] {
					kept = append(kept, item)
				}
			}
			c.Items = kept
			return nil
		}
		i, err := r.at(key, func() int { return len(c.Items) }, "list")
		if err != nil {
			if r.isError(err, "IndexError") {
				return r.errorf("IndexError", "list assignment index out of range")
			}
			return err
		}
		c.Items = append(c.Items[:i], c.Items[i+1:]...)
		return nil
	case *dict:
		old, err := r.del(c, key)
		if err == nil && old == nil {
			if c.cls == r.t.counter {
				return nil
			}
			_, err = r.missing(&dict{}, key)
		}
		return err
	case *deque:
		i, err := r.at(key, func() int { return len(c.items) }, "deque")
		if err != nil {
			return err
		}
		r.charge(uint64(len(c.items)) / 16)
		c.items = append(c.items[:i], c.items[i+1:]...)
		return nil
	}
	if m, err := r.special(v, "__delitem__"); err != nil {
		return err
	} else if m != nil {
		_, err := r.callInner(m, []object{key}, nil)
		return err
	}
	return r.errorf("TypeError", "'%s' object doesn't support item deletion", r.classOf(v).name)
}

// extend appends the items of an iterable to a list.
func (r *run) extend(l *py.List, v object) error {
	switch s := v.(type) {
	case *py.List, py.Tuple, *rangeObject:
		items, err := r.collect(s)
		if err != nil {
			return err
		}
		l.Items = append(l.Items, items...)
		return nil
	}
	return r.each(v, func(item object) (bool, error) {
		r.grow(sizeSlot)
		l.Items = append(l.Items, item)
		return true, nil
	})
}

// update copies the entries of one dict into another.
func (r *run) update(d, from *dict) error {
	for _, e := range from.all() {
		r.charge(1)
		if err := r.set(d, e.key, e.val); err != nil {
			return err
		}
	}
	return nil
}
