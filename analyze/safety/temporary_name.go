package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var temporaryName = &Rule{
	ID: "SAF703", Slug: "temporary_name", Title: "temporary file with a name that others can guess",
	Severity: Medium, Confidence: MediumConfidence, CWE: 377, Bandit: []string{"B108", "B306"}, Ruff: []string{"S108", "S306"},
	Doc: "tempfile.mktemp and os.tempnam, and paths in the shared temporary folders given to open. Somebody else may have put a " +
		"file or link there first. The other functions of tempfile are not flagged.",
	Fix: "use tempfile.NamedTemporaryFile or TemporaryDirectory",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		if path == "tempfile.mktemp" || path == "os.tempnam" || path == "os.tmpnam" {
			p.Report(e, path, path+" gives a name, and somebody else may be first to use it")
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		if !p.Meaning.Is(n.Func, "builtins.open") && !p.Meaning.Is(n.Func, "io.open") && !p.Meaning.Is(n.Func, "pathlib.Path") {
			return
		}
		name, ok := p.Fold.Str(facts.Argument(n, 0, "file"))
		if ok && (strings.HasPrefix(name, "/tmp/") || strings.HasPrefix(name, "/var/tmp/") || strings.HasPrefix(name, "/dev/shm/")) {
			p.Report(n, name, "the folder is shared, and somebody else may be first to use the name")
		}
	},
}
