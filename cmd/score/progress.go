package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/reports"
)

// progress says on standard error how far long work has come: on a terminal in a line that changes, elsewhere in a plain
// line now and then.
type progress struct {
	out         *os.File // nil for nothing
	live        bool
	total, done int
	old         int // of those done, how many were not scored now but taken from a journal or cache
	begun, last time.Time
	shown       bool
	kinds       map[string]int // why submissions fell short
}

// How long work takes before it is worth a line, and how often the line changes or a new one comes.
const (
	progressAfter = 400 * time.Millisecond
	progressEvery = 80 * time.Millisecond
	plainAfter    = 5 * time.Second
	plainEvery    = 10 * time.Second
)

func newProgress(out *os.File, total int, quiet bool) *progress {
	p := &progress{total: total, begun: time.Now(), kinds: map[string]int{}}
	if !quiet && total > 1 {
		p.out, p.live = out, isTerminal(out) && os.Getenv("TERM") != "dumb"
	}
	return p
}

// step counts one more as done.
func (p *progress) step(s pipeline.Step) {
	p.done++
	if p.out == nil {
		return
	}
	if s.Resumed || s.Cached {
		p.old++
	}
	if why := s.Gist.Cause; why != "" && (p.kinds[why] > 0 || len(p.kinds) < 1000) {
		p.kinds[why]++
	}
	now := time.Now()
	after, every := plainAfter, plainEvery
	if p.live {
		after, every = progressAfter, progressEvery
	}
	if now.Sub(p.begun) < after || now.Sub(p.last) < every {
		return
	}
	p.last, p.shown = now, true
	if p.live {
		fmt.Fprint(p.out, "\r\x1b[K", fitted(drawn(p.done, p.total), p.line(now), widthOf(p.out)))
	} else {
		fmt.Fprintf(p.out, "score: %s\n", p.line(now))
	}
}

func drawn(done, total int) string {
	const width = 24
	full := min(done*width/max(total, 1), width)
	return strings.Repeat("█", full) + strings.Repeat("░", width-full)
}

// fitted is the bar and the line in fewer columns than the terminal has: of one that wraps, only the last row could be taken
// away again. The bar goes first.
func fitted(bar, line string, width int) string {
	text := []rune(bar + " " + line)
	if width <= 0 || len(text) < width {
		return string(text)
	}
	text = []rune(line)
	return string(text[:min(len(text), width-1)])
}

// line says how much is done, how fast, how long it will still take, and what went wrong how often.
func (p *progress) line(now time.Time) string {
	passed := now.Sub(p.begun)
	rate := float64(p.done-p.old) / max(passed.Seconds(), 0.001)
	text := fmt.Sprintf("%d/%d", p.done, p.total)
	if p.old > 0 {
		text += fmt.Sprintf(" (%d from before)", p.old)
	}
	text += fmt.Sprintf("  %.0f/s", rate)
	if rate > 0 && p.done < p.total {
		text += "  about " + time.Duration(float64(p.total-p.done)/rate*float64(time.Second)).Round(time.Second).String() + " left"
	}
	type kind struct {
		name  string
		count int
	}
	var kinds []kind
	for name, count := range p.kinds {
		kinds = append(kinds, kind{name, count})
	}
	slices.SortFunc(kinds, func(a, b kind) int { return cmp.Or(b.count-a.count, strings.Compare(a.name, b.name)) })
	for i, k := range kinds {
		if i == 3 {
			text += fmt.Sprintf(" · %d more kinds", len(kinds)-i)
			break
		}
		name := []rune(reports.Inert(k.name))
		text += fmt.Sprintf(" · %d %s", k.count, string(name[:min(len(name), 32)]))
	}
	return text
}

// clear takes the line away.
func (p *progress) clear() {
	if p.live && p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}
