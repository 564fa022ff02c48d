package stdlib

import (
	"encoding/binary"
	"math"
	"math/big"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// structItem is one format character: how many values or, for s and p, how many bytes.
type structItem struct {
	code  byte
	count int
	size  int // of one value
	pad   int // bytes of alignment before it
}

// structFormat is a compiled format.
type structFormat struct {
	text   string
	items  []structItem
	order  binary.ByteOrder
	native bool // the sizes, and the bounds in messages, of C
	size   int
	values int // how many Python values
}

// structObject is a Struct.
type structObject struct {
	py.Header
	f *structFormat
}

// structIterator is what iter_unpack answers.
type structIterator struct {
	py.Header
	f      *structFormat
	buffer py.Value
	pos    int
}

var structError, structType, structIterType py.Type

func structFail(t *py.Thread, format string, args ...any) error {
	return t.Raisef(&structError, format, args...)
}

// structSize is the size of a format character, 0 for one that is none. Native sizes are those of 64-bit Linux.
func structSize(c byte, native bool) int {
	switch c {
	case 'x', 'c', 'b', 'B', '?', 's', 'p':
		return 1
	case 'h', 'H', 'e':
		return 2
	case 'i', 'I', 'f':
		return 4
	case 'l', 'L':
		if native {
			return 8
		}
		return 4
	case 'q', 'Q', 'd', 'F':
		return 8
	case 'D':
		return 16
	case 'n', 'N', 'P':
		if native {
			return 8
		}
	}
	return 0
}

// parseStruct compiles a format.
func parseStruct(t *py.Thread, v py.Value) (*structFormat, error) {
	var text string
	if s := v.Str(); s != nil {
		text = s.S
	} else if b, ok := v.BytesLike(); ok && v.Bytes() != nil {
		text = string(b)
	} else {
		return nil, t.Raisef(&py.TypeError, "Struct() argument 1 must be a str or bytes object, not %s", v.Type().Name)
	}
	if err := t.Charge(1 + len(text)/2); err != nil {
		return nil, err
	}
	for i := range len(text) {
		if text[i] >= 0x80 {
			return nil, t.RaiseNew(&py.UnicodeEncodeError, "'ascii' codec can't encode character in position "+py.Itoa(i)+": ordinal not in range(128)")
		}
		if text[i] == 0 {
			return nil, structFail(t, "embedded null character")
		}
	}
	f := &structFormat{text: text, order: binary.LittleEndian, native: true}
	align := true
	s := text
	if s != "" {
		switch s[0] {
		case '@':
			s = s[1:]
		case '=', '<':
			f.native, align, s = false, false, s[1:]
		case '>', '!':
			f.native, align, f.order, s = false, false, binary.BigEndian, s[1:]
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ' ' || c >= '\t' && c <= '\r' {
			continue
		}
		n, counted := 1, false
		if c >= '0' && c <= '9' {
			n = 0
			for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
				if n > (math.MaxInt64-9)/10 {
					return nil, structFail(t, "overflow in item count")
				}
				n = n*10 + int(s[i]-'0')
			}
			counted = true
			if i >= len(s) {
				return nil, structFail(t, "repeat count given without format specifier")
			}
			c = s[i]
		}
		_ = counted
		size := structSize(c, f.native)
		if size == 0 {
			return nil, structFail(t, "bad char in struct format")
		}
		item := structItem{code: c, count: n, size: size}
		if align && c != 'x' && c != 's' && c != 'p' {
			boundary := size
			if c == 'F' || c == 'D' {
				boundary = size / 2
			}
			item.pad = -f.size & (boundary - 1)
		}
		if n > (math.MaxInt64-f.size-item.pad)/size {
			return nil, structFail(t, "total struct size too long")
		}
		f.size += item.pad + n*size
		switch c {
		case 'x':
		case 's', 'p':
			f.values++
		default:
			f.values += n
		}
		f.items = append(f.items, item)
	}
	return f, nil
}

// structOf is a compiled format, kept for the run.
func structOf(t *py.Thread, v py.Value) (*structFormat, error) {
	kept, _ := t.State["struct"].(map[string]*structFormat)
	if s := v.Str(); s != nil {
		if f := kept[s.S]; f != nil {
			return f, nil
		}
	}
	f, err := parseStruct(t, v)
	if err != nil {
		return nil, err
	}
	if kept == nil || len(kept) >= 100 {
		kept = map[string]*structFormat{}
		t.State["struct"] = kept
	}
	if v.Str() != nil {
		kept[f.text] = f
	}
	return f, nil
}

// pack writes values to a buffer of the format's size.
func (f *structFormat) pack(t *py.Thread, b []byte, values []py.Value, name string) error {
	if len(values) != f.values {
		return structFail(t, "%s expected %d items for packing (got %d)", name, f.values, len(values))
	}
	if err := t.Charge(f.size / 8); err != nil {
		return err
	}
	pos, next := 0, 0
	for _, it := range f.items {
		clear(b[pos : pos+it.pad])
		pos += it.pad
		switch it.code {
		case 'x':
			clear(b[pos : pos+it.count])
			pos += it.count
			continue
		case 's', 'p':
			text, ok := values[next].BytesLike()
			if !ok || values[next].Bytes() == nil {
				return structFail(t, "argument for '%c' must be a bytes object", it.code)
			}
			next++
			to := b[pos : pos+it.count]
			clear(to)
			if it.code == 'p' && it.count > 0 {
				n := copy(to[1:], text)
				to[0] = byte(min(n, 255))
			} else {
				copy(to, text)
			}
			pos += it.count
			continue
		}
		for range it.count {
			if err := f.packOne(t, b[pos:pos+it.size], it.code, values[next]); err != nil {
				return err
			}
			next++
			pos += it.size
		}
	}
	return nil
}

func (f *structFormat) put(b []byte, u uint64) {
	switch len(b) {
	case 1:
		b[0] = byte(u)
	case 2:
		f.order.PutUint16(b, uint16(u))
	case 4:
		f.order.PutUint32(b, uint32(u))
	case 8:
		f.order.PutUint64(b, u)
	}
}

func (f *structFormat) packOne(t *py.Thread, b []byte, c byte, v py.Value) error {
	switch c {
	case 'c':
		s, ok := v.BytesLike()
		if !ok || v.Bytes() == nil || len(s) != 1 {
			return structFail(t, "char format requires a bytes object of length 1")
		}
		b[0] = s[0]
		return nil
	case '?':
		on, err := t.Truth(v)
		b[0] = 0
		if on {
			b[0] = 1
		}
		return err
	case 'e', 'f', 'd':
		x, err := t.FloatArg(v)
		if err != nil {
			if py.Catch(err, &py.TypeError) != nil {
				return structFail(t, "required argument is not a float")
			}
			return err
		}
		return f.packFloat(t, b, c, x)
	case 'F', 'D':
		z, ok := py.AsComplex(v)
		if !ok {
			x, err := t.FloatArg(v)
			if err != nil {
				return structFail(t, "required argument is not a complex")
			}
			z = complex(x, 0)
		}
		half, part := len(b)/2, byte('f')
		if c == 'D' {
			part = 'd'
		}
		if err := f.packFloat(t, b[:half], part, real(z)); err != nil {
			return err
		}
		return f.packFloat(t, b[half:], part, imag(z))
	}
	if _, _, ok := v.Long(); !ok && v.Type().Index == nil {
		return structFail(t, "required argument is not an integer")
	}
	i, err := t.Index(v)
	if err != nil {
		return err
	}
	small, large, _ := i.Long()
	bits := uint(8 * len(b))
	signed := strings.IndexByte("bhilqn", c) >= 0
	fits := large == nil
	switch {
	case signed && fits:
		fits = bits == 64 || small >= -1<<(bits-1) && small < 1<<(bits-1)
	case !signed && fits:
		fits = small >= 0 && (bits == 64 || small < 1<<bits)
	case !signed && bits == 64:
		fits = large.Sign() > 0 && large.BitLen() <= 64
	}
	if !fits {
		return f.rangeError(t, c, bits, signed)
	}
	u := uint64(small)
	if large != nil {
		u = large.Uint64()
	}
	f.put(b, u)
	return nil
}

func (f *structFormat) rangeError(t *py.Thread, c byte, bits uint, signed bool) error {
	switch {
	case c == 'P' || bits == 64 && signed && !f.native:
		return structFail(t, "int too large to convert")
	case bits == 64 && signed:
		return structFail(t, "'%c' format requires -9223372036854775808 <= number <= 9223372036854775807", c)
	case bits == 64:
		return structFail(t, "'%c' format requires 0 <= number <= 18446744073709551615", c)
	case signed:
		return structFail(t, "'%c' format requires %d <= number <= %d", c, -(int64(1) << (bits - 1)), int64(1)<<(bits-1)-1)
	}
	return structFail(t, "'%c' format requires 0 <= number <= %d", c, int64(1)<<bits-1)
}

func (f *structFormat) packFloat(t *py.Thread, b []byte, c byte, x float64) error {
	switch c {
	case 'e':
		h, ok := halfOf(x)
		if !ok {
			return t.RaiseNew(&py.OverflowError, "float too large to pack with e format")
		}
		f.put(b, uint64(h))
	case 'f':
		y := float32(x)
		if math.IsInf(float64(y), 0) && !math.IsInf(x, 0) && !f.native {
			return t.RaiseNew(&py.OverflowError, "float too large to pack with f format")
		}
		f.put(b, uint64(math.Float32bits(y)))
	default:
		f.put(b, math.Float64bits(x))
	}
	return nil
}

// halfOf rounds to a float of 16 bits, to even; ok is false where it is too large.
func halfOf(x float64) (uint16, bool) {
	var sign uint16
	if math.Signbit(x) {
		sign, x = 0x8000, -x
	}
	switch {
	case x != x:
		return sign | 0x7e00, true
	case math.IsInf(x, 1):
		return sign | 0x7c00, true
	case x == 0:
		return sign, true
	}
	frac, e := math.Frexp(x) // x = frac * 2^e
	if e < -13 {             // subnormal
		m := math.RoundToEven(math.Ldexp(x, 24))
		return sign | uint16(m), true
	}
	m := math.RoundToEven(math.Ldexp(frac, 11)) // 1024..2048
	if m == 2048 {
		m, e = 1024, e+1
	}
	if e > 16 {
		return 0, false
	}
	return sign | uint16(e+14)<<10 | uint16(m)&0x3ff, true
}

func floatOfHalf(h uint16) float64 {
	sign := 1.0
	if h&0x8000 != 0 {
		sign = -1
	}
	e, m := int(h>>10&31), float64(h&0x3ff)
	switch e {
	case 0:
		return float64(sign * math.Ldexp(m, -24))
	case 31:
		if m != 0 {
			return math.Copysign(math.NaN(), sign)
		}
		return math.Inf(int(sign))
	}
	return float64(sign * math.Ldexp(m+1024, e-25))
}

func (f *structFormat) get(b []byte) uint64 {
	switch len(b) {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(f.order.Uint16(b))
	case 4:
		return uint64(f.order.Uint32(b))
	}
	return f.order.Uint64(b)
}

// unpack reads the values of a buffer of the format's size.
func (f *structFormat) unpack(t *py.Thread, b []byte) (py.Value, error) {
	if err := t.Charge(1 + f.size/8); err != nil {
		return py.Value{}, err
	}
	if err := t.Grow(uint64(f.values) * 16); err != nil {
		return py.Value{}, err
	}
	out := make([]py.Value, 0, f.values)
	pos := 0
	for _, it := range f.items {
		pos += it.pad
		switch it.code {
		case 'x':
			pos += it.count
			continue
		case 's':
			out = append(out, t.NewBytes(append([]byte(nil), b[pos:pos+it.count]...)))
			pos += it.count
			continue
		case 'p':
			n := 0
			if it.count > 0 {
				n = min(int(b[pos]), it.count-1)
				out = append(out, t.NewBytes(append([]byte(nil), b[pos+1:pos+1+n]...)))
			} else {
				out = append(out, t.NewBytes(nil))
			}
			pos += it.count
			continue
		}
		for range it.count {
			out = append(out, f.unpackOne(t, b[pos:pos+it.size], it.code))
			pos += it.size
		}
	}
	return py.Obj(t.NewTuple(out)), nil
}

func (f *structFormat) float(b []byte, c byte) float64 {
	switch c {
	case 'e':
		return floatOfHalf(uint16(f.get(b)))
	case 'f':
		return float64(math.Float32frombits(uint32(f.get(b))))
	}
	return math.Float64frombits(f.get(b))
}

func (f *structFormat) unpackOne(t *py.Thread, b []byte, c byte) py.Value {
	switch c {
	case 'c':
		return t.NewBytes([]byte{b[0]})
	case '?':
		return py.Bool(b[0] != 0)
	case 'e', 'f', 'd':
		return py.Float(f.float(b, c))
	case 'F':
		return t.NewComplex(complex(f.float(b[:4], 'f'), f.float(b[4:], 'f')))
	case 'D':
		return t.NewComplex(complex(f.float(b[:8], 'd'), f.float(b[8:], 'd')))
	}
	u := f.get(b)
	if strings.IndexByte("bhilqn", c) >= 0 {
		shift := 64 - 8*len(b)
		return py.Int(int64(u<<shift) >> shift)
	}
	if u <= math.MaxInt64 {
		return py.Int(int64(u))
	}
	return t.Big(new(big.Int).SetUint64(u))
}

// at is the part of a buffer at an offset.
func (f *structFormat) at(t *py.Thread, b []byte, offset int, name, verb string) ([]byte, error) {
	if offset < 0 {
		if offset+f.size > 0 {
			what := "not enough data"
			if verb == "pack" {
				what = "no space"
			}
			return nil, structFail(t, "%s to %s %d bytes at offset %d", what, verb, f.size, offset)
		}
		if offset+len(b) < 0 {
			return nil, structFail(t, "offset %d out of range for %d-byte buffer", offset, len(b))
		}
		offset += len(b)
	}
	if len(b)-offset < f.size {
		return nil, structFail(t, "%s requires a buffer of at least %d bytes for %sing %d bytes at offset %d (actual buffer size is %d)",
			name, uint64(f.size)+uint64(offset), verb, f.size, offset, len(b))
	}
	return b[offset : offset+f.size], nil
}

// structActions are the functions of the module, which are the methods of Struct too; a holds what follows the format.
var structActions = []struct {
	name, sig string
	do        func(t *py.Thread, f *structFormat, a []py.Value) (py.Value, error)
}{
	{"pack", "*values", func(t *py.Thread, f *structFormat, a []py.Value) (py.Value, error) {
		if err := t.Grow(uint64(f.size)); err != nil {
			return py.Value{}, err
		}
		b := make([]byte, f.size)
		if err := f.pack(t, b, a[0].Tuple().Items, "pack"); err != nil {
			return py.Value{}, err
		}
		return t.NewBytes(b), nil
	}},
	{"unpack", "buffer, /", func(t *py.Thread, f *structFormat, a []py.Value) (py.Value, error) {
		b, err := t.BytesArg(a[0])
		if err != nil {
			return py.Value{}, err
		}
		if len(b) != f.size {
			return py.Value{}, structFail(t, "unpack requires a buffer of %d bytes", f.size)
		}
		return f.unpack(t, b)
	}},
	{"unpack_from", "buffer, offset=0", func(t *py.Thread, f *structFormat, a []py.Value) (py.Value, error) {
		b, err := t.BytesArg(a[0])
		if err != nil {
			return py.Value{}, err
		}
		offset := 0
		if a[1].IsSet() {
			if offset, err = t.IntArg(a[1]); err != nil {
				return py.Value{}, err
			}
		}
		part, err := f.at(t, b, offset, "unpack_from", "unpack")
		if err != nil {
			return py.Value{}, err
		}
		return f.unpack(t, part)
	}},
	{"pack_into", "buffer, offset, *values", func(t *py.Thread, f *structFormat, a []py.Value) (py.Value, error) {
		offset, err := t.IntArg(a[1])
		if err != nil {
			return py.Value{}, err
		}
		packed := make([]byte, f.size)
		if err := t.Grow(uint64(f.size)); err != nil {
			return py.Value{}, err
		}
		b, ok := t.WritableBytes(a[0])
		if !ok {
			return py.Value{}, t.Raisef(&py.TypeError, "argument must be read-write bytes-like object, not %s", a[0].Type().Name)
		}
		if _, err := f.at(t, b, offset, "pack_into", "pack"); err != nil {
			return py.Value{}, err
		}
		if err := f.pack(t, packed, a[2].Tuple().Items, "pack_into"); err != nil {
			return py.Value{}, err
		}
		if b, ok = t.WritableBytes(a[0]); !ok { // packing may have called Python
			return py.Value{}, t.RaiseNew(&py.BufferError, "the buffer is gone")
		}
		part, err := f.at(t, b, offset, "pack_into", "pack")
		if err != nil {
			return py.Value{}, err
		}
		copy(part, packed)
		return py.None, nil
	}},
	{"iter_unpack", "buffer, /", func(t *py.Thread, f *structFormat, a []py.Value) (py.Value, error) {
		b, err := t.BytesArg(a[0])
		if err != nil {
			return py.Value{}, err
		}
		if f.size == 0 {
			return py.Value{}, structFail(t, "cannot iteratively unpack with a struct of length 0")
		}
		if len(b)%f.size != 0 {
			return py.Value{}, structFail(t, "iterative unpacking requires a buffer of a multiple of %d bytes", f.size)
		}
		it, v := py.Instance[structIterator](t, &structIterType)
		it.f, it.buffer = f, a[0]
		return v, nil
	}},
}

var structFunctions = sync.OnceValue(func() *py.FunctionSet {
	py.DefineException(&structError, "struct", "error", &py.ExceptionType)
	c := py.Class{Module: "_struct", Name: "Struct", Attrs: []py.Attr{
		{Name: "format", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			return t.StrValue(py.As[structObject](v).f.text), nil
		}},
		{Name: "size", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			return py.Int(int64(py.As[structObject](v).f.size)), nil
		}},
	}}
	var defs []py.Def
	for _, act := range structActions {
		c.Methods = append(c.Methods, py.Def{Name: act.name, Sig: act.sig, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return act.do(t, py.As[structObject](a[0]).f, a[1:])
		}})
		sig := "format, " + act.sig
		if !strings.Contains(sig, "/") {
			sig = "format, /, " + act.sig
		}
		defs = append(defs, py.Def{Name: act.name, Sig: sig, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			f, err := structOf(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return act.do(t, f, a[1:])
		}})
	}
	sig := py.ParseSignature("format")
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		o, v := py.Instance[structObject](t, typ)
		o.f = &structFormat{order: binary.LittleEndian, native: true}
		return v, nil
	}
	c.Init = func(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) error {
		a, err := t.Bind("Struct", sig, args, kw)
		if err != nil {
			return err
		}
		f, err := structOf(t, a[0])
		if err == nil {
			py.As[structObject](self).f = f
		}
		return err
	}
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		r, err := t.Repr(t.StrValue(py.As[structObject](v).f.text))
		return t.StrValue(v.Type().ShortName() + "(" + r + ")"), err
	}
	c.Size = func(v py.Value) uint64 {
		if f := py.As[structObject](v).f; f != nil {
			return 128 + uint64(len(f.text)+cap(f.items)*32)
		}
		return 64
	}
	py.DefineClass[structObject](&structType, c)
	it := py.Class{Module: "_struct", Name: "unpack_iterator", Final: true, Methods: []py.Def{{Name: "__length_hint__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		it := py.As[structIterator](a[0])
		b, _ := it.buffer.BytesLike()
		return py.Int(int64(max(0, len(b)-it.pos) / it.f.size)), nil
	}}}}
	it.Iter = func(t *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	it.Next = func(t *py.Thread, v py.Value) (py.Value, error) {
		it := py.As[structIterator](v)
		b, _ := it.buffer.BytesLike()
		if len(b)-it.pos < it.f.size {
			return py.Value{}, nil
		}
		it.pos += it.f.size
		return it.f.unpack(t, b[it.pos-it.f.size:it.pos])
	}
	it.Trace = func(v py.Value, visit func(py.Value)) { visit(py.As[structIterator](v).buffer) }
	it.Size = func(v py.Value) uint64 {
		f := py.As[structIterator](v).f
		return 128 + uint64(len(f.text)+cap(f.items)*32)
	}
	py.DefineClass[structIterator](&structIterType, it)
	return py.Functions("_struct", append(defs, []py.Def{
		{Name: "calcsize", Sig: "format, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			f, err := structOf(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return py.Int(int64(f.size)), nil
		}},
		{Name: "_clearcache", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			delete(t.State, "struct")
			return py.None, nil
		}},
	}...))
})

// structModule is the module struct.
func structModule(t *py.Thread) *py.Module {
	m := t.ModuleOf("struct", structFunctions(), &structType)
	m.Set(t, "error", py.Obj(&structError))
	all := []py.Value{}
	for _, name := range []string{"calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"} {
		all = append(all, t.StrValue(name))
	}
	m.Set(t, "__all__", t.ListValue(all))
	return m
}
