package stdlib

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// engineModule gives our own Python text what it cannot say in Python.
func engineModule(t *py.Thread) *py.Module {
	return t.ModuleWith("_engine", engineFunctions(), nil, engineTypes)
}

// engineTypes are the types of the interpreter that have no name of their own among the built-in ones.
func engineTypes() []py.Constant {
	return []py.Constant{{Name: "AsyncGeneratorType", Value: py.AsyncGeneratorType.Value()}, {Name: "CellType", Value: py.CellType.Value()},
		{Name: "CodeType", Value: py.CodeType.Value()}, {Name: "CoroutineType", Value: py.CoroutineType.Value()}, {Name: "FrameType", Value: py.FrameType.Value()},
		{Name: "FunctionType", Value: py.FunctionType.Value()}, {Name: "GeneratorType", Value: py.GeneratorType.Value()},
		{Name: "MappingProxyType", Value: py.MappingProxyType.Value()}, {Name: "MemberDescriptorType", Value: py.MemberType.Value()},
		{Name: "MethodType", Value: py.MethodType.Value()}, {Name: "ModuleType", Value: py.ModuleType.Value()}, {Name: "TracebackType", Value: py.TracebackType.Value()}}
}

var engineFunctions = sync.OnceValue(func() *py.FunctionSet {
	return py.Functions("_engine", []py.Def{
		{Name: "alias", Sig: "origin, args, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.NewGenericAlias(a[0], a[1]), nil }},
		{Name: "union", Sig: "args, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.NewUnion(a[0].Tuple().Items...)
		}},
		{Name: "substitute", Sig: "alias, args, params, given, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			out, err := t.Substitute(a[0], a[1].Tuple().Items, a[2].Tuple().Items, a[3])
			return t.ListValue(out), err
		}},
		{Name: "parameters", Sig: "args, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			out, err := t.TypeParameters(a[0].Tuple().Items)
			return t.Tuple(out...), err
		}},
		{Name: "typing_types", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.Tuple(py.Obj(&py.TypeVarType), py.Obj(&py.ParamSpecType), py.Obj(&py.TypeVarTupleType), py.Obj(&py.ParamSpecArgsType),
				py.Obj(&py.ParamSpecKwargsType), py.Obj(&py.TypeAliasType), py.Obj(&py.UnionType), py.NoDefault, py.Obj(&py.GenericAliasType)), nil
		}},
		{Name: "template_types", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.Tuple(py.Obj(&py.TemplateType), py.Obj(&py.InterpolationType)), nil
		}},
		{Name: "effect", Sig: "kind, what, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			kind, err := t.StrArg(a[0], "kind")
			if err != nil {
				return py.Value{}, err
			}
			what, err := t.StrArg(a[1], "what")
			if err != nil {
				return py.Value{}, err
			}
			t.Effect(kind.S, what.S, true)
			return py.None, nil
		}},
		{Name: "annotation_texts", Sig: "function, /", Fn: annotationTexts},
		{Name: "set_matches", Sig: "cls, sequence, mapping, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			a[0].AsType().SetMatches(a[1] == py.True, a[2] == py.True)
			return py.None, nil
		}},
		{Name: "match_as", Sig: "cls, other, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			a[0].AsType().MatchAs(a[1].AsType())
			return py.None, nil
		}},
		{Name: "set_abstract", Sig: "cls, on, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			a[0].AsType().SetAbstract(a[1] == py.True)
			return py.None, nil
		}},
	})
})

// annotationTexts is the source of what a function for annotations computes: a dict, or one string where it computes one
// expression; None where the function is none of the compiler's.
func annotationTexts(t *py.Thread, a []py.Value) (py.Value, error) {
	fn := a[0].Func()
	if fn == nil || len(fn.Code.C.Annots) == 0 || fn.Code.C.File == nil {
		return py.None, nil
	}
	c := fn.Code.C
	d := t.NewDict()
	for _, x := range c.Annots {
		text := c.File.Text[x.Span.From:x.Span.To]
		if err := t.Charge(1 + len(text)/16); err != nil {
			return py.Value{}, err
		}
		if x.Name == "" {
			return t.StrValue(text), nil
		}
		d.SetStr(t, t.Intern(x.Name), t.StrValue(text))
	}
	return py.Obj(d), nil
}
