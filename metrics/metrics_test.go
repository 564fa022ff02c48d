package metrics

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// evidence is what is known of files, by reading them only.
func evidence(entry string, files ...txtar.File) *analyze.Evidence {
	ev := &analyze.Evidence{Submission: &analyze.Submission{}, EntryPoint: entry}
	if entry != "" {
		ev.Submission.Task = "task"
	}
	for _, f := range files {
		src := source.NewFile(f.Name, string(f.Data))
		tree := syntax.Parse(src, syntax.Options{})
		if len(tree.Errors) > 0 {
			ev.Invalid = append(ev.Invalid, analyze.InvalidFile{File: src, Diagnostics: tree.Errors})
			continue
		}
		m := facts.NewModule(f.Name, tree, resolve.Resolve(tree))
		ev.Modules = append(ev.Modules, m)
		ev.Findings = append(ev.Findings, safety.Check(m, safety.Benchmark)...)
	}
	return ev
}

func program(text string) *analyze.Evidence {
	return evidence("", txtar.File{Name: "a.py", Data: []byte(text)})
}

// TestMetrics measures every program below testdata. An archive is named for its metric. Each of its files begins with
// "# want: " and the value, or the state; "# lines: 3 5" then says where it comes from, "# entry: " what a task requires.
func TestMetrics(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	reg := Builtin()
	seen := map[string]bool{}
	for _, path := range archives {
		id := strings.TrimSuffix(filepath.Base(path), ".txtar")
		seen[id] = true
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			t.Run(id+"/"+f.Name, func(t *testing.T) {
				head := map[string]string{}
				for line := range strings.Lines(string(f.Data)) {
					if key, value, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "# ")), ": "); ok && strings.HasPrefix(line, "# ") {
						head[key] = value
					}
				}
				v, err := reg.Measure(id, evidence(head["entry"], f))
				if err != nil {
					t.Fatal(err)
				}
				got := v.State.String()
				if v.State == Measured {
					got = strconv.FormatFloat(v.Number, 'g', 6, 64)
				} else if v.Reason == "" {
					t.Error("no reason is given")
				}
				if got != head["want"] {
					t.Errorf("got %s, want %s", got, head["want"])
				}
				var lines []string
				for _, l := range v.Lines {
					if l.File != f.Name || l.Text == "" {
						t.Errorf("a line without file or text: %+v", l)
					}
					lines = append(lines, strconv.Itoa(l.Line))
				}
				if want, ok := head["lines"]; ok && strings.Join(slices.Compact(lines), " ") != want {
					t.Errorf("lines %v, want %s", lines, want)
				}
			})
		}
	}
	for _, m := range reg.All() {
		if m.Needs&NeedsRun == 0 && !seen[m.ID] {
			t.Errorf("there is no testdata/%s.txtar", m.ID)
		}
	}
}

// TestTable keeps the declarations complete, in order, and in the file that is named for them.
func TestTable(t *testing.T) {
	if !slices.IsSortedFunc(builtin, func(a, b *Metric) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the metrics are not in the order of their ids")
	}
	if _, err := NewRegistry(builtin...); err != nil {
		t.Error(err)
	}
	for _, m := range builtin {
		if found, _ := filepath.Glob(m.ID + ".go"); len(found) != 1 {
			t.Errorf("%s: there is no %s.go", m.ID, m.ID)
		}
		if strings.HasSuffix(m.Doc, ".") || strings.Contains(m.Doc, "\n") {
			t.Errorf("%s: the doc is not one sentence without a full stop", m.ID)
		}
	}
}

