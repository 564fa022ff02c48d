package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var branches = &Metric{
	ID: "branches", Version: 1,
	Doc:     "ways that the statements of each function may go; the number is the largest",
	Source:  "pylint R0912 and ruff PLR0912, too-many-branches",
	Dialect: "ruff",
	Unit:    "branches", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Branches) },
}
