package native

import (
	"math/big"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib"
)

// handle is a value of another realm.
type handle struct {
	py.Header
	here *realm
	v    py.Value // of here.peer
}

var handleType py.Type

// receive makes a value of this realm of one of the other's.
func (r *realm) receive(v py.Value) (py.Value, error) {
	return r.copyIn(v, map[py.Value]py.Value{})
}

// copyIn copies data. An instance of a class that derives from a type of data is reduced to that: how it compares and
// shows itself must not be its own affair. done holds the containers that are being copied or have been.
func (r *realm) copyIn(v py.Value, done map[py.Value]py.Value) (py.Value, error) {
	t := r.t
	if err := t.Charge(4); err != nil {
		return py.Value{}, err
	}
	if h := asHandle(v); h != nil && h.here == r.peer {
		return h.v, nil
	}
	switch {
	case v.IsNone() || v.IsBool() || v == py.Ellipsis || v == py.NotImplemented:
		return v, nil
	case v.AsType() != nil:
		if !v.AsType().IsPython() {
			return v, nil
		}
		return r.handleOf(v)
	case py.IsInstance(v, &py.IntType):
		small, large, _ := v.Long()
		if large == nil {
			return py.Int(small), nil
		}
		return t.Big(new(big.Int).Set(large)), t.Charge(len(large.Bits()))
	case v.Str() != nil:
		return t.StrValue(strings.Clone(v.Str().S)), t.Charge(len(v.Str().S) / 16)
	case py.IsInstance(v, &py.FloatType):
		return r.floatOf(v)
	case v.Type() == &py.ComplexType:
		return t.NewComplex(py.As[py.Complex](v).C), nil
	case v.Type() == &py.BytesType, v.Type() == &py.BytearrayType:
		b, _ := v.BytesLike()
		if err := t.Grow(uint64(len(b))); err != nil {
			return py.Value{}, err
		}
		c := t.NewBytes(append([]byte(nil), b...))
		if v.Type() == &py.BytearrayType {
			return t.Call(py.BytearrayType.Value(), c)
		}
		return c, t.Charge(len(b) / 16)
	case v.List() != nil, v.Tuple() != nil, v.Set() != nil, v.Dict() != nil:
		return r.copyContainer(v, done)
	case v.Type() == &py.RangeType:
		return v, nil // it does not change and holds nothing but numbers
	case v.Native() != nil && v.Type() == &py.BuiltinType && !v.Native().Self.IsSet():
		return v, nil // a function of the engine
	}
	if c, err := r.rebuild(v, done); err != nil || c.IsSet() {
		return c, err
	}
	return r.handleOf(v)
}

// rebuild makes an instance of a class of the library anew, of this realm's class of that name, from what the original
// gives for copying: a date, a fraction. It is unset where that does not go.
func (r *realm) rebuild(v py.Value, done map[py.Value]py.Value) (py.Value, error) {
	t, typ := r.t, v.Type()
	if top, _, _ := strings.Cut(typ.Module, "."); top == "builtins" || !stdlib.IsName(top) {
		return py.Value{}, nil
	}
	var reduced py.Value
	err := r.visitQuietly(func() (err error) {
		reduced, err = r.peer.t.CallMethod(v, "__reduce_ex__", py.Int(2))
		return err
	})
	if err != nil || !reduced.IsSet() || reduced.Tuple() == nil {
		return py.Value{}, err
	}
	parts := reduced.Tuple().Items
	if len(parts) < 2 || parts[0] != typ.Value() || parts[1].Tuple() == nil || len(parts) > 2 && !parts[2].IsNone() || len(parts) > 4 && !parts[4].IsNone() {
		return py.Value{}, nil
	}
	items := py.Value{} // what is appended afterwards, as to a deque
	if len(parts) > 3 && !parts[3].IsNone() {
		err := r.visitQuietly(func() error {
			list := r.peer.t.NewList(nil)
			if err := list.Extend(r.peer.t, parts[3]); err != nil {
				return err
			}
			items = py.Obj(list)
			return nil
		})
		if err != nil || !items.IsSet() {
			return py.Value{}, err
		}
	}
	args, err := r.copyIn(parts[1], done)
	if err != nil {
		return py.Value{}, err
	}
	module, err := t.Hooks.Import(t, typ.Module, t.Builtins, []string{typ.QualName}, 0)
	if err != nil {
		return py.Value{}, err
	}
	class, err := t.GetAttrOr(module, typ.QualName)
	if err != nil || !class.IsSet() || class.AsType() == nil {
		return py.Value{}, err
	}
	made, err := t.Call(class, args.Tuple().Items...)
	if err != nil || !items.IsSet() {
		return made, err
	}
	more, err := r.copyIn(items, done)
	if err != nil {
		return py.Value{}, err
	}
	_, err = t.CallMethod(made, "extend", more)
	return made, err
}

