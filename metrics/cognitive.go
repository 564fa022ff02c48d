package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var cognitive = &Metric{
	ID: "cognitive", Version: 1,
	Doc:     "cognitive complexity of each function that stands in no other; the number is the largest",
	Source:  "G. A. Campbell, Cognitive Complexity, 2018, as sonar-python's S3776 counts",
	Dialect: "sonar",
	Unit:    "points", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value { return perUnit(ev, facts.Cognitive) },
}
