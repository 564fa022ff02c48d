package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var judgeReplaced = &Rule{
	ID: "TMP005", Slug: "judge_replaced", Title: "what the grader judges with replaced",
	Severity: High, Confidence: HighConfidence, CWE: 913,
	Doc: "Assignment to sys.stdout, sys.stderr or sys.stdin, to functions of time, random and hashlib, and to the global name " +
		"print. Output and cost are then what the program says they are. contextlib.redirect_stdout is not flagged.",
	Fix: "write to the stream that you want, and leave time alone",
	Bind: func(p *Pass, a *Assignment) {
		switch t := a.Target.(type) {
		case *syntax.Attribute:
			for _, path := range p.Meaning.Paths(t.Value) {
				if judgesWith(path, t.Attr) {
					p.Report(a.Target, path+"."+t.Attr, path+"."+t.Attr+" is replaced, which the grader judges with")
				}
			}
		case *syntax.Name:
			if t.ID == "print" && p.global(t) {
				p.Report(a.Target, t.ID, "print is replaced, which the grader judges with")
			}
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		if len(n.Args) < 2 || !p.Meaning.Is(n.Func, "builtins.setattr") {
			return
		}
		name, _ := p.Fold.Str(n.Args[1])
		for _, path := range p.Meaning.Paths(n.Args[0]) {
			if judgesWith(path, name) {
				p.Report(n, path+"."+name, path+"."+name+" is replaced, which the grader judges with")
			}
		}
	},
	Function: func(p *Pass, n *syntax.FunctionDef) {
		if _, top := p.Parent(0).(*syntax.Module); top && n.Name == "print" {
			p.Report(n, n.Name, "print is replaced, which the grader judges with")
		}
	},
}

// judgesWith reports whether a grader relies on an attribute of a module for output, time or chance.
func judgesWith(path, name string) bool {
	switch path {
	case "sys":
		switch name {
		case "stdout", "stderr", "stdin", "__stdout__", "__stderr__", "exit", "excepthook", "displayhook", "argv":
			return true
		}
	case "time", "random", "hashlib", "datetime", "timeit", "sys.stdout", "sys.stderr":
		return name != ""
	}
	return false
}

// global reports whether a name is bound at the top of the module.
func (p *Pass) global(n *syntax.Name) bool {
	k := p.Names.Of(n)
	return k != nil && k.Scope.Kind == facts.ModuleScope
}
