package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
)

// decodeString fills in the value of a string token without replacement fields.
func (p *parser) decodeString(t *Token, c *Constant) bool {
	s := p.text(t)
	c.Kind = Str
	raw := false
	i := 0
	for ; s[i] != '"' && s[i] != '\''; i++ {
		switch s[i] {
		case 'b', 'B':
			c.Kind = Bytes
		case 'r', 'R':
			raw = true
		case 'u', 'U':
			// Only the small letter makes the kind of a constant.
			c.U = s[i] == 'u'
		}
	}
	width := 1
	if len(s) >= i+6 && s[i+1] == s[i] && s[i+2] == s[i] {
		width = 3
	}
	body := s[i+width : len(s)-width]
	at := t.From + source.Pos(i+width)
	if c.Kind == Bytes {
		for j := 0; j < len(body); j++ {
			if body[j] >= utf8.RuneSelf {
				p.report(t.Span, source.SyntaxError, "bytes can only contain ASCII literal characters")
				return false
			}
		}
	}
	c.Text = body
	if raw || t.flags&flagEscape == 0 {
		return true
	}
	var ok bool
	p.literal = t.Span
	c.Text, ok = p.unescape(body, at, c.Kind == Bytes)
	p.literal = source.Span{}
	return ok
}

// unescape replaces the escape sequences of s, which stands at a place in the text.
func (p *parser) unescape(s string, at source.Pos, bytes bool) (string, bool) {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], '\\')
		if n < 0 {
			out = append(out, s[i:]...)
			break
		}
		out = append(out, s[i:i+n]...)
		i += n
		from := i
		if i+1 >= len(s) {
			// Only before a brace of an f-string can a backslash stand last.
			p.invalidEscape(at+source.Pos(from), s[from:], p.byteAfter(at+source.Pos(len(s))))
			out = append(out, '\\')
			break
		}
		c := s[i+1]
		i += 2
		switch c {
		case '\n':
		case '\\', '\'', '"':
			out = append(out, c)
		case 'a':
			out = append(out, '\a')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'v':
			out = append(out, '\v')
		case '0', '1', '2', '3', '4', '5', '6', '7':
			v := int(c - '0')
			j := i
			for ; j < len(s) && j < i+2 && isOctalDigit(s[j]); j++ {
				v = v*8 + int(s[j]-'0')
			}
			i = j
			if v > 0o377 {
				p.invalidOctal(at+source.Pos(from), s[from:i])
			}
			if bytes {
				out = append(out, byte(v))
			} else {
				out = utf8.AppendRune(out, rune(v))
			}
		case 'x':
			v, j := readHex(s, i, 2)
			if j < i+2 {
				if bytes {
					p.escapeError(at, fmt.Sprintf("(value error) invalid \\x escape at position %d", from))
				} else {
					p.unicodeError(at, s, from, j, "truncated \\xXX escape")
				}
				return "", false
			}
			i = j
			if bytes {
				out = append(out, byte(v))
			} else {
				out = utf8.AppendRune(out, rune(v))
			}
		case 'u', 'U', 'N':
			if bytes {
				p.invalidEscape(at+source.Pos(from), s[from:], c)
				out = append(out, '\\', c)
				continue
			}
			var r rune
			var ok bool
			if r, i, ok = p.unicodeEscape(s, at, from); !ok {
				return "", false
			}
			out = appendWTF8(out, r)
		default:
			p.invalidEscape(at+source.Pos(from), s[from:], c)
			out = append(out, '\\')
			i--
		}
	}
	return string(out), true
}

// byteAfter is the byte of the text at a place.
func (p *parser) byteAfter(at source.Pos) byte {
	if int(at) < len(p.src) {
		return p.src[at]
	}
	return 0
}

