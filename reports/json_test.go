package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/assay-score/assay/schemas"
)

// TestReadBack: what is written can be read, and is the same.
func TestReadBack(t *testing.T) {
	for _, r := range []*Report{sampleRun(), sampleBatch(), New(KindRun, sampleProvenance(), nil)} {
		text := render(t, "json", r, Options{})
		back, err := Read(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		again := render(t, "json", back, Options{})
		if !bytes.Equal(text, again) {
			t.Error("a report that was read back is written differently")
		}
	}
}

// TestReadLong: a report that is read record by record is the same, and what is wrong with it is found too.
func TestReadLong(t *testing.T) {
	text := render(t, "json", sampleBatch(), Options{})
	r, err := readLong(text)
	if err != nil {
		t.Fatal(err)
	}
	if again := render(t, "json", r, Options{}); !bytes.Equal(text, again) {
		t.Error("it is written differently")
	}
	for _, c := range []struct{ name, from, to, want string }{
		{"a wrong head", `"kind": "batch"`, `"kind": "pile"`, "/kind"},
		{"a wrong record", `"status": "infra_error"`, `"status": "fine"`, "submission 8"},
		{"twice", `"kind": "batch"`, `"kind": "batch", "kind": "run"`, "twice"},
		{"no array", `"submissions": [`, `"submissions": 5, "x": [`, "array"},
	} {
		if _, err := readLong(bytes.Replace(text, []byte(c.from), []byte(c.to), 1)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for cut := 0; cut < len(text)-1; cut += 997 {
		if _, err := readLong(text[:cut]); err == nil {
			t.Errorf("cut at %d: it is taken", cut)
		}
	}
	if _, err := readLong(append(bytes.Clone(text), "{}"...)); err == nil {
		t.Error("something after the end is taken")
	}
}

func TestReadRefuses(t *testing.T) {
	good := string(render(t, "json", sampleRun(), Options{}))
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "ends in the middle"},
		{"half", good[:len(good)/2], "line"},
		{"another document", `{"a": 1}`, "missing properties"},
		{"twice", strings.Replace(good, `"kind": "run"`, `"kind": "run", "kind": "batch"`, 1), "given twice"},
		{"more", good + "{}", "follows the end"},
		{"a later version", strings.Replace(good, `"spec_version": "`+SpecVersion+`"`, `"spec_version": "9.0"`, 1), "/spec_version"},
		{"not UTF-8", strings.Replace(good, "answer.py", "answer\xff", 1), "not UTF-8"},
	} {
		if _, err := Read(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want something about %q", c.name, err, c.want)
		}
	}
}

func TestHiddenCharactersAreEscaped(t *testing.T) {
	r := sampleRun()
	r.Submissions[0].ID = "a\u202e\u0085\U000e0100\u2028<&>漢\x7f\uFFFD"
	text, err := Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if want := `"a\u202e\u0085\udb40\udd00\u2028<&>漢\u007f` + "\uFFFD\""; !bytes.Contains(text, []byte(want)) {
		t.Errorf("want %s in %.400s", want, text)
	}
	var back Report
	if err := json.Unmarshal(text, &back); err != nil || back.Submissions[0].ID != r.Submissions[0].ID {
		t.Errorf("%v: %q is read back as %q", err, r.Submissions[0].ID, back.Submissions[0].ID)
	}
}

// TestSchemaRefusesMutations takes a valid report apart: no field may be missing, of another type, or beside others that
// the schema does not know.
func TestSchemaRefusesMutations(t *testing.T) {
	optional := optionalFields(reflect.TypeFor[Report](), map[string]bool{})
	mutations := 0
	few := sampleBatch()
	few.Submissions = []Submission{sampleIncomplete("a")} // one of each kind is enough
	few.Submissions = append(few.Submissions, sampleBatch().Submissions[7:10]...)
	for _, r := range []*Report{sampleRun(), few} {
		text := render(t, "json", r, Options{})
		var visit func(path []any, value any)
		fresh := func() any {
			v, err := schemas.Decode(text)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		refuse := func(path []any, what string, change func(parent any, key any)) {
			mutations++
			doc := fresh()
			parent := doc
			for _, step := range path[:len(path)-1] {
				parent = follow(parent, step)
			}
			change(parent, path[len(path)-1])
			if err := schemas.Validate("report", doc); err == nil {
				t.Errorf("%v: %s is accepted", path, what)
			}
		}
		visit = func(path []any, value any) {
			switch value := value.(type) {
			case map[string]any:
				keys := sortedKeys(value)
				for _, key := range keys {
					at := append(slices.Clone(path), key)
					if !optional[key] {
						refuse(at, "its absence", func(parent, key any) { delete(parent.(map[string]any), key.(string)) })
					}
					refuse(at, "another type", func(parent, key any) { parent.(map[string]any)[key.(string)] = map[string]any{"no": "such thing"} })
					visit(at, value[key])
				}
				refuse(append(slices.Clone(path), "unknown"), "an unknown field", func(parent, key any) { parent.(map[string]any)[key.(string)] = json.Number("1") })
			case []any:
				if len(value) > 0 {
					visit(append(slices.Clone(path), 0), value[0]) // one entry stands for all
				}
			}
		}
		visit(nil, fresh())
	}
	if mutations < 200 {
		t.Errorf("only %d mutations were tried", mutations)
	}
}

func follow(value, step any) any {
	if i, ok := step.(int); ok {
		return value.([]any)[i]
	}
	return value.(map[string]any)[step.(string)]
}

func sortedKeys(m map[string]any) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// optionalFields gathers the JSON names of fields that may be left out anywhere.
func optionalFields(t reflect.Type, found map[string]bool) map[string]bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return optionalFields(t.Elem(), found)
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() {
				continue
			}
			name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
			if rest == "omitempty" {
				found[name] = true
			}
			optionalFields(f.Type, found)
		}
	}
	return found
}

