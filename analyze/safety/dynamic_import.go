package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var dynamicImport = &Rule{
	ID: "SAF201", Slug: "dynamic_import", Title: "module imported by a computed name",
	Severity: High, Confidence: HighConfidence, CWE: 470,
	Doc: "__import__, importlib, imp, runpy and pkgutil.resolve_name. What they import cannot be seen in the file's import " +
		"statements; when the name folds to a module that reaches the machine, the finding is critical. importlib.metadata and " +
		"importlib.resources are not flagged.",
	Fix: "write an import statement",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch {
		case path == "builtins.__import__":
		case memberOf(path, "importlib") && !within(path, "importlib.metadata", "importlib.resources", "importlib.abc"):
		case memberOf(path, "imp", "runpy"), path == "pkgutil.resolve_name":
		default:
			return
		}
		call := p.Called(e)
		if call == nil {
			if path != "builtins.__import__" { // as a value, SAF103 has it
				p.ReportAs(e, Medium, HighConfidence, path, path+" imports what no import statement shows")
			}
			return
		}
		name, _ := p.Fold.Str(facts.Argument(call, 0, "name"))
		if reachesMachine(name) {
			p.ReportAs(call, Critical, HighConfidence, name, path+" imports "+name+", which reaches the machine, without an import statement")
			return
		}
		p.Report(call, name, path+" imports what no import statement shows")
	},
}

// reachesMachine reports whether a module gives access to processes, files, memory, the network or the interpreter.
func reachesMachine(module string) bool {
	return within(module, "os", "posix", "nt", "sys", "subprocess", "_posixsubprocess", "pty", "shutil", "socket", "_socket", "ctypes", "_ctypes",
		"cffi", "builtins", "importlib", "pickle", "marshal", "multiprocessing", "mmap", "signal", "gc", "inspect", "code", "runpy",
		"urllib.request", "http.client", "requests", "tempfile", "pathlib", "io", "threading", "_thread", "asyncio")
}
