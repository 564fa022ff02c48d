package safety

import "github.com/assay-score/assay/interp/syntax"

var execValue = &Rule{
	ID: "SAF103", Slug: "exec_value", Title: "eval, exec, compile, __import__ or open used as a value",
	Severity: High, Confidence: HighConfidence, CWE: 95,
	Doc: "One of these functions named without being called: given another name, passed to map, made a default or a decorator, " +
		"stored. It is how a call is hidden from those who look for calls. Calling them by name is for other rules.",
	Fix: "call the function where it is needed, or do without it",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "builtins.eval", "builtins.exec", "builtins.compile", "builtins.__import__", "builtins.open":
		default:
			return
		}
		// A name bound to the function says so where it is bound; what is asked here is the function's own name, or a
		// way to it that hides it.
		if n, ok := e.(*syntax.Name); ok && (p.Names.Of(n) != nil || compared(p)) || p.Called(e) != nil {
			return
		}
		name := path[len("builtins."):]
		p.Report(e, name, name+" is handed on as a value, to be called where nobody looks for it")
	},
}

// compared reports whether the current expression is only compared, which does nothing with it.
func compared(p *Pass) bool {
	_, ok := p.Parent(0).(*syntax.Compare)
	return ok
}
