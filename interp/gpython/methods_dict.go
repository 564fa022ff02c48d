package gpython

import (
	"github.com/go-python/gpython/py"
)

// dictMethod makes a native of a function over a dict and its sorted arguments.
func dictMethod(name string, fn func(r *run, d *dict, a []object) (object, error), params ...string) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		d, ok := first(pos).(*dict)
		if !ok {
			return nil, r.errorf("TypeError", "descriptor '%s' for 'dict' objects doesn't apply to this object", name)
		}
		a, err := r.args(name, pos[1:], kw, params...)
		if err != nil {
			return nil, err
		}
		return fn(r, d, a)
	}
}

func dictMethods() map[string]nativeFunc {
	views := func(name string, kind viewKind) nativeFunc {
		return dictMethod(name, func(r *run, d *dict, a []object) (object, error) { return &dictView{d: d, kind: kind}, nil })
	}
	return map[string]nativeFunc{
		"clear": dictMethod("clear", func(r *run, d *dict, a []object) (object, error) {
			d.clear()
			return py.None, nil
		}),
		"copy": dictMethod("copy", func(r *run, d *dict, a []object) (object, error) { return r.copyDict(d) }),
		"fromkeys": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("fromkeys", pos, kw, "iterable", "value?")
			if err != nil {
				return nil, err
			}
			if a[1] == nil {
				a[1] = py.None
			}
			d := newDict()
			r.held = append(r.held, d)
			return d, r.each(a[0], func(k object) (bool, error) { return true, r.set(d, k, a[1]) })
		},
		"get": dictMethod("get", func(r *run, d *dict, a []object) (object, error) {
			v, err := r.get(d, a[0])
			if v == nil && err == nil {
				if v = a[1]; v == nil {
					v = py.None
				}
			}
			return v, err
		}, "key", "default?"),
		"items": views("items", viewItems), "keys": views("keys", viewKeys), "values": views("values", viewValues),
		"pop": dictMethod("pop", func(r *run, d *dict, a []object) (object, error) {
			v, err := r.del(d, a[0])
			if v != nil || err != nil {
				return v, err
			}
			if a[1] != nil {
				return a[1], nil
			}
			return r.missing(&dict{}, a[0])
		}, "key", "default?"),
		"popitem": dictMethod("popitem", func(r *run, d *dict, a []object) (object, error) { return r.popItem(d, true) }),
		"setdefault": dictMethod("setdefault", func(r *run, d *dict, a []object) (object, error) {
			v, err := r.get(d, a[0])
			if v != nil || err != nil {
				return v, err
			}
			if a[1] == nil {
				a[1] = py.None
			}
			return a[1], r.set(d, a[0], a[1])
		}, "key", "default?"),
		"update": func(r *run, pos []object, kw kwargs) (object, error) {
			d, ok := first(pos).(*dict)
			if !ok {
				return nil, r.errorf("TypeError", "descriptor 'update' for 'dict' objects doesn't apply to this object")
			}
			return py.None, r.fillDict("update", d, pos[1:], kw)
		},
		"__setitem__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__setitem__", pos, kw, 3, 3); err != nil {
				return nil, err
			}
			return py.None, r.setItem(pos[0], pos[1], pos[2])
		},
	}
}

func (r *run) copyDict(d *dict) (*dict, error) {
	out := &dict{cls: d.cls, factory: d.factory}
	r.grow(sizeDict)
	return out, r.update(out, d)
}

// popItem removes the last or first entry.
func (r *run) popItem(d *dict, last bool) (object, error) {
	if d.live == 0 {
		return nil, r.errorf("KeyError", "popitem(): dictionary is empty")
	}
	i := d.first
	if last {
		for i = len(d.entries) - 1; d.entries[i].key == nil; i-- {
			r.charge(1)
		}
	}
	e := d.entries[i]
	d.remove(e.norm)
	if last {
		d.entries = d.entries[:i]
	}
	return py.Tuple{e.key, e.val}, nil
}

