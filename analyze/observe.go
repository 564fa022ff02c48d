package analyze

import (
	"strings"

	"github.com/assay-score/assay/analyze/safety"
)

// Observe raises the confidence of the findings that a run confirms: the program tried, at that very line, what the rule says
// that the line would do.
func (ev *Evidence) Observe() {
	if ev.Run == nil || ev.Run.Outcome == nil {
		return
	}
	type place struct {
		file string
		line int
	}
	seen := map[place][]string{}
	for _, e := range ev.Run.Outcome.Effects {
		at := place{e.File, e.Line}
		seen[at] = append(seen[at], e.Kind)
	}
	if len(seen) == 0 {
		return
	}
	for i := range ev.Findings {
		f := &ev.Findings[i]
		from, to := f.File.Position(f.Span.From).Line, f.File.Position(f.Span.To).Line
		for line := from; line <= min(to, from+maxObservedLines); line++ {
			for _, kind := range seen[place{f.File.Name, line}] {
				if confirms(kind, f.Rule) {
					f.Confidence = safety.Observed
				}
			}
		}
	}
}

// maxObservedLines bounds how many lines of a finding are looked up.
const maxObservedLines = 50

// confirms reports whether an attempt of a kind is what a rule warns of.
func confirms(kind, rule string) bool {
	for _, family := range confirmed[kind] {
		if strings.HasPrefix(rule, family) {
			return true
		}
	}
	return false
}

// confirmed are the rules, by the beginnings of their ids, that each kind of effect confirms.
var confirmed = map[string][]string{
	"eval":    {"SAF101", "SAF103"},
	"exec":    {"SAF101", "SAF103"},
	"compile": {"SAF101", "SAF102", "SAF103"},
	"import":  {"SAF201", "SAF202", "SAF204"},
	"open":    {"SAF701", "SAF702", "SAF703", "TMP004"},
	"process": {"SAF204", "SAF4"},
	"network": {"SAF204", "SAF711", "SAF712"},
	"native":  {"SAF204", "SAF501"},
	"exit":    {"TMP003"},
}
