package py

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
)

// genericAlias defines list[int] and the like.
func (b *booter) genericAlias() {
	b.define(&GenericAliasType, "GenericAlias", nil, referable, Slots{
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			a, err := t.bindArgs("GenericAlias", genericAliasSig, args, kw)
			if err != nil {
				return Value{}, err
			}
			v := t.NewGenericAlias(a[0], a[1])
			if typ != &GenericAliasType {
				o := typ.alloc(t, typ)
				as[GenericAlias](o).Origin, as[GenericAlias](o).Args = as[GenericAlias](v).Origin, as[GenericAlias](v).Args
				v = o
			}
			return v, nil
		},
		Repr: aliasRepr, Call: aliasCall, GetAttr: aliasGetAttr, GetItem: aliasGetItem, Compare: aliasCompare,
		SetAttr: func(t *Thread, v Value, name *Str, x Value) error {
			return t.noSuchSlot(v, name)
		},
		Hash: func(t *Thread, v Value) (int64, error) {
			x, err := t.Hash(as[GenericAlias](v).Origin)
			if err != nil {
				return 0, err
			}
			h, err := t.Hash(Obj(as[GenericAlias](v).Args))
			return int64(x) ^ int64(h), err
		},
		Iter: func(t *Thread, v Value) (Value, error) {
			a := as[GenericAlias](v)
			t.alloc(objectSize)
			return t.Iter(t.Tuple(Obj(&GenericAlias{Header: Header{typ: a.typ}, Origin: a.Origin, Args: a.Args, starred: true})))
		},
		Trace: func(v Value, visit func(Value)) {
			visit(as[GenericAlias](v).Origin)
			visit(Obj(as[GenericAlias](v).Args))
		},
	})
	GenericAliasType.inModule("types")
	layout[GenericAlias](&GenericAliasType, nil)
	GenericAliasType.Binary[code.OpOr] = unionOr
	GenericAliasType.addAttrs([]Attr{
		{"__origin__", func(t *Thread, v Value) (Value, error) { return as[GenericAlias](v).Origin, nil }, nil},
		{"__args__", func(t *Thread, v Value) (Value, error) { return Obj(as[GenericAlias](v).Args), nil }, nil},
		{"__parameters__", func(t *Thread, v Value) (Value, error) { return t.aliasParameters(as[GenericAlias](v)) }, nil},
		{"__unpacked__", func(t *Thread, v Value) (Value, error) { return Bool(as[GenericAlias](v).starred), nil }, nil},
		{"__typing_unpacked_tuple_args__", func(t *Thread, v Value) (Value, error) {
			if a := as[GenericAlias](v); a.starred && a.Origin == Obj(&TupleType) {
				return Obj(a.Args), nil
			}
			return None, nil
		}, nil},
	})
	GenericAliasType.addMethods([]Def{
		{"__mro_entries__", "bases, /", func(t *Thread, a []Value) (Value, error) { return t.Tuple(as[GenericAlias](a[0]).Origin), nil }},
		{"__instancecheck__", "instance, /", func(t *Thread, a []Value) (Value, error) {
			return Value{}, t.Raisef(&TypeError, "isinstance() argument 2 cannot be a parameterized generic")
		}},
		{"__subclasscheck__", "cls, /", func(t *Thread, a []Value) (Value, error) {
			return Value{}, t.Raisef(&TypeError, "issubclass() argument 2 cannot be a parameterized generic")
		}},
		{"__reduce__", "", func(t *Thread, a []Value) (Value, error) {
			x := as[GenericAlias](a[0])
			return t.Tuple(Obj(&GenericAliasType), t.Tuple(x.Origin, Obj(x.Args))), nil
		}},
		{"__dir__", "", func(t *Thread, a []Value) (Value, error) {
			names, err := t.Dir(as[GenericAlias](a[0]).Origin)
			if err != nil {
				return Value{}, err
			}
			for _, n := range []string{"__args__", "__mro_entries__", "__origin__", "__parameters__", "__reduce__", "__reduce_ex__", "__unpacked__"} {
				names.List().Items = append(names.List().Items, t.StrValue(n))
			}
			return names, nil
		}},
	})
}

var genericAliasSig = ParseSignature("origin, args, /")

func aliasCall(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
	v, err := t.CallKw(as[GenericAlias](self).Origin, args, kw)
	if err != nil {
		return v, err
	}
	if e := v.ext(); e != nil && v.Type().flags&hasDict != 0 { // an instance remembers what it was made of, where it can
		if err := t.SetAttr(v, t.Intern("__orig_class__"), self); err != nil && Catch(err, &AttributeError) == nil && Catch(err, &TypeError) == nil {
			return Value{}, err
		}
	}
	return v, nil
}