// setMethods are the methods of sets; frozen sets lack those that change them.
func setMethods(frozen bool) map[string]nativeFunc {
	self := func(r *run, pos []object, name string) (*set, error) {
		s, ok := first(pos).(*set)
		if !ok {
			return nil, r.errorf("TypeError", "descriptor '%s' for 'set' objects doesn't apply to this object", name)
		}
		return s, nil
	}
	other := func(r *run, v object) (*set, error) {
		if s, ok := v.(*set); ok {
			return s, nil
		}
		return r.newSet([]object{v})
	}
	// combine makes a method of an operator over any iterables; inPlace ones put the result back.
	combine := func(name string, op *binaryOp, inPlace bool) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			s, err := self(r, pos, name)
			if err != nil {
				return nil, err
			}
			if len(kw) > 0 {
				return nil, r.errorf("TypeError", "set.%s() takes no keyword arguments", name)
			}
			if inPlace && op == opOr {
				for _, v := range pos[1:] {
					if err := r.setExtend(s, v); err != nil {
						return nil, err
					}
				}
				return py.None, nil
			}
			out, err := r.copySet(s)
			if err == nil {
				out.frozen = s.frozen
			}
			for _, v := range pos[1:] {
				if err != nil {
					return nil, err
				}
				var b *set
				if b, err = other(r, v); err == nil {
					out, err = r.setOp(op, out, b)
				}
			}
			if err != nil {
				return nil, err
			}
			if inPlace {
				s.become(out)
				return py.None, nil
			}
			return out, nil
		}
	}
	compare := func(name string, op int32) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 2, 2); err != nil {
				return nil, err
			}
			s, err := self(r, pos, name)
			if err != nil {
				return nil, err
			}
			b, err := other(r, pos[1])
			if err != nil {
				return nil, err
			}
			v, err := r.compareSets(op, s, b)
			return py.NewBool(v), err
		}
	}
	methods := map[string]nativeFunc{
		"copy": combine("copy", opOr, false), "union": combine("union", opOr, false), "intersection": combine("intersection", opAnd, false),
		"difference": combine("difference", opSub, false), "symmetric_difference": combine("symmetric_difference", opXor, false),
		"issubset": compare("issubset", 1), "issuperset": compare("issuperset", 5),
		"isdisjoint": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("isdisjoint", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			s, err := self(r, pos, "isdisjoint")
			if err != nil {
				return nil, err
			}
			disjoint := true
			err = r.each(pos[1], func(k object) (bool, error) {
				has, err := r.setHas(s, k)
				disjoint = !has
				return disjoint, err
			})
			return py.NewBool(disjoint), err
		},
	}
	if frozen {
		return methods
	}
	// one makes a method with one argument that changes the set.
	one := func(name string, fn func(r *run, s *set, key object) (object, error)) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 2, 2); err != nil {
				return nil, err
			}
			s, err := self(r, pos, name)
			if err != nil {
				return nil, err
			}
			return fn(r, s, pos[1])
		}
	}
	methods["add"] = one("add", func(r *run, s *set, key object) (object, error) { return py.None, r.setAdd(s, key) })
	methods["discard"] = one("discard", func(r *run, s *set, key object) (object, error) {
		k, err := r.asMember(key)
		if err == nil {
			_, err = r.setRemove(s, k)
		}
		return py.None, err
	})
	methods["remove"] = one("remove", func(r *run, s *set, key object) (object, error) {
		k, err := r.asMember(key)
		if err != nil {
			return nil, err
		}
		had, err := r.setRemove(s, k)
		if err == nil && !had {
			return r.missing(&dict{}, key)
		}
		return py.None, err
	})
	methods["clear"] = func(r *run, pos []object, kw kwargs) (object, error) {
		s, err := self(r, pos, "clear")
		if err == nil {
			s.clear()
		}
		return py.None, err
	}
	methods["pop"] = func(r *run, pos []object, kw kwargs) (object, error) {
		s, err := self(r, pos, "pop")
		if err != nil {
			return nil, err
		}
		return r.setPop(s)
	}
	methods["update"] = combine("update", opOr, true)
	methods["intersection_update"] = combine("intersection_update", opAnd, true)
	methods["difference_update"] = combine("difference_update", opSub, true)
	methods["symmetric_difference_update"] = combine("symmetric_difference_update", opXor, true)
	return methods
}
