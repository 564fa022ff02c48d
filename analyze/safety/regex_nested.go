package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var regexNested = &Rule{
	ID: "SAF810", Slug: "regex_nested", Title: "regular expression that may take forever",
	Severity: Medium, Confidence: MediumConfidence, CWE: 1333,
	Doc: "A pattern given to re in which something repeated without bound consists of something repeated without bound over the same characters, or of " +
		"alternatives that begin alike: (a+)+, (\\w*)*, (a|a)+, (\\w+\\s?)*. On a text that does not match, the time doubles with every character. Repetitions with " +
		"something between them that only fits there are not flagged, nor possessive ones. Reads the patterns.",
	Fix: "let each character be matched in one way only",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch path {
			case "re.compile", "re.match", "re.search", "re.fullmatch", "re.findall", "re.finditer", "re.sub", "re.subn", "re.split",
				"regex.compile", "regex.match", "regex.search", "regex.fullmatch":
				e := facts.Argument(n, 0, "pattern")
				if pattern, ok := p.Fold.Fold(e); ok && (pattern.Kind == facts.FoldedStr || pattern.Kind == facts.FoldedBytes) && repeatsAmbiguously(pattern.Text) {
					p.Report(e, pattern.Text, "there are many ways to match the same text, and all are tried")
				}
			}
		}
	},
}

// The patterns are read by a small reader of its own: it wants to know which characters a piece may begin with and whether it
// repeats, not what it matches.

// letters is a set of the characters below 128, and of all others as one.
type letters [3]uint64

func (a letters) meets(b letters) bool { return a[0]&b[0]|a[1]&b[1]|a[2]&b[2] != 0 }

func (a letters) or(b letters) letters { return letters{a[0] | b[0], a[1] | b[1], a[2] | b[2]} }

func (a letters) not() letters { return letters{^a[0], ^a[1], ^a[2] & 1} }

func (a *letters) add(r rune) {
	if r < 128 {
		a[r/64] |= 1 << (r % 64)
	} else {
		a[2] = 1
	}
}

func (a *letters) addRange(from, to rune) {
	for r := from; r <= to && r < 128; r++ {
		a.add(r)
	}
	if to >= 128 {
		a[2] = 1
	}
}

// piece is a part of a pattern.
type piece struct {
	set       letters // what it may consist of
	first     letters // what it may begin with
	optional  bool    // it may match nothing
	unbounded bool    // it repeats without bound, and gives back
	inner     *piece  // what a group holds
	sequence  []piece // in order
	branches  []piece // alternatives
}

type patternReader struct {
	text  []rune
	at    int
	depth int
	bad   bool // something ambiguous was found
}

const (
	maxPatternDepth = 100
	maxPattern      = 5000 // characters of a pattern that is read
)

func repeatsAmbiguously(pattern string) bool {
	if len(pattern) > maxPattern {
		return false
	}
	r := patternReader{text: []rune(pattern)}
	r.alternatives()
	return r.bad
}

func (r *patternReader) alternatives() piece {
	if r.depth >= maxPatternDepth {
		r.at = len(r.text)
		return piece{}
	}
	r.depth++
	defer func() { r.depth-- }()
	var out piece
	for {
		s := r.series()
		out.branches = append(out.branches, s)
		out.set, out.first = out.set.or(s.set), out.first.or(s.first)
		out.optional = out.optional || s.optional
		if r.at >= len(r.text) || r.text[r.at] != '|' {
			return out
		}
		r.at++
	}
}

func (r *patternReader) series() piece {
	out := piece{optional: true}
	for r.at < len(r.text) && r.text[r.at] != '|' && r.text[r.at] != ')' {
		p, ok := r.repeated()
		if !ok {
			continue
		}
		out.sequence = append(out.sequence, p)
		out.set = out.set.or(p.set)
		if out.optional {
			out.first = out.first.or(p.first)
		}
		out.optional = out.optional && p.optional
	}
	return out
}

// repeated reads an atom with what repeats it; it is false for what matches no character, as anchors do.
func (r *patternReader) repeated() (piece, bool) {
	p, ok := r.atom()
	for r.at < len(r.text) {
		unbounded, optional := false, false
		switch r.text[r.at] {
		case '*':
			unbounded, optional = true, true
			r.at++
		case '+':
			unbounded = true
			r.at++
		case '?':
			optional = true
			r.at++
		case '{':
			var isCount bool
			if unbounded, optional, isCount = r.count(); !isCount {
				return p, ok
			}
		default:
			return p, ok
		}
		possessive := r.at < len(r.text) && r.text[r.at] == '+'
		if r.at < len(r.text) && (r.text[r.at] == '?' || possessive) {
			r.at++
		}
		p.optional = p.optional || optional
		if unbounded && !possessive {
			if p.inner != nil {
				r.bad = r.bad || ambiguous(p.inner)
			}
			p.unbounded = true
		}
	}
	return p, ok
}

// count reads {m,n}.
func (r *patternReader) count() (unbounded, optional, isCount bool) {
	i := r.at + 1
	digits := func() (string, bool) {
		start := i
		for i < len(r.text) && r.text[i] >= '0' && r.text[i] <= '9' {
			i++
		}
		return string(r.text[start:i]), i > start
	}
	low, hasLow := digits()
	if i < len(r.text) && r.text[i] == '}' && hasLow {
		r.at = i + 1
		return false, low == "0", true
	}
	if i >= len(r.text) || r.text[i] != ',' {
		return false, false, false
	}
	i++
	high, hasHigh := digits()
	if i >= len(r.text) || r.text[i] != '}' {
		return false, false, false
	}
	r.at = i + 1
	return !hasHigh || len(high) > 2, !hasLow || low == "0", true
}

