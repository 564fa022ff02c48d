package py

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
)

// typing defines what annotations are made of: generic aliases, unions, type variables, aliases.
func (b *booter) typing() {
	b.define(&GenericAliasType, "GenericAlias", nil, 0, Slots{
		Repr: aliasRepr, Call: func(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
			return t.CallKw(as[GenericAlias](self).Origin, args, kw)
		},
		GetAttr: func(t *Thread, v Value, name *Str) (Value, error) {
			a := as[GenericAlias](v)
			switch name.S {
			case "__origin__":
				return a.Origin, nil
			case "__args__":
				return Obj(a.Args), nil
			case "__parameters__":
				return Obj(emptyTuple), nil
			case "__class__", "__mro_entries__":
				return GenericGetAttr(t, v, name)
			}
			return t.GetAttr(a.Origin, name)
		},
		GetItem: func(t *Thread, v, key Value) (Value, error) {
			return t.NewGenericAlias(as[GenericAlias](v).Origin, key), nil
		},
		Compare: func(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
			if a.Type() != &GenericAliasType || b.Type() != &GenericAliasType || op != code.CmpEq && op != code.CmpNe {
				return NotImplemented, nil
			}
			x, y := as[GenericAlias](a), as[GenericAlias](b)
			same, err := t.EqualIdentity(x.Origin, y.Origin)
			if err != nil {
				return Value{}, err
			}
			if same {
				if same, err = t.Equal(Obj(x.Args), Obj(y.Args)); err != nil {
					return Value{}, err
				}
			}
			return Bool(same == (op == code.CmpEq)), nil
		},
		Hash: func(t *Thread, v Value) (int64, error) {
			h, err := t.Hash(Obj(as[GenericAlias](v).Args))
			return int64(h), err
		},
		Trace: func(v Value, visit func(Value)) {
			visit(as[GenericAlias](v).Origin)
			visit(Obj(as[GenericAlias](v).Args))
		},
	})
	GenericAliasType.Module = "types"
	GenericAliasType.Binary[code.OpOr] = unionOr
	GenericAliasType.addMethods([]Def{{"__mro_entries__", "bases, /", func(t *Thread, a []Value) (Value, error) {
		return t.Tuple(as[GenericAlias](a[0]).Origin), nil
	}}})
	b.define(&UnionType, "Union", nil, isFinal, Slots{Repr: func(t *Thread, v Value) (Value, error) {
		var parts []string
		for _, x := range as[Union](v).Args.Items {
			s, err := t.typeText(x)
			if err != nil {
				return Value{}, err
			}
			parts = append(parts, s)
		}
		return t.StrValue(strings.Join(parts, " | ")), nil
	}, Compare: func(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
		if a.Type() != &UnionType || b.Type() != &UnionType || op != code.CmpEq && op != code.CmpNe {
			return NotImplemented, nil
		}
		x, err := t.SetFrom(&SetType, Obj(as[Union](a).Args))
		if err != nil {
			return Value{}, err
		}
		y, err := t.SetFrom(&SetType, Obj(as[Union](b).Args))
		if err != nil {
			return Value{}, err
		}
		return setCompare(t, op, Obj(x), Obj(y))
	}, Hash: func(t *Thread, v Value) (int64, error) {
		s, err := t.SetFrom(&FrozenSetType, Obj(as[Union](v).Args))
		if err != nil {
			return 0, err
		}
		return frozenSetHash(t, Obj(s))
	}, Trace: func(v Value, visit func(Value)) { visit(Obj(as[Union](v).Args)) }})
	UnionType.Module = "typing"
	UnionType.Binary[code.OpOr] = unionOr
	UnionType.addAttrs([]Attr{{"__args__", func(t *Thread, v Value) (Value, error) { return Obj(as[Union](v).Args), nil }, nil}})
	b.define(&TypeVarType, "TypeVar", nil, isFinal, Slots{Repr: func(t *Thread, v Value) (Value, error) {
		return t.StrValue(as[TypeVar](v).Name), nil
	}})
	TypeVarType.Module = "typing"
	TypeVarType.Binary[code.OpOr] = unionOr
	TypeVarType.addAttrs([]Attr{
		{"__name__", func(t *Thread, v Value) (Value, error) { return t.StrValue(as[TypeVar](v).Name), nil }, nil},
		{"__bound__", func(t *Thread, v Value) (Value, error) { return t.forced(&as[TypeVar](v).Bound) }, nil},
		{"__constraints__", func(t *Thread, v Value) (Value, error) { return Obj(emptyTuple), nil }, nil},
		{"__default__", func(t *Thread, v Value) (Value, error) { return t.forced(&as[TypeVar](v).Default) }, nil},
	})
	b.define(&TypeAliasType, "TypeAliasType", nil, isFinal, Slots{Repr: func(t *Thread, v Value) (Value, error) {
		return t.StrValue(as[TypeAlias](v).Name), nil
	}, GetItem: func(t *Thread, v, key Value) (Value, error) { return t.NewGenericAlias(v, key), nil }})
	TypeAliasType.Module = "typing"
	TypeAliasType.Binary[code.OpOr] = unionOr
	TypeAliasType.addAttrs([]Attr{
		{"__name__", func(t *Thread, v Value) (Value, error) { return t.StrValue(as[TypeAlias](v).Name), nil }, nil},
		{"__value__", func(t *Thread, v Value) (Value, error) { return t.forced(&as[TypeAlias](v).Value) }, nil},
		{"__type_params__", func(t *Thread, v Value) (Value, error) { return as[TypeAlias](v).Params.orEmpty(), nil }, nil},
	})
	b.define(&InterpolationType, "Interpolation", nil, isFinal, Slots{})
	InterpolationType.Module = "string.templatelib"
	b.define(&TemplateType, "Template", nil, isFinal, Slots{})
	TemplateType.Module = "string.templatelib"
	templates()
	for _, typ := range []*Type{&ListType, &TupleType, &DictType, &SetType, &FrozenSetType, &TypeType} {
		typ.addClassMethods([]Def{{"__class_getitem__", "item, /", classGetItem}})
	}
}

