package syntax

import (
	"fmt"

	"github.com/assay-score/assay/interp/source"
)

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
	if p.k == TokenColon {
		d.far = max(d.far, p.pos+1)
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
