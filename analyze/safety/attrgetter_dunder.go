package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var attrgetterDunder = &Rule{
	ID: "SAF306", Slug: "attrgetter_dunder", Title: "operator function on a name that leads inside",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "operator.attrgetter, methodcaller and itemgetter with a name or dotted path that leads into the interpreter.",
	Fix: "write the attribute, or do without it",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if path != "operator.attrgetter" && path != "operator.methodcaller" && path != "operator.itemgetter" {
				continue
			}
			for _, a := range n.Args {
				name, ok := p.Fold.Str(a)
				if !ok {
					continue
				}
				for part := range strings.SplitSeq(name, ".") {
					if dangerousName(part) {
						p.Report(n, name, path+" is used to get at "+part+" without writing an attribute")
						return
					}
				}
			}
		}
	},
}
