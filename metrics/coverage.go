package metrics

import "github.com/assay-score/assay/analyze"

var coverage = &Metric{
	ID: "coverage", Version: 1,
	Doc:    "share of the lines with code that the run went through",
	Source: "statement coverage; no engine reports yet which lines ran, so it is unavailable",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsRun | NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return unavailable("the engine does not report which lines ran")
	},
}
