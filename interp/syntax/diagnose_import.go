package syntax

import "fmt"

// invalidImport looks for mistakes in an import statement.
func (d *diagnoser) invalidImport() {
	p := d.p
	start := p.here()
	p.next()
	if p.k == TokenNewline {
		d.raiseHere("Expected one or more names after 'import'")
		return
	}
	from := p.pos
	for {
		if _, ok := p.dotted(); !ok {
			break
		}
		if !p.accept(TokenComma) {
			break
		}
	}
	if p.pos > from && p.accept(TokenFrom) {
		if _, ok := p.dotted(); ok {
			d.raiseAt(p.span(start), "Did you mean to use 'from ... import ...' instead?")
			return
		}
	}
	p.seek(from)
	for {
		if _, ok := p.dotted(); !ok {
			return
		}
		d.importTarget()
		if d.found != nil {
			return
		}
		if _, ok := p.asName(); !ok || !p.accept(TokenComma) {
			return
		}
	}
}

// importTarget looks for something else than a name after "as".
func (d *diagnoser) importTarget() {
	p := d.p
	if p.old || p.k != TokenAs {
		return
	}
	from := p.pos
	p.next()
	if p.k == TokenName {
		switch p.peek() {
		case TokenComma, TokenRParen, TokenSemicolon, TokenNewline:
			p.seek(from)
			return
		}
	}
	if e := d.attempt(d.expression); e != nil {
		d.raiseAt(spanOf(e), fmt.Sprintf("cannot use %s as import target", exprTitle(e)))
	}
	p.seek(from)
}

// invalidImportFrom looks for mistakes in what a from statement imports.
func (d *diagnoser) invalidImportFrom() {
	p := d.p
	p.next()
	for p.k == TokenDot || p.k == TokenEllipsis {
		p.next()
	}
	if p.k != TokenImport {
		if _, ok := p.dotted(); !ok {
			return
		}
	}
	if !p.accept(TokenImport) {
		return
	}
	if p.k == TokenNewline {
		d.raiseHere("Expected one or more names after 'import'")
		return
	}
	parens := p.accept(TokenLParen)
	for {
		if _, ok := p.identifier(); !ok {
			return
		}
		d.importTarget()
		if d.found != nil {
			return
		}
		if _, ok := p.asName(); !ok {
			return
		}
		if !p.accept(TokenComma) {
			return
		}
		if p.k == TokenNewline && !parens {
			d.raiseFar("trailing comma not allowed without surrounding parentheses")
			return
		}
	}
}
