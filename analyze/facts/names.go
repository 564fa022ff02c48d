package facts

import "github.com/assay-score/assay/interp/syntax"

// MainGuard reports whether an if asks whether the module is the program: if __name__ == "__main__".
func MainGuard(n *syntax.If) bool {
	c, ok := n.Test.(*syntax.Compare)
	if !ok || len(c.Ops) != 1 || c.Ops[0] != syntax.Eq {
		return false
	}
	return isDunderName(c.Left) && isMain(c.Comparators[0]) || isMain(c.Left) && isDunderName(c.Comparators[0])
}

func isDunderName(e syntax.Expr) bool {
	n, ok := e.(*syntax.Name)
	return ok && n.ID == "__name__"
}

func isMain(e syntax.Expr) bool {
	c, ok := e.(*syntax.Constant)
	return ok && c.Kind == syntax.Str && c.Text == "__main__"
}
