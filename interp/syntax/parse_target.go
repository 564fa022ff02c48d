package syntax

// starTargets parses what a for loop or a with item binds: one target, or several with commas between them. It
// stops before the token end.
func (p *parser) starTargets(end TokenKind) Expr {
	start := p.here()
	first := p.starTarget()
	if first == nil || p.k != TokenComma {
		return first
	}
	mark := len(p.exprStack)
	p.exprStack = append(p.exprStack, first)
	h := p.height
	for p.accept(TokenComma) && p.k != end {
		e := p.starTarget()
		if e == nil {
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
	}
	p.height = h + 1
	t := p.arena.tuple.get()
	t.Span, t.Elts, t.Ctx = p.span(start), p.cutExprs(mark), Store
	return t
}

// starTarget parses one target, starred or not.
func (p *parser) starTarget() Expr {
	if p.k == TokenName {
		switch p.toks[p.pos+1].Kind {
		case TokenIn, TokenComma, TokenColon, TokenRParen:
			return p.nameExpr(Store)
		}
	}
	at := p.pos
	var e Expr
	if p.k == TokenStar {
		start := p.here()
		p.next()
		if p.k == TokenStar {
			p.bad()
			return nil
		}
		if e = p.primary(); e != nil {
			e = p.newStarred(start, e)
		}
	} else {
		e = p.primary()
	}
	if e == nil {
		return nil
	}
	if !p.setContext(e, Store) {
		p.far = max(p.far, at)
		return nil
	}
	return e
}

// setContext turns an expression into a target of assignment or deletion, and says whether it can be one. It
// recurses into displays, whose nesting the lexer bounds.
func (p *parser) setContext(e Expr, ctx ExprContext) bool {
	switch e := e.(type) {
	case *Name:
		e.Ctx = ctx
	case *Attribute:
		e.Ctx = ctx
	case *Subscript:
		e.Ctx = ctx
	case *Starred:
		if ctx == Del {
			return false
		}
		if _, twice := e.Value.(*Starred); twice {
			return false
		}
		e.Ctx = ctx
		return p.setContext(e.Value, ctx)
	case *Tuple:
		e.Ctx = ctx
		for _, x := range e.Elts {
			if !p.setContext(x, ctx) {
				return false
			}
		}
	case *List:
		e.Ctx = ctx
		for _, x := range e.Elts {
			if !p.setContext(x, ctx) {
				return false
			}
		}
	default:
		return false
	}
	return true
}
