package facts

import (
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
)

// LizardFunction is a function as lizard sees it, with the numbers it prints.
type LizardFunction struct {
	Name       string // what stands after def; "]" where type parameters do
	Line       int
	EndLine    int
	Complexity int
	NLOC       int
	Tokens     int
	Points     []Point
}

// LizardTotal is what Lizard finds in a file.
type LizardTotal struct {
	Functions    []*LizardFunction // in the order in which they end
	NLOC, Tokens int
}

// Lizard counts McCabe's complexity as lizard does: 1, and 1 for each token if, elif, for, while, except, finally, and, or,
// and each case that begins a clause, wherever it stands. It reads tokens and indentation and no tree, and is equal to
// the tool where that goes wrong too: a function on one line may be lost, // hides the rest of its line, a bracket's
// inner line that is indented less ends the function.
//
// Source: lizard 1.17 and later, its Python reader.
var Lizard = &Fact[*LizardTotal]{"lizard", func(m *Module) *LizardTotal {
	text := m.Tree.File.Text
	l := newLizard(text)
	l.run(&lizardStream{lexer: lizardLexer{text: text, end: len(text)}, tokens: make([]lizardToken, 0, min(len(text)/3, 600))})
	return &l.out
}}

// CyclomaticLizard gives lizard's numbers for the functions that the tree has too, by the line of their names.
var CyclomaticLizard = &Fact[[]*Counted]{"cyclomatic_lizard", func(m *Module) []*Counted {
	byLine := map[int]*LizardFunction{}
	for _, f := range Lizard.Of(m).Functions {
		byLine[f.Line] = f
	}
	var out []*Counted
	for _, u := range Units.Of(m) {
		if u.Function == nil {
			continue
		}
		if l := byLine[m.Tree.File.Position(u.Function.Node.NamePos).Line]; l != nil {
			out = append(out, &Counted{Unit: u, Value: l.Complexity, Points: l.Points})
		}
	}
	return out
}}

// lizard is one run over the tokens of a file. Its parts are those of the tool, which hands each token through all of
// them before it takes the next: white space and indentation, comments, lines, conditions, and a small machine that
// recognises the head of a function.
type lizard struct {
	text string
	out  LizardTotal

	global, current *LizardFunction
	closed          bool              // the head of the current function has been read to a closing parenthesis
	pending         *LizardFunction   // begun, and not yet indented
	nesting         []*LizardFunction // nil for a block that is no function's
	indents         []int
	forgive         bool // a comment asks to leave the function out

	line    int
	newline int // 1 until a token of the line has been seen
	state   lizardState
	// last tells whether the token before makes a string that follows part of an expression.
	expression bool
	softCase   bool // the last case or match at the beginning of a line was a keyword
}

// lizardState is where in the head of a function the machine is.
type lizardState uint8

const (
	lizardOutside lizardState = iota
	lizardName
	lizardParameters
	lizardAnnotation // in brackets among the parameters
	lizardColon
	lizardFirstLine
)

func newLizard(text string) *lizard {
	l := &lizard{text: text, global: &LizardFunction{Name: "*global*"}, indents: []int{0}, line: 1, newline: 1}
	l.current = l.global
	return l
}

// run reads all tokens, unless a comment says that the code is generated.
func (l *lizard) run(s *lizardStream) {
	start, fresh := true, true // of a line; of a statement, for soft keywords
	spaces := 0
	for i := 0; s.has(i); i++ {
		i = s.forget(i)
		t := s.tokens[i]
		ahead := i // tokens up to it have been looked at for a soft keyword
		switch {
		case t.kind == lizardNewline:
			fresh = true
		case t.kind == lizardSpace:
		case t.kind == lizardWord && (l.is(t, "case") || l.is(t, "match")):
			if fresh {
				var keyword bool
				keyword, ahead = l.softKeyword(s, i)
				if l.is(t, "case") {
					l.softCase = keyword
				}
			} else if l.is(t, "case") {
				l.softCase = false
			}
			fresh = false
		default:
			fresh = false
		}
		for ; ; i++ {
			if !l.layout(s.tokens[i], &start, &spaces) {
				return
			}
			if i >= ahead {
				break
			}
		}
	}
	l.indent(0, false)
}

func (l *lizard) is(t lizardToken, word string) bool {
	return int(t.to-t.from) == len(word) && l.text[t.from:t.to] == word
}

// softKeyword tells whether a case or match at the beginning of a line is a keyword, and which token it looked at last.
func (l *lizard) softKeyword(s *lizardStream, i int) (keyword bool, last int) {
	next := i + 1
	for s.has(next) && (s.tokens[next].kind == lizardSpace || s.tokens[next].kind == lizardNewline) {
		next++
	}
	if !s.has(next) {
		return true, len(s.tokens) - 1
	}
	switch l.text[s.tokens[next].from:s.tokens[next].to] {
	case "=", ".", ":", ",", "+=", "-=", "*=", "/=", "%=", "//=", "**=", "&=", "|=", "^=", "<<=", ">>=", ":=":
		return false, next
	case "(", "[":
	default:
		return true, next
	}
	depth := 1
	for next++; s.has(next); next++ {
		t := s.tokens[next]
		if t.kind == lizardNewline && depth == 0 {
			return false, next
		}
		if t.kind != lizardSymbol || t.to-t.from != 1 {
			continue
		}
		switch l.text[t.from] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ':':
			if depth == 0 {
				return true, next
			}
		}
	}
	return false, len(s.tokens) - 1
}

