package facts

import "github.com/assay-score/assay/interp/syntax"

// RawCounts are the lines of a file in radon's dialect. Lines = Source + Blank + Multi + SingleComments.
type RawCounts struct {
	Lines          int
	Logical        int // see rawLogical
	Source         int // lines of statements
	Comments       int // comments, wherever they stand
	SingleComments int // lines with a comment alone, and with a string alone
	Multi          int // lines of a string that stands alone on two lines or more
	Blank          int
}

// Raw counts lines as radon raw does, whose numbers the Maintainability Index is made of. Lines says the same in terms
// that mean what they say.
//
// Source: radon 6, its module raw.
var Raw = &Fact[RawCounts]{"raw", func(m *Module) RawCounts {
	var out RawCounts
	file := m.Tree.File
	var group []syntax.Token // of one statement, or of a line without one
	nested := 0              // f-strings that are open: what is in them is text to radon
	count := func(first, last int) {
		blank := 0
		for i := first; i <= last; i++ {
			if blankLine(file.Line(i)) {
				blank++
			}
		}
		out.Blank += blank
		filled := last - first + 1 - blank
		switch {
		case len(group) == 1 && group[0].Kind == syntax.TokenComment:
			out.SingleComments++
		case len(group) == 1 && group[0].Kind == syntax.TokenString && first == last:
			out.SingleComments++
		case len(group) == 1 && group[0].Kind == syntax.TokenString:
			out.Multi += filled
		default:
			out.Source += filled
		}
		out.Logical += rawLogical(group)
		group = group[:0]
	}
	first := 1
	for _, t := range m.tokens() {
		switch t.Kind {
		case syntax.TokenIndent, syntax.TokenDedent, syntax.TokenEOF:
			continue
		case syntax.TokenFStringStart, syntax.TokenTStringStart:
			if nested == 0 {
				group = append(group, syntax.Token{Span: t.Span, Kind: syntax.TokenString})
			}
			nested++
			continue
		case syntax.TokenFStringEnd, syntax.TokenTStringEnd:
			nested--
			continue
		case syntax.TokenComment:
			out.Comments++
		}
		if nested > 0 {
			continue
		}
		if t.Kind != syntax.TokenNewline && t.Kind != syntax.TokenNL {
			group = append(group, t)
			continue
		}
		if t.Kind == syntax.TokenNL && hasCode(group) {
			continue // inside of brackets
		}
		last := file.Position(t.From).Line
		count(first, last)
		first = last + 1
	}
	if first <= file.Lines() {
		count(first, file.Lines())
	}
	out.Lines = out.Source + out.Blank + out.Multi + out.SingleComments
	return out
}}

func blankLine(s string) bool {
	for _, c := range []byte(s) {
		if c != ' ' && c != '\t' && c != '\f' {
			return false
		}
	}
	return true
}

func hasCode(group []syntax.Token) bool {
	for _, t := range group {
		if t.Kind != syntax.TokenComment {
			return true
		}
	}
	return false
}

// rawLogical counts the logical lines of a statement: for each piece between semicolons 1, and 2 where it has a colon, of a slice
// or an annotation too, that does not come last. In a piece before a semicolon, last means last but one.
func rawLogical(group []syntax.Token) int {
	n, size, colon := 0, 0, -1
	piece := func(last int) {
		switch {
		case colon >= 0 && colon == last:
			n++
		case colon >= 0:
			n += 2
		case size > 0:
			n++
		}
		size, colon = 0, -1
	}
	for _, t := range group {
		switch t.Kind {
		case syntax.TokenComment:
			continue
		case syntax.TokenSemicolon:
			piece(size - 2)
			continue
		case syntax.TokenColon:
			colon = size
		}
		size++
	}
	piece(size - 1)
	return n
}
