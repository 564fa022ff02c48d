package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var annotationCoverage = &Metric{
	ID: "annotation_coverage", Version: 1,
	Doc:    "share of the parameters and results of functions that are annotated",
	Source: "PEP 484; the share that type checkers report as completeness",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return covered(ev, facts.Annotations, "no annotation: ", "there are no functions")
	},
}
