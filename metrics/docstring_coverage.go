package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var docstringCoverage = &Metric{
	ID: "docstring_coverage", Version: 1,
	Doc:    "share of modules, public classes and public functions that have a docstring",
	Source: "PEP 257, interrogate, pydocstyle D100 to D103",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return covered(ev, facts.Docstrings, "no docstring: ", "there is nothing public")
	},
}
