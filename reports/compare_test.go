package reports

import (
	"strings"
	"testing"
)

// TestComparable refuses reports whose scores mean different things, and says which part differs.
func TestComparable(t *testing.T) {
	other := "sha256:" + strings.Repeat("fedcba9876543210", 4)
	base := func() *Report {
		r := &Report{Provenance: sampleProvenance()}
		r.Provenance.ScaleDigest, r.Provenance.RuleSetDigest = sampleDigest, sampleDigest
		return r
	}
	for _, c := range []struct {
		name   string
		change func(*Report)
		want   string // part of the refusal; "" where the two compare
		note   bool
	}{
		{"nothing differs", func(*Report) {}, "", false},
		{"another scale", func(r *Report) { r.Provenance.Scale = "custom/ours" }, "their scale differs, scale/1 and custom/ours; what is common is the canonical score", false},
		{"another rule set", func(r *Report) { r.Provenance.RuleSet = "rules/9" }, "their rule set differs", false},
		{"a scale of the same name that says something else", func(r *Report) { r.Provenance.ScaleDigest = other }, "their scales are called the same and differ in what they say", false},
		{"rules of the same name that say something else", func(r *Report) { r.Provenance.RuleSetDigest = other }, "their rule sets are called the same and differ in what they say", false},
		{"a report from before there were digests", func(r *Report) { r.Provenance.ScaleDigest, r.Provenance.RuleSetDigest = "", "" }, "", false},
		{"another profile", func(r *Report) { r.Provenance.Profile.Digest = other }, "", true},
	} {
		second := base()
		c.change(second)
		notes, err := comparable(base(), second)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: refused: %v", c.name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		case c.want == "" && c.note != (len(notes) > 0):
			t.Errorf("%s: notes %q", c.name, notes)
		}
	}
}
