package reports

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/assay-score/assay/analyze/safety"
)

// Suggestion is something that would gain points, and how many.
type Suggestion struct {
	Metric string
	Advice string
	Place  *PlaceLoss // nil where no line is to blame
	Cents  int        // what the metric lost there
}

// advice says in a few words what to do about a metric; a metric without any is not something that one improves.
var advice = map[string]string{
	"annotation_coverage": "annotate it", "cases_passed": "make the test pass", "cognitive": "split the function, or return early instead of nesting",
	"cyclomatic": "split the function", "dead_code": "take out what nothing reaches", "decomposition": "put the code into functions", "docstring_coverage": "write a docstring",
	"duplication": "make one function of what stands there twice", "fuel_ratio": "find a way with fewer steps", "idioms": "write it as Python has it", "import_hygiene": "clean up the import", "interface": "define the name that the task asks for",
	"lint_points": "do as the lint says", "memory_ratio": "keep less at a time", "module_guard": "put it under if __name__ == \"__main__\"", "naming": "rename it as PEP 8 has it",
	"nesting": "return early, or make a function of the inner block", "parameters": "group parameters, or split the function", "parses": "correct the syntax", "returns": "join the ways out",
	"security": "do without it", "statements": "split the function",
}

// Suggest lists what would gain points, most first, at most n. Each is one place of one metric; what several lines cost
// together without one being to blame is one suggestion.
func Suggest(s *Submission, a *Account, n int) []Suggestion {
	var out []Suggestion
	for i := range a.Losses { // under a gate, nothing else gains anything
		if l := &a.Losses[i]; l.Category == "" && l.Cents > 0 {
			out = append(out, Suggestion{l.ID, "first of all, since the gate caps the total: " + l.Why, nil, l.Cents})
		}
	}
	if len(out) > 0 {
		return out[:min(n, len(out))]
	}
	for i := range a.Losses {
		l := &a.Losses[i]
		text := advice[l.ID]
		if text == "" {
			continue
		}
		for k := range l.Places {
			if place := &l.Places[k]; place.Cents > 0 {
				out = append(out, Suggestion{l.ID, fixOf(s, l.ID, place, text), place, place.Cents})
			}
		}
		if l.Elsewhere > 0 {
			out = append(out, Suggestion{l.ID, text, nil, l.Elsewhere})
		}
	}
	slices.SortStableFunc(out, func(x, y Suggestion) int { return cmp.Compare(y.Cents, x.Cents) })
	return out[:min(n, len(out))]
}

// fixOf is what a finding at a place says to write instead, or the metric's advice.
func fixOf(s *Submission, metric string, place *PlaceLoss, otherwise string) string {
	if metric != "security" {
		return otherwise
	}
	for _, f := range s.Findings {
		if rule, ok := safety.Lookup(f.Rule); ok && f.File == place.File && f.Line == place.Line.Line {
			return rule.Fix
		}
	}
	return otherwise
}

// maxSuggestions is how many an explanation ends with.
const maxSuggestions = 5

// suggestions writes what would gain most.
func (p *page) suggestions(s *Submission, a *Account) {
	list := Suggest(s, a, maxSuggestions)
	if len(list) == 0 {
		return
	}
	p.title("What would gain most")
	for _, g := range list {
		where := ""
		if g.Place != nil {
			where = "  " + Inert(p.fitMiddle(g.Place.File, p.width/2))
			if g.Place.Line.Line > 0 {
				where += ":" + strconv.Itoa(g.Place.Line.Line)
			}
		}
		p.print(seg{"  +" + hundredths(g.Cents), green}, seg{"  " + g.Metric, bold}, seg{where, cyan})
		p.wrap(nil, 10, g.Advice, normal)
	}
}
