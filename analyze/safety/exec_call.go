package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var execCall = &Rule{
	ID: "SAF101", Slug: "exec_call", Title: "eval or exec called",
	Severity: High, Confidence: HighConfidence, CWE: 95, Bandit: []string{"B307", "B102"}, Ruff: []string{"S307", "S102"},
	Doc: "Calls of the built-in eval and exec, under whatever name they are called. The text that they run is not in the file, " +
		"so nothing that reads the file can know what the program does. ast.literal_eval is not flagged, nor are methods called " +
		"eval.",
	Fix: "parse data with ast.literal_eval or json, and call functions by looking them up in a dict of your own",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if runsText[path] {
				text, _ := p.Fold.Str(facts.Argument(n, 0, "source"))
				p.Report(n, text, "the text given to "+path[len("builtins."):]+" runs as code")
			}
		}
	},
}
