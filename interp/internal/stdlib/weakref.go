package stdlib

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// weakrefModule is the module _weakref: the references that weakref builds on.
func weakrefModule(t *py.Thread) *py.Module {
	return t.ModuleWith("_weakref", weakrefFunctions(), nil, func() []py.Constant {
		return []py.Constant{{Name: "ref", Value: py.WeakRefType.Value()}, {Name: "ReferenceType", Value: py.WeakRefType.Value()}}
	})
}

var weakrefFunctions = sync.OnceValue(func() *py.FunctionSet {
	return py.Functions("_weakref", []py.Def{
		{Name: "getweakrefcount", Sig: "object, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			refs, err := t.WeakRefs(a[0])
			return py.Int(int64(len(refs))), err
		}},
		{Name: "getweakrefs", Sig: "object, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			refs, err := t.WeakRefs(a[0])
			if err != nil {
				return py.Value{}, err
			}
			items := make([]py.Value, len(refs))
			for i, w := range refs {
				items[i] = py.Obj(w)
			}
			return t.ListValue(items), nil
		}},
	})
})
