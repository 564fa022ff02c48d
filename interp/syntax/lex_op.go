package syntax

import (
	"fmt"

	"github.com/assay-score/assay/interp/source"
)

// operator reads the longest operator at l.pos, whose first byte is c.
func (l *lexer) operator(c byte) {
	from := l.pos
	var next, after byte
	if from+1 < len(l.src) {
		next = l.src[from+1]
		if from+2 < len(l.src) {
			after = l.src[from+2]
		}
	}
	kind, width := TokenUnknown, 1
	switch c {
	case '(', '[', '{':
		l.open(c)
		return
	case ')', ']', '}':
		l.close(c)
		return
	case ',':
		kind = TokenComma
	case '.':
		switch {
		case next >= '0' && next <= '9':
			l.number()
			return
		case next == '.' && after == '.':
			kind, width = TokenEllipsis, 3
		default:
			kind = TokenDot
		}
	case ':':
		if n := len(l.modes); n > 0 {
			// A colon outside all brackets of a replacement field begins its format specifier, whatever follows.
			if m := &l.modes[n-1]; l.level-m.level == m.fields {
				l.pos++
				l.emit(TokenColon, from)
				m.inField = false
				return
			}
		}
		if next == '=' {
			kind, width = TokenColonEqual, 2
		} else {
			kind = TokenColon
		}
	case '=':
		if next == '=' {
			kind, width = TokenEqEqual, 2
		} else {
			kind = TokenEqual
		}
	case ';':
		kind = TokenSemicolon
	case '+':
		kind, width = orEqual(next, TokenPlus, TokenPlusEqual)
	case '-':
		if next == '>' {
			kind, width = TokenRArrow, 2
		} else {
			kind, width = orEqual(next, TokenMinus, TokenMinEqual)
		}
	case '*':
		if next == '*' {
			kind, width = orEqual(after, TokenDoubleStar, TokenDoubleStarEqual)
			width++
		} else {
			kind, width = orEqual(next, TokenStar, TokenStarEqual)
		}
	case '/':
		if next == '/' {
			kind, width = orEqual(after, TokenDoubleSlash, TokenDoubleSlashEqual)
			width++
		} else {
			kind, width = orEqual(next, TokenSlash, TokenSlashEqual)
		}
	case '%':
		kind, width = orEqual(next, TokenPercent, TokenPercentEqual)
	case '@':
		kind, width = orEqual(next, TokenAt, TokenAtEqual)
	case '|':
		kind, width = orEqual(next, TokenVBar, TokenVBarEqual)
	case '&':
		kind, width = orEqual(next, TokenAmper, TokenAmperEqual)
	case '^':
		kind, width = orEqual(next, TokenCircumflex, TokenCircumflexEqual)
	case '~':
		kind = TokenTilde
	case '<':
		switch next {
		case '<':
			kind, width = orEqual(after, TokenLeftShift, TokenLeftShiftEqual)
			width++
		case '>':
			width = 2 // the "not equal" of old: no operator without a joke's future import
		default:
			kind, width = orEqual(next, TokenLess, TokenLessEqual)
		}
	case '>':
		if next == '>' {
			kind, width = orEqual(after, TokenRightShift, TokenRightShiftEqual)
			width++
		} else {
			kind, width = orEqual(next, TokenGreater, TokenGreaterEqual)
		}
	case '!':
		kind, width = orEqual(next, TokenExclamation, TokenNotEqual)
	}
	l.pos = from + width
	l.emit(kind, from)
}

// orEqual picks between an operator and the one that has "=" after it.
func orEqual(next byte, plain, equal TokenKind) (TokenKind, int) {
	if next == '=' {
		return equal, 2
	}
	return plain, 1
}

func (l *lexer) open(c byte) {
	from := l.pos
	if l.level >= maxBrackets {
		l.syntaxError(from, from+1, "too many nested parentheses")
		return
	}
	l.brackets[l.level] = bracket{source.Pos(from), c}
	l.level++
	l.pos++
	switch c {
	case '(':
		l.emit(TokenLParen, from)
	case '[':
		l.emit(TokenLBracket, from)
	default:
		l.emit(TokenLBrace, from)
	}
}

func (l *lexer) close(c byte) {
	from := l.pos
	var m *fstringMode
	if n := len(l.modes); n > 0 {
		m = &l.modes[n-1]
		if l.level == m.level && c == '}' {
			l.fail(from, from+1, source.SyntaxError, m.name()+": single '}' is not allowed", false)
			return
		}
	}
	if l.level == 0 || m != nil && l.level == m.level {
		l.fail(from, from+1, source.SyntaxError, fmt.Sprintf("unmatched '%c'", c), m == nil)
		return
	}
	open := l.brackets[l.level-1]
	if !(open.kind == '(' && c == ')' || open.kind == '[' && c == ']' || open.kind == '{' && c == '}') {
		l.mismatch(c, open, m)
		return
	}
	field := m != nil && c == '}' && l.level-m.level == m.fields
	l.level--
	l.pos++
	switch c {
	case ')':
		l.emit(TokenRParen, from)
	case ']':
		l.emit(TokenRBracket, from)
	default:
		l.emit(TokenRBrace, from)
	}
	if field {
		m.fields--
		m.inField = false
	}
}

// mismatch reports a closing bracket of another sort than the innermost open one.
func (l *lexer) mismatch(c byte, open bracket, m *fstringMode) {
	from := l.pos
	if m != nil && open.kind == '{' && l.level-m.level == m.fields {
		l.fail(from, from+1, source.SyntaxError, fmt.Sprintf("%s: unmatched '%c'", m.name(), c), false)
		return
	}
	line := l.file.Position(open.pos).Line
	message := fmt.Sprintf("closing parenthesis '%c' does not match opening parenthesis '%c'", c, open.kind)
	if line != l.file.Position(source.Pos(from)).Line {
		message += fmt.Sprintf(" on line %d", line)
	}
	l.fail(from, from+1, source.SyntaxError, message, m == nil)
}

// badByte reports a byte with which no token begins.
func (l *lexer) badByte(c byte) {
	from := l.pos
	if c < ' ' || c == 0x7f {
		l.syntaxError(from, from+1, fmt.Sprintf("invalid non-printable character U+%04X", c))
		return
	}
	l.pos++
	l.emit(TokenUnknown, from)
}
