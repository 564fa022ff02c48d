package regex

import (
	"fmt"
	"strconv"
	"strings"
)

// nodeKind is what a node of the tree stands for.
type nodeKind uint8

const (
	nodeSeq     nodeKind = iota // kids one after the other
	nodeAlt                     // one of the kids, the first that fits
	nodeChar                    // the character char
	nodeAny                     // .
	nodeSet                     // a class: ranges, cats, negate
	nodeAt                      // a position: where
	nodeGroup                   // kids[0], captured as group if that is positive, under flags changed by add and del
	nodeRepeat                  // kids[0] from least to most times, in the manner mode
	nodeLook                    // kids[0] ahead or behind; negate: not there
	nodeAtomic                  // kids[0], without a second thought
	nodeRef                     // what group matched
	nodeCond                    // kids[0] if group matched, else kids[1]
	nodeNothing                 // never matches: (?!)
)

// place is a kind of position that takes no text.
type place uint8

const (
	atBegin     place = iota // ^
	atEnd                    // $
	atTextBegin              // \A
	atTextEnd                // \Z and \z
	atBoundary               // \b
	notBoundary              // \B
)

// manner is how a repetition chooses its number.
type manner uint8

const (
	greedy manner = iota
	lazy
	possessive
)

// unbounded is the upper bound of "*" and "+". Python's bounds written out end below it.
const unbounded = 1<<32 - 1

// maxDepth bounds how deep groups may nest; CPython's recursion limit ends at about the same depth.
const maxDepth = 400

// maxGroup is one more than the largest number of a group that can be written.
const maxGroup = 1<<30 - 1

type node struct {
	kind        nodeKind
	mode        manner
	where       place
	negate      bool
	behind      bool
	char        rune
	group       int
	add, del    Flags
	least, most int64
	kids        []*node
	ranges      []runeRange
	cats        []category
	width       *width  // once measured
	one         *single // of a class or alternatives, once tried
	tried       bool
}

type parser struct {
	named  func(name string) (string, bool)
	doubts []string
	*tokenizer
	flags    Flags
	depth    int
	groups   []*node // by number; nil while open; groups[0] is unused
	names    map[string]int
	nameList []Name
	// lookbehind is the number of groups there were when the outermost lookbehind began, or -1 outside of any.
	lookbehind int
	condRefs   []condRef
}

// condRef remembers a conditional by number: the group may come later, but has to come.
type condRef struct{ group, pos int }

// parse reads a whole pattern and gives its tree.
func (p *parser) parse() *node {
	root := p.alternation(p.flags&Verbose != 0, true)
	if p.err != nil {
		return nil
	}
	if err := p.fixFlags(); err != nil {
		p.err = err
		return nil
	}
	if !p.next.end {
		p.fail(0, "unbalanced parenthesis")
	}
	for _, r := range p.condRefs {
		if r.group >= len(p.groups) {
			p.failAt(Malformed, r.pos, fmt.Sprintf("invalid group reference %d", r.group))
			break
		}
	}
	return root
}

// fixFlags settles which alphabet the pattern is in.
func (p *parser) fixFlags() *Error {
	var msg string
	switch f := p.flags; {
	case p.isBytes && f&Unicode != 0:
		msg = "cannot use UNICODE flag with a bytes pattern"
	case p.isBytes && f&Locale != 0 && f&ASCII != 0:
		msg = "ASCII and LOCALE flags are incompatible"
	case p.isBytes:
		return nil
	case f&Locale != 0:
		msg = "cannot use LOCALE flag with a str pattern"
	case f&ASCII == 0:
		p.flags |= Unicode
		return nil
	case f&Unicode != 0:
		msg = "ASCII and UNICODE flags are incompatible"
	default:
		return nil
	}
	return &Error{Kind: BadValue, Msg: msg, Pos: -1}
}

// alternation reads a|b|c. It is the one place where groups nest, and so counts the depth.
func (p *parser) alternation(verbose, top bool) *node {
	if p.depth++; p.depth > maxDepth {
		p.failAt(TooDeep, -1, "maximum recursion depth exceeded")
	}
	var kids []*node
	for {
		kids = append(kids, p.sequence(verbose, top && kids == nil))
		if !p.match('|') {
			break
		}
		if top {
			verbose = p.flags&Verbose != 0
		}
	}
	p.depth--
	if len(kids) == 1 {
		return kids[0]
	}
	return &node{kind: nodeAlt, kids: kids}
}

// sequence reads up to the next | or ) of its own level. In first, the very beginning of the pattern, flags may be set for
// all of it.
func (p *parser) sequence(verbose, first bool) *node {
	seq := &node{kind: nodeSeq}
	for {
		this := p.next
		if this.end || this.is('|') || this.is(')') {
			return seq
		}
		p.advance()
		if this.escaped {
			seq.add1(p.escape(this))
			continue
		}
		if verbose && strings.ContainsRune(" \t\n\r\v\f", this.char) {
			continue
		}
		if verbose && this.char == '#' {
			for c := p.get(); !c.end && !c.is('\n'); c = p.get() {
			}
			continue
		}
		switch this.char {
		case '[':
			seq.add1(p.class())
		case '*', '+', '?', '{':
			p.repeat(seq, this)
		case '.':
			seq.add1(&node{kind: nodeAny})
		case '^':
			seq.add1(&node{kind: nodeAt, where: atBegin})
		case '$':
			seq.add1(&node{kind: nodeAt, where: atEnd})
		case '(':
			n, global := p.group(verbose, first && len(seq.kids) == 0)
			if global {
				verbose = p.flags&Verbose != 0
			}
			seq.add1(n)
		default:
			seq.add1(literal(this.char))
		}
	}
}

