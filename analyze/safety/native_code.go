package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var nativeCode = &Rule{
	ID: "SAF501", Slug: "native_code", Title: "native code or raw memory reached",
	Severity: Critical, Confidence: HighConfidence, CWE: 695,
	Doc: "ctypes, cffi, mmap and the modules of one operating system, winreg, msvcrt and fcntl. Through them a program leaves " +
		"Python, and every rule about Python with it.",
	Fix: "use a module that does the work in Python",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		if memberOf(path, "ctypes", "_ctypes", "cffi", "mmap", "winreg", "msvcrt", "fcntl") && !strings.Contains(path, "()") {
			p.Report(e, path, path+" leaves Python for native code and raw memory")
		}
	},
}
