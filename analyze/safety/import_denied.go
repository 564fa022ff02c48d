package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
)

var importDenied = &Rule{
	ID: "SAF204", Slug: "import_denied", Title: "module imported that is not allowed",
	Severity: High, Confidence: HighConfidence, CWE: 829, Bandit: []string{"B401", "B402", "B404", "B411", "B412", "B413", "B415"}, Ruff: []string{"S401", "S402", "S404", "S411", "S412", "S413", "S415"},
	Doc: "An import of a module that the profile's list of allowed imports does not name. Without a list, an import of the modules " +
		"under those that programs use, which are there to be reached around them: posix, _posixsubprocess, _socket, _ctypes, _imp, " +
		"_interpreters, pty. The submission's own modules and __future__ are always allowed.",
	Fix: "do without the module, or have the profile allow it",
	Module: func(p *Pass) {
		for _, i := range facts.Imports.Of(p.Module) {
			if i.Level > 0 || i.Module == "__future__" {
				continue
			}
			top, _, _ := strings.Cut(i.Module, ".")
			switch {
			case p.options.Own[top]:
			case p.options.Allowed == nil && lowLevel[top]:
				p.Report(i.Alias, i.Path(), top+" is the module under the one that programs use")
			case p.options.Allowed != nil && !p.options.allows(i):
				p.Report(i.Alias, i.Path(), i.Module+" is not among the allowed imports")
			}
		}
	},
}

// lowLevel are modules that are there for other modules.
var lowLevel = map[string]bool{"posix": true, "nt": true, "_posixsubprocess": true, "_winapi": true, "_socket": true, "_ctypes": true, "_imp": true, "imp": true,
	"_interpreters": true, "_xxsubinterpreters": true, "_interpchannels": true, "_testcapi": true, "_testinternalcapi": true, "pty": true, "_posixshmem": true,
	"_multiprocessing": true, "_signal": true, "_thread": true, "_frozen_importlib": true, "_frozen_importlib_external": true}

// allows reports whether a list of allowed imports names a module, one that it is part of, or the very thing imported.
func (o *Options) allows(i *facts.Import) bool {
	for _, name := range []string{i.Module, i.Path()} {
		for name != "" {
			if o.Allowed[name] {
				return true
			}
			dot := strings.LastIndexByte(name, '.')
			if dot < 0 {
				break
			}
			name = name[:dot]
		}
	}
	return false
}
