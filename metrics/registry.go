package metrics

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze"
)

// Tier is where a metric comes from. Of several with one id, that of the latest tier is taken.
type Tier uint8

// The tiers, each winning over those before it.
const (
	BuiltInTier Tier = iota // this package
	PackTier                // installed for all projects of a user
	ProjectTier             // the project's folder
	CommandTier             // named on the command line, by a folder, a file or a profile
)

var tierNames = [...]string{"built in", "installed pack", "project folder", "command line"}

// String is the name used in listings.
func (t Tier) String() string { return tierNames[t] }

// Candidate is a declaration of a metric with where it comes from.
type Candidate struct {
	*Metric
	Tier   Tier
	Origin string // the file, or the package for what is built in

	packed *Packed // of a declaration in a file
}

// Registry is a set of metrics, found by their ids. It does not change once made.
type Registry struct {
	sorted     []*Metric   // the winners, by id
	candidates []Candidate // all, by id, the winner of each first
}

var validID = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// builtInOrigin is the origin of metrics written in Go that say no other.
const builtInOrigin = "built in"

// NewRegistry makes a registry of metrics of one tier. It refuses declarations that are incomplete or contradict each
// other, and names all of them in one error, a line each.
func NewRegistry(list ...*Metric) (*Registry, error) {
	var all []Candidate
	for _, m := range list {
		all = append(all, Candidate{Metric: m, Tier: BuiltInTier, Origin: builtInOrigin})
	}
	return NewLayered(all...)
}

// With is the registry with more candidates.
func (r *Registry) With(more ...Candidate) (*Registry, error) {
	return NewLayered(append(slices.Clone(r.candidates), more...)...)
}

// NewLayered makes a registry of metrics of several tiers. Two of one id in one tier are refused, as are expressions over
// metrics that are not there, or over each other in a circle.
func NewLayered(all ...Candidate) (*Registry, error) {
	var problems []error
	for i, c := range all {
		if c.Metric == nil {
			problems = append(problems, fmt.Errorf("metric %d of %d is nil", i+1, len(all)))
			continue
		}
		for _, p := range c.Metric.problems() {
			problems = append(problems, fmt.Errorf("%smetric %q: %s", c.from(), c.ID, p))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	r := &Registry{candidates: slices.Clone(all)}
	slices.SortStableFunc(r.candidates, func(a, b Candidate) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), cmp.Compare(b.Tier, a.Tier))
	})
	for i, c := range r.candidates {
		if i > 0 && r.candidates[i-1].ID == c.ID {
			if r.candidates[i-1].Tier == c.Tier {
				problems = append(problems, fmt.Errorf("%smetric %q is declared twice", c.from(), c.ID))
			}
			continue
		}
		r.sorted = append(r.sorted, c.Metric)
	}
	problems = append(problems, r.unresolved()...)
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	return r, nil
}

// from begins a complaint with the file that it is about.
func (c Candidate) from() string {
	if c.Origin == "" || c.Origin == builtInOrigin {
		return ""
	}
	return c.Origin + ": "
}

// unresolved lists the expressions that cannot be worked out.
func (r *Registry) unresolved() []error {
	const unseen, open, done = 0, 1, 2
	var problems []error
	state := map[string]int{}
	var visit func(m *Metric)
	visit = func(m *Metric) { // as deep as expressions use each other, which a circle cannot exceed
		state[m.ID] = open
		for _, id := range m.uses {
			used, ok := r.Lookup(id)
			switch {
			case !ok:
				problems = append(problems, fmt.Errorf("metric %q: its expression uses %q, which there is not", m.ID, id))
			case state[id] == open:
				problems = append(problems, fmt.Errorf("metric %q: its expression comes back to itself through %q", m.ID, id))
			case state[id] == unseen && len(state) < maxExpressions:
				visit(used)
			}
		}
		state[m.ID] = done
	}
	for _, m := range r.sorted {
		if state[m.ID] == unseen {
			visit(m)
		}
	}
	return problems
}

// maxExpressions bounds how many metrics are followed through each other.
const maxExpressions = 10_000

