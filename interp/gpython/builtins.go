package gpython

import (
	"math"
	"math/big"
	"math/bits"
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

		intrinsicJoin: builtinJoin, intrinsicFormat: builtinFormatField, intrinsicCall: starCall, intrinsicList: starList, intrinsicTuple: starTuple,
		intrinsicSet: starSet, intrinsicDict: starDict,
		intrinsicPairs: pairsDict, intrinsicDefaults: withDefaults,
		intrinsicSame: func(r *run, pos []object, kw kwargs) (object, error) { return pos[0], nil },
	}
}

// lackingBuiltins are in Python's builtins and not here.
var lackingBuiltins = map[string]bool{"aiter": true, "anext": true, "bytearray": true, "complex": true, "help": true, "memoryview": true,
	"copyright": true, "credits": true, "license": true, "BaseExceptionGroup": true, "ExceptionGroup": true, "__loader__": true, "__spec__": true}

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

func builtinAbs(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("abs", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	if f, ok := pos[0].(py.Float); ok {
		return py.Float(math.Abs(float64(f))), nil
	}
	if n, ok := asBig(pos[0]); ok {
		r.charge(uint64(n.BitLen() / 256))
		return fromBig(new(big.Int).Abs(n)), nil
	}
	if m, err := r.special(pos[0], "__abs__"); m != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return r.call(m, nil, nil)
	}
	return nil, r.errorf("TypeError", "bad operand type for abs(): '%s'", r.classOf(pos[0]).name)
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

func inBase(name string, kind byte) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		if err := r.arity(name, pos, kw, 1, 1); err != nil {
			return nil, err
		}
		n, ok := asBig(pos[0])
		if !ok {
			i, err := r.index(pos[0])
			if err != nil {
				return nil, err
			}
			n = big.NewInt(i)
		}
		digits, prefix, err := r.digits(n, kind)
		if err != nil {
			return nil, err
		}
		if n.Sign() < 0 {
			prefix = "-" + prefix
		}
		return py.String(prefix + digits), nil
	}
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

