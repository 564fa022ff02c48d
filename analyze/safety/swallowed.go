package safety

import "github.com/assay-score/assay/interp/syntax"

var swallowed = &Rule{
	ID: "SAF808", Slug: "swallowed", Title: "exceptions swallowed",
	Severity: Low, Confidence: HighConfidence, CWE: 703, Bandit: []string{"B110", "B112"}, Ruff: []string{"S110", "S112"},
	Doc: "A bare except, or one of BaseException or Exception, whose body is only pass or continue; and a bare except or " +
		"BaseException that does not raise again, which swallows the limit that would end the program.",
	Fix: "catch the exception that you expect",
	Handler: func(p *Pass, n *syntax.ExceptHandler) {
		bare := n.Type == nil || p.Meaning.Is(n.Type, "builtins.BaseException")
		switch {
		case (bare || p.Meaning.Is(n.Type, "builtins.Exception")) && idle(n.Body):
			p.Report(n, "", "whatever goes wrong here is passed over in silence")
		case bare && !raises(n.Body):
			p.Report(n, "", "this catches SystemExit and KeyboardInterrupt too and does not raise them again")
		}
	},
}

func idle(body []syntax.Stmt) bool {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.Pass, *syntax.Continue:
		case *syntax.ExprStmt:
			if c, ok := s.Value.(*syntax.Constant); !ok || c.Kind != syntax.Ellipsis {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func raises(body []syntax.Stmt) bool {
	found := false
	for _, s := range body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			if _, ok := n.(*syntax.Raise); ok {
				found = true
			}
			return !found
		})
	}
	return found
}
