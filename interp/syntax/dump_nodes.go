package syntax

// This file lists the fields of every class of node in the order in which CPython's ast declares them.

func (d *dumper) stmt(s Stmt) {
	outer := d.open(stmtName(s))
	switch s := s.(type) {
	case *FunctionDef:
		d.function(s)
	case *AsyncFunctionDef:
		d.function(&s.FunctionDef)
	case *ClassDef:
		d.str("name", s.Name)
		d.exprs("bases", s.Bases)
		dumpList(d, "keywords", s.Keywords, (*dumper).keyword)
		d.stmts("body", s.Body)
		d.exprs("decorator_list", s.DecoratorList)
		dumpList(d, "type_params", s.TypeParams, (*dumper).typeParam)
	case *Return:
		d.expr("value", s.Value)
	case *Delete:
		d.exprs("targets", s.Targets)
	case *Assign:
		d.exprs("targets", s.Targets)
		d.expr("value", s.Value)
	case *TypeAlias:
		d.expr("name", s.Name)
		dumpList(d, "type_params", s.TypeParams, (*dumper).typeParam)
		d.expr("value", s.Value)
	case *AugAssign:
		d.expr("target", s.Target)
		d.class("op", s.Op)
		d.expr("value", s.Value)
	case *AnnAssign:
		d.expr("target", s.Target)
		d.expr("annotation", s.Annotation)
		d.expr("value", s.Value)
		d.bool("simple", s.Simple)
	case *For:
		d.loop(s)
	case *AsyncFor:
		d.loop(&s.For)
	case *While:
		d.expr("test", s.Test)
		d.stmts("body", s.Body)
		d.stmts("orelse", s.Orelse)
	case *If:
		d.expr("test", s.Test)
		d.stmts("body", s.Body)
		d.stmts("orelse", s.Orelse)
	case *With:
		d.with(s)
	case *AsyncWith:
		d.with(&s.With)
	case *Match:
		d.expr("subject", s.Subject)
		dumpList(d, "cases", s.Cases, (*dumper).matchCase)
	case *Raise:
		d.expr("exc", s.Exc)
		d.expr("cause", s.Cause)
	case *Try:
		d.try(s)
	case *TryStar:
		d.try(&s.Try)
	case *Assert:
		d.expr("test", s.Test)
		d.expr("msg", s.Msg)
	case *Import:
		dumpList(d, "names", s.Names, (*dumper).alias)
	case *ImportFrom:
		d.str("module", s.Module)
		dumpList(d, "names", s.Names, (*dumper).alias)
		d.int("level", s.Level)
	case *Global:
		d.names("names", s.Names)
	case *Nonlocal:
		d.names("names", s.Names)
	case *ExprStmt:
		d.expr("value", s.Value)
	case *Pass, *Break, *Continue:
	}
	d.span(s)
	d.close(outer)
}

func (d *dumper) function(s *FunctionDef) {
	d.str("name", s.Name)
	d.arguments(s.Args)
	d.stmts("body", s.Body)
	d.exprs("decorator_list", s.DecoratorList)
	d.expr("returns", s.Returns)
	dumpList(d, "type_params", s.TypeParams, (*dumper).typeParam)
}

func (d *dumper) loop(s *For) {
	d.expr("target", s.Target)
	d.expr("iter", s.Iter)
	d.stmts("body", s.Body)
	d.stmts("orelse", s.Orelse)
}

func (d *dumper) with(s *With) {
	dumpList(d, "items", s.Items, (*dumper).withItem)
	d.stmts("body", s.Body)
}

func (d *dumper) try(s *Try) {
	d.stmts("body", s.Body)
	dumpList(d, "handlers", s.Handlers, (*dumper).handler)
	d.stmts("orelse", s.Orelse)
	d.stmts("finalbody", s.Finalbody)
}

