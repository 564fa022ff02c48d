package profiles

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/schemas"
)

func TestBuiltinProfiles(t *testing.T) {
	for _, id := range BuiltinIDs() {
		p, err := Builtin(id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if p.ID != id {
			t.Errorf("%s: its id is %q", id, p.ID)
		}
		if err := p.Check(metrics.Builtin()); err != nil {
			t.Error(err)
		}
	}
	if _, err := Builtin("other"); err == nil || !strings.Contains(err.Error(), "default") {
		t.Errorf("an unknown id: got %v", err)
	}
}

const small = `id: small
version: 1
doc: Two metrics.
scale: scale/1
policy: sandbox
categories:
  - id: a
    title: A
    weight: 1
    metrics:
      - {id: parses, weight: 1}
`

func TestDigest(t *testing.T) {
	a, err := Load("a.yaml", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Load("b.yaml", []byte("# a comment\n"+strings.ReplaceAll(small, "{id: parses, weight: 1}", "{\"weight\": 1.0, id: parses}")))
	if err != nil {
		t.Fatal(err)
	}
	if a.Digest() != b.Digest() || !strings.HasPrefix(a.Digest(), "sha256:") || len(a.Digest()) != 71 {
		t.Errorf("the same profile written in two ways: %s and %s", a.Digest(), b.Digest())
	}
	b.Categories[0].Weight = 2
	if a.Digest() == b.Digest() {
		t.Error("another weight and the same digest")
	}
}

// TestMistakesArePointedAt checks that each mistake in a profile is one line with the place and what was expected.
func TestMistakesArePointedAt(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"unknown field", "title: A", "titel: A", "p.yaml:8:5: /categories/0/titel: "},
		{"negative weight", "    weight: 1\n", "    weight: -1\n", "p.yaml:9:13: /categories/0/weight: must be >= 0"},
		{"policy", "policy: sandbox", "policy: none", "p.yaml:5:9: "},
		{"given twice", "version: 1", "version: 1\nversion: 2", "p.yaml:3:1: "},
		{"a text for a number", "version: 1", "version: one", "p.yaml:2:10: /version: expected integer"},
		{"not a number", "    weight: 1\n", "    weight: .nan\n", "p.yaml:9:13: "},
		{"an alias", "doc: Two metrics.", "doc: &x Two\nscale2: *x", "p.yaml:4:9: aliases are not allowed"},
		{"not YAML", "id: small", "id: [small", "p.yaml:"},
		{"a list", small, "- 1\n", "p.yaml:1:1: "},
		{"empty", small, "", "p.yaml:1:1: empty"},
		{"gate without a bound", "categories:", "gates:\n  - {id: g, metric: parses, cap: 1, reason: r}\ncategories:", "p.yaml:7:5: "},
	} {
		_, err := Load("p.yaml", []byte(strings.Replace(small, c.from, c.to, 1)))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want one line that begins with %q", c.name, err, c.want)
		}
	}
	if _, err := Load("p.yaml", []byte(strings.Repeat("#", 1<<20+1))); err == nil {
		t.Error("a profile of more than a mebibyte is read")
	}
	deep := "id: " + strings.Repeat("[", 100) + strings.Repeat("]", 100)
	if _, err := Load("p.yaml", []byte(deep)); err == nil || !strings.Contains(err.Error(), "levels deep") {
		t.Errorf("a deep profile: got %v", err)
	}
}

