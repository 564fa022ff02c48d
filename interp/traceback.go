package interp

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
)

// repeatsShown is how often CPython shows one and the same line of a traceback before it only counts.
const repeatsShown = 3

// maxShownLine bounds the source line that a traceback quotes, in characters.
const maxShownLine = 500

// Traceback is what CPython would print to standard error for an outcome that an uncaught exception or a syntax error
// brought about, without the carets under expressions; "" for any other.
func Traceback(o *Outcome) string {
	var b strings.Builder
	switch {
	case o.Status == InvalidSyntax && o.Diagnostic != nil && o.File != nil:
		writeSyntaxError(&b, o.File, o.Diagnostic)
	case (o.Status == Raised || o.Status == Assertion || o.Status == MemoryLimit) && o.Exception != nil:
		if len(o.Exception.Traceback) > 0 {
			b.WriteString("Traceback (most recent call last):\n")
			writeFrames(&b, o.Exception.Traceback)
		}
		b.WriteString(o.Exception.Error())
		b.WriteByte('\n')
	}
	return b.String()
}

func writeFrames(b *strings.Builder, frames []Frame) {
	repeats := 0
	flush := func() {
		if n := repeats - repeatsShown; n > 0 {
			s := "s"
			if n == 1 {
				s = ""
			}
			fmt.Fprintf(b, "  [Previous line repeated %d more time%s]\n", n, s)
		}
	}
	for i, f := range frames {
		if i > 0 && f.File == frames[i-1].File && f.Line == frames[i-1].Line && f.Function == frames[i-1].Function {
			repeats++
		} else {
			flush()
			repeats = 1
		}
		if repeats > repeatsShown {
			continue
		}
		fmt.Fprintf(b, "  File \"%s\", line %d, in %s\n", f.File, f.Line, f.Function)
		if f.Text != "" {
			fmt.Fprintf(b, "    %s\n", clipLine(f.Text))
		}
	}
	flush()
}

// writeSyntaxError quotes the line with carets under the span. Both are counted in characters from the line's first
// that is no blank.
func writeSyntaxError(b *strings.Builder, file *source.File, d *source.Diagnostic) {
	at := file.Position(d.From)
	fmt.Fprintf(b, "  File \"%s\", line %d\n", file.Name, at.Line)
	line := file.Line(at.Line)
	shown := clipLine(strings.TrimLeft(line, " \t\f"))
	if text := strings.TrimRight(shown, " \t"); text != "" {
		fmt.Fprintf(b, "    %s\n", text)
		indent := len(line) - len(strings.TrimLeft(line, " \t\f"))
		column := max(0, min(at.Column, len(line))-indent)
		before := utf8.RuneCountInString(strings.TrimLeft(line, " \t\f")[:column])
		carets := 1
		if end := file.Position(d.To); end.Line == at.Line && end.Column > at.Column {
			carets = utf8.RuneCountInString(line[at.Column:min(end.Column, len(line))])
		}
		if before+carets <= maxShownLine {
			fmt.Fprintf(b, "    %s%s\n", strings.Repeat(" ", before), strings.Repeat("^", max(carets, 1)))
		}
	}
	fmt.Fprintf(b, "%s\n", d.Error())
}

// clipLine shortens a line that nobody wants to read to its end.
func clipLine(s string) string {
	n := 0
	for i := range s {
		if n == maxShownLine {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
