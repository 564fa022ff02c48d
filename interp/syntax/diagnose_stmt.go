package syntax

import (
	"fmt"

	"github.com/assay-score/assay/interp/source"
)

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

// invalidImport looks for mistakes in an import statement.
func (d *diagnoser) invalidImport() {
	p := d.p
	start := p.here()
	p.next()
	if p.k == TokenNewline {
		d.raiseHere("Expected one or more names after 'import'")
		return
	}
	from := p.pos
	for {
		if _, ok := p.dotted(); !ok {
			break
		}
		if !p.accept(TokenComma) {
			break
		}
	}
	if p.pos > from && p.accept(TokenFrom) {
		if _, ok := p.dotted(); ok {
			d.raiseAt(p.span(start), "Did you mean to use 'from ... import ...' instead?")
			return
		}
	}
	p.seek(from)
	for {
		if _, ok := p.dotted(); !ok {
			return
		}
		d.importTarget()
		if d.found != nil {
			return
		}
		if _, ok := p.asName(); !ok || !p.accept(TokenComma) {
			return
		}
	}
}

// importTarget looks for something else than a name after "as".
func (d *diagnoser) importTarget() {
	p := d.p
	if p.old || p.k != TokenAs {
		return
	}
	from := p.pos
	p.next()
	if p.k == TokenName {
		switch p.peek() {
		case TokenComma, TokenRParen, TokenSemicolon, TokenNewline:
			p.seek(from)
			return
		}
	}
	if e := d.attempt(d.expression); e != nil {
		d.raiseAt(spanOf(e), fmt.Sprintf("cannot use %s as import target", exprTitle(e)))
	}
	p.seek(from)
}

// invalidImportFrom looks for mistakes in what a from statement imports.
func (d *diagnoser) invalidImportFrom() {
	p := d.p
	p.next()
	for p.k == TokenDot || p.k == TokenEllipsis {
		p.next()
	}
	if p.k != TokenImport {
		if _, ok := p.dotted(); !ok {
			return
		}
	}
	if !p.accept(TokenImport) {
		return
	}
	if p.k == TokenNewline {
		d.raiseHere("Expected one or more names after 'import'")
		return
	}
	parens := p.accept(TokenLParen)
	for {
		if _, ok := p.identifier(); !ok {
			return
		}
		d.importTarget()
		if d.found != nil {
			return
		}
		if _, ok := p.asName(); !ok {
			return
		}
		if !p.accept(TokenComma) {
			return
		}
		if p.k == TokenNewline && !parens {
			d.raiseFar("trailing comma not allowed without surrounding parentheses")
			return
		}
	}
}

// withHead looks for a with statement that lacks its colon; the parser is behind the "with".
func (d *diagnoser) withHead() bool {
	p := d.p
	from := p.pos
	if p.accept(TokenLParen) {
		if d.withItems(p.expressions) {
			p.accept(TokenComma)
			if p.accept(TokenRParen) && p.k == TokenNewline {
				d.raiseFar("expected ':'")
			}
		}
		p.seek(from)
	}
	if d.found == nil && d.withItems(p.expression) {
		if p.k == TokenNewline {
			d.raiseFar("expected ':'")
		} else if p.k == TokenComma && p.peek() == TokenColon && !p.old {
			d.raiseHere("the last 'with' item has a trailing comma")
		}
	}
	p.seek(from)
	return d.found != nil
}

// withItems passes items of a with statement.
func (d *diagnoser) withItems(expr func() Expr) bool {
	p := d.p
	for {
		if d.attempt(expr) == nil {
			return false
		}
		if at := p.pos; p.accept(TokenAs) && p.starTarget() == nil {
			p.seek(at)
			return d.found == nil
		}
		if p.k != TokenComma || p.peek() == TokenColon || p.peek() == TokenRParen {
			return d.found == nil
		}
		p.next()
	}
}

// withTarget looks for what cannot be bound after the "as" of a with item, at token i.
func (d *diagnoser) withTarget(i int) {
	p := d.p
	if d.found != nil {
		return
	}
	p.seek(i)
	if e := d.attempt(d.expression); e != nil {
		switch p.k {
		case TokenComma, TokenRParen, TokenColon:
			d.raiseTarget(e, useAssign)
		}
	}
}

