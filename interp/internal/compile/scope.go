package compile

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

type scopeKind uint8

const (
	moduleScope scopeKind = iota
	classScope
	functionScope // def, lambda, generator expression, annotation, type parameters
	inlineScope   // a comprehension, whose code stands in the function around it
)

type symbol struct {
	bound    bool // assigned here
	param    bool
	global   bool // declared so
	nonlocal bool
	cell     bool // bound here and used by an inner function
	free     bool // belongs to an outer function
	deleted  bool // del or the end of an except clause unbinds it
	known    bool // a comprehension's variable that is assigned from here on
	reg      int
	freeIdx  int
}

// scope is one region of names.
type scope struct {
	kind      scopeKind
	parent    *scope
	names     map[string]*symbol
	order     []string
	class     string // name of the class around, for mangling
	walrus    bool
	yields    bool // contains yield
	awaits    bool // contains await, async for, async with
	usesClass bool // a class whose methods use __class__
	frees     []string
	depth     int
}

func (s *scope) symbol(name string) *symbol {
	if y := s.names[name]; y != nil {
		return y
	}
	y := &symbol{reg: -1}
	s.names[name] = y
	s.order = append(s.order, name)
	return y
}

// mangle hides names of two leading underscores inside a class.
func mangle(class, name string) string {
	if class == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class = strings.TrimLeft(class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}

// scopes finds the scope of every node that opens one.
type scopes struct {
	of   map[syntax.Node]*scope // by the node; annotations by their *annotated
	cur  *scope
	uses []use
}

type use struct {
	s    *scope
	name string
}

func (b *scopes) open(n syntax.Node, kind scopeKind, class string) *scope {
	s := &scope{kind: kind, parent: b.cur, names: map[string]*symbol{}, class: class}
	if b.cur != nil {
		s.depth = b.cur.depth + 1
	}
	b.of[n] = s
	b.cur = s
	return s
}

func (b *scopes) close() { b.cur = b.cur.parent }

func (b *scopes) bind(name string) *symbol {
	y := b.cur.symbol(mangle(b.cur.class, name))
	y.bound = true
	return y
}

func (b *scopes) use(name string) {
	b.uses = append(b.uses, use{b.cur, mangle(b.cur.class, name)})
}

// code is the innermost scope that has code of its own.
func (s *scope) code() *scope {
	for s.kind == inlineScope {
		s = s.parent
	}
	return s
}

func analyze(root syntax.Node, body []syntax.Stmt, expr syntax.Expr) *scopes {
	b := &scopes{of: map[syntax.Node]*scope{}}
	b.open(root, moduleScope, "")
	b.stmts(body)
	if expr != nil {
		b.expr(expr)
	}
	for _, u := range b.uses {
		resolveUse(u.s, u.name)
	}
	return b
}

// resolveUse finds out where a name that is read belongs, and makes cells and free variables on the way.
func resolveUse(s *scope, name string) {
	if y := s.names[name]; y != nil && (y.bound || y.global) && !y.nonlocal {
		return
	}
	crossed := []*scope{} // scopes with code of their own between the use and the definition
	for at := s; at != nil; at = at.parent {
		y := at.names[name]
		if at != s && at.kind == classScope && !(name == "__class__") {
			crossed = append(crossed, at)
			continue
		}
		if name == "__class__" && at.kind == classScope && at != s {
			at.usesClass = true
			y = at.symbol("__class__")
			y.bound, y.cell = true, true
			markFree(crossed, name)
			return
		}
		if y != nil && y.bound && !y.global && !y.nonlocal && at.kind != moduleScope && (at.kind != classScope || at == s) {
			if len(crossed) > 0 {
				y.cell = true
				markFree(crossed, name)
			}
			return
		}
		if y != nil && y.global && at != s {
			return
		}
		if at.kind != inlineScope {
			crossed = append(crossed, at)
		}
	}
}

func markFree(crossed []*scope, name string) {
	for _, s := range crossed {
		y := s.symbol(name)
		if y.bound && !y.nonlocal {
			continue
		}
		if !y.free {
			y.free = true
			y.freeIdx = len(s.frees)
			s.frees = append(s.frees, name)
		}
	}
}

func (b *scopes) stmts(list []syntax.Stmt) {
	for _, s := range list {
		b.stmt(s)
	}
}

func (b *scopes) exprs(list []syntax.Expr) {
	for _, e := range list {
		b.expr(e)
	}
}

func (b *scopes) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.FunctionDef:
		b.function(s, s)
	case *syntax.AsyncFunctionDef:
		b.function(s, &s.FunctionDef)
	case *syntax.ClassDef:
		b.bind(s.Name)
		b.exprs(s.DecoratorList)
		generic := b.typeParams(s, s.TypeParams)
		b.exprs(s.Bases)
		for _, k := range s.Keywords {
			b.expr(k.Value)
		}
		b.open(s, classScope, s.Name)
		b.stmts(s.Body)
		b.classAnnotations(s)
		b.close()
		if generic {
			b.close()
		}
	case *syntax.Return:
		b.expr(s.Value)
	case *syntax.Delete:
		for _, t := range s.Targets {
			b.target(t, true)
		}
	case *syntax.Assign:
		b.expr(s.Value)
		for _, t := range s.Targets {
			b.target(t, false)
		}
	case *syntax.TypeAlias:
		b.target(s.Name, false)
		generic := b.typeParams(s, s.TypeParams)
		b.lazy(s.Value)
		if generic {
			b.close()
		}
	case *syntax.AugAssign:
		b.expr(s.Value)
		b.target(s.Target, false)
		if n, ok := s.Target.(*syntax.Name); ok {
			b.use(n.ID)
		}
	case *syntax.AnnAssign:
		b.expr(s.Value)
		if s.Value != nil || s.Simple || !isName(s.Target) {
			b.target(s.Target, false)
		}
		if !s.Simple || b.cur.code().kind == functionScope {
			return // never evaluated, or evaluated in order: see compiler
		}
		if b.cur.kind == moduleScope {
			b.lazyIn(s, s.Annotation)
		}
	case *syntax.For:
		b.forLoop(s)
	case *syntax.AsyncFor:
		b.cur.code().awaits = true
		b.forLoop(&s.For)
	case *syntax.While:
		b.expr(s.Test)
		b.stmts(s.Body)
		b.stmts(s.Orelse)
	case *syntax.If:
		for {
			b.expr(s.Test)
			b.stmts(s.Body)
			next, ok := elif(s)
			if !ok {
				b.stmts(s.Orelse)
				return
			}
			s = next
		}
	case *syntax.With:
		b.with(s)
	case *syntax.AsyncWith:
		b.cur.code().awaits = true
		b.with(&s.With)
	case *syntax.Match:
		b.expr(s.Subject)
		for _, c := range s.Cases {
			b.pattern(c.Pattern)
			b.expr(c.Guard)
			b.stmts(c.Body)
		}
	case *syntax.Raise:
		b.expr(s.Exc)
		b.expr(s.Cause)
	case *syntax.Try:
		b.try(s)
	case *syntax.TryStar:
		b.try(&s.Try)
	case *syntax.Assert:
		b.expr(s.Test)
		b.expr(s.Msg)
	case *syntax.Import:
		for _, a := range s.Names {
			name := a.AsName
			if name == "" {
				name, _, _ = strings.Cut(a.Name, ".")
			}
			b.bind(name)
		}
	case *syntax.ImportFrom:
		for _, a := range s.Names {
			if a.Name == "*" {
				continue
			}
			if a.AsName != "" {
				b.bind(a.AsName)
			} else {
				b.bind(a.Name)
			}
		}
	case *syntax.Global:
		for _, n := range s.Names {
			b.cur.symbol(mangle(b.cur.class, n)).global = true
		}
	case *syntax.Nonlocal:
		for _, n := range s.Names {
			b.cur.symbol(mangle(b.cur.class, n)).nonlocal = true
			b.use(n)
		}
	case *syntax.ExprStmt:
		b.expr(s.Value)
	}
}

