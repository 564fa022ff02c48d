package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var limitsRaised = &Rule{
	ID: "SAF502", Slug: "limits_raised", Title: "the interpreter's limits changed",
	Severity: Medium, Confidence: HighConfidence, CWE: 674,
	Doc: "sys.setrecursionlimit above 10,000, sys.setswitchinterval, " +
		"sys.set_int_max_str_digits and faulthandler. Programs that recurse a little more than by default are not flagged.",
	Fix: "use a loop and a stack of your own",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch {
			case path == "sys.setrecursionlimit":
				limit, ok := p.Fold.Fold(facts.Argument(n, 0, ""))
				if bits := p.log2(facts.Argument(n, 0, "")); ok && limit.Int > 10_000 || !ok && !(bits < 13) {
					p.Report(n, "", "the depth of recursion is raised until the process may overflow its stack")
				}
			case path == "sys.setswitchinterval" || path == "sys.set_int_max_str_digits" || memberOf(path, "faulthandler"):
				p.Report(n, path, path+" changes a limit of the interpreter")
			}
		}
	},
}
