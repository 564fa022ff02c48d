package metrics

import (
	"strings"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var importCycles = &Metric{
	ID: "import_cycles", Version: 1,
	Doc:    "modules of the submission that import each other in circles while they are imported",
	Source: "R. Martin's acyclic dependencies principle, 1996; pylint R0401",
	Unit:   "modules", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules) < 2 {
			return notApplicable("there are no two modules that could depend on each other")
		}
		var v Value
		all := facts.Coupling(ev.Modules)
		for _, c := range all {
			if c.Cycle == nil {
				continue
			}
			v.Number++
			for _, e := range c.FanOut {
				if to := all[e.To]; len(to.Cycle) > 0 && to.Cycle[0] == c.Cycle[0] && !e.Import.Nested {
					v.Lines = append(v.Lines, place(c.Module, e.Import.Alias.From, 1, "in a circle of "+strings.Join(c.Cycle, ", ")))
					break
				}
			}
		}
		return v
	},
}
