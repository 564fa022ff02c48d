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
	if ok && p.k == TokenElif && p.raise14() {
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
		if p.k != TokenComma || !parens && p.peek() == TokenColon {
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
