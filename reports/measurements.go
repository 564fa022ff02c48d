package reports

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/schemas"
)

// Measurement is what one metric measured, by itself and unjudged.
type Measurement struct {
	ID      string       `json:"id"`
	Version int          `json:"version"`
	Dialect string       `json:"dialect,omitempty"`
	Unit    string       `json:"unit"`
	Better  string       `json:"better"`
	State   string       `json:"state"`
	Value   *float64     `json:"value,omitempty"`
	Reason  string       `json:"reason,omitempty"`
	Units   []UnitValue  `json:"units,omitempty"`
	Lines   []LineAmount `json:"lines,omitempty"`
}

// UnitValue is the value of one function or file.
type UnitValue struct {
	Name   string  `json:"name"`
	File   string  `json:"file"`
	Line   int     `json:"line"`
	Value  float64 `json:"value"`
	Weight float64 `json:"weight"`
}

// LineAmount is a line that adds to a value.
type LineAmount struct {
	File   string  `json:"file"`
	Line   int     `json:"line"`
	Column int     `json:"column"` // counted from 1, in characters
	Amount float64 `json:"amount"`
	Text   string  `json:"text"`
}

// NewMeasurement is the record of what a metric measured.
func NewMeasurement(m *metrics.Metric, v metrics.Value, ev *analyze.Evidence) Measurement {
	out := Measurement{ID: m.ID, Version: m.Version, Dialect: m.Dialect, Unit: m.Unit, Better: m.Better.String(), State: v.State.String(), Reason: clip(v.Reason)}
	if v.State != metrics.Measured {
		return out
	}
	out.Value = &v.Number
	for _, u := range v.Units {
		out.Units = append(out.Units, UnitValue{clip(u.Name), clip(u.File), u.Line, u.Value, u.Weight})
	}
	files := &builder{files: map[string]*source.File{}}

	files.know(ev)
	for _, l := range v.Lines {
		column := l.Column + 1
		if f := files.files[l.File]; f != nil {
			column = files.column(f, l.Line, l.Column)
		}
		out.Lines = append(out.Lines, LineAmount{clip(l.File), l.Line, column, l.Amount, clip(l.Text)})
	}
	return out
}

// MarshalMeasurements writes measurements as JSON, as schemas/measurements.schema.json describes it.
func MarshalMeasurements(list []Measurement) ([]byte, error) {
	text, err := json.MarshalIndent(map[string]any{"spec_version": SpecVersion, "measurements": list}, "", "  ")
	if err != nil {
		return nil, err
	}
	value, err := schemas.Decode(text)
	if err != nil {
		return nil, err
	}
	if err := schemas.Validate("measurements", value); err != nil {
		return nil, err
	}
	return append(text, '\n'), nil
}

// WriteMeasurements writes measurements for people.
func WriteMeasurements(w io.Writer, list []Measurement, lines bool, o Options) error {
	p := newPage(o)
	for i := range list {
		m := &list[i]
		if i > 0 && (len(m.Units) > 0 || lines) {
			p.blank()
		}
		value := m.State
		if m.Value != nil {
			value = fmt.Sprintf("%.6g %s", *m.Value, m.Unit)
		}
		dialect := ""
		if m.Dialect != "" {
			dialect = "  as " + m.Dialect
		}
		p.print(seg{m.ID, bold}, seg{"  " + value, normal}, seg{dialect, dim})
		if m.Reason != "" {
			p.wrap(nil, 2, m.Reason, dim)
		}
		for _, u := range m.Units {
			p.print(seg{fmt.Sprintf("  %6.6g  ", u.Value), normal}, seg{Inert(u.Name), normal}, seg{fmt.Sprintf("  %s:%d", Inert(u.File), u.Line), cyan})
		}
		if lines {
			for _, l := range m.Lines {
				p.print(seg{fmt.Sprintf("    %+6.6g  ", l.Amount), dim}, seg{fmt.Sprintf("%s:%d:%d", Inert(l.File), l.Line, l.Column), cyan}, seg{"  " + Inert(l.Text), normal})
			}
		}
	}
	_, err := w.Write(p.bytes())
	return err
}
