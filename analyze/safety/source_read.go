package safety

import "github.com/assay-score/assay/interp/syntax"

var sourceRead = &Rule{
	ID: "TMP004", Slug: "source_read", Title: "own source or tests read",
	Severity: Critical, Confidence: MediumConfidence, CWE: 200,
	Doc: "inspect.getsource and its like, linecache, and opening __file__: a program that reads its own text or that of its " +
		"caller looks for the answers that it is to be judged by.",
	Fix: "compute the answer",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "inspect.getsource", "inspect.getsourcelines", "inspect.getsourcefile", "inspect.findsource", "linecache.getline", "linecache.getlines",
			"linecache.cache":
			if p.Called(e) != nil || path == "linecache.cache" {
				p.Report(e, path, path+" reads the text of the program or of its caller")
			}
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		if len(n.Args) == 0 || !p.Meaning.Is(n.Func, "builtins.open") && !p.Meaning.Is(n.Func, "io.open") {
			return
		}
		if p.Meaning.Is(n.Args[0], "builtins.__file__") {
			p.Report(n, "__file__", "the program reads its own text")
		}
	},
}
