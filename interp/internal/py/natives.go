package py

import (
	"strconv"
	"unicode/utf8"
)

// Bind spreads the arguments of a constructor over the parameters of a signature.
func (t *Thread) Bind(name string, sig *Signature, args []Value, kw []Keyword) ([]Value, error) {
	return t.bindArgs(name, sig, args, kw)
}

// New gives an object made by a native module its type.
func (t *Thread) New(o Object, typ *Type) Value {
	o.header().typ = typ
	return Obj(o)
}

// Itoa is the decimal text of a small number.
func Itoa(n int) string { return strconv.Itoa(n) }

// Char is the string of one character.
func (t *Thread) Char(r rune) Value {
	if r < utf8.RuneSelf {
		return Obj(charStr(byte(r)))
	}
	return t.StrValue(RuneString(r))
}

// callIterator is iter(callable, sentinel).
type callIterator struct {
	Header
	fn, sentinel Value
}

// CallIterator calls fn until it answers sentinel.
func (t *Thread) CallIterator(fn, sentinel Value) Value {
	t.alloc(objectSize)
	return Obj(&callIterator{Header{typ: &CallIteratorType}, fn, sentinel})
}

func callIterNext(t *Thread, self Value) (Value, error) {
	it := as[callIterator](self)
	if !it.fn.IsSet() {
		return Value{}, nil
	}
	t.fuel -= 8
	v, err := t.Call(it.fn)
	if err != nil {
		if t.ended = nil; Catch(err, &StopIteration) != nil {
			it.fn = Value{}
			return Value{}, nil
		}
		return Value{}, err
	}
	if !it.fn.IsSet() { // the call has itself walked to the end
		return Value{}, nil
	}
	same, err := t.Equal(v, it.sentinel)
	if err != nil {
		return Value{}, err
	}
	if same {
		it.fn = Value{}
		return Value{}, nil
	}
	return v, nil
}

// Reversed is reversed(v).
func (t *Thread) Reversed(v Value) (Value, error) {
	typ := v.Type()
	if fn := typ.Lookup("__reversed__"); fn.IsSet() {
		if fn.IsNone() {
			return Value{}, t.Raisef(&TypeError, "'%s' object is not reversible", typ.Name)
		}
		return t.CallMethodOf(fn, v)
	}
	if typ.GetItem == nil || typ.flags&dictSubclass != 0 {
		return Value{}, t.Raisef(&TypeError, "'%s' object is not reversible", typ.Name)
	}
	n, err := t.Len(v)
	if err != nil {
		return Value{}, err
	}
	it := t.newSeqIterator(&ReversedType, v)
	as[seqIterator](it).pos, as[seqIterator](it).reverse = n-1, true
	return it, nil
}

// ASCIIText escapes everything that is not ASCII, as ascii() does.
func ASCIIText(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range decodeRunes(s) {
		switch {
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		case r <= 0xff:
			out = append(out, '\\', 'x')
			out = appendHexDigits(out, uint32(r), 2)
		case r <= 0xffff:
			out = append(out, '\\', 'u')
			out = appendHexDigits(out, uint32(r), 4)
		default:
			out = append(out, '\\', 'U')
			out = appendHexDigits(out, uint32(r), 8)
		}
	}
	return string(out)
}

func appendHexDigits(b []byte, x uint32, n int) []byte {
	for i := n - 1; i >= 0; i-- {
		b = append(b, "0123456789abcdef"[x>>(4*i)&15])
	}
	return b
}

// OutputText is what a stream writes for a text: lone surrogates, which UTF-8 has no bytes for, become "?".
func OutputText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out := make([]rune, 0, len(s))
	for _, r := range decodeRunes(s) {
		if r >= 0xd800 && r <= 0xdfff {
			r = '?'
		}
		out = append(out, r)
	}
	return string(out)
}
