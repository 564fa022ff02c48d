package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var localNames = &Metric{
	ID: "locals", Version: 1,
	Doc:    "names that each function binds for itself; the number is the largest",
	Source: "pylint R0914, too-many-locals, without the parameters",
	Unit:   "names", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Locals) },
}
