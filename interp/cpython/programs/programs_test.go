package programs

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestCorpusReads reads the whole corpus: a mistake in a marker or a header is found without any interpreter.
func TestCorpusReads(t *testing.T) {
	for _, folder := range []string{"lang", "builtins", "types", "stdlib", "limits", "bench"} {
		corpus, err := Read(os.DirFS("../../testdata"), folder+"/*.txtar")
		if err != nil {
			t.Fatal(err)
		}
		if len(corpus) == 0 {
			t.Errorf("%s holds no program", folder)
		}
		seen := map[string]bool{}
		for _, p := range corpus {
			if seen[p.ID()] {
				t.Errorf("%s stands there twice", p.ID())
			}
			seen[p.ID()] = true
			if limited := folder == "limits"; !limited && p.Header["outcome"] != "" {
				t.Errorf("%s is allowed several outcomes outside of limits/", p.ID())
			}
		}
	}
}

func TestReadExpectations(t *testing.T) {
	archive := `For people.
-- a.py --
# cpython: >=3.14
# fuel: 500
x = [1,  # a comment
     2]
print(x)  # want: [1, 2]
for c in ' a':
    print(c * 2)
# want:
# want: aa
raise KeyError('k')
# raises: KeyError: 'k'
-- a.stderr --
Traceback
-- b.py --
# outcome: limit:fuel|limit:memory
while True: pass
`
	corpus, err := Read(fstest.MapFS{"lang/x.txtar": {Data: []byte(archive)}}, "*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(corpus) != 2 {
		t.Fatalf("%d programs, not 2", len(corpus))
	}
	a, b := corpus[0], corpus[1]
	if a.ID() != "lang/x/a" || a.Output() != "[1, 2]\n\naa\n" || a.Raises != "KeyError: 'k'" || !a.HasStderr || a.Stderr != "Traceback\n" ||
		a.Header["cpython"] != ">=3.14" || a.Number("fuel") != 500 || a.Number("memory") != 0 || len(a.Files) != 1 {
		t.Errorf("a was read as %+v", a)
	}
	if b.Header["outcome"] != "limit:fuel|limit:memory" || b.Output() != "" || b.Raises != "" || b.HasStderr {
		t.Errorf("b was read as %+v", b)
	}
}

func TestReadModules(t *testing.T) {
	archive := "-- main.py --\nimport m\nprint(m.x)  # want: 1\n-- m.py --\nx = 1\n-- pkg/__init__.py --\n"
	corpus, err := Read(fstest.MapFS{"x.txtar": {Data: []byte(archive)}}, "*.txtar")
	if err != nil || len(corpus) != 1 {
		t.Fatalf("%d programs, %v", len(corpus), err)
	}
	if p := corpus[0]; p.Main != "main.py" || len(p.Files) != 3 || p.Files["m.py"] != "x = 1\n" {
		t.Errorf("read as %+v", p)
	}
}

func TestReadRefuses(t *testing.T) {
	for text, complaint := range map[string]string{
		"":                                           "holds no program",
		"-- a.py --\nx = 1\n":                        "expects nothing",
		"-- a.py --\n# fuel: much\n":                 `# fuel: cannot be "much"`,
		"-- a.py --\n# cpython: >=3.15\n":            "# cpython: cannot be",
		"-- a.py --\n# outcome: ok|raised\n":         `# outcome: cannot be "ok|raised"`,
		"-- a.py --\n# raises:\n":                    "names no exception",
		"-- a.py --\n-- a.py --\n":                   "twice",
		"-- a.py --\n# want: 1\n-- a.stderr --\nx\n": "no # raises:",
		"-- a.py --\n# raises: KeyError\n# raises: TypeError\n": "ends only once",
	} {
		_, err := Read(fstest.MapFS{"x.txtar": {Data: []byte(text)}}, "*.txtar")
		if err == nil || !strings.Contains(err.Error(), complaint) || !strings.HasPrefix(err.Error(), "x.txtar: ") {
			t.Errorf("%q is answered with %v, not %q", text, err, complaint)
		}
	}
}

func TestDifference(t *testing.T) {
	long := strings.Repeat("a", 200)
	for _, test := range []struct{ got, want, shown string }{
		{"a\nb\n", "a\nb\n", "no difference"},
		{"a\nb\n", "a\nc\n", "line 2, column 1\n got \"b\"\nwant \"c\""},
		{"a", "a\nb", "line 2\n got the end\nwant \"b\""},
		{"a\nb", "a", "line 2\n got \"b\"\nwant the end"},
		{long + "x" + long, long + "y" + long, "line 1, column 201\n got \"…" + long[:60] + "x" + long[:89] + "…\"\nwant \"…" + long[:60] + "y" + long[:89] + "…\""},
	} {
		if shown := Difference(test.got, test.want); shown != test.shown {
			t.Errorf("%q and %q: shown as %s, not as %s", test.got, test.want, shown, test.shown)
		}
	}
}
