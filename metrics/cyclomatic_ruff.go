package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var cyclomaticRuff = &Metric{
	ID: "cyclomatic_ruff", Version: 1,
	Doc:     "McCabe's cyclomatic complexity of each function by its statements alone; the number is the largest",
	Source:  "T. McCabe, A Complexity Measure, 1976, as ruff 0.17's C901 counts",
	Dialect: "ruff",
	Unit:    "decisions + 1", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.CyclomaticRuff) },
}
