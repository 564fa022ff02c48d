package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
)

// lizardToken is a token as lizard cuts the text. What lizard makes up itself, a piece of an f-string between its quotes,
// is not a slice of the text; made tells how many line ends it has then.
type lizardToken struct {
	from, to source.Pos
	kind     lizardKind
	triple   bool // begins with three quotes, and has the three that end it
	lines    int32
}

// lizardKind says what lizard's counting needs to know of a token.
type lizardKind uint8

const (
	lizardOther   lizardKind = iota
	lizardSpace              // white space without a line end
	lizardNewline            // "\n"
	lizardComment            // from # to the end of the line
	lizardWord
	lizardString
	lizardSymbol
)

// lizardLexer cuts Python text the way lizard does: with one regular expression made for the languages of C's family, to
// which comments and triple-quoted strings of Python were added. So // begins a token that reaches to the end of the
// line, /* one that reaches to the next */, and the replacement fields of f-strings are cut again.
type lizardLexer struct {
	text string
	// What is known not to come any more, so that looking for it again costs nothing.
	noBlockEnd, noDouble, noSingle, noTripleDouble, noTripleSingle bool
	end                                                            int
}

// lizardStream cuts a text as its tokens are asked for, and keeps those that may be looked at again.
type lizardStream struct {
	lexer  lizardLexer
	at     int
	prefix bool // the last token is f, rf, fr, bf or fb
	depth  int  // of f-strings around
	tokens []lizardToken
}

// has reports whether there is a token of that index, and cuts on until there is.
func (s *lizardStream) has(i int) bool {
	for i >= len(s.tokens) && s.at < s.lexer.end {
		s.tokens = s.cut(s.tokens)
	}
	return i < len(s.tokens)
}

// forget drops the tokens before an index, once they are many, and gives the index that it has then.
func (s *lizardStream) forget(i int) int {
	const many = 512
	if i < many {
		return i
	}
	s.tokens = append(s.tokens[:0], s.tokens[i:]...)
	return 0
}

// maxLizardDepth bounds f-strings in f-strings; what is deeper stays one token.
const maxLizardDepth = 50

// cut adds the next token, or those that an f-string is made of.
func (s *lizardStream) cut(out []lizardToken) []lizardToken {
	text := s.lexer.text
	t := s.lexer.next(s.at)
	s.at = int(t.to)
	if s.prefix && s.depth < maxLizardDepth && (t.kind == lizardString || t.kind == lizardSymbol && (text[t.from] == '"' || text[t.from] == '\'')) {
		s.prefix = false
		return lizardOpen(out, text, t, s.depth)
	}
	s.prefix = t.kind == lizardWord && lizardPrefix(text[t.from:t.to])
	return append(out, t)
}

// lizardCut cuts text[from:to].
func lizardCut(out []lizardToken, text string, from, to, depth int) []lizardToken {
	s := lizardStream{lexer: lizardLexer{text: text[:to], end: to}, at: from, depth: depth}
	for s.at < to {
		out = s.cut(out)
	}
	return out
}

func lizardPrefix(word string) bool {
	if len(word) > 2 {
		return false
	}
	switch word {
	case "f", "F", "rf", "rF", "Rf", "RF", "fr", "fR", "Fr", "FR", "bf", "bF", "Bf", "BF", "fb", "fB", "Fb", "FB":
		return true
	}
	return false
}

// next is the token that begins at a place, by the first of lizard's alternatives that fits there.
func (l *lizardLexer) next(at int) lizardToken {
	c := l.text[at]
	token := func(n int, kind lizardKind) lizardToken {
		return lizardToken{from: source.Pos(at), to: source.Pos(at + n), kind: kind}
	}
	switch {
	case c == '\n':
		return token(1, lizardNewline)
	case c == ' ' || c == '\t':
		n := 1
		for at+n < l.end && (l.text[at+n] == ' ' || l.text[at+n] == '\t') {
			n++
		}
		return token(l.space(at, n), lizardSpace)
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
		return token(l.word(at), lizardWord)
	case c >= '0' && c <= '9':
		return token(l.number(at), lizardWord)
	case c >= utf8.RuneSelf || c < ' ':
		r, size := utf8.DecodeRuneInString(l.text[at:])
		switch {
		case lizardBlank(r):
			return token(l.space(at, size), lizardSpace)
		case lizardWordRune(r):
			return token(l.word(at), lizardWord)
		}
		return token(size, lizardSymbol)
	case c == '#':
		n := strings.IndexByte(l.text[at:], '\n')
		if n < 0 {
			n = l.end - at
		}
		return token(n, lizardComment)
	case c == '"' || c == '\'':
		return l.quoted(at, c)
	case c == '/':
		return l.slash(at)
	case c == '<':
		if n := l.generic(at); n > 0 {
			return token(n, lizardSymbol)
		}
	case c == '\\' && at+1 < l.end && l.text[at+1] == '\n':
		t := token(2, lizardOther)
		t.lines = 1
		return t
	}
	return token(l.symbol(at), lizardSymbol)
}