func TestCheckRefuses(t *testing.T) {
	bound := 1.0
	for _, c := range []struct {
		name  string
		spoil func(p *Profile)
		want  string
	}{
		{"unknown metric", func(p *Profile) { p.Categories[0].Metrics[0].ID = "nothing" }, `there is no metric "nothing"`},
		{"unknown scale", func(p *Profile) { p.Scale = "scale/0" }, `unknown scale "scale/0"`},
		{"unknown policy", func(p *Profile) { p.Policy = "none" }, `unknown policy "none"`},
		{"category twice", func(p *Profile) { p.Categories = append(p.Categories, p.Categories[0]) }, "given twice"},
		{"metric twice", func(p *Profile) { p.Categories[1].Metrics[0].ID = "parses" }, `metric "parses" is given twice`},
		{"no weight", func(p *Profile) { p.Categories[0].Metrics[0].Weight = 0 }, "weigh nothing together"},
		{"nothing at all", func(p *Profile) { p.Categories = nil }, "its categories weigh nothing together"},
		{"no curve", func(p *Profile) { p.Categories[0].Metrics[0].ID = "critical_findings" }, "no curve"},
		{"two bounds", func(p *Profile) { p.Gates[0].AtLeast, p.Gates[0].AtMost = &bound, &bound }, "one of at_most and at_least"},
		{"gate twice", func(p *Profile) { p.Gates = append(p.Gates, p.Gates[0]) }, "given twice"},
		{"cap", func(p *Profile) { p.Gates[0].Cap = 101 }, "the cap is 101"},
		{"gate's metric", func(p *Profile) { p.Gates[0].Metric = "nothing" }, `there is no metric "nothing"`},
	} {
		p := Default()
		c.spoil(p)
		if err := p.Check(metrics.Builtin()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func TestDescribe(t *testing.T) {
	d, ok := Describe(Default(), metrics.Builtin(), "cyclomatic")
	if !ok || d.Category != "maintainability" || !near(d.Share, .15*.17) || !strings.HasPrefix(d.Curve, "piecewise linear: 1 → 100, 5 → 90") || d.Anchors == "" {
		t.Errorf("got %+v", d)
	}
	if _, ok := Describe(Default(), metrics.Builtin(), "nothing"); ok {
		t.Error("a metric that is not there is described")
	}
	// Every metric that is measured is named by the default profile, or watched by a gate.
	for _, m := range metrics.Builtin().All() {
		if d, _ := Describe(Default(), metrics.Builtin(), m.ID); d.Category == "" && m.ID != "critical_findings" {
			t.Errorf("%s: the default profile has no use for it", m.ID)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(small))
	text, _ := builtin.ReadFile("builtin/default.yaml")
	f.Add(text)
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("? [1]\n: {2: 3}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Load("p.yaml", text)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than a line: %q", err)
			}
			return
		}
		if p.Digest() == "" {
			t.Error("a profile that was read has no digest")
		}
		_ = p.Check(metrics.Builtin())
	})
}

