package syntax

import "github.com/assay-score/assay/interp/source"

// invalidComprehension looks for mistakes in the element of a comprehension, at its bracket.
func (d *diagnoser) invalidComprehension() {
	p := d.p
	paren := p.k == TokenLParen
	p.next()
	from := p.pos
	if p.k == TokenStar {
		if e := d.attempt(d.starredExpression); e != nil && d.forClauses() {
			d.raiseAt(spanOf(e), "iterable unpacking cannot be used in comprehension")
		}
		if d.found != nil {
			return
		}
		p.seek(from)
	}
	if paren {
		return
	}
	a := d.attempt(p.starNamed)
	if a == nil || p.k != TokenComma {
		return
	}
	comma := p.toks[p.pos].Span
	p.next()
	at := p.pos
	if list, ok := d.starNamedList(TokenEOF); ok && len(list) > 0 && d.forClauses() {
		d.raiseAt(over(a, list[len(list)-1]), "did you forget parentheses around the comprehension target?")
		return
	}
	p.seek(at)
	if d.found == nil && d.forClauses() {
		d.raiseAt(source.Span{From: a.Pos(), To: comma.To}, "did you forget parentheses around the comprehension target?")
	}
}

// forClauses says whether comprehension clauses follow, and passes them.
func (d *diagnoser) forClauses() bool {
	if d.found != nil || d.p.k != TokenFor && d.p.k != TokenAsync {
		return false
	}
	return d.comprehensions() != nil
}

// comprehensions is the rule for the clauses of a comprehension.
func (d *diagnoser) comprehensions() []*Comprehension {
	p := d.p
	var list []*Comprehension
	for p.k == TokenFor || p.k == TokenAsync && p.peek() == TokenFor {
		from := p.pos
		start := p.here()
		p.accept(TokenAsync)
		p.next()
		targets := p.pos
		if target := p.starTargets(TokenIn); target == nil || p.k != TokenIn {
			if d.found == nil {
				p.seek(targets)
				d.missingIn()
			}
			if d.found == nil {
				d.invalidForTarget(targets)
			}
			p.seek(from)
			return list
		}
		p.next()
		if d.attempt(d.disjunction) == nil {
			return nil
		}
		for p.k == TokenIf {
			at := p.pos
			p.next()
			if d.attempt(d.disjunction) == nil {
				if d.found != nil {
					return nil
				}
				p.seek(at)
				break
			}
		}
		list = append(list, &Comprehension{Span: p.span(start)})
	}
	return list
}

// missingIn looks for a for clause whose variables no "in" follows.
func (d *diagnoser) missingIn() {
	p := d.p
	bitOr := func() Expr { return p.binary(precBitOr) }
	if d.attempt(bitOr) == nil {
		return
	}
	for p.k == TokenComma {
		p.next()
		if d.attempt(bitOr) == nil {
			break
		}
	}
	if d.found == nil && p.k != TokenIn {
		d.raiseFar("'in' expected after for-loop variables")
	}
}

// invalidForTarget looks for what cannot be bound in the variables of a for, at token i.
func (d *diagnoser) invalidForTarget(i int) {
	if d.found != nil {
		return
	}
	p := d.p
	at := p.pos
	p.seek(i)
	if e := d.attempt(p.starExpressions); e != nil {
		d.raiseTarget(e, useFor)
		d.far = max(d.far, p.pos)
	}
	p.seek(at)
}