func (l *lizardLexer) space(at, n int) int {
	for at+n < l.end {
		r, size := rune(l.text[at+n]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(l.text[at+n:])
		}
		if r == '\n' || !lizardBlank(r) {
			break
		}
		n += size
	}
	return n
}

// lizardBlank is what \s means in Python.
func lizardBlank(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// lizardWordRune is what \w means in Python.
func lizardWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

func (l *lizardLexer) word(at int) int {
	n := 0
	for at+n < l.end {
		c := l.text[at+n]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9':
			n++
			continue
		case c < utf8.RuneSelf:
			return n
		}
		r, size := utf8.DecodeRuneInString(l.text[at+n:])
		if !lizardWordRune(r) {
			return n
		}
		n += size
	}
	return n
}

// number takes digits with ' between them as C++ writes them, else a word.
func (l *lizardLexer) number(at int) int {
	if n := digitsFrom(l.text, at, l.end); n > 0 {
		return n
	}
	return l.word(at)
}

// digitsFrom measures digits with at least one ' between two of them; 0 where there is none.
func digitsFrom(text string, at, end int) int {
	n, best := 0, 0
	for {
		start := n
		for at+n < end && text[at+n] >= '0' && text[at+n] <= '9' {
			n++
		}
		if n == start {
			return best
		}
		if start > 0 {
			best = n
		}
		if at+n >= end || text[at+n] != '\'' {
			return best
		}
		n++
	}
}

// quoted takes a string. One that does not end is a single quote character.
func (l *lizardLexer) quoted(at int, q byte) lizardToken {
	t := lizardToken{from: source.Pos(at), to: source.Pos(at + 1), kind: lizardSymbol}
	noTriple, noEnd := &l.noTripleDouble, &l.noDouble
	if q == '\'' {
		noTriple, noEnd = &l.noTripleSingle, &l.noSingle
	}
	if at+2 < l.end && l.text[at+1] == q && l.text[at+2] == q && !*noTriple {
		if end := l.tripleEnd(at+3, q); end > 0 {
			t.to, t.kind, t.triple = source.Pos(end), lizardString, true
			t.lines = int32(strings.Count(l.text[at:end], "\n"))
			return t
		}
		*noTriple = true
	}
	if *noEnd {
		return t
	}
	for i := at + 1; i < l.end; i++ {
		switch l.text[i] {
		case '\\':
			i++
		case q:
			t.to, t.kind = source.Pos(i+1), lizardString
			t.lines = int32(strings.Count(l.text[at:i], "\n"))
			return t
		}
	}
	*noEnd = true
	return t
}

// tripleEnd is where a string of three quotes ends: after the first three that no backslash stands before, or the last
// three at all where every backslash has to be taken at its word.
func (l *lizardLexer) tripleEnd(at int, q byte) int {
	three := `"""`
	if q == '\'' {
		three = "'''"
	}
	for i := at; i+2 < l.end; i++ {
		switch l.text[i] {
		case '\\':
			i++
		case q:
			if l.text[i:i+3] == three {
				return i + 3
			}
		}
	}
	if i := strings.LastIndex(l.text[at:], three); i >= 0 {
		return at + i + 3
	}
	return 0
}

// slash takes a comment of C's family, or a /.
func (l *lizardLexer) slash(at int) lizardToken {
	t := lizardToken{from: source.Pos(at), to: source.Pos(at + 1), kind: lizardSymbol}
	if at+1 >= l.end {
		return t
	}
	switch l.text[at+1] {
	case '*':
		if !l.noBlockEnd {
			if n := strings.Index(l.text[at+2:], "*/"); n >= 0 {
				t.to, t.kind = source.Pos(at+2+n+2), lizardOther
				t.lines = int32(strings.Count(l.text[at:t.to], "\n"))
				return t
			}
			l.noBlockEnd = true
		}
	case '/':
		i := at + 2
		for i < l.end && l.text[i] != '\n' {
			if l.text[i] == '\\' && i+1 < l.end && l.text[i+1] == '\n' {
				i++
				t.lines++
			}
			i++
		}
		t.to, t.kind = source.Pos(i), lizardOther
	}
	return t
}

