package stdlib

import (
	"encoding/binary"
	"math"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// array is array.array: numbers of one C type, as bytes in the machine's order, which is little-endian.
type array struct {
	py.Header
	code byte
	size int
	b    []byte
}

var arrayType, arrayIterType py.Type

// arrayFormat packs and unpacks items.
var arrayFormat = structFormat{order: binary.LittleEndian, native: true}

const arrayCodes = "bBuwhHiIlLqQfd"

func arraySize(c byte) int {
	switch c {
	case 'u', 'w':
		return 4
	}
	return structSize(c, true)
}

func (a *array) len() int { return len(a.b) / a.size }

func (a *array) at(t *py.Thread, i int) py.Value {
	b := a.b[i*a.size : (i+1)*a.size]
	switch a.code {
	case 'u', 'w':
		return t.Char(rune(binary.LittleEndian.Uint32(b)))
	}
	return arrayFormat.unpackOne(t, b, a.code)
}

// pack turns a value into the bytes of an item.
func (a *array) pack(t *py.Thread, v py.Value) ([]byte, error) {
	b := make([]byte, a.size)
	switch a.code {
	case 'u', 'w':
		s := v.Str()
		if s == nil {
			return nil, t.Raisef(&py.TypeError, "array item must be a unicode character, not %s", v.Type().Name)
		}
		if s.Len() != 1 {
			return nil, t.Raisef(&py.TypeError, "array item must be a unicode character, not a string of length %d", s.Len())
		}
		r, _ := py.DecodeRune(s.S)
		binary.LittleEndian.PutUint32(b, uint32(r))
		return b, nil
	case 'f', 'd':
		x, err := t.FloatArg(v)
		if err != nil {
			return nil, err
		}
		if a.code == 'f' {
			binary.LittleEndian.PutUint32(b, math.Float32bits(float32(x)))
		} else {
			binary.LittleEndian.PutUint64(b, math.Float64bits(x))
		}
		return b, nil
	}
	i, err := t.Index(v)
	if err != nil {
		return nil, err
	}
	u, err := a.inRange(t, i)
	if err != nil {
		return nil, err
	}
	arrayFormat.put(b, u)
	return b, nil
}

// arrayInt is how an item of a type of integers is taken from an int: the C type it goes through first, its own, and the names of both in errors.
type arrayInt struct {
	via, own         uint // bits; 0 for no step between
	viaName, ownName string
}

var arrayInts = map[byte]arrayInt{
	'b': {16, 8, "signed short integer", "signed char"},
	'B': {0, 8, "", "unsigned byte integer"},
	'h': {0, 16, "", "signed short integer"},
	'H': {32, 16, "signed integer", "unsigned short"},
	'i': {0, 32, "", "signed integer"},
	'I': {0, 32, "", "unsigned int"},
}

// inRange is the bits of an item, or CPython's error for an int that does not fit.
func (a *array) inRange(t *py.Thread, i py.Value) (uint64, error) {
	n, large, _ := i.Long()
	overflow := func(s string) (uint64, error) { return 0, t.RaiseNew(&py.OverflowError, s) }
	negative := large == nil && n < 0 || large != nil && large.Sign() < 0
	if strings.IndexByte("ILQ", a.code) >= 0 {
		switch {
		case negative && a.code == 'Q':
			return overflow("can't convert negative int to unsigned")
		case negative:
			return overflow("can't convert negative value to unsigned int")
		case large != nil && large.BitLen() > 64 && a.code == 'Q':
			return overflow("int too big to convert")
		case large != nil && large.BitLen() > 64:
			return overflow("Python int too large to convert to C unsigned long")
		case a.code == 'I' && (large != nil || n > math.MaxUint32):
			return overflow("unsigned int is greater than maximum")
		case large != nil:
			return large.Uint64(), nil
		}
		return uint64(n), nil
	}
	if large != nil {
		if a.code == 'q' {
			return overflow("int too big to convert")
		}
		return overflow("Python int too large to convert to C long")
	}
	c, ok := arrayInts[a.code]
	if !ok {
		return uint64(n), nil
	}
	for _, step := range [2]struct {
		bits   uint
		signed bool
		name   string
	}{{c.via, true, c.viaName}, {c.own, strings.IndexByte("bhi", a.code) >= 0, c.ownName}} {
		if step.bits == 0 {
			continue
		}
		lo, hi := int64(0), int64(1)<<step.bits-1
		if step.signed {
			lo, hi = -(int64(1) << (step.bits - 1)), int64(1)<<(step.bits-1)-1
		}
		if n > hi {
			return overflow(step.name + " is greater than maximum")
		}
		if n < lo {
			return overflow(step.name + " is less than minimum")
		}
	}
	return uint64(n), nil
}

func (a *array) append(t *py.Thread, v py.Value) error {
	b, err := a.pack(t, v)
	if err != nil {
		return err
	}
	if len(a.b)+len(b) > cap(a.b) {
		if err := t.Grow(uint64(2*cap(a.b) + 16)); err != nil {
			return err
		}
	}
	a.b = append(a.b, b...)
	return nil
}

func newArray(t *py.Thread, typ *py.Type, c byte) (*array, py.Value) {
	a, v := py.Instance[array](t, typ)
	a.code, a.size = c, arraySize(c)
	return a, v
}

// extend takes over the items of an array of the same type, or of any iterable.
func (a *array) extend(t *py.Thread, v py.Value) error {
	if v.Type().IsSubtype(&arrayType) {
		o := py.As[array](v)
		if o.code != a.code {
			return t.RaiseNew(&py.TypeError, "can only extend with array of same kind")
		}
		if err := payBytes(t, len(o.b)); err != nil {
			return err
		}
		a.b = append(a.b, o.b...)
		return nil
	}
	return t.Iterate(v, func(x py.Value) error { return a.append(t, x) })
}

func (a *array) frombytes(t *py.Thread, b []byte) error {
	if len(b)%a.size != 0 {
		return t.RaiseNew(&py.ValueError, "bytes length not a multiple of item size")
	}
	if err := payBytes(t, len(b)); err != nil {
		return err
	}
	a.b = append(a.b, b...)
	return nil
}

func arrayNew(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	if len(kw) > 0 && typ == &arrayType {
		return py.Value{}, t.RaiseNew(&py.TypeError, "array.array() takes no keyword arguments")
	}
	if len(args) < 1 || len(args) > 2 {
		if len(args) == 0 {
			return py.Value{}, t.RaiseNew(&py.TypeError, "array() takes at least 1 argument (0 given)")
		}
		return py.Value{}, t.Raisef(&py.TypeError, "array() takes at most 2 arguments (%d given)", len(args))
	}
	s := args[0].Str()
	if s == nil || s.Len() != 1 {
		if s != nil {
			return py.Value{}, t.Raisef(&py.TypeError, "array() argument 1 must be a unicode character, not a string of length %d", s.Len())
		}
		return py.Value{}, t.Raisef(&py.TypeError, "array() argument 1 must be a unicode character, not %s", args[0].Type().Name)
	}
	if strings.IndexByte(arrayCodes, s.S[0]) < 0 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
	}
	a, v := newArray(t, typ, s.S[0])
	if len(args) < 2 {
		return v, nil
	}
	init := args[1]
	text := init.Str()
	isText := a.code == 'u' || a.code == 'w'
	switch {
	case text != nil && !isText:
		return py.Value{}, t.Raisef(&py.TypeError, "cannot use a str to initialize an array with typecode '%c'", a.code)
	case init.Bytes() != nil || init.Type() == &py.BytearrayType:
		b, _ := init.BytesLike()
		return v, a.frombytes(t, b)
	case init.Type().IsSubtype(&arrayType) && py.As[array](init).code == a.code:
		return v, a.extend(t, init)
	}
	t.Hold(v)
	defer t.Release(1)
	return v, t.Iterate(init, func(x py.Value) error { return a.append(t, x) })
}

