package syntax

import (
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/source"
)

// field parses a replacement field into parts. A field inside the format specifier of a t-string's is an f-string's.
func (p *parser) field(s *stringParts, template, interpolation, raw bool) bool {
	start := p.here()
	if !p.enter() {
		p.leave()
		return false
	}
	defer p.leave()
	if p.diag != nil && p.diag.beforeField(template) {
		return false
	}
	p.next()
	inner := p.toks[p.pos-1].To
	at := p.pos
	v := p.yieldOrStarExpressions()
	if v == nil {
		if p.diag != nil {
			p.diag.noFieldExpr(template, at)
		}
		return false
	}
	h := p.height
	exprEnd := p.here()
	debug := p.accept(TokenEqual)
	conv := NoConversion
	var letter Token // of the conversion
	debugEnd := source.Pos(0)
	if debug {
		debugEnd = p.here()
	}
	if p.k == TokenExclamation {
		bang := p.toks[p.pos]
		p.next()
		letter = p.toks[p.pos]
		if !p.conversion(&conv, bang, template) {
			return false
		}
	}
	var spec Expr
	if p.k == TokenColon {
		if spec = p.formatSpec(template, raw); spec == nil {
			return false
		}
		h = max(h, p.height)
	}
	if p.k != TokenRBrace {
		p.bad()
		if p.diag != nil {
			p.diag.fieldNotClosed(template, debug, conv != NoConversion, spec != nil)
		}
		return false
	}
	if conv == badConversion {
		return p.invalidConversion(letter, template)
	}
	p.next()
	if debug {
		// The text itself, blanks included, comes before the value, which is shown as by repr unless told otherwise.
		if conv == NoConversion && spec == nil {
			conv = 'r'
		}
		s.add(p.fieldText(inner, debugEnd), source.Span{From: start + 1, To: debugEnd}, false)
	}
	s.flush()
	s.h = max(s.h, h+1)
	if interpolation {
		e := &Interpolation{Span: p.span(start), Value: v, Conversion: conv, FormatSpec: spec}
		e.Str = strings.TrimRight(p.fieldText(inner, exprEnd), " \t\n\f\r")
		p.exprStack = append(p.exprStack, e)
		return true
	}
	e := p.arena.formatted.get()
	e.Span, e.Value, e.Conversion, e.FormatSpec = p.span(start), v, conv, spec
	p.exprStack = append(p.exprStack, e)
	return true
}

// fieldText is the text of a field's expression, without comments.
func (p *parser) fieldText(from, to source.Pos) string {
	i, _ := slices.BinarySearchFunc(p.comments, from, func(c source.Span, at source.Pos) int { return int(c.From) - int(at) })
	if i == len(p.comments) || p.comments[i].From >= to {
		return p.src[from:to]
	}
	var b strings.Builder
	for ; i < len(p.comments) && p.comments[i].From < to; i++ {
		b.WriteString(p.src[from:p.comments[i].From])
		from = p.comments[i].To
	}
	b.WriteString(p.src[from:to])
	return b.String()
}

// conversion parses the letter after "!".
func (p *parser) conversion(conv *Conversion, bang Token, template bool) bool {
	t := p.toks[p.pos]
	name := stringTitle(template)
	if t.Kind != TokenName {
		p.bad()
		if p.diag != nil {
			if t.Kind == TokenColon || t.Kind == TokenRBrace {
				p.diag.raiseAt(t.Span, name+": missing conversion character")
			} else {
				p.diag.raiseAt(t.Span, name+": invalid conversion character")
			}
		}
		return false
	}
	if t.From != bang.To {
		p.report(source.Span{From: bang.From, To: t.To}, source.SyntaxError, p.afterExclamation(name))
		return false
	}
	// What the letter is gets its answer when the field is complete.
	*conv = Conversion(p.src[t.From])
	if t.Len() != 1 || *conv != 's' && *conv != 'r' && *conv != 'a' {
		*conv = badConversion
		if !p.old {
			return p.invalidConversion(t, template)
		}
	}
	p.next()
	return true
}

// invalidConversion reports a letter that is no conversion.
func (p *parser) invalidConversion(letter Token, template bool) bool {
	p.report(letter.Span, source.SyntaxError, stringTitle(template)+": invalid conversion character '"+p.text(&letter)+"': expected 's', 'r', or 'a'")
	return false
}

// afterExclamation is the message for a blank before the letter of a conversion; 3.13 misspells it.
func (p *parser) afterExclamation(name string) string {
	if p.old {
		return name + ": conversion type must come right after the exclamanation mark"
	}
	return name + ": conversion type must come right after the exclamation mark"
}

// formatSpec parses the format specifier of a field, at its colon.
func (p *parser) formatSpec(template, raw bool) Expr {
	start := p.here()
	p.next()
	s := stringParts{p: p, mark: len(p.exprStack)}
	for {
		switch p.k {
		case TokenFStringMiddle, TokenTStringMiddle:
			t := &p.toks[p.pos]
			p.next()
			text, ok := p.middle(t, raw)
			if !ok {
				p.exprStack = p.exprStack[:s.mark]
				return nil
			}
			s.add(text, t.Span, false)
		case TokenLBrace:
			if !p.field(&s, template, false, raw) {
				p.exprStack = p.exprStack[:s.mark]
				return nil
			}
		default:
			s.flush()
			p.height = s.h + 1
			j := p.arena.joinedStr.get()
			j.Span, j.Values = p.span(start), p.cutExprs(s.mark)
			return j
		}
	}
}

// badConversion stands for the letter of a conversion that is none.
const badConversion Conversion = 0
