// Package itertools is the module itertools: iterators over iterators. Each is a small Go struct with one step; nothing is
// computed ahead of what was asked for. A step asks its sources through the thread, which counts how deep iterators stand
// on iterators, and every loop that goes on without handing out a value pays a unit of fuel for each turn.
package itertools

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

var (
	countType, cycleType, repeatType                                       py.Type
	compressType, dropwhileType, filterfalseType                           py.Type
	takewhileType, starmapType, isliceType                                 py.Type
	accumulateType, chainType, zipLongestType                              py.Type
	productType, permutationsType, combinationsType, cwrType               py.Type
	groupbyType, grouperType, pairwiseType, batchedType, teeType, linkType py.Type
)

// step is the next value of an iterator, unset at its end.
type step[T any] func(t *py.Thread, it *T) (py.Value, error)

// holder is an iterator that keeps more than a few values, in slices of its own.
type holder interface {
	held() uint64 // their bytes
}

// class defines an iterator's class. build gets the arguments spread over the parameters.
func class[T any](typ *py.Type, name, sig string, build func(t *py.Thread, it *T, a []py.Value) error, next step[T],
	trace func(it *T, visit func(py.Value)), more ...py.Def) {
	signature := py.ParseSignature(sig)
	c := py.Class{Module: "itertools", Name: name, Methods: more}
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind(name, signature, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		it, v := py.Instance[T](t, typ)
		return v, build(t, it, a)
	}
	iterator(typ, c, next, trace)
}

func iterator[T any](typ *py.Type, c py.Class, next step[T], trace func(it *T, visit func(py.Value))) {
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Iter = func(t *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	c.Next = func(t *py.Thread, v py.Value) (py.Value, error) { return next(t, py.As[T](v)) }
	c.Trace = func(v py.Value, visit func(py.Value)) { trace(py.As[T](v), visit) }
	if _, holds := any(new(T)).(holder); holds {
		c.Size = func(v py.Value) uint64 { return 64 + any(py.As[T](v)).(holder).held() }
	}
	py.DefineClass[T](typ, c)
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	defineEndless()
	defineSelections()
	defineJoins()
	defineSelectionsOfMany()
	defineGroups()
	return py.Functions("itertools", []py.Def{{Name: "tee", Sig: "iterable, n=2, /", Fn: tee}})
})

// Module is the module itertools.
func Module(t *py.Thread) *py.Module {
	natives := functions()
	return t.ModuleWith("itertools", natives, []*py.Type{&countType, &cycleType, &repeatType, &compressType, &dropwhileType, &filterfalseType, &takewhileType, &starmapType,
		&isliceType, &accumulateType, &chainType, &zipLongestType, &productType, &permutationsType, &combinationsType, &cwrType, &groupbyType,
		&pairwiseType, &batchedType}, func() []py.Constant {
		return []py.Constant{{Name: "_grouper", Value: py.Obj(&grouperType)}, {Name: "_tee", Value: py.Obj(&teeType)}}
	})
}

// visitSet shows a value that may be unset.
func visitSet(visit func(py.Value), vs ...py.Value) {
	for _, v := range vs {
		if v.IsSet() {
			visit(v)
		}
	}
}

func visitAll(visit func(py.Value), vs []py.Value) { visitSet(visit, vs...) }

// given is the argument, or unset where it is None.
func given(v py.Value) py.Value {
	if v.IsSet() && v.IsNone() {
		return py.Value{}
	}
	return v
}
