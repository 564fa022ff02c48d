package py

import (
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/syntax"
)

// encodeError asks a handler for the bytes to put in the place of rs[start:end], and where to go on.
func (t *Thread) encodeError(c *codec, text Value, rs []rune, start, end int, reason, handler string) ([]byte, int, error) {
	fail := func() error {
		return t.NewException(&UnicodeEncodeError, t.StrValue(c.name), text, Int(int64(start)), Int(int64(end)), t.StrValue(reason))
	}
	var s strings.Builder
	switch handler {
	case "strict":
		return nil, 0, fail()
	case "ignore":
		return nil, end, nil
	case "replace":
		s.WriteString(strings.Repeat("?", end-start))
	case "backslashreplace":
		for _, r := range rs[start:end] {
			s.WriteString(ASCIIText(RuneString(r)))
		}
	case "xmlcharrefreplace":
		for _, r := range rs[start:end] {
			s.WriteString("&#" + Itoa(int(r)) + ";")
		}
	case "namereplace":
		for _, r := range rs[start:end] {
			if name := syntax.CharacterName(r); name != "" {
				s.WriteString(`\N{` + name + `}`)
			} else {
				s.WriteString(ASCIIText(RuneString(r)))
			}
		}
	case "surrogateescape":
		var out []byte
		for i, r := range rs[start:end] {
			if r < 0xdc80 || r > 0xdcff {
				if i == 0 || c.name == "charmap" {
					return nil, 0, fail()
				}
				if len(out)%c.unit() != 0 {
					return nil, 0, fail()
				}
				return out, start + i, nil
			}
			out = append(out, byte(r))
		}
		if len(out)%c.unit() != 0 { // half a character
			return nil, 0, fail()
		}
		return out, end, nil
	case "surrogatepass":
		out, ok := c.encodeSurrogates(rs[start:end])
		if !ok {
			return nil, 0, fail()
		}
		return out, end, nil
	default:
		return t.customEncodeError(c, fail(), handler, len(rs))
	}
	out, ok := c.encodeAll(s.String())
	if !ok {
		return nil, 0, fail()
	}
	return out, end, nil
}

// unit is the size of the smallest piece of the encoding.
func (c *codec) unit() int {
	switch {
	case strings.HasPrefix(c.name, "utf-16"):
		return 2
	case strings.HasPrefix(c.name, "utf-32"):
		return 4
	}
	return 1
}

// encodeAll encodes a replacement, which must not need another.
func (c *codec) encodeAll(s string) ([]byte, bool) {
	rs := decodeRunes(s)
	out, stop, _, _ := c.encode(nil, rs, 0)
	return out, stop >= len(rs)
}

// encodeSurrogates writes lone surrogates as if they were characters, in the encodings that have room for them.
func (c *codec) encodeSurrogates(rs []rune) ([]byte, bool) {
	var out []byte
	for _, r := range rs {
		if r < 0xd800 || r > 0xdfff {
			return nil, false
		}
		switch c.name {
		case "utf-8":
			out = append(out, RuneString(r)...)
		case "utf-16", "utf-16-le":
			out = append(out, byte(r), byte(r>>8))
		case "utf-16-be":
			out = append(out, byte(r>>8), byte(r))
		case "utf-32", "utf-32-le":
			out = append(out, byte(r), byte(r>>8), 0, 0)
		case "utf-32-be":
			out = append(out, 0, 0, byte(r>>8), byte(r))
		default:
			return nil, false
		}
	}
	return out, true
}

// customHandler is the handler that codecs.register_error registered under a name.
func (t *Thread) customHandler(name string) (Value, error) {
	if t.CodecErrors != nil {
		if fn := t.CodecErrors.GetStr(t, t.Intern(name)); fn.IsSet() {
			return fn, nil
		}
	}
	return Value{}, t.Raisef(&LookupError, "unknown error handler name '%s'", name)
}

// callHandler calls a registered handler; it answers the replacement and the position to go on at.
func (t *Thread) callHandler(err error, name, kind string, length int) (Value, int, error) {
	fn, lookup := t.customHandler(name)
	if lookup != nil {
		return Value{}, 0, lookup
	}
	r, failed := t.Call(fn, Obj(err.(*Exception)))
	if failed != nil {
		return Value{}, 0, failed
	}
	pair := r.Tuple()
	if pair == nil || len(pair.Items) != 2 {
		return Value{}, 0, t.Raisef(&TypeError, "%s error handler must return (str%s, int) tuple", kind, map[string]string{"encoding": "/bytes"}[kind])
	}
	next, failed := t.IntArg(pair.Items[1])
	if failed != nil {
		return Value{}, 0, failed
	}
	at := next
	if at < 0 {
		at += length
	}
	if at < 0 || at > length {
		return Value{}, 0, t.Raisef(&IndexError, "position %d from error handler out of bounds", next)
	}
	return pair.Items[0], at, nil
}

