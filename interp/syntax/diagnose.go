package syntax

import "github.com/assay-score/assay/interp/source"

// diagnoser reads a statement that would not parse once more, to find CPython's words for what is wrong with it.
//
// CPython's parser, when it fails, runs again with rules that describe common mistakes among those that describe the
// language; the first of them to match, in the order in which alternatives are tried, is the error. The diagnoser
// keeps that order. The parser's functions hand over to it where there are such rules. A rule that fails leaves the
// place to the next one, so results are remembered by place, as CPython remembers them: otherwise each level of
// nesting would double the work. What a rule gave without the special cases is remembered for when they are on, too:
// that is so in CPython, and hides some of its own words from it.
type diagnoser struct {
	p     *parser
	far   int // where the first reading failed
	found *source.Diagnostic
	memo  map[memoKey]memoValue
	steps int

	fields   int  // replacement fields around the present place
	template bool // the innermost is of a t-string
}

// maxDiagnosis bounds the work of one diagnosis, in rules tried. A statement that needs more is a machine's; "invalid
// syntax" has to do for it.
const maxDiagnosis = 100_000

type rule uint8

const (
	ruleExpression rule = iota
	ruleNamed
	ruleDisjunction
	ruleBitOr
	rulePrimary
	ruleBrackets
)

type memoKey struct {
	rule rule
	pos  int
}

type memoValue struct {
	e      Expr
	end    int
	height int
}

// diagnose finds out what is wrong with the statement at token at, which failed at token far. It is nil if the lexer
// has said it.
func (p *parser) diagnose(at, far int) *source.Diagnostic {
	d := &diagnoser{p: p, far: far, memo: map[memoKey]memoValue{}}
	groups, stmts, depth := len(p.groups), len(p.stmtStack), p.depth
	pos, wasFar := p.pos, p.far
	p.seek(at)
	p.far = at
	p.diag, p.second, p.again = d, d, true
	if p.inCases {
		d.matchCase()
	} else {
		d.statement()
	}
	p.diag, p.second, p.again = nil, nil, false
	p.seek(pos)
	reached := p.toks[p.far]
	p.far, p.depth, p.pending = wasFar, depth, nil
	p.groups, p.stmtStack = p.groups[:groups], p.stmtStack[:stmts]
	p.exprStack, p.kwStack, p.argStack = p.exprStack[:0], p.kwStack[:0], p.argStack[:0]
	if d.found != nil {
		return d.found
	}
	if reached.Kind == TokenError {
		return nil
	}
	far = max(far, d.far)
	switch p.toks[far].Kind {
	case TokenIndent:
		return &source.Diagnostic{Span: p.spanAt(far), Kind: source.IndentationError, Message: "unexpected indent"}
	case TokenDedent:
		return &source.Diagnostic{Span: p.spanAt(far), Kind: source.IndentationError, Message: "unexpected unindent"}
	}
	read := p.toks[far].Span
	if p.toks[far].Kind == TokenEOF {
		read = source.Span{From: source.Pos(len(p.src)) + 1, To: source.Pos(len(p.src)) + 1} // behind the last line end
	}
	return &source.Diagnostic{Span: p.spanAt(far), Kind: source.SyntaxError, Message: "invalid syntax", Read: read}
}

// raise notes the error. The first is the one.
func (d *diagnoser) raise(span source.Span, kind source.Kind, message string) {
	if d.p.k == TokenError {
		d.p.bad()
	}
	if d.found == nil && d.p.toks[d.p.far].Kind != TokenError {
		d.found = &source.Diagnostic{Span: span, Kind: kind, Message: message, Read: d.p.toks[max(d.far, d.p.far, d.p.pos)].Span}
	}
}

// raiseAt raises a SyntaxError.
func (d *diagnoser) raiseAt(span source.Span, message string) {
	d.raise(span, source.SyntaxError, message)
}

// raiseHere raises a SyntaxError at the next token.
func (d *diagnoser) raiseHere(message string) {
	d.raiseAt(d.p.spanAt(d.p.pos), message)
}

// raiseFar raises a SyntaxError at the furthest token that has been looked at.
func (d *diagnoser) raiseFar(message string) {
	d.raiseAt(d.p.spanAt(max(d.far, d.p.pos)), message)
}

