package profiles

import (
	"strings"
	"testing"

	"github.com/assay-score/assay/metrics"
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
		{"unknown field", "title: A", "titel: A", "p.yaml:7:5: "},
		{"negative weight", "    weight: 1\n", "    weight: -1\n", "p.yaml:9:13: must be >= 0"},
		{"policy", "policy: sandbox", "policy: none", "p.yaml:5:9: "},
		{"given twice", "version: 1", "version: 1\nversion: 2", "p.yaml:3:1: "},
		{"a text for a number", "version: 1", "version: one", "p.yaml:2:10: expected integer"},
		{"not a number", "    weight: 1\n", "    weight: .nan\n", "p.yaml:9:13: "},
		{"an alias", "doc: Two metrics.", "doc: &x Two\nscale2: *x", "p.yaml:4:9: aliases are not allowed"},
		{"not YAML", "id: small", "id: [small", "p.yaml: "},
		{"a list", small, "- 1\n", "p.yaml:1:1: "},
		{"empty", small, "", "p.yaml:1:1: empty"},
		{"gate without a bound", "categories:", "gates:\n  - {id: g, metric: parses, cap: 1, reason: r}\ncategories:", "p.yaml:7:5: "},
	} {
		_, err := Load("p.yaml", []byte(strings.Replace(small, c.from, c.to, 1)))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want one line that begins with %q", c.name, err, c.want)
		}
	}
	if _, err := Load("p.yaml", []byte(strings.Repeat("#", maxProfile+1))); err == nil {
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
