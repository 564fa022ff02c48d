package gpython

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// The constructors of built-in classes. Each gets the class itself as pos[0].

// truncate is int(f).
func (r *run) truncate(f float64) (object, error) {
	switch {
	case math.IsNaN(f):
		return nil, r.errorf("ValueError", "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return nil, r.errorf("OverflowError", "cannot convert float infinity to integer")
	}
	if math.Abs(f) < 1<<62 {
		return py.Int(f), nil
	}
	n, _ := big.NewFloat(f).Int(nil)
	return fromBig(n), nil
}

// roundFloat rounds to decimal digits, halves to even by the exact value, as CPython's round does.
func roundFloat(f float64, digits int64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) || digits > 323 {
		return f
	}
	if digits < -308 {
		return math.Copysign(0, f)
	}
	if digits >= 0 {
		out, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'f', int(digits), 64), 64)
		return out
	}
	// Left of the point: round the exact integer part by its text.
	exact := new(big.Float).SetMode(big.ToNearestEven).SetFloat64(f)
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(-digits), nil)
	ratio := new(big.Rat)
	exact.Rat(ratio)
	ratio.Quo(ratio, new(big.Rat).SetInt(scale))
	q, m := new(big.Int).DivMod(ratio.Num(), ratio.Denom(), new(big.Int))
	switch m.Lsh(m, 1).Cmp(ratio.Denom()) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		q.Add(q, big.NewInt(int64(q.Bit(0))))
	}
	out, _ := new(big.Float).SetInt(q.Mul(q, scale)).Float64()
	return math.Copysign(out, f)
}

func makeInt(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("int", pos[1:], kw, "x?", "base?")
	if err != nil {
		return nil, err
	}
	if a[0] == nil {
		return py.Int(0), nil
	}
	if a[1] != nil {
		base, err := r.index(a[1])
		if err != nil {
			return nil, err
		}
		s, ok := a[0].(py.String)
		if !ok {
			return nil, r.errorf("TypeError", "int() can't convert non-string with explicit base")
		}
		if base != 0 && (base < 2 || base > 36) {
			return nil, r.errorf("ValueError", "int() base must be >= 2 and <= 36, or 0")
		}
		return r.parseInt(string(s), int(base))
	}
	switch v := a[0].(type) {
	case py.Float:
		return r.truncate(float64(v))
	case py.String:
		return r.parseInt(string(v), 10)
	case py.Bytes:
		return r.parseInt(string(v), 10)
	}
	if n, ok := asBig(a[0]); ok {
		return fromBig(n), nil
	}
	for _, name := range []string{"__int__", "__index__", "__trunc__"} {
		m, err := r.special(a[0], name)
		if err != nil {
			return nil, err
		}
		if m != nil {
			v, err := r.call(m, nil, nil)
			if err != nil {
				return nil, err
			}
			if n, ok := asBig(v); ok {
				return fromBig(n), nil
			}
			return nil, r.errorf("TypeError", "%s returned non-int (type %s)", name, r.classOf(v).name)
		}
	}
	return nil, r.errorf("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '%s'", r.classOf(a[0]).name)
}

