package suites

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Suite is a list of tasks. It does not change once read and may be shared.
type Suite struct {
	Name   string
	Digest string // "sha256:…" over what the tasks say, not over how the file spells it
	Tasks  []*Task
	byID   map[string]*Task
}

// Task returns the task of that id, nil where there is none.
func (s *Suite) Task(id string) *Task { return s.byID[id] }

// Task is one thing to do.
type Task struct {
	ID         string
	Prompt     string // the beginning of the program: imports, helpers, the function's head with its docstring
	EntryPoint string // the name that the program has to define
	Test       string // defines check(candidate), which raises unless the candidate is right
	Reference  string // continues the prompt to a right solution; "" where there is none
	Line       int    // in the suite's file
}

// newSuite gives a suite its digest. Every text goes in with its length before it.
func newSuite(name string, tasks []*Task) *Suite {
	s := &Suite{Name: name, Tasks: tasks, byID: make(map[string]*Task, len(tasks))}
	h := sha256.New()
	text := func(t string) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(t)))
		h.Write(n[:])
		h.Write([]byte(t))
	}
	text("assay suite 1")
	for _, t := range tasks {
		s.byID[t.ID] = t
		for _, field := range [...]string{t.ID, t.Prompt, t.EntryPoint, t.Test, t.Reference} {
			text(field)
		}
	}
	s.Digest = "sha256:" + hex.EncodeToString(h.Sum(nil))
	return s
}

// TestsFile is the name of the source text that holds a task's tests.
const TestsFile = "tests.py"

// PromptFile is the name of the source text of a task's prompt.
const PromptFile = "prompt.py"

// Steps are what running a solution against the task's tests means: the solution, then the tests, which end with the
// call of check. The tests run apart, in a realm that the solution cannot reach.
func (t *Task) Steps(solution *source.File) []interp.Step {
	tests := source.NewFile(TestsFile, t.Test+"\ncheck("+t.EntryPoint+")\n")
	return []interp.Step{
		{Kind: interp.RunMain, Source: solution, Label: "solution"},
		{Kind: interp.RunApart, Source: tests, Prelude: t.prelude(), Names: []string{t.EntryPoint}, Label: "tests"},
	}
}

// prelude is the prompt as a program, nil where it is none: tests may use what it imports and the helpers that it defines. The
// function that it asks for has no body there but its docstring.
func (t *Task) prelude() *source.File {
	for _, text := range []string{t.Prompt, t.Prompt + "\n    pass\n"} {
		file := source.NewFile(PromptFile, text)
		if len(syntax.Parse(file, syntax.Options{}).Errors) == 0 {
			return file
		}
	}
	return nil
}

// Case is the verdict on the task's tests after a run of [Task.Steps]. HumanEval knows one verdict a task. Only an
// outcome that says something about the program can pass or fail it.
func (t *Task) Case(o *interp.Outcome) analyze.Case {
	c := analyze.Case{Name: "check(" + t.EntryPoint + ")"}
	switch {
	case o.Status == interp.OK:
		return c
	case o.Status.Scorable():
		c.Verdict = analyze.Failed
	default:
		c.Verdict = analyze.Unavailable
	}
	c.Detail, c.Line = detail(o)
	return c
}

// detail is one line about how a run ended badly, and the line of Python it speaks of.
func detail(o *interp.Outcome) (string, int) {
	where := ""
	if o.Step == 0 {
		where = " before the tests"
	}
	switch {
	case o.Exception != nil:
		line := o.Line
		if n := len(o.Exception.Traceback); line == 0 && n > 0 {
			line = o.Exception.Traceback[n-1].Line
		}
		return firstLine(o.Exception.Error()) + where, line
	case o.Diagnostic != nil:
		line := o.Line
		if line == 0 && o.File != nil {
			line = o.File.Position(o.Diagnostic.From).Line
		}
		return firstLine(o.Diagnostic.Error()) + where, line
	case o.Detail != "":
		return firstLine(o.Detail) + where, o.Line
	}
	return o.Status.String() + where, o.Line
}