func (r *realm) copyContainer(v py.Value, done map[py.Value]py.Value) (py.Value, error) {
	t := r.t
	if c, ok := done[v]; ok {
		return c, nil
	}
	if err := t.Enter(); err != nil {
		return py.Value{}, err
	}
	defer t.Leave()
	into := t.NewList(nil)
	t.Hold(py.Obj(into))
	defer t.Release(1)
	var items []py.Value
	switch {
	case v.List() != nil:
		done[v] = py.Obj(into)
		items = v.List().Items
	case v.Tuple() != nil:
		items = v.Tuple().Items
	case v.Set() != nil:
		items = v.Set().Elements()
	default:
		d := t.NewDict()
		done[v] = py.Obj(d)
		for i := 0; ; i++ {
			k, x, ok := v.Dict().Entry(i)
			if !ok {
				return done[v], nil
			}
			if !k.IsSet() {
				continue
			}
			key, err := r.copyIn(k, done)
			if err != nil {
				return py.Value{}, err
			}
			val, err := r.copyIn(x, done)
			if err != nil {
				return py.Value{}, err
			}
			if err := d.Set(t, key, val); err != nil {
				return py.Value{}, err
			}
		}
	}
	for _, x := range items {
		c, err := r.copyIn(x, done)
		if err != nil {
			return py.Value{}, err
		}
		if err := into.Append(t, c); err != nil {
			return py.Value{}, err
		}
	}
	switch {
	case v.Tuple() != nil:
		return t.Tuple(into.Items...), nil
	case v.Set() != nil:
		typ := &py.SetType
		if py.IsInstance(v, &py.FrozenSetType) {
			typ = &py.FrozenSetType
		}
		s, err := t.SetFrom(typ, py.Obj(into))
		return py.Obj(s), err
	}
	return py.Obj(into), nil
}

// handleOf is the handle of a value, always the same one.
func (r *realm) handleOf(v py.Value) (py.Value, error) {
	if h, ok := r.handles[v]; ok {
		return h, nil
	}
	if err := r.peer.t.Grow(32); err != nil {
		return py.Value{}, err
	}
	r.peer.shown.Items = append(r.peer.shown.Items, v) // for as long as the run lasts
	r.t.Alloc(128)
	h := r.t.New(&handle{here: r, v: v}, &handleType)
	r.handles[v] = h
	return h, nil
}

func asHandle(v py.Value) *handle {
	if v.Type() == &handleType {
		return py.As[handle](v)
	}
	return nil
}

// ask is the answer of the other realm to a question about a handle's value.
func (h *handle) ask(f func(t *py.Thread) (py.Value, error)) (py.Value, error) {
	var v py.Value
	err := h.here.visit(func() (err error) {
		v, err = f(h.here.peer.t)
		return err
	})
	if err != nil || !v.IsSet() {
		return py.Value{}, err
	}
	return h.here.receive(v)
}

