package resolve

import "github.com/assay-score/assay/interp/syntax"

func (c *checker) optional(e syntax.Expr) {
	if e != nil {
		c.expr(e)
	}
}

func (c *checker) exprs(list []syntax.Expr) {
	for _, e := range list {
		c.optional(e)
	}
}

// arguments checks a list in which *x may stand.
func (c *checker) arguments(list []syntax.Expr) {
	for _, e := range list {
		if star, ok := e.(*syntax.Starred); ok {
			c.expr(star.Value)
		} else {
			c.expr(e)
		}
	}
}

func (c *checker) keywords(list []*syntax.Keyword) {
	var seen map[string]bool
	for i, k := range list {
		if k.Arg != "" {
			if seen == nil {
				seen = make(map[string]bool, len(list)-i)
			}
			if seen[k.Arg] {
				c.fail(k, "keyword argument repeated: "+k.Arg)
			}
			seen[k.Arg] = true
		}
		c.expr(k.Value)
	}
}

// target checks what is assigned to.
func (c *checker) target(e syntax.Expr) {
	switch n := e.(type) {
	case *syntax.Starred:
		c.fail(n, "starred assignment target must be in a list or tuple")
		c.target(n.Value)
	case *syntax.Tuple:
		c.targets(n, n.Elts)
	case *syntax.List:
		c.targets(n, n.Elts)
	default:
		c.expr(e)
	}
}

func (c *checker) targets(at syntax.Expr, elts []syntax.Expr) {
	stars := 0
	for i, e := range elts {
		star, ok := e.(*syntax.Starred)
		if !ok {
			c.target(e)
			continue
		}
		stars++
		switch {
		case stars == 2:
			c.fail(at, "multiple starred expressions in assignment")
		case stars == 1 && (i >= 1<<8 || len(elts)-i-1 >= 1<<23):
			c.fail(at, "too many expressions in star-unpacking assignment")
		}
		c.target(star.Value)
	}
}

func (c *checker) expr(e syntax.Expr) {
	switch n := e.(type) {
	case *syntax.Attribute:
		c.expr(n.Value)
	case *syntax.Call:
		if kind := literalType(n.Func); kind != "" && kind != "function" {
			c.warn(n, "'"+kind+"' object is not callable; perhaps you missed a comma?")
		}
		c.expr(n.Func)
		c.arguments(n.Args)
		c.keywords(n.Keywords)
	case *syntax.BoolOp:
		c.exprs(n.Values)
	case *syntax.NamedExpr:
		c.expr(n.Value)
	case *syntax.BinOp:
		c.expr(n.Left)
		c.expr(n.Right)
	case *syntax.UnaryOp:
		c.expr(n.Operand)
	case *syntax.Lambda:
		c.defaults(n.Args)
		c.inside(c.info.Scope(n), func() { c.expr(n.Body) })
	case *syntax.IfExp:
		c.expr(n.Test)
		c.expr(n.Body)
		c.expr(n.Orelse)
	case *syntax.Dict:
		c.exprs(n.Keys)
		c.exprs(n.Values)
	case *syntax.Set:
		c.arguments(n.Elts)
	case *syntax.List:
		c.arguments(n.Elts)
	case *syntax.Tuple:
		c.arguments(n.Elts)
	case *syntax.ListComp:
		c.comprehension(n, n.Generators, n.Elt, nil)
	case *syntax.SetComp:
		c.comprehension(n, n.Generators, n.Elt, nil)
	case *syntax.DictComp:
		c.comprehension(n, n.Generators, n.Key, n.Value)
	case *syntax.GeneratorExp:
		c.comprehension(n, n.Generators, n.Elt, nil)
	case *syntax.Await:
		c.expr(n.Value)
	case *syntax.Yield:
		c.yields(n, "'yield' outside function")
		c.optional(n.Value)
	case *syntax.YieldFrom:
		c.yields(n, "'yield from' outside function")
		if c.scope.Async {
			c.fail(n, "'yield from' inside async function")
		}
		c.expr(n.Value)
	case *syntax.Compare:
		c.compare(n)
	case *syntax.FormattedValue:
		c.expr(n.Value)
		c.optional(n.FormatSpec)
	case *syntax.Interpolation:
		c.expr(n.Value)
		c.optional(n.FormatSpec)
	case *syntax.JoinedStr:
		c.exprs(n.Values)
	case *syntax.TemplateStr:
		c.exprs(n.Values)
	case *syntax.Subscript:
		c.subscript(n)
	case *syntax.Starred:
		c.fail(n, "can't use starred expression here")
		c.expr(n.Value)
	case *syntax.Slice:
		c.optional(n.Lower)
		c.optional(n.Upper)
		c.optional(n.Step)
	}
}

