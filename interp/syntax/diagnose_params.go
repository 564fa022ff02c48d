package syntax

import "github.com/assay-score/assay/interp/source"

// invalidParameters looks for mistakes in the parameters of a def or lambda, which begin here and end before the
// token end. It says whether it has found one.
func (d *diagnoser) invalidParameters(end TokenKind) bool {
	p := d.p
	from := p.pos
	s := paramScan{d: d, end: end}
	for d.found == nil && p.k != end && s.item() {
	}
	p.seek(from)
	return d.found != nil
}

// paramScan goes over parameters from left to right.
type paramScan struct {
	d               *diagnoser
	end             TokenKind
	plain           int // parameters so far
	defaults        bool
	slash, star, kw bool
}

// item looks at one parameter, "/" or "*". It says whether there may be more.
func (s *paramScan) item() bool {
	d, p := s.d, s.d.p
	t := p.toks[p.pos]
	if s.kw {
		switch p.k {
		case TokenName, TokenStar, TokenDoubleStar, TokenSlash:
			d.raiseAt(t.Span, "arguments cannot follow var-keyword argument")
		}
		return false
	}
	switch p.k {
	case TokenSlash:
		switch {
		case s.star:
			d.raiseAt(t.Span, "/ must be ahead of *")
			return false
		case s.slash:
			d.raiseAt(t.Span, "/ may appear only once")
			return false
		case s.plain == 0:
			if p.peek() == TokenComma {
				d.raiseAt(t.Span, "at least one argument must precede /")
			}
			return false
		}
		s.slash = true
		p.next()
		if p.k == TokenStar {
			d.raiseHere("expected comma between / and *")
			return false
		}
	case TokenStar:
		return s.starItem()
	case TokenDoubleStar:
		p.next()
		if !s.parameter() {
			return false
		}
		if p.k == TokenEqual {
			d.raiseHere("var-keyword argument cannot have default value")
			return false
		}
		s.kw = true
	case TokenName:
		at := p.pos
		if !s.parameter() {
			return false
		}
		s.plain++
		if p.k == TokenEqual {
			if !s.defaultValue() {
				return false
			}
			s.defaults = true
		} else if s.defaults && !s.star && (p.k == TokenComma || p.k == s.end) {
			name := p.toks[at]
			d.raiseAt(source.Span{From: name.From, To: p.toks[p.pos-1].To}, "parameter without a default follows parameter with a default")
			return false
		}
	case TokenLParen:
		s.parenthesised()
		return false
	default:
		return false
	}
	return p.accept(TokenComma)
}

// starItem looks at "*", with or without a name.
func (s *paramScan) starItem() bool {
	d, p := s.d, s.d.p
	t := p.toks[p.pos]
	if s.star {
		if k := p.peek(); k == TokenName || k == TokenComma {
			d.raiseAt(t.Span, "* argument may appear only once")
		}
		return false
	}
	s.star = true
	p.next()
	bare := false
	switch {
	case p.k == s.end:
		bare = true
	case p.k == TokenComma:
		k := p.peek()
		bare = k == s.end || k == TokenDoubleStar
	default:
		if !s.parameter() {
			return false
		}
		if p.k == TokenEqual {
			d.raiseHere("var-positional argument cannot have default value")
			return false
		}
	}
	if bare {
		if s.end == TokenColon {
			d.raiseFar("named arguments must follow bare *")
		} else {
			d.raiseAt(t.Span, "named arguments must follow bare *")
		}
		return false
	}
	return p.accept(TokenComma)
}

// parameter passes a name and its annotation.
func (s *paramScan) parameter() bool {
	p := s.d.p
	return p.parameter(s.end, true) != nil && s.d.found == nil
}

// defaultValue passes "=" and the value.
func (s *paramScan) defaultValue() bool {
	d, p := s.d, s.d.p
	equal := p.toks[p.pos].Span
	p.next()
	if p.k == TokenComma || p.k == TokenRParen {
		d.raiseAt(equal, "expected default value expression")
		return false
	}
	return d.attempt(d.expression) != nil
}

// parenthesised looks at a parameter list inside parentheses, as Python 2 had them.
func (s *paramScan) parenthesised() {
	d, p := s.d, s.d.p
	if s.defaults || s.slash || s.star {
		return
	}
	start := p.here()
	p.next()
	for p.k == TokenName {
		if s.end == TokenRParen {
			if !s.parameter() {
				return
			}
		} else {
			p.next()
		}
		if !p.accept(TokenComma) {
			break
		}
	}
	if p.k != TokenRParen || p.toks[p.pos-1].Kind == TokenLParen {
		return
	}
	p.next()
	what := "Function"
	if s.end == TokenColon {
		what = "Lambda expression"
	}
	d.raiseAt(p.span(start), what+" parameters cannot be parenthesized")
}
