package py

import "github.com/assay-score/assay/interp/internal/code"

// TypeVar is a type parameter of any kind: a TypeVar, ParamSpec or TypeVarTuple, as its type says. Bound, Constraints
// and Default are functions until they are first asked for.
type TypeVar struct {
	Header
	Name                        string
	Bound, Constraints, Default Value
	covariant, contravariant    bool
	infer                       bool // the variance is inferred: type parameters of the new syntax
	module                      Value
	lazyBound, lazyConstraints  Value // what evaluate_bound and evaluate_constraints answer
	lazyDefault                 Value
}

// TypeAlias is what a type statement makes.
type TypeAlias struct {
	Header
	Name   string
	Value  Value // a function until it is first asked for
	Params Value
	module Value
	lazy   Value
}

// paramSpecPart is P.args or P.kwargs.
type paramSpecPart struct {
	Header
	origin Value
}

// NoDefault is what __default__ of a type parameter answers that has none.
var NoDefault Value

type noDefault struct{ Header }

func (b *booter) typeParameters() {
	trace := func(v Value, visit func(Value)) {
		p := as[TypeVar](v)
		for _, x := range []Value{p.Bound, p.Constraints, p.Default, p.lazyBound, p.lazyConstraints, p.lazyDefault} {
			visit(x)
		}
	}
	b.define(&NoDefaultType, "NoDefaultType", nil, isFinal, Slots{Repr: func(t *Thread, v Value) (Value, error) {
		return t.StrValue("typing.NoDefault"), nil
	}, New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
		if len(args)+len(kw) > 0 {
			return Value{}, t.Raisef(&TypeError, "NoDefaultType takes no arguments")
		}
		return NoDefault, nil
	}})
	NoDefaultType.Module = "typing"
	NoDefault = Obj(&noDefault{Header{typ: &NoDefaultType, mark: static}})
	b.define(&TypeVarType, "TypeVar", nil, isFinal|referable, Slots{Repr: typeVarRepr, New: typeVarNew, Trace: trace})
	b.define(&ParamSpecType, "ParamSpec", nil, isFinal|referable, Slots{Repr: typeVarRepr, New: paramSpecNew, Trace: trace})
	b.define(&TypeVarTupleType, "TypeVarTuple", nil, isFinal|referable, Slots{Repr: func(t *Thread, v Value) (Value, error) {
		return t.StrValue(as[TypeVar](v).Name), nil
	}, New: typeVarTupleNew, Trace: trace, Iter: func(t *Thread, v Value) (Value, error) {
		unpack, err := t.typingAttr("Unpack")
		if err != nil {
			return Value{}, err
		}
		x, err := t.GetItem(unpack, v)
		if err != nil {
			return Value{}, err
		}
		return t.Iter(t.Tuple(x))
	}})
	for _, typ := range []*Type{&TypeVarType, &ParamSpecType, &TypeVarTupleType} {
		typ.inModule("typing")
		typ.addAttrs([]Attr{
			{"__name__", func(t *Thread, v Value) (Value, error) { return t.StrValue(as[TypeVar](v).Name), nil }, nil},
			{"__module__", func(t *Thread, v Value) (Value, error) { return as[TypeVar](v).module.orNone(), nil }, nil},
			{"__default__", func(t *Thread, v Value) (Value, error) {
				p := as[TypeVar](v)
				if !p.Default.IsSet() && !p.lazyDefault.IsSet() {
					return NoDefault, nil
				}
				return t.forced(&p.Default, p.lazyDefault)
			}, nil},
			{"evaluate_default", func(t *Thread, v Value) (Value, error) {
				p := as[TypeVar](v)
				return t.evaluator(p.Default, p.lazyDefault), nil
			}, nil},
		})
		typ.addMethods([]Def{
			{"has_default", "", func(t *Thread, a []Value) (Value, error) {
				p := as[TypeVar](a[0])
				return Bool(p.lazyDefault.IsSet() || p.Default.IsSet() && p.Default != NoDefault), nil
			}},
			{"__reduce__", "", func(t *Thread, a []Value) (Value, error) { return t.StrValue(as[TypeVar](a[0]).Name), nil }},
			{"__mro_entries__", "bases, /", func(t *Thread, a []Value) (Value, error) {
				return Value{}, t.Raisef(&TypeError, "Cannot subclass an instance of %s", a[0].Type().Name)
			}},
		})
	}
	TypeVarType.Binary[code.OpOr] = unionOr
	ParamSpecType.Binary[code.OpOr] = unionOr
	for _, typ := range []*Type{&TypeVarType, &ParamSpecType} {
		typ.addAttrs([]Attr{
			{"__bound__", func(t *Thread, v Value) (Value, error) {
				return t.forced(&as[TypeVar](v).Bound, as[TypeVar](v).lazyBound)
			}, nil},
			{"__covariant__", func(t *Thread, v Value) (Value, error) { return Bool(as[TypeVar](v).covariant), nil }, nil},
			{"__contravariant__", func(t *Thread, v Value) (Value, error) { return Bool(as[TypeVar](v).contravariant), nil }, nil},
			{"__infer_variance__", func(t *Thread, v Value) (Value, error) { return Bool(as[TypeVar](v).infer), nil }, nil},
		})
	}
	TypeVarType.addAttrs([]Attr{
		{"__constraints__", func(t *Thread, v Value) (Value, error) {
			p := as[TypeVar](v)
			if !p.Constraints.IsSet() && !p.lazyConstraints.IsSet() {
				return Obj(emptyTuple), nil
			}
			return t.forced(&p.Constraints, p.lazyConstraints)
		}, nil},
		{"evaluate_bound", func(t *Thread, v Value) (Value, error) {
			return t.evaluator(as[TypeVar](v).Bound, as[TypeVar](v).lazyBound), nil
		}, nil},
		{"evaluate_constraints", func(t *Thread, v Value) (Value, error) {
			return t.evaluator(as[TypeVar](v).Constraints, as[TypeVar](v).lazyConstraints), nil
		}, nil},
	})
	subst := func(name string) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) { return t.typingCall(name, a...) }
	}
	prepare := func(name string) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) { return t.typingCall(name, a...) }
	}
	TypeVarType.addMethods([]Def{
		{"__typing_subst__", "arg, /", subst("_typevar_subst")},
		{"__typing_prepare_subst__", "alias, args, /", prepare("_typevar_prepare_subst")},
	})
	ParamSpecType.addMethods([]Def{
		{"__typing_subst__", "arg, /", subst("_paramspec_subst")},
		{"__typing_prepare_subst__", "alias, args, /", prepare("_paramspec_prepare_subst")},
	})
	TypeVarTupleType.addMethods([]Def{
		{"__typing_subst__", "arg, /", func(t *Thread, a []Value) (Value, error) {
			return Value{}, t.Raisef(&TypeError, "Substitution of bare TypeVarTuple is not supported")
		}},
		{"__typing_prepare_subst__", "alias, args, /", prepare("_typevartuple_prepare_subst")},
	})
	part := func(typ *Type) func(t *Thread, v Value) (Value, error) {
		return func(t *Thread, v Value) (Value, error) {
			t.alloc(objectSize)
			return Obj(&paramSpecPart{Header{typ: typ}, v}), nil
		}
	}
	ParamSpecType.addAttrs([]Attr{{"args", part(&ParamSpecArgsType), nil}, {"kwargs", part(&ParamSpecKwargsType), nil}})
	b.paramSpecPart(&ParamSpecArgsType, "ParamSpecArgs", ".args")
	b.paramSpecPart(&ParamSpecKwargsType, "ParamSpecKwargs", ".kwargs")
	b.typeAlias()
}

