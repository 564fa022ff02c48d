package builtins

import (
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

func buildClass(t *py.Thread, a []py.Value) (py.Value, error) {
	args := a[0].Tuple().Items
	if len(args) < 2 {
		return py.Value{}, t.Raisef(&py.TypeError, "__build_class__: not enough arguments")
	}
	body := args[0].Func()
	if body == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "__build_class__: func must be a function")
	}
	if args[1].Str() == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "__build_class__: name is not a string")
	}
	return t.Hooks.BuildClass(t, body, args[1], args[2:], t.Keywords(a[1]))
}

// breakpoint calls sys.breakpointhook, as CPython does; there is no debugger behind it.
func breakpoint(t *py.Thread, a []py.Value) (py.Value, error) {
	sys, err := t.Hooks.Import(t, "sys", nil, nil, 0)
	if err != nil {
		return py.Value{}, err
	}
	hook, err := t.GetAttrOr(sys, "breakpointhook")
	if err != nil {
		return py.Value{}, err
	}
	if !hook.IsSet() {
		return py.Value{}, t.Raisef(&py.RuntimeError, "lost sys.breakpointhook")
	}
	return t.CallKw(hook, a[0].Tuple().Items, t.Keywords(a[1]))
}

func importName(t *py.Thread, a []py.Value) (py.Value, error) {
	name := a[0].Str()
	if name == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "module name must be a string")
	}
	t.Effect("import", name.S, false)
	var from []string
	var err error
	if a[3].IsSet() && !a[3].IsNone() {
		err := t.Iterate(a[3], func(v py.Value) error {
			if s := v.Str(); s != nil {
				from = append(from, s.S)
			}
			return nil
		})
		if err != nil {
			return py.Value{}, err
		}
	}
	level := 0
	if a[4].IsSet() {
		if level, err = t.IntArg(a[4]); err != nil {
			return py.Value{}, err
		}
	}
	return t.Hooks.Import(t, name.S, t.Hooks.Globals(t), from, level)
}

func all(t *py.Thread, a []py.Value) (py.Value, error) {
	r := py.True
	err := t.Iterate(a[0], func(v py.Value) error {
		ok, err := t.Truth(v)
		if err == nil && !ok {
			r = py.False
			return py.StopIterating()
		}
		return err
	})
	return r, err
}

func anyOf(t *py.Thread, a []py.Value) (py.Value, error) {
	r := py.False
	err := t.Iterate(a[0], func(v py.Value) error {
		ok, err := t.Truth(v)
		if err == nil && ok {
			r = py.True
			return py.StopIterating()
		}
		return err
	})
	return r, err
}

func ascii(t *py.Thread, a []py.Value) (py.Value, error) {
	r, err := t.ReprOf(a[0])
	if err != nil {
		return py.Value{}, err
	}
	if s := r.Str(); !s.ASCII() {
		return t.StrValue(py.ASCIIText(s.S)), nil
	}
	return r, nil
}

func repr(t *py.Thread, a []py.Value) (py.Value, error) { return t.ReprOf(a[0]) }

func callable(t *py.Thread, a []py.Value) (py.Value, error) {
	return py.Bool(a[0].Type().Call != nil), nil
}

func chr(t *py.Thread, a []py.Value) (py.Value, error) {
	i, err := t.IntArg(a[0])
	if err != nil {
		if py.Catch(err, &py.OverflowError) != nil {
			return py.Value{}, t.Raisef(&py.ValueError, "chr() arg not in range(0x110000)")
		}
		return py.Value{}, err
	}
	if i < 0 || i > 0x10ffff {
		return py.Value{}, t.Raisef(&py.ValueError, "chr() arg not in range(0x110000)")
	}
	return t.Char(rune(i)), nil
}

func ord(t *py.Thread, a []py.Value) (py.Value, error) {
	if s := a[0].Str(); s != nil {
		if s.Len() != 1 {
			return py.Value{}, t.Raisef(&py.TypeError, "ord() expected a character, but string of length %d found", s.Len())
		}
		return py.Int(int64(s.First())), nil
	}
	if b, ok := a[0].BytesLike(); ok && a[0].Type() != &py.MemoryViewType {
		if len(b) != 1 {
			return py.Value{}, t.Raisef(&py.TypeError, "ord() expected a character, but string of length %d found", len(b))
		}
		return py.Int(int64(b[0])), nil
	}
	return py.Value{}, t.Raisef(&py.TypeError, "ord() expected string of length 1, but %s found", a[0].Type().Name)
}

