package py

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/syntax"
)

func isSurrogate(r rune) bool { return r >= 0xd800 && r <= 0xdfff }

func encodeUTF8(out []byte, rs []rune, i int) ([]byte, int, int, string) {
	for ; i < len(rs); i++ {
		if isSurrogate(rs[i]) {
			end := i + 1
			for end < len(rs) && isSurrogate(rs[end]) {
				end++
			}
			return out, i, end, "surrogates not allowed"
		}
		out = utf8.AppendRune(out, rs[i])
	}
	return out, i, i, ""
}

// decodeUTF8 tells apart the ways in which UTF-8 can be wrong as CPython does: how much of a sequence was right.
func decodeUTF8(out *strings.Builder, b []byte, i int) (int, int, string) {
	for i < len(b) {
		if r, size := utf8.DecodeRune(b[i:]); r != utf8.RuneError || size > 1 {
			out.Write(b[i : i+size])
			i += size
			continue
		}
		c := b[i]
		if c < 0xc2 || c > 0xf4 {
			return i, i + 1, "invalid start byte"
		}
		want := 2
		switch {
		case c >= 0xf0:
			want = 4
		case c >= 0xe0:
			want = 3
		}
		for k := 1; k < want; k++ {
			if i+k >= len(b) {
				return i, len(b), "unexpected end of data"
			}
			x := b[i+k]
			low, high := byte(0x80), byte(0xbf)
			if k == 1 {
				switch c {
				case 0xe0:
					low = 0xa0
				case 0xed:
					high = 0x9f
				case 0xf0:
					low = 0x90
				case 0xf4:
					high = 0x8f
				}
			}
			if x < low || x > high {
				return i, i + k, "invalid continuation byte"
			}
		}
		return i, i + 1, "invalid start byte" // not reached: the sequence is right
	}
	return i, i, ""
}

// encodeBelow encodes the characters below a limit as single bytes.
func encodeBelow(limit rune) func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
	return func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
		for ; i < len(rs); i++ {
			if rs[i] >= limit {
				end := i + 1
				for end < len(rs) && rs[end] >= limit {
					end++
				}
				return out, i, end, "ordinal not in range(" + Itoa(int(limit)) + ")"
			}
			out = append(out, byte(rs[i]))
		}
		return out, i, i, ""
	}
}

func decodeASCII(out *strings.Builder, b []byte, i int) (int, int, string) {
	for ; i < len(b); i++ {
		if b[i] >= utf8.RuneSelf {
			return i, i + 1, "ordinal not in range(128)"
		}
		out.WriteByte(b[i])
	}
	return i, i, ""
}

func decodeLatin(out *strings.Builder, b []byte, i int) (int, int, string) {
	for ; i < len(b); i++ {
		out.WriteRune(rune(b[i]))
	}
	return i, i, ""
}

func encodeUTF16(big bool, name string) func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
	unit := func(out []byte, u uint16) []byte {
		if big {
			return append(out, byte(u>>8), byte(u))
		}
		return append(out, byte(u), byte(u>>8))
	}
	return func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
		for ; i < len(rs); i++ {
			switch r := rs[i]; {
			case isSurrogate(r):
				return out, i, i + 1, "surrogates not allowed"
			case r < 0x10000:
				out = unit(out, uint16(r))
			default:
				out = unit(unit(out, uint16(0xd800+(r-0x10000)>>10)), uint16(0xdc00+(r-0x10000)&0x3ff))
			}
		}
		return out, i, i, ""
	}
}

