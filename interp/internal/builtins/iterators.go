package builtins

import (
	"github.com/assay-score/assay/interp/internal/py"
)

// The iterator types of the module: enumerate, filter, map, zip.
var enumerateType, filterType, mapType, zipType py.Type

type enumerateObject struct {
	py.Header
	it py.Value
	n  py.Value
}

type mapObject struct {
	py.Header
	fn     py.Value
	its    []py.Value
	strict bool
}

// count answers the number of the next item.
func (o *enumerateObject) count(t *py.Thread) (n py.Value, err error) {
	n = o.n
	if n.IsInt() && n.Small() < 1<<62 {
		o.n = py.Int(n.Small() + 1)
	} else {
		o.n, err = t.Binary(0, n, py.Int(1))
	}
	return n, err
}

func iterSelf(t *py.Thread, v py.Value) (py.Value, error) { return v, nil }

// enumerateArgs reads the arguments of enumerate, whose errors are words of its own.
func enumerateArgs(t *py.Thread, args []py.Value, kw []py.Keyword) ([]py.Value, error) {
	if n := len(args) + len(kw); n > 2 || len(args) > 2 {
		return nil, t.Raisef(&py.TypeError, "enumerate() takes at most 2 arguments (%d given)", n)
	}
	a := make([]py.Value, 2)
	copy(a, args)
	for _, k := range kw {
		switch {
		case k.Name.S == "iterable" && !a[0].IsSet():
			a[0] = k.Value
		case k.Name.S == "start" && !a[1].IsSet():
			a[1] = k.Value
		default:
			return nil, t.Raisef(&py.TypeError, "'%s' is an invalid keyword argument for enumerate()", k.Name.S)
		}
	}
	if !a[0].IsSet() {
		return nil, t.Raisef(&py.TypeError, "enumerate() missing required argument 'iterable'")
	}
	return a, nil
}

// defineEnumerate and defineMap make types that Python classes may derive from.

func defineEnumerate(typ *py.Type, name string, slots py.Slots) {
	py.DefineClass[enumerateObject](typ, py.Class{Module: "builtins", Name: name, Slots: slots, Generic: true, Methods: []py.Def{{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		o := py.As[enumerateObject](a[0])
		return t.Tuple(py.Obj(a[0].Type()), t.Tuple(o.it, o.n)), nil
	}}}})
}

func defineMap(typ *py.Type, name string, slots py.Slots) {
	slots.Size = func(v py.Value) uint64 { return 64 + uint64(cap(py.As[mapObject](v).its))*16 }
	py.DefineClass[mapObject](typ, py.Class{Module: "builtins", Name: name, Slots: slots, Methods: []py.Def{
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o := py.As[mapObject](a[0])
			args := o.its
			if typ != &zipType {
				args = append([]py.Value{o.fn}, args...)
			}
			if o.strict {
				return t.Tuple(py.Obj(a[0].Type()), t.Tuple(args...), py.True), nil
			}
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(args...)), nil
		}},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			on, err := t.Truth(a[1])
			py.As[mapObject](a[0]).strict = on
			return py.None, err
		}},
	}})
}

func bootIterators() {
	defineEnumerate(&enumerateType, "enumerate", py.Slots{Iter: iterSelf,
		New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
			a, err := enumerateArgs(t, args, kw)
			if err != nil {
				return py.Value{}, err
			}
			it, err := t.Iter(a[0])
			if err != nil {
				return py.Value{}, err
			}
			n := py.Int(0)
			if a[1].IsSet() {
				if n, err = t.Index(a[1]); err != nil {
					return py.Value{}, err
				}
			}
			t.Alloc(64)
			o, v := py.Instance[enumerateObject](t, typ)
			o.it, o.n = it, n
			return v, nil
		},
		Next: func(t *py.Thread, self py.Value) (py.Value, error) {
			o := py.As[enumerateObject](self)
			v, err := t.Next(o.it)
			if err != nil || !v.IsSet() {
				return v, err
			}
			n, err := o.count(t)
			return t.Tuple(n, v), err
		},
		NextPair: func(t *py.Thread, self py.Value) (n, v py.Value, ok bool, err error) {
			o := py.As[enumerateObject](self)
			if v, err = t.Next(o.it); err != nil || !v.IsSet() {
				return py.Value{}, py.Value{}, true, err
			}
			n, err = o.count(t)
			return n, v, true, err
		},
		Trace: func(self py.Value, visit func(py.Value)) { visit(py.As[enumerateObject](self).it) },
	})

	trace := func(self py.Value, visit func(py.Value)) {
		o := py.As[mapObject](self)
		visit(o.fn)
		for _, it := range o.its {
			visit(it)
		}
	}
	defineMap(&mapType, "map", py.Slots{Iter: iterSelf, Trace: trace, New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(args) < 2 {
			return py.Value{}, t.Raisef(&py.TypeError, "map() must have at least two arguments.")
		}
		return newMap(t, typ, args[0], args[1:], kw)
	}, Next: mapNext})
	defineMap(&zipType, "zip", py.Slots{Iter: iterSelf, Trace: trace, New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		return newMap(t, typ, py.None, args, kw)
	}, Next: zipNext, NextPair: zipNextPair})
	defineMap(&filterType, "filter", py.Slots{Iter: iterSelf, Trace: trace, New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(kw) > 0 {
			return py.Value{}, t.Raisef(&py.TypeError, "filter() takes no keyword arguments")
		}
		if len(args) != 2 {
			return py.Value{}, t.Raisef(&py.TypeError, "filter expected 2 arguments, got %d", len(args))
		}
		return newMap(t, typ, args[0], args[1:], nil)
	}, Next: filterNext})
}

