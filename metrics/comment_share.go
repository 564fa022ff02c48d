package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var commentShare = &Metric{
	ID: "comment_share", Version: 1,
	Doc:    "share of the lines that hold a comment alone, of those with a comment or code",
	Source: "radon raw",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules) == 0 {
			return notApplicable("no file can be read as Python")
		}
		var comments, all int
		for _, m := range ev.Modules {
			n := facts.Lines.Of(m)
			comments += n.Comment
			all += n.Comment + n.Code
		}
		if all == 0 {
			return notApplicable("there are no lines of code")
		}
		return Value{Number: float64(comments) / float64(all)}
	},
}