func TestRegistryRefuses(t *testing.T) {
	good := func() *Metric {
		return &Metric{ID: "a", Version: 1, Doc: "d", Source: "s", Unit: "u", Needs: NeedsSource, Measure: func(*analyze.Evidence) Value { return Value{} }}
	}
	if _, err := NewRegistry(good()); err != nil {
		t.Fatalf("a good metric is refused: %v", err)
	}
	for _, c := range []struct {
		spoil func(m *Metric)
		want  string
	}{
		{func(m *Metric) { m.ID = "Not-An-Id" }, "lower_snake_case"},
		{func(m *Metric) { m.Version = 0 }, "version"},
		{func(m *Metric) { m.Doc = "" }, "doc"},
		{func(m *Metric) { m.Source = "" }, "source"},
		{func(m *Metric) { m.Unit = "" }, "unit"},
		{func(m *Metric) { m.Min, m.Max = 2, 1 }, "range"},
		{func(m *Metric) { m.Better = 7 }, "direction"},
		{func(m *Metric) { m.Needs = 0 }, "no evidence"},
		{func(m *Metric) { m.Needs = NeedsReference }, "no run"},
		{func(m *Metric) { m.Measure = nil }, "does not measure"},
	} {
		m := good()
		c.spoil(m)
		if _, err := NewRegistry(m); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), m.ID) {
			t.Errorf("got %v, want the metric's id and %q", err, c.want)
		}
	}
	if _, err := NewRegistry(good(), good()); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("declared twice: got %v", err)
	}
	if _, err := NewRegistry(nil); err == nil {
		t.Error("a nil metric is taken")
	}
	if _, err := Builtin().Measure("nothing", program("")); err == nil {
		t.Error("a metric that is not there is measured")
	}
	m := good()
	m.Max = 1
	m.Measure = func(*analyze.Evidence) Value { return Value{Number: math.NaN()} }
	reg, err := NewRegistry(m)
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := reg.Measure("a", program("x = 1")); v.State != NotAvailable || v.Reason == "" {
		t.Errorf("a value out of range: got %+v", v)
	}
}

func run(status interp.Status, fuel, memory uint64, verdicts ...analyze.Verdict) *analyze.RunEvidence {
	r := &analyze.RunEvidence{Engine: "e", FuelSchedule: "e/1", Outcome: &interp.Outcome{Status: status, Fuel: fuel, PeakMemory: memory, Detail: "detail"}}
	for i, v := range verdicts {
		c := analyze.Case{Name: fmt.Sprint("case ", i), Verdict: v}
		if v != analyze.Passed {
			c.Detail = "because"
		}
		r.Cases = append(r.Cases, c)
	}
	return r
}

