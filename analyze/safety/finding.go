package safety

import "github.com/assay-score/assay/interp/source"

// Severity is how bad a finding is if it is what it seems.
type Severity uint8

// The severities.
const (
	Info Severity = iota
	Low
	Medium
	High
	Critical
)

var severityNames = [...]string{"info", "low", "medium", "high", "critical"}

// String is the name used in reports.
func (s Severity) String() string { return severityNames[s] }

// Confidence is how sure a rule is of a finding. Observed is reached only when a run confirmed it.
type Confidence uint8

// The confidences.
const (
	LowConfidence Confidence = iota
	MediumConfidence
	HighConfidence
	Observed
)

var confidenceNames = [...]string{"low", "medium", "high", "observed"}

// String is the name used in reports.
func (c Confidence) String() string { return confidenceNames[c] }

// Finding is one place where a rule applies.
type Finding struct {
	Rule       string // "SAF101"
	Severity   Severity
	Confidence Confidence
	File       *source.File
	Span       source.Span
	Value      string // what a folded expression amounts to: the module name, the path; "" where that says nothing
	Reason     string // one sentence: what is there and why it is a danger
	Fix        string // one sentence: what to write instead
	// Suppressed is the reason that a comment in the program gives for leaving the finding out; "" where none does.
	Suppressed string
}
