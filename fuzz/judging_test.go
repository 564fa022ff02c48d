package fuzz

import (
	"fmt"
	"math"
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
)

// risky makes a program of more kinds of statement than [program]: classes, exceptions, comprehensions, imports that are
// used and that are not, and things that the safety rules look for.
func risky(seed int64) string {
	r := rand.New(rand.NewSource(seed))
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	for _, m := range []string{"os", "math", "json", "random"} {
		if r.Intn(2) == 0 {
			line("import %s", m)
		}
	}
	if r.Intn(3) == 0 {
		line("LIMIT = %d", r.Intn(100))
	}
	for i := range 1 + r.Intn(4) {
		indent := ""
		if r.Intn(3) == 0 {
			line("class Thing%d:", i)
			indent = "    "
		}
		self := map[bool]string{true: "self, ", false: ""}[indent != ""]
		line("%sdef work_%d(%salpha, beta=%d):", indent, i, self, r.Intn(5))
		indent += "    "
		if r.Intn(2) == 0 {
			line("%s\"\"\"Work on alpha.\"\"\"", indent)
		}
		line("%sresult = []", indent)
		for range 1 + r.Intn(5) {
			switch r.Intn(9) {
			case 0:
				line("%sif alpha and beta > %d:\n%s    result.append(alpha)\n%selif alpha:\n%s    result.append(beta)", indent, r.Intn(9), indent, indent, indent)
			case 1:
				line("%sfor item in range(beta):\n%s    if item %% 2:\n%s        result.append(item)", indent, indent, indent)
			case 2:
				line("%sresult = [item for item in result if item]", indent)
			case 3:
				line("%stry:\n%s    result.append(int(alpha))\n%sexcept ValueError:\n%s    return None", indent, indent, indent, indent)
			case 4:
				line("%seval(str(alpha))", indent)
			case 5:
				line("%swhile beta:\n%s    beta -= 1", indent, indent)
			case 6:
				line("%sopen(str(alpha), 'w')", indent)
			case 7:
				line("%salpha = alpha if beta else result", indent)
			default:
				line("%sresult.append(lambda value: value or alpha)", indent)
			}
		}
		line("%sreturn result", indent)
	}
	return b.String()
}

// someProfile makes a profile of random weights over the metrics that need only the source.
func someProfile(seed int64) *profiles.Profile {
	r := rand.New(rand.NewSource(seed))
	p := profiles.Default()
	p.ID = "random"
	for i := range p.Categories {
		c := &p.Categories[i]
		if c.Weight > 0 {
			c.Weight = float64(1 + r.Intn(50))
		}
		if c.ID == "performance" || c.ID == "execution" {
			c.Disabled = r.Intn(2) == 0
		}
		for j := range c.Metrics {
			if c.Metrics[j].Weight > 0 {
				c.Metrics[j].Weight = float64(1 + r.Intn(20))
			}
		}
	}
	return p
}

// looked is what is known of files by reading them.
func looked(t *testing.T, files ...[2]string) *analyze.Evidence {
	t.Helper()
	ev := &analyze.Evidence{Submission: &analyze.Submission{}}
	for _, f := range files {
		m, wrong := facts.Parse(source.NewFile(f[0], f[1]))
		if m == nil {
			t.Fatalf("%v\n%s", wrong[0].Message, f[1])
		}
		ev.Modules = append(ev.Modules, m)
		ev.Findings = append(ev.Findings, safety.Check(m, safety.Benchmark)...)
	}
	return ev
}

