package gpython

import (
	"strings"

	"github.com/go-python/gpython/py"
)

func copyModule(r *run) *module {
	return r.table("copy", map[string]nativeFunc{
		"copy": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("copy", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			return r.shallow(pos[0])
		},
		"deepcopy": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("deepcopy", pos, kw, "x", "memo?")
			if err != nil {
				return nil, err
			}
			return r.deep(a[0], map[any]object{})
		},
	})
}

func (r *run) shallow(v object) (object, error) {
	switch v := v.(type) {
	case *py.List:
		items, err := r.copyItems(v.Items)
		return &py.List{Items: items}, err
	case *dict:
		return r.copyDict(v)
	case *set:
		if v.frozen {
			return v, nil
		}
		return r.copySet(v)
	case *deque:
		items, err := r.copyItems(v.items)
		return &deque{items: items, maxlen: v.maxlen}, err
	case *instance:
		if m, err := r.special(v, "__copy__"); m != nil || err != nil {
			if err != nil {
				return nil, err
			}
			return r.callInner(m, nil, nil)
		}
		attrs, err := r.copyDict(v.attrs)
		r.grow(sizeInstance)
		return &instance{cls: v.cls, attrs: attrs}, err
	case *exception, *generator, *lazy:
		r.unsupported("copy of a %s", r.classOf(v).name)
	}
	return v, nil
}

// deep copies what can be changed, once for each object.
func (r *run) deep(v object, memo map[any]object) (object, error) {
	r.charge(1)
	var key any
	switch t := v.(type) {
	case py.Tuple:
		if len(t) == 0 {
			return v, nil
		}
		key = &t[0]
	case py.Bytes:
		return v, nil
	default:
		key = v
	}
	if done := memo[key]; done != nil {
		return done, nil
	}
	if err := r.enter(); err != nil {
		return nil, err
	}
	defer r.leave()
	each := func(items []object) ([]object, error) {
		out, err := r.copyItems(items)
		for i := range out {
			if out[i], err = r.deep(out[i], memo); err != nil {
				return nil, err
			}
		}
		return out, err
	}
	switch v := v.(type) {
	case *py.List:
		out := &py.List{}
		memo[key] = out
		r.held = append(r.held, out)
		items, err := each(v.Items)
		out.Items = items
		return out, err
	case py.Tuple:
		items, err := each(v)
		if err != nil {
			return nil, err
		}
		for i := range items {
			if !same(items[i], v[i]) {
				memo[key] = py.Tuple(items)
				return py.Tuple(items), nil
			}
		}
		return v, nil
	case *dict:
		out := &dict{cls: v.cls, factory: v.factory}
		memo[key] = out
		r.held = append(r.held, out)
		return out, r.deepEntries(v, out, memo)
	case *set:
		out := newSetObject()
		out.frozen = v.frozen
		memo[key] = out
		out.reserve(v.d.live)
		for _, item := range v.items() {
			c, err := r.deep(item, memo)
			if err == nil {
				err = r.setAdd(out, c)
			}
			if err != nil {
				return nil, err
			}
		}
		return out, nil
	case *deque:
		out := &deque{maxlen: v.maxlen}
		memo[key] = out
		items, err := each(v.items)
		out.items = items
		return out, err
	case *instance:
		if m, err := r.special(v, "__deepcopy__"); m != nil || err != nil {
			if err != nil {
				return nil, err
			}
			return r.call(m, []object{newDict()}, nil)
		}
		r.grow(sizeInstance)
		out := &instance{cls: v.cls, attrs: newDict()}
		memo[key] = out
		r.held = append(r.held, out)
		return out, r.deepEntries(v.attrs, out.attrs, memo)
	case *exception, *generator, *lazy:
		r.unsupported("copy of a %s", r.classOf(v).name)
	}
	return v, nil
}

