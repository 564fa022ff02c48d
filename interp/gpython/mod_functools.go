package gpython

import (
	"github.com/go-python/gpython/py"
)

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
