package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var fileComplexitySonar = &Metric{
	ID: "file_complexity_sonar", Version: 1,
	Doc:     "complexity of each file as sonar-python counts it: its functions and all of its decisions; the number is the largest",
	Source:  "sonar-python's rule FileComplexity, with a threshold of 200",
	Dialect: "sonar",
	Unit:    "decisions + functions", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perFile(ev, func(m *facts.Module) float64 { return float64(facts.SonarTotals.Of(m).File) })
	},
}
