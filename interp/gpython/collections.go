package gpython

import (
	"github.com/go-python/gpython/py"
)

// deque is collections.deque; maxlen is -1 where it has no bound.
type deque struct {
	native
	items  []object
	maxlen int
}

func makeDeque(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("deque", pos[1:], kw, "iterable?", "maxlen?")
	if err != nil {
		return nil, err
	}
	d := &deque{maxlen: -1}
	if a[1] != nil && a[1] != py.None {
		n, err := r.index(a[1])
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, r.errorf("ValueError", "maxlen must be non-negative")
		}
		d.maxlen = int(n)
	}
	r.grow(sizeList)
	if a[0] == nil {
		return d, nil
	}
	r.held = append(r.held, d)
	return d, r.each(a[0], func(v object) (bool, error) {
		r.push(d, v)
		return true, nil
	})
}

// push appends on the right; a full deque drops an item on the left.
func (r *run) push(d *deque, v object) {
	if d.maxlen == 0 {
		return
	}
	if d.maxlen > 0 && len(d.items) >= d.maxlen {
		d.items[0] = nil
		d.items = d.items[1:]
	}
	r.grow(sizeSlot)
	d.items = append(d.items, v)
}

// pushLeft puts an item in front. Room in front is made in proportion to the length, so it pays off over many calls.
func (r *run) pushLeft(d *deque, v object) {
	if d.maxlen == 0 {
		return
	}
	if d.maxlen > 0 && len(d.items) >= d.maxlen {
		d.items = d.items[:len(d.items)-1]
	}
	r.charge(uint64(len(d.items)) / 16)
	r.grow(sizeSlot)
	d.items = append(d.items, nil)
	copy(d.items[1:], d.items)
	d.items[0] = v
}

func dequeMethods() map[string]nativeFunc {
	method := func(name string, fn func(r *run, d *deque, a []object) (object, error), params ...string) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			d, ok := first(pos).(*deque)
			if !ok {
				return nil, r.errorf("TypeError", "descriptor '%s' for 'deque' objects doesn't apply to this object", name)
			}
			a, err := r.args(name, pos[1:], kw, params...)
			if err != nil {
				return nil, err
			}
			return fn(r, d, a)
		}
	}
	pop := func(name string, left bool) nativeFunc {
		return method(name, func(r *run, d *deque, a []object) (object, error) {
			n := len(d.items)
			if n == 0 {
				return nil, r.errorf("IndexError", "pop from an empty deque")
			}
			if left {
				v := d.items[0]
				d.items[0] = nil
				d.items = d.items[1:]
				return v, nil
			}
			v := d.items[n-1]
			d.items = d.items[:n-1]
			return v, nil
		})
	}
	extend := func(name string, add func(*run, *deque, object)) nativeFunc {
		return method(name, func(r *run, d *deque, a []object) (object, error) {
			items, err := r.collect(a[0])
			if err != nil {
				return nil, err
			}
			for _, v := range items {
				add(r, d, v)
			}
			return py.None, nil
		}, "iterable")
	}
	return map[string]nativeFunc{
		"append": method("append", func(r *run, d *deque, a []object) (object, error) {
			r.push(d, a[0])
			return py.None, nil
		}, "object"),
		"appendleft": method("appendleft", func(r *run, d *deque, a []object) (object, error) {
			r.pushLeft(d, a[0])
			return py.None, nil
		}, "object"),
		"clear": method("clear", func(r *run, d *deque, a []object) (object, error) {
			d.items = nil
			return py.None, nil
		}),
		"copy": method("copy", func(r *run, d *deque, a []object) (object, error) {
			items, err := r.copyItems(d.items)
			return &deque{items: items, maxlen: d.maxlen}, err
		}),
		"count": method("count", func(r *run, d *deque, a []object) (object, error) {
			return r.countItems(func() []object { return d.items }, a[0])
		}, "value"),
		"index": method("index", func(r *run, d *deque, a []object) (object, error) {
			return r.indexItem("deque", func() []object { return d.items }, a)
		}, "value", "start?", "stop?"),
		"extend": extend("extend", (*run).push), "extendleft": extend("extendleft", (*run).pushLeft),
		"pop": pop("pop", false), "popleft": pop("popleft", true),
		"remove": method("remove", func(r *run, d *deque, a []object) (object, error) {
			for i := 0; i < len(d.items); i++ {
				r.charge(1)
				eq, err := r.equal(d.items[i], a[0])
				if err != nil {
					return nil, err
				}
				if eq && i < len(d.items) {
					d.items = append(d.items[:i], d.items[i+1:]...)
					return py.None, nil
				}
			}
			return nil, r.errorf("ValueError", "deque.remove(x): x not in deque")
		}, "value"),
		"reverse": method("reverse", func(r *run, d *deque, a []object) (object, error) {
			r.charge(uint64(len(d.items)) / 8)
			reverse(d.items)
			return py.None, nil
		}),
		"rotate": method("rotate", func(r *run, d *deque, a []object) (object, error) {
			k, err := r.intArg(a[0], 1)
			n := int64(len(d.items))
			if err != nil || n == 0 {
				return py.None, err
			}
			k = ((k % n) + n) % n
			r.charge(uint64(n) / 8)
			items := append(make([]object, 0, n), d.items[n-k:]...)
			d.items = append(items, d.items[:n-k]...)
			return py.None, nil
		}, "n?"),
	}
}

