package facts

import (
	"strings"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// binder is one walk that makes a Binder.
type binder struct {
	module *Module
	out    *Binder
	scope  *Scope
	look   func(syntax.Node) bool // enter, made a value once
	loads  []load
	tried  bool // in a try with handlers
}

// load is a name that is read, with the scope it stands in. Loads are resolved after everything is bound, since a
// function may use what is bound after it.
type load struct {
	name  *syntax.Name
	scope *Scope
}

func (b *binder) open(kind ScopeKind, n syntax.Node) *Scope {
	s := &Scope{Kind: kind, Node: n, Parent: b.scope, byName: map[string]*Binding{}}
	b.out.Scopes = append(b.out.Scopes, s)
	return s
}

// within visits in a new scope.
func (b *binder) within(kind ScopeKind, n syntax.Node, visit func()) {
	outer := b.scope
	b.scope = b.open(kind, n)
	if kind != ClassScope {
		b.declare(n)
	}
	visit()
	b.scope = outer
}

// declare reads the global and nonlocal statements of a function before anything in it is bound.
func (b *binder) declare(n syntax.Node) {
	f, ok := n.(*syntax.FunctionDef)
	if !ok {
		return
	}
	walkOwn(f.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Global:
			for _, name := range n.Names {
				b.reach(name, b.out.Scopes[0])
			}
		case *syntax.Nonlocal:
			for _, name := range n.Names {
				for s := b.scope.Parent; s != nil; s = s.Parent {
					if s.Kind != ClassScope && s.byName[name] != nil {
						b.reach(name, s)
						break
					}
				}
			}
		case syntax.Expr:
			return false
		}
		return true
	})
}

func (b *binder) reach(name string, s *Scope) {
	if s == b.scope {
		return
	}
	if b.scope.outside == nil {
		b.scope.outside = map[string]*Scope{}
	}
	b.scope.outside[name] = s
}

// bind notes that a name is bound here.
func (b *binder) bind(name string, kind BindingKind, at source.Span, origin *Origin) *Binding {
	s := b.scope
	if o := s.outside[name]; o != nil {
		s = o
	}
	k := s.byName[name]
	if k == nil {
		k = &Binding{Name: name, Scope: s, Kind: kind, At: at}
		s.byName[name] = k
		s.Bindings = append(s.Bindings, k)
	}
	k.Stores++
	switch {
	case origin == nil:
		k.Opaque = true
	case len(k.Values) < maxOrigins:
		k.Values = append(k.Values, *origin)
	default:
		k.Opaque = true
	}
	return k
}

// maxOrigins bounds how many meanings of one name are followed.
const maxOrigins = 8

func (b *binder) exprs(list []syntax.Expr) {
	for _, e := range list {
		b.expr(e)
	}
}

func (b *binder) expr(e syntax.Expr) {
	if e != nil {
		b.visit(e)
	}
}

func (b *binder) stmts(list []syntax.Stmt) {
	for _, s := range list {
		b.visit(s)
	}
}

// target binds what an assignment binds. Value is nil where the text does not say what is assigned.
func (b *binder) target(t, value syntax.Expr, item int, kind BindingKind) {
	switch t := t.(type) {
	case *syntax.Name:
		var origin *Origin
		if value != nil {
			origin = &Origin{Expr: value, Item: item}
		}
		b.out.refer(t, b.bind(t.ID, kind, t.Span, origin))
	case *syntax.Tuple:
		b.unpack(t.Elts, value, item, kind)
	case *syntax.List:
		b.unpack(t.Elts, value, item, kind)
	case *syntax.Starred:
		b.target(t.Value, nil, whole, kind)
	case nil:
	default: // an attribute or subscript: what it is of is read
		b.visit(t)
	}
}

// unpack binds the targets of a tuple to the items of a display that is as long, and to the unknown otherwise.
func (b *binder) unpack(targets []syntax.Expr, value syntax.Expr, item int, kind BindingKind) {
	var items []syntax.Expr
	if item == whole {
		items = display(value)
	}
	for i, t := range targets {
		switch {
		case len(items) == len(targets) && !anyStarred(items) && !anyStarred(targets):
			b.target(t, items[i], whole, kind)
		case value != nil && item == whole && !anyStarred(targets[:i+1]):
			b.target(t, value, i, kind)
		default:
			b.target(t, nil, whole, kind)
		}
	}
}

// display gives the items of a tuple or list that is written out.
func display(e syntax.Expr) []syntax.Expr {
	switch e := e.(type) {
	case *syntax.Tuple:
		return e.Elts
	case *syntax.List:
		return e.Elts
	case *syntax.Set:
		return e.Elts
	}
	return nil
}

func anyStarred(list []syntax.Expr) bool {
	for _, e := range list {
		if _, ok := e.(*syntax.Starred); ok {
			return true
		}
	}
	return false
}

// visit binds what stands in a node.
func (b *binder) visit(n syntax.Node) { syntax.Inspect(n, b.look) }

