package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var returns = &Metric{
	ID: "returns", Version: 1,
	Doc:    "return statements of each function; the number is the largest",
	Source: "pylint R0911",
	Unit:   "return statements", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Returns) },
}
