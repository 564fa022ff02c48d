package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
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

// submissionStart begins the line of a submission; the fields of its record follow.
const submissionStart = `{"type":"submission",`

// Lines writes a report as JSON Lines while it is being made.
type Lines struct {
	w    io.Writer
	room []byte
}

// NewLines begins a report that is written line by line.
func NewLines(w io.Writer, r *Report) (*Lines, error) {
	l := &Lines{w: w}
	return l, l.line(headLine{"report", r.SpecVersion, r.Kind, r.Provenance, r.Shard})
}

// Text writes the next record, as [MarshalLine] made it.
func (l *Lines) Text(text []byte) error {
	l.room = append(append(append(l.room[:0], submissionStart...), text[1:]...), '\n')
	_, err := l.w.Write(l.room) // at once: it may be a pipe that somebody reads line by line
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

// readLines puts the lines together to a report. They are checked as those of a long report are.
func readLines(text []byte) (*Report, error) {
	r := &Report{Submissions: []Submission{}}
	records := []Submission{}
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
			rest, ok := bytes.CutPrefix(line, []byte(submissionStart))
			if !ok {
				err = fmt.Errorf("a submission that does not begin with its type")
				break
			}
			var s *Submission
			if s, err = readRecord(len(records), append([]byte("{"), rest...)); err == nil {
				records = append(records, *s)
			}
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
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if !ended {
		return nil, fmt.Errorf("it ends without its summary")
	}
	head, err := Marshal(r)
	if err != nil {
		return nil, err
	}
	if r, err = readWhole(head); err != nil {
		return nil, err
	}
	r.Submissions = records
	return r, nil
}
