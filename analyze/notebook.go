package analyze

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// looksNotebook reports whether text without a telling name is a notebook.
func looksNotebook(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")
	return bytes.HasPrefix(data, []byte("{")) && bytes.Contains(data, []byte(`"nbformat"`)) && json.Valid(data)
}

// fromNotebook takes a notebook's code cells as steps of one program, in their order in the document: the order of
// execution that a notebook records is that of one afternoon. Cells are numbered from 1 among the code cells, empty
// ones included; each is a file of its own, whose lines are those of the cell. Outputs are not looked at.
func fromNotebook(id, base string, data []byte, b Bounds) *Submission {
	fail := func(err error) *Submission { return refused(id, KindNotebook, err) }
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if err := CheckJSON(data, b.JSONDepth); err != nil {
		return fail(err)
	}
	cells, err := notebookCells(data, b)
	if err != nil {
		return fail(err)
	}
	s := &Submission{ID: id, Kind: KindNotebook}
	number := 0
	for i, c := range cells {
		if kind, _ := c.Text("cell_type"); kind != "code" {
			continue
		}
		if number++; number > b.Files {
			return fail(fmt.Errorf("more than %d code cells", b.Files))
		}
		code, err := cellCode(c)
		if err != nil {
			return fail(fmt.Errorf("code cell %d (cells[%d]): %w", number, i, err))
		}
		if strings.TrimSpace(code) == "" {
			continue
		}
		name := fmt.Sprintf("%s#cell-%d", base, number)
		if language, err := c.Text("language"); err == nil && !speaksPython(language) { // format 3
			s.note(NoteNotRun, name, 0, "a cell in %s", cutText(language))
			continue
		}
		s.addText(name, s.withoutMagics(name, lineEnds(code)), fmt.Sprintf("cell %d", number))
	}
	return s.sealed("no code cell holds any")
}

// notebookCells gives the cells of a Python notebook of format 4, or of format 3, which keeps them in worksheets.
func notebookCells(data []byte, b Bounds) ([]JSONObject, error) {
	var top JSONObject
	if err := json.Unmarshal(data, &top); err != nil {
		return nil, errors.New("not a notebook: expected a JSON object")
	}
	var format int
	if !top.Has("nbformat") || json.Unmarshal(top["nbformat"], &format) != nil {
		return nil, errors.New("not a notebook: nbformat is missing or no number")
	}
	if err := notebookLanguage(top); err != nil {
		return nil, err
	}
	switch format {
	case 4:
		return objectList(nil, top, "cells", b)
	case 3:
		sheets, err := objectList(nil, top, "worksheets", b)
		if err != nil {
			return nil, err
		}
		var cells []JSONObject
		for _, sheet := range sheets {
			if cells, err = objectList(cells, sheet, "cells", b); err != nil {
				return nil, err
			}
		}
		return cells, nil
	}
	return nil, fmt.Errorf("a notebook of format %d, of which 3 and 4 are read", format)
}

// objectList adds the objects in a list one by one, so that a document of nothing but empty ones is met early.
func objectList(list []JSONObject, o JSONObject, key string, b Bounds) ([]JSONObject, error) {
	bad := fmt.Errorf("not a notebook: %s is no list of objects", key)
	d := json.NewDecoder(bytes.NewReader(o[key]))
	if token, err := d.Token(); err != nil || token != json.Delim('[') {
		return nil, bad
	}
	for d.More() {
		var item JSONObject
		if d.Decode(&item) != nil {
			return nil, bad
		}
		if list = append(list, item); len(list) > b.Entries {
			return nil, fmt.Errorf("more than %d %s", b.Entries, key)
		}
	}
	return list, nil
}

// notebookLanguage refuses a notebook that says it is not in Python. One that says nothing is taken to be.
func notebookLanguage(top JSONObject) error {
	var metadata map[string]json.RawMessage
	if json.Unmarshal(top["metadata"], &metadata) != nil {
		return nil
	}
	for _, at := range [...]struct{ object, key string }{{"language_info", "name"}, {"kernelspec", "language"}} {
		var o JSONObject
		if json.Unmarshal(metadata[at.object], &o) != nil {
			continue
		}
		if language, err := o.Text(at.key); err == nil && !speaksPython(language) {
			return fmt.Errorf("a notebook in %s, not in Python", cutText(language))
		}
	}
	return nil
}

func speaksPython(language string) bool {
	switch strings.ToLower(language) {
	case "", "python", "python3", "ipython":
		return true
	}
	return false
}

// cellCode is a code cell's text, which is a string or a list of lines; format 3 calls it input.
func cellCode(c JSONObject) (string, error) {
	key := "source"
	if !c.Has(key) && c.Has("input") {
		key = "input"
	}
	if text, err := c.Text(key); err == nil {
		return text, nil
	}
	var lines []string
	if !c.Has(key) || json.Unmarshal(c[key], &lines) != nil || lines == nil {
		return "", fmt.Errorf("%s is neither text nor a list of lines", key)
	}
	return strings.Join(lines, ""), nil
}
