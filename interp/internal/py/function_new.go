package py

import "github.com/assay-score/assay/interp/internal/code"

// functionSignature is that of types.FunctionType.
var functionSignature = ParseSignature("code, globals, name=None, argdefs=None, closure=None, kwdefaults=None")

// newFunction is types.FunctionType(code, globals, …).
func newFunction(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("function", functionSignature, args, kw)
	if err != nil {
		return Value{}, err
	}
	if a[0].Type() != &CodeType {
		return Value{}, t.Raisef(&TypeError, "function() argument 'code' must be code, not %s", a[0].Type().Name)
	}
	globals := a[1].Dict()
	if globals == nil {
		return Value{}, t.Raisef(&TypeError, "function() argument 'globals' must be dict, not %s", a[1].Type().Name)
	}
	given := func(i int) bool { return a[i].IsSet() && !a[i].IsNone() }
	c := as[Code](a[0])
	name, doc := t.Intern(c.C.Name), None
	qualName := t.Intern(c.C.QualName)
	if given(2) {
		if name = a[2].Str(); name == nil {
			return Value{}, t.Raisef(&TypeError, "arg 3 (name) must be None or string")
		}
		qualName = name
	}
	var defaults, closure []Value
	if given(3) {
		tuple := a[3].Tuple()
		if tuple == nil {
			return Value{}, t.Raisef(&TypeError, "arg 4 (defaults) must be None or tuple")
		}
		defaults = tuple.Items
	}
	if given(4) {
		tuple := a[4].Tuple()
		if tuple == nil {
			return Value{}, t.Raisef(&TypeError, "arg 5 (closure) must be None or tuple")
		}
		for _, v := range tuple.Items {
			if v.Type() != &CellType {
				return Value{}, t.Raisef(&TypeError, "arg 5 (closure) expected cell, found %s", v.Type().Name)
			}
		}
		closure = tuple.Items
	}
	if len(closure) != len(c.C.FreeVars) {
		if len(closure) == 0 {
			return Value{}, t.Raisef(&TypeError, "arg 5 (closure) must be tuple")
		}
		return Value{}, t.Raisef(&ValueError, "%s requires closure of length %d, not %d", c.C.Name, len(c.C.FreeVars), len(closure))
	}
	if n := c.C.Positional; len(defaults) > n {
		defaults = defaults[len(defaults)-n:]
	}
	f := t.NewFunction()
	globals.Stamp(t)
	f.Code, f.Globals, f.Closure, f.Defaults, f.Name, f.QualName, f.Doc, f.Module = c, globals, closure, defaults, name, qualName, doc, None
	if c.C.Flags&code.HasDocstring != 0 {
		f.Doc = t.Docstring(c)
	}
	if v := globals.GetStr(t, t.Intern("__name__")); v.IsSet() {
		f.Module = v
	}
	if given(5) {
		d := a[5].Dict()
		if d == nil {
			return Value{}, t.Raisef(&TypeError, "arg 6 (kwdefaults) must be None or dict")
		}
		f.KwDefaults = d
	}
	return Obj(f), nil
}
