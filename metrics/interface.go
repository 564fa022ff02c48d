package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var requiredInterface = &Metric{
	ID: "interface", Version: 1,
	Doc:    "whether the program defines the name that the task requires at the top of a module: 1 if so, otherwise 0",
	Source: "the task's entry point",
	Unit:   "yes or no", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource | NeedsTask,
	Measure: func(ev *analyze.Evidence) Value {
		if ev.EntryPoint == "" {
			return notApplicable("the task requires no name")
		}
		for _, m := range ev.Modules {
			for _, k := range facts.Bindings.Of(m).Scopes[0].Bindings {
				if k.Name == ev.EntryPoint {
					return Value{Number: 1, Lines: []Line{place(m, k.At.From, 0, k.Name)}}
				}
			}
		}
		return Value{}
	},
}
