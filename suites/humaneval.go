package suites

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/assay-score/assay/analyze"
)

// ReadHumanEval reads a suite in HumanEval's format: JSON Lines of objects with task_id, prompt, entry_point and test,
// and canonical_solution where there is a reference. Other keys are let be. See [Read] for errors.
func ReadHumanEval(name string, r io.Reader, b analyze.Bounds) (*Suite, error) {
	var tasks []*Task
	first := map[string]int{}
	problems := analyze.ReadJSONLines(name, r, b, func(line int, o analyze.JSONObject) error {
		t, err := humanEvalTask(o)
		if err != nil {
			return err
		}
		if at, twice := first[t.ID]; twice {
			return fmt.Errorf("task_id %q occurs again, first on line %d", t.ID, at)
		}
		first[t.ID] = line
		t.Line = line
		tasks = append(tasks, t)
		return nil
	})
	if len(problems) == 0 && len(tasks) == 0 {
		problems = append(problems, analyze.Problem{File: name, Message: "no tasks"})
	}
	if len(problems) > 0 {
		return nil, Problems(problems)
	}
	return newSuite(suiteName(name), tasks), nil
}

func humanEvalTask(o analyze.JSONObject) (*Task, error) {
	var t Task
	for _, field := range [...]struct {
		key      string
		to       *string
		required bool
	}{
		{"task_id", &t.ID, true},
		{"prompt", &t.Prompt, true},
		{"entry_point", &t.EntryPoint, true},
		{"test", &t.Test, true},
		{"canonical_solution", &t.Reference, false},
	} {
		if !field.required && !o.Has(field.key) {
			continue
		}
		text, err := o.Text(field.key)
		if err != nil {
			return nil, wrongFormat(o, err)
		}
		*field.to = text
	}
	if err := analyze.CheckTaskID(t.ID); err != nil {
		return nil, err
	}
	if !analyze.IsIdentifier(t.EntryPoint) {
		return nil, fmt.Errorf("entry_point %q is not an identifier", firstLine(t.EntryPoint))
	}
	if !definesCheck(t.Test) {
		return nil, errors.New(`"test" does not define check(candidate)`)
	}
	return &t, nil
}

func definesCheck(test string) bool {
	for line := range strings.Lines(test) {
		if defines(strings.TrimRight(line, "\r\n"), "check") {
			return true
		}
	}
	return false
}

// wrongFormat names the format that a line seems to be in instead.
func wrongFormat(o analyze.JSONObject, err error) error {
	switch {
	case o.Has("test_list") || o.Has("code") && o.Has("text"):
		return fmt.Errorf("%w: this looks like MBPP, expected HumanEval's format", err)
	case o.Has("completion") || o.Has("solution"):
		return fmt.Errorf("%w: this looks like a file of solutions, expected a suite of tasks", err)
	}
	return err
}
