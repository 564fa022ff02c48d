package py

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/syntax"
)

// Bytes is a bytes or bytearray object.
type Bytes struct {
	Header
	B []byte
}

// NewBytes makes a bytes object that owns b.
func (t *Thread) NewBytes(b []byte) Value {
	t.alloc(objectSize + uint64(len(b)))
	return Obj(&Bytes{Header{typ: &BytesType}, b})
}

// NewBytearray makes a bytearray that owns b.
func (t *Thread) NewBytearray(b []byte) Value {
	t.alloc(objectSize + uint64(len(b)))
	return Obj(&Bytes{Header{typ: &BytearrayType}, b})
}

// BytesLike is the content of a bytes or bytearray; ok is false for anything else.
func (v Value) BytesLike() (b []byte, ok bool) {
	if v.Type().flags&bytesSubclass != 0 || v.Type().IsSubtype(&BytearrayType) {
		return as[Bytes](v).B, true
	}
	return nil, false
}

func (t *Thread) bytesFrom(v Value) ([]byte, error) {
	if b, ok := v.BytesLike(); ok {
		return b, nil
	}
	if v.Str() != nil {
		return nil, t.Raisef(&TypeError, "cannot convert 'str' object to bytes")
	}
	if !t.isIterable(v) {
		return nil, t.Raisef(&TypeError, "cannot convert '%s' object to bytes", v.Type().Name)
	}
	var out []byte
	err := t.Iterate(v, func(x Value) error {
		i, err := t.Index(x)
		if err != nil {
			return err
		}
		n, large, _ := i.Long()
		if large != nil || n < 0 || n > 255 {
			return t.Raisef(&ValueError, "bytes must be in range(0, 256)")
		}
		out = append(out, byte(n))
		if len(out)&1023 == 0 {
			return t.Grow(1024)
		}
		return nil
	})
	return out, err
}

var bytesSig = ParseSignature("source=b'', encoding=None, errors=None")

// bytesArgs is the content that bytes(...) and bytearray(...) are asked for.
func (t *Thread) bytesArgs(name string, args []Value, kw []Keyword) ([]byte, error) {
	a, err := t.bindArgs(name, bytesSig, args, kw)
	if err != nil {
		return nil, err
	}
	v := a[0]
	switch {
	case !v.IsSet():
		return nil, nil
	case v.Str() != nil:
		if !a[1].IsSet() {
			return nil, t.Raisef(&TypeError, "string argument without an encoding")
		}
		e, err := strEncode(t, []Value{v, a[1], a[2]})
		if err != nil {
			return nil, err
		}
		return e.Bytes().B, nil
	case v.isLong() || v.Type().Index != nil && v.Type().Iter == nil:
		n, err := t.IntArg(v)
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, t.Raisef(&ValueError, "negative count")
		}
		if err := t.payText(n); err != nil {
			return nil, err
		}
		return make([]byte, n), nil
	}
	if fn := v.Type().Lookup("__bytes__"); fn.IsSet() {
		r, err := t.CallMethodOf(fn, v)
		if err != nil {
			return nil, err
		}
		if b := r.Bytes(); b != nil {
			return b.B, nil
		}
		return nil, t.Raisef(&TypeError, "__bytes__ returned non-bytes (type %s)", r.Type().Name)
	}
	b, err := t.bytesFrom(v)
	if err != nil {
		return nil, err
	}
	if err := t.payText(len(b)); err != nil {
		return nil, err
	}
	return append([]byte(nil), b...), nil
}

