package syntax

import "github.com/assay-score/assay/interp/source"

// primary parses an atom and the attributes, calls and subscripts after it.
func (p *parser) primary() Expr {
	if p.second != nil {
		return p.second.memoised(rulePrimary, p.plainPrimary)
	}
	return p.plainPrimary()
}

// plainPrimary is primary without the diagnoser's memory.
func (p *parser) plainPrimary() Expr {
	start := p.here()
	var e Expr
	if p.k == TokenName {
		e = p.nameExpr(Load)
	} else if e = p.atom(); e == nil {
		return nil
	}
	for {
		at, left := p.pos, e
		switch p.k {
		case TokenDot:
			p.next()
			if p.k != TokenName {
				p.bad()
				return p.partly(at, left)
			}
			t := &p.toks[p.pos]
			p.next()
			if !p.grow(p.height) {
				return nil
			}
			a := p.arena.attribute.get()
			a.Span, a.Value, a.Attr = source.Span{From: start, To: t.To}, e, p.ident(t)
			e = a
		case TokenLParen:
			e = p.call(start, e)
		case TokenLBracket:
			e = p.subscript(start, e)
		default:
			return e
		}
		if e == nil {
			return p.partly(at, left)
		}
	}
}

// nameExpr makes a Name of the next token.
func (p *parser) nameExpr(ctx ExprContext) Expr {
	t := &p.toks[p.pos]
	p.next()
	p.height = 1
	n := p.arena.name.get()
	n.Span, n.ID, n.Ctx = t.Span, p.ident(t), ctx
	return n
}

// constant makes a Constant of the next token.
func (p *parser) constant(kind ConstantKind) Expr {
	t := &p.toks[p.pos]
	p.next()
	p.height = 1
	c := p.arena.constant.get()
	c.Span, c.Kind = t.Span, kind
	return c
}

// atom parses a name, a literal, or something in brackets.
func (p *parser) atom() Expr {
	switch p.k {
	case TokenName:
		return p.nameExpr(Load)
	case TokenString, TokenFStringStart, TokenTStringStart:
		return p.strings()
	case TokenNumber:
		return p.number()
	case TokenLParen, TokenLBracket, TokenLBrace:
		if !p.enter() {
			p.leave()
			return nil
		}
		var e Expr
		switch {
		case p.diag != nil:
			e = p.diag.brackets()
		case p.k == TokenLParen:
			e = p.paren()
		case p.k == TokenLBracket:
			e = p.bracket()
		default:
			e = p.brace()
		}
		p.leave()
		return e
	case TokenNone:
		return p.constant(None)
	case TokenTrue:
		return p.constant(True)
	case TokenFalse:
		return p.constant(False)
	case TokenEllipsis:
		return p.constant(Ellipsis)
	}
	p.bad()
	return nil
}

// paren parses what begins with "(": a group, a tuple or a generator expression.
func (p *parser) paren() Expr {
	start := p.here()
	group := p.openGroup(start)
	p.next()
	switch p.k {
	case TokenRParen:
		p.next()
		p.height = 1
		t := p.arena.tuple.get()
		t.Span = p.span(start)
		return t
	case TokenYield:
		e := p.yield()
		if e == nil || !p.expect(TokenRParen) {
			return nil
		}
		p.groups[group] = Group{Span: p.span(start), Inner: e}
		return e
	}
	first := p.starNamed()
	if first == nil {
		return nil
	}
	switch p.k {
	case TokenComma:
		elts, ok := p.elements(first, TokenRParen)
		if !ok {
			return nil
		}
		t := p.arena.tuple.get()
		t.Span, t.Elts = p.span(start), elts
		return t
	case TokenFor, TokenAsync:
		if _, ok := first.(*Starred); ok {
			p.bad()
			return nil
		}
		return p.generator(start, first)
	case TokenRParen:
		if _, ok := first.(*Starred); ok {
			p.bad()
			return nil
		}
		p.next()
		p.groups[group] = Group{Span: p.span(start), Inner: first}
		return first
	}
	p.bad()
	return nil
}

// generator goes on at the "for" after the element of a generator expression and passes the ")".
func (p *parser) generator(start source.Pos, elt Expr) Expr {
	gens := p.comprehensions()
	if gens == nil || !p.expect(TokenRParen) {
		return nil
	}
	return &GeneratorExp{Span: p.span(start), Elt: elt, Generators: gens}
}

// elements goes on after the first element of a display, at the comma or the closing bracket, and passes the latter.
func (p *parser) elements(first Expr, end TokenKind) ([]Expr, bool) {
	mark := len(p.exprStack)
	p.exprStack = append(p.exprStack, first)
	h := p.height
	for p.accept(TokenComma) {
		if p.k == end {
			break
		}
		e := p.starNamed()
		if e == nil {
			p.exprStack = p.exprStack[:mark]
			return nil, false
		}
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
	}
	if !p.expect(end) {
		p.exprStack = p.exprStack[:mark]
		return nil, false
	}
	p.height = h + 1
	return p.cutExprs(mark), true
}

