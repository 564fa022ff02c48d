package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var pythonVersion = &Metric{
	ID: "python_version", Version: 1,
	Doc:    "the lowest minor version of Python 3 that can read the program and has what it imports",
	Source: "the notes on versions in Python's documentation; vermin asks the same",
	Unit:   "minor version", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules) == 0 {
			return notApplicable("no file can be read as Python")
		}
		var v Value
		for _, m := range ev.Modules {
			required := facts.PythonVersion.Of(m)
			v.Number = max(v.Number, float64(required.Minor))
			for _, p := range required.Points {
				v.Lines = append(v.Lines, place(m, p.Pos, float64(p.Amount), p.What+": 3."+number(p.Amount)))
			}
		}
		return v
	},
}
