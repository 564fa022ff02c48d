package safety

import "github.com/assay-score/assay/interp/syntax"

var specialBound = &Rule{
	ID: "SAF312", Slug: "special_bound", Title: "special method bound to a dangerous function",
	Severity: Critical, Confidence: HighConfidence, CWE: 94,
	Doc: "A special method assigned a function that runs text, imports or starts a process, so that an operator or subscript " +
		"calls it: __class_getitem__ = exec.",
	Fix: "define the method",
	Bind: func(p *Pass, a *Assignment) {
		if a.Value == nil {
			return
		}
		var name string
		switch t := a.Target.(type) {
		case *syntax.Name:
			name = t.ID
		case *syntax.Attribute:
			name = t.Attr
		}
		if !dunder(name) {
			return
		}
		for _, path := range p.Meaning.Paths(a.Value) {
			if dangerousCallable(path) {
				p.Report(a.Target, path, name+" becomes "+path+", which an operator or subscript then calls")
			}
		}
	},
}
