package syntax

// matchAhead says whether the name "match", which is next, begins a match statement: its line ends in a colon and
// the block below begins with "case". No other statement looks so, and each line is looked over once at most.
func (p *parser) matchAhead() bool {
	if k := p.toks[p.pos+1].Kind; !beginsExpr[k] {
		return false
	}
	for i := p.pos + 1; ; i++ {
		switch p.toks[i].Kind {
		case TokenNewline:
			if p.toks[i-1].Kind != TokenColon || p.toks[i+1].Kind != TokenIndent {
				return false
			}
			t := &p.toks[i+2]
			return t.Kind == TokenName && p.text(t) == "case"
		case TokenEOF, TokenError, TokenSemicolon:
			return false
		}
	}
}

// match parses a match statement.
func (p *parser) match() bool {
	start := p.here()
	p.next()
	m := &Match{}
	from := p.here()
	if m.Subject = p.starNamed(); m.Subject == nil {
		return false
	}
	if p.k == TokenComma {
		mark := len(p.exprStack)
		p.exprStack = append(p.exprStack, m.Subject)
		h := p.height
		for p.accept(TokenComma) && p.k != TokenColon {
			e := p.starNamed()
			if e == nil {
				p.exprStack = p.exprStack[:mark]
				return false
			}
			p.exprStack = append(p.exprStack, e)
			h = max(h, p.height)
		}
		p.height = h + 1
		t := p.arena.tuple.get()
		t.Span, t.Elts = p.span(from), p.cutExprs(mark)
		m.Subject = t
	} else if _, star := m.Subject.(*Starred); star {
		return p.bad()
	}
	h := p.height
	if !p.colon() || !p.expect(TokenNewline) || !p.expect(TokenIndent) {
		return false
	}
	for p.k != TokenDedent && p.k != TokenEOF {
		if p.diag != nil {
			if !p.diag.matchCase() {
				return false
			}
			continue
		}
		at := p.pos
		p.far = at
		if c := p.matchCase(); c != nil {
			m.Cases = append(m.Cases, c)
			h = max(h, p.height)
			continue
		}
		p.inCases = true
		p.failed(at)
		p.inCases = false
		p.recover(at)
	}
	if p.k == TokenDedent {
		p.next()
	}
	m.Span = p.blockSpan(start)
	return p.finish(m, h)
}

// matchCase parses one case of a match statement.
func (p *parser) matchCase() *MatchCase {
	if !p.isName("case") {
		p.bad()
		return nil
	}
	start, line := p.here(), p.pos
	p.next()
	c := &MatchCase{}
	if c.Pattern = p.patterns(); c.Pattern == nil {
		return nil
	}
	h := p.height
	if p.accept(TokenIf) {
		if c.Guard = p.named(); c.Guard == nil {
			return nil
		}
		h = max(h, p.height)
	}
	if !p.colon() {
		return nil
	}
	var ok bool
	if c.Body, ok = p.block(line, "'case' statement"); !ok {
		return nil
	}
	c.Span = p.blockSpan(start)
	p.height = max(h, p.height) + 1
	return c
}
