package schemas

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// TestReadDocument reads the same document in three languages.
func TestReadDocument(t *testing.T) {
	want := map[string]any{"a": 1.5, "b": map[string]any{"c": "x", "d": true}, "l": []any{map[string]any{"id": "one", "n": 1.0}, map[string]any{"id": "two"}}}
	for name, text := range map[string]string{
		"a.yaml": "a: 1.5\nb:\n  c: x\n  d: true\nl:\n  - {id: one, n: 1}\n  - id: two\n",
		"a.json": "{\"a\": 1.5,\n \"b\": {\"c\": \"x\", \"d\": true},\n \"l\": [{\"id\": \"one\", \"n\": 1}, {\"id\": \"two\"}]}",
		"a.toml": "a = 1.5\n[b]\nc = \"x\"\nd = true\n[[l]]\nid = \"one\"\nn = 1\n[[l]]\nid = \"two\"\n",
	} {
		n, err := ReadDocument(name, []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := n.JSON(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v", name, got)
		}
		at := n.Find("/b/c")
		line := strings.Split(text, "\n")[at.Line-1]
		if at.Scalar != "x" || !strings.HasPrefix(strings.Trim(line[at.Column-1:], "\""), "x") {
			t.Errorf("%s: /b/c is said to stand at %s", name, at.Place)
		}
	}
}

// TestHostileDocuments refuses what makes a small text large or something else than it looks, each with its place.
func TestHostileDocuments(t *testing.T) {
	bomb := "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
	for _, c := range []struct{ name, text, at, want string }{
		{"a.yaml", bomb, "2:8", "aliases"},
		{"a.yaml", "a: 1\nb: 2\na: 3\n", "", "twice"},
		{"a.yaml", "x: !!python/object:os.system [1]\n", "1:", "tag"},
		{"a.yaml", "x: !!binary aGk=\n", "1:4", "!!binary"},
		{"a.yaml", "x: .nan\n", "1:4", "plain decimal"},
		{"a.yaml", "x: .inf\n", "1:4", "plain decimal"},
		{"a.yaml", "x: 0o17\n", "1:4", "plain decimal"},
		{"a.yaml", "<<: {a: 1}\n", "1:1", "name"},
		{"a.yaml", "? [1]\n: 2\n", "1:3", "name"},
		{"a.yaml", "x: 2001-01-01\n", "1:4", "!!timestamp"},
		{"a.yaml", strings.Repeat("[", 100_000), "", ""},
		{"a.yaml", strings.Repeat("{a: ", 30) + "1" + strings.Repeat("}", 30), "1:", "nested"},
		{"a.yaml", "", "1:1", "empty"},
		{"a.json", "{\"a\": 1, \"a\": 2}", "1:10", "twice"},
		{"a.json", "{\"a\": 1e999}", "1:7", "large"},
		{"a.json", "{\"a\": NaN}", "1:", ""},
		{"a.json", strings.Repeat("[", 100_000), "1:", "nested"},
		{"a.json", "{} {}", "", "follows"},
		{"a.json", "{\"a\":", "", "ends"},
		{"a.toml", "a = 1\na = 2\n", "2:1", ""},
		{"a.toml", "a = nan\n", "1:", "plain decimal"},
		{"a.toml", "a = inf\n", "1:", "plain decimal"},
		{"a.toml", "a = 1979-05-27\n", "1:", "dates"},
		{"a.toml", "a = " + strings.Repeat("[", 100_000), "1:", "nested"},
		{"a.toml", strings.Repeat("[a", 1) + strings.Repeat(".a", 100) + "]\nx = 1\n", "1:", "nested"},
		{"a.toml", "a = \n", "1:", ""},
		{"a.yaml", strings.Repeat("x", 2<<20), "", "bytes"},
	} {
		short := c.text[:min(len(c.text), 40)]
		_, err := ReadDocument(c.name, []byte(c.text))
		p, ok := errors.AsType[*Problem](err)
		switch {
		case !ok:
			t.Errorf("%s %q: got %v, want it refused with its place", c.name, short, err)
		case !strings.HasPrefix(p.Place.String(), c.name) || !strings.Contains(p.Place.String(), c.at):
			t.Errorf("%s %q: at %s, want %s", c.name, short, p.Place, c.at)
		case !strings.Contains(err.Error(), c.want):
			t.Errorf("%s %q: got %v, want %q", c.name, short, err, c.want)
		}
	}
}

// TestQuietYAML has words that older YAML takes for something else stay words.
func TestQuietYAML(t *testing.T) {
	n, err := ReadDocument("a.yaml", []byte("a: no\nb: 1:30\nc: on\nd: ~\n"))
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]any{"a": "no", "b": "1:30", "c": "on", "d": nil}; !reflect.DeepEqual(n.JSON(), want) {
		t.Errorf("got %v", n.JSON())
	}
}

func FuzzReadDocument(f *testing.F) {
	for _, s := range []string{"a: [1, {b: c}]\n", "{\"a\": [1, null]}", "a = [1, {b = 2}]\n[[c.d]]\ne = 1\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"a.yaml", "a.json", "a.toml"} {
			n, err := ReadDocument(name, []byte(text))
			if err == nil {
				n.JSON()
				n.Check("profile")
			}
		}
	})
}
