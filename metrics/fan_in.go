package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var fanIn = &Metric{
	ID: "fan_in", Version: 1,
	Doc:    "modules of the submission that import each of its modules; the number is the largest",
	Source: "S. Henry, D. Kafura, Software Structure Metrics Based on Information Flow, 1981, for imports",
	Unit:   "modules", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		return perModule(ev, func(c facts.Coupled) int { return c.FanIn })
	},
}
