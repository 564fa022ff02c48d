package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var fanOut = &Metric{
	ID: "fan_out", Version: 1,
	Doc:    "modules of the submission that each of its modules imports; the number is the largest",
	Source: "S. Henry, D. Kafura, Software Structure Metrics Based on Information Flow, 1981, for imports",
	Unit:   "modules", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perModule(ev, func(c facts.Coupled) int { return len(c.FanOut) })
	},
}