// compileFlags are the flags that compile() knows: those of __future__ and of the parser.
const compileFlags = 0x1ff_0000 | 0xfe00 | onlyTree

func compileSource(t *py.Thread, a []py.Value) (py.Value, error) {
	name, err := t.Str(a[1])
	if err != nil {
		return py.Value{}, err
	}
	mode, err := t.StrArg(a[2], "compile() argument 'mode'")
	if err != nil {
		return py.Value{}, err
	}
	flags, optimize := 0, -1
	for i, p := range []*int{3: &flags, 5: &optimize} {
		if p != nil && a[i].IsSet() {
			if *p, err = t.IntArg(a[i]); err != nil {
				return py.Value{}, err
			}
		}
	}
	if flags&^compileFlags != 0 {
		return py.Value{}, t.Raisef(&py.ValueError, "compile(): unrecognised flags")
	}
	if optimize < -1 || optimize > 2 {
		return py.Value{}, t.Raisef(&py.ValueError, "compile(): invalid optimize value")
	}
	switch mode.S {
	case "exec", "eval", "single":
	default:
		return py.Value{}, t.Raisef(&py.ValueError, "compile() mode must be 'exec', 'eval' or 'single'")
	}
	if isNode(t, a[0]) {
		if flags&onlyTree != 0 {
			return a[0], nil
		}
		v, err := callModule(t, "ast", "_source", a[0], py.Obj(mode))
		if err != nil {
			return py.Value{}, err
		}
		t.Effect("compile", name, false)
		return t.Hooks.Compile(t, v, name, mode.S, flags)
	}
	if flags&onlyTree != 0 {
		return callModule(t, "ast", "_parse", a[0], t.StrValue(name), py.Obj(mode))
	}
	t.Effect("compile", name, false)
	return t.Hooks.Compile(t, a[0], name, mode.S, flags)
}

func evaluate(mode string) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		what := "<code>"
		if s := a[0].Str(); s != nil {
			what = s.S
			if len(what) > 200 {
				what = what[:200]
			}
		}
		t.Effect(mode, what, false)
		var globals *py.Dict
		if a[1].IsSet() && !a[1].IsNone() {
			if globals = a[1].Dict(); globals == nil {
				switch {
				case mode == "exec":
					return py.Value{}, t.Raisef(&py.TypeError, "exec() globals must be a dict, not %s", a[1].Type().Name)
				case a[1].Type().Lookup("__getitem__").IsSet():
					return py.Value{}, t.Raisef(&py.TypeError, "globals must be a real dict; try eval(code, {}, mapping)")
				}
				return py.Value{}, t.Raisef(&py.TypeError, "globals must be a dict")
			}
		}
		var locals py.Value
		if a[2].IsSet() && !a[2].IsNone() {
			locals = a[2]
			if locals.Dict() == nil && !locals.Type().Lookup("__getitem__").IsSet() {
				if mode == "exec" {
					return py.Value{}, t.Raisef(&py.TypeError, "locals must be a mapping or None, not %s", locals.Type().Name)
				}
				return py.Value{}, t.Raisef(&py.TypeError, "locals must be a mapping")
			}
		}
		if globals != nil && !locals.IsSet() && a[1].Type() != &py.DictType {
			locals = a[1] // as locals it is asked by its __getitem__, which it is not as globals
		}
		if globals == nil && locals.IsSet() {
			globals = t.Hooks.Globals(t)
		}
		var closure py.Value
		if len(a) > 3 {
			closure = a[3]
		}
		return t.Hooks.Exec(t, a[0], mode, globals, locals, closure)
	}
}

func globals(t *py.Thread, a []py.Value) (py.Value, error) {
	d := t.Hooks.Globals(t)
	return py.Obj(d), t.Whole(d)
}

func getAttr(t *py.Thread, a []py.Value) (py.Value, error) {
	name, err := t.AttrName(a[1])
	if err != nil {
		return py.Value{}, err
	}
	v, err := t.GetAttr(a[0], name)
	if err != nil && a[2].IsSet() && py.Catch(err, &py.AttributeError) != nil {
		return a[2], nil
	}
	return v, err
}