// ambiguous reports whether a group, repeated, can match the same text in many ways.
func ambiguous(group *piece) bool {
	for i := range group.branches {
		for j := range group.branches[:i] {
			a, b := &group.branches[j], &group.branches[i]
			if len(a.sequence) == 1 && len(b.sequence) == 1 && a.first.meets(b.first) && a.sequence[0].inner == nil && b.sequence[0].inner == nil {
				return true
			}
		}
		if manyWays(group.branches[i].sequence) {
			return true
		}
	}
	return false
}

// manyWays reports whether a sequence has a piece that repeats without bound while nothing else in it must match a
// character that the piece does not.
func manyWays(sequence []piece) bool {
	for i, p := range sequence {
		if p.inner != nil && len(p.inner.branches) == 1 && len(sequence) == 1 && manyWays(p.inner.branches[0].sequence) {
			return true
		}
		if !p.unbounded || p.inner != nil {
			continue
		}
		free := true
		for j, other := range sequence {
			if j != i && !other.optional && !other.set.meets(p.set) {
				free = false
			}
		}
		if free {
			return true
		}
	}
	return false
}

// atom reads one character, class or group.
func (r *patternReader) atom() (piece, bool) {
	c := r.text[r.at]
	r.at++
	one := func(s letters) (piece, bool) { return piece{set: s, first: s}, true }
	switch c {
	case '^', '$':
		return piece{optional: true}, false
	case '.':
		var newline letters
		newline.add('\n')
		return one(newline.not())
	case '[':
		return one(r.class())
	case '\\':
		return r.escape()
	case '(':
		return r.group()
	}
	var s letters
	s.add(c)
	return one(s)
}

func (r *patternReader) escape() (piece, bool) {
	if r.at >= len(r.text) {
		return piece{optional: true}, false
	}
	c := r.text[r.at]
	r.at++
	if s, ok := namedSet(c); ok {
		return piece{set: s, first: s}, true
	}
	switch c {
	case 'b', 'B', 'A', 'Z', 'z':
		return piece{optional: true}, false
	}
	var s letters
	s.add(control(c))
	return piece{set: s, first: s}, true
}

func control(c rune) rune {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	case 'f':
		return '\f'
	case 'v':
		return '\v'
	}
	return c
}

// namedSet is the set that an escaped letter stands for.
func namedSet(c rune) (letters, bool) {
	var s letters
	switch c {
	case 'd', 'D':
		s.addRange('0', '9')
	case 'w', 'W':
		s.addRange('0', '9')
		s.addRange('a', 'z')
		s.addRange('A', 'Z')
		s.add('_')
		s[2] = 1
	case 's', 'S':
		s.addRange('\t', '\r')
		s.add(' ')
	default:
		return s, false
	}
	if c < 'a' {
		return s.not(), true
	}
	return s, true
}

func (r *patternReader) class() letters {
	var s letters
	negated := r.at < len(r.text) && r.text[r.at] == '^'
	if negated {
		r.at++
	}
	for first := true; r.at < len(r.text) && (first || r.text[r.at] != ']'); first = false {
		c := r.text[r.at]
		r.at++
		if c == '\\' && r.at < len(r.text) {
			c = r.text[r.at]
			r.at++
			if set, ok := namedSet(c); ok {
				s = s.or(set)
				continue
			}
			c = control(c)
		}
		if r.at+1 < len(r.text) && r.text[r.at] == '-' && r.text[r.at+1] != ']' {
			s.addRange(c, r.text[r.at+1])
			r.at += 2
			continue
		}
		s.add(c)
	}
	r.at++
	if negated {
		return s.not()
	}
	return s
}

// group reads what stands in parentheses. Looking ahead and behind matches no character; an atomic group gives nothing back.
func (r *patternReader) group() (piece, bool) {
	matches, atomic := true, false
	if r.at+1 < len(r.text) && r.text[r.at] == '?' {
		switch r.text[r.at+1] {
		case '=', '!':
			matches = false
			r.at += 2
		case '>':
			atomic = true
			r.at += 2
		case '<', 'P':
			if r.text[r.at+1] == '<' && r.at+2 < len(r.text) && (r.text[r.at+2] == '=' || r.text[r.at+2] == '!') {
				matches = false
			}
			for r.at < len(r.text) && r.text[r.at] != '>' && r.text[r.at] != ')' && r.text[r.at] != '=' && r.text[r.at] != '!' {
				r.at++
			}
			r.at++
		default: // flags: (?i) or (?i:…)
			for r.at < len(r.text) && r.text[r.at] != ':' && r.text[r.at] != ')' {
				r.at++
			}
			r.at++
			if r.at <= len(r.text) && r.text[r.at-1] == ')' {
				return piece{optional: true}, false
			}
		}
	}
	if r.at > len(r.text) {
		r.at = len(r.text)
	}
	inner := r.alternatives()
	if r.at < len(r.text) {
		r.at++ // the parenthesis
	}
	p := piece{set: inner.set, first: inner.first, optional: inner.optional}
	if !atomic {
		p.inner = &inner
	}
	return p, matches
}
