package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
)

// readJSON reads one JSON document with the places of its values.
func readJSON(name string, text []byte) (*Node, error) {
	r := jsonReader{budget: budget{name: name}, text: bytes.TrimPrefix(text, []byte("\uFEFF"))}
	r.decoder = json.NewDecoder(bytes.NewReader(r.text))
	r.decoder.UseNumber()
	n, err := r.value(0)
	if err != nil {
		return nil, r.problem(err)
	}
	if _, err := r.decoder.Token(); err != io.EOF {
		return nil, r.problem(errors.New("something follows the end of the document"))
	}
	return n, nil
}

type jsonReader struct {
	budget
	text    []byte
	decoder *json.Decoder
	// The last place, from which the next one is counted.
	offset, line, start int
}

// place is where an offset stands, as a line and a column. Offsets must not go back.
func (r *jsonReader) place(offset int) Place {
	if r.line == 0 {
		r.line = 1
	}
	for ; r.offset < min(offset, len(r.text)); r.offset++ {
		if r.text[r.offset] == '\n' {
			r.line++
			r.start = r.offset + 1
		}
	}
	return Place{r.name, r.line, offset - r.start + 1}
}

// next is where the next token begins.
func (r *jsonReader) next() Place {
	at := int(r.decoder.InputOffset())
	for at < len(r.text) && bytes.IndexByte([]byte(" \t\r\n,:"), r.text[at]) >= 0 {
		at++
	}
	return r.place(at)
}

func (r *jsonReader) problem(err error) error {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	offset := int(r.decoder.InputOffset())
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = max(int(syntax.Offset)-1, r.offset)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err, offset = errors.New("the document ends in the middle"), len(r.text)
	}
	return &Problem{Place: r.place(offset), Message: err.Error()}
}

func (r *jsonReader) value(depth int) (*Node, error) {
	out := &Node{Place: r.next()}
	if err := r.enter(out.Place, depth); err != nil {
		return nil, err
	}
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return out, r.object(out, depth)
		}
		out.Kind = ListNode
		for r.decoder.More() {
			item, err := r.value(depth + 1)
			if err != nil {
				return nil, err
			}
			out.Items = append(out.Items, item)
		}
		_, err = r.decoder.Token()
	case json.Number:
		x, failed := strconv.ParseFloat(string(token), 64)
		if failed != nil || x-x != 0 {
			return nil, &Problem{Place: out.Place, Message: token.String() + ": a number that large has no place here"}
		}
		out.Scalar = x
	default:
		out.Scalar = token
	}
	return out, err
}

func (r *jsonReader) object(out *Node, depth int) error {
	out.Kind = MapNode
	for r.decoder.More() {
		at := r.next()
		token, err := r.decoder.Token()
		if err != nil {
			return err
		}
		key, ok := token.(string)
		if !ok {
			return &Problem{Place: at, Message: "expected a name"}
		}
		if _, twice := out.Fields[key]; twice {
			return &Problem{Place: at, Message: strconv.Quote(key) + " is given twice"}
		}
		v, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		out.setAt(key, at, v)
	}
	_, err := r.decoder.Token()
	return err
}
