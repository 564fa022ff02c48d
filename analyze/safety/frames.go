package safety

import "github.com/assay-score/assay/interp/syntax"

var frames = &Rule{
	ID: "SAF308", Slug: "frames", Title: "stack frames reached",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "sys._getframe, inspect.currentframe, inspect.stack and the attributes that lead to frames and along them: gi_frame, " +
		"tb_frame, f_back, f_globals. A frame shows the variables of whoever called, the grader's too. The traceback module is " +
		"not flagged.",
	Fix: "pass what you need as an argument",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "sys._getframe", "sys._current_frames", "sys._getframemodulename", "inspect.currentframe", "inspect.stack", "inspect.getouterframes",
			"inspect.getinnerframes", "inspect.trace", "inspect.getargvalues":
			if n, ok := e.(*syntax.Name); ok && p.Names.Of(n) != nil && p.Called(e) == nil {
				return // an alias says so where it is called
			}
			p.Report(e, path, path+" shows the variables of whoever called the program")
		}
	},
	Attribute: func(p *Pass, n *syntax.Attribute) {
		if frameInternals[n.Attr] {
			p.Report(n, n.Attr, n.Attr+" leads to the variables of whoever called the program")
		}
	},
}
