package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var naming = &Metric{
	ID: "naming", Version: 1,
	Doc:    "share of the names bound in the program that are written as PEP 8 wants them",
	Source: "PEP 8",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return covered(ev, facts.Naming, "not as PEP 8 writes names: ", "the program binds no names")
	},
}