func (b *booter) paramSpecPart(typ *Type, name, suffix string) {
	b.define(typ, name, nil, isFinal, Slots{
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			a, err := t.bindArgs(name, paramSpecPartSig, args, kw)
			if err != nil {
				return Value{}, err
			}
			t.alloc(objectSize)
			return Obj(&paramSpecPart{Header{typ: typ}, a[0]}), nil
		},
		Repr: func(t *Thread, v Value) (Value, error) {
			o := as[paramSpecPart](v).origin
			if o.Type() == &ParamSpecType {
				return t.StrValue(as[TypeVar](o).Name + suffix), nil
			}
			s, err := t.Repr(o)
			return t.StrValue(s + suffix), err
		},
		Compare: func(t *Thread, op code.CmpOp, a, c Value) (Value, error) {
			if a.Type() != c.Type() || op != code.CmpEq && op != code.CmpNe {
				return NotImplemented, nil
			}
			same, err := t.EqualIdentity(as[paramSpecPart](a).origin, as[paramSpecPart](c).origin)
			return Bool(same == (op == code.CmpEq)), err
		},
		Trace: func(v Value, visit func(Value)) { visit(as[paramSpecPart](v).origin) },
	})
	typ.inModule("typing")
	typ.addAttrs([]Attr{{"__origin__", func(t *Thread, v Value) (Value, error) { return as[paramSpecPart](v).origin, nil }, nil}})
	typ.addMethods([]Def{{"__mro_entries__", "bases, /", func(t *Thread, a []Value) (Value, error) {
		return Value{}, t.Raisef(&TypeError, "Cannot subclass an instance of %s", name)
	}}})
}

