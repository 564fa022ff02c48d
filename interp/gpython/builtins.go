package gpython

import (
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// builtinFunctions is the table of the functions in builtins; its classes come from types.
func builtinFunctions() map[string]nativeFunc {
	return map[string]nativeFunc{
		"abs": builtinAbs, "all": builtinAll, "any": builtinAny, "ascii": builtinASCII, "bin": inBase("bin", 'b'), "callable": builtinCallable,
		"chr": builtinChr, "delattr": builtinDelattr, "dir": builtinDir, "divmod": builtinDivmod, "format": builtinFormat, "getattr": builtinGetattr,
		"globals": builtinGlobals, "hasattr": builtinHasattr, "hash": builtinHash, "hex": inBase("hex", 'x'), "id": builtinID, "input": builtinInput,
		"isinstance": builtinIsinstance, "issubclass": builtinIssubclass, "iter": builtinIter, "len": builtinLen, "locals": builtinLocals,
		"max": builtinMax, "min": builtinMin, "next": builtinNext, "oct": inBase("oct", 'o'), "ord": builtinOrd, "pow": builtinPow,
		"print": builtinPrint, "repr": builtinRepr, "round": builtinRound, "setattr": builtinSetattr, "sorted": builtinSorted, "sum": builtinSum,
		"vars": builtinVars,
		"eval": builtinEval, "exec": builtinExec, "compile": outside("eval", "compile"),
		"open": outside("open", "open"), "__import__": outside("import", "__import__"), "breakpoint": outside("process", "breakpoint"),
		"exit": sysExit, "quit": sysExit,
	}
}

// lackingBuiltins are in Python's builtins and not here.
var lackingBuiltins = map[string]bool{"aiter": true, "anext": true, "bytearray": true, "complex": true, "help": true, "memoryview": true,
	"copyright": true, "credits": true, "license": true, "BaseExceptionGroup": true, "ExceptionGroup": true, "__loader__": true, "__spec__": true, "__build_class__": true}

// outside is a built-in that reaches outside of the program, or back into the compiler: the attempt is recorded and the
// run ends, because what the program would have done next is unknown.
func outside(kind, name string) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		what := name
		if s, ok := first(pos).(py.String); ok {
			what += "(" + clip(quoteString(clip(string(s), 80)), 80) + ")"
		}
		r.effect(kind, what, true)
		r.unsupported("built-in %s", name)
		return nil, nil
	}
}

// clip shortens a text for a message, at a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

func builtinAll(r *run, pos []object, kw kwargs) (object, error) {
	return r.quantify("all", pos, kw, false)
}

func builtinAny(r *run, pos []object, kw kwargs) (object, error) {
	return r.quantify("any", pos, kw, true)
}

// quantify looks for an item whose truth is want.
func (r *run) quantify(name string, pos []object, kw kwargs, want bool) (object, error) {
	if err := r.arity(name, pos, kw, 1, 1); err != nil {
		return nil, err
	}
	found := false
	err := r.each(pos[0], func(v object) (bool, error) {
		b, err := r.truth(v)
		found = b == want
		return !found, err
	})
	if err != nil {
		return nil, err
	}
	return py.NewBool(found == want), nil
}

