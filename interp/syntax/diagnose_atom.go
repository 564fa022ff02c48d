package syntax

import "github.com/assay-score/assay/interp/source"

// brackets is the rule for what stands in brackets.
func (d *diagnoser) brackets() Expr {
	return d.memoised(ruleBrackets, func() Expr {
		switch d.p.k {
		case TokenLParen:
			return d.paren()
		case TokenLBracket:
			return d.bracket()
		}
		return d.brace()
	})
}

// paren tries a tuple, a group and a generator expression.
func (d *diagnoser) paren() Expr {
	p := d.p
	start, from := p.here(), p.pos
	p.next()
	if p.accept(TokenRParen) {
		return &Tuple{Span: p.span(start)}
	}
	// tuple
	if first := d.attempt(p.starNamed); first != nil && p.accept(TokenComma) {
		list, ok := d.starNamedList(TokenRParen)
		if ok && p.accept(TokenRParen) {
			return &Tuple{Span: p.span(start), Elts: append([]Expr{first}, list...)}
		}
	}
	if d.found != nil {
		return nil
	}
	// group
	p.seek(from + 1)
	var e Expr
	if p.k == TokenYield {
		e = d.attempt(p.yield)
	} else {
		e = d.attempt(d.walrusOrNamed)
	}
	if e != nil && p.accept(TokenRParen) {
		return e
	}
	if d.found != nil {
		return nil
	}
	p.seek(from + 1)
	at := p.here()
	switch p.k {
	case TokenStar:
		if e := d.attempt(d.starredExpression); e != nil && p.k == TokenRParen {
			d.raiseAt(spanOf(e), "cannot use starred expression here")
		}
	case TokenDoubleStar:
		p.next()
		if d.attempt(d.expression) != nil && p.k == TokenRParen {
			d.raiseAt(source.Span{From: at, To: at + 2}, "cannot use double starred expression here")
		}
	}
	if d.found != nil {
		return nil
	}
	// generator expression
	p.seek(from)
	if e := d.generator(start); e != nil || d.found != nil {
		return e
	}
	p.seek(from)
	d.invalidComprehension()
	return nil
}

func (d *diagnoser) walrusOrNamed() Expr { return d.p.named() }

// generator is the rule for a generator expression, at its "(".
func (d *diagnoser) generator(start source.Pos) Expr {
	p := d.p
	p.next()
	elt := d.attempt(d.argument)
	if elt == nil || p.k != TokenFor && p.k != TokenAsync {
		return nil
	}
	gens := d.comprehensions()
	if gens == nil || !p.accept(TokenRParen) {
		return nil
	}
	return &GeneratorExp{Span: p.span(start), Elt: elt, Generators: gens}
}

// starNamedList reads elements of a display up to the end.
func (d *diagnoser) starNamedList(end TokenKind) ([]Expr, bool) {
	p := d.p
	var list []Expr
	for p.k != end {
		e := d.attempt(p.starNamed)
		if e == nil {
			return list, d.found == nil && len(list) > 0
		}
		list = append(list, e)
		if !p.accept(TokenComma) {
			break
		}
	}
	return list, true
}

// bracket tries a list and a list comprehension.
func (d *diagnoser) bracket() Expr {
	p := d.p
	start, from := p.here(), p.pos
	p.next()
	list, ok := d.starNamedList(TokenRBracket)
	if ok && p.accept(TokenRBracket) {
		return &List{Span: p.span(start), Elts: list}
	}
	if d.found != nil {
		return nil
	}
	p.seek(from + 1)
	if elt := d.attempt(d.walrusOrNamed); elt != nil && (p.k == TokenFor || p.k == TokenAsync) {
		gens := d.comprehensions()
		if gens != nil && p.accept(TokenRBracket) {
			return &ListComp{Span: p.span(start), Elt: elt, Generators: gens}
		}
	}
	if d.found != nil {
		return nil
	}
	p.seek(from)
	d.invalidComprehension()
	return nil
}

