package resolve

import "github.com/assay-score/assay/interp/syntax"

func (r *resolver) exprs(list []syntax.Expr) {
	for _, e := range list {
		r.optional(e)
	}
}

// optional declares the names of an expression that may be absent.
func (r *resolver) optional(e syntax.Expr) {
	if e != nil {
		r.expr(e)
	}
}

func (r *resolver) keywords(list []*syntax.Keyword) {
	for _, k := range list {
		if k.Arg != "" {
			r.forbid(k.Arg, "assign to", k)
		}
		r.expr(k.Value)
	}
}

func (r *resolver) expr(e syntax.Expr) {
	switch n := e.(type) {
	case *syntax.Name:
		r.name(n)
	case *syntax.Constant:
	case *syntax.Attribute:
		switch n.Ctx {
		case syntax.Store:
			r.forbid(n.Attr, "assign to", n)
		case syntax.Del:
			r.forbid(n.Attr, "delete", n)
		}
		r.expr(n.Value)
	case *syntax.Call:
		r.expr(n.Func)
		r.exprs(n.Args)
		r.keywords(n.Keywords)
	case *syntax.BoolOp:
		r.exprs(n.Values)
	case *syntax.NamedExpr:
		r.namedExpr(n)
	case *syntax.BinOp:
		r.expr(n.Left)
		r.expr(n.Right)
	case *syntax.UnaryOp:
		r.expr(n.Operand)
	case *syntax.Lambda:
		r.exprs(n.Args.Defaults)
		r.exprs(n.Args.KwDefaults)
		r.open(FunctionScope, "lambda", n)
		r.parameters(n.Args)
		r.expr(n.Body)
		r.close()
	case *syntax.IfExp:
		r.expr(n.Test)
		r.expr(n.Body)
		r.expr(n.Orelse)
	case *syntax.Dict:
		r.exprs(n.Keys)
		r.exprs(n.Values)
	case *syntax.Set:
		r.exprs(n.Elts)
	case *syntax.ListComp:
		r.comprehension(n, "listcomp", ListComprehension, n.Generators, n.Elt, nil)
	case *syntax.SetComp:
		r.comprehension(n, "setcomp", SetComprehension, n.Generators, n.Elt, nil)
	case *syntax.DictComp:
		r.comprehension(n, "dictcomp", DictComprehension, n.Generators, n.Key, n.Value)
	case *syntax.GeneratorExp:
		r.comprehension(n, "genexpr", GeneratorExpression, n.Generators, n.Elt, nil)
	case *syntax.Await:
		r.await(n)
	case *syntax.Yield:
		r.yield(n, n.Value)
	case *syntax.YieldFrom:
		r.yield(n, n.Value)
	case *syntax.Compare:
		r.expr(n.Left)
		r.exprs(n.Comparators)
	case *syntax.FormattedValue:
		r.expr(n.Value)
		r.optional(n.FormatSpec)
	case *syntax.Interpolation:
		r.expr(n.Value)
		r.optional(n.FormatSpec)
	case *syntax.JoinedStr:
		r.exprs(n.Values)
	case *syntax.TemplateStr:
		r.exprs(n.Values)
	case *syntax.Subscript:
		r.expr(n.Value)
		r.expr(n.Slice)
	case *syntax.Starred:
		r.expr(n.Value)
	case *syntax.List:
		r.exprs(n.Elts)
	case *syntax.Tuple:
		r.exprs(n.Elts)
	case *syntax.Slice:
		r.optional(n.Lower)
		r.optional(n.Upper)
		r.optional(n.Step)
	}
}

func (r *resolver) name(n *syntax.Name) {
	switch n.Ctx {
	case syntax.Load:
		r.note(n.ID, Used, n)
		if n.ID == "super" && r.top().Kind.functionLike() {
			r.use("__class__") // super() without arguments finds its class in this cell
		}
	case syntax.Store:
		r.bind(n.ID, Bound, n)
	case syntax.Del:
		r.forbid(n.ID, "delete", n)
		r.note(n.ID, Bound|Deleted, n)
	}
}

// refuseIn refuses an expression that cannot stand in the scopes of PEP 649 and PEP 695.
func (r *resolver) refuseIn(what string, at syntax.Node) bool {
	s := r.top()
	where := ""
	switch s.Kind {
	case AnnotationScope:
		where = "an annotation"
	case TypeVariableScope:
		where = s.what
	case TypeAliasScope:
		where = "a type alias"
	case TypeParametersScope:
		where = "the definition of a generic"
	default:
		return false
	}
	r.fail(at, what+" cannot be used within "+where)
	return true
}

func (r *resolver) namedExpr(n *syntax.NamedExpr) {
	if r.refuseIn("named expression", n) {
		return
	}
	s := r.top()
	if s.iterable > 0 {
		r.fail(n, "assignment expression cannot be used in a comprehension iterable expression")
		return
	}
	s.Assigns = true
	if s.host != nil {
		s.host.Assigns = true
	}
	target, _ := n.Target.(*syntax.Name)
	if s.Comprehension != NoComprehension && target != nil && !r.bindOutside(target) {
		return
	}
	r.expr(n.Value)
	r.expr(n.Target)
}

