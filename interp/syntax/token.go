package syntax

import "github.com/assay-score/assay/interp/source"

// Token is one token with its exact place.
type Token struct {
	source.Span
	Kind TokenKind
}

// TokenKind is what a token is; keywords and operators each have their own.
type TokenKind uint8