// elif is the next arm of an if statement, where it is written as one.
func elif(s *syntax.If) (*syntax.If, bool) {
	if len(s.Orelse) != 1 {
		return nil, false
	}
	next, ok := s.Orelse[0].(*syntax.If)
	return next, ok
}

func isName(e syntax.Expr) bool {
	_, ok := e.(*syntax.Name)
	return ok
}

func (b *scopes) forLoop(s *syntax.For) {
	b.expr(s.Iter)
	b.target(s.Target, false)
	b.stmts(s.Body)
	b.stmts(s.Orelse)
}

func (b *scopes) with(s *syntax.With) {
	for _, it := range s.Items {
		b.expr(it.ContextExpr)
		if it.OptionalVars != nil {
			b.target(it.OptionalVars, false)
		}
	}
	b.stmts(s.Body)
}

func (b *scopes) try(s *syntax.Try) {
	b.stmts(s.Body)
	for _, h := range s.Handlers {
		b.expr(h.Type)
		if h.Name != "" {
			b.bind(h.Name).deleted = true
		}
		b.stmts(h.Body)
	}
	b.stmts(s.Orelse)
	b.stmts(s.Finalbody)
}

// typeParams opens the scope of type parameters, where there are any. It is keyed by the statement's parameters.
func (b *scopes) typeParams(owner syntax.Node, params []syntax.TypeParam) bool {
	if len(params) == 0 {
		return false
	}
	class := b.cur.class
	b.open(params[0], functionScope, class)
	for _, p := range params {
		switch p := p.(type) {
		case *syntax.TypeVar:
			b.bind(p.Name)
			b.lazy(p.Bound)
			b.lazy(p.DefaultValue)
		case *syntax.ParamSpec:
			b.bind(p.Name)
			b.lazy(p.DefaultValue)
		case *syntax.TypeVarTuple:
			b.bind(p.Name)
			b.lazy(p.DefaultValue)
		}
	}
	return true
}

