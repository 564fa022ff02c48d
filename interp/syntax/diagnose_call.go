package syntax

import "github.com/assay-score/assay/interp/source"

// arguments are what the rule for arguments has read.
type arguments struct {
	positional []Expr
	keywords   bool
	unpacked   bool // a ** among them
	last       source.Span
}

// callArguments is the rule for what follows the "(" of a call or class header. It passes the ")".
func (d *diagnoser) callArguments(isCall bool) bool {
	p := d.p
	from := p.pos
	if isCall {
		p.seek(from - 1)
		if d.generator(p.here()) != nil {
			return true
		}
		if d.found != nil {
			return false
		}
		p.seek(from - 1)
		d.invalidComprehension()
		if d.found != nil {
			return false
		}
	}
	p.seek(from)
	if _, ok := d.args(); ok {
		p.accept(TokenComma)
		if p.accept(TokenRParen) {
			return true
		}
	}
	if d.found != nil {
		return false
	}
	p.seek(from)
	d.invalidArguments()
	return false
}

// args is the rule for arguments: positional ones, then keywords.
func (d *diagnoser) args() (arguments, bool) {
	p := d.p
	var a arguments
	from := p.pos
	for {
		at := p.pos
		e := d.attempt(d.positional)
		if d.found != nil {
			return a, false
		}
		if e == nil {
			p.seek(at)
			break
		}
		a.positional = append(a.positional, e)
		a.last = spanOf(e)
		from = p.pos
		if !p.accept(TokenComma) {
			break
		}
	}
	if len(a.positional) > 0 {
		if p.pos == from { // no comma: that was all
			return a, true
		}
		if !d.kwargs(&a) {
			p.seek(from)
		}
		return a, d.found == nil
	}
	ok := d.kwargs(&a)
	return a, ok
}

// positional is the rule for one positional or starred argument.
func (d *diagnoser) positional() Expr {
	p := d.p
	var e Expr
	if p.k == TokenStar {
		e = d.starredExpression()
	} else {
		e = d.argument()
	}
	if e == nil || p.k == TokenEqual {
		return nil
	}
	return e
}

// kwargs is the rule for keywords and starred arguments, then keywords and ** arguments.
func (d *diagnoser) kwargs(a *arguments) bool {
	p := d.p
	n := 0
	double := false
	for {
		at := p.pos
		if !d.kwarg(a, &double) {
			p.seek(at)
			if n > 0 && d.found == nil {
				p.seek(at - 1) // the comma is not ours
				return true
			}
			return false
		}
		n++
		if !p.accept(TokenComma) {
			return true
		}
	}
}

// kwarg is the rule for one argument of kwargs.
func (d *diagnoser) kwarg(a *arguments, double *bool) bool {
	p := d.p
	start := p.here()
	from := p.pos
	d.invalidKwarg()
	p.seek(from)
	if d.found != nil {
		return false
	}
	switch {
	case p.k == TokenDoubleStar:
		p.next()
		if d.attempt(d.expression) == nil {
			return false
		}
		*double, a.unpacked = true, true
	case p.k == TokenStar:
		if *double {
			return false
		}
		if d.attempt(d.starredExpression) == nil {
			return false
		}
	case p.k == TokenName && p.peek() == TokenEqual:
		p.next()
		p.next()
		if d.attempt(d.expression) == nil {
			return false
		}
		a.keywords = true
	default:
		return false
	}
	a.last = p.span(start)
	return true
}

// invalidKwarg looks for a keyword that is none.
func (d *diagnoser) invalidKwarg() {
	p := d.p
	start := p.here()
	from := p.pos
	switch p.k {
	case TokenTrue, TokenFalse, TokenNone:
		if p.peek() == TokenEqual {
			d.raiseAt(source.Span{From: start, To: p.toks[p.pos+1].To}, "cannot assign to "+p.k.String())
			return
		}
	case TokenName:
		if p.peek() == TokenEqual {
			p.next()
			eq := p.toks[p.pos]
			p.next()
			if d.attempt(d.expression) != nil && d.forClauses() {
				d.raiseAt(source.Span{From: start, To: eq.To}, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
			}
			return
		}
	case TokenDoubleStar:
		p.next()
		if d.attempt(d.expression) != nil && p.accept(TokenEqual) {
			if d.attempt(d.expression) != nil {
				d.raiseAt(p.span(start), "cannot assign to keyword argument unpacking")
			}
		}
		return
	}
	p.seek(from)
	if a := d.attempt(d.expression); a != nil && p.k == TokenEqual {
		d.raiseAt(source.Span{From: a.Pos(), To: p.toks[p.pos].To}, "expression cannot contain assignment, perhaps you meant \"==\"?")
	}
}

// invalidArguments looks for mistakes in the arguments as a whole.
func (d *diagnoser) invalidArguments() {
	p := d.p
	from := p.pos
	const parenthesise = "Generator expression must be parenthesized"
	a, ok := d.args()
	if d.found != nil {
		return
	}
	if ok && p.k == TokenComma && p.peek() == TokenStar {
		comma := p.toks[p.pos].From
		p.next()
		if d.attempt(d.starredExpression) != nil && p.k != TokenEqual {
			d.raiseAt(p.span(comma), "iterable argument unpacking follows keyword argument unpacking")
		}
		if d.found != nil {
			return
		}
	}
	p.seek(from)
	if e := d.attempt(d.expression); e != nil && d.forClauses() && p.k == TokenComma {
		d.raiseAt(source.Span{From: e.Pos(), To: p.toks[p.pos-1].To}, parenthesise)
	}
	if d.found != nil {
		return
	}
	// name=expression for …
	p.seek(from)
	if p.k == TokenName && p.peek() == TokenEqual {
		start := p.here()
		p.next()
		eq := p.toks[p.pos]
		p.next()
		if d.attempt(d.expression) != nil && d.forClauses() {
			d.raiseAt(source.Span{From: start, To: eq.To}, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
		}
	}
	if d.found != nil {
		return
	}
	// name= without a value, first or after others
	p.seek(from)
	a, ok = d.args()
	if ok && !p.accept(TokenComma) {
		ok = false
	}
	if !ok {
		p.seek(from)
	}
	for range 2 {
		if p.k == TokenName && p.peek() == TokenEqual {
			if k := p.toks[p.pos+2].Kind; k == TokenComma || k == TokenRParen {
				d.raiseAt(source.Span{From: p.here(), To: p.toks[p.pos+1].To}, "expected argument value expression")
				return
			}
		}
		p.seek(from)
	}
	// arguments with for clauses after them
	a, ok = d.args()
	if !ok {
		return
	}
	end := p.pos
	if d.forClauses() && len(a.positional) > 1 {
		last := a.positional[len(a.positional)-1]
		d.raiseAt(source.Span{From: last.Pos(), To: p.toks[p.pos-1].To}, parenthesise)
	}
	if d.found != nil {
		return
	}
	p.seek(end)
	if !p.accept(TokenComma) {
		return
	}
	at := p.pos
	if e := d.attempt(d.expression); e != nil && d.forClauses() {
		d.raiseAt(source.Span{From: e.Pos(), To: p.toks[p.pos-1].To}, parenthesise)
	}
	if d.found != nil {
		return
	}
	p.seek(at)
	if _, ok := d.args(); ok {
		message := "positional argument follows keyword argument"
		if a.unpacked {
			message += " unpacking"
		}
		d.raiseFar(message)
	}
}