func aliasGetAttr(t *Thread, v Value, name *Str) (Value, error) {
	s := name.S
	if !strings.HasPrefix(s, "__") || !strings.HasSuffix(s, "__") {
		return t.GetAttr(as[GenericAlias](v).Origin, name)
	}
	switch s {
	case "__class__", "__origin__", "__args__", "__parameters__", "__unpacked__", "__typing_unpacked_tuple_args__", "__mro_entries__",
		"__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__", "__instancecheck__", "__subclasscheck__", "__dir__", "__getitem__",
		"__or__", "__ror__", "__hash__", "__eq__", "__repr__", "__call__", "__iter__":
		if s == "__copy__" || s == "__deepcopy__" {
			return Value{}, t.attributeError(v, name)
		}
		return GenericGetAttr(t, v, name)
	}
	return t.GetAttr(as[GenericAlias](v).Origin, name)
}

func aliasCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if !a.Type().IsSubtype(&GenericAliasType) || !b.Type().IsSubtype(&GenericAliasType) || op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	x, y := as[GenericAlias](a), as[GenericAlias](b)
	same, err := t.EqualIdentity(x.Origin, y.Origin)
	if err != nil {
		return Value{}, err
	}
	if same = same && x.starred == y.starred; same {
		if same, err = t.Equal(Obj(x.Args), Obj(y.Args)); err != nil {
			return Value{}, err
		}
	}
	return Bool(same == (op == code.CmpEq)), nil
}

// aliasParameters are the type variables in the arguments, each once.
func (t *Thread) aliasParameters(a *GenericAlias) (Value, error) {
	if a.params != nil {
		return Obj(a.params), nil
	}
	items, err := t.typeParameters(a.Args.Items, nil)
	if err != nil {
		return Value{}, err
	}
	if len(items) == 0 {
		a.params = emptyTuple
	} else {
		a.params = t.NewTuple(items)
	}
	return Obj(a.params), nil
}