func hasAttr(t *py.Thread, a []py.Value) (py.Value, error) {
	name, err := t.AttrName(a[1])
	if err != nil {
		return py.Value{}, err
	}
	_, err = t.GetAttr(a[0], name)
	if err != nil && py.Catch(err, &py.AttributeError) != nil {
		return py.False, nil
	}
	return py.True, err
}

func setAttr(t *py.Thread, a []py.Value) (py.Value, error) {
	name, err := t.AttrName(a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, t.SetAttr(a[0], t.Intern(name.S), a[2])
}

func delAttr(t *py.Thread, a []py.Value) (py.Value, error) {
	name, err := t.AttrName(a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, t.SetAttr(a[0], name, py.Value{})
}

func dir(t *py.Thread, a []py.Value) (py.Value, error) {
	if !a[0].IsSet() {
		v, err := t.Hooks.Locals(t)
		if err != nil {
			return py.Value{}, err
		}
		if v.Type() != &py.DictType {
			if v, err = t.CallMethod(v, "keys"); err != nil {
				return py.Value{}, err
			}
		}
		names, err := t.ToSlice(v)
		if err != nil {
			return py.Value{}, err
		}
		return t.ListValue(names), t.Sort(names, py.Value{}, false)
	}
	fn := a[0].Type().Lookup("__dir__")
	v, err := t.CallMethodOf(fn, a[0])
	if err != nil {
		return py.Value{}, err
	}
	names, err := t.ToSlice(v)
	if err != nil {
		return py.Value{}, err
	}
	return t.ListValue(names), t.Sort(names, py.Value{}, false)
}

func vars(t *py.Thread, a []py.Value) (py.Value, error) {
	if !a[0].IsSet() {
		return t.Hooks.Locals(t)
	}
	v, err := t.GetAttrOr(a[0], "__dict__")
	if err != nil {
		return py.Value{}, err
	}
	if !v.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "vars() argument must have __dict__ attribute")
	}
	return v, nil
}

func format(t *py.Thread, a []py.Value) (py.Value, error) {
	spec := ""
	if a[1].IsSet() {
		s, err := t.StrArg(a[1], "format() argument 2")
		if err != nil {
			return py.Value{}, err
		}
		spec = s.S
	}
	return t.Format(a[0], spec)
}

func hash(t *py.Thread, a []py.Value) (py.Value, error) {
	h, err := t.Hash(a[0])
	if int64(h) == -1 {
		h-- // CPython keeps -1 for errors
	}
	return py.Int(int64(h)), err
}

func input(t *py.Thread, a []py.Value) (py.Value, error) {
	from, err := t.Redirected("stdin")
	if err != nil {
		return py.Value{}, t.Raisef(&py.RuntimeError, "input(): lost sys.stdin")
	}
	if a[0].IsSet() {
		to, err := t.Redirected("stdout")
		if err != nil {
			return py.Value{}, t.Raisef(&py.RuntimeError, "input(): lost sys.stdout")
		}
		s, err := t.Str(a[0])
		if err != nil {
			return py.Value{}, err
		}
		if to.IsSet() {
			_, err = t.CallMethod(to, "write", t.StrValue(s))
		} else {
			err = t.WriteText(t.Stdout, py.Value{}, s, "strict")
		}
		if err != nil {
			return py.Value{}, err
		}
	}
	if from.IsSet() {
		line, err := t.CallMethod(from, "readline")
		if err != nil {
			return py.Value{}, err
		}
		s := line.Str()
		if s == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "object.readline() returned non-string")
		}
		if s.S == "" {
			return py.Value{}, t.Raisef(&py.EOFError, "EOF when reading a line")
		}
		return t.StrValue(strings.TrimSuffix(s.S, "\n")), nil
	}
	line, err := t.ReadLine(-1)
	if err != nil {
		return py.Value{}, err
	}
	if len(line) == 0 {
		return py.Value{}, t.Raisef(&py.EOFError, "EOF when reading a line")
	}
	text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
	if !utf8.ValidString(text) {
		return t.Decode(t.NewBytes([]byte(text)), "utf-8", "strict")
	}
	return t.StrValue(text), nil
}

func isInstance(t *py.Thread, a []py.Value) (py.Value, error) {
	ok, err := t.IsInstanceOf(a[0], a[1])
	return py.Bool(ok), err
}

func isSubclass(t *py.Thread, a []py.Value) (py.Value, error) {
	ok, err := t.IsSubclassOf(a[0], a[1])
	return py.Bool(ok), err
}

