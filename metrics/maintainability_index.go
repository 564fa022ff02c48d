package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var maintainabilityIndex = &Metric{
	ID: "maintainability_index", Version: 1,
	Doc:     "the Maintainability Index of each file; the number is the lowest",
	Source:  "D. Coleman et al. 1994, scaled to 100, as radon 6 counts",
	Dialect: "radon",
	Unit:    "index", Min: 0, Max: 100, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules) == 0 {
			return notApplicable("no file can be read as Python")
		}
		v := Value{Number: 100}
		for _, m := range ev.Modules {
			index := facts.Maintainability.Of(m)
			v.Number = min(v.Number, index)
			v.Units = append(v.Units, Unit{Name: m.Path, File: m.Path, Line: 1, Value: index, Weight: float64(facts.Size.Of(m))})
		}
		return v
	},
}
