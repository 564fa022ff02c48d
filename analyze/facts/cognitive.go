package facts

import "github.com/assay-score/assay/interp/syntax"

// Cognitive is the cognitive complexity of each function that stands in no other function, and of a module's own code, in the
// dialect of sonar-python's rule S3776: 1 for each if, ternary, loop and except clause, plus 1 for each level that it is
// nested in; 1 for elif and for any else; 1 for each run of equal and/or operators, parentheses cutting the run.
// Ternaries, blocks of the above, of match cases, and nested functions are levels; a function that only defines another
// and returns names, as decorators do, is not, and a class begins at level 0 again. Decorators and defaults are part of
// the function. Nested functions count in the function that they stand in.
//
// Source: G. A. Campbell, Cognitive Complexity, SonarSource 2018; where the paper and sonar-python differ, the tool.
var Cognitive = &Fact[[]*Counted]{"cognitive", func(m *Module) []*Counted {
	return countCognition(m, cognitionRules{}, nil)
}}

// CognitivePaper is the same as Campbell's paper defines it: match counts like if and is a level, a lambda is a level, a
// function in a cycle of calls counts 1, parentheses do not cut a run of operators, and a method of a nested class stands
// in the function around it. Where Python has what the paper does not mention, comprehensions and with count nothing and
// the else of a loop or try counts like any else.
//
// Source: G. A. Campbell, Cognitive Complexity, SonarSource 2018 and later, appendix B with its exception for Python's
// decorators.
var CognitivePaper = &Fact[[]*Counted]{"cognitive_paper", func(m *Module) []*Counted {
	return countCognition(m, cognitionRules{match: true, lambda: true, through: true, docstring: true, classes: true}, Recursion.Of(m))
}}

// cognitionRules tell the dialects apart.
type cognitionRules struct {
	match     bool // match counts 1 and its level
	lambda    bool // what is in a lambda is nested
	through   bool // runs of operators go on through parentheses
	docstring bool // a function that wraps another may have a docstring and return anything
	classes   bool // what is in a nested class is as deep as the class stands
}

func countCognition(m *Module, rules cognitionRules, recursive map[*syntax.FunctionDef]bool) []*Counted {
	grouped := make(map[syntax.Expr]bool, len(m.Tree.Groups))
	if !rules.through {
		for _, g := range m.Tree.Groups {
			grouped[g.Inner] = true
		}
	}
	var out []*Counted
	for _, u := range Units.Of(m) {
		if u.Function != nil && u.Function.Parent != nil {
			continue
		}
		k := &cognition{module: m, rules: rules, grouped: grouped, recursive: recursive, out: &Counted{Unit: u}}
		k.look = k.visit
		if u.Function != nil {
			k.function(u.Function.Node)
		} else {
			k.own = true
			k.block(u.Body)
		}
		out = append(out, k.out)
	}
	return out
}

// cognition counts one unit.
type cognition struct {
	module    *Module
	rules     cognitionRules
	grouped   map[syntax.Expr]bool // expressions in parentheses
	recursive map[*syntax.FunctionDef]bool
	out       *Counted
	level     int
	around    *syntax.FunctionDef    // the function whose body is being read; nil in a class
	look      func(syntax.Node) bool // visit, made a value once
	own       bool                   // a module's own code: functions in it are units themselves
}

// nested counts 1 and the level.
func (k *cognition) nested(n syntax.Node, what string) {
	if k.level > 0 {
		what = "nested " + what
	}
	k.out.add(n.Pos(), 1+k.level, what)
}

func (k *cognition) inner(body []syntax.Stmt) {
	k.level++
	k.block(body)
	k.level--
}

// orelse counts an else and what stands in it.
func (k *cognition) orelse(body []syntax.Stmt) {
	if len(body) > 0 {
		k.out.add(body[0].Pos(), 1, "else")
		k.inner(body)
	}
}

func (k *cognition) block(body []syntax.Stmt) {
	for _, s := range body {
		k.stmt(s)
	}
}

func (k *cognition) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.If:
		k.nested(s, "if")
		k.branches(s)
	case *syntax.For:
		k.loop(s, s, "for")
	case *syntax.AsyncFor:
		k.loop(s, &s.For, "async for")
	case *syntax.While:
		k.nested(s, "while")
		k.expr(s.Test)
		k.inner(s.Body)
		k.orelse(s.Orelse)
	case *syntax.Try:
		k.try(s)
	case *syntax.TryStar:
		k.try(&s.Try)
	case *syntax.With:
		k.with(s)
	case *syntax.AsyncWith:
		k.with(&s.With)
	case *syntax.Match:
		if k.rules.match {
			k.nested(s, "match")
		}
		k.expr(s.Subject)
		for _, c := range s.Cases {
			k.expr(c.Guard)
			k.inner(c.Body)
		}
	case *syntax.FunctionDef:
		k.nestedFunction(s)
	case *syntax.AsyncFunctionDef:
		k.nestedFunction(&s.FunctionDef)
	case *syntax.ClassDef:
		k.class(s)
	default:
		k.node(s)
	}
}

