package py

import (
	"bytes"
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/syntax"
)

// Bytes is a bytes or bytearray object.
type Bytes struct {
	Header
	B     []byte
	views []*MemoryView // of a bytearray: the views that forbid to resize it, until they are released or unreachable
}

// NewBytes makes a bytes object that owns b.
func (t *Thread) NewBytes(b []byte) Value { return t.newBytes(&BytesType, b) }

// NewBytearray makes a bytearray that owns b.
func (t *Thread) NewBytearray(b []byte) Value { return t.newBytes(&BytearrayType, b) }

func (t *Thread) newBytes(typ *Type, b []byte) Value {
	t.alloc(objectSize + uint64(len(b)))
	return Obj(&Bytes{Header: Header{typ: typ}, B: b})
}

// like makes a bytes or bytearray, whatever v derives from.
func (t *Thread) like(v Value, b []byte) Value {
	if v.isBytearray() {
		return t.NewBytearray(b)
	}
	return t.NewBytes(b)
}

// copyOf is what a method of v answers that changed nothing: v itself where that is an exact bytes.
func (t *Thread) copyOf(v Value) (Value, error) {
	if v.Type() == &BytesType {
		return v, nil
	}
	b := as[Bytes](v).B
	if err := t.payText(len(b)); err != nil {
		return Value{}, err
	}
	return t.like(v, bytes.Clone(b)), nil
}

func (v Value) isBytearray() bool {
	return v.Type() == &BytearrayType || v.Type().IsSubtype(&BytearrayType)
}

// BytesLike is the content of an object with a buffer: bytes, bytearray, memoryview and what else exports one. ok is
// false for anything else. Of what a program can change, it is good only until the program runs again.
func (v Value) BytesLike() (b []byte, ok bool) {
	typ := v.Type()
	if typ.flags&bytesSubclass != 0 || v.isBytearray() {
		return as[Bytes](v).B, true
	}
	if typ == &MemoryViewType {
		m := as[MemoryView](v)
		return m.content(), !m.released
	}
	if typ.Buffer != nil {
		if x, ok := typ.Buffer(v); ok {
			return x.Data, true
		}
	}
	return nil, false
}

// BytesArg reads an argument that must have a buffer.
func (t *Thread) BytesArg(v Value) ([]byte, error) {
	if v.Type() == &MemoryViewType {
		m := as[MemoryView](v)
		if err := t.viewAlive(m); err != nil {
			return nil, err
		}
		if !m.contiguous(false) { // its items are gathered
			n := m.count() * m.itemSize
			if err := t.Grow(uint64(n)); err != nil {
				return nil, err
			}
			if err := t.Charge(n / 4); err != nil {
				return nil, err
			}
		}
	}
	if b, ok := v.BytesLike(); ok {
		return b, nil
	}
	if v.Type().Lookup("__buffer__").IsSet() && v.Type().IsPython() {
		m, err := t.pythonBuffer(v)
		if err != nil {
			return nil, err
		}
		b, err := t.BytesArg(m)
		if err != nil {
			return nil, err
		}
		if err := t.payText(len(b)); err != nil {
			return nil, err
		}
		b = bytes.Clone(b)
		return b, t.releaseView(as[MemoryView](m))
	}
	return nil, t.Raisef(&TypeError, "a bytes-like object is required, not '%s'", v.Type().Name)
}

