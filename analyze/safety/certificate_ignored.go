package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var certificateIgnored = &Rule{
	ID: "SAF712", Slug: "certificate_ignored", Title: "certificate or host key not checked",
	Severity: High, Confidence: HighConfidence, CWE: 295, Bandit: []string{"B323", "B501", "B507"}, Ruff: []string{"S323", "S501", "S507"},
	Doc: "verify=False in a call of requests or httpx, ssl._create_unverified_context, CERT_NONE, and paramiko's policies that " +
		"accept any host. Whoever is in between can then read and change everything.",
	Fix: "leave the check on, and add your own authority to it where you have one",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if !memberOf(path, "requests", "httpx") {
				continue
			}
			verify := facts.Argument(n, -1, "verify")
			if v, ok := p.Fold.Fold(verify); ok && v.Kind == facts.FoldedBool && v.Int == 0 {
				p.Report(n, path, "the other side's certificate is not checked")
			}
		}
	},
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "ssl._create_unverified_context", "ssl.CERT_NONE", "paramiko.AutoAddPolicy", "paramiko.WarningPolicy", "paramiko.client.AutoAddPolicy":
			if _, compare := p.Parent(0).(*syntax.Compare); !compare {
				p.Report(e, path, path+" takes whoever answers for the right one")
			}
		}
	},
}