func (b *booter) bytesTypes() {
	content := func(v Value) []byte { return as[Bytes](v).B }
	slots := func(typ *Type) Slots {
		return Slots{
			New: func(t *Thread, cls *Type, args []Value, kw []Keyword) (Value, error) {
				c, err := t.bytesArgs(typ.Name, args, kw)
				if err != nil {
					return Value{}, err
				}
				if cls != typ {
					o := cls.alloc(t, cls)
					as[Bytes](o).B = c
					return o, nil
				}
				t.alloc(objectSize + uint64(len(c)))
				return Obj(&Bytes{Header{typ: typ}, c}), nil
			},
			Init: func(t *Thread, self Value, args []Value, kw []Keyword) error { return nil },
			Repr: func(t *Thread, v Value) (Value, error) {
				if err := t.payText(len(content(v)) * 4); err != nil {
					return Value{}, err
				}
				s := string(syntax.AppendBytesRepr(nil, string(content(v))))
				if typ == &BytearrayType {
					s = "bytearray(" + s + ")"
				}
				return t.StrValue(s), nil
			},
			Compare: func(t *Thread, op code.CmpOp, x, y Value) (Value, error) {
				p, ok := x.BytesLike()
				q, ok2 := y.BytesLike()
				if !ok || !ok2 {
					return NotImplemented, nil
				}
				if err := t.Charge(min(len(p), len(q)) / 64); err != nil {
					return Value{}, err
				}
				return Bool(ordered(op, bytes.Compare(p, q))), nil
			},
			Len: func(t *Thread, v Value) (int, error) { return len(content(v)), nil },
			GetItem: func(t *Thread, v, key Value) (Value, error) {
				c := content(v)
				if sl := key.Slice(); sl != nil {
					start, _, step, n, err := t.sliceIndices(sl, len(c))
					if err != nil {
						return Value{}, err
					}
					if err := t.payText(n); err != nil {
						return Value{}, err
					}
					out := make([]byte, n)
					for i := range out {
						out[i] = c[start+i*step]
					}
					return Obj(&Bytes{Header{typ: typ}, out}), nil
				}
				i, err := t.indexOf(key, strings.TrimSuffix(typ.Name, "s")+" indices must be integers or slices, not %s")
				if err != nil {
					return Value{}, err
				}
				if i < 0 {
					i += len(c)
				}
				if i < 0 || i >= len(c) {
					return Value{}, t.Raisef(&IndexError, "index out of range")
				}
				return Int(int64(c[i])), nil
			},
			Contains: func(t *Thread, v, x Value) (bool, error) {
				if err := t.Charge(len(content(v)) / 32); err != nil {
					return false, err
				}
				if s, ok := x.BytesLike(); ok {
					return bytes.Contains(content(v), s), nil
				}
				n, err := t.IntArg(x)
				if err != nil {
					return false, t.Raisef(&TypeError, "a bytes-like object is required, not '%s'", x.Type().Name)
				}
				if n < 0 || n > 255 {
					return false, t.Raisef(&ValueError, "byte must be in range(0, 256)")
				}
				return bytes.IndexByte(content(v), byte(n)) >= 0, nil
			},
			Iter: func(t *Thread, v Value) (Value, error) {
				t.alloc(objectSize)
				return Obj(&bytesIterator{Header{typ: &BytesIteratorType}, as[Bytes](v), 0}), nil
			},
			Size: func(v Value) uint64 { return objectSize + uint64(cap(content(v))) },
		}
	}
	add := func(typ *Type) func(t *Thread, x, y Value) (Value, error) {
		return func(t *Thread, x, y Value) (Value, error) {
			p, ok := x.BytesLike()
			q, ok2 := y.BytesLike()
			if !ok || !ok2 {
				return NotImplemented, nil
			}
			if err := t.payText(len(p) + len(q)); err != nil {
				return Value{}, err
			}
			return Obj(&Bytes{Header{typ: x.Type()}, append(append(make([]byte, 0, len(p)+len(q)), p...), q...)}), nil
		}
	}
	mul := func(typ *Type) func(t *Thread, x, y Value) (Value, error) {
		return func(t *Thread, x, y Value) (Value, error) {
			p, ok := x.BytesLike()
			if !ok {
				p, _ = y.BytesLike()
				y = x
			}
			n, ok, err := t.repeatCount(y, len(p))
			if err != nil || !ok {
				return NotImplemented, err
			}
			if err := t.payText(n * len(p)); err != nil {
				return Value{}, err
			}
			return Obj(&Bytes{Header{typ: typ}, bytes.Repeat(p, n)}), nil
		}
	}
	s := slots(&BytesType)
	s.Init = nil
	s.Hash = func(t *Thread, v Value) (int64, error) {
		if err := t.Charge(len(content(v)) / 16); err != nil {
			return 0, err
		}
		h := (hashText(string(content(v))) ^ t.seedMix) * 0x9E3779B97F4A7C15
		return int64(h ^ h>>32), nil
	}
	s.Binary[code.OpAdd], s.Binary[code.OpMul] = add(&BytesType), mul(&BytesType)
	b.define(&BytesType, "bytes", nil, bytesSubclass|selfMatch, s)
	layout[Bytes](&BytesType, nil)
	s = slots(&BytearrayType)
	s.Binary[code.OpAdd], s.Binary[code.OpMul] = add(&BytearrayType), mul(&BytearrayType)
	s.InPlace[code.OpAdd] = func(t *Thread, x, y Value) (Value, error) {
		q, ok := y.BytesLike()
		if !ok {
			return NotImplemented, nil
		}
		if err := t.payText(len(q)); err != nil {
			return Value{}, err
		}
		as[Bytes](x).B = append(as[Bytes](x).B, q...)
		return x, nil
	}
	s.SetItem = bytearraySet
	b.define(&BytearrayType, "bytearray", nil, selfMatch, s)
	layout[Bytes](&BytearrayType, nil)
	b.define(&BytesIteratorType, "bytes_iterator", nil, isFinal, Slots{Iter: iterSelf, Next: func(t *Thread, v Value) (Value, error) {
		it := as[bytesIterator](v)
		if it.pos >= len(it.b.B) {
			return Value{}, nil
		}
		it.pos++
		return Int(int64(it.b.B[it.pos-1])), nil
	}})
	bytesMethods()
}

