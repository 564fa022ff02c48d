package facts

import (
	"strings"

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
	comment, docstring := map[int]bool{}, map[int]bool{}
	for _, c := range m.Tree.Comments {
		at := file.Position(c.From)
		if strings.TrimSpace(file.Line(at.Line)[:at.Column]) == "" {
			comment[at.Line] = true
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
			markLines(file, s.Span, docstring)
		}
		return false
	})
	for i := 1; i <= n.Lines; i++ {
		switch {
		case strings.TrimSpace(file.Line(i)) == "":
			n.Blank++
		case comment[i]:
			n.Comment++
		case docstring[i]:
			n.Docstring++
		default:
			n.Code++
		}
	}
	return n
}}

// markLines marks the lines of a statement unless other code shares them.
func markLines(file *source.File, span source.Span, marked map[int]bool) {
	from, to := file.Position(span.From), file.Position(span.To)
	before := strings.TrimSpace(file.Line(from.Line)[:from.Column])
	after, _, _ := strings.Cut(file.Line(to.Line)[to.Column:], "#")
	if before != "" || strings.Trim(after, " \t;") != "" {
		return
	}
	for i := from.Line; i <= to.Line; i++ {
		marked[i] = true
	}
}
