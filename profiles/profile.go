package profiles

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
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
	Limits     *Limits          `json:"limits,omitempty"`
	// AllowedImports are the modules that a submission may import; nil for no such list.
	AllowedImports []string `json:"allowed_imports,omitempty"`
	// Suppressions says whether comments may suppress findings: "honour", also for "", or "ignore".
	Suppressions string `json:"suppressions,omitempty"`
	// Metrics are declarations of metrics of its own, expressions over others, as they were written.
	Metrics []any `json:"metrics,omitempty"`
	// Curves are what values are worth, where the scale is the profile's own.
	Curves []OwnCurve `json:"curves,omitempty"`

	own []metrics.Candidate // made of Metrics
}

// Limits bound a run under the profile, unless the command line says otherwise. A zero field leaves the default.
type Limits struct {
	Fuel      uint64 `json:"fuel,omitempty"`
	Memory    uint64 `json:"memory,omitempty"` // bytes
	Recursion int    `json:"recursion,omitempty"`
	Output    uint64 `json:"output,omitempty"` // bytes
}

// Bound puts the profile's limits where the limits given are the engine's defaults.
func (p *Profile) Bound(l interp.Limits) interp.Limits {
	d := interp.Limits{}.OrDefault()
	if p.Limits == nil {
		return l
	}
	if p.Limits.Fuel > 0 && l.Fuel == d.Fuel {
		l.Fuel = p.Limits.Fuel
	}
	if p.Limits.Memory > 0 && l.Memory == d.Memory {
		l.Memory = p.Limits.Memory
	}
	if p.Limits.Recursion > 0 && l.Recursion == d.Recursion {
		l.Recursion = p.Limits.Recursion
	}
	if p.Limits.Output > 0 && l.Output == d.Output {
		l.Output = p.Limits.Output
	}
	return l
}

// OwnCurve is a curve of a scale that belongs to a profile.
type OwnCurve struct {
	Metric string       `json:"metric"`
	Points [][2]float64 `json:"points"` // value and score, by rising value
}

// CustomScale begins the id of a scale that belongs to a profile. What it says is compared with nothing and never ranked.
const CustomScale = "custom/"

// scale is the scale that judges: a published one, or the default one with the profile's own curves.
func (p *Profile) scale() (*Scale, error) {
	if !strings.HasPrefix(p.Scale, CustomScale) {
		return LookupScale(p.Scale)
	}
	own := &Scale{ID: p.Scale, Worst: scale1.Worst, Curves: slices.Clone(scale1.Curves)}
	put := func(c Curve) {
		i, there := slices.BinarySearchFunc(own.Curves, c.Metric, func(c Curve, id string) int { return strings.Compare(c.Metric, id) })
		if there {
			own.Curves[i] = c
		} else {
			own.Curves = slices.Insert(own.Curves, i, c)
		}
	}
	for _, c := range p.own {
		if len(c.Curve) > 1 {
			put(ownCurve(c.ID, c.Curve))
		}
	}
	for _, c := range p.Curves {
		put(ownCurve(c.Metric, c.Points))
	}
	return own, nil
}

func ownCurve(metric string, pairs [][2]float64) Curve {
	c := Curve{Metric: metric, Kind: Linear, Anchors: "the profile's own"}
	for _, p := range pairs {
		c.Points = append(c.Points, Point{p[0], p[1]})
	}
	return c
}

// Registry is a registry with the profile's own metrics added.
func (p *Profile) Registry(base *metrics.Registry) (*metrics.Registry, error) {
	if len(p.own) == 0 {
		return base, nil
	}
	return base.With(p.own...)
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
	Only     bool   `json:"only,omitempty"`
	Reason   string `json:"reason"`             // one line
	Disabled bool   `json:"disabled,omitempty"` // as if it were not there
}

// closes reports whether the gate closes on a value.
func (g *GateRule) closes(v metrics.Value) bool {
	return !g.Disabled && v.State == metrics.Measured && (g.AtMost != nil && v.Number <= *g.AtMost || g.AtLeast != nil && v.Number >= *g.AtLeast)
}

// Counts reports whether a metric has a part in the total: a weight, or a gate.
func (p *Profile) Counts(id string) bool {
	for _, c := range p.Categories {
		for _, m := range c.Metrics {
			if m.ID == id && m.Weight > 0 && c.Weight > 0 && !m.Disabled && !c.Disabled {
				return true
			}
		}
	}
	return slices.ContainsFunc(p.Gates, func(g GateRule) bool { return g.Metric == id && !g.Disabled })
}

// Safety is how the safety rules are applied.
func (p *Profile) Safety() safety.Options {
	o := safety.Options{Policy: p.SafetyPolicy(), Unsuppressed: p.Suppressions == "ignore"}
	if p.AllowedImports != nil {
		o.Allowed = map[string]bool{}
		for _, name := range p.AllowedImports {
			o.Allowed[name] = true
		}
	}
	return o
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

// ScaleDigest identifies the scale that the profile judges by: "sha256:" and the hash of its curves.
func (p *Profile) ScaleDigest() string {
	scale, err := p.scale()
	if err != nil {
		return ""
	}
	text, err := json.Marshal(scale)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Check says what is wrong with a profile beyond its form, a line each: unknown scales, policies and metrics, ids given
// twice, counted metrics without a curve, weights that are negative or sum to nothing, gates without exactly one bound.
func (p *Profile) Check(reg *metrics.Registry) error {
	var problems []error
	reg, err := p.Registry(reg)
	if err != nil {
		return err
	}
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			problems = append(problems, fmt.Errorf("profile %q: "+format, append([]any{p.ID}, args...)...))
		}
	}
	scale, err := p.scale()
	if err != nil {
		return fmt.Errorf("profile %q: %w", p.ID, err)
	}
	refuse(len(p.Curves) > 0 && !strings.HasPrefix(p.Scale, CustomScale), "curves of its own need a scale of its own, \"custom/…\": %s says what values are worth for everybody", p.Scale)
	for _, c := range p.Curves {
		_, known := reg.Lookup(c.Metric)
		refuse(!known, "curve: there is no metric %q", c.Metric)
		for i := 1; i < len(c.Points); i++ {
			refuse(c.Points[i][0] <= c.Points[i-1][0], "curve of %q: the values must rise", c.Metric)
		}
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
		if g.Disabled {
			continue
		}
		refuse(gates[g.ID], "gate %q is given twice", g.ID)
		gates[g.ID] = true
		_, known := reg.Lookup(g.Metric)
		refuse(!known, "gate %q: there is no metric %q", g.ID, g.Metric)
		refuse((g.AtMost == nil) == (g.AtLeast == nil), "gate %q: expected one of at_most and at_least", g.ID)
		refuse(!(g.Cap >= 0 && g.Cap <= 100), "gate %q: the cap is %g, expected 0 to 100", g.ID, g.Cap)
	}
	return errors.Join(problems...)
}
