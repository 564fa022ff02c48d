package metrics

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze"
)

// Registry is a set of metrics, found by their ids. It does not change once made.
type Registry struct {
	sorted []*Metric // by id
}

var validID = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// NewRegistry makes a registry. It refuses declarations that are incomplete or contradict each other, and names all of
// them in one error, a line each.
func NewRegistry(list ...*Metric) (*Registry, error) {
	var problems []error
	sorted := slices.Clone(list)
	for i, m := range list {
		if m == nil {
			problems = append(problems, fmt.Errorf("metric %d of %d is nil", i+1, len(list)))
			continue
		}
		for _, p := range m.problems() {
			problems = append(problems, fmt.Errorf("metric %q: %s", m.ID, p))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	slices.SortStableFunc(sorted, func(a, b *Metric) int { return strings.Compare(a.ID, b.ID) })
	for i := 1; i < len(sorted); i++ {
		if sorted[i].ID == sorted[i-1].ID {
			problems = append(problems, fmt.Errorf("metric %q is declared twice", sorted[i].ID))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	return &Registry{sorted}, nil
}

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
	refuse(m.Needs&(NeedsSource|NeedsRun|NeedsReference) == 0, "needs no evidence at all: it would be a constant")
	refuse(m.Needs&NeedsReference != 0 && m.Needs&NeedsRun == 0, "needs a reference to compare with, but no run to compare")
	refuse(m.Measure == nil, "does not measure")
	return out
}

// All lists the metrics, ordered by id.
func (r *Registry) All() []*Metric { return slices.Clone(r.sorted) }

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
	return m.measure(ev), nil
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
	v := m.Measure(ev)
	if v.State == Measured && (v.Number < m.Min || m.Max != 0 && v.Number > m.Max || v.Number != v.Number) {
		// A number outside of its range is a bug of ours; it must not become somebody's score.
		return unavailable(fmt.Sprintf("the metric gave %g, which is outside of its range: a fault of ours", v.Number))
	}
	return v
}

func notApplicable(reason string) Value { return Value{State: NotApplicable, Reason: reason} }

func unavailable(reason string) Value { return Value{State: NotAvailable, Reason: reason} }
