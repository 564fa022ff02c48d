package syntax

import "github.com/assay-score/assay/interp/source"

// statement parses one compound statement, or the simple ones of a line, onto the statement stack. What will not
// parse is reported and passed over.
func (p *parser) statement() {
	at := p.pos
	p.far = at
	if p.statementLine() {
		return
	}
	p.failed(at)
	p.recover(at)
}

// statementLine parses a statement or a line of simple ones.
func (p *parser) statementLine() bool {
	if p.k >= TokenFalse && p.k <= TokenYield || p.k == TokenAt || p.k == TokenName {
		if done, ok := p.compound(); done {
			return ok
		}
	}
	return p.simpleLine()
}

// simpleLine parses simple statements up to the end of the line.
func (p *parser) simpleLine() bool {
	for {
		s := p.simple()
		if s == nil {
			return false
		}
		p.stmtStack = append(p.stmtStack, s)
		if p.accept(TokenSemicolon) {
			if p.accept(TokenNewline) {
				return true
			}
			continue
		}
		if !p.expect(TokenNewline) {
			p.stmtStack = p.stmtStack[:len(p.stmtStack)-1] // the last is no more than the beginning of something
			return false
		}
		return true
	}
}

// simple parses one simple statement.
func (p *parser) simple() Stmt {
	if p.diag != nil {
		return p.diag.simple()
	}
	return p.plainSimple()
}

// plainSimple is simple without the diagnoser's special cases.
func (p *parser) plainSimple() Stmt {
	start := p.here()
	p.height = 0
	switch p.k {
	case TokenReturn:
		p.next()
		var v Expr
		if beginsExpr[p.k] {
			if v = p.starExpressions(); v == nil {
				return nil
			}
		}
		p.height++
		r := p.arena.returnStmt.get()
		r.Span, r.Value = p.span(start), v
		return r
	case TokenImport:
		return p.importStmt()
	case TokenFrom:
		return p.importFrom()
	case TokenRaise:
		return p.raise()
	case TokenPass:
		p.next()
		return &Pass{p.span(start)}
	case TokenBreak:
		p.next()
		return &Break{p.span(start)}
	case TokenContinue:
		p.next()
		return &Continue{p.span(start)}
	case TokenDel:
		return p.del()
	case TokenAssert:
		return p.assert()
	case TokenGlobal:
		p.next()
		names, ok := p.names()
		if !ok {
			return nil
		}
		return &Global{Span: p.span(start), Names: names}
	case TokenNonlocal:
		p.next()
		names, ok := p.names()
		if !ok {
			return nil
		}
		return &Nonlocal{Span: p.span(start), Names: names}
	case TokenName:
		if p.peek() == TokenName && p.isName("type") {
			return p.typeAlias()
		}
	}
	return p.expressionStmt()
}

// names parses one or more names with commas between them.
func (p *parser) names() ([]string, bool) {
	var few [8]string
	list := few[:0]
	for {
		name, ok := p.identifier()
		if !ok {
			return nil, false
		}
		list = append(list, name)
		if !p.accept(TokenComma) {
			p.height = 1
			return p.arena.strings.list(list), true
		}
	}
}

// expressionStmt parses an expression that stands alone or is the target of an assignment.
func (p *parser) expressionStmt() Stmt {
	start := p.here()
	e := p.yieldOrStarExpressions()
	if e == nil {
		return nil
	}
	switch {
	case p.k == TokenEqual:
		return p.assign(start, e)
	case p.k == TokenColon:
		return p.annotated(start, e)
	case p.k >= TokenPlusEqual && p.k <= TokenDoubleSlashEqual:
		return p.augmented(start, e)
	}
	p.height++
	s := p.arena.exprStmt.get()
	s.Span, s.Value = source.Span{From: start, To: p.toks[p.pos-1].To}, e
	return s
}

