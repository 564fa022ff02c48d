package resolve

import "github.com/assay-score/assay/interp/syntax"

// Info is what Resolve finds out about a tree.
type Info struct{}

// Resolve binds the names of a tree.
func Resolve(t *syntax.Tree) *Info { return &Info{} }
