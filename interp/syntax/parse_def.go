package syntax

import "github.com/assay-score/assay/interp/source"

// parameters parses those of a def, up to its ")", or of a lambda, up to its ":". It does not pass that token. Only
// parameters of a def have annotations.
func (p *parser) parameters(end TokenKind) *Arguments {
	if p.diag != nil && p.diag.invalidParameters(end) {
		return nil
	}
	start := p.here()
	a := p.arena.arguments.get()
	h := 0
	mark, defMark := len(p.argStack), len(p.exprStack)
	defer func() { p.argStack, p.exprStack = p.argStack[:mark], p.exprStack[:defMark] }()
	star, slash := false, false // seen so far
	for p.k != end {
		switch p.k {
		case TokenSlash:
			if slash || star || len(p.argStack) == mark {
				p.bad()
				return nil
			}
			slash = true
			p.next()
			a.Posonlyargs = p.arena.args.list(p.argStack[mark:])
			p.argStack = p.argStack[:mark]
		case TokenStar:
			if star {
				p.bad()
				return nil
			}
			star = true
			p.next()
			a.Args = p.arena.args.list(p.argStack[mark:])
			p.argStack = p.argStack[:mark]
			a.Defaults = p.cutExprs(defMark)
			if p.k == TokenComma {
				if k := p.peek(); k != TokenName {
					p.next()
					p.bad()
					return nil
				}
				break
			}
			if a.Vararg = p.parameter(end, true); a.Vararg == nil {
				return nil
			}
			h = max(h, p.height)
		case TokenDoubleStar:
			p.next()
			if a.Kwarg = p.parameter(end, false); a.Kwarg == nil {
				return nil
			}
			h = max(h, p.height)
			p.accept(TokenComma)
			if p.k != end {
				p.bad()
				return nil
			}
			continue
		default:
			arg := p.parameter(end, false)
			if arg == nil {
				return nil
			}
			h = max(h, p.height)
			p.argStack = append(p.argStack, arg)
			switch {
			case p.accept(TokenEqual):
				e := p.expression()
				if e == nil {
					return nil
				}
				h = max(h, p.height)
				p.exprStack = append(p.exprStack, e)
			case star:
				p.exprStack = append(p.exprStack, nil)
			case len(p.exprStack) > defMark:
				// A parameter without a default after one with.
				p.bad()
				return nil
			}
		}
		if p.k != end && !p.expect(TokenComma) {
			return nil
		}
	}
	if star {
		a.Kwonlyargs = p.arena.args.list(p.argStack[mark:])
		a.KwDefaults = p.cutExprs(defMark)
	} else {
		a.Args = p.arena.args.list(p.argStack[mark:])
		a.Defaults = p.cutExprs(defMark)
	}
	a.Span = source.Span{From: start, To: max(start, p.toks[p.pos-1].To)}
	p.height = h + 1
	return a
}

// parameter parses a name and, in a def, its annotation, which only that of *args may star.
func (p *parser) parameter(end TokenKind, starOK bool) *Arg {
	if p.k != TokenName {
		p.bad()
		return nil
	}
	t := &p.toks[p.pos]
	p.next()
	p.height = 1
	a := p.arena.arg.get()
	a.Arg = p.ident(t)
	if end == TokenRParen && p.accept(TokenColon) {
		if starOK {
			a.Annotation = p.starExpression()
		} else {
			a.Annotation = p.expression()
		}
		if a.Annotation == nil {
			return nil
		}
		p.height++
	}
	a.Span = p.span(t.From)
	return a
}

// decorated parses decorators and the def or class under them.
func (p *parser) decorated() bool {
	mark := len(p.exprStack)
	h := 0
	for p.accept(TokenAt) {
		e := p.named()
		if e == nil || !p.expect(TokenNewline) {
			p.exprStack = p.exprStack[:mark]
			return false
		}
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
	}
	decorators := p.cutExprs(mark)
	switch {
	case p.k == TokenDef, p.k == TokenAsync && p.peek() == TokenDef:
		return p.function(decorators, h)
	case p.k == TokenClass:
		return p.class(decorators, h)
	}
	return p.bad()
}

