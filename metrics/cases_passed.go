package metrics

import (
	"strings"

	"github.com/assay-score/assay/analyze"
)

var casesPassed = &Metric{
	ID: "cases_passed", Version: 1,
	Doc:    "share of the task's tests that pass, of those that came to a verdict",
	Source: "the task's tests; pass@1 of Chen et al., Evaluating Large Language Models Trained on Code, 2021, for tasks with one test",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsRun | NeedsTask,
	Measure: func(ev *analyze.Evidence) Value {
		var v Value
		var passed, judged float64
		var reason string
		for _, c := range ev.Run.Cases {
			switch c.Verdict {
			case analyze.Passed:
				passed++
				judged++
			case analyze.Failed:
				judged++
				v.Lines = append(v.Lines, Line{File: caseFile(ev), Line: c.Line, Amount: 1, Text: c.Name + ": " + c.Detail})
			case analyze.Unavailable:
				if reason == "" {
					reason = c.Detail
				}
			}
		}
		if all := float64(len(ev.Run.Cases)); all == 0 || judged < all/2 {
			return unavailable(whyNot(ev.Run, reason))
		}
		v.Number = passed / judged
		return v
	},
}

// caseFile is the file that the lines of cases speak of, where there is only one.
func caseFile(ev *analyze.Evidence) string {
	if ev.Submission != nil && len(ev.Submission.Files) == 1 {
		return ev.Submission.Files[0].Path
	}
	return ""
}

// whyNot says in a line why tests came to no verdict.
func whyNot(run *analyze.RunEvidence, reason string) string {
	switch {
	case reason != "":
		return reason
	case run.Outcome == nil:
		return "the tests did not run"
	case strings.HasPrefix(run.Outcome.Detail, run.Outcome.Status.String()):
		return run.Outcome.Detail
	case run.Outcome.Detail != "":
		return run.Outcome.Status.String() + ": " + run.Outcome.Detail
	}
	return "the tests came to no verdict: " + run.Outcome.Status.String()
}