// parseInt reads an int literal. Its length is bounded before it is converted.
func (r *run) parseInt(s string, base int) (object, error) {
	bad := func() (object, error) {
		return nil, r.errorf("ValueError", "invalid literal for int() with base %d: %s", base, clip(quoteString(s), 200))
	}
	r.charge(uint64(len(s)) / 16)
	t := asciiDigits(strings.TrimFunc(s, unicode.IsSpace))
	negative := false
	if t != "" && (t[0] == '+' || t[0] == '-') {
		negative = t[0] == '-'
		t = t[1:]
	}
	actual := base
	if len(t) > 1 && t[0] == '0' {
		prefixed := map[byte]int{'x': 16, 'X': 16, 'o': 8, 'O': 8, 'b': 2, 'B': 2}[t[1]]
		if prefixed != 0 && (base == 0 || base == prefixed) {
			actual = prefixed
			t = strings.TrimPrefix(t[2:], "_")
		}
	}
	if actual == 0 {
		actual = 10
		if len(t) > 1 && t[0] == '0' && strings.Trim(t, "0_") != "" {
			return bad()
		}
	}
	if t == "" || t[0] == '_' || t[len(t)-1] == '_' || strings.Contains(t, "__") {
		return bad()
	}
	t = strings.ReplaceAll(t, "_", "")
	if t[0] == '+' || t[0] == '-' {
		return bad()
	}
	if len(t) <= 18 && actual == 10 {
		n, err := strconv.ParseInt(t, 10, 64)
		if err != nil {
			return bad()
		}
		if negative {
			n = -n
		}
		return py.Int(n), nil
	}
	if actual&(actual-1) != 0 && len(t) > r.lim.IntDigits {
		for _, c := range t {
			if c < '0' || c > '9' {
				return bad()
			}
		}
		return nil, r.errorf("ValueError", "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", r.lim.IntDigits, len(t))
	}
	if size := uint64(len(t)/16 + 1); actual&(actual-1) != 0 {
		r.charge(size * size / 2)
	}
	r.grow(uint64(len(t)))
	n, ok := new(big.Int).SetString(t, actual)
	if !ok {
		return bad()
	}
	if negative {
		n.Neg(n)
	}
	return fromBig(n), nil
}

// asciiDigits replaces the decimal digits of other scripts, which int and float accept.
func asciiDigits(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(func(c rune) rune {
				if d, ok := decimalValue(c); ok {
					return '0' + rune(d)
				}
				return c
			}, s)
		}
	}
	return s
}

// decimalValue gives the value of a decimal digit of any script: those stand in runs of ten.
func decimalValue(c rune) (int, bool) {
	if !unicode.Is(unicode.Nd, c) {
		return 0, false
	}
	if c < utf8.RuneSelf {
		return int(c - '0'), true
	}
	for _, t := range unicode.Nd.R16 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10, true
		}
	}
	return 0, false
}

