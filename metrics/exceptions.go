package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
)

var exceptions = &Metric{
	ID: "exceptions", Version: 1,
	Doc:    "whether the run ended with an exception that nothing caught: 1 if so, otherwise 0; an assertion of the task's tests is not one",
	Source: "how the run ended",
	Unit:   "yes or no", Min: 0, Max: 1, Better: LowerIsBetter, Needs: NeedsRun,
	Measure: func(ev *analyze.Evidence) Value {
		o := ev.Run.Outcome
		if o == nil || !o.Status.Scorable() {
			return unavailable(whyNot(ev.Run, ""))
		}
		if o.Status != interp.Raised || o.Exception == nil {
			return Value{}
		}
		v := Value{Number: 1}
		if n := len(o.Exception.Traceback); n > 0 {
			last := o.Exception.Traceback[n-1]
			v.Lines = []Line{{File: last.File, Line: last.Line, Amount: 1, Text: o.Exception.Error()}}
		}
		return v
	},
}
