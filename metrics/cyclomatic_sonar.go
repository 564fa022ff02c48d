package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var cyclomaticSonar = &Metric{
	ID: "cyclomatic_sonar", Version: 1,
	Doc:     "McCabe's cyclomatic complexity of each function with its decorators and defaults; the number is the largest",
	Source:  "T. McCabe, A Complexity Measure, 1976, as sonar-python's S1541 counts",
	Dialect: "sonar",
	Unit:    "decisions + 1", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.CyclomaticSonar) },
}
