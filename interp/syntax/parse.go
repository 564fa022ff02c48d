package syntax

import "github.com/assay-score/assay/interp/source"

// Parse reads a file. It never fails: what is wrong stands in the tree's Errors.
func Parse(f *source.File, opts Options) *Tree {
	return &Tree{File: f, Root: &Module{}}
}
