package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var leakedModule = &Rule{
	ID: "SAF203", Slug: "leaked_module", Title: "module reached through another module",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "A module of the standard library taken from another that merely imports it: random._os, tempfile._shutil, glob.os. It " +
		"is how a list of allowed imports is walked around.",
	Fix: "import the module by its own name",
	Attribute: func(p *Pass, n *syntax.Attribute) {
		p.leaked(n, n.Value, n.Attr)
	},
	Call: func(p *Pass, n *syntax.Call) {
		if len(n.Args) >= 2 && p.Meaning.Is(n.Func, "builtins.getattr") {
			if name, ok := p.Fold.Str(n.Args[1]); ok {
				p.leaked(n, n.Args[0], name)
			}
		}
	},
}

func (p *Pass) leaked(at syntax.Node, of syntax.Expr, name string) {
	for _, path := range p.Meaning.Paths(of) {
		if facts.LeakedModule(path, name) {
			p.Report(at, path+"."+name, "the module "+strings.TrimLeft(name, "_")+" is reached through "+path+", past whoever watches imports")
		}
	}
}
