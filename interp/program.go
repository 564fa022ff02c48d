package interp

import "github.com/assay-score/assay/interp/source"

// Program is what one run executes: its steps in order, in one interpreter that nothing ran in before.
// The first step that does not end well ends the run.
type Program struct {
	Steps   []Step
	Observe Observe // what the run is to record; an engine that cannot leaves Outcome.Observed nil
}

// StepKind says how a step is run.
type StepKind uint8

const (
	// RunMain executes a source text in the namespace of __main__, which all such steps of a program share: the
	// cells of a notebook, the fences of an answer, a solution and the test appended to it.
	RunMain StepKind = iota
	// ImportModule imports a module of the submission by name, as an import statement would.
	ImportModule
	// CallFunction calls a function that the steps before have defined in __main__. What it answers is the outcome's Result.
	CallFunction
)

// Step is one thing to run.
type Step struct {
	Kind     StepKind
	Source   *source.File // of RunMain
	Module   string       // of ImportModule: the dotted name
	Function string       // of CallFunction: its name
	Args     []Data       // of CallFunction
	Keywords []Keyword    // of CallFunction
	// Package is __package__ during RunMain, so that relative imports work in a package's __main__.py as they do
	// under python -m; "" for none.
	Package string
	// Label names the step in reports: "cell 3", "tests".
	Label string
}

// Keyword is a named argument.
type Keyword struct {
	Name  string
	Value Data
}
