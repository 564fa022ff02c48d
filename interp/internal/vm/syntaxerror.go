package vm

import (
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/source"
)

// syntaxError is the exception for a text that is no Python.
func (m *Machine) syntaxError(c *Compiled) error {
	t, file, d := m.t, c.file, c.diag
	typ := &py.SyntaxError
	switch d.Kind {
	case source.IndentationError:
		typ = &py.IndentationError
	case source.TabError:
		typ = &py.TabError
	}
	p := placeOf(file, d)
	line := file.Line(p.line)
	text := t.StrValue(line)
	switch {
	case c.bound && !c.listed:
		text = py.None // CPython would look for the line in a file
	case !p.lexical && (line != "" || p.line <= file.Lines()):
		text = t.StrValue(line + "\n")
	}
	return t.NewException(typ, t.StrValue(d.Message), t.Tuple(t.StrValue(file.Name), py.Int(int64(p.line)), py.Int(int64(p.offset)),
		text, py.Int(int64(p.endLine)), py.Int(int64(p.endOffset))))
}

// place is where CPython says that an error is: lines and characters, from 1.
type place struct {
	line, offset, endLine, endOffset int
	lexical                          bool // found by the tokenizer
}

// lexicalErrors are how the messages of CPython's tokenizer begin. They mark a place and no range.
var lexicalErrors = [...]string{"unterminated ", "invalid decimal literal", "invalid hexadecimal literal", "invalid octal literal",
	"invalid binary literal", "invalid imaginary literal", "invalid digit ", "leading zeros in decimal", "unmatched '", "closing parenthesis ",
	"unexpected character after line continuation", "unexpected EOF", "unindent does not match", "inconsistent use of tabs",
	"invalid character ", "invalid non-printable character", "too many nested parentheses", "f-string: expecting '}'"}

func placeOf(file *source.File, d *source.Diagnostic) place {
	from, to := file.Position(d.From), file.Position(d.To)
	p := place{line: from.Line, offset: runes(file, from) + 1, endLine: to.Line, endOffset: runes(file, to) + 1}
	for _, begin := range lexicalErrors {
		p.lexical = p.lexical || strings.HasPrefix(d.Message, begin)
	}
	switch {
	case strings.HasPrefix(d.Message, "unindent does not match"):
		p.offset, p.endLine, p.endOffset = utf8.RuneCountInString(file.Line(p.line))+1, p.line, -1
	case strings.HasSuffix(d.Message, "to avoid decimal conversion limits."):
		p.offset, p.endLine, p.endOffset = 0, p.line, 0
	case d.Message == "unexpected indent":
		p.offset, p.endLine, p.endOffset = p.offset-1, p.line, -1
	case strings.HasSuffix(d.Message, " prefixes are incompatible"):
		p.endOffset-- // the quote is not of the prefix
	case strings.HasSuffix(d.Message, " was never closed"), strings.HasPrefix(d.Message, "':' expected after dictionary key"):
		p.endLine, p.endOffset = p.line, 0
	case strings.HasPrefix(d.Message, "expected an indented block") && d.From == d.To, strings.HasPrefix(d.Message, "expected 'except' or 'finally' block"):
		p.endLine, p.endOffset = p.line, -1
	case p.lexical && !strings.HasPrefix(d.Message, "leading zeros"):
		p.endLine, p.endOffset = p.line, p.offset
	case strings.HasPrefix(d.Message, "Expected one or more names after 'import'"), strings.HasPrefix(d.Message, "Type parameter list cannot be empty"):
		p.endLine, p.endOffset = p.line, p.offset
	case strings.HasPrefix(d.Message, "multiple statements found"):
		p.line, p.endLine = 1, 1
	case d.From == d.To || to.Line > from.Line && strings.TrimSpace(file.Slice(d.Span)) == "":
		p.endLine, p.endOffset = p.line, p.offset+1 // a line end is as wide as a character
	}
	return p
}

// runes is a column in characters.
func runes(file *source.File, p source.Position) int {
	line := file.Line(p.Line)
	return utf8.RuneCountInString(line[:min(p.Column, len(line))]) + max(0, p.Column-len(line))
}
