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
	case (c.bound || isFuture(d)) && !c.listed:
		text = py.None // CPython would look for the line in a file
	case !p.lexical && (line != "" || p.line <= file.Lines()) && !readOn(file, d, p.line):
		text = t.StrValue(line + "\n")
	}
	return t.NewException(typ, t.StrValue(d.Message), t.Tuple(t.StrValue(file.Name), py.Int(int64(p.line)), py.Int(int64(p.offset)),
		text, py.Int(int64(p.endLine)), py.Int(int64(p.endOffset))))
}

// isFuture tells errors that CPython's compiler finds in a from __future__ import.
func isFuture(d *source.Diagnostic) bool {
	return d.Message == "not a chance" || strings.HasPrefix(d.Message, "future feature ")
}

// readOn tells that the tokenizer has left the line of an error: CPython then takes the line from its buffer, without its end.
func readOn(file *source.File, d *source.Diagnostic, line int) bool {
	if strings.HasSuffix(d.Message, " was never closed") {
		return int(file.LineStart(line))+len(file.Line(line))+1 < len(file.Text)
	}
	return d.Read.To > d.To && int(d.Read.From) < len(file.Text) && file.Position(d.Read.From).Line > line
}

// place is where CPython says that an error is: lines and characters, from 1.
type place struct {
	line, offset, endLine, endOffset int
	lexical                          bool // found by the tokenizer
}

// lexicalErrors are how the messages of CPython's tokenizer begin. They mark a place and no range.
var lexicalErrors = [...]string{"unterminated ", "invalid decimal literal", "invalid hexadecimal literal", "invalid octal literal",
	"invalid binary literal", "invalid imaginary literal", "invalid digit ", "leading zeros in decimal", "unmatched '", "closing parenthesis ",
	"invalid character ", "invalid non-printable character", "too many nested parentheses", "f-string: single '}'", "t-string: single '}'",
	"f-string: unmatched '", "t-string: unmatched '"}

// startingErrors reach to where the tokenizer stands, whatever was wrong.
var startingErrors = [...]string{"cannot use bound with ", "cannot use constraints with ", "Type parameter list cannot be empty",
	"cannot use a starred expression in a dictionary value", "multiple exception types must be parenthesized"}

func placeOf(file *source.File, d *source.Diagnostic) place {
	from, to := file.Position(d.From), file.Position(d.To)
	p := place{line: from.Line, offset: runes(file, from) + 1, endLine: to.Line, endOffset: runes(file, to) + 1}
	for _, begin := range lexicalErrors {
		p.lexical = p.lexical || strings.HasPrefix(d.Message, begin)
	}
	p.lexical = p.lexical || strings.HasSuffix(d.Message, " prefixes are incompatible") || d.Message == "f-string: expecting '}'" || d.Message == "t-string: expecting '}'"
	for _, begin := range startingErrors {
		if strings.HasPrefix(d.Message, begin) && d.Read.To > d.From {
			end := file.Position(d.Read.To)
			p.endLine, p.endOffset = end.Line, runes(file, end)
			return p
		}
	}
	switch {
	case strings.HasPrefix(d.Message, "unindent does not match"):
		p.offset, p.endLine, p.endOffset = utf8.RuneCountInString(file.Line(p.line))+1, p.line, -1
	case strings.HasPrefix(d.Message, "unexpected EOF"):
		p.offset, p.endLine, p.endOffset = p.offset+1, p.line, -1
	case strings.HasPrefix(d.Message, "unexpected character after line continuation"):
		p.endLine, p.endOffset = p.line, 0
	case d.Kind == source.TabError:
		p.offset, p.endLine, p.endOffset = 1, p.line, 0
	case d.Message == "invalid syntax" && int(d.Read.From) > len(file.Text):
		p.line, p.offset, p.endLine, p.endOffset = min(p.line, file.Lines()), 0, min(p.line, file.Lines()), 0
	case strings.HasSuffix(d.Message, "to avoid decimal conversion limits."):
		p.offset, p.endLine, p.endOffset = 0, p.line, 0
	case d.Message == "unexpected indent":
		p.offset, p.endLine, p.endOffset = p.offset-1, p.line, -1
	case strings.HasSuffix(d.Message, " prefixes are incompatible"):
		p.endOffset-- // the quote is not of the prefix
	case strings.HasSuffix(d.Message, " was never closed"), strings.HasPrefix(d.Message, "':' expected after dictionary key"):
		p.endLine, p.endOffset = p.line, 0
	case strings.HasPrefix(d.Message, "expected an indented block") && d.From == d.To && int(d.From) < len(file.Text) && file.Text[d.From] != '\n':
		p.offset, p.endLine, p.endOffset = p.offset-1, p.line, -1
	case strings.HasPrefix(d.Message, "expected an indented block") && d.From == d.To,
		strings.HasPrefix(d.Message, "expected 'except' or 'finally' block") && (d.From == d.To || to.Line > from.Line):
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
