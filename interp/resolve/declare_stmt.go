package resolve

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// stmts declares the names of a block. It recurses once for each level of the tree, which the parser keeps below
// syntax.MaxDepth.
func (r *resolver) stmts(list []syntax.Stmt) {
	for _, s := range list {
		r.stmt(s)
	}
}

// module declares the names of a module, whose first statements may be __future__ imports.
func (r *resolver) module(list []syntax.Stmt) {
	for i, s := range list {
		r.early = i < r.preamble
		r.stmt(s)
	}
}

func (r *resolver) stmt(s syntax.Stmt) {
	switch n := s.(type) {
	case *syntax.FunctionDef:
		r.functionDef(n, n, false)
	case *syntax.AsyncFunctionDef:
		r.functionDef(&n.FunctionDef, n, true)
	case *syntax.ClassDef:
		r.classDef(n)
	case *syntax.TypeAlias:
		r.typeAlias(n)
	case *syntax.Return:
		if n.Value != nil {
			r.expr(n.Value)
			r.top().ReturnsAny = true
		}
	case *syntax.Delete:
		r.exprs(n.Targets)
	case *syntax.Assign:
		r.exprs(n.Targets)
		r.expr(n.Value)
	case *syntax.AugAssign:
		r.expr(n.Target)
		r.expr(n.Value)
	case *syntax.AnnAssign:
		r.annAssign(n)
	case *syntax.For:
		r.loop(n)
	case *syntax.AsyncFor:
		r.async("async for", n)
		r.loop(&n.For)
	case *syntax.While:
		r.expr(n.Test)
		r.stmts(n.Body)
		r.stmts(n.Orelse)
	case *syntax.If:
		r.expr(n.Test)
		r.stmts(n.Body)
		r.stmts(n.Orelse)
	case *syntax.With:
		r.with(n)
	case *syntax.AsyncWith:
		r.async("async with", n)
		r.with(&n.With)
	case *syntax.Match:
		r.expr(n.Subject)
		for _, c := range n.Cases {
			r.pattern(c.Pattern)
			r.optional(c.Guard)
			r.stmts(c.Body)
		}
	case *syntax.Raise:
		r.optional(n.Exc)
		r.optional(n.Cause)
	case *syntax.Try:
		r.try(n)
	case *syntax.TryStar:
		r.try(&n.Try)
	case *syntax.Assert:
		r.expr(n.Test)
		r.optional(n.Msg)
	case *syntax.Import:
		r.aliases(n.Names)
	case *syntax.ImportFrom:
		if !r.early && isFuture(n) {
			r.fail(n, "from __future__ imports must occur at the beginning of the file")
		}
		r.aliases(n.Names)
	case *syntax.Global:
		for _, name := range n.Names {
			r.declare(name, DeclaredGlobal, "global", n)
		}
	case *syntax.Nonlocal:
		for _, name := range n.Names {
			r.declare(name, DeclaredNonlocal, "nonlocal", n)
		}
	case *syntax.ExprStmt:
		r.expr(n.Value)
	}
}

func (r *resolver) loop(n *syntax.For) {
	r.expr(n.Target)
	r.expr(n.Iter)
	r.stmts(n.Body)
	r.stmts(n.Orelse)
}

func (r *resolver) with(n *syntax.With) {
	for _, item := range n.Items {
		r.expr(item.ContextExpr)
		r.optional(item.OptionalVars)
	}
	r.stmts(n.Body)
}

func (r *resolver) try(n *syntax.Try) {
	r.stmts(n.Body)
	for _, h := range n.Handlers {
		r.optional(h.Type)
		if h.Name != "" {
			r.bind(h.Name, Bound|Deleted, h)
		}
		r.stmts(h.Body)
	}
	r.stmts(n.Orelse)
	r.stmts(n.Finalbody)
}

// async notes a statement that only an async def may hold.
func (r *resolver) async(what string, at syntax.Node) {
	if s := r.top(); !s.Async {
		r.fail(at, "'"+what+"' outside async function")
	} else {
		s.Coroutine = true
	}
}

func (r *resolver) aliases(names []*syntax.Alias) {
	for _, a := range names {
		name := a.AsName
		if name == "" {
			name, _, _ = strings.Cut(a.Name, ".")
		}
		if name != "*" {
			r.bind(name, Imported, a)
			continue
		}
		if s := r.top(); s.Kind != ModuleScope {
			r.fail(a, "import * only allowed at module level")
		} else {
			s.StarImport = true
		}
	}
}

