package py

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
)

// Union is X | Y of types.
type Union struct {
	Header
	Args *Tuple
}

func (b *booter) union() {
	b.define(&UnionType, "Union", nil, isFinal|referable, Slots{
		Repr: func(t *Thread, v Value) (Value, error) {
			var parts []string
			for _, x := range as[Union](v).Args.Items {
				s, err := t.typeText(x)
				if err != nil {
					return Value{}, err
				}
				parts = append(parts, s)
			}
			return t.StrValue(strings.Join(parts, " | ")), nil
		},
		Compare: unionCompare,
		Hash: func(t *Thread, v Value) (int64, error) {
			s, err := t.SetFrom(&FrozenSetType, Obj(as[Union](v).Args))
			if err != nil {
				return 0, err
			}
			return frozenSetHash(t, Obj(s))
		},
		GetItem: func(t *Thread, v, key Value) (Value, error) {
			params, err := t.typeParameters(as[Union](v).Args.Items, nil)
			if err != nil {
				return Value{}, err
			}
			args, err := t.substitute(v, as[Union](v).Args.Items, params, key)
			if err != nil {
				return Value{}, err
			}
			return t.NewUnion(args...)
		},
		Trace: func(v Value, visit func(Value)) { visit(Obj(as[Union](v).Args)) },
	})
	UnionType.inModule("typing")
	UnionType.Binary[code.OpOr] = unionOr
	UnionType.addAttrs([]Attr{
		{"__args__", func(t *Thread, v Value) (Value, error) { return Obj(as[Union](v).Args), nil }, nil},
		{"__origin__", func(t *Thread, v Value) (Value, error) { return Obj(&UnionType), nil }, nil},
		{"__parameters__", func(t *Thread, v Value) (Value, error) {
			params, err := t.typeParameters(as[Union](v).Args.Items, nil)
			return t.Tuple(params...), err
		}, nil},
	})
	UnionType.addMethods([]Def{
		{"__mro_entries__", "bases, /", func(t *Thread, a []Value) (Value, error) {
			r, err := t.Repr(a[0])
			if err != nil {
				return Value{}, err
			}
			return Value{}, t.Raisef(&TypeError, "Cannot subclass %s", r)
		}},
	})
	UnionType.addClassMethods([]Def{{"__class_getitem__", "parameters, /", func(t *Thread, a []Value) (Value, error) {
		items := itemsOf(a[1])
		if a[1].Tuple() != nil && len(items) == 0 {
			return Value{}, t.Raisef(&TypeError, "Cannot take a Union of no types.")
		}
		var out []Value
		for _, x := range append([]Value(nil), items...) {
			if x.Str() != nil {
				var err error
				if x, err = t.typingCall("_type_convert", x); err != nil {
					return Value{}, err
				}
			}
			out = append(out, x)
		}
		return t.NewUnion(out...)
	}}})
}

func unionCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if a.Type() != &UnionType || b.Type() != &UnionType || op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	x, y := as[Union](a).Args.Items, as[Union](b).Args.Items
	if len(x) != len(y) {
		return Bool(op == code.CmpNe), nil
	}
	if err := t.Charge(len(x) * len(y)); err != nil {
		return Value{}, err
	}
	same := true
	for _, p := range x {
		found := false
		for _, q := range y {
			eq, err := t.EqualIdentity(p, q)
			if err != nil {
				return Value{}, err
			}
			if eq {
				found = true
				break
			}
		}
		if !found {
			same = false
			break
		}
	}
	return Bool(same == (op == code.CmpEq)), nil
}

// isTypeLike tells what the operator | makes a union of, apart from None.
func isTypeLike(v Value) bool {
	switch v.Type() {
	case &GenericAliasType, &UnionType, &NoneType, &TypeVarType, &ParamSpecType, &TypeAliasType:
		return true
	}
	return v.AsType() != nil || v.Type().IsSubtype(&GenericAliasType)
}

// unionOr is the operator | of types.
func unionOr(t *Thread, a, b Value) (Value, error) {
	open := false
	for _, v := range []Value{a, b} {
		switch v.Type() {
		case &TypeVarType, &ParamSpecType, &UnionType:
			open = true
		}
	}
	if open {
		// A type variable or a union makes a union of anything that typing takes, forward references too.
		for _, v := range []*Value{&a, &b} {
			if !isTypeLike(*v) {
				x, err := t.typingCall("_type_check", *v, t.StrValue("Union[arg, ...]: each arg must be a type."))
				if err != nil {
					return Value{}, err
				}
				*v = x
			}
		}
		return t.NewUnion(a, b)
	}
	if !isTypeLike(a) || !isTypeLike(b) || a.IsNone() && b.IsNone() {
		return NotImplemented, nil
	}
	return t.NewUnion(a, b)
}

// NewUnion is a union of types, flattened and without repetitions.
func (t *Thread) NewUnion(parts ...Value) (Value, error) {
	var items []Value
	add := func(v Value) error {
		if v.IsNone() {
			v = Obj(&NoneType)
		}
		if err := t.Charge(1 + len(items)); err != nil {
			return err
		}
		for _, x := range items {
			same, err := t.EqualIdentity(x, v)
			if err != nil || same {
				return err
			}
		}
		items = append(items, v)
		return nil
	}
	for _, p := range parts {
		if p.Type() == &UnionType {
			for _, x := range as[Union](p).Args.Items {
				if err := add(x); err != nil {
					return Value{}, err
				}
			}
			continue
		}
		if err := add(p); err != nil {
			return Value{}, err
		}
	}
	if len(items) == 1 {
		return items[0], nil
	}
	t.alloc(objectSize)
	return Obj(&Union{Header{typ: &UnionType}, t.NewTuple(items)}), nil
}

// UnionArgs are the members of a union, nil for anything else.
func UnionArgs(v Value) []Value {
	if v.Type() == &UnionType {
		return as[Union](v).Args.Items
	}
	return nil
}
