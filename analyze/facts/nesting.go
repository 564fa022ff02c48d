package facts

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// Nesting is how deep the blocks of each unit stand in each other: if, loops, try, with and match count a level, elif
// and else stand as deep as their if. The point is the statement that reaches the depth first.
//
// Source: SonarSource S134 and pylint's too-many-nested-blocks, with match added.
var Nesting = &Fact[[]*Counted]{"nesting", func(m *Module) []*Counted {
	var out []*Counted
	for _, u := range Units.Of(m) {
		c := &Counted{Unit: u}
		nest(m, c, u.Body, 0)
		if n := len(c.Points); n > 1 {
			c.Points = c.Points[n-1:]
		}
		out = append(out, c)
	}
	return out
}}

// nest visits a block that stands at a depth. Points grow with the depth, so the last is the deepest.
func nest(m *Module, c *Counted, body []syntax.Stmt, depth int) {
	for _, s := range body {
		inner := blocks(s)
		if inner == nil {
			continue
		}
		if depth+1 > c.Value {
			c.Value = depth + 1
			c.Points = append(c.Points, Point{s.Pos(), depth + 1, "level " + itoa(depth+1)})
		}
		if branch, ok := s.(*syntax.If); ok {
			nest(m, c, branch.Body, depth+1)
			if isElif(m, branch) {
				nest(m, c, branch.Orelse, depth)
			} else {
				nest(m, c, branch.Orelse, depth+1)
			}
			continue
		}
		for _, b := range inner {
			nest(m, c, b, depth+1)
		}
	}
}

// isElif reports whether what follows an if is an elif. The tree has it as the one statement of the else, like an if
// that stands alone there; the text tells them apart.
func isElif(m *Module, n *syntax.If) bool {
	if len(n.Orelse) != 1 {
		return false
	}
	next, ok := n.Orelse[0].(*syntax.If)
	return ok && startsElif(m, next)
}

// startsElif reports whether an if is an elif.
func startsElif(m *Module, n *syntax.If) bool {
	return strings.HasPrefix(m.Tree.File.Text[n.From:], "elif")
}
