package interp

import (
	"sync"

	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

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
	// RunApart executes a source text in a realm of its own: with built-ins, modules and a __main__ that nothing of the
	// other steps can reach. Of their __main__ it sees the names in Names. Data passes between the realms by value; what is
	// no data is seen from the other side as a handle, which can be called, iterated and asked for attributes that do not begin with
	// an underscore, and which is equal to nothing but itself. So the verdict of tests run apart is not in the hands of
	// what they test. All such steps of a program share one realm. An engine without realms runs the text in __main__.
	RunApart
)

// Step is one thing to run.
type Step struct {
	Kind     StepKind
	Source   *source.File // of RunMain and RunApart
	Prelude  *source.File // of RunApart: run before the names are there, what the tests may rely on
	Names    []string     // of RunApart
	Parsed   *Parsed      // of RunMain: what Source was parsed to, where somebody has done so
	Kept     *Kept        // of RunMain and RunApart: where Source and Prelude are those of many runs
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

// Parsed is a valid text with its tree and what its names mean, none of which changes any more. An engine that starts from trees
// need not parse it again; the run pays for it all the same.
type Parsed struct {
	Tree  *syntax.Tree
	Names *resolve.Info
}

// Kept is where an engine keeps what it makes of texts that many runs share, such as the tests of a task, so that it makes it
// once. Each run pays for it all the same: no run is cheaper for having come later. It may be used from several goroutines.
type Kept struct {
	mu   sync.Mutex
	made map[*source.File]any
}

// Of gives what is made of a text, which must not change any more; nil keeps nothing.
func (k *Kept) Of(f *source.File, make func() any) any {
	if k == nil {
		return make()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	made, ok := k.made[f]
	if !ok {
		made = make()
		if k.made == nil {
			k.made = map[*source.File]any{}
		}
		k.made[f] = made
	}
	return made
}

// Keyword is a named argument.
type Keyword struct {
	Name  string
	Value Data
}