type bytesIterator struct {
	Header
	b   *Bytes
	pos int
}

func (t *Thread) byteArg(v Value) (byte, error) {
	n, err := t.IntArg(v)
	if err != nil {
		return 0, err
	}
	if n < 0 || n > 255 {
		return 0, t.Raisef(&ValueError, "byte must be in range(0, 256)")
	}
	return byte(n), nil
}

func bytearraySet(t *Thread, self, key, v Value) error {
	b := as[Bytes](self)
	if sl := key.Slice(); sl != nil {
		var values []byte
		if v.IsSet() {
			x, err := t.bytesFrom(v)
			if err != nil {
				return err
			}
			values = append(values, x...)
		}
		start, stop, step, n, err := t.sliceIndices(sl, len(b.B))
		if err != nil {
			return err
		}
		if err := t.payText(len(b.B) + len(values)); err != nil {
			return err
		}
		n = min(n, len(b.B)) // __index__ may have shrunk it
		if step == 1 {
			start = min(start, len(b.B))
			stop = min(max(stop, start), len(b.B))
			b.B = append(append(append([]byte(nil), b.B[:start]...), values...), b.B[stop:]...)
			return nil
		}
		if v.IsSet() {
			if len(values) != n {
				return t.Raisef(&ValueError, "attempt to assign bytes of size %d to extended slice of size %d", len(values), n)
			}
			for i, x := range values {
				b.B[start+i*step] = x
			}
			return nil
		}
		drop := map[int]bool{}
		for i := range n {
			drop[start+i*step] = true
		}
		var kept []byte
		for i, x := range b.B {
			if !drop[i] {
				kept = append(kept, x)
			}
		}
		b.B = kept
		return nil
	}
	i, err := t.indexOf(key, "bytearray indices must be integers or slices, not %s")
	if err != nil {
		return err
	}
	var x byte
	if v.IsSet() {
		if x, err = t.byteArg(v); err != nil {
			return err
		}
	}
	if i < 0 {
		i += len(b.B)
	}
	if i < 0 || i >= len(b.B) {
		return t.Raisef(&IndexError, "bytearray index out of range")
	}
	if v.IsSet() {
		b.B[i] = x
	} else {
		b.B = append(b.B[:i], b.B[i+1:]...)
	}
	return nil
}

// encodings maps the names of an encoding to the one that the code uses.
func encodingName(name string) string {
	switch strings.ReplaceAll(strings.ToLower(name), "_", "-") {
	case "utf-8", "utf8", "u8":
		return "utf-8"
	case "ascii", "us-ascii", "646":
		return "ascii"
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859", "cp819", "l1":
		return "latin-1"
	}
	return ""
}

