package syntax

import "github.com/assay-score/assay/interp/source"

// Precedence of binary operators, loosest first. A level's operators stand together; those of unary ones are here
// for comparison.
const (
	precNone uint8 = iota // not a binary operator
	precOr
	precAnd
	precNot // unary
	precCompare
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precSum
	precTerm
	precFactor // unary
)

// binary has, for each kind of token, its precedence as a binary operator.
var precedence = [256]uint8{
	TokenOr: precOr, TokenAnd: precAnd,
	TokenLess: precCompare, TokenGreater: precCompare, TokenEqEqual: precCompare, TokenNotEqual: precCompare,
	TokenLessEqual: precCompare, TokenGreaterEqual: precCompare, TokenIn: precCompare, TokenIs: precCompare, TokenNot: precCompare,
	TokenVBar: precBitOr, TokenCircumflex: precBitXor, TokenAmper: precBitAnd,
	TokenLeftShift: precShift, TokenRightShift: precShift, TokenPlus: precSum, TokenMinus: precSum,
	TokenStar: precTerm, TokenSlash: precTerm, TokenDoubleSlash: precTerm, TokenPercent: precTerm, TokenAt: precTerm,
}

// binaryOperator is the operator that a token of precedence precBitOr or tighter stands for.
var binaryOperator = [256]Operator{
	TokenVBar: BitOr, TokenCircumflex: BitXor, TokenAmper: BitAnd, TokenLeftShift: LShift, TokenRightShift: RShift,
	TokenPlus: Add, TokenMinus: Sub, TokenStar: Mult, TokenSlash: Div, TokenDoubleSlash: FloorDiv, TokenPercent: Modulo,
	TokenAt: MatMult,
}

// compareOperator is the operator of a comparison token; "not in" and "is not" are put together by compareOp.
var compareOperator = [256]CmpOp{
	TokenLess: Lt, TokenGreater: Gt, TokenEqEqual: Eq, TokenNotEqual: NotEq, TokenLessEqual: LtE, TokenGreaterEqual: GtE,
	TokenIn: In, TokenIs: Is, TokenNot: NotIn,
}

// beginsExpr says which tokens an expression, starred or not, can begin with.
var beginsExpr = [256]bool{
	TokenName: true, TokenNumber: true, TokenString: true, TokenFStringStart: true, TokenTStringStart: true,
	TokenLParen: true, TokenLBracket: true, TokenLBrace: true, TokenEllipsis: true, TokenNone: true, TokenTrue: true,
	TokenFalse: true, TokenNot: true, TokenLambda: true, TokenAwait: true, TokenMinus: true, TokenPlus: true,
	TokenTilde: true, TokenStar: true,
}

// expressions parses one expression, or several with commas between them into a tuple, none of them starred.
func (p *parser) expressions() Expr {
	start := p.here()
	e := p.expression()
	if e == nil || p.k != TokenComma {
		return e
	}
	return p.restOfTuple(start, e, false)
}

// starExpressions is expressions for places where they may be starred.
func (p *parser) starExpressions() Expr {
	start := p.here()
	e := p.starExpression()
	if e == nil || p.k != TokenComma {
		return e
	}
	return p.restOfTuple(start, e, true)
}

// restOfTuple goes on after the first element of a tuple without parentheses, at its comma.
func (p *parser) restOfTuple(start source.Pos, first Expr, starred bool) Expr {
	mark := len(p.exprStack)
	p.exprStack = append(p.exprStack, first)
	h := p.height
	for p.accept(TokenComma) {
		if !beginsExpr[p.k] || !starred && p.k == TokenStar {
			break
		}
		at := p.pos
		var e Expr
		if starred {
			e = p.starExpression()
		} else {
			e = p.expression()
		}
		if e == nil {
			if p.again && p.partly(at, first) != nil {
				break
			}
			p.exprStack = p.exprStack[:mark]
			return nil
		}
		p.exprStack = append(p.exprStack, e)
		h = max(h, p.height)
	}
	p.height = h + 1
	t := p.arena.tuple.get()
	t.Span, t.Elts = p.span(start), p.cutExprs(mark)
	return t
}

// starExpression parses an expression or a starred one.
func (p *parser) starExpression() Expr {
	if p.k == TokenStar {
		return p.starred()
	}
	return p.expression()
}

// starred parses "*" and what binds as tightly as "|".
func (p *parser) starred() Expr {
	start := p.here()
	p.next()
	e := p.binary(precBitOr)
	if e == nil {
		return nil
	}
	return p.newStarred(start, e)
}

func (p *parser) newStarred(start source.Pos, e Expr) Expr {
	p.height++
	s := p.arena.starred.get()
	s.Span, s.Value = p.span(start), e
	return s
}

// starNamed parses an element of a display: a starred, named or plain expression.
func (p *parser) starNamed() Expr {
	if p.k == TokenStar {
		return p.starred()
	}
	return p.named()
}

