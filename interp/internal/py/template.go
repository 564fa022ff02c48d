package py

import "github.com/assay-score/assay/interp/internal/code"

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

// NewTemplate makes a template of n+1 strings and n fields.
func (t *Thread) NewTemplate(strs, fields []Value) Value {
	t.alloc(objectSize)
	return Obj(&Template{Header{typ: &TemplateType}, t.NewTuple(strs), t.NewTuple(fields)})
}

// NewInterpolation makes a field.
func (t *Thread) NewInterpolation(v, expr, conversion, spec Value) Value {
	t.alloc(96)
	return Obj(&Interpolation{Header{typ: &InterpolationType}, v, expr, conversion, spec})
}

var interpolationSig = ParseSignature("value, expression='', conversion=None, format_spec=''")

func (b *booter) templates() {
	b.define(&TemplateType, "Template", nil, isFinal, Slots{
		New: templateNew, Repr: templateRepr, Iter: templateIter,
		Trace: func(v Value, visit func(Value)) {
			visit(Obj(as[Template](v).Strings))
			visit(Obj(as[Template](v).Interpolations))
		},
	})
	b.define(&InterpolationType, "Interpolation", nil, isFinal, Slots{
		New: interpolationNew,
		Repr: func(t *Thread, v Value) (Value, error) {
			f := as[Interpolation](v)
			s := "Interpolation("
			for i, x := range []Value{f.V, f.Expr, f.Conversion, f.Spec} {
				if i > 0 {
					s += ", "
				}
				r, err := t.Repr(x)
				if err != nil {
					return Value{}, err
				}
				s += r
			}
			return t.StrValue(s + ")"), nil
		},
		Trace: func(v Value, visit func(Value)) {
			f := as[Interpolation](v)
			for _, x := range []Value{f.V, f.Expr, f.Conversion, f.Spec} {
				visit(x)
			}
		},
	})
	TemplateType.inModule("string.templatelib")
	InterpolationType.inModule("string.templatelib")
	TemplateType.Binary[code.OpAdd] = templateAdd
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
	match := make([]Value, 4)
	for i, n := range []string{"value", "expression", "conversion", "format_spec"} {
		match[i] = Obj(staticStr(n))
	}
	InterpolationType.Attrs.Set("__match_args__", Obj(&Tuple{Header: Header{typ: &TupleType, mark: static}, Items: match}))
	for _, typ := range []*Type{&TemplateType, &InterpolationType} {
		typ.addClassMethods([]Def{{"__class_getitem__", "item, /", classGetItem}})
	}
}

// templateNew takes strings and fields in any order; strings that stand together become one.
func templateNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(kw) > 0 {
		return Value{}, t.Raisef(&TypeError, "Template.__new__ only accepts *args arguments")
	}
	if err := t.Charge(len(args)); err != nil {
		return Value{}, err
	}
	return t.templateOf(args)
}

func (t *Thread) templateOf(parts []Value) (Value, error) {
	strs := []Value{Obj(t.Intern(""))}
	var fields []Value
	for _, p := range parts {
		switch {
		case p.Str() != nil:
			last := &strs[len(strs)-1]
			if last.Str().S == "" {
				*last = p
				continue
			}
			v, err := t.Binary(code.OpAdd, *last, p)
			if err != nil {
				return Value{}, err
			}
			*last = v
		case p.Type() == &InterpolationType:
			fields = append(fields, p)
			strs = append(strs, Obj(t.Intern("")))
		default:
			return Value{}, t.Raisef(&TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %s", p.Type().Name)
		}
	}
	return t.NewTemplate(strs, fields), nil
}

// parts are the strings and fields of a template in their order.
func (o *Template) parts() []Value {
	out := make([]Value, 0, 2*len(o.Strings.Items))
	for i, s := range o.Strings.Items {
		if s.Str().S != "" {
			out = append(out, s)
		}
		if i < len(o.Interpolations.Items) {
			out = append(out, o.Interpolations.Items[i])
		}
	}
	return out
}

func templateAdd(t *Thread, a, b Value) (Value, error) {
	if a.Type() != &TemplateType || b.Type() != &TemplateType {
		x, y := a.Type().Name, b.Type().Name
		if a.Type() == &TemplateType {
			return Value{}, t.Raisef(&TypeError, "can only concatenate string.templatelib.Template (not \"%s\") to string.templatelib.Template", y)
		}
		if a.Str() != nil {
			return Value{}, t.Raisef(&TypeError, "can only concatenate str (not \"string.templatelib.Template\") to str")
		}
		_ = x
		return NotImplemented, nil
	}
	x, y := as[Template](a).parts(), as[Template](b).parts()
	if err := t.Charge(len(x) + len(y)); err != nil {
		return Value{}, err
	}
	return t.templateOf(append(x, y...))
}

func templateIter(t *Thread, v Value) (Value, error) {
	parts := as[Template](v).parts()
	if err := t.Charge(len(parts)); err != nil {
		return Value{}, err
	}
	return t.Iter(t.Tuple(parts...))
}

func templateRepr(t *Thread, v Value) (Value, error) {
	o := as[Template](v)
	s, err := t.Repr(Obj(o.Strings))
	if err != nil {
		return Value{}, err
	}
	f, err := t.Repr(Obj(o.Interpolations))
	return t.StrValue("Template(strings=" + s + ", interpolations=" + f + ")"), err
}

func interpolationNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("Interpolation", interpolationSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	expr, conversion, spec := a[1], a[2].orNone(), a[3]
	if !expr.IsSet() {
		expr = Obj(t.Intern(""))
	}
	if !spec.IsSet() {
		spec = Obj(t.Intern(""))
	}
	if expr.Str() == nil {
		return Value{}, t.Raisef(&TypeError, "Interpolation() argument 'expression' must be str, not %s", expr.Type().Name)
	}
	if spec.Str() == nil {
		return Value{}, t.Raisef(&TypeError, "Interpolation() argument 'format_spec' must be str, not %s", spec.Type().Name)
	}
	if !conversion.IsNone() {
		s := conversion.Str()
		if s == nil {
			return Value{}, t.Raisef(&TypeError, "Interpolation() argument 'conversion' must be str, not %s", conversion.Type().Name)
		}
		if s.S != "s" && s.S != "r" && s.S != "a" {
			return Value{}, t.Raisef(&ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
		}
	}
	return t.NewInterpolation(a[0], expr, conversion, spec), nil
}
