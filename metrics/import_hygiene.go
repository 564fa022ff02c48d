package metrics

import (
	"strings"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var importHygiene = &Metric{
	ID: "import_hygiene", Version: 1,
	Doc:    "share of the imports that are used, named, given once and at the top of the module",
	Source: "PEP 8 on imports, pyflakes F401 and F403",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		var v Value
		good, all := 0.0, 0.0
		for _, m := range ev.Modules {
			unused := map[int]bool{} // by the place of the import
			for _, l := range facts.Lints.Of(m) {
				unused[int(l.Pos)] = unused[int(l.Pos)] || l.Code == "F401"
			}
			seen := map[string]bool{}
			for _, i := range facts.Imports.Of(m) {
				all++
				key := i.Path() + " as " + i.As
				var wrong string
				switch {
				case i.Name == "*":
					wrong = "star import"
				case unused[int(i.Alias.From)]:
					wrong = "unused import"
				case seen[key] && !i.Nested:
					wrong = "imported twice"
				case i.Nested:
					wrong = "import inside of a function"
				}
				seen[key] = true
				if wrong == "" {
					good++
					continue
				}
				v.Lines = append(v.Lines, place(m, i.Alias.From, 1, wrong+": "+strings.TrimPrefix(i.Path(), ".")))
			}
		}
		if all == 0 {
			return notApplicable("nothing is imported")
		}
		v.Number = good / all
		return v
	},
}