// floatOf is the float in an instance of a subclass of float, whatever its methods say.
func (r *realm) floatOf(v py.Value) (py.Value, error) {
	if v.IsFloat() {
		return v, nil
	}
	return py.FloatType.Attrs.Get("__pos__").Native().Call(r.t, []py.Value{v}, nil)
}

// defineHandle defines the type of handles, once for the process.
var defineHandle = sync.OnceFunc(makeHandleType)

func makeHandleType() {
	self := func(v py.Value) *handle { return py.As[handle](v) }
	text := func(f func(t *py.Thread, v py.Value) (string, error)) func(*py.Thread, py.Value) (py.Value, error) {
		return func(_ *py.Thread, v py.Value) (py.Value, error) {
			h := self(v)
			return h.ask(func(t *py.Thread) (py.Value, error) {
				s, err := f(t, h.v)
				return t.StrValue(s), err
			})
		}
	}
	py.Define(&handleType, "builtins", "handle", py.Slots{
		Call: func(_ *py.Thread, v py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
			return self(v).here.call(self(v).v, args, kw)
		},
		GetAttr: func(t *py.Thread, v py.Value, name *py.Str) (py.Value, error) {
			h := self(v)
			if strings.HasPrefix(name.S, "_") && name.S != "__name__" && name.S != "__doc__" {
				return py.GenericGetAttr(t, v, name)
			}
			return h.ask(func(t *py.Thread) (py.Value, error) { return t.GetAttr(h.v, t.Intern(name.S)) })
		},
		SetAttr: func(t *py.Thread, v py.Value, name *py.Str, x py.Value) error {
			h := self(v)
			if strings.HasPrefix(name.S, "_") || !x.IsSet() {
				return t.Raisef(&py.AttributeError, "attribute '%s' of another realm cannot be changed", name.S)
			}
			home := h.here.peer
			return h.here.visit(func() error {
				there, err := home.receive(x)
				if err != nil {
					return err
				}
				return home.t.SetAttr(h.v, home.t.Intern(name.S), there)
			})
		},
		Iter: func(t *py.Thread, v py.Value) (py.Value, error) {
			h := self(v)
			return h.ask(func(t *py.Thread) (py.Value, error) {
				it, err := t.Iter(h.v)
				return it, err
			})
		},
		Next: func(t *py.Thread, v py.Value) (py.Value, error) {
			h := self(v)
			if h.v.Type().Next == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "'%s' object is not an iterator", h.v.Type().Name)
			}
			return h.ask(func(t *py.Thread) (py.Value, error) { return t.Next(h.v) })
		},
		Len: func(t *py.Thread, v py.Value) (n int, err error) {
			h := self(v)
			err = h.here.visit(func() (err error) {
				n, err = h.here.peer.t.Len(h.v)
				return err
			})
			return n, err
		},
		GetItem: func(t *py.Thread, v, key py.Value) (py.Value, error) {
			h := self(v)
			return h.ask(func(t *py.Thread) (py.Value, error) {
				there, err := h.here.peer.receive(key)
				if err != nil {
					return py.Value{}, err
				}
				return t.GetItem(h.v, there)
			})
		},
		Bool:  func(*py.Thread, py.Value) (bool, error) { return true, nil },
		Repr:  text(func(t *py.Thread, v py.Value) (string, error) { return t.Repr(v) }),
		ToStr: text(func(t *py.Thread, v py.Value) (string, error) { return t.Str(v) }),
		Hash:  func(t *py.Thread, v py.Value) (int64, error) { return t.ID(v), nil },
		// Two handles are compared where their values are at home; with anything else, a handle has nothing in common.
		Compare: func(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
			x, y := asHandle(a), asHandle(b)
			if x == nil || y == nil || x.here != y.here {
				return py.NotImplemented, nil
			}
			return x.ask(func(t *py.Thread) (py.Value, error) { return t.Compare(op, x.v, y.v) })
		},
	}, nil, nil)
}