// bindOutside makes the target of an assignment expression inside a comprehension a name of the scope around it (PEP 572).
func (r *resolver) bindOutside(target *syntax.Name) bool {
	here := r.top()
	name := here.Mangle(target.ID)
	if loops := r.loops[name]; len(loops) > 0 && loops[len(loops)-1].host == here.host {
		r.fail(target, "assignment expression cannot rebind comprehension iteration variable '"+target.ID+"'")
		return false
	}
	declared := func(what Flags) {
		if sym := r.noteIn(here, name, what, target); sym.declared == nil {
			sym.declared = target
		}
	}
	switch s := here.host; s.Kind {
	case FunctionScope:
		if sym := s.Lookup(name); sym != nil && sym.Has(DeclaredGlobal) {
			declared(DeclaredGlobal)
		} else {
			declared(DeclaredNonlocal)
		}
		r.noteIn(s, name, Bound, target)
		return true
	case ModuleScope:
		declared(DeclaredGlobal)
		r.noteIn(s, name, DeclaredGlobal, target)
		return true
	case ClassScope:
		r.fail(target, "assignment expression within a comprehension cannot be used in a class body")
	case TypeVariableScope:
		r.fail(target, "assignment expression within a comprehension cannot be used in a TypeVar bound")
	case TypeAliasScope:
		r.fail(target, "assignment expression within a comprehension cannot be used in a type alias")
	case TypeParametersScope:
		r.fail(target, "assignment expression within a comprehension cannot be used within the definition of a generic")
	}
	return false
}

func (r *resolver) await(n *syntax.Await) {
	if !r.refuseIn("await expression", n) {
		switch s := r.top(); {
		case s.Kind != FunctionScope && s.Comprehension == NoComprehension:
			r.fail(n, "'await' outside function")
		case !s.Async && s.Comprehension == NoComprehension:
			r.fail(n, "'await' outside async function")
		}
	}
	r.expr(n.Value)
	r.top().Coroutine = true
}

var comprehensionNames = [...]string{"", "list comprehension", "set comprehension", "dict comprehension", "generator expression"}

func (r *resolver) yield(n syntax.Expr, value syntax.Expr) {
	r.refuseIn("yield expression", n)
	r.optional(value)
	s := r.top()
	s.Generator = true
	if s.Comprehension != NoComprehension {
		r.fail(n, "'yield' inside "+comprehensionNames[s.Comprehension])
	}
}

// comprehension declares a comprehension: a function of one hidden parameter, the iterator of its first for, whose
// expression is evaluated outside.
func (r *resolver) comprehension(n syntax.Expr, name string, kind ComprehensionKind, generators []*syntax.Comprehension, elt, value syntax.Expr) {
	outer := r.top()
	first := generators[0]
	outer.iterable++
	r.expr(first.Iter)
	outer.iterable--
	s := r.open(FunctionScope, name, n)
	s.Comprehension = kind
	s.host = hostOf(outer)
	s.Coroutine = first.IsAsync
	r.noteIn(s, ".0", Parameter, n)
	r.iterationTarget(first.Target)
	r.exprs(first.Ifs)
	for _, g := range generators[1:] {
		r.iterationTarget(g.Target)
		s.iterable++
		r.expr(g.Iter)
		s.iterable--
		r.exprs(g.Ifs)
		s.Coroutine = s.Coroutine || g.IsAsync
	}
	r.optional(value)
	r.expr(elt)
	s.Generator = kind == GeneratorExpression
	for _, name := range s.looping {
		r.loops[name] = r.loops[name][:len(r.loops[name])-1]
	}
	r.close()
	if s.Coroutine && kind != GeneratorExpression {
		if !outer.Async && outer.Comprehension == NoComprehension {
			r.fail(n, "asynchronous comprehension outside of an asynchronous function")
		}
		outer.Coroutine = true
	}
}

// hostOf is the scope that assignment expressions in a comprehension directly inside s bind names of. CPython looks
// through annotations here, though they are scopes.
func hostOf(s *Scope) *Scope {
	for s.Kind == AnnotationScope {
		s = s.Parent
	}
	if s.Comprehension != NoComprehension {
		return s.host
	}
	return s
}

func (r *resolver) iterationTarget(target syntax.Expr) {
	s := r.top()
	s.target = true
	r.expr(target)
	s.target = false
}

// pattern declares the names that a pattern binds.
func (r *resolver) pattern(p syntax.Pattern) {
	switch n := p.(type) {
	case *syntax.MatchValue:
		r.expr(n.Value)
	case *syntax.MatchSequence:
		r.patterns(n.Patterns)
	case *syntax.MatchMapping:
		r.exprs(n.Keys)
		r.patterns(n.Patterns)
		if n.Rest != "" {
			r.bind(n.Rest, Bound, n)
		}
	case *syntax.MatchClass:
		r.expr(n.Cls)
		r.patterns(n.Patterns)
		for i, attr := range n.KwdAttrs {
			r.forbid(attr, "assign to", n.KwdPatterns[i])
		}
		r.patterns(n.KwdPatterns)
	case *syntax.MatchStar:
		if n.Name != "" {
			r.bind(n.Name, Bound, n)
		}
	case *syntax.MatchAs:
		if n.Pattern != nil {
			r.pattern(n.Pattern)
		}
		if n.Name != "" {
			r.bind(n.Name, Bound, n)
		}
	case *syntax.MatchOr:
		r.patterns(n.Patterns)
	}
}

func (r *resolver) patterns(list []syntax.Pattern) {
	for _, p := range list {
		r.pattern(p)
	}
}