// brace tries a dict, a set, and the comprehensions of both.
func (d *diagnoser) brace() Expr {
	p := d.p
	start, from := p.here(), p.pos
	p.next()
	if d.pairs() && p.accept(TokenRBrace) {
		return &Dict{Span: p.span(start)}
	}
	if d.found != nil {
		return nil
	}
	p.seek(from + 1)
	d.invalidPairs()
	if d.found != nil {
		return nil
	}
	p.seek(from + 1)
	if list, ok := d.starNamedList(TokenRBrace); ok && len(list) > 0 && p.accept(TokenRBrace) {
		return &Set{Span: p.span(start), Elts: list}
	}
	if d.found != nil {
		return nil
	}
	// dict comprehension
	p.seek(from + 1)
	if d.pair() && d.forClauses() && p.accept(TokenRBrace) {
		return &DictComp{Span: p.span(start)}
	}
	if d.found != nil {
		return nil
	}
	p.seek(from + 1)
	if at := p.toks[p.pos].Span; p.accept(TokenDoubleStar) {
		if p.binary(precBitOr) != nil && d.forClauses() && p.k == TokenRBrace {
			d.raiseAt(at, "dict unpacking cannot be used in dict comprehension")
		}
		if d.found != nil {
			return nil
		}
	}
	// set comprehension
	p.seek(from + 1)
	if elt := d.attempt(d.walrusOrNamed); elt != nil && d.forClauses() && p.accept(TokenRBrace) {
		return &SetComp{Span: p.span(start)}
	}
	if d.found != nil {
		return nil
	}
	p.seek(from)
	d.invalidComprehension()
	return nil
}

// pair is the rule for key and value.
func (d *diagnoser) pair() bool {
	p := d.p
	return d.attempt(d.expression) != nil && p.accept(TokenColon) && d.attempt(d.expression) != nil
}

// keyWithoutColon has the say where a key after the first is itself a mistake: as far as it goes, it lacks its colon.
func (d *diagnoser) keyWithoutColon(key int) {
	p := d.p
	first := d.found
	d.found = nil
	p.seek(key)
	if e := d.plainly(p.plainExpression); e != nil && p.k != TokenColon {
		d.raiseAt(source.Span{From: e.End() - 1, To: e.End()}, "':' expected after dictionary key")
		return
	}
	d.found = first
}

// pairs reads entries of a dict.
func (d *diagnoser) pairs() bool {
	p := d.p
	for n := 0; p.k != TokenRBrace; n++ {
		from := p.pos
		if n > 0 && p.k != TokenDoubleStar && d.attempt(d.expression) == nil && d.found != nil {
			d.keyWithoutColon(from)
			return false
		}
		p.seek(from)
		if p.accept(TokenDoubleStar) {
			if p.binary(precBitOr) == nil {
				p.seek(from)
				return false
			}
		} else if !d.pair() {
			p.seek(from)
			return false
		}
		if !p.accept(TokenComma) {
			break
		}
	}
	return d.found == nil
}

// invalidPairs looks for mistakes in the entries of a dict.
func (d *diagnoser) invalidPairs() {
	p := d.p
	from := p.pos
	// Good entries, then a bad one.
	n := 0
	last := -1 // where the last comma's next entry begins
	for p.k != TokenRBrace {
		at := p.pos
		ok := false
		if p.accept(TokenDoubleStar) {
			ok = p.binary(precBitOr) != nil
		} else {
			ok = d.pair()
		}
		if d.found != nil {
			return
		}
		if !ok {
			p.seek(at)
			break
		}
		n++
		last = -1
		if !p.accept(TokenComma) {
			break
		}
		last = p.pos
	}
	if n > 0 && last >= 0 {
		p.seek(last)
		d.invalidPair(true)
	}
	if d.found != nil {
		return
	}
	p.seek(from)
	d.invalidPair(false)
}

// invalidPair looks for mistakes in one entry: a key without a colon (which only an entry after others shows), or
// without a good value.
func (d *diagnoser) invalidPair(later bool) {
	p := d.p
	a := d.attempt(d.expression)
	if a == nil {
		return
	}
	if p.k != TokenColon {
		if later {
			end := max(a.End(), 1)
			d.raiseAt(source.Span{From: end - 1, To: end}, "':' expected after dictionary key")
		}
		return
	}
	colon := p.toks[p.pos].Span
	p.next()
	switch p.k {
	case TokenStar:
		at := p.toks[p.pos].Span
		p.next()
		if p.binary(precBitOr) != nil {
			d.raiseAt(at, "cannot use a starred expression in a dictionary value")
		}
	case TokenRBrace, TokenComma:
		d.raiseAt(colon, "expression expected after dictionary key and ':'")
	}
}

// starredExpression is the rule for a starred argument.
func (d *diagnoser) starredExpression() Expr {
	p := d.p
	start := p.here()
	p.next()
	e := d.attempt(d.expression)
	if d.found != nil {
		return nil
	}
	if e == nil {
		d.raiseFar("Invalid star expression")
		return nil
	}
	if p.k == TokenEqual {
		at := p.pos
		p.next()
		if b := d.attempt(d.expression); b != nil {
			d.raiseAt(p.span(start), "cannot assign to iterable argument unpacking")
			return nil
		}
		p.seek(at)
	}
	return p.newStarred(start, e)
}