func builtinDivmod(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("divmod", pos, kw, 2, 2); err != nil {
		return nil, err
	}
	return r.binary(opDivmod, pos[0], pos[1])
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

// builtinFormatField formats one field of an f-string.
func builtinFormatField(r *run, pos []object, kw kwargs) (object, error) {
	conversion, specText := byte(0), ""
	if s, ok := pos[1].(py.String); ok && s != "" {
		conversion = s[0]
	}
	if len(pos) == 3 {
		s, ok := pos[2].(py.String)
		if !ok {
			return nil, r.errorf("TypeError", "format specification must be str")
		}
		specText = string(s)
	}
	s, err := r.formatField(pos[0], conversion, specText)
	return py.String(s), err
}

// builtinJoin joins the parts of an f-string.
func builtinJoin(r *run, pos []object, kw kwargs) (object, error) {
	n := 0
	for _, p := range pos {
		n += len(p.(py.String))
	}
	if err := r.newText(n); err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, p := range pos {
		b.WriteString(string(p.(py.String)))
	}
	return py.String(b.String()), nil
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

func builtinHash(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("hash", pos, kw, 1, 1); err != nil {
		return nil, err
	}
	return r.hashOf(pos[0], false)
}

// hashOf is hash(v) as an object.
func (r *run) hashOf(v object, own bool) (object, error) {
	h, err := r.hashValue(v, own)
	return py.Int(h), err
}

// hashValue is hash(v). Numbers and tuples of them hash as in CPython, which programs can see; strings by the run's seed.
// own skips a __hash__ that the program defined.
func (r *run) hashValue(v object, own bool) (int64, error) {
	switch k := v.(type) {
	case py.NoneType:
		return 0xfca86420, nil
	case py.Tuple:
		return r.hashTuple(k)
	case *instance:
		m := k.cls.lookup("__hash__")
		if own || m == py.None || r.owner(k.cls, "__hash__") == r.t.object {
			break
		}
		out, err := r.callInner(m, []object{v}, nil)
		if err != nil {
			return 0, err
		}
		n, ok := asBig(out)
		if !ok {
			return 0, r.errorf("TypeError", "__hash__ method should return an integer")
		}
		if n.IsInt64() && n.Int64() != -1 {
			return n.Int64(), nil
		}
		return reduceHash(n), nil
	}
	norm, err := r.hashKey(v)
	if err != nil {
		return 0, err
	}
	switch k := norm.(type) {
	case py.Int:
		if k > -1<<60 && k < 1<<60 && k != -1 {
			return int64(k), nil
		}
		return reduceHash(big.NewInt(int64(k))), nil
	case bigKey:
		n, _ := new(big.Int).SetString(string(k), 62)
		return reduceHash(n), nil
	case py.Float:
		return hashFloat(float64(k)), nil
	case nanKey:
		return 0, nil
	case py.String:
		return r.hashText(string(k)), nil
	case bytesKey:
		return r.hashText(string(k)), nil
	case frozenKey:
		return r.hashText(string(k)), nil
	}
	return int64(r.identity(v) >> 4), nil
}

// hashTuple mixes the hashes of the items by the constants of xxHash, as CPython does.
func (r *run) hashTuple(t py.Tuple) (int64, error) {
	const prime1, prime2, prime5 = 11400714785074694791, 14029467366897019727, 2870177450012600261
	if err := r.enter(); err != nil {
		return 0, err
	}
	defer r.leave()
	acc := uint64(prime5)
	for _, item := range t {
		r.charge(1)
		h, err := r.hashValue(item, false)
		if err != nil {
			return 0, err
		}
		acc += uint64(h) * prime2
		acc = bits.RotateLeft64(acc, 31) * prime1
	}
	acc += uint64(len(t)) ^ (prime5 ^ 3527539)
	if int64(acc) == -1 {
		return 1546275796, nil
	}
	return int64(acc), nil
}

// reduceHash is CPython's hash of an int: its value modulo a prime, with the sign kept and -1 replaced.
func reduceHash(n *big.Int) int64 {
	h := new(big.Int).Rem(n, hashModulus).Int64()
	if h == -1 {
		return -2
	}
	return h
}

// hashFloat is CPython's hash of a float that is no whole number: the fraction modulo the same prime.
func hashFloat(f float64) int64 {
	switch {
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	case math.IsNaN(f):
		return 0
	}
	num := new(big.Rat).SetFloat64(f)
	den := new(big.Int).ModInverse(num.Denom(), hashModulus)
	h := new(big.Int).Mul(new(big.Int).Abs(num.Num()), den)
	h.Mod(h, hashModulus)
	if f < 0 {
		h.Neg(h)
	}
	if h.Int64() == -1 {
		return -2
	}
	return h.Int64()
}

// hashText is FNV-1a over the seed and the bytes.
func (r *run) hashText(s string) int64 {
	r.charge(uint64(len(s)) / 8)
	h := uint64(14695981039346656037) ^ r.host.Seed
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	if int64(h) == -1 {
		return -2
	}
	return int64(h)
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

func builtinMax(r *run, pos []object, kw kwargs) (object, error) {
	return r.extreme("max", pos, kw, true)
}

func builtinMin(r *run, pos []object, kw kwargs) (object, error) {
	return r.extreme("min", pos, kw, false)
}

// extreme is max or min, of the items of one argument or of several arguments.
func (r *run) extreme(name string, pos []object, kw kwargs, largest bool) (object, error) {
	key, def := kw.take("key"), kw.take("default")
	if len(kw) > 0 {
		return nil, r.errorf("TypeError", "%s() got an unexpected keyword argument '%s'", name, kw[0].name)
	}
	if len(pos) == 0 {
		return nil, r.errorf("TypeError", "%s expected at least 1 argument, got 0", name)
	}
	var src object = py.Tuple(pos)
	if len(pos) == 1 {
		src = pos[0]
	} else if def != nil {
		return nil, r.errorf("TypeError", "Cannot specify a default for %s() with multiple positional arguments", name)
	}
	var best, bestKey object
	err := r.each(src, func(v object) (bool, error) {
		k := v
		if key != nil && key != py.None {
			var err error
			if k, err = r.call(key, []object{v}, nil); err != nil {
				return false, err
			}
		}
		if best == nil {
			best, bestKey = v, k
			return true, nil
		}
		op := int32(0) // k < bestKey
		if largest {
			op = 4
		}
		b, err := r.compare(op, k, bestKey)
		if err != nil {
			return false, err
		}
		better, err := r.truth(b)
		if better {
			best, bestKey = v, k
		}
		return true, err
	})
	if err != nil {
		return nil, err
	}
	if best == nil {
		if def != nil {
			return def, nil
		}
		return nil, r.errorf("ValueError", "%s() iterable argument is empty", name)
	}
	return best, nil
}

func builtinPow(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("pow", pos, kw, "base", "exp", "mod?")
	if err != nil {
		return nil, err
	}
	if a[2] == nil || a[2] == py.None {
		return r.binary(opPow, a[0], a[1])
	}
	x, ok1 := asBig(a[0])
	y, ok2 := asBig(a[1])
	m, ok3 := asBig(a[2])
	if !ok1 || !ok2 || !ok3 {
		return nil, r.errorf("TypeError", "pow() 3rd argument not allowed unless all arguments are integers")
	}
	if m.Sign() == 0 {
		return nil, r.errorf("ValueError", "pow() 3rd argument cannot be 0")
	}
	// Square and multiply: a product and a division of the modulus's size for every bit of the exponent.
	r.bigCost(x, m)
	r.charge(uint64(y.BitLen()+1) * (1 + words(m)*words(m)/8))
	if y.Sign() < 0 {
		r.charge(words(m) * words(m))
		inv := new(big.Int).ModInverse(x, new(big.Int).Abs(m))
		if inv == nil {
			return nil, r.errorf("ValueError", "base is not invertible for the given modulus")
		}
		x, y = inv, new(big.Int).Neg(y)
	}
	out := new(big.Int).Exp(x, y, new(big.Int).Abs(m))
	out.Mod(out, new(big.Int).Abs(m))
	if m.Sign() < 0 && out.Sign() > 0 {
		out.Add(out, m)
	}
	return fromBig(out), nil
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

func builtinSum(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("sum", pos, kw, "iterable", "start?")
	if err != nil {
		return nil, err
	}
	var total object = py.Int(0)
	if a[1] != nil {
		total = a[1]
	}
	if _, ok := total.(py.String); ok {
		return nil, r.errorf("TypeError", "sum() can't sum strings [use ''.join(seq) instead]")
	}
	// CPython adds floats with Neumaier's compensation, and so must we to give its sums.
	var comp float64
	floats := false
	err = r.each(a[0], func(v object) (bool, error) {
		if t, ok := total.(py.Float); ok {
			x, ok, err := r.asFloat(v)
			if err != nil {
				return false, err
			}
			if ok {
				floats = true
				s := float64(t) + x
				if math.Abs(float64(t)) >= math.Abs(x) {
					comp += (float64(t) - s) + x
				} else {
					comp += (x - s) + float64(t)
				}
				total = py.Float(s)
				return true, nil
			}
			if floats && comp != 0 && !math.IsInf(comp, 0) && !math.IsNaN(comp) {
				total = t + py.Float(comp)
			}
			comp, floats = 0, false
		}
		var err error
		total, err = r.binary(opAdd, total, v)
		return true, err
	})
	if err != nil {
		return nil, err
	}
	if t, ok := total.(py.Float); ok && floats && comp != 0 && !math.IsInf(comp, 0) && !math.IsNaN(comp) {
		return t + py.Float(comp), nil
	}
	return total, nil
}

func builtinRound(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("round", pos, kw, "number", "ndigits?")
	if err != nil {
		return nil, err
	}
	none := a[1] == nil || a[1] == py.None
	if n, ok := asBig(a[0]); ok {
		if none {
			return fromBig(n), nil
		}
		d, err := r.index(a[1])
		if err != nil || d >= 0 {
			return fromBig(n), err
		}
		return r.roundInt(n, -d)
	}
	f, ok := a[0].(py.Float)
	if !ok {
		if m, err := r.special(a[0], "__round__"); m != nil || err != nil {
			if err != nil {
				return nil, err
			}
			if none {
				return r.call(m, nil, nil)
			}
			return r.call(m, []object{a[1]}, nil)
		}
		return nil, r.errorf("TypeError", "type %s doesn't define __round__ method", r.classOf(a[0]).name)
	}
	if none {
		return r.truncate(math.RoundToEven(float64(f)))
	}
	d, err := r.index(a[1])
	if err != nil {
		return nil, err
	}
	return py.Float(roundFloat(float64(f), d)), nil
}

// roundInt rounds to a multiple of a power of ten, halves to even.
func (r *run) roundInt(n *big.Int, digits int64) (object, error) {
	if digits > int64(n.BitLen())/3+2 {
		return py.Int(0), nil
	}
	r.charge(uint64(digits) * root(uint64(digits)) / 64)
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil)
	r.bigCost(n, scale)
	q, m := new(big.Int).DivMod(n, scale, new(big.Int))
	switch m.Lsh(m, 1).Cmp(scale) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		q.Add(q, big.NewInt(int64(q.Bit(0))))
	}
	return fromBig(q.Mul(q, scale)), nil
}

// starCall carries out a call with starred arguments: kinds, function, arguments.
func starCall(r *run, pos []object, kw kwargs) (object, error) {
	kinds, fn, rest := string(pos[0].(py.String)), pos[1], pos[2:]
	var args []object
	var named kwargs
	seen := map[string]bool{}
	name := func(k object, v object) error {
		s, ok := k.(py.String)
		if !ok {
			return r.errorf("TypeError", "keywords must be strings")
		}
		if seen[string(s)] {
			return r.errorf("TypeError", "%s got multiple values for keyword argument '%s'", r.functionName(fn), s)
		}
		seen[string(s)] = true
		named = append(named, kwarg{string(s), v})
		return nil
	}
	for _, k := range kinds {
		v := rest[0]
		rest = rest[1:]
		switch k {
		case kindPlain:
			args = append(args, v)
		case kindStar:
			items, err := r.collect(v)
			if err != nil {
				if r.isError(err, "TypeError") && strings.Contains(err.Error(), "is not iterable") {
					return nil, r.errorf("TypeError", "%s argument after * must be an iterable, not %s", r.functionName(fn), r.classOf(v).name)
				}
				return nil, err
			}
			args = append(args, items...)
		case kindNamed:
			if err := name(v, rest[0]); err != nil {
				return nil, err
			}
			rest = rest[1:]
		case kindDouble:
			d, err := r.asDict(v)
			if err != nil {
				return nil, err
			}
			if d == nil {
				return nil, r.errorf("TypeError", "%s argument after ** must be a mapping, not %s", r.functionName(fn), r.classOf(v).name)
			}
			for _, e := range d.all() {
				r.charge(1)
				if err := name(e.key, e.val); err != nil {
					return nil, err
				}
			}
		}
	}
	r.held = append(r.held, py.Tuple(args))
	return r.call(fn, args, named)
}

// functionName names a callable as CPython's messages about its arguments do.
func (r *run) functionName(fn object) string {
	if m, ok := fn.(*method); ok {
		fn = m.fn
	}
	switch f := fn.(type) {
	case *function:
		if m, ok := f.globals.getStr("__name__").(py.String); ok {
			return string(m) + "." + f.qualname + "()"
		}
		return f.qualname + "()"
	case *builtin:
		return f.name + "()"
	case *class:
		return qualified(f) + "()"
	}
	return r.classOf(fn).name + " object"
}

// asDict gives the entries of a mapping: a dict, or an object with keys; nil for anything else.
func (r *run) asDict(v object) (*dict, error) {
	if d, ok := v.(*dict); ok {
		return d, nil
	}
	if in, ok := v.(*instance); ok && in.cls.lookup("keys") != nil {
		d := newDict()
		return d, r.fillPairs(d, v)
	}
	return nil, nil
}

// starItems gives the elements of a display with starred ones: kinds, elements.
func (r *run) starItems(pos []object) ([]object, error) {
	var out []object
	for i, k := range string(pos[0].(py.String)) {
		v := pos[i+1]
		if k == kindPlain {
			out = append(out, v)
			continue
		}
		items, err := r.collect(v)
		if err != nil {
			if r.isError(err, "TypeError") && strings.Contains(err.Error(), "is not iterable") {
				return nil, r.errorf("TypeError", "Value after * must be an iterable, not %s", r.classOf(v).name)
			}
			return nil, err
		}
		out = append(out, items...)
	}
	r.grow(sizeList)
	return out, nil
}

func starList(r *run, pos []object, kw kwargs) (object, error) {
	items, err := r.starItems(pos)
	return &py.List{Items: items}, err
}

func starTuple(r *run, pos []object, kw kwargs) (object, error) {
	items, err := r.starItems(pos)
	return py.Tuple(items), err
}

func starSet(r *run, pos []object, kw kwargs) (object, error) {
	items, err := r.starItems(pos)
	if err != nil {
		return nil, err
	}
	s := newSetObject()
	for _, v := range items {
		if err := r.setAdd(s, v); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func starDict(r *run, pos []object, kw kwargs) (object, error) {
	d := newDict()
	rest := pos[1:]
	for _, k := range string(pos[0].(py.String)) {
		v := rest[0]
		rest = rest[1:]
		if k == kindNamed {
			if err := r.set(d, v, rest[0]); err != nil {
				return nil, err
			}
			rest = rest[1:]
			continue
		}
		from, err := r.asDict(v)
		if err != nil {
			return nil, err
		}
		if from == nil {
			return nil, r.errorf("TypeError", "'%s' object is not a mapping", r.classOf(v).name)
		}
		if err := r.update(d, from); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// pairsDict makes the dict of a comprehension from its list of pairs.
func pairsDict(r *run, pos []object, kw kwargs) (object, error) {
	d := newDict()
	r.grow(sizeDict)
	for _, p := range pos[0].(*py.List).Items {
		pair := p.(py.Tuple)
		r.charge(1)
		if err := r.set(d, pair[0], pair[1]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// withDefaults gives a function its defaults and then the decorator that they came with.
func withDefaults(r *run, given []object, kw kwargs) (object, error) {
	return &builtin{name: "decorator", fn: func(r *run, pos []object, kw kwargs) (object, error) {
		fn := pos[0].(*function)
		fn.defaults = given[1].(py.Tuple)
		for i := 2; i < len(given); i += 2 {
			if fn.kwdefaults == nil {
				fn.kwdefaults = map[string]object{}
			}
			fn.kwdefaults[string(given[i].(py.String))] = given[i+1]
		}
		return r.call(given[0], []object{fn}, nil)
	}}, nil
}
