package syntax

import (
	"strings"

	"github.com/assay-score/assay/interp/source"
)

// The tokenizer's own bounds, CPython's numbers.
const (
	maxIndent      = 100 // levels of indentation
	maxBrackets    = 200 // open brackets
	maxFStrings    = 150 // f-strings inside replacement fields of f-strings
	maxFieldNested = 4   // replacement fields inside format specifiers
)

// lexer cuts a whole file into tokens in one pass. Lines, brackets and f-strings are explicit stacks, so its own
// Go stack does not grow with its input.
//
// After an error it leaves a TokenError in the stream and goes on with the next line, outside all brackets; the
// parser passes over such tokens in silence, since errors says what is wrong there.
type lexer struct {
	file   *source.File
	src    string
	pos    int
	from13 bool // Python 3.13: no t-strings

	tokens   []Token
	comments []source.Span
	keep     bool
	trivia   []trivium // comments and NL, if keep

	indents    [maxIndent]int // columns with tabs to multiples of 8, of the open blocks
	altIndents [maxIndent]int // columns with tabs as one column: where the two disagree, tabs and spaces are mixed
	indent     int            // index of the innermost of them

	brackets [maxBrackets]bracket
	level    int // how many of them are open

	modes []fstringMode // the f-strings around the current place

	lineStarted bool // the current logical line has a token
	errors      []lexError
	warnings    []*source.Diagnostic
}

// bracket is an open bracket.
type bracket struct {
	pos  source.Pos
	kind byte // '(', '[' or '{'
}

// lexError is what is wrong at a TokenError. CPython's parser, when it fails before it reaches the place, looks
// through the rest of the file for errors of its tokenizer and prefers them to its own: those that are hard.
type lexError struct {
	*source.Diagnostic
	hard     bool
	token    int  // index of the TokenError
	unclosed bool // a bracket that the file does not close
}

// Classes of the byte at which a token begins.
const (
	classBad byte = iota
	classIdent
	classDigit
	classSpace
	classNewline
	classQuote
	classComment
	classBackslash
	classOp
)

// byteClass is the class of each byte. identByte says which bytes may continue a name; those of UTF-8 sequences
// are looked at again afterwards.
var byteClass, identByte = byteTables()

func byteTables() (class [256]byte, ident [256]bool) {
	for b := range class {
		c := byte(b)
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= 0x80:
			class[b], ident[b] = classIdent, true
		case c >= '0' && c <= '9':
			class[b], ident[b] = classDigit, true
		case c == ' ', c == '\t', c == '\f':
			class[b] = classSpace
		case c == '\n':
			class[b] = classNewline
		case c == '"', c == '\'':
			class[b] = classQuote
		case c == '#':
			class[b] = classComment
		case c == '\\':
			class[b] = classBackslash
		case strings.IndexByte("()[]{}:,;+-*/|&<>=.%~^@!", c) >= 0:
			class[b] = classOp
		}
	}
	return class, ident
}

// lex cuts f into tokens. The last is always TokenEOF, and before it stand the NEWLINE and DEDENTs that are due.
func lex(f *source.File, opts Options, room []Token) *lexer {
	l := &lexer{file: f, src: f.Text, keep: opts.KeepTokens, from13: opts.Version == 13, tokens: room}
	if cap(room) == 0 {
		// Library code has a token for about every 4.7 bytes of text, dense code one for every three.
		l.tokens = make([]Token, 0, len(f.Text)/4+16)
	}
	l.run()
	return l
}

// emit adds a token of src[from:l.pos].
func (l *lexer) emit(kind TokenKind, from int) {
	l.emitSpan(kind, from, l.pos, 0)
}

func (l *lexer) emitSpan(kind TokenKind, from, to int, flags tokenFlags) {
	l.tokens = append(l.tokens, Token{Span: source.Span{From: source.Pos(from), To: source.Pos(to)}, Kind: kind, level: uint8(l.level), flags: flags})
}

// trivium is a token that only Tree.Tokens shows.
type trivium struct {
	token  Token
	before int // the index of the token before which it stands
}

