package facts

import (
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/syntax"
)

// Module is one parsed file with the facts worked out about it so far. It belongs to one goroutine at a time.
type Module struct {
	Path  string
	Tree  *syntax.Tree
	Scope *resolve.Info
	known map[any]any // *Fact[T] to T
}

// NewModule wraps a tree that has no errors.
func NewModule(path string, tree *syntax.Tree, scope *resolve.Info) *Module {
	return &Module{Path: path, Tree: tree, Scope: scope, known: map[any]any{}}
}