func iter(t *py.Thread, a []py.Value) (py.Value, error) {
	if a[1].IsSet() {
		if a[0].Type().Call == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "iter(v, w): v must be callable")
		}
		return t.CallIterator(a[0], a[1]), nil
	}
	return t.Iter(a[0])
}

func next(t *py.Thread, a []py.Value) (py.Value, error) {
	var v py.Value
	var err error
	typ := a[0].Type()
	if g := a[0].Generator(); g != nil && typ == &py.GeneratorType {
		v, err = t.Send(g, py.None) // its StopIteration has a value, which the end of an iteration has not
	} else if fn := typ.SpecialNext(); typ.IsPython() && fn.IsSet() && fn.Func() != nil {
		v, err = t.CallMethodOf(fn, a[0]) // likewise
	} else {
		v, err = t.Next(a[0])
	}
	if err != nil {
		if a[1].IsSet() && py.Catch(err, &py.StopIteration) != nil {
			return a[1], nil
		}
		return py.Value{}, err
	}
	if !v.IsSet() {
		if a[1].IsSet() {
			return a[1], nil
		}
		return py.Value{}, t.EndOf()
	}
	return v, nil
}

func asyncIter(t *py.Thread, a []py.Value) (py.Value, error) {
	fn := a[0].Type().Lookup("__aiter__")
	if !fn.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'%s' object is not an async iterable", a[0].Type().Name)
	}
	it, err := t.CallMethodOf(fn, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if !it.Type().Lookup("__anext__").IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "aiter() returned not an async iterator of type '%s'", it.Type().Name)
	}
	return it, nil
}

func asyncNext(t *py.Thread, a []py.Value) (py.Value, error) {
	fn := a[0].Type().Lookup("__anext__")
	if !fn.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'%s' object is not an async iterator", a[0].Type().Name)
	}
	step, err := t.CallMethodOf(fn, a[0])
	if err != nil || !a[1].IsSet() {
		return step, err
	}
	return t.AnextOr(step, a[1])
}

func length(t *py.Thread, a []py.Value) (py.Value, error) {
	n, err := t.Len(a[0])
	return py.Int(int64(n)), err
}

func print(t *py.Thread, a []py.Value) (py.Value, error) {
	sep, end := " ", "\n"
	for i, p := range []*string{&sep, &end} {
		if v := a[1+i]; v.IsSet() && !v.IsNone() {
			s := v.Str()
			if s == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "%s must be None or a string, not %s", [...]string{"sep", "end"}[i], v.Type().Name)
			}
			*p = s.S
		}
	}
	file := a[3]
	if !file.IsSet() || file.IsNone() {
		var err error
		if file, err = t.Redirected("stdout"); err != nil {
			return py.Value{}, err
		}
		if file.IsSet() && file.IsNone() {
			return py.None, nil
		}
	}
	if file.IsSet() {
		return py.None, printTo(t, file, a[0].Tuple().Items, sep, end, a[4])
	}
	var b strings.Builder
	for i, v := range a[0].Tuple().Items {
		if i > 0 {
			b.WriteString(sep)
		}
		s, err := t.Str(v)
		if err != nil {
			return py.Value{}, err
		}
		if err := t.Grow(uint64(len(s) + len(sep))); err != nil {
			return py.Value{}, err
		}
		b.WriteString(s)
	}
	if err := t.Grow(uint64(len(end))); err != nil {
		return py.Value{}, err
	}
	b.WriteString(end)
	return py.None, t.WriteText(t.Stdout, py.Value{}, b.String(), "strict")
}

// printTo is print to a file: each part is a write of its own.
func printTo(t *py.Thread, file py.Value, items []py.Value, sep, end string, flush py.Value) error {
	write, err := t.GetAttr(file, t.Intern("write"))
	if err != nil {
		return err
	}
	put := func(v py.Value) error {
		_, err := t.Call(write, v)
		return err
	}
	for i, v := range items {
		if err := t.Charge(1); err != nil {
			return err
		}
		if i > 0 && sep != "" {
			if err := put(t.StrValue(sep)); err != nil {
				return err
			}
		}
		if v.Str() == nil || v.Type() != &py.StrType {
			s, err := t.Str(v)
			if err != nil {
				return err
			}
			v = t.StrValue(s)
		}
		if err := put(v); err != nil {
			return err
		}
	}
	if end != "" {
		if err := put(t.StrValue(end)); err != nil {
			return err
		}
	}
	if !flush.IsSet() {
		return nil
	}
	on, err := t.Truth(flush)
	if err == nil && on {
		_, err = t.CallMethod(file, "flush")
	}
	return err
}