// all are the tokens with the trivia at their places.
func (l *lexer) all() []Token {
	out := make([]Token, 0, len(l.tokens)+len(l.trivia))
	at := 0
	for _, t := range l.trivia {
		out = append(out, l.tokens[at:t.before]...)
		out = append(out, t.token)
		at = t.before
	}
	return append(out, l.tokens[at:]...)
}

// emitTrivia adds a token that only Tree.Tokens shows.
func (l *lexer) emitTrivia(kind TokenKind, from, to int) {
	if l.keep {
		t := Token{Span: source.Span{From: source.Pos(from), To: source.Pos(to)}, Kind: kind, level: uint8(l.level)}
		l.trivia = append(l.trivia, trivium{t, len(l.tokens)})
	}
}

// run is the loop over the text. Each round begins a line, continues an f-string or reads one token.
func (l *lexer) run() {
	src := l.src
	l.beginLine()
	for {
		if n := len(l.modes); n > 0 && !l.modes[n-1].inField {
			l.fstringText(&l.modes[n-1])
			continue
		}
		if l.pos >= len(src) {
			if l.atEnd() {
				return
			}
			continue
		}
		from := l.pos
		c := src[from]
		switch byteClass[c] {
		case classSpace:
			l.pos++
		case classIdent:
			i := from + 1
			for i < len(src) && identByte[src[i]] {
				i++
			}
			l.pos = i
			if i < len(src) && i-from <= 5 && byteClass[src[i]] == classQuote && l.prefixed(from) {
				continue
			}
			l.lineStarted = true
			l.name(from)
		case classOp:
			l.lineStarted = true
			l.operator(c)
		case classNewline:
			l.pos++
			if l.level > 0 {
				l.emitTrivia(TokenNL, from, l.pos)
				continue
			}
			if l.lineStarted {
				l.emit(TokenNewline, from)
			} else {
				l.emitTrivia(TokenNL, from, l.pos)
			}
			l.beginLine()
		case classDigit:
			l.lineStarted = true
			l.number()
		case classQuote:
			l.lineStarted = true
			l.str(from, from)
		case classComment:
			l.comment()
		case classBackslash:
			l.continuation()
		default:
			l.lineStarted = true
			l.badByte(c)
		}
	}
}

// comment reads from "#" to the end of the line.
func (l *lexer) comment() {
	from := l.pos
	if n := strings.IndexByte(l.src[from:], '\n'); n >= 0 {
		l.pos = from + n
	} else {
		l.pos = len(l.src)
	}
	l.comments = append(l.comments, source.Span{From: source.Pos(from), To: source.Pos(l.pos)})
	l.emitTrivia(TokenComment, from, l.pos)
}

// continuation joins the next line to this one.
func (l *lexer) continuation() {
	from := l.pos
	switch {
	case from+1 < len(l.src) && l.src[from+1] == '\n':
		l.pos = from + 2
		if l.pos >= len(l.src) {
			l.fail(from, from+1, source.SyntaxError, "unexpected EOF while parsing", false)
		}
	case from+1 >= len(l.src):
		l.fail(from, from+1, source.SyntaxError, "unexpected EOF while parsing", false)
	default:
		l.pos++
		l.fail(l.pos, l.pos+1, source.SyntaxError, "unexpected character after line continuation character", false)
	}
}

// beginLine stands at the first byte of a line outside brackets. It passes over lines that hold nothing but
// blanks or a comment, and turns the indentation of the first other line into INDENT or DEDENT tokens.
func (l *lexer) beginLine() {
	src := l.src
	l.lineStarted = false
	for {
		start := l.pos
		col, alt := 0, 0
		contCol := -1 // the column before the first continuation line: it is the one that counts
		i := start
	columns:
		for i < len(src) {
			switch src[i] {
			case ' ':
				col++
				alt++
			case '\t':
				col = (col/8 + 1) * 8
				alt++
			case '\f':
				col, alt = 0, 0
			case '\\':
				if contCol < 0 {
					contCol = col
				}
				if i+1 >= len(src) || src[i+1] != '\n' || i+2 >= len(src) {
					l.pos = i
					l.continuation()
					return
				}
				i++
			default:
				break columns
			}
			i++
		}
		l.pos = i
		if i >= len(src) {
			return
		}
		switch src[i] {
		case '#':
			l.comment()
			if l.pos < len(src) {
				l.pos++
				l.emitTrivia(TokenNL, l.pos-1, l.pos)
			}
			continue
		case '\n':
			l.pos++
			l.emitTrivia(TokenNL, i, l.pos)
			continue
		}
		if contCol >= 0 {
			col, alt = contCol, contCol
		}
		l.indentTo(start, col, alt)
		return
	}
}