func makeDefaultDict(r *run, pos []object, kw kwargs) (object, error) {
	d := &dict{cls: r.t.defaultdict}
	r.grow(sizeDict)
	rest := pos[1:]
	if len(rest) > 0 {
		if rest[0] != py.None {
			ok, err := builtinCallable(r, rest[:1], nil)
			if err != nil {
				return nil, err
			}
			if ok != py.True {
				return nil, r.errorf("TypeError", "first argument must be callable or None")
			}
			d.factory = rest[0]
		}
		rest = rest[1:]
	}
	return d, r.fillDict("defaultdict", d, rest, kw)
}

func makeOrderedDict(r *run, pos []object, kw kwargs) (object, error) {
	d := &dict{cls: r.t.orderedDict}
	r.grow(sizeDict)
	return d, r.fillDict("OrderedDict", d, pos[1:], kw)
}

func orderedDictMethods() map[string]nativeFunc {
	return map[string]nativeFunc{
		"popitem": dictMethod("popitem", func(r *run, d *dict, a []object) (object, error) {
			last := true
			if a[0] != nil {
				var err error
				if last, err = r.truth(a[0]); err != nil {
					return nil, err
				}
			}
			return r.popItem(d, last)
		}, "last?"),
		"move_to_end": dictMethod("move_to_end", func(r *run, d *dict, a []object) (object, error) {
			last := true
			if a[1] != nil {
				var err error
				if last, err = r.truth(a[1]); err != nil {
					return nil, err
				}
			}
			norm, i, err := r.find(d, a[0])
			if err != nil {
				return nil, err
			}
			if i < 0 {
				return r.missing(&dict{}, a[0])
			}
			e := d.entries[i]
			d.remove(norm)
			if last {
				d.put(e.norm, e.key, e.val)
				return py.None, nil
			}
			all := d.all()
			r.charge(uint64(len(all)))
			d.clear()
			d.put(e.norm, e.key, e.val)
			for _, e := range all {
				d.put(e.norm, e.key, e.val)
			}
			return py.None, nil
		}, "key", "last?"),
	}
}

func makeCounter(r *run, pos []object, kw kwargs) (object, error) {
	d := &dict{cls: r.t.counter}
	r.grow(sizeDict)
	return d, r.countInto(d, pos[1:], kw, opAdd)
}

// countInto adds or subtracts the counts of an iterable or mapping, and of keywords.
func (r *run) countInto(d *dict, pos []object, kw kwargs, op *binaryOp) error {
	if len(pos) > 1 {
		return r.errorf("TypeError", "expected at most 1 argument, got %d", len(pos))
	}
	add := func(k, n object) error {
		r.charge(4)
		old, err := r.get(d, k)
		if err != nil {
			return err
		}
		if old == nil {
			old = py.Int(0)
		}
		sum, err := r.binary(op, old, n)
		if err != nil {
			return err
		}
		return r.set(d, k, sum)
	}
	if len(pos) == 1 && pos[0] != py.None {
		if from, ok := pos[0].(*dict); ok {
			for _, e := range from.all() {
				r.charge(1)
				if err := add(e.key, e.val); err != nil {
					return err
				}
			}
		} else if err := r.each(pos[0], func(k object) (bool, error) { return true, add(k, py.Int(1)) }); err != nil {
			return err
		}
	}
	for _, a := range kw {
		if err := add(py.String(a.name), a.value); err != nil {
			return err
		}
	}
	return nil
}

