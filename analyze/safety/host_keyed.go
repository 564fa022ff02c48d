package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var hostKeyed = &Rule{
	ID: "TMP006", Slug: "host_keyed", Title: "behaviour that depends on who runs the program",
	Severity: Low, Confidence: LowConfidence, CWE: 506,
	Doc: "A condition that asks for the variables that build servers and test runners set, the name of the host or of the user, today's date, or the arguments " +
		"of the program: it can tell a grader from anybody else. Arguments read by what runs only as a program, and such values outside of conditions, are not flagged.",
	Fix: "do the same for everybody",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		what := ""
		switch path {
		case "platform.node", "socket.gethostname", "os.uname", "getpass.getuser", "os.getlogin", "os.getuid", "platform.uname":
			what = "who runs the program"
		case "datetime.datetime.now", "datetime.datetime.today", "datetime.date.today", "datetime.datetime.utcnow", "time.localtime", "time.gmtime":
			what = "the date"
		case "sys.argv":
			if !p.UnderMainGuard() {
				what = "the arguments"
			}
		case "os.environ", "os.getenv":
			if p.asksForGrader(e) {
				what = "who grades it"
			}
		}
		if what != "" && p.inCondition(e) {
			p.Report(e, path, "the program decides by "+what)
		}
	},
}

// graderVariables are set by those that build and test.
var graderVariables = map[string]bool{"CI": true, "GITHUB_ACTIONS": true, "GITLAB_CI": true, "TRAVIS": true, "JENKINS_URL": true, "BUILDKITE": true, "CIRCLECI": true,
	"PYTEST_CURRENT_TEST": true, "GRADER": true, "GRADING": true, "AUTOGRADER": true, "HOSTNAME": true, "USER": true, "LOGNAME": true, "SCORE_GRADER": true}

// asksForGrader reports whether the environment is asked for a variable that tells a grader.
func (p *Pass) asksForGrader(e syntax.Expr) bool {
	for level := 0; level < 3; level++ {
		var key syntax.Expr
		switch n := p.Parent(level).(type) {
		case *syntax.Call:
			key = facts.Argument(n, 0, "key")
		case *syntax.Subscript:
			key = n.Slice
		case *syntax.Compare:
			key = n.Left
		}
		if name, ok := p.Fold.Str(key); ok && graderVariables[strings.ToUpper(name)] {
			return true
		}
	}
	return false
}

// inCondition reports whether an expression is part of what an if, a while or a ternary asks.
func (p *Pass) inCondition(e syntax.Expr) bool {
	child := syntax.Node(e)
	for i := len(p.above) - 1; i >= 0; i-- {
		switch n := p.above[i].(type) {
		case *syntax.If:
			return child == syntax.Node(n.Test)
		case *syntax.While:
			return child == syntax.Node(n.Test)
		case *syntax.IfExp:
			if child == syntax.Node(n.Test) {
				return true
			}
		case syntax.Stmt:
			return false
		}
		child = p.above[i]
	}
	return false
}
