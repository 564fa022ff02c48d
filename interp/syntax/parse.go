package syntax

import (
	"sync"

	"github.com/assay-score/assay/interp/source"
)

// MaxDepth bounds how deep a tree is and how deep the parser recurses to build it. Whoever walks a tree recurses
// once a level, and a Go program cannot recover from running out of stack: source that needs more is refused.
const MaxDepth = 10_000

// Parse reads a file. It never fails: what is wrong stands in the tree's Errors.
//
// The lexer first cuts the whole text into tokens. The parser then goes over them by recursive descent, operators by
// precedence climbing; a token's index is all the state there is to remember, so looking ahead costs nothing and
// the few places that must try twice just go back. A statement that will not parse is read once more by the
// diagnoser (see diagnose.go), which tries CPython's special cases to find CPython's words for what is wrong, and
// then passed over, so one bad line does not hide the rest of the file.
func Parse(f *source.File, opts Options) *Tree {
	room := rooms.Get().(*stacks)
	l := lex(f, opts, room.tokens[:0])
	p := &parser{
		file: f, src: f.Text, toks: l.tokens, k: l.tokens[0].Kind,
		old: opts.Version == 13, lexErrors: l.errors, warnings: l.warnings, comments: l.comments,
		exprStack: room.exprs, stmtStack: room.stmts, kwStack: room.keywords, argStack: room.args,
	}
	t := &Tree{File: f, Comments: l.comments}
	if opts.KeepTokens {
		t.Tokens = l.all()
	}
	t.Root = p.root(opts.Mode)
	t.Groups = p.finishGroups()
	t.Errors = p.finishErrors()
	t.Warnings = p.finishWarnings()
	room.keep(p, l.tokens)
	return t
}

// stacks is what parsing needs room for only as long as it lasts.
type stacks struct {
	tokens   []Token
	exprs    []Expr
	stmts    []Stmt
	keywords []*Keyword
	args     []*Arg
}

var rooms = sync.Pool{New: func() any { return new(stacks) }}

// maxRoom is how many tokens a text may have for its room to be kept.
const maxRoom = 1 << 13

// keep gives the room of a parse back.
func (s *stacks) keep(p *parser, tokens []Token) {
	if cap(tokens) > maxRoom || cap(p.exprStack) > maxRoom || cap(p.stmtStack) > maxRoom {
		return
	}
	*s = stacks{tokens[:0], emptied(p.exprStack), emptied(p.stmtStack), emptied(p.kwStack), emptied(p.argStack)}
	rooms.Put(s)
}

// emptied forgets what a stack held.
func emptied[T any](s []T) []T {
	clear(s[:cap(s)])
	return s[:0]
}

// parser is the state of one parse.
type parser struct {
	literal source.Span // the string token whose escapes are being read
	file    *source.File
	src     string
	toks    []Token
	pos     int       // index of the next token
	k       TokenKind // its kind
	old     bool      // Python 3.13

	arena arena
	// Lists are gathered on stacks and cut to size when complete, so that they grow without garbage.
	exprStack []Expr
	stmtStack []Stmt
	kwStack   []*Keyword
	argStack  []*Arg

	depth  int        // of the recursion
	height int        // of the tree last returned
	far    int        // the furthest token at which a rule has failed
	diag   *diagnoser // set where mistakes are looked for
	second *diagnoser // set throughout the second reading of a statement

	comments  []source.Span
	pending   *source.Diagnostic // an error that the statement being parsed has run into
	inCases   bool               // the parser is at a case of a match statement
	again     bool               // this is the diagnoser's reading
	future    *source.Diagnostic // a future import of no feature
	firstFar  int                // the token at which the first statement failed that did
	groups    []Group
	lexErrors []lexError
	errors    []*source.Diagnostic
	warnings  []*source.Diagnostic
}

// next steps to the next token.
func (p *parser) next() {
	p.pos++
	p.k = p.toks[p.pos].Kind
}

// seek goes to the token of an index.
func (p *parser) seek(i int) {
	p.pos = i
	p.k = p.toks[i].Kind
}

// peek is the kind of the token after the next.
func (p *parser) peek() TokenKind {
	if p.k == TokenEOF {
		return TokenEOF
	}
	return p.toks[p.pos+1].Kind
}

// here is where the next token begins.
func (p *parser) here() source.Pos { return p.toks[p.pos].From }