func makeBool(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("bool", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	if len(pos) == 1 {
		return py.False, nil
	}
	b, err := r.truth(pos[1])
	return py.NewBool(b), err
}

func makeFloat(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("float", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	if len(pos) == 1 {
		return py.Float(0), nil
	}
	if s, ok := pos[1].(py.String); ok {
		r.charge(uint64(len(s)) / 8)
		t := asciiDigits(strings.TrimFunc(string(s), unicode.IsSpace))
		f, ok := parseFloat(t)
		if !ok {
			return nil, r.errorf("ValueError", "could not convert string to float: %s", clip(quoteString(string(s)), 200))
		}
		return py.Float(f), nil
	}
	f, ok, err := r.asFloat(pos[1])
	if err != nil {
		return nil, err
	}
	if ok {
		return py.Float(f), nil
	}
	if m, err := r.special(pos[1], "__float__"); m != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return r.call(m, nil, nil)
	}
	return nil, r.errorf("TypeError", "float() argument must be a string or a real number, not '%s'", r.classOf(pos[1]).name)
}

// parseFloat reads what float() reads: no hexadecimal, underscores only between digits.
func parseFloat(t string) (float64, bool) {
	u := strings.ToLower(strings.TrimLeft(t, "+-"))
	if len(t)-len(u) > 1 || u == "" {
		return 0, false
	}
	switch u {
	case "inf", "infinity", "nan":
	default:
		if strings.IndexFunc(u, func(c rune) bool { return !strings.ContainsRune("0123456789.e+-_", c) }) >= 0 {
			return 0, false
		}
		for i := 0; i < len(u); i++ {
			if u[i] == '_' && (i == 0 || i == len(u)-1 || u[i-1] < '0' || u[i-1] > '9' || u[i+1] < '0' || u[i+1] > '9') {
				return 0, false
			}
		}
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(t, "_", ""), 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

func makeStr(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("str", pos[1:], kw, "object?", "encoding?", "errors?")
	if err != nil {
		return nil, err
	}
	if a[1] != nil {
		return bytesMethods()["decode"](r, append([]object{a[0]}, a[1]), nil)
	}
	if a[0] == nil {
		return py.String(""), nil
	}
	s, err := r.str(a[0])
	return py.String(s), err
}

func makeBytes(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("bytes", pos[1:], kw, "source?", "encoding?", "errors?")
	if err != nil {
		return nil, err
	}
	switch v := a[0].(type) {
	case nil:
		return py.Bytes{}, nil
	case py.String:
		if a[1] == nil {
			return nil, r.errorf("TypeError", "string argument without an encoding")
		}
		return stringMethods()["encode"](r, []object{v, a[1]}, nil)
	case py.Bytes:
		return v, nil
	case py.Int:
		if v < 0 {
			return nil, r.errorf("ValueError", "negative count")
		}
		if err := r.alloc(uint64(v), 1); err != nil {
			return nil, err
		}
		r.charge(uint64(v) / 16)
		return make(py.Bytes, v), nil
	}
	var out py.Bytes
	err = r.each(a[0], func(item object) (bool, error) {
		n, err := r.index(item)
		if err == nil && (n < 0 || n > 255) {
			err = r.errorf("ValueError", "bytes must be in range(0, 256)")
		}
		r.grow(1)
		out = append(out, byte(n))
		return true, err
	})
	if out == nil {
		out = py.Bytes{}
	}
	return out, err
}

func makeList(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("list", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	r.grow(sizeList)
	if len(pos) == 1 {
		return &py.List{}, nil
	}
	items, err := r.collect(pos[1])
	if err != nil {
		return nil, err
	}
	return &py.List{Items: items}, nil
}

func makeTuple(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("tuple", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	r.grow(sizeList)
	if len(pos) == 1 {
		return py.Tuple{}, nil
	}
	if t, ok := pos[1].(py.Tuple); ok {
		return t, nil
	}
	items, err := r.collect(pos[1])
	return py.Tuple(items), err
}

func makeDict(r *run, pos []object, kw kwargs) (object, error) {
	d := newDict()
	r.grow(sizeDict)
	return d, r.fillDict("dict", d, pos[1:], kw)
}

// fillDict is d.update(*pos, **kw): a mapping or pairs, then keywords.
func (r *run) fillDict(name string, d *dict, pos []object, kw kwargs) error {
	if len(pos) > 1 {
		return r.errorf("TypeError", "%s expected at most 1 argument, got %d", name, len(pos))
	}
	if len(pos) == 1 {
		if from, ok := pos[0].(*dict); ok {
			if err := r.update(d, from); err != nil {
				return err
			}
		} else if err := r.fillPairs(d, pos[0]); err != nil {
			return err
		}
	}
	for _, a := range kw {
		r.storeName(d, a.name, a.value)
	}
	return nil
}

func (r *run) fillPairs(d *dict, v object) error {
	if m, err := r.special(v, "keys"); err == nil && m != nil && !r.classOf(v).builtin {
		keys, err := r.call(m, nil, nil)
		if err != nil {
			return err
		}
		return r.each(keys, func(k object) (bool, error) {
			val, err := r.getItem(v, k)
			if err != nil {
				return false, err
			}
			return true, r.set(d, k, val)
		})
	}
	i := 0
	return r.each(v, func(item object) (bool, error) {
		pair, err := r.collect(item)
		if err != nil {
			if r.isError(err, "TypeError") {
				return false, r.errorf("TypeError", "cannot convert dictionary update sequence element #%d to a sequence", i)
			}
			return false, err
		}
		if len(pair) != 2 {
			return false, r.errorf("ValueError", "dictionary update sequence element #%d has length %d; 2 is required", i, len(pair))
		}
		i++
		return true, r.set(d, pair[0], pair[1])
	})
}

func makeSet(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("set", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	return r.newSet(pos[1:])
}

func makeFrozenset(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("frozenset", pos, kw, 1, 2); err != nil {
		return nil, err
	}
	s, err := r.newSet(pos[1:])
	if err != nil {
		return nil, err
	}
	s.frozen = true
	return s, nil
}

func makeRange(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("range", pos[1:], kw, 1, 3); err != nil {
		return nil, err
	}
	var n [3]int64
	for i, v := range pos[1:] {
		if _, big := v.(*py.BigInt); big {
			r.unsupported("range beyond 64 bits")
		}
		var err error
		if n[i], err = r.index(v); err != nil {
			return nil, err
		}
	}
	switch len(pos) {
	case 2:
		return r.newRange(0, n[0], 1)
	case 3:
		return r.newRange(n[0], n[1], 1)
	}
	return r.newRange(n[0], n[1], n[2])
}

func makeSlice(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("slice", pos[1:], kw, 1, 3); err != nil {
		return nil, err
	}
	part := [3]object{py.None, py.None, py.None}
	if len(pos) == 2 {
		part[1] = pos[1]
	} else {
		copy(part[:], pos[1:])
	}
	return py.NewSlice(part[0], part[1], part[2]), nil
}

func makeType(r *run, pos []object, kw kwargs) (object, error) {
	if len(pos) != 2 || len(kw) > 0 {
		r.unsupported("type() with three arguments")
	}
	return r.classOf(pos[1]), nil
}

func makeProperty(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("property", pos[1:], kw, "fget?", "fset?", "fdel?", "doc?")
	if err != nil {
		return nil, err
	}
	for i := range a {
		if a[i] == py.None {
			a[i] = nil
		}
	}
	return &property{get: a[0], set: a[1], del: a[2]}, nil
}

func makeStaticMethod(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("staticmethod", pos[1:], kw, 1, 1); err != nil {
		return nil, err
	}
	return &staticMethod{fn: pos[1]}, nil
}

func makeClassMethod(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("classmethod", pos[1:], kw, 1, 1); err != nil {
		return nil, err
	}
	return &classMethod{fn: pos[1]}, nil
}

// makeSuper is super(), which finds class and instance in the calling frame, or super(class, instance).
func makeSuper(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("super", pos[1:], kw, 0, 2); err != nil {
		return nil, err
	}
	var start *class
	var self object
	if len(pos) == 3 {
		start, _ = pos[1].(*class)
		self = pos[2]
	} else {
		f := r.top
		for i, c := range f.cells {
			if f.cellName(i) == "__class__" {
				start, _ = c.value.(*class)
			}
		}
		if f.code.argcount > 0 {
			self = f.locals[0]
			for i, arg := range f.code.cellArg {
				if arg == 0 {
					self = f.cells[i].value
				}
			}
		}
	}
	if start == nil || self == nil {
		return nil, r.errorf("RuntimeError", "super(): no arguments")
	}
	c := r.classOf(self)
	if k, ok := self.(*class); ok && k.is(start) {
		c = k
	}
	if !c.is(start) {
		return nil, r.errorf("TypeError", "super(type, obj): obj (instance of %s) is not an instance or subtype of type (%s).", c.name, start.name)
	}
	return &superProxy{start: start, self: self, cls: c}, nil
}

func makeMap(r *run, pos []object, kw kwargs) (object, error) {
	if len(pos) < 3 || len(kw) > 0 {
		return nil, r.errorf("TypeError", "map() must have at least two arguments.")
	}
	fn := pos[1]
	its, err := r.iters(pos[2:])
	if err != nil {
		return nil, err
	}
	return &lazy{name: "map", holds: append([]object{fn}, its...), step: func(r *run) (object, error) {
		args, err := r.nextAll(its)
		if args == nil || err != nil {
			return nil, err
		}
		return r.call(fn, args, nil)
	}}, nil
}

func (r *run) iters(src []object) ([]object, error) {
	its := make([]object, len(src))
	for i, v := range src {
		var err error
		if its[i], err = r.iter(v); err != nil {
			return nil, err
		}
	}
	return its, nil
}

// nextAll advances several iterators; nil when one is at its end.
func (r *run) nextAll(its []object) ([]object, error) {
	out := make([]object, len(its))
	for i, it := range its {
		r.charge(1)
		v, err := r.next(it)
		if v == nil || err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func makeFilter(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("filter", pos[1:], kw, 2, 2); err != nil {
		return nil, err
	}
	fn := pos[1]
	it, err := r.iter(pos[2])
	if err != nil {
		return nil, err
	}
	return &lazy{name: "filter", holds: []object{fn, it}, step: func(r *run) (object, error) {
		for {
			r.charge(1)
			v, err := r.next(it)
			if v == nil || err != nil {
				return nil, err
			}
			test := v
			if fn != py.None {
				if test, err = r.call(fn, []object{v}, nil); err != nil {
					return nil, err
				}
			}
			if ok, err := r.truth(test); ok || err != nil {
				return v, err
			}
		}
	}}, nil
}

func makeZip(r *run, pos []object, kw kwargs) (object, error) {
	strict := kw.take("strict")
	if len(kw) > 0 {
		return nil, r.errorf("TypeError", "zip() got an unexpected keyword argument '%s'", kw[0].name)
	}
	its, err := r.iters(pos[1:])
	if err != nil {
		return nil, err
	}
	exact := false
	if strict != nil {
		if exact, err = r.truth(strict); err != nil {
			return nil, err
		}
	}
	done := len(its) == 0
	return &lazy{name: "zip", holds: its, step: func(r *run) (object, error) {
		if done {
			return nil, nil
		}
		out := make(py.Tuple, len(its))
		for i, it := range its {
			r.charge(1)
			v, err := r.next(it)
			if err != nil {
				return nil, err
			}
			if v == nil {
				done = true
				if exact {
					return nil, r.uneven(its, i)
				}
				return nil, nil
			}
			out[i] = v
		}
		r.grow(sizeList + uint64(len(out))*sizeSlot)
		return out, nil
	}}, nil
}

// uneven is the error of zip(strict=True) when argument i is the first to end; nil when all end together.
func (r *run) uneven(its []object, i int) error {
	args := func(n int) string {
		if n == 1 {
			return " 1"
		}
		return "s 1-" + strconv.Itoa(n)
	}
	if i > 0 {
		return r.errorf("ValueError", "zip() argument %d is shorter than argument%s", i+1, args(i))
	}
	for j := 1; j < len(its); j++ {
		v, err := r.next(its[j])
		if err != nil {
			return err
		}
		if v != nil {
			return r.errorf("ValueError", "zip() argument %d is longer than argument%s", j+1, args(j))
		}
	}
	return nil
}

func makeEnumerate(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("enumerate", pos[1:], kw, "iterable", "start?")
	if err != nil {
		return nil, err
	}
	it, err := r.iter(a[0])
	if err != nil {
		return nil, err
	}
	var n object = py.Int(0)
	if a[1] != nil {
		i, ok := asBig(a[1])
		if !ok {
			return nil, r.errorf("TypeError", "'%s' object cannot be interpreted as an integer", r.classOf(a[1]).name)
		}
		n = fromBig(i)
	}
	return &lazy{name: "enumerate", holds: []object{it}, step: func(r *run) (object, error) {
		v, err := r.next(it)
		if v == nil || err != nil {
			return nil, err
		}
		pair := py.Tuple{n, v}
		r.grow(sizeList + 2*sizeSlot)
		n, err = r.binary(opAdd, n, py.Int(1))
		return pair, err
	}}, nil
}

func makeReversed(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("reversed", pos[1:], kw, 1, 1); err != nil {
		return nil, err
	}
	var seq object
	switch v := pos[1].(type) {
	case *py.List, py.Tuple, py.Bytes, *rangeObject, *deque:
		seq = v
	case py.String:
		// A str of several bytes a character would be walked anew for each of them.
		chars, err := r.collect(v)
		if err != nil {
			return nil, err
		}
		seq = py.Tuple(chars)
	case *dict, *dictView:
		items, err := r.collect(v)
		if err != nil {
			return nil, err
		}
		seq = py.Tuple(items)
	default:
		if m, err := r.special(v, "__reversed__"); m != nil || err != nil {
			if err != nil {
				return nil, err
			}
			return r.call(m, nil, nil)
		}
		if m, err := r.special(v, "__getitem__"); err != nil || m == nil || r.classOf(v).lookup("__len__") == nil {
			if err == nil {
				err = r.errorf("TypeError", "'%s' object is not reversible", r.classOf(v).name)
			}
			return nil, err
		}
		seq = v
	}
	n, err := r.len(seq)
	if err != nil {
		return nil, err
	}
	return &lazy{name: "reversed", holds: []object{seq}, step: func(r *run) (object, error) {
		if n <= 0 {
			return nil, nil
		}
		n--
		v, err := r.getItem(seq, py.Int(n))
		if err != nil && r.isError(err, "IndexError") {
			n = 0
			return nil, nil
		}
		return v, err
	}}, nil
}
