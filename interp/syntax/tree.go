package syntax

import "github.com/assay-score/assay/interp/source"

// Mode says what a source text is, as in Python's compile.
type Mode uint8

// The modes.
const (
	ModeExec   Mode = iota // a module
	ModeEval               // one expression
	ModeSingle             // one statement at a prompt
)

// Options say how to parse. The zero value parses a module and keeps comments but no tokens.
type Options struct {
	Mode       Mode
	KeepTokens bool // fill Tree.Tokens
	Version    int  // minor version of Python 3 whose grammar and node positions hold: 14 (also for 0) or 13
}

// Tree is what Parse makes of a file.
type Tree struct {
	File     *source.File
	Root     Mod           // never nil; after errors, the statements that could be made out
	Comments []source.Span // every comment, "#" to the end of its line, in order
	Tokens   []Token       // every token, when asked for
	Groups   []Group       // every parenthesised expression that the tree itself does not show, in order of Open
	// Errors are why CPython would refuse the file, in order, at most one a line. The first is CPython's own.
	Errors []*source.Diagnostic
	// Warnings are what CPython would warn of: invalid escapes, "is" with a literal.
	Warnings []*source.Diagnostic
}

// Group is a pair of parentheses around an expression: (a and b), but not a tuple's or a call's.
type Group struct {
	source.Span // from "(" to after ")"
	Inner       Expr
}

// Body is the list of statements of a module or interactive root, nil for an expression.
func (t *Tree) Body() []Stmt {
	switch r := t.Root.(type) {
	case *Module:
		return r.Body
	case *Interactive:
		return r.Body
	}
	return nil
}

// Err is the first error, or nil.
func (t *Tree) Err() error {
	if len(t.Errors) == 0 {
		return nil
	}
	return t.Errors[0]
}
