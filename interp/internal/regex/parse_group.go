package regex

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// group reads what an opening parenthesis begins. It gives nil for a comment, and for flags that concern the whole pattern,
// in which case global is true.
func (p *parser) group(verbose, first bool) (n *node, global bool) {
	start := p.tell() - 1
	if !p.match('?') {
		return p.capture(start, verbose, "", 0), false
	}
	char := p.get()
	switch {
	case char.end:
		p.fail(0, "unexpected end of pattern")
	case char.is('P'):
		return p.python(start, verbose), false
	case char.is(':'):
		return &node{kind: nodeGroup, kids: []*node{p.body(start, verbose)}}, false
	case char.is('#'):
		for c := p.get(); !c.is(')'); c = p.get() {
			if c.end {
				p.fail(p.tell()-start, "missing ), unterminated comment")
				break
			}
		}
	case char.is('='), char.is('!'), char.is('<'):
		return p.look(start, verbose, char), false
	case char.is('('):
		return p.conditional(start, verbose), false
	case char.is('>'):
		return &node{kind: nodeAtomic, kids: []*node{p.body(start, verbose)}}, false
	case char.is('-'), !char.escaped && flagOf(char.char) != 0:
		add, del, all := p.inlineFlags(char)
		if all {
			if !first {
				p.fail(p.tell()-start, "global flags not at the start of the expression")
			}
			return nil, true
		}
		inner := (verbose || add&Verbose != 0) && del&Verbose == 0
		return &node{kind: nodeGroup, add: add, del: del, kids: []*node{p.body(start, inner)}}, false
	default:
		p.fail(char.len()+1, "unknown extension ?"+char.String())
	}
	return nil, false
}

// body reads up to the closing parenthesis of the group that began at start.
func (p *parser) body(start int, verbose bool) *node {
	n := p.alternation(verbose, false)
	p.closing(start)
	return n
}

func (p *parser) closing(start int) {
	if !p.match(')') {
		p.fail(p.tell()-start, "missing ), unterminated subpattern")
	}
}

func (p *parser) capture(start int, verbose bool, name string, length int) *node {
	n := &node{kind: nodeGroup, group: p.openGroup(name, length)}
	n.kids = []*node{p.body(start, verbose)}
	p.groups[n.group] = n
	if p.err == nil {
		p.measure(n) // now, so that references to it never recurse further than it is deep
	}
	return n
}

// python reads (?P<name>…) and (?P=name).
func (p *parser) python(start int, verbose bool) *node {
	switch {
	case p.match('<'):
		name, length := p.until('>', "group name")
		p.checkName(name, length)
		return p.capture(start, verbose, name, length)
	case p.match('='):
		name, length := p.until(')', "group name")
		p.checkName(name, length)
		group, ok := p.names[name]
		if !ok {
			p.fail(length+1, "unknown group name "+repr(name))
			return nil
		}
		return p.reference(group, length+1)
	}
	char := p.get()
	if char.end {
		p.fail(0, "unexpected end of pattern")
	}
	p.fail(char.len()+2, "unknown extension ?P"+char.String())
	return nil
}

// reference is a backreference, whose text takes back characters.
func (p *parser) reference(group, back int) *node {
	if !p.closed(group) {
		p.fail(back, "cannot refer to an open group")
	}
	p.checkLookbehind(group)
	return &node{kind: nodeRef, group: group}
}

func (p *parser) look(start int, verbose bool, char token) *node {
	n := &node{kind: nodeLook}
	outer := p.lookbehind
	if char.is('<') {
		n.behind = true
		char = p.get()
		if char.end {
			p.fail(0, "unexpected end of pattern")
		}
		if !char.is('=') && !char.is('!') {
			p.fail(char.len()+2, "unknown extension ?<"+char.String())
		}
		if outer < 0 {
			p.lookbehind = len(p.groups)
		}
	}
	n.negate = char.is('!')
	kid := p.alternation(verbose, false)
	p.lookbehind = outer
	p.closing(start)
	if n.negate && kid.kind == nodeSeq && len(kid.kids) == 0 {
		return &node{kind: nodeNothing}
	}
	n.kids = []*node{kid}
	return n
}

