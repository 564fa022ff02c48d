package main

import (
	"errors"
	"io"
	"os"
	"slices"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
	"github.com/spf13/cobra"
)

const batchHelp = `Score answers to the tasks of SUITE, a file of JSON Lines as HumanEval's, gzipped or not.

--solutions names a file of JSON Lines with task_id and completion (continues the task's prompt) or solution (a whole
program); - is standard input. Several answers to a task become task#1, task#2. Lines that give no submission are listed
as problems, tasks without an answer as missing. --reference scores each task's own reference solution instead.

The report is the same at any number of workers.

Exit codes: 0 scored, whatever the scores; 1 the mean is below --fail-under, or with --fail-on-gate a gate of the profile
closed; 2 misuse; 3 our fault, on one submission at least; 130 interrupted.`

func batchCommand(a *app) *cobra.Command {
	var s scoring
	var solutions string
	var reference bool
	var only []string
	cmd := &cobra.Command{
		Use:     "batch SUITE --solutions FILE.jsonl|--reference",
		Short:   "Score answers to a suite of tasks",
		Long:    batchHelp,
		Example: "  score batch tasks.jsonl --solutions answers.jsonl -o report.json\n  score batch tasks.jsonl --reference --task-id HumanEval/7",
		Args:    exactly("batch", "SUITE, a file of tasks"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd); err != nil {
				return err
			}
			switch {
			case solutions == "" && !reference:
				return misusef("score batch: expected --solutions FILE.jsonl, or --reference to score the suite's own solutions")
			case solutions != "" && reference:
				return misusef("score batch: --solutions and --reference exclude each other")
			}
			if err := s.spare(args[0], solutions, s.profile); err != nil {
				return err
			}
			scorer, err := s.scorer(a)
			if err != nil {
				return err
			}
			suite, err := readSuite(args[0])
			if err != nil {
				return err
			}
			b := answers{suite: suite}
			if reference {
				b.submissions, b.missing = suite.References()
			} else if err := b.read(a, solutions); err != nil {
				return err
			}
			if err := b.restrict(only); err != nil {
				return err
			}
			if len(b.submissions) == 0 {
				return misusef("%s", b.nothing(solutions))
			}
			report, err := s.all(cmd.Context(), a, scorer, reports.KindBatch, b.items(), len(b.submissions))
			if err != nil {
				return err
			}
			report.Provenance.Suite = &reports.Suite{Name: suite.Name, Digest: suite.Digest, Tasks: len(suite.Tasks)}
			report.Missing = b.missing
			for _, p := range b.problems {
				report.Problems = append(report.Problems, reports.Problem{File: p.File, Line: p.Line, Message: p.Message})
			}
			if err := s.write(cmd.Context(), a, report); err != nil {
				return err
			}
			return s.verdict(report)
		},
	}
	s.flags(a, cmd, false)
	f := cmd.Flags()
	f.StringVar(&solutions, "solutions", "", "`FILE` of JSON Lines of answers, or - for standard input")
	f.BoolVar(&reference, "reference", false, "score each task's reference solution")
	f.StringArrayVar(&only, "task-id", nil, "only the task of this `ID` (may be given several times)")
	markSetting(f, "solutions")
	return cmd
}

// readSuite reads a suite from a file.
func readSuite(name string) (*suites.Suite, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, misusef("suite %s: %v", name, bare(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, misusef("suite %s: a folder, expected a file of JSON Lines", name)
	}
	suite, err := suites.Read(name, f, analyze.Bounds{})
	if problems, ok := errors.AsType[suites.Problems](err); ok {
		return nil, misusef("%v", problems)
	}
	if err != nil {
		return nil, misusef("suite %s: %v", name, bare(err))
	}
	return suite, nil
}

// oneTask finds a task for a submission that comes by itself.
func oneTask(file, id string) (*pipeline.Task, error) {
	suite, err := readSuite(file)
	if err != nil {
		return nil, err
	}
	if id == "" {
		return nil, misusef("--suite needs --task-id, the id of the task that the submission answers")
	}
	t := suite.Task(id)
	if t == nil {
		return nil, misusef("the suite %s has no task %q%s", suite.Name, id, suggest(id, taskIDs(suite)))
	}
	return pipeline.NewTask(t), nil
}

func taskIDs(suite *suites.Suite) []string {
	var ids []string
	for _, t := range suite.Tasks {
		ids = append(ids, t.ID)
	}
	return ids
}

// answers are the submissions of a batch with what was wrong with the others.
type answers struct {
	suite       *suites.Suite
	submissions []*analyze.Submission
	problems    []analyze.Problem
	missing     []string
}

// read reads a file of solutions.
func (b *answers) read(a *app, name string) error {
	var in io.Reader = a.in
	if name == "-" {
		name = analyze.Stdin
	} else {
		f, err := os.Open(name)
		if err != nil {
			return misusef("solutions %s: %v", name, bare(err))
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return misusef("solutions %s: a folder, expected a file of JSON Lines", name)
		}
		in = f
	}
	b.submissions, b.problems, b.missing = b.suite.ReadSolutions(name, in, analyze.Bounds{})
	return nil
}

// restrict keeps only some tasks.
func (b *answers) restrict(only []string) error {
	if len(only) == 0 {
		return nil
	}
	for _, id := range only {
		if b.suite.Task(id) == nil {
			return misusef("the suite %s has no task %q%s", b.suite.Name, id, suggest(id, taskIDs(b.suite)))
		}
	}
	b.submissions = slices.DeleteFunc(b.submissions, func(s *analyze.Submission) bool { return !slices.Contains(only, s.Task) })
	b.missing = slices.DeleteFunc(b.missing, func(id string) bool { return !slices.Contains(only, id) })
	return nil
}

// nothing says why there is nothing to score.
func (b *answers) nothing(solutions string) string {
	if solutions == "" {
		return "the suite " + b.suite.Name + " has no reference solutions"
	}
	text := solutions + ": no line answers a task of the suite " + b.suite.Name
	if len(b.problems) > 0 {
		text += "; the first problem is: " + b.problems[0].Error()
	}
	return text
}

// items pairs the submissions with their tasks.
func (b *answers) items() func(yield func(pipeline.Item) bool) {
	tasks := map[string]*pipeline.Task{}
	for _, t := range b.suite.Tasks {
		tasks[t.ID] = pipeline.NewTask(t)
	}
	return func(yield func(pipeline.Item) bool) {
		for _, sub := range b.submissions {
			if !yield(pipeline.Item{ID: sub.ID, Task: tasks[sub.Task], Take: func() *analyze.Submission { return sub }}) {
				return
			}
		}
	}
}
