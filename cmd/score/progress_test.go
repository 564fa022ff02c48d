package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/assay-score/assay/analyze"
)

// TestProgressFits: a line that changes takes less than a row of the terminal, whatever it has to say.
func TestProgressFits(t *testing.T) {
	p := &progress{total: 100_000, done: 12_345, begun: time.Now().Add(-time.Second), kinds: map[string]int{"raised é.Long": 7, strings.Repeat("x", 90): 3, "limit:fuel": 2, "case failed": 1}}
	line := p.line(time.Now())
	for _, want := range []string{"12345/100000", "/s", "left", "7 raised", "1 more kind"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is not in %q", want, line)
		}
	}
	bar := drawn(p.done, p.total)
	for width := 1; width < 300; width++ {
		text := fitted(bar, line, width)
		if n := utf8.RuneCountInString(text); n >= width {
			t.Fatalf("%d columns of %d: %q", n, width, text)
		}
		if width > 200 && text != bar+" "+line {
			t.Errorf("of %d columns only %q is used", width, text)
		}
	}
	if fitted(bar, line, 0) != bar+" "+line {
		t.Error("an unknown width cuts the line")
	}
}

// TestProblemsHoldNoPathOfTheMachine: reports are the same wherever they are made.
func TestProblemsHoldNoPathOfTheMachine(t *testing.T) {
	for given, want := range map[string]string{"/srv/answers.jsonl": "answers.jsonl", "data/answers.jsonl": "data/answers.jsonl", analyze.Stdin: analyze.Stdin} {
		if got := problemOf(analyze.Problem{File: given, Line: 3, Message: "m"}); got.File != want || got.Line != 3 {
			t.Errorf("%s: %+v, want %s", given, got, want)
		}
	}
}
