package facts

import "github.com/assay-score/assay/interp/syntax"

// CyclomaticSonar is McCabe's complexity of each function as sonar-python's rule S1541 counts it: 1, and 1 for each if,
// loop, ternary, and/or operator, and if of a comprehension. An elif, an except clause, a case, an assert and the for of a
// comprehension count nothing. Decorators, defaults and annotations are part of the function, nested functions are not,
// nested classes are, without their methods.
//
// Source: sonar-python's ComplexityVisitor.
var CyclomaticSonar = &Fact[[]*Counted]{"cyclomatic_sonar", func(m *Module) []*Counted {
	var out []*Counted
	for _, f := range Definitions.Of(m).Functions {
		c := &Counted{Unit: f.unit(), Value: 1}
		syntax.Inspect(f.Node, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.FunctionDef:
				return n == f.Node
			case *syntax.AsyncFunctionDef:
				return false
			}
			if amount, what := sonarDecision(m, n); amount > 0 {
				c.add(n.Pos(), amount, what)
			}
			return true
		})
		out = append(out, c)
	}
	return out
}}

// SonarTotals are sonar-python's numbers for the file and for each class: 1 for each function in it at any depth, and the
// decisions of all of its code.
//
// Source: the rules ClassComplexity and FileComplexity of sonar-python.
var SonarTotals = &Fact[SonarTotal]{"sonar_totals", func(m *Module) SonarTotal {
	out := SonarTotal{Classes: map[*syntax.ClassDef]int{}}
	var open []int // for each class that is open, the count at its beginning
	syntax.Walk(m.Tree.Root, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef, *syntax.AsyncFunctionDef:
			out.File++
		case *syntax.ClassDef:
			open = append(open, out.File)
		default:
			amount, _ := sonarDecision(m, n)
			out.File += amount
		}
		return true
	}, func(n syntax.Node) {
		if c, ok := n.(*syntax.ClassDef); ok {
			out.Classes[c] = out.File - open[len(open)-1]
			open = open[:len(open)-1]
		}
	})
	return out
}}

// SonarTotal is what SonarTotals gives.
type SonarTotal struct {
	File    int
	Classes map[*syntax.ClassDef]int
}

// sonarDecision is what a node counts on its own.
func sonarDecision(m *Module, n syntax.Node) (int, string) {
	switch n := n.(type) {
	case *syntax.If:
		if startsElif(m, n) {
			return 0, ""
		}
		return 1, "if"
	case *syntax.For:
		return 1, "for"
	case *syntax.AsyncFor:
		return 1, "async for"
	case *syntax.While:
		return 1, "while"
	case *syntax.IfExp:
		return 1, "if … else"
	case *syntax.BoolOp:
		return len(n.Values) - 1, boolWord(n.Op)
	case *syntax.Comprehension:
		return len(n.Ifs), "if of a comprehension"
	}
	return 0, ""
}
