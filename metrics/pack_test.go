package metrics_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/gpython"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/metrics"
)

// TestExamplePack measures with the metrics of one's own that the repository shows, and runs their examples.
func TestExamplePack(t *testing.T) {
	for _, engine := range []interp.Engine{native.Engine{}, gpython.New()} {
		pack, err := metrics.LoadPack(os.DirFS("../examples/metrics"), "examples/metrics", metrics.ProjectTier, engine)
		if err != nil {
			t.Fatal(err)
		}
		if len(pack) < 2 {
			t.Fatalf("%d metrics, expected two", len(pack))
		}
		registry, err := metrics.Builtin().With(pack...)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range pack {
			for _, complaint := range registry.Test(c.Metric) {
				t.Errorf("%s with %s: %s", c.ID, engine.Name(), complaint)
			}
		}
		ev, _ := everything([]string{"x = 1\n\n# FIXME: more\ny = '# TODO'\n"})
		v, err := registry.Measure("todo_notes", ev)
		if err != nil || v.State != metrics.Measured || v.Number != 50 || len(v.Lines) != 1 || v.Lines[0].Line != 3 || v.Lines[0].File != "m0.py" {
			t.Errorf("todo_notes with %s: got %+v, %v", engine.Name(), v, err)
		}
	}
}

// TestScriptsAreContained has scripts answer what they must not, and do what they must not: nothing of it is a number.
func TestScriptsAreContained(t *testing.T) {
	ev, _ := everything([]string{"x = 1\n"})
	for _, c := range []struct{ text, want string }{
		{"def measure(evidence):\n    return 'high'\n", "/value"},
		{"def measure(evidence):\n    return {'value': 1, 'colour': 2}\n", "colour"},
		{"def measure(evidence):\n    return {'value': 1, 'lines': [{'file': 'a', 'line': -1, 'amount': 1, 'text': 'x'}]}\n", "/lines/0/line"},
		{"def measure(evidence):\n    return float('nan')\n", "refused"},
		{"def measure(evidence):\n    return {'state': 'unavailable'}\n", "refused"},
		{"def measure(evidence):\n    raise ValueError('no')\n", "ValueError"},
		{"def measure(evidence):\n    while True: pass\n", "fuel"},
		{"def measure(evidence):\n    import os\n    os.system('x')\n", ""},
		{"x = 1\n", "measure"},
		{"def measure(:\n", "m.py"},
		{"def measure(evidence):\n    return -1\n", "outside of its range"},
		{"def measure(evidence):\n    a = []\n    a.append(a)\n    return a\n", "deep"},
	} {
		m, err := metrics.NewScript(metrics.Metric{ID: "m", Version: 1, Doc: "d", Source: "s", Unit: "u", Needs: metrics.NeedsSource}, "m.py", c.text, native.Engine{})
		if err != nil {
			t.Fatal(err)
		}
		registry, err := metrics.NewRegistry(m)
		if err != nil {
			t.Fatal(err)
		}
		v, err := registry.Measure("m", ev)
		if err != nil || v.State != metrics.NotAvailable || !strings.Contains(v.Reason, c.want) {
			t.Errorf("%q: got %+v, %v, want %q", c.text, v, err, c.want)
		}
	}
}

