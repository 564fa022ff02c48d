package syntax

import (
	"fmt"

	"github.com/assay-score/assay/interp/source"
)

// Token is one token with its exact place. It is twelve bytes wide: a file has about one for every four bytes of text.
type Token struct {
	source.Span
	Kind  TokenKind
	level uint8      // how many brackets are open around it; an opening bracket counts itself, a closing one does not
	flags tokenFlags // what the lexer has seen in the text and the parser would have to look for again
}

// TokenKind is what a token is; keywords and operators each have their own. Soft keywords (match, case, type, _)
// are names.
type TokenKind uint8

// tokenFlags tell the parser which tokens it may take as they stand.
type tokenFlags uint8

const (
	flagNonASCII tokenFlags = 1 << iota // a name with characters outside ASCII: needs NFKC
	flagEscape                          // string text with a backslash in it
	flagDoubled                         // text of an f-string that ends in a doubled brace, which stands for one
)

// Tokens that are neither keyword nor operator.
const (
	TokenEOF TokenKind = iota
	TokenNewline
	TokenIndent
	TokenDedent
	TokenName
	TokenNumber
	TokenString
	TokenFStringStart // prefix and opening quotes
	TokenFStringMiddle
	TokenFStringEnd
	TokenTStringStart
	TokenTStringMiddle
	TokenTStringEnd
	TokenComment // only in Tree.Tokens
	TokenNL      // a line end that ends no statement; only in Tree.Tokens
	TokenError   // text that is no token: the lexer has said why
	TokenUnknown // a character that no token begins with: $ ? `
)

// Keywords.
const (
	TokenFalse TokenKind = iota + 32
	TokenNone
	TokenTrue
	TokenAnd
	TokenAs
	TokenAssert
	TokenAsync
	TokenAwait
	TokenBreak
	TokenClass
	TokenContinue
	TokenDef
	TokenDel
	TokenElif
	TokenElse
	TokenExcept
	TokenFinally
	TokenFor
	TokenFrom
	TokenGlobal
	TokenIf
	TokenImport
	TokenIn
	TokenIs
	TokenLambda
	TokenNonlocal
	TokenNot
	TokenOr
	TokenPass
	TokenRaise
	TokenReturn
	TokenTry
	TokenWhile
	TokenWith
	TokenYield
)

// Operators and delimiters.
const (
	TokenLParen TokenKind = iota + 80
	TokenRParen
	TokenLBracket
	TokenRBracket
	TokenLBrace
	TokenRBrace
	TokenColon
	TokenComma
	TokenSemicolon
	TokenPlus
	TokenMinus
	TokenStar
	TokenSlash
	TokenVBar
	TokenAmper
	TokenLess
	TokenGreater
	TokenEqual
	TokenDot
	TokenPercent
	TokenEqEqual
	TokenNotEqual
	TokenLessEqual
	TokenGreaterEqual
	TokenTilde
	TokenCircumflex
	TokenLeftShift
	TokenRightShift
	TokenDoubleStar
	TokenDoubleSlash
	TokenAt
	TokenRArrow
	TokenEllipsis
	TokenColonEqual
	TokenExclamation
	TokenPlusEqual // the augmented assignments stand together and in the order of Operator: see augmented
	TokenMinEqual
	TokenStarEqual
	TokenAtEqual
	TokenSlashEqual
	TokenPercentEqual
	TokenDoubleStarEqual
	TokenLeftShiftEqual
	TokenRightShiftEqual
	TokenVBarEqual
	TokenCircumflexEqual
	TokenAmperEqual
	TokenDoubleSlashEqual
	tokenKinds // how many values there are
)

