package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var nesting = &Metric{
	ID: "nesting", Version: 1,
	Doc:    "how deep blocks stand in each other in each function; the number is the largest",
	Source: "SonarSource S134, pylint R1702",
	Unit:   "levels", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Nesting) },
}
