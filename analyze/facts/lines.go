package facts

import (
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// LineCounts says what the lines of a file hold. Each line is of one kind: Lines = Code + Blank + Comment + Docstring.
type LineCounts struct {
	Lines     int // all of them, a last one without an end included
	Code      int // with at least a part of a statement on it
	Blank     int // empty or white space only, also inside of a string
	Comment   int // with nothing but a comment
	Docstring int // of strings that stand as statements, as docstrings do
	Comments  int // number of comments, also those behind code
	Logical   int // statements, of every kind and at every depth
}

// Lines counts the lines of a file.
//
// Source: the categories are those of radon raw, taken from the tree instead of from the tokens: a string that stands
// alone counts as docstring on however many lines, and a logical line is a statement.
var Lines = &Fact[LineCounts]{"lines", func(m *Module) LineCounts {
	file := m.Tree.File
	n := LineCounts{Lines: file.Lines(), Comments: len(m.Tree.Comments)}
	kinds := make([]lineKind, n.Lines+2) // by line, from 1
	for _, c := range m.Tree.Comments {
		at := file.Position(c.From)
		if blankText(file.Line(at.Line)[:at.Column]) {
			kinds[at.Line] = commentLine
		}
	}
	syntax.Inspect(m.Tree.Root, func(node syntax.Node) bool {
		if _, ok := node.(syntax.Stmt); ok {
			n.Logical++
		}
		s, ok := node.(*syntax.ExprStmt)
		if !ok {
			_, expr := node.(syntax.Expr)
			return !expr
		}
		if c, ok := s.Value.(*syntax.Constant); ok && c.Kind == syntax.Str {
			markLines(file, s.Span, kinds)
		}
		return false
	})
	for i := 1; i <= n.Lines; i++ {
		switch {
		case blankText(file.Line(i)):
			n.Blank++
		case kinds[i] == commentLine:
			n.Comment++
		case kinds[i] == docstringLine:
			n.Docstring++
		default:
			n.Code++
		}
	}
	return n
}}

// lineKind is what is known of a line before it is looked at.
type lineKind uint8

const (
	plainLine lineKind = iota
	docstringLine
	commentLine
)

// blankText reports whether a text is white space.
func blankText(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf {
			return strings.TrimSpace(s) == ""
		} else if c != ' ' && (c < '\t' || c > '\r') {
			return false
		}
	}
	return true
}

// markLines marks the lines of a statement unless other code shares them.
func markLines(file *source.File, span source.Span, kinds []lineKind) {
	from, to := file.Position(span.From), file.Position(span.To)
	after, _, _ := strings.Cut(file.Line(to.Line)[to.Column:], "#")
	if !blankText(file.Line(from.Line)[:from.Column]) || strings.Trim(after, " \t;") != "" {
		return
	}
	for i := from.Line; i <= to.Line; i++ {
		if kinds[i] == plainLine {
			kinds[i] = docstringLine
		}
	}
}
