package builtins

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// functions are the functions of the module, one line each.
var functions = sync.OnceValue(func() []*py.Native {
	py.Boot()
	defs := []py.Def{
		{Name: "__build_class__", Sig: "*args, **kwds", Fn: buildClass},
		{Name: "__import__", Sig: "name, globals=None, locals=None, fromlist=(), level=0", Fn: importName},
		{Name: "abs", Sig: "x, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.Abs(a[0]) }},
		{Name: "aiter", Sig: "async_iterable, /", Fn: asyncIter},
		{Name: "all", Sig: "iterable, /", Fn: all},
		{Name: "anext", Sig: "async_iterator, default=None, /", Fn: asyncNext},
		{Name: "any", Sig: "iterable, /", Fn: anyOf},
		{Name: "ascii", Sig: "obj, /", Fn: ascii},
		{Name: "breakpoint", Sig: "*args, **kws", Fn: breakpoint},
		{Name: "bin", Sig: "number, /", Fn: based("0b", 2)},
		{Name: "callable", Sig: "obj, /", Fn: callable},
		{Name: "chr", Sig: "i, /", Fn: chr},
		{Name: "compile", Sig: "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1", Fn: compileSource},
		{Name: "delattr", Sig: "obj, name, /", Fn: delAttr},
		{Name: "dir", Sig: "object=None, /", Fn: dir},
		{Name: "divmod", Sig: "x, y, /", Fn: divMod},
		{Name: "eval", Sig: "source, /, globals=None, locals=None", Fn: evaluate("eval")},
		{Name: "exec", Sig: "source, /, globals=None, locals=None, *, closure=None", Fn: evaluate("exec")},
		{Name: "format", Sig: "value, format_spec='', /", Fn: format},
		{Name: "getattr", Sig: "object, name, default=None, /", Fn: getAttr},
		{Name: "globals", Sig: "", Fn: globals},
		{Name: "hasattr", Sig: "obj, name, /", Fn: hasAttr},
		{Name: "hash", Sig: "obj, /", Fn: hash},
		{Name: "hex", Sig: "number, /", Fn: based("0x", 16)},
		{Name: "id", Sig: "obj, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(t.ID(a[0])), nil }},
		{Name: "input", Sig: "prompt='', /", Fn: input},
		{Name: "isinstance", Sig: "obj, class_or_tuple, /", Fn: isInstance},
		{Name: "issubclass", Sig: "cls, class_or_tuple, /", Fn: isSubclass},
		{Name: "iter", Sig: "object, sentinel=None, /", Fn: iter},
		{Name: "len", Sig: "obj, /", Fn: length},
		{Name: "locals", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.Hooks.Locals(t) }},
		{Name: "max", Sig: "*args, key=None, default=None", Fn: extreme("max")},
		{Name: "min", Sig: "*args, key=None, default=None", Fn: extreme("min")},
		{Name: "next", Sig: "iterator, default=None, /", Fn: next},
		{Name: "oct", Sig: "number, /", Fn: based("0o", 8)},
		{Name: "open", Sig: "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None", Fn: openFile},
		{Name: "ord", Sig: "c, /", Fn: ord},
		{Name: "pow", Sig: "base, exp, mod=None", Fn: pow},
		{Name: "print", Sig: "*args, sep=' ', end='\\n', file=None, flush=False", Fn: print},
		{Name: "repr", Sig: "obj, /", Fn: repr},
		{Name: "round", Sig: "number, ndigits=None", Fn: round},
		{Name: "setattr", Sig: "obj, name, value, /", Fn: setAttr},
		{Name: "sorted", Sig: "*args, key=None, reverse=False, **kwargs", Fn: sorted},
		{Name: "sum", Sig: "iterable, /, start=0", Fn: sum},
		{Name: "vars", Sig: "object=None, /", Fn: vars},
	}
	out := make([]*py.Native, len(defs))
	for i, d := range defs {
		out[i] = py.NewNative("builtins", d)
		switch d.Name {
		case "max":
			out[i].Quick = quickExtreme(true)
		case "min":
			out[i].Quick = quickExtreme(false)
		}
	}
	return out
})

// types are the types of the module.
var types = sync.OnceValue(func() []*py.Type {
	py.Boot()
	bootIterators()
	list := []*py.Type{&py.ObjectType, &py.TypeType, &py.IntType, &py.BoolType, &py.FloatType, &py.ComplexType, &py.StrType, &py.BytesType,
		&py.BytearrayType, &py.MemoryViewType, &py.ListType, &py.TupleType, &py.RangeType, &py.SliceType, &py.DictType, &py.SetType, &py.FrozenSetType,
		&py.PropertyType, &py.ClassMethodType, &py.StaticMethodType, &py.SuperType,
		&enumerateType, &filterType, &mapType, &py.ReversedType, &zipType}
	return append(list, py.ExceptionTypes()...)
})

// names are the names of the module and what they stand for, in order.
var names = sync.OnceValue(func() *py.Table {
	table := &py.Table{}
	add := func(name string, v py.Value) {
		table.Names = append(table.Names, py.StaticName(name))
		table.Values = append(table.Values, v)
	}
	add("__name__", py.Obj(py.StaticName("builtins")))
	add("__doc__", py.None)
	for _, f := range functions() {
		add(f.Name, py.Obj(f))
	}
	for _, typ := range types() {
		add(typ.Name, py.Obj(typ))
	}
	add("EnvironmentError", py.Obj(&py.OSError))
	add("IOError", py.Obj(&py.OSError))
	add("NotImplemented", py.NotImplemented)
	add("Ellipsis", py.Ellipsis)
	add("None", py.None)
	add("False", py.False)
	add("True", py.True)
	add("__debug__", py.True)
	return table
})

// Install fills the namespace of the module builtins.
func Install(t *py.Thread) {
	t.Fill(t.Builtins, names())
	installQuitters(t)
}
