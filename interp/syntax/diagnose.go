package syntax

import "github.com/assay-score/assay/interp/source"

// diagnoser reads a statement that would not parse once more.
type diagnoser struct {
	p     *parser
	found *source.Diagnostic
}

func (p *parser) diagnose(at, far int) *source.Diagnostic {
	t := p.toks[far]
	switch t.Kind {
	case TokenIndent:
		return &source.Diagnostic{Span: t.Span, Kind: source.IndentationError, Message: "unexpected indent"}
	case TokenDedent:
		return &source.Diagnostic{Span: t.Span, Kind: source.IndentationError, Message: "unexpected unindent"}
	}
	return &source.Diagnostic{Span: t.Span, Kind: source.SyntaxError, Message: "invalid syntax"}
}

func (d *diagnoser) raise(span source.Span, kind source.Kind, message string) {
	if d.found == nil {
		d.found = &source.Diagnostic{Span: span, Kind: kind, Message: message}
	}
}
func (d *diagnoser) raiseAt(span source.Span, message string) {
	d.raise(span, source.SyntaxError, message)
}

func (d *diagnoser) named() Expr                                     { return nil }
func (d *diagnoser) expression() Expr                                { return nil }
func (d *diagnoser) disjunction() Expr                               { return nil }
func (d *diagnoser) notAfterOperator() bool                          { return false }
func (d *diagnoser) notAfterSign() bool                              { return false }
func (d *diagnoser) beforeParen() bool                               { return false }
func (d *diagnoser) beforeBracket() bool                             { return false }
func (d *diagnoser) beforeBrace() bool                               { return false }
func (d *diagnoser) beforeForClause() bool                           { return false }
func (d *diagnoser) beforeForTarget() bool                           { return false }
func (d *diagnoser) beforeArguments() bool                           { return false }
func (d *diagnoser) beforeParameters(TokenKind) bool                 { return false }
func (d *diagnoser) beforeTypeParams() bool                          { return false }
func (d *diagnoser) boundOnStarred(TokenKind)                        {}
func (d *diagnoser) withTarget(int)                                  {}
func (d *diagnoser) severalExceptions(int) bool                      { return false }
func (d *diagnoser) exceptTarget(int, bool)                          {}
func (d *diagnoser) patternTarget() bool                             { return false }
func (d *diagnoser) restNotLast(source.Span)                         {}
func (d *diagnoser) positionalAfterKeyword(int)                      {}
func (d *diagnoser) beforeField(bool) bool                           { return false }
func (d *diagnoser) noFieldExpr(bool)                                {}
func (d *diagnoser) fieldNotClosed(template, debug, conv, spec bool) {}
