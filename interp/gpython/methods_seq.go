package gpython

import (
	"math"

	"github.com/go-python/gpython/py"
)

// listMethod makes a native of a function over a list and its sorted arguments.
func listMethod(name string, fn func(r *run, l *py.List, a []object) (object, error), params ...string) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		l, ok := first(pos).(*py.List)
		if !ok {
			return nil, r.errorf("TypeError", "descriptor '%s' for 'list' objects doesn't apply to this object", name)
		}
		a, err := r.args(name, pos[1:], kw, params...)
		if err != nil {
			return nil, err
		}
		return fn(r, l, a)
	}
}

func listMethods() map[string]nativeFunc {
	return map[string]nativeFunc{
		"append": listMethod("append", func(r *run, l *py.List, a []object) (object, error) {
			r.grow(sizeSlot)
			l.Items = append(l.Items, a[0])
			return py.None, nil
		}, "object"),
		"clear": listMethod("clear", func(r *run, l *py.List, a []object) (object, error) {
			l.Items = nil
			return py.None, nil
		}),
		"copy": listMethod("copy", func(r *run, l *py.List, a []object) (object, error) {
			items, err := r.copyItems(l.Items)
			return &py.List{Items: items}, err
		}),
		"count": listMethod("count", func(r *run, l *py.List, a []object) (object, error) {
			return r.countItems(func() []object { return l.Items }, a[0])
		}, "value"),
		"extend": listMethod("extend", func(r *run, l *py.List, a []object) (object, error) {
			return py.None, r.extend(l, a[0])
		}, "iterable"),
		"index": listMethod("index", func(r *run, l *py.List, a []object) (object, error) {
			return r.indexItem("list", func() []object { return l.Items }, a)
		}, "value", "start?", "stop?"),
		"insert": listMethod("insert", func(r *run, l *py.List, a []object) (object, error) {
			i, err := r.index(a[0])
			if err != nil {
				return nil, err
			}
			n := int64(len(l.Items))
			if i < 0 {
				i = max(0, i+n)
			}
			i = min(i, n)
			r.charge(uint64(n-i) / 16)
			r.grow(sizeSlot)
			l.Items = append(l.Items, nil)
			copy(l.Items[i+1:], l.Items[i:])
			l.Items[i] = a[1]
			return py.None, nil
		}, "index", "object"),
		"pop": listMethod("pop", func(r *run, l *py.List, a []object) (object, error) {
			if len(l.Items) == 0 {
				return nil, r.errorf("IndexError", "pop from empty list")
			}
			i, err := r.intArg(a[0], -1)
			if err != nil {
				return nil, err
			}
			n := int64(len(l.Items))
			if i < 0 {
				i += n
			}
			if i < 0 || i >= n {
				return nil, r.errorf("IndexError", "pop index out of range")
			}
			r.charge(uint64(n-i) / 16)
			v := l.Items[i]
			l.Items = append(l.Items[:i], l.Items[i+1:]...)
			return v, nil
		}, "index?"),
		"remove": listMethod("remove", func(r *run, l *py.List, a []object) (object, error) {
			for i := 0; i < len(l.Items); i++ {
				r.charge(1)
				eq, err := r.equal(l.Items[i], a[0])
				if err != nil {
					return nil, err
				}
				if eq {
					if i < len(l.Items) { // comparing may have shortened the list
						l.Items = append(l.Items[:i], l.Items[i+1:]...)
					}
					return py.None, nil
				}
			}
			return nil, r.errorf("ValueError", "list.remove(x): x not in list")
		}, "value"),
		"reverse": listMethod("reverse", func(r *run, l *py.List, a []object) (object, error) {
			r.charge(uint64(len(l.Items)) / 8)
			reverse(l.Items)
			return py.None, nil
		}),
		"sort": listMethod("sort", func(r *run, l *py.List, a []object) (object, error) {
			// The list is empty while it is sorted, as in CPython, so that a key function cannot disturb it.
			items := l.Items
			l.Items = nil
			r.held = append(r.held, py.Tuple(items))
			err := r.sortArgs(items, a[0], a[1])
			changed := l.Items != nil
			l.Items = items
			if err == nil && changed {
				err = r.errorf("ValueError", "list modified during sort")
			}
			return py.None, err
		}, "*key?", "*reverse?"),
		"__setitem__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__setitem__", pos, kw, 3, 3); err != nil {
				return nil, err
			}
			return py.None, r.setItem(pos[0], pos[1], pos[2])
		},
	}
}

