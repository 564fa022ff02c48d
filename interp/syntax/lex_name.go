package syntax

import (
	"fmt"
	"unicode/utf8"
)

// name emits the name or keyword src[from:l.pos].
func (l *lexer) name(from int) {
	word := l.src[from:l.pos]
	// The keywords are two to eight letters long and begin with a lower-case one, but for three.
	if n := len(word); n >= 2 && n <= 8 {
		if k := keyword(word); k != TokenName {
			l.emit(k, from)
			return
		}
	}
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			l.unicodeName(from)
			return
		}
	}
	l.emit(TokenName, from)
}

// unicodeName emits a name with characters outside ASCII once each of them has been found fit for its place.
func (l *lexer) unicodeName(from int) {
	word := l.src[from:l.pos]
	for i, r := range word {
		if i == 0 && isXIDStart(r) || i > 0 && isXIDContinue(r) {
			continue
		}
		at := from + i
		l.pos = at
		if !IsPrintable(r) {
			l.syntaxError(at, at+utf8.RuneLen(r), fmt.Sprintf("invalid non-printable character U+%04X", r))
		} else {
			l.syntaxError(at, at+utf8.RuneLen(r), fmt.Sprintf("invalid character '%c' (U+%04X)", r, r))
		}
		return
	}
	l.emitSpan(TokenName, from, l.pos, flagNonASCII)
}
