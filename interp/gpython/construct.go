package gpython

import (
	"github.com/go-python/gpython/py"
)

// The constructors of built-in classes, here and in the files beside. Each gets the class itself as pos[0].

func makeStr(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("str", pos[1:], kw, "object?", "encoding?", "errors?")
	if err != nil {
		return nil, err
	}
	if a[1] != nil {
		return bytesMethods()["decode"](r, append([]object{a[0]}, a[1]), nil)
	}
	if a[0] == nil {
		return py.String(""), nil
	}
	s, err := r.str(a[0])
	return py.String(s), err
}

func makeBytes(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("bytes", pos[1:], kw, "source?", "encoding?", "errors?")
	if err != nil {
		return nil, err
	}
	switch v := a[0].(type) {
	case nil:
		return py.Bytes{}, nil
	case py.String:
		if a[1] == nil {
			return nil, r.errorf("TypeError", "string argument without an encoding")
		}
		return stringMethods()["encode"](r, []object{v, a[1]}, nil)
	case py.Bytes:
		return v, nil
	case py.Int:
		if v < 0 {
			return nil, r.errorf("ValueError", "negative count")
		}
		if err := r.alloc(uint64(v), 1); err != nil {
			return nil, err
		}
		r.charge(uint64(v) / 16)
		return make(py.Bytes, v), nil
	}
	var out py.Bytes
	err = r.each(a[0], func(item object) (bool, error) {
		n, err := r.index(item)
		if err == nil && (n < 0 || n > 255) {
			err = r.errorf("ValueError", "bytes must be in range(0, 256)")
		}
		r.grow(1)
		out = append(out, byte(n))
		return true, err
	})
	if out == nil {
		out = py.Bytes{}
	}
	return out, err
}

func makeList(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("list", pos[1:], kw, 0, 1); err != nil {
		return nil, err
	}
	r.grow(sizeList)
	if len(pos) == 1 {
		return &py.List{}, nil
	}
	items, err := r.collect(pos[1])
	if err != nil {
		return nil, err
	}
	return &py.List{Items: items}, nil
}

func makeTuple(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("tuple", pos[1:], kw, 0, 1); err != nil {
		return nil, err
	}
	r.grow(sizeList)
	if len(pos) == 1 {
		return py.Tuple{}, nil
	}
	if t, ok := pos[1].(py.Tuple); ok {
		return t, nil
	}
	items, err := r.collect(pos[1])
	return py.Tuple(items), err
}

func makeDict(r *run, pos []object, kw kwargs) (object, error) {
	d := newDict()
	r.grow(sizeDict)
	return d, r.fillDict("dict", d, pos[1:], kw)
}

// fillDict is d.update(*pos, **kw): a mapping or pairs, then keywords.
func (r *run) fillDict(name string, d *dict, pos []object, kw kwargs) error {
	if len(pos) > 1 {
		return r.errorf("TypeError", "%s expected at most 1 argument, got %d", name, len(pos))
	}
	if len(pos) == 1 {
		if from, ok := pos[0].(*dict); ok {
			if err := r.update(d, from); err != nil {
				return err
			}
		} else if err := r.fillPairs(d, pos[0]); err != nil {
			return err
		}
	}
	for _, a := range kw {
		r.storeName(d, a.name, a.value)
	}
	return nil
}

func (r *run) fillPairs(d *dict, v object) error {
	if m, err := r.special(v, "keys"); err == nil && m != nil && !r.classOf(v).builtin {
		keys, err := r.call(m, nil, nil)
		if err != nil {
			return err
		}
		return r.each(keys, func(k object) (bool, error) {
			val, err := r.getItem(v, k)
			if err != nil {
				return false, err
			}
			return true, r.set(d, k, val)
		})
	}
	i := 0
	return r.each(v, func(item object) (bool, error) {
		pair, err := r.collect(item)
		if err != nil {
			if r.isError(err, "TypeError") {
				return false, r.errorf("TypeError", "cannot convert dictionary update sequence element #%d to a sequence", i)
			}
			return false, err
		}
		if len(pair) != 2 {
			return false, r.errorf("ValueError", "dictionary update sequence element #%d has length %d; 2 is required", i, len(pair))
		}
		i++
		return true, r.set(d, pair[0], pair[1])
	})
}

func makeSet(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("set", pos[1:], kw, 0, 1); err != nil {
		return nil, err
	}
	return r.newSet(pos[1:])
}

func makeFrozenset(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("frozenset", pos[1:], kw, 0, 1); err != nil {
		return nil, err
	}
	s, err := r.newSet(pos[1:])
	if err != nil {
		return nil, err
	}
	s.frozen = true
	return s, nil
}

func makeRange(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("range", pos[1:], kw, 1, 3); err != nil {
		return nil, err
	}
	var n [3]int64
	for i, v := range pos[1:] {
		if _, big := v.(*py.BigInt); big {
			r.unsupported("range beyond 64 bits")
		}
		var err error
		if n[i], err = r.index(v); err != nil {
			return nil, err
		}
	}
	switch len(pos) {
	case 2:
		return r.newRange(0, n[0], 1)
	case 3:
		return r.newRange(n[0], n[1], 1)
	}
	return r.newRange(n[0], n[1], n[2])
}

func makeSlice(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("slice", pos[1:], kw, 1, 3); err != nil {
		return nil, err
	}
	part := [3]object{py.None, py.None, py.None}
	if len(pos) == 2 {
		part[1] = pos[1]
	} else {
		copy(part[:], pos[1:])
	}
	return py.NewSlice(part[0], part[1], part[2]), nil
}

func makeType(r *run, pos []object, kw kwargs) (object, error) {
	if len(pos) != 2 || len(kw) > 0 {
		r.unsupported("type() with three arguments")
	}
	return r.classOf(pos[1]), nil
}

func makeProperty(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("property", pos[1:], kw, "fget?", "fset?", "fdel?", "doc?")
	if err != nil {
		return nil, err
	}
	for i := range a {
		if a[i] == py.None {
			a[i] = nil
		}
	}
	return &property{get: a[0], set: a[1], del: a[2]}, nil
}

func makeStaticMethod(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("staticmethod", pos[1:], kw, 1, 1); err != nil {
		return nil, err
	}
	return &staticMethod{fn: pos[1]}, nil
}

func makeClassMethod(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("classmethod", pos[1:], kw, 1, 1); err != nil {
		return nil, err
	}
	return &classMethod{fn: pos[1]}, nil
}

// makeSuper is super(), which finds class and instance in the calling frame, or super(class, instance).
func makeSuper(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("super", pos[1:], kw, 0, 2); err != nil {
		return nil, err
	}
	var start *class
	var self object
	if len(pos) == 3 {
		start, _ = pos[1].(*class)
		self = pos[2]
	} else {
		f := r.top
		for i, c := range f.cells {
			if f.cellName(i) == "__class__" {
				start, _ = c.value.(*class)
			}
		}
		if f.code.argcount > 0 {
			self = f.locals[0]
			for i, arg := range f.code.cellArg {
				if arg == 0 {
					self = f.cells[i].value
				}
			}
		}
	}
	if start == nil || self == nil {
		return nil, r.errorf("RuntimeError", "super(): no arguments")
	}
	c := r.classOf(self)
	if k, ok := self.(*class); ok && k.is(start) {
		c = k
	}
	if !c.is(start) {
		return nil, r.errorf("TypeError", "super(type, obj): obj (instance of %s) is not an instance or subtype of type (%s).", c.name, start.name)
	}
	return &superProxy{start: start, self: self, cls: c}, nil
}
