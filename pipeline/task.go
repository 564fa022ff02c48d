package pipeline

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
)

// Task is a task of a suite with what its reference solution showed. All submissions that answer it share one, so the
// reference is run once by each process, by whoever comes first there.
type Task struct {
	*suites.Task
	wire  func() []byte
	tests func() interp.Step // the same for every run
	model func() string      // the reference solution as a program

	mu    sync.Mutex
	shown map[uint64]*analyze.RunEvidence // by seed
}

// NewTask makes a task whose reference solution was not run yet.
func NewTask(t *suites.Task) *Task {
	return &Task{Task: t, shown: map[uint64]*analyze.RunEvidence{},
		tests: sync.OnceValue(func() interp.Step {
			step := t.Steps(nil)[1]
			step.Kept = new(interp.Kept)
			return step
		}),
		model: sync.OnceValue(t.ReferenceProgram),
		wire: sync.OnceValue(func() []byte {
			text, err := json.Marshal(t)
			if err != nil {
				panic(err) // a struct of texts and numbers
			}
			return text
		})}
}

// reference is what the reference solution showed; nil where the task has none. What the clock ended is not kept, so
// that it can be tried again.
func (t *Task) reference(ctx context.Context, a *attempt) *analyze.RunEvidence {
	if t.Reference == "" {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if kept := t.shown[a.seed]; kept != nil {
		return kept
	}
	model := suites.ReferenceSubmission(t.Task)
	shown := t.run(ctx, a, model, model.Steps, interp.Observe{})
	// It is kept for as long as the suite: what no report would show is let go.
	o := shown.Outcome
	o.Stdout, o.Stderr = head(o.Stdout), head(o.Stderr)
	if o.Status != interp.TimeLimit && o.Status != interp.Cancelled {
		t.shown[a.seed] = shown
	}
	return shown
}

func head(b []byte) []byte {
	if len(b) > reports.MaxOutput {
		b = b[:reports.MaxOutput+1] // one more, so that it can be seen that there was more
	}
	return append([]byte(nil), b...)
}

// attempt runs a submission against the tests. A submission that is the reference solution, byte for byte, does what
// that did: a run depends on the program, the seed and the limits alone. steps are the submission's.
func (t *Task) attempt(ctx context.Context, a *attempt, sub *analyze.Submission, steps []interp.Step, reference *analyze.RunEvidence) *analyze.RunEvidence {
	if reference != nil && !a.observe.Any() && len(sub.Files) == 1 && sub.Kind == analyze.KindCompletion && sub.Files[0].Source.Text == t.model() {
		return reference
	}
	return t.run(ctx, a, sub, steps, a.observe)
}

func (t *Task) run(ctx context.Context, a *attempt, sub *analyze.Submission, steps []interp.Step, observe interp.Observe) *analyze.RunEvidence {
	steps = append(slices.Clip(steps), t.tests())
	o := a.execute(ctx, &interp.Program{Steps: steps, Observe: observe}, a.host(sub))
	return a.evidence(o, []analyze.Case{t.caseOf(o, len(sub.Steps))})
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
