package pipeline

import (
	"context"
	"sync"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
)

// Task is a task of a suite with what its reference solution showed. All submissions that answer it share one, so the
// reference is run once, by whoever comes first.
type Task struct {
	*suites.Task

	once   sync.Once
	digest string
	shown  *analyze.RunEvidence
}

// NewTask makes a task whose reference solution was not run yet.
func NewTask(t *suites.Task) *Task { return &Task{Task: t} }

// reference is what the reference solution showed; nil where the task has none.
func (t *Task) reference(ctx context.Context, s *Scorer) *analyze.RunEvidence {
	if t.Reference == "" {
		return nil
	}
	t.once.Do(func() {
		sub := suites.ReferenceSubmission(t.Task)
		t.digest = sub.Digest
		t.shown = t.run(ctx, s, sub)
		// It is kept for as long as the suite: what no report would show is let go.
		o := t.shown.Outcome
		o.Stdout, o.Stderr = head(o.Stdout), head(o.Stderr)
	})
	return t.shown
}

func head(b []byte) []byte {
	if len(b) > reports.MaxOutput {
		b = b[:reports.MaxOutput+1] // one more, so that it can be seen that there was more
	}
	return append([]byte(nil), b...)
}

// attempt runs a submission against the tests. A submission that is the reference solution, byte for byte, does what
// that did: a run depends on the program, the seed and the limits alone.
func (t *Task) attempt(ctx context.Context, s *Scorer, sub *analyze.Submission) *analyze.RunEvidence {
	if t.shown != nil && sub.Digest == t.digest && sub.Digest != "" {
		return t.shown
	}
	return t.run(ctx, s, sub)
}

func (t *Task) run(ctx context.Context, s *Scorer, sub *analyze.Submission) *analyze.RunEvidence {
	tests := t.Steps(nil)[1]
	steps := append(append([]interp.Step(nil), sub.Steps...), tests)
	o := s.execute(ctx, &interp.Program{Steps: steps}, s.host(sub))
	return s.evidence(o, []analyze.Case{t.caseOf(o, len(sub.Steps))})
}

// caseOf is the verdict of a run in which the solution took a number of steps: to the task it is one.
func (t *Task) caseOf(o *interp.Outcome, solution int) analyze.Case {
	seen := *o
	seen.Step = max(o.Step-solution+1, 0)
	return t.Case(&seen)
}

// unanswerable says why a submission cannot answer a task: the tests look for names in __main__, and modules that are
// only imported leave none there.
func unanswerable(sub *analyze.Submission) string {
	for _, step := range sub.Steps {
		if step.Kind != interp.RunMain {
			return "a folder without a __main__.py cannot answer a task, whose tests call a function of the main program"
		}
	}
	return ""
}