// generic measures what looks like the wildcard of a Java type: <? extends T>.
func (l *lizardLexer) generic(at int) int {
	asked := false
	for i := at + 1; i < l.end; {
		c := l.text[i]
		switch {
		case c == '?':
			asked = true
			i++
		case c == ',' || c == '.':
			i++
		case c == '>':
			if asked {
				return i + 1 - at
			}
			return 0
		default:
			r, size := utf8.DecodeRuneInString(l.text[i:])
			if !lizardWordRune(r) && !lizardBlank(r) {
				return 0
			}
			i += size
		}
	}
	return 0
}

// lizardSymbols are the operators of more than one character, in lizard's order as far as it matters: the first that
// fits is taken, so *= and /= and what begins with a single character of the list are cut in two.
var lizardSymbols = [...]string{":=", "::", "**", "<<=", ">>=", "||", "&&", "===", "!==", "==", "!=", "<=", ">=", "->", "=>",
	"++", "--", "+=", "-=", "+", "-", "*", "/", "^=", "&=", "|=", "..."}

func (l *lizardLexer) symbol(at int) int {
	switch l.text[at] {
	case '(', ')', '[', ']', '{', '}', ',', ';', '@', '~', '%', '`', '?', '$', '\\':
		return 1
	}
	if at+1 >= l.end {
		return 1
	}
	switch l.text[at+1] { // what a symbol of more than one character goes on with
	case '=', ':', '*', '<', '>', '|', '&', '+', '-', '.':
	default:
		return 1
	}
	for _, s := range lizardSymbols {
		if strings.HasPrefix(l.text[at:], s) {
			return len(s)
		}
	}
	return 1
}

// lizardOpen cuts an f-string: the text between fields stays a string, each field is cut as Python.
func lizardOpen(out []lizardToken, text string, t lizardToken, depth int) []lizardToken {
	from, to := int(t.from), int(t.to)
	quote := 1
	if three := text[from:min(from+3, to)]; three == `"""` || three == "'''" {
		quote = 3
	}
	start, body := from+quote, ""
	if start <= to-quote {
		body = text[start : to-quote]
	}
	opened := false
	literal, lines, at := 0, int32(0), 0 // bytes of the piece between fields, its line ends, where it begins
	piece := func() {
		if literal > 0 {
			out = append(out, lizardToken{from: source.Pos(start + at), to: source.Pos(start + at), kind: lizardString, triple: quote == 3, lines: lines})
		}
		literal, lines = 0, 0
	}
	for i := 0; i < len(body); {
		c := body[i]
		switch {
		case i+1 < len(body) && (c == '{' || c == '}') && body[i+1] == c:
			literal++
			i += 2
		case c == '{':
			end := lizardFieldEnd(body, i)
			piece()
			opened = true
			if last := end - 1; last > i+1 {
				out = lizardCut(out, text, start+i+1, start+last, depth+1)
			}
			i, at = end, end
		default:
			if c == '\n' {
				lines++
			}
			literal++
			i++
		}
	}
	if !opened {
		return append(out, t)
	}
	piece()
	return out
}

// lizardFieldEnd is the place after the brace that closes a field, strings in it skipped; the end of the body where none
// does.
func lizardFieldEnd(body string, open int) int {
	depth := 1
	i := open + 1
	for i < len(body) && depth > 0 {
		switch body[i] {
		case '"', '\'':
			i = lizardSkipString(body, i)
			continue
		case '{':
			depth++
		case '}':
			depth--
		}
		i++
	}
	return min(i, len(body))
}

func lizardSkipString(body string, at int) int {
	quote := body[at : at+1]
	if three := body[at:min(at+3, len(body))]; three == `"""` || three == "'''" {
		quote = three
	}
	for i := at + len(quote); i < len(body); i++ {
		if strings.HasPrefix(body[i:], quote) {
			return i + len(quote)
		}
		if body[i] == '\\' {
			i++
		}
	}
	return len(body)
}
