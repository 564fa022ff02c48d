package source

import "fmt"

// Kind names the class of a [Diagnostic]: the exception that CPython would raise for it.
type Kind uint8

// The kinds of diagnostic.
const (
	SyntaxError Kind = iota
	IndentationError
	TabError
	SyntaxWarning
)

// String is the name of the Python class.
func (k Kind) String() string {
	switch k {
	case SyntaxError:
		return "SyntaxError"
	case IndentationError:
		return "IndentationError"
	case TabError:
		return "TabError"
	case SyntaxWarning:
		return "SyntaxWarning"
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// Diagnostic is one complaint about a file, worded as CPython words it.
type Diagnostic struct {
	Span
	Kind    Kind
	Message string
	Read    Span // the last token that had been read when it was found, if that is known: CPython shows it in places
}

// Error gives "message", so that a diagnostic can stand as an error.
func (d *Diagnostic) Error() string { return d.Kind.String() + ": " + d.Message }
