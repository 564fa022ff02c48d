package suites

import (
	"fmt"
	"io"

	"github.com/assay-score/assay/analyze"
)

// ReferenceSubmission is the task's reference solution as a submission.
func ReferenceSubmission(t *Task) *analyze.Submission {
	return analyze.Completion(t.ID, t.ID, t.ReferenceProgram())
}

// References are the reference solutions of a suite, in its order, of the tasks that have one; the ids of the others
// are missing.
func (s *Suite) References() (subs []*analyze.Submission, missing []string) {
	for _, t := range s.Tasks {
		if t.Reference == "" {
			missing = append(missing, t.ID)
			continue
		}
		subs = append(subs, ReferenceSubmission(t))
	}
	return subs, missing
}

// ReadSolutions reads a JSON Lines file of solutions against the suite. The submissions are in the order of the file.
// The only answer to a task has the task's id; where there are several, all of them are numbered in order, "task#1",
// "task#2". Lines that give no submission are problems; missing are the tasks that nothing answers, in the suite's order.
func (s *Suite) ReadSolutions(name string, r io.Reader, b analyze.Bounds) (subs []*analyze.Submission, problems []analyze.Problem, missing []string) {
	answers, malformed := analyze.ReadAnswers(name, r, b)
	total := map[string]int{}
	for _, a := range answers {
		total[a.Task]++
	}
	given := map[string]int{}
	for _, a := range answers {
		for len(malformed) > 0 && malformed[0].Line != 0 && malformed[0].Line < a.Line {
			problems, malformed = append(problems, malformed[0]), malformed[1:]
		}
		t := s.Task(a.Task)
		if t == nil {
			problems = append(problems, analyze.Problem{File: name, Line: a.Line, Message: fmt.Sprintf("no task %q in the suite %s", a.Task, s.Name)})
			continue
		}
		given[a.Task]++
		id := a.Task
		if total[id] > 1 {
			id = fmt.Sprintf("%s#%d", id, given[a.Task])
		}
		subs = append(subs, t.Submission(id, a))
	}
	problems = append(problems, malformed...)
	for _, t := range s.Tasks {
		if total[t.ID] == 0 {
			missing = append(missing, t.ID)
		}
	}
	return subs, problems, missing
}

// Submission is an answer to the task as a submission.
func (t *Task) Submission(id string, a analyze.Answer) *analyze.Submission {
	if a.Whole {
		program, notes := unwrap(a.Text)
		return analyze.Completion(id, t.ID, program, notes...)
	}
	program, notes := t.solution(a.Text)
	return analyze.Completion(id, t.ID, program, notes...)
}