// byteItems is the content of an iterable of ints.
func (t *Thread) byteItems(v Value, what string) ([]byte, error) {
	var out []byte
	if n, ok := t.knownLen(v); ok || v.items() != nil {
		if err := t.payText(n); err != nil {
			return nil, err
		}
	}
	err := t.Iterate(v, func(x Value) error {
		i, err := t.Index(x)
		if err != nil {
			return err
		}
		n, large, _ := i.Long()
		if large != nil || n < 0 || n > 255 {
			return t.Raisef(&ValueError, "%s must be in range(0, 256)", what)
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
	for i, what := range []string{"encoding", "errors"} {
		if x := a[i+1]; x.IsSet() {
			if _, err := t.StrArg(x, name+"() argument '"+what+"'"); err != nil {
				return nil, err
			}
		}
	}
	v := a[0]
	if !v.IsSet() || v.Str() == nil {
		if a[1].IsSet() {
			return nil, t.Raisef(&TypeError, "encoding without a string argument")
		}
		if a[2].IsSet() {
			return nil, t.Raisef(&TypeError, "errors without a string argument")
		}
	}
	if !v.IsSet() {
		return nil, nil
	}
	if v.Str() != nil {
		if !a[1].IsSet() {
			return nil, t.Raisef(&TypeError, "string argument without an encoding")
		}
		e, err := strEncode(t, []Value{v, a[1], a[2]})
		if err != nil {
			return nil, err
		}
		b, _ := e.BytesLike()
		return b, nil
	}
	if name == "bytes" {
		if b, ok, err := t.bytesByMethod(v); err != nil || ok {
			return b, err
		}
	}
	if v.isLong() || v.Type().Index != nil {
		n, err := t.IntArg(v)
		switch {
		case err != nil && Catch(err, &OverflowError) != nil:
			return nil, t.Raisef(&OverflowError, "cannot fit '%s' into an index-sized integer", v.Type().Name)
		case err != nil && Catch(err, &TypeError) == nil:
			return nil, err
		case err == nil && n < 0:
			return nil, t.Raisef(&ValueError, "negative count")
		case err == nil:
			if err := t.payText(n); err != nil {
				return nil, err
			}
			return make([]byte, n), nil
		}
	}
	return t.bytesFrom(v, name)
}

// bytesByMethod is what __bytes__ answers, where there is one.
func (t *Thread) bytesByMethod(v Value) (b []byte, ok bool, err error) {
	fn := v.Type().Lookup("__bytes__")
	if !fn.IsSet() || v.Type() == &BytesType {
		return nil, false, nil
	}
	r, err := t.CallMethodOf(fn, v)
	if err != nil {
		return nil, false, err
	}
	if b := r.Bytes(); b != nil {
		return b.B, true, nil
	}
	return nil, false, t.Raisef(&TypeError, "__bytes__ returned non-bytes (type %s)", r.Type().Name)
}

// bytesOf is the content of anything that converts to bytes, numbers apart.
func (t *Thread) bytesOf(v Value) ([]byte, error) {
	if b, ok, err := t.bytesByMethod(v); err != nil || ok {
		return b, err
	}
	return t.bytesFrom(v, "bytes")
}

// bytesFrom copies the content of a buffer, or collects the ints of an iterable.
func (t *Thread) bytesFrom(v Value, name string) ([]byte, error) {
	if _, ok := v.BytesLike(); ok || v.Type() == &MemoryViewType || v.Type().IsPython() && v.Type().Lookup("__buffer__").IsSet() {
		b, err := t.BytesArg(v)
		if err != nil {
			return nil, err
		}
		return bytes.Clone(b), t.payText(len(b))
	}
	if v.Str() != nil || !t.isIterable(v) {
		return nil, t.Raisef(&TypeError, "cannot convert '%s' object to %s", v.Type().Name, name)
	}
	what := "bytes"
	if name == "bytearray" {
		what = "byte"
	}
	return t.byteItems(v, what)
}

func bytesSlots(typ *Type, name string) Slots {
	content := func(v Value) []byte { return as[Bytes](v).B }
	return Slots{
		New: func(t *Thread, cls *Type, args []Value, kw []Keyword) (Value, error) {
			if typ == &BytearrayType { // __init__ fills it
				if cls != typ {
					return cls.alloc(t, cls), nil
				}
				return t.newBytes(typ, nil), nil
			}
			if cls == &BytesType && len(args) == 1 && len(kw) == 0 && args[0].Type() == &BytesType {
				return args[0], nil
			}
			c, err := t.bytesArgs(name, args, kw)
			if err != nil {
				return Value{}, err
			}
			if cls != typ {
				o := cls.alloc(t, cls)
				as[Bytes](o).B = c
				return o, nil
			}
			return t.newBytes(typ, c), nil
		},
		Repr: func(t *Thread, v Value) (Value, error) {
			if err := t.payText(len(content(v)) * 4); err != nil {
				return Value{}, err
			}
			s := string(syntax.AppendBytesRepr(nil, string(content(v))))
			if typ == &BytearrayType {
				if s[1] == '"' { // a bytearray shows single quotes escaped although it need not
					s = strings.ReplaceAll(s, "'", `\'`)
				}
				s = v.Type().Name + "(" + s + ")"
			}
			return t.StrValue(s), nil
		},
		Compare: func(t *Thread, op code.CmpOp, x, y Value) (Value, error) {
			p, ok := x.BytesLike()
			q, ok2 := y.BytesLike()
			if !ok || !ok2 || typ == &BytesType && (x.Bytes() == nil || y.Bytes() == nil) {
				return NotImplemented, nil
			}
			if err := t.Charge(min(len(p), len(q)) / 32); err != nil {
				return Value{}, err
			}
			return Bool(ordered(op, bytes.Compare(p, q))), nil
		},
		Len:      func(t *Thread, v Value) (int, error) { return len(content(v)), nil },
		GetItem:  bytesGetItem,
		Contains: bytesContains,
		Iter: func(t *Thread, v Value) (Value, error) {
			t.alloc(objectSize)
			it := &bytesIterator{Header: Header{typ: &BytesIteratorType}, b: as[Bytes](v)}
			if typ == &BytearrayType {
				it.typ = &BytearrayIteratorType
			}
			return Obj(it), nil
		},
		Size: func(v Value) uint64 { return objectSize + uint64(cap(content(v))) },
	}
}

func bytesGetItem(t *Thread, self, key Value) (Value, error) {
	b := as[Bytes](self)
	if sl := key.Slice(); sl != nil {
		sl, err := t.plainSlice(sl)
		if err != nil {
			return Value{}, err
		}
		start, _, step, n, err := t.sliceIndices(sl, len(b.B))
		if err != nil {
			return Value{}, err
		}
		if err := t.payText(n); err != nil {
			return Value{}, err
		}
		if n == len(b.B) && step == 1 && self.Type() == &BytesType {
			return self, nil
		}
		out := make([]byte, 0, n)
		for i := 0; i < n; i++ {
			if p := start + i*step; p < len(b.B) { // __index__ may have shrunk it
				out = append(out, b.B[p])
			}
		}
		return t.like(self, out), nil
	}
	kind, what := "byte", "index out of range"
	if self.isBytearray() {
		kind, what = "bytearray", "bytearray index out of range"
	}
	i, err := t.indexOf(key, kind+" indices must be integers or slices, not %s")
	if err != nil {
		return Value{}, err
	}
	if i < 0 {
		i += len(b.B)
	}
	if i < 0 || i >= len(b.B) {
		return Value{}, t.RaiseNew(&IndexError, what)
	}
	return Int(int64(b.B[i])), nil
}

func bytesContains(t *Thread, self, v Value) (bool, error) {
	b := as[Bytes](self)
	if err := t.Charge(len(b.B) / 32); err != nil {
		return false, err
	}
	if v.isLong() || v.Type().Index != nil {
		x, err := t.byteArg(v)
		if err != nil && !v.isLong() && Catch(err, &ValueError) == nil {
			return false, t.Raisef(&TypeError, "a bytes-like object is required, not '%s'", v.Type().Name)
		}
		return err == nil && bytes.IndexByte(b.B, x) >= 0, err
	}
	sub, err := t.BytesArg(v)
	return err == nil && bytes.Contains(b.B, sub), err
}

func bytesAdd(t *Thread, x, y Value) (Value, error) {
	if !x.isBytearray() && x.Bytes() == nil { // reflected
		return NotImplemented, nil
	}
	q, ok := y.BytesLike()
	if !ok {
		return NotImplemented, nil
	}
	p := as[Bytes](x).B
	if err := t.payText(len(p) + len(q)); err != nil {
		return Value{}, err
	}
	return t.like(x, append(append(make([]byte, 0, len(p)+len(q)), p...), q...)), nil
}

func bytesMul(t *Thread, x, y Value) (Value, error) {
	if x.Bytes() == nil && !x.isBytearray() {
		x, y = y, x
	}
	p := as[Bytes](x).B
	n, ok, err := t.repeatCount(y, len(p))
	if err != nil || !ok {
		return NotImplemented, err
	}
	if n == 1 && x.Type() == &BytesType {
		return x, nil
	}
	if err := t.payText(n * len(p)); err != nil {
		return Value{}, err
	}
	return t.like(x, bytes.Repeat(p, n)), nil
}

func (b *booter) bytesTypes() {
	s := bytesSlots(&BytesType, "bytes")
	s.Hash = func(t *Thread, v Value) (int64, error) { return t.hashBytes(as[Bytes](v).B) }
	s.Binary[code.OpAdd], s.Binary[code.OpMul], s.Binary[code.OpMod] = bytesAdd, bytesMul, bytesMod
	b.define(&BytesType, "bytes", nil, bytesSubclass|selfMatch, s)
	layout[Bytes](&BytesType, nil)
	s = bytesSlots(&BytearrayType, "bytearray")
	s.Binary[code.OpAdd], s.Binary[code.OpMul], s.Binary[code.OpMod] = bytesAdd, bytesMul, bytesMod
	s.InPlace[code.OpAdd], s.InPlace[code.OpMul] = bytearrayIAdd, bytearrayIMul
	s.SetItem, s.Init = bytearraySet, bytearrayInit
	b.define(&BytearrayType, "bytearray", nil, selfMatch, s)
	layout[Bytes](&BytearrayType, nil)
	b.define(&BytesIteratorType, "bytes_iterator", nil, isFinal, Slots{Iter: iterSelf, Next: bytesIterNext, Trace: traceBytesIter})
	b.define(&BytearrayIteratorType, "bytearray_iterator", nil, isFinal, Slots{Iter: iterSelf, Next: bytesIterNext, Trace: traceBytesIter})
	bytesMethods()
	bytearrayMethods()
	b.memoryView()
}

// hashBytes is the hash of bytes in this run: that of the text of the same bytes.
func (t *Thread) hashBytes(b []byte) (int64, error) {
	if err := t.Charge(len(b) / 16); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil // whatever the seed
	}
	h := (hashText(string(b)) ^ t.seedMix) * 0x9E3779B97F4A7C15
	if h = h ^ h>>32; h == ^uint64(0) {
		h--
	}
	return int64(h), nil
}

type bytesIterator struct {
	Header
	b   *Bytes // nil at the end
	pos int
}

func bytesIterNext(t *Thread, v Value) (Value, error) {
	it := as[bytesIterator](v)
	if it.b == nil || it.pos >= len(it.b.B) {
		it.b = nil
		return Value{}, nil
	}
	it.pos++
	return Int(int64(it.b.B[it.pos-1])), nil
}

func traceBytesIter(v Value, visit func(Value)) {
	if b := as[bytesIterator](v).b; b != nil {
		visit(Obj(b))
	}
}

// byteArg reads an argument that is one byte.
func (t *Thread) byteArg(v Value) (byte, error) {
	i, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	n, large, _ := i.Long()
	if large != nil || n < 0 || n > 255 {
		return 0, t.Raisef(&ValueError, "byte must be in range(0, 256)")
	}
	return byte(n), nil
}
