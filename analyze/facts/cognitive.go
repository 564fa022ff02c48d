package facts

import "github.com/assay-score/assay/interp/syntax"

// Cognitive is the cognitive complexity of each function that stands in no other function, and of a module's own code, in the
// dialect of sonar-python's rule S3776: 1 for each if, ternary, loop and except clause, plus 1 for each level that it is
// nested in; 1 for elif and for any else; 1 for each run of equal and/or operators, parentheses cutting the run.
// Ternaries, blocks of the above, of match cases, and nested functions are levels; a function that only defines another
// and returns it, as decorators do, is not. Nested functions count in the function that they stand in.
//
// Source: G. A. Campbell, Cognitive Complexity, SonarSource 2018; where the paper and sonar-python differ, the tool.
var Cognitive = &Fact[[]*Counted]{"cognitive", func(m *Module) []*Counted {
	grouped := map[syntax.Expr]bool{}
	for _, g := range m.Tree.Groups {
		grouped[g.Inner] = true
	}
	var out []*Counted
	for _, u := range Units.Of(m) {
		if u.Function != nil && u.Function.Parent != nil {
			continue
		}
		k := cognition{module: m, grouped: grouped, out: &Counted{Unit: u}}
		if u.Function != nil {
			k.wrapper = wraps(u.Body)
		}
		k.block(u.Body)
		out = append(out, k.out)
	}
	return out
}}

// cognition counts one unit.
type cognition struct {
	module  *Module
	grouped map[syntax.Expr]bool // expressions in parentheses
	out     *Counted
	level   int
	wrapper bool // the unit is a function that only defines and returns another
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
		k.expr(s.Subject)
		for _, c := range s.Cases {
			k.expr(c.Guard)
			k.inner(c.Body)
		}
	case *syntax.FunctionDef:
		k.function(s)
	case *syntax.AsyncFunctionDef:
		k.function(&s.FunctionDef)
	case *syntax.ClassDef:
		k.block(s.Body)
	default:
		syntax.Children(s, k.node)
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
	k.expr(s.Iter)
	k.inner(s.Body)
	k.orelse(s.Orelse)
}

func (k *cognition) try(s *syntax.Try) {
	k.block(s.Body)
	for _, h := range s.Handlers {
		k.nested(h, "except")
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

func (k *cognition) function(f *syntax.FunctionDef) {
	if k.wrapper {
		k.wrapper = false // only the first level is forgiven
		k.block(f.Body)
		return
	}
	k.inner(f.Body)
}

// wraps reports whether a body defines one function and otherwise at most returns.
func wraps(body []syntax.Stmt) bool {
	defs := 0
	for _, s := range withoutDocstring(body) {
		switch s.(type) {
		case *syntax.FunctionDef, *syntax.AsyncFunctionDef:
			defs++
		case *syntax.Return:
		default:
			return false
		}
	}
	return defs == 1
}

func (k *cognition) expr(e syntax.Expr) {
	if e != nil {
		k.node(e)
	}
}

func (k *cognition) node(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.IfExp:
		k.nested(n, "if … else")
		k.level++
		syntax.Children(n, k.node)
		k.level--
	case *syntax.BoolOp:
		var last *syntax.BoolOperator
		k.run(n, &last)
	default:
		syntax.Children(n, k.node)
	}
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
