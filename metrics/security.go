package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/safety"
)

var security = &Metric{
	ID: "security", Version: 1,
	Doc:    "sum over the findings of the safety rules, those that a comment suppresses left out, of severity times confidence; what a rule finds after the first counts a quarter, and all of a rule at most twice its worst",
	Source: "the rule set " + safety.RuleSet + "; severities 10, 8, 5, 2, 0 and confidences 1, 0.7, 0.4 are the scale's",
	Unit:   "points", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules) == 0 {
			return notApplicable("no file can be read as Python")
		}
		var v Value
		worst := map[string]int{} // rule to the index of its worst finding
		for i, f := range ev.Findings {
			if f.Suppressed != "" {
				continue
			}
			if w, ok := worst[f.Rule]; !ok || findingWeight(f) > findingWeight(ev.Findings[w]) {
				worst[f.Rule] = i
			}
		}
		spent := map[string]float64{}
		for i, f := range ev.Findings {
			if f.Suppressed != "" {
				continue
			}
			first := findingWeight(ev.Findings[worst[f.Rule]])
			amount := first
			if i != worst[f.Rule] {
				amount = min(findingWeight(f)*0.25, first-spent[f.Rule])
				spent[f.Rule] += amount
			}
			at := f.File.Position(f.Span.From)
			v.Lines = append(v.Lines, Line{File: f.File.Name, Line: at.Line, Column: at.Column, Amount: amount, Text: f.Rule + " " + f.Reason})
			v.Number += amount
		}
		return v
	},
}

func findingWeight(f safety.Finding) float64 {
	severity := [...]float64{safety.Info: 0, safety.Low: 2, safety.Medium: 5, safety.High: 8, safety.Critical: 10}[f.Severity]
	switch f.Confidence {
	case safety.MediumConfidence:
		return severity * 0.7
	case safety.LowConfidence:
		return severity * 0.4
	}
	return severity
}
