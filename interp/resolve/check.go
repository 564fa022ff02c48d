package resolve

import "github.com/assay-score/assay/interp/syntax"

// maxBlocks is how deeply the blocks of a function may nest: loops, the items of with statements, and the parts of try
// statements as CPython compiles them. A generator or coroutine as a whole is one more.
const maxBlocks = 21

// checker walks the tree for what CPython's code generator refuses or warns of.
type checker struct {
	*resolver
	context
}

// context is where in a function the walk is.
type context struct {
	scope *Scope
	// inLoop: break and continue have a loop to act on. inStar: an except* block is between them and it.
	inLoop, inStar bool
	// starReturn: inside an except* block of this function.
	starReturn bool
	// finally: inside a finally of this function, and not inside a loop in it. CPython 3.14 forgets the finally even for
	// a return in such a loop.
	finally bool
	blocks  int
}

func (c *checker) root(t *syntax.Tree) {
	c.scope = c.info.Module
	switch root := t.Root.(type) {
	case *syntax.Module:
		c.stmts(root.Body)
	case *syntax.Interactive:
		c.stmts(root.Body)
	case *syntax.Expression:
		c.expr(root.Body)
	}
}

// inside walks with the context of another scope.
func (c *checker) inside(s *Scope, walk func()) {
	if s == nil {
		return
	}
	outer := c.context
	c.context = context{scope: s}
	if s.Generator || s.Async {
		c.blocks = 1
	}
	walk()
	c.context = outer
}

// within walks with the context changed.
func (c *checker) within(change func(*context), walk func()) {
	outer := c.context
	change(&c.context)
	walk()
	c.context = outer
}

// block walks the body of a loop, with or try statement, of which only so many may nest.
func (c *checker) block(at syntax.Node, blocks int, change func(*context), list []syntax.Stmt) {
	c.within(func(x *context) {
		c.deeper(at, blocks)
		if change != nil {
			change(x)
		}
	}, func() { c.stmts(list) })
}

// deeper counts blocks that are entered.
func (c *checker) deeper(at syntax.Node, blocks int) {
	if c.blocks <= maxBlocks && c.blocks+blocks > maxBlocks {
		c.fail(at, "too many statically nested blocks")
	}
	c.blocks += blocks
}

func intoLoop(x *context) { x.inLoop, x.inStar, x.finally = true, false, false }

func intoFinally(x *context) { x.finally = true }

func (c *checker) stmts(list []syntax.Stmt) {
	for _, s := range list {
		c.stmt(s)
	}
}

func (c *checker) stmt(s syntax.Stmt) {
	switch n := s.(type) {
	case *syntax.FunctionDef:
		c.functionDef(n, n)
	case *syntax.AsyncFunctionDef:
		c.functionDef(&n.FunctionDef, n)
	case *syntax.ClassDef:
		c.exprs(n.DecoratorList)
		c.typeParams(n.TypeParams)
		c.inside(c.info.Scope(n), func() { c.stmts(n.Body) }) // CPython compiles the body before the bases
		c.arguments(n.Bases)
		c.keywords(n.Keywords)
	case *syntax.TypeAlias:
		c.typeParams(n.TypeParams)
		c.expr(n.Value)
	case *syntax.Return:
		c.returns(n)
	case *syntax.Delete:
		c.exprs(n.Targets)
	case *syntax.Assign:
		for _, t := range n.Targets {
			c.target(t)
		}
		c.expr(n.Value)
	case *syntax.AugAssign:
		c.expr(n.Target)
		c.expr(n.Value)
	case *syntax.AnnAssign:
		c.optional(n.Value)
		c.target(n.Target)
		if n.Simple && (c.scope.Kind == ModuleScope || c.scope.Kind == ClassScope) && !c.stringAnnotations || c.old {
			c.expr(n.Annotation) // others are never run, so CPython writes no code for them and finds nothing
		}
	case *syntax.For:
		c.loopStmt(n, n)
	case *syntax.AsyncFor:
		c.loopStmt(&n.For, n)
	case *syntax.While:
		c.expr(n.Test)
		c.block(n, 1, intoLoop, n.Body)
		c.stmts(n.Orelse)
	case *syntax.If:
		c.expr(n.Test)
		c.stmts(n.Body)
		c.stmts(n.Orelse)
	case *syntax.With:
		c.with(n)
	case *syntax.AsyncWith:
		c.with(&n.With)
	case *syntax.Match:
		c.match(n)
	case *syntax.Raise:
		c.optional(n.Exc)
		c.optional(n.Cause)
	case *syntax.Try:
		c.try(n, n, false)
	case *syntax.TryStar:
		c.try(&n.Try, n, true)
	case *syntax.Assert:
		if t, ok := n.Test.(*syntax.Tuple); ok && len(t.Elts) > 0 {
			c.warn(n, "assertion is always true, perhaps remove parentheses?")
		}
		c.expr(n.Test)
		c.optional(n.Msg)
	case *syntax.ExprStmt:
		c.expr(n.Value)
	case *syntax.Break:
		c.leavesLoop(n, "break", "'break' outside loop")
	case *syntax.Continue:
		c.leavesLoop(n, "continue", "'continue' not properly in loop")
	}
}

