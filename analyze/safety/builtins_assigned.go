package safety

import (
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

var builtinsAssigned = &Rule{
	ID: "SAF105", Slug: "builtins_assigned", Title: "built-ins replaced",
	Severity: Critical, Confidence: HighConfidence, CWE: 913,
	Doc: "Assignment to an attribute or item of the built-ins, and setattr on them. It changes what every other program in the " +
		"interpreter means by print or len.",
	Fix: "define a function of your own under another name",
	Bind: func(p *Pass, a *Assignment) {
		var of syntax.Expr
		switch t := a.Target.(type) {
		case *syntax.Attribute:
			of = t.Value
		case *syntax.Subscript:
			of = t.Value
		default:
			return
		}
		if p.Meaning.Is(of, "builtins") || p.Meaning.Is(of, "builtins.__dict__") {
			p.Report(a.Target, p.Module.Tree.File.Slice(spanOf(a.Target)), "a built-in is replaced for the whole interpreter")
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		if len(n.Args) < 2 || !p.Meaning.Is(n.Func, "builtins.setattr") && !p.Meaning.Is(n.Func, "builtins.delattr") {
			return
		}
		if p.Meaning.Is(n.Args[0], "builtins") {
			p.Report(n, "", "a built-in is replaced for the whole interpreter")
		}
	},
}

func spanOf(n syntax.Node) source.Span { return source.Span{From: n.Pos(), To: n.End()} }