func (r *run) deepEntries(from, to *dict, memo map[any]object) error {
	for _, e := range from.all() {
		k, err := r.deep(e.key, memo)
		if err != nil {
			return err
		}
		val, err := r.deep(e.val, memo)
		if err != nil {
			return err
		}
		if err := r.set(to, k, val); err != nil {
			return err
		}
	}
	return nil
}

func functoolsModule(r *run) *module {
	return r.table("functools", map[string]nativeFunc{
		"reduce": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("reduce", pos, kw, 2, 3); err != nil {
				return nil, err
			}
			var acc object
			if len(pos) == 3 {
				acc = pos[2]
			}
			err := r.each(pos[1], func(v object) (bool, error) {
				if acc == nil {
					acc = v
					return true, nil
				}
				var err error
				acc, err = r.call(pos[0], []object{acc, v}, nil)
				return true, err
			})
			if err == nil && acc == nil {
				err = r.errorf("TypeError", "reduce() of empty iterable with no initial value")
			}
			return acc, err
		},
		"partial": func(r *run, pos []object, kw kwargs) (object, error) {
			if len(pos) == 0 {
				return nil, r.errorf("TypeError", "type 'partial' takes at least one argument")
			}
			fn, bound := pos[0], pos[1:]
			r.grow(sizeFunction + uint64(len(pos)+len(kw))*sizeSlot)
			return &builtin{name: "partial", binds: true, attr: map[string]object{"func": fn, "args": py.Tuple(bound)},
				fn: func(r *run, more []object, moreKw kwargs) (object, error) {
					all := append(kwargs(nil), kw...)
					for _, a := range moreKw {
						all.take(a.name)
						all = append(all, a)
					}
					return r.call(fn, append(append([]object(nil), bound...), more...), all)
				}}, nil
		},
		"lru_cache": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("lru_cache", pos, kw, "maxsize?", "typed?")
			if err != nil {
				return nil, err
			}
			if fn, ok := a[0].(*function); ok {
				return r.cached(fn, 128), nil
			}
			size, err := int64(-1), error(nil)
			if a[0] != py.None {
				if size, err = r.intArg(a[0], 128); err != nil {
					return nil, err
				}
			}
			return &builtin{name: "lru_cache", fn: func(r *run, pos []object, kw kwargs) (object, error) {
				if err := r.arity("lru_cache", pos, kw, 1, 1); err != nil {
					return nil, err
				}
				return r.cached(pos[0], size), nil
			}}, nil
		},
		"cache": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("cache", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			return r.cached(pos[0], -1), nil
		},
		"wraps": func(r *run, pos []object, kw kwargs) (object, error) {
			if len(pos) == 0 {
				return nil, r.errorf("TypeError", "wraps() missing required argument 'wrapped'")
			}
			return &builtin{name: "wraps", fn: func(r *run, inner []object, kw kwargs) (object, error) {
				if err := r.arity("wraps", inner, kw, 1, 1); err != nil {
					return nil, err
				}
				to, ok1 := inner[0].(*function)
				from, ok2 := pos[0].(*function)
				if ok1 && ok2 {
					to.name, to.qualname, to.doc = from.name, from.qualname, from.doc
					if err := r.setAttr(to, "__wrapped__", from); err != nil {
						return nil, err
					}
				}
				return inner[0], nil
			}}, nil
		},
		"cmp_to_key": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("cmp_to_key", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			cmp := pos[0]
			cls := &class{name: "K", qualname: "cmp_to_key.<locals>.K", module: "functools", attrs: newDict(), bases: []*class{r.t.object}}
			cls.linearise()
			test := func(name string, holds func(int) bool) {
				cls.attrs.setStr(name, &builtin{name: name, binds: true, fn: func(r *run, pos []object, kw kwargs) (object, error) {
					if err := r.arity(name, pos, kw, 2, 2); err != nil {
						return nil, err
					}
					a, err := r.getAttr(pos[0], "obj")
					if err != nil {
						return nil, err
					}
					b, err := r.getAttr(pos[1], "obj")
					if err != nil {
						return nil, err
					}
					v, err := r.call(cmp, []object{a, b}, nil)
					if err != nil {
						return nil, err
					}
					sign, err := r.less(v, py.Int(0))
					if err != nil || sign {
						return py.NewBool(holds(-1)), err
					}
					positive, err := r.less(py.Int(0), v)
					if positive {
						return py.NewBool(holds(1)), err
					}
					return py.NewBool(holds(0)), err
				}})
			}
			test("__lt__", func(c int) bool { return c < 0 })
			test("__gt__", func(c int) bool { return c > 0 })
			test("__le__", func(c int) bool { return c <= 0 })
			test("__ge__", func(c int) bool { return c >= 0 })
			test("__eq__", func(c int) bool { return c == 0 })
			return &builtin{name: "K", fn: func(r *run, pos []object, kw kwargs) (object, error) {
				if err := r.arity("K", pos, kw, 1, 1); err != nil {
					return nil, err
				}
				r.grow(sizeInstance + sizeEntry)
				in := &instance{cls: cls, attrs: newDict()}
				in.attrs.setStr("obj", pos[0])
				return in, nil
			}}, nil
		},
	})
}

