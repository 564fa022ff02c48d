package safety

import "github.com/assay-score/assay/interp/syntax"

var interpreterHooks = &Rule{
	ID: "SAF310", Slug: "interpreter_hooks", Title: "the interpreter's own machinery reached",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "gc.get_objects, get_referrers and get_referents, which give objects that nobody passed, and hooks that run on every " +
		"call: sys.settrace, sys.setprofile, sys.addaudithook, sys.monitoring.",
	Fix: "keep references to the objects that you need",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch {
		case path == "gc.get_objects" || path == "gc.get_referrers" || path == "gc.get_referents":
			p.Report(e, path, path+" gives objects that nobody passed to the program")
		case path == "sys.settrace" || path == "sys.setprofile" || path == "sys.addaudithook" || path == "threading.settrace" ||
			path == "threading.setprofile" || memberOf(path, "sys.monitoring"):
			p.Report(e, path, path+" has code run on every call of whatever else runs")
		}
	},
}
