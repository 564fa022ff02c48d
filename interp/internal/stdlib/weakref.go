package stdlib

import "github.com/assay-score/assay/interp/internal/py"

// weakrefModule is the module _weakref: the references that weakref builds on.
func weakrefModule(t *py.Thread) *py.Module {
	m := module(t, "_weakref", []py.Def{
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
	m.Set(t, "ref", py.WeakRefType.Value())
	m.Set(t, "ReferenceType", py.WeakRefType.Value())
	return m
}
