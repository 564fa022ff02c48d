package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var sourceLines = &Metric{
	ID: "source_lines", Version: 1,
	Doc:     "lines of each file with statements on them; the number is the largest",
	Source:  "radon 6's raw metrics: sloc",
	Dialect: "radon",
	Unit:    "lines", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perFile(ev, func(m *facts.Module) float64 { return float64(facts.Raw.Of(m).Source) })
	},
}
