package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/assay-score/assay/schemas"
)

// writeJSON writes the report as indented JSON with its fields in the order of the document model, after checking it
// against its schema: what does not keep the promise is not written.
func writeJSON(w io.Writer, r *Report, _ Options) error {
	text, err := Marshal(r)
	if err != nil {
		return err
	}
	if err := check(text); err != nil {
		return fmt.Errorf("the report does not keep its own schema, which is a fault of ours: %w", err)
	}
	_, err = w.Write(text)
	return err
}

func check(text []byte) error {
	value, err := schemas.Decode(text)
	if err != nil {
		return err
	}
	return schemas.Validate("report", value)
}

// Marshal is the report as JSON: indented by two blanks, a line end at its end, the same bytes for the same report.
// Characters that [Inert] would not show as they are stand in it as \u escapes, so that printing a report is safe.
func Marshal(r *Report) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return nil, err
	}
	return escapeHidden(b.Bytes()), nil
}

// escapeHidden spells out the hidden characters of a JSON text, which can stand only inside of its strings.
func escapeHidden(text []byte) []byte {
	ascii := true
	for _, c := range text {
		if c >= 0x7f {
			ascii = false
			break
		}
	}
	if ascii {
		return text
	}
	out := make([]byte, 0, len(text)+len(text)/8)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r < 0x7f, !hidden(r) && r >= 0xa0:
			out = append(out, text[i:i+size]...)
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff))
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += size
	}
	return out
}

// MaxBytes bounds a report that is read.
const MaxBytes = 256 << 20

// Read reads a report that was written as JSON and checks it against its schema.
func Read(r io.Reader) (*Report, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > MaxBytes {
		return nil, fmt.Errorf("more than %d MiB", MaxBytes>>20)
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("not a report: it is not UTF-8")
	}
	if err := check(text); err != nil {
		return nil, fmt.Errorf("not a report: %w", err)
	}
	report := new(Report)
	if err := json.Unmarshal(text, report); err != nil {
		return nil, fmt.Errorf("not a report: %w", err)
	}
	return report, nil
}