// Union is X | Y of types.
type Union struct {
	Header
	Args *Tuple
}

// TypeVar is a type parameter of any kind. Bound and Default are functions until they are first asked for.
type TypeVar struct {
	Header
	Name           string
	Kind           byte // 'T', 'P' (ParamSpec) or '*' (TypeVarTuple)
	Bound, Default Value
}

// TypeAlias is what a type statement makes.
type TypeAlias struct {
	Header
	Name   string
	Value  Value // a function until it is first asked for
	Params Value
}

func (v Value) orEmpty() Value {
	if !v.IsSet() {
		return Obj(emptyTuple)
	}
	return v
}

// forced evaluates what a lazy function stands for, once.
func (t *Thread) forced(v *Value) (Value, error) {
	if !v.IsSet() {
		return None, nil
	}
	if v.Func() != nil {
		r, err := t.Call(*v)
		if err != nil {
			return Value{}, err
		}
		*v = r
	}
	return *v, nil
}

// NewTypeVar makes a type parameter.
func (t *Thread) NewTypeVar(name string, kind byte, bound, def Value) Value {
	t.alloc(96)
	return Obj(&TypeVar{Header{typ: &TypeVarType}, name, kind, bound, def})
}

// NewTypeAlias makes a type alias.
func (t *Thread) NewTypeAlias(name string, value, params Value) Value {
	t.alloc(96)
	return Obj(&TypeAlias{Header{typ: &TypeAliasType}, name, value, params})
}

func isTypeLike(v Value) bool {
	switch v.Type() {
	case &GenericAliasType, &UnionType, &NoneType, &TypeVarType, &TypeAliasType:
		return true
	}
	return v.AsType() != nil
}

