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

// State is a category's or metric's standing in the judgement: metrics.State, or disabled by the profile.
type State uint8

// The states.
const (
	Counted State = iota
	NotApplicable
	Unavailable
	Disabled
)

// String is the name used in reports.
func (s State) String() string {
	return [...]string{"counted", "not_applicable", "unavailable", "disabled"}[s]
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
	Points  float64 // contributed to the total: Share × Score
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
	Lost   float64 // points of the total that this metric cost: Share × (100 − Score)
	Value  metrics.Value
}

// Gate is a rule that overrode the weighted sum.
type Gate struct {
	ID     string  // "syntax", "security-critical", "execution-zero"
	Reason string  // one line
	Cap    float64 // the total is at most this
	Lost   float64 // points of the total that it cost
}
