package regex

import (
	"strconv"
	"strings"
)

// Template is a parsed replacement: text with references to groups in it.
type Template struct {
	parts []part
}

// part is text, and then a group unless that is negative.
type part struct {
	text  string
	group int
}

// ParseTemplate reads the replacement text of sub and expand for matches of p. Its errors are positions in the template;
// a name that p lacks is of the kind [UnknownName].
func ParseTemplate(p *Pattern, source string) (*Template, *Error) {
	if strings.IndexByte(source, '\\') < 0 {
		return &Template{parts: []part{{source, -1}}}, nil
	}
	r := &templateReader{tokenizer: newTokenizer(source, p.IsBytes), pattern: p}
	for !r.next.end {
		this := r.get()
		if this.escaped {
			r.escape(this)
		} else {
			r.char(this.char)
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	r.parts = append(r.parts, part{r.text.String(), -1})
	return &Template{parts: r.parts}, nil
}

type templateReader struct {
	*tokenizer
	pattern *Pattern
	text    strings.Builder
	parts   []part
}

func (r *templateReader) char(c rune) {
	if r.isBytes {
		r.text.WriteByte(byte(c))
	} else {
		r.text.WriteString(encode(c))
	}
}

// group ends the text with a reference, which lies back characters before the next token.
func (r *templateReader) group(n, back int) {
	if n > r.pattern.Groups {
		r.fail(back, "invalid group reference "+strconv.Itoa(n))
	}
	r.parts = append(r.parts, part{r.text.String(), n})
	r.text.Reset()
}

func (r *templateReader) escape(t token) {
	c := t.char
	switch {
	case c == 'g':
		r.named()
	case c == '0':
		r.char(octal(r.while(2, token.isOctal)) & 0xff)
	case c >= '1' && c <= '9':
		r.number(t)
	default:
		if v, ok := controlEscape(c); ok {
			r.char(v)
			return
		}
		if isLetter(c) {
			r.fail(2, `bad escape \`+string(c))
		}
		r.char('\\')
		r.char(c)
	}
}

// named reads \g<name> and \g<number>.
func (r *templateReader) named() {
	if !r.match('<') {
		r.fail(0, "missing <")
		return
	}
	name, length := r.until('>', "group name")
	if isDecimal(name) {
		n, err := strconv.Atoi(name)
		if err != nil || n >= maxGroup {
			r.fail(length+1, "invalid group reference "+strings.TrimLeft(name, "0"))
		}
		r.group(n, length+1)
		return
	}
	r.checkName(name, length)
	n := r.pattern.GroupOf(name)
	if n < 0 {
		r.failAt(UnknownName, -1, "unknown group name "+repr(name))
	}
	r.group(n, length+1)
}

// number reads a reference of one or two digits, or an octal escape of three.
func (r *templateReader) number(t token) {
	digits := string(t.char)
	if r.next.isDigit() {
		second := r.get()
		digits += string(second.char)
		if t.char <= '7' && second.isOctal() && r.next.isOctal() {
			digits += string(r.get().char)
			c := octal(digits)
			if c > 0o377 {
				r.fail(len(digits)+1, `octal escape value \`+digits+" outside of range 0-0o377")
			}
			r.char(c)
			return
		}
	}
	n, _ := strconv.Atoi(digits)
	r.group(n, len(digits))
}

// Literal gives the text of a template without references.
func (t *Template) Literal() (text string, ok bool) {
	if len(t.parts) == 1 && t.parts[0].group < 0 {
		return t.parts[0].text, true
	}
	return "", false
}

// Parts is how many pieces of text one expansion puts together, at most.
func (t *Template) Parts() int { return 2 * len(t.parts) }

// Size is the length in bytes of the expansion for a match.
func (t *Template) Size(m *Match) int {
	n := 0
	for _, p := range t.parts {
		n += len(p.text)
		if p.group >= 0 {
			from, to := m.Span(p.group)
			n += to - from
		}
	}
	return n
}

// Expand writes the expansion for a match in text. A group that took no part counts as empty.
func (t *Template) Expand(b *strings.Builder, text string, m *Match) {
	for _, p := range t.parts {
		b.WriteString(p.text)
		if p.group < 0 {
			continue
		}
		if from, to := m.Span(p.group); from >= 0 {
			b.WriteString(text[from:to])
		}
	}
}
