package safety

import "github.com/assay-score/assay/interp/syntax"

var getattrDynamic = &Rule{
	ID: "SAF305", Slug: "getattr_dynamic", Title: "getattr with a name that is not in the text",
	Severity: Low, Confidence: LowConfidence, CWE: 470,
	Doc: "getattr, setattr or delattr on a module or on an object of unknown kind, with a name that does not fold to a constant, " +
		"and getattr handed on as a value. What it gets cannot be told from the file. On self, cls and super() it is not flagged.",
	Fix: "look the value up in a dict of your own",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		if path == "builtins.getattr" && p.Called(e) == nil && !compared(p) {
			p.Report(e, "", "getattr is handed on, and which attributes it gets cannot be told from the text")
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if !attributeFunction(path) || path == "builtins.hasattr" || len(n.Args) < 2 || p.Own(n.Args[0]) {
				continue
			}
			if _, ok := p.Fold.Str(n.Args[1]); !ok {
				p.Report(n, "", "which attribute this is cannot be told from the text")
			}
		}
	},
}
