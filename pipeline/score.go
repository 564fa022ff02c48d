package pipeline

import (
	"context"
	"sync"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
)

// TargetPython is the version of Python whose grammar holds.
const TargetPython = "3.14"

// Scorer is one way of scoring. Its fields are not changed once it is used; it may be used from several goroutines.
type Scorer struct {
	Engine   interp.Engine
	Limits   interp.Limits
	Profile  *profiles.Profile
	Registry *metrics.Registry
	Seed     uint64
	Mounts   []interp.Mount // packages that every run may import

	// turn is held for reading by every run and for writing by one that has to be alone.
	turn sync.RWMutex
}

// Item is a submission with the task that it answers.
type Item struct {
	ID string // of the submission, for the record of a fault that comes before there is one
	// Take takes the submission in. It is called by the worker, so that what is not its turn yet takes no memory.
	Take func() *analyze.Submission
	Task *Task // nil for none
}

// Score takes one submission the whole way. It always gives a record; after ctx is done that record means nothing.
func (s *Scorer) Score(ctx context.Context, item Item) (record reports.Submission) {
	sub := &analyze.Submission{ID: item.ID}
	defer func() {
		if fault := recover(); fault != nil {
			record = reports.InfraError(sub, describe(fault))
		}
	}()
	sub = item.Take()
	if sub.Refused != "" {
		return reports.Refused(sub)
	}
	if item.Task != nil {
		if why := unanswerable(sub); why != "" {
			sub.Refused = sub.ID + ": " + why
			return reports.Refused(sub)
		}
	}
	ev := s.look(sub)
	if item.Task != nil {
		ev.EntryPoint = item.Task.EntryPoint
		ev.Reference = item.Task.reference(ctx, s)
	}
	if len(ev.Invalid) == 0 {
		ev.Run = s.run(ctx, sub, item.Task)
		ev.Observe()
	}
	card, err := profiles.Judge(s.Profile, s.Registry, ev)
	if err != nil {
		return reports.InfraError(sub, "the profile cannot judge: "+err.Error())
	}
	return reports.Judged(ev, card, s.Registry)
}

// run runs a submission, against its task's tests where it has a task; nil when there is nothing to run.
func (s *Scorer) run(ctx context.Context, sub *analyze.Submission, task *Task) *analyze.RunEvidence {
	if task != nil {
		return task.attempt(ctx, s, sub)
	}
	if len(sub.Steps) == 0 {
		return nil
	}
	return s.evidence(s.execute(ctx, &interp.Program{Steps: sub.Steps}, s.host(sub)), nil)
}

func (s *Scorer) host(sub *analyze.Submission) *interp.Host {
	argv := []string{""}
	for _, step := range sub.Steps {
		if step.Source != nil {
			argv[0] = step.Source.Name
			break
		}
	}
	return &interp.Host{FS: sub.FS(), Argv: argv, Seed: s.Seed, Mounts: s.Mounts}
}

func (s *Scorer) evidence(o *interp.Outcome, cases []analyze.Case) *analyze.RunEvidence {
	return &analyze.RunEvidence{Engine: s.Engine.Name(), FuelSchedule: s.Engine.FuelSchedule(), Outcome: o, Cases: cases}
}

// execute runs a program under the limits, once more and alone where the clock ended it.
func (s *Scorer) execute(ctx context.Context, p *interp.Program, h *interp.Host) *interp.Outcome {
	s.turn.RLock()
	o := s.once(ctx, p, h)
	s.turn.RUnlock()
	if o.Status != interp.TimeLimit || ctx.Err() != nil {
		return o
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.once(ctx, p, h)
}

// once runs a program a single time. A panic must not keep the turn, so it is caught here and told as a fault.
func (s *Scorer) once(ctx context.Context, p *interp.Program, h *interp.Host) (o *interp.Outcome) {
	limits := s.Limits.OrDefault()
	ctx, cancel := context.WithTimeout(ctx, limits.Wall)
	defer cancel()
	defer func() {
		if fault := recover(); fault != nil {
			o = &interp.Outcome{Status: interp.FaultOfOurs, Detail: describe(fault)}
		}
	}()
	return s.Engine.Run(ctx, p, h, limits)
}

// Provenance says by what the numbers of this scorer are made.
func (s *Scorer) Provenance(tool string) reports.Provenance {
	l := s.Limits.OrDefault()
	return reports.Provenance{
		Tool: tool, Engine: s.Engine.Name(), EngineVersion: s.Engine.Version(), FuelSchedule: s.Engine.FuelSchedule(),
		Scale: s.Profile.Scale, ScaleDigest: s.Profile.ScaleDigest(), RuleSet: safety.RuleSet, RuleSetDigest: safety.Digest(), TargetPython: TargetPython,
		Profile: reports.Profile{ID: s.Profile.ID, Version: s.Profile.Version, Digest: s.Profile.Digest()},
		Seed:    s.Seed,
		Limits:  reports.Limits{Fuel: l.Fuel, Memory: l.Memory, Recursion: l.Recursion, WallMillis: l.Wall.Milliseconds(), Output: l.Output},
	}
}
