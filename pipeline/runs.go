package pipeline

import (
	"context"
	"fmt"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
)

// again takes a submission the whole way for every further run, and adds to the record what the runs show together.
//
// Everything is done anew, reading the source included: what does not depend on a run must come out the same each time,
// and if it does not, that is a fault of ours and no submission's spread.
func (s *Scorer) again(ctx context.Context, a *attempt, first *analyze.Evidence, task *Task, card *profiles.Scorecard, record *reports.Submission) error {
	records := []reports.Submission{*record}
	a.observe = interp.Observe{}
	for i := 1; i < s.Runs; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.seed = s.Seed + uint64(i)
		ev := s.look(first.Submission)
		a.fill(ctx, ev, task)
		next, err := s.judge(ev)
		if err != nil {
			return fmt.Errorf("the profile cannot judge run %d: %w", i, err)
		}
		if id := s.varying(first.Submission, card, next); id != "" {
			return fmt.Errorf("the metric %s depends on nothing that differs between runs, and run %d gives another value", id, i)
		}
		records = append(records, reports.Judged(ev, next, s.Registry))
	}
	record.Runs = reports.Together(records, s.Seed)
	return nil
}

// varying finds a metric that needs no run and differs all the same. What a run confirmed about a finding is no such
// difference, so a metric that differs is measured once more, twice, without any run.
func (s *Scorer) varying(sub *analyze.Submission, one, other *profiles.Scorecard) string {
	values := map[string]metrics.Value{}
	for _, c := range one.Categories {
		for _, m := range c.Metrics {
			values[m.ID] = m.Value
		}
	}
	for _, c := range other.Categories {
		for _, m := range c.Metrics {
			declared, ok := s.Registry.Lookup(m.ID)
			if !ok || declared.Needs&(metrics.NeedsRun|metrics.NeedsReference) != 0 {
				continue
			}
			if before := values[m.ID]; before.State == m.Value.State && before.Number == m.Value.Number {
				continue
			}
			x, err := s.Registry.Measure(m.ID, s.look(sub))
			y, err2 := s.Registry.Measure(m.ID, s.look(sub))
			if err != nil || err2 != nil || x.State != y.State || x.Number != y.Number {
				return m.ID
			}
		}
	}
	return ""
}