func builtinASCII(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("ascii", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	s, err := r.asciiRepr(pos[0])
	return py.String(s), err
}

func builtinCallable(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("callable", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	switch v := pos[0].(type) {
	case *function, *builtin, *method, *class, *staticMethod:
		return py.True, nil
	case *instance:
		return py.NewBool(v.cls.lookup("__call__") != nil), nil
	}
	return py.False, nil
}

func builtinChr(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("chr", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	n, err := r.index(pos[0])
	if err != nil {
		return nil, err
	}
	if n < 0 || n > utf8.MaxRune {
		return nil, r.errorf("ValueError", "chr() arg not in range(0x110000)")
	}
	if n >= 0xd800 && n < 0xe000 {
		r.unsupported("lone surrogate in a string")
	}
	return py.String(rune(n)), nil
}

func builtinOrd(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("ord", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	switch s := pos[0].(type) {
	case py.String:
		if c, n := utf8.DecodeRuneInString(string(s)); n == len(s) && n > 0 {
			return py.Int(c), nil
		}
		return nil, r.errorf("TypeError", "ord() expected a character, but string of length %d found", utf8.RuneCountInString(string(s)))
	case py.Bytes:
		if len(s) == 1 {
			return py.Int(s[0]), nil
		}
		return nil, r.errorf("TypeError", "ord() expected a character, but string of length %d found", len(s))
	}
	return nil, r.errorf("TypeError", "ord() expected string of length 1, but %s found", r.classOf(pos[0]).name)
}

func builtinFormat(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("format", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	specText := ""
	if len(pos) == 2 {
		var err error
		if specText, err = r.stringArg("format", pos[1]); err != nil {
			return nil, err
		}
	}
	s, err := r.format(pos[0], specText)
	return py.String(s), err
}

func builtinGetattr(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("getattr", pos, kw, 2, 3); err != nil {
		return nil, err
	}
	name, ok := pos[1].(py.String)
	if !ok {
		return nil, r.errorf("TypeError", "attribute name must be string, not '%s'", r.classOf(pos[1]).name)
	}
	v, err := r.getAttr(pos[0], string(name))
	if err != nil && len(pos) == 3 && r.isError(err, "AttributeError") {
		return pos[2], nil
	}
	return v, err
}

func builtinHasattr(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("hasattr", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	_, err := builtinGetattr(r, pos, nil)
	if err != nil && !r.isError(err, "AttributeError") {
		return nil, err
	}
	return py.NewBool(err == nil), nil
}

func builtinSetattr(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("setattr", pos, kw, 3, 3); err != nil {
		return nil, err
	}
	name, ok := pos[1].(py.String)
	if !ok {
		return nil, r.errorf("TypeError", "attribute name must be string, not '%s'", r.classOf(pos[1]).name)
	}
	return py.None, r.setAttr(pos[0], string(name), pos[2])
}

func builtinDelattr(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("delattr", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	name, err := r.stringArg("delattr", pos[1])
	if err != nil {
		return nil, err
	}
	return py.None, r.delAttr(pos[0], name)
}

// builtinDir lists names only where a program's own objects have them; the names of built-in types differ from CPython's.
func builtinDir(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("dir", pos, kw, 0, 1); err != nil {
		return nil, err
	}
	r.unsupported("built-in dir")
	return nil, nil
}

func builtinVars(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("vars", pos, kw, 0, 1); err != nil {
		return nil, err
	}
	if len(pos) == 0 {
		return builtinLocals(r, nil, nil)
	}
	switch pos[0].(type) {
	case *instance, *module, *class, *exception:
		return r.getAttr(pos[0], "__dict__")
	}
	return nil, r.errorf("TypeError", "vars() argument must have __dict__ attribute")
}

func builtinGlobals(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("globals", pos, kw, 0, 0); err != nil {
		return nil, err
	}
	return r.top.globals, nil
}

// builtinLocals gives the namespace of a module or class, and a snapshot of a function's variables (PEP 667).
func builtinLocals(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("locals", pos, kw, 0, 0); err != nil {
		return nil, err
	}
	f := r.top
	if f.names != nil {
		return f.names, nil
	}
	d := newDict()
	for i, name := range f.code.varnames {
		if v := f.locals[i]; v != nil && !strings.HasPrefix(name, ".") {
			r.storeName(d, name, v)
		}
	}
	for i, c := range f.cells {
		if c.value != nil {
			r.storeName(d, f.cellName(i), c.value)
		}
	}
	return d, nil
}

func builtinID(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("id", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	switch pos[0].(type) {
	case py.String, py.Float:
		r.unsupported("id of a %s, which has no identity here", r.classOf(pos[0]).name)
	}
	return py.Int(int64(r.identity(pos[0]))), nil
}

func builtinInput(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("input", pos, kw, 0, 1); err != nil {
		return nil, err
	}
	if len(pos) == 1 {
		s, err := r.str(pos[0])
		if err != nil {
			return nil, err
		}
		r.write(1, s)
	}
	line, err := r.readLine()
	if err != nil {
		return nil, err
	}
	if line == "" {
		return nil, r.errorf("EOFError", "EOF when reading a line")
	}
	return py.String(strings.TrimSuffix(line, "\n")), nil
}

func builtinIsinstance(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("isinstance", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	ok, err := r.classMatch("isinstance", r.classOf(pos[0]), pos[1])
	return py.NewBool(ok), err
}

func builtinIssubclass(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("issubclass", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	c, ok := pos[0].(*class)
	if !ok {
		return nil, r.errorf("TypeError", "issubclass() arg 1 must be a class")
	}
	match, err := r.classMatch("issubclass", c, pos[1])
	return py.NewBool(match), err
}

func (r *run) classMatch(fn string, c *class, want object) (bool, error) {
	switch w := want.(type) {
	case *class:
		return c.is(w), nil
	case py.Tuple:
		if err := r.enter(); err != nil {
			return false, err
		}
		defer r.leave()
		for _, item := range w {
			if ok, err := r.classMatch(fn, c, item); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	case *placeholder:
		r.unsupported("%s with %s", fn, w.name)
	}
	return false, r.errorf("TypeError", "%s() arg 2 must be a type, a tuple of types, or a union", fn)
}

func builtinIter(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("iter", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	if len(pos) == 1 {
		return r.iter(pos[0])
	}
	done := false
	return &lazy{name: "callable_iterator", holds: pos, step: func(r *run) (object, error) {
		if done {
			return nil, nil
		}
		v, err := r.call(pos[0], nil, nil)
		if err != nil {
			return nil, err
		}
		end, err := r.equal(v, pos[1])
		if err != nil {
			return nil, err
		}
		if end {
			done = true
			return nil, nil
		}
		return v, nil
	}}, nil
}

func builtinNext(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("next", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	if g, ok := pos[0].(*generator); ok && len(pos) == 1 {
		v, yielded, err := r.resume(g, py.None, nil)
		if err == nil && !yielded {
			err = r.stopIteration(v)
		}
		return v, err
	}
	v, err := r.next(pos[0])
	if err != nil || v != nil {
		return v, err
	}
	if len(pos) == 2 {
		return pos[1], nil
	}
	return nil, r.stopIteration(nil)
}

func builtinLen(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("len", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	n, err := r.len(pos[0])
	if err != nil {
		return nil, err
	}
	return py.Int(n), nil
}

// len is len(v).
func (r *run) len(v object) (int64, error) {
	switch v := v.(type) {
	case py.String:
		r.charge(uint64(len(v)) / 32)
		return int64(utf8.RuneCountInString(string(v))), nil
	case *py.List:
		return int64(len(v.Items)), nil
	case py.Tuple:
		return int64(len(v)), nil
	case *dict:
		return int64(v.live), nil
	case *set:
		return int64(v.d.live), nil
	case *dictView:
		return int64(v.d.live), nil
	case py.Bytes:
		return int64(len(v)), nil
	case *rangeObject:
		return v.length, nil
	case *deque:
		return int64(len(v.items)), nil
	case *instance:
		m, err := r.special(v, "__len__")
		if err != nil {
			return 0, err
		}
		if m != nil {
			out, err := r.callInner(m, nil, nil)
			if err != nil {
				return 0, err
			}
			n, err := r.index(out)
			if err == nil && n < 0 {
				err = r.errorf("ValueError", "__len__() should return >= 0")
			}
			return n, err
		}
	}
	return 0, r.errorf("TypeError", "object of type '%s' has no len()", r.classOf(v).name)
}

func builtinPrint(r *run, pos []object, kw kwargs) (object, error) {
	sep, end, number := " ", "\n", 1
	for _, a := range kw {
		switch a.name {
		case "sep", "end":
			if a.value == py.None {
				continue
			}
			s, ok := a.value.(py.String)
			if !ok {
				return nil, r.errorf("TypeError", "%s must be None or a string, not %s", a.name, r.classOf(a.value).name)
			}
			if a.name == "sep" {
				sep = string(s)
			} else {
				end = string(s)
			}
		case "file":
			if a.value == py.None {
				continue
			}
			f, ok := a.value.(*stream)
			if !ok {
				r.unsupported("print to a file of its own")
			}
			number = f.number
		case "flush":
		default:
			return nil, r.errorf("TypeError", "print() got an unexpected keyword argument '%s'", a.name)
		}
	}
	out := &text{run: r}
	for i, v := range pos {
		if i > 0 {
			out.put(sep)
		}
		s, err := r.str(v)
		if err != nil {
			return nil, err
		}
		out.put(s)
	}
	out.put(end)
	r.write(number, out.b.String())
	return py.None, nil
}

func builtinRepr(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("repr", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	s, err := r.repr(pos[0])
	return py.String(s), err
}

func builtinSorted(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("sorted", pos, kw, "iterable", "*key?", "*reverse?")
	if err != nil {
		return nil, err
	}
	items, err := r.collect(a[0])
	if err != nil {
		return nil, err
	}
	l := &py.List{Items: items}
	r.held = append(r.held, l)
	return l, r.sortArgs(items, a[1], a[2])
}

// sortArgs sorts by the arguments key and reverse.
func (r *run) sortArgs(items []object, key, reverse object) error {
	down := false
	if reverse != nil {
		var err error
		if down, err = r.truth(reverse); err != nil {
			return err
		}
	}
	return r.sort(items, key, down)
}
