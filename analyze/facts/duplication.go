package facts

import (
	"hash/maphash"
	"math/bits"
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
	size := 0
	for _, m := range modules {
		size += len(m.tokens())
	}
	c := cloner{modules: modules, tokens: make([]token, 0, size)}
	for i := range modules {
		c.add(int32(i), entry)
	}
	lines := 0
	for i, t := range c.tokens {
		if i == 0 || t.line != c.tokens[i-1].line || t.module != c.tokens[i-1].module {
			lines++
		}
	}
	return Cloned{c.clones(c.repeated()), lines}
}

// cloner looks for clones in the tokens of a submission.
type cloner struct {
	modules []*Module
	tokens  []token
}

// token is one token of the submission, kept small since there may be millions.
type token struct {
	span   source.Span
	line   int32
	module int32 // index
	breaks bool  // something that was left out stands before it: no duplicate runs across
}

func (c *cloner) text(t *token) string {
	return c.modules[t.module].Tree.File.Text[t.span.From:t.span.To]
}

// add adds the tokens of a module.
func (c *cloner) add(module int32, entry string) {
	m := c.modules[module]
	left := leftOut(m, entry)
	breaks := true
	line, next := int32(1), m.Tree.File.LineStart(2) // tokens come in order, so lines are counted along
	lines := int32(m.Tree.File.Lines())
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
		for line < lines && next <= t.From {
			line++
			next = m.Tree.File.LineStart(int(line) + 1)
		}
		c.tokens = append(c.tokens, token{t.Span, line, module, breaks})
		breaks = false
	}
}

// leftOut are the spans whose tokens do not count, in order and without overlaps.
func leftOut(m *Module, entry string) []source.Span {
	sure := Reachability.Of(m).Sure(entry)
	dead := map[syntax.Node]bool{}
	for _, f := range Definitions.Of(m).Functions {
		if !sure[f] {
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
func (c *cloner) repeated() []bool {
	tokens := c.tokens
	out := make([]bool, len(tokens))
	if len(tokens) < cloneTokens {
		return out
	}
	// A seed that nobody can know keeps submissions from being built of collisions; since windows are compared, the
	// result does not depend on it.
	seed := maphash.MakeSeed()
	key := maphash.String(seed, "short")
	var top uint64 = 1 // base to the power of the window's length less one
	for range cloneTokens - 1 {
		top *= base
	}
	var recent [cloneTokens]uint64 // hashes of the last tokens, by index modulo the window
	first := newWindows(len(tokens))
	var hash uint64
	run, marked := 0, 0 // tokens since the last break; tokens before this are marked as far as they have to be
	for i := range tokens {
		if tokens[i].breaks {
			run, hash = 0, 0
		}
		slot := &recent[i%cloneTokens]
		if run >= cloneTokens {
			hash -= *slot * top
		}
		*slot = hashed(seed, key, c.text(&tokens[i]))
		hash = hash*base + *slot
		if run++; run < cloneTokens {
			continue
		}
		begin := i - cloneTokens + 1
		at, seen := first.put(hash, begin, c.sameWindow)
		if !seen || at+cloneTokens > begin {
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

// hashed is a hash of a token's text. Most are a few bytes long, which are mixed with the key at once.
func hashed(seed maphash.Seed, key uint64, text string) uint64 {
	if len(text) > 8 {
		return maphash.String(seed, text)
	}
	x := uint64(len(text))
	for i := range len(text) {
		x = x<<8 | uint64(text[i])
	}
	high, low := bits.Mul64(x^key, key|1)
	return high ^ low
}

// windows remembers where each window of tokens begins first. It is a table of its own because there is an entry for every
// token of a submission.
type windows struct {
	hashes []uint32 // the upper half of the hash
	begins []int32  // plus 1; 0 for a free place
	mask   uint64
}

func newWindows(n int) *windows {
	size := 1
	for size < n+n/2 {
		size *= 2
	}
	return &windows{make([]uint32, size), make([]int32, size), uint64(size - 1)}
}

// put gives the first window that is the same, or keeps this one.
func (w *windows) put(hash uint64, begin int, same func(a, b int) bool) (at int, seen bool) {
	tag := uint32(hash >> 32)
	for i := hash & w.mask; ; i = (i + 1) & w.mask {
		if w.begins[i] == 0 {
			w.hashes[i], w.begins[i] = tag, int32(begin)+1
			return begin, false
		}
		if at := int(w.begins[i]) - 1; w.hashes[i] == tag && same(at, begin) {
			return at, true
		}
	}
}

func (c *cloner) sameWindow(a, b int) bool {
	for k := range cloneTokens {
		if c.text(&c.tokens[a+k]) != c.text(&c.tokens[b+k]) {
			return false
		}
	}
	return true
}

// clones gathers marked tokens into runs, and leaves out those on too few lines.
func (c *cloner) clones(marked []bool) []Clone {
	tokens := c.tokens
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
			out = append(out, Clone{c.modules[tokens[begin].module], tokens[begin].span.From, lines})
		}
	}
	return out
}
