package syntax

// A replacement field's mistakes: the messages name the sort of string.
func stringTitle(template bool) string {
	if template {
		return "t-string"
	}
	return "f-string"
}

// beforeField looks for a field without an expression; the parser is at its "{".
func (d *diagnoser) beforeField(template bool) bool {
	p := d.p
	d.fields++
	d.template = template
	switch k := p.peek(); k {
	case TokenEqual, TokenExclamation, TokenColon, TokenRBrace:
		p.next()
		d.raiseHere(stringTitle(template) + ": valid expression required before '" + k.String() + "'")
		return true
	}
	return false
}

// noFieldExpr reports a field whose expression will not parse; it begins at token i.
func (d *diagnoser) noFieldExpr(template bool, i int) {
	d.raiseAt(d.p.toks[i].Span, stringTitle(template)+": expecting a valid expression after '{'")
}

// fieldNotClosed reports what stands in the place of a field's "}"; the arguments say what the field has.
func (d *diagnoser) fieldNotClosed(template, debug, conv, spec bool) {
	what := ": expecting '=', or '!', or ':', or '}'"
	switch {
	case spec:
		what = ": expecting '}', or format specs"
	case conv:
		what = ": expecting ':' or '}'"
	case debug:
		what = ": expecting '!', or ':', or '}'"
	}
	d.raiseHere(stringTitle(template) + what)
}
