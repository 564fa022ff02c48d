package metrics

import "github.com/assay-score/assay/analyze"

var coverage = &Metric{
	ID: "coverage", Version: 1,
	Doc:    "share of the submission's lines with code that the run, with the task's tests, went through",
	Source: "statement coverage, as coverage.py counts lines; recorded by the native engine when a profile counts the metric",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsRun | NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		o := ev.Run.Outcome
		switch {
		case o == nil || !o.Status.Scorable():
			return unavailable(whyNot(ev.Run, ""))
		case o.Observed == nil:
			return unavailable("the engine did not record which lines ran: only native can, and only for a profile that counts it")
		}
		own := map[string]bool{}
		for _, m := range ev.Modules {
			own[m.Tree.File.Name] = true
		}
		var v Value
		ran, all := 0.0, 0.0
		for _, f := range o.Observed.Files {
			if !own[f.File] {
				continue
			}
			for _, l := range f.Lines {
				all++
				if l.Count > 0 {
					ran++
				} else {
					v.Lines = append(v.Lines, Line{File: f.File, Line: l.Line, Amount: 1, Text: "never reached"})
				}
			}
		}
		if all == 0 {
			return notApplicable("no line of the submission holds code that could run")
		}
		v.Number = ran / all
		return v
	},
}
