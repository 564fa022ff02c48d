package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var statements = &Metric{
	ID: "statements", Version: 1,
	Doc:    "statements of each function; the number is the largest",
	Source: "pylint R0915, without docstrings and nested functions",
	Unit:   "statements", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Statements) },
}