// functionDef declares a def. node is the statement itself, which for an async def is not n.
func (r *resolver) functionDef(n *syntax.FunctionDef, node syntax.Stmt, async bool) {
	r.bind(n.Name, Bound, node)
	r.exprs(n.Args.Defaults)
	r.exprs(n.Args.KwDefaults)
	r.exprs(n.DecoratorList)
	generic := len(n.TypeParams) > 0
	if generic {
		r.open(TypeParametersScope, n.Name, node)
		if len(n.Args.Defaults) > 0 {
			r.noteIn(r.top(), ".defaults", Parameter, node)
		}
		if hasAny(n.Args.KwDefaults) {
			r.noteIn(r.top(), ".kwdefaults", Parameter, node)
		}
		r.typeParams(n.TypeParams)
	}
	r.signatureAnnotations(n)
	s := r.open(FunctionScope, n.Name, node)
	s.Async = async
	r.parameters(n.Args)
	r.stmts(n.Body)
	r.close()
	if generic {
		r.close()
	}
}

func hasAny(list []syntax.Expr) bool {
	for _, e := range list {
		if e != nil {
			return true
		}
	}
	return false
}

// parameters declares the parameters in the order of a code object.
func (r *resolver) parameters(a *syntax.Arguments) {
	s := r.top()
	for _, list := range [][]*syntax.Arg{a.Posonlyargs, a.Args, a.Kwonlyargs} {
		for _, arg := range list {
			r.bind(arg.Arg, Parameter, arg)
		}
	}
	if a.Vararg != nil {
		r.bind(a.Vararg.Arg, Parameter, a.Vararg)
		s.Varargs = true
	}
	if a.Kwarg != nil {
		r.bind(a.Kwarg.Arg, Parameter, a.Kwarg)
		s.Varkw = true
	}
}

func (r *resolver) classDef(n *syntax.ClassDef) {
	r.bind(n.Name, Bound, n)
	r.exprs(n.DecoratorList)
	generic := len(n.TypeParams) > 0
	if generic {
		s := r.open(TypeParametersScope, n.Name, n)
		s.private, s.mangled = n.Name, map[string]bool{}
		r.noteIn(s, ".type_params", Bound|Used, n)
		r.noteIn(s, ".generic_base", Bound|Used, n)
		r.typeParams(n.TypeParams)
	}
	r.exprs(n.Bases)
	r.keywords(n.Keywords)
	s := r.open(ClassScope, n.Name, n)
	s.private, s.mangled = n.Name, nil
	if generic {
		r.noteIn(s, "__type_params__", Bound, n)
		r.use(".type_params")
	}
	r.stmts(n.Body)
	r.close()
	if generic {
		r.close()
	}
}

func (r *resolver) typeAlias(n *syntax.TypeAlias) {
	r.expr(n.Name)
	name := ""
	if id, ok := n.Name.(*syntax.Name); ok {
		name = id.ID
	}
	generic := len(n.TypeParams) > 0
	if generic {
		r.open(TypeParametersScope, name, n)
		r.typeParams(n.TypeParams)
	}
	r.open(TypeAliasScope, name, n)
	r.expr(n.Value)
	r.close()
	if generic {
		r.close()
	}
}

func (r *resolver) typeParams(list []syntax.TypeParam) {
	for _, p := range list {
		switch p := p.(type) {
		case *syntax.TypeVar:
			r.typeParam(p.Name, p)
			what := "a TypeVar bound"
			if _, constraints := p.Bound.(*syntax.Tuple); constraints {
				what = "a TypeVar constraint"
			}
			r.typeVariable(p.Name, p.Bound, what)
			r.typeVariable(p.Name, p.DefaultValue, "a TypeVar default")
		case *syntax.TypeVarTuple:
			r.typeParam(p.Name, p)
			r.typeVariable(p.Name, p.DefaultValue, "a TypeVarTuple default")
		case *syntax.ParamSpec:
			r.typeParam(p.Name, p)
			r.typeVariable(p.Name, p.DefaultValue, "a ParamSpec default")
		}
	}
}

func (r *resolver) typeParam(name string, at syntax.Node) {
	if m := r.top().mangled; m != nil {
		m[name] = true
	}
	r.bind(name, TypeParameter|Bound, at)
}

func (r *resolver) typeVariable(name string, value syntax.Expr, what string) {
	if value == nil {
		return
	}
	s := r.open(TypeVariableScope, name, value)
	s.what = what
	r.expr(value)
	r.close()
}