// conditional reads (?(group)yes|no).
func (p *parser) conditional(start int, verbose bool) *node {
	name, length := p.until(')', "group name")
	group := 0
	if isDecimal(name) {
		var err error
		group, err = strconv.Atoi(name)
		switch {
		case err != nil || group >= maxGroup:
			p.fail(length+1, "invalid group reference "+strings.TrimLeft(name, "0"))
		case group == 0:
			p.fail(length+1, "bad group number")
		default:
			p.condRefs = append(p.condRefs, condRef{group, p.tell() - length - 1})
		}
	} else {
		p.checkName(name, length)
		var ok bool
		if group, ok = p.names[name]; !ok {
			p.fail(length+1, "unknown group name "+repr(name))
		}
	}
	p.checkLookbehind(group)
	n := &node{kind: nodeCond, group: group}
	if p.depth++; p.depth > maxDepth {
		p.failAt(TooDeep, -1, "maximum recursion depth exceeded")
	}
	n.kids = []*node{p.sequence(verbose, false), {kind: nodeSeq}}
	if p.match('|') {
		n.kids[1] = p.sequence(verbose, false)
		if p.next.is('|') {
			p.fail(0, "conditional backref with more than two branches")
		}
	}
	p.depth--
	p.closing(start)
	return n
}

