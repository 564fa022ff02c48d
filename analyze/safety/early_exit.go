package safety

import "github.com/assay-score/assay/interp/syntax"

var earlyExit = &Rule{
	ID: "TMP003", Slug: "early_exit", Title: "program ended early",
	Severity: High, Confidence: MediumConfidence, CWE: 705,
	Doc: "sys.exit, exit, quit, os._exit, atexit.register and raise SystemExit outside of a main function and of if __name__ == " +
		"'__main__'. In a solution it ends the grader's process before the tests have spoken.",
	Fix: "return a value, or raise an exception that says what is wrong",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch {
		case !exits(path) && path != "atexit.register" && path != "atexit._run_exitfuncs":
		case path != "os._exit" && p.UnderMainGuard():
		case p.Called(e) != nil || path == "atexit.register":
			p.Report(e, path, path+" ends the process, the tests' too")
		}
	},
	Raise: func(p *Pass, n *syntax.Raise) {
		exc := n.Exc
		if c, ok := exc.(*syntax.Call); ok {
			exc = c.Func
		}
		if exc != nil && p.Meaning.Is(exc, "builtins.SystemExit") && !p.UnderMainGuard() {
			p.Report(n, "SystemExit", "SystemExit ends the process, the tests' too")
		}
	},
}

// exits reports whether a path is a function that ends the process.
func exits(path string) bool {
	switch path {
	case "sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit":
		return true
	}
	return false
}
