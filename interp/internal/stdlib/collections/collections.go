// Package collections is the module _collections: the containers under the module collections that are worth having in Go.
// What is left of that module (Counter's arithmetic, named tuples, ChainMap and the User classes) is Python's own text.
//
// A deque is a ring buffer and knows how often it was changed, for the iterators over it. The dictionaries are the
// engine's own with a field or two more, so everything that works on a dict works on them.
package collections

import (
	"github.com/assay-score/assay/interp/internal/code"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

var (
	dequeType, dequeIteratorType, dequeReverseIteratorType py.Type
	defaultdictType, orderedType                           py.Type
	orderedKeysType, orderedValuesType, orderedItemsType   py.Type
	getterType                                             py.Type
)

var functions = sync.OnceValue(func() *py.FunctionSet {
	defineDeque()
	defineDefaultDict()
	defineOrdered()
	defineGetter()
	return py.Functions("_collections", []py.Def{{Name: "_count_elements", Sig: "mapping, iterable, /", Fn: countElements}})
})

// Module is the module _collections.
func Module(t *py.Thread) *py.Module {
	natives := functions()
	m := t.ModuleOf("_collections", natives, &dequeType, &defaultdictType, &orderedType, &getterType)
	m.Set(t, "_deque_iterator", py.Obj(&dequeIteratorType))
	m.Set(t, "_deque_reverse_iterator", py.Obj(&dequeReverseIteratorType))
	return m
}

// countElements adds one to mapping[x] for each x. A Counter that nobody has redefined is counted directly.
func countElements(t *py.Thread, a []py.Value) (py.Value, error) {
	mapping, get := a[0], py.Value{}
	d := mapping.Dict()
	if d != nil {
		typ := mapping.Type()
		if typ.Lookup("get") != py.DictType.Attrs.Get("get") || typ.Lookup("__setitem__") != py.DictType.Attrs.Get("__setitem__") {
			d = nil
		}
	}
	if d == nil {
		var err error
		if get, err = t.GetAttr(mapping, t.Intern("get")); err != nil {
			return py.Value{}, err
		}
	}
	return py.None, t.Iterate(a[1], func(x py.Value) error {
		if d != nil {
			return d.Count(t, x)
		}
		n, err := t.Call(get, x, py.Int(0))
		if err != nil {
			return err
		}
		if n, err = t.Binary(code.OpAdd, n, py.Int(1)); err != nil {
			return err
		}
		return t.SetItem(mapping, x, n)
	})
}