func (a *array) index(t *py.Thread, key py.Value, what string) (int, error) {
	if _, _, ok := key.Long(); !ok && key.Type().Index == nil {
		return 0, t.RaiseNew(&py.TypeError, "array indices must be integers")
	}
	i, err := t.IntArg(key)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += a.len()
	}
	if i < 0 || i >= a.len() {
		return 0, t.RaiseNew(&py.IndexError, "array "+what+" out of range")
	}
	return i, nil
}

func arrayGetItem(t *py.Thread, v, key py.Value) (py.Value, error) {
	a := py.As[array](v)
	sl := key.Slice()
	if sl == nil {
		i, err := a.index(t, key, "index")
		if err != nil {
			return py.Value{}, err
		}
		return a.at(t, i), nil
	}
	sl, err := t.SliceOfInts(sl)
	if err != nil {
		return py.Value{}, err
	}
	start, _, step, n, err := t.SliceIndices(sl, a.len())
	if err != nil {
		return py.Value{}, err
	}
	if err := payBytes(t, n*a.size); err != nil {
		return py.Value{}, err
	}
	o, w := newArray(t, &arrayType, a.code)
	for i := range n {
		p := (start + i*step) * a.size
		o.b = append(o.b, a.b[p:p+a.size]...)
	}
	return w, nil
}