func strEncode(t *Thread, a []Value) (Value, error) {
	s := as[Str](a[0])
	enc, handler := "utf-8", "strict"
	if a[1].IsSet() {
		n, err := t.StrArg(a[1], "encode() argument 'encoding'")
		if err != nil {
			return Value{}, err
		}
		if enc = encodingName(n.S); enc == "" {
			return Value{}, t.Raisef(&LookupError, "unknown encoding: %s", n.S)
		}
	}
	if a[2].IsSet() {
		n, err := t.StrArg(a[2], "encode() argument 'errors'")
		if err != nil {
			return Value{}, err
		}
		handler = n.S
	}
	if err := t.payText(len(s.S)); err != nil {
		return Value{}, err
	}
	if enc == "utf-8" && utf8.ValidString(s.S) || s.ASCII() {
		return t.NewBytes([]byte(s.S)), nil
	}
	limit, name := rune(0x10ffff), "utf-8"
	reason := "surrogates not allowed"
	switch enc {
	case "ascii":
		limit, name, reason = 127, "ascii", "ordinal not in range(128)"
	case "latin-1":
		limit, name, reason = 255, "latin-1", "ordinal not in range(256)"
	}
	var out []byte
	for i, r := range decodeRunes(s.S) {
		bad := r > limit || enc == "utf-8" && r >= 0xd800 && r <= 0xdfff
		if !bad {
			if enc == "latin-1" {
				out = append(out, byte(r))
			} else {
				out = utf8.AppendRune(out, r)
			}
			continue
		}
		switch handler {
		case "ignore":
		case "replace":
			out = append(out, '?')
		case "backslashreplace":
			out = append(out, ASCIIText(RuneString(r))...)
		case "xmlcharrefreplace":
			out = append(out, "&#"+Itoa(int(r))+";"...)
		case "surrogatepass":
			out = append(out, RuneString(r)...)
		default:
			esc := ASCIIText(RuneString(r))
			msg := "'" + name + "' codec can't encode character '" + esc + "' in position " + Itoa(i) + ": " + reason
			e := t.NewException(&UnicodeEncodeError, t.StrValue(name), a[0], Int(int64(i)), Int(int64(i+1)), t.StrValue(reason))
			e.message = msg
			return Value{}, e
		}
	}
	return t.NewBytes(out), nil
}

func bytesDecode(t *Thread, a []Value) (Value, error) {
	b := as[Bytes](a[0]).B
	enc, handler := "utf-8", "strict"
	if a[1].IsSet() {
		n, err := t.StrArg(a[1], "decode() argument 'encoding'")
		if err != nil {
			return Value{}, err
		}
		if enc = encodingName(n.S); enc == "" {
			return Value{}, t.Raisef(&LookupError, "unknown encoding: %s", n.S)
		}
	}
	if a[2].IsSet() {
		n, err := t.StrArg(a[2], "decode() argument 'errors'")
		if err != nil {
			return Value{}, err
		}
		handler = n.S
	}
	if err := t.payText(len(b) * 2); err != nil {
		return Value{}, err
	}
	if enc == "utf-8" && utf8.Valid(b) {
		return t.StrValue(string(b)), nil
	}
	var out strings.Builder
	for i := 0; i < len(b); {
		size := 1
		if b[i] < utf8.RuneSelf {
			out.WriteByte(b[i])
			i++
			continue
		}
		if enc == "latin-1" {
			out.WriteRune(rune(b[i]))
			i++
			continue
		}
		reason := "ordinal not in range(128)"
		if enc == "utf-8" {
			r, n := utf8.DecodeRune(b[i:])
			if r != utf8.RuneError || n > 1 {
				out.Write(b[i : i+n])
				i += n
				continue
			}
			reason = "invalid start byte"
			if b[i] >= 0xc2 && b[i] <= 0xf4 {
				reason = "invalid continuation byte"
				if i+1 >= len(b) || !utf8.FullRune(b[i:]) {
					reason = "unexpected end of data"
				}
			}
		}
		switch handler {
		case "ignore":
		case "replace":
			out.WriteRune(0xfffd)
		case "backslashreplace":
			out.WriteString("\\x" + string(appendHexDigits(nil, uint32(b[i]), 2)))
		case "surrogateescape":
			out.WriteString(RuneString(0xdc00 + rune(b[i])))
		default:
			e := t.NewException(&UnicodeDecodeError, t.StrValue(enc), a[0], Int(int64(i)), Int(int64(i+size)), t.StrValue(reason))
			e.message = "'" + enc + "' codec can't decode byte 0x" + string(appendHexDigits(nil, uint32(b[i]), 2)) + " in position " + Itoa(i) + ": " + reason
			return Value{}, e
		}
		i += size
	}
	return t.StrValue(out.String()), nil
}