// cached wraps a function with a memory of its results, the least recently used of which goes first; size -1 keeps all.
func (r *run) cached(fn object, size int64) object {
	memory := &dict{}
	hits, misses := 0, 0
	b := &builtin{name: "lru_cache_wrapper", binds: true, attr: map[string]object{"__wrapped__": fn, "cache_results": memory}}
	if f, ok := fn.(*function); ok {
		b.name = f.name
	}
	b.fn = func(r *run, pos []object, kw kwargs) (object, error) {
		key := append(py.Tuple{}, pos...)
		for _, a := range kw {
			key = append(key, keywordMark, py.String(a.name), a.value)
		}
		norm, i, err := r.find(memory, key)
		if err != nil {
			return nil, err
		}
		if i >= 0 {
			hits++
			v := memory.entries[i].val
			if size > 0 {
				memory.remove(norm)
				memory.put(norm, key, v)
			}
			return v, nil
		}
		misses++
		v, err := r.call(fn, pos, kw)
		if err != nil || size == 0 {
			return v, err
		}
		if err := r.set(memory, key, v); err != nil {
			return nil, err
		}
		if size > 0 && int64(memory.live) > size {
			if _, err := r.popItem(memory, false); err != nil {
				return nil, err
			}
		}
		return v, nil
	}
	b.attr["cache_clear"] = &builtin{name: "cache_clear", fn: func(r *run, pos []object, kw kwargs) (object, error) {
		memory.clear()
		hits, misses = 0, 0
		return py.None, nil
	}}
	b.attr["cache_info"] = &builtin{name: "cache_info", fn: func(r *run, pos []object, kw kwargs) (object, error) {
		r.unsupported("functools.lru_cache cache_info")
		return nil, nil
	}}
	return b
}

// keywordMark separates positional from keyword arguments in a cache's key. It is never changed.
var keywordMark = &placeholder{name: "keyword arguments"}

