package syntax

import (
	"fmt"
	"strings"

	"github.com/assay-score/assay/interp/source"
	"golang.org/x/text/unicode/norm"
)

// ident is the text of a name in the form in which Python compares names: NFKC.
func (p *parser) ident(t *Token) string {
	s := p.src[t.From:t.To]
	if t.flags == 0 {
		return s
	}
	return norm.NFKC.String(s)
}

// number makes a constant of a numeric literal.
func (p *parser) number() Expr {
	t := p.toks[p.pos]
	s := p.text(&t)
	kind := Int
	last := s[len(s)-1]
	hex := len(s) > 1 && (s[1] == 'x' || s[1] == 'X')
	switch {
	case len(s) == 1 || hex:
	case last == 'j' || last == 'J':
		kind = Complex
		s = s[:len(s)-1]
	case strings.ContainsAny(s, ".eE"):
		kind = Float
	}
	if strings.IndexByte(s, '_') >= 0 {
		s = strings.ReplaceAll(s, "_", "")
	}
	if len(s) > MaxIntDigits && kind == Int && !hex && s[1] <= '9' {
		p.far = max(p.far, p.pos)
		p.report(t.Span, source.SyntaxError, fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: "+
			"value has %d digits; use sys.set_int_max_str_digits() to increase the limit "+
			"- Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", MaxIntDigits, len(s)))
		return nil
	}
	c := p.constant(kind).(*Constant)
	c.Text = s
	return c
}
