package syntax

import "github.com/assay-score/assay/interp/source"

// patterns parses what stands after "case": a pattern, or a sequence without brackets.
func (p *parser) patterns() Pattern {
	start := p.here()
	first := p.starPattern()
	if first == nil {
		return nil
	}
	if p.k != TokenComma {
		if _, star := first.(*MatchStar); star {
			p.bad()
			return nil
		}
		return first
	}
	list, ok := p.restOfPatterns(first, func(k TokenKind) bool { return k == TokenColon || k == TokenIf })
	if !ok {
		return nil
	}
	return &MatchSequence{Span: p.span(start), Patterns: list}
}

// restOfPatterns goes on after the first subpattern of a sequence, up to a token that ends it.
func (p *parser) restOfPatterns(first Pattern, ends func(TokenKind) bool) ([]Pattern, bool) {
	list := []Pattern{first}
	h := p.height
	for p.accept(TokenComma) && !ends(p.k) {
		x := p.starPattern()
		if x == nil {
			return nil, false
		}
		list = append(list, x)
		h = max(h, p.height)
	}
	p.height = h + 1
	return list, true
}

// starPattern parses an element of a sequence pattern.
func (p *parser) starPattern() Pattern {
	if p.k != TokenStar {
		return p.pattern()
	}
	start := p.here()
	p.next()
	if p.k == TokenName && !p.isName("_") && !p.captureFollows() {
		p.bad()
		return nil
	}
	name, ok := p.identifier()
	if !ok {
		return nil
	}
	if name == "_" {
		name = ""
	}
	p.height = 1
	return &MatchStar{Span: p.span(start), Name: name}
}

// captureFollows says whether the name that is next can be a capture: what follows does not make it a value, a
// class or a keyword.
func (p *parser) captureFollows() bool {
	switch p.peek() {
	case TokenDot, TokenLParen, TokenEqual:
		p.far = max(p.far, p.pos+1)
		return false
	}
	return true
}

// pattern parses alternatives, and a name for them.
func (p *parser) pattern() Pattern {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	start := p.here()
	x := p.closedPattern()
	if x == nil {
		return nil
	}
	if p.k == TokenVBar {
		list := []Pattern{x}
		h := p.height
		for p.accept(TokenVBar) {
			if x = p.closedPattern(); x == nil {
				return nil
			}
			list = append(list, x)
			h = max(h, p.height)
		}
		p.height = h + 1
		x = &MatchOr{Span: p.span(start), Patterns: list}
	}
	if !p.accept(TokenAs) {
		return x
	}
	if p.diag != nil && p.diag.patternTarget() {
		return nil
	}
	if p.k != TokenName || p.isName("_") || !p.captureFollows() {
		p.bad()
		return nil
	}
	name, _ := p.identifier()
	if !p.grow(p.height) {
		return nil
	}
	return &MatchAs{Span: p.span(start), Pattern: x, Name: name}
}

// closedPattern parses a pattern without "|" and "as" of its own.
func (p *parser) closedPattern() Pattern {
	start := p.here()
	p.height = 1
	switch p.k {
	case TokenName:
		if k := p.peek(); k != TokenDot && k != TokenLParen {
			if k == TokenEqual {
				p.next()
				p.bad()
				return nil
			}
			name, _ := p.identifier()
			if name == "_" {
				name = ""
			}
			return &MatchAs{Span: p.span(start), Name: name}
		}
		v := p.dottedName()
		if v == nil {
			return nil
		}
		if p.k == TokenLParen {
			return p.classPattern(start, v)
		}
		if p.k == TokenEqual {
			p.bad()
			return nil
		}
		return &MatchValue{Span: p.span(start), Value: v}
	case TokenNone, TokenTrue, TokenFalse:
		c := p.constant(None).(*Constant)
		switch p.toks[p.pos-1].Kind {
		case TokenTrue:
			c.Kind = True
		case TokenFalse:
			c.Kind = False
		}
		return &MatchSingleton{Span: c.Span, Kind: c.Kind}
	case TokenNumber, TokenMinus, TokenPlus, TokenString, TokenFStringStart, TokenTStringStart:
		v := p.literalKey()
		if v == nil {
			return nil
		}
		p.height++
		return &MatchValue{Span: p.span(start), Value: v}
	case TokenLParen:
		return p.parenPattern()
	case TokenLBracket:
		p.next()
		return p.sequencePattern(start, TokenRBracket)
	case TokenLBrace:
		return p.mappingPattern()
	}
	p.bad()
	return nil
}

// dottedName parses a name and attributes of it.
func (p *parser) dottedName() Expr {
	start := p.here()
	e := p.nameExpr(Load)
	for p.accept(TokenDot) {
		name, ok := p.identifier()
		if !ok || !p.grow(p.height) {
			return nil
		}
		a := p.arena.attribute.get()
		a.Span, a.Value, a.Attr = p.span(start), e, name
		e = a
	}
	return e
}

