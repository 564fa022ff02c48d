package pipeline

import (
	"encoding/json"
	"fmt"

	"github.com/assay-score/assay/reports"
)

// Result is a record in whatever form it came: as itself, as its JSON, or as both. What is asked for is made.
type Result struct {
	record *reports.Submission
	text   []byte
	gist   *reports.Gist
}

// Record is the record itself.
func (r *Result) Record() (*reports.Submission, error) {
	if r.record == nil {
		r.record = new(reports.Submission)
		if err := json.Unmarshal(r.text, r.record); err != nil {
			return nil, fmt.Errorf("a record cannot be read back: %w", err)
		}
	}
	return r.record, nil
}

// Text is the record as reports.MarshalLine writes it.
func (r *Result) Text() (text []byte, err error) {
	if r.text == nil {
		r.text, err = reports.MarshalLine(r.record)
	}
	return r.text, err
}

// Gist is what a summary needs of the record.
func (r *Result) Gist() (*reports.Gist, error) {
	if r.gist == nil {
		record, err := r.Record()
		if err != nil {
			return nil, err
		}
		r.gist = reports.GistOf(record)
	}
	return r.gist, nil
}