// lazy is an expression that is evaluated by a function of its own, when somebody asks.
func (b *scopes) lazy(e syntax.Expr) {
	if e != nil {
		b.lazyIn(e, e)
	}
}

func (b *scopes) lazyIn(key syntax.Node, e syntax.Expr) {
	b.open(key, functionScope, b.cur.class)
	b.cur.symbol("format").bound = true
	b.expr(e)
	b.close()
}

// annotations are the annotations of a function's parameters and result, in order.
func annotations(args *syntax.Arguments, returns syntax.Expr) (names []string, exprs []syntax.Expr) {
	add := func(a *syntax.Arg) {
		if a != nil && a.Annotation != nil {
			names = append(names, a.Arg)
			exprs = append(exprs, a.Annotation)
		}
	}
	for _, a := range args.Posonlyargs {
		add(a)
	}
	for _, a := range args.Args {
		add(a)
	}
	add(args.Vararg)
	for _, a := range args.Kwonlyargs {
		add(a)
	}
	add(args.Kwarg)
	if returns != nil {
		names = append(names, "return")
		exprs = append(exprs, returns)
	}
	return names, exprs
}

func (b *scopes) function(node syntax.Node, f *syntax.FunctionDef) {
	b.bind(f.Name)
	b.exprs(f.DecoratorList)
	b.defaults(f.Args)
	generic := b.typeParams(node, f.TypeParams)
	if _, exprs := annotations(f.Args, f.Returns); len(exprs) > 0 {
		b.open(f.Args, functionScope, b.cur.class)
		b.cur.symbol("format").bound = true
		b.exprs(exprs)
		b.close()
	}
	b.open(node, functionScope, b.cur.class)
	b.params(f.Args)
	b.stmts(f.Body)
	b.close()
	if generic {
		b.close()
	}
}

// simpleAnnotations are the annotated names of a class or module body, however deep in its blocks.
func simpleAnnotations(body []syntax.Stmt, visit func(*syntax.AnnAssign)) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.AnnAssign:
			if s.Simple {
				visit(s)
			}
		case *syntax.If:
			for {
				simpleAnnotations(s.Body, visit)
				next, ok := elif(s)
				if !ok {
					simpleAnnotations(s.Orelse, visit)
					break
				}
				s = next
			}
		case *syntax.Try:
			simpleAnnotations(s.Body, visit)
			for _, h := range s.Handlers {
				simpleAnnotations(h.Body, visit)
			}
			simpleAnnotations(s.Orelse, visit)
			simpleAnnotations(s.Finalbody, visit)
		case *syntax.For:
			simpleAnnotations(s.Body, visit)
		case *syntax.While:
			simpleAnnotations(s.Body, visit)
		case *syntax.With:
			simpleAnnotations(s.Body, visit)
		}
	}
}

// annotated keys the scope in which a class's annotations are evaluated.
type annotated struct{ *syntax.ClassDef }

func (b *scopes) classAnnotations(c *syntax.ClassDef) {
	var list []*syntax.AnnAssign
	simpleAnnotations(c.Body, func(a *syntax.AnnAssign) { list = append(list, a) })
	if len(list) == 0 {
		return
	}
	b.open(annotated{c}, functionScope, b.cur.class)
	b.cur.symbol("format").bound = true
	for _, a := range list {
		b.expr(a.Annotation)
	}
	b.close()
}

func (b *scopes) defaults(a *syntax.Arguments) {
	b.exprs(a.Defaults)
	b.exprs(a.KwDefaults)
}

func (b *scopes) params(a *syntax.Arguments) {
	for _, name := range paramNames(a) {
		y := b.cur.symbol(mangle(b.cur.class, name))
		y.bound, y.param = true, true
	}
}

// paramNames are the parameters in the order of their registers.
func paramNames(a *syntax.Arguments) []string {
	var out []string
	for _, p := range a.Posonlyargs {
		out = append(out, p.Arg)
	}
	for _, p := range a.Args {
		out = append(out, p.Arg)
	}
	for _, p := range a.Kwonlyargs {
		out = append(out, p.Arg)
	}
	if a.Vararg != nil {
		out = append(out, a.Vararg.Arg)
	}
	if a.Kwarg != nil {
		out = append(out, a.Kwarg.Arg)
	}
	return out
}

