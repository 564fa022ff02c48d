package vm

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// dump is the syntax tree of a source as ast.dump prints it, with the places of the nodes.
func (m *Machine) dump(t *py.Thread, src py.Value, filename, mode string) (string, error) {
	file, err := m.sourceFile(src, "compile() arg 1 must be a string, bytes or AST object", filename)
	if err != nil {
		return "", err
	}
	opts := syntax.Options{}
	switch mode {
	case "eval":
		opts.Mode = syntax.ModeEval
		if text := strings.TrimLeft(file.Text, " \t"); len(text) < len(file.Text) {
			file = source.NewFile(file.Name, text)
		}
	case "single":
		opts.Mode = syntax.ModeSingle
	}
	if err := m.PayParse(file); err != nil {
		return "", err
	}
	tree := syntax.Parse(file, opts)
	if len(tree.Errors) > 0 {
		return "", m.syntaxError(&Compiled{file: file, diag: tree.Errors[0]})
	}
	// A node takes a few dozen characters for each of the source's.
	if err := t.Charge(len(file.Text) * 8); err != nil {
		return "", err
	}
	if err := t.Grow(uint64(len(file.Text)) * 40); err != nil {
		return "", err
	}
	var b strings.Builder
	if err := syntax.Dump(&b, tree, syntax.DumpOptions{Attributes: true}); err != nil {
		return "", t.Raisef(&py.ValueError, "%v", err)
	}
	return b.String(), nil
}