func (d *dumper) exprNode(e Expr) {
	outer := d.open(exprName(e))
	switch e := e.(type) {
	case *BoolOp:
		d.class("op", e.Op)
		d.exprs("values", e.Values)
	case *NamedExpr:
		d.expr("target", e.Target)
		d.expr("value", e.Value)
	case *BinOp:
		d.expr("left", e.Left)
		d.class("op", e.Op)
		d.expr("right", e.Right)
	case *UnaryOp:
		d.class("op", e.Op)
		d.expr("operand", e.Operand)
	case *Lambda:
		d.arguments(e.Args)
		d.expr("body", e.Body)
	case *IfExp:
		d.expr("test", e.Test)
		d.expr("body", e.Body)
		d.expr("orelse", e.Orelse)
	case *Dict:
		d.exprs("keys", e.Keys)
		d.exprs("values", e.Values)
	case *Set:
		d.exprs("elts", e.Elts)
	case *ListComp:
		d.expr("elt", e.Elt)
		d.comprehensions(e.Generators)
	case *SetComp:
		d.expr("elt", e.Elt)
		d.comprehensions(e.Generators)
	case *DictComp:
		d.expr("key", e.Key)
		d.expr("value", e.Value)
		d.comprehensions(e.Generators)
	case *GeneratorExp:
		d.expr("elt", e.Elt)
		d.comprehensions(e.Generators)
	case *Await:
		d.expr("value", e.Value)
	case *Yield:
		d.expr("value", e.Value)
	case *YieldFrom:
		d.expr("value", e.Value)
	case *Compare:
		d.expr("left", e.Left)
		dumpList(d, "ops", e.Ops, func(d *dumper, op CmpOp) { d.buf = append(append(d.buf, op.String()...), "()"...) })
		d.exprs("comparators", e.Comparators)
	case *Call:
		d.expr("func", e.Func)
		d.exprs("args", e.Args)
		dumpList(d, "keywords", e.Keywords, (*dumper).keyword)
	case *FormattedValue:
		d.expr("value", e.Value)
		d.int("conversion", int(e.Conversion))
		d.expr("format_spec", e.FormatSpec)
	case *Interpolation:
		d.expr("value", e.Value)
		d.field("str")
		d.buf = appendStrRepr(d.buf, e.Str, d.printable)
		d.done()
		d.int("conversion", int(e.Conversion))
		d.expr("format_spec", e.FormatSpec)
	case *JoinedStr:
		d.exprs("values", e.Values)
	case *TemplateStr:
		d.exprs("values", e.Values)
	case *Constant:
		d.constant(e)
		if e.U {
			d.str("kind", "u")
		}
	case *Attribute:
		d.expr("value", e.Value)
		d.str("attr", e.Attr)
		d.class("ctx", e.Ctx)
	case *Subscript:
		d.expr("value", e.Value)
		d.expr("slice", e.Slice)
		d.class("ctx", e.Ctx)
	case *Starred:
		d.expr("value", e.Value)
		d.class("ctx", e.Ctx)
	case *Name:
		d.str("id", e.ID)
		d.class("ctx", e.Ctx)
	case *List:
		d.exprs("elts", e.Elts)
		d.class("ctx", e.Ctx)
	case *Tuple:
		d.exprs("elts", e.Elts)
		d.class("ctx", e.Ctx)
	case *Slice:
		d.expr("lower", e.Lower)
		d.expr("upper", e.Upper)
		d.expr("step", e.Step)
	}
	d.span(e)
	d.close(outer)
}

func (d *dumper) constant(c *Constant) {
	d.field("value")
	var err error
	if d.buf, err = c.appendRepr(d.buf, d.printable); err != nil && d.err == nil {
		d.err = err
	}
	d.done()
}

func (d *dumper) comprehensions(list []*Comprehension) {
	dumpList(d, "generators", list, func(d *dumper, g *Comprehension) {
		outer := d.open("comprehension")
		d.expr("target", g.Target)
		d.expr("iter", g.Iter)
		d.exprs("ifs", g.Ifs)
		d.bool("is_async", g.IsAsync)
		d.close(outer)
	})
}