// viaStr makes a method of bytes of the method of str of the same name: the content is taken as Latin-1, so every byte
// is one character, and the result is turned back.
func viaStr(name string) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		typ := a[0].Type()
		if typ.flags&isHeapType != 0 {
			typ = solid(typ)
		}
		args := []Value{}
		for _, v := range a[1].Tuple().Items {
			x, err := t.toLatin(v)
			if err != nil {
				return Value{}, err
			}
			args = append(args, x)
		}
		var kw []Keyword
		for _, k := range t.Keywords(a[2]) {
			x, err := t.toLatin(k.Value)
			if err != nil {
				return Value{}, err
			}
			kw = append(kw, Keyword{k.Name, x})
		}
		self, err := t.toLatin(a[0])
		if err != nil {
			return Value{}, err
		}
		fn, err := t.GetAttr(self, t.Intern(name))
		if err != nil {
			return Value{}, err
		}
		r, err := t.CallKw(fn, args, kw)
		if err != nil {
			if e := Catch(err, &ValueError); e != nil && len(e.Args.Items) == 1 && e.Args.Items[0].Str() != nil && e.Args.Items[0].Str().S == "substring not found" {
				return Value{}, t.Raisef(&ValueError, "subsection not found")
			}
			return Value{}, err
		}
		return t.fromLatin(r, typ)
	}
}

func (t *Thread) toLatin(v Value) (Value, error) {
	if b, ok := v.BytesLike(); ok {
		if err := t.payText(len(b)); err != nil {
			return Value{}, err
		}
		rs := make([]rune, len(b))
		for i, c := range b {
			rs[i] = rune(c)
		}
		return t.StrValue(string(rs)), nil
	}
	if v.Str() != nil {
		return Value{}, t.Raisef(&TypeError, "a bytes-like object is required, not 'str'")
	}
	if tuple := v.Tuple(); tuple != nil {
		out := make([]Value, len(tuple.Items))
		for i, x := range tuple.Items {
			var err error
			if out[i], err = t.toLatin(x); err != nil {
				return Value{}, err
			}
		}
		return t.Tuple(out...), nil
	}
	return v, nil
}

func (t *Thread) fromLatin(v Value, typ *Type) (Value, error) {
	switch {
	case v.Str() != nil:
		rs := decodeRunes(v.Str().S)
		out := make([]byte, len(rs))
		for i, r := range rs {
			out[i] = byte(r)
		}
		t.alloc(objectSize + uint64(len(out)))
		return Obj(&Bytes{Header{typ: typ}, out}), nil
	case v.items() != nil:
		items := *v.items()
		for i, x := range items {
			var err error
			if items[i], err = t.fromLatin(x, typ); err != nil {
				return Value{}, err
			}
		}
	}
	return v, nil
}

