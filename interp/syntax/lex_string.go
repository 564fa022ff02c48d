package syntax

import (
	"fmt"
	"strings"

	"github.com/assay-score/assay/interp/source"
)

// fstringMode is an f-string or t-string that has begun and not ended. The lexer alternates between its text and
// its replacement fields, whose tokens are ordinary ones (PEP 701).
type fstringMode struct {
	from   int  // where its prefix begins
	quote  byte // the quote that ends it
	triple bool
	raw    bool
	t      bool // a t-string
	level  int  // brackets open around it
	// fields counts the replacement fields open at this place: a second is one inside the first's format specifier.
	// With level it tells a bracket, colon or "!" of the field itself from those inside brackets of its expression.
	fields  int
	inField bool // reading a field's tokens, not text
}

// name is what CPython calls it in messages.
func (m *fstringMode) name() string {
	if m.t {
		return "t-string"
	}
	return "f-string"
}

func (m *fstringMode) middle() TokenKind {
	if m.t {
		return TokenTStringMiddle
	}
	return TokenFStringMiddle
}

// prefixed reads the string whose prefix is src[from:l.pos], and says whether that is a prefix.
func (l *lexer) prefixed(from int) bool {
	var b, u, r, f, t bool
	if !l.from13 {
		if clash, prefix := clashingPrefixes(l.src[from:l.pos]); !prefix {
			return false
		} else if clash != "" {
			l.syntaxError(from, l.pos+1, clash)
			return true
		}
	}
	for _, c := range []byte(l.src[from:l.pos]) {
		switch c | 0x20 {
		case 'b':
			if b || u || f || t {
				return false
			}
			b = true
		case 'u':
			if b || u || r || f || t {
				return false
			}
			u = true
		case 'r':
			if r || u {
				return false
			}
			r = true
		case 'f':
			if f || b || u || t {
				return false
			}
			f = true
		case 't':
			if l.from13 || t || b || u || f {
				return false
			}
			t = true
		default:
			return false
		}
	}
	l.lineStarted = true
	if f || t {
		l.fstring(from, r, t)
	} else {
		l.str(from, l.pos)
	}
	return true
}

// clashingPrefixes says which two letters of a prefix exclude each other, and whether s is a prefix at all: each of
// the five letters at most once.
func clashingPrefixes(s string) (clash string, prefix bool) {
	const letters = "burft"
	var seen [len(letters)]bool
	for _, c := range []byte(s) {
		i := strings.IndexByte(letters, c|0x20)
		if i < 0 || seen[i] {
			return "", false
		}
		seen[i] = true
	}
	for _, pair := range [...]string{"ub", "ur", "uf", "ut", "bf", "bt", "ft"} {
		if seen[strings.IndexByte(letters, pair[0])] && seen[strings.IndexByte(letters, pair[1])] {
			return fmt.Sprintf("'%c' and '%c' prefixes are incompatible", pair[0], pair[1]), true
		}
	}
	return "", true
}

// quotes looks at the quotes at i: which they are and whether there are three.
func (l *lexer) quotes(i int) (quote byte, width int) {
	quote = l.src[i]
	if l.byteAt(i+1) == quote && l.byteAt(i+2) == quote {
		return quote, 3
	}
	return quote, 1
}

// str reads a string without replacement fields whose prefix begins at from and whose quotes stand at q.
func (l *lexer) str(from, q int) {
	src := l.src
	quote, width := l.quotes(q)
	var flags tokenFlags
	if width == 3 {
		i := q + 3
		for {
			n := strings.IndexByte(src[i:], quote)
			if n < 0 {
				l.unterminatedTriple(from, q)
				return
			}
			i += n
			if oddBackslashes(src[q+3 : i]) {
				i++
				continue
			}
			if l.byteAt(i+1) == quote && l.byteAt(i+2) == quote {
				break
			}
			i++
		}
		if strings.IndexByte(src[q+3:i], '\\') >= 0 {
			flags = flagEscape
		}
		l.pos = i + 3
		l.emitSpan(TokenString, from, l.pos, flags)
		return
	}
	for i := q + 1; i < len(src); i++ {
		switch c := src[i]; {
		case c == quote:
			l.pos = i + 1
			l.emitSpan(TokenString, from, l.pos, flags)
			return
		case c == '\\':
			flags = flagEscape
			i++
		case c == '\n':
			l.unterminated(from, q)
			return
		}
	}
	l.unterminated(from, q)
}

// oddBackslashes says whether s ends in an odd number of backslashes, so that what follows is escaped.
func oddBackslashes(s string) bool {
	n := len(s)
	for n > 0 && s[n-1] == '\\' {
		n--
	}
	return (len(s)-n)%2 == 1
}

// unterminated reports a string in single quotes that its line does not end.
func (l *lexer) unterminated(from, q int) {
	quote := l.src[q]
	l.pos = q + 1
	if n := len(l.modes); n > 0 {
		// The quote may be the one that was meant to end the f-string around it.
		if m := &l.modes[n-1]; m.quote == quote && !m.triple {
			l.fail(from, from+1, source.SyntaxError, m.name()+": expecting '}'", false)
			return
		}
	}
	end := l.endOfString(q)
	message := fmt.Sprintf("unterminated string literal (detected at line %d)", l.file.Position(source.Pos(end)).Line)
	if strings.Contains(l.src[q+1:end], "\\"+string(rune(quote))) {
		message += "; perhaps you escaped the end quote?"
	}
	l.syntaxError(from, from+1, message)
}