// assign goes on at the "=" after the first target.
func (p *parser) assign(start source.Pos, target Expr) Stmt {
	mark := len(p.exprStack)
	h := p.height
	e := target
	for p.k == TokenEqual {
		if !p.setContext(e, Store) {
			p.exprStack = p.exprStack[:mark]
			p.bad()
			return nil
		}
		p.exprStack = append(p.exprStack, e)
		p.next()
		if e = p.yieldOrStarExpressions(); e == nil {
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		h = max(h, p.height)
	}
	p.height = h + 1
	a := p.arena.assign.get()
	a.Span, a.Targets, a.Value = p.span(start), p.cutExprs(mark), e
	return a
}

// annotated goes on at the colon after a target.
func (p *parser) annotated(start source.Pos, target Expr) Stmt {
	simple := false
	switch t := target.(type) {
	case *Name:
		simple = t.From == start
	case *Attribute, *Subscript:
	default:
		p.bad()
		return nil
	}
	h := p.height
	p.next()
	ann := p.expression()
	if ann == nil {
		return nil
	}
	h = max(h, p.height)
	var value Expr
	if p.accept(TokenEqual) {
		if value = p.yieldOrStarExpressions(); value == nil {
			return nil
		}
		h = max(h, p.height)
	}
	p.setContext(target, Store)
	p.height = h + 1
	return &AnnAssign{Span: p.span(start), Target: target, Annotation: ann, Value: value, Simple: simple}
}

// augmentedOperators are in the order of the tokens from TokenPlusEqual.
var augmentedOperators = [...]Operator{Add, Sub, Mult, MatMult, Div, Modulo, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv}

// augmented goes on at the operator after a target.
func (p *parser) augmented(start source.Pos, target Expr) Stmt {
	switch target.(type) {
	case *Name, *Attribute, *Subscript:
	default:
		p.bad()
		return nil
	}
	h := p.height
	op := augmentedOperators[p.k-TokenPlusEqual]
	p.next()
	value := p.yieldOrStarExpressions()
	if value == nil {
		return nil
	}
	p.setContext(target, Store)
	p.height = max(h, p.height) + 1
	return &AugAssign{Span: p.span(start), Target: target, Op: op, Value: value}
}

// raise parses a raise statement.
func (p *parser) raise() Stmt {
	start := p.here()
	p.next()
	var exc, cause Expr
	h := 0
	if beginsExpr[p.k] {
		if exc = p.expression(); exc == nil {
			return nil
		}
		h = p.height
		if p.accept(TokenFrom) {
			if cause = p.expression(); cause == nil {
				return nil
			}
			h = max(h, p.height)
		}
	}
	p.height = h + 1
	return &Raise{Span: p.span(start), Exc: exc, Cause: cause}
}

// del parses a del statement.
func (p *parser) del() Stmt {
	start := p.here()
	p.next()
	mark := len(p.exprStack)
	h := 0
	for {
		at := p.pos
		e := p.primary()
		if e == nil {
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		if !p.setContext(e, Del) {
			p.far = max(p.far, at)
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
		if !p.accept(TokenComma) || p.k == TokenNewline || p.k == TokenSemicolon {
			break
		}
	}
	if p.k != TokenNewline && p.k != TokenSemicolon {
		p.exprStack = p.exprStack[:mark]
		p.bad()
		return nil
	}
	p.height = h + 1
	return &Delete{Span: p.span(start), Targets: p.cutExprs(mark)}
}

// assert parses an assert statement.
func (p *parser) assert() Stmt {
	start := p.here()
	p.next()
	test := p.expression()
	if test == nil {
		return nil
	}
	h := p.height
	var msg Expr
	if p.accept(TokenComma) {
		if msg = p.expression(); msg == nil {
			return nil
		}
		h = max(h, p.height)
	}
	p.height = h + 1
	return &Assert{Span: p.span(start), Test: test, Msg: msg}
}

// typeAlias parses a type statement.
func (p *parser) typeAlias() Stmt {
	start := p.here()
	p.next()
	name := p.nameExpr(Store)
	params, ok := p.typeParams()
	if !ok {
		return nil
	}
	h := p.height
	if !p.expect(TokenEqual) {
		return nil
	}
	value := p.expression()
	if value == nil {
		return nil
	}
	p.height = max(h, p.height) + 1
	return &TypeAlias{Span: p.span(start), Name: name, TypeParams: params, Value: value}
}
