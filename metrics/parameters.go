package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var parameters = &Metric{
	ID: "parameters", Version: 1,
	Doc:    "parameters of each function; the number is the largest",
	Source: "pylint R0913, without self and cls",
	Unit:   "parameters", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Parameters) },
}
