package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var halsteadVolume = &Metric{
	ID: "halstead_volume", Version: 1,
	Doc:     "Halstead's volume of the program: (N1 + N2) log2 (n1 + n2), summed over the files",
	Source:  "M. Halstead, Elements of Software Science, 1977, as radon 6 counts",
	Dialect: "radon",
	Unit:    "bits", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules) == 0 {
			return notApplicable("no file can be read as Python")
		}
		var v Value
		for _, m := range ev.Modules {
			v.Number += facts.Halstead.Of(m).Volume()
		}
		return v
	},
}
