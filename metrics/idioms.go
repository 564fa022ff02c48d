package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var idioms = &Metric{
	ID: "idioms", Version: 1,
	Doc:    "share of the places for an idiom of Python's at which it is used: loops, text put together, files opened, conditions returned, last items",
	Source: "pylint's C0200 and ruff's SIM103, SIM115, SIM118, UP031 and PERF401, as a share of the places so that the size makes no difference",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Applies: "the program loops, puts text together, opens a file, returns a condition or takes a last item",
	Measure: func(ev *analyze.Evidence) Value {
		return covered(ev, facts.Idioms, "", "there is no place for an idiom")
	},
}
