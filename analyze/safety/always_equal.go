package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var alwaysEqual = &Rule{
	ID: "TMP002", Slug: "always_equal", Title: "object that equals everything",
	Severity: High, Confidence: MediumConfidence, CWE: 697,
	Doc: "An __eq__ that does nothing but return True, or an __ne__ that returns False. Compared with the expected value, such " +
		"an object passes every test.",
	Fix: "compare what the objects hold",
	Function: func(p *Pass, n *syntax.FunctionDef) {
		if _, method := p.Parent(0).(*syntax.ClassDef); !method || n.Name != "__eq__" && n.Name != "__ne__" {
			return
		}
		body := n.Body
		if facts.Docstring(body) != nil {
			body = body[1:]
		}
		if len(body) != 1 {
			return
		}
		r, ok := body[0].(*syntax.Return)
		if !ok {
			return
		}
		c, ok := r.Value.(*syntax.Constant)
		if ok && (n.Name == "__eq__" && c.Kind == syntax.True || n.Name == "__ne__" && c.Kind == syntax.False) {
			p.Report(n, n.Name, "an object of this class equals whatever it is compared with")
		}
	},
}
