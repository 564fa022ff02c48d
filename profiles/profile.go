package profiles

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/metrics"
)

// Profile says what counts and how much. It holds opinions only: what a value is worth belongs to the scale.
//
// The JSON of a profile, with its fields in the order below, is its canonical form.
type Profile struct {
	ID         string           `json:"id"`
	Version    int              `json:"version"`
	Doc        string           `json:"doc"`
	Scale      string           `json:"scale"`  // id of the scale: "scale/1"
	Policy     string           `json:"policy"` // of the safety rules: "sandbox", "benchmark", "service"
	Categories []CategoryWeight `json:"categories"`
	Gates      []GateRule       `json:"gates,omitempty"`
}

// CategoryWeight is a category with what it weighs in the total.
type CategoryWeight struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	Weight   float64        `json:"weight"` // relative to the other categories; 0 for one that is only reported
	Disabled bool           `json:"disabled,omitempty"`
	Metrics  []MetricWeight `json:"metrics"`
}

// MetricWeight is a metric with what it weighs in its category.
type MetricWeight struct {
	ID       string  `json:"id"`
	Weight   float64 `json:"weight"` // relative to the other metrics of the category; 0 for one that is only reported
	Disabled bool    `json:"disabled,omitempty"`
}

// GateRule overrides the weighted sum when a metric's value reaches a bound. It has exactly one bound. A metric that is
// not applicable or unavailable closes no gate.
type GateRule struct {
	ID      string   `json:"id"`
	Metric  string   `json:"metric"`
	AtMost  *float64 `json:"at_most,omitempty"`  // the gate closes on a value up to this
	AtLeast *float64 `json:"at_least,omitempty"` // … or from this on
	Cap     float64  `json:"cap"`                // the total is at most this then
	// Unranked: no letter and no rank for a submission that the gate closes on.
	Unranked bool `json:"unranked,omitempty"`
	// Only: the categories without the gate's metric are not applicable then, as after a syntax error.
	Only   bool   `json:"only,omitempty"`
	Reason string `json:"reason"` // one line
}

// closes reports whether the gate closes on a value.
func (g *GateRule) closes(v metrics.Value) bool {
	return v.State == metrics.Measured && (g.AtMost != nil && v.Number <= *g.AtMost || g.AtLeast != nil && v.Number >= *g.AtLeast)
}

// Safety is how the safety rules are applied.
func (p *Profile) Safety() safety.Options {
	return safety.Options{Policy: p.SafetyPolicy()}
}

// SafetyPolicy is the policy of the safety rules.
func (p *Profile) SafetyPolicy() safety.Policy {
	policy, err := safety.ParsePolicy(p.Policy)
	if err != nil {
		return safety.Benchmark // the strictest; Check refuses a profile with such a policy
	}
	return policy
}

// Digest identifies the profile: "sha256:" and the hash of its canonical JSON.
func (p *Profile) Digest() string {
	text, err := json.Marshal(p)
	if err != nil {
		return "" // only a weight that is not a number does that, and Check refuses it
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Check says what is wrong with a profile beyond its form, a line each: unknown scales, policies and metrics, ids given
// twice, counted metrics without a curve, weights that are negative or sum to nothing, gates without exactly one bound.
func (p *Profile) Check(reg *metrics.Registry) error {
	var problems []error
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			problems = append(problems, fmt.Errorf("profile %q: "+format, append([]any{p.ID}, args...)...))
		}
	}
	scale, err := LookupScale(p.Scale)
	if err != nil {
		return fmt.Errorf("profile %q: %w", p.ID, err)
	}
	if _, err := safety.ParsePolicy(p.Policy); err != nil {
		refuse(true, "%v", err)
	}
	categories, seen := map[string]bool{}, map[string]bool{}
	var total float64
	for _, c := range p.Categories {
		refuse(categories[c.ID], "category %q is given twice", c.ID)
		categories[c.ID] = true
		refuse(!(c.Weight >= 0), "category %q: the weight is %g, expected 0 or more", c.ID, c.Weight)
		var inside float64
		for _, m := range c.Metrics {
			_, known := reg.Lookup(m.ID)
			refuse(!known, "category %q: there is no metric %q", c.ID, m.ID)
			refuse(seen[m.ID], "metric %q is given twice: it would count twice", m.ID)
			seen[m.ID] = true
			refuse(!(m.Weight >= 0), "metric %q: the weight is %g, expected 0 or more", m.ID, m.Weight)
			if m.Disabled || c.Disabled {
				continue
			}
			inside += m.Weight
			_, curve := scale.Curve(m.ID)
			refuse(known && !curve && m.Weight > 0 && c.Weight > 0, "metric %q: %s has no curve for it, so it can only have the weight 0", m.ID, scale.ID)
		}
		if c.Disabled || c.Weight == 0 {
			continue
		}
		total += c.Weight
		refuse(!(inside > 0), "category %q: its metrics weigh nothing together", c.ID)
	}
	refuse(!(total > 0), "its categories weigh nothing together")
	gates := map[string]bool{}
	for _, g := range p.Gates {
		refuse(gates[g.ID], "gate %q is given twice", g.ID)
		gates[g.ID] = true
		_, known := reg.Lookup(g.Metric)
		refuse(!known, "gate %q: there is no metric %q", g.ID, g.Metric)
		refuse((g.AtMost == nil) == (g.AtLeast == nil), "gate %q: expected one of at_most and at_least", g.ID)
		refuse(!(g.Cap >= 0 && g.Cap <= 100), "gate %q: the cap is %g, expected 0 to 100", g.ID, g.Cap)
	}
	return errors.Join(problems...)
}
