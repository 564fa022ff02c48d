package facts

import "github.com/assay-score/assay/interp/syntax"

// Span of statements that never run.
type Unreachable struct {
	Point              // Amount is the number of statements
	Function *Function // in which they stand; nil for the module's own code
}

// AfterJump lists the statements that stand after a return, raise, break or continue in the same block, and blocks whose condition
// is the constant False or 0.
var AfterJump = &Fact[[]Unreachable]{"after-jump", func(m *Module) []Unreachable {
	var out []Unreachable
	find := func(body []syntax.Stmt, f *Function) {
		unreachable(body, func(p Point) { out = append(out, Unreachable{p, f}) })
	}
	find(moduleStatements(m.Tree.Body()), nil)
	for _, f := range Definitions.Of(m).Functions {
		find(f.Node.Body, f)
	}
	return out
}}

func unreachable(body []syntax.Stmt, report func(Point)) {
	for i, s := range body {
		switch s := s.(type) {
		case *syntax.Return, *syntax.Raise, *syntax.Break, *syntax.Continue:
			// A yield that is never reached makes a function a generator, which is a purpose.
			if rest := body[i+1:]; len(rest) > 0 && !onlyYield(rest) {
				report(Point{rest[0].Pos(), countStatements(rest), "after " + jumpWord(s)})
			}
			return
		case *syntax.If:
			if never(s.Test) {
				report(Point{s.From, countStatements(s.Body), "under a condition that is never true"})
				unreachable(s.Orelse, report)
				continue
			}
		case *syntax.While:
			if never(s.Test) {
				report(Point{s.From, countStatements(s.Body), "in a loop that never starts"})
				continue
			}
		}
		for _, b := range blocks(s) {
			unreachable(b, report)
		}
	}
}

func jumpWord(s syntax.Stmt) string {
	switch s.(type) {
	case *syntax.Return:
		return "return"
	case *syntax.Raise:
		return "raise"
	case *syntax.Break:
		return "break"
	}
	return "continue"
}

func onlyYield(body []syntax.Stmt) bool {
	if len(body) != 1 {
		return false
	}
	e, ok := body[0].(*syntax.ExprStmt)
	if !ok {
		return false
	}
	_, ok = e.Value.(*syntax.Yield)
	return ok
}

func never(test syntax.Expr) bool {
	c, ok := test.(*syntax.Constant)
	return ok && (c.Kind == syntax.False || c.Kind == syntax.Int && c.Text == "0" || c.Kind == syntax.None)
}

// Dead lists what nothing reaches: functions that Reachability does not find from the entry point, and statements after
// jumps in those that it does.
func Dead(m *Module, entry string) []Unreachable {
	live := Reachability.Of(m).From(entry)
	var out []Unreachable
	for _, f := range Definitions.Of(m).Functions {
		if !live[f] {
			out = append(out, Unreachable{Point{f.Node.From, f.Statements + 1, "nothing reaches " + f.Name}, f})
		}
	}
	for _, u := range AfterJump.Of(m) {
		if u.Function == nil || live[u.Function] {
			out = append(out, u)
		}
	}
	return out
}

// Unsure is how many statements stand in functions that are reached only if a name that is looked up as text means them.
func Unsure(m *Module, entry string) int {
	r := Reachability.Of(m)
	live, sure := r.From(entry), r.Sure(entry)
	n := 0
	for _, f := range Definitions.Of(m).Functions {
		if live[f] && !sure[f] {
			n += f.Statements + 1
		}
	}
	return n
}

// Size is the number of statements of a module, docstrings left out.
var Size = &Fact[int]{"size", func(m *Module) int {
	n := countStatements(withoutDocstring(m.Tree.Body()))
	d := Definitions.Of(m)
	for _, c := range d.Classes {
		n += countStatements(withoutDocstring(c.Node.Body))
	}
	for _, f := range d.Functions {
		n += f.Statements
	}
	return n
}}
