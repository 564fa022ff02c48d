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
		s := sonarCounter{module: m, out: c}
		s.function(f.Node)
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
	t := sonarTotaller{module: m, classes: out.Classes}
	for _, s := range m.Tree.Body() {
		t.node(s)
	}
	out.File = t.n
	return out
}}

// SonarTotal is what SonarTotals gives.
type SonarTotal struct {
	File    int
	Classes map[*syntax.ClassDef]int
}

type sonarTotaller struct {
	module  *Module
	classes map[*syntax.ClassDef]int
	n       int
}

func (t *sonarTotaller) node(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.FunctionDef, *syntax.AsyncFunctionDef:
		t.n++
	case *syntax.ClassDef:
		before := t.n
		syntax.Children(n, t.node)
		t.classes[n] = t.n - before
		return
	default:
		amount, _ := sonarDecision(t.module, n)
		t.n += amount
	}
	syntax.Children(n, t.node)
}

type sonarCounter struct {
	module *Module
	out    *Counted
}

// function counts everything of a function: what stands before its body too.
func (s *sonarCounter) function(f *syntax.FunctionDef) {
	syntax.Children(f, s.node)
}

func (s *sonarCounter) node(n syntax.Node) {
	switch n.(type) {
	case *syntax.FunctionDef, *syntax.AsyncFunctionDef:
		return
	}
	if amount, what := sonarDecision(s.module, n); amount > 0 {
		s.out.add(n.Pos(), amount, what)
	}
	syntax.Children(n, s.node)
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