// severalExceptions looks for exception types that need parentheses, the first of which is at token i; the parser is
// at the comma.
func (d *diagnoser) severalExceptions(i int) bool {
	p := d.p
	comma := p.pos
	p.next()
	at := p.toks[i].From
	if d.attempt(p.expressions) != nil {
		end := p.toks[p.pos-1].To
		as := false
		if p.accept(TokenAs) {
			_, as = p.identifier()
		}
		if p.k == TokenColon {
			switch {
			case p.old:
				d.raiseAt(source.Span{From: at, To: end}, "multiple exception types must be parenthesized")
			case as:
				d.raiseAt(source.Span{From: at, To: end}, "multiple exception types must be parenthesized when using 'as'")
			}
		}
	}
	p.seek(comma)
	return d.found != nil
}

// exceptTarget looks for something else than a name after the "as" of an except clause, at token i.
func (d *diagnoser) exceptTarget(i int, star bool) {
	p := d.p
	if p.old || d.found != nil {
		return
	}
	at := p.pos
	p.seek(i)
	if e := d.attempt(d.expression); e != nil && p.k == TokenColon {
		word := "except"
		if star {
			word = "except*"
		}
		d.raiseAt(spanOf(e), fmt.Sprintf("cannot use %s statement with %s", word, exprTitle(e)))
	}
	p.seek(at)
}

// invalidMatch looks for a match statement without its colon or without its block.
func (d *diagnoser) invalidMatch() {
	p := d.p
	keyword := p.pos
	p.next()
	if !beginsExpr[p.k] {
		return
	}
	e := d.attempt(p.starNamed)
	if e == nil {
		return
	}
	if p.k == TokenComma {
		p.next()
		d.starNamedList(TokenColon)
		if d.found != nil {
			return
		}
	} else if _, star := e.(*Starred); star {
		return
	}
	switch {
	case p.k == TokenNewline:
		d.raiseFar("expected ':'")
	case p.k == TokenColon && p.peek() == TokenNewline && p.toks[p.pos+2].Kind != TokenIndent:
		p.next()
		p.next()
		p.noBlock(keyword, "'match' statement")
	case p.k == TokenColon && p.peek() == TokenNewline:
		// The first case is looked for behind the indentation.
		d.far = max(d.far, p.pos+3)
	}
}

// matchCase is the rule for a case.
func (d *diagnoser) matchCase() bool {
	return d.p.matchCase() != nil
}

// patternTarget looks for what cannot be bound after the "as" of a pattern, at which the parser is.
func (d *diagnoser) patternTarget() bool {
	p := d.p
	if p.k == TokenName && !p.isName("_") && p.captureFollows() {
		return false
	}
	from := p.pos
	if p.isName("_") {
		d.raiseHere("cannot use '_' as a target")
	} else if p.old && p.k == TokenName {
		return false
	} else if e := d.attempt(d.expression); e != nil {
		if p.old {
			d.raiseAt(spanOf(e), "invalid pattern target")
		} else {
			d.raiseAt(spanOf(e), fmt.Sprintf("cannot use %s as pattern target", exprTitle(e)))
		}
	}
	p.seek(from)
	return d.found != nil
}

// positionalAfterKeyword reports the positional patterns from token i on.
func (d *diagnoser) positionalAfterKeyword(i int) {
	p := d.p
	end := p.toks[p.pos-1].To
	for p.k == TokenComma && !(p.peek() == TokenName && p.toks[min(p.pos+2, len(p.toks)-1)].Kind == TokenEqual) {
		p.next()
		if p.k == TokenRParen || p.pattern() == nil {
			break
		}
		end = p.toks[p.pos-1].To
	}
	d.raiseAt(source.Span{From: p.toks[i].From, To: end}, "positional patterns follow keyword patterns")
}

// boundOnStarred reports a bound on *Ts or **P; the parser is at its colon.
func (d *diagnoser) boundOnStarred(stars TokenKind) {
	p := d.p
	colon := p.toks[p.pos].Span
	p.next()
	e := d.attempt(d.expression)
	if e == nil {
		return
	}
	what, of := "bound", "TypeVarTuple"
	if _, tuple := e.(*Tuple); tuple {
		what = "constraints"
	}
	if stars == TokenDoubleStar {
		of = "ParamSpec"
	}
	d.raiseAt(colon, "cannot use "+what+" with "+of)
}
