package metrics

import "github.com/assay-score/assay/analyze"

var parses = &Metric{
	ID: "parses", Version: 1,
	Doc:    "whether CPython would accept every file: 1 if so, otherwise 0",
	Source: "the grammar of Python 3.14 and the checks of its compiler",
	Unit:   "yes or no", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if len(ev.Modules)+len(ev.Invalid) == 0 {
			return notApplicable("there is no Python in the submission")
		}
		v := Value{Number: 1}
		for _, f := range ev.Invalid {
			v.Number = 0
			for _, d := range f.Diagnostics {
				at := f.File.Position(d.From)
				v.Lines = append(v.Lines, Line{File: f.File.Name, Line: at.Line, Column: at.Column, Amount: 1, Text: d.Error()})
			}
		}
		return v
	},
}
