package vm

import (
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// warn issues the SyntaxWarnings of a text that the program compiles. One that a filter makes an error of is a
// SyntaxError. A program that has not imported warnings cannot tell that there are any.
func (m *Machine) warn(file *source.File, tree *syntax.Tree, names *resolve.Info) error {
	if names == nil || len(tree.Warnings)+len(names.Warnings) == 0 {
		return nil
	}
	t := m.t
	mod := t.Modules.GetStr(t, t.Intern("warnings"))
	if !mod.IsSet() {
		return nil
	}
	fn, err := t.GetAttr(mod, t.Intern("warn_explicit"))
	if err != nil {
		return err
	}
	for _, list := range [][]*source.Diagnostic{tree.Warnings, names.Warnings} {
		for _, d := range list {
			if err := t.Charge(16); err != nil {
				return err
			}
			line := int64(file.Position(d.From).Line)
			_, err := t.Call(fn, t.StrValue(d.Message), py.Obj(&py.SyntaxWarning), t.StrValue(file.Name), py.Int(line))
			if err != nil && py.Catch(err, &py.SyntaxWarning) != nil {
				return m.syntaxError(&Compiled{file: file, diag: &source.Diagnostic{Span: d.Span, Kind: source.SyntaxError, Message: d.Message}})
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
