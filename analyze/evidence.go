package analyze

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// Evidence is all that is known about one submission. Metrics only read it.
type Evidence struct {
	Submission *Submission
	// Modules are the files that parse, in the submission's order.
	Modules []*facts.Module
	// Invalid are the files that CPython would refuse, in the submission's order.
	Invalid []InvalidFile
	// Findings are what the safety rules found, ordered by file, position and rule.
	Findings []safety.Finding
	// Run is what running the submission showed; nil when it was not run.
	Run *RunEvidence
	// Reference is the same for the task's reference solution; nil where there is none.
	Reference *RunEvidence
	// EntryPoint is the name that the task requires the submission to define; "" without a task.
	EntryPoint string
}

// InvalidFile is a file with the reasons why CPython would refuse it.
type InvalidFile struct {
	File        *source.File
	Diagnostics []*source.Diagnostic // never empty
}

// RunEvidence is what one run of a program showed.
type RunEvidence struct {
	Engine       string
	FuelSchedule string
	Outcome      *interp.Outcome
	// Cases are the task's tests with their verdicts; empty when there was no task.
	Cases []Case
}

// Verdict is how a test case ended.
type Verdict uint8

// The verdicts. Unavailable says nothing about the submission: the engine lacked something, the clock ran out, or we failed.
const (
	Passed Verdict = iota
	Failed
	Unavailable
)

// String is the name used in reports.
func (v Verdict) String() string { return [...]string{"passed", "failed", "unavailable"}[v] }

// Case is one test of a task with its verdict.
type Case struct {
	Name    string
	Verdict Verdict
	Detail  string // one line: the exception, the limit, what is unsupported; "" after Passed
	Line    int    // line of the submission or test that Detail speaks of, 0 where unknown
}