// enter binds what a node itself binds, and says whether the nodes below are still to be visited.
func (b *binder) enter(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Name:
		if n.Ctx == syntax.Load {
			b.loads = append(b.loads, load{n, b.scope})
		} else {
			b.target(n, nil, whole, BoundByOther)
		}
	case *syntax.Call:
		if f, ok := n.Func.(*syntax.Name); ok {
			switch f.ID {
			case "locals", "vars", "exec", "eval":
				b.scope.Dynamic = true
			case "globals":
				b.out.Scopes[0].Dynamic = true
			}
		}
		return true
	case *syntax.Try:
		b.try(n)
	case *syntax.TryStar:
		b.try(&n.Try)
	case *syntax.Assign:
		b.expr(n.Value)
		for _, t := range n.Targets {
			b.target(t, n.Value, whole, BoundByAssignment)
		}
	case *syntax.AnnAssign:
		b.expr(n.Annotation)
		b.expr(n.Value)
		if t, ok := n.Target.(*syntax.Name); ok && n.Value == nil {
			b.out.refer(t, b.annotated(t))
			return false
		}
		b.target(n.Target, n.Value, whole, BoundByAssignment)
	case *syntax.AugAssign:
		b.expr(n.Value)
		b.target(n.Target, nil, whole, BoundByAssignment)
		if t, ok := n.Target.(*syntax.Name); ok { // it is read too
			b.loads = append(b.loads, load{t, b.scope})
		}
	case *syntax.NamedExpr:
		b.expr(n.Value)
		b.named(n)
	case *syntax.For:
		b.loop(n)
	case *syntax.AsyncFor:
		b.loop(&n.For)
	case *syntax.WithItem:
		b.expr(n.ContextExpr)
		// A context manager may give anything, and nearly always gives itself.
		b.target(n.OptionalVars, n.ContextExpr, whole, BoundByOther)
	case *syntax.ExceptHandler:
		b.expr(n.Type)
		if n.Name != "" {
			b.bind(n.Name, BoundByOther, n.Span, nil)
		}
		b.stmts(n.Body)
	case *syntax.MatchAs:
		b.capture(n.Name, n.Span)
		return true
	case *syntax.MatchStar:
		b.capture(n.Name, n.Span)
	case *syntax.MatchMapping:
		b.capture(n.Rest, n.Span)
		return true
	case *syntax.Import:
		b.imports(n)
	case *syntax.ImportFrom:
		b.importFrom(n)
	case *syntax.FunctionDef:
		b.function(n)
	case *syntax.AsyncFunctionDef:
		b.function(&n.FunctionDef)
	case *syntax.Lambda:
		b.defaults(n.Args)
		b.within(LambdaScope, n, func() {
			b.parameters(n.Args)
			b.expr(n.Body)
		})
	case *syntax.ClassDef:
		b.class(n)
	case *syntax.ListComp:
		b.comprehension(n, n.Generators, n.Elt, nil)
	case *syntax.SetComp:
		b.comprehension(n, n.Generators, n.Elt, nil)
	case *syntax.GeneratorExp:
		b.comprehension(n, n.Generators, n.Elt, nil)
	case *syntax.DictComp:
		b.comprehension(n, n.Generators, n.Key, n.Value)
	case *syntax.TypeAlias:
		b.target(n.Name, nil, whole, BoundByOther)
		b.within(FunctionScope, n, func() {
			b.typeParams(n.TypeParams)
			b.expr(n.Value)
		})
	default:
		return true
	}
	return false
}

// annotated is the binding of a name that is only annotated, which declares it without binding it to anything.
func (b *binder) annotated(t *syntax.Name) *Binding {
	k := b.bind(t.ID, BoundByAssignment, t.Span, nil)
	k.Stores--
	return k
}

// named binds a walrus's target: in the scope around the comprehensions that it stands in.
func (b *binder) named(n *syntax.NamedExpr) {
	inner := b.scope
	for b.scope.Kind == ComprehensionScope && b.scope.Parent != nil {
		b.scope = b.scope.Parent
	}
	b.target(n.Target, n.Value, whole, BoundByAssignment)
	b.scope = inner
}

// try visits a try whose imports may be there to find out whether they work.
func (b *binder) try(n *syntax.Try) {
	outer := b.tried
	b.tried = b.tried || len(n.Handlers) > 0
	b.stmts(n.Body)
	b.tried = outer
	for _, h := range n.Handlers {
		b.visit(h)
	}
	b.stmts(n.Orelse)
	b.stmts(n.Finalbody)
}

func (b *binder) loop(n *syntax.For) {
	b.expr(n.Iter)
	b.target(n.Target, n.Iter, anyItem, BoundByLoop)
	b.stmts(n.Body)
	b.stmts(n.Orelse)
}

func (b *binder) capture(name string, at source.Span) {
	if name != "" {
		b.bind(name, BoundByOther, at, nil)
	}
}

func (b *binder) comprehension(n syntax.Node, generators []*syntax.Comprehension, elt, value syntax.Expr) {
	if len(generators) > 0 {
		b.expr(generators[0].Iter) // the first is evaluated outside
	}
	b.within(ComprehensionScope, n, func() {
		for i, g := range generators {
			if i > 0 {
				b.expr(g.Iter)
			}
			b.target(g.Target, g.Iter, anyItem, BoundByLoop)
			b.exprs(g.Ifs)
		}
		b.expr(elt)
		b.expr(value)
	})
}