// bracket parses a list or a list comprehension.
func (p *parser) bracket() Expr {
	start := p.here()
	p.next()
	if p.accept(TokenRBracket) {
		p.height = 1
		l := p.arena.listExpr.get()
		l.Span = p.span(start)
		return l
	}
	first := p.starNamed()
	if first == nil {
		return nil
	}
	if p.k == TokenFor || p.k == TokenAsync {
		if _, ok := first.(*Starred); ok {
			p.bad()
			return nil
		}
		gens := p.comprehensions()
		if gens == nil || !p.expect(TokenRBracket) {
			return nil
		}
		return &ListComp{Span: p.span(start), Elt: first, Generators: gens}
	}
	elts, ok := p.elements(first, TokenRBracket)
	if !ok {
		return nil
	}
	l := p.arena.listExpr.get()
	l.Span, l.Elts = p.span(start), elts
	return l
}

// brace parses a dict, a set, or a comprehension of either.
func (p *parser) brace() Expr {
	start := p.here()
	p.next()
	if p.accept(TokenRBrace) {
		p.height = 1
		d := p.arena.dict.get()
		d.Span = p.span(start)
		return d
	}
	if p.k == TokenDoubleStar {
		return p.dict(start, nil)
	}
	first := p.starNamed()
	if first == nil {
		return nil
	}
	if p.k == TokenColon {
		switch first.(type) {
		case *Starred:
			p.bad()
			return nil
		case *NamedExpr:
			// An assignment expression needs parentheses to be a key.
			if !p.parenthesised(first) {
				p.bad()
				return nil
			}
		}
		return p.dict(start, first)
	}
	if p.k == TokenFor || p.k == TokenAsync {
		if _, ok := first.(*Starred); ok {
			p.bad()
			return nil
		}
		gens := p.comprehensions()
		if gens == nil || !p.expect(TokenRBrace) {
			return nil
		}
		return &SetComp{Span: p.span(start), Elt: first, Generators: gens}
	}
	elts, ok := p.elements(first, TokenRBrace)
	if !ok {
		return nil
	}
	return &Set{Span: p.span(start), Elts: elts}
}

// parenthesised says whether an expression that has just been read stands in parentheses of its own.
func (p *parser) parenthesised(e Expr) bool {
	return p.toks[p.pos-1].Kind == TokenRParen && p.toks[p.pos-1].From >= e.End()
}

// dict goes on at the colon after the first key, or at the "**" of the first entry.
func (p *parser) dict(start source.Pos, key Expr) Expr {
	mark := len(p.exprStack)
	defer func() { p.exprStack = p.exprStack[:mark] }()
	h := p.height
	if key == nil {
		h = 0
	}
	// Keys and values alternate on the stack and are parted at the end.
	for first := true; ; first = false {
		if p.k == TokenDoubleStar {
			p.next()
			key = nil
			v := p.binary(precBitOr)
			if v == nil {
				return nil
			}
			p.exprStack = append(p.exprStack, nil, v)
		} else {
			if !first {
				if key = p.expression(); key == nil {
					return nil
				}
				h = max(h, p.height)
			}
			if !p.expect(TokenColon) {
				return nil
			}
			v := p.expression()
			if v == nil {
				return nil
			}
			h = max(h, p.height)
			if first && (p.k == TokenFor || p.k == TokenAsync) {
				p.height = h
				gens := p.comprehensions()
				if gens == nil || !p.expect(TokenRBrace) {
					return nil
				}
				return &DictComp{Span: p.span(start), Key: key, Value: v, Generators: gens}
			}
			p.exprStack = append(p.exprStack, key, v)
		}
		h = max(h, p.height)
		if !p.accept(TokenComma) || p.k == TokenRBrace {
			break
		}
	}
	if !p.expect(TokenRBrace) {
		return nil
	}
	pairs := p.exprStack[mark:]
	n := len(pairs) / 2
	both := p.arena.exprs.list(pairs)
	for i := range n {
		both[i], both[n+i] = pairs[2*i], pairs[2*i+1]
	}
	p.height = h + 1
	d := p.arena.dict.get()
	d.Span, d.Keys, d.Values = p.span(start), both[:n:n], both[n:]
	return d
}

// comprehensions parses the for and if clauses of a comprehension. The height so far is that of the element.
func (p *parser) comprehensions() []*Comprehension {
	if p.diag != nil {
		return p.diag.comprehensions()
	}
	h := p.height
	var list []*Comprehension
	for p.k == TokenFor || p.k == TokenAsync && p.peek() == TokenFor {
		start := p.here()
		async := p.accept(TokenAsync)
		p.next()
		target := p.starTargets(TokenIn)
		if target == nil || !p.expect(TokenIn) {
			return nil
		}
		h = max(h, p.height)
		iter := p.disjunction()
		if iter == nil {
			return nil
		}
		h = max(h, p.height)
		mark := len(p.exprStack)
		for p.accept(TokenIf) {
			e := p.disjunction()
			if e == nil {
				p.exprStack = p.exprStack[:mark]
				return nil
			}
			p.exprStack = append(p.exprStack, e)
			h = max(h, p.height)
		}
		list = append(list, &Comprehension{Span: p.span(start), Target: target, Iter: iter, Ifs: p.cutExprs(mark), IsAsync: async})
	}
	if list == nil {
		p.bad()
		return nil
	}
	p.height = h + 2
	return list
}
