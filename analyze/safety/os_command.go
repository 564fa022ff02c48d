package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var osCommand = &Rule{
	ID: "SAF401", Slug: "os_command", Title: "command or program started through os",
	Severity: High, Confidence: HighConfidence, CWE: 78, Bandit: []string{"B605", "B606", "B607"}, Ruff: []string{"S605", "S606", "S607"},
	Doc: "os.system, popen, exec*, spawn*, posix_spawn*, startfile, the same in posix and nt, and pty.spawn, called or handed " +
		"on.",
	Fix: "do the work in Python, or leave running programs to whoever runs this one",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		if !startsProcess(path) {
			return
		}
		var command string
		if c := p.Called(e); c != nil && len(c.Args) > 0 {
			command, _ = p.Fold.Str(c.Args[0])
		}
		p.Report(e, command, path+" starts a program on the machine")
	},
}

// startsProcess reports whether a path is a function of the os modules that starts a program.
func startsProcess(path string) bool {
	module, name, ok := strings.Cut(path, ".")
	if !ok {
		return false
	}
	switch module {
	case "os", "posix", "nt":
		return name == "system" || strings.HasPrefix(name, "popen") || name == "startfile" || strings.HasPrefix(name, "exec") ||
			strings.HasPrefix(name, "spawn") || strings.HasPrefix(name, "posix_spawn")
	case "pty":
		return name == "spawn"
	case "commands", "popen2":
		return true
	}
	return false
}
