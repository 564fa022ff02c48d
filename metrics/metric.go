package metrics

import "github.com/assay-score/assay/analyze"

// Direction says which way a metric is better.
type Direction uint8

// The directions.
const (
	HigherIsBetter Direction = iota
	LowerIsBetter
)

// String is the name used in reports.
func (d Direction) String() string { return [...]string{"higher", "lower"}[d] }

// Needs is what evidence a metric reads; without it the metric is unavailable.
type Needs uint8

// What a metric may need.
const (
	NeedsSource Needs = 1 << iota
	NeedsRun
	NeedsReference
	NeedsTask  // a task that says what is wanted; without one the metric is not applicable
	NeedsTypes // what a type checker found; nobody finds it yet, so such a metric is unavailable
)

// Cost is how dear measuring is.
type Cost uint8

// The costs.
const (
	CheapCost Cost = iota // linear in the source, or a look at a run that was made anyway
	RunCost               // it runs Python of its own, under fuel
)

// String is the name used in reports.
func (c Cost) String() string {
	return [...]string{"linear in the source", "runs Python under fuel"}[c]
}

// Metric is a measurement that describes itself.
type Metric struct {
	ID       string    // lower_snake_case, unique
	Version  int       // raised whenever the same source can yield another value
	Doc      string    // one sentence: what is counted
	Source   string    // the paper, tool or rule set that the definition comes from
	Dialect  string    // named rule set where tools disagree: "radon"; "" otherwise
	Unit     string    // "decisions", "levels", "share", "fuel ratio"
	Min, Max float64   // range of the value; Max 0 for no upper bound
	Better   Direction // which way is better
	Needs    Needs
	Applies  string // when the question arises at all, where that is not plain from what it needs: "there are two modules or more"
	Cost     Cost
	Measure  func(ev *analyze.Evidence) Value
	// Expression is the text that an expression metric works out from others; "" for any other metric.
	Expression string
	// Curve is what its author holds values to be worth, as pairs of a value and a score. Only a scale of one's own takes it
	// from here: what a metric of ours is worth is for the published scale to say.
	Curve [][2]float64
	// Examples are programs with the value that the metric must give; score metrics test runs them.
	Examples []Example
	uses     []string            // ids of the metrics that an expression reads
	compiled *compiledExpression // of Expression
}

// Example is a program with what a metric says of it.
type Example struct {
	Source string  // the text of a file
	State  State   // what the metric must answer
	Want   float64 // and the number, of Measured
}

// State says whether there is a value.
type State uint8

// The states. Not applicable: the question does not arise (no functions). Unavailable: it does, and could not be
// answered (not run, limit of the machine, our fault). A profile may also disable a metric; that is not the metric's to say.
const (
	Measured State = iota
	NotApplicable
	NotAvailable
)

var stateNames = [...]string{"measured", "not_applicable", "unavailable"}

// String is the name used in reports.
func (s State) String() string { return stateNames[s] }

// Value is what a metric measured.
type Value struct {
	State  State
	Number float64
	Reason string // for the other two states: one line that says why
	// Units are the values of the parts of a submission that the number was made of: its functions, with what each weighs.
	// A metric that is not made of parts has none.
	Units []Unit
	Lines []Line // where the value comes from, ordered by file and line
}

// Unit is one function (or file) with its own value.
type Unit struct {
	Name   string // qualified: "Tree.insert"
	File   string
	Line   int
	Value  float64
	Weight float64 // statements
}

// Line is a place that contributes to a value.
type Line struct {
	File   string
	Line   int
	Column int // counted from 0, as everywhere
	Amount float64
	Text   string
}
