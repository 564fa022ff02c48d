package syntax

import "github.com/assay-score/assay/interp/source"

// call goes on at the "(" after a function.
func (p *parser) call(start source.Pos, fn Expr) Expr {
	h := p.height
	open := p.here()
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	p.next()
	c := p.arena.call.get()
	c.Func = fn
	if !p.accept(TokenRParen) {
		args, keywords, ok := p.callArguments(open, true)
		if !ok {
			return nil
		}
		h = max(h, p.height)
		c.Args, c.Keywords = args, keywords
	}
	if !p.grow(h) {
		return nil
	}
	c.Span = p.span(start)
	return c
}

// callArguments parses what stands between the parentheses of a call or class header, after the one at open, and
// passes the closing one. A generator expression may go without parentheses of its own if it is the only argument
// of a call: then it takes over those of the call.
func (p *parser) callArguments(open source.Pos, isCall bool) (args []Expr, keywords []*Keyword, ok bool) {
	if p.diag != nil {
		return nil, nil, p.diag.callArguments(isCall)
	}
	mark, kwMark := len(p.exprStack), len(p.kwStack)
	h := 0
	unpacked := false // a ** argument has been seen
	for {
		start := p.here()
		switch {
		case p.k == TokenStar:
			if unpacked {
				goto fail
			}
			star := p.pos
			p.next()
			e := p.expression()
			if e == nil {
				p.invalidStar(star)
				goto fail
			}
			p.exprStack = append(p.exprStack, p.newStarred(start, e))
		case p.k == TokenDoubleStar:
			p.next()
			e := p.expression()
			if e == nil {
				goto fail
			}
			unpacked = true
			p.newKeyword(start, "", e)
		case p.k == TokenName && p.toks[p.pos+1].Kind == TokenEqual:
			name, _ := p.identifier()
			p.next()
			e := p.expression()
			if e == nil {
				goto fail
			}
			p.newKeyword(start, name, e)
		default:
			e := p.named()
			if e == nil {
				goto fail
			}
			if p.k == TokenFor || p.k == TokenAsync {
				if !isCall || len(p.exprStack) > mark || len(p.kwStack) > kwMark {
					goto fail
				}
				gen := p.generator(open, e)
				if gen == nil {
					return nil, nil, false
				}
				p.exprStack = append(p.exprStack, gen)
				return p.cutExprs(mark), nil, true
			}
			if len(p.kwStack) > kwMark || p.k == TokenEqual {
				goto fail
			}
			p.exprStack = append(p.exprStack, e)
		}
		h = max(h, p.height)
		if !p.accept(TokenComma) || p.k == TokenRParen {
			break
		}
	}
	if !p.expect(TokenRParen) {
		goto fail
	}
	args = p.cutExprs(mark)
	keywords = p.arena.keywords.list(p.kwStack[kwMark:])
	p.kwStack = p.kwStack[:kwMark]
	p.height = h + 1
	return args, keywords, true
fail:
	p.bad()
	p.exprStack = p.exprStack[:mark]
	p.kwStack = p.kwStack[:kwMark]
	return nil, nil, false
}

// invalidStar reports a star, at a token index, that no expression follows: 3.13 does so before it looks for anything
// better.
func (p *parser) invalidStar(star int) {
	if !p.old || p.again || p.pending != nil || p.toks[p.far].Kind == TokenError {
		return
	}
	at, far := p.pos, p.far
	p.seek(star + 1)
	p.again = true
	e := p.expression() // as much of it as there is
	p.again = false
	p.seek(at)
	p.far = far
	if e == nil && p.pending == nil {
		p.report(p.spanAt(far), source.SyntaxError, "Invalid star expression")
	}
}

func (p *parser) newKeyword(start source.Pos, name string, value Expr) {
	p.height++
	k := p.arena.keyword.get()
	k.Span, k.Arg, k.Value = p.span(start), name, value
	p.kwStack = append(p.kwStack, k)
}

// subscript goes on at the "[" after a value.
func (p *parser) subscript(start source.Pos, value Expr) Expr {
	h := p.height
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	p.next()
	index := p.slices()
	if index == nil || !p.expect(TokenRBracket) || !p.grow(max(h, p.height)) {
		return nil
	}
	s := p.arena.subscript.get()
	s.Span, s.Value, s.Slice = p.span(start), value, index
	return s
}

// slices parses an index or slice, or a tuple of them.
func (p *parser) slices() Expr {
	start := p.here()
	first := p.sliceItem()
	if first == nil {
		return nil
	}
	if _, starred := first.(*Starred); p.k != TokenComma && !starred {
		return first
	}
	mark := len(p.exprStack)
	p.exprStack = append(p.exprStack, first)
	h := p.height
	for p.accept(TokenComma) && p.k != TokenRBracket {
		e := p.sliceItem()
		if e == nil {
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
	}
	p.height = h + 1
	t := p.arena.tuple.get()
	t.Span, t.Elts = p.span(start), p.cutExprs(mark)
	return t
}

// sliceItem parses one element of a subscript.
func (p *parser) sliceItem() Expr {
	start := p.here()
	var lower Expr
	h := 0
	switch p.k {
	case TokenStar:
		if p.diag != nil {
			return p.diag.starredExpression()
		}
		star := p.pos
		p.next()
		e := p.expression()
		if e == nil {
			p.invalidStar(star)
			return nil
		}
		return p.newStarred(start, e)
	case TokenColon:
	default:
		lower = p.named()
		if lower == nil || p.k != TokenColon {
			return lower
		}
		if _, walrus := lower.(*NamedExpr); walrus && !p.parenthesised(lower) {
			p.bad()
			return nil
		}
		h = p.height
	}
	p.next()
	var upper, step Expr
	if p.k != TokenColon && p.k != TokenComma && p.k != TokenRBracket {
		if upper = p.expression(); upper == nil {
			return nil
		}
		h = max(h, p.height)
	}
	if p.accept(TokenColon) && p.k != TokenComma && p.k != TokenRBracket {
		if step = p.expression(); step == nil {
			return nil
		}
		h = max(h, p.height)
	}
	p.height = h + 1
	s := p.arena.slice.get()
	s.Span, s.Lower, s.Upper, s.Step = p.span(start), lower, upper, step
	return s
}
