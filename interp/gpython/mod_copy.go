package gpython

import (
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
