package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/assay-score/assay/schemas"
)

// MaxBytes bounds a report that is read.
const MaxBytes = 4 << 30

// longReport is from how many bytes on a report is read record by record: its head and its first records are checked
// against the schema, of the others one now and then, and the rest for fields that no record has. Checking each takes
// minutes for a report of a hundred thousand.
const longReport = 16 << 20

// Read reads a report that was written as JSON or as JSON Lines and checks it against its schema.
func Read(r io.Reader) (*Report, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > MaxBytes {
		return nil, fmt.Errorf("more than %d GiB", MaxBytes>>30)
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("not a report: it is not UTF-8")
	}
	var report *Report
	switch {
	case isLines(text):
		report, err = readLines(text)
	case len(text) > longReport:
		report, err = readLong(text)
	default:
		report, err = readWhole(text)
	}
	if err != nil {
		return nil, fmt.Errorf("not a report: %w", err)
	}
	return report, nil
}

// readWhole reads a report that is checked as a whole.
func readWhole(text []byte) (*Report, error) {
	value, err := schemas.Decode(text)
	if err == nil {
		err = schemas.ValidateReport(value)
	}
	if err != nil {
		return nil, err
	}
	report := new(Report)
	return report, json.Unmarshal(text, report)
}

// readLong reads the records one by one, and what is around them as a report without any.
func readLong(text []byte) (*Report, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, errors.Join(err, errors.New("expected an object"))
	}
	head := []byte("{")
	records := []Submission{}
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key, ok := token.(string)
		if !ok || seen[key] {
			return nil, fmt.Errorf("the key %v is given twice, or is none", token)
		}
		seen[key] = true
		var raw json.RawMessage
		if key == "submissions" {
			if records, err = readRecords(d); err != nil {
				return nil, err
			}
			raw = json.RawMessage("[]")
		} else if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		if len(head) > 1 {
			head = append(head, ',')
		}
		name, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		head = append(append(append(head, name...), ':'), raw...)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the end of the document")
	}
	report, err := readWhole(append(head, '}'))
	if err != nil {
		return nil, err
	}
	report.Submissions = records
	return report, nil
}

func readRecords(d *json.Decoder) ([]Submission, error) {
	if token, err := d.Token(); err != nil || token != json.Delim('[') {
		return nil, errors.Join(err, errors.New("submissions: expected an array"))
	}
	list := []Submission{}
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, fmt.Errorf("submission %d: %w", len(list), err)
		}
		s, err := readRecord(len(list), raw)
		if err != nil {
			return nil, err
		}
		list = append(list, *s)
	}
	_, err := d.Token()
	return list, err
}

// readRecord reads the record of a number, and checks it where it is one of those that are.
func readRecord(i int, text []byte) (*Submission, error) {
	if i < checkedFirst || i%checkedThen == 0 {
		value, err := schemas.Decode(text)
		if err == nil {
			err = schemas.ValidateSubmission(value)
		}
		if err != nil {
			return nil, fmt.Errorf("submission %d: %w", i, err)
		}
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	s := new(Submission)
	if err := d.Decode(s); err != nil {
		return nil, fmt.Errorf("submission %d: %w", i, err)
	}
	return s, nil
}