func heapqModule(r *run) *module {
	heap := func(name string, n int, fn func(r *run, l *py.List, pos []object) (object, error)) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, n, n); err != nil {
				return nil, err
			}
			l, ok := pos[0].(*py.List)
			if !ok {
				return nil, r.errorf("TypeError", "heap argument must be a list, not %s", r.classOf(pos[0]).name)
			}
			return fn(r, l, pos)
		}
	}
	pop := func(r *run, l *py.List, pos []object) (object, error) {
		n := len(l.Items)
		if n == 0 {
			return nil, r.errorf("IndexError", "index out of range")
		}
		last := l.Items[n-1]
		l.Items = l.Items[:n-1]
		if n == 1 {
			return last, nil
		}
		top := l.Items[0]
		l.Items[0] = last
		return top, r.siftUp(l, 0)
	}
	push := func(r *run, l *py.List, pos []object) (object, error) {
		r.grow(sizeSlot)
		l.Items = append(l.Items, pos[1])
		return py.None, r.siftDown(l, 0, len(l.Items)-1)
	}
	some := func(name string, largest bool) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args(name, pos, kw, "n", "iterable", "key?")
			if err != nil {
				return nil, err
			}
			n, err := r.index(a[0])
			if err != nil {
				return nil, err
			}
			items, err := r.collect(a[1])
			if err != nil {
				return nil, err
			}
			if err := r.sort(items, a[2], largest); err != nil {
				return nil, err
			}
			return &py.List{Items: items[:max(0, min(n, int64(len(items))))]}, nil
		}
	}
	return r.table("heapq", map[string]nativeFunc{
		"heappush": heap("heappush", 2, push), "heappop": heap("heappop", 1, pop),
		"heapify": heap("heapify", 1, func(r *run, l *py.List, pos []object) (object, error) {
			for i := len(l.Items)/2 - 1; i >= 0; i-- {
				if err := r.siftUp(l, i); err != nil {
					return nil, err
				}
			}
			return py.None, nil
		}),
		"heappushpop": heap("heappushpop", 2, func(r *run, l *py.List, pos []object) (object, error) {
			if len(l.Items) == 0 {
				return pos[1], nil
			}
			less, err := r.less(l.Items[0], pos[1])
			if err != nil || !less || len(l.Items) == 0 {
				return pos[1], err
			}
			top := l.Items[0]
			l.Items[0] = pos[1]
			return top, r.siftUp(l, 0)
		}),
		"heapreplace": heap("heapreplace", 2, func(r *run, l *py.List, pos []object) (object, error) {
			if len(l.Items) == 0 {
				return nil, r.errorf("IndexError", "index out of range")
			}
			top := l.Items[0]
			l.Items[0] = pos[1]
			return top, r.siftUp(l, 0)
		}),
		"nlargest": some("nlargest", true), "nsmallest": some("nsmallest", false),
	})
}

// heapLess compares two places of a heap, which the comparison itself may have shortened.
func (r *run) heapLess(l *py.List, i, j int) (bool, error) {
	r.charge(1)
	n := len(l.Items)
	less, err := r.less(l.Items[i], l.Items[j])
	if err == nil && len(l.Items) != n {
		err = r.errorf("RuntimeError", "list changed size during iteration")
	}
	return less, err
}

// siftDown moves an item towards the root until its parent is no larger.
func (r *run) siftDown(l *py.List, start, i int) error {
	for i > start {
		parent := (i - 1) / 2
		less, err := r.heapLess(l, i, parent)
		if err != nil || !less {
			return err
		}
		l.Items[i], l.Items[parent] = l.Items[parent], l.Items[i]
		i = parent
	}
	return nil
}

// siftUp moves the smaller children up until a leaf is reached, then the item back down: as heapq does, since the order
// of equal items shows.
func (r *run) siftUp(l *py.List, i int) error {
	start := i
	for {
		child := 2*i + 1
		if child >= len(l.Items) {
			return r.siftDown(l, start, i)
		}
		if right := child + 1; right < len(l.Items) {
			less, err := r.heapLess(l, child, right)
			if err != nil {
				return err
			}
			if !less {
				child = right
			}
		}
		l.Items[i], l.Items[child] = l.Items[child], l.Items[i]
		i = child
	}
}

