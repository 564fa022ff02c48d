package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var modulePatched = &Rule{
	ID: "TMP001", Slug: "module_patched", Title: "attribute of a module or imported class replaced",
	Severity: High, Confidence: HighConfidence, CWE: 913,
	Doc: "Assignment to an attribute of an imported module or class, and setattr on it: math.sqrt = f. Whoever else uses the " +
		"module, a grader for one, gets the replacement. The modules that judge time, chance and output are for TMP005.",
	Fix: "write a function of your own under its own name",
	Bind: func(p *Pass, a *Assignment) {
		if t, ok := a.Target.(*syntax.Attribute); ok {
			p.patched(a.Target, t.Value, t.Attr)
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		if len(n.Args) >= 2 && (p.Meaning.Is(n.Func, "builtins.setattr") || p.Meaning.Is(n.Func, "builtins.delattr")) {
			name, _ := p.Fold.Str(n.Args[1])
			p.patched(n, n.Args[0], name)
		}
		for _, path := range p.Meaning.Paths(n.Func) {
			if path == "unittest.mock.patch" || path == "unittest.mock.patch.object" {
				p.Report(n, path, path+" replaces something for everybody who uses it")
			}
		}
	},
}

func (p *Pass) patched(at syntax.Node, of syntax.Expr, name string) {
	for _, path := range p.Meaning.Paths(of) {
		if judgesWith(path, name) || within(path, "builtins") || strings.Contains(path, "(") || path == "sys" {
			continue
		}
		if p.module(of, path) || importedClass(path) {
			p.Report(at, path+"."+name, path+"."+name+" is replaced for everybody who uses it")
			return
		}
	}
}

// module reports whether an expression is an imported module: a name bound by an import, or a dotted name of the
// standard library.
func (p *Pass) module(e syntax.Expr, path string) bool {
	if n, ok := e.(*syntax.Name); ok {
		k := p.Names.Of(n)
		return k == nil || k.Kind == facts.BoundByImport && (k.Import.Name == "" || !importedObject(path)) || facts.StandardModule(path) && !strings.Contains(path, ".")
	}
	return facts.StandardModule(path) && !importedObject(path)
}

// importedClass reports whether a path names something in a module that is written as classes are.
func importedClass(path string) bool {
	i := strings.LastIndexByte(path, '.')
	return i > 0 && i+1 < len(path) && path[i+1] >= 'A' && path[i+1] <= 'Z' && strings.ToUpper(path[i+1:]) != path[i+1:]
}

// importedObject reports whether a path is deep enough to be something in a module rather than a module.
func importedObject(path string) bool {
	switch path {
	case "os.path", "xml.etree", "collections.abc", "urllib.parse", "urllib.request", "importlib.util", "concurrent.futures", "unittest.mock":
		return false
	}
	return strings.Contains(path, ".")
}
