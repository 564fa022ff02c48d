package syntax

import "fmt"

// statement is the rule for a statement.
func (d *diagnoser) statement() {
	p := d.p
	from := p.pos
	if p.isName("match") {
		d.invalidMatch()
		p.seek(from)
	}
	if d.found == nil {
		p.statementLine()
	}
}

// block passes the statements of a clause. Those on lines of their own have been read already.
func (d *diagnoser) block(keyword int, what string) bool {
	p := d.p
	if p.k != TokenNewline {
		return p.simpleLine()
	}
	p.next()
	if p.k != TokenIndent {
		p.noBlock(keyword, what)
		return false
	}
	for level := 0; ; p.next() {
		switch p.k {
		case TokenIndent:
			level++
		case TokenDedent:
			if level--; level == 0 {
				p.next()
				return true
			}
		case TokenEOF:
			return false
		}
	}
}

// simple is the rule for a simple statement.
func (d *diagnoser) simple() Stmt {
	p := d.p
	from := p.pos
	if s, done := d.assignment(); done {
		return s
	}
	p.seek(from)
	switch p.k {
	case TokenImport:
		d.invalidImport()
	case TokenFrom:
		d.invalidImportFrom()
	case TokenDel:
		if p.plainSimple() != nil {
			return &Pass{}
		}
		p.seek(from + 1)
		if e := d.attempt(p.starExpressions); e != nil {
			d.raiseTarget(e, useDelete)
		}
		return nil
	}
	if d.found != nil {
		return nil
	}
	p.seek(from)
	if p.k == TokenName || beginsExpr[p.k] || p.k == TokenYield {
		if p.k == TokenName && p.peek() == TokenName && p.isName("type") {
			if s := p.typeAlias(); s != nil || d.found != nil {
				return s
			}
			p.seek(from)
		}
		if p.yieldOrStarExpressions() == nil {
			return nil
		}
		return &Pass{}
	}
	return p.plainSimple()
}

// assignment is the rule for assignments. done says that no other rule is to be tried.
func (d *diagnoser) assignment() (s Stmt, done bool) {
	p := d.p
	from := p.pos
	// target: annotation = value
	if target := d.attempt(d.singleTarget); target != nil {
		switch {
		case p.k == TokenColon:
			p.next()
			if d.attempt(d.expression) != nil {
				if at := p.pos; p.accept(TokenEqual) {
					if p.yieldOrStarExpressions() == nil {
						p.seek(at)
					}
				}
				return &Pass{}, true
			}
		case p.k >= TokenPlusEqual && p.k <= TokenDoubleSlashEqual:
			p.next()
			if p.yieldOrStarExpressions() == nil {
				return nil, true
			}
			return &Pass{}, true
		}
	}
	if d.found != nil {
		return nil, true
	}
	// targets = targets = value
	p.seek(from)
	n := d.targets()
	if d.found != nil {
		return nil, true
	}
	if n > 0 && p.yieldOrStarExpressions() != nil && p.k != TokenEqual {
		return &Pass{}, true
	}
	if d.found != nil {
		return nil, true
	}
	p.seek(from)
	d.invalidAssignment()
	return nil, d.found != nil
}

// targets passes "targets =" as often as it stands there, and counts.
func (d *diagnoser) targets() int {
	p := d.p
	for n := 0; ; n++ {
		at := p.pos
		if p.starTargets(TokenEqual) == nil || !p.accept(TokenEqual) {
			p.seek(at)
			return n
		}
	}
}

// singleTarget is the rule for a target that may be annotated or updated.
func (d *diagnoser) singleTarget() Expr {
	e := d.p.primary()
	switch e.(type) {
	case *Name, *Attribute, *Subscript:
		return e
	}
	return nil
}

// invalidAssignment looks for targets that cannot be.
func (d *diagnoser) invalidAssignment() {
	p := d.p
	from := p.pos
	if p.k == TokenLBracket || p.k == TokenLParen {
		if e := d.attempt(p.atom); e != nil && p.k == TokenColon {
			switch e.(type) {
			case *List, *Tuple:
				p.next()
				if d.attempt(d.expression) != nil {
					d.raiseAt(spanOf(e), fmt.Sprintf("only single target (not %s) can be annotated", exprTitle(e)))
				}
			}
		}
	}
	if d.found != nil {
		return
	}
	p.seek(from)
	if a := d.attempt(p.starNamed); a != nil && p.accept(TokenComma) {
		for at := -1; at != p.pos && p.k != TokenColon && d.found == nil; {
			at = p.pos
			d.starNamedList(TokenColon)
		}
		if d.found == nil && p.accept(TokenColon) && d.attempt(d.expression) != nil {
			d.raiseAt(spanOf(a), "only single target (not tuple) can be annotated")
		}
	}
	if d.found != nil {
		return
	}
	p.seek(from)
	if a := d.attempt(d.expression); a != nil && p.accept(TokenColon) && d.attempt(d.expression) != nil {
		d.raiseAt(spanOf(a), "illegal target for annotation")
	}
	if d.found != nil {
		return
	}
	p.seek(from)
	d.targets()
	after := p.pos
	if a := d.attempt(p.starExpressions); a != nil && p.k == TokenEqual {
		d.raiseTarget(a, useAssign)
	}
	if d.found != nil {
		return
	}
	p.seek(after)
	if p.k == TokenYield {
		if a := d.attempt(p.yield); a != nil && p.k == TokenEqual {
			d.raiseAt(spanOf(a), "assignment to yield expression not possible")
			return
		}
	}
	if d.found != nil {
		return
	}
	p.seek(from)
	if a := d.attempt(p.starExpressions); a != nil && p.k >= TokenPlusEqual && p.k <= TokenDoubleSlashEqual {
		p.next()
		if p.yieldOrStarExpressions() != nil && d.found == nil {
			d.raiseAt(spanOf(a), fmt.Sprintf("'%s' is an illegal expression for augmented assignment", exprTitle(a)))
		}
	}
}