func newMap(t *py.Thread, typ *py.Type, fn py.Value, iterables []py.Value, kw []py.Keyword) (py.Value, error) {
	o, self := py.Instance[mapObject](t, typ)
	o.fn = fn
	for _, k := range kw {
		if k.Name.S != "strict" {
			return py.Value{}, t.Raisef(&py.TypeError, "%s() got an unexpected keyword argument '%s'", typ.Name, k.Name.S)
		}
		b, err := t.Truth(k.Value)
		if err != nil {
			return py.Value{}, err
		}
		o.strict = b
	}
	for i, v := range iterables {
		it, err := t.Iter(v)
		if err != nil {
			if typ == &zipType && py.Catch(err, &py.TypeError) != nil && !t.IsIterable(v) {
				_ = i
				return py.Value{}, t.Raisef(&py.TypeError, "'%s' object is not iterable", v.Type().Name)
			}
			return py.Value{}, err
		}
		o.its = append(o.its, it)
	}
	t.Alloc(96)
	return self, nil
}

// nextOfAll takes one value of each iterator; ok is false when one has ended.
func (o *mapObject) nextOfAll(t *py.Thread, name string) (vs []py.Value, ok bool, err error) {
	vs = make([]py.Value, 0, len(o.its))
	for i, it := range o.its {
		v, err := t.Next(it)
		if err != nil {
			return nil, false, err
		}
		if v.IsSet() {
			vs = append(vs, v)
			continue
		}
		if !o.strict {
			return nil, false, nil
		}
		if i > 0 {
			args := "argument 1"
			if i > 1 {
				args = "arguments 1-" + py.Itoa(i)
			}
			return nil, false, t.Raisef(&py.ValueError, "%s() argument %d is shorter than %s", name, i+1, args)
		}
		for j, it := range o.its[1:] {
			v, err := t.Next(it)
			if err != nil {
				return nil, false, err
			}
			if v.IsSet() {
				args := "argument 1"
				if j > 0 {
					args = "arguments 1-" + py.Itoa(j+1)
				}
				return nil, false, t.Raisef(&py.ValueError, "%s() argument %d is longer than %s", name, j+2, args)
			}
		}
		return nil, false, nil
	}
	return vs, true, nil
}

func mapNext(t *py.Thread, self py.Value) (py.Value, error) {
	o := py.As[mapObject](self)
	if len(o.its) == 1 {
		v, err := t.Next(o.its[0])
		if err != nil || !v.IsSet() {
			return v, err
		}
		return t.Call(o.fn, v)
	}
	vs, ok, err := o.nextOfAll(t, "map")
	if err != nil || !ok {
		return py.Value{}, err
	}
	return t.Call(o.fn, vs...)
}

func zipNextPair(t *py.Thread, self py.Value) (a, b py.Value, ok bool, err error) {
	o := py.As[mapObject](self)
	if len(o.its) != 2 || o.strict {
		return a, b, false, nil
	}
	if a, err = t.Next(o.its[0]); err != nil || !a.IsSet() {
		return a, b, true, err
	}
	if b, err = t.Next(o.its[1]); err != nil || !b.IsSet() {
		return py.Value{}, b, true, err
	}
	return a, b, true, nil
}

func zipNext(t *py.Thread, self py.Value) (py.Value, error) {
	o := py.As[mapObject](self)
	if len(o.its) == 0 {
		return py.Value{}, nil
	}
	if len(o.its) == 2 && !o.strict {
		a, b, _, err := zipNextPair(t, self)
		if err != nil || !a.IsSet() {
			return py.Value{}, err
		}
		return t.Tuple(a, b), nil
	}
	vs, ok, err := o.nextOfAll(t, "zip")
	if err != nil || !ok {
		return py.Value{}, err
	}
	return t.Tuple(vs...), nil
}

func filterNext(t *py.Thread, self py.Value) (py.Value, error) {
	o := py.As[mapObject](self)
	for {
		v, err := t.Next(o.its[0])
		if err != nil || !v.IsSet() {
			return v, err
		}
		if err := t.Charge(1); err != nil {
			return py.Value{}, err
		}
		r := v
		if !o.fn.IsNone() {
			if r, err = t.Call(o.fn, v); err != nil {
				return r, err
			}
		}
		ok, err := t.Truth(r)
		if err != nil {
			return py.Value{}, err
		}
		if ok {
			return v, nil
		}
	}
}
