package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var fileComplexity = &Metric{
	ID: "file_complexity", Version: 1,
	Doc:     "McCabe's cyclomatic complexity of each file as a whole; the number is the largest",
	Source:  "radon 6's total: 1, and the decisions of the module's own code, of its functions and of its classes",
	Dialect: "radon",
	Unit:    "decisions + 1", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perFile(ev, func(m *facts.Module) float64 { return float64(facts.FileComplexity.Of(m)) })
	},
}

// perFile makes a value of a number of each file; the number is the largest.
func perFile(ev *analyze.Evidence, count func(*facts.Module) float64) Value {
	if len(ev.Modules) == 0 {
		return notApplicable("no file can be read as Python")
	}
	var v Value
	for _, m := range ev.Modules {
		n := count(m)
		v.Number = max(v.Number, n)
		v.Units = append(v.Units, Unit{Name: m.Path, File: m.Path, Line: 1, Value: n, Weight: float64(max(facts.Size.Of(m), 1))})
	}
	return v
}