func bisectModule(r *run) *module {
	search := func(name string, right, insert bool) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args(name, pos, kw, "a", "x", "lo?", "hi?", "*key?")
			if err != nil {
				return nil, err
			}
			n, err := r.len(a[0])
			if err != nil {
				return nil, err
			}
			lo, err := r.intArg(a[2], 0)
			if err != nil {
				return nil, err
			}
			hi, err := r.intArg(a[3], n)
			if err != nil {
				return nil, err
			}
			if lo < 0 {
				return nil, r.errorf("ValueError", "lo must be non-negative")
			}
			x := a[1]
			key := func(v object) (object, error) {
				if a[4] == nil || a[4] == py.None {
					return v, nil
				}
				return r.call(a[4], []object{v}, nil)
			}
			if insert {
				if x, err = key(x); err != nil {
					return nil, err
				}
			}
			for lo < hi {
				r.charge(1)
				mid := lo + (hi-lo)/2
				v, err := r.getItem(a[0], py.Int(mid))
				if err != nil {
					return nil, err
				}
				if v, err = key(v); err != nil {
					return nil, err
				}
				var goRight bool
				if right {
					less, err := r.less(x, v)
					if err != nil {
						return nil, err
					}
					goRight = !less
				} else if goRight, err = r.less(v, x); err != nil {
					return nil, err
				}
				if goRight {
					lo = mid + 1
				} else {
					hi = mid
				}
			}
			if !insert {
				return py.Int(lo), nil
			}
			m, err := r.getAttr(a[0], "insert")
			if err != nil {
				return nil, err
			}
			return r.call(m, []object{py.Int(lo), a[1]}, nil)
		}
	}
	return r.table("bisect", map[string]nativeFunc{
		"bisect": search("bisect", true, false), "bisect_right": search("bisect_right", true, false), "bisect_left": search("bisect_left", false, false),
		"insort": search("insort", true, true), "insort_right": search("insort_right", true, true), "insort_left": search("insort_left", false, true),
	})
}

func operatorModule(r *run) *module {
	two := func(name string, op *binaryOp) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.binary(op, pos[0], pos[1])
		}
	}
	rich := func(name string, op int32) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.compare(op, pos[0], pos[1])
		}
	}
	getter := func(name string, get func(r *run, v, key object) (object, error)) nativeFunc {
		return func(r *run, keys []object, kw kwargs) (object, error) {
			if len(keys) == 0 || len(kw) > 0 {
				return nil, r.errorf("TypeError", "%s expected at least 1 argument, got 0", name)
			}
			return &builtin{name: name, fn: func(r *run, pos []object, kw kwargs) (object, error) {
				if err := r.arity(name, pos, kw, 1, 1); err != nil {
					return nil, err
				}
				out := make(py.Tuple, len(keys))
				for i, k := range keys {
					var err error
					if out[i], err = get(r, pos[0], k); err != nil {
						return nil, err
					}
				}
				if len(keys) == 1 {
					return out[0], nil
				}
				return out, nil
			}}, nil
		}
	}
	return r.table("operator", map[string]nativeFunc{
		"add": two("add", opAdd), "sub": two("sub", opSub), "mul": two("mul", opMul), "truediv": two("truediv", opTrueDiv),
		"floordiv": two("floordiv", opFloorDiv), "mod": two("mod", opMod), "pow": two("pow", opPow), "and_": two("and_", opAnd), "or_": two("or_", opOr),
		"xor": two("xor", opXor), "lshift": two("lshift", opLshift), "rshift": two("rshift", opRshift), "concat": two("concat", opAdd),
		"lt": rich("lt", 0), "le": rich("le", 1), "eq": rich("eq", 2), "ne": rich("ne", 3), "gt": rich("gt", 4), "ge": rich("ge", 5),
		"itemgetter": getter("itemgetter", (*run).getItem),
		"attrgetter": getter("attrgetter", func(r *run, v, key object) (object, error) {
			name, err := r.stringArg("attrgetter", key)
			if err != nil {
				return nil, err
			}
			for _, part := range strings.Split(name, ".") {
				if v, err = r.getAttr(v, part); err != nil {
					return nil, err
				}
			}
			return v, nil
		}),
		"neg": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("neg", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			return r.binary(opSub, py.Int(0), pos[0])
		},
		"not_": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("not_", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			b, err := r.truth(pos[0])
			return py.NewBool(!b), err
		},
		"contains": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("contains", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			in, err := r.contains(pos[0], pos[1])
			return py.NewBool(in), err
		},
		"getitem": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("getitem", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.getItem(pos[0], pos[1])
		},
	})
}
