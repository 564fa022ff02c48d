package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var classComplexitySonar = &Metric{
	ID: "class_complexity_sonar", Version: 1,
	Doc:     "complexity of each class as sonar-python counts it: its functions at any depth and all of its decisions; the number is the largest",
	Source:  "sonar-python's rule ClassComplexity, with a threshold of 200",
	Dialect: "sonar",
	Unit:    "decisions + functions", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		var v Value
		for _, m := range ev.Modules {
			totals := facts.SonarTotals.Of(m).Classes
			for _, c := range facts.Definitions.Of(m).Classes {
				n := float64(totals[c.Node])
				v.Number = max(v.Number, n)
				weight := 0
				for _, f := range c.Methods {
					weight += f.Statements
				}
				v.Units = append(v.Units, Unit{Name: c.Name, File: m.Path, Line: c.Line, Value: n, Weight: float64(max(weight, 1))})
			}
		}
		if len(v.Units) == 0 {
			return notApplicable("there is no class to measure")
		}
		return v
	},
}
