package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/assay-score/assay/schemas"
)

// writeJSON writes the report as indented JSON with its fields in the order of the document model, after checking it
// against its schema: what does not keep the promise is not written. Record by record, so that a report may be longer
// than memory.
func writeJSON(w io.Writer, r *Report, _ Options) error {
	head := *r
	head.Submissions, head.stored = []Submission{}, nil
	text, err := Marshal(&head)
	if err != nil {
		return err
	}
	if err := check(text, schemas.ValidateReport); err != nil {
		return err
	}
	// A line end inside of a string is an escape, so this stands in the text once.
	before, after, _ := bytes.Cut(text, []byte("\n  \"submissions\": []"))
	if _, err := w.Write(append(before, "\n  \"submissions\": ["...)); err != nil {
		return err
	}
	out := recordWriter{w: w}
	err = r.texts(func(i int, text []byte) error {
		out.block = append(out.block, bytes.Clone(text))
		if len(out.block) == blockSize {
			return out.flush()
		}
		return nil
	})
	if err == nil {
		err = out.flush()
	}
	if err != nil {
		return err
	}
	last := out.written
	end := "]"
	if last > 0 {
		end = "\n  ]"
	}
	_, err = w.Write(append([]byte(end), after...))
	return err
}

// blockSize is how many records are checked at once, on all processors, before they are written.
const blockSize = 32

// recordWriter writes records in blocks.
type recordWriter struct {
	w       io.Writer
	block   [][]byte
	written int
}

func (o *recordWriter) flush() error {
	faults := make([]error, len(o.block))
	var under sync.WaitGroup
	next := atomic.Int32{}
	for range min(runtime.GOMAXPROCS(0), len(o.block)) {
		under.Go(func() {
			for k := int(next.Add(1)) - 1; k < len(o.block); k = int(next.Add(1)) - 1 {
				if i := o.written + k; i < writtenFirst || i%checkedThen == 0 {
					faults[k] = check(o.block[k], schemas.ValidateSubmission)
				}
			}
		})
	}
	under.Wait()
	if err := errors.Join(faults...); err != nil {
		return err
	}
	var b bytes.Buffer
	for _, text := range o.block {
		b.Reset()
		if o.written > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		b.Write(indent(b.AvailableBuffer(), text, "\n    "))
		if _, err := o.w.Write(b.Bytes()); err != nil {
			return err
		}
		o.written++
	}
	o.block = o.block[:0]
	return nil
}

// Checking a record takes longer than making it. The first records of a report are checked each, of a long report's
// others one now and then. What is read comes from anywhere; what is written comes from one struct, which a test compares
// with the schema field by field, and few records are enough there.
const (
	checkedFirst = 1000
	writtenFirst = 32
	checkedThen  = 97
)

// indent spreads JSON that stands on one line over several, as json.Indent does by two blanks: before is the line end that
// the value itself stands after.
func indent(b, text []byte, before string) []byte {
	deep := []byte(before)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			end := i + 1
			for text[end] != '"' {
				if text[end] == '\\' {
					end++
				}
				end++
			}
			b = append(b, text[i:end+1]...)
			i = end
		case '{', '[':
			b = append(b, c)
			if text[i+1] == c+2 { // the sign that closes it
				i++
				b = append(b, c+2)
				continue
			}
			deep = append(deep, "  "...)
			b = append(b, deep...)
		case '}', ']':
			deep = deep[:len(deep)-2]
			b = append(append(b, deep...), c)
		case ',':
			b = append(append(b, ','), deep...)
		case ':':
			b = append(b, ':', ' ')
		default:
			b = append(b, c)
		}
	}
	return b
}

// check checks what is about to be written. It was made of our own structs, so no key stands in it twice.
func check(text []byte, against func(any) error) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var value any
	err := d.Decode(&value)
	if err == nil {
		err = against(value)
	}
	if err != nil {
		return fmt.Errorf("the report does not keep its own schema, which is a fault of ours: %w", err)
	}
	return nil
}

// Marshal is the report as JSON: indented by two blanks, a line end at its end, the same bytes for the same report.
// Characters that [Inert] would not show as they are stand in it as \u escapes, so that printing a report is safe.
func Marshal(r *Report) ([]byte, error) { return marshal(r, "", "  ") }

// MarshalLine is a value of a report's as JSON on one line, without a line end.
func MarshalLine(value any) ([]byte, error) {
	if s, ok := value.(*Submission); ok && s != nil {
		return AppendLine(nil, s)
	}
	text, err := marshal(value, "", "")
	return bytes.TrimSuffix(text, []byte("\n")), err
}

func marshal(value any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if indent != "" {
		e.SetIndent(prefix, indent)
	}
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	return escapeHidden(b.Bytes()), nil
}

// escapeHidden spells out the hidden characters of a JSON text, which can stand only inside of its strings.
//
// The beginnings of commands that runners of CI look for in logs (see [Inert]) can stand only there too.
func escapeHidden(text []byte) []byte {
	if bytes.Contains(text, []byte("##")) {
		text = bytes.ReplaceAll(text, []byte("##["), []byte(`#\u0023[`))
		text = bytes.ReplaceAll(text, []byte("##vso["), []byte(`#\u0023vso[`))
	}
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
