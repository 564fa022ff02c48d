package facts

import "github.com/assay-score/assay/interp/syntax"

// Branches is the number of ways that the statements of each function may go, as pylint's too-many-branches (R0912) and ruff's
// PLR0912 count: 1 for each if, elif, else, loop, case, except and finally. Nested functions and classes are left out.
//
// Source: ruff 0.17's rule too-many-branches.
var Branches = &Fact[[]*Counted]{"branches", func(m *Module) []*Counted {
	var out []*Counted
	for _, u := range Units.Of(m) {
		if u.Function == nil {
			continue
		}
		c := &Counted{Unit: u}
		countBranches(m, c, u.Body)
		out = append(out, c)
	}
	return out
}}

func countBranches(m *Module, c *Counted, body []syntax.Stmt) {
	orelse := func(body []syntax.Stmt, what string) {
		if len(body) > 0 {
			c.add(body[0].Pos(), 1, what)
			countBranches(m, c, body)
		}
	}
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.If:
			for {
				c.add(s.From, 1, "if")
				countBranches(m, c, s.Body)
				if !isElif(m, s) {
					orelse(s.Orelse, "else")
					break
				}
				s = s.Orelse[0].(*syntax.If)
			}
		case *syntax.For, *syntax.AsyncFor, *syntax.While:
			c.add(s.Pos(), 1, "loop")
			inner := blocks(s)
			countBranches(m, c, inner[0])
			orelse(inner[1], "else of a loop")
		case *syntax.Try:
			branchesOfTry(m, c, s, orelse)
		case *syntax.TryStar:
			branchesOfTry(m, c, &s.Try, orelse)
		case *syntax.Match:
			for _, k := range s.Cases {
				c.add(k.From, 1, "case")
				countBranches(m, c, k.Body)
			}
		default:
			for _, b := range blocks(s) {
				countBranches(m, c, b)
			}
		}
	}
}

func branchesOfTry(m *Module, c *Counted, s *syntax.Try, orelse func(body []syntax.Stmt, what string)) {
	countBranches(m, c, s.Body)
	for _, h := range s.Handlers {
		c.add(h.From, 1, "except")
		countBranches(m, c, h.Body)
	}
	orelse(s.Orelse, "else of a try")
	orelse(s.Finalbody, "finally")
}

// Locals is the number of names that each function binds for itself: variables, imports, nested functions and classes, but not its
// parameters, and nothing that it declares global or nonlocal.
//
// Source: the idea of pylint's too-many-locals (R0914), which counts parameters too.
var Locals = &Fact[[]*Counted]{"locals", func(m *Module) []*Counted {
	scopes := map[syntax.Node]*Scope{}
	for _, s := range Bindings.Of(m).Scopes {
		if s.Kind == FunctionScope {
			scopes[s.Node] = s
		}
	}
	var out []*Counted
	for _, u := range Units.Of(m) {
		if u.Function == nil {
			continue
		}
		c := &Counted{Unit: u}
		if s := scopes[u.Function.Node]; s != nil {
			for _, k := range s.Bindings {
				if k.Kind != BoundByParameter && k.Stores > 0 {
					c.add(k.At.From, 1, k.Name)
				}
			}
		}
		out = append(out, c)
	}
	return out
}}
