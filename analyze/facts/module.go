package facts

import (
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Module is one parsed file with the facts worked out about it so far. It belongs to one goroutine at a time.
type Module struct {
	Path  string
	Tree  *syntax.Tree
	Scope *resolve.Info // what its names mean; nil where nobody needs it any more: no fact reads it, and it is large
	known map[any]any   // *Fact[T] to T
}

// NewModule wraps a tree that has no errors. A tree that kept its tokens spares the facts that need them a second reading.
func NewModule(path string, tree *syntax.Tree, scope *resolve.Info) *Module {
	return &Module{Path: path, Tree: tree, Scope: scope, known: make(map[any]any, usualFacts)}
}

// usualFacts is about how many facts judging a module works out: the room for them is made at once.
const usualFacts = 48

// Parse makes a module of a file, or says why CPython would refuse it.
func Parse(f *source.File) (*Module, []*source.Diagnostic) {
	tree := syntax.Parse(f, syntax.Options{KeepTokens: true})
	if len(tree.Errors) > 0 {
		return nil, tree.Errors
	}
	info := resolve.Resolve(tree)
	if len(info.Errors) > 0 {
		return nil, info.Errors
	}
	return NewModule(f.Name, tree, info), nil
}

// tokens are all tokens of the module, comments and line ends included.
func (m *Module) tokens() []syntax.Token {
	if m.Tree.Tokens == nil {
		m.Tree.Tokens = syntax.Parse(m.Tree.File, syntax.Options{KeepTokens: true}).Tokens
	}
	return m.Tree.Tokens
}