// span reaches from a place to the end of the last token read.
func (p *parser) span(from source.Pos) source.Span {
	return source.Span{From: from, To: p.toks[p.pos-1].To}
}

// blockSpan is span for a compound statement: line ends and indentation after its last token do not belong to it.
func (p *parser) blockSpan(from source.Pos) source.Span {
	i := p.pos - 1
	for i > 0 && p.toks[i].Kind <= TokenDedent {
		i--
	}
	return source.Span{From: from, To: max(p.toks[i].To, from)}
}

// text is the text of a token.
func (p *parser) text(t *Token) string { return p.src[t.From:t.To] }

// bad notes that no rule goes on with the next token. Its result is for returning.
func (p *parser) bad() bool {
	p.far = max(p.far, p.pos)
	return false
}

// accept passes a token of a kind, if it is next.
func (p *parser) accept(k TokenKind) bool {
	if p.k != k {
		return false
	}
	p.next()
	return true
}

// expect is accept for a token that must be there.
func (p *parser) expect(k TokenKind) bool {
	if p.k != k {
		return p.bad()
	}
	p.next()
	return true
}

// isName says whether the next token is a name spelled so: a soft keyword.
func (p *parser) isName(word string) bool {
	return p.k == TokenName && p.text(&p.toks[p.pos]) == word
}

// identifier reads a name.
func (p *parser) identifier() (string, bool) {
	if p.k != TokenName {
		return "", p.bad()
	}
	t := &p.toks[p.pos]
	p.next()
	return p.ident(t), true
}

// enter counts a level of recursion. It says no, with an error, at the limit; the caller leaves in any case.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > MaxDepth {
		p.tooDeep(p.here())
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

// grow notes a tree of one level more than the tallest of its parts, of height h. It says no at the limit.
func (p *parser) grow(h int) bool {
	p.height = h + 1
	if p.height > MaxDepth {
		p.tooDeep(p.here())
		return false
	}
	return true
}

// root parses the whole file.
func (p *parser) root(mode Mode) Mod {
	whole := source.Span{To: source.Pos(len(p.src))}
	switch mode {
	case ModeEval:
		return &Expression{Span: whole, Body: p.evalInput()}
	case ModeSingle:
		return &Interactive{Span: whole, Body: p.interactiveInput()}
	}
	for p.k != TokenEOF {
		if p.k == TokenDedent {
			p.next() // of a block whose head did not parse
			continue
		}
		p.statement()
	}
	return &Module{Span: whole, Body: p.cutStmts(0)}
}

// evalInput parses one expression and nothing else.
func (p *parser) evalInput() Expr {
	e := p.expressions()
	for e != nil && p.k == TokenNewline {
		p.next()
	}
	if e == nil || p.k != TokenEOF {
		p.bad()
		p.failed(0)
	}
	return e
}

// interactiveInput parses what one may type at a prompt: one compound statement, or simple ones on one line.
func (p *parser) interactiveInput() []Stmt {
	switch p.k {
	case TokenNewline, TokenEOF:
		// CPython has a Pass for an empty line.
		return []Stmt{&Pass{Span: source.Span{From: p.here(), To: p.here()}}}
	}
	p.statement()
	for p.k == TokenNewline {
		p.next()
	}
	if p.k != TokenEOF && len(p.errors) == 0 {
		p.report(p.toks[p.pos].Span, source.SyntaxError, "multiple statements found while compiling a single statement")
		p.failed(p.pos)
	}
	return p.cutStmts(0)
}

// cutStmts takes the statements above a mark off the stack.
func (p *parser) cutStmts(mark int) []Stmt {
	list := p.arena.stmts.list(p.stmtStack[mark:])
	p.stmtStack = p.stmtStack[:mark]
	return list
}

// cutExprs takes the expressions above a mark off the stack.
func (p *parser) cutExprs(mark int) []Expr {
	list := p.arena.exprs.list(p.exprStack[mark:])
	p.exprStack = p.exprStack[:mark]
	return list
}

// openGroup keeps a place for a group that begins here, so that groups stand in the order of their opening.
func (p *parser) openGroup(from source.Pos) int {
	p.groups = append(p.groups, Group{Span: source.Span{From: from}})
	return len(p.groups) - 1
}

// finishGroups drops the places of what turned out to be no group.
func (p *parser) finishGroups() []Group {
	kept := p.groups[:0]
	for _, g := range p.groups {
		if g.Inner != nil {
			kept = append(kept, g)
		}
	}
	return kept
}
