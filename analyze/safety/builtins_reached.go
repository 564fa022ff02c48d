package safety

import "github.com/assay-score/assay/interp/syntax"

var builtinsReached = &Rule{
	ID: "SAF104", Slug: "builtins_reached", Title: "built-ins reached as a namespace",
	Severity: Critical, Confidence: HighConfidence, CWE: 94,
	Doc: "The module or dictionary of built-ins used to get at a function by its name: __builtins__, vars(builtins), " +
		"builtins.__dict__, builtins.eval, globals()['__builtins__']. A sandbox that takes built-ins away is left through it. " +
		"Importing builtins to call a harmless function of it is not flagged.",
	Fix: "name the built-in function that you need",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "builtins":
			if n, ok := e.(*syntax.Name); ok && n.ID != "__builtins__" && !namespaceUse(p, e) {
				return
			}
			p.Report(e, path, "the namespace of built-ins is reached, and with it every function that was taken away")
		case "builtins.__dict__":
			p.Report(e, path, "the dictionary of built-ins is reached, and with it every function that was taken away")
		case "builtins.eval", "builtins.exec", "builtins.compile", "builtins.__import__", "builtins.open":
			if _, ok := e.(*syntax.Name); !ok {
				p.Report(e, path, path+" is reached through its namespace instead of by its name")
			}
		}
	},
}

// namespaceUse reports whether the current expression, a module, is used as a whole: indexed or passed on. An attribute
// of it is for other rules to look at.
func namespaceUse(p *Pass, e syntax.Expr) bool {
	switch parent := p.Parent(0).(type) {
	case *syntax.Subscript:
		return parent.Value == e
	case *syntax.Call: // what these do with a module is looked at by itself
		return !p.Meaning.Is(parent.Func, "builtins.vars") && !p.Meaning.Is(parent.Func, "builtins.getattr") &&
			!p.Meaning.Is(parent.Func, "builtins.setattr") && !p.Meaning.Is(parent.Func, "builtins.delattr")
	case *syntax.Assign, *syntax.Return, *syntax.List, *syntax.Tuple, *syntax.Dict, *syntax.Keyword:
		return true
	}
	return false
}
