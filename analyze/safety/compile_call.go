package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var compileCall = &Rule{
	ID: "SAF102", Slug: "compile_call", Title: "code objects made",
	Severity: High, Confidence: HighConfidence, CWE: 95,
	Doc: "Calls that make code out of text or bytes without running it yet: compile, types.FunctionType, types.CodeType, the " +
		"code module's interpreters; that run a text as code in passing, as timeit does; and breakpoint, which opens a debugger, as a low one. re.compile is not flagged.",
	Fix: "write the function instead of making it",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch path {
			case "builtins.compile", "types.FunctionType", "types.CodeType", "types.LambdaType", "code.interact", "code.InteractiveInterpreter",
				"code.InteractiveConsole", "codeop.compile_command":
				p.Report(n, path, path+" makes code that is not in the file")
			case "timeit.timeit", "timeit.repeat", "timeit.Timer", "cProfile.run", "cProfile.runctx", "profile.run", "profile.runctx", "pdb.run",
				"pdb.runeval", "logging.config.listen":
				// With a function instead of a text they are harmless.
				if text, ok := p.Fold.Str(facts.Argument(n, 0, "stmt")); ok || strings.HasPrefix(path, "logging") {
					p.Report(n, text, path+" runs a text as code")
				}
			case "builtins.breakpoint", "pdb.set_trace":
				p.ReportAs(n, Low, HighConfidence, path, path+" stops the program in a debugger")
			}
		}
	},
}