// TestExtends lays profiles over each other and tells who set what.
func TestExtends(t *testing.T) {
	files := map[string]string{
		"team.yaml":  "id: team\ndoc: Ours.\nextends: default\ncategories:\n  - {id: quality, weight: 30}\n",
		"more.toml":  "id = \"more\"\n[[gates]]\nid = \"execution-zero\"\ncap = 5\n",
		"mine.json":  "{\"id\": \"mine\", \"doc\": \"Mine.\", \"extends\": [\"team.yaml\", \"more.toml\"],\n \"categories\": [{\"id\": \"quality\", \"metrics\": [{\"id\": \"naming\", \"weight\": 99}]}, {\"id\": \"own\", \"title\": \"Own\", \"weight\": 1, \"metrics\": [{\"id\": \"branches\", \"weight\": 0}]}]}",
		"a.yaml":     "id: a\nextends: b.yaml\n",
		"b.yaml":     "id: b\nextends: [default, a.yaml]\n",
		"out.yaml":   "id: out\nextends: ../../etc/passwd.yaml\n",
		"gone.yaml":  "id: gone\nextends: nothing.yaml\n",
		"other.yaml": "id: other\nextends: defualt\n",
	}
	read := func(name string) ([]byte, error) {
		if text, ok := files[name]; ok {
			return []byte(text), nil
		}
		return nil, errors.New("no such file")
	}
	l, err := LoadFrom("mine.json", []byte(files["mine.json"]), read)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(l.Categories, func(c CategoryWeight) bool { return c.ID == "quality" })
	quality := l.Categories[i]
	j := slices.IndexFunc(quality.Metrics, func(m MetricWeight) bool { return m.ID == "naming" })
	if quality.Weight != 30 || quality.Title != "Code quality" || quality.Metrics[j].Weight != 99 || len(l.Categories) != len(Default().Categories)+1 || l.Policy != "benchmark" {
		t.Errorf("got %+v", l.Profile)
	}
	where := map[string]string{}
	for _, s := range l.Settings {
		where[s.Path] = s.Place.String()
	}
	for path, want := range map[string]string{"categories/quality/weight": "team.yaml:5:", "gates/execution-zero/cap": "more.toml:4:", "categories/quality/metrics/naming/weight": "mine.json:2:", "policy": "builtin/default.yaml:"} {
		if !strings.HasPrefix(where[path], want) {
			t.Errorf("%s is said to be set at %s, want %s", path, where[path], want)
		}
	}
	for name, want := range map[string]string{"a.yaml": "extends itself", "out.yaml": "leads out", "gone.yaml": "gone.yaml:2:10: /extends: no such file", "other.yaml": "no built-in profile"} {
		if _, err := LoadFrom(name, []byte(files[name]), read); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
	if _, err := Load("team.yaml", []byte("id: x\nextends: team.yaml\n")); err == nil {
		t.Error("a profile without files extends one")
	}
}

// TestLint lists every mistake at once, with its line and pointer.
func TestLint(t *testing.T) {
	text := strings.ReplaceAll(small, "policy: sandbox", "policy: sandbx") + "    colour: red\n  - id: b\n    title: B\n    weight: -2\n    metrics:\n      - {id: parses, weight: x}\n"
	got := Lint("p.yaml", []byte(text), nil, metrics.Builtin())
	var lines []string
	for _, p := range got {
		lines = append(lines, p.Error())
	}
	for _, want := range []string{"p.yaml:5:9: /policy: ", "p.yaml:12:5: /categories/0/colour: ", "p.yaml:15:13: /categories/1/weight: ", "p.yaml:17:30: /categories/1/metrics/0/weight: "} {
		if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, want) }) {
			t.Errorf("no %q among\n%s", want, strings.Join(lines, "\n"))
		}
	}
	got = Lint("p.yaml", []byte(strings.ReplaceAll(small, "parses", "prases")), nil, metrics.Builtin())
	if len(got) != 1 || !strings.HasPrefix(got[0].Error(), "p.yaml:11:") || !strings.Contains(got[0].Error(), "prases") {
		t.Errorf("an unknown metric: got %v", got)
	}
	if got := Lint("p.yaml", []byte(small), nil, metrics.Builtin()); len(got) != 0 {
		t.Errorf("a good profile: got %v", got)
	}
}

