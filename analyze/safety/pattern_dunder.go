package safety

import "github.com/assay-score/assay/interp/syntax"

var patternDunder = &Rule{
	ID: "SAF311", Slug: "pattern_dunder", Title: "class pattern on a name that leads inside",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "A keyword of a class pattern reads an attribute: case object(__class__=c). Only names that lead into the interpreter " +
		"are flagged.",
	Fix: "use isinstance or a method",
	Pattern: func(p *Pass, n *syntax.MatchClass) {
		for i, name := range n.KwdAttrs {
			if dangerousName(name) && i < len(n.KwdPatterns) {
				p.Report(n, name, "the pattern gets at "+name+" without an attribute")
			}
		}
	},
}