// function parses def and async def. The height is that of the decorators.
func (p *parser) function(decorators []Expr, h int) bool {
	start := p.here()
	async := p.accept(TokenAsync)
	line := p.pos
	p.next()
	var f *FunctionDef
	var s Stmt
	if async {
		a := new(AsyncFunctionDef)
		f, s = &a.FunctionDef, a
	} else {
		f = p.arena.funcDef.get()
		s = f
	}
	f.DecoratorList = decorators
	f.NamePos = p.here()
	var ok bool
	if f.Name, ok = p.identifier(); !ok {
		return false
	}
	p.height = 0
	at := p.pos
	if f.TypeParams, ok = p.typeParams(); !ok {
		if p.diag != nil {
			p.diag.raiseAt(p.toks[at].Span, "expected '('")
		}
		return false
	}
	h = max(h, p.height)
	if !p.forced(TokenLParen, "expected '('") {
		return false
	}
	if f.Args = p.parameters(TokenRParen); f.Args == nil || !p.expect(TokenRParen) {
		return false
	}
	h = max(h, p.height)
	at = p.pos
	if p.accept(TokenRArrow) {
		if f.Returns = p.expression(); f.Returns == nil {
			if p.diag != nil {
				p.diag.raiseAt(p.toks[at].Span, "expected ':'")
			}
			return false
		}
		h = max(h, p.height)
	}
	if !p.forced(TokenColon, "expected ':'") {
		return false
	}
	if f.Body, ok = p.block(line, "function definition"); !ok {
		return false
	}
	f.Span = p.blockSpan(start)
	return p.finish(s, max(h, p.height))
}

// class parses a class. The height is that of the decorators.
func (p *parser) class(decorators []Expr, h int) bool {
	start := p.here()
	line := p.pos
	p.next()
	c := &ClassDef{DecoratorList: decorators, NamePos: p.here()}
	var ok bool
	if c.Name, ok = p.identifier(); !ok {
		return false
	}
	p.height = 0
	if c.TypeParams, ok = p.typeParams(); !ok {
		return false
	}
	h = max(h, p.height)
	if open := p.here(); p.accept(TokenLParen) && !p.accept(TokenRParen) {
		if c.Bases, c.Keywords, ok = p.callArguments(open, false); !ok {
			return false
		}
		h = max(h, p.height)
	}
	if !p.colon() {
		return false
	}
	if c.Body, ok = p.block(line, "class definition"); !ok {
		return false
	}
	c.Span = p.blockSpan(start)
	return p.finish(c, max(h, p.height))
}

// typeParams parses type parameters in brackets, if there are any.
func (p *parser) typeParams() ([]TypeParam, bool) {
	if p.k != TokenLBracket {
		return nil, true
	}
	p.next()
	if p.diag != nil && p.k == TokenRBracket {
		if p.peek() == TokenEqual {
			p.diag.far = max(p.diag.far, p.pos+1)
		}
		p.diag.raiseHere("Type parameter list cannot be empty")
	}
	var list []TypeParam
	h := 0
	for {
		tp := p.typeParam()
		if tp == nil {
			return nil, false
		}
		list = append(list, tp)
		h = max(h, p.height)
		if !p.accept(TokenComma) || p.k == TokenRBracket {
			break
		}
	}
	p.height = h + 1
	return list, p.expect(TokenRBracket)
}

// typeParam parses one type parameter.
func (p *parser) typeParam() TypeParam {
	start := p.here()
	stars := p.k
	if stars == TokenStar || stars == TokenDoubleStar {
		p.next()
	}
	name, ok := p.identifier()
	if !ok {
		return nil
	}
	p.height = 0
	var bound, value Expr
	if p.k == TokenColon {
		if stars == TokenStar || stars == TokenDoubleStar {
			p.bad()
			if p.diag != nil {
				p.diag.boundOnStarred(stars)
			}
			return nil
		}
		p.next()
		if bound = p.expression(); bound == nil {
			return nil
		}
	}
	h := p.height
	if p.accept(TokenEqual) {
		if stars == TokenStar {
			value = p.starExpression()
		} else {
			value = p.expression()
		}
		if value == nil {
			return nil
		}
	}
	p.height = max(h, p.height) + 1
	switch stars {
	case TokenStar:
		return &TypeVarTuple{Span: p.span(start), Name: name, DefaultValue: value}
	case TokenDoubleStar:
		return &ParamSpec{Span: p.span(start), Name: name, DefaultValue: value}
	}
	return &TypeVar{Span: p.span(start), Name: name, Bound: bound, DefaultValue: value}
}
