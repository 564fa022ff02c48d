package py

import (
	"strings"
	"unicode/utf8"
)

// codec is one encoding: it knows how to turn runs of characters into bytes and back, and stops where it cannot.
type codec struct {
	name string
	// encode appends rs[i:] to out and stops before the first character that it has no bytes for; end is where the
	// run of such characters ends, and reason says why.
	encode func(out []byte, rs []rune, i int) (grown []byte, stop, end int, reason string)
	// decode appends b[i:] to out and stops at the first byte that it has no character for.
	decode func(out *strings.Builder, b []byte, i int) (stop, end int, reason string)
	mark   []byte // what the text begins with: a byte order mark
}

// codecByName finds an encoding by any of its names.
func codecByName(name string) *codec {
	norm := strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.':
			return r
		}
		return '_'
	}, name)
	switch strings.Trim(norm, "_") {
	case "utf_8", "utf8", "u8", "utf", "utf8_ucs2", "utf8_ucs4", "cp65001":
		return &codec{name: "utf-8", encode: encodeUTF8, decode: decodeUTF8}
	case "utf_8_sig", "utf8_sig":
		return &codec{name: "utf-8", encode: encodeUTF8, decode: decodeUTF8, mark: []byte("\xef\xbb\xbf")}
	case "ascii", "us_ascii", "646", "ansi_x3.4_1968", "ansi_x3_4_1968", "ansi_x3.4_1986", "cp367", "csascii", "ibm367", "iso646_us", "iso_646.irv_1991", "us":
		return &codec{name: "ascii", encode: encodeBelow(0x80), decode: decodeASCII}
	case "latin_1", "latin1", "iso_8859_1", "iso8859_1", "iso8859", "iso_8859_1_1987", "8859", "cp819", "l1", "latin", "csisolatin1", "ibm819", "iso_ir_100":
		return &codec{name: "latin-1", encode: encodeBelow(0x100), decode: decodeLatin}
	case "utf_16", "utf16", "u16":
		return &codec{name: "utf-16", encode: encodeUTF16(false, "utf-16"), decode: decodeUTF16(false), mark: []byte("\xff\xfe")}
	case "utf_16_le", "utf_16le", "unicodelittleunmarked":
		return &codec{name: "utf-16-le", encode: encodeUTF16(false, "utf-16-le"), decode: decodeUTF16(false)}
	case "utf_16_be", "utf_16be", "unicodebigunmarked":
		return &codec{name: "utf-16-be", encode: encodeUTF16(true, "utf-16-be"), decode: decodeUTF16(true)}
	case "utf_32", "utf32", "u32":
		return &codec{name: "utf-32", encode: encodeUTF32(false), decode: decodeUTF32(false), mark: []byte("\xff\xfe\x00\x00")}
	case "utf_32_le", "utf_32le":
		return &codec{name: "utf-32-le", encode: encodeUTF32(false), decode: decodeUTF32(false)}
	case "utf_32_be", "utf_32be":
		return &codec{name: "utf-32-be", encode: encodeUTF32(true), decode: decodeUTF32(true)}
	case "unicode_escape", "unicodeescape":
		return &codec{name: "unicodeescape", encode: encodeEscaped, decode: decodeEscaped}
	case "raw_unicode_escape", "rawunicodeescape":
		return &codec{name: "rawunicodeescape", encode: encodeRawEscaped, decode: decodeRawEscaped}
	case "cp1252", "1252", "windows_1252":
		return &codec{name: "charmap", encode: encodeCharmap(cp1252High[:]), decode: decodeCharmap(cp1252High[:])}
	}
	return nil
}

// codecArgs reads the arguments of encode and decode.
func (t *Thread) codecArgs(method string, encoding, errors Value) (*codec, string, error) {
	name, handler := "utf-8", "strict"
	if encoding.IsSet() {
		s, err := t.StrArg(encoding, method+"() argument 'encoding'")
		if err != nil {
			return nil, "", err
		}
		name = s.S
	}
	if errors.IsSet() {
		s, err := t.StrArg(errors, method+"() argument 'errors'")
		if err != nil {
			return nil, "", err
		}
		handler = s.S
	}
	if strings.Contains(name, "\x00") || strings.Contains(handler, "\x00") {
		return nil, "", t.Raisef(&ValueError, "embedded null character")
	}
	c := codecByName(name)
	if c == nil {
		return nil, "", t.Raisef(&LookupError, "unknown encoding: %s", name)
	}
	return c, handler, nil
}

