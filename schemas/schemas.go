// Package schemas holds the JSON Schemas (draft 2020-12) of the documents that enter or leave the program, one file a
// document, and checks values against them.
//
// A schema is the promise made to whoever reads a document with another program, so it is complete: every field is
// described, nothing undeclared is allowed, and what the program writes is checked against it before it is written.
// The files are embedded, name themselves by an absolute $id and refer to nothing outside of themselves: loading a
// schema by its address is refused, so no network and no file is ever consulted.
//
// The validator wants values as encoding/json makes them. [Decode] makes such values strictly: numbers keep their
// digits, a key given twice and anything after the document are errors.
package schemas

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Base begins the $id of every schema; the name and ".schema.json" follow.
const Base = "https://assay-score.github.io/schemas/"

const suffix = ".schema.json"

//go:embed *.schema.json
var files embed.FS

// Names lists the schemas in alphabetical order: "profile", "report".
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // the folder is embedded: there is nothing that could fail
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), suffix))
	}
	return names
}

// Text is the schema of a name as it stands in its file.
func Text(name string) ([]byte, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("unknown schema %q: one of %s", name, strings.Join(Names(), ", "))
	}
	return files.ReadFile(name + suffix)
}

// compiled are the schemas by name, each made the first time that somebody asks for it.
var compiled = func() map[string]func() (*jsonschema.Schema, error) {
	all := map[string]func() (*jsonschema.Schema, error){}
	for _, name := range Names() {
		all[name] = lazily(name, "")
	}
	return all
}()

// parts are the definitions that are documents of their own, by schema and name.
var parts = func() map[string]func() (*jsonschema.Schema, error) {
	all := map[string]func() (*jsonschema.Schema, error){}
	for _, at := range [][2]string{{"metric", "result"}, {"metric", "declaration"}, {"report", "submission"}} {
		all[at[0]+"#"+at[1]] = lazily(at[0], "#/$defs/"+at[1])
	}
	return all
}()

func lazily(name, fragment string) func() (*jsonschema.Schema, error) {
	return sync.OnceValues(func() (*jsonschema.Schema, error) {
		text, err := Text(name)
		if err != nil {
			return nil, err
		}
		return compile(name, text, fragment)
	})
}

// find gives the schema of a name.
func find(name string) (*jsonschema.Schema, error) {
	schema := compiled[name]
	if schema == nil {
		return nil, fmt.Errorf("unknown schema %q: one of %s", name, strings.Join(Names(), ", "))
	}
	return schema()
}

// Compile checks and compiles the text of a schema under a name.
func Compile(name string, text []byte) (*jsonschema.Schema, error) {
	return compile(name, text, "")
}

// compile compiles a schema, or the part of it that a fragment names.
func compile(name string, text []byte, fragment string) (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	c.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("a schema may not refer to %s: everything it needs stands in it", url)
	}
	id := Base + name + suffix
	if err := c.AddResource(id, strings.NewReader(string(text))); err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	schema, err := c.Compile(id + fragment)
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	return schema, nil
}

// Validate checks a value, made as by [Decode], against the schema of a name. The error is a [*Mismatch] when the value
// is at fault.
func Validate(name string, value any) error {
	schema, err := find(name)
	if err != nil {
		return err
	}
	err = schema.Validate(value)
	if invalid, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		return mismatch(name, invalid)
	}
	return err
}

// ValidateReport checks a whole report.
func ValidateReport(value any) error { return Validate("report", value) }

// ValidateSubmission checks the record of one submission, as it stands in a report.
func ValidateSubmission(value any) error { return ValidatePart("report", "submission", value) }

// ValidatePart checks a value against a definition of a schema, by its name under $defs.
func ValidatePart(name, part string, value any) error {
	find := parts[name+"#"+part]
	if find == nil {
		return fmt.Errorf("unknown part %q of schema %q", part, name)
	}
	schema, err := find()
	if err != nil {
		return err
	}
	err = schema.Validate(value)
	if invalid, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		return mismatch(name, invalid)
	}
	return err
}

// All are the places where a value departs from the schema of a name, each with what was expected there, by place.
func All(name string, value any) ([]*Mismatch, error) {
	schema, err := find(name)
	if err != nil {
		return nil, err
	}
	err = schema.Validate(value)
	invalid, ok := errors.AsType[*jsonschema.ValidationError](err)
	if !ok {
		return nil, err
	}
	var out []*Mismatch
	seen := map[string]bool{}
	var visit func(e *jsonschema.ValidationError)
	visit = func(e *jsonschema.ValidationError) { // as deep as the schema is, which is ours
		if key := e.InstanceLocation + " " + e.Message; len(e.Causes) == 0 && !seen[key] {
			seen[key] = true
			out = append(out, &Mismatch{Schema: name, Pointer: e.InstanceLocation, Message: e.Message})
		}
		for _, cause := range e.Causes {
			visit(cause)
		}
	}
	visit(invalid)
	slices.SortStableFunc(out, func(a, b *Mismatch) int { return strings.Compare(a.Pointer, b.Pointer) })
	return out, nil
}

// Mismatch says where a value departs from its schema.
type Mismatch struct {
	Schema  string
	Pointer string // JSON pointer to the value at fault; "" for the whole document
	Message string // what was expected of it, in a line
}

// Error names the place and what was expected.
func (m *Mismatch) Error() string {
	where := m.Pointer
	if where == "" {
		where = "the document"
	}
	return fmt.Sprintf("%s: %s (schema %s)", where, m.Message, m.Schema)
}

// mismatch picks the complaint that says most: the deepest, and of several the first. A schema with alternatives
// complains about each of them; the one that got furthest is the one that was meant.
func mismatch(name string, err *jsonschema.ValidationError) *Mismatch {
	best, bestDepth := err, -1
	var visit func(e *jsonschema.ValidationError)
	visit = func(e *jsonschema.ValidationError) { // as deep as the schema is, which is ours
		if len(e.Causes) == 0 {
			if depth := strings.Count(e.InstanceLocation, "/"); depth > bestDepth {
				best, bestDepth = e, depth
			}
		}
		for _, cause := range e.Causes {
			visit(cause)
		}
	}
	visit(err)
	return &Mismatch{Schema: name, Pointer: best.InstanceLocation, Message: best.Message}
}
