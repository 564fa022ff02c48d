package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var processPool = &Rule{
	ID: "SAF403", Slug: "process_pool", Title: "processes or threads started",
	Severity: High, Confidence: HighConfidence, CWE: 78,
	Doc: "asyncio's subprocesses, multiprocessing and process pools. Threads are only informed about: they stay inside.",
	Fix: "do the work in one process",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch {
		case path == "asyncio.create_subprocess_exec" || path == "asyncio.create_subprocess_shell" || memberOf(path, "asyncio.subprocess"),
			memberOf(path, "multiprocessing") && !strings.Contains(path, "()"), path == "concurrent.futures.ProcessPoolExecutor":
			p.Report(e, path, path+" starts processes on the machine")
		case path == "threading.Thread" || path == "_thread.start_new_thread" || path == "concurrent.futures.ThreadPoolExecutor":
			p.ReportAs(e, Info, HighConfidence, path, path+" starts threads")
		}
	},
}
