package reports

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// page gathers what the terminal format prints. Everything that is printed goes through it, and it makes every text
// inert and every line fit: what a submission controls can neither reach the terminal nor break the layout.
type page struct {
	out     bytes.Buffer
	width   int
	color   bool
	verbose bool
	measure *runewidth.Condition
}

// The widths that a page is laid out for: narrower terminals wrap by themselves, and longer lines are hard to read.
const (
	minWidth = 40
	maxWidth = 120
)

func newPage(o Options) *page {
	if o.Width == 0 {
		o.Width = 80
	}
	// The condition is our own: the default one depends on the environment.
	return &page{width: min(max(o.Width, minWidth), maxWidth), color: o.Color, verbose: o.Verbose,
		measure: &runewidth.Condition{StrictEmojiNeutral: true}}
}

func (p *page) bytes() []byte { return p.out.Bytes() }

// style is a parameter of ANSI's "select graphic rendition".
type style string

const (
	normal style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
	cyan   style = "36"
	alarm  style = "1;31"
)

// seg is a piece of a line.
type seg struct {
	text  string
	style style
}

func plainSeg(format string, args ...any) seg { return seg{fmt.Sprintf(format, args...), normal} }

func (p *page) paint(text string, s style) string {
	if !p.color || s == normal || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

// columns is how many columns a text takes.
func (p *page) columns(text string) int { return p.measure.StringWidth(text) }

// fit shortens an inert text to a number of columns, at its end.
func (p *page) fit(text string, columns int) string {
	if p.columns(text) <= columns {
		return text
	}
	return p.measure.Truncate(text, max(columns, 1), "…")
}

// fitMiddle shortens a path or id in its middle: both ends tell more.
func (p *page) fitMiddle(text string, columns int) string {
	if p.columns(text) <= columns {
		return text
	}
	tail := columns * 2 / 3
	head := p.measure.Truncate(text, max(columns-1-tail, 0), "")
	runes := []rune(text)
	from := len(runes)
	for used := 0; from > 0; from-- {
		used += p.measure.RuneWidth(runes[from-1])
		if used > tail {
			break
		}
	}
	return head + "…" + string(runes[from:])
}

// print writes one line of pieces, cut off at the page's width.
func (p *page) print(segs ...seg) {
	left := p.width
	for _, s := range segs {
		text := p.fit(Inert(s.text), left)
		if text == "" || left <= 0 {
			continue
		}
		left -= p.columns(text)
		p.out.WriteString(p.paint(text, s.style))
	}
	p.out.WriteByte('\n')
}

func (p *page) blank() { p.out.WriteByte('\n') }

func (p *page) rule() { p.print(seg{strings.Repeat("─", p.width), dim}) }

// title begins a section.
func (p *page) title(text string) {
	p.blank()
	p.print(seg{text, bold})
}

// spread writes left at the left edge and right at the right one, on one line; left gives way.
func (p *page) spread(left, right []seg) {
	taken := 0
	for _, s := range right {
		taken += p.columns(Inert(s.text))
	}
	room := max(p.width-taken-1, 1)
	var line []seg
	for _, s := range left {
		text := p.fitMiddle(Inert(s.text), room)
		room -= p.columns(text)
		line = append(line, seg{text, s.style})
		if room <= 0 {
			break
		}
	}
	line = append(line, seg{strings.Repeat(" ", max(room, 0)+1), normal})
	p.print(append(line, right...)...)
}

// wrap writes a text over as many lines as it takes, each after indent blanks. first, where given, stands before the
// first line instead of its indent.
func (p *page) wrap(first []seg, indent int, text string, s style) {
	room := p.width - indent
	taken := indent
	if first != nil {
		taken = 0
		for _, f := range first {
			taken += p.columns(Inert(f.text))
		}
	} else {
		first = []seg{plainSeg("%*s", indent, "")}
	}
	for i, line := range p.breakLines(Inert(text), p.width-taken, room) {
		if i > 0 {
			first = []seg{plainSeg("%*s", indent, "")}
		}
		p.print(append(slices.Clone(first), seg{line, s})...)
	}
}

// maxWrapped bounds the lines that one wrapped text takes where the page is not verbose.
const maxWrapped = 12

// breakLines breaks an inert text at blanks, and words that are too long anywhere. The first line has a room of its own
// and stays empty where not even a short word would fit there. There is always a line.
func (p *page) breakLines(text string, firstRoom, room int) []string {
	const shortWord = 8
	var lines []string
	line, used := "", 0
	left := firstRoom
	flush := func() {
		lines = append(lines, line)
		line, used, left = "", 0, room
	}
	words := strings.Fields(text)
	if len(words) == 0 {
		return []string{""}
	}
	if firstRoom < room && firstRoom < min(p.columns(words[0]), max(shortWord, room/3)) {
		flush()
	}
	for _, word := range words {
		w := p.columns(word)
		if used > 0 && used+1+w > left {
			flush()
		}
		for w > left {
			head := p.measure.Truncate(word, left, "")
			if head == "" {
				break // a character wider than the page
			}
			line, word = head, word[len(head):]
			w = p.columns(word)
			flush()
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+w
	}
	if line != "" {
		flush()
	}
	if !p.verbose && len(lines) > maxWrapped {
		lines = append(lines[:maxWrapped-1], "…")
	}
	return lines
}

// column is a column of a table.
type column struct {
	title string
	right bool // aligned right
	// flexible columns give way when the table is too wide, in proportion; middle ones are shortened in their middle.
	flexible, middle bool
	wrapped          bool // long texts go on in the lines below instead of being shortened
	drop             int  // where > 0, the column is left out on pages narrower than this
}

// table writes a table through tablewriter. Every row has a cell for every column.
func (p *page) table(columns []column, rows [][]seg) error {
	var kept []int
	for i, c := range columns {
		if c.drop <= p.width {
			kept = append(kept, i)
		}
	}
	widths := make([]int, len(kept))
	total := 0
	for k, i := range kept {
		widths[k] = p.columns(columns[i].title)
		for _, row := range rows {
			widths[k] = max(widths[k], p.columns(Inert(row[i].text)))
		}
		total += widths[k] + gap
	}
	// What is too wide is taken from the widest flexible column, a column at a time.
	for over := total - gap - p.width; over > 0; over-- { // nothing stands after the last column
		widest := -1
		for k, i := range kept {
			if columns[i].flexible && widths[k] > minColumn && (widest < 0 || widths[k] > widths[widest]) {
				widest = k
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	fitCell := func(k int, c column, text string) string {
		if c.middle {
			return p.fitMiddle(Inert(text), widths[k])
		}
		return p.fit(Inert(text), widths[k])
	}
	var b bytes.Buffer
	align := make([]tw.Align, len(kept))
	header := make([]any, len(kept))
	for k, i := range kept {
		align[k] = tw.AlignLeft
		if columns[i].right {
			align[k] = tw.AlignRight
		}
		header[k] = p.paint(fitCell(k, columns[i], columns[i].title), dim)
	}
	off := tw.Border{Left: tw.Off, Right: tw.Off, Top: tw.Off, Bottom: tw.Off}
	t := tablewriter.NewTable(&b,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{Borders: off, Symbols: tw.NewSymbols(tw.StyleLight), Settings: tw.Settings{
			Separators: tw.Separators{BetweenColumns: tw.Off, BetweenRows: tw.Off, ShowHeader: tw.Off},
			Lines:      tw.Lines{ShowHeaderLine: tw.Off}}})),
		tablewriter.WithHeaderAutoFormat(tw.Off), tablewriter.WithHeaderAutoWrap(tw.WrapNone), tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithHeaderAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithPadding(tw.Padding{Left: "", Right: strings.Repeat(" ", gap), Overwrite: true}))
	t.Header(header...)
	for _, row := range rows {
		for line, height := 0, 1; line < height; line++ {
			cells := make([]any, len(kept))
			for k, i := range kept {
				text := ""
				switch {
				case columns[i].wrapped:
					lines := p.breakLines(Inert(row[i].text), widths[k], widths[k])
					height = max(height, len(lines))
					if line < len(lines) {
						text = lines[line]
					}
				case line == 0:
					text = fitCell(k, columns[i], row[i].text)
				}
				cells[k] = p.paint(text, row[i].style)
			}
			if err := t.Append(cells...); err != nil {
				return err
			}
		}
	}
	if err := t.Render(); err != nil {
		return err
	}
	for line := range strings.Lines(b.String()) {
		p.out.WriteString(strings.TrimRight(line, " \n"))
		p.out.WriteByte('\n')
	}
	return nil
}

const (
	gap       = 2 // blanks between two columns
	minColumn = 6 // columns that a flexible column keeps
)

// bar draws a score of 0 to 100 over a number of columns, and the part of it that is uncertain.
func bar(s *Score, columns int) string {
	if s == nil {
		return ""
	}
	low, high := s.Low, s.High
	if s.Value != nil {
		low, high = *s.Value, *s.Value
	}
	full := int(math.Round(low / 100 * float64(columns)))
	maybe := int(math.Round(high/100*float64(columns))) - full
	return strings.Repeat("█", full) + strings.Repeat("▒", maybe) + strings.Repeat("░", columns-full-maybe)
}

// tone is the colour of a score.
func tone(score float64) style {
	switch {
	case score >= 80:
		return green
	case score >= 60:
		return yellow
	}
	return red
}

func toneOf(s *Score) style {
	switch {
	case s == nil:
		return dim
	case s.Value != nil:
		return tone(*s.Value)
	}
	return yellow
}

// points writes a score: "87.43", or "40.00 – 85.00" for an interval.
func points(s *Score) string {
	switch {
	case s == nil:
		return "–"
	case s.Value != nil:
		return fixed(*s.Value)
	}
	return fixed(s.Low) + " – " + fixed(s.High)
}

func fixed(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

// percent writes a share: "12 %", "12.5 %".
func percent(share float64) string {
	return strconv.FormatFloat(round(share*100, 1), 'f', -1, 64) + " %"
}

// thousands groups the digits of a count: "1,234,567".
func thousands(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// size writes a number of bytes: "1.2 MiB".
func size(n uint64) string {
	units := []string{"B", "KiB", "MiB", "GiB", "TiB"}
	x, u := float64(n), 0
	for x >= 1024 && u < len(units)-1 {
		x, u = x/1024, u+1
	}
	if u == 0 {
		return strconv.FormatUint(n, 10) + " B"
	}
	return strconv.FormatFloat(x, 'f', 1, 64) + " " + units[u]
}

// quantity writes a metric's value with its unit.
func quantity(x float64, unit string) string {
	number := strconv.FormatFloat(round(x, 4), 'f', -1, 64)
	switch unit {
	case "":
		return number
	case "share":
		return percent(x)
	case "yes or no":
		if x == 0 {
			return "no"
		}
		return "yes"
	}
	if first, rest, _ := strings.Cut(unit, " "); number == "1" && rest == "" {
		unit = strings.TrimSuffix(first, "s")
	}
	return number + " " + unit
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(uint64(n)) + " " + many
}
