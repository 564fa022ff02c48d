package syntax

// try parses try with its clauses.
func (p *parser) try() bool {
	start, line := p.here(), p.pos
	p.next()
	t := new(Try)
	var s Stmt = t
	var ok bool
	if !p.forced(TokenColon, "expected ':'") {
		return false
	}
	if t.Body, ok = p.block(line, "'try' statement"); !ok {
		return false
	}
	h := p.height
	if p.k != TokenExcept && p.k != TokenFinally {
		p.bad()
		p.reportHere("expected 'except' or 'finally' block")
		return false
	}
	star := false
	for first := true; p.k == TokenExcept; first = false {
		isStar := p.peek() == TokenStar
		if !first && isStar != star {
			if !p.mixedExcept(isStar) {
				return false
			}
		}
		star = isStar
		handler := p.except(star)
		if handler == nil {
			return false
		}
		t.Handlers = append(t.Handlers, handler)
		h = max(h, p.height)
	}
	if len(t.Handlers) > 0 {
		if t.Orelse, ok = p.elseBlock(); !ok {
			return false
		}
		h = max(h, p.height)
	}
	if p.k == TokenFinally {
		line := p.pos
		p.next()
		if !p.forced(TokenColon, "expected ':'") {
			return false
		}
		if t.Finalbody, ok = p.block(line, "'finally' statement"); !ok {
			return false
		}
		h = max(h, p.height)
	}
	t.Span = p.blockSpan(start)
	if star {
		s = &TryStar{*t}
	}
	return p.finish(s, h)
}

// except parses one handler.
func (p *parser) except(star bool) *ExceptHandler {
	start, line := p.here(), p.pos
	p.next()
	what := "'except' statement"
	if star {
		p.next()
		what = "'except*' statement"
	}
	x := &ExceptHandler{}
	h := 0
	if p.k != TokenColon || star {
		if !star && p.k == TokenNewline {
			p.colon()
			return nil
		}
		if star && (p.k == TokenNewline || p.k == TokenColon) && p.diag != nil {
			p.diag.raiseAt(p.toks[p.pos].Span, "expected one or more exception types")
			return nil
		}
		from := p.here()
		at := p.pos
		e := p.expression()
		if e == nil {
			return nil
		}
		if p.k == TokenComma {
			if p.diag != nil && p.diag.severalExceptions(at) {
				return nil
			}
			if p.old {
				p.bad()
				return nil
			}
			if e = p.restOfTuple(from, e, false); e == nil {
				return nil
			}
			if p.k != TokenColon {
				if p.diag != nil {
					p.colon()
				}
				p.bad()
				return nil
			}
		}
		x.Type = e
		h = p.height
		if p.accept(TokenAs) {
			at := p.pos
			var ok bool
			x.Name, ok = p.identifier()
			if !ok || p.k != TokenColon {
				if p.diag != nil {
					p.diag.exceptTarget(at, star)
				}
				if !ok {
					return nil
				}
			}
		}
	}
	if !p.colon() {
		return nil
	}
	var ok bool
	if x.Body, ok = p.block(line, what); !ok {
		return nil
	}
	x.Span = p.blockSpan(start)
	p.height = max(h, p.height) + 1
	return x
}
