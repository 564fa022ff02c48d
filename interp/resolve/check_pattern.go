package resolve

import (
	"math/big"

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
		if !same {
			p.fail(n, "alternative patterns bind different names")
		}
	}
	if first != nil {
		for _, name := range first.order {
			p.store(name, n)
		}
	}
}

// keys refuses a literal key that stands twice. Keys are equal as Python's constants are: 1, 1.0 and True are one key.
func (p *patternCheck) keys(n *syntax.MatchMapping) {
	seen := map[string]bool{}
	for _, k := range n.Keys {
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
	sign := ""
	if u, ok := e.(*syntax.UnaryOp); ok && u.Op == syntax.USub {
		sign, e = "-", u.Operand
	}
	k, ok := e.(*syntax.Constant)
	if !ok {
		return "", ""
	}
	repr, err := k.AppendRepr(nil)
	if err != nil {
		return "", ""
	}
	text = sign + string(repr)
	switch k.Kind {
	case syntax.True:
		return "n1", text
	case syntax.False:
		return "n0", text
	case syntax.Int, syntax.Float:
		if v, ok := new(big.Rat).SetString(text); ok {
			return "n" + v.RatString(), text
		}
	}
	return "c" + text, text
}