// branches reads an if that is counted already, and the elifs and else that follow it: a loop, since there may be
// thousands.
func (k *cognition) branches(s *syntax.If) {
	for {
		k.expr(s.Test)
		k.inner(s.Body)
		if !isElif(k.module, s) {
			k.orelse(s.Orelse)
			return
		}
		s = s.Orelse[0].(*syntax.If)
		k.out.add(s.From, 1, "elif")
	}
}

func (k *cognition) loop(at syntax.Node, s *syntax.For, what string) {
	k.nested(at, what)
	k.expr(s.Target)
	k.expr(s.Iter)
	k.inner(s.Body)
	k.orelse(s.Orelse)
}

func (k *cognition) try(s *syntax.Try) {
	k.block(s.Body)
	for _, h := range s.Handlers {
		k.nested(h, "except")
		k.expr(h.Type)
		k.inner(h.Body)
	}
	k.orelse(s.Orelse)
	k.block(s.Finalbody)
}

func (k *cognition) with(s *syntax.With) {
	for _, item := range s.Items {
		k.expr(item.ContextExpr)
	}
	k.block(s.Body)
}

// function reads a function at the level that it stands at.
func (k *cognition) function(f *syntax.FunctionDef) {
	if k.recursive[f] {
		k.out.add(f.NamePos, 1, "recursion")
	}
	for _, e := range f.DecoratorList {
		k.node(e)
	}
	if f.Args != nil {
		k.node(f.Args)
	}
	k.expr(f.Returns)
	outer := k.around
	k.around = f
	k.block(f.Body)
	k.around = outer
}

func (k *cognition) nestedFunction(f *syntax.FunctionDef) {
	if k.own {
		return
	}
	level := k.level
	switch {
	case k.around == nil && !k.rules.classes:
		k.level = 0
	case k.around != nil && k.wraps(k.around, f):
	default:
		k.level++
	}
	k.function(f)
	k.level = level
}

func (k *cognition) class(c *syntax.ClassDef) {
	level, around := k.level, k.around
	if !k.rules.classes {
		k.level = 0
	}
	k.around = nil
	for _, e := range c.DecoratorList {
		k.node(e)
	}
	for _, e := range c.Bases {
		k.node(e)
	}
	for _, w := range c.Keywords {
		k.node(w)
	}
	k.block(c.Body)
	k.level, k.around = level, around
}

// wraps reports whether a function does nothing but define another and return.
func (k *cognition) wraps(outer, inner *syntax.FunctionDef) bool {
	body := outer.Body
	if k.rules.docstring {
		body = withoutDocstring(body)
	}
	if len(body) > 50 {
		return false // asked once for each function in it, and a wrapper is short
	}
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			if s != inner {
				return false
			}
		case *syntax.AsyncFunctionDef:
			if &s.FunctionDef != inner {
				return false
			}
		case *syntax.Return:
			if _, name := s.Value.(*syntax.Name); !name && !k.rules.docstring {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (k *cognition) expr(e syntax.Expr) {
	if e != nil {
		k.node(e)
	}
}

// node reads an expression, or a statement that has nothing but expressions.
func (k *cognition) node(n syntax.Node) { syntax.Inspect(n, k.look) }

func (k *cognition) visit(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.IfExp:
		k.nested(n, "if … else")
		k.level++
		k.node(n.Body)
		k.node(n.Test)
		k.node(n.Orelse)
		k.level--
		return false
	case *syntax.BoolOp:
		var last *syntax.BoolOperator
		k.run(n, &last)
		return false
	case *syntax.Lambda:
		if k.rules.lambda {
			k.level++
			if n.Args != nil {
				k.node(n.Args)
			}
			k.node(n.Body)
			k.level--
			return false
		}
	}
	return true
}

// run counts a tree of and/or that no parentheses interrupt: 1 each time the operator, read from left to right, is not
// the one before.
func (k *cognition) run(n *syntax.BoolOp, last **syntax.BoolOperator) {
	for i, v := range n.Values {
		if i > 0 && (*last == nil || **last != n.Op) {
			op := n.Op
			*last = &op
			k.out.add(v.Pos(), 1, boolWord(op))
		}
		if inner, ok := v.(*syntax.BoolOp); ok && !k.grouped[v] {
			k.run(inner, last)
			continue
		}
		k.node(v)
	}
}

func boolWord(op syntax.BoolOperator) string {
	if op == syntax.Or {
		return "or"
	}
	return "and"
}
