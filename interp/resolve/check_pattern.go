package resolve

import (
	"math/big"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// match checks the cases of a match statement.
func (c *checker) match(n *syntax.Match) {
	c.expr(n.Subject)
	for i, arm := range n.Cases {
		p := &patternCheck{checker: c, stored: map[string]bool{}}
		p.pattern(arm.Pattern, arm.Guard != nil || i == len(n.Cases)-1)
		c.optional(arm.Guard)
		c.stmts(arm.Body)
	}
}

// patternCheck checks one pattern: what it stores, and that nothing after what always matches is left unreachable.
type patternCheck struct {
	*checker
	stored map[string]bool
	order  []string // of stored
}

func (p *patternCheck) store(name string, at syntax.Node) {
	if name == "" {
		return
	}
	if p.stored[name] {
		p.fail(at, "multiple assignments to name '"+name+"' in pattern")
		return
	}
	p.stored[name] = true
	p.order = append(p.order, name)
}

// pattern checks a pattern; last says that it may match everything, because nothing comes after it.
func (p *patternCheck) pattern(pat syntax.Pattern, last bool) {
	switch n := pat.(type) {
	case *syntax.MatchValue:
		switch n.Value.(type) {
		case *syntax.JoinedStr, *syntax.TemplateStr:
			p.fail(n, "patterns may only match literals and attribute lookups")
		}
		p.expr(n.Value)
	case *syntax.MatchSequence:
		stars := 0
		for _, sub := range n.Patterns {
			if _, ok := sub.(*syntax.MatchStar); ok {
				stars++
			}
		}
		if stars > 1 {
			p.fail(n, "multiple starred names in sequence pattern")
		}
		p.parts(n.Patterns)
	case *syntax.MatchMapping:
		p.keys(n)
		p.parts(n.Patterns)
		p.store(n.Rest, n)
	case *syntax.MatchClass:
		p.expr(n.Cls)
		seen := map[string]bool{}
		for i, attr := range n.KwdAttrs {
			if seen[attr] {
				p.fail(n.KwdPatterns[i], "attribute name repeated in class pattern: "+attr)
			}
			seen[attr] = true
		}
		p.parts(n.Patterns)
		p.parts(n.KwdPatterns)
	case *syntax.MatchStar:
		p.store(n.Name, n)
	case *syntax.MatchAs:
		p.as(n, last)
	case *syntax.MatchOr:
		p.or(n, last)
	}
}

// parts checks patterns inside another, which may each match everything.
func (p *patternCheck) parts(list []syntax.Pattern) {
	for _, sub := range list {
		p.pattern(sub, true)
	}
}

func (p *patternCheck) as(n *syntax.MatchAs, last bool) {
	if n.Pattern != nil {
		p.pattern(n.Pattern, last)
	} else if !last && n.Name == "" {
		p.fail(n, "wildcard makes remaining patterns unreachable")
	} else if !last {
		p.fail(n, "name capture '"+n.Name+"' makes remaining patterns unreachable")
	}
	p.store(n.Name, n)
}

func (p *patternCheck) or(n *syntax.MatchOr, last bool) {
	var first *patternCheck
	agreed := true
	for i, alternative := range n.Patterns {
		q := &patternCheck{checker: p.checker, stored: map[string]bool{}}
		q.pattern(alternative, last && i == len(n.Patterns)-1)
		if first == nil {
			first = q
			continue
		}
		same := len(q.stored) == len(first.stored)
		for _, name := range q.order {
			same = same && first.stored[name]
		}
		if agreed && !same {
			p.fail(n, "alternative patterns bind different names")
		}
		agreed = agreed && same
	}
	// Names are carried outwards only when all alternatives have them: what is carried then stands in the source more
	// than once, so alternatives nested deeply cost no more than their text.
	if first != nil && agreed {
		for _, name := range first.order {
			p.store(name, n)
		}
	}
}

// keys refuses a literal key that stands twice. Keys are equal as Python's constants are: 1, 1.0 and True are one key.
func (p *patternCheck) keys(n *syntax.MatchMapping) {
	seen := map[string]bool{}
	for _, k := range n.Keys {
		switch k.(type) {
		case *syntax.JoinedStr, *syntax.TemplateStr:
			p.fail(n, "mapping pattern keys may only match literals and attribute lookups")
		}
		p.expr(k)
		key, text := keyOf(k)
		if key == "" {
			continue
		}
		if seen[key] {
			p.fail(n, "mapping pattern checks duplicate key ("+text+")")
		}
		seen[key] = true
	}
}

// keyOf gives an identity for a literal key and how Python prints it; "" for what is not a literal.
func keyOf(e syntax.Expr) (key, text string) {
	if k, ok := e.(*syntax.Constant); ok && (k.Kind < syntax.Int || k.Kind > syntax.Complex) {
		repr, err := k.AppendRepr(nil)
		if err != nil {
			return "", ""
		}
		switch k.Kind {
		case syntax.True:
			return "1+0j", string(repr)
		case syntax.False:
			return "0+0j", string(repr)
		}
		return string(repr), string(repr)
	}
	re, im, ok := numberOf(e)
	if !ok {
		return "", ""
	}
	text = re.text
	if text == "-0" && im.text == "" {
		text = "0" // of ints there is only one zero
	}
	if im.text != "" {
		text = im.text + "j"
		if re.text[0] == '-' || re.value.Sign() != 0 {
			if im.text[0] != '-' {
				text = "+" + text
			}
			text = "(" + strings.TrimSuffix(re.text, ".0") + text + ")"
		}
	}
	return re.value.RatString() + "+" + im.value.RatString() + "j", text
}

// part is the real or imaginary part of a number, with Python's text of it.
type part struct {
	value *big.Rat
	text  string // "" for an imaginary part that is not there
}

// numberOf reads a number as patterns spell it: a literal, perhaps with a minus, or a real and an imaginary one added.
func numberOf(e syntax.Expr) (re, im part, ok bool) {
	switch n := e.(type) {
	case *syntax.UnaryOp:
		if n.Op != syntax.USub {
			return re, im, false
		}
		re, im, ok = numberOf(n.Operand)
		return re.negate(), im.negate(), ok
	case *syntax.BinOp:
		re, none, ok1 := numberOf(n.Left)
		_, im, ok2 := numberOf(n.Right)
		if n.Op == syntax.Sub {
			im = im.negate()
		}
		if re.value != nil && re.value.Sign() == 0 {
			re.text = "0" // adding takes the sign off a zero
		}
		return re, im, ok1 && ok2 && none.text == "" && (n.Op == syntax.Add || n.Op == syntax.Sub)
	case *syntax.Constant:
		repr, err := n.AppendRepr(nil)
		if err != nil {
			return re, im, false
		}
		text := strings.TrimSuffix(string(repr), "j")
		value, ok := new(big.Rat).SetString(text) // not ok for inf, which equals no other literal's value but inf
		if n.Kind == syntax.Complex {
			return part{new(big.Rat), "0"}, part{value, text}, ok
		}
		return part{value, text}, part{new(big.Rat), ""}, ok
	}
	return re, im, false
}

func (p part) negate() part {
	switch {
	case p.value == nil || p.text == "":
		return p
	case p.text[0] == '-':
		return part{new(big.Rat).Neg(p.value), p.text[1:]}
	}
	return part{new(big.Rat).Neg(p.value), "-" + p.text}
}
