package analyze

import (
	"testing"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// TestObserve confirms a finding by what a run tried on its line, and no other.
func TestObserve(t *testing.T) {
	src := source.NewFile("a.py", "x = eval('1')\ny = eval('2')\nopen('f', 'w')\n")
	m := facts.NewModule("a.py", syntax.Parse(src, syntax.Options{}), nil)
	ev := &Evidence{Findings: safety.Check(m, safety.Benchmark), Run: &RunEvidence{Outcome: &interp.Outcome{Effects: []interp.Effect{
		{Kind: "eval", What: "eval('1')", File: "a.py", Line: 1}, {Kind: "exit", File: "a.py", Line: 2}, {Kind: "open", File: "b.py", Line: 3},
	}}}}
	ev.Observe()
	for _, f := range ev.Findings {
		if want := f.Rule == "SAF101" && f.File.Position(f.Span.From).Line == 1; (f.Confidence == safety.Observed) != want {
			t.Errorf("%s in line %d is observed: %v", f.Rule, f.File.Position(f.Span.From).Line, !want)
		}
	}
	(&Evidence{}).Observe() // nothing ran
}