func sorted(t *py.Thread, a []py.Value) (py.Value, error) {
	for _, k := range t.Keywords(a[3]) {
		return py.Value{}, t.Raisef(&py.TypeError, "sort() got an unexpected keyword argument '%s'", k.Name.S)
	}
	if n := len(a[0].Tuple().Items); n != 1 {
		return py.Value{}, t.Raisef(&py.TypeError, "sorted expected 1 argument, got %d", n)
	}
	items, err := t.ToSlice(a[0].Tuple().Items[0])
	if err != nil {
		return py.Value{}, err
	}
	reverse := false
	if a[2].IsSet() {
		if reverse, err = t.Truth(a[2]); err != nil {
			return py.Value{}, err
		}
	}
	l := t.ListValue(items)
	return l, t.Sort(items, a[1], reverse)
}

func extreme(name string) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		args := a[0].Tuple().Items
		src := py.Value{}
		switch len(args) {
		case 0:
			return py.Value{}, t.Raisef(&py.TypeError, "%s expected at least 1 argument, got 0", name)
		case 1:
			src = args[0]
		default:
			if a[2].IsSet() {
				return py.Value{}, t.Raisef(&py.TypeError, "Cannot specify a default for %s() with multiple positional arguments", name)
			}
			src = a[0]
		}
		key := a[1]
		hasKey := key.IsSet() && !key.IsNone()
		var best, bestKey py.Value
		err := t.Iterate(src, func(v py.Value) error {
			k := v
			if hasKey {
				var err error
				if k, err = t.Call(key, v); err != nil {
					return err
				}
			}
			if best.IsSet() {
				op := code.CmpLt
				if name == "max" {
					op = code.CmpGt
				}
				better := false
				if k.IsInt() && bestKey.IsInt() {
					better = k.Small() < bestKey.Small()
					if op == code.CmpGt {
						better = k.Small() > bestKey.Small()
					}
				} else {
					r, err := t.Compare(op, k, bestKey)
					if err != nil {
						return err
					}
					if better, err = t.Truth(r); err != nil {
						return err
					}
				}
				if !better {
					return nil
				}
			}
			best, bestKey = v, k
			return nil
		})
		if err == nil && !best.IsSet() {
			if a[2].IsSet() {
				return a[2], nil
			}
			return py.Value{}, t.Raisef(&py.ValueError, "%s() iterable argument is empty", name)
		}
		return best, err
	}
}

// openFile is io.open, which is what builtins.open is.
func openFile(t *py.Thread, a []py.Value) (py.Value, error) {
	module, err := t.Hooks.Import(t, "_io", t.Builtins, []string{"open"}, 0)
	if err != nil {
		return py.Value{}, err
	}
	fn, err := t.GetAttr(module, t.Intern("open"))
	if err != nil {
		return py.Value{}, err
	}
	var args []py.Value
	var kw []py.Keyword
	for i, name := range []string{"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"} {
		if i == 0 {
			args = append(args, a[0])
		} else if a[i].IsSet() {
			kw = append(kw, py.Keyword{Name: t.Intern(name), Value: a[i]})
		}
	}
	return t.CallKw(fn, args, kw)
}

// onlyTree is the flag of compile() that asks for the syntax tree.
const onlyTree = 0x400

// isNode tells nodes of ast, which only exist once that is imported.
func isNode(t *py.Thread, v py.Value) bool {
	module := t.Modules.GetStr(t, t.Intern("_ast"))
	if !module.IsSet() || module.Module() == nil || !v.Type().IsPython() {
		return false
	}
	class, err := t.GlobalValue(module.Module().Dict, t.Intern("AST"))
	return err == nil && class.IsSet() && class.AsType() != nil && v.Type().IsSubtype(class.AsType())
}

// callModule calls a function of a module of the library.
func callModule(t *py.Thread, module, function string, args ...py.Value) (py.Value, error) {
	m, err := t.Hooks.Import(t, module, t.Builtins, []string{function}, 0)
	if err != nil {
		return py.Value{}, err
	}
	return t.CallMethod(m, function, args...)
}
