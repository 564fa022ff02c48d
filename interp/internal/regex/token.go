package regex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is the unit in which patterns and templates are read: a character, or a backslash with the character after it.
type token struct {
	char    rune
	escaped bool
	end     bool // there are no more
}

// len is the number of characters that the token takes in the source.
func (t token) len() int {
	switch {
	case t.end:
		return 0
	case t.escaped:
		return 2
	}
	return 1
}

// is reports whether the token is the plain character c.
func (t token) is(c rune) bool { return !t.end && !t.escaped && t.char == c }

func (t token) isDigit() bool { return !t.end && !t.escaped && t.char >= '0' && t.char <= '9' }
func (t token) isOctal() bool { return !t.end && !t.escaped && t.char >= '0' && t.char <= '7' }
func (t token) isHex() bool {
	return t.isDigit() || !t.end && !t.escaped && (t.char >= 'a' && t.char <= 'f' || t.char >= 'A' && t.char <= 'F')
}

func (t token) String() string {
	switch {
	case t.end:
		return ""
	case t.escaped:
		return `\` + encode(t.char)
	}
	return encode(t.char)
}

// tokenizer looks one token ahead, and so notices a lone backslash at the end one token early, as CPython does. The first
// error sticks and ends the tokens: whoever reads on finds the end, unwinds, and need not look for errors on the way.
type tokenizer struct {
	chars   []rune
	at      int // behind next
	next    token
	isBytes bool
	err     *Error
}

func newTokenizer(source string, isBytes bool) *tokenizer {
	t := &tokenizer{isBytes: isBytes}
	t.chars = make([]rune, 0, len(source))
	for i := 0; i < len(source); {
		c, n := rune(source[i]), 1
		if !isBytes {
			c, n = decode(source, i)
		}
		t.chars = append(t.chars, c)
		i += n
	}
	t.advance()
	return t
}

func (t *tokenizer) advance() {
	if t.at >= len(t.chars) {
		t.next = token{end: true}
		return
	}
	t.next = token{char: t.chars[t.at]}
	t.at++
	if t.next.char == '\\' {
		if t.at >= len(t.chars) {
			t.failAt(Malformed, len(t.chars)-1, "bad escape (end of pattern)")
			return
		}
		t.next = token{char: t.chars[t.at], escaped: true}
		t.at++
	}
}

func (t *tokenizer) get() token {
	this := t.next
	t.advance()
	return this
}

// match skips the plain character c if it is next.
func (t *tokenizer) match(c rune) bool {
	if t.next.is(c) {
		t.advance()
		return true
	}
	return false
}

// tell is the position of the next token.
func (t *tokenizer) tell() int { return t.at - t.next.len() }

// seek goes back to a position that tell gave.
func (t *tokenizer) seek(at int) {
	if t.err == nil {
		t.at = at
		t.advance()
	}
}

// fail notes an error that lies back characters before the next token.
func (t *tokenizer) fail(back int, msg string) { t.failAt(Malformed, t.tell()-back, msg) }

func (t *tokenizer) failAt(kind ErrorKind, pos int, msg string) {
	if t.err == nil {
		if t.isBytes {
			msg = asciiOnly(msg)
		}
		t.err = &Error{Kind: kind, Msg: msg, Pos: pos}
	}
	t.at, t.next = len(t.chars), token{end: true}
}

// while reads at most n tokens that satisfy a test.
func (t *tokenizer) while(n int, test func(token) bool) string {
	var b strings.Builder
	for ; n > 0 && test(t.next); n-- {
		b.WriteRune(t.get().char)
	}
	return b.String()
}

// until reads a name up to its terminator; n is its length in characters.
func (t *tokenizer) until(terminator rune, what string) (name string, n int) {
	var b strings.Builder
	for {
		c := t.get()
		switch {
		case c.end && n == 0:
			t.fail(0, "missing "+what)
			return "", 0
		case c.end:
			t.fail(n, "missing "+string(terminator)+", unterminated name")
			return "", 0
		case c.is(terminator):
			if n == 0 {
				t.fail(1, "missing "+what)
			}
			return b.String(), n
		}
		b.WriteString(c.String())
		n += c.len()
	}
}

// checkName requires a name of n characters, just read, to be an identifier.
func (t *tokenizer) checkName(name string, n int) {
	if t.isBytes && !isASCII(name) {
		t.fail(n+1, "bad character in group name "+asciiOnly(repr(name)))
	} else if !isIdentifier(name) {
		t.fail(n+1, "bad character in group name "+repr(name))
	}
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isDecimal(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isIdentifier(s string) bool {
	for i, c := range s {
		letter := c == '_' || unicode.IsLetter(c) || unicode.Is(unicode.Nl, c) || unicode.Is(unicode.Other_ID_Start, c)
		if !letter && (i == 0 || !unicode.In(c, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)) {
			return false
		}
	}
	return s != ""
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
