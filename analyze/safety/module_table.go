package safety

import "github.com/assay-score/assay/interp/syntax"

var moduleTable = &Rule{
	ID: "SAF202", Slug: "module_table", Title: "the import system's tables reached",
	Severity: Critical, Confidence: HighConfidence, CWE: 470,
	Doc: "sys.modules, sys.meta_path, sys.path_hooks and the loaders and specs of modules, through which a module is had that " +
		"was never imported or one that is imported is replaced. Changing sys.path is a medium one: it decides what an import " +
		"finds.",
	Fix: "write an import statement",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch {
		case path == "sys.modules" || path == "sys.meta_path" || path == "sys.path_hooks" || path == "sys.path_importer_cache":
			p.Report(e, path, path+" gives modules that no import statement shows")
		case path == "builtins.__loader__" || path == "builtins.__spec__":
			p.Report(e, path, "a module's loader loads others that no import statement shows")
		case within(path, "sys.path") && path != "sys.path":
			p.ReportAs(e, Medium, HighConfidence, path, "sys.path is changed, and with it what imports find")
		}
	},
	Attribute: func(p *Pass, n *syntax.Attribute) {
		if n.Attr == "__loader__" || n.Attr == "__spec__" {
			p.Report(n, n.Attr, "a module's loader loads others that no import statement shows")
		}
	},
	Bind: func(p *Pass, a *Assignment) {
		of := a.Target
		switch t := of.(type) {
		case *syntax.Subscript:
			of = t.Value
		case *syntax.Name: // a name bound to the table does nothing to it
			return
		}
		switch {
		case p.Meaning.Is(of, "sys.path"):
			p.ReportAs(a.Target, Medium, HighConfidence, "sys.path", "sys.path is changed, and with it what imports find")
		case p.Meaning.Is(of, "sys.modules"):
			p.Report(a.Target, "sys.modules", "an imported module is replaced for everybody")
		}
	},
}
