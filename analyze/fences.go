package analyze

import "strings"

// The scanner below finds the fenced code blocks of a Markdown text by CommonMark's rules: fences of backticks and of
// tildes, indented by up to three columns, closed by a fence at least as long, inside block quotes and list items, and
// not inside HTML comments and the HTML elements whose content is raw. It goes through the lines once. Everything else
// of Markdown is of no concern here, so paragraphs are not tracked; where that makes a difference (a list marker in
// the middle of a paragraph) it is one that the next line undoes.

// fence is one fenced code block.
type fence struct {
	line int    // of the opening fence, counted from 1
	info string // what follows it on its line
	// code is the content without the indentation that its container and the fence take, every line with its end.
	code   []byte
	closed bool // by a fence of its own, not by the end of its container or of the text
}

// maxContainers bounds how deep quotes and lists nest. Deeper markers are text, as other readers have it too.
const maxContainers = 32

// container is a block quote or a list item that is open.
type container struct {
	quote bool
	width int // columns that a list item's content is indented by
}

// maxFences bounds how many fences are looked for where no bounds are given.
const maxFences = 10_000

// fences finds the fenced code blocks of a text with '\n' line ends, in order, and stops after as many as asked for.
func fences(text string, limit int) []fence {
	var (
		found     []fence
		open      []container
		inside    bool // the last of found is still open
		mark      byte // its character, length and indentation
		length    int
		indented  int
		rawEnd    string // what ends the HTML block that is open, "" for none
		lineCount int
	)
	for line := range strings.Lines(text) {
		lineCount++
		c := cursor{text: strings.TrimSuffix(line, "\n")}
		matched := 0
		for matched < len(open) && c.enter(open[matched]) {
			matched++
		}
		if matched < len(open) {
			open, inside, rawEnd = open[:matched], false, ""
		}
		if inside {
			f := &found[len(found)-1]
			if at, n, info := c.fence(); n >= length && at == mark && info == "" {
				f.closed, inside = true, false
				continue
			}
			c.skip(min(indented, c.indent()))
			f.code = append(append(f.code, c.rest()...), '\n')
			continue
		}
		if rawEnd == "" {
			for len(open) < maxContainers {
				next, ok := c.opens()
				if !ok {
					break
				}
				open = append(open, next)
			}
			rawEnd = c.rawHTML()
		}
		if rawEnd != "" {
			if strings.Contains(strings.ToLower(c.rest()), rawEnd) {
				rawEnd = ""
			}
			continue
		}
		indented = c.indent()
		at, n, info := c.fence()
		if n == 0 || at == '`' && strings.Contains(info, "`") {
			continue
		}
		if len(found) == limit {
			break
		}
		mark, length, inside = at, n, true
		found = append(found, fence{line: lineCount, info: info})
	}
	return found
}

// cursor walks over the beginning of a line by columns, of which a tab takes as many as lead to the next multiple of 4.
type cursor struct {
	text   string
	at     int // byte
	column int
	spare  int // columns of a tab before at that are not consumed yet
}

// indent is how many columns of white space come next.
func (c *cursor) indent() int {
	column := c.column + c.spare
	for i := c.at; i < len(c.text); i++ {
		switch c.text[i] {
		case ' ':
			column++
		case '\t':
			column += 4 - column%4
		default:
			return column - c.column
		}
	}
	return column - c.column
}

// skip consumes n columns of white space.
func (c *cursor) skip(n int) {
	for ; n > 0; n-- {
		switch {
		case c.spare > 0:
			c.spare--
		case c.at < len(c.text) && c.text[c.at] == '\t':
			c.spare = 4 - c.column%4 - 1
			c.at++
		default:
			c.at++
		}
		c.column++
	}
}

// rest is what was not consumed.
func (c *cursor) rest() string {
	if c.at >= len(c.text) {
		return ""
	}
	return strings.Repeat(" ", c.spare) + c.text[c.at:]
}

// ahead is what comes after the white space.
func (c *cursor) ahead() string { return strings.TrimLeft(c.text[min(c.at, len(c.text)):], " \t") }

// enter consumes what a line must begin with to go on in a container.
func (c *cursor) enter(open container) bool {
	indent := c.indent()
	if !open.quote {
		if c.ahead() == "" {
			return true
		}
		if indent >= open.width {
			c.skip(open.width)
			return true
		}
		return false
	}
	if indent > 3 || !strings.HasPrefix(c.ahead(), ">") {
		return false
	}
	c.quoteMark(indent)
	return true
}

func (c *cursor) quoteMark(indent int) {
	c.skip(indent)
	c.at++
	c.column++
	if c.indent() > 0 {
		c.skip(1)
	}
}

// opens consumes the marker of a block quote or list item, if one comes next.
func (c *cursor) opens() (container, bool) {
	indent, ahead := c.indent(), c.ahead()
	if indent > 3 || ahead == "" {
		return container{}, false
	}
	if ahead[0] == '>' {
		c.quoteMark(indent)
		return container{quote: true}, true
	}
	width := markerWidth(ahead)
	if width == 0 || rule(ahead) {
		return container{}, false
	}
	c.skip(indent)
	c.at += width
	c.column += width
	gap := c.indent()
	if gap > 4 || c.ahead() == "" {
		gap = min(gap, 1)
	}
	c.skip(gap)
	return container{width: indent + width + max(gap, 1)}, true
}

// markerWidth is the length of a list marker that begins a text, 0 for none.
func markerWidth(s string) int {
	n := 0
	if strings.IndexByte("-+*", s[0]) >= 0 {
		n = 1
	} else {
		for n < len(s) && n < 10 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 0 || n > 9 || n == len(s) || s[n] != '.' && s[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	return n
}

// rule reports a thematic break, "* * *", which otherwise would be three list items.
func rule(s string) bool {
	marks := 0
	for i := range len(s) {
		switch {
		case s[i] == s[0]:
			marks++
		case s[i] != ' ' && s[i] != '\t':
			return false
		}
	}
	return marks >= 3 && (s[0] == '-' || s[0] == '*')
}

// fence gives character, length and info string of the fence that comes next, zero for none.
func (c *cursor) fence() (mark byte, length int, info string) {
	ahead := c.ahead()
	if c.indent() > 3 || ahead == "" || ahead[0] != '`' && ahead[0] != '~' {
		return 0, 0, ""
	}
	for length < len(ahead) && ahead[length] == ahead[0] {
		length++
	}
	if length < 3 {
		return 0, 0, ""
	}
	return ahead[0], length, strings.TrimSpace(ahead[length:])
}

// rawHTML gives what ends the HTML block that comes next, in lower case; "" for none.
func (c *cursor) rawHTML() string {
	ahead := c.ahead()
	if c.indent() > 3 || ahead == "" || ahead[0] != '<' {
		return ""
	}
	if strings.HasPrefix(ahead, "<!--") {
		return "-->"
	}
	lower := strings.ToLower(ahead[:min(len(ahead), 10)])
	for _, tag := range [...]string{"script", "pre", "style", "textarea"} {
		if rest, ok := strings.CutPrefix(lower[1:], tag); ok && (rest == "" || strings.IndexByte(" \t>", rest[0]) >= 0) {
			return "</" + tag + ">"
		}
	}
	return ""
}
