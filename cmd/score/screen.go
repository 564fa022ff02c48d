package main

import (
	"os"
	"strconv"

	"github.com/assay-score/assay/reports"
	"golang.org/x/term"
)

// isTerminal reports whether somebody is looking.
func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// widthOf is how many columns a terminal has; 0 where nobody knows.
func widthOf(f *os.File) int {
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// renderOptions say how to write for a reader at f: as wide as the terminal, or as COLUMNS says, and in colour where a
// terminal shows it. NO_COLOR forbids colour, CLICOLOR_FORCE demands it elsewhere too, TERM=dumb has none.
func renderOptions(f *os.File, verbose bool) reports.Options {
	o := reports.Options{Verbose: verbose}
	terminal := isTerminal(f)
	if terminal {
		o.Width = widthOf(f)
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 && o.Width == 0 {
		o.Width = width
	}
	switch {
	case os.Getenv("NO_COLOR") != "":
	case os.Getenv("CLICOLOR_FORCE") != "" && os.Getenv("CLICOLOR_FORCE") != "0":
		o.Color = true
	default:
		o.Color = terminal && os.Getenv("TERM") != "dumb" && os.Getenv("CLICOLOR") != "0"
	}
	return o
}
