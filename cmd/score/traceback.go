package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/reports"
)

// showDiagnostic says on standard error why a file is not valid Python.
func (a *app) showDiagnostic(file *source.File, d *source.Diagnostic) {
	writeDiagnostic(a.err, file, d)
}

// maxShownText bounds the text of an uncaught exception, in bytes: the limit on output is not there to be got round by
// raising what may not be printed.
const maxShownText = 64 << 10

// maxShownLine bounds the source line of a diagnostic, in bytes.
const maxShownLine = 500

// writeDiagnostic writes a diagnostic as CPython's traceback module does: file and line, the line without its
// indentation, a caret under what is meant, kind and message. Text of the file is made inert.
func writeDiagnostic(w io.Writer, file *source.File, d *source.Diagnostic) {
	if file == nil {
		fmt.Fprintf(w, "%s: %s\n", d.Kind, reports.Inert(d.Message))
		return
	}
	from, to := file.Position(d.From), file.Position(d.To)
	fmt.Fprintf(w, "  File \"%s\", line %d\n", reports.Inert(file.Name), from.Line)
	line := file.Line(from.Line)
	text := strings.TrimLeft(line, " \t\f")
	if shown := strings.TrimRight(text, " \t\f"); shown != "" && len(shown) <= maxShownLine {
		fmt.Fprintf(w, "    %s\n", reports.Inert(shown))
		if column := from.Column - (len(line) - len(text)); column >= 0 && d.Kind != source.IndentationError || column > 0 {
			end := len(text)
			if to.Line == from.Line {
				end = to.Column - (len(line) - len(text))
			}
			column, end = min(max(column, 0), len(text)), min(max(end, 0), len(text))
			before := utf8.RuneCountInString(reports.Inert(text[:column]))
			marked := max(utf8.RuneCountInString(reports.Inert(text[column:max(end, column)])), 1)
			fmt.Fprintf(w, "    %*s%s\n", before, "", strings.Repeat("^", marked))
		}
	}
	fmt.Fprintf(w, "%s: %s\n", d.Kind, reports.Inert(d.Message))
}

// maxFrames bounds the frames of a traceback that are shown.
const maxFrames = 100

// writeTraceback writes an uncaught exception as CPython does. A line that repeats is counted after three times.
func writeTraceback(w io.Writer, e *interp.Exception) {
	if len(e.Traceback) > 0 {
		fmt.Fprintln(w, "Traceback (most recent call last):")
	}
	repeated, shown := 0, 0
	flush := func() {
		switch more := repeated - 2; {
		case more == 1:
			fmt.Fprintln(w, "  [Previous line repeated 1 more time]")
		case more > 1:
			fmt.Fprintf(w, "  [Previous line repeated %d more times]\n", more)
		}
	}
	for i, f := range e.Traceback {
		if i > 0 && f.File == e.Traceback[i-1].File && f.Line == e.Traceback[i-1].Line && f.Function == e.Traceback[i-1].Function {
			if repeated++; repeated > 2 {
				continue
			}
		} else {
			flush()
			repeated = 0
		}
		if shown++; shown > maxFrames {
			continue
		}
		fmt.Fprintf(w, "  File \"%s\", line %d, in %s\n", reports.Inert(f.File), f.Line, reports.Inert(f.Function))
		if f.Text != "" {
			fmt.Fprintf(w, "    %s\n", reports.Inert(f.Text))
		}
	}
	flush()
	if shown > maxFrames {
		fmt.Fprintf(w, "  [%d more frames]\n", shown-maxFrames)
	}
	text := e.Error()
	if over := len(text) - maxShownText; over > 0 {
		text = fmt.Sprintf("%s… (%d more bytes)", strings.ToValidUTF8(text[:maxShownText], ""), over)
	}
	fmt.Fprintln(w, reports.InertLines(text))
}
