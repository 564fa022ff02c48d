package profiles

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/assay-score/assay/metrics"
)

// Loss is a number of points that a submission lost to one metric or gate, and where.
type Loss struct {
	Category string // its id; "" for a gate
	ID       string // of the metric or gate
	Points   float64
	Reason   string  // one line: "complexity 23, worth 31 of 100", the gate's reason
	Places   []Place // most first
}

// Explain lists the points that a submission lost, most first. With the total (the upper end of its interval where it
// is not known) they make 100.
func Explain(card *Scorecard) []Loss {
	var out []Loss
	for _, c := range card.Categories {
		for _, m := range c.Metrics {
			if m.State == Counted && m.Lost > 0 {
				out = append(out, Loss{c.ID, m.ID, m.Lost, number(m.Value.Number) + " is worth " + strconv.FormatFloat(m.Score.Value, 'f', 2, 64) + " of 100", m.Places})
			}
		}
	}
	for _, g := range card.Gates {
		if g.Lost > 0 {
			out = append(out, Loss{ID: g.ID, Points: g.Lost, Reason: g.Reason})
		}
	}
	slices.SortStableFunc(out, func(a, b Loss) int { return cmp.Compare(b.Points, a.Points) })
	return out
}

// Description is all there is to say about a metric: its declaration, its curve and its part in a profile.
type Description struct {
	Metric   *metrics.Metric
	Curve    string // in a line; "" for a metric that is never scored
	Anchors  string // where the curve's points come from
	Category string // of the profile; "" where it does not name the metric
	Weight   float64
	Share    float64 // of the total when everything applies, 0 … 1
}

// Describe explains a metric under a profile.
func Describe(p *Profile, reg *metrics.Registry, id string) (Description, bool) {
	if own, err := p.Registry(reg); err == nil {
		reg = own
	}
	m, ok := reg.Lookup(id)
	if !ok {
		return Description{}, false
	}
	d := Description{Metric: m}
	if scale, err := p.scale(); err == nil {
		if c, ok := scale.Curve(id); ok {
			d.Curve, d.Anchors = c.String(), c.Anchors
		}
	}
	var total float64
	for _, c := range p.Categories {
		if c.Disabled {
			continue
		}
		total += c.Weight
		var inside, own float64
		for _, m := range c.Metrics {
			if m.Disabled {
				continue
			}
			inside += m.Weight
			if m.ID == id {
				own, d.Category, d.Weight = m.Weight, c.ID, m.Weight
			}
		}
		if own > 0 {
			d.Share = c.Weight * own / inside
		}
	}
	if total > 0 {
		d.Share /= total
	}
	return d, true
}

// String gives the curve in a line: "piecewise linear: 1 → 100, 5 → 90, …".
func (c *Curve) String() string {
	switch c.Kind {
	case Halving:
		return "100 × 2^(−value/" + number(c.Constant) + ")"
	case Decay:
		return "100 × e^(−value/" + number(c.Constant) + ")"
	}
	var parts []string
	for _, p := range c.Points {
		parts = append(parts, number(p.X)+" → "+number(p.Score))
	}
	return c.Kind.String() + ": " + strings.Join(parts, ", ")
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }
