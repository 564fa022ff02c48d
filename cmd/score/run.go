package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

const runHelp = `Score submissions by themselves, or with --suite as answers to one of its tasks.

Each PATH is a submission of its own: a Python file, a folder, a notebook (.ipynb), a Markdown answer with fenced Python,
a zip or tar, or - for standard input. With --together all PATHs are files of one submission.

Without a task a file runs as __main__, a folder by its __main__.py or else by importing each of its modules, a
notebook's cells and an answer's fences in order. What needs a task is then not applicable, and said so.

Exit codes: 0 scored; 1 a gate of the profile closed (--fail-on-gate=false ignores that) or a total is below
--fail-under; 2 misuse, or a submission could not be taken in; 3 our fault; 130 interrupted.`

func runCommand(a *app) *cobra.Command {
	var s scoring
	var fence int
	var together bool
	var taskID, suiteFile string
	cmd := &cobra.Command{
		Use:   "run PATH…|-",
		Short: "Score submissions by themselves",
		Long:  runHelp,
		Example: "  score run answer.py\n  score run project/ --format json -o report.json\n" +
			"  score run answer.md --fence 2\n  score run answer.py --suite tasks.jsonl --task-id HumanEval/7",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misusef("score run: expected a PATH, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd, args...); err != nil {
				return err
			}
			if fence < 0 {
				return misusef("--fence %d: fences are counted from 1", fence)
			}
			if taskID != "" && suiteFile == "" {
				return misusef("--task-id needs --suite, the file that holds the task")
			}
			if err := s.spare(append([]string{suiteFile, s.profile}, args...)...); err != nil {
				return err
			}
			scorer, err := s.scorer(a)
			if err != nil {
				return err
			}
			var task *pipeline.Task
			if suiteFile != "" {
				if task, err = oneTask(suiteFile, taskID); err != nil {
					return err
				}
			}
			options := analyze.Options{Fence: fence}
			take := func(path string) *analyze.Submission { return a.takeIn(path, options) }
			if together {
				if err := checkPaths(args); err != nil {
					return err
				}
				all := args
				args = []string{strings.Join(names(all), " ")}
				take = func(string) *analyze.Submission { return analyze.FromPaths(all, options) }
			} else if err := checkPaths(args); err != nil {
				return err
			}
			ids := names(args)
			items := func(yield func(pipeline.Item) bool) {
				for i, path := range args {
					item := pipeline.Item{ID: ids[i], Task: task, Take: func() *analyze.Submission {
						sub := take(path)
						sub.Task = taskID
						if path != "-" {
							sub.Refused = strings.Replace(sub.Refused, sub.ID, ids[i], 1)
							sub.ID = ids[i]
						}
						return sub
					}}
					if !yield(item) {
						return
					}
				}
			}
			report, release, err := s.all(cmd.Context(), a, &pipeline.Batch{Scorer: scorer, Workers: s.workers.value}, reports.KindRun, items, len(args))
			defer release()
			if err != nil {
				return err
			}
			if only := report.Submissions[0]; len(report.Submissions) == 1 && only.Status == reports.StatusRefused {
				return misusef("%s", only.Reason)
			}
			if err := s.write(cmd.Context(), a, report); err != nil {
				return err
			}
			return s.verdict(report, s.gates)
		},
	}
	s.flags(a, cmd, true)
	f := cmd.Flags()
	f.IntVar(&fence, "fence", 0, "only the fence of Python with this number `N` of a Markdown answer (default all, in order)")
	f.BoolVar(&together, "together", false, "take all PATHs as files of one submission")
	f.StringVar(&suiteFile, "suite", "", "`FILE` of the suite that holds the task of --task-id")
	f.StringVar(&taskID, "task-id", "", "`ID` of the task that the submission answers")
	markSetting(f, "fence", "suite", "task-id")
	return cmd
}

// names are what submissions are called in the report: their paths as they were given. An absolute path says where a
// machine keeps its files, which is nothing that a report may depend on, so only its last element counts.
func names(paths []string) []string {
	var ids []string
	for _, path := range paths {
		id := filepath.ToSlash(path)
		if filepath.IsAbs(path) {
			id = filepath.Base(path)
		}
		unique := id
		for n := 2; slices.Contains(ids, unique); n++ {
			unique = fmt.Sprintf("%s#%d", id, n)
		}
		ids = append(ids, unique)
	}
	return ids
}

// checkPaths finds out about what is not there before anything is scored, and what is named twice.
func checkPaths(paths []string) error {
	seen := map[string]bool{}
	for _, path := range paths {
		if seen[path] {
			return misusef("%s is given twice", path)
		}
		seen[path] = true
		if path == "-" {
			continue
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return misusef("%s: no such file or folder", path)
		} else if err != nil {
			return misusef("%s: %v", path, bare(err))
		}
	}
	return nil
}

// takeIn reads a submission from a path or standard input.
func (a *app) takeIn(path string, o analyze.Options) *analyze.Submission {
	if path == "-" {
		return analyze.FromReader(analyze.Stdin, a.in, o)
	}
	return analyze.FromPath(path, o)
}