func judged(t *testing.T, p *profiles.Profile, ev *analyze.Evidence) *profiles.Scorecard {
	t.Helper()
	card, err := profiles.Judge(p, metrics.Builtin(), ev)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

// scores are the scores of all metrics and categories of a card by name.
func scores(card *profiles.Scorecard) map[string]float64 {
	out := map[string]float64{}
	for _, c := range card.Categories {
		if c.State == profiles.Counted {
			out[c.ID] = c.Score.Value
		}
		for _, m := range c.Metrics {
			if m.State == profiles.Counted {
				out[c.ID+"/"+m.ID] = m.Score.Value
			}
		}
	}
	return out
}

func close(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

var remark = regexp.MustCompile(`(?m)$`)

// TestJudgingProperties holds for generated programs under generated profiles what a score has to promise.
func TestJudgingProperties(t *testing.T) {
	parameters := gopter.DefaultTestParametersWithSeed(20261127)
	parameters.MinSuccessfulTests = 120
	ps := gopter.NewProperties(parameters)
	one := func(text string) *analyze.Evidence { return looked(t, [2]string{"p.py", text}) }

	ps.Property("removing a finding lowers nothing", prop.ForAll(func(a, b int64, pick int) bool {
		p, ev := someProfile(b), one(risky(a)+"import os\nos.system('ls')\n")
		before := judged(t, p, ev)
		fewer := *ev
		i := pick % len(ev.Findings)
		fewer.Findings = append(slices.Clone(ev.Findings[:i]), ev.Findings[i+1:]...)
		after := judged(t, p, &fewer)
		now := scores(after)
		for name, score := range scores(before) {
			if now[name] < score-1e-9 {
				t.Logf("%s: %g, then %g", name, score, now[name])
				return false
			}
		}
		return after.Total.Value >= before.Total.Value-1e-9
	}, gen.Int64(), gen.Int64(), gen.IntRange(0, 1000)))

	ps.Property("comments, blank lines and spaces within lines change no score", prop.ForAll(func(a, b int64) bool {
		p, text := someProfile(b), risky(a)
		spaced := strings.NewReplacer(" = ", "   =  ", ", ", " ,  ", " > ", ">").Replace(text)
		for _, same := range []string{remark.ReplaceAllString(text, "  # a remark"), strings.ReplaceAll(text, "\n", "\n\n"), spaced} {
			x, y := scores(judged(t, p, one(text))), scores(judged(t, p, one(same)))
			for name, score := range x {
				if !close(score, y[name]) {
					t.Logf("%s: %g, then %g\n%s", name, score, y[name], same)
					return false
				}
			}
		}
		return true
	}, gen.Int64(), gen.Int64()))

	ps.Property("renaming what nobody outside knows changes at most naming", prop.ForAll(func(a, b int64) bool {
		p, text := someProfile(b), risky(a)
		renamed := regexp.MustCompile(`\b(alpha|beta|result|item|value)\b`).ReplaceAllString(text, "${1}_x")
		renamed = regexp.MustCompile(`\b(work_|Thing)(\d)\b`).ReplaceAllString(renamed, "${1}${2}7")
		x, y := scores(judged(t, p, one(text))), scores(judged(t, p, one(renamed)))
		for name, score := range x {
			if name != "quality" && name != "quality/naming" && !close(score, y[name]) {
				t.Logf("%s: %g, then %g\n%s", name, score, y[name], renamed)
				return false
			}
		}
		return true
	}, gen.Int64(), gen.Int64()))

	ps.Property("padding with functions that nothing reaches raises no score", prop.ForAll(func(a, b, c int64) bool {
		// With eval, everything may be reached; without a task, everything public is.
		p, text := someProfile(b), strings.ReplaceAll(risky(a), "eval(", "int(")
		ev := one(text)
		ev.EntryPoint = entryOf(text)
		pad := regexp.MustCompile(`\b(work_|Thing)`).ReplaceAllString(risky(c), "_unused_$1")
		pad = regexp.MustCompile(`(?m)^(import|LIMIT).*\n`).ReplaceAllString(pad, "")
		padded := one(text + pad)
		padded.EntryPoint = ev.EntryPoint
		before, after := judged(t, p, ev), judged(t, p, padded)
		x, y := scores(before), scores(after)
		for name, score := range x {
			if y[name] > score+1e-9 {
				t.Logf("%s with entry %q: %g, then %g\n%s\n# padded with\n%s", name, ev.EntryPoint, score, y[name], text, pad)
				return false
			}
		}
		return after.Total.Value <= before.Total.Value+1e-9
	}, gen.Int64(), gen.Int64(), gen.Int64()))

	ps.Property("weights times a constant change nothing", prop.ForAll(func(a, b int64, factor float64) bool {
		ev := one(risky(a))
		p, q := someProfile(b), someProfile(b)
		for i := range q.Categories {
			q.Categories[i].Weight *= factor
			for j := range q.Categories[i].Metrics {
				q.Categories[i].Metrics[j].Weight *= factor
			}
		}
		return close(judged(t, p, ev).Total.Value, judged(t, q, ev).Total.Value)
	}, gen.Int64(), gen.Int64(), gen.Float64Range(0.01, 100)))

	ps.Property("the order of files changes nothing", prop.ForAll(func(a, b, c int64) bool {
		p := someProfile(c)
		x, y := [2]string{"a.py", risky(a)}, [2]string{"b.py", risky(b)}
		first, second := judged(t, p, looked(t, x, y)), judged(t, p, looked(t, y, x))
		other := scores(second)
		for name, score := range scores(first) {
			if !close(score, other[name]) {
				t.Logf("%s: %g, then %g", name, score, other[name])
				return false
			}
		}
		return close(first.Total.Value, second.Total.Value)
	}, gen.Int64(), gen.Int64(), gen.Int64()))

	ps.Property("what is lost, the gates and the total make 100", prop.ForAll(func(a, b int64) bool {
		card := judged(t, someProfile(b), one(risky(a)))
		sum := card.Total.Value
		for _, l := range profiles.Explain(card) {
			sum += l.Points
		}
		return close(sum, 100)
	}, gen.Int64(), gen.Int64()))

	ps.TestingRun(t)
}

// entryOf is the first function of a program that stands in no class, or "".
func entryOf(text string) string {
	if m := regexp.MustCompile(`(?m)^def (\w+)`).FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
