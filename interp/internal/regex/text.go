package regex

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// decode gives the code point at an offset and its length in bytes. Surrogates are decoded as such; a byte that begins no
// character stands for itself in the range where Python's surrogateescape puts it.
func decode(s string, i int) (rune, int) {
	b := s[i]
	if b < utf8.RuneSelf {
		return rune(b), 1
	}
	if c, n := utf8.DecodeRuneInString(s[i:]); n > 1 {
		return c, n
	}
	if b == 0xed && i+2 < len(s) && s[i+1]&0xe0 == 0xa0 && s[i+2]&0xc0 == 0x80 {
		return 0xd000 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f), 3
	}
	return 0xdc00 + rune(b), 1
}

// encode is the inverse of decode.
func encode(c rune) string {
	if c >= 0xd800 && c <= 0xdfff {
		return string([]byte{0xed, byte(c>>6)&0x3f | 0x80, byte(c)&0x3f | 0x80})
	}
	return string(c)
}

// before gives the offset of the character that ends at i > 0.
func before(s string, i int) int {
	least := max(i-utf8.UTFMax, 0)
	for i--; i > least && s[i]&0xc0 == 0x80; {
		i--
	}
	return i
}

// stride is how many bytes lie between two offsets whose index is noted.
const stride = 256

// Text is a text to match against, with what it takes to convert between offsets in bytes and indexes in code points. It
// is made in one pass over the text; a conversion looks at no more than 256 bytes and takes logarithmic time besides.
type Text struct {
	s       string
	isBytes bool
	simple  bool  // one byte a character
	marks   []int // marks[k] is the index of the first character at or behind offset k*stride
	length  int
}

// NewText prepares a text.
func NewText(s string, isBytes bool) *Text {
	t := &Text{s: s, isBytes: isBytes, length: len(s)}
	t.simple = isBytes || isASCII(s)
	if t.simple {
		return t
	}
	t.marks = make([]int, 0, len(s)/stride+1)
	n := 0
	for i := 0; i < len(s); i++ {
		if i%stride == 0 {
			t.marks = append(t.marks, n)
		}
		if starts(s, i) {
			n++
		}
	}
	t.length = n
	return t
}

// SimpleText prepares a text in which every character is one byte, as the caller knows, without looking at it.
func SimpleText(s string, isBytes bool) *Text {
	return &Text{s: s, isBytes: isBytes, simple: true, length: len(s)}
}

// starts reports whether a character begins at offset i.
func starts(s string, i int) bool { return s[i]&0xc0 != 0x80 }

// String is the text itself.
func (t *Text) String() string { return t.s }

// IsBytes reports whether the text is of bytes.
func (t *Text) IsBytes() bool { return t.isBytes }

// Len is the length of the text in code points.
func (t *Text) Len() int { return t.length }

// Index converts an offset at which a character begins, or the length in bytes, to an index.
func (t *Text) Index(offset int) int {
	if t.simple || offset < 0 {
		return offset
	}
	if offset >= len(t.s) {
		return t.length
	}
	k := offset / stride
	n := t.marks[k]
	for i := k * stride; i < offset; i++ {
		if starts(t.s, i) {
			n++
		}
	}
	return n
}

// Offset converts an index, held within the text, to an offset.
func (t *Text) Offset(index int) int {
	index = max(0, min(index, t.length))
	if t.simple {
		return index
	}
	if index == t.length {
		return len(t.s)
	}
	k := sort.SearchInts(t.marks, index+1) - 1
	n, i := t.marks[k], k*stride
	for ; i < len(t.s); i++ {
		if starts(t.s, i) {
			if n == index {
				break
			}
			n++
		}
	}
	return i
}

// repr is Python's repr of a str, for names in messages.
func repr(s string) string {
	quote := '\''
	if strings.ContainsRune(s, '\'') && !strings.ContainsRune(s, '"') {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for i := 0; i < len(s); {
		c, n := decode(s, i)
		i += n
		switch {
		case c == quote || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == ' ' || c > ' ' && unicode.IsGraphic(c) && !unicode.Is(unicode.Zs, c):
			b.WriteRune(c)
		default:
			b.WriteString(escaped(c))
		}
	}
	b.WriteRune(quote)
	return b.String()
}

// escaped is the shortest of Python's numeric escapes for a character.
func escaped(c rune) string {
	switch {
	case c < 0x100:
		return fmt.Sprintf(`\x%02x`, c)
	case c < 0x10000:
		return fmt.Sprintf(`\u%04x`, c)
	}
	return fmt.Sprintf(`\U%08x`, c)
}

// asciiOnly replaces what is not ASCII by escapes, as messages about bytes do.
func asciiOnly(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c, n := decode(s, i)
		i += n
		if c < utf8.RuneSelf {
			b.WriteRune(c)
		} else {
			b.WriteString(escaped(c))
		}
	}
	return b.String()
}

// Escape puts a backslash before every character that means something in a pattern, as re.escape does. It works on bytes
// too, since all of those characters are ASCII.
func Escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("()[]{}?*+-|^$\\.&~# \t\n\r\v\f", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
