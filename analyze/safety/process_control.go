package safety

import "github.com/assay-score/assay/interp/syntax"

var processControl = &Rule{
	ID: "SAF404", Slug: "process_control", Title: "processes forked, killed or re-privileged",
	Severity: High, Confidence: HighConfidence, CWE: 400,
	Doc: "fork, kill, abort, changes of user, group, priority and resource limits, and, as a low one, signal handlers.",
	Fix: "leave the process to whoever runs the program",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "os.fork", "os.forkpty", "os.kill", "os.killpg", "os.abort", "os.nice", "os.setuid", "os.setgid", "os.seteuid", "os.setegid", "os.setsid",
			"os.setreuid", "os.setregid", "os.setgroups", "os.chroot", "os.setpriority", "os.sched_setaffinity", "resource.setrlimit",
			"resource.prlimit", "signal.pthread_kill", "signal.raise_signal":
			p.Report(e, path, path+" acts on processes of the machine")
		case "signal.signal", "signal.alarm", "signal.setitimer":
			p.ReportAs(e, Low, HighConfidence, path, path+" changes how the process answers to signals")
		}
	},
}