// layout keeps track of indentation and hands on what is not white space. It is false when the file is to be left alone.
func (l *lizard) layout(t lizardToken, start *bool, spaces *int) bool {
	switch {
	case t.kind == lizardNewline:
		*start, *spaces = true, 0
		l.line++
		l.newline = 1
		return true
	case t.kind == lizardSpace:
		if *start {
			for _, r := range l.text[t.from:t.to] {
				if *spaces++; r == '\t' {
					*spaces += 7
				}
			}
		}
		return true
	case *start:
		if t.kind != lizardComment && (l.current == l.global || l.closed) {
			l.indent(*spaces, t.kind == lizardSymbol && l.text[t.from] == ')')
		}
		*start = false
	}
	if t.kind == lizardComment {
		return l.comment(l.text[t.from:t.to])
	}
	l.token(t)
	return true
}

// comment looks for the tool's own directives.
func (l *lizard) comment(text string) bool {
	text = strings.TrimFunc(strings.TrimLeft(text, "#"), lizardBlank)
	switch {
	case strings.HasPrefix(text, "lizard forgive global"):
		return true
	case strings.HasPrefix(text, "lizard forgive"):
		l.forgive = true
		return true
	}
	plain := true
	for i := 0; i < len(text) && plain; i++ {
		plain = text[i] >= ' ' && text[i] < utf8.RuneSelf || text[i] == '\t'
	}
	if plain {
		return !strings.Contains(text, "GENERATED CODE")
	}
	for _, r := range text { // some characters end a line for Python's splitlines
		switch r {
		case '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
			l.line++
			l.newline = 1
		}
	}
	return !strings.Contains(text, "GENERATED CODE")
}

// indent ends the blocks that are indented more, and begins one.
func (l *lizard) indent(spaces int, closing bool) {
	for l.indents[len(l.indents)-1] > spaces && !closing {
		l.indents = l.indents[:len(l.indents)-1]
		l.pop()
	}
	if l.indents[len(l.indents)-1] < spaces {
		l.indents = append(l.indents, spaces)
		l.nesting = append(l.nesting, l.pending)
		l.pending = nil
	}
}

// pop ends a block. With a function's, the function that is being counted ends, whichever that is.
func (l *lizard) pop() {
	l.pending = nil
	if len(l.nesting) == 0 {
		return
	}
	last := l.nesting[len(l.nesting)-1]
	l.nesting = l.nesting[:len(l.nesting)-1]
	if last == nil {
		return
	}
	end := l.current.EndLine
	if !l.forgive {
		l.out.Functions = append(l.out.Functions, l.current)
	}
	l.forgive = false
	l.current, l.closed = l.global, false
	for i := len(l.nesting) - 1; i >= 0; i-- {
		if l.nesting[i] != nil {
			l.current, l.closed = l.nesting[i], true
			break
		}
	}
	l.current.EndLine = end
}

func (l *lizard) lines(n int) {
	l.out.NLOC += n
	l.current.NLOC += n
	l.current.EndLine = l.line
}

// token counts one token that is neither white space nor comment.
func (l *lizard) token(t lizardToken) {
	l.line += int(t.lines)
	l.lines(int(t.lines) + l.newline)
	l.newline = 0
	l.out.Tokens++
	l.current.Tokens++
	word := ""
	if t.kind == lizardWord && t.to-t.from <= 7 {
		word = l.text[t.from:t.to]
	}
	switch word {
	case "if", "elif", "for", "while", "except", "finally", "and", "or":
		l.decision(t.from, word)
	case "case":
		if l.softCase {
			l.decision(t.from, word)
		}
	}
	if t.triple && l.state != lizardFirstLine && !l.expression {
		l.lines(-int(t.lines) - 1)
	}
	l.expression = word == "return" || t.kind == lizardSymbol && l.operator(t)
	l.head(t, word)
}

func (l *lizard) decision(at source.Pos, word string) {
	l.current.Complexity++
	l.current.Points = append(l.current.Points, Point{at, 1, word})
}

// operator reports whether a string after the token is part of an expression to lizard.
func (l *lizard) operator(t lizardToken) bool {
	switch l.text[t.from:t.to] {
	case "=", "+=", "-=", "*=", "/=", "%=", "//=", "**=", "&=", "|=", "^=", "<<=", ">>=", "(", ",", "[", "+", "-", "*", "/", "%":
		return true
	}
	return false
}

// head runs the machine that recognises the head of a function.
func (l *lizard) head(t lizardToken, word string) {
	symbol := byte(0)
	if t.to-t.from == 1 && t.kind == lizardSymbol {
		symbol = l.text[t.from]
	}
	switch l.state {
	case lizardName:
		if symbol == '(' {
			l.state = lizardParameters
			return
		}
		l.begin(l.text[t.from:t.to])
	case lizardParameters:
		switch symbol {
		case ')':
			l.state, l.closed = lizardColon, true
		case '[':
			l.state, l.closed = lizardAnnotation, false
		default:
			l.closed = t.to > t.from && l.text[t.to-1] == ')' // a token that ends in one: after //
		}
	case lizardAnnotation:
		l.closed = symbol == ')'
		if symbol == ']' {
			l.state = lizardParameters
		}
	case lizardColon:
		l.state = lizardOutside
		if symbol == ':' {
			l.state = lizardFirstLine
		}
	case lizardFirstLine:
		l.state = lizardOutside
		if t.triple {
			l.lines(-int(t.lines) - 1)
		}
		fallthrough
	default:
		if word == "def" {
			l.state = lizardName
		}
	}
}

func (l *lizard) begin(name string) {
	l.current = &LizardFunction{Name: name, Line: l.line, EndLine: l.line, Complexity: 1, NLOC: 1, Tokens: 1}
	l.closed = false
	l.pending = l.current
}
