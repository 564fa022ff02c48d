package safety

import "github.com/assay-score/assay/interp/syntax"

var objectInternalsRule = &Rule{
	ID: "SAF303", Slug: "object_internals", Title: "insides of another object reached",
	Severity: High, Confidence: MediumConfidence, CWE: 693,
	Doc: "Attributes that go around an object's own interface: __dict__, __getattribute__, __reduce__, __setstate__ and the " +
		"like, on something other than self, cls or super(). A class that uses them on itself is not flagged.",
	Fix: "use the object's methods, or vars() on your own objects",
	Attribute: func(p *Pass, n *syntax.Attribute) {
		if !objectInternals[n.Attr] || p.Own(n.Value) {
			return
		}
		// object.__getattribute__(self, name) is how a class defines its own.
		if c := p.Called(n); c != nil && len(c.Args) > 0 && p.Own(c.Args[0]) {
			return
		}
		p.Report(n, n.Attr, n.Attr+" goes around the object's own interface")
	},
}
