package syntax

// Walk visits n and everything below it in the order in which the source names it: a decorator before its
// function, a key before its value, a parameter before its default. enter is called on the way down and says
// whether to go below that node; leave, which may be nil, is called on the way up, for the nodes that were
// entered and gone below only.
//
// Walk recurses once for each level of the tree. The parser refuses trees higher than its depth limit, so that is
// bounded; a tree made by hand owes the same bound. Nothing is allocated.
func Walk(n Node, enter func(Node) bool, leave func(Node)) {
	v := visitor{enter: enter, leave: leave, deep: true}
	v.visit(n)
}

// Inspect is Walk without a way up.
func Inspect(n Node, enter func(Node) bool) { Walk(n, enter, nil) }

// Children calls visit for each node directly below n, in the order of the source.
func Children(n Node, visit func(Node)) {
	v := visitor{enter: func(c Node) bool { visit(c); return false }}
	v.below(n)
}

// visitor is one walk.
type visitor struct {
	enter func(Node) bool
	leave func(Node)
	deep  bool
}

func (v *visitor) visit(n Node) {
	if !v.enter(n) || !v.deep {
		return
	}
	v.below(n)
	if v.leave != nil {
		v.leave(n)
	}
}

// expr visits a field that may be absent. The fields below that hold concrete pointers must be tested where they
// stand: a nil *Arg in a Node is not nil.
func (v *visitor) expr(e Expr) {
	if e != nil {
		v.visit(e)
	}
}

func (v *visitor) exprs(list []Expr) {
	for _, e := range list {
		v.expr(e)
	}
}

func (v *visitor) stmts(list []Stmt) {
	for _, s := range list {
		v.visit(s)
	}
}

func (v *visitor) patterns(list []Pattern) {
	for _, p := range list {
		v.visit(p)
	}
}

func (v *visitor) typeParams(list []TypeParam) {
	for _, p := range list {
		v.visit(p)
	}
}

func (v *visitor) comprehensions(list []*Comprehension) {
	for _, g := range list {
		v.visit(g)
	}
}

// below visits the children of n.
func (v *visitor) below(n Node) {
	switch n := n.(type) {
	// Expressions first: they are most of any tree.
	case *Name, *Constant:
	case *Attribute:
		v.expr(n.Value)
	case *Call:
		v.expr(n.Func)
		v.merged(n.Args, n.Keywords)
	case *Subscript:
		v.expr(n.Value)
		v.expr(n.Slice)
	case *BinOp:
		v.expr(n.Left)
		v.expr(n.Right)
	case *Compare:
		v.expr(n.Left)
		v.exprs(n.Comparators)
	case *Tuple:
		v.exprs(n.Elts)
	case *List:
		v.exprs(n.Elts)
	case *UnaryOp:
		v.expr(n.Operand)
	case *BoolOp:
		v.exprs(n.Values)
	case *NamedExpr:
		v.expr(n.Target)
		v.expr(n.Value)
	case *Lambda:
		v.arguments(n.Args)
		v.expr(n.Body)
	case *IfExp:
		v.expr(n.Body)
		v.expr(n.Test)
		v.expr(n.Orelse)
	case *Dict:
		for i, value := range n.Values {
			if i < len(n.Keys) {
				v.expr(n.Keys[i])
			}
			v.expr(value)
		}
	case *Set:
		v.exprs(n.Elts)
	case *ListComp:
		v.expr(n.Elt)
		v.comprehensions(n.Generators)
	case *SetComp:
		v.expr(n.Elt)
		v.comprehensions(n.Generators)
	case *DictComp:
		v.expr(n.Key)
		v.expr(n.Value)
		v.comprehensions(n.Generators)
	case *GeneratorExp:
		v.expr(n.Elt)
		v.comprehensions(n.Generators)
	case *Await:
		v.expr(n.Value)
	case *Yield:
		v.expr(n.Value)
	case *YieldFrom:
		v.expr(n.Value)
	case *FormattedValue:
		v.expr(n.Value)
		v.expr(n.FormatSpec)
	case *Interpolation:
		v.expr(n.Value)
		v.expr(n.FormatSpec)
	case *JoinedStr:
		v.exprs(n.Values)
	case *TemplateStr:
		v.exprs(n.Values)
	case *Starred:
		v.expr(n.Value)
	case *Slice:
		v.expr(n.Lower)
		v.expr(n.Upper)
		v.expr(n.Step)

	case *ExprStmt:
		v.expr(n.Value)
	case *Assign:
		v.exprs(n.Targets)
		v.expr(n.Value)
	case *Return:
		v.expr(n.Value)
	case *If:
		v.expr(n.Test)
		v.stmts(n.Body)
		v.stmts(n.Orelse)
	case *FunctionDef:
		v.function(n)
	case *AsyncFunctionDef:
		v.function(&n.FunctionDef)
	case *ClassDef:
		v.exprs(n.DecoratorList)
		v.typeParams(n.TypeParams)
		v.merged(n.Bases, n.Keywords)
		v.stmts(n.Body)
	case *Delete:
		v.exprs(n.Targets)
	case *TypeAlias:
		v.expr(n.Name)
		v.typeParams(n.TypeParams)
		v.expr(n.Value)
	case *AugAssign:
		v.expr(n.Target)
		v.expr(n.Value)
	case *AnnAssign:
		v.expr(n.Target)
		v.expr(n.Annotation)
		v.expr(n.Value)
	case *For:
		v.loop(n)
	case *AsyncFor:
		v.loop(&n.For)
	case *While:
		v.expr(n.Test)
		v.stmts(n.Body)
		v.stmts(n.Orelse)
	case *With:
		v.with(n)
	case *AsyncWith:
		v.with(&n.With)
	case *Match:
		v.expr(n.Subject)
		for _, c := range n.Cases {
			v.visit(c)
		}
	case *Raise:
		v.expr(n.Exc)
		v.expr(n.Cause)
	case *Try:
		v.try(n)
	case *TryStar:
		v.try(&n.Try)
	case *Assert:
		v.expr(n.Test)
		v.expr(n.Msg)
	case *Import:
		for _, a := range n.Names {
			v.visit(a)
		}
	case *ImportFrom:
		for _, a := range n.Names {
			v.visit(a)
		}
	case *Global, *Nonlocal, *Pass, *Break, *Continue:

	case *Comprehension:
		v.expr(n.Target)
		v.expr(n.Iter)
		v.exprs(n.Ifs)
	case *ExceptHandler:
		v.expr(n.Type)
		v.stmts(n.Body)
	case *Arguments:
		v.parameters(n)
	case *Arg:
		v.expr(n.Annotation)
	case *Keyword:
		v.expr(n.Value)
	case *Alias:
	case *WithItem:
		v.expr(n.ContextExpr)
		v.expr(n.OptionalVars)
	case *MatchCase:
		if n.Pattern != nil {
			v.visit(n.Pattern)
		}
		v.expr(n.Guard)
		v.stmts(n.Body)

	case *MatchValue:
		v.expr(n.Value)
	case *MatchSingleton, *MatchStar:
	case *MatchSequence:
		v.patterns(n.Patterns)
	case *MatchMapping:
		for i, p := range n.Patterns {
			if i < len(n.Keys) {
				v.expr(n.Keys[i])
			}
			v.visit(p)
		}
	case *MatchClass:
		v.expr(n.Cls)
		v.patterns(n.Patterns)
		v.patterns(n.KwdPatterns)
	case *MatchAs:
		if n.Pattern != nil {
			v.visit(n.Pattern)
		}
	case *MatchOr:
		v.patterns(n.Patterns)

	case *TypeVar:
		v.expr(n.Bound)
		v.expr(n.DefaultValue)
	case *ParamSpec:
		v.expr(n.DefaultValue)
	case *TypeVarTuple:
		v.expr(n.DefaultValue)

	case *Module:
		v.stmts(n.Body)
	case *Interactive:
		v.stmts(n.Body)
	case *Expression:
		v.expr(n.Body)
	}
}

