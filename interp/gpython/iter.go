package gpython

import (
	"math/big"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// iterator is what our iterators have in common. next gives nil at the end.
type iterator interface {
	object
	next(r *run) (object, error)
}

// lazy is an iterator made of a Go function; name is its Python class.
type lazy struct {
	native
	name  string
	step  func(r *run) (object, error)
	holds []object // what it keeps alive, for the count of memory
}

func (l *lazy) next(r *run) (object, error) {
	// A chain of lazy iterators over lazy iterators recurses here and nowhere else.
	if err := r.enter(); err != nil {
		return nil, err
	}
	held := len(r.held)
	v, err := l.step(r)
	r.held = r.held[:held]
	r.leave()
	if err != nil && r.isError(err, "StopIteration") {
		return nil, nil // a function that it called may end it
	}
	return v, err
}

type (
	// listIter looks at the list anew each time: the program may change it meanwhile.
	listIter struct {
		native
		list *py.List
		at   int
	}
	tupleIter struct {
		native
		items py.Tuple
		at    int
	}
	stringIter struct {
		native
		rest string
	}
	rangeIter struct {
		native
		at, step, left int64
	}
	// dictIter walks the entries of a dict, which must not change size meanwhile.
	dictIter struct {
		native
		d    *dict
		at   int
		size int
		kind viewKind
	}
	// seqIter walks an instance that has __getitem__ and no __iter__.
	seqIter struct {
		native
		seq object
		at  int64
	}
	// rangeObject is Python's range; its numbers fit in 64 bits.
	rangeObject struct {
		native
		start, stop, step int64
		length            int64
	}
)

// viewKind says what of an entry a view or its iterator shows.
type viewKind uint8

const (
	viewKeys viewKind = iota
	viewValues
	viewItems
)

// dictView is what keys(), values() and items() give.
type dictView struct {
	native
	d    *dict
	kind viewKind
}

func (it *listIter) next(*run) (object, error) {
	if it.at >= len(it.list.Items) {
		it.at = int(^uint(0) >> 1) // an ended iterator stays ended
		return nil, nil
	}
	it.at++
	return it.list.Items[it.at-1], nil
}

func (it *tupleIter) next(*run) (object, error) {
	if it.at >= len(it.items) {
		return nil, nil
	}
	it.at++
	return it.items[it.at-1], nil
}

func (it *stringIter) next(*run) (object, error) {
	if it.rest == "" {
		return nil, nil
	}
	_, n := utf8.DecodeRuneInString(it.rest)
	c := it.rest[:n]
	it.rest = it.rest[n:]
	return py.String(c), nil
}

func (it *rangeIter) next(*run) (object, error) {
	if it.left <= 0 {
		return nil, nil
	}
	v := it.at
	it.at += it.step
	it.left--
	return py.Int(v), nil
}

func (it *dictIter) next(r *run) (object, error) {
	if it.size < 0 {
		return nil, nil
	}
	if it.d.live != it.size {
		it.size = -1
		return nil, r.errorf("RuntimeError", "dictionary changed size during iteration")
	}
	for it.at < len(it.d.entries) {
		e := &it.d.entries[it.at]
		it.at++
		if e.key != nil {
			return view(e, it.kind), nil
		}
		r.charge(1)
	}
	it.size = -1
	return nil, nil
}

func view(e *entry, kind viewKind) object {
	switch kind {
	case viewValues:
		return e.val
	case viewItems:
		return py.Tuple{e.key, e.val}
	}
	return e.key
}

func (it *seqIter) next(r *run) (object, error) {
	if it.at < 0 {
		return nil, nil
	}
	v, err := r.getItem(it.seq, py.Int(it.at))
	if err != nil {
		if r.isError(err, "IndexError") || r.isError(err, "StopIteration") {
			it.at = -1
			return nil, nil
		}
		return nil, err
	}
	it.at++
	return v, nil
}

func (g *generator) next(r *run) (object, error) {
	v, yielded, err := r.resume(g, py.None, nil)
	if !yielded || err != nil {
		return nil, err
	}
	return v, nil
}

// iter is iter(v): an object that next takes.
func (r *run) iter(v object) (object, error) {
	switch v := v.(type) {
	case iterator:
		return v, nil
	case *py.List:
		return &listIter{list: v}, nil
	case py.Tuple:
		return &tupleIter{items: v}, nil
	case py.String:
		return &stringIter{rest: string(v)}, nil
	case py.Bytes:
		at := 0
		return &lazy{name: "bytes_iterator", step: func(r *run) (object, error) {
			if at >= len(v) {
				return nil, nil
			}
			at++
			return py.Int(v[at-1]), nil
		}}, nil
	case *rangeObject:
		return &rangeIter{at: v.start, step: v.step, left: v.length}, nil
	case *dict:
		return &dictIter{d: v, size: v.live}, nil
	case *set:
		return &setIter{s: v, size: v.d.live}, nil
	case *dictView:
		return &dictIter{d: v.d, size: v.d.live, kind: v.kind}, nil
	case *deque:
		at, size := 0, len(v.items)
		return &lazy{name: "_collections._deque_iterator", holds: []object{v}, step: func(r *run) (object, error) {
			if len(v.items) != size {
				return nil, r.errorf("RuntimeError", "deque mutated during iteration")
			}
			if at >= size {
				return nil, nil
			}
			at++
			return v.items[at-1], nil
		}}, nil
	case *instance:
		if m, err := r.special(v, "__iter__"); err != nil {
			return nil, err
		} else if m != nil && m != py.None {
			it, err := r.call(m, nil, nil)
			if err != nil {
				return nil, err
			}
			if _, ok := it.(iterator); ok {
				return it, nil
			}
			if n, err := r.special(it, "__next__"); err != nil || n != nil {
				return it, err
			}
			return nil, r.errorf("TypeError", "iter() returned non-iterator of type '%s'", r.classOf(it).name)
		}
		if m, err := r.special(v, "__getitem__"); err != nil {
			return nil, err
		} else if m != nil {
			return &seqIter{seq: v}, nil
		}
	case *class:
		if v.lookup("__class_getitem__") != nil {
			r.unsupported("iteration over a class")
		}
	}
	return nil, r.errorf("TypeError", "'%s' object is not iterable", r.classOf(v).name)
}

// next advances an iterator; nil at the end.
func (r *run) next(it object) (object, error) {
	if i, ok := it.(iterator); ok {
		return i.next(r)
	}
	m, err := r.special(it, "__next__")
	if err != nil {
		return nil, err
	}
	if m == nil {
		return nil, r.errorf("TypeError", "'%s' object is not an iterator", r.classOf(it).name)
	}
	v, err := r.callInner(m, nil, nil)
	if err != nil && r.isError(err, "StopIteration") {
		return nil, nil
	}
	return v, err
}

// each calls do for every item of an iterable, one unit of fuel an item. do returns false to stop early.
func (r *run) each(v object, do func(object) (bool, error)) error {
	it, err := r.iter(v)
	if err != nil {
		return err
	}
	for {
		r.charge(1)
		item, err := r.next(it)
		if item == nil || err != nil {
			return err
		}
		if more, err := do(item); !more || err != nil {
			return err
		}
	}
}

// collect gives the items of an iterable in a slice of the caller's own.
func (r *run) collect(v object) ([]object, error) {
	switch s := v.(type) {
	case *py.List:
		return r.copyItems(s.Items)
	case py.Tuple:
		return r.copyItems(s)
	case *rangeObject:
		if err := r.alloc(uint64(s.length), sizeSlot); err != nil {
			return nil, err
		}
		r.charge(uint64(s.length))
		out := make([]object, s.length)
		for i := range out {
			out[i] = py.Int(s.start + int64(i)*s.step)
		}
		return out, nil
	}
	// What has been collected so far is reachable from nowhere else while the iterator runs Python.
	part := &py.List{}
	r.held = append(r.held, part)
	at := len(r.held)
	err := r.each(v, func(item object) (bool, error) {
		r.grow(sizeSlot)
		part.Items = append(part.Items, item)
		return true, nil
	})
	r.held = r.held[:at-1]
	return part.Items, err
}

func (r *run) copyItems(items []object) ([]object, error) {
	r.charge(uint64(len(items)))
	if err := r.alloc(uint64(len(items)), sizeSlot); err != nil {
		return nil, err
	}
	return append(make([]object, 0, len(items)), items...), nil
}

// newRange makes a range; its bounds and its length must fit in 64 bits.
func (r *run) newRange(start, stop, step int64) (object, error) {
	if step == 0 {
		return nil, r.errorf("ValueError", "range() arg 3 must not be zero")
	}
	n := new(big.Int).Sub(big.NewInt(stop), big.NewInt(start))
	if step > 0 {
		n.Add(n, big.NewInt(step-1))
	} else {
		n.Add(n, big.NewInt(step+1))
	}
	n.Quo(n, big.NewInt(step))
	length := int64(0)
	if n.Sign() > 0 {
		if !n.IsInt64() {
			r.unsupported("range of more than 2**63 numbers")
		}
		length = n.Int64()
	}
	return &rangeObject{start: start, stop: stop, step: step, length: length}, nil
}
