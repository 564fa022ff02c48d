package reports

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/assay-score/assay/schemas"
)

// Gates are what a report has to keep.
type Gates struct {
	Min           []Bound // lowest scores
	Baseline      *Report // nil for none
	MaxRegression float64 // points that a score may fall below the baseline's
	Regression    bool    // MaxRegression holds
	MaxFuelGrowth float64 // share by which a submission's fuel may exceed the baseline's
	FuelGrowth    bool    // MaxFuelGrowth holds
}

// Bound is a lowest score: of the total, or of a category.
type Bound struct {
	ID  string
	Min float64
}

// Verdict is whether a report keeps its gates, and why.
type Verdict struct {
	Passed bool    `json:"passed"`
	Checks []Check `json:"checks"`
}

// Check is one gate with what came of it.
type Check struct {
	Gate   string `json:"gate"` // "total ≥ 80", "total −2 of baseline"
	Passed bool   `json:"passed"`
	Why    string `json:"why"`
}

// Judge checks a report: a run by its lowest submission, a batch by its mean. What could not be found out keeps no gate.
func (g *Gates) Judge(r *Report) (*Verdict, error) {
	v := &Verdict{Passed: true, Checks: []Check{}}
	add := func(gate string, passed bool, format string, args ...any) {
		v.Checks = append(v.Checks, Check{gate, passed, fmt.Sprintf(format, args...)})
		v.Passed = v.Passed && passed
	}
	if r.Partial != nil {
		add("whole", false, "the batch was interrupted after %d of %d submissions", r.Partial.Done, r.Partial.Of)
	}
	if n := r.Summary.InfraErrors; n > 0 {
		add("judged", false, "%s not be judged through a fault of ours", plural(n, "submission could", "submissions could"))
	}
	scores, err := scoresOf(r)
	if err != nil {
		return nil, err
	}
	for _, b := range g.Min {
		gate := fmt.Sprintf("%s ≥ %s", b.ID, number(b.Min))
		s, known := scores[b.ID]
		switch {
		case !known:
			return nil, fmt.Errorf("the report has no score %q; it has %s", b.ID, strings.Join(scoreIDs(r), ", "))
		case s == nil:
			add(gate, false, "%s is not known", b.ID)
		default:
			add(gate, *s >= b.Min, "%s is %s", b.ID, fixed(*s))
		}
	}
	if g.Baseline == nil {
		return v, nil
	}
	if _, err := comparable(g.Baseline, r); err != nil {
		return nil, err
	}
	before, err := scoresOf(g.Baseline)
	if err != nil {
		return nil, err
	}
	if g.Regression {
		for _, id := range scoreIDs(r) {
			was, is := before[id], scores[id]
			if was == nil {
				continue // there is nothing to fall from
			}
			gate := fmt.Sprintf("%s ≥ baseline − %s", id, number(g.MaxRegression))
			if is == nil {
				add(gate, false, "%s was %s and is not known now", id, fixed(*was))
				continue
			}
			add(gate, *is >= *was-g.MaxRegression-1e-9, "%s was %s and is %s", id, fixed(*was), fixed(*is))
		}
	}
	if g.FuelGrowth {
		if err := g.fuel(r, add); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// fuel compares what submissions spent, where both reports ran them to the same end.
func (g *Gates) fuel(r *Report, add func(gate string, passed bool, format string, args ...any)) error {
	gate := fmt.Sprintf("fuel ≤ baseline + %s", percent(g.MaxFuelGrowth))
	if a, b := g.Baseline.Provenance.FuelSchedule, r.Provenance.FuelSchedule; a != b {
		add(gate, false, "fuel does not compare between the schedules %s and %s", a, b)
		return nil
	}
	before := map[string]*Run{}
	err := g.Baseline.Each(func(_ int, s *Submission) error {
		before[s.ID] = s.Run
		return nil
	})
	if err != nil {
		return err
	}
	compared, grown, worst, worstID := 0, 0, 0.0, ""
	err = r.Each(func(_ int, s *Submission) error {
		was := before[s.ID]
		if was == nil || s.Run == nil || was.Status != s.Run.Status || was.Fuel == 0 {
			return nil
		}
		compared++
		growth := float64(s.Run.Fuel)/float64(was.Fuel) - 1
		if growth > worst || worstID == "" {
			worst, worstID = growth, s.ID
		}
		if growth > g.MaxFuelGrowth+1e-12 {
			grown++
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case compared == 0:
		add(gate, false, "no submission ran to the same end in both reports")
	case grown > 0:
		add(gate, false, "%s of %d spends more, most of all %s: %s more", plural(grown, "submission", "submissions"), compared, Inert(worstID), percent(worst))
	default:
		add(gate, true, "of %s none spends that much more; %s grew most, by %s", plural(compared, "submission", "submissions"), Inert(worstID), percent(worst))
	}
	return nil
}

// scoreIDs are the scores that a report has: the total and its categories.
func scoreIDs(r *Report) []string {
	ids := []string{"total"}
	for _, c := range r.Summary.Categories {
		ids = append(ids, c.ID)
	}
	return ids
}

// scoresOf are the scores by id, nil for what is not known: of a batch the means, of a run the lowest.
func scoresOf(r *Report) (map[string]*float64, error) {
	out := map[string]*float64{"total": r.Summary.Mean}
	for _, c := range r.Summary.Categories {
		out[c.ID] = c.Mean
	}
	if r.Kind != KindRun {
		return out, nil
	}
	lowest := map[string]*float64{}
	unknown := map[string]bool{}
	note := func(id string, s *Score) {
		switch {
		case s == nil || s.Value == nil:
			unknown[id] = true
		case lowest[id] == nil || *s.Value < *lowest[id]:
			lowest[id] = s.Value
		}
	}
	err := r.Each(func(_ int, s *Submission) error {
		note("total", s.Total)
		for _, c := range s.Categories {
			if c.State == "counted" || c.State == "unavailable" {
				note(c.ID, c.Score)
			}
		}
		return nil
	})
	for id := range out {
		out[id] = lowest[id]
		if unknown[id] {
			out[id] = nil
		}
	}
	return out, err
}

// number writes a bound without needless decimals.
func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// WriteVerdictJSON writes a verdict as JSON, after checking it against its schema.
func WriteVerdictJSON(w io.Writer, v *Verdict) error {
	text, err := marshal(v, "", "  ")
	if err != nil {
		return err
	}
	if err := check(text, func(value any) error { return schemas.Validate("verdict", value) }); err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// WriteVerdict writes a verdict for people.
func WriteVerdict(w io.Writer, v *Verdict, o Options) error {
	p := newPage(o)
	for _, c := range v.Checks {
		mark := seg{"✓ ", green}
		if !c.Passed {
			mark = seg{"✗ ", alarm}
		}
		p.wrap([]seg{mark, {c.Gate + "  ", bold}}, 4, c.Why, normal)
	}
	if v.Passed {
		p.print(seg{"passed", green})
	} else {
		p.print(seg{"failed", alarm})
	}
	_, err := w.Write(p.bytes())
	return err
}