// unionOr is the operator | of types.
func unionOr(t *Thread, a, b Value) (Value, error) {
	if !isTypeLike(a) || !isTypeLike(b) {
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
	return Obj(&Union{Header{typ: &UnionType}, t.NewTuple(items)}), nil
}

// UnionArgs are the members of a union, nil for anything else.
func UnionArgs(v Value) []Value {
	if v.Type() == &UnionType {
		return as[Union](v).Args.Items
	}
	return nil
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
		p, err := t.typeText(x)
		if err != nil {
			return Value{}, err
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		parts = []string{"()"}
	}
	return t.StrValue(s + "[" + strings.Join(parts, ", ") + "]"), nil
}

// Template is what a t-string makes.
type Template struct {
	Header
	Strings        *Tuple
	Interpolations *Tuple
}

// Interpolation is one field of a t-string.
type Interpolation struct {
	Header
	V, Expr, Conversion, Spec Value
}

// NewTemplate makes a template.
func (t *Thread) NewTemplate(strs, fields []Value) Value {
	return Obj(&Template{Header{typ: &TemplateType}, t.NewTuple(strs), t.NewTuple(fields)})
}

// NewInterpolation makes a field.
func (t *Thread) NewInterpolation(v, expr, conversion, spec Value) Value {
	t.alloc(96)
	return Obj(&Interpolation{Header{typ: &InterpolationType}, v, expr, conversion, spec})
}

func templates() {
	TemplateType.addAttrs([]Attr{
		{"strings", func(t *Thread, v Value) (Value, error) { return Obj(as[Template](v).Strings), nil }, nil},
		{"interpolations", func(t *Thread, v Value) (Value, error) { return Obj(as[Template](v).Interpolations), nil }, nil},
		{"values", func(t *Thread, v Value) (Value, error) {
			var out []Value
			for _, f := range as[Template](v).Interpolations.Items {
				out = append(out, as[Interpolation](f).V)
			}
			return t.Tuple(out...), nil
		}, nil},
	})
	InterpolationType.addAttrs([]Attr{
		{"value", func(t *Thread, v Value) (Value, error) { return as[Interpolation](v).V, nil }, nil},
		{"expression", func(t *Thread, v Value) (Value, error) { return as[Interpolation](v).Expr, nil }, nil},
		{"conversion", func(t *Thread, v Value) (Value, error) { return as[Interpolation](v).Conversion, nil }, nil},
		{"format_spec", func(t *Thread, v Value) (Value, error) { return as[Interpolation](v).Spec, nil }, nil},
	})
	TemplateType.Iter = func(t *Thread, v Value) (Value, error) {
		tpl := as[Template](v)
		var out []Value
		for i, s := range tpl.Strings.Items {
			if s.Str().S != "" {
				out = append(out, s)
			}
			if i < len(tpl.Interpolations.Items) {
				out = append(out, tpl.Interpolations.Items[i])
			}
		}
		return t.Iter(t.ListValue(out))
	}
}

// IsInstanceOf is isinstance(v, cls), where cls may be a tuple or union.
func (t *Thread) IsInstanceOf(v, cls Value) (bool, error) {
	return t.checkClass(v, cls, "__instancecheck__", func(c *Type) bool { return IsInstance(v, c) },
		"isinstance() arg 2 must be a type, a tuple of types, or a union")
}

// IsSubclassOf is issubclass(v, cls).
func (t *Thread) IsSubclassOf(v, cls Value) (bool, error) {
	return t.checkClass(v, cls, "__subclasscheck__", func(c *Type) bool { return v.AsType().IsSubtype(c) },
		"issubclass() arg 2 must be a class, a tuple of classes, or a union")
}

func (t *Thread) checkClass(v, cls Value, hook string, test func(*Type) bool, message string) (bool, error) {
	if c := cls.AsType(); c != nil {
		if cls.Type() == &TypeType {
			return test(c), nil
		}
		if hook == "__instancecheck__" && v.Type() == c {
			return true, nil
		}
		fn := cls.Type().Lookup(hook)
		r, err := t.CallMethodOf(fn, cls, v)
		if err != nil {
			return false, err
		}
		return t.Truth(r)
	}
	items := UnionArgs(cls)
	if tuple := cls.Tuple(); tuple != nil {
		items = tuple.Items
	} else if items == nil {
		if fn := cls.Type().Lookup(hook); fn.IsSet() {
			r, err := t.CallMethodOf(fn, cls, v)
			if err != nil {
				return false, err
			}
			return t.Truth(r)
		}
		if cls.Type() == &GenericAliasType {
			return false, t.Raisef(&TypeError, "%s() argument 2 cannot be a parameterized generic", message[:strings.IndexByte(message, '(')])
		}
		return false, t.Raisef(&TypeError, "%s", message)
	}
	if err := t.Enter(); err != nil {
		return false, err
	}
	defer t.Leave()
	for _, x := range items {
		ok, err := t.checkClass(v, x, hook, test, message)
		if err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}
