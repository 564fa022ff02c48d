package metrics

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

// The weight of a lint by its level, and the fewest statements that lints are counted against: without the floor a
// single lint in a small file would weigh as much as thirty in a large one.
const (
	lintError   = 5
	lintWarning = 2
	lintStyle   = 0.5
	lintFloor   = 30
)

var lintPoints = &Metric{
	ID: "lint_points", Version: 1,
	Doc:    "100 times the weight of the lints (errors 5, warnings 2, style 0.5) over the statements without one, of which there are at least 30",
	Source: "pyflakes, pycodestyle and flake8-bugbear for the rules; the density is pylint's, made monotone",
	Unit:   "points per 100 statements", Better: LowerIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules) == 0 {
			return notApplicable("no file can be read as Python")
		}
		var v Value
		var weight float64
		clean := 0
		for _, m := range ev.Modules {
			clean += facts.Size.Of(m)
			for _, dead := range facts.Dead(m, ev.EntryPoint) {
				clean -= dead.Amount // what nothing reaches dilutes nothing
			}
			clean -= facts.Unsure(m, ev.EntryPoint)
			flagged := map[int]bool{}
			for _, l := range facts.Lints.Of(m) {
				w := lintWeight(l.Level)
				weight += w
				line := place(m, l.Pos, w, l.Code+" "+l.Text)
				flagged[line.Line] = true
				v.Lines = append(v.Lines, line)
			}
			clean -= len(flagged)
		}
		v.Number = 100 * weight / float64(max(clean, lintFloor))
		return v
	},
}

func lintWeight(level facts.LintLevel) float64 {
	switch level {
	case facts.LintError:
		return lintError
	case facts.LintWarning:
		return lintWarning
	}
	return lintStyle
}
