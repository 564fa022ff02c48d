package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/compile"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Found is a module that is written in Python.
type Found struct {
	File      *source.File
	Package   bool
	Namespace bool // a folder without a file: a package that has no code
	// Compiled, where set, answers what [Compile] makes of File: the library's own text is compiled once for the
	// process. A run pays for it all the same, so that no run is cheaper for having come later.
	Compiled func() *Compiled
}

// Compiled is a module's code with what compiling it cost, or why there is none. It does not change.
type Compiled struct {
	file *source.File
	code *code.Code
	cost int
	// later are the names that are bound when they are first looked for, of a module of the library.
	later *later
	diag  *source.Diagnostic
	// bound says that diag is about the names and not the grammar, and listed that the text is that of a file.
	bound, listed bool
}

// Compile compiles a module without a run.
func Compile(file *source.File) *Compiled {
	tree, names := parse(file, syntax.Options{})
	return compileTree(tree, compile.Options{Names: names})
}

// CompileMain compiles the text of a program without a run.
func CompileMain(tree *syntax.Tree, names *resolve.Info) *Compiled {
	return compileTree(tree, compile.Options{Names: names})
}

// CompileLibrary compiles a module of the library, in parts.
func CompileLibrary(file *source.File, name string, isPackage bool) *Compiled {
	tree, names := parse(file, syntax.Options{})
	if len(tree.Errors) > 0 {
		return compileTree(tree, compile.Options{Names: names})
	}
	if !isPackage {
		name = ""
	}
	parts, diag := compile.Library(tree, names, name)
	return &Compiled{file: file, code: parts.Now, cost: parts.NowCost, later: newLater(parts), diag: diag, bound: true, listed: true}
}

func compileTree(tree *syntax.Tree, opts compile.Options) *Compiled {
	if len(tree.Errors) > 0 {
		return &Compiled{file: tree.File, diag: tree.Errors[0], bound: opts.Names != nil, listed: !opts.Exec}
	}
	c, cost, diag := compile.Module(tree, opts)
	return &Compiled{file: tree.File, code: c, cost: cost, diag: diag, bound: true, listed: !opts.Exec}
}

// PayParse pays for parsing a text: the tree takes many times its size while there is one.
func (m *Machine) PayParse(file *source.File) error {
	if err := m.t.Charge(200 + 4*len(file.Text)); err != nil {
		return err
	}
	return m.t.Grow(16 * uint64(len(file.Text)))
}

// compiledSize is how many bytes an instruction takes.
const compiledSize = 24

// accept pays for what compiling cost.
func (m *Machine) accept(c *Compiled) (*code.Code, error) {
	if err := m.t.Charge(c.cost); err != nil {
		return nil, err
	}
	if err := m.t.Grow(uint64(c.cost) * compiledSize); err != nil {
		return nil, err
	}
	if c.diag != nil {
		return nil, m.syntaxError(c)
	}
	return c.code, nil
}

// runFound runs the body of a module.
func (m *Machine) runFound(found *Found, globals *py.Dict) error {
	compiled := found.Compiled
	if compiled == nil {
		if err := m.PayParse(found.File); err != nil {
			return err
		}
		compiled = func() *Compiled { return Compile(found.File) }
	}
	m.files[found.File.Name] = found.File
	done := compiled()
	c, err := m.accept(done)
	if err != nil {
		return err
	}
	if done.later != nil {
		return m.runLibrary(done.later, globals)
	}
	_, err = m.runCode(m.load(c), globals, py.Value{})
	return err
}

// sourceText is the text of a module or of the program itself.
func (m *Machine) sourceText(name string) (string, bool) {
	f := m.files[name]
	if f == nil {
		return "", false
	}
	return f.Text, true
}
