package gpython

import (
	"github.com/go-python/gpython/py"
)

// itertoolsModule: every iterator does a bounded amount of work a step, and whoever drives it pays for the step.
func itertoolsModule(r *run) *module {
	m := r.table("itertools", map[string]nativeFunc{
		"accumulate": iterAccumulate, "batched": iterBatched, "compress": iterCompress, "filterfalse": iterFilterfalse, "tee": iterTee, "chain": iterChain, "combinations": iterCombinations, "count": iterCount, "cycle": iterCycle,
		"dropwhile": iterDropwhile, "groupby": iterGroupby, "islice": iterIslice, "pairwise": iterPairwise, "permutations": iterPermutations,
		"product": iterProduct, "repeat": iterRepeat, "starmap": iterStarmap, "takewhile": iterTakewhile, "zip_longest": iterZipLongest,
	})
	chain := m.attrs.getStr("chain").(*builtin)
	chain.attr = map[string]object{"from_iterable": &builtin{name: "from_iterable", fn: func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity("from_iterable", pos, kw, 1, 1); err != nil {
			return nil, err
		}
		outer, err := r.iter(pos[0])
		return chained(outer), err
	}}}
	return m
}

func iterator1(name string, holds []object, step func(r *run) (object, error)) object {
	return &lazy{name: "itertools." + name, holds: holds, step: step}
}

// chained walks the iterators that an iterator gives.
func chained(outer object) object {
	var inner object
	holds := []object{outer}
	return iterator1("chain", holds, func(r *run) (object, error) {
		for {
			r.charge(1)
			if inner == nil {
				v, err := r.next(outer)
				if v == nil || err != nil {
					return nil, err
				}
				if inner, err = r.iter(v); err != nil {
					return nil, err
				}
			}
			v, err := r.next(inner)
			if v != nil || err != nil {
				return v, err
			}
			inner = nil
		}
	})
}

func iterChain(r *run, pos []object, kw kwargs) (object, error) {
	return chained(&tupleIter{items: append(py.Tuple{}, pos...)}), nil
}

func iterAccumulate(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("accumulate", pos, kw, "iterable", "func?", "*initial?")
	if err != nil {
		return nil, err
	}
	it, err := r.iter(a[0])
	if err != nil {
		return nil, err
	}
	var total object
	initial := a[2]
	if initial == py.None {
		initial = nil
	}
	return iterator1("accumulate", []object{it}, func(r *run) (object, error) {
		if initial != nil {
			total, initial = initial, nil
			return total, nil
		}
		v, err := r.next(it)
		if v == nil || err != nil {
			return nil, err
		}
		switch {
		case total == nil:
			total = v
		case a[1] == nil || a[1] == py.None:
			total, err = r.binary(opAdd, total, v)
		default:
			total, err = r.call(a[1], []object{total, v}, nil)
		}
		return total, err
	}), nil
}

func iterCount(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("count", pos, kw, "start?", "step?")
	if err != nil {
		return nil, err
	}
	var n, step object = py.Int(0), py.Int(1)
	if a[0] != nil {
		n = a[0]
	}
	if a[1] != nil {
		step = a[1]
	}
	return iterator1("count", nil, func(r *run) (object, error) {
		v := n
		var err error
		n, err = r.binary(opAdd, n, step)
		return v, err
	}), nil
}