// defaults reads the default values of parameters, which are evaluated outside of the function.
func (b *binder) defaults(a *syntax.Arguments) {
	if a != nil {
		b.exprs(a.Defaults)
		b.exprs(a.KwDefaults)
	}
}

// parameters binds the parameters inside of the function. One with a default may stand for it.
func (b *binder) parameters(a *syntax.Arguments) {
	if a == nil {
		return
	}
	positional := append(append([]*syntax.Arg(nil), a.Posonlyargs...), a.Args...)
	first := len(positional) - len(a.Defaults)
	for i, p := range positional {
		k := b.bind(p.Arg, BoundByParameter, p.Span, nil)
		if i >= first {
			k.Values = append(k.Values, Origin{Expr: a.Defaults[i-first], Item: whole})
		}
	}
	for i, p := range a.Kwonlyargs {
		k := b.bind(p.Arg, BoundByParameter, p.Span, nil)
		if i < len(a.KwDefaults) && a.KwDefaults[i] != nil {
			k.Values = append(k.Values, Origin{Expr: a.KwDefaults[i], Item: whole})
		}
	}
	for _, p := range []*syntax.Arg{a.Vararg, a.Kwarg} {
		if p != nil {
			b.bind(p.Arg, BoundByParameter, p.Span, nil)
		}
	}
}

func (b *binder) annotations(a *syntax.Arguments) {
	if a == nil {
		return
	}
	for _, list := range [][]*syntax.Arg{a.Posonlyargs, a.Args, {a.Vararg}, a.Kwonlyargs, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				b.expr(p.Annotation)
			}
		}
	}
}

func (b *binder) typeParams(list []syntax.TypeParam) {
	for _, p := range list {
		switch p := p.(type) {
		case *syntax.TypeVar:
			b.bind(p.Name, BoundByOther, p.Span, nil)
		case *syntax.ParamSpec:
			b.bind(p.Name, BoundByOther, p.Span, nil)
		case *syntax.TypeVarTuple:
			b.bind(p.Name, BoundByOther, p.Span, nil)
		}
		syntax.Children(p, b.visit)
	}
}

func (b *binder) function(n *syntax.FunctionDef) {
	b.exprs(n.DecoratorList)
	b.defaults(n.Args)
	b.bind(n.Name, BoundByDef, nameSpan(n.NamePos, n.Name), nil)
	around := func() {
		b.annotations(n.Args)
		b.expr(n.Returns)
		b.within(FunctionScope, n, func() {
			b.parameters(n.Args)
			b.stmts(n.Body)
		})
	}
	b.generic(n, n.TypeParams, around)
}

// generic visits in the scope of type parameters, where there are any.
func (b *binder) generic(n syntax.Node, params []syntax.TypeParam, visit func()) {
	if len(params) == 0 {
		visit()
		return
	}
	b.within(LambdaScope, n, func() {
		b.typeParams(params)
		visit()
	})
}

func (b *binder) class(n *syntax.ClassDef) {
	b.exprs(n.DecoratorList)
	b.bind(n.Name, BoundByClass, nameSpan(n.NamePos, n.Name), nil)
	b.generic(n, n.TypeParams, func() {
		b.exprs(n.Bases)
		for _, k := range n.Keywords {
			b.visit(k)
		}
		b.within(ClassScope, n, func() { b.stmts(n.Body) })
	})
}

func nameSpan(at source.Pos, name string) source.Span {
	return source.Span{From: at, To: at + source.Pos(len(name))}
}

func (b *binder) imports(n *syntax.Import) {
	for _, a := range n.Names {
		i := b.note(&Import{Module: a.Name, As: a.AsName, Alias: a, Stmt: n})
		name, path := a.AsName, a.Name
		if name == "" {
			name, _, _ = strings.Cut(a.Name, ".")
			path = name
		}
		b.bind(name, BoundByImport, a.Span, &Origin{Path: path, Item: whole}).Import = i
	}
}

func (b *binder) importFrom(n *syntax.ImportFrom) {
	module := strings.Repeat(".", n.Level) + n.Module
	for _, a := range n.Names {
		i := b.note(&Import{Module: module, Name: a.Name, As: a.AsName, Level: n.Level, Alias: a, Stmt: n})
		if a.Name == "*" {
			b.out.stars = append(b.out.stars, module)
			b.scope.Dynamic = true
			continue
		}
		name := a.AsName
		if name == "" {
			name = a.Name
		}
		b.bind(name, BoundByImport, a.Span, &Origin{Path: module + "." + a.Name, Item: whole}).Import = i
	}
}

func (b *binder) note(i *Import) *Import {
	i.Line = b.module.Tree.File.Position(i.Alias.From).Line
	i.Tried = b.tried
	i.Nested = b.scope.Kind != ModuleScope
	b.out.Imports = append(b.out.Imports, i)
	return i
}
