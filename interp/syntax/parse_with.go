package syntax

// with parses with and async with.
func (p *parser) with() bool {
	start := p.here()
	async := p.accept(TokenAsync)
	line := p.pos
	p.next()
	var w *With
	var s Stmt
	if async {
		a := new(AsyncWith)
		w, s = &a.With, a
	} else {
		w = new(With)
		s = w
	}
	ok := false
	if p.k == TokenLParen && p.colonAfterParen() {
		// Items in parentheses, if they can be read as such; "with (yield):" and the like are an expression.
		from, groups, warnings, far := p.pos, len(p.groups), len(p.warnings), p.far
		w.Items, ok = p.withItems(true)
		if !ok {
			p.seek(from)
			p.groups, p.warnings, p.far = p.groups[:groups], p.warnings[:warnings], far
		}
	}
	if !ok {
		at := p.pos
		if p.diag != nil && p.k == TokenLParen && !p.colonAfterParen() {
			groups, warnings := len(p.groups), len(p.warnings)
			p.withItems(true) // as far as that goes counts
			p.groups, p.warnings = p.groups[:groups], p.warnings[:warnings]
			p.diag.far = max(p.diag.far, p.far)
			p.seek(at)
		}
		if w.Items, ok = p.withItems(false); !ok || p.diag != nil && p.k != TokenColon {
			if p.diag != nil && p.diag.found == nil {
				p.seek(at)
				p.diag.withHead()
			}
			return false
		}
	}
	h := p.height
	if !p.colon() {
		return false
	}
	if w.Body, ok = p.block(line, "'with' statement"); !ok {
		return false
	}
	w.Span = p.blockSpan(start)
	return p.finish(s, max(h, p.height))
}

// colonAfterParen says whether a colon follows the ")" that belongs to the "(" which is next. It looks once over a
// with statement's head, which cannot hold another, so all the looking together is linear.
func (p *parser) colonAfterParen() bool {
	level := p.toks[p.pos].level
	for i := p.pos + 1; ; i++ {
		switch t := &p.toks[i]; t.Kind {
		case TokenRParen:
			if t.level == level-1 {
				return p.toks[i+1].Kind == TokenColon
			}
		case TokenEOF, TokenNewline, TokenError:
			return false
		}
	}
}

// withItems parses the items of a with statement and, if they are in parentheses, those.
func (p *parser) withItems(parens bool) ([]*WithItem, bool) {
	open := p.here()
	if parens {
		p.next()
	}
	var few [4]*WithItem
	list := few[:0]
	h := 0
	commas := false
	for {
		item := p.withItem(parens)
		if item == nil {
			return nil, false
		}
		list = append(list, item)
		h = max(h, p.height)
		if p.k != TokenComma {
			break
		}
		if !parens && p.peek() == TokenColon {
			p.far = max(p.far, p.pos+1)
			break
		}
		p.next()
		commas = true
		if parens && p.k == TokenRParen {
			break
		}
	}
	if parens {
		if !p.expect(TokenRParen) || p.k != TokenColon {
			p.bad()
			return nil, false
		}
		if !commas && list[0].OptionalVars == nil {
			p.groups[p.openGroup(open)] = Group{Span: p.span(open), Inner: list[0].ContextExpr}
		}
	}
	p.height = h + 1
	return append([]*WithItem(nil), list...), true
}

// withItem parses one context manager and what it is bound to.
func (p *parser) withItem(parens bool) *WithItem {
	start := p.here()
	e := p.expression()
	if e == nil {
		return nil
	}
	h := p.height
	var vars Expr
	if p.k == TokenAs {
		p.next()
		at := p.pos
		vars = p.starTarget()
		if vars == nil || p.k != TokenComma && p.k != TokenColon && p.k != TokenRParen {
			p.bad()
			if p.diag != nil {
				p.diag.withTarget(at)
			}
			return nil
		}
	}
	p.height = max(h, p.height) + 1
	return &WithItem{Span: p.span(start), ContextExpr: e, OptionalVars: vars}
}
