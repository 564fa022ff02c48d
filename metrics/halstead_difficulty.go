package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var halsteadDifficulty = &Metric{
	ID: "halstead_difficulty", Version: 1,
	Doc:     "Halstead's difficulty of each file: n1 / 2 times N2 / n2; the number is the largest",
	Source:  "M. Halstead, Elements of Software Science, 1977, as radon 6 counts",
	Dialect: "radon",
	Unit:    "ratio", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perFile(ev, func(m *facts.Module) float64 { return facts.Halstead.Of(m).Difficulty() })
	},
}