func literal(c rune) *node { return &node{kind: nodeChar, char: c} }

// add1 appends a node to a sequence; comments and flags are none.
func (n *node) add1(kid *node) {
	if kid != nil {
		n.kids = append(n.kids, kid)
	}
}

// repeat reads the rest of a quantifier and lets it apply to the last item of the sequence.
func (p *parser) repeat(seq *node, this token) {
	here := p.tell()
	least, most := int64(0), int64(unbounded)
	switch this.char {
	case '?':
		most = 1
	case '+':
		least = 1
	case '{':
		if p.next.is('}') {
			seq.add1(literal('{'))
			return
		}
		lo := p.number()
		hi := lo
		if p.match(',') {
			hi = p.number()
		}
		if !p.match('}') {
			seq.add1(literal('{'))
			p.seek(here)
			return
		}
		if lo >= unbounded || hi >= unbounded {
			p.failAt(Overflow, -1, "the repetition number is too large")
			return
		}
		if lo >= 0 {
			least = lo
		}
		if hi >= 0 {
			most = hi
		}
		if most < least {
			p.fail(p.tell()-here, "min repeat greater than max repeat")
			return
		}
	}
	if len(seq.kids) == 0 || seq.kids[len(seq.kids)-1].kind == nodeAt {
		p.fail(p.tell()-here+1, "nothing to repeat")
		return
	}
	last := &seq.kids[len(seq.kids)-1]
	if (*last).kind == nodeRepeat {
		p.fail(p.tell()-here+1, "multiple repeat")
		return
	}
	mode := greedy
	if p.match('?') {
		mode = lazy
	} else if p.match('+') {
		mode = possessive
	}
	*last = &node{kind: nodeRepeat, kids: []*node{*last}, least: least, most: most, mode: mode}
}

// number reads digits, -1 where there are none. What is too large to matter saturates.
func (p *parser) number() int64 {
	n := int64(-1)
	for p.next.isDigit() {
		n = min(max(n, 0)*10+int64(p.get().char-'0'), unbounded)
	}
	return n
}

// class reads a character class behind its bracket.
func (p *parser) class() *node {
	here := p.tell() - 1
	set := &node{kind: nodeSet}
	if p.next.is('[') {
		p.doubts = append(p.doubts, "Possible nested set at position "+strconv.Itoa(p.tell()))
	}
	set.negate = p.match('^')
	for empty := true; ; empty = false {
		this := p.get()
		if this.end {
			p.fail(p.tell()-here, "unterminated character set")
			return nil
		}
		if this.is(']') && !empty {
			break
		}
		if !empty && !this.escaped && this.char == p.next.char && !p.next.escaped && !p.next.end {
			switch this.char {
			case '-':
				p.doubt("difference", p.tell()-1)
			case '&':
				p.doubt("intersection", p.tell()-1)
			case '~':
				p.doubt("symmetric difference", p.tell()-1)
			case '|':
				p.doubt("union", p.tell()-1)
			}
		}
		from := p.classItem(this)
		if !p.match('-') {
			set.include(from)
			continue
		}
		that := p.get()
		if that.end {
			p.fail(p.tell()-here, "unterminated character set")
			return nil
		}
		if that.is(']') {
			set.include(from)
			set.include(literal('-'))
			break
		}
		if that.is('-') {
			p.doubt("difference", p.tell()-2)
		}
		to := p.classItem(that)
		if p.err != nil {
			return nil
		}
		if from.kind != nodeChar || to.kind != nodeChar || to.char < from.char {
			p.fail(this.len()+1+that.len(), "bad character range "+this.String()+"-"+that.String())
			return nil
		}
		set.ranges = append(set.ranges, runeRange{from.char, to.char})
	}
	return set
}

// doubt notes what a later Python may take for an operation on sets.
func (p *parser) doubt(operation string, pos int) {
	p.doubts = append(p.doubts, "Possible set "+operation+" at position "+strconv.Itoa(pos))
}

// include adds an item to a class: a character, or a class of its own like \d.
func (n *node) include(item *node) {
	if item == nil {
		return
	}
	if item.kind == nodeChar {
		n.ranges = append(n.ranges, runeRange{item.char, item.char})
		return
	}
	for _, k := range item.cats {
		known := false
		for _, have := range n.cats {
			known = known || have == k
		}
		if !known {
			n.cats = append(n.cats, k)
		}
	}
}

func (p *parser) classItem(t token) *node {
	if t.escaped {
		return p.classEscape(t)
	}
	return literal(t.char)
}

// openGroup gives the next group its number, and its name if it has one of n characters.
func (p *parser) openGroup(name string, n int) int {
	number := len(p.groups)
	p.groups = append(p.groups, nil)
	if name != "" {
		if was, ok := p.names[name]; ok {
			p.fail(n+1, fmt.Sprintf("redefinition of group name %s as group %d; was group %d", repr(name), number, was))
			return number
		}
		p.names[name] = number
		p.nameList = append(p.nameList, Name{name, number})
	}
	return number
}

func (p *parser) closed(group int) bool { return group < len(p.groups) && p.groups[group] != nil }

// checkLookbehind refuses, inside of a lookbehind, references to groups of unknown width.
func (p *parser) checkLookbehind(group int) {
	switch {
	case p.lookbehind < 0:
	case !p.closed(group):
		p.fail(0, "cannot refer to an open group")
	case group >= p.lookbehind:
		p.fail(0, "cannot refer to group defined in the same lookbehind subpattern")
	}
}
