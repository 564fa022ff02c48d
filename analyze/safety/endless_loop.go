package safety

import "github.com/assay-score/assay/interp/syntax"

var endlessLoop = &Rule{
	ID: "SAF902", Slug: "endless_loop", Title: "loop that cannot end",
	Severity: Medium, Confidence: HighConfidence, CWE: 835,
	Doc: "A while loop whose condition is always true and whose body has no way out: no break of its own, no return, raise, " +
		"yield or await, no call of exit, no call under a try. Only its limit ends it.",
	Fix: "give the loop a condition, or a break",
	While: func(p *Pass, n *syntax.While) {
		if v, ok := p.Fold.Fold(n.Test); !ok || v.Int == 0 && v.Text == "" && len(v.Items) == 0 {
			return
		}
		if _, name := n.Test.(*syntax.Name); name {
			return // it may be changed in the loop by other means
		}
		if !p.leaves(n.Body) && !p.caught(n) {
			p.Report(n, "", "nothing in the loop ends it")
		}
	},
}

// caught reports whether the current loop stands in a try with handlers and does something that may raise: as in
// taking items until there are none.
func (p *Pass) caught(n *syntax.While) bool {
	within := false
	for _, above := range p.above {
		switch above := above.(type) {
		case *syntax.Try:
			within = within || len(above.Handlers) > 0
		case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.Lambda:
			within = false
		}
	}
	if !within {
		return false
	}
	raises := false
	for _, s := range n.Body {
		syntax.Inspect(s, func(c syntax.Node) bool {
			switch c.(type) {
			case *syntax.Call, *syntax.Subscript, *syntax.Attribute:
				raises = true
			}
			return !raises
		})
	}
	return raises
}

// leaves reports whether something in a loop's body may end the loop.
func (p *Pass) leaves(body []syntax.Stmt) bool {
	found := false
	var look func(n syntax.Node, own bool)
	look = func(n syntax.Node, own bool) {
		if found {
			return
		}
		switch n := n.(type) {
		case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.ClassDef, *syntax.Lambda:
			return
		case *syntax.Return, *syntax.Raise, *syntax.Yield, *syntax.YieldFrom, *syntax.Await:
			found = true
			return
		case *syntax.Break:
			found = found || own
			return
		case *syntax.For:
			p.lookLoop(n.Body, n.Orelse, look)
			return
		case *syntax.AsyncFor, *syntax.AsyncWith: // they await
			found = true
			return
		case *syntax.While:
			p.lookLoop(n.Body, n.Orelse, look)
			return
		case *syntax.Assert:
			found = true
			return
		case *syntax.Call:
			for _, path := range p.Meaning.Paths(n.Func) {
				if exits(path) || path == "builtins.next" || path == "builtins.input" {
					found = true
					return
				}
			}
		}
		syntax.Children(n, func(c syntax.Node) { look(c, own) })
	}
	for _, s := range body {
		look(s, true)
	}
	return found
}

// lookLoop looks through a loop inside of the loop: a break in its body is its own, one in its else is not.
func (p *Pass) lookLoop(body, orelse []syntax.Stmt, look func(syntax.Node, bool)) {
	for _, s := range body {
		look(s, false)
	}
	for _, s := range orelse {
		look(s, true)
	}
}
