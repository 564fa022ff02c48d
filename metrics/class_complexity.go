package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var classComplexity = &Metric{
	ID: "class_complexity", Version: 1,
	Doc:     "McCabe's cyclomatic complexity of each class that stands in no function; the number is the largest",
	Source:  "radon 6: 1, the decisions of the class's own code and the complexities of its methods, over the number of methods, plus 1 where there are several",
	Dialect: "radon",
	Unit:    "decisions + 1", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		var v Value
		for _, m := range ev.Modules {
			for _, c := range facts.CyclomaticClasses.Of(m) {
				v.Number = max(v.Number, float64(c.Value))
				weight := 0
				for _, f := range c.Methods {
					weight += f.Statements
				}
				v.Units = append(v.Units, Unit{Name: c.Name, File: m.Path, Line: c.Line, Value: float64(c.Value), Weight: float64(max(weight, 1))})
			}
		}
		if len(v.Units) == 0 {
			return notApplicable("there is no class to measure")
		}
		return v
	},
}