func arraySetItem(t *py.Thread, v, key, x py.Value) error {
	a := py.As[array](v)
	sl := key.Slice()
	if sl == nil {
		i, err := a.index(t, key, "assignment index")
		if err != nil {
			return err
		}
		if !x.IsSet() {
			a.b = append(a.b[:i*a.size], a.b[(i+1)*a.size:]...)
			return nil
		}
		b, err := a.pack(t, x)
		if err != nil {
			return err
		}
		if i < a.len() {
			copy(a.b[i*a.size:], b)
		}
		return nil
	}
	var with []byte
	if x.IsSet() {
		if !x.Type().IsSubtype(&arrayType) {
			return t.Raisef(&py.TypeError, "can only assign array (not \"%s\") to array slice", x.Type().Name)
		}
		o := py.As[array](x)
		if o.code != a.code {
			return t.RaiseNew(&py.TypeError, "bad argument type for built-in operation")
		}
		with = append([]byte(nil), o.b...)
	}
	sl, err := t.SliceOfInts(sl)
	if err != nil {
		return err
	}
	start, stop, step, n, err := t.SliceIndices(sl, a.len())
	if err != nil {
		return err
	}
	if err := payBytes(t, len(a.b)+len(with)); err != nil {
		return err
	}
	if step == 1 {
		stop = max(stop, start)
		out := append([]byte(nil), a.b[:start*a.size]...)
		out = append(out, with...)
		a.b = append(out, a.b[stop*a.size:]...)
		return nil
	}
	if x.IsSet() {
		if len(with) != n*a.size {
			return t.Raisef(&py.ValueError, "attempt to assign array of size %d to extended slice of size %d", len(with)/a.size, n)
		}
		for i := range n {
			copy(a.b[(start+i*step)*a.size:], with[i*a.size:(i+1)*a.size])
		}
		return nil
	}
	drop := make([]bool, a.len())
	for i := range n {
		drop[start+i*step] = true
	}
	var out []byte
	for i, d := range drop {
		if !d {
			out = append(out, a.b[i*a.size:(i+1)*a.size]...)
		}
	}
	a.b = out
	return nil
}

// list is the items as a slice.
func (a *array) list(t *py.Thread) ([]py.Value, error) {
	if err := t.Grow(uint64(a.len()) * 16); err != nil {
		return nil, err
	}
	if err := t.Charge(a.len()/4 + 1); err != nil {
		return nil, err
	}
	out := make([]py.Value, a.len())
	for i := range out {
		out[i] = a.at(t, i)
	}
	return out, nil
}

func (a *array) text() string {
	var b strings.Builder
	for i := 0; i < len(a.b); i += 4 {
		b.WriteString(py.RuneString(rune(binary.LittleEndian.Uint32(a.b[i:]))))
	}
	return b.String()
}

type arrayIterator struct {
	py.Header
	a   *array
	pos int
}