// problems is what is wrong with a declaration, each in a few words.
func (m *Metric) problems() []string {
	var out []string
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	refuse(!validID.MatchString(m.ID), "the id is not lower_snake_case")
	refuse(m.Version < 1, "the version is %d, expected 1 or more", m.Version)
	refuse(m.Doc == "", "no doc: say in one sentence what is counted")
	refuse(m.Source == "", "no source: name the paper, tool or rule set of the definition")
	refuse(m.Unit == "", "no unit")
	refuse(m.Max != 0 && m.Max <= m.Min, "the range %g to %g is empty", m.Min, m.Max)
	refuse(m.Better > LowerIsBetter, "unknown direction %d", m.Better)
	refuse(m.Needs&(NeedsSource|NeedsRun|NeedsReference) == 0 && len(m.uses) == 0, "needs no evidence at all: it would be a constant")
	refuse(m.Needs&NeedsReference != 0 && m.Needs&NeedsRun == 0, "needs a reference to compare with, but no run to compare")
	refuse(m.Measure == nil && m.compiled == nil, "does not measure")
	return out
}

// BuiltIn is the registry of what is built in, without whatever shadows it: the registry itself where nothing was added.
func (r *Registry) BuiltIn() *Registry {
	out := &Registry{}
	for _, c := range r.candidates {
		if c.Tier == BuiltInTier {
			out.candidates = append(out.candidates, c)
			out.sorted = append(out.sorted, c.Metric)
		}
	}
	if len(out.candidates) == len(r.candidates) {
		return r
	}
	return out
}

// All lists the metrics, ordered by id.
func (r *Registry) All() []*Metric { return slices.Clone(r.sorted) }

// Candidates lists every declaration of an id, the one that is taken first.
func (r *Registry) Candidates(id string) []Candidate {
	var out []Candidate
	for _, c := range r.candidates {
		if c.ID == id {
			out = append(out, c)
		}
	}
	return out
}

// Lookup finds a metric by its id.
func (r *Registry) Lookup(id string) (*Metric, bool) {
	i, ok := slices.BinarySearchFunc(r.sorted, id, func(m *Metric, id string) int { return strings.Compare(m.ID, id) })
	if !ok {
		return nil, false
	}
	return r.sorted[i], true
}

// Measure measures one metric. Evidence that the metric needs and that is not there makes it unavailable or not
// applicable before it is asked.
func (r *Registry) Measure(id string, ev *analyze.Evidence) (Value, error) {
	m, ok := r.Lookup(id)
	if !ok {
		return Value{}, fmt.Errorf("there is no metric %q", id)
	}
	return r.MeasureBy(m, ev)
}

// MeasureBy is [Registry.Measure] for a metric that was looked up before.
func (r *Registry) MeasureBy(m *Metric, ev *analyze.Evidence) (Value, error) {
	if m.compiled == nil {
		return m.measure(ev), nil
	}
	return r.measureOnce(m.ID, ev, map[string]Value{})
}

// measureOnce measures a metric unless it is known already.
func (r *Registry) measureOnce(id string, ev *analyze.Evidence, known map[string]Value) (Value, error) {
	if v, ok := known[id]; ok {
		return v, nil
	}
	m, ok := r.Lookup(id)
	if !ok {
		return Value{}, fmt.Errorf("there is no metric %q", id)
	}
	var v Value
	if m.compiled != nil {
		var err error
		if v, err = r.evaluate(m, ev, known); err != nil {
			return Value{}, err
		}
	} else {
		v = m.measure(ev)
	}
	known[id] = v
	return v, nil
}

func (m *Metric) measure(ev *analyze.Evidence) Value {
	if m.Needs&NeedsTask != 0 && (ev.Submission == nil || ev.Submission.Task == "") {
		return notApplicable("there is no task that says what is wanted")
	}
	if m.Needs&NeedsReference != 0 && ev.Reference == nil {
		return notApplicable("there is no reference solution to compare with")
	}
	if m.Needs&NeedsSource != 0 && len(ev.Modules)+len(ev.Invalid) == 0 {
		return notApplicable("there is no Python in the submission")
	}
	if m.Needs&NeedsRun != 0 && ev.Run == nil {
		return unavailable("the submission was not run")
	}
	if m.Needs&NeedsTypes != 0 {
		return unavailable("no type checker has looked at the submission")
	}
	return m.within(m.Measure(ev))
}

// within keeps a number outside of its range, a fault of whoever wrote the metric, from becoming somebody's score.
func (m *Metric) within(v Value) Value {
	if v.State == Measured && (v.Number < m.Min || m.Max != 0 && v.Number > m.Max || v.Number-v.Number != 0) {
		return unavailable(fmt.Sprintf("the metric gave %g, which is outside of its range: a fault of the metric", v.Number))
	}
	return v
}

func notApplicable(reason string) Value { return Value{State: NotApplicable, Reason: reason} }

func unavailable(reason string) Value { return Value{State: NotAvailable, Reason: reason} }
