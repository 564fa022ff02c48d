package syntax

import "github.com/assay-score/assay/interp/source"

// expression is the rule for an expression with the mistakes that look like two of them side by side, a print
// statement, or half a conditional expression.
func (d *diagnoser) expression() Expr {
	return d.memoised(ruleExpression, func() Expr {
		p := d.p
		if !p.enter() {
			p.leave()
			return nil
		}
		defer p.leave()
		if p.diag == nil {
			return p.plainExpression()
		}
		from := p.pos
		d.invalidExpression()
		p.seek(from)
		if d.found != nil {
			return nil
		}
		d.legacyStatement()
		p.seek(from)
		if d.found != nil {
			return nil
		}
		return p.plainExpression()
	})
}

// invalidExpression looks for the mistakes in an expression as a whole.
func (d *diagnoser) invalidExpression() {
	p := d.p
	from := p.pos
	if !p.old && p.k == TokenString {
		d.textBetweenStrings()
		p.seek(from)
	}
	if d.found != nil {
		return
	}
	start := p.toks[from]
	word := ""
	if start.Kind == TokenName {
		word = p.text(&start)
	}
	a := d.disjunctionOrNil()
	if a == nil {
		d.statementBeforeIf()
		return
	}
	soft := word == "_" || word == "match" || word == "case" || word == "type"
	if !soft && !(start.Kind == TokenName && isStringKind(p.toks[from+1].Kind)) && beginsExpr[p.k] {
		end := p.pos
		b := d.plainly(p.plainExpression)
		if b != nil && !isLegacy(a) && p.toks[p.pos-1].level > 0 {
			d.raiseAt(source.Span{From: start.From, To: p.toks[p.pos-1].To}, "invalid syntax. Perhaps you forgot a comma?")
			return
		}
		p.seek(end)
	}
	if p.k != TokenIf {
		return
	}
	p.next()
	b := d.disjunctionOrNil()
	if b == nil || d.found != nil {
		return
	}
	if p.k != TokenElse && p.k != TokenColon {
		d.raiseAt(source.Span{From: start.From, To: p.toks[p.pos-1].To}, "expected 'else' after 'if' expression")
		return
	}
	if p.old || !p.accept(TokenElse) {
		return
	}
	at := p.pos
	if d.attempt(d.expression) == nil && d.found == nil {
		p.seek(at)
		d.raiseHere("expected expression after 'else', but statement is given")
	}
}

func isStringKind(k TokenKind) bool { return k == TokenString }

// isLegacy says whether an expression is the name of a statement of old.
func isLegacy(e Expr) bool {
	n, ok := e.(*Name)
	return ok && (n.ID == "print" || n.ID == "exec")
}

// textBetweenStrings looks for a string that ended early: expressions between two strings.
func (d *diagnoser) textBetweenStrings() {
	p := d.p
	p.next()
	var first, last Expr
	for p.k != TokenString {
		e := d.attempt(func() Expr { return d.plainly(p.plainExpression) })
		if e == nil {
			break
		}
		if first == nil {
			first = e
		}
		last = e
	}
	if first != nil && p.k == TokenString {
		d.raiseAt(over(first, last), "invalid syntax. Is this intended to be part of the string?")
	}
}

// statementBeforeIf looks for pass, break or continue in the place of a value: 3.14 has words for it.
func (d *diagnoser) statementBeforeIf() {
	p := d.p
	if p.old || d.found != nil {
		return
	}
	switch p.k {
	case TokenPass, TokenBreak, TokenContinue:
	default:
		return
	}
	at := p.toks[p.pos].Span
	p.next()
	if !p.expect(TokenIf) || d.disjunctionOrNil() == nil || !p.expect(TokenElse) {
		return
	}
	if d.simple() != nil && d.found == nil {
		d.raiseAt(at, "expected expression before 'if', but statement is given")
	}
}

// legacyStatement looks for print and exec as they were written in Python 2.
func (d *diagnoser) legacyStatement() {
	p := d.p
	if p.k != TokenName || p.peek() == TokenLParen {
		return
	}
	name := p.text(&p.toks[p.pos])
	from := p.here()
	p.next()
	if !beginsExpr[p.k] {
		return
	}
	// The expressions are read, and what is wrong in them found, whatever the name.
	if p.starExpressions() != nil && d.found == nil && (name == "print" || name == "exec") {
		d.raiseAt(p.span(from), "Missing parentheses in call to '"+name+"'. Did you mean "+name+"(...)?")
	}
}

