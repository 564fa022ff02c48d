package safety

import "github.com/assay-score/assay/interp/syntax"

var reduceMethod = &Rule{
	ID: "SAF604", Slug: "reduce_method", Title: "__reduce__ that names a function to call",
	Severity: Critical, Confidence: HighConfidence, CWE: 502,
	Doc: "A __reduce__ or __reduce_ex__ whose result names a function that runs text, starts a process or imports. Whoever loads " +
		"the pickled object calls it. Returning the class of the object is not flagged.",
	Fix: "define __getstate__ and __setstate__",
	Function: func(p *Pass, n *syntax.FunctionDef) {
		if n.Name != "__reduce__" && n.Name != "__reduce_ex__" {
			return
		}
		for _, s := range n.Body {
			syntax.Inspect(s, func(c syntax.Node) bool {
				r, ok := c.(*syntax.Return)
				if !ok {
					return true
				}
				if t, ok := r.Value.(*syntax.Tuple); ok && len(t.Elts) > 0 {
					for _, path := range p.Meaning.Paths(t.Elts[0]) {
						if dangerousCallable(path) {
							p.Report(r, path, "whoever loads the object calls "+path)
						}
					}
				}
				return false
			})
		}
	},
}