// target is something that is assigned to or deleted.
func (b *scopes) target(e syntax.Expr, del bool) {
	switch e := e.(type) {
	case *syntax.Name:
		y := b.bind(e.ID)
		y.deleted = y.deleted || del
		b.use(e.ID)
	case *syntax.Tuple:
		for _, x := range e.Elts {
			b.target(x, del)
		}
	case *syntax.List:
		for _, x := range e.Elts {
			b.target(x, del)
		}
	case *syntax.Starred:
		b.target(e.Value, del)
	case *syntax.Attribute:
		b.expr(e.Value)
	case *syntax.Subscript:
		b.expr(e.Value)
		b.expr(e.Slice)
	}
}

func (b *scopes) pattern(p syntax.Pattern) {
	switch p := p.(type) {
	case *syntax.MatchValue:
		b.expr(p.Value)
	case *syntax.MatchSequence:
		for _, x := range p.Patterns {
			b.pattern(x)
		}
	case *syntax.MatchMapping:
		b.exprs(p.Keys)
		for _, x := range p.Patterns {
			b.pattern(x)
		}
		if p.Rest != "" {
			b.bind(p.Rest)
		}
	case *syntax.MatchClass:
		b.expr(p.Cls)
		for _, x := range p.Patterns {
			b.pattern(x)
		}
		for _, x := range p.KwdPatterns {
			b.pattern(x)
		}
	case *syntax.MatchStar:
		if p.Name != "" {
			b.bind(p.Name)
		}
	case *syntax.MatchAs:
		if p.Pattern != nil {
			b.pattern(p.Pattern)
		}
		if p.Name != "" {
			b.bind(p.Name)
		}
	case *syntax.MatchOr:
		for _, x := range p.Patterns {
			b.pattern(x)
		}
	}
}

func (b *scopes) expr(e syntax.Expr) {
	switch e := e.(type) {
	case nil:
	case *syntax.Name:
		b.use(e.ID)
		if e.ID == "super" && b.cur.code().kind == functionScope {
			b.use("__class__")
		}
	case *syntax.NamedExpr:
		b.expr(e.Value)
		name := e.Target.(*syntax.Name).ID
		s := b.cur
		for s.kind == inlineScope {
			s = s.parent
		}
		if isGenerator(b, s) {
			s = s.parent.code()
			for isGenerator(b, s) {
				s = s.parent.code()
			}
		}
		name = mangle(s.class, name)
		s.walrus = true
		y := s.symbol(name)
		y.bound = true
		b.uses = append(b.uses, use{b.cur, name})
		for at := b.cur; at != s; at = at.parent {
			if at.kind != inlineScope {
				at.symbol(name).nonlocal = y != nil && s.kind == functionScope
				at.symbol(name).global = s.kind != functionScope
			}
		}
	case *syntax.Lambda:
		b.defaults(e.Args)
		b.open(e, functionScope, b.cur.class)
		b.params(e.Args)
		b.expr(e.Body)
		b.close()
	case *syntax.ListComp:
		b.comprehension(e, e.Generators, e.Elt, nil, inlineScope)
	case *syntax.SetComp:
		b.comprehension(e, e.Generators, e.Elt, nil, inlineScope)
	case *syntax.DictComp:
		b.comprehension(e, e.Generators, e.Key, e.Value, inlineScope)
	case *syntax.GeneratorExp:
		b.comprehension(e, e.Generators, e.Elt, nil, functionScope)
	case *syntax.Await:
		b.cur.code().awaits = true
		b.expr(e.Value)
	case *syntax.Yield:
		b.cur.code().yields = true
		b.expr(e.Value)
	case *syntax.YieldFrom:
		b.cur.code().yields = true
		b.expr(e.Value)
	default:
		syntax.Children(e, func(n syntax.Node) {
			switch n := n.(type) {
			case syntax.Expr:
				b.expr(n)
			case *syntax.Keyword:
				b.expr(n.Value)
			}
		})
	}
}

func isGenerator(b *scopes, s *scope) bool {
	y := s.names[".0"]
	return y != nil && y.param
}

func (b *scopes) comprehension(node syntax.Node, gens []*syntax.Comprehension, elt, value syntax.Expr, kind scopeKind) {
	b.expr(gens[0].Iter)
	b.open(node, kind, b.cur.class)
	if kind == functionScope {
		y := b.cur.symbol(".0")
		y.bound, y.param = true, true
	}
	for i, g := range gens {
		if i > 0 {
			b.expr(g.Iter)
		}
		b.target(g.Target, false)
		b.exprs(g.Ifs)
		if g.IsAsync {
			b.cur.code().awaits = true
		}
	}
	b.expr(elt)
	b.expr(value)
	b.close()
}