func (b *booter) typeAlias() {
	b.define(&TypeAliasType, "TypeAliasType", nil, isFinal, Slots{
		New:  typeAliasNew,
		Repr: func(t *Thread, v Value) (Value, error) { return t.StrValue(as[TypeAlias](v).Name), nil },
		GetItem: func(t *Thread, v, key Value) (Value, error) {
			if p := as[TypeAlias](v).Params; !p.IsSet() || len(p.Tuple().Items) == 0 {
				return Value{}, t.Raisef(&TypeError, "Only generic type aliases are subscriptable")
			}
			return t.NewGenericAlias(v, key), nil
		},
		Iter: func(t *Thread, v Value) (Value, error) {
			unpack, err := t.typingAttr("Unpack")
			if err != nil {
				return Value{}, err
			}
			x, err := t.GetItem(unpack, v)
			if err != nil {
				return Value{}, err
			}
			return t.Iter(t.Tuple(x))
		},
		Trace: func(v Value, visit func(Value)) {
			a := as[TypeAlias](v)
			visit(a.Value)
			visit(a.Params)
			visit(a.lazy)
		},
	})
	TypeAliasType.inModule("typing")
	TypeAliasType.Binary[code.OpOr] = unionOr
	TypeAliasType.addAttrs([]Attr{
		{"__name__", func(t *Thread, v Value) (Value, error) { return t.StrValue(as[TypeAlias](v).Name), nil }, nil},
		{"__module__", func(t *Thread, v Value) (Value, error) { return as[TypeAlias](v).module.orNone(), nil }, nil},
		{"__value__", func(t *Thread, v Value) (Value, error) {
			return t.forced(&as[TypeAlias](v).Value, as[TypeAlias](v).lazy)
		}, nil},
		{"evaluate_value", func(t *Thread, v Value) (Value, error) {
			return t.evaluator(as[TypeAlias](v).Value, as[TypeAlias](v).lazy), nil
		}, nil},
		{"__type_params__", func(t *Thread, v Value) (Value, error) { return as[TypeAlias](v).Params.orEmpty(), nil }, nil},
		{"__parameters__", func(t *Thread, v Value) (Value, error) {
			var out []Value
			for _, p := range as[TypeAlias](v).Params.orEmpty().Tuple().Items {
				if p.Type() == &TypeVarTupleType {
					items, err := t.ToSlice(p)
					if err != nil {
						return Value{}, err
					}
					out = append(out, items...)
					continue
				}
				out = append(out, p)
			}
			return t.Tuple(out...), nil
		}, nil},
	})
	TypeAliasType.addMethods([]Def{{"__reduce__", "", func(t *Thread, a []Value) (Value, error) {
		return t.StrValue(as[TypeAlias](a[0]).Name), nil
	}}, {"__mro_entries__", "bases, /", func(t *Thread, a []Value) (Value, error) {
		return Value{}, t.Raisef(&TypeError, "type 'typing.TypeAliasType' is not an acceptable base type")
	}}})
}

