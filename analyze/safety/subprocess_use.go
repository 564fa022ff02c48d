package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var subprocessUse = &Rule{
	ID: "SAF402", Slug: "subprocess_use", Title: "program started through subprocess",
	Severity: High, Confidence: HighConfidence, CWE: 78, Bandit: []string{"B602", "B603", "B604"}, Ruff: []string{"S602", "S603", "S604"},
	Doc: "run, call, Popen, check_output, getoutput and the rest of subprocess, called or handed on; critical where a shell " +
		"reads the command: shell=True, also through ** and through names. Its constants and exceptions are not flagged.",
	Fix: "do the work in Python, or leave running programs to whoever runs this one",
	Call: func(p *Pass, n *syntax.Call) {
		if len(p.Meaning.Paths(n.Func)) > 0 {
			return
		}
		for _, k := range n.Keywords {
			if k.Arg == "shell" && p.isTrue(k.Value) {
				p.ReportAs(n, Medium, LowConfidence, "shell=True", "what is called has a shell run a command")
			}
		}
	},
	Reference: func(p *Pass, e syntax.Expr, path string) {
		name, ok := strings.CutPrefix(path, "subprocess.")
		switch {
		case !ok:
			return
		case strings.ToUpper(name) == name, strings.HasSuffix(name, "Error"), name == "TimeoutExpired", strings.Contains(name, "."), strings.Contains(name, "()"):
			return // PIPE, CalledProcessError, list2cmdline's module and what is got from a call
		}
		call := p.Called(e)
		if call == nil {
			p.Report(e, path, path+" starts a program on the machine")
			return
		}
		var command string
		if len(call.Args) > 0 {
			command, _ = p.Fold.Str(call.Args[0])
		}
		if name == "getoutput" || name == "getstatusoutput" || p.shell(call) {
			p.ReportAs(e, Critical, HighConfidence, command, path+" has a shell run the command")
			return
		}
		p.Report(e, command, path+" starts a program on the machine")
	},
}

// shell reports whether a call has shell=True, or anything that may be true.
func (p *Pass) shell(call *syntax.Call) bool {
	for _, k := range call.Keywords {
		switch k.Arg {
		case "shell":
			return p.mayBeTrue(k.Value)
		case "":
			if d, ok := p.dict(k.Value); ok && p.dictShell(d) {
				return true
			}
		}
	}
	return false
}

func (p *Pass) dictShell(d *syntax.Dict) bool {
	for i, key := range d.Keys {
		if name, ok := p.Fold.Str(key); ok && name == "shell" && i < len(d.Values) {
			return p.mayBeTrue(d.Values[i])
		}
	}
	return false
}

// mayBeTrue is false for False, 0 and None only.
func (p *Pass) mayBeTrue(e syntax.Expr) bool {
	if c, ok := e.(*syntax.Constant); ok && c.Kind == syntax.None {
		return false
	}
	v, ok := p.Fold.Fold(e)
	return !ok || v.Int != 0 || v.Text != ""
}

// dict is the dictionary display that an expression is, or that the name it is was bound to.
func (p *Pass) dict(e syntax.Expr) (*syntax.Dict, bool) {
	if n, ok := e.(*syntax.Name); ok {
		k := p.Names.Of(n)
		if k == nil || len(k.Values) != 1 {
			return nil, false
		}
		e = k.Values[0].Expr
	}
	d, ok := e.(*syntax.Dict)
	return d, ok
}
