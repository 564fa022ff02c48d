package suites

import (
	"bytes"
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

// Answer is an answer to a task as it came, with the name that its submission has in a report. It is what can be sent
// elsewhere; [Task.Take] makes the submission of it.
type Answer struct {
	ID   string
	Form Form
	Text string
}

// Form says what the text of an answer is.
type Form uint8

// The forms of an answer.
const (
	Completion Form = iota // continues the task's prompt
	Whole                  // a program of its own
	Exact                  // the same, and taken as it is: a reference solution
)

// Take makes the submission of an answer.
func (t *Task) Take(a Answer) *analyze.Submission {
	if a.Form == Exact {
		return analyze.Completion(a.ID, t.ID, a.Text)
	}
	return t.Submission(a.ID, analyze.Answer{Task: t.ID, Text: a.Text, Whole: a.Form == Whole})
}

// ReferenceAnswer is the task's reference solution as an answer.
func (t *Task) ReferenceAnswer() Answer {
	return Answer{ID: t.ID, Form: Exact, Text: t.ReferenceProgram()}
}

// Solutions is a JSON Lines file of solutions that is read twice: once to know how many answer each task and what is
// wrong with which line, then answer by answer, so that the file may be longer than memory.
type Solutions struct {
	suite *Suite
	name  string
	b     analyze.Bounds
	total map[string]int

	Answers  int               // lines that give a submission
	Problems []analyze.Problem // lines that do not, in order
	Missing  []string          // tasks that nothing answers, in the suite's order
}

// ScanSolutions reads a file for the first time.
func (s *Suite) ScanSolutions(name string, r io.Reader, b analyze.Bounds) *Solutions {
	list := &Solutions{suite: s, name: name, b: b, total: map[string]int{}}
	analyze.EachAnswer(name, r, b, func(a analyze.Answer) bool {
		if s.Task(a.Task) == nil {
			list.Problems = append(list.Problems, s.noTask(name, a))
			return true
		}
		list.total[a.Task]++
		list.Answers++
		return true
	}, func(p analyze.Problem) bool { list.Problems = append(list.Problems, p); return true })
	for _, t := range s.Tasks {
		if list.total[t.ID] == 0 {
			list.Missing = append(list.Missing, t.ID)
		}
	}
	return list
}

// Each reads the same file again. The only answer to a task has the task's id; where there are several, all of them are
// numbered in order, "task#1", "task#2". It ends when each gives false.
func (l *Solutions) Each(r io.Reader, each func(*Task, Answer) bool) {
	given := map[string]int{}
	analyze.EachAnswer(l.name, r, l.b, func(a analyze.Answer) bool {
		t := l.suite.Task(a.Task)
		if t == nil {
			return true
		}
		given[a.Task]++
		id := a.Task
		if l.total[id] > 1 {
			id = fmt.Sprintf("%s#%d", id, given[a.Task])
		}
		return each(t, answerTo(id, a))
	}, func(analyze.Problem) bool { return true })
}

func answerTo(id string, a analyze.Answer) Answer {
	form := Completion
	if a.Whole {
		form = Whole
	}
	return Answer{ID: id, Form: form, Text: a.Text}
}

func (s *Suite) noTask(name string, a analyze.Answer) analyze.Problem {
	return analyze.Problem{File: name, Line: a.Line, Message: fmt.Sprintf("no task %q in the suite %s", a.Task, s.Name)}
}

// StreamSolutions reads solutions that may still be being written, once. How many answer a task is not known then, so the
// first has the task's id and those after it "task#2", "task#3". Lines that give no submission go to wrong. It ends when
// each or wrong gives false.
func (s *Suite) StreamSolutions(name string, r io.Reader, b analyze.Bounds, each func(*Task, Answer) bool, wrong func(analyze.Problem) bool) {
	given := map[string]int{}
	analyze.EachAnswer(name, r, b, func(a analyze.Answer) bool {
		t := s.Task(a.Task)
		if t == nil {
			return wrong(s.noTask(name, a))
		}
		given[a.Task]++
		id := a.Task
		if n := given[id]; n > 1 {
			id = fmt.Sprintf("%s#%d", id, n)
		}
		return each(t, answerTo(id, a))
	}, wrong)
}

// ReadSolutions reads a JSON Lines file of solutions against the suite, with everything kept: see [Solutions].
func (s *Suite) ReadSolutions(name string, r io.Reader, b analyze.Bounds) (subs []*analyze.Submission, problems []analyze.Problem, missing []string) {
	text, err := io.ReadAll(r)
	list := s.ScanSolutions(name, bytes.NewReader(text), b)
	if err != nil {
		list.Problems = append(list.Problems, analyze.Problem{File: name, Message: err.Error()})
	}
	list.Each(bytes.NewReader(text), func(t *Task, a Answer) bool { subs = append(subs, t.Take(a)); return true })
	return subs, list.Problems, list.Missing
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
