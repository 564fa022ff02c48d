package py

import (
	"bytes"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// The constructors of the built-in types: int(x, base), str(x), list(iterable)…

// bindArgs spreads the arguments of a constructor over named parameters.
func (t *Thread) bindArgs(name string, sig *Signature, args []Value, kw []Keyword) ([]Value, error) {
	n := Native{Name: name, Sig: sig}
	if len(kw) == 0 && len(args) == len(sig.names) && sig.simple {
		return args, nil
	}
	return n.bind(t, args, kw)
}

var (
	intSig     = ParseSignature("x=0, /, base=10")
	oneSig     = ParseSignature("x=0, /")
	strSig     = ParseSignature("object='', encoding='utf-8', errors='strict'")
	complexSig = ParseSignature("real=0, imag=0")
)

func intNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if n := len(args) + len(kw); n > 2 {
		if typ == &IntType && len(kw) == 0 {
			return Value{}, t.Raisef(&TypeError, "int expected at most 2 arguments, got %d", n)
		}
		return Value{}, t.Raisef(&TypeError, "int() takes at most 2 arguments (%d given)", n)
	}
	a, err := t.bindArgs("int", intSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	v, err := t.intFrom(a[0], a[1])
	if err != nil || typ == &IntType {
		return v, err
	}
	o := typ.alloc(t, typ)
	small, large, _ := v.Long()
	as[BigInt](o).small, as[BigInt](o).big = small, large
	return o, nil
}

func (t *Thread) intFrom(x, base Value) (Value, error) {
	if !x.IsSet() {
		if base.IsSet() {
			return Value{}, t.Raisef(&TypeError, "int() missing string argument")
		}
		return Int(0), nil
	}
	if base.IsSet() {
		b, err := t.IntArg(base)
		if err != nil && Catch(err, &OverflowError) == nil {
			return Value{}, err
		}
		if err != nil || b != 0 && (b < 2 || b > 36) {
			return Value{}, t.Raisef(&ValueError, "int() base must be >= 2 and <= 36, or 0")
		}
		if s := x.Str(); s != nil {
			return t.parseInt(x, s.S, b)
		}
		if x.Bytes() != nil || x.isBytearray() {
			content := bytes.Clone(as[Bytes](x).B)
			return t.parseInt(t.NewBytes(content), latinText(content), b)
		}
		return Value{}, t.Raisef(&TypeError, "int() can't convert non-string with explicit base")
	}
	if x.IsInt() {
		return x, nil
	}
	typ := x.Type()
	switch {
	case typ.ToInt != nil:
		r, err := typ.ToInt(t, x)
		if err != nil {
			return Value{}, err
		}
		if !r.isLong() {
			return Value{}, t.Raisef(&TypeError, "__int__ returned non-int (type %s)", r.Type().Name)
		}
		if r.Type() != &IntType {
			if err := t.warnSubclass("__int__", "int", r); err != nil {
				return Value{}, err
			}
		}
		return intSelf(t, r)
	case typ.Index != nil:
		return t.Index(x)
	}
	if s := x.Str(); s != nil {
		return t.parseInt(x, s.S, 10)
	}
	if isBuffer(x) {
		b, err := t.BytesArg(x)
		if err != nil {
			return Value{}, err
		}
		return t.parseInt(t.NewBytes(b), latinText(b), 10)
	}
	return Value{}, t.Raisef(&TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'", typ.Name)
}

// parseInt reads an int literal as int() does: blanks around it, a sign, underscores between digits, a prefix in base 0.
func (t *Thread) parseInt(v Value, text string, base int) (Value, error) {
	bad := func() (Value, error) {
		r, err := t.Repr(v)
		if err != nil {
			return Value{}, err
		}
		if len(r) > 200 {
			r = r[:200]
		}
		return Value{}, t.Raisef(&ValueError, "invalid literal for int() with base %d: %s", base, r)
	}
	if err := t.Charge(len(text) / 8); err != nil {
		return Value{}, err
	}
	s := asciiDigits(strings.TrimFunc(text, isSpace))
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	b := base
	if len(s) > 2 && s[0] == '0' {
		p := 0
		switch s[1] | 0x20 {
		case 'x':
			p = 16
		case 'o':
			p = 8
		case 'b':
			p = 2
		}
		if p != 0 && (b == p || b == 0) {
			b, s = p, s[2:]
			if s != "" && s[0] == '_' {
				s = s[1:]
			}
		}
	}
	if b == 0 {
		b = 10
		if len(s) > 1 && s[0] == '0' && strings.Trim(s, "0_") != "" {
			return bad()
		}
	}
	if s == "" || s[0] == '_' || s[len(s)-1] == '_' || strings.Contains(s, "__") {
		return bad()
	}
	s = strings.ReplaceAll(s, "_", "")
	for i := 0; i < len(s); i++ {
		c := s[i]
		d := 99
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			d = int(c|0x20-'a') + 10
		}
		if d >= b {
			return bad()
		}
	}
	if b&(b-1) != 0 && t.digits > 0 && len(s) > t.digits {
		return Value{}, t.Raisef(&ValueError, "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", t.digits, len(s))
	}
	if i, err := strconv.ParseInt(s, b, 64); err == nil {
		if neg {
			i = -i
		}
		return Int(i), nil
	}
	if err := t.Grow(uint64(len(s))); err != nil {
		return Value{}, err
	}
	if err := t.Charge(len(s) * (len(s)/2000 + 1) / 8); err != nil {
		return Value{}, err
	}
	z, ok := new(big.Int).SetString(s, b)
	if !ok {
		return bad()
	}
	if neg {
		z.Neg(z)
	}
	return t.Big(z), nil
}

func boolNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	a, err := t.bindArgs("bool", oneSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	if !a[0].IsSet() {
		return False, nil
	}
	b, err := t.Truth(a[0])
	return Bool(b), err
}

// Convert is the call of int, float, str or bool with one argument of a plain type; ok is false for every other call.
func (t *Thread) Convert(callee, x Value) (v Value, ok bool, err error) {
	switch callee.AsType() {
	case &IntType:
		switch {
		case x.IsInt():
			return x, true, nil
		case x.IsBool():
			return Int(x.Small()), true, nil
		case x.IsFloat():
			if f := x.F(); f > -(1<<53) && f < 1<<53 {
				return Int(int64(f)), true, nil
			}
		case x.Type() == &StrType:
			if s := as[Str](x).S; len(s) > 0 && len(s) <= 18 {
				if i, plain := plainDigits(s); plain {
					return Int(i), true, nil
				}
			}
		}
	case &FloatType:
		switch {
		case x.IsFloat():
			return x, true, nil
		case x.IsInt():
			return Float(float64(x.Small())), true, nil
		}
	case &StrType:
		v, err = t.StrOf(x)
		return v, true, err
	case &BoolType:
		b, err := t.Truth(x)
		return Bool(b), true, err
	}
	return Value{}, false, nil
}

// plainDigits is the value of a text of nothing but digits after a sign.
func plainDigits(s string) (int64, bool) {
	negative := s[0] == '-'
	if negative {
		s = s[1:]
	}
	var n int64
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return n, s != ""
}

func floatNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(kw) > 0 && typ.overrides("__init__") {
		kw = nil // they are for the __init__ alone
	}
	a, err := t.bindArgs("float", oneSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	f := 0.0
	if x := a[0]; x.IsSet() {
		var text string
		read := false
		switch {
		case x.Str() != nil:
			text = x.Str().S
		case isBuffer(x):
			b, err := t.BytesArg(x)
			if err != nil {
				return Value{}, err
			}
			text = string(b)
		default:
			if x.Type().ToFloat == nil && x.Type().Index == nil {
				return Value{}, t.Raisef(&TypeError, "float() argument must be a string or a real number, not '%s'", x.Type().Name)
			}
			if x.Type().IsPython() && x.Type().ToFloat != nil && x.Type().IsSubtype(&FloatType) {
				r, err := x.Type().ToFloat(t, x) // a class derived from float may answer something else
				if err != nil {
					return Value{}, err
				}
				x = r
			}
			if f, err = t.FloatArg(x); err != nil {
				return Value{}, err
			}
			read = true
		}
		if !read {
			if err := t.Charge(len(text) / 8); err != nil {
				return Value{}, err
			}
			g, ok := ParseFloat(text)
			ok = ok && (x.Str() != nil || isASCII(text))
			if !ok {
				r, err := t.Repr(x)
				if err != nil {
					return Value{}, err
				}
				return Value{}, t.Raisef(&ValueError, "could not convert string to float: %s", r)
			}
			if f = g; f != f {
				f = t.newNaN(f)
			}
		}
	}
	if typ == &FloatType {
		return Float(f), nil
	}
	o := typ.alloc(t, typ)
	as[FloatObject](o).f = f
	return o, nil
}

// newNaN gives a nan a payload of its own: every call of float("nan") makes another object, and containers tell objects
// apart by identity before they compare.
func (t *Thread) newNaN(f float64) float64 {
	t.nans++
	return math.Float64frombits(math.Float64bits(f)&^(1<<51-1) | t.nans&(1<<51-1))
}

// FloatBits are the bits of a float for the outside, where all nans are the same.
func FloatBits(f float64) uint64 {
	if f != f {
		return math.Float64bits(math.NaN())&^1 | math.Float64bits(f)&(1<<63)
	}
	return math.Float64bits(f)
}

// isBuffer tells what numbers can be read from besides str.
func isBuffer(v Value) bool {
	_, ok := v.BytesLike()
	return ok
}

// ParseFloat reads a float as float() does.
func ParseFloat(text string) (float64, bool) {
	s := asciiDigits(strings.TrimFunc(text, isSpace))
	if s == "" || s[0] == '_' || s[len(s)-1] == '_' || strings.Contains(s, "__") {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '_' {
			if s[i-1] < '0' || s[i-1] > '9' || s[i+1] < '0' || s[i+1] > '9' {
				return 0, false
			}
		} else if c == 'x' || c == 'X' || c == 'p' || c == 'P' {
			return 0, false
		}
	}
	switch strings.ToLower(s) {
	case "+nan":
		return math.NaN(), true
	case "-nan":
		return math.Copysign(math.NaN(), -1), true
	}
	f, err := strconv.ParseFloat(normalExponent(strings.ReplaceAll(s, "_", "")), 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

// normalExponent writes a decimal with an exponent so that the exponent alone tells its magnitude: strconv takes no more
// than four digits of it.
func normalExponent(s string) string {
	const most = 9999
	e := strings.IndexAny(s, "eE")
	if e < 0 || len(s) < 6 || len(s)-e <= 5 && e < most/2 {
		return s
	}
	sign, mantissa, exp, expSign := "", s[:e], s[e+1:], 1
	if mantissa != "" && (mantissa[0] == '-' || mantissa[0] == '+') {
		sign, mantissa = mantissa[:1], mantissa[1:]
	}
	if exp != "" && (exp[0] == '-' || exp[0] == '+') {
		if exp[0] == '-' {
			expSign = -1
		}
		exp = exp[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	for _, part := range []string{whole, fraction, exp} {
		if strings.Trim(part, "0123456789") != "" {
			return s
		}
	}
	if whole+fraction == "" || exp == "" {
		return s
	}
	n := 0
	for _, c := range exp {
		n = min(n*10+int(c-'0'), 1<<50)
	}
	digits := whole + fraction
	point := len(whole)
	trimmed := strings.TrimLeft(digits, "0")
	if trimmed == "" {
		return sign + "0"
	}
	point -= len(digits) - len(trimmed)
	n = max(-most, min(most, n*expSign+point))
	return sign + "0." + trimmed + "e" + strconv.Itoa(n)
}

func strNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(args) > 3 {
		return Value{}, t.Raisef(&TypeError, "str expected at most 3 arguments, got %d", len(args))
	}
	a, err := t.bindArgs("str", strSig, args, kw)
	if err != nil {
		return Value{}, err
	}
	v := Obj(emptyStr)
	if a[0].IsSet() {
		if a[1].IsSet() || a[2].IsSet() {
			for i, name := range []string{"encoding", "errors"} {
				if x := a[i+1]; x.IsSet() && x.Str() == nil {
					return Value{}, t.Raisef(&TypeError, "str() argument '%s' must be str, not %s", name, x.Type().Name)
				}
			}
			if a[0].Str() != nil {
				return Value{}, t.Raisef(&TypeError, "decoding str is not supported")
			}
			if _, ok := a[0].BytesLike(); !ok && !a[0].Type().Lookup("__buffer__").IsSet() {
				return Value{}, t.Raisef(&TypeError, "decoding to str: need a bytes-like object, %s found", a[0].Type().Name)
			}
			c, handler, err := t.codecArgs("str", a[1], a[2])
			if err != nil {
				return Value{}, err
			}
			if v, err = t.decodeBytes(c, a[0], handler); err != nil {
				return Value{}, err
			}
		} else if v, err = t.StrOf(a[0]); err != nil {
			return Value{}, err
		}
	}
	if typ == &StrType {
		return v, nil
	}
	o := typ.alloc(t, typ)
	as[Str](o).S = v.Str().S
	return o, nil
}

// overrides tells whether a Python class defines a method that the engine's base has.
func (typ *Type) overrides(name string) bool {
	_, by := typ.lookupFrom(name)
	return by != nil && by.flags&isHeapType != 0
}

func listNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if typ != &ListType {
		return typ.alloc(t, typ), nil
	}
	return Obj(t.NewList(nil)), nil
}

func listInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	if len(kw) > 0 && !self.Type().overrides("__new__") {
		return t.Raisef(&TypeError, "list() takes no keyword arguments")
	}
	if len(args) > 1 {
		return t.Raisef(&TypeError, "list expected at most 1 argument, got %d", len(args))
	}
	l := self.List()
	l.Items = l.Items[:0]
	if len(args) == 1 {
		items, err := t.ToSlice(args[0])
		l.Items = items
		return err
	}
	return nil
}

func tupleNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(kw) > 0 && !typ.overrides("__init__") {
		return Value{}, t.Raisef(&TypeError, "tuple() takes no keyword arguments")
	}
	if len(args) > 1 {
		return Value{}, t.Raisef(&TypeError, "tuple expected at most 1 argument, got %d", len(args))
	}
	var items []Value
	if len(args) == 1 {
		if args[0].Type() == &TupleType && typ == &TupleType {
			return args[0], nil
		}
		var err error
		if items, err = t.ToSlice(args[0]); err != nil {
			return Value{}, err
		}
	}
	if typ == &TupleType {
		return Obj(t.NewTuple(items)), nil
	}
	o := typ.alloc(t, typ)
	as[Tuple](o).Items = items
	return o, nil
}

func dictNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if typ != &DictType {
		return typ.alloc(t, typ), nil
	}
	return Obj(t.NewDict()), nil
}

func dictInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	if len(args) > 1 {
		return t.Raisef(&TypeError, "dict expected at most 1 argument, got %d", len(args))
	}
	return t.dictUpdate(self.Dict(), args, kw)
}

// dictUpdate is dict.update: from a mapping, from pairs, from keywords.
func (t *Thread) dictUpdate(d *Dict, args []Value, kw []Keyword) error {
	if len(args) == 1 {
		if err := t.UpdateFrom(d, args[0]); err != nil {
			return err
		}
	}
	for _, k := range kw {
		if err := d.Set(t, Obj(k.Name), k.Value); err != nil {
			return err
		}
	}
	return nil
}

// PlainItems tells the dicts whose items may be taken without asking keys() for them: the class has not its own __iter__.
func (v Value) PlainItems() bool {
	typ := v.Type()
	return typ.flags&isHeapType == 0 || typ.special[specialIter] == DictType.Attrs.Get("__iter__")
}

// UpdateFrom puts everything of a mapping, or of an iterable of pairs, into d.
func (t *Thread) UpdateFrom(d *Dict, v Value) error {
	if o := v.Dict(); o != nil && v.PlainItems() {
		if o == d {
			return nil
		}
		return d.Update(t, o)
	}
	keys, err := t.GetAttrOr(v, "keys")
	if err != nil {
		return err
	}
	if keys.IsSet() {
		ks, err := t.Call(keys)
		if err != nil {
			return err
		}
		return t.Iterate(ks, func(k Value) error {
			x, err := t.GetItem(v, k)
			if err != nil {
				return err
			}
			return d.Set(t, k, x)
		})
	}
	i := 0
	return t.Iterate(v, func(pair Value) error {
		if !t.isIterable(pair) {
			err := t.NewException(&TypeError, t.StrValue("object is not iterable"))
			err.addNote(t, "Cannot convert dictionary update sequence element #"+Itoa(i)+" to a sequence")
			return err
		}
		items, err := t.ToSlice(pair)
		if err != nil {
			return err
		}
		if len(items) != 2 {
			return t.Raisef(&ValueError, "dictionary update sequence element #%d has length %d; 2 is required", i, len(items))
		}
		i++
		return d.Set(t, items[0], items[1])
	})
}

func setNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if typ != &SetType {
		return typ.alloc(t, typ), nil
	}
	return Obj(t.NewSet()), nil
}

func setInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	if len(kw) > 0 { // list forgives a __new__ of a class's own, set does not
		return t.Raisef(&TypeError, "set() takes no keyword arguments")
	}
	if len(args) > 1 {
		return t.Raisef(&TypeError, "set expected at most 1 argument, got %d", len(args))
	}
	s := self.Set()
	if s.live > 0 {
		s.Clear()
	}
	if len(args) == 1 {
		t.Hold(self)
		err := s.AddAll(t, args[0])
		t.Release(1)
		return err
	}
	return nil
}

func frozenSetNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	if len(kw) > 0 && !typ.overrides("__init__") {
		return Value{}, t.Raisef(&TypeError, "frozenset() takes no keyword arguments")
	}
	if len(args) > 1 {
		return Value{}, t.Raisef(&TypeError, "frozenset expected at most 1 argument, got %d", len(args))
	}
	var s *Set
	if typ == &FrozenSetType {
		if len(args) == 1 && args[0].Type() == &FrozenSetType {
			return args[0], nil
		}
		s = t.NewFrozenSet()
	} else {
		s = as[Set](typ.alloc(t, typ))
	}
	if len(args) == 1 {
		if err := s.AddAll(t, args[0]); err != nil {
			return Value{}, err
		}
	}
	return Obj(s), nil
}

func dictOr(t *Thread, a, b Value) (Value, error) {
	x, y := a.Dict(), b.Dict()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	d, err := x.Copy(t)
	if err != nil {
		return Value{}, err
	}
	return Obj(d), d.Update(t, y)
}

func dictIOr(t *Thread, a, b Value) (Value, error) {
	return a, t.UpdateFrom(a.Dict(), b)
}
