package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var cyclomatic = &Metric{
	ID: "cyclomatic", Version: 1,
	Doc:     "McCabe's cyclomatic complexity of each function; the number is the largest",
	Source:  "T. McCabe, A Complexity Measure, 1976, as radon 6 counts",
	Dialect: "radon",
	Unit:    "decisions + 1", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Cyclomatic) },
}