func reverse(items []object) {
	for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
		items[i], items[j] = items[j], items[i]
	}
}

// countItems counts equal items; the items are asked for anew each time, because comparing may change them.
func (r *run) countItems(items func() []object, v object) (object, error) {
	n := 0
	for i := 0; i < len(items()); i++ {
		r.charge(1)
		eq, err := r.equal(items()[i], v)
		if err != nil {
			return nil, err
		}
		if eq {
			n++
		}
	}
	return py.Int(n), nil
}

// indexItem is seq.index(value, start, stop).
func (r *run) indexItem(what string, items func() []object, a []object) (object, error) {
	n := int64(len(items()))
	lo, err := r.intArg(a[1], 0)
	if err != nil {
		return nil, err
	}
	hi, err := r.intArg(a[2], math.MaxInt64)
	if err != nil {
		return nil, err
	}
	if lo < 0 {
		lo = max(0, lo+n)
	}
	if hi < 0 {
		hi += n
	}
	for i := lo; i < hi && i < int64(len(items())); i++ {
		r.charge(1)
		eq, err := r.equal(items()[i], a[0])
		if err != nil {
			return nil, err
		}
		if eq {
			return py.Int(i), nil
		}
	}
	if what == "deque" {
		s, err := r.repr(a[0])
		if err != nil {
			return nil, err
		}
		return nil, r.errorf("ValueError", "%s is not in deque", s)
	}
	return nil, r.errorf("ValueError", "%s.index(x): x not in %s", what, what)
}

func tupleMethods() map[string]nativeFunc {
	items := func(r *run, pos []object) (py.Tuple, error) {
		t, ok := first(pos).(py.Tuple)
		if !ok {
			return nil, r.errorf("TypeError", "descriptor for 'tuple' objects doesn't apply to this object")
		}
		return t, nil
	}
	return map[string]nativeFunc{
		"count": func(r *run, pos []object, kw kwargs) (object, error) {
			t, err := items(r, pos)
			if err != nil {
				return nil, err
			}
			a, err := r.args("count", pos[1:], kw, "value")
			if err != nil {
				return nil, err
			}
			return r.countItems(func() []object { return t }, a[0])
		},
		"index": func(r *run, pos []object, kw kwargs) (object, error) {
			t, err := items(r, pos)
			if err != nil {
				return nil, err
			}
			a, err := r.args("index", pos[1:], kw, "value", "start?", "stop?")
			if err != nil {
				return nil, err
			}
			return r.indexItem("tuple", func() []object { return t }, a)
		},
	}
}

func rangeMethods() map[string]nativeFunc {
	at := func(r *run, pos []object, kw kwargs, name string) (int64, error) {
		if err := r.arity(name, pos, kw, 2, 2); err != nil {
			return -1, err
		}
		o, ok := pos[0].(*rangeObject)
		n, isInt := small(pos[1])
		if !ok || !isInt {
			return -1, nil
		}
		return o.index(n), nil
	}
	return map[string]nativeFunc{
		"index": func(r *run, pos []object, kw kwargs) (object, error) {
			i, err := at(r, pos, kw, "index")
			if err == nil && i < 0 {
				s, err := r.repr(pos[1])
				if err != nil {
					return nil, err
				}
				return nil, r.errorf("ValueError", "%s is not in range", s)
			}
			return py.Int(i), err
		},
		"count": func(r *run, pos []object, kw kwargs) (object, error) {
			i, err := at(r, pos, kw, "count")
			if i >= 0 {
				return py.Int(1), err
			}
			return py.Int(0), err
		},
	}
}