func (t *Thread) customEncodeError(c *codec, err error, handler string, length int) ([]byte, int, error) {
	v, next, failed := t.callHandler(err, handler, "encoding", length)
	if failed != nil {
		return nil, 0, failed
	}
	if b := v.Bytes(); b != nil {
		if len(b.B)%c.unit() != 0 {
			return nil, 0, err
		}
		return b.B, next, nil
	}
	s := v.Str()
	if s == nil {
		return nil, 0, t.Raisef(&TypeError, "encoding error handler must return (str/bytes, int) tuple")
	}
	out, ok := c.encodeAll(s.S)
	if !ok {
		return nil, 0, err
	}
	return out, next, nil
}

// decodeError asks a handler for the text to put in the place of b[start:end], and where to go on. replaced is set where
// the handler exchanged the input.
func (t *Thread) decodeError(c *codec, v Value, b []byte, start, end int, reason, handler string) (text string, next int, replaced []byte, err error) {
	fail := func() error {
		if v.Type() != &BytesType {
			v = t.NewBytes(append([]byte(nil), b...))
		}
		return t.NewException(&UnicodeDecodeError, t.StrValue(c.name), v, Int(int64(start)), Int(int64(end)), t.StrValue(reason))
	}
	var s strings.Builder
	switch handler {
	case "strict":
		return "", 0, nil, fail()
	case "ignore":
		return "", end, nil, nil
	case "replace":
		return "\ufffd", end, nil, nil
	case "backslashreplace":
		for _, x := range b[start:end] {
			s.WriteString(`\x` + string(appendHexDigits(nil, uint32(x), 2)))
		}
		return s.String(), end, nil, nil
	case "surrogateescape":
		i := start
		for ; i < end && i < start+4 && b[i] >= utf8.RuneSelf; i++ {
			s.WriteString(RuneString(0xdc00 + rune(b[i])))
		}
		if i == start {
			return "", 0, nil, fail()
		}
		return s.String(), i, nil, nil
	case "surrogatepass":
		if r, size := c.decodeSurrogate(b[start:]); size > 0 {
			return RuneString(r), start + size, nil, nil
		}
		return "", 0, nil, fail()
	case "xmlcharrefreplace", "namereplace":
		return "", 0, nil, t.Raisef(&TypeError, "don't know how to handle UnicodeDecodeError in error callback")
	}
	failed := fail()
	r, next, err := t.callHandler(failed, handler, "decoding", len(b))
	if err != nil {
		return "", 0, nil, err
	}
	if r.Str() == nil {
		return "", 0, nil, t.Raisef(&TypeError, "decoding error handler must return (str, int) tuple")
	}
	if o := failed.(*Exception).Field("object"); o.IsSet() && o.Bytes() != nil {
		replaced = o.Bytes().B
	}
	if next > len(replaced) && replaced != nil {
		return "", 0, nil, t.Raisef(&IndexError, "position %d from error handler out of bounds", next)
	}
	return r.Str().S, next, replaced, nil
}

// decodeSurrogate reads a lone surrogate that encodeSurrogates wrote.
func (c *codec) decodeSurrogate(b []byte) (rune, int) {
	r, size := rune(0), 0
	switch {
	case c.name == "utf-8" && len(b) >= 3 && b[0] == 0xed && b[1]&0xc0 == 0x80 && b[2]&0xc0 == 0x80:
		r, size = 0xd000|rune(b[1]&0x3f)<<6|rune(b[2]&0x3f), 3
	case c.name == "utf-16-le" && len(b) >= 2:
		r, size = rune(b[0])|rune(b[1])<<8, 2
	case c.name == "utf-16-be" && len(b) >= 2:
		r, size = rune(b[1])|rune(b[0])<<8, 2
	case c.name == "utf-32-le" && len(b) >= 4 && b[2]|b[3] == 0:
		r, size = rune(b[0])|rune(b[1])<<8, 4
	case c.name == "utf-32-be" && len(b) >= 4 && b[0]|b[1] == 0:
		r, size = rune(b[3])|rune(b[2])<<8, 4
	}
	if r < 0xd800 || r > 0xdfff {
		return 0, 0
	}
	return r, size
}