// inlineFlags reads the flags of "(?i)", for which all is true, or of "(?i-s:".
func (p *parser) inlineFlags(char token) (add, del Flags, all bool) {
	if !char.is('-') {
		for {
			flag := flagOf(char.char)
			if flag == Locale && !p.isBytes {
				p.fail(0, "bad inline flags: cannot use 'L' flag with a str pattern")
			}
			if flag == Unicode && p.isBytes {
				p.fail(0, "bad inline flags: cannot use 'u' flag with a bytes pattern")
			}
			add |= flag
			if flag&kindFlags != 0 && add&kindFlags != flag {
				p.fail(0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible")
			}
			char = p.get()
			if char.is(')') || char.is('-') || char.is(':') {
				break
			}
			if !p.flagLetter(char, "missing -, : or )") {
				return add, del, false
			}
		}
	}
	if char.is(')') {
		p.flags |= add
		return add, del, true
	}
	if char.is('-') {
		char = p.get()
		if !p.flagLetter(char, "missing flag") {
			return add, del, false
		}
		for {
			flag := flagOf(char.char)
			if flag&kindFlags != 0 {
				p.fail(0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
			}
			del |= flag
			char = p.get()
			if char.is(':') {
				break
			}
			if !p.flagLetter(char, "missing :") {
				return add, del, false
			}
		}
	}
	if add&del != 0 {
		p.fail(1, "bad inline flags: flag turned on and off")
	}
	return add, del, false
}

// flagLetter requires a flag, and says otherwise what is missing instead.
func (p *parser) flagLetter(char token, missing string) bool {
	switch {
	case char.end:
		p.fail(0, missing)
	case !char.escaped && flagOf(char.char) != 0:
		return true
	case !char.escaped && unicode.IsLetter(char.char):
		p.fail(1, "unknown flag")
	default:
		p.fail(char.len(), missing)
	}
	return false
}

// escape reads what follows a backslash outside of a class.
func (p *parser) escape(t token) *node {
	if n := categoryEscape(t.char); n != nil {
		return n
	}
	for _, at := range [...]struct {
		char  rune
		where place
	}{{'A', atTextBegin}, {'Z', atTextEnd}, {'z', atTextEnd}, {'b', atBoundary}, {'B', notBoundary}} {
		if t.char == at.char {
			return &node{kind: nodeAt, where: at.where}
		}
	}
	if c, ok := controlEscape(t.char); ok {
		return literal(c)
	}
	if t.char == '0' {
		return literal(octal(p.while(2, token.isOctal)))
	}
	if t.char >= '1' && t.char <= '9' {
		return p.numberEscape(t)
	}
	return p.codeEscape(t)
}

// numberEscape reads a backreference, or an octal escape if there are three octal digits.
func (p *parser) numberEscape(t token) *node {
	digits := string(t.char)
	if p.next.isDigit() {
		second := p.get()
		digits += string(second.char)
		if t.char <= '7' && second.isOctal() && p.next.isOctal() {
			return p.octalEscape(digits + string(p.get().char))
		}
	}
	group, _ := strconv.Atoi(digits)
	if group >= len(p.groups) {
		p.fail(len(digits), fmt.Sprintf("invalid group reference %d", group))
		return nil
	}
	return p.reference(group, len(digits)+1)
}

func (p *parser) octalEscape(digits string) *node {
	c := octal(digits)
	if c > 0o377 {
		p.fail(len(digits)+1, `octal escape value \`+digits+" outside of range 0-0o377")
	}
	return literal(c)
}

// octal is the value of at most three octal digits; of none, 0.
func octal(digits string) rune {
	c := rune(0)
	for _, d := range digits {
		c = c*8 + d - '0'
	}
	return c
}

// classEscape reads what follows a backslash inside of a class.
func (p *parser) classEscape(t token) *node {
	if t.char == 'b' {
		return literal('\b')
	}
	if c, ok := controlEscape(t.char); ok {
		return literal(c)
	}
	if n := categoryEscape(t.char); n != nil {
		return n
	}
	if t.char >= '0' && t.char <= '7' {
		return p.octalEscape(string(t.char) + p.while(2, token.isOctal))
	}
	return p.codeEscape(t)
}

// codeEscape reads \x41, \u0041 and \U00000041, and takes whatever is no letter or digit for itself.
func (p *parser) codeEscape(t token) *node {
	c := t.char
	digits := 0
	switch {
	case c == 'x':
		digits = 2
	case c == 'u' && !p.isBytes:
		digits = 4
	case c == 'U' && !p.isBytes:
		digits = 8
	case c == 'N' && !p.isBytes:
		return p.namedEscape()
	case isLetter(c) || c >= '0' && c <= '9':
		p.fail(2, `bad escape \`+string(c))
		return nil
	default:
		return literal(c)
	}
	hex := p.while(digits, token.isHex)
	text := `\` + string(c) + hex
	if len(hex) < digits {
		p.fail(len(text), "incomplete escape "+text)
		return nil
	}
	code, _ := strconv.ParseUint(hex, 16, 32)
	if code > unicode.MaxRune {
		p.fail(len(text), "bad escape "+text)
		return nil
	}
	return literal(rune(code))
}

func (p *parser) namedEscape() *node {
	if !p.match('{') {
		p.fail(0, "missing {")
		return nil
	}
	name, length := p.until('}', "character name")
	if p.err != nil {
		return nil
	}
	if p.named == nil {
		p.failAt(Unsupported, p.tell()-length-4, `\N{`+name+"} in a pattern")
		return nil
	}
	text, ok := p.named(name)
	if c := []rune(text); ok && len(c) == 1 {
		return literal(c[0])
	}
	p.fail(length+len(`\N{}`), "undefined character name "+repr(name))
	return nil
}

// controlEscape gives the character of an escape that names one.
func controlEscape(c rune) (rune, bool) {
	const names, values = `abfnrtv\`, "\a\b\f\n\r\t\v\\"
	if i := strings.IndexRune(names, c); i >= 0 && c < 0x80 {
		return rune(values[i]), true
	}
	return 0, false
}

// categoryEscape gives the class that \d and the like stand for.
func categoryEscape(c rune) *node {
	if i := strings.IndexRune("dDsSwW", c); i >= 0 {
		return &node{kind: nodeSet, cats: []category{category(i)}}
	}
	return nil
}
