package facts

import "github.com/assay-score/assay/interp/syntax"

// WorkAtImport lists the statements of a module that do more when it is imported than to define, import and set up
// constants: loops, calls for their effect, input and output. What stands under if __name__ == "__main__", in
// if TYPE_CHECKING, or in a try around an import, is not among them. Amount is the number of statements.
var WorkAtImport = &Fact[[]Point]{"work-at-import", func(m *Module) []Point {
	var out []Point
	meaning := Meanings.Of(m)
	for _, s := range moduleStatements(m.Tree.Body()) {
		if n := workOf(meaning, s); n > 0 {
			out = append(out, Point{s.Pos(), n, "work at import"})
		}
	}
	return out
}}

func workOf(m *Meaning, s syntax.Stmt) int {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		if _, constant := s.Value.(*syntax.Constant); constant || setsUp(m, s.Value) {
			return 0
		}
		return 1
	case *syntax.If:
		if MainGuard(s) {
			return 0
		}
		return workIn(m, s.Body) + workIn(m, s.Orelse)
	case *syntax.Try:
		return workOfTry(m, s)
	case *syntax.TryStar:
		return workOfTry(m, &s.Try)
	case *syntax.For, *syntax.AsyncFor, *syntax.While, *syntax.With, *syntax.AsyncWith, *syntax.Match:
		n := 1
		for _, b := range blocks(s) {
			n += countStatements(b)
		}
		return n
	case *syntax.Assign:
		return readsInput(m, s.Value)
	case *syntax.AnnAssign:
		return readsInput(m, s.Value)
	}
	return 0
}

func workIn(m *Meaning, body []syntax.Stmt) int {
	n := 0
	for _, s := range body {
		n += workOf(m, s)
	}
	return n
}

func workOfTry(m *Meaning, s *syntax.Try) int {
	n := workIn(m, s.Body) + workIn(m, s.Orelse) + workIn(m, s.Finalbody)
	for _, h := range s.Handlers {
		n += workIn(m, h.Body)
	}
	return n
}

// setsUp reports whether a call only configures what was imported, as programs do at the top.
func setsUp(m *Meaning, e syntax.Expr) bool {
	c, ok := e.(*syntax.Call)
	if !ok {
		return false
	}
	for _, path := range m.Paths(c.Func) {
		switch path {
		case "sys.setrecursionlimit", "logging.basicConfig", "warnings.filterwarnings", "warnings.simplefilter", "random.seed", "locale.setlocale",
			"decimal.getcontext", "sys.path.append", "sys.path.insert":
			return true
		}
	}
	if a, ok := c.Func.(*syntax.Attribute); ok {
		n, ok := a.Value.(*syntax.Name)
		return ok && n.ID == "__all__"
	}
	return false
}

// readsInput is 1 for a value that is read from whoever runs the program.
func readsInput(m *Meaning, e syntax.Expr) int {
	found := 0
	if e == nil {
		return 0
	}
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			return false
		case *syntax.Call:
			if m.Is(n.Func, "builtins.input") || m.Is(n.Func, "builtins.open") || m.Is(n.Func, "sys.stdin.read") || m.Is(n.Func, "sys.stdin.readline") {
				found = 1
			}
		}
		return found == 0
	})
	return found
}

// ModuleStatements is the number of statements that run when the module does, definitions and imports left out.
var ModuleStatements = &Fact[int]{"module-statements", func(m *Module) int { return countStatements(moduleStatements(m.Tree.Body())) }}