// tired says whether to give up: the error is known, it is the lexer's, or the diagnosis has cost too much.
func (d *diagnoser) tired() bool {
	d.steps++
	return d.found != nil || d.p.toks[d.p.far].Kind == TokenError || d.steps > maxDiagnosis
}

// memoised is what a rule gives at the present place: remembered, or found out.
func (d *diagnoser) memoised(r rule, find func() Expr) Expr {
	key := memoKey{r, d.p.pos}
	if v, ok := d.memo[key]; ok {
		d.p.seek(v.end)
		d.p.height = v.height
		return v.e
	}
	if d.tired() {
		return nil
	}
	e := find()
	if d.found != nil {
		return nil
	}
	if e == nil {
		d.p.seek(key.pos)
	}
	if d.p.k == TokenError {
		d.p.bad()
	}
	if d.p.toks[d.p.far].Kind == TokenError {
		return nil // the lexer's error comes before whatever else there is
	}
	d.memo[key] = memoValue{e, d.p.pos, d.p.height}
	return e
}

// plainly runs a rule without special cases.
func (d *diagnoser) plainly(find func() Expr) Expr {
	d.p.diag = nil
	e := find()
	d.p.diag = d
	return e
}

// attempt runs a rule and goes back to where it began if it fails.
func (d *diagnoser) attempt(find func() Expr) Expr {
	from := d.p.pos
	e := find()
	if e == nil || d.found != nil {
		d.p.seek(from)
		return nil
	}
	return e
}

// over is a span from the beginning of one thing to the end of another.
func over(a, b Node) source.Span { return source.Span{From: a.Pos(), To: b.End()} }

func spanOf(n Node) source.Span { return source.Span{From: n.Pos(), To: n.End()} }

// exprTitle is CPython's name for a sort of expression in messages.
func exprTitle(e Expr) string {
	switch e := e.(type) {
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *Starred:
		return "starred"
	case *Name:
		return "name"
	case *List:
		return "list"
	case *Tuple:
		return "tuple"
	case *Lambda:
		return "lambda"
	case *Call:
		return "function call"
	case *BoolOp, *BinOp, *UnaryOp:
		return "expression"
	case *GeneratorExp:
		return "generator expression"
	case *Yield, *YieldFrom:
		return "yield expression"
	case *Await:
		return "await expression"
	case *ListComp:
		return "list comprehension"
	case *SetComp:
		return "set comprehension"
	case *DictComp:
		return "dict comprehension"
	case *Dict:
		return "dict literal"
	case *Set:
		return "set display"
	case *JoinedStr, *FormattedValue:
		return "f-string expression"
	case *TemplateStr, *Interpolation:
		return "t-string expression"
	case *Constant:
		switch e.Kind {
		case None, True, False:
			return [...]string{None: "None", True: "True", False: "False"}[e.Kind]
		case Ellipsis:
			return "ellipsis"
		}
		return "literal"
	case *Compare:
		return "comparison"
	case *IfExp:
		return "conditional expression"
	case *NamedExpr:
		return "named expression"
	}
	return "expression"
}

// targetUse is what an expression was meant to be the target of.
type targetUse uint8

const (
	useAssign targetUse = iota
	useDelete
	useFor // the expression may be the whole "target in iterable"
)

// invalidTarget finds the part of an expression that cannot be a target.
func invalidTarget(e Expr, use targetUse) Expr {
	switch e := e.(type) {
	case *List:
		return firstInvalid(e.Elts, use)
	case *Tuple:
		return firstInvalid(e.Elts, use)
	case *Starred:
		if use == useDelete {
			return e
		}
		return invalidTarget(e.Value, use)
	case *Compare:
		if use != useFor {
			return e
		}
		if e.Ops[0] == In {
			return invalidTarget(e.Left, use)
		}
		return nil
	case *Name, *Subscript, *Attribute:
		return nil
	}
	return e
}

func firstInvalid(list []Expr, use targetUse) Expr {
	for _, e := range list {
		if bad := invalidTarget(e, use); bad != nil {
			return bad
		}
	}
	return nil
}

// raiseTarget raises an error for the part of e that cannot be a target, if there is one.
func (d *diagnoser) raiseTarget(e Expr, use targetUse) bool {
	bad := invalidTarget(e, use)
	if bad == nil {
		return false
	}
	verb := "cannot assign to "
	if use == useDelete {
		verb = "cannot delete "
	}
	d.raiseAt(spanOf(bad), verb+exprTitle(bad))
	return true
}
