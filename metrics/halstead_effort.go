package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var halsteadEffort = &Metric{
	ID: "halstead_effort", Version: 1,
	Doc:     "Halstead's effort of each file: difficulty times volume; the number is the largest",
	Source:  "M. Halstead, Elements of Software Science, 1977, as radon 6 counts",
	Dialect: "radon",
	Unit:    "bits", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perFile(ev, func(m *facts.Module) float64 { return facts.Halstead.Of(m).Effort() })
	},
}
