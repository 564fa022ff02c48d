package safety

import "github.com/assay-score/assay/interp/syntax"

var environment = &Rule{
	ID: "SAF405", Slug: "environment", Title: "environment read or changed",
	Severity: Low, Confidence: HighConfidence, CWE: 526,
	Doc: "os.environ and os.getenv, a medium one where the environment is changed. What a program does then depends on the " +
		"machine, and secrets stand there.",
	Fix: "take settings as arguments",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "os.environ", "os.environb", "os.getenv", "os.getenvb", "posix.environ":
			p.Report(e, path, path+" reads the environment of the machine")
		case "os.putenv", "os.unsetenv", "os.environ.update", "os.environ.pop", "os.environ.setdefault", "os.environ.clear":
			p.ReportAs(e, Medium, HighConfidence, path, path+" changes the environment")
		}
	},
	Bind: func(p *Pass, a *Assignment) {
		if s, ok := a.Target.(*syntax.Subscript); ok && p.Meaning.Is(s.Value, "os.environ") {
			name, _ := p.Fold.Str(s.Slice)
			p.ReportAs(a.Target, Medium, HighConfidence, name, "the environment is changed")
		}
	},
}