func strEncode(t *Thread, a []Value) (Value, error) {
	c, handler, err := t.codecArgs("encode", a[1], a[2])
	if err != nil {
		return Value{}, err
	}
	s := as[Str](a[0])
	if err := t.payText(len(s.S)); err != nil {
		return Value{}, err
	}
	if c.mark == nil && (c.name == "utf-8" && utf8.ValidString(s.S) || (c.name == "ascii" || c.name == "latin-1") && s.ASCII()) {
		return t.NewBytes([]byte(s.S)), nil
	}
	b, err := t.encodeRunes(c, a[0], handler)
	if err != nil {
		return Value{}, err
	}
	return t.NewBytes(b), nil
}

// encodeRunes encodes a str and asks the error handler about what cannot be encoded.
func (t *Thread) encodeRunes(c *codec, text Value, handler string) ([]byte, error) {
	rs := as[Str](text).Runes()
	if err := t.payText(len(rs) * 4); err != nil {
		return nil, err
	}
	out := append([]byte(nil), c.mark...)
	for i := 0; ; {
		grown, stop, end, reason := c.encode(out, rs, i)
		out = grown
		if stop >= len(rs) {
			return out, nil
		}
		if err := t.Charge(4); err != nil {
			return nil, err
		}
		by, next, err := t.encodeError(c, text, rs, stop, end, reason, handler)
		if err != nil {
			return nil, err
		}
		if err := t.payText(len(by)); err != nil {
			return nil, err
		}
		out = append(out, by...)
		i = next
	}
}

func bytesDecode(t *Thread, a []Value) (Value, error) {
	c, handler, err := t.codecArgs("decode", a[1], a[2])
	if err != nil {
		return Value{}, err
	}
	return t.decodeBytes(c, a[0], handler)
}

// decodeBytes decodes an object with a buffer.
func (t *Thread) decodeBytes(c *codec, v Value, handler string) (Value, error) {
	b, err := t.BytesArg(v)
	if err != nil {
		return Value{}, err
	}
	if err := t.payText(len(b) * 2); err != nil {
		return Value{}, err
	}
	i := 0
	if c.mark != nil {
		i, c = c.readMark(b)
	}
	if c.name == "utf-8" && utf8.Valid(b) || c.name == "ascii" && isASCII(string(b)) {
		return t.StrValue(string(b[i:])), nil
	}
	var out strings.Builder
	for {
		stop, end, reason := c.decode(&out, b, i)
		if stop >= len(b) && reason == "" {
			return t.StrValue(out.String()), nil
		}
		if err := t.Charge(4); err != nil {
			return Value{}, err
		}
		by, next, replaced, err := t.decodeError(c, v, b, stop, end, reason, handler)
		if err != nil {
			return Value{}, err
		}
		if replaced != nil { // a handler may exchange the input
			b = replaced
		}
		if err := t.payText(len(by)); err != nil {
			return Value{}, err
		}
		out.WriteString(by)
		i = next
	}
}

// readMark looks for a byte order mark, which decides the order and is not part of the text.
func (c *codec) readMark(b []byte) (int, *codec) {
	switch {
	case strings.HasPrefix(string(b), string(c.mark)):
		switch c.name {
		case "utf-16":
			return 2, codecByName("utf-16-le")
		case "utf-32":
			return 4, codecByName("utf-32-le")
		}
		return len(c.mark), c
	case c.name == "utf-16":
		if strings.HasPrefix(string(b), "\xfe\xff") {
			return 2, codecByName("utf-16-be")
		}
		return 0, codecByName("utf-16-le")
	case c.name == "utf-32":
		if strings.HasPrefix(string(b), "\x00\x00\xfe\xff") {
			return 4, codecByName("utf-32-be")
		}
		return 0, codecByName("utf-32-le")
	}
	return 0, c
}

// Decode is bytes.decode for other packages: v has a buffer.
func (t *Thread) Decode(v Value, encoding, errors string) (Value, error) {
	return bytesDecode(t, []Value{v, t.StrValue(encoding), t.StrValue(errors)})
}

// Encode is str.encode for other packages.
func (t *Thread) Encode(v Value, encoding, errors string) (Value, error) {
	return strEncode(t, []Value{v, t.StrValue(encoding), t.StrValue(errors)})
}
