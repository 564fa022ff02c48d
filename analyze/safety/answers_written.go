package safety

import "github.com/assay-score/assay/interp/syntax"

var answersWritten = &Rule{
	ID: "TMP007", Slug: "answers_written", Title: "answers written into the program",
	Severity: Medium, Confidence: LowConfidence, CWE: 684,
	Doc: "A function that compares its arguments with literals and returns a literal for each, four times or more and for most of what it does, or twice " +
		"where the literals are lists or long texts; and a table of thirty or more written answers by tuples or by texts as long as questions. It answers the tests and not the task. " +
		"One or two special cases, and tables by single characters, numbers or words, are not flagged.",
	Fix: "work the answer out",
	Function: func(p *Pass, n *syntax.FunctionDef) {
		count, weight := 0, 0
		parameters := map[string]bool{}
		if n.Args != nil {
			for _, list := range [][]*syntax.Arg{n.Args.Posonlyargs, n.Args.Args, n.Args.Kwonlyargs} {
				for _, a := range list {
					parameters[a.Arg] = true
				}
			}
		}
		for _, s := range n.Body {
			for {
				branch, ok := s.(*syntax.If)
				if !ok {
					break
				}
				if w := p.writtenAnswer(branch, parameters); w > 0 {
					count++
					weight += w
				}
				if len(branch.Orelse) != 1 {
					break
				}
				s = branch.Orelse[0]
			}
			if m, ok := s.(*syntax.Match); ok {
				for _, c := range m.Cases {
					if v, ok := c.Pattern.(*syntax.MatchValue); ok && literal(v.Value) && returnsLiteral(c.Body) {
						count++
						weight += heavy(v.Value)
					}
				}
			}
		}
		if count >= 2 && weight >= 4 && count*2 >= len(n.Body) {
			p.Report(n, n.Name, "the function knows the answers to some questions instead of working them out")
		}
	},
	Display: func(p *Pass, n *syntax.Dict) {
		const table = 30
		if len(n.Keys) < table {
			return
		}
		long := 0
		for i, k := range n.Keys {
			if k != nil && literal(k) && question(k) && i < len(n.Values) && literal(n.Values[i]) {
				long++
			}
		}
		if long >= table {
			p.Report(n, "", "a table of answers by question")
		}
	},
}

// writtenAnswer is more than 0 for a branch that compares a parameter with a literal and returns one.
func (p *Pass) writtenAnswer(n *syntax.If, parameters map[string]bool) int {
	c, ok := n.Test.(*syntax.Compare)
	if !ok || len(c.Ops) != 1 || c.Ops[0] != syntax.Eq || !returnsLiteral(n.Body) {
		return 0
	}
	asked, with := c.Left, c.Comparators[0]
	if literal(asked) {
		asked, with = with, asked
	}
	if !literal(with) {
		return 0
	}
	names := []syntax.Expr{asked}
	if t, ok := asked.(*syntax.Tuple); ok {
		names = t.Elts
	}
	for _, e := range names {
		if name, ok := e.(*syntax.Name); !ok || !parameters[name.ID] {
			return 0
		}
	}
	return heavy(with)
}

// heavy is 2 for a literal that nobody compares with by chance.
func heavy(e syntax.Expr) int {
	switch e := e.(type) {
	case *syntax.Constant:
		if e.Kind == syntax.Str && len(e.Text) > 12 {
			return 2
		}
		return 1
	case *syntax.List:
		if len(e.Elts) > 1 {
			return 2
		}
	case *syntax.Tuple:
		if len(e.Elts) > 1 {
			return 2
		}
	case *syntax.Dict, *syntax.Set:
		return 2
	}
	return 1
}

// question reports whether a key is more than a name: a tuple, or a text as long as a question.
func question(k syntax.Expr) bool {
	if c, ok := k.(*syntax.Constant); ok {
		return len(c.Text) > 40
	}
	return heavy(k) > 1
}

func returnsLiteral(body []syntax.Stmt) bool {
	if len(body) != 1 {
		return false
	}
	r, ok := body[0].(*syntax.Return)
	return ok && r.Value != nil && literal(r.Value)
}

// literal reports whether an expression is written out: a constant, or a display of them.
func literal(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Constant:
		return e.Kind != syntax.None
	case *syntax.UnaryOp:
		return literal(e.Operand)
	case *syntax.List:
		return allLiteral(e.Elts)
	case *syntax.Tuple:
		return allLiteral(e.Elts)
	case *syntax.Set:
		return allLiteral(e.Elts)
	case *syntax.Dict:
		return allLiteral(e.Keys) && allLiteral(e.Values)
	}
	return false
}

func allLiteral(list []syntax.Expr) bool {
	for _, e := range list {
		if e == nil || !literal(e) {
			return false
		}
	}
	return true
}
