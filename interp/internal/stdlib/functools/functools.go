// Package functools is the module _functools: what of the module functools is called often enough to be worth having in Go.
// Decorators and dispatch are Python's own text. Everything here calls back into Python, so nothing here trusts what it
// read before a call.
package functools

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

var partialType, placeholderType, keyType, cacheType py.Type

var functions = sync.OnceValue(func() *py.FunctionSet {
	definePlaceholder()
	definePartial()
	defineKey()
	defineCache()
	return py.Functions("_functools", []py.Def{
		{Name: "reduce", Sig: "function, iterable, /, initial=None", Fn: reduce},
		{Name: "cmp_to_key", Sig: "mycmp", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			k, v := py.Instance[sortKey](t, &keyType)
			k.cmp = a[0]
			return v, nil
		}},
	})
})

// Module is the module _functools.
func Module(t *py.Thread) *py.Module {
	natives := functions()
	m := t.ModuleOf("_functools", natives, &partialType, &cacheType)
	m.Set(t, "Placeholder", placeholder)
	return m
}

func reduce(t *py.Thread, a []py.Value) (py.Value, error) {
	f, total := a[0], a[2]
	it, err := t.Iter(a[1])
	if err != nil {
		if py.Catch(err, &py.TypeError) != nil {
			return py.Value{}, t.Raisef(&py.TypeError, "reduce() arg 2 must support iteration")
		}
		return py.Value{}, err
	}
	t.Hold(it)
	defer t.Release(1)
	for {
		if err := t.Charge(1); err != nil {
			return py.Value{}, err
		}
		v, err := t.Next(it)
		if err != nil {
			return py.Value{}, err
		}
		if !v.IsSet() {
			break
		}
		if !total.IsSet() {
			total = v
			continue
		}
		if total, err = t.Call(f, total, v); err != nil {
			return py.Value{}, err
		}
	}
	if !total.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "reduce() of empty iterable with no initial value")
	}
	return total, nil
}

// sortKey is what cmp_to_key answers: without obj it is the maker of keys, with obj a key.
type sortKey struct {
	py.Header
	cmp, obj py.Value
}

func defineKey() {
	sig := py.ParseSignature("obj")
	c := py.Class{Module: "functools", Name: "KeyWrapper", Final: true, Attrs: []py.Attr{{Name: "obj",
		Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			if o := py.As[sortKey](v).obj; o.IsSet() {
				return o, nil
			}
			return py.Value{}, t.AttributeError(v, t.Intern("obj"))
		},
		Set: func(t *py.Thread, v, x py.Value) error { py.As[sortKey](v).obj = x; return nil },
	}}}
	c.Call = func(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("K", sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		k, v := py.Instance[sortKey](t, &keyType)
		k.cmp, k.obj = py.As[sortKey](self).cmp, a[0]
		return v, nil
	}
	c.Compare = func(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
		if a.Type() != &keyType || b.Type() != &keyType {
			return py.Value{}, t.Raisef(&py.TypeError, "other argument must be K instance")
		}
		x, y := py.As[sortKey](a), py.As[sortKey](b)
		if !x.obj.IsSet() || !y.obj.IsSet() {
			return py.Value{}, t.Raisef(&py.AttributeError, "object")
		}
		r, err := t.Call(x.cmp, x.obj, y.obj)
		if err != nil {
			return py.Value{}, err
		}
		return t.Compare(op, r, py.Int(0))
	}
	c.Trace = func(v py.Value, visit func(py.Value)) { visitSet(visit, py.As[sortKey](v).cmp, py.As[sortKey](v).obj) }
	py.DefineClass[sortKey](&keyType, c)
}

func visitSet(visit func(py.Value), vs ...py.Value) {
	for _, v := range vs {
		if v.IsSet() {
			visit(v)
		}
	}
}
