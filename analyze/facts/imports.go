package facts

import "github.com/assay-score/assay/interp/syntax"

// Import is one name of an import statement.
type Import struct {
	Module string // "os.path"; with leading dots for a relative import
	Name   string // what is taken from it: "join", "*"; "" for an import of the module itself
	As     string // the name after "as"; "" without one
	Level  int    // of a relative import: its dots
	Line   int
	Nested bool // it stands in a function or class
	Tried  bool // it stands in a try with handlers, to find out whether it works
	Alias  *syntax.Alias
	Stmt   syntax.Stmt // *syntax.Import or *syntax.ImportFrom
}

// Path is the dotted name of what is imported: "os.path.join"; of a star import the module.
func (i *Import) Path() string {
	if i.Name == "" || i.Name == "*" {
		return i.Module
	}
	return i.Module + "." + i.Name
}

// Imports lists what a module imports, in the order of the source, wherever the statement stands.
var Imports = &Fact[[]*Import]{"imports", func(m *Module) []*Import { return Bindings.Of(m).Imports }}
