package metrics

import (
	"path"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
)

var moduleGuard = &Metric{
	ID: "module_guard", Version: 1,
	Doc:    "share of the statements at the top of modules that leave work to if __name__ == '__main__', so that importing does nothing",
	Source: "the Python tutorial on executing modules as scripts",
	Unit:   "share", Min: 0, Max: 1, Better: HigherIsBetter, Needs: NeedsSource,
	Measure: func(ev *analyze.Evidence) Value {
		if ev.Submission != nil && (ev.Submission.Kind == analyze.KindNotebook || ev.Submission.Kind == analyze.KindMarkdown) {
			return notApplicable("cells and fences are run, not imported")
		}
		var v Value
		work, all := 0.0, 0.0
		for _, m := range ev.Modules {
			if path.Base(m.Path) == "__main__.py" {
				continue // it is there to be run
			}
			all += float64(facts.ModuleStatements.Of(m) + len(facts.Definitions.Of(m).Classes))
			// Functions count too, if something reaches them: a module of functions with one print in it is nearly right.
			sure := facts.Reachability.Of(m).Sure(ev.EntryPoint)
			for _, f := range facts.Definitions.Of(m).Functions {
				if sure[f] {
					all++
				}
			}
			for _, p := range facts.WorkAtImport.Of(m) {
				work += float64(p.Amount)
				v.Lines = append(v.Lines, place(m, p.Pos, float64(p.Amount), p.What))
			}
		}
		if all == 0 {
			return notApplicable("there is nothing at the top of a module")
		}
		v.Number = max(0, 1-work/all)
		return v
	},
}
