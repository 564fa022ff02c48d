package syntax

import (
	"fmt"
	"slices"

	"github.com/assay-score/assay/interp/source"
)

// report notes an error found by the parser itself, in or out of the diagnoser. Only the first of a statement counts.
func (p *parser) report(span source.Span, kind source.Kind, message string) {
	switch {
	case p.diag != nil:
		p.diag.raise(span, kind, message)
		return
	case p.again || p.pending != nil:
		return
	}
	p.pending = &source.Diagnostic{Span: span, Kind: kind, Message: message, Read: p.toks[max(p.far, p.pos)].Span}
}

// reportHere reports a syntax error at the next token.
func (p *parser) reportHere(message string) {
	p.report(p.spanAt(p.pos), source.SyntaxError, message)
}

// spanAt is the place of a token for an error. CPython has INDENT end where it begins, and no line after the last.
func (p *parser) spanAt(i int) source.Span {
	t := &p.toks[i]
	s := t.Span
	if t.Kind == TokenIndent {
		s.From = s.To
	}
	if n := source.Pos(len(p.src)); s.From == n && n > 0 && p.src[n-1] == '\n' {
		s = source.Span{From: n - 1, To: n - 1}
	}
	return s
}

// warn notes a SyntaxWarning.
func (p *parser) warn(span source.Span, message string) {
	if !p.again {
		p.warnings = append(p.warnings, &source.Diagnostic{Span: span, Kind: source.SyntaxWarning, Message: message})
	}
}

// tooDeep reports a tree higher than MaxDepth.
func (p *parser) tooDeep(at source.Pos) {
	if p.pending == nil {
		p.pending = &source.Diagnostic{
			Span: source.Span{From: at, To: at}, Kind: source.SyntaxError,
			Message: fmt.Sprintf("too deeply nested: the syntax tree would be higher than %d levels", MaxDepth),
		}
	}
	p.bad()
}

// forced is expect for a token whose absence CPython reports at once.
func (p *parser) forced(k TokenKind, message string) bool {
	if p.k == k {
		p.next()
		return true
	}
	if p.k != TokenError && p.pending == nil {
		p.reportHere(message)
	}
	return p.bad()
}

// noBlock reports a clause without statements.
func (p *parser) noBlock(keyword int, what string) {
	if p.k == TokenError {
		p.bad()
		return
	}
	line := p.file.Position(p.toks[keyword].From).Line
	p.report(p.spanAt(p.pos), source.IndentationError, fmt.Sprintf("expected an indented block after %s on line %d", what, line))
}

// mixedExcept reports an except clause next to except* ones, or the other way round, if its head is whole. It always
// says no.
func (p *parser) mixedExcept(isStar bool) bool {
	at := p.pos
	p.bad()
	p.next()
	if isStar {
		p.bad()
		p.next()
	}
	ok := true
	if isStar || p.k != TokenColon {
		ok = p.expression() != nil
		if ok && p.accept(TokenAs) {
			_, ok = p.identifier()
		}
	}
	ok = ok && p.k == TokenColon
	p.seek(at)
	switch {
	case ok:
		span := p.toks[at].Span
		if isStar {
			span.To = p.toks[at+1].To
		}
		p.report(span, source.SyntaxError, "cannot have both 'except' and 'except*' on the same 'try'")
	case isStar && p.old && (p.toks[at+2].Kind == TokenColon || p.toks[at+2].Kind == TokenNewline):
		p.report(p.spanAt(at+2), source.SyntaxError, "expected one or more exception types")
	}
	return false
}

// maxErrors is how many errors of a file are told. Who has so many is not helped by more.
const maxErrors = 100

// failed reports why the statement at token index at would not parse: what the parser or the lexer has noted, or
// else what the diagnoser finds.
func (p *parser) failed(at int) {
	d := p.pending
	p.pending = nil
	if len(p.errors) >= maxErrors {
		return
	}
	if d == nil {
		far := max(p.far, at)
		if p.toks[far].Kind == TokenError {
			return // the lexer has said it
		}
		d = p.diagnose(at, far)
	}
	if d == nil {
		return
	}
	if len(p.errors) == 0 {
		p.firstFar = max(p.far, at)
	}
	p.errors = append(p.errors, d)
}

// recover goes on after a statement at token index at that would not parse: behind the end of its line. What is
// indented below it is read as statements all the same.
func (p *parser) recover(at int) {
	p.exprStack, p.kwStack, p.argStack = p.exprStack[:0], p.kwStack[:0], p.argStack[:0]
	i := max(p.far, at)
	switch {
	case i > at && p.toks[i-1].Kind <= TokenDedent && p.toks[i].Kind != TokenError:
		// The statement's lines are whole and what they need is missing after them.
		p.seek(i)
	case p.toks[i].Kind == TokenIndent:
		p.seek(i)
	default:
		p.seek(p.lineEnd(i))
	}
	for {
		switch p.k {
		case TokenIndent:
			p.orphanBlock()
		case TokenElif, TokenElse, TokenExcept, TokenFinally:
			// A clause of the statement that failed.
			p.seek(p.lineEnd(p.pos))
		default:
			return
		}
	}
}

// lineEnd is the index of the first token behind the line of token i, or of the DEDENT or end of file before that.
func (p *parser) lineEnd(i int) int {
	for ; ; i++ {
		switch p.toks[i].Kind {
		case TokenNewline:
			return i + 1
		case TokenDedent, TokenEOF:
			return i
		}
	}
}

// orphanBlock reads the statements of a block whose head did not parse.
func (p *parser) orphanBlock() {
	p.next()
	for p.k != TokenDedent && p.k != TokenEOF {
		p.statement()
	}
	if p.k == TokenDedent {
		p.next()
	}
}

// finishErrors puts the errors of lexer and parser together: CPython's own first, the others in order, at most one a
// line.
func (p *parser) finishErrors() []*source.Diagnostic {
	var list []*source.Diagnostic
	for _, e := range p.lexErrors {
		list = append(list, e.Diagnostic)
	}
	list = append(list, p.errors...)
	if len(list) == 0 {
		if p.future != nil {
			return []*source.Diagnostic{p.future}
		}
		return nil
	}
	slices.SortStableFunc(list, func(a, b *source.Diagnostic) int { return int(a.From) - int(b.From) })
	first := p.first()
	kept := []*source.Diagnostic{first}
	seen := p.file.Position(first.From).Line
	last := 0
	for _, d := range list {
		if len(kept) == maxErrors {
			break
		}
		if line := p.file.Position(d.From).Line; line != last && line != seen {
			kept = append(kept, d)
			last = line
		}
	}
	return kept
}

// line is the line of a token.
func (p *parser) line(i int) int { return p.file.Position(p.toks[i].From).Line }

// first is the error that CPython would report.
func (p *parser) first() *source.Diagnostic {
	if len(p.lexErrors) == 0 {
		return p.errors[0]
	}
	e := p.lexErrors[0]
	if len(p.errors) == 0 || e.token <= p.firstFar {
		return e.Diagnostic
	}
	own := p.errors[0]
	if own.Kind == source.IndentationError && own.Message[0] == 'u' { // unexpected indent or unindent: CPython looks no further
		return own
	}
	if e.hard {
		return e.Diagnostic
	}
	if e.unclosed && p.line(p.firstFar) > p.file.Position(e.From).Line {
		return e.Diagnostic
	}
	return own
}

func (p *parser) finishWarnings() []*source.Diagnostic {
	slices.SortStableFunc(p.warnings, func(a, b *source.Diagnostic) int { return int(a.From) - int(b.From) })
	return p.warnings
}
