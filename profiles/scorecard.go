package profiles

import "github.com/assay-score/assay/metrics"

// Scorecard is a profile's judgement of one submission, with everything needed to argue about it.
type Scorecard struct {
	Status     Status
	Total      Score
	Grade      string // "A" … "F"; "" when there is no total or it is not ranked
	Ranked     bool   // false after a gate that says so, or when the total is not known
	Gates      []Gate // those that applied, in the profile's order
	Categories []Category
	// Canonical is the judgement of the default profile on the same evidence, beside that of another one; nil where that is
	// the profile. Grade is always the canonical one's.
	Canonical *Canonical
}

// Canonical is the default profile's judgement in short.
type Canonical struct {
	Status Status
	Total  Score
	Grade  string
	Ranked bool
}

// Status says whether there is a total.
type Status uint8

// The statuses of a scorecard.
const (
	Scored     Status = iota // there is a total
	Incomplete               // too much is unavailable: the total is an interval
)

// String is the name used in reports.
func (s Status) String() string { return [...]string{"scored", "incomplete"}[s] }

// Score is a number from 0 to 100, or the interval in which it lies where something is unavailable.
type Score struct {
	Known     bool // Value holds; otherwise only Low and High do
	Value     float64
	Low, High float64 // equal to Value when nothing is unavailable
}

// State is a category's or metric's standing in the judgement: what metrics.State says, or what the profile made of it.
type State uint8

// The states.
const (
	Counted State = iota
	NotApplicable
	Unavailable
	Disabled
	Reported // measured and shown, and by its weight of 0 no part of the score
)

// String is the name used in reports.
func (s State) String() string {
	return [...]string{"counted", "not_applicable", "unavailable", "disabled", "reported"}[s]
}

// Category is one group of metrics.
type Category struct {
	ID      string
	Title   string
	State   State
	Reason  string  // for a state other than Counted
	Weight  float64 // as the profile gives it
	Share   float64 // of the total, after the weights of what is not applicable were spread; 0 … 1
	Score   Score
	Points  float64 // contributed to the total: Share × Score; × Score.Low where the score is not known
	Metrics []MetricScore
}

// MetricScore is one metric's part in its category.
type MetricScore struct {
	ID     string
	State  State
	Reason string
	Weight float64 // inside the category, as the profile gives it
	Share  float64 // of the total, after spreading; 0 … 1
	Score  Score   // of the metric alone, by the scale's curve
	Lost   float64 // points of the total that this metric cost: Share × (100 − Score); 0 where the score is not known
	Value  metrics.Value
	// Places say where Lost was lost, most first; their points sum to Lost, or to less where no line is to blame.
	Places []Place
}

// Gate is a rule that overrode the weighted sum.
type Gate struct {
	ID     string  // "syntax", "security-critical", "execution-zero"
	Reason string  // one line
	Cap    float64 // the total is at most this
	Lost   float64 // points of the total that it cost
}

// Place is a line at which points of the total were lost.
type Place struct {
	File   string
	Line   int
	Column int     // counted from 0
	Points float64 // of the total
	Text   string  // "Tree.insert: 23", "unused import"
}
