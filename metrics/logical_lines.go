package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var logicalLines = &Metric{
	ID: "logical_lines", Version: 1,
	Doc:     "logical lines of each file, a compound statement on one line counting twice; the number is the largest",
	Source:  "radon 6's raw metrics: lloc",
	Dialect: "radon",
	Unit:    "lines", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perFile(ev, func(m *facts.Module) float64 { return float64(facts.Raw.Of(m).Logical) })
	},
}
