package schemas

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestEverySchemaCompiles(t *testing.T) {
	if names := Names(); !slices.Contains(names, "report") || !slices.IsSorted(names) {
		t.Errorf("the names are %v", names)
	}
	for _, name := range Names() {
		text, err := Text(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compile(name, text); err != nil {
			t.Error(err)
		}
	}
}

// TestSchemasAreComplete wants of every schema that it names itself and that no object takes what is not declared, and of
// the report's that every property says what it is: that one is read by programs of others.
func TestSchemasAreComplete(t *testing.T) {
	for _, name := range Names() {
		text, err := Text(name)
		if err != nil {
			t.Fatal(err)
		}
		value, err := Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		doc := value.(map[string]any)
		if doc["$id"] != Base+name+suffix {
			t.Errorf("%s: the $id is %v", name, doc["$id"])
		}
		if doc["$schema"] != "https://json-schema.org/draft/2020-12/schema" {
			t.Errorf("%s: the $schema is %v", name, doc["$schema"])
		}
		var visit func(at string, v any)
		visit = func(at string, v any) {
			switch v := v.(type) {
			case []any:
				for i, item := range v {
					visit(fmt.Sprintf("%s/%d", at, i), item)
				}
			case map[string]any:
				if properties, ok := v["properties"].(map[string]any); ok && v["type"] == "object" {
					if v["additionalProperties"] != false {
						t.Errorf("%s: %s takes undeclared fields", name, at)
					}
					for field, p := range properties {
						if described, ok := p.(map[string]any); name == "report" && (!ok || described["description"] == nil) {
							t.Errorf("%s: %s: %q is not described", name, at, field)
						}
					}
				}
				for key, item := range v {
					visit(at+"/"+key, item)
				}
			}
		}
		visit("", value)
	}
}

func TestNothingIsLoaded(t *testing.T) {
	for _, ref := range []string{"https://example.org/other.json", "file:///etc/passwd", "other.json"} {
		text := fmt.Sprintf(`{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "%sx%s", "$ref": %q}`, Base, suffix, ref)
		if _, err := Compile("x", []byte(text)); err == nil || !strings.Contains(err.Error(), "may not refer to") {
			t.Errorf("%s: %v", ref, err)
		}
	}
}

func TestFormatsAreChecked(t *testing.T) {
	schema, err := Compile("x", []byte(`{"$schema": "https://json-schema.org/draft/2020-12/schema", "format": "date-time"}`))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate("2026-01-02T03:04:05Z") != nil || schema.Validate("yesterday") == nil {
		t.Error("a format asserts nothing")
	}
}

func TestValidateNamesThePlace(t *testing.T) {
	value, err := Decode([]byte(`{"spec_version": "1.0", "kind": "walk", "submissions": [], "summary": {}, "provenance": {}}`))
	if err != nil {
		t.Fatal(err)
	}
	err = Validate("report", value)
	mismatch, ok := errors.AsType[*Mismatch](err)
	if !ok || !strings.HasPrefix(mismatch.Pointer, "/") || !strings.Contains(err.Error(), mismatch.Pointer+": ") || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v", err)
	}
	if err := Validate("repot", value); err == nil || !strings.Contains(err.Error(), `unknown schema "repot": one of`) {
		t.Errorf("%v", err)
	}
}

func TestDecode(t *testing.T) {
	v, err := Decode([]byte(`{"a": [1.50, "x", true, null, {}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if n := v.(map[string]any)["a"].([]any)[0]; n != json.Number("1.50") {
		t.Errorf("the number is %v", n)
	}
	deep := strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth)
	if _, err := Decode([]byte(deep)); err != nil {
		t.Errorf("nested as deep as allowed: %v", err)
	}
	for _, c := range []struct{ text, want string }{
		{"", "line 1, column 1: the document ends in the middle"},
		{"{\n  \"a\": 1,\n  \"a\": 2\n}", `the key "a" is given twice`},
		{"[1, 2", "ends in the middle"},
		{"{} {}", "follows the end"},
		{"[1,\n 2,, 3]", "line 2, column"},
		{"[" + deep + "]", "nested more than 200 deep"},
		{strings.Repeat("[", 1_000_000), "nested more than 200 deep"},
	} {
		if _, err := Decode([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40q: %v, want something about %q", c.text, err, c.want)
		}
	}
}

// FuzzDecode: what Decode takes, encoding/json takes too.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"a": [1, 2.5e3, "\u202e", null]}`))
	f.Add([]byte(`{"a": 1, "a": 2}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, err := Decode(text); err == nil && !json.Valid(text) {
			t.Errorf("%q is taken", text)
		}
	})
}
