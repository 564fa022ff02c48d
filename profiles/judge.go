package profiles

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/metrics"
)

// Judge measures what the profile names and judges it. The error is about the profile, never about the submission.
func Judge(p *Profile, reg *metrics.Registry, ev *analyze.Evidence) (*Scorecard, error) {
	r, err := Prepare(p, reg)
	if err != nil {
		return nil, err
	}
	return r.Judge(ev)
}

// Prepared is a profile that was checked against a registry, for judging many submissions. It may be used from several
// goroutines.
type Prepared struct {
	profile   *Profile
	scale     *Scale
	registry  *metrics.Registry
	canonical *Prepared // the default profile, where another judges
	own       bool      // the registry is not the built-in one
	custom    bool      // the scale is the profile's own
	needed    []needed  // what is measured, in that order
}

// needed is a metric that a profile needs: to score it, or for a gate.
type needed struct {
	id     string
	metric *metrics.Metric // nil where the registry has none
}

// Prepare checks a profile once. The error is about the profile.
func Prepare(p *Profile, reg *metrics.Registry) (*Prepared, error) {
	r, err := prepare(p, reg)
	if err != nil {
		return nil, err
	}
	// A custom profile's total is its own; the letter, and what may be compared with others, is the default's.
	r.custom = strings.HasPrefix(p.Scale, CustomScale)
	builtin := reg.BuiltIn()
	r.own = builtin != reg
	if p.ID != canonicalID || r.custom || r.own {
		if r.canonical, err = prepare(Default(), builtin); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func prepare(p *Profile, reg *metrics.Registry) (*Prepared, error) {
	if err := p.Check(reg); err != nil {
		return nil, err
	}
	scale, err := p.scale()
	if err != nil {
		return nil, err
	}
	if reg, err = p.Registry(reg); err != nil {
		return nil, err
	}
	r := &Prepared{profile: p, scale: scale, registry: reg}
	need := func(id string) {
		if !slices.ContainsFunc(r.needed, func(n needed) bool { return n.id == id }) {
			metric, _ := reg.Lookup(id)
			r.needed = append(r.needed, needed{id, metric})
		}
	}
	for _, c := range p.Categories {
		for _, m := range c.Metrics {
			if !c.Disabled && !m.Disabled {
				need(m.ID)
			}
		}
	}
	for _, g := range p.Gates {
		if !g.Disabled {
			need(g.Metric)
		}
	}
	return r, nil
}

// Judge is [Judge] without the checking.
func (r *Prepared) Judge(ev *analyze.Evidence) (*Scorecard, error) {
	values := make(map[string]metrics.Value, len(r.needed))
	card, err := r.judge(ev, values)
	if err != nil {
		return nil, err
	}
	if r.canonical != nil {
		if r.own { // what somebody's metric measured under one of our ids does not count there
			values = make(map[string]metrics.Value, len(r.canonical.needed))
		}
		canonical, err := r.canonical.judge(ev, values)
		if err != nil {
			return nil, err
		}
		card.Canonical = &Canonical{Status: canonical.Status, Total: canonical.Total, Grade: canonical.Grade, Ranked: canonical.Ranked}
		card.Grade = canonical.Grade
		card.Ranked = card.Ranked && canonical.Ranked && !r.custom
	}
	return card, nil
}

// canonicalID is the id of the profile whose total is the canonical score.
const canonicalID = "default"

// judge judges by one profile; what is measured on the way is kept in values.
func (r *Prepared) judge(ev *analyze.Evidence, values map[string]metrics.Value) (*Scorecard, error) {
	for _, n := range r.needed {
		if _, done := values[n.id]; done {
			continue
		}
		if n.metric == nil {
			return nil, fmt.Errorf("there is no metric %q", n.id)
		}
		v, err := r.registry.MeasureBy(n.metric, ev)
		if err != nil {
			return nil, err
		}
		values[n.id] = v
	}
	return JudgeValues(r.profile, r.scale, values), nil
}

// JudgeValues judges values that are measured already, by the ids of their metrics. A metric that the profile names and
// that has no value there is unavailable.
func JudgeValues(p *Profile, scale *Scale, values map[string]metrics.Value) *Scorecard {
	j := judgement{profile: p, scale: scale, values: values}
	card := &Scorecard{Ranked: true, Categories: make([]Category, 0, len(p.Categories))}
	only, closed := j.closed()
	for i := range p.Categories {
		c := &p.Categories[i]
		if only != nil && !slices.ContainsFunc(c.Metrics, func(m MetricWeight) bool { return m.ID == only.Metric }) && !c.Disabled {
			card.Categories = append(card.Categories, setAside(c, NotApplicable, only.Reason))
			continue
		}
		card.Categories = append(card.Categories, j.category(c))
	}
	total(card)
	for _, g := range closed {
		before := card.Total.best()
		card.Total = card.Total.capped(g.Cap)
		card.Gates = append(card.Gates, Gate{ID: g.ID, Reason: g.Reason, Cap: g.Cap, Lost: before - card.Total.best()})
		card.Ranked = card.Ranked && !g.Unranked
	}
	if card.Status == Incomplete {
		card.Ranked = false
	}
	if card.Ranked {
		card.Grade = Letter(card.Total.Value)
	}
	return card
}

// Letter is the grade of a total.
func Letter(total float64) string {
	switch {
	case total >= 90:
		return "A"
	case total >= 80:
		return "B"
	case total >= 70:
		return "C"
	case total >= 60:
		return "D"
	}
	return "F"
}

// judgement is one run of JudgeValues.
type judgement struct {
	profile *Profile
	scale   *Scale
	values  map[string]metrics.Value
}

// closed lists the gates that close, and the first of them that sets the other categories aside.
func (j *judgement) closed() (only *GateRule, closed []*GateRule) {
	for i := range j.profile.Gates {
		g := &j.profile.Gates[i]
		v, ok := j.values[g.Metric]
		if !ok || !g.closes(v) {
			continue
		}
		closed = append(closed, g)
		if g.Only && only == nil {
			only = g
		}
	}
	return only, closed
}

// setAside is a category with all its metrics in one state.
func setAside(c *CategoryWeight, state State, reason string) Category {
	out := Category{ID: c.ID, Title: c.Title, State: state, Reason: reason, Weight: c.Weight, Score: unknown()}
	for _, m := range c.Metrics {
		out.Metrics = append(out.Metrics, MetricScore{ID: m.ID, State: state, Reason: reason, Weight: m.Weight, Score: unknown()})
	}
	return out
}

// category scores one category; its shares come later, when it is known what the others are.
func (j *judgement) category(c *CategoryWeight) Category {
	if c.Disabled {
		return setAside(c, Disabled, "the profile disables it")
	}
	out := Category{ID: c.ID, Title: c.Title, Weight: c.Weight, Metrics: make([]MetricScore, 0, len(c.Metrics))}
	var present, missing float64 // weights of what counts and of what is unavailable
	for _, m := range c.Metrics {
		s := j.metric(c, m)
		switch s.State {
		case Counted:
			present += m.Weight
		case Unavailable:
			missing += m.Weight
		}
		out.Metrics = append(out.Metrics, s)
	}
	switch {
	case c.Weight == 0:
		out.State, out.Score = Reported, unknown()
		return out
	case present+missing == 0:
		out.State, out.Score = NotApplicable, unknown()
		out.Reason = firstReason(out.Metrics, NotApplicable, "none of its metrics counts")
		return out
	}
	if missing > 0 {
		out.Reason = firstReason(out.Metrics, Unavailable, "")
	}
	// From half of the weight on, what is there speaks for the rest; below, there is no score.
	out.Score.Known = present >= missing*(1-1e-9) // a half is enough, whatever the weights' last bits say
	out.State = Counted
	if !out.Score.Known {
		out.State = Unavailable
	}
	var value, low float64
	for _, m := range out.Metrics {
		if m.State == Counted {
			value += m.Weight / present * m.Score.Value
			low += m.Weight / (present + missing) * m.Score.Value
		}
	}
	out.Score.Low = clamp(low)
	out.Score.High = clamp(low + 100*missing/(present+missing))
	if out.Score.Known {
		out.Score.Value = clamp(value)
		if missing == 0 { // the same sum, but for the order of its roundings
			out.Score.Low, out.Score.High = out.Score.Value, out.Score.Value
		}
	}
	return out
}

// metric scores one metric of a category.
func (j *judgement) metric(c *CategoryWeight, m MetricWeight) MetricScore {
	out := MetricScore{ID: m.ID, Weight: m.Weight, Score: unknown()}
	v, ok := j.values[m.ID]
	switch {
	case m.Disabled:
		out.State, out.Reason = Disabled, "the profile disables it"
		return out
	case !ok:
		v = metrics.Value{State: metrics.NotAvailable, Reason: "it was not measured"}
	}
	out.Value, out.Reason = v, v.Reason
	curve, scored := j.scale.Curve(m.ID)
	if v.State == metrics.Measured && scored {
		score, unitLoss := j.scale.Score(curve, v)
		out.Score = known(score)
		out.Places = places(v, 100-score, unitLoss)
	}
	switch {
	case v.State == metrics.NotApplicable:
		out.State = NotApplicable
	case m.Weight == 0 || c.Weight == 0:
		out.State = Reported
	case v.State == metrics.NotAvailable || !scored:
		out.State = Unavailable
	}
	return out
}

// total spreads the weights of the categories and sums up.
func total(card *Scorecard) {
	var weight float64
	for _, c := range card.Categories {
		if c.State == Counted || c.State == Unavailable {
			weight += c.Weight
		}
	}
	// With nothing to judge at all, nothing is known.
	if weight == 0 {
		card.Status, card.Total = Incomplete, unknown()
		return
	}
	sum := Score{Known: true}
	for i := range card.Categories {
		c := &card.Categories[i]
		if c.State != Counted && c.State != Unavailable {
			continue
		}
		c.Share = c.Weight / weight
		c.Points = c.Share * c.Score.Low
		if c.Score.Known {
			c.Points = c.Share * c.Score.Value
		}
		sum.Known = sum.Known && c.Score.Known
		sum.Value += c.Points
		sum.Low += c.Share * c.Score.Low
		sum.High += c.Share * c.Score.High
	}
	sum.Value, sum.Low, sum.High = clamp(sum.Value), clamp(sum.Low), clamp(sum.High)
	if !sum.Known {
		card.Status, sum.Value = Incomplete, 0
	}
	card.Total = sum
	for i := range card.Categories {
		c := &card.Categories[i]
		if c.State == Counted || c.State == Unavailable {
			c.account(sum.Known)
		}
	}
}

// account makes the shares of a category's metrics shares of the total, and says what each metric lost. Where the total
// is not known, what is unavailable keeps its share, so that the losses are those that separate the interval's upper
// end from 100.
func (c *Category) account(known bool) {
	var weight float64
	for _, m := range c.Metrics {
		if m.State == Counted || m.State == Unavailable && !known {
			weight += m.Weight
		}
	}
	for i := range c.Metrics {
		m := &c.Metrics[i]
		if m.State != Counted && (m.State != Unavailable || known) {
			continue
		}
		m.Share = c.Share * m.Weight / weight
		if m.State == Unavailable {
			continue
		}
		m.Lost = m.Share * (100 - m.Score.Value)
		for p := range m.Places {
			m.Places[p].Points *= m.Share
		}
	}
}

// places divides the points that a metric lacks over the lines that are to blame: by unit where it has units, else by
// the amounts of its lines.
func places(v metrics.Value, missing float64, unitLoss []float64) []Place {
	if missing <= 0 {
		return nil
	}
	var out []Place
	for i, u := range v.Units {
		if unitLoss[i] > 0 {
			out = append(out, Place{File: u.File, Line: u.Line, Points: unitLoss[i], Text: u.Name + ": " + strconv.FormatFloat(u.Value, 'g', 6, 64)})
		}
	}
	if len(v.Units) == 0 {
		var amount float64
		for _, l := range v.Lines {
			amount += max(l.Amount, 0)
		}
		for _, l := range v.Lines {
			if l.Amount > 0 {
				out = append(out, Place{File: l.File, Line: l.Line, Column: l.Column, Points: missing * l.Amount / amount, Text: l.Text})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Place) int { return cmp.Compare(b.Points, a.Points) })
	return out
}

func firstReason(list []MetricScore, state State, otherwise string) string {
	for _, m := range list {
		if m.State == state && m.Reason != "" {
			return m.Reason
		}
	}
	return otherwise
}

func known(score float64) Score { return Score{Known: true, Value: score, Low: score, High: score} }

func unknown() Score { return Score{High: 100} }

// best is the value, or the upper end of the interval where there is none.
func (s Score) best() float64 {
	if s.Known {
		return s.Value
	}
	return s.High
}

func (s Score) capped(limit float64) Score {
	s.Value, s.Low, s.High = min(s.Value, limit), min(s.Low, limit), min(s.High, limit)
	return s
}