func (d *dumper) handler(h *ExceptHandler) {
	outer := d.open("ExceptHandler")
	d.expr("type", h.Type)
	d.str("name", h.Name)
	d.stmts("body", h.Body)
	d.span(h)
	d.close(outer)
}

// arguments prints the field args of a def or lambda.
func (d *dumper) arguments(a *Arguments) {
	if a == nil {
		return
	}
	d.field("args")
	outer := d.open("arguments")
	dumpList(d, "posonlyargs", a.Posonlyargs, (*dumper).arg)
	dumpList(d, "args", a.Args, (*dumper).arg)
	d.argField("vararg", a.Vararg)
	dumpList(d, "kwonlyargs", a.Kwonlyargs, (*dumper).arg)
	d.exprs("kw_defaults", a.KwDefaults)
	d.argField("kwarg", a.Kwarg)
	d.exprs("defaults", a.Defaults)
	d.close(outer)
	d.done()
}

func (d *dumper) argField(name string, a *Arg) {
	if a != nil {
		d.field(name)
		d.arg(a)
		d.done()
	}
}

func (d *dumper) arg(a *Arg) {
	outer := d.open("arg")
	d.str("arg", a.Arg)
	d.expr("annotation", a.Annotation)
	d.span(a)
	d.close(outer)
}

func (d *dumper) keyword(k *Keyword) {
	outer := d.open("keyword")
	d.str("arg", k.Arg)
	d.expr("value", k.Value)
	d.span(k)
	d.close(outer)
}

func (d *dumper) alias(a *Alias) {
	outer := d.open("alias")
	d.str("name", a.Name)
	d.str("asname", a.AsName)
	d.span(a)
	d.close(outer)
}

func (d *dumper) withItem(item *WithItem) {
	outer := d.open("withitem")
	d.expr("context_expr", item.ContextExpr)
	d.expr("optional_vars", item.OptionalVars)
	d.close(outer)
}

func (d *dumper) matchCase(c *MatchCase) {
	outer := d.open("match_case")
	d.patternField("pattern", c.Pattern)
	d.expr("guard", c.Guard)
	d.stmts("body", c.Body)
	d.close(outer)
}

func (d *dumper) patternField(name string, p Pattern) {
	if p != nil {
		d.field(name)
		d.pattern(p)
		d.done()
	}
}

func (d *dumper) pattern(p Pattern) {
	outer := d.open(partName(p))
	switch p := p.(type) {
	case *MatchValue:
		d.expr("value", p.Value)
	case *MatchSingleton:
		d.constant(&Constant{Kind: p.Kind})
	case *MatchSequence:
		d.patterns("patterns", p.Patterns)
	case *MatchMapping:
		d.exprs("keys", p.Keys)
		d.patterns("patterns", p.Patterns)
		d.str("rest", p.Rest)
	case *MatchClass:
		d.expr("cls", p.Cls)
		d.patterns("patterns", p.Patterns)
		d.names("kwd_attrs", p.KwdAttrs)
		d.patterns("kwd_patterns", p.KwdPatterns)
	case *MatchStar:
		d.str("name", p.Name)
	case *MatchAs:
		d.patternField("pattern", p.Pattern)
		d.str("name", p.Name)
	case *MatchOr:
		d.patterns("patterns", p.Patterns)
	}
	d.span(p)
	d.close(outer)
}

func (d *dumper) typeParam(p TypeParam) {
	outer := d.open(partName(p))
	switch p := p.(type) {
	case *TypeVar:
		d.str("name", p.Name)
		d.expr("bound", p.Bound)
		d.expr("default_value", p.DefaultValue)
	case *ParamSpec:
		d.str("name", p.Name)
		d.expr("default_value", p.DefaultValue)
	case *TypeVarTuple:
		d.str("name", p.Name)
		d.expr("default_value", p.DefaultValue)
	}
	d.span(p)
	d.close(outer)
}