// TestRunMetrics covers what a run can show, and that what is not the program's doing is never held against it.
func TestRunMetrics(t *testing.T) {
	const pass, fail, lost = analyze.Passed, analyze.Failed, analyze.Unavailable
	reference := run(interp.OK, 100, 10, pass)
	for _, c := range []struct {
		name, metric   string
		run, reference *analyze.RunEvidence
		want           string
	}{
		{"all pass", "cases_passed", run(interp.OK, 1, 1, pass, pass), nil, "1"},
		{"some fail", "cases_passed", run(interp.Assertion, 1, 1, pass, fail, fail, pass), nil, "0.5"},
		{"raised", "cases_passed", run(interp.Raised, 1, 1, fail), nil, "0"},
		{"out of fuel", "cases_passed", run(interp.FuelLimit, 1, 1, fail), nil, "0"},
		{"unsupported", "cases_passed", run(interp.UnsupportedUse, 1, 1, lost), nil, "unavailable: because"},
		{"a few unsupported", "cases_passed", run(interp.OK, 1, 1, pass, pass, fail, lost), nil, "0.666667"},
		{"most unsupported", "cases_passed", run(interp.OK, 1, 1, pass, lost, lost), nil, "unavailable: because"},
		{"no verdicts", "cases_passed", run(interp.FaultOfOurs, 1, 1), nil, "unavailable: fault: detail"},
		{"not run", "cases_passed", nil, nil, "unavailable: the submission was not run"},
		{"as the reference", "fuel_ratio", run(interp.OK, 100, 10, pass), reference, "1"},
		{"dearer", "fuel_ratio", run(interp.OK, 250, 10, pass), reference, "2.5"},
		{"wrong", "fuel_ratio", run(interp.Assertion, 1, 10, fail), reference, "not_applicable: only solutions that pass all tests are compared"},
		{"timed out", "fuel_ratio", run(interp.TimeLimit, 1, 10, lost), reference, "unavailable: timeout: detail"},
		{"no reference", "fuel_ratio", run(interp.OK, 1, 10, pass), nil, "not_applicable: there is no reference solution to compare with"},
		{"the reference fails", "fuel_ratio", run(interp.OK, 1, 10, pass), run(interp.Raised, 1, 1, fail), "not_applicable: the reference solution does not run through, so there is nothing to compare with"},
		{"memory", "memory_ratio", run(interp.OK, 1, 15, pass), reference, "1.5"},
		{"memory not measured", "memory_ratio", run(interp.OK, 1, 0, pass), reference, "not_applicable: the engine does not measure memory"},
	} {
		ev := evidence("f", txtar.File{Name: "a.py", Data: []byte("def f(): pass\n")})
		ev.Run, ev.Reference = c.run, c.reference
		v, err := Builtin().Measure(c.metric, ev)
		if err != nil {
			t.Fatal(err)
		}
		got := strconv.FormatFloat(v.Number, 'g', 6, 64)
		if v.State != Measured {
			got = v.State.String() + ": " + v.Reason
		}
		if got != c.want {
			t.Errorf("%s, %s: got %s, want %s", c.metric, c.name, got, c.want)
		}
	}
	for _, id := range []string{"cases_passed", "fuel_ratio", "memory_ratio", "interface"} {
		ev := program("x = 1")
		ev.Run = run(interp.OK, 1, 1)
		if v, _ := Builtin().Measure(id, ev); v.State != NotApplicable || !strings.Contains(v.Reason, "no task") {
			t.Errorf("%s without a task: got %+v", id, v)
		}
	}
}

// TestNothingToRead has no metric speak about a submission without Python, or with files that do not parse.
func TestNothingToRead(t *testing.T) {
	for _, m := range Builtin().All() {
		ev := evidence("")
		if v := m.measure(ev); v.State == Measured || v.Reason == "" {
			t.Errorf("%s of nothing: got %+v", m.ID, v)
		}
		ev = evidence("", txtar.File{Name: "a.py", Data: []byte("def f(:\n")})
		if v := m.measure(ev); v.State == Measured && m.ID != "parses" && m.ID != "critical_findings" {
			t.Errorf("%s of a file that does not parse: got %+v", m.ID, v)
		}
	}
}

// TestPadding checks the property that the package promises: functions that nothing can reach raise no score. For each
// metric the value after padding is no better than before, and those of units are the same.
func TestPadding(t *testing.T) { padding(t, "") }

// TestPaddingByName checks the same where the program looks names up as text, so that they might be reached after all.
func TestPaddingByName(t *testing.T) { padding(t, "print(globals())\n") }

func padding(t *testing.T, dynamic string) {
	solution := dynamic + "def solve(a, b):\n    \"\"\"Solve.\"\"\"\n    total = 0\n    for x in a:\n        if x and b or total:\n            total += helper(x)\n    return total\n\n\ndef helper(n: int) -> int:\n    unused = n\n    return n\n\n\nprint(solve([], 1))\nbadName = 1\n"
	params := gopter.DefaultTestParameters()
	params.MinSuccessfulTests = 100
	ps := gopter.NewProperties(params)
	ps.Property("functions that nothing reaches make nothing better", prop.ForAll(func(n, size int, documented bool) bool {
		var pad strings.Builder
		for i := range n {
			fmt.Fprintf(&pad, "\n\ndef pad_%d(x: int) -> int:\n", i)
			if documented {
				pad.WriteString("    \"\"\"Pad.\"\"\"\n")
			}
			for k := range size {
				fmt.Fprintf(&pad, "    y_%d = x\n", k)
				fmt.Fprintf(&pad, "    print(y_%d)\n", k)
			}
			pad.WriteString("    return x\n")
		}
		before := evidence("solve", txtar.File{Name: "a.py", Data: []byte(solution)})
		after := evidence("solve", txtar.File{Name: "a.py", Data: []byte(solution + pad.String())})
		for _, m := range Builtin().All() {
			if m.Needs != NeedsSource {
				continue
			}
			a, b := m.measure(before), m.measure(after)
			if a.State != b.State || dynamic == "" && len(a.Units) != len(b.Units) || m.Better == LowerIsBetter && meanOf(b) < meanOf(a)-1e-12 {
				t.Logf("%s: %+v then %+v", m.ID, a, b)
				return false
			}
			if m.Better == HigherIsBetter && b.Number > a.Number+1e-12 || m.Better == LowerIsBetter && b.Number < a.Number-1e-12 {
				t.Logf("%s: %g then %g", m.ID, a.Number, b.Number)
				return false
			}
		}
		return true
	}, gen.IntRange(1, 8), gen.IntRange(0, 20), gen.Bool()))
	ps.TestingRun(t)
}