// endOfString is the line end at which a string opened at q stops, escaped line ends passed over.
func (l *lexer) endOfString(q int) int {
	i := q + 1
	for ; i < len(l.src) && l.src[i] != '\n'; i++ {
		if l.src[i] == '\\' {
			i++
		}
	}
	if i >= len(l.src) {
		i = len(l.src)
		if strings.HasSuffix(l.src, "\n") {
			i--
		}
	}
	return i
}

// unterminatedTriple reports a string in triple quotes that the file does not end.
func (l *lexer) unterminatedTriple(from, q int) {
	if n := len(l.modes); n > 0 {
		if m := &l.modes[n-1]; m.quote == l.src[q] && m.triple {
			l.pos = q + 3
			l.fail(from, from+1, source.SyntaxError, m.name()+": expecting '}'", false)
			return
		}
	}
	l.pos = len(l.src)
	l.syntaxError(from, from+3, fmt.Sprintf("unterminated triple-quoted string literal (detected at line %d)", l.file.Lines()))
}

// fstring begins an f-string or t-string whose prefix is src[from:l.pos].
func (l *lexer) fstring(from int, raw, t bool) {
	if len(l.modes) >= maxFStrings {
		l.syntaxError(from, l.pos, "too many nested f-strings or t-strings")
		return
	}
	quote, width := l.quotes(l.pos)
	l.pos += width
	m := fstringMode{from: from, quote: quote, triple: width == 3, raw: raw, t: t, level: l.level}
	l.modes = append(l.modes, m)
	if t {
		l.emit(TokenTStringStart, from)
	} else {
		l.emit(TokenFStringStart, from)
	}
}

// fstringText reads text of the innermost f-string up to the next replacement field, the end of the field whose
// format specifier this is, or the end of the string. A doubled brace ends a piece of text too, so that each piece
// stands for itself but for escapes.
func (l *lexer) fstringText(m *fstringMode) {
	src := l.src
	from := l.pos
	var flags tokenFlags
	for i := from; i < len(src); i++ {
		switch c := src[i]; c {
		case m.quote:
			if m.triple && !(l.byteAt(i+1) == c && l.byteAt(i+2) == c) {
				continue
			}
			l.pos = i
			if i > from {
				l.emitSpan(m.middle(), from, i, flags)
			}
			l.endFString(m) // if this is a format specifier, the parser will miss the "}"
			return
		case '\n':
			if m.triple {
				continue
			}
			l.pos = i
			if m.fields > 0 && !l.from13 {
				l.fail(i, i+1, source.SyntaxError, m.name()+": newlines are not allowed in format specifiers for single quoted "+m.name()+"s", false)
				return
			}
			if m.fields > 0 {
				if i > from {
					l.emitSpan(m.middle(), from, i, flags)
				}
				m.inField = true
				return
			}
			l.unterminatedFString(m, i)
			return
		case '\\':
			flags |= flagEscape
			if i+1 >= len(src) {
				continue
			}
			switch next := src[i+1]; {
			case next == '{' || next == '}':
				// The brace is not escaped by it.
			case next == 'N' && !m.raw && l.byteAt(i+2) == '{':
				if n := strings.IndexAny(src[i+3:], "}\n"+string(rune(m.quote))); n >= 0 && src[i+3+n] == '}' {
					i += 3 + n
				} else {
					i += 2
				}
			default:
				i++
			}
		case '{':
			if l.byteAt(i+1) == '{' && m.fields == 0 {
				l.pos = i + 2
				l.emitSpan(m.middle(), from, i+2, flags|flagDoubled)
				return
			}
			l.pos = i
			if i > from {
				l.emitSpan(m.middle(), from, i, flags)
			}
			if m.fields+1 >= maxFieldNested {
				l.syntaxError(i, i+1, m.name()+": expressions nested too deeply")
				return
			}
			m.fields++
			m.inField = true
			l.open('{')
			return
		case '}':
			if m.fields > 0 {
				l.pos = i
				if i > from {
					l.emitSpan(m.middle(), from, i, flags)
				}
				m.inField = true
				return
			}
			l.pos = i
			if l.byteAt(i+1) == '}' {
				l.pos = i + 2
				l.emitSpan(m.middle(), from, i+2, flags|flagDoubled)
				return
			}
			l.fail(i, i+1, source.SyntaxError, m.name()+": single '}' is not allowed", false)
			return
		}
	}
	l.pos = len(src)
	l.unterminatedFString(m, len(src))
}

// endFString emits the closing quotes at l.pos.
func (l *lexer) endFString(m *fstringMode) {
	from := l.pos
	l.pos++
	if m.triple {
		l.pos += 2
	}
	kind := TokenFStringEnd
	if m.t {
		kind = TokenTStringEnd
	}
	l.modes = l.modes[:len(l.modes)-1]
	l.emit(kind, from)
}

// unterminatedFString reports an f-string that ends neither on its line nor, in triple quotes, in the file.
func (l *lexer) unterminatedFString(m *fstringMode, at int) {
	if m.triple {
		l.pos = len(l.src)
		l.fail(m.from, m.from+1, source.SyntaxError, fmt.Sprintf("unterminated triple-quoted %s literal (detected at line %d)", m.name(), l.file.Lines()), false)
		return
	}
	line := l.file.Position(source.Pos(at)).Line
	l.fail(m.from, m.from+1, source.SyntaxError, fmt.Sprintf("unterminated %s literal (detected at line %d)", m.name(), line), false)
}
