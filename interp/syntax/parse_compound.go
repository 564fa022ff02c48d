package syntax

// compound parses a compound statement, if one begins here. done says whether it does; ok, whether it parsed.
func (p *parser) compound() (done, ok bool) {
	switch p.k {
	case TokenIf:
		return true, p.ifStmt()
	case TokenDef:
		return true, p.function(nil, 0)
	case TokenFor:
		return true, p.forStmt()
	case TokenClass:
		return true, p.class(nil, 0)
	case TokenTry:
		return true, p.try()
	case TokenWith:
		return true, p.with()
	case TokenWhile:
		return true, p.while()
	case TokenAt:
		return true, p.decorated()
	case TokenAsync:
		switch p.peek() {
		case TokenDef:
			return true, p.function(nil, 0)
		case TokenFor:
			return true, p.forStmt()
		case TokenWith:
			return true, p.with()
		}
		p.next()
		return true, p.bad()
	case TokenName:
		if p.isName("match") && p.matchAhead() {
			return true, p.match()
		}
	}
	return false, false
}

// finish pushes a compound statement whose tallest part has height h.
func (p *parser) finish(s Stmt, h int) bool {
	if !p.grow(h) {
		return false
	}
	p.stmtStack = append(p.stmtStack, s)
	return true
}

// block parses the statements of a clause, after its colon: those of the indented lines below, or the simple ones on
// the same line. What and keyword, the index of the clause's keyword, are for the error when there are none.
func (p *parser) block(keyword int, what string) ([]Stmt, bool) {
	mark := len(p.stmtStack)
	if p.diag != nil {
		return nil, p.diag.block(keyword, what)
	}
	if p.k != TokenNewline {
		p.height = 0
		if !p.simpleLine() {
			p.stmtStack = p.stmtStack[:mark]
			return nil, false
		}
		return p.cutStmts(mark), true
	}
	p.next()
	if p.k != TokenIndent {
		p.noBlock(keyword, what)
		return nil, false
	}
	p.next()
	h := 0
	for p.k != TokenDedent && p.k != TokenEOF {
		p.height = 0
		p.statement()
		h = max(h, p.height)
	}
	if p.k == TokenDedent {
		p.next()
	}
	p.height = h
	return p.cutStmts(mark), true
}

// colon passes the colon of a clause.
func (p *parser) colon() bool {
	if p.k == TokenNewline && p.diag != nil {
		p.diag.raiseFar("expected ':'")
	}
	return p.expect(TokenColon)
}

// ifStmt parses if with all its elif and else clauses. An elif is an If in the Orelse of the one before; the chain
// is read in a loop and hung together from its end, since it may be long.
func (p *parser) ifStmt() bool {
	type clause struct {
		stmt *If
		h    int
	}
	var few [8]clause
	clauses := few[:0]
	var orelse []Stmt
	h := 0
	for {
		line := p.pos
		start := p.here()
		p.next()
		s := p.arena.ifStmt.get()
		if s.Test = p.named(); s.Test == nil {
			return false
		}
		ch := p.height
		if !p.colon() {
			return false
		}
		var ok bool
		what := "'if' statement"
		if len(clauses) > 0 {
			what = "'elif' statement"
		}
		if s.Body, ok = p.block(line, what); !ok {
			return false
		}
		s.From = start
		clauses = append(clauses, clause{s, max(ch, p.height)})
		if p.k != TokenElif {
			break
		}
	}
	orelse, ok := p.elseBlock()
	if !ok {
		return false
	}
	h = p.height
	end := p.blockSpan(0).To
	for i := len(clauses) - 1; i > 0; i-- {
		c := clauses[i]
		c.stmt.To, c.stmt.Orelse = end, orelse
		orelse = p.arena.stmts.list([]Stmt{c.stmt})
		if h = max(h, c.h); !p.grow(h) {
			return false
		}
		h = p.height
	}
	first := clauses[0]
	first.stmt.To, first.stmt.Orelse = end, orelse
	return p.finish(first.stmt, max(h, first.h))
}

// elseBlock parses an optional else clause; without one the height is 0.
func (p *parser) elseBlock() ([]Stmt, bool) {
	if p.k != TokenElse {
		p.height = 0
		return nil, true
	}
	line := p.pos
	p.next()
	if !p.forced(TokenColon, "expected ':'") {
		return nil, false
	}
	list, ok := p.block(line, "'else' statement")
	if ok && p.k == TokenElif && !p.old {
		p.reportHere("'elif' block follows an 'else' block")
		return nil, false
	}
	return list, ok
}

// while parses a while loop.
func (p *parser) while() bool {
	start, line := p.here(), p.pos
	p.next()
	s := &While{}
	if s.Test = p.named(); s.Test == nil {
		return false
	}
	h := p.height
	if !p.colon() {
		return false
	}
	var ok bool
	if s.Body, ok = p.block(line, "'while' statement"); !ok {
		return false
	}
	h = max(h, p.height)
	if s.Orelse, ok = p.elseBlock(); !ok {
		return false
	}
	s.Span = p.blockSpan(start)
	return p.finish(s, max(h, p.height))
}

// forStmt parses for and async for.
func (p *parser) forStmt() bool {
	start := p.here()
	async := p.accept(TokenAsync)
	line := p.pos
	p.next()
	var f *For
	var s Stmt
	if async {
		a := new(AsyncFor)
		f, s = &a.For, a
	} else {
		f = p.arena.forStmt.get()
		s = f
	}
	target := p.pos
	if f.Target = p.starTargets(TokenIn); f.Target == nil || !p.expect(TokenIn) {
		if p.diag != nil {
			p.diag.invalidForTarget(target)
		}
		return false
	}
	h := p.height
	if f.Iter = p.starExpressions(); f.Iter == nil {
		return false
	}
	h = max(h, p.height)
	if !p.colon() {
		return false
	}
	var ok bool
	if f.Body, ok = p.block(line, "'for' statement"); !ok {
		return false
	}
	h = max(h, p.height)
	if f.Orelse, ok = p.elseBlock(); !ok {
		return false
	}
	f.Span = p.blockSpan(start)
	return p.finish(s, max(h, p.height))
}
