package py

import (
	"bytes"
)

// bytesMod is bytes % values. The directives are those of text with %b besides, and their results are ASCII, so the
// formatting of text does the work: a content stands for the text of the same bytes in Latin-1.
func bytesMod(t *Thread, a, b Value) (Value, error) {
	if a.Bytes() == nil && !a.isBytearray() { // reflected
		return NotImplemented, nil
	}
	content := as[Bytes](a).B
	if err := t.payText(len(content) * 2); err != nil {
		return Value{}, err
	}
	out, err := t.percentFormat(latinText(content), b, true)
	if err != nil {
		return Value{}, err
	}
	return t.like(a, latinBytes(out)), nil
}

// latinText is the text whose characters are the bytes of b.
func latinText(b []byte) string {
	rs := make([]rune, len(b))
	for i, c := range b {
		rs[i] = rune(c)
	}
	return string(rs)
}

// latinBytes is the inverse of latinText.
func latinBytes(s string) []byte {
	rs := decodeRunes(s)
	out := make([]byte, len(rs))
	for i, r := range rs {
		out[i] = byte(r)
	}
	return out
}

// convertBytes is what %b (and %s, its other name) and %c make of a value in bytes.
func (p *percent) convertBytes(s spec, v Value) (Value, error) {
	t := p.t
	if s.typ == 'c' {
		b, ok := v.BytesLike()
		if (v.Bytes() != nil || v.isBytearray()) && ok {
			if len(b) != 1 {
				return Value{}, t.Raisef(&TypeError, "%%c requires an integer in range(256) or a single byte, not a %s object of length %d", v.Type().Name, len(b))
			}
			return t.pad(latinText(b), s, '>')
		}
		if !v.isLong() && v.Type().Index == nil {
			return Value{}, t.Raisef(&TypeError, "%%c requires an integer in range(256) or a single byte, not %s", v.Type().Name)
		}
		i, err := t.Index(v)
		if err != nil {
			return Value{}, err
		}
		n, large, _ := i.Long()
		if large != nil || n < 0 || n > 255 {
			return Value{}, t.Raisef(&OverflowError, "%c arg not in range(256)")
		}
		return t.pad(RuneString(rune(n)), s, '>')
	}
	b, ok := v.BytesLike()
	if !ok {
		fn := v.Type().Lookup("__bytes__")
		if !fn.IsSet() {
			return Value{}, t.Raisef(&TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", v.Type().Name)
		}
		r, err := t.CallMethodOf(fn, v)
		if err != nil {
			return Value{}, err
		}
		if r.Bytes() == nil {
			return Value{}, t.Raisef(&TypeError, "__bytes__ returned non-bytes (type %s)", r.Type().Name)
		}
		b = r.Bytes().B
	}
	if s.prec >= 0 && s.prec < len(b) {
		b = b[:s.prec]
	}
	return t.pad(latinText(bytes.Clone(b)), s, '>')
}
