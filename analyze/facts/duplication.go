package facts

import (
	"hash/maphash"
	"slices"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// The least that counts as a duplicate.
const (
	cloneTokens = 50
	cloneLines  = 5
)

// Clone is a run of lines that stand in the submission once more, token for token.
type Clone struct {
	Module *Module
	Pos    source.Pos
	Lines  int
}

// Cloned is what Duplicates finds.
type Cloned struct {
	Clones []Clone
	Lines  int // with code on them, those left out not counted
}

// Duplicates finds the runs of at least 50 tokens on at least 5 lines that stand more than once in the modules, all of
// their occurrences. White space and comments make no difference, names do. Imports, docstrings, tables of constants and
// functions that nothing reaches are left out, of the lines as well.
//
// Source: jscpd's thresholds. Equal windows of tokens are found by a rolling hash (R. Karp, M. Rabin, 1987) and
// compared token by token, so the work is linear.
func Duplicates(modules []*Module, entry string) Cloned {
	var tokens []token
	for _, m := range modules {
		tokens = appendTokens(tokens, m, entry)
	}
	lines := 0
	for i, t := range tokens {
		if i == 0 || t.line != tokens[i-1].line || t.module != tokens[i-1].module {
			lines++
		}
	}
	return Cloned{clones(tokens, repeated(tokens)), lines}
}

// token is one token of the submission.
type token struct {
	module *Module
	text   string
	pos    source.Pos
	line   int32
	breaks bool // something that was left out stands before it: no duplicate runs across
}

// appendTokens adds the tokens of a module.
func appendTokens(out []token, m *Module, entry string) []token {
	left := leftOut(m, entry)
	breaks := true
	for _, t := range m.tokens() {
		switch t.Kind {
		case syntax.TokenComment, syntax.TokenNL, syntax.TokenNewline, syntax.TokenIndent, syntax.TokenDedent, syntax.TokenEOF:
			continue
		}
		for len(left) > 0 && left[0].To <= t.From {
			left = left[1:]
			breaks = true
		}
		if len(left) > 0 && t.From >= left[0].From {
			breaks = true
			continue
		}
		out = append(out, token{m, m.Tree.File.Slice(t.Span), t.From, int32(m.Tree.File.Position(t.From).Line), breaks})
		breaks = false
	}
	return out
}

// leftOut are the spans whose tokens do not count, in order and without overlaps.
func leftOut(m *Module, entry string) []source.Span {
	live := Reachability.Of(m).From(entry)
	dead := map[syntax.Node]bool{}
	for _, f := range Definitions.Of(m).Functions {
		if !live[f] {
			dead[f.Node] = true
		}
	}
	var out []source.Span
	syntax.Inspect(m.Tree.Root, func(n syntax.Node) bool {
		skip := false
		switch n := n.(type) {
		case *syntax.Import, *syntax.ImportFrom:
			skip = true
		case *syntax.FunctionDef:
			skip = dead[n]
		case *syntax.AsyncFunctionDef:
			skip = dead[&n.FunctionDef]
		case *syntax.ExprStmt:
			c, ok := n.Value.(*syntax.Constant)
			skip = ok && c.Kind == syntax.Str
		case *syntax.List, *syntax.Tuple, *syntax.Set, *syntax.Dict:
			skip = constants(n.(syntax.Expr))
		}
		if skip {
			out = append(out, source.Span{From: n.Pos(), To: n.End()})
		}
		return !skip
	})
	return out
}

// constants reports whether a display holds nothing but literals and displays of them.
func constants(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Constant:
		return true
	case *syntax.UnaryOp:
		return constants(e.Operand)
	case *syntax.Dict:
		for _, k := range e.Keys {
			if k == nil || !constants(k) {
				return false
			}
		}
		return !slices.ContainsFunc(e.Values, func(v syntax.Expr) bool { return !constants(v) })
	case *syntax.List, *syntax.Tuple, *syntax.Set:
		return !slices.ContainsFunc(display(e), func(v syntax.Expr) bool { return !constants(v) })
	}
	return false
}

// base of the rolling hash; any odd number with scattered bits does.
const base = 0x9E3779B97F4A7C15

// repeated says which tokens belong to a window that stands elsewhere too, without overlapping itself.
func repeated(tokens []token) []bool {
	out := make([]bool, len(tokens))
	if len(tokens) < cloneTokens {
		return out
	}
	// A seed that nobody can know keeps submissions from being built of collisions; since windows are compared, the
	// result does not depend on it.
	seed := maphash.MakeSeed()
	values := make([]uint64, len(tokens))
	for i, t := range tokens {
		values[i] = maphash.String(seed, t.text)
	}
	var top uint64 = 1 // base to the power of the window's length less one
	for range cloneTokens - 1 {
		top *= base
	}
	first := map[uint64]int{} // hash to where such a window begins first
	var hash uint64
	run, marked := 0, 0 // tokens since the last break; tokens before this are marked as far as they have to be
	for i := range tokens {
		if tokens[i].breaks {
			run, hash = 0, 0
		}
		if run >= cloneTokens {
			hash -= values[i-cloneTokens] * top
		}
		hash = hash*base + values[i]
		if run++; run < cloneTokens {
			continue
		}
		begin := i - cloneTokens + 1
		at, seen := first[hash]
		if !seen {
			first[hash] = begin
			continue
		}
		if at+cloneTokens > begin || !sameWindow(tokens, at, begin) {
			continue
		}
		for k := max(begin, marked); k <= i; k++ {
			out[k] = true
		}
		marked = i + 1
		for k := at; k < at+cloneTokens; k++ {
			out[k] = true
		}
	}
	return out
}

func sameWindow(tokens []token, a, b int) bool {
	for k := range cloneTokens {
		if tokens[a+k].text != tokens[b+k].text {
			return false
		}
	}
	return true
}

// clones gathers marked tokens into runs, and leaves out those on too few lines.
func clones(tokens []token, marked []bool) []Clone {
	var out []Clone
	for i := 0; i < len(tokens); {
		if !marked[i] {
			i++
			continue
		}
		begin := i
		lines := 1
		for i++; i < len(tokens) && marked[i] && !tokens[i].breaks; i++ {
			if tokens[i].line != tokens[i-1].line {
				lines++
			}
		}
		if lines >= cloneLines {
			out = append(out, Clone{tokens[begin].module, tokens[begin].pos, lines})
		}
	}
	return out
}