// TestOwnMetrics judges with a profile's own metric and scale, beside the canonical score.
func TestOwnMetrics(t *testing.T) {
	text := "id: own\ndoc: Ours.\nextends: default\nscale: custom/ours\n" +
		"metrics:\n  - {id: twice, doc: twice the nesting, unit: levels, better: lower, expression: nesting * 2, curve: [[0, 100], [10, 0]]}\n" +
		"curves:\n  - {metric: branches, points: [[0, 100], [20, 0]]}\n" +
		"categories:\n  - id: ours\n    title: Ours\n    weight: 50\n    metrics: [{id: twice, weight: 1}, {id: branches, weight: 1}]\n  - id: experimental\n    disabled: true\n    metrics: [{id: branches, disabled: true}]\n"
	if got := Lint("own.yaml", []byte(text), nil, metrics.Builtin()); len(got) == 0 {
		t.Error("a metric that is named twice is let through")
	}
	text = strings.Replace(text, ", {id: branches, weight: 1}", "", 1)
	p, err := Load("own.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Check(metrics.Builtin()); err != nil {
		t.Fatal(err)
	}
	src := source.NewFile("a.py", "def f(a):\n    if a:\n        if a > 1:\n            return 1\n")
	m, _ := facts.Parse(src)
	ev := &analyze.Evidence{Submission: &analyze.Submission{}, Modules: []*facts.Module{m}}
	card, err := Judge(p, metrics.Builtin(), ev)
	if err != nil {
		t.Fatal(err)
	}
	c := category(t, card, "ours")
	if !near(c.Score.Value, 60) || card.Canonical == nil || card.Ranked || card.Grade != card.Canonical.Grade {
		t.Errorf("got %+v, canonical %+v, ranked %v, grade %s", c.Score, card.Canonical, card.Ranked, card.Grade)
	}
	plain, err := Judge(Default(), metrics.Builtin(), ev)
	if err != nil || plain.Canonical != nil || plain.Total != card.Canonical.Total {
		t.Errorf("the canonical score is %+v, by itself %+v", card.Canonical, plain.Total)
	}
	bad := strings.Replace(text, "scale: custom/ours\n", "", 1)
	if got := Lint("own.yaml", []byte(bad), nil, metrics.Builtin()); len(got) == 0 || !strings.Contains(schemas.Join(got).Error(), "custom/") {
		t.Errorf("curves of its own on the published scale: got %v", got)
	}
}

// TestBuiltinsDiffer has each built-in profile tell some pair of programs apart in another way than the others do.
func TestBuiltinsDiffer(t *testing.T) {
	programs := map[string]string{
		"plain":  "\"\"\"Adds.\"\"\"\n\n\ndef add(a: int, b: int) -> int:\n    \"\"\"Add.\"\"\"\n    return a + b\n",
		"bare":   "def Add(A,B):\n    return A+B\n",
		"unsafe": "import os\n\n\ndef run(command):\n    os.system(command)\n",
		"deep":   "def f(a, b, c):\n    for x in a:\n        for y in b:\n            if x and y or c:\n                while c:\n                    if x > y:\n                        if y > c:\n                            c -= 1\n                        elif x and c or y:\n                            c = x if y else c\n    return c\n",
	}
	seen := map[string]string{}
	for _, id := range BuiltinIDs() {
		p, err := Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		var totals []string
		for _, name := range []string{"plain", "bare", "unsafe", "deep"} {
			m, _ := facts.Parse(source.NewFile("a.py", programs[name]))
			ev := &analyze.Evidence{Submission: &analyze.Submission{}, Modules: []*facts.Module{m}, Findings: safety.CheckWith(m, p.Safety())}
			card, err := Judge(p, metrics.Builtin(), ev)
			if err != nil {
				t.Fatal(err)
			}
			totals = append(totals, fmt.Sprintf("%.0f", card.Total.Value))
		}
		key := strings.Join(totals, " ")
		t.Logf("%-15s %s", id, key)
		if other, ok := seen[key]; ok {
			t.Errorf("%s and %s judge alike: %s", id, other, key)
		}
		seen[key] = id
	}
}

// TestGuide holds the profiles that the guide shows to what it says of them: they lint.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../docs/profiles.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(guide), "```yaml\n")
	text, _, ok2 := strings.Cut(rest, "```")
	if !ok || !ok2 {
		t.Fatal("the guide shows no profile")
	}
	if got := Lint("guide.yaml", []byte(text), nil, metrics.Builtin()); len(got) > 0 {
		t.Error(schemas.Join(got))
	}
	for _, format := range []string{"yaml", "json", "toml"} {
		for _, id := range BuiltinIDs() {
			starter, err := Starter("ours", id, format)
			if err != nil {
				t.Fatal(err)
			}
			if got := Lint("ours."+format, starter, nil, metrics.Builtin()); len(got) > 0 {
				t.Errorf("a new profile that extends %s in %s: %v", id, format, schemas.Join(got))
			}
		}
	}
}
