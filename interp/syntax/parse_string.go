package syntax

import (
	"strings"

	"github.com/assay-score/assay/interp/source"
)

// strings parses one or more string literals side by side, which are one string.
func (p *parser) strings() Expr {
	first := &p.toks[p.pos]
	if first.Kind == TokenString && !isStringStart(p.toks[p.pos+1].Kind) {
		p.next()
		c := p.arena.constant.get()
		if !p.decodeString(first, c) {
			return nil
		}
		c.Span = first.Span
		p.height = 1
		return c
	}
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	return p.concatenation()
}

func isStringStart(k TokenKind) bool {
	return k == TokenString || k == TokenFStringStart || k == TokenTStringStart
}

// stringParts gathers the values of a concatenation. Constants that touch are one.
type stringParts struct {
	p      *parser
	mark   int // on the stack of expressions
	h      int
	text   strings.Builder // of the constant that is being put together
	single string          // its text while it has one part, which then needs no copy
	parts  int
	span   source.Span
	u      bool
}

// add appends text to the constant at the end.
func (s *stringParts) add(text string, span source.Span, u bool) {
	if s.parts == 0 {
		s.span, s.u, s.single = span, u, text
	} else {
		if s.parts == 1 {
			s.text.Reset()
			s.text.WriteString(s.single)
		}
		s.text.WriteString(text)
		s.span.To = span.To
	}
	s.parts++
}

// value is the text so far.
func (s *stringParts) value() string {
	if s.parts > 1 {
		return s.text.String()
	}
	return s.single
}

// flush ends the constant at the end; an empty one does not count.
func (s *stringParts) flush() {
	if s.parts == 0 {
		return
	}
	text := s.value()
	if text != "" {
		c := s.p.arena.constant.get()
		c.Span, c.Kind, c.Text, c.U = s.span, Str, text, s.u
		s.p.exprStack = append(s.p.exprStack, c)
		s.h = max(s.h, 1)
	}
	s.parts = 0
	s.text = strings.Builder{}
}

// concatenation parses a run of string literals, at least one of which is an f-string or which are several.
func (p *parser) concatenation() Expr {
	begin := p.pos
	start := p.here()
	s := stringParts{p: p, mark: len(p.exprStack)}
	var bytes, text, f, t bool
	var c Constant
	kind := Str
	for isStringStart(p.k) {
		tok := &p.toks[p.pos]
		switch p.k {
		case TokenString:
			p.next()
			c = Constant{}
			if !p.decodeString(tok, &c) {
				p.exprStack = p.exprStack[:s.mark]
				return nil
			}
			if c.Kind == Bytes {
				bytes = true
				kind = Bytes
			} else {
				text = true
			}
			s.add(c.Text, tok.Span, c.U)
		case TokenFStringStart:
			f = true
			if !p.fstring(&s, false) {
				p.exprStack = p.exprStack[:s.mark]
				return nil
			}
		default:
			t = true
			if !p.fstring(&s, true) {
				p.exprStack = p.exprStack[:s.mark]
				return nil
			}
		}
	}
	if bytes && (text || f || t) {
		p.exprStack = p.exprStack[:s.mark]
		if t {
			p.mixedTemplates(begin)
		} else {
			p.far = max(p.far, begin)
			p.report(p.spanAt(p.pos), source.SyntaxError, "cannot mix bytes and nonbytes literals")
		}
		return nil
	}
	if t && (text || f) {
		p.exprStack = p.exprStack[:s.mark]
		p.mixedTemplates(begin)
		return nil
	}
	if !f && !t {
		k := p.arena.constant.get()
		k.Span, k.Kind, k.Text, k.U = p.span(start), kind, s.value(), s.u
		p.height = 1
		return k
	}
	s.flush()
	p.height = s.h + 1
	values := p.cutExprs(s.mark)
	if t {
		return &TemplateStr{Span: p.span(start), Values: values}
	}
	j := p.arena.joinedStr.get()
	j.Span, j.Values = p.span(start), values
	return j
}

// mixedTemplates reports a t-string next to a string of another sort.
func (p *parser) mixedTemplates(begin int) {
	p.far = max(p.far, begin)
	p.report(source.Span{From: p.toks[begin].From, To: p.toks[p.pos-1].To}, source.SyntaxError,
		"cannot mix t-string literals with string or bytes literals")
}

// fstring parses one f-string or t-string into parts.
func (p *parser) fstring(s *stringParts, template bool) bool {
	open := &p.toks[p.pos]
	raw := strings.ContainsAny(p.src[open.From:open.From+2], "rR")
	p.next()
	for {
		switch p.k {
		case TokenFStringMiddle, TokenTStringMiddle:
			t := &p.toks[p.pos]
			p.next()
			text, ok := p.middle(t, raw)
			if !ok {
				return false
			}
			s.add(text, t.Span, false)
		case TokenLBrace:
			if !p.field(s, template, template, raw) {
				return false
			}
		case TokenFStringEnd, TokenTStringEnd:
			p.next()
			return true
		default:
			p.far = max(p.far, p.pos)
			return false
		}
	}
}

// middle is the value of a piece of text of an f-string.
func (p *parser) middle(t *Token, raw bool) (string, bool) {
	text := p.text(t)
	if t.flags&flagDoubled != 0 {
		text = text[:len(text)-1]
	}
	if t.flags&flagEscape == 0 || raw {
		return text, true
	}
	return p.unescape(text, t.From, false)
}
