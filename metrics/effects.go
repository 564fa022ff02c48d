package metrics

import (
	"github.com/assay-score/assay/analyze"
)

var effects = &Metric{
	ID: "effects", Version: 1,
	Doc:    "attempts of the running program to reach outside of its sandbox that were refused",
	Source: "what the engine saw the program try: imports, files, processes, the network, text run as code",
	Unit:   "attempts", Better: LowerIsBetter, Needs: NeedsRun,
	Measure: func(ev *analyze.Evidence) Value {
		o := ev.Run.Outcome
		if o == nil {
			return unavailable(whyNot(ev.Run, ""))
		}
		if !o.Status.Scorable() && len(o.Effects) == 0 {
			return unavailable(whyNot(ev.Run, ""))
		}
		v := Value{Number: float64(o.EffectsDropped)}
		for _, e := range o.Effects {
			if e.Denied {
				v.Number++
				v.Lines = append(v.Lines, Line{File: e.File, Line: e.Line, Amount: 1, Text: e.Kind + ": " + e.What})
			}
		}
		return v
	},
}
