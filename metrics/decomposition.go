package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

// decompositionFloor is the number of statements from which a program is expected to have functions.
const decompositionFloor = 10

var decomposition = &Metric{
	ID: "decomposition", Version: 1,
	Doc:    "share of the statements that stand in functions, of those and the ones that do work at the top of modules",
	Source: "ours; after the Python tutorial's advice to put work into functions",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		var v Value
		inside, outside := 0, 0
		for _, m := range ev.Modules {
			sure := facts.Reachability.Of(m).Sure(ev.EntryPoint)
			for _, f := range facts.Definitions.Of(m).Functions {
				if sure[f] {
					inside += f.Statements
				}
			}
			for _, p := range facts.WorkAtImport.Of(m) {
				outside += p.Amount
				v.Lines = append(v.Lines, place(m, p.Pos, float64(p.Amount), "outside of functions"))
			}
		}
		if inside+outside < decompositionFloor && outside > 0 || inside+outside == 0 {
			return notApplicable("the program is too small to be divided")
		}
		v.Number = float64(inside) / float64(inside+outside)
		return v
	},
}
