package main

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
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

Programs run in worker processes that have no way to files and network, are watched for the memory they hold, and may
crash without harm; --isolation=none runs them in this one. What goes wrong with a worker is tried again, and is then
our fault (infra_error), which no mean counts.

--journal FILE keeps each result on disk; after a crash, the same command with --resume goes on where it stopped. --shard
2/8 scores a part, score merge puts the parts together. --cache DIR takes results again that nothing changed about.
--stream reads answers and writes results line by line, as a filter: the second answer to a task is then task#2.

The report is the same at any number of workers, with any isolation, however often the batch was resumed.

Exit codes: 0 scored, whatever the scores; 1 the mean is below --fail-under, or with --fail-on-gate a gate of the profile
closed; 2 misuse; 3 our fault, on one submission at least; 130 interrupted (the report has what was done by then).`

func batchCommand(a *app) *cobra.Command {
	var c batchCall
	cmd := &cobra.Command{
		Use:   "batch SUITE --solutions FILE.jsonl|--reference",
		Short: "Score answers to a suite of tasks",
		Long:  batchHelp,
		Example: "  score batch tasks.jsonl --solutions answers.jsonl -o report.json\n  score batch tasks.jsonl --reference --task-id HumanEval/7\n" +
			"  score batch tasks.jsonl --solutions answers.jsonl --journal run.journal --resume -o report.html",
		Args: exactly("batch", "SUITE, a file of tasks"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd); err != nil {
				return err
			}
			return c.run(cmd.Context(), a, args[0])
		},
	}
	c.flags(a, cmd, false)
	c.batchFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.solutions, "solutions", "", "`FILE` of JSON Lines of answers, or - for standard input")
	f.BoolVar(&c.reference, "reference", false, "score each task's reference solution")
	f.StringArrayVar(&c.only, "task-id", nil, "only the task of this `ID` (may be given several times)")
	markSetting(f, "solutions")
	return cmd
}

// batchCall is one call of score batch.
type batchCall struct {
	scoring
	batching
	solutions string
	reference bool
	only      []string
}

func (c *batchCall) run(ctx context.Context, a *app, suiteFile string) error {
	switch {
	case c.solutions == "" && !c.reference:
		return misusef("score batch: expected --solutions FILE.jsonl, or --reference to score the suite's own solutions")
	case c.solutions != "" && c.reference:
		return misusef("score batch: --solutions and --reference exclude each other")
	case c.stream && (c.reference || c.shard.count > 0 || len(c.only) > 0):
		return misusef("score batch: --stream takes answers as they come: --reference, --shard and --task-id do not go with it")
	}
	if err := c.batching.check(); err != nil {
		return err
	}
	if err := c.spare(suiteFile, c.solutions, c.profile, c.journal); err != nil {
		return err
	}
	scorer, err := c.scorer(a)
	if err != nil {
		return err
	}
	suite, err := readSuite(suiteFile)
	if err != nil {
		return err
	}
	b := &pipeline.Batch{Scorer: scorer, Workers: c.workers.value, Eager: c.stream}
	mounts, err := c.mountPaths()
	if err != nil {
		return err
	}
	if b.Processes, err = c.processes(&c.scoring, scorer, mounts); err != nil {
		return err
	}
	done, err := c.open(b, suite.Digest, len(mounts) > 0)
	if err != nil {
		return err
	}
	if c.stream {
		return errors.Join(c.filter(ctx, a, b, suite), done())
	}
	list, err := c.list(a, suite)
	if err != nil {
		return errors.Join(err, done())
	}
	defer list.close()
	report, release, err := c.all(ctx, a, b, reports.KindBatch, list.items(&c.shard), list.count(&c.shard))
	defer release()
	if failed := done(); err == nil {
		err = failed
	}
	if err != nil {
		return err
	}
	report.Provenance.Suite = suiteOf(suite)
	report.Missing = list.missing
	report.Problems = problemsOf(list.problems)
	if c.shard.count > 0 {
		report.Shard = &reports.Shard{Index: c.shard.index, Count: c.shard.count}
	}
	if err := c.write(ctx, a, report); err != nil {
		return err
	}
	return c.verdict(report, c.gates)
}

func suiteOf(suite *suites.Suite) *reports.Suite {
	return &reports.Suite{Name: suite.Name, Digest: suite.Digest, Tasks: len(suite.Tasks)}
}

func problemsOf(list []analyze.Problem) []reports.Problem {
	var out []reports.Problem
	for _, p := range list {
		out = append(out, problemOf(p))
	}
	return out
}

// problemOf names a file as it was named, but for where it lies on this machine: a report is the same wherever it is made.
func problemOf(p analyze.Problem) reports.Problem {
	name := p.File
	if filepath.IsAbs(name) {
		name = filepath.Base(name)
	}
	return reports.Problem{File: filepath.ToSlash(name), Line: p.Line, Message: p.Message}
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

// unbounded are the bounds of a file of answers, which is never held as a whole: a line is bounded, their number hardly.
var unbounded = analyze.Bounds{Lines: 100_000_000, JSONBytes: 1 << 40}

// answers are what a batch scores, to be read from the beginning when it begins.
type answers struct {
	suite     *suites.Suite
	tasks     map[string]*pipeline.Task
	only      []string
	file      *os.File // nil for the suite's references
	remove    bool     // the file is a copy of standard input
	solutions *suites.Solutions
	problems  []analyze.Problem
	missing   []string
}

// list finds out what there is to score.
func (c *batchCall) list(a *app, suite *suites.Suite) (*answers, error) {
	l := &answers{suite: suite, tasks: map[string]*pipeline.Task{}, only: c.only}
	for _, t := range suite.Tasks {
		l.tasks[t.ID] = pipeline.NewTask(t)
	}
	for _, id := range c.only {
		if suite.Task(id) == nil {
			return nil, misusef("the suite %s has no task %q%s", suite.Name, id, suggest(id, taskIDs(suite)))
		}
	}
	if c.reference {
		for _, t := range suite.Tasks {
			if t.Reference == "" {
				l.missing = append(l.missing, t.ID)
			}
		}
	} else if err := l.scan(a, c.solutions); err != nil {
		return nil, err
	}
	if len(c.only) > 0 {
		l.missing = slices.DeleteFunc(l.missing, func(id string) bool { return !slices.Contains(c.only, id) })
	}
	if l.count(new(shard)) == 0 {
		l.close()
		return nil, misusef("%s", l.nothing(c.solutions))
	}
	return l, nil
}

// scan reads a file of solutions for the first time. Standard input is copied to a file, since it can be read only once.
func (l *answers) scan(a *app, name string) (err error) {
	if name == "-" {
		name = analyze.Stdin
		if l.file, err = os.CreateTemp("", "score-*"); err != nil {
			return faultf("a temporary file: %v", err)
		}
		l.remove = true
		if _, err := io.Copy(l.file, a.in); err != nil {
			l.close()
			return misusef("%s: %v", name, bare(err))
		}
		if _, err := l.file.Seek(0, io.SeekStart); err != nil {
			return faultf("%v", err)
		}
	} else {
		if l.file, err = os.Open(name); err != nil {
			return misusef("solutions %s: %v", name, bare(err))
		}
		if info, err := l.file.Stat(); err == nil && info.IsDir() {
			l.close()
			return misusef("solutions %s: a folder, expected a file of JSON Lines", name)
		}
	}
	l.solutions = l.suite.ScanSolutions(name, l.file, unbounded)
	l.problems, l.missing = l.solutions.Problems, l.solutions.Missing
	return nil
}

func (l *answers) close() {
	if l.file == nil {
		return
	}
	l.file.Close()
	if l.remove {
		os.Remove(l.file.Name())
	}
}

// nothing says why there is nothing to score.
func (l *answers) nothing(solutions string) string {
	if solutions == "" {
		return "the suite " + l.suite.Name + " has no reference solutions"
	}
	text := solutions + ": no line answers a task of the suite " + l.suite.Name
	if len(l.problems) > 0 {
		text += "; the first problem is: " + l.problems[0].Error()
	}
	return text
}

// each gives the answers in their order until f gives false.
func (l *answers) each(f func(*suites.Task, suites.Answer) bool) {
	wanted := func(t *suites.Task) bool { return len(l.only) == 0 || slices.Contains(l.only, t.ID) }
	if l.file == nil {
		for _, t := range l.suite.Tasks {
			if t.Reference != "" && wanted(t) && !f(t, t.ReferenceAnswer()) {
				return
			}
		}
		return
	}
	if _, err := l.file.Seek(0, io.SeekStart); err != nil {
		return // it could be read a moment ago: what is missing then is seen in the number of records
	}
	l.solutions.Each(l.file, func(t *suites.Task, answer suites.Answer) bool { return !wanted(t) || f(t, answer) })
}

// count is how many answers a shard has.
func (l *answers) count(s *shard) int {
	all := 0
	if l.solutions != nil && len(l.only) == 0 {
		all = l.solutions.Answers
	} else {
		l.each(func(*suites.Task, suites.Answer) bool { all++; return true })
	}
	if s.count == 0 {
		return all
	}
	return (all + s.count - s.index) / s.count
}

// items pairs the answers of a shard with their tasks.
func (l *answers) items(s *shard) iter.Seq[pipeline.Item] {
	return func(yield func(pipeline.Item) bool) {
		i := -1
		l.each(func(t *suites.Task, answer suites.Answer) bool {
			i++
			return !s.has(i) || yield(pipeline.Item{ID: answer.ID, Task: l.tasks[t.ID], Answer: &answer})
		})
	}
}
