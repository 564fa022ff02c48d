package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var deadCode = &Metric{
	ID: "dead_code", Version: 1,
	Doc:    "share of the statements that nothing reaches: functions that neither the required interface nor anything public leads to, and what stands after a jump",
	Source: "vulture's idea, by names inside of a module",
	Unit:   "share", Min: 0, Max: 1, Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		var v Value
		dead, all := 0, 0
		for _, m := range ev.Modules {
			all += facts.Size.Of(m) - facts.Unsure(m, ev.EntryPoint)
			for _, u := range facts.Dead(m, ev.EntryPoint) {
				dead += u.Amount
				v.Lines = append(v.Lines, place(m, u.Pos, float64(u.Amount), u.What))
			}
		}
		if all == 0 && dead == 0 {
			return notApplicable("there are no statements that surely run")
		}
		v.Number = min(float64(dead)/float64(max(all, 1)), 1)
		inOrder(v.Lines)
		return v
	},
}
