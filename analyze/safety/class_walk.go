package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var classWalk = &Rule{
	ID: "SAF301", Slug: "class_walk", Title: "walk from an object to all classes",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "The steps from any object to every class that is loaded: __base__, __bases__, __mro__, mro(), __subclasses__, and " +
		"__class__ where another step follows. From there one gets to files and processes without importing anything. type(x), " +
		"x.__class__ by itself, and its __name__ are not flagged.",
	Fix: "use isinstance, type(x) or super()",
	Attribute: func(p *Pass, n *syntax.Attribute) {
		switch n.Attr {
		case "__base__", "__bases__", "__mro__", "__subclasses__":
			p.Report(n, n.Attr, n.Attr+" leads from an object to every class that is loaded")
		case "mro":
			if c := p.Called(n); c != nil && (len(c.Args) == 0 && classLike(p, n.Value) || p.Meaning.Is(n.Value, "builtins.type")) {
				p.Report(n, n.Attr, "mro() leads from an object to every class that is loaded")
			}
		case "__class__":
			if up, ok := p.Parent(0).(*syntax.Attribute); ok && (walkStep(up.Attr) || dangerousName(up.Attr) && !p.Own(n.Value)) {
				p.Report(up, up.Attr, "__class__."+up.Attr+" leads from an object to every class that is loaded")
			}
		}
	},
}

func walkStep(name string) bool {
	return name == "__base__" || name == "__bases__" || name == "__mro__" || name == "mro" || name == "__subclasses__"
}

// classLike reports whether an expression is plainly a class: type(x), x.__class__, a name that is written as classes are
// or built in. Other objects may have a method called mro of their own.
func classLike(p *Pass, e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Call:
		return p.Meaning.Is(e.Func, "builtins.type")
	case *syntax.Attribute:
		return e.Attr == "__class__"
	case *syntax.Name:
		k := p.Names.Of(e)
		return k == nil && facts.Builtin(e.ID) || e.ID[0] >= 'A' && e.ID[0] <= 'Z'
	}
	return false
}