func (t *Thread) typeParameters(args, out []Value) ([]Value, error) {
	if err := t.Enter(); err != nil {
		return nil, err
	}
	defer t.Leave()
	if err := t.Charge(1 + len(args)); err != nil {
		return nil, err
	}
	add := func(p Value) error {
		if err := t.Charge(1 + len(out)); err != nil {
			return err
		}
		for _, x := range out {
			if x == p {
				return nil
			}
		}
		out = append(out, p)
		return nil
	}
	for _, x := range args {
		var err error
		switch {
		case x.AsType() != nil:
			continue
		case x.Tuple() != nil:
			if out, err = t.typeParameters(x.Tuple().Items, out); err != nil {
				return nil, err
			}
			continue
		case x.List() != nil:
			if out, err = t.typeParameters(x.List().Items, out); err != nil {
				return nil, err
			}
			continue
		case isTypeVar(x):
			if err := add(x); err != nil {
				return nil, err
			}
			continue
		}
		v, err := t.GetAttrOr(x, "__typing_subst__")
		if err != nil {
			return nil, err
		}
		if v.IsSet() {
			if err := add(x); err != nil {
				return nil, err
			}
			continue
		}
		if v, err = t.GetAttrOr(x, "__parameters__"); err != nil {
			return nil, err
		}
		if v.IsSet() && v.Tuple() != nil {
			for _, p := range v.Tuple().Items {
				if err := add(p); err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}

// substitute replaces type variables in arguments by what stands in the brackets.
func (t *Thread) substitute(self Value, args, params []Value, item Value) ([]Value, error) {
	if len(params) == 0 {
		r, err := t.Repr(self)
		if err != nil {
			return nil, err
		}
		return nil, t.Raisef(&TypeError, "%s is not a generic class", r)
	}
	var given []Value
	for _, x := range itemsOf(item) {
		u, err := t.unpackedArgs(x)
		if err != nil {
			return nil, err
		}
		if u != nil && !(len(u) > 0 && u[len(u)-1] == Ellipsis) {
			given = append(given, u...)
			continue
		}
		given = append(given, x)
	}
	for _, p := range params {
		prepare, err := t.GetAttrOr(p, "__typing_prepare_subst__")
		if err != nil {
			return nil, err
		}
		if prepare.IsSet() && !prepare.IsNone() && (p.Type() != &TypeVarType || len(given) < len(params)) {
			v, err := t.Call(prepare, self, t.Tuple(given...))
			if err != nil {
				return nil, err
			}
			given = itemsOf(v)
		}
	}
	if len(given) != len(params) {
		r, err := t.Repr(self)
		if err != nil {
			return nil, err
		}
		word := "few"
		if len(given) > len(params) {
			word = "many"
		}
		return nil, t.Raisef(&TypeError, "Too %s arguments for %s; actual %d, expected %d", word, r, len(given), len(params))
	}
	return t.substituteArgs(args, params, given)
}

func itemsOf(v Value) []Value {
	if x := v.Tuple(); x != nil {
		return x.Items
	}
	return []Value{v}
}

// unpackedArgs are the arguments of *tuple[...], nil for anything else.
func (t *Thread) unpackedArgs(x Value) ([]Value, error) {
	if x.AsType() != nil {
		return nil, nil
	}
	v, err := t.GetAttrOr(x, "__typing_unpacked_tuple_args__")
	if err != nil || !v.IsSet() || v.Tuple() == nil {
		return nil, err
	}
	return v.Tuple().Items, nil
}

func (t *Thread) substituteArgs(args, params, given []Value) ([]Value, error) {
	if err := t.Enter(); err != nil {
		return nil, err
	}
	defer t.Leave()
	if err := t.Charge(1 + len(args)*len(params)); err != nil {
		return nil, err
	}
	at := func(p Value) Value {
		for i, q := range params {
			if p == q {
				return given[i]
			}
		}
		return None
	}
	var out []Value
	for _, x := range args {
		if x.AsType() != nil {
			out = append(out, x)
			continue
		}
		if l := x.List(); l != nil {
			inner, err := t.substituteArgs(l.Items, params, given)
			if err != nil {
				return nil, err
			}
			out = append(out, t.ListValue(inner))
			continue
		}
		if l := x.Tuple(); l != nil {
			inner, err := t.substituteArgs(l.Items, params, given)
			if err != nil {
				return nil, err
			}
			out = append(out, t.Tuple(inner...))
			continue
		}
		unpack := false
		if u, err := t.GetAttrOr(x, "__typing_is_unpacked_typevartuple__"); err != nil {
			return nil, err
		} else if u.IsSet() {
			if unpack, err = t.Truth(u); err != nil {
				return nil, err
			}
		}
		subst, err := t.GetAttrOr(x, "__typing_subst__")
		if err != nil {
			return nil, err
		}
		v := x
		if subst.IsSet() {
			if v, err = t.Call(subst, at(x)); err != nil {
				return nil, err
			}
		} else {
			own, err := t.GetAttrOr(x, "__parameters__")
			if err != nil {
				return nil, err
			}
			if own.IsSet() && own.Tuple() != nil && len(own.Tuple().Items) > 0 {
				var inner []Value
				for _, p := range own.Tuple().Items {
					g := at(p)
					if p.Type() == &TypeVarTupleType && g.Tuple() != nil {
						inner = append(inner, g.Tuple().Items...)
						continue
					}
					inner = append(inner, g)
				}
				key := t.Tuple(inner...)
				if len(inner) == 1 && inner[0].Tuple() == nil {
					key = inner[0]
				}
				if v, err = t.GetItem(x, key); err != nil {
					return nil, err
				}
			}
		}
		if unpack && v.Tuple() != nil {
			out = append(out, v.Tuple().Items...)
			continue
		}
		out = append(out, v)
	}
	return out, nil
}

func aliasGetItem(t *Thread, v, key Value) (Value, error) {
	a := as[GenericAlias](v)
	params, err := t.aliasParameters(a)
	if err != nil {
		return Value{}, err
	}
	args, err := t.substitute(v, a.Args.Items, params.Tuple().Items, key)
	if err != nil {
		return Value{}, err
	}
	r := t.NewGenericAlias(a.Origin, t.Tuple(args...))
	as[GenericAlias](r).starred = a.starred
	return r, nil
}

func (t *Thread) typeText(v Value) (string, error) {
	if c := v.AsType(); c != nil {
		if c == &NoneType {
			return "None", nil
		}
		return c.FullName(), nil
	}
	if v == Ellipsis {
		return "...", nil
	}
	if l := v.List(); l != nil {
		if err := t.Enter(); err != nil {
			return "", err
		}
		defer t.Leave()
		var parts []string
		for _, x := range l.Items {
			s, err := t.typeText(x)
			if err != nil {
				return "", err
			}
			parts = append(parts, s)
		}
		return "[" + strings.Join(parts, ", ") + "]", nil
	}
	return t.Repr(v)
}

// aliasText is how the arguments of an alias show: None's class keeps its name there.
func (t *Thread) aliasText(v Value) (string, error) {
	if v.AsType() == &NoneType {
		return "NoneType", nil
	}
	return t.typeText(v)
}

// TypeText is how a type shows inside another type's repr.
func (t *Thread) TypeText(v Value) (string, error) { return t.typeText(v) }

func aliasRepr(t *Thread, v Value) (Value, error) {
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	a := as[GenericAlias](v)
	s, err := t.typeText(a.Origin)
	if err != nil {
		return Value{}, err
	}
	var parts []string
	for _, x := range a.Args.Items {
		p, err := t.aliasText(x)
		if err != nil {
			return Value{}, err
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		parts = []string{"()"}
	}
	star := ""
	if a.starred {
		star = "*"
	}
	return t.StrValue(star + s + "[" + strings.Join(parts, ", ") + "]"), nil
}

// Substitute is what brackets after an alias do: type variables among args are replaced by what is given.
func (t *Thread) Substitute(self Value, args, params []Value, item Value) ([]Value, error) {
	return t.substitute(self, args, params, item)
}

// TypeParameters are the type variables in args, each once.
func (t *Thread) TypeParameters(args []Value) ([]Value, error) { return t.typeParameters(args, nil) }