var (
	typeVarSig       = ParseSignature("name, *constraints, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False")
	paramSpecSig     = ParseSignature("name, *, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False")
	typeVarTupleSig  = ParseSignature("name, *, default=None")
	typeAliasSig     = ParseSignature("name, value, *, type_params=None")
	paramSpecPartSig = ParseSignature("origin")
)

func typeVarRepr(t *Thread, v Value) (Value, error) {
	p := as[TypeVar](v)
	switch {
	case p.infer:
		return t.StrValue(p.Name), nil
	case p.covariant:
		return t.StrValue("+" + p.Name), nil
	case p.contravariant:
		return t.StrValue("-" + p.Name), nil
	}
	return t.StrValue("~" + p.Name), nil
}

// callerModule is __name__ of the module that is running.
func (t *Thread) callerModule() Value {
	if g := t.Hooks.Globals(t); g != nil {
		if n := g.GetStr(t, t.Intern("__name__")); n.IsSet() {
			return n
		}
	}
	return None
}

// typingAttr is an attribute of the module typing.
func (t *Thread) typingAttr(name string) (Value, error) {
	m, err := t.Hooks.Import(t, "typing", nil, nil, 0)
	if err != nil {
		return Value{}, err
	}
	return t.GetAttr(m, t.Intern(name))
}

func (t *Thread) typingCall(name string, args ...Value) (Value, error) {
	fn, err := t.typingAttr(name)
	if err != nil {
		return Value{}, err
	}
	return t.Call(fn, append([]Value(nil), args...)...)
}

// variance reads the arguments that TypeVar and ParamSpec share: name, bound, default, and the three flags.
func (t *Thread) variance(p *TypeVar, name, bound, def Value, flags []Value) error {
	s, err := t.StrArg(name, p.typ.ShortName()+"() argument 'name'")
	if err != nil {
		return err
	}
	p.Name, p.module = s.S, t.callerModule()
	for i, f := range []*bool{&p.covariant, &p.contravariant, &p.infer} {
		if flags[i].IsSet() {
			if *f, err = t.Truth(flags[i]); err != nil {
				return err
			}
		}
	}
	if p.covariant && p.contravariant {
		return t.Raisef(&ValueError, "Bivariant types are not supported.")
	}
	if p.infer && (p.covariant || p.contravariant) {
		return t.Raisef(&ValueError, "Variance cannot be specified with infer_variance.")
	}
	if bound.IsSet() && !bound.IsNone() {
		if p.Bound, err = t.typingCall("_type_check", bound, t.StrValue("Bound must be a type.")); err != nil {
			return err
		}
	}
	if def.IsSet() {
		p.Default = def
	}
	return nil
}

func typeVarNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("typevar", typeVarSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	t.alloc(160)
	p := &TypeVar{Header: Header{typ: typ}}
	if err := t.variance(p, a[0], a[2], a[3], a[4:]); err != nil {
		return Value{}, err
	}
	if c := a[1].Tuple().Items; len(c) == 1 {
		return Value{}, t.Raisef(&TypeError, "A single constraint is not allowed")
	} else if len(c) > 1 {
		if p.Bound.IsSet() {
			return Value{}, t.Raisef(&TypeError, "Constraints cannot be combined with bound=...")
		}
		var items []Value
		for _, x := range append([]Value(nil), c...) {
			x, err := t.typingCall("_type_check", x, t.StrValue("TypeVar(name, constraint, ...): constraints must be types."))
			if err != nil {
				return Value{}, err
			}
			items = append(items, x)
		}
		p.Constraints = t.Tuple(items...)
	}
	return Obj(p), nil
}

func paramSpecNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("paramspec", paramSpecSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	t.alloc(160)
	p := &TypeVar{Header: Header{typ: typ}}
	return Obj(p), t.variance(p, a[0], a[1], a[2], a[3:])
}

func typeVarTupleNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("typevartuple", typeVarTupleSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	s, err := t.StrArg(a[0], "TypeVarTuple() argument 'name'")
	if err != nil {
		return Value{}, err
	}
	t.alloc(160)
	return Obj(&TypeVar{Header: Header{typ: typ}, Name: s.S, Default: a[1], module: t.callerModule()}), nil
}

func typeAliasNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("typealias", typeAliasSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	s, err := t.StrArg(a[0], "typealias() argument 'name'")
	if err != nil {
		return Value{}, err
	}
	if a[2].IsSet() {
		if a[2].Tuple() == nil {
			return Value{}, t.Raisef(&TypeError, "type_params must be a tuple")
		}
		withDefault := false
		for _, p := range a[2].Tuple().Items {
			if !isTypeVar(p) {
				r, err := t.Repr(p)
				if err != nil {
					return Value{}, err
				}
				return Value{}, t.Raisef(&TypeError, "Expected a type param, got %s", r)
			}
			q := as[TypeVar](p)
			if q.lazyDefault.IsSet() || q.Default.IsSet() && q.Default != NoDefault {
				withDefault = true
			} else if withDefault {
				return Value{}, t.Raisef(&TypeError, "non-default type parameter '%s' follows default type parameter", q.Name)
			}
		}
	}
	t.alloc(128)
	return Obj(&TypeAlias{Header: Header{typ: typ}, Name: s.S, Value: a[1], Params: a[2], module: t.callerModule()}), nil
}

func isTypeVar(v Value) bool {
	return v.Type() == &TypeVarType || v.Type() == &ParamSpecType || v.Type() == &TypeVarTupleType
}

// forced is a value that is computed when it is first asked for: by lazy, where that is set.
func (t *Thread) forced(v *Value, lazy Value) (Value, error) {
	if !v.IsSet() && lazy.IsSet() {
		r, err := t.Call(lazy)
		if err != nil {
			return Value{}, err
		}
		*v = r
	}
	return v.orNone(), nil
}

// evaluator is what evaluate_value and its like answer: the lazy function, or one that answers the value in any format.
func (t *Thread) evaluator(v, lazy Value) Value {
	if lazy.IsSet() {
		return lazy
	}
	if !v.IsSet() {
		return None
	}
	return t.NewNative(Def{Name: "constevaluator", Sig: "format=1, /", Fn: func(t *Thread, a []Value) (Value, error) {
		if a[0].IsSet() && a[0].IsInt() && a[0].Small() == 4 {
			if c := v.AsType(); c != nil {
				return t.StrValue(c.FullName()), nil
			}
			s, err := t.typeText(v)
			return t.StrValue(s), err
		}
		return v, nil
	}})
}

// NewTypeVar makes a type parameter of the new syntax: kind is 'T', 'C' (a TypeVar whose bound is a tuple of
// constraints), 'P' (ParamSpec) or '*' (TypeVarTuple); bound and default are functions, or unset.
func (t *Thread) NewTypeVar(name string, kind byte, bound, def Value) Value {
	t.alloc(160)
	p := &TypeVar{Header: Header{typ: &TypeVarType}, Name: name, infer: true, lazyDefault: def, module: t.callerModule()}
	switch kind {
	case 'C':
		p.lazyConstraints = bound
	case 'P':
		p.typ = &ParamSpecType
	case '*':
		p.typ = &TypeVarTupleType
	default:
		p.lazyBound = bound
	}
	return Obj(p)
}

// NewTypeAlias makes a type alias of a function that computes its value.
func (t *Thread) NewTypeAlias(name string, lazy, params Value) Value {
	t.alloc(128)
	return Obj(&TypeAlias{Header: Header{typ: &TypeAliasType}, Name: name, lazy: lazy, Params: params, module: t.callerModule()})
}

// GenericBase is Generic[params], the hidden last base of a class with type parameters.
func (t *Thread) GenericBase(params Value) (Value, error) {
	var items []Value
	for _, p := range params.Tuple().Items {
		if p.Type() == &TypeVarTupleType {
			unpacked, err := t.ToSlice(p)
			if err != nil {
				return Value{}, err
			}
			items = append(items, unpacked...)
			continue
		}
		items = append(items, p)
	}
	generic, err := t.typingAttr("Generic")
	if err != nil {
		return Value{}, err
	}
	return t.GetItem(generic, t.Tuple(items...))
}
