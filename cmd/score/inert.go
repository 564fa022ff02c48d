package main

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/reports"
)

// inertWriter shows what a terminal would obey. Line ends, tabs and carriage returns pass.
type inertWriter struct {
	to   io.Writer
	held []byte // the beginning of a character whose rest has not come yet
}

// Write is io.Writer's.
func (w *inertWriter) Write(p []byte) (int, error) {
	text := append(w.held, p...)
	whole := len(text)
	for cut := 1; cut < utf8.UTFMax && cut <= len(text); cut++ {
		if tail := text[len(text)-cut:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				whole = len(text) - cut
			}
			break
		}
	}
	w.held = append([]byte(nil), text[whole:]...)
	var out strings.Builder
	from := 0
	for i, c := range text[:whole] {
		if c == '\n' || c == '\t' || c == '\r' {
			out.WriteString(reports.Inert(string(text[from:i])))
			out.WriteByte(c)
			from = i + 1
		}
	}
	out.WriteString(reports.Inert(string(text[from:whole])))
	if _, err := io.WriteString(w.to, out.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}
