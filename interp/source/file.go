package source

import (
	"sort"
	"strings"
)

// File is one source text with its table of line starts. It does not change once made and may be shared.
type File struct {
	Name  string // as the user would recognise it: a path, "<stdin>", "answer.md#2"
	Text  string // UTF-8, no byte order mark, '\n' line ends
	lines []Pos  // lines[i] is where line i+1 begins
}

// NewFile makes a file of text that is already decoded. Line ends '\r\n' and '\r' become '\n'.
func NewFile(name, text string) *File {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	f := &File{Name: name, Text: text, lines: make([]Pos, 1, 16+len(text)/32)}
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return f
		}
		i += n + 1
		f.lines = append(f.lines, Pos(i))
	}
}

// Position turns an offset into line and column. An offset past the end is the end.
func (f *File) Position(p Pos) Position {
	if int(p) > len(f.Text) {
		p = Pos(len(f.Text))
	}
	i := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > p })
	return Position{Line: i, Column: int(p - f.lines[i-1])}
}

// Lines is how many lines the text has, the empty one after a last '\n' not counted.
func (f *File) Lines() int {
	n := len(f.lines)
	if n > 0 && int(f.lines[n-1]) == len(f.Text) {
		n--
	}
	return n
}

// Line is the text of line n, counted from 1, without its line end; "" where there is no such line.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	from := int(f.lines[n-1])
	to := len(f.Text)
	if n < len(f.lines) {
		to = int(f.lines[n]) - 1
	}
	return f.Text[from:to]
}

// LineStart is the offset at which line n begins, counted from 1; the end of the text for lines past the last.
func (f *File) LineStart(n int) Pos {
	if n < 1 {
		return 0
	}
	if n > len(f.lines) {
		return Pos(len(f.Text))
	}
	return f.lines[n-1]
}

// Slice is the text of a span.
func (f *File) Slice(s Span) string { return f.Text[s.From:s.To] }
