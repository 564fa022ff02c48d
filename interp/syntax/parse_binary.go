package syntax

import "github.com/assay-score/assay/interp/source"

// binary parses operators that bind at least as tightly as least.
func (p *parser) binary(least uint8) Expr {
	if p.second != nil && least == precBitOr {
		return p.second.memoised(ruleBitOr, func() Expr { return p.plainBinary(precBitOr) })
	}
	return p.plainBinary(least)
}

// plainBinary is binary without the diagnoser's memory.
func (p *parser) plainBinary(least uint8) Expr {
	start := p.here()
	left := p.unary(least)
	for left != nil {
		from := p.pos
		prec := precedence[p.k]
		if prec < least || prec == precNone {
			return left
		}
		switch {
		case prec > precCompare:
			op := binaryOperator[p.k]
			h := p.height
			if p.diag != nil && p.diag.notAfterOperator() {
				return nil
			}
			at := p.pos
			p.next()
			right := p.binary(prec + 1)
			if right == nil {
				return p.partly(at, left)
			}
			if !p.grow(max(h, p.height)) {
				return nil
			}
			b := p.arena.binOp.get()
			b.Span, b.Left, b.Op, b.Right = p.span(start), left, op, right
			left = b
		case prec == precCompare:
			if p.k == TokenNot && p.toks[p.pos+1].Kind != TokenIn {
				p.far = max(p.far, p.pos+1) // "not in" was looked for
				return left
			}
			left = p.comparison(start, left)
		case prec == precAnd:
			left = p.boolean(start, left, TokenAnd, And)
		default:
			left = p.boolean(start, left, TokenOr, Or)
		}
		if p.pos == from {
			return left // partly
		}
	}
	return nil
}

// partly is what a rule gives that cannot go on behind the operator at token at. There is no way on from there for
// correct text; but the diagnoser has rules for what may follow, and for them what there is so far is an expression.
func (p *parser) partly(at int, e Expr) Expr {
	if !p.again || p.diag != nil && p.diag.found != nil {
		return nil
	}
	p.seek(at)
	return e
}

// boolean goes on at the first "and" or "or" after left and takes in all that follow.
func (p *parser) boolean(start source.Pos, left Expr, token TokenKind, op BoolOperator) Expr {
	mark := len(p.exprStack)
	p.exprStack = append(p.exprStack, left)
	h := p.height
	tighter := precNot
	if op == Or {
		tighter = precAnd
	}
	for p.k == token {
		at := p.pos
		p.next()
		e := p.binary(tighter)
		if e == nil {
			if p.again && p.partly(at, left) != nil {
				break
			}
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
	}
	if p.again && len(p.exprStack) == mark+1 {
		p.exprStack = p.exprStack[:mark]
		return left
	}
	if !p.grow(h) {
		p.exprStack = p.exprStack[:mark]
		return nil
	}
	b := p.arena.boolOp.get()
	b.Span, b.Op, b.Values = p.span(start), op, p.cutExprs(mark)
	return b
}

// comparison goes on at the first comparison operator after left and takes in the whole chain.
func (p *parser) comparison(start source.Pos, left Expr) Expr {
	mark := len(p.exprStack)
	h := p.height
	var few [4]CmpOp
	ops := few[:0]
	for precedence[p.k] == precCompare {
		at := p.pos
		op := compareOperator[p.k]
		switch p.k {
		case TokenNot:
			if p.peek() != TokenIn {
				p.far = max(p.far, p.pos+1)
				goto done
			}
			p.next()
		case TokenIs:
			if p.peek() == TokenNot {
				op = IsNot
				p.next()
			}
		}
		p.next()
		e := p.binary(precBitOr)
		if e == nil {
			if p.again && p.partly(at, left) != nil {
				break
			}
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		ops = append(ops, op)
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
	}
done:
	if p.again && len(ops) == 0 {
		return left
	}
	if !p.grow(h) {
		p.exprStack = p.exprStack[:mark]
		return nil
	}
	c := p.arena.compare.get()
	c.Span, c.Left, c.Ops, c.Comparators = p.span(start), left, p.arena.cmpOps.list(ops), p.cutExprs(mark)
	return c
}