func iterCycle(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("cycle", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	it, err := r.iter(pos[0])
	if err != nil {
		return nil, err
	}
	saved := &py.List{}
	at, done := 0, false
	return iterator1("cycle", []object{it, saved}, func(r *run) (object, error) {
		if !done {
			v, err := r.next(it)
			if err != nil {
				return nil, err
			}
			if v != nil {
				r.grow(sizeSlot)
				saved.Items = append(saved.Items, v)
				return v, nil
			}
			done = true
		}
		if len(saved.Items) == 0 {
			return nil, nil
		}
		v := saved.Items[at%len(saved.Items)]
		at = (at + 1) % len(saved.Items)
		return v, nil
	}), nil
}

func iterRepeat(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("repeat", pos, kw, "object", "times?")
	if err != nil {
		return nil, err
	}
	left := int64(-1)
	if a[1] != nil {
		if left, err = r.index(a[1]); err != nil {
			return nil, err
		}
		left = max(left, 0)
	}
	return iterator1("repeat", []object{a[0]}, func(r *run) (object, error) {
		if left == 0 {
			return nil, nil
		}
		if left > 0 {
			left--
		}
		return a[0], nil
	}), nil
}

// while makes takewhile and dropwhile.
func while(name string, pos []object, kw kwargs, r *run, take bool) (object, error) {
	if err := r.arity(name, pos, kw, 2, 2); err != nil {
		return nil, err
	}
	it, err := r.iter(pos[1])
	if err != nil {
		return nil, err
	}
	open, done := false, false
	return iterator1(name, []object{pos[0], it}, func(r *run) (object, error) {
		for !done {
			r.charge(1)
			v, err := r.next(it)
			if v == nil || err != nil || open {
				return v, err
			}
			test, err := r.call(pos[0], []object{v}, nil)
			if err != nil {
				return nil, err
			}
			ok, err := r.truth(test)
			if err != nil {
				return nil, err
			}
			switch {
			case take && ok:
				return v, nil
			case take:
				done = true
			case !ok:
				open = true
				return v, nil
			}
		}
		return nil, nil
	}), nil
}

func iterTakewhile(r *run, pos []object, kw kwargs) (object, error) {
	return while("takewhile", pos, kw, r, true)
}

func iterDropwhile(r *run, pos []object, kw kwargs) (object, error) {
	return while("dropwhile", pos, kw, r, false)
}

func iterStarmap(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("starmap", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	it, err := r.iter(pos[1])
	if err != nil {
		return nil, err
	}
	return iterator1("starmap", []object{pos[0], it}, func(r *run) (object, error) {
		v, err := r.next(it)
		if v == nil || err != nil {
			return nil, err
		}
		args, err := r.collect(v)
		if err != nil {
			return nil, err
		}
		return r.call(pos[0], args, nil)
	}), nil
}

func iterIslice(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("islice", pos, kw, 2, 4); err != nil {
		return nil, err
	}
	it, err := r.iter(pos[0])
	if err != nil {
		return nil, err
	}
	start, stop, step := int64(0), int64(-1), int64(1)
	read := func(v object, def int64) (int64, error) {
		n, err := r.intArg(v, def)
		if err == nil && v != py.None && n < 0 {
			err = r.errorf("ValueError", "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
		}
		return n, err
	}
	if len(pos) == 2 {
		stop, err = read(pos[1], -1)
	} else {
		if start, err = read(pos[1], 0); err == nil {
			stop, err = read(pos[2], -1)
		}
		if err == nil && len(pos) == 4 {
			if step, err = read(pos[3], 1); err == nil && step == 0 {
				err = r.errorf("ValueError", "Step for islice() must be a positive integer or None.")
			}
		}
	}
	if err != nil {
		return nil, err
	}
	at, next := int64(0), start
	return iterator1("islice", []object{it}, func(r *run) (object, error) {
		for {
			if stop >= 0 && next >= stop {
				// What lies before the end is consumed even where it is not shown.
				for ; at < stop; at++ {
					r.charge(1)
					if v, err := r.next(it); v == nil || err != nil {
						return nil, err
					}
				}
				return nil, nil
			}
			r.charge(1)
			v, err := r.next(it)
			if v == nil || err != nil {
				return nil, err
			}
			at++
			if at-1 == next {
				next += step
				return v, nil
			}
		}
	}), nil
}

func iterPairwise(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("pairwise", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	it, err := r.iter(pos[0])
	if err != nil {
		return nil, err
	}
	var last object
	return iterator1("pairwise", []object{it}, func(r *run) (object, error) {
		if last == nil {
			v, err := r.next(it)
			if v == nil || err != nil {
				return nil, err
			}
			last = v
		}
		v, err := r.next(it)
		if v == nil || err != nil {
			return nil, err
		}
		pair := py.Tuple{last, v}
		r.grow(sizeList + 2*sizeSlot)
		last = v
		return pair, nil
	}), nil
}

func iterZipLongest(r *run, pos []object, kw kwargs) (object, error) {
	fill := kw.take("fillvalue")
	if fill == nil {
		fill = py.None
	}
	its, err := r.iters(pos)
	if err != nil {
		return nil, err
	}
	left := len(its)
	return iterator1("zip_longest", its, func(r *run) (object, error) {
		if left == 0 {
			return nil, nil
		}
		out := make(py.Tuple, len(its))
		for i, it := range its {
			r.charge(1)
			out[i] = fill
			if it == nil {
				continue
			}
			v, err := r.next(it)
			if err != nil {
				return nil, err
			}
			if v != nil {
				out[i] = v
				continue
			}
			its[i] = nil
			if left--; left == 0 {
				return nil, nil
			}
		}
		r.grow(sizeList + uint64(len(out))*sizeSlot)
		return out, nil
	}), nil
}

func iterGroupby(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("groupby", pos, kw, "iterable", "key?")
	if err != nil {
		return nil, err
	}
	it, err := r.iter(a[0])
	if err != nil {
		return nil, err
	}
	var value, key, current object // the item read ahead, with its key; the key of the group shown last
	group := 0
	advance := func(r *run) error {
		v, err := r.next(it)
		value, key = v, v
		if v != nil && err == nil && a[1] != nil && a[1] != py.None {
			key, err = r.call(a[1], []object{v}, nil)
		}
		return err
	}
	started := false
	return iterator1("groupby", []object{it}, func(r *run) (object, error) {
		if !started {
			started = true
			if err := advance(r); err != nil {
				return nil, err
			}
		} else if group > 0 {
			// Skip what is left of the group before.
			for value != nil {
				r.charge(1)
				eq, err := r.equal(current, key)
				if err != nil {
					return nil, err
				}
				if !eq {
					break
				}
				if err := advance(r); err != nil {
					return nil, err
				}
			}
		}
		if value == nil {
			return nil, nil
		}
		group++
		current = key
		mine, own := key, group
		members := iterator1("_grouper", []object{it}, func(r *run) (object, error) {
			if value == nil || group != own {
				return nil, nil
			}
			eq, err := r.equal(mine, key)
			if err != nil || !eq {
				return nil, err
			}
			v := value
			return v, advance(r)
		})
		return py.Tuple{mine, members}, nil
	}), nil
}

// pick makes the tuple of the pool's items at some places.
func pick(r *run, pool []object, places []int) object {
	r.charge(uint64(len(places)))
	r.grow(sizeList + uint64(len(places))*sizeSlot)
	out := make(py.Tuple, len(places))
	for i, p := range places {
		out[i] = pool[p]
	}
	return out
}

func iterCombinations(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("combinations", pos, kw, "iterable", "r")
	if err != nil {
		return nil, err
	}
	pool, err := r.collect(a[0])
	if err != nil {
		return nil, err
	}
	k, err := r.index(a[1])
	if err != nil {
		return nil, err
	}
	if k < 0 {
		return nil, r.errorf("ValueError", "r must be non-negative")
	}
	n := int64(len(pool))
	done := k > n
	places := make([]int, min(k, n))
	for i := range places {
		places[i] = i
	}
	fresh := true
	return iterator1("combinations", []object{&py.List{Items: pool}}, func(r *run) (object, error) {
		if done {
			return nil, nil
		}
		if !fresh {
			i := len(places) - 1
			for i >= 0 && places[i] == i+len(pool)-len(places) {
				r.charge(1)
				i--
			}
			if i < 0 {
				done = true
				return nil, nil
			}
			places[i]++
			for j := i + 1; j < len(places); j++ {
				places[j] = places[j-1] + 1
			}
		}
		fresh = false
		return pick(r, pool, places), nil
	}), nil
}

func iterPermutations(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("permutations", pos, kw, "iterable", "r?")
	if err != nil {
		return nil, err
	}
	pool, err := r.collect(a[0])
	if err != nil {
		return nil, err
	}
	n := len(pool)
	k, err := r.intArg(a[1], int64(n))
	if err != nil {
		return nil, err
	}
	if k < 0 {
		return nil, r.errorf("ValueError", "r must be non-negative")
	}
	done := k > int64(n)
	size := int(min(k, int64(n)))
	places, cycles := make([]int, n), make([]int, size)
	for i := range places {
		places[i] = i
	}
	for i := range cycles {
		cycles[i] = n - i
	}
	fresh := true
	return iterator1("permutations", []object{&py.List{Items: pool}}, func(r *run) (object, error) {
		if done {
			return nil, nil
		}
		if fresh {
			fresh = false
			return pick(r, pool, places[:size]), nil
		}
		for i := size - 1; i >= 0; i-- {
			r.charge(1)
			cycles[i]--
			if cycles[i] > 0 {
				j := n - cycles[i]
				places[i], places[j] = places[j], places[i]
				return pick(r, pool, places[:size]), nil
			}
			r.charge(uint64(n - i))
			v := places[i]
			copy(places[i:], places[i+1:])
			places[n-1] = v
			cycles[i] = n - i
		}
		done = true
		return nil, nil
	}), nil
}

func iterProduct(r *run, pos []object, kw kwargs) (object, error) {
	repeat := int64(1)
	if v := kw.take("repeat"); v != nil {
		var err error
		if repeat, err = r.index(v); err != nil {
			return nil, err
		}
		if repeat < 0 {
			return nil, r.errorf("ValueError", "repeat argument cannot be negative")
		}
	}
	var pools [][]object
	held := &py.List{}
	for _, v := range pos {
		items, err := r.collect(v)
		if err != nil {
			return nil, err
		}
		pools = append(pools, items)
		held.Items = append(held.Items, &py.List{Items: items})
	}
	if repeat*int64(max(len(pools), 1)) > 1<<20 {
		return nil, r.memoryError()
	}
	base := len(pools)
	r.charge(uint64(repeat) * uint64(base))
	if repeat == 0 {
		pools = nil
	}
	for i := int64(1); i < repeat; i++ {
		pools = append(pools, pools[:base]...)
	}
	places := make([]int, len(pools))
	done := false
	for _, p := range pools {
		done = done || len(p) == 0
	}
	fresh := true
	return iterator1("product", []object{held}, func(r *run) (object, error) {
		if done {
			return nil, nil
		}
		if !fresh {
			i := len(places) - 1
			for ; i >= 0; i-- {
				r.charge(1)
				places[i]++
				if places[i] < len(pools[i]) {
					break
				}
				places[i] = 0
			}
			if i < 0 {
				done = true
				return nil, nil
			}
		}
		fresh = false
		out := make(py.Tuple, len(pools))
		r.charge(uint64(len(out)))
		r.grow(sizeList + uint64(len(out))*sizeSlot)
		for i, p := range pools {
			out[i] = p[places[i]]
		}
		return out, nil
	}), nil
}

func iterBatched(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("batched", pos, kw, "iterable", "n", "*strict?")
	if err != nil {
		return nil, err
	}
	n, err := r.index(a[1])
	if err != nil {
		return nil, err
	}
	if n < 1 {
		return nil, r.errorf("ValueError", "n must be at least one")
	}
	it, err := r.iter(a[0])
	if err != nil {
		return nil, err
	}
	return iterator1("batched", []object{it}, func(r *run) (object, error) {
		part := &py.List{}
		r.held = append(r.held, part)
		for int64(len(part.Items)) < n {
			r.charge(1)
			v, err := r.next(it)
			if err != nil {
				return nil, err
			}
			if v == nil {
				break
			}
			r.grow(sizeSlot)
			part.Items = append(part.Items, v)
		}
		if len(part.Items) == 0 {
			return nil, nil
		}
		if a[2] == py.True && int64(len(part.Items)) < n {
			return nil, r.errorf("ValueError", "batched(): incomplete batch")
		}
		return py.Tuple(part.Items), nil
	}), nil
}

func iterCompress(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("compress", pos, kw, "data", "selectors")
	if err != nil {
		return nil, err
	}
	its, err := r.iters(a)
	if err != nil {
		return nil, err
	}
	return iterator1("compress", its, func(r *run) (object, error) {
		for {
			pair, err := r.nextAll(its)
			if pair == nil || err != nil {
				return nil, err
			}
			if ok, err := r.truth(pair[1]); ok || err != nil {
				return pair[0], err
			}
		}
	}), nil
}

func iterFilterfalse(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("filterfalse", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	it, err := r.iter(pos[1])
	if err != nil {
		return nil, err
	}
	return iterator1("filterfalse", []object{pos[0], it}, func(r *run) (object, error) {
		for {
			r.charge(1)
			v, err := r.next(it)
			if v == nil || err != nil {
				return nil, err
			}
			test := v
			if pos[0] != py.None {
				if test, err = r.call(pos[0], []object{v}, nil); err != nil {
					return nil, err
				}
			}
			if ok, err := r.truth(test); !ok || err != nil {
				return v, err
			}
		}
	}), nil
}

// iterTee keeps all that was read, for those of its iterators that lag behind.
func iterTee(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("tee", pos, kw, "iterable", "n?")
	if err != nil {
		return nil, err
	}
	n, err := r.intArg(a[1], 2)
	if err != nil {
		return nil, err
	}
	if n < 0 || n > 1000 {
		return nil, r.errorf("ValueError", "n must be >= 0")
	}
	it, err := r.iter(a[0])
	if err != nil {
		return nil, err
	}
	shared := &py.List{} // all that was read
	out := make(py.Tuple, n)
	for i := range out {
		at := 0
		out[i] = iterator1("_tee", []object{it, shared}, func(r *run) (object, error) {
			if at == len(shared.Items) {
				v, err := r.next(it)
				if v == nil || err != nil {
					return nil, err
				}
				r.grow(sizeSlot)
				shared.Items = append(shared.Items, v)
			}
			at++
			return shared.Items[at-1], nil
		})
	}
	return out, nil
}
