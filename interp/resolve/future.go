package resolve

import (
	"slices"

	"github.com/assay-score/assay/interp/syntax"
)

// features are the names that from __future__ import takes. All but annotations have long been the rule.
var features = []string{"nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
	"unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"}

// future reads the __future__ imports at the beginning of the file, before anything else is looked at.
func (r *resolver) future(t *syntax.Tree) {
	for i, s := range t.Body() {
		if isFuture(s) {
			for _, a := range s.(*syntax.ImportFrom).Names {
				switch {
				case a.Name == "braces":
					r.fail(a, "not a chance")
				case !slices.Contains(features, a.Name):
					r.fail(a, "future feature "+a.Name+" is not defined")
				default:
					r.info.Future = append(r.info.Future, a.Name)
					r.stringAnnotations = r.stringAnnotations || a.Name == "annotations"
				}
			}
		} else if i > 0 || !isDocstring(s) {
			return
		}
		r.preamble = i + 1
	}
}

func isFuture(s syntax.Stmt) bool {
	from, ok := s.(*syntax.ImportFrom)
	return ok && from.Module == "__future__" && from.Level == 0
}

func isDocstring(s syntax.Stmt) bool {
	e, ok := s.(*syntax.ExprStmt)
	if !ok {
		return false
	}
	c, ok := e.Value.(*syntax.Constant)
	return ok && c.Kind == syntax.Str
}
