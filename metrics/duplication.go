package metrics

import (
	"strconv"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var duplication = &Metric{
	ID: "duplication", Version: 1,
	Doc:    "share of the lines of code that stand more than once in the submission, in runs of at least 50 tokens on 5 lines",
	Source: "jscpd's thresholds; Sonar's duplicated_lines_density as a share",
	Unit:   "share", Min: 0, Max: 1, Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		found := facts.Duplicates(ev.Modules, ev.EntryPoint)
		if found.Lines == 0 {
			return notApplicable("there are no lines of code")
		}
		var v Value
		for _, c := range found.Clones {
			v.Number += float64(c.Lines)
			v.Lines = append(v.Lines, place(c.Module, c.Pos, float64(c.Lines), strconv.Itoa(c.Lines)+" lines that stand elsewhere too"))
		}
		v.Number = min(v.Number/float64(found.Lines), 1)
		return v
	},
}
