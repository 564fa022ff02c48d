package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var coupling = &Metric{
	ID: "coupling", Version: 1,
	Doc:    "modules of the submission that each of its modules imports or is imported by; the number is the largest",
	Source: "efferent and afferent coupling, R. Martin, OO Design Quality Metrics, 1994",
	Unit:   "modules", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perModule(ev, func(c facts.Coupled) int { return c.FanIn + len(c.FanOut) })
	},
}

// perModule makes a value of a number of each module, where there are several. The lines are the imports of one module
// of the submission by another.
func perModule(ev *analyze.Evidence, count func(facts.Coupled) int) Value {
	if len(ev.Modules) < 2 {
		return notApplicable("there are no two modules that could depend on each other")
	}
	var v Value
	all := facts.Coupling(ev.Modules)
	for _, c := range all {
		n := float64(count(c))
		v.Number = max(v.Number, n)
		v.Units = append(v.Units, Unit{Name: c.Name, File: c.Module.Path, Line: 1, Value: n, Weight: float64(max(facts.Size.Of(c.Module), 1))})
		for _, e := range c.FanOut {
			v.Lines = append(v.Lines, place(c.Module, e.Import.Alias.From, 1, "imports "+all[e.To].Name))
		}
	}
	inOrder(v.Lines)
	return v
}
