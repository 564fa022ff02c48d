package stdlib

import "github.com/assay-score/assay/interp/internal/py"

// gcModule is the module gc. A collection is a trace: it measures what is live and finalises what is not. What the
// module of CPython tells of the objects themselves it does not tell: a program must not find the values of others.
func gcModule(t *py.Thread) *py.Module {
	enabled := true
	threshold := []int{2000, 10, 0}
	set := func(on bool) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) { enabled = on; return py.None, nil }
	}
	empty := func(t *py.Thread, a []py.Value) (py.Value, error) { return t.ListValue(nil), nil }
	m := t.NewModule("gc")
	for _, d := range []py.Def{
		{Name: "collect", Sig: "generation=2", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if a[0].IsSet() {
				n, err := t.IntArg(a[0])
				if err != nil {
					return py.Value{}, err
				}
				if n < 0 || n > 2 {
					return py.Value{}, t.Raisef(&py.ValueError, "invalid generation")
				}
			}
			n, err := t.Collect()
			return py.Int(int64(n)), err
		}},
		{Name: "enable", Fn: set(true)},
		{Name: "disable", Fn: set(false)},
		{Name: "isenabled", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(enabled), nil }},
		{Name: "get_threshold", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.Tuple(py.Int(int64(threshold[0])), py.Int(int64(threshold[1])), py.Int(int64(threshold[2]))), nil
		}},
		{Name: "set_threshold", Sig: "threshold0, threshold1=None, threshold2=None, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			for i, v := range a {
				if !v.IsSet() || v.IsNone() {
					continue
				}
				n, err := t.IntArg(v)
				if err != nil {
					return py.Value{}, err
				}
				threshold[i] = n
			}
			return py.None, nil
		}},
		{Name: "get_count", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.Tuple(py.Int(0), py.Int(0), py.Int(0)), nil
		}},
		{Name: "get_objects", Sig: "generation=None", Fn: empty},
		{Name: "get_referrers", Sig: "*objs", Fn: empty},
		{Name: "get_referents", Sig: "*objs", Fn: empty},
		{Name: "is_tracked", Sig: "obj, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(py.Container(a[0])), nil
		}},
		{Name: "is_finalized", Sig: "obj, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }},
		{Name: "freeze", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "unfreeze", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "get_freeze_count", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }},
		{Name: "set_debug", Sig: "flags, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "get_debug", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }},
	} {
		n := t.NewNative(d)
		n.Native().Module = "gc"
		m.Set(t, d.Name, n)
	}
	m.Set(t, "garbage", t.ListValue(nil))
	m.Set(t, "callbacks", t.ListValue(nil))
	for i, name := range []string{"DEBUG_STATS", "DEBUG_COLLECTABLE", "DEBUG_UNCOLLECTABLE"} {
		m.Set(t, name, py.Int(1<<i))
	}
	m.Set(t, "DEBUG_SAVEALL", py.Int(32))
	m.Set(t, "DEBUG_LEAK", py.Int(38))
	return m
}