func (c *checker) functionDef(n *syntax.FunctionDef, node syntax.Node) {
	c.exprs(n.DecoratorList)
	c.defaults(n.Args)
	c.typeParams(n.TypeParams)
	if !c.stringAnnotations {
		c.annotations(n)
	}
	c.inside(c.info.Scope(node), func() { c.stmts(n.Body) })
}

func (c *checker) annotations(n *syntax.FunctionDef) {
	eachParameter(n.Args, func(a *syntax.Arg) {
		if star, ok := a.Annotation.(*syntax.Starred); ok && a == n.Args.Vararg {
			c.expr(star.Value)
		} else {
			c.optional(a.Annotation)
		}
	})
	c.optional(n.Returns)
}

func (c *checker) defaults(a *syntax.Arguments) {
	c.exprs(a.Defaults)
	c.exprs(a.KwDefaults)
}

func (c *checker) typeParams(list []syntax.TypeParam) {
	defaulted := false
	for _, p := range list {
		var name string
		var value syntax.Expr
		switch p := p.(type) {
		case *syntax.TypeVar:
			name, value = p.Name, p.DefaultValue
			c.optional(p.Bound)
		case *syntax.ParamSpec:
			name, value = p.Name, p.DefaultValue
		case *syntax.TypeVarTuple:
			name, value = p.Name, p.DefaultValue
			if star, ok := value.(*syntax.Starred); ok {
				value = star.Value
			}
		}
		if defaulted && value == nil {
			c.fail(p, "non-default type parameter '"+name+"' follows default type parameter")
		}
		defaulted = defaulted || value != nil
		c.optional(value)
	}
}

func (c *checker) returns(n *syntax.Return) {
	if c.finally {
		c.warn(n, "'return' in a 'finally' block")
	}
	s := c.scope
	switch {
	case s.Kind != FunctionScope:
		c.fail(n, "'return' outside function")
	case n.Value != nil && s.Async && s.Generator:
		c.fail(n, "'return' with value in async generator")
	case c.starReturn:
		if k, ok := n.Value.(*syntax.Constant); ok {
			c.fail(k, leavesStar) // so CPython has it: it has nothing to compute before leaving
		} else {
			c.fail(n, leavesStar)
		}
	}
	c.optional(n.Value)
}

const leavesStar = "'break', 'continue' and 'return' cannot appear in an except* block"

func (c *checker) leavesLoop(n syntax.Stmt, word, outside string) {
	if c.finally {
		c.warn(n, "'"+word+"' in a 'finally' block")
	}
	switch {
	case c.inStar:
		c.fail(n, leavesStar)
	case !c.inLoop:
		c.fail(n, outside)
	}
}

func (c *checker) loopStmt(n *syntax.For, at syntax.Node) {
	c.expr(n.Iter)
	c.target(n.Target)
	c.block(at, 1, intoLoop, n.Body)
	c.stmts(n.Orelse)
}

// with checks a with statement, each of whose items is a block inside the one before.
func (c *checker) with(n *syntax.With) {
	outer := c.context
	for _, item := range n.Items {
		c.expr(item.ContextExpr)
		c.deeper(item.ContextExpr, 1)
		if item.OptionalVars != nil {
			c.target(item.OptionalVars)
		}
	}
	c.stmts(n.Body)
	c.context = outer
}

func (c *checker) try(n *syntax.Try, at syntax.Node, star bool) {
	// A finally is a block around all the rest, and a handler runs inside two: one holds the exception, the other its name.
	final, guarded := 0, 0
	if len(n.Finalbody) > 0 {
		final = 1
	}
	if len(n.Handlers) > 0 {
		guarded = 1
	}
	c.block(at, final+guarded, nil, n.Body)
	c.block(at, final, nil, n.Orelse)
	for i, h := range n.Handlers {
		if h.Type == nil && i < len(n.Handlers)-1 {
			c.fail(h, "default 'except:' must be last")
		}
		c.optional(h.Type)
		c.block(h, final+2, func(x *context) {
			if star {
				x.inStar, x.starReturn = true, true
			}
		}, h.Body)
	}
	c.block(at, final, intoFinally, n.Finalbody)
}
