package metrics

import (
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp/source"
)

// Test tries a metric and says what is wrong with it, in a line each: its own examples, and what must hold of every
// metric on programs of ours. It answers in one of the three states, with a reason for two of them; a number is finite and in
// its range; the same evidence gives the same value twice; lines and units stand in files that there are; the order of
// files changes nothing, but where it lists them.
func (r *Registry) Test(m *Metric) []string {
	var out []string
	complain := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for i, e := range m.Examples {
		v, err := r.Measure(m.ID, exampleEvidence(e.Source))
		switch {
		case err != nil:
			complain("example %d: %v", i+1, err)
		case v.State != e.State:
			complain("example %d: %s (%s), want %s", i+1, v.State, v.Reason, e.State)
		case v.State == Measured && math.Abs(v.Number-e.Want) > 1e-9*max(1, math.Abs(e.Want)):
			complain("example %d: %g, want %g", i+1, v.Number, e.Want)
		}
	}
	for i, text := range testPrograms {
		ev := exampleEvidence(text)
		v, err := r.Measure(m.ID, ev)
		if err != nil {
			complain("program %d: %v", i+1, err)
			continue
		}
		if v.State != Measured && v.Reason == "" {
			complain("program %d: %s without a reason", i+1, v.State)
		}
		if strings.Contains(v.Reason, "fault of the metric") || strings.Contains(v.Reason, "refused") {
			complain("program %d: %s", i+1, v.Reason)
		}
		again, err := r.Measure(m.ID, exampleEvidence(text))
		if err != nil || !reflect.DeepEqual(v, again) {
			complain("program %d: measured twice, it gives two values", i+1)
		}
		for _, l := range v.Lines {
			if l.File != exampleFile || l.Line < 0 || l.Line > strings.Count(text, "\n")+1 {
				complain("program %d: a line %s:%d that there is not", i+1, l.File, l.Line)
				break
			}
		}
	}
	a, b := testPrograms[1], testPrograms[2]
	first, err1 := r.Measure(m.ID, exampleEvidence(a, b))
	second, err2 := r.Measure(m.ID, exampleEvidence(b, a))
	if err1 == nil && err2 == nil && (first.State != second.State || math.Abs(first.Number-second.Number) > 1e-9*max(1, math.Abs(first.Number))) {
		complain("the order of two files changes the value: %g and %g", first.Number, second.Number)
	}
	return out
}

const exampleFile = "example.py"

// testPrograms are programs of many kinds.
var testPrograms = []string{
	"",
	"\"\"\"Sums.\"\"\"\n\n\ndef total(items: list[int], start: int = 0) -> int:\n    \"\"\"Add up.\"\"\"\n    for item in items:\n        if item > 0 and item % 2:\n            start += item\n    return start\n",
	"import os\nclass A:\n    def f(self, x):\n        try:\n            return eval(x)\n        except:\n            pass\n    def g(self): return self.f(1) if self else None\nprint(os.getcwd())\n",
	"x = [i for i in range(10) if i]\nprint(x)  # TODO\n",
	"def f(a):\n    match a:\n        case 1: return [b for b in a]\n        case _: return lambda: 1 if a else 2\n",
}

// exampleEvidence is what is known of programs by reading them only.
func exampleEvidence(texts ...string) *analyze.Evidence {
	ev := &analyze.Evidence{Submission: &analyze.Submission{}}
	for _, text := range texts {
		name := exampleFile
		if len(texts) > 1 {
			name = fmt.Sprintf("%d.py", strings.Count(text, "\n")) // the same file by whatever place it comes
		}
		src := source.NewFile(name, text)
		m, diagnostics := facts.Parse(src)
		if m == nil {
			ev.Invalid = append(ev.Invalid, analyze.InvalidFile{File: src, Diagnostics: diagnostics})
			continue
		}
		ev.Modules = append(ev.Modules, m)
		ev.Findings = append(ev.Findings, safety.Check(m, safety.Benchmark)...)
	}
	return ev
}