// TestDeclarationsAreRefused names the file, the place and the pointer of what is wrong with a declaration.
func TestDeclarationsAreRefused(t *testing.T) {
	const good = "id: m\ndoc: d\nunit: u\nbetter: lower\n"
	for _, c := range []struct{ text, want string }{
		{"id: M\ndoc: d\nunit: u\nbetter: lower\nexpression: cognitive\n", "p/a.metric.yaml:1:5: /id"},
		{good, "missing properties"},
		{good + "expression: cognitive\ncolour: red\n", "/colour"},
		{good + "expression: 1 + 1\n", "constant"},
		{good + "expression: m + 1\n", "itself"},
		{good + "expression: cognitive +\n", "p/a.metric.yaml:5:"},
		{good + "expression: map(1..1000000000, cognitive)\n", "expression"},
		{good + "expression: len('a' + 'b')\n", "expression"},
		{good + "expression: cognitive.x\n", "expression"},
		{good + "expression: " + strings.Repeat("cognitive + ", 150) + "1\n", "expression"},
		{good + "python: ../../x.py\n", "/python"},
		{good + "python: gone.py\n", "gone.py"},
		{good + "expression: cognitive\ncurve: [[1, 2], [1, 3]]\n", "rise"},
		{good + "expression: cognitive\nmax: .inf\n", "plain decimal"},
	} {
		_, err := metrics.LoadPack(fstest.MapFS{"a.metric.yaml": {Data: []byte(c.text)}}, "p", metrics.ProjectTier, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}

// TestExpressions works values out, and hands on what is missing.
func TestExpressions(t *testing.T) {
	constant := func(id string, v metrics.Value) *metrics.Metric {
		return &metrics.Metric{ID: id, Version: 1, Doc: "d", Source: "s", Unit: "u", Needs: metrics.NeedsSource, Measure: func(*analyze.Evidence) metrics.Value { return v }}
	}
	expression := func(id, text string) *metrics.Metric {
		m, err := metrics.NewExpression(metrics.Metric{ID: id, Version: 1, Doc: "d", Source: "s", Unit: "u"}, text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return m
	}
	ev, _ := everything([]string{"x = 1\n"})
	base := []*metrics.Metric{constant("a", metrics.Value{Number: 6}), constant("b", metrics.Value{Number: 4}), constant("gone", metrics.Value{State: metrics.NotAvailable, Reason: "r"}),
		constant("never", metrics.Value{State: metrics.NotApplicable, Reason: "r"})}
	for _, c := range []struct {
		text  string
		state metrics.State
		want  float64
	}{
		{"a / b", metrics.Measured, 1.5}, {"a > b ? a : b", metrics.Measured, 6}, {"min(a, b) + max(a, 10) * 2", metrics.Measured, 24},
		{"sqrt(b) + log(1) + abs(-a) + round(a / b)", metrics.Measured, 10}, {"a ** 2 + 0 * b", metrics.Measured, 36},
		{"a / (b - 4)", metrics.NotAvailable, 0}, {"0 * a / (b - 4)", metrics.NotAvailable, 0}, {"a - 10", metrics.NotAvailable, 0},
		{"a + gone", metrics.NotAvailable, 0}, {"a + never", metrics.NotApplicable, 0},
	} {
		registry, err := metrics.NewRegistry(append(base, expression("e", c.text))...)
		if err != nil {
			t.Fatal(err)
		}
		v, err := registry.Measure("e", ev)
		if err != nil || v.State != c.state || v.State == metrics.Measured && v.Number != c.want || v.State != metrics.Measured && v.Reason == "" {
			t.Errorf("%s: got %+v, %v, want %s %g", c.text, v, err, c.state, c.want)
		}
	}
	if _, err := metrics.NewRegistry(append(base, expression("e", "f + a"), expression("f", "e + a"))...); err == nil || !strings.Contains(err.Error(), "comes back to itself") {
		t.Errorf("a circle of expressions: got %v", err)
	}
	if _, err := metrics.NewRegistry(expression("e", "nothing + 1")); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("an expression over a metric that is not there: got %v", err)
	}
	chain := append([]*metrics.Metric(nil), base...)
	last, before := "a", "b"
	for i := range 60 { // each over the two before it: without a memory, as many steps as Fibonacci's numbers are large
		id := "e" + string(rune('a'+i/26)) + string(rune('a'+i%26))
		chain = append(chain, expression(id, last+" * 0.5 + "+before+" * 0.5"))
		last, before = id, last
	}
	registry, err := metrics.NewRegistry(chain...)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := registry.Measure(last, ev); err != nil || v.State != metrics.Measured {
		t.Errorf("a chain of expressions: got %+v, %v", v, err)
	}
}

// TestTiers has a later tier win over an earlier one, and keeps the others to be seen.
func TestTiers(t *testing.T) {
	declared := func(unit string) *metrics.Metric {
		m, err := metrics.NewExpression(metrics.Metric{ID: "cognitive", Version: 1, Doc: "d", Source: "s", Unit: unit}, "cyclomatic + 0")
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	registry, err := metrics.Builtin().With(metrics.Candidate{Metric: declared("project"), Tier: metrics.ProjectTier, Origin: "p"},
		metrics.Candidate{Metric: declared("pack"), Tier: metrics.PackTier, Origin: "k"})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := registry.Lookup("cognitive")
	list := registry.Candidates("cognitive")
	if m.Unit != "project" || len(list) != 3 || list[0].Metric != m || list[1].Tier != metrics.PackTier || list[2].Tier != metrics.BuiltInTier {
		t.Errorf("got %s of %d candidates", m.Unit, len(list))
	}
	if _, err := registry.With(metrics.Candidate{Metric: declared("again"), Tier: metrics.ProjectTier, Origin: "q"}); err == nil || !strings.Contains(err.Error(), "q: metric \"cognitive\" is declared twice") {
		t.Errorf("declared twice in one tier: got %v", err)
	}
}
