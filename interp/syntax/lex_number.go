package syntax

import (
	"fmt"
	"strings"
)

// number reads a numeric literal. It starts at a digit, or at a point with a digit after it.
func (l *lexer) number() {
	from := l.pos
	i, ok := from, true
	if l.src[i] == '0' {
		switch l.byteAt(i + 1) {
		case 'x', 'X':
			l.radix(from, "hexadecimal", isHexDigit)
			return
		case 'o', 'O':
			l.radix(from, "octal", isOctalDigit)
			return
		case 'b', 'B':
			l.radix(from, "binary", isBinaryDigit)
			return
		}
		l.leadingZero(from)
		return
	}
	if l.src[i] != '.' {
		if i, ok = l.digits(i); !ok {
			return
		}
	}
	l.fraction(from, i)
}

// byteAt is the byte at i, 0 past the end.
func (l *lexer) byteAt(i int) byte {
	if i < len(l.src) {
		return l.src[i]
	}
	return 0
}

func isDigit(c byte) bool       { return c >= '0' && c <= '9' }
func isOctalDigit(c byte) bool  { return c >= '0' && c <= '7' }
func isBinaryDigit(c byte) bool { return c == '0' || c == '1' }
func isHexDigit(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// digits reads decimal digits with single underscores between them, the first of which stands at i.
func (l *lexer) digits(i int) (int, bool) {
	for {
		for isDigit(l.byteAt(i)) {
			i++
		}
		if l.byteAt(i) != '_' {
			return i, true
		}
		i++
		if !isDigit(l.byteAt(i)) {
			l.pos = i
			l.syntaxError(i-1, i, "invalid decimal literal")
			return i, false
		}
	}
}

// leadingZero reads what begins with 0 and is neither 0x, 0o nor 0b: zeros, or a float or imaginary literal.
func (l *lexer) leadingZero(from int) {
	i := from + 1
	for {
		if l.byteAt(i) == '_' {
			i++
			if !isDigit(l.byteAt(i)) {
				l.pos = i
				l.syntaxError(i-1, i, "invalid decimal literal")
				return
			}
		}
		if l.byteAt(i) != '0' {
			break
		}
		i++
	}
	zerosEnd := i
	if isDigit(l.byteAt(i)) {
		ok := true
		if i, ok = l.digits(i); !ok {
			return
		}
		switch l.byteAt(i) {
		case '.', 'e', 'E', 'j', 'J':
		default:
			l.pos = i
			l.syntaxError(from, zerosEnd, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
			return
		}
	}
	l.fraction(from, i)
}

// fraction reads point, exponent and j of a decimal literal whose integer part ends at i.
func (l *lexer) fraction(from, i int) {
	ok := true
	if l.byteAt(i) == '.' {
		i++
		if isDigit(l.byteAt(i)) {
			if i, ok = l.digits(i); !ok {
				return
			}
		}
	}
	if c := l.byteAt(i); c == 'e' || c == 'E' {
		j := i + 1
		if s := l.byteAt(j); s == '+' || s == '-' {
			j++
			if !isDigit(l.byteAt(j)) {
				l.pos = j
				l.syntaxError(j-1, j, "invalid decimal literal")
				return
			}
		}
		if isDigit(l.byteAt(j)) {
			if i, ok = l.digits(j); !ok {
				return
			}
		}
	}
	kind := "decimal"
	if c := l.byteAt(i); c == 'j' || c == 'J' {
		i++
		kind = "imaginary"
	}
	l.endNumber(from, i, kind)
}

// radix reads the digits after 0x, 0o or 0b.
func (l *lexer) radix(from int, kind string, isOne func(byte) bool) {
	i := from + 2
	for {
		if l.byteAt(i) == '_' {
			i++
		}
		if c := l.byteAt(i); !isOne(c) {
			l.pos = i
			if isDigit(c) {
				l.syntaxError(i, i+1, fmt.Sprintf("invalid digit '%c' in %s literal", c, kind))
			} else {
				l.syntaxError(i-1, i, fmt.Sprintf("invalid %s literal", kind))
			}
			return
		}
		for isOne(l.byteAt(i)) {
			i++
		}
		c := l.byteAt(i)
		if isDigit(c) {
			l.pos = i
			l.syntaxError(i, i+1, fmt.Sprintf("invalid digit '%c' in %s literal", c, kind))
			return
		}
		if c != '_' {
			break
		}
	}
	l.endNumber(from, i, kind)
}

// endNumber emits a number that ends at i. A name must not follow at once, but for the keywords that may follow
// a number: those get a warning.
func (l *lexer) endNumber(from, i int, kind string) {
	l.pos = i
	if i < len(l.src) && l.src[i] < 0x80 && identByte[l.src[i]] {
		rest := l.src[i:]
		if !beginsLikeKeyword(rest) {
			l.pos = i
			l.syntaxError(i-1, i, fmt.Sprintf("invalid %s literal", kind))
			return
		}
		l.warn(from, i, fmt.Sprintf("invalid %s literal", kind))
	}
	l.emit(TokenNumber, from)
}

// beginsLikeKeyword says whether s begins with a keyword that may stand after a number. CPython looks for the end of
// the longer ones only.
func beginsLikeKeyword(s string) bool {
	for _, k := range [...]string{"if", "in", "is"} {
		if strings.HasPrefix(s, k) {
			return true
		}
	}
	for _, k := range [...]string{"and", "else", "for", "or", "not"} {
		if rest, ok := strings.CutPrefix(s, k); ok && (rest == "" || !identByte[rest[0]]) {
			return true
		}
	}
	return false
}