// tokenNames are the spellings of keywords and operators, and CPython's names for the other kinds.
var tokenNames = [tokenKinds]string{
	TokenEOF: "ENDMARKER", TokenNewline: "NEWLINE", TokenIndent: "INDENT", TokenDedent: "DEDENT", TokenName: "NAME",
	TokenNumber: "NUMBER", TokenString: "STRING", TokenFStringStart: "FSTRING_START", TokenFStringMiddle: "FSTRING_MIDDLE",
	TokenFStringEnd: "FSTRING_END", TokenTStringStart: "TSTRING_START", TokenTStringMiddle: "TSTRING_MIDDLE",
	TokenTStringEnd: "TSTRING_END", TokenComment: "COMMENT", TokenNL: "NL", TokenError: "ERRORTOKEN", TokenUnknown: "OP",

	TokenFalse: "False", TokenNone: "None", TokenTrue: "True", TokenAnd: "and", TokenAs: "as", TokenAssert: "assert",
	TokenAsync: "async", TokenAwait: "await", TokenBreak: "break", TokenClass: "class", TokenContinue: "continue",
	TokenDef: "def", TokenDel: "del", TokenElif: "elif", TokenElse: "else", TokenExcept: "except", TokenFinally: "finally",
	TokenFor: "for", TokenFrom: "from", TokenGlobal: "global", TokenIf: "if", TokenImport: "import", TokenIn: "in",
	TokenIs: "is", TokenLambda: "lambda", TokenNonlocal: "nonlocal", TokenNot: "not", TokenOr: "or", TokenPass: "pass",
	TokenRaise: "raise", TokenReturn: "return", TokenTry: "try", TokenWhile: "while", TokenWith: "with", TokenYield: "yield",

	TokenLParen: "(", TokenRParen: ")", TokenLBracket: "[", TokenRBracket: "]", TokenLBrace: "{", TokenRBrace: "}",
	TokenColon: ":", TokenComma: ",", TokenSemicolon: ";", TokenPlus: "+", TokenMinus: "-", TokenStar: "*", TokenSlash: "/",
	TokenVBar: "|", TokenAmper: "&", TokenLess: "<", TokenGreater: ">", TokenEqual: "=", TokenDot: ".", TokenPercent: "%",
	TokenEqEqual: "==", TokenNotEqual: "!=", TokenLessEqual: "<=", TokenGreaterEqual: ">=", TokenTilde: "~",
	TokenCircumflex: "^", TokenLeftShift: "<<", TokenRightShift: ">>", TokenDoubleStar: "**", TokenDoubleSlash: "//",
	TokenAt: "@", TokenRArrow: "->", TokenEllipsis: "...", TokenColonEqual: ":=", TokenExclamation: "!",
	TokenPlusEqual: "+=", TokenMinEqual: "-=", TokenStarEqual: "*=", TokenAtEqual: "@=", TokenSlashEqual: "/=",
	TokenPercentEqual: "%=", TokenDoubleStarEqual: "**=", TokenLeftShiftEqual: "<<=", TokenRightShiftEqual: ">>=",
	TokenVBarEqual: "|=", TokenCircumflexEqual: "^=", TokenAmperEqual: "&=", TokenDoubleSlashEqual: "//=",
}

// String is the spelling of a keyword or operator, and the name that CPython's tokenize gives to any other kind.
func (k TokenKind) String() string {
	if k < tokenKinds && tokenNames[k] != "" {
		return tokenNames[k]
	}
	return fmt.Sprintf("TokenKind(%d)", uint8(k))
}

// IsKeyword says whether the kind is a reserved word.
func (k TokenKind) IsKeyword() bool { return k >= TokenFalse && k <= TokenYield }

// IsOperator says whether the kind is an operator or delimiter.
func (k TokenKind) IsOperator() bool { return k >= TokenLParen && k < tokenKinds }

// keyword is the kind of an ASCII word: the keyword that it is, or TokenName.
func keyword(s string) TokenKind {
	// A switch over strings compiles to a comparison of lengths and then of machine words.
	switch s {
	case "if":
		return TokenIf
	case "in":
		return TokenIn
	case "is":
		return TokenIs
	case "as":
		return TokenAs
	case "or":
		return TokenOr
	case "and":
		return TokenAnd
	case "def":
		return TokenDef
	case "del":
		return TokenDel
	case "for":
		return TokenFor
	case "not":
		return TokenNot
	case "try":
		return TokenTry
	case "None":
		return TokenNone
	case "True":
		return TokenTrue
	case "elif":
		return TokenElif
	case "else":
		return TokenElse
	case "from":
		return TokenFrom
	case "pass":
		return TokenPass
	case "with":
		return TokenWith
	case "False":
		return TokenFalse
	case "async":
		return TokenAsync
	case "await":
		return TokenAwait
	case "break":
		return TokenBreak
	case "class":
		return TokenClass
	case "raise":
		return TokenRaise
	case "while":
		return TokenWhile
	case "yield":
		return TokenYield
	case "assert":
		return TokenAssert
	case "except":
		return TokenExcept
	case "global":
		return TokenGlobal
	case "import":
		return TokenImport
	case "lambda":
		return TokenLambda
	case "return":
		return TokenReturn
	case "finally":
		return TokenFinally
	case "continue":
		return TokenContinue
	case "nonlocal":
		return TokenNonlocal
	}
	return TokenName
}
