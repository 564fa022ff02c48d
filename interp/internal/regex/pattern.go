package regex

// Name is a named group.
type Name struct {
	Name  string
	Group int
}

// Pattern is a compiled pattern. It does not change, so any number of goroutines may match with it at once.
type Pattern struct {
	Source  string
	IsBytes bool
	Flags   Flags // with those that the pattern itself sets, and UNICODE where a str pattern is not in ASCII
	Groups  int   // capturing groups, the whole match not counted
	Names   []Name
	Doubts  []string // what may be meant otherwise in a later Python

	code      []inst
	registers int
	prefix    string   // every match begins with it
	firstSet  *byteSet // every match begins with one of these bytes; nil: may be empty
	anchored  bool     // matches begin at the beginning of the text or not at all
}

// Compile compiles a pattern. A str is given in WTF-8, bytes as they are. Time and memory are linear in the length of the
// pattern; who does not trust it bounds that length.
func Compile(pattern string, flags Flags, isBytes bool) (*Pattern, *Error) {
	return CompileNamed(pattern, flags, isBytes, nil)
}

// CompileNamed is Compile for patterns that may name characters, which named finds: \N{BULLET}.
func CompileNamed(pattern string, flags Flags, isBytes bool, named func(name string) (string, bool)) (*Pattern, *Error) {
	p := &parser{tokenizer: newTokenizer(pattern, isBytes), flags: flags, named: named, groups: []*node{nil}, names: map[string]int{}, lookbehind: -1}
	root := p.parse()
	if p.err != nil {
		return nil, p.err
	}
	e := &emitter{parser: p, registers: 2*len(p.groups) + 1, folded: map[foldedKey]*single{},
		anyLine: &single{kind: oneNoLine}, anyAll: &single{kind: oneAll}}
	e.node(root, p.flags)
	e.emit(inst{op: opMatch})
	if p.err != nil {
		return nil, p.err
	}
	e.finish()
	out := &Pattern{Source: pattern, IsBytes: isBytes, Flags: p.flags, Groups: len(p.groups) - 1, Names: p.nameList, Doubts: p.doubts,
		code: e.code, registers: e.registers}
	set := &byteSet{}
	if !e.first(root, p.flags, set) {
		out.firstSet = set
	}
	at := 0
	for e.code[at].op == opStart || e.code[at].op == opEnd {
		at++
	}
	switch in := &e.code[at]; {
	case in.op == opLit:
		out.prefix = in.text
	case in.op == opAt && in.x == int32(atTextBegin):
		out.anchored = true
	}
	return out, nil
}

// Size is about how many bytes the compiled pattern takes.
func (p *Pattern) Size() int {
	n := 256 + len(p.Source) + 32*len(p.Names)
	for i := range p.code {
		n += 96 + len(p.code[i].text)
		if one := p.code[i].one; one != nil && one.set != nil {
			n += 192 + 8*len(one.set.ranges)
		}
	}
	return n
}

// GroupName gives the name of a group, or "".
func (p *Pattern) GroupName(group int) string {
	for _, n := range p.Names {
		if n.Group == group {
			return n.Name
		}
	}
	return ""
}

// GroupOf gives the group of a name, or -1.
func (p *Pattern) GroupOf(name string) int {
	for _, n := range p.Names {
		if n.Name == name {
			return n.Group
		}
	}
	return -1
}

// Match is where a pattern has matched. Offsets are in bytes; -1 stands for a group that took no part.
type Match struct {
	spans []int // two a group, the whole match first
	Last  int   // the group that was closed last, 0 if there is none
}

// NewMatch makes a match of what another one's Spans gave and its Last.
func NewMatch(spans []int, last int) *Match { return &Match{spans: spans, Last: last} }

// Spans are the offsets of all groups, two each, the whole match first.
func (m *Match) Spans() []int { return m.spans }

// Span gives the offsets of a group, which has to be one of the pattern's.
func (m *Match) Span(group int) (start, end int) {
	start, end = m.spans[2*group], m.spans[2*group+1]
	if start < 0 || end < 0 {
		return -1, -1
	}
	return start, end
}

// Groups is the number of capturing groups, the whole match not counted.
func (m *Match) Groups() int { return len(m.spans)/2 - 1 }

// Mode says where a match may lie.
type Mode uint8

const (
	Search    Mode = iota // anywhere at or behind the start
	Prefix                // at the start: Python's match
	FullMatch             // from the start to the end
)

// Range says where to look for a match, in offsets at which characters begin. The text ends at End as far as the pattern is
// concerned; what lies before Start can still be looked at.
type Range struct {
	Start, End int
	Mode       Mode
	Advance    bool // a match that begins at Start must not be empty
}

// Find looks for the first match of p. It gives nil where there is none, and ErrBudget where meter put an end to it.
func (p *Pattern) Find(text *Text, in Range, meter Meter) (*Match, error) {
	if in.Start > in.End {
		return nil, nil
	}
	m := &machine{p: p, s: text.s[:in.End], simple: text.simple, meter: meter}
	return m.find(in.Start, in.Mode, in.Advance)
}

// Matcher looks for matches of one pattern in one text after another, and uses what it has allocated again.
type Matcher struct{ m machine }

// NewMatcher makes a matcher.
func NewMatcher(p *Pattern, meter Meter) *Matcher { return &Matcher{machine{p: p, meter: meter}} }

// Find is like Pattern.Find, but the spans it gives are good only until it is called again; they are nil where there is no
// match.
func (x *Matcher) Find(text *Text, in Range) (spans []int, last int, err error) {
	if in.Start > in.End {
		return nil, 0, nil
	}
	m := &x.m
	m.s, m.simple, m.err = text.s[:in.End], text.simple, nil
	found, err := m.search(in.Start, in.Mode, in.Advance)
	if err != nil || !found {
		return nil, 0, err
	}
	n := 2*m.p.Groups + 2
	return m.regs[:n:n], m.regs[n], nil
}

// Behind is where to look for the match after m: an empty match may touch the one before it, but not a second empty one.
func (in Range) Behind(m *Match) Range {
	start, end := m.Span(0)
	in.Start, in.Advance = end, start == end
	return in
}