// named parses an expression that may be an assignment expression.
func (p *parser) named() Expr {
	if p.k == TokenName && p.toks[p.pos+1].Kind == TokenColonEqual {
		return p.walrus()
	}
	if p.diag != nil {
		return p.diag.named()
	}
	e := p.expression()
	if p.k == TokenColonEqual {
		p.bad()
		return nil
	}
	return e
}

// walrus parses name := expression.
func (p *parser) walrus() Expr {
	start := p.here()
	target := p.nameExpr(Store)
	p.next()
	value := p.expression()
	if value == nil {
		return nil
	}
	p.height++
	return &NamedExpr{Span: p.span(start), Target: target, Value: value}
}

// expression parses a conditional expression, a lambda, or what binds tighter.
func (p *parser) expression() Expr {
	if p.second != nil {
		return p.second.expression()
	}
	return p.plainExpression()
}

// plainExpression is expression without the diagnoser's special cases.
func (p *parser) plainExpression() Expr {
	if p.k == TokenLambda {
		return p.lambda()
	}
	start := p.here()
	e := p.disjunction()
	if e != nil && p.k == TokenIf {
		return p.conditional(start, e)
	}
	return e
}

// disjunction parses what may stand before "if" in a conditional expression.
func (p *parser) disjunction() Expr {
	if p.second != nil {
		return p.second.disjunction()
	}
	return p.binary(precOr)
}

// conditional goes on at the "if" after body.
func (p *parser) conditional(start source.Pos, body Expr) Expr {
	h := p.height
	at := p.pos
	p.next()
	test := p.disjunction()
	if test == nil || !p.expect(TokenElse) {
		return p.partly(at, body)
	}
	h = max(h, p.height)
	if !p.enter() {
		p.leave()
		return nil
	}
	orelse := p.expression()
	p.leave()
	if orelse == nil {
		return p.partly(at, body)
	}
	if !p.grow(max(h, p.height)) {
		return nil
	}
	return &IfExp{Span: p.span(start), Test: test, Body: body, Orelse: orelse}
}

// unary parses prefix operators, await and the power operator. "not" stands only where what binds as loosely may.
func (p *parser) unary(least uint8) Expr {
	var op UnaryOperator
	inner := precFactor
	start := p.here()
	switch p.k {
	case TokenNot:
		if least > precNot {
			p.bad()
			return nil
		}
		op, inner = Not, precNot
	case TokenMinus:
		op = USub
	case TokenPlus:
		op = UAdd
	case TokenTilde:
		op = Invert
	default:
		return p.power(start)
	}
	if p.diag != nil && op != Not && p.diag.notAfterSign() {
		return nil
	}
	p.next()
	var operand Expr
	if p.enter() {
		if op == Not {
			operand = p.binary(inner)
		} else {
			operand = p.unary(inner)
		}
	}
	p.leave()
	if operand == nil || !p.grow(p.height) {
		return nil
	}
	u := p.arena.unaryOp.get()
	u.Span, u.Op, u.Operand = p.span(start), op, operand
	return u
}

// power parses a primary, perhaps awaited, and "**" after it, which binds tighter than a sign on its left.
func (p *parser) power(start source.Pos) Expr {
	var e Expr
	if p.k == TokenAwait {
		p.next()
		v := p.primary()
		if v == nil {
			return nil
		}
		p.height++
		e = &Await{Span: p.span(start), Value: v}
	} else {
		e = p.primary()
	}
	if e == nil || p.k != TokenDoubleStar {
		return e
	}
	h := p.height
	at := p.pos
	p.next()
	var right Expr
	if p.enter() {
		right = p.unary(precFactor)
	}
	p.leave()
	if right == nil {
		return p.partly(at, e)
	}
	if !p.grow(max(h, p.height)) {
		return nil
	}
	b := p.arena.binOp.get()
	b.Span, b.Left, b.Op, b.Right = p.span(start), e, Pow, right
	return b
}

// yield parses yield and yield from.
func (p *parser) yield() Expr {
	start := p.here()
	p.next()
	if p.accept(TokenFrom) {
		v := p.expression()
		if v == nil {
			return nil
		}
		p.height++
		return &YieldFrom{Span: p.span(start), Value: v}
	}
	var v Expr
	p.height = 0
	if beginsExpr[p.k] {
		if v = p.starExpressions(); v == nil {
			return nil
		}
	}
	p.height++
	return &Yield{Span: p.span(start), Value: v}
}

// yieldOrStarExpressions parses the right side of an assignment and the inside of a replacement field.
func (p *parser) yieldOrStarExpressions() Expr {
	if p.k == TokenYield {
		return p.yield()
	}
	return p.starExpressions()
}

// lambda parses an anonymous function.
func (p *parser) lambda() Expr {
	start := p.here()
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	p.next()
	args := p.parameters(TokenColon)
	if args == nil || !p.expect(TokenColon) {
		return nil
	}
	if p.diag != nil && p.diag.lambdaInField(start) {
		return nil
	}
	h := p.height
	body := p.expression()
	if body == nil || !p.grow(max(h, p.height)) {
		return nil
	}
	return &Lambda{Span: p.span(start), Args: args, Body: body}
}
