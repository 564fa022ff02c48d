package profiles

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"

	"github.com/assay-score/assay/metrics"
)

// measured gives every metric of the default profile the same good value, which tests then spoil.
func measured() map[string]metrics.Value {
	values := map[string]metrics.Value{}
	for _, m := range metrics.Builtin().All() {
		values[m.ID] = metrics.Value{}
		if m.Better == metrics.HigherIsBetter {
			values[m.ID] = metrics.Value{Number: 1}
		}
	}
	return values
}

// canonical is the built-in default, read once; tests that change a profile read their own.
var canonical = Default()

func judge(p *Profile, values map[string]metrics.Value) *Scorecard {
	return JudgeValues(p, &scale1, values)
}

func category(t *testing.T, card *Scorecard, id string) Category {
	t.Helper()
	i := slices.IndexFunc(card.Categories, func(c Category) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("no category %q", id)
	}
	return card.Categories[i]
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestEverythingPerfectIsHundred(t *testing.T) {
	card := judge(canonical, measured())
	if card.Status != Scored || !near(card.Total.Value, 100) || card.Grade != "A" || !card.Ranked {
		t.Errorf("got %+v", card.Total)
	}
}

func TestLetters(t *testing.T) {
	for _, c := range []struct {
		total float64
		want  string
	}{{100, "A"}, {90, "A"}, {89.999, "B"}, {80, "B"}, {79.9, "C"}, {70, "C"}, {69, "D"}, {60, "D"}, {59.99, "F"}, {0, "F"}} {
		if got := Letter(c.total); got != c.want {
			t.Errorf("%g: got %s, want %s", c.total, got, c.want)
		}
	}
}

// TestNotApplicableSpreads takes the task away: correctness, performance and the interface do not apply, say why, and
// leave their weight to the others.
func TestNotApplicableSpreads(t *testing.T) {
	values := measured()
	for _, id := range []string{"cases_passed", "fuel_ratio", "memory_ratio", "interface"} {
		values[id] = metrics.Value{State: metrics.NotApplicable, Reason: "there is no task"}
	}
	values["cyclomatic"] = metrics.Value{Number: 10} // worth 70
	card := judge(canonical, values)
	for _, id := range []string{"execution", "performance"} {
		if c := category(t, card, id); c.State != NotApplicable || c.Reason != "there is no task" || c.Share != 0 {
			t.Errorf("%s: got %s, %q, share %g", id, c.State, c.Reason, c.Share)
		}
	}
	structure := category(t, card, "structure")
	if structure.State != Counted || structure.Metrics[0].State != NotApplicable || !near(structure.Score.Value, 100) {
		t.Errorf("structure: got %s, %v", structure.State, structure.Score)
	}
	// What applies weighs 5 + 10 + 12 + 13 + 15 = 55; cyclomatic is 17 % of the 15.
	if want := 100 - 30*15.0/55*17/100; card.Status != Scored || !near(card.Total.Value, want) {
		t.Errorf("got %v, want %g", card.Total, want)
	}
}

// TestUnavailable walks through the two cases: more than half of a category is there, and less.
func TestUnavailable(t *testing.T) {
	missing := metrics.Value{State: metrics.NotAvailable, Reason: "unsupported: async for, line 3"}
	values := measured()
	values["memory_ratio"] = missing // 20 of 70
	card := judge(canonical, values)
	c := category(t, card, "performance")
	if c.State != Counted || !c.Score.Known || !near(c.Score.Low, 100*50.0/70) || !near(c.Score.High, 100) || c.Reason != missing.Reason {
		t.Errorf("a part of it missing: got %s %+v %q", c.State, c.Score, c.Reason)
	}
	if card.Status != Scored || !(card.Total.Low < card.Total.Value) || card.Grade == "" {
		t.Errorf("a part of it missing: total %+v", card.Total)
	}

	values = measured()
	values["fuel_ratio"] = missing // 50 of 70
	card = judge(canonical, values)
	c = category(t, card, "performance")
	if c.State != Unavailable || c.Score.Known || !near(c.Score.Low, 100*20.0/70) || !near(c.Score.High, 100) {
		t.Errorf("most of it missing: got %s %+v", c.State, c.Score)
	}
	if card.Status != Incomplete || card.Total.Known || card.Grade != "" || card.Ranked || !near(card.Total.High, 100) || !near(card.Total.Low, 100-10*50.0/70) {
		t.Errorf("most of it missing: got %s %+v %q", card.Status, card.Total, card.Grade)
	}
}

func TestDisabledIsListed(t *testing.T) {
	p := Default()
	p.Categories[2].Disabled = true
	p.Categories[6].Metrics[0].Disabled = true
	values := measured()
	values["cases_passed"] = metrics.Value{Number: .5}
	values["cognitive"] = metrics.Value{Number: 100}
	card := judge(p, values)
	if c := card.Categories[2]; c.State != Disabled || c.Share != 0 || c.Metrics[0].State != Disabled {
		t.Errorf("category: got %s, share %g", c.State, c.Share)
	}
	if m := card.Categories[6].Metrics[0]; m.State != Disabled || m.Share != 0 {
		t.Errorf("metric: got %s, share %g", m.State, m.Share)
	}
	if !near(card.Total.Value, 100) {
		t.Errorf("total: got %g, want 100", card.Total.Value)
	}
}

func TestGates(t *testing.T) {
	for _, c := range []struct {
		name, metric string
		value        float64
		gate         string
		total        float64
		ranked       bool
	}{
		{"syntax", "parses", 0, "syntax", 0, true},
		{"critical finding", "critical_findings", 1, "security-critical", 40, false},
		{"no test passes", "cases_passed", 0, "execution-zero", 30, true},
	} {
		values := measured()
		values[c.metric] = metrics.Value{Number: c.value}
		card := judge(canonical, values)
		if len(card.Gates) != 1 || card.Gates[0].ID != c.gate {
			t.Errorf("%s: gates %+v, want %s", c.name, card.Gates, c.gate)
			continue
		}
		if card.Status != Scored || card.Total.Value != c.total || card.Ranked != c.ranked || (card.Grade != "") != c.ranked {
			t.Errorf("%s: got %s %+v ranked %v %q, want %g", c.name, card.Status, card.Total, card.Ranked, card.Grade, c.total)
		}
		if c.gate == "syntax" {
			for _, k := range card.Categories[1:] {
				if k.State != NotApplicable || k.Reason == "" {
					t.Errorf("after a syntax error %s is %s", k.ID, k.State)
				}
			}
		}
	}
	if card := judge(canonical, measured()); len(card.Gates) != 0 {
		t.Errorf("gates close on a perfect program: %+v", card.Gates)
	}
}

// TestExplainNamesEveryPoint follows a loss to its lines.
func TestExplainNamesEveryPoint(t *testing.T) {
	values := measured()
	values["cyclomatic"] = metrics.Value{Number: 20, Units: []metrics.Unit{
		{Name: "small", File: "a.py", Line: 1, Value: 1, Weight: 10},
		{Name: "large", File: "a.py", Line: 9, Value: 20, Weight: 30},
		{Name: "other", File: "b.py", Line: 2, Value: 5, Weight: 60},
	}}
	values["lint_points"] = metrics.Value{Number: 12, Lines: []metrics.Line{{File: "a.py", Line: 3, Amount: 5, Text: "x"}, {File: "a.py", Line: 4, Amount: 15, Text: "y"}}}
	card := judge(canonical, values)
	losses := Explain(card)
	if len(losses) != 2 || losses[0].ID != "lint_points" || losses[1].ID != "cyclomatic" {
		t.Fatalf("got %+v", losses)
	}
	var sum float64
	for _, l := range losses {
		var at float64
		for _, p := range l.Places {
			at += p.Points
		}
		if !near(at, l.Points) {
			t.Errorf("%s: %g points lost, %g at lines", l.ID, l.Points, at)
		}
		sum += l.Points
	}
	if !near(sum+card.Total.Value, 100) {
		t.Errorf("%g lost and %g left are not 100", sum, card.Total.Value)
	}
	if p := losses[0].Places[0]; p.Line != 4 || !near(p.Points, losses[0].Points*.75) {
		t.Errorf("the costliest lint: got %+v", p)
	}
	if p := losses[1].Places[0]; p.Text != "large: 20" || p.Line != 9 {
		t.Errorf("the costliest function: got %+v", p)
	}
}

// TestAggregate works an example by hand: 0.7 of the weighted mean and 0.3 of the worst, in a file and over files.
func TestAggregate(t *testing.T) {
	curve, _ := scale1.Curve("cyclomatic")
	v := metrics.Value{Units: []metrics.Unit{
		{Name: "f", File: "a.py", Value: 5, Weight: 1},  // 90
		{Name: "g", File: "a.py", Value: 20, Weight: 3}, // 40
		{Name: "h", File: "b.py", Value: 1, Weight: 4},  // 100
	}}
	got, loss := scale1.Score(curve, v)
	a := .7*(90+3*40)/4 + .3*40
	want := .7*(4*a+4*100)/8 + .3*a
	if !near(got, want) {
		t.Errorf("got %g, want %g", got, want)
	}
	if !near(loss[0]+loss[1]+loss[2], 100-want) || loss[2] != 0 {
		t.Errorf("losses %v do not make %g", loss, 100-want)
	}
}

// generated makes values of every state for all metrics that the default profile names, from a list of numbers.
func generated(draws []float64) map[string]metrics.Value {
	values := map[string]metrics.Value{}
	for i, m := range metrics.Builtin().All() {
		x := draws[(3*i)%len(draws)]
		top := m.Max
		if top == 0 {
			top = 60
		}
		v := metrics.Value{Number: x * top}
		switch state := draws[(3*i+1)%len(draws)]; {
		case state < .15:
			v = metrics.Value{State: metrics.NotApplicable, Reason: "no reason"}
		case state < .3:
			v = metrics.Value{State: metrics.NotAvailable, Reason: "no reason"}
		case state > .6 && m.Max == 0:
			for k := range 5 {
				d := draws[(3*i+k+2)%len(draws)]
				v.Units = append(v.Units, metrics.Unit{Name: "f", File: []string{"a.py", "b.py"}[k%2], Line: k, Value: d * top, Weight: math.Floor(d * 9)})
			}
		}
		values[m.ID] = v
	}
	return values
}

func properties() *gopter.Properties {
	p := gopter.DefaultTestParameters()
	p.MinSuccessfulTests = 300
	return gopter.NewProperties(p)
}

var draws = gen.SliceOfN(80, gen.Float64Range(0, 1))

// TestAccounting is the identity that the package promises: what is lost, what gates took and what is left make 100.
func TestAccounting(t *testing.T) {
	ps := properties()
	ps.Property("lost + gates + total = 100", prop.ForAll(func(d []float64) bool {
		card := judge(canonical, generated(d))
		sum := card.Total.best()
		for _, c := range card.Categories {
			for _, m := range c.Metrics {
				sum += m.Lost
			}
		}
		for _, g := range card.Gates {
			sum += g.Lost
		}
		return near(sum, 100)
	}, draws))
	ps.Property("places make up what is lost, where there are units", prop.ForAll(func(d []float64) bool {
		for _, c := range judge(canonical, generated(d)).Categories {
			for _, m := range c.Metrics {
				var at float64
				for _, p := range m.Places {
					at += p.Points
				}
				if m.State == Counted && len(m.Value.Units) > 0 && !near(at, m.Lost) {
					return false
				}
			}
		}
		return true
	}, draws))
	ps.Property("shares of what counts make 1", prop.ForAll(func(d []float64) bool {
		card := judge(canonical, generated(d))
		var categories, single float64
		for _, c := range card.Categories {
			categories += c.Share
			for _, m := range c.Metrics {
				single += m.Share
			}
		}
		return len(card.Gates) > 0 && card.Total.best() == 0 || near(categories, 1) && near(single, 1)
	}, draws))
	ps.TestingRun(t)
}

func TestJudgeProperties(t *testing.T) {
	ps := properties()
	ps.Property("the interval holds the value and lies in 0 to 100", prop.ForAll(func(d []float64) bool {
		card := judge(canonical, generated(d))
		scores := []Score{card.Total}
		for _, c := range card.Categories {
			scores = append(scores, c.Score)
		}
		for _, s := range scores {
			if s.Low < 0 || s.High > 100 || s.Low > s.High || s.Known && (s.Value < s.Low-1e-9 || s.Value > s.High+1e-9) {
				return false
			}
		}
		return true
	}, draws))
	ps.Property("weights scaled by a constant change nothing", prop.ForAll(func(d []float64, factor float64) bool {
		p := Default()
		for i := range p.Categories {
			p.Categories[i].Weight *= factor
			for k := range p.Categories[i].Metrics {
				p.Categories[i].Metrics[k].Weight *= factor
			}
		}
		a, b := judge(canonical, generated(d)), judge(p, generated(d))
		return a.Status == b.Status && near(a.Total.Value, b.Total.Value) && near(a.Total.Low, b.Total.Low) && near(a.Total.High, b.Total.High)
	}, draws, gen.Float64Range(.01, 1000)))
	ps.Property("a better value never lowers a total", prop.ForAll(func(d []float64, which int, by float64) bool {
		values := generated(d)
		list := metrics.Builtin().All()
		m := list[which%len(list)]
		before := judge(canonical, values)
		v := values[m.ID]
		better := func(x float64) float64 {
			if m.Better == metrics.LowerIsBetter {
				return x * by
			}
			return x + (m.Max-x)*by
		}
		v.Number = better(v.Number)
		v.Units = slices.Clone(v.Units)
		for i := range v.Units {
			v.Units[i].Value = better(v.Units[i].Value)
		}
		values[m.ID] = v
		after := judge(canonical, values)
		// The syntax gate sets everything else aside, so what was incomplete is known to be 0 behind it.
		if values["parses"].State == metrics.Measured && before.Status != after.Status {
			return true
		}
		return after.Total.Low >= before.Total.Low-1e-9 && after.Total.High >= before.Total.High-1e-9 && after.Total.Value >= before.Total.Value-1e-9
	}, draws, gen.IntRange(0, 1000), gen.Float64Range(0, 1)))
	ps.Property("finding out what was unavailable lands inside of the interval", prop.ForAll(func(d []float64, found float64) bool {
		values := generated(d)
		for _, id := range []string{"parses", "critical_findings", "cases_passed"} { // the gates' metrics may close one
			if values[id].State == metrics.NotAvailable {
				return true
			}
		}
		before := judge(canonical, values)
		for _, m := range metrics.Builtin().All() {
			if values[m.ID].State == metrics.NotAvailable {
				values[m.ID] = metrics.Value{Number: found * max(m.Max, 1)}
			}
		}
		after := judge(canonical, values)
		return after.Status == Scored && after.Total.Value >= before.Total.Low-1e-9 && after.Total.Value <= before.Total.High+1e-9
	}, draws, gen.Float64Range(0, 1)))
	ps.Property("judging twice gives the same", prop.ForAll(func(d []float64) bool {
		a, b := judge(canonical, generated(d)), judge(canonical, generated(d))
		return a.Total == b.Total && a.Grade == b.Grade && len(Explain(a)) == len(Explain(b))
	}, draws))
	ps.TestingRun(t)
}

// TestNothingToJudge has no total, and not one of 0, 50 or 100.
func TestNothingToJudge(t *testing.T) {
	values := map[string]metrics.Value{}
	for id := range measured() {
		values[id] = metrics.Value{State: metrics.NotApplicable, Reason: "there is no Python in the submission"}
	}
	card := judge(canonical, values)
	if card.Status != Incomplete || card.Total.Known || card.Grade != "" || card.Ranked {
		t.Errorf("got %s %+v %q", card.Status, card.Total, card.Grade)
	}
}

func TestCurves(t *testing.T) {
	if !slices.IsSortedFunc(scale1.Curves, func(a, b Curve) int { return strings.Compare(a.Metric, b.Metric) }) {
		t.Error("the curves are not in the order of their metrics")
	}
	reg := metrics.Builtin()
	for _, c := range scale1.Curves {
		if c.Anchors == "" {
			t.Errorf("%s: where do the points come from?", c.Metric)
		}
		m, ok := reg.Lookup(c.Metric)
		if !ok {
			continue // a metric that is yet to come
		}
		last := c.At(0)
		for x := 0.0; x <= 200; x += .05 {
			y := c.At(x)
			if y < 0 || y > 100 || m.Better == metrics.LowerIsBetter && y > last+1e-9 || m.Better == metrics.HigherIsBetter && y < last-1e-9 {
				t.Errorf("%s: %g is worth %g after %g", c.Metric, x, y, last)
				break
			}
			last = y
		}
		for _, p := range c.Points {
			if got := c.At(p.X); !near(got, p.Score) {
				t.Errorf("%s: the curve gives %g at %g, the point says %g", c.Metric, got, p.X, p.Score)
			}
		}
	}
	for _, c := range []struct {
		metric  string
		x, want float64
	}{
		{"cognitive", 12.5, 65}, {"cyclomatic", 1, 100}, {"cyclomatic", 3, 95}, {"nesting", 0, 100}, {"lint_points", 12, 50},
		{"security", 10, 100 * math.Exp(-10.0/12)}, {"fuel_ratio", math.Sqrt(10), 85 - 30*math.Log(math.Sqrt(10)/2)/math.Log(2.5)}, {"docstring_coverage", .25, 30},
	} {
		curve, _ := scale1.Curve(c.metric)
		if got := curve.At(c.x); !near(got, c.want) {
			t.Errorf("%s at %g: got %g, want %g", c.metric, c.x, got, c.want)
		}
	}
}