func (c *checker) yields(n syntax.Expr, outside string) {
	if c.scope.Kind == ModuleScope || c.scope.Kind == ClassScope {
		c.fail(n, outside)
	}
}

func (c *checker) comprehension(n syntax.Expr, generators []*syntax.Comprehension, elt, value syntax.Expr) {
	c.expr(generators[0].Iter)
	c.inside(c.info.Scope(n), func() {
		for i, g := range generators {
			if i > 0 {
				c.expr(g.Iter)
			}
			c.target(g.Target)
			c.exprs(g.Ifs)
		}
		c.expr(elt)
		c.optional(value)
	})
}

// compare warns of identity with a literal, whose identity means nothing.
func (c *checker) compare(n *syntax.Compare) {
	left := n.Left
	warned := false
	for i, op := range n.Ops {
		right := n.Comparators[i]
		if (op == syntax.Is || op == syntax.IsNot) && !warned {
			kind := identityless(right)
			if k := identityless(left); k != "" {
				kind = k
			}
			if kind != "" {
				warned = true
				if op == syntax.Is {
					c.warn(n, `"is" with '`+kind+`' literal. Did you mean "=="?`)
				} else {
					c.warn(n, `"is not" with '`+kind+`' literal. Did you mean "!="?`)
				}
			}
		}
		left = right
	}
	c.expr(n.Left)
	c.exprs(n.Comparators)
}

// identityless names the type of a constant that is not a singleton; a flat tuple of constants is one to CPython.
func identityless(e syntax.Expr) string {
	switch n := e.(type) {
	case *syntax.Constant:
		switch n.Kind {
		case syntax.None, syntax.True, syntax.False, syntax.Ellipsis:
			return ""
		}
		return literalType(n)
	case *syntax.Tuple:
		for _, elt := range n.Elts {
			if _, ok := elt.(*syntax.Constant); !ok {
				return ""
			}
		}
		return "tuple"
	}
	return ""
}

var constantTypes = [...]string{syntax.None: "NoneType", syntax.True: "bool", syntax.False: "bool", syntax.Ellipsis: "ellipsis",
	syntax.Int: "int", syntax.Float: "float", syntax.Complex: "complex", syntax.Str: "str", syntax.Bytes: "bytes"}

// literalType names the type of an expression whose type can be read off it, "" for others.
func literalType(e syntax.Expr) string {
	switch n := e.(type) {
	case *syntax.Constant:
		return constantTypes[n.Kind]
	case *syntax.UnaryOp:
		if c, ok := n.Operand.(*syntax.Constant); ok && n.Op != syntax.Not && n.Op != syntax.Invert && c.Kind >= syntax.Int && c.Kind <= syntax.Complex {
			return constantTypes[c.Kind]
		}
	case *syntax.Tuple:
		return "tuple"
	case *syntax.List, *syntax.ListComp:
		return "list"
	case *syntax.Dict, *syntax.DictComp:
		return "dict"
	case *syntax.Set, *syntax.SetComp:
		return "set"
	case *syntax.GeneratorExp:
		return "generator"
	case *syntax.Lambda:
		return "function"
	case *syntax.JoinedStr:
		return "str"
	case *syntax.TemplateStr:
		return "string.templatelib.Template"
	}
	return ""
}

func (c *checker) subscript(n *syntax.Subscript) {
	if n.Ctx == syntax.Load {
		kind := literalType(n.Value)
		index := literalType(n.Slice)
		switch kind {
		case "", "dict":
		case "str", "bytes", "tuple", "list":
			if index != "" && index != "int" && index != "bool" {
				c.warn(n, kind+" indices must be integers or slices, not "+index+"; perhaps you missed a comma?")
			}
		default:
			c.warn(n, "'"+kind+"' object is not subscriptable; perhaps you missed a comma?")
		}
	}
	c.expr(n.Value)
	c.expr(n.Slice)
}