// meanOf is the mean of a value's units by weight.
func meanOf(v Value) float64 {
	sum, weight := 0.0, 0.0
	for _, u := range v.Units {
		sum += u.Value * u.Weight
		weight += u.Weight
	}
	return sum / max(weight, 1)
}

// TestCoupling measures who imports whom in a small package.
func TestCoupling(t *testing.T) {
	file := func(name, text string) txtar.File { return txtar.File{Name: name, Data: []byte(text)} }
	ev := evidence("",
		file("shop/__init__.py", "from . import cart\nfrom .till import pay\n"),
		file("shop/cart.py", "import os\nfrom shop.till import pay\nfrom .goods import Thing\n"),
		file("shop/till.py", "from . import cart\n"),
		file("shop/goods.py", "def late():\n    import shop.cart\n"),
		file("main.py", "import shop.goods\nimport shop\n"),
	)
	for id, want := range map[string]float64{
		"fan_out": 2, "fan_in": 3, "coupling": 5,
		"import_cycles": 2, // cart and till; goods imports cart only when called
	} {
		v, err := Builtin().Measure(id, ev)
		if err != nil || v.State != Measured || v.Number != want || len(v.Lines) == 0 {
			t.Errorf("%s: got %+v, %v, want %g", id, v, err, want)
		}
	}
}

// TestEffects counts what a run tried and was refused.
func TestEffects(t *testing.T) {
	ev := program("x = 1")
	ev.Run = run(interp.Raised, 1, 1)
	ev.Run.Outcome.Effects = []interp.Effect{{Kind: "import", What: "os", Denied: true, File: "a.py", Line: 1}, {Kind: "open", What: "data", File: "a.py", Line: 2}}
	ev.Run.Outcome.Exception = &interp.Exception{Type: "ImportError", Traceback: []interp.Frame{{File: "a.py", Line: 1}}}
	for id, want := range map[string]float64{"effects": 1, "exceptions": 1} {
		v, err := Builtin().Measure(id, ev)
		if err != nil || v.State != Measured || v.Number != want || len(v.Lines) != 1 || v.Lines[0].Line != 1 {
			t.Errorf("%s: got %+v, %v, want %g", id, v, err, want)
		}
	}
	if v, _ := Builtin().Measure("coverage", ev); v.State != NotAvailable {
		t.Errorf("coverage: got %+v: nobody knows it", v)
	}
	ev.Run.Outcome.Observed = &interp.Observed{Files: []interp.FileCoverage{
		{File: "a.py", Lines: []interp.LineCount{{Line: 1, Count: 3}, {Line: 2}, {Line: 4, Count: 1}, {Line: 5, Count: 1}}}, {File: "tests.py", Lines: []interp.LineCount{{Line: 1}}}}}
	if v, _ := Builtin().Measure("coverage", ev); v.State != Measured || v.Number != 0.75 || len(v.Lines) != 1 || v.Lines[0].Line != 2 {
		t.Errorf("coverage: got %+v", v)
	}
}