// literalKey parses a literal that can stand in a pattern: strings, signed numbers, complex numbers, and the three
// singletons.
func (p *parser) literalKey() Expr {
	switch p.k {
	case TokenString, TokenFStringStart, TokenTStringStart:
		return p.strings()
	case TokenNone:
		return p.constant(None)
	case TokenTrue:
		return p.constant(True)
	case TokenFalse:
		return p.constant(False)
	}
	start := p.here()
	real := p.signedNumber()
	if real == nil || p.k != TokenPlus && p.k != TokenMinus {
		return real
	}
	op := Add
	if p.k == TokenMinus {
		op = Sub
	}
	if !isReal(real) {
		if p.diag != nil {
			p.diag.raiseAt(p.toks[p.pos-1].Span, "real number required in complex literal")
		}
		p.bad()
		return nil
	}
	p.next()
	if p.k != TokenNumber {
		p.bad()
		return nil
	}
	imag := p.number()
	if imag == nil {
		return nil
	}
	if imag.(*Constant).Kind != Complex {
		if p.diag != nil {
			p.diag.raiseAt(p.toks[p.pos-1].Span, "imaginary number required in complex literal")
		}
		p.bad()
		return nil
	}
	p.height = 3
	return &BinOp{Span: p.span(start), Left: real, Op: op, Right: imag}
}

func isReal(e Expr) bool {
	if u, ok := e.(*UnaryOp); ok {
		e = u.Operand
	}
	return e.(*Constant).Kind != Complex
}

// signedNumber parses a number with or without a sign. A plus sign is allowed since 3.15 only.
func (p *parser) signedNumber() Expr {
	start := p.here()
	minus := p.accept(TokenMinus)
	if p.k != TokenNumber {
		p.bad()
		return nil
	}
	e := p.number()
	if e == nil || !minus {
		return e
	}
	p.height = 2
	return &UnaryOp{Span: p.span(start), Op: USub, Operand: e}
}

// parenPattern parses a pattern in parentheses, or a sequence.
func (p *parser) parenPattern() Pattern {
	start := p.here()
	p.next()
	if p.accept(TokenRParen) {
		return &MatchSequence{Span: p.span(start)}
	}
	first := p.starPattern()
	if first == nil {
		return nil
	}
	if p.k == TokenComma {
		list, ok := p.restOfPatterns(first, func(k TokenKind) bool { return k == TokenRParen })
		if !ok || !p.expect(TokenRParen) {
			return nil
		}
		return &MatchSequence{Span: p.span(start), Patterns: list}
	}
	if _, star := first.(*MatchStar); star {
		p.bad()
		return nil
	}
	if !p.expect(TokenRParen) {
		return nil
	}
	return first
}

// sequencePattern goes on after the bracket of a sequence.
func (p *parser) sequencePattern(start source.Pos, end TokenKind) Pattern {
	if p.accept(end) {
		return &MatchSequence{Span: p.span(start)}
	}
	first := p.starPattern()
	if first == nil {
		return nil
	}
	list, ok := p.restOfPatterns(first, func(k TokenKind) bool { return k == end })
	if !ok || !p.expect(end) {
		return nil
	}
	return &MatchSequence{Span: p.span(start), Patterns: list}
}

// mappingPattern parses a pattern in braces.
func (p *parser) mappingPattern() Pattern {
	start := p.here()
	p.next()
	m := &MatchMapping{}
	h := 0
	for p.k != TokenRBrace {
		if p.k == TokenDoubleStar {
			p.next()
			if p.k != TokenName || p.isName("_") || !p.captureFollows() {
				p.bad()
				return nil
			}
			m.Rest, _ = p.identifier()
			p.accept(TokenComma)
			break
		}
		var key Expr
		if p.k == TokenName {
			if key = p.dottedName(); key != nil {
				if _, plain := key.(*Name); plain {
					p.bad()
					return nil
				}
			}
		} else {
			key = p.literalKey()
		}
		if key == nil || !p.expect(TokenColon) {
			return nil
		}
		h = max(h, p.height)
		x := p.pattern()
		if x == nil {
			return nil
		}
		h = max(h, p.height)
		m.Keys = append(m.Keys, key)
		m.Patterns = append(m.Patterns, x)
		if !p.accept(TokenComma) {
			break
		}
	}
	if !p.expect(TokenRBrace) {
		return nil
	}
	p.height = h + 1
	m.Span = p.span(start)
	return m
}

// classPattern goes on at the "(" after the name of a class.
func (p *parser) classPattern(start source.Pos, cls Expr) Pattern {
	h := p.height
	p.next()
	m := &MatchClass{Cls: cls}
	for p.k != TokenRParen {
		if p.k == TokenName && p.peek() == TokenEqual {
			name, _ := p.identifier()
			p.next()
			x := p.pattern()
			if x == nil {
				return nil
			}
			m.KwdAttrs = append(m.KwdAttrs, name)
			m.KwdPatterns = append(m.KwdPatterns, x)
		} else {
			at := p.pos
			x := p.pattern()
			if x == nil {
				return nil
			}
			if len(m.KwdAttrs) > 0 {
				if p.diag != nil {
					p.diag.positionalAfterKeyword(at)
				}
				p.bad()
				return nil
			}
			m.Patterns = append(m.Patterns, x)
		}
		h = max(h, p.height)
		if !p.accept(TokenComma) {
			break
		}
	}
	if !p.expect(TokenRParen) {
		return nil
	}
	p.height = h + 1
	m.Span = p.span(start)
	return m
}