// mostCommon sorts entries by their counts, the largest first, equal ones in order of insertion.
func (r *run) mostCommon(d *dict) ([]entry, error) {
	all := d.all()
	pairs := make([]object, len(all))
	for i := range all {
		pairs[i] = py.Tuple{py.Int(i), all[i].val}
	}
	second := &builtin{name: "itemgetter", fn: func(r *run, pos []object, kw kwargs) (object, error) { return pos[0].(py.Tuple)[1], nil }}
	if err := r.sort(pairs, second, true); err != nil {
		return nil, err
	}
	out := make([]entry, len(all))
	for i, p := range pairs {
		out[i] = all[p.(py.Tuple)[0].(py.Int)]
	}
	return out, nil
}

func counterMethods() map[string]nativeFunc {
	self := func(r *run, pos []object) (*dict, error) {
		d, ok := first(pos).(*dict)
		if !ok {
			return nil, r.errorf("TypeError", "descriptor for 'Counter' objects doesn't apply to this object")
		}
		return d, nil
	}
	return map[string]nativeFunc{
		"most_common": dictMethod("most_common", func(r *run, d *dict, a []object) (object, error) {
			n, err := r.intArg(a[0], int64(d.live))
			if err != nil {
				return nil, err
			}
			all, err := r.mostCommon(d)
			if err != nil {
				return nil, err
			}
			l := &py.List{}
			for i := int64(0); i < n && i < int64(len(all)); i++ {
				r.grow(sizeList + 3*sizeSlot)
				l.Items = append(l.Items, py.Tuple{all[i].key, all[i].val})
			}
			return l, nil
		}, "n?"),
		"elements": dictMethod("elements", func(r *run, d *dict, a []object) (object, error) {
			all := d.all()
			i, left := -1, int64(0)
			return &lazy{name: "itertools.chain", holds: []object{d}, step: func(r *run) (object, error) {
				for left <= 0 {
					r.charge(1)
					if i++; i >= len(all) {
						return nil, nil
					}
					var err error
					if left, err = r.index(all[i].val); err != nil {
						return nil, err
					}
				}
				left--
				return all[i].key, nil
			}}, nil
		}),
		"total": dictMethod("total", func(r *run, d *dict, a []object) (object, error) {
			return builtinSum(r, []object{&dictView{d: d, kind: viewValues}}, nil)
		}),
		"update": func(r *run, pos []object, kw kwargs) (object, error) {
			d, err := self(r, pos)
			if err != nil {
				return nil, err
			}
			return py.None, r.countInto(d, pos[1:], kw, opAdd)
		},
		"subtract": func(r *run, pos []object, kw kwargs) (object, error) {
			d, err := self(r, pos)
			if err != nil {
				return nil, err
			}
			return py.None, r.countInto(d, pos[1:], kw, opSub)
		},
	}
}

// counterArith is a op b on Counters: only positive counts remain.
func (r *run) counterArith(op *binaryOp, a, b *dict) (object, error) {
	out := &dict{cls: r.t.counter}
	r.grow(sizeDict)
	visit := func(from, other *dict, flip bool) error {
		for _, e := range from.all() {
			r.charge(1)
			n, err := r.get(other, e.key)
			if err != nil {
				return err
			}
			if n == nil {
				n = py.Int(0)
			}
			x, y := e.val, n
			if flip {
				x, y = y, x
			}
			var v object
			switch op {
			case opAdd, opSub:
				v, err = r.binary(op, x, y)
			case opAnd:
				v, err = builtinMin(r, []object{x, y}, nil)
			case opOr:
				v, err = builtinMax(r, []object{x, y}, nil)
			}
			if err != nil {
				return err
			}
			positive, err := r.less(py.Int(0), v)
			if err != nil {
				return err
			}
			if positive {
				if err := r.set(out, e.key, v); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if op != opAdd && op != opSub && op != opAnd && op != opOr {
		return nil, nil
	}
	if err := visit(a, b, false); err != nil {
		return nil, err
	}
	if op == opAnd {
		return out, nil
	}
	rest := &dict{}
	for _, e := range b.all() {
		if _, i, err := r.find(a, e.key); err != nil {
			return nil, err
		} else if i < 0 {
			if err := r.set(rest, e.key, e.val); err != nil {
				return nil, err
			}
		}
	}
	return out, visit(rest, &dict{}, op == opSub)
}
