package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/assay-score/assay/schemas"
)

// The lines of the format ndjson: what the report is about, then submissions and problems in the order in which they came,
// then what was counted. Each line is an object with the key "type" first.
type (
	headLine struct {
		Type        string     `json:"type"` // "report"
		SpecVersion string     `json:"spec_version"`
		Kind        string     `json:"kind"`
		Provenance  Provenance `json:"provenance"`
		Shard       *Shard     `json:"shard,omitempty"`
	}
	submissionLine struct {
		Type string `json:"type"` // "submission"
		*Submission
	}
	problemLine struct {
		Type string `json:"type"` // "problem"
		Problem
	}
	summaryLine struct {
		Type     string    `json:"type"` // "summary"
		Summary  Summary   `json:"summary"`
		Missing  []string  `json:"missing,omitempty"`
		Partial  *Partial  `json:"partial,omitempty"`
		HostInfo *HostInfo `json:"host_info,omitempty"`
	}
)

// Lines writes a report as JSON Lines while it is being made.
type Lines struct{ w io.Writer }

// NewLines begins a report that is written line by line.
func NewLines(w io.Writer, r *Report) (*Lines, error) {
	l := &Lines{w}
	return l, l.line(headLine{"report", r.SpecVersion, r.Kind, r.Provenance, r.Shard})
}

// Text writes the next record, as [MarshalLine] made it.
func (l *Lines) Text(text []byte) error {
	line := append([]byte(`{"type":"submission",`), text[1:]...)
	_, err := l.w.Write(append(line, '\n'))
	return err
}

// Problem writes a line of the input that gave no submission.
func (l *Lines) Problem(p Problem) error { return l.line(problemLine{"problem", p}) }

// End writes what was counted.
func (l *Lines) End(r *Report) error {
	return l.line(summaryLine{"summary", r.Summary, r.Missing, r.Partial, r.HostInfo})
}

func (l *Lines) line(value any) error {
	text, err := MarshalLine(value)
	if err != nil {
		return err
	}
	_, err = l.w.Write(append(text, '\n'))
	return err
}

func writeLines(w io.Writer, r *Report, _ Options) error {
	l, err := NewLines(w, r)
	if err != nil {
		return err
	}
	if err := r.texts(func(_ int, text []byte) error { return l.Text(text) }); err != nil {
		return err
	}
	for _, p := range r.Problems {
		if err := l.Problem(p); err != nil {
			return err
		}
	}
	return l.End(r)
}

// isLines reports whether a text is a report of JSON Lines: its first line is a whole object of its type.
func isLines(text []byte) bool {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	return bytes.HasPrefix(first, []byte(`{"type":"report",`)) && json.Valid(first)
}

// readLines puts the lines together to a report and checks that.
func readLines(text []byte) (*Report, error) {
	r := &Report{Submissions: []Submission{}}
	ended := false
	n := 0
	for line := range bytes.Lines(text) {
		n++
		var kind struct {
			Type string `json:"type"`
		}
		err := json.Unmarshal(line, &kind)
		switch {
		case err != nil:
		case ended:
			err = fmt.Errorf("something follows the summary")
		case kind.Type == "report" && n == 1:
			var l headLine
			err = json.Unmarshal(line, &l)
			r.SpecVersion, r.Kind, r.Provenance, r.Shard = l.SpecVersion, l.Kind, l.Provenance, l.Shard
		case kind.Type == "submission":
			s := new(Submission)
			err = json.Unmarshal(line, &submissionLine{Submission: s})
			r.Submissions = append(r.Submissions, *s)
		case kind.Type == "problem":
			var l problemLine
			err = json.Unmarshal(line, &l)
			r.Problems = append(r.Problems, l.Problem)
		case kind.Type == "summary":
			var l summaryLine
			err = json.Unmarshal(line, &l)
			r.Summary, r.Missing, r.Partial, r.HostInfo = l.Summary, l.Missing, l.Partial, l.HostInfo
			ended = true
		default:
			err = fmt.Errorf("a line of the type %q", clip(kind.Type))
		}
		if err != nil {
			return nil, fmt.Errorf("not a report: line %d: %w", n, err)
		}
	}
	if !ended {
		return nil, fmt.Errorf("not a report: it ends without its summary")
	}
	whole, err := Marshal(r)
	if err != nil {
		return nil, err
	}
	value, err := schemas.Decode(whole)
	if err == nil {
		err = schemas.ValidateReport(value)
	}
	if err != nil {
		return nil, fmt.Errorf("not a report: %w", err)
	}
	return r, nil
}
