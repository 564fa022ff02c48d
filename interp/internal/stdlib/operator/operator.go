// Package operator is the module operator: Python's operators as functions, and the three makers of functions that fetch
// items, attributes and results of methods.
package operator

import (
	"slices"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

var itemgetterType, attrgetterType, methodcallerType py.Type

type native = func(t *py.Thread, a []py.Value) (py.Value, error)

// names lists the functions, each with the name of its special method where it has one.
func defs() []py.Def {
	var out []py.Def
	add := func(name, sig string, fn native) { out = append(out, py.Def{Name: name, Sig: sig, Fn: fn}) }
	compare := []string{"eq", "ne", "lt", "le", "gt", "ge"}
	for op := code.CmpEq; op <= code.CmpGe; op++ {
		f := func(t *py.Thread, a []py.Value) (py.Value, error) { return t.Compare(op, a[0], a[1]) }
		add(compare[op], "a, b, /", f)
	}
	binary := []struct {
		name string
		op   code.BinOp
	}{{"add", code.OpAdd}, {"sub", code.OpSub}, {"mul", code.OpMul}, {"matmul", code.OpMatMul}, {"truediv", code.OpDiv}, {"mod", code.OpMod},
		{"pow", code.OpPow}, {"lshift", code.OpLShift}, {"rshift", code.OpRShift}, {"or_", code.OpOr}, {"xor", code.OpXor}, {"and_", code.OpAnd},
		{"floordiv", code.OpFloorDiv}}
	for _, b := range binary {
		add(b.name, "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return t.Binary(b.op, a[0], a[1]) })
		add("i"+strings.TrimSuffix(b.name, "_"), "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return t.InPlace(b.op, a[0], a[1]) })
	}
	unary := func(name string, f func(t *py.Thread, v py.Value) (py.Value, error)) {
		add(name, "a, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return f(t, a[0]) })
	}
	unary("neg", (*py.Thread).Neg)
	unary("pos", (*py.Thread).Pos)
	unary("invert", (*py.Thread).Invert)
	unary("inv", (*py.Thread).Invert)
	unary("abs", (*py.Thread).Abs)
	unary("index", (*py.Thread).Index)
	unary("truth", func(t *py.Thread, v py.Value) (py.Value, error) {
		b, err := t.Truth(v)
		return py.Bool(b), err
	})
	unary("not_", func(t *py.Thread, v py.Value) (py.Value, error) {
		b, err := t.Truth(v)
		return py.Bool(!b), err
	})
	unary("is_none", func(t *py.Thread, v py.Value) (py.Value, error) { return py.Bool(v.IsNone()), nil })
	unary("is_not_none", func(t *py.Thread, v py.Value) (py.Value, error) { return py.Bool(!v.IsNone()), nil })
	add("is_", "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(a[0].Is(a[1])), nil })
	add("is_not", "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(!a[0].Is(a[1])), nil })
	add("contains", "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		b, err := t.Contains(a[0], a[1])
		return py.Bool(b), err
	})
	add("getitem", "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return t.GetItem(a[0], a[1]) })
	add("setitem", "a, b, c, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, t.SetItem(a[0], a[1], a[2]) })
	add("delitem", "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, t.SetItem(a[0], a[1], py.Value{}) })
	add("concat", "a, b, /", concat(func(t *py.Thread, a, b py.Value) (py.Value, error) { return t.Binary(code.OpAdd, a, b) }))
	add("iconcat", "a, b, /", concat(func(t *py.Thread, a, b py.Value) (py.Value, error) { return t.InPlace(code.OpAdd, a, b) }))
	add("countOf", "a, b, /", countOf)
	add("indexOf", "a, b, /", indexOf)
	add("length_hint", "obj, default=0, /", lengthHint)
	add("call", "obj, /, *args, **kwargs", func(t *py.Thread, a []py.Value) (py.Value, error) {
		return t.CallKw(a[0], a[1].Tuple().Items, t.Keywords(a[2]))
	})
	add("_compare_digest", "a, b, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return CompareDigest(t, a[0], a[1]) })
	return out
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	defineGetters()
	return py.Functions("_operator", defs())
})

// Module is the module operator.
func Module(t *py.Thread) *py.Module {
	natives := functions()
	return t.ModuleWith("operator", natives, []*py.Type{&itemgetterType, &attrgetterType, &methodcallerType}, func() []py.Constant {
		var out []py.Constant
		all := []string{"attrgetter", "itemgetter", "methodcaller"}
		for _, f := range natives.Natives {
			if strings.HasPrefix(f.Name, "_") {
				continue
			}
			all = append(all, f.Name)
			if name := "__" + strings.TrimSuffix(f.Name, "_") + "__"; !slices.Contains(plainOnly, name) {
				out = append(out, py.Constant{Name: name, Value: py.Obj(f)})
			}
		}
		slices.Sort(all)
		return append(out, py.Constant{Name: "__all__", Make: func(t *py.Thread) (py.Value, error) { return t.Strings(all...), nil }})
	})
}

// plainOnly are the names that functions have not, with the underscores of the method that they call.
var plainOnly = []string{"__countOf__", "__indexOf__", "__is__", "__is_not__", "__is_none__", "__is_not_none__", "__truth__", "__length_hint__"}

// CompareDigest compares two texts or bytes without regard to time, which a virtual clock does not show anyway.
func CompareDigest(t *py.Thread, a, b py.Value) (py.Value, error) {
	if x, y := a.Str(), b.Str(); x != nil && y != nil {
		if !x.ASCII() || !y.ASCII() {
			return py.Value{}, t.Raisef(&py.TypeError, "comparing strings with non-ASCII characters is not supported")
		}
		return py.Bool(x.S == y.S), t.Charge(len(x.S) / 16)
	}
	x, ok := a.BytesLike()
	y, ok2 := b.BytesLike()
	if !ok || !ok2 {
		return py.Value{}, t.Raisef(&py.TypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", a.Type().Name, b.Type().Name)
	}
	return py.Bool(string(x) == string(y)), t.Charge(len(x) / 16)
}

func concat(join func(t *py.Thread, a, b py.Value) (py.Value, error)) native {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		if a[0].Type().GetItem == nil || a[0].Dict() != nil {
			return py.Value{}, t.Raisef(&py.TypeError, "'%s' object can't be concatenated", a[0].Type().Name)
		}
		return join(t, a[0], a[1])
	}
}

func countOf(t *py.Thread, a []py.Value) (py.Value, error) {
	n := int64(0)
	if !t.IsIterable(a[0]) {
		return py.Value{}, t.Raisef(&py.TypeError, "argument of type '%s' is not a container or iterable", a[0].Type().Name)
	}
	err := t.Iterate(a[0], func(x py.Value) error {
		same, err := t.EqualIdentity(x, a[1])
		if same {
			n++
		}
		return err
	})
	return py.Int(n), err
}

func indexOf(t *py.Thread, a []py.Value) (py.Value, error) {
	i, found := int64(0), false
	if !t.IsIterable(a[0]) {
		return py.Value{}, t.Raisef(&py.TypeError, "argument of type '%s' is not a container or iterable", a[0].Type().Name)
	}
	err := t.Iterate(a[0], func(x py.Value) error {
		same, err := t.EqualIdentity(x, a[1])
		if err != nil {
			return err
		}
		if same {
			found = true
			return py.StopIterating()
		}
		i++
		return nil
	})
	if err == nil && !found {
		err = t.Raisef(&py.ValueError, "sequence.index(x): x not in sequence")
	}
	return py.Int(i), err
}

func lengthHint(t *py.Thread, a []py.Value) (py.Value, error) {
	def := int64(0)
	if a[1].IsSet() {
		if _, _, ok := a[1].Long(); !ok {
			return py.Value{}, t.Raisef(&py.TypeError, "'%s' object cannot be interpreted as an integer", a[1].Type().Name)
		}
		n, err := t.IntArg(a[1])
		if err != nil {
			return py.Value{}, err
		}
		def = int64(n)
	}
	n, err := t.LengthHint(a[0], def)
	return py.Int(n), err
}
