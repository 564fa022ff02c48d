package pipeline

import (
	"context"
	"slices"
	"sync"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
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
	Runs     int            // how often each submission is run, with Seed, Seed+1, …; 0 for once
	Observe  interp.Observe // what the first run of each submission records about itself
	Mounts   []interp.Mount // packages that every run may import

	prepare  sync.Once
	prepared *profiles.Prepared
	unfit    error // why the profile cannot judge
}

// judge judges by the profile, which is checked once.
func (s *Scorer) judge(ev *analyze.Evidence) (*profiles.Scorecard, error) {
	s.prepare.Do(func() { s.prepared, s.unfit = profiles.Prepare(s.Profile, s.Registry) })
	if s.unfit != nil {
		return nil, s.unfit
	}
	return s.prepared.Judge(ev)
}

// Item is a submission with the task that it answers.
type Item struct {
	ID string // of the submission, for the record of a fault that comes before there is one
	// Take takes the submission in. It is called by whoever scores it, so that what is not its turn yet takes no memory.
	Take func() *analyze.Submission
	// Answer stands in place of Take for what can be sent to another process; it answers Task.
	Answer *suites.Answer
	Task   *Task // nil for none
}

func (i *Item) take() *analyze.Submission {
	if i.Answer != nil {
		return i.Task.Take(*i.Answer)
	}
	return i.Take()
}

// Score takes one submission the whole way, twice where the clock ended a run. It always gives a record; after ctx is
// done that record means nothing.
func (s *Scorer) Score(ctx context.Context, item Item) reports.Submission {
	record, timedOut := s.Attempt(ctx, item)
	if timedOut && ctx.Err() == nil {
		record, _ = s.Attempt(ctx, item)
	}
	return record
}

// Attempt takes one submission the whole way and says whether the clock ended a run of it or of its reference: then it
// should be tried once more while nothing else runs.
func (s *Scorer) Attempt(ctx context.Context, item Item) (record reports.Submission, timedOut bool) {
	sub := &analyze.Submission{ID: item.ID}
	if item.Task != nil {
		sub.Task = item.Task.ID
	}
	defer func() {
		if fault := recover(); fault != nil {
			record, timedOut = reports.InfraError(sub, describe(fault)), false
		}
	}()
	sub = item.take()
	if sub.Refused != "" {
		return reports.Refused(sub), false
	}
	if item.Task != nil {
		if why := unanswerable(sub); why != "" {
			sub.Refused = sub.ID + ": " + why
			return reports.Refused(sub), false
		}
	}
	a := &attempt{Scorer: s, seed: s.Seed, observe: s.Observe}
	ev := s.look(sub)
	a.fill(ctx, ev, item.Task)
	card, err := s.judge(ev)
	if err != nil {
		return reports.InfraError(sub, "the profile cannot judge: "+err.Error()), false
	}
	record = reports.Judged(ev, card, s.Registry)
	if s.Runs > 1 {
		if err := s.again(ctx, a, ev, item.Task, card, &record); err != nil {
			return reports.InfraError(sub, err.Error()), false
		}
	}
	return record, a.timedOut
}

// attempt is one submission's way.
type attempt struct {
	*Scorer
	seed     uint64
	observe  interp.Observe
	timedOut bool // the clock ended a run
}

// fill runs the submission, against its task's tests where it has a task, and adds what that shows to the evidence.
func (a *attempt) fill(ctx context.Context, ev *analyze.Evidence, task *Task) {
	if task != nil {
		ev.EntryPoint = task.EntryPoint
		ev.Reference = task.reference(ctx, a)
		a.timedOut = a.timedOut || timedOut(ev.Reference)
	}
	if len(ev.Invalid) > 0 {
		return
	}
	switch sub := ev.Submission; {
	case task != nil:
		ev.Run = task.attempt(ctx, a, sub, steps(ev), ev.Reference)
	case len(sub.Steps) > 0:
		ev.Run = a.evidence(a.execute(ctx, &interp.Program{Steps: steps(ev), Observe: a.observe}, a.host(sub)), nil)
	}
	for _, m := range ev.Modules {
		m.Scope = nil
	}
	ev.Observe()
	a.timedOut = a.timedOut || timedOut(ev.Run)
}

// steps are those of a submission with the trees that it was looked at by.
func steps(ev *analyze.Evidence) []interp.Step {
	list := slices.Clone(ev.Submission.Steps)
	parsed := make(map[*source.File]*interp.Parsed, len(ev.Modules))
	for _, m := range ev.Modules {
		parsed[m.Tree.File] = &interp.Parsed{Tree: m.Tree, Names: m.Scope}
	}
	for i := range list {
		list[i].Parsed = parsed[list[i].Source]
	}
	return list
}

func timedOut(r *analyze.RunEvidence) bool {
	return r != nil && r.Outcome != nil && r.Outcome.Status == interp.TimeLimit
}

func (a *attempt) host(sub *analyze.Submission) *interp.Host {
	argv := []string{""}
	for _, step := range sub.Steps {
		if step.Source != nil {
			argv[0] = step.Source.Name
			break
		}
	}
	return &interp.Host{FS: sub.FS(), Argv: argv, Seed: a.seed, Mounts: a.Mounts}
}

func (s *Scorer) evidence(o *interp.Outcome, cases []analyze.Case) *analyze.RunEvidence {
	return &analyze.RunEvidence{Engine: s.Engine.Name(), FuelSchedule: s.Engine.FuelSchedule(), Outcome: o, Cases: cases}
}

// execute runs a program under the limits. A panic of the engine is told as a fault.
func (s *Scorer) execute(ctx context.Context, p *interp.Program, h *interp.Host) (o *interp.Outcome) {
	limits := s.Limits.OrDefault()
	p.Observe.Coverage = p.Observe.Coverage || s.Profile.Counts("coverage")
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
