package safety

import "github.com/assay-score/assay/interp/syntax"

var functionInternalsRule = &Rule{
	ID: "SAF302", Slug: "function_internals", Title: "insides of a function reached",
	Severity: Critical, Confidence: HighConfidence, CWE: 693,
	Doc: "Attributes of functions and methods that hold their globals, code, cells, defaults or the object that they are bound " +
		"to: __globals__, __code__, __closure__, __defaults__, __func__, __self__, __wrapped__, __builtins__. Through a " +
		"function's globals one reaches the modules that it uses.",
	Fix: "pass what you need as an argument",
	Attribute: func(p *Pass, n *syntax.Attribute) {
		if functionInternals[n.Attr] {
			p.Report(n, n.Attr, n.Attr+" opens a function to what it was given in confidence")
		}
	},
}
