package safety

import (
	"path"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var assertCheck = &Rule{
	ID: "SAF809", Slug: "assert_check", Title: "check by assert outside of tests",
	Severity: Low, Confidence: MediumConfidence, CWE: 703, Bandit: []string{"B101"}, Ruff: []string{"S101"},
	Doc: "An assert in code that is no test: python -O leaves it out, and with it the check. Files, functions and classes named as tests are, " +
		"what runs only when the file is run as a program, and asserts at the top of a module, which are tests of the program itself, are not flagged.",
	Fix: "raise an exception",
	Assert: func(p *Pass, n *syntax.Assert) {
		if testFile(p.Module.Path) || p.UnderMainGuard() {
			return
		}
		within := false
		for _, above := range p.above {
			switch above := above.(type) {
			case *syntax.FunctionDef:
				within = true
				if testName(above.Name) {
					return
				}
			case *syntax.AsyncFunctionDef:
				within = true
				if testName(above.Name) {
					return
				}
			case *syntax.ClassDef:
				if strings.HasPrefix(above.Name, "Test") || strings.HasSuffix(above.Name, "Test") || strings.HasSuffix(above.Name, "Tests") {
					return
				}
			}
		}
		if within {
			p.Report(n, "", "python -O leaves the check out")
		}
	},
}

func testName(name string) bool {
	return strings.HasPrefix(name, "test") || strings.HasPrefix(name, "_test") || name == "check" || name == "setUp" || name == "tearDown" || strings.HasPrefix(name, "assert")
}

func testFile(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py" || base == "tests.py" ||
		strings.Contains("/"+path.Dir(name)+"/", "/tests/") || strings.Contains("/"+path.Dir(name)+"/", "/test/")
}