func decodeUTF16(big bool) func(out *strings.Builder, b []byte, i int) (int, int, string) {
	return func(out *strings.Builder, b []byte, i int) (int, int, string) {
		unit := func(i int) rune {
			if big {
				return rune(b[i])<<8 | rune(b[i+1])
			}
			return rune(b[i+1])<<8 | rune(b[i])
		}
		for i < len(b) {
			if i+1 == len(b) {
				return i, len(b), "truncated data"
			}
			r := unit(i)
			switch {
			case r >= 0xdc00 && r <= 0xdfff:
				return i, i + 2, "illegal encoding"
			case r >= 0xd800 && r < 0xdc00:
				if i+3 >= len(b) {
					return i, len(b), "unexpected end of data"
				}
				low := unit(i + 2)
				if low < 0xdc00 || low > 0xdfff {
					return i, i + 2, "illegal UTF-16 surrogate"
				}
				r = 0x10000 + (r-0xd800)<<10 + low - 0xdc00
				i += 2
			}
			out.WriteRune(r)
			i += 2
		}
		return i, i, ""
	}
}

func encodeUTF32(big bool) func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
	return func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
		for ; i < len(rs); i++ {
			r := rs[i]
			if isSurrogate(r) {
				return out, i, i + 1, "surrogates not allowed"
			}
			if big {
				out = append(out, 0, byte(r>>16), byte(r>>8), byte(r))
			} else {
				out = append(out, byte(r), byte(r>>8), byte(r>>16), 0)
			}
		}
		return out, i, i, ""
	}
}

func decodeUTF32(big bool) func(out *strings.Builder, b []byte, i int) (int, int, string) {
	return func(out *strings.Builder, b []byte, i int) (int, int, string) {
		for ; i < len(b); i += 4 {
			if i+3 >= len(b) {
				return i, len(b), "truncated data"
			}
			r := uint32(b[i]) | uint32(b[i+1])<<8 | uint32(b[i+2])<<16 | uint32(b[i+3])<<24
			if big {
				r = uint32(b[i+3]) | uint32(b[i+2])<<8 | uint32(b[i+1])<<16 | uint32(b[i])<<24
			}
			switch {
			case r >= 0xd800 && r <= 0xdfff:
				return i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)"
			case r > 0x10ffff:
				return i, i + 4, "code point not in range(0x110000)"
			}
			out.WriteRune(rune(r))
		}
		return i, i, ""
	}
}

func encodeEscaped(out []byte, rs []rune, i int) ([]byte, int, int, string) {
	for ; i < len(rs); i++ {
		switch r := rs[i]; {
		case r == '\\':
			out = append(out, `\\`...)
		case r == '\n':
			out = append(out, `\n`...)
		case r == '\r':
			out = append(out, `\r`...)
		case r == '\t':
			out = append(out, `\t`...)
		case r >= ' ' && r < 0x7f:
			out = append(out, byte(r))
		case r <= 0xff:
			out = appendHexDigits(append(out, '\\', 'x'), uint32(r), 2)
		default:
			out = append(out, ASCIIText(RuneString(r))...)
		}
	}
	return out, i, i, ""
}

func encodeRawEscaped(out []byte, rs []rune, i int) ([]byte, int, int, string) {
	for ; i < len(rs); i++ {
		if rs[i] <= 0xff {
			out = append(out, byte(rs[i]))
		} else {
			out = append(out, ASCIIText(RuneString(rs[i]))...)
		}
	}
	return out, i, i, ""
}

// hexEscape reads n hexadecimal digits of an escape that begins at start.
func hexEscape(b []byte, start, from, n int, kind string) (r rune, end int, reason string) {
	var u uint32
	for k := range n {
		d := -1
		if from+k < len(b) {
			d = hexDigit(b[from+k])
		}
		if d < 0 {
			return 0, from + k, "truncated " + kind + " escape"
		}
		u = u<<4 | uint32(d)
	}
	if u > 0x10ffff {
		return 0, from + n, "illegal Unicode character"
	}
	return rune(u), from + n, ""
}