var defineArray = sync.OnceFunc(func() {
	c := py.Class{Module: "array", Name: "array", Generic: true, Referable: true, Sequence: true, Methods: arrayMethods(), Attrs: []py.Attr{
		{Name: "typecode", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.Char(rune(py.As[array](v).code)), nil }},
		{Name: "itemsize", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(py.As[array](v).size)), nil }},
	}}
	c.New = arrayNew
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Len = func(t *py.Thread, v py.Value) (int, error) { return py.As[array](v).len(), nil }
	c.GetItem, c.SetItem = arrayGetItem, arraySetItem
	c.Iter = func(t *py.Thread, v py.Value) (py.Value, error) {
		it, w := py.Instance[arrayIterator](t, &arrayIterType)
		it.a = py.As[array](v)
		return w, nil
	}
	c.Contains = func(t *py.Thread, v, x py.Value) (bool, error) {
		i, err := py.As[array](v).find(t, x, 0, math.MaxInt)
		return i >= 0, err
	}
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		a := py.As[array](v)
		head := v.Type().ShortName() + "('" + string(a.code) + "'"
		if a.len() == 0 {
			return t.StrValue(head + ")"), nil
		}
		if a.code == 'u' || a.code == 'w' {
			r, err := t.Repr(t.StrValue(a.text()))
			return t.StrValue(head + ", " + r + ")"), err
		}
		items, err := a.list(t)
		if err != nil {
			return py.Value{}, err
		}
		return t.JoinReprs(head+", [", "])", items)
	}
	c.Compare = func(t *py.Thread, op code.CmpOp, x, y py.Value) (py.Value, error) {
		if !x.Type().IsSubtype(&arrayType) || !y.Type().IsSubtype(&arrayType) {
			return py.NotImplemented, nil
		}
		xs, err := py.As[array](x).list(t)
		if err != nil {
			return py.Value{}, err
		}
		ys, err := py.As[array](y).list(t)
		if err != nil {
			return py.Value{}, err
		}
		return t.Compare(op, t.ListValue(xs), t.ListValue(ys))
	}
	c.Binary[code.OpAdd] = func(t *py.Thread, x, y py.Value) (py.Value, error) {
		if !x.Type().IsSubtype(&arrayType) {
			return py.NotImplemented, nil
		}
		if !y.Type().IsSubtype(&arrayType) {
			return py.Value{}, t.Raisef(&py.TypeError, "can only append array (not \"%s\") to array", y.Type().Name)
		}
		a, b := py.As[array](x), py.As[array](y)
		if a.code != b.code {
			return py.Value{}, t.RaiseNew(&py.TypeError, "bad argument type for built-in operation")
		}
		o, v := newArray(t, &arrayType, a.code)
		if err := payBytes(t, len(a.b)+len(b.b)); err != nil {
			return py.Value{}, err
		}
		o.b = append(append(o.b, a.b...), b.b...)
		return v, nil
	}
	c.InPlace[code.OpAdd] = func(t *py.Thread, x, y py.Value) (py.Value, error) {
		if !y.Type().IsSubtype(&arrayType) {
			return py.Value{}, t.Raisef(&py.TypeError, "can only extend with array (not \"%s\")", y.Type().Name)
		}
		return x, py.As[array](x).extend(t, y)
	}
	repeat := func(t *py.Thread, x, y py.Value) ([]byte, bool, error) {
		a := py.As[array](x)
		n, ok, err := t.RepeatCount(y, len(a.b))
		if err != nil || !ok {
			return nil, ok, err
		}
		if err := payBytes(t, n*len(a.b)); err != nil {
			return nil, true, err
		}
		out := make([]byte, 0, n*len(a.b))
		for range n {
			out = append(out, a.b...)
		}
		return out, true, nil
	}
	c.Binary[code.OpMul] = func(t *py.Thread, x, y py.Value) (py.Value, error) {
		if !x.Type().IsSubtype(&arrayType) {
			x, y = y, x
		}
		b, ok, err := repeat(t, x, y)
		if err != nil || !ok {
			return py.NotImplemented, err
		}
		o, v := newArray(t, &arrayType, py.As[array](x).code)
		o.b = b
		return v, nil
	}
	c.InPlace[code.OpMul] = func(t *py.Thread, x, y py.Value) (py.Value, error) {
		b, ok, err := repeat(t, x, y)
		if err != nil || !ok {
			return py.NotImplemented, err
		}
		py.As[array](x).b = b
		return x, nil
	}
	c.Buffer = func(v py.Value) (py.Buffer, bool) {
		a := py.As[array](v)
		return py.Buffer{Data: a.b, Format: string(a.code), ItemSize: a.size}, true
	}
	c.Size = func(v py.Value) uint64 { return 64 + uint64(cap(py.As[array](v).b)) }
	py.DefineClass[array](&arrayType, c)
	it := py.Class{Module: "array", Name: "arrayiterator", Final: true}
	it.Iter = func(t *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	it.Next = func(t *py.Thread, v py.Value) (py.Value, error) {
		it := py.As[arrayIterator](v)
		if it.a == nil || it.pos >= it.a.len() {
			it.a = nil
			return py.Value{}, nil
		}
		it.pos++
		return it.a.at(t, it.pos-1), nil
	}
	it.Trace = func(v py.Value, visit func(py.Value)) {
		if a := py.As[arrayIterator](v).a; a != nil {
			visit(py.Obj(a))
		}
	}
	py.DefineClass[arrayIterator](&arrayIterType, it)
})

// find is the position of a value, or -1.
func (a *array) find(t *py.Thread, x py.Value, from, to int) (int, error) {
	for i := from; i < to && i < a.len(); i++ {
		if err := t.Charge(1); err != nil {
			return -1, err
		}
		same, err := t.EqualIdentity(a.at(t, i), x)
		if err != nil {
			return -1, err
		}
		if same {
			return i, nil
		}
	}
	return -1, nil
}

// arrayModule is the module array.
func arrayModule(t *py.Thread) (*py.Module, error) {
	defineArray()
	m := t.ModuleOf("array", nil, &arrayType)
	m.Set(t, "ArrayType", py.Obj(&arrayType))
	m.Set(t, "typecodes", t.StrValue(arrayCodes))
	// Arrays are mutable sequences for collections.abc.
	abc, err := t.Hooks.Import(t, "collections.abc", nil, []string{"MutableSequence"}, 0)
	if err != nil {
		return nil, err
	}
	class, err := t.GetAttr(abc, t.Intern("MutableSequence"))
	if err != nil {
		return nil, err
	}
	register, err := t.GetAttr(class, t.Intern("register"))
	if err != nil {
		return nil, err
	}
	if _, err := t.Call(register, py.Obj(&arrayType)); err != nil {
		return nil, err
	}
	return m, nil
}
