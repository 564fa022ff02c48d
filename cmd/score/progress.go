package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// progress is a line on a terminal that says how far long work has come. On anything else it is nothing.
type progress struct {
	out         *os.File // nil for nothing
	total, done int
	begun, last time.Time
	shown       bool
}

// How long work takes before it is worth a line, and how often the line changes.
const (
	progressAfter = 400 * time.Millisecond
	progressEvery = 80 * time.Millisecond
)

func newProgress(out *os.File, total int, quiet bool) *progress {
	p := &progress{total: total, begun: time.Now()}
	if !quiet && total > 1 && isTerminal(out) && os.Getenv("TERM") != "dumb" {
		p.out = out
	}
	return p
}

// step counts one more as done.
func (p *progress) step() {
	p.done++
	now := time.Now()
	if p.out == nil || now.Sub(p.begun) < progressAfter || now.Sub(p.last) < progressEvery {
		return
	}
	p.last, p.shown = now, true
	const width = 24
	full := min(p.done*width/max(p.total, 1), width)
	fmt.Fprintf(p.out, "\r\x1b[K%s%s %d/%d  %s", strings.Repeat("█", full), strings.Repeat("░", width-full), p.done, p.total, now.Sub(p.begun).Round(time.Second))
}

// clear takes the line away.
func (p *progress) clear() {
	if p.out != nil && p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}
