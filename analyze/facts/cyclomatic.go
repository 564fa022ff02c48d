package facts

import "github.com/assay-score/assay/interp/syntax"

// Cyclomatic is McCabe's complexity of each unit in radon's dialect: 1, and 1 for each if, elif, ternary, loop and
// loop else, and/or operator, comprehension and each if in one, except clause, try's else, assert, and for each case of
// a match but an irrefutable one. What radon leaves out is left out: with, finally, except*, whatever an assert
// contains, decorators and defaults of nested functions. Nested functions are units of their own.
//
// Source: T. McCabe, A Complexity Measure, 1976; the rules are those of radon 6.
var Cyclomatic = &Fact[[]*Counted]{"cyclomatic", func(m *Module) []*Counted {
	var out []*Counted
	for _, u := range Units.Of(m) {
		c := &Counted{Unit: u, Value: 1}
		countDecisions(c, u.Body)
		out = append(out, c)
	}
	return out
}}

// countDecisions adds the decisions of a body, without those of functions and classes in it.
func countDecisions(c *Counted, body []syntax.Stmt) {
	walkOwn(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.If:
			c.add(n.From, 1, "if")
		case *syntax.IfExp:
			c.add(n.From, 1, "if … else")
		case *syntax.For:
			countLoop(c, n, n.Orelse, "for")
		case *syntax.AsyncFor:
			countLoop(c, n, n.Orelse, "async for")
		case *syntax.While:
			countLoop(c, n, n.Orelse, "while")
		case *syntax.BoolOp:
			word := boolWord(n.Op)
			for _, v := range n.Values[1:] {
				c.add(v.Pos(), 1, word)
			}
		case *syntax.Comprehension:
			c.add(n.From, 1, "comprehension")
			for _, test := range n.Ifs {
				c.add(test.Pos(), 1, "if of a comprehension")
			}
		case *syntax.TryStar: // radon does not know it; what stands in it counts
		case *syntax.Try:
			for _, h := range n.Handlers {
				c.add(h.From, 1, "except")
			}
			if len(n.Orelse) > 0 {
				c.add(n.Orelse[0].Pos(), 1, "else of a try")
			}
		case *syntax.Assert:
			c.add(n.From, 1, "assert")
			return false
		case *syntax.Match:
			countCases(c, n)
		}
		return true
	})
}

func countLoop(c *Counted, n syntax.Node, orelse []syntax.Stmt, what string) {
	c.add(n.Pos(), 1, what)
	if len(orelse) > 0 {
		c.add(orelse[0].Pos(), 1, "else of a loop")
	}
}

// countCases adds 1 for each case but the first that matches everything.
func countCases(c *Counted, n *syntax.Match) {
	spared := false
	for _, k := range n.Cases {
		if as, ok := k.Pattern.(*syntax.MatchAs); ok && as.Pattern == nil && !spared {
			spared = true
			continue
		}
		c.add(k.From, 1, "case")
	}
}

// ClassComplexity is a class's number in radon's dialect.
type ClassComplexity struct {
	*Class
	Value int
	Real  int // before it is divided by the number of methods
}

// CyclomaticClasses is the complexity of the classes that do not stand in a function: with real = 1 + the decisions of
// the class body + the complexities of its methods, it is real where there are no methods, and otherwise the whole
// part of real / methods, plus 1 where there is more than one.
var CyclomaticClasses = &Fact[[]ClassComplexity]{"cyclomatic-classes", func(m *Module) []ClassComplexity {
	number := map[*Function]int{}
	for _, c := range Cyclomatic.Of(m) {
		if c.Function != nil {
			number[c.Function] = c.Value
		}
	}
	var out []ClassComplexity
	for _, k := range Definitions.Of(m).Classes {
		if k.Parent != nil {
			continue
		}
		body := &Counted{Value: 1}
		countDecisions(body, k.Node.Body)
		real := body.Value
		for _, f := range k.Methods {
			real += number[f]
		}
		value := real
		if n := len(k.Methods); n > 1 {
			value = real/n + 1
		}
		out = append(out, ClassComplexity{k, value, real})
	}
	return out
}}
