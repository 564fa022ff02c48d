package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var cyclomaticLizard = &Metric{
	ID: "cyclomatic_lizard", Version: 1,
	Doc:     "McCabe's cyclomatic complexity of each function by its tokens; the number is the largest",
	Source:  "T. McCabe, A Complexity Measure, 1976, as lizard 1.24 counts",
	Dialect: "lizard",
	Unit:    "decisions + 1", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.CyclomaticLizard) },
}