func decodeEscaped(out *strings.Builder, b []byte, i int) (int, int, string) {
	const plain, meaning = `\'"abfnrtv`, "\\'\"\a\b\f\n\r\t\v"
	for i < len(b) {
		start := i
		if b[i] != '\\' {
			out.WriteRune(rune(b[i]))
			i++
			continue
		}
		if i++; i == len(b) {
			return start, len(b), `\ at end of string`
		}
		c := b[i]
		i++
		if k := strings.IndexByte(plain, c); k >= 0 {
			out.WriteByte(meaning[k])
			continue
		}
		var r rune
		reason := ""
		switch {
		case c == '\n':
			continue
		case c >= '0' && c <= '7':
			r = rune(c - '0')
			for k := 0; k < 2 && i < len(b) && b[i] >= '0' && b[i] <= '7'; k++ {
				r = r<<3 | rune(b[i]-'0')
				i++
			}
		case c == 'x':
			r, i, reason = hexEscape(b, start, i, 2, `\xXX`)
		case c == 'u':
			r, i, reason = hexEscape(b, start, i, 4, `\uXXXX`)
		case c == 'U':
			r, i, reason = hexEscape(b, start, i, 8, `\UXXXXXXXX`)
		case c == 'N':
			end := strings.IndexByte(string(b[i:]), '}')
			if i >= len(b) || b[i] != '{' || end < 2 {
				return start, i, `malformed \N character escape`
			}
			text, ok := syntax.LookupCharacter(string(b[i+1 : i+end]))
			i += end + 1
			if !ok {
				return start, i, "unknown Unicode character name"
			}
			out.WriteString(text)
			continue
		default:
			out.WriteByte('\\')
			out.WriteRune(rune(c))
			continue
		}
		if reason != "" {
			return start, i, reason
		}
		writeRune(out, r)
	}
	return i, i, ""
}

func decodeRawEscaped(out *strings.Builder, b []byte, i int) (int, int, string) {
	for i < len(b) {
		start := i
		slashes := 0
		for i < len(b) && b[i] == '\\' {
			out.WriteByte('\\')
			slashes++
			i++
		}
		if i == len(b) {
			break
		}
		if slashes&1 == 0 || b[i] != 'u' && b[i] != 'U' {
			out.WriteRune(rune(b[i]))
			i++
			continue
		}
		n, kind := 4, `\uXXXX`
		if b[i] == 'U' {
			n, kind = 8, `\UXXXXXXXX`
		}
		r, end, reason := hexEscape(b, start, i+1, n, kind)
		text := out.String()
		out.Reset()
		out.WriteString(text[:len(text)-1]) // the backslash belongs to the escape
		if reason != "" {
			return i - 1, end, reason
		}
		writeRune(out, r)
		i = end
	}
	return i, i, ""
}

// cp1252High are the characters of Windows code page 1252 from 0x80 to 0x9f, where it differs from Latin-1; 0 is none.
var cp1252High = [32]rune{
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
}

func encodeCharmap(high []rune) func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
	find := func(r rune) (byte, bool) {
		if r < 0x80 || r >= 0xa0 && r <= 0xff {
			return byte(r), true
		}
		k := slices.Index(high, r)
		return byte(0x80 + k), k >= 0 && r != 0
	}
	return func(out []byte, rs []rune, i int) ([]byte, int, int, string) {
		for ; i < len(rs); i++ {
			c, ok := find(rs[i])
			if !ok {
				end := i + 1
				for end < len(rs) {
					if _, ok := find(rs[end]); ok {
						break
					}
					end++
				}
				return out, i, end, "character maps to <undefined>"
			}
			out = append(out, c)
		}
		return out, i, i, ""
	}
}

func decodeCharmap(high []rune) func(out *strings.Builder, b []byte, i int) (int, int, string) {
	return func(out *strings.Builder, b []byte, i int) (int, int, string) {
		for ; i < len(b); i++ {
			r := rune(b[i])
			if r >= 0x80 && r < 0xa0 {
				if r = high[r-0x80]; r == 0 {
					return i, i + 1, "character maps to <undefined>"
				}
			}
			out.WriteRune(r)
		}
		return i, i, ""
	}
}
