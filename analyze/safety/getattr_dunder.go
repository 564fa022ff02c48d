package safety

import "github.com/assay-score/assay/interp/syntax"

var getattrDunder = &Rule{
	ID: "SAF304", Slug: "getattr_dunder", Title: "getattr with a name that leads inside",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "getattr, setattr, delattr or hasattr with a name, given or put together, that leads into the interpreter: __class__, " +
		"__globals__, __subclasses__, f_back. Names of protocols that any class may implement, such as __len__ or __name__, are " +
		"not flagged.",
	Fix: "use isinstance or a method",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if !attributeFunction(path) || len(n.Args) < 2 {
				continue
			}
			if name, ok := p.Fold.Str(n.Args[1]); ok && (dangerousName(name) || name == "mro") {
				p.Report(n, name, path[len("builtins."):]+" is used to get at "+name+" without writing it")
			}
		}
		if m, ok := n.Func.(*syntax.Attribute); ok && m.Attr == "__getattribute__" && len(n.Args) > 0 {
			if name, ok := p.Fold.Str(n.Args[len(n.Args)-1]); ok && dangerousName(name) {
				p.Report(n, name, "__getattribute__ is used to get at "+name+" without writing it")
			}
		}
	},
}

func attributeFunction(path string) bool {
	return path == "builtins.getattr" || path == "builtins.setattr" || path == "builtins.delattr" || path == "builtins.hasattr"
}