// unicodeEscape reads \uXXXX, \UXXXXXXXX or \N{name}, whose backslash is s[from].
func (p *parser) unicodeEscape(s string, at source.Pos, from int) (r rune, next int, ok bool) {
	i := from + 2
	switch s[from+1] {
	case 'N':
		end := -1
		if i < len(s) && s[i] == '{' {
			end = strings.IndexByte(s[i:], '}')
		}
		if end <= 1 {
			last := min(i, len(s))
			if end == 1 {
				last = i + 2
			} else if i < len(s) && s[i] == '{' {
				last = len(s)
			}
			p.unicodeError(at, s, from, last, "malformed \\N character escape")
			return 0, 0, false
		}
		next = i + end + 1
		r, ok = lookupName(s[i+1 : i+end])
		if !ok {
			p.unicodeError(at, s, from, next, "unknown Unicode character name")
		}
		return r, next, ok
	}
	width, name := 4, "truncated \\uXXXX escape"
	if s[from+1] == 'U' {
		width, name = 8, "truncated \\UXXXXXXXX escape"
	}
	v, j := readHex(s, i, width)
	if j < i+width {
		p.unicodeError(at, s, from, j, name)
		return 0, 0, false
	}
	if v > utf8.MaxRune {
		p.unicodeError(at, s, from, j, "illegal Unicode character")
		return 0, 0, false
	}
	return rune(v), j, true
}

// readHex reads up to n hexadecimal digits of s from i on.
func readHex(s string, i, n int) (value uint64, end int) {
	end = i
	for end < len(s) && end < i+n && isHexDigit(s[end]) {
		end++
	}
	value, _ = strconv.ParseUint(s[i:end], 16, 64)
	return value, end
}

// appendWTF8 appends a code point in UTF-8, a surrogate too.
func appendWTF8(dst []byte, r rune) []byte {
	if r >= 0xd800 && r <= 0xdfff {
		return append(dst, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f|0x80, 0x80|byte(r)&0x3f)
	}
	return utf8.AppendRune(dst, r)
}

// unicodeError reports an escape that stands for no character. CPython counts positions in the bytes of the string
// after each character outside ASCII has become an escape of ten characters.
func (p *parser) unicodeError(at source.Pos, s string, from, to int, reason string) {
	pos := 0
	for _, r := range s[:from] {
		if r < utf8.RuneSelf {
			pos++
		} else {
			pos += 10
		}
	}
	last := pos + to - from - 1
	where := fmt.Sprintf("position %d-%d", pos, last)
	if last == pos {
		where = fmt.Sprintf("position %d", pos)
	}
	p.escapeError(at, fmt.Sprintf("(unicode error) 'unicodeescape' codec can't decode bytes in %s: %s", where, reason))
}

// escapeError reports an error inside a string. CPython puts it at the token where the string is put together.
func (p *parser) escapeError(at source.Pos, message string) {
	span := source.Span{From: at, To: at}
	if p.literal.To > at {
		span = p.literal
	}
	p.report(span, source.SyntaxError, message)
}

// invalidEscape warns of a backslash that escapes nothing.
func (p *parser) invalidEscape(at source.Pos, rest string, c byte) {
	if c >= utf8.RuneSelf {
		c = '?'
	}
	message := fmt.Sprintf("invalid escape sequence '\\%c'", c)
	if !p.old {
		message = fmt.Sprintf("\"\\%c\" is an invalid escape sequence. Such sequences will not work in the future. "+
			"Did you mean \"\\\\%c\"? A raw string is also an option.", c, c)
	}
	p.warn(source.Span{From: at, To: at + 2}, message)
}

// invalidOctal warns of an octal escape above \377.
func (p *parser) invalidOctal(at source.Pos, escape string) {
	message := fmt.Sprintf("invalid octal escape sequence '%s'", escape)
	if !p.old {
		message = fmt.Sprintf("\"%s\" is an invalid octal escape sequence. Such sequences will not work in the future. "+
			"Did you mean \"\\%s\"? A raw string is also an option.", escape, escape)
	}
	p.warn(source.Span{From: at, To: at + source.Pos(len(escape))}, message)
}
