package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var cyclomaticMccabe = &Metric{
	ID: "cyclomatic_mccabe", Version: 1,
	Doc:     "McCabe's cyclomatic complexity of each function and each compound statement of the module's own code; the number is the largest",
	Source:  "T. McCabe, A Complexity Measure, 1976, as mccabe 0.7.0 counts, which flake8 runs",
	Dialect: "mccabe",
	Unit:    "decisions + 1", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.CyclomaticMccabe) },
}
