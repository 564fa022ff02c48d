package gpython

import (
	"strconv"

	"github.com/go-python/gpython/py"
)

func makeMap(r *run, pos []object, kw kwargs) (object, error) {
	if len(pos) < 3 || len(kw) > 0 {
		return nil, r.errorf("TypeError", "map() must have at least two arguments.")
	}
	fn := pos[1]
	its, err := r.iters(pos[2:])
	if err != nil {
		return nil, err
	}
	return &lazy{name: "map", holds: append([]object{fn}, its...), step: func(r *run) (object, error) {
		args, err := r.nextAll(its)
		if args == nil || err != nil {
			return nil, err
		}
		return r.call(fn, args, nil)
	}}, nil
}

func (r *run) iters(src []object) ([]object, error) {
	its := make([]object, len(src))
	for i, v := range src {
		var err error
		if its[i], err = r.iter(v); err != nil {
			return nil, err
		}
	}
	return its, nil
}

// nextAll advances several iterators; nil when one is at its end.
func (r *run) nextAll(its []object) ([]object, error) {
	out := make([]object, len(its))
	for i, it := range its {
		r.charge(1)
		v, err := r.next(it)
		if v == nil || err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func makeFilter(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("filter", pos[1:], kw, 2, 2); err != nil {
		return nil, err
	}
	fn := pos[1]
	it, err := r.iter(pos[2])
	if err != nil {
		return nil, err
	}
	return &lazy{name: "filter", holds: []object{fn, it}, step: func(r *run) (object, error) {
		for {
			r.charge(1)
			v, err := r.next(it)
			if v == nil || err != nil {
				return nil, err
			}
			test := v
			if fn != py.None {
				if test, err = r.call(fn, []object{v}, nil); err != nil {
					return nil, err
				}
			}
			if ok, err := r.truth(test); ok || err != nil {
				return v, err
			}
		}
	}}, nil
}

func makeZip(r *run, pos []object, kw kwargs) (object, error) {
	strict := kw.take("strict")
	if len(kw) > 0 {
		return nil, r.errorf("TypeError", "zip() got an unexpected keyword argument '%s'", kw[0].name)
	}
	its, err := r.iters(pos[1:])
	if err != nil {
		return nil, err
	}
	exact := false
	if strict != nil {
		if exact, err = r.truth(strict); err != nil {
			return nil, err
		}
	}
	done := len(its) == 0
	return &lazy{name: "zip", holds: its, step: func(r *run) (object, error) {
		if done {
			return nil, nil
		}
		out := make(py.Tuple, len(its))
		for i, it := range its {
			r.charge(1)
			v, err := r.next(it)
			if err != nil {
				return nil, err
			}
			if v == nil {
				done = true
				if exact {
					return nil, r.uneven(its, i)
				}
				return nil, nil
			}
			out[i] = v
		}
		r.grow(sizeList + uint64(len(out))*sizeSlot)
		return out, nil
	}}, nil
}

// uneven is the error of zip(strict=True) when argument i is the first to end; nil when all end together.
func (r *run) uneven(its []object, i int) error {
	args := func(n int) string {
		if n == 1 {
			return " 1"
		}
		return "s 1-" + strconv.Itoa(n)
	}
	if i > 0 {
		return r.errorf("ValueError", "zip() argument %d is shorter than argument%s", i+1, args(i))
	}
	for j := 1; j < len(its); j++ {
		v, err := r.next(its[j])
		if err != nil {
			return err
		}
		if v != nil {
			return r.errorf("ValueError", "zip() argument %d is longer than argument%s", j+1, args(j))
		}
	}
	return nil
}

func makeEnumerate(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("enumerate", pos[1:], kw, "iterable", "start?")
	if err != nil {
		return nil, err
	}
	it, err := r.iter(a[0])
	if err != nil {
		return nil, err
	}
	var n object = py.Int(0)
	if a[1] != nil {
		i, ok := asBig(a[1])
		if !ok {
			return nil, r.errorf("TypeError", "'%s' object cannot be interpreted as an integer", r.classOf(a[1]).name)
		}
		n = fromBig(i)
	}
	return &lazy{name: "enumerate", holds: []object{it}, step: func(r *run) (object, error) {
		v, err := r.next(it)
		if v == nil || err != nil {
			return nil, err
		}
		pair := py.Tuple{n, v}
		r.grow(sizeList + 2*sizeSlot)
		n, err = r.binary(opAdd, n, py.Int(1))
		return pair, err
	}}, nil
}

func makeReversed(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("reversed", pos[1:], kw, 1, 1); err != nil {
		return nil, err
	}
	var seq object
	switch v := pos[1].(type) {
	case *py.List, py.Tuple, py.Bytes, *rangeObject, *deque:
		seq = v
	case py.String:
		// A str of several bytes a character would be walked anew for each of them.
		chars, err := r.collect(v)
		if err != nil {
			return nil, err
		}
		seq = py.Tuple(chars)
	case *dict, *dictView:
		items, err := r.collect(v)
		if err != nil {
			return nil, err
		}
		seq = py.Tuple(items)
	default:
		if m, err := r.special(v, "__reversed__"); m != nil || err != nil {
			if err != nil {
				return nil, err
			}
			return r.call(m, nil, nil)
		}
		if m, err := r.special(v, "__getitem__"); err != nil || m == nil || r.classOf(v).lookup("__len__") == nil {
			if err == nil {
				err = r.errorf("TypeError", "'%s' object is not reversible", r.classOf(v).name)
			}
			return nil, err
		}
		seq = v
	}
	n, err := r.len(seq)
	if err != nil {
		return nil, err
	}
	return &lazy{name: "reversed", holds: []object{seq}, step: func(r *run) (object, error) {
		if n <= 0 {
			return nil, nil
		}
		n--
		v, err := r.getItem(seq, py.Int(n))
		if err != nil && r.isError(err, "IndexError") {
			n = 0
			return nil, nil
		}
		return v, err
	}}, nil
}
