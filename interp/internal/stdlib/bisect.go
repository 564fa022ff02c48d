package stdlib

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// bisectFunctions are the functions of the module bisect.
var bisectFunctions = sync.OnceValue(func() *py.FunctionSet {
	const sig = "a, x, lo=0, hi=None, *, key=None"
	search := func(right bool) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			i, err := bisect(t, a[0], a[1], a[2:], right)
			return py.Int(int64(i)), err
		}
	}
	insort := func(right bool) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			x := a[1]
			if key := a[4]; key.IsSet() && !key.IsNone() {
				var err error
				if x, err = t.Call(key, x); err != nil {
					return py.Value{}, err
				}
			}
			i, err := bisect(t, a[0], x, a[2:], right)
			if err != nil {
				return py.Value{}, err
			}
			_, err = t.CallMethod(a[0], "insert", py.Int(int64(i)), a[1])
			return py.None, err
		}
	}
	return py.Functions("_bisect", []py.Def{
		{Name: "bisect_right", Sig: sig, Fn: search(true)}, {Name: "bisect_left", Sig: sig, Fn: search(false)},
		{Name: "insort_right", Sig: sig, Fn: insort(true)}, {Name: "insort_left", Sig: sig, Fn: insort(false)},
	})
})

// bisect finds where x belongs in a sorted sequence; options are lo, hi and key.
func bisect(t *py.Thread, seq, x py.Value, options []py.Value, right bool) (int, error) {
	lo, hi := 0, -1
	var err error
	if v := options[0]; v.IsSet() {
		if lo, err = t.IntArg(v); err != nil {
			return 0, err
		}
	}
	if v := options[1]; v.IsSet() && !v.IsNone() {
		if hi, err = t.IntArg(v); err != nil {
			return 0, err
		}
	}
	if lo < 0 {
		return 0, t.Raisef(&py.ValueError, "lo must be non-negative")
	}
	if hi < 0 {
		if hi, err = t.Len(seq); err != nil {
			return 0, err
		}
	}
	key := options[2]
	keyed := key.IsSet() && !key.IsNone()
	for lo < hi {
		if err := t.Charge(1); err != nil {
			return 0, err
		}
		mid := int(uint(lo+hi) >> 1)
		var v py.Value
		if items := seq.ItemsOf(); items != nil && mid < len(*items) {
			v = (*items)[mid]
		} else if v, err = t.GetItem(seq, py.Int(int64(mid))); err != nil {
			return 0, err
		}
		if keyed {
			if v, err = t.Call(key, v); err != nil {
				return 0, err
			}
		}
		var below bool
		if right {
			below, err = t.Less(x, v)
			below = !below
		} else {
			below, err = t.Less(v, x)
		}
		if err != nil {
			return 0, err
		}
		if below {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, nil
}

// bisectModule is the module bisect.
func bisectModule(t *py.Thread) *py.Module {
	set := bisectFunctions()
	return t.ModuleWith("bisect", set, nil, func() []py.Constant {
		return []py.Constant{{Name: "bisect", Value: py.Obj(set.Natives[0])}, {Name: "insort", Value: py.Obj(set.Natives[2])}}
	})
}