func (v *visitor) function(n *FunctionDef) {
	v.exprs(n.DecoratorList)
	v.typeParams(n.TypeParams)
	v.arguments(n.Args)
	v.expr(n.Returns)
	v.stmts(n.Body)
}

func (v *visitor) loop(n *For) {
	v.expr(n.Target)
	v.expr(n.Iter)
	v.stmts(n.Body)
	v.stmts(n.Orelse)
}

func (v *visitor) with(n *With) {
	for _, item := range n.Items {
		v.visit(item)
	}
	v.stmts(n.Body)
}

func (v *visitor) try(n *Try) {
	v.stmts(n.Body)
	for _, h := range n.Handlers {
		v.visit(h)
	}
	v.stmts(n.Orelse)
	v.stmts(n.Finalbody)
}

func (v *visitor) arguments(n *Arguments) {
	if n != nil {
		v.visit(n)
	}
}

// parameters visits each parameter and then its default. Defaults belong to the last positional ones.
func (v *visitor) parameters(n *Arguments) {
	first := len(n.Posonlyargs) + len(n.Args) - len(n.Defaults)
	for i, list := range [2][]*Arg{n.Posonlyargs, n.Args} {
		for j, a := range list {
			v.visit(a)
			if k := i*len(n.Posonlyargs) + j - first; k >= 0 && k < len(n.Defaults) {
				v.expr(n.Defaults[k])
			}
		}
	}
	if n.Vararg != nil {
		v.visit(n.Vararg)
	}
	for i, a := range n.Kwonlyargs {
		v.visit(a)
		if i < len(n.KwDefaults) {
			v.expr(n.KwDefaults[i])
		}
	}
	if n.Kwarg != nil {
		v.visit(n.Kwarg)
	}
}

// merged visits the arguments of a call or the bases of a class, among which *args may follow name=value.
func (v *visitor) merged(args []Expr, keywords []*Keyword) {
	for _, e := range args {
		for len(keywords) > 0 && e != nil && keywords[0].Pos() < e.Pos() {
			v.visit(keywords[0])
			keywords = keywords[1:]
		}
		v.expr(e)
	}
	for _, k := range keywords {
		v.visit(k)
	}
}
