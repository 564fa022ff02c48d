package py

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Anchors says what of a marked text matters most: bytes From to To of it. Plain says that no marks are wanted.
type Anchors struct {
	Found, Plain bool
	From, To     int
}

// maxLine bounds the source lines that a traceback shows.
const maxLine = 1000

// frameText is one frame of a traceback: where, the lines, and marks under the part that failed.
func (t *Thread) frameText(f TraceEntry) string {
	c := f.Code.C
	name, line := "<unknown>", c.Line(int(f.PC))
	if c.File != nil {
		name = c.File.Name
	}
	s := "  File \"" + name + "\", line " + strconv.Itoa(line) + ", in " + c.Name + "\n"
	if c.File == nil || f.Code.Unlisted {
		return s
	}
	span := c.Span(int(f.PC))
	from, to := c.File.Position(span.From), c.File.Position(span.To)
	if from.Line < 1 || to.Line < from.Line || to.Line-from.Line > maxLine {
		return s
	}
	var lines []string
	size := 0
	for i := from.Line; i <= to.Line; i++ {
		l := c.File.Line(i)
		size += len(l)
		lines = append(lines, l)
	}
	if strings.TrimSpace(strings.Join(lines, "")) == "" {
		return s
	}
	if size > maxLine {
		return s + "    " + clip(strings.TrimSpace(lines[0])) + "\n"
	}
	margin := dedent(lines)
	m := marks{lines: lines, from: max(0, from.Column-margin), to: max(0, to.Column-margin)}
	m.from, m.to = min(m.from, len(lines[0])), min(m.to, len(lines[len(lines)-1]))
	out := m.text(t)
	dedent(out)
	for _, l := range out {
		s += strings.TrimRight("    "+l, " ") + "\n"
	}
	return s
}

// dedent takes the common indentation off lines and answers how much that was.
func dedent(lines []string) int {
	margin, some := "", false
	for i, l := range lines {
		if strings.TrimLeft(l, " \t\f") == "" {
			lines[i] = ""
			continue
		}
		indent := l[:len(l)-len(strings.TrimLeft(l, " \t"))]
		if !some {
			margin, some = indent, true
			continue
		}
		n := 0
		for n < len(indent) && n < len(margin) && indent[n] == margin[n] {
			n++
		}
		margin = margin[:n]
	}
	for i, l := range lines {
		if l != "" {
			lines[i] = l[len(margin):]
		}
	}
	return len(margin)
}

// marks are the marks under some lines: from a byte of the first to a byte of the last.
type marks struct {
	lines    []string
	from, to int
}

// text is the lines that matter with the marks below them.
func (m *marks) text(t *Thread) []string {
	last := len(m.lines) - 1
	all := strings.Join(m.lines, "\n")
	end := len(all) - len(m.lines[last]) + m.to
	var a Anchors
	if t.Hooks.Anchors != nil && m.from <= end {
		a = t.Hooks.Anchors(all[m.from:end], all, m.from, end)
	}
	shown := a.Found || strings.TrimSpace(m.lines[0][:m.from]) != "" || strings.TrimSpace(m.lines[last][m.to:]) != ""
	if a.Plain {
		shown = false
	}
	significant := map[int]bool{0: true, last: true}
	var l1, c1, l2, c2 int // where the anchor begins and ends: lines, and columns on the terminal
	if a.Found {
		l1, c1 = m.place(m.from + a.From)
		l2, c2 = m.place(m.from + a.To)
		for d := -1; d <= 1; d++ {
			significant[l1+d], significant[l2+d] = true, true
		}
	}
	var out []string
	put := func(i int) {
		out = append(out, m.lines[i])
		if shown {
			out = append(out, m.below(i, a.Found, l1, c1, l2, c2))
		}
	}
	before := -1
	for i := 0; i <= last; i++ {
		if !significant[i] {
			continue
		}
		switch {
		case i-before == 2:
			put(i - 1)
		case i-before > 2:
			out = append(out, "...<"+strconv.Itoa(i-before-1)+" lines>...")
		}
		put(i)
		before = i
	}
	return out
}

// place turns an offset into the joined lines into a line and a column on the terminal.
func (m *marks) place(at int) (line, column int) {
	for line < len(m.lines)-1 && at > len(m.lines[line]) {
		at -= len(m.lines[line]) + 1
		line++
	}
	return line, displayWidth(m.lines[line][:min(max(at, 0), len(m.lines[line]))])
}

// below is the row of marks under line i.
func (m *marks) below(i int, anchored bool, l1, c1, l2, c2 int) string {
	l := m.lines[i]
	spaces := len(l) - len(strings.TrimLeft(l, " \t\f"))
	n := displayWidth(l)
	if i == len(m.lines)-1 {
		n = displayWidth(l[:m.to])
	}
	start := 0
	if i == 0 {
		start = displayWidth(l[:m.from])
	}
	row := make([]byte, n)
	for col := range row {
		switch {
		case col < spaces || col < start:
			row[col] = ' '
		case !anchored, (i > l1 || i == l1 && col >= c1) && (i < l2 || i == l2 && col < c2):
			row[col] = '^'
		default:
			row[col] = '~'
		}
	}
	return string(row)
}

// displayWidth is how many columns a text takes on a terminal, as far as CPython knows: wide characters take two.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= utf8.RuneSelf {
			if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
				n++
			}
		}
	}
	return n
}

func clip(s string) string {
	if len(s) > maxLine {
		return s[:maxLine]
	}
	return s
}

// MarkLines are lines of a source with marks under the part from a column of the first to a column of the last, both
// counted in characters, as tracebacks show them.
func (t *Thread) MarkLines(lines []string, from, to int) []string {
	lines = slices.Clone(lines)
	last := len(lines) - 1
	size := 0
	for _, l := range lines {
		size += len(l)
	}
	if size > maxLine {
		return []string{clip(strings.TrimSpace(lines[0]))}
	}
	from, to = byteColumn(lines[0], from), byteColumn(lines[last], to)
	margin := dedent(lines)
	m := marks{lines: lines, from: max(0, from-margin), to: max(0, to-margin)}
	m.from, m.to = min(m.from, len(lines[0])), min(m.to, len(lines[last]))
	out := m.text(t)
	dedent(out)
	return out
}

// byteColumn is where character n of a line begins.
func byteColumn(line string, n int) int {
	for i := range line {
		if n == 0 {
			return i
		}
		n--
	}
	return len(line)
}

// Position is where a frame of a traceback stood: lines, and columns in characters, -1 where they are not known.
func (f TraceEntry) Position() (line, endLine, column, endColumn int) {
	c := f.Code.C
	if c.File == nil || f.Forced != 0 {
		return f.Line(), -1, -1, -1
	}
	span := c.Span(int(f.PC))
	from, to := c.File.Position(span.From), c.File.Position(span.To)
	columnOf := func(line, bytes int) int {
		text := c.File.Line(line)
		return countRunes(text[:min(bytes, len(text))])
	}
	return from.Line, to.Line, columnOf(from.Line, from.Column), columnOf(to.Line, to.Column)
}

// First is the outermost entry of a traceback object.
func (tb *Traceback) First() TraceEntry { return tb.Entries[0] }

// ExceptionLine is the last line of a traceback, with what the engine suggests for a misspelt name.
func (t *Thread) ExceptionLine(e *Exception) (string, error) { return t.exceptionLine(e) }
