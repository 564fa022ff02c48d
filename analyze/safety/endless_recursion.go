package safety

import "github.com/assay-score/assay/interp/syntax"

var endlessRecursion = &Rule{
	ID: "SAF903", Slug: "endless_recursion", Title: "recursion without an end",
	Severity: Medium, Confidence: MediumConfidence, CWE: 674,
	Doc: "A function that calls itself before anything could keep it from doing so, a property that asks for itself, and __getattr__ or " +
		"__getattribute__ that ask self for an attribute first thing. Calls behind an if, an and, a loop, a try or in a lambda are not flagged, nor are generators.",
	Fix: "return before the call in the case that ends it",
	Function: func(p *Pass, n *syntax.FunctionDef) {
		r := recursion{pass: p, function: n}
		class, method := p.Parent(0).(*syntax.ClassDef)
		if !method {
			if _, async := p.Parent(0).(*syntax.AsyncFunctionDef); async {
				class, method = p.Parent(1).(*syntax.ClassDef)
			}
		}
		if method && n.Args != nil && len(n.Args.Posonlyargs)+len(n.Args.Args) > 0 {
			r.self = append(append([]*syntax.Arg(nil), n.Args.Posonlyargs...), n.Args.Args...)[0].Arg
			r.property = p.propertyOf(n, class)
		}
		if !generator(n) {
			r.block(n.Body)
		}
		if r.found != nil {
			p.Report(r.found, n.Name, n.Name+" comes back to itself whatever happens")
		}
	},
}

// propertyOf tells what a decorator makes of a method: "get", "set", or "" for a plain one.
func (p *Pass) propertyOf(n *syntax.FunctionDef, _ *syntax.ClassDef) string {
	for _, d := range n.DecoratorList {
		if p.Meaning.Is(d, "builtins.property") || p.Meaning.Is(d, "functools.cached_property") {
			return "get"
		}
		if a, ok := d.(*syntax.Attribute); ok && a.Attr == "setter" {
			return "set"
		}
	}
	return ""
}

func generator(n *syntax.FunctionDef) bool {
	found := false
	for _, s := range n.Body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			switch n.(type) {
			case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.ClassDef, *syntax.Lambda:
				return false
			case *syntax.Yield, *syntax.YieldFrom:
				found = true
			}
			return !found
		})
	}
	return found
}

// recursion looks for the first thing that a function does for certain and that leads back to it.
type recursion struct {
	pass     *Pass
	function *syntax.FunctionDef
	self     string // the name of the first parameter of a method
	property string
	found    syntax.Node
}

// block reads statements as long as it is certain that they run; it is false from the first on that may end the function.
func (r *recursion) block(body []syntax.Stmt) bool {
	for _, s := range body {
		certain := true
		switch s := s.(type) {
		case *syntax.Return:
			r.expr(s.Value)
			certain = false
		case *syntax.Raise:
			r.expr(s.Exc)
			certain = false
		case *syntax.If:
			r.expr(s.Test)
			certain = false
		case *syntax.While:
			r.expr(s.Test)
			certain = false
		case *syntax.For:
			r.expr(s.Iter)
			certain = false
		case *syntax.Match:
			r.expr(s.Subject)
			certain = false
		case *syntax.With:
			for _, item := range s.Items {
				r.expr(item.ContextExpr)
			}
			certain = r.block(s.Body)
		case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.ClassDef:
		case *syntax.Assign:
			r.expr(s.Value)
			for _, t := range s.Targets {
				r.target(t)
			}
		case *syntax.AnnAssign:
			r.expr(s.Value)
		case *syntax.AugAssign:
			r.expr(s.Value)
		case *syntax.ExprStmt:
			r.expr(s.Value)
		default:
			certain = false
		}
		if !certain || r.found != nil {
			return false
		}
	}
	return true
}

// target looks at what a setter assigns.
func (r *recursion) target(t syntax.Expr) {
	if a, ok := t.(*syntax.Attribute); ok && r.property == "set" && a.Attr == r.function.Name && r.isSelf(a.Value) {
		r.found = a
	}
}

func (r *recursion) isSelf(e syntax.Expr) bool {
	n, ok := e.(*syntax.Name)
	return ok && r.self != "" && n.ID == r.self
}

// expr looks at what is evaluated whenever the expression is.
func (r *recursion) expr(e syntax.Expr) {
	if e == nil || r.found != nil {
		return
	}
	syntax.Inspect(e, func(n syntax.Node) bool {
		if r.found != nil {
			return false
		}
		switch n := n.(type) {
		case *syntax.Lambda, *syntax.GeneratorExp, *syntax.ListComp, *syntax.SetComp, *syntax.DictComp:
			return false
		case *syntax.IfExp:
			r.expr(n.Test)
			return false
		case *syntax.BoolOp:
			r.expr(n.Values[0])
			return false
		case *syntax.Call:
			if r.itself(n.Func) {
				r.found = n
			}
		case *syntax.Attribute:
			switch {
			case n.Ctx != syntax.Load || !r.isSelf(n.Value):
			case r.property == "get" && n.Attr == r.function.Name:
				r.found = n
			case r.function.Name == "__getattribute__" && n.Attr != "__class__":
				r.found = n
			}
		}
		return true
	})
}

// itself reports whether a call is of the function itself.
func (r *recursion) itself(f syntax.Expr) bool {
	switch f := f.(type) {
	case *syntax.Name:
		if r.self != "" || f.ID != r.function.Name {
			return false
		}
		k := r.pass.Names.Of(f)
		return k != nil && k.Stores == 1 && k.At.From == r.function.NamePos
	case *syntax.Attribute:
		return r.isSelf(f.Value) && f.Attr == r.function.Name
	}
	return false
}