func bytesMethods() {
	shared := []Def{
		{"decode", "encoding='utf-8', errors='strict'", bytesDecode},
		{"hex", "sep=None, bytes_per_sep=1", func(t *Thread, a []Value) (Value, error) {
			b := as[Bytes](a[0]).B
			if err := t.payText(len(b) * 2); err != nil {
				return Value{}, err
			}
			sep := ""
			if a[1].IsSet() && a[1].Str() != nil {
				sep = a[1].Str().S
			}
			var out []byte
			for i, c := range b {
				if i > 0 {
					out = append(out, sep...)
				}
				out = appendHexDigits(out, uint32(c), 2)
			}
			return t.StrValue(string(out)), nil
		}},
		{"join", "iterable, /", func(t *Thread, a []Value) (Value, error) {
			items, err := t.ToSlice(a[1])
			if err != nil {
				return Value{}, err
			}
			parts := make([][]byte, len(items))
			n := 0
			for i, v := range items {
				b, ok := v.BytesLike()
				if !ok {
					return Value{}, t.Raisef(&TypeError, "sequence item %d: expected a bytes-like object, %s found", i, v.Type().Name)
				}
				parts[i] = b
				n += len(b)
			}
			if err := t.payText(n + len(parts)*len(as[Bytes](a[0]).B)); err != nil {
				return Value{}, err
			}
			return Obj(&Bytes{Header{typ: solid(a[0].Type())}, bytes.Join(parts, as[Bytes](a[0]).B)}), nil
		}},
	}
	for _, name := range []string{"upper", "lower", "swapcase", "capitalize", "title", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines",
		"replace", "find", "rfind", "index", "rindex", "count", "startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition",
		"center", "ljust", "rjust", "zfill", "expandtabs", "isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "istitle", "isascii"} {
		shared = append(shared, Def{name, "*args, **kwargs", viaStr(name)})
	}
	BytesType.addMethods(shared)
	BytearrayType.addMethods(shared)
	for _, typ := range []*Type{&BytesType, &BytearrayType} {
		typ.addClassMethods([]Def{{"fromhex", "string, /", func(t *Thread, a []Value) (Value, error) {
			s, err := t.StrArg(a[1], "fromhex() argument")
			if err != nil {
				return Value{}, err
			}
			if err := t.payText(len(s.S)); err != nil {
				return Value{}, err
			}
			var out []byte
			digit := -1
			for i := 0; i < len(s.S); i++ {
				c := s.S[i]
				d := strings.IndexByte("0123456789abcdef", c|0x20)
				if c >= '0' && c <= '9' {
					d = int(c - '0')
				}
				switch {
				case isSpace(rune(c)) && digit < 0:
				case d < 0 || isSpace(rune(c)):
					return Value{}, t.Raisef(&ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i)
				case digit < 0:
					digit = d
				default:
					out = append(out, byte(digit<<4|d))
					digit = -1
				}
			}
			if digit >= 0 {
				return Value{}, t.Raisef(&ValueError, "non-hexadecimal number found in fromhex() arg at position %d", len(s.S))
			}
			return t.Call(a[0], t.NewBytes(out))
		}}})
	}
	BytearrayType.addMethods([]Def{
		{"append", "item, /", func(t *Thread, a []Value) (Value, error) {
			x, err := t.byteArg(a[1])
			if err != nil {
				return Value{}, err
			}
			b := as[Bytes](a[0])
			if err := t.Grow(1); err != nil {
				return Value{}, err
			}
			b.B = append(b.B, x)
			return None, nil
		}},
		{"extend", "iterable_of_ints, /", func(t *Thread, a []Value) (Value, error) {
			x, err := t.bytesFrom(a[1])
			if err != nil {
				return Value{}, err
			}
			if err := t.payText(len(x)); err != nil {
				return Value{}, err
			}
			b := as[Bytes](a[0])
			b.B = append(b.B, x...)
			return None, nil
		}},
		{"pop", "index=-1, /", func(t *Thread, a []Value) (Value, error) {
			b := as[Bytes](a[0])
			i := len(b.B) - 1
			if a[1].IsSet() {
				var err error
				if i, err = t.IntArg(a[1]); err != nil {
					return Value{}, err
				}
				if i < 0 {
					i += len(b.B)
				}
			}
			if len(b.B) == 0 {
				return Value{}, t.Raisef(&IndexError, "pop from empty bytearray")
			}
			if i < 0 || i >= len(b.B) {
				return Value{}, t.Raisef(&IndexError, "pop index out of range")
			}
			x := b.B[i]
			b.B = append(b.B[:i], b.B[i+1:]...)
			return Int(int64(x)), nil
		}},
		{"clear", "", func(t *Thread, a []Value) (Value, error) { as[Bytes](a[0]).B = nil; return None, nil }},
		{"copy", "", func(t *Thread, a []Value) (Value, error) {
			b := as[Bytes](a[0]).B
			if err := t.payText(len(b)); err != nil {
				return Value{}, err
			}
			return t.NewBytearray(append([]byte(nil), b...)), nil
		}},
		{"reverse", "", func(t *Thread, a []Value) (Value, error) {
			b := as[Bytes](a[0]).B
			for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
				b[i], b[j] = b[j], b[i]
			}
			return None, t.Charge(len(b) / 64)
		}},
	})
}