// TestSchemaKnowsEveryField compares the document model with the schema, both ways, so that neither grows alone.
func TestSchemaKnowsEveryField(t *testing.T) {
	text, err := schemas.Text("report")
	if err != nil {
		t.Fatal(err)
	}
	value, err := schemas.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	doc := value.(map[string]any)
	defs := doc["$defs"].(map[string]any)
	seen := map[string]bool{}
	var compare func(model reflect.Type, schema map[string]any, where string)
	compare = func(model reflect.Type, schema map[string]any, where string) {
		for model.Kind() == reflect.Pointer || model.Kind() == reflect.Slice {
			model = model.Elem()
		}
		if model.Kind() != reflect.Struct {
			return
		}
		for {
			if items, ok := schema["items"].(map[string]any); ok {
				schema = items
			} else if either, ok := schema["anyOf"].([]any); ok {
				schema = either[1].(map[string]any)
			} else if ref, ok := schema["$ref"].(string); ok {
				name := strings.TrimPrefix(ref, "#/$defs/")
				if seen[name+model.Name()] {
					return
				}
				seen[name+model.Name()] = true
				schema = defs[name].(map[string]any)
			} else {
				break
			}
		}
		properties := schema["properties"].(map[string]any)
		required := fmt.Sprint(schema["required"])
		var fields []string
		for i := range model.NumField() {
			f := model.Field(i)
			if !f.IsExported() {
				continue
			}
			name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
			fields = append(fields, name)
			property, ok := properties[name].(map[string]any)
			if !ok {
				t.Errorf("%s: the schema does not know %q", where, name)
				continue
			}
			if property["description"] == nil {
				t.Errorf("%s: %q is not described", where, name)
			}
			if (rest != "omitempty") != slices.Contains(strings.Fields(strings.Trim(required, "[]")), name) {
				t.Errorf("%s: %q: the schema and the model differ about whether it may be left out", where, name)
			}
			compare(f.Type, property, where+"."+name)
		}
		for _, name := range sortedKeys(properties) {
			if !slices.Contains(fields, name) {
				t.Errorf("%s: the schema has %q, the model has not", where, name)
			}
		}
	}
	compare(reflect.TypeFor[Report](), doc, "report")
}