// indentTo opens or closes blocks for a line whose first token stands at l.pos.
func (l *lexer) indentTo(lineStart, col, alt int) {
	top := l.indents[l.indent]
	switch {
	case col == top:
		if alt != l.altIndents[l.indent] {
			l.tabError()
		}
	case col > top:
		if l.indent+1 >= maxIndent {
			l.fail(l.pos, l.pos+1, source.IndentationError, "too many levels of indentation", false)
			return
		}
		if alt <= l.altIndents[l.indent] {
			l.tabError()
			return
		}
		l.indent++
		l.indents[l.indent], l.altIndents[l.indent] = col, alt
		l.emit(TokenIndent, lineStart)
	default:
		i := l.indent
		for i > 0 && col < l.indents[i] {
			i--
		}
		bad := col != l.indents[i]
		if bad {
			l.mark(l.pos, l.pos, source.IndentationError, "unindent does not match any outer indentation level", false)
		}
		for l.indent > i {
			l.indent--
			l.emit(TokenDedent, l.pos)
		}
		if bad {
			// The line belongs, as far as one can guess, to the block that it comes closest to.
			return
		}
		if alt != l.altIndents[l.indent] {
			l.tabError()
		}
	}
}

func (l *lexer) tabError() {
	l.fail(l.pos, l.pos+1, source.TabError, "inconsistent use of tabs and spaces in indentation", false)
}

// atEnd finishes the stream; it says whether that was possible at once.
func (l *lexer) atEnd() bool {
	if l.level > 0 {
		b := l.brackets[l.level-1]
		l.level = 0
		l.modes = nil
		l.mark(len(l.src), len(l.src), source.SyntaxError, "", false)
		e := &l.errors[len(l.errors)-1]
		e.Span = source.Span{From: b.pos, To: b.pos + 1}
		e.unclosed = true
		e.Message = "'" + string(rune(b.kind)) + "' was never closed"
	}
	if l.lineStarted {
		l.emit(TokenNewline, l.pos)
		l.lineStarted = false
	}
	for ; l.indent > 0; l.indent-- {
		l.emit(TokenDedent, l.pos)
	}
	l.emit(TokenEOF, l.pos)
	return true
}

// mark leaves a TokenError at l.pos and says why.
func (l *lexer) mark(from, to int, kind source.Kind, message string, hard bool) {
	to = min(to, len(l.src))
	from = min(from, to)
	span := source.Span{From: source.Pos(from), To: source.Pos(to)}
	l.errors = append(l.errors, lexError{Diagnostic: &source.Diagnostic{Span: span, Kind: kind, Message: message}, hard: hard, token: len(l.tokens)})
	l.emit(TokenError, l.pos)
}

// fail marks an error and goes on at the end of the line, outside all brackets and strings.
func (l *lexer) fail(from, to int, kind source.Kind, message string, hard bool) {
	l.pos = min(l.pos, len(l.src))
	l.mark(from, to, kind, message, hard)
	if n := strings.IndexByte(l.src[l.pos:], '\n'); n >= 0 {
		l.pos += n
	} else {
		l.pos = len(l.src)
	}
	l.level = 0
	l.modes = nil
	l.lineStarted = true
}

// syntaxError is fail for the errors that CPython's tokenizer raises itself.
func (l *lexer) syntaxError(from, to int, message string) {
	l.fail(from, to, source.SyntaxError, message, true)
}

// warn adds a SyntaxWarning.
func (l *lexer) warn(from, to int, message string) {
	l.warnings = append(l.warnings, &source.Diagnostic{
		Span: source.Span{From: source.Pos(from), To: source.Pos(to)}, Kind: source.SyntaxWarning, Message: message,
	})
}
