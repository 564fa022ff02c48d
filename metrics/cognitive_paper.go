package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var cognitivePaper = &Metric{
	ID: "cognitive_paper", Version: 1,
	Doc:     "cognitive complexity of each function that stands in no other, with recursion and match; the number is the largest",
	Source:  "G. A. Campbell, Cognitive Complexity, 2018",
	Dialect: "paper",
	Unit:    "points", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.CognitivePaper) },
}