// disjunction is the rule for what may stand before "if" in a conditional expression.
func (d *diagnoser) disjunction() Expr {
	return d.memoised(ruleDisjunction, func() Expr { return d.p.plainBinary(precOr) })
}

func (d *diagnoser) disjunctionOrNil() Expr {
	return d.attempt(d.disjunction)
}

// named is the rule for an expression that may be an assignment expression, with the mistakes that have an equals
// sign in its place.
func (d *diagnoser) named() Expr {
	return d.memoised(ruleNamed, func() Expr {
		p := d.p
		from := p.pos
		d.invalidNamed()
		p.seek(from)
		if d.found != nil {
			return nil
		}
		e := d.expression()
		if e == nil || p.k == TokenColonEqual {
			return nil
		}
		return e
	})
}

// invalidNamed looks for := after what is no name, and = where there can be none.
func (d *diagnoser) invalidNamed() {
	p := d.p
	from := p.pos
	if a := d.attempt(d.expression); a != nil && p.accept(TokenColonEqual) {
		if d.attempt(d.expression) != nil {
			d.raiseAt(spanOf(a), "cannot use assignment expressions with "+exprTitle(a))
			return
		}
	}
	if d.found != nil {
		return
	}
	p.seek(from)
	bitOr := func() Expr { return p.binary(precBitOr) }
	a := d.attempt(bitOr)
	if a == nil || p.k != TokenEqual {
		return
	}
	isName := p.toks[from].Kind == TokenName && p.pos == from+1
	p.next()
	b := d.attempt(bitOr)
	if b == nil || p.k == TokenEqual || p.k == TokenColonEqual {
		return
	}
	if isName {
		d.raiseAt(over(a, b), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
		return
	}
	switch a := a.(type) {
	case *List, *Tuple, *GeneratorExp:
		return
	case *Constant:
		if a.Kind == None || a.Kind == True || a.Kind == False {
			return
		}
	}
	// What begins with a display or singleton is none of these mistakes even where it goes on.
	switch p.toks[from].Kind {
	case TokenNone, TokenTrue, TokenFalse:
		return
	case TokenLBracket, TokenLParen:
		if d.displayAt(from) {
			return
		}
	}
	d.raiseAt(spanOf(a), "cannot assign to "+exprTitle(a)+" here. Maybe you meant '==' instead of '='?")
}

// displayAt says whether a list, a tuple or a generator expression stands at a token.
func (d *diagnoser) displayAt(i int) bool {
	p := d.p
	at := p.pos
	p.seek(i)
	e := d.brackets()
	p.seek(at)
	switch e.(type) {
	case *List, *Tuple, *GeneratorExp:
		return e.Pos() == p.toks[i].From
	}
	return false
}

// argument is the rule for a positional argument: a walrus, or an expression without one.
func (d *diagnoser) argument() Expr {
	p := d.p
	if p.k == TokenName && p.toks[p.pos+1].Kind == TokenColonEqual {
		return p.walrus()
	}
	e := p.expression()
	if e == nil || p.k == TokenColonEqual {
		return nil
	}
	return e
}

// notAfterOperator looks for "not" right after a binary operator, at which the parser is.
func (d *diagnoser) notAfterOperator() bool {
	p := d.p
	switch p.k {
	case TokenPlus, TokenMinus, TokenStar, TokenSlash, TokenPercent, TokenDoubleSlash, TokenAt:
		return d.misplacedNot()
	}
	return false
}

// notAfterSign looks for "not" right after a sign, at which the parser is.
func (d *diagnoser) notAfterSign() bool { return d.misplacedNot() }

func (d *diagnoser) misplacedNot() bool {
	p := d.p
	if p.peek() != TokenNot {
		return false
	}
	from := p.pos
	p.next()
	at := p.here()
	e := d.attempt(func() Expr { return p.plainBinary(precNot) })
	if e != nil {
		d.raiseAt(p.span(at), "'not' after an operator must be parenthesized")
	}
	p.seek(from)
	return d.found != nil
}

// lambdaInField looks for the colon of a lambda that a replacement field takes for its own.
func (d *diagnoser) lambdaInField(start source.Pos) bool {
	p := d.p
	switch p.k {
	case TokenFStringMiddle, TokenTStringMiddle, TokenRBrace:
		// Text may be missing, but no expression begins with a brace that closes.
		if d.fields > 0 {
			d.raiseAt(p.span(start), stringTitle(d.template)+": lambda expressions are not allowed without parentheses")
			return true
		}
	}
	return false
}
