package gpython

import (
	"strings"

	"github.com/go-python/gpython/py"
)

func operatorModule(r *run) *module {
	two := func(name string, op *binaryOp) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.binary(op, pos[0], pos[1])
		}
	}
	rich := func(name string, op int32) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.compare(op, pos[0], pos[1])
		}
	}
	getter := func(name string, get func(r *run, v, key object) (object, error)) nativeFunc {
		return func(r *run, keys []object, kw kwargs) (object, error) {
			if len(keys) == 0 || len(kw) > 0 {
				return nil, r.errorf("TypeError", "%s expected at least 1 argument, got 0", name)
			}
			return &builtin{name: name, fn: func(r *run, pos []object, kw kwargs) (object, error) {
				if err := r.arity(name, pos, kw, 1, 1); err != nil {
					return nil, err
				}
				out := make(py.Tuple, len(keys))
				for i, k := range keys {
					var err error
					if out[i], err = get(r, pos[0], k); err != nil {
						return nil, err
					}
				}
				if len(keys) == 1 {
					return out[0], nil
				}
				return out, nil
			}}, nil
		}
	}
	return r.table("operator", map[string]nativeFunc{
		"add": two("add", opAdd), "sub": two("sub", opSub), "mul": two("mul", opMul), "truediv": two("truediv", opTrueDiv),
		"floordiv": two("floordiv", opFloorDiv), "mod": two("mod", opMod), "pow": two("pow", opPow), "and_": two("and_", opAnd), "or_": two("or_", opOr),
		"xor": two("xor", opXor), "lshift": two("lshift", opLshift), "rshift": two("rshift", opRshift), "concat": two("concat", opAdd),
		"lt": rich("lt", 0), "le": rich("le", 1), "eq": rich("eq", 2), "ne": rich("ne", 3), "gt": rich("gt", 4), "ge": rich("ge", 5),
		"itemgetter": getter("itemgetter", (*run).getItem),
		"attrgetter": getter("attrgetter", func(r *run, v, key object) (object, error) {
			name, err := r.stringArg("attrgetter", key)
			if err != nil {
				return nil, err
			}
			for _, part := range strings.Split(name, ".") {
				if v, err = r.getAttr(v, part); err != nil {
					return nil, err
				}
			}
			return v, nil
		}),
		"neg": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("neg", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			return r.binary(opSub, py.Int(0), pos[0])
		},
		"not_": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("not_", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			b, err := r.truth(pos[0])
			return py.NewBool(!b), err
		},
		"contains": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("contains", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			in, err := r.contains(pos[0], pos[1])
			return py.NewBool(in), err
		},
		"getitem": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("getitem", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.getItem(pos[0], pos[1])
		},
	})
}
