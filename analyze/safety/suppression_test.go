package safety

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSuppression has comments leave findings out, and be found themselves where they do nothing or too much.
func TestSuppression(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // rule and line, with what suppresses it
	}{
		{"on the line", "import os\nos.system('x')  # score: ignore[SAF401] it is what the tool is for\n", []string{"SAF401:2 suppressed: it is what the tool is for"}},
		{"alone on the line before", "import os\n# score: ignore[SAF401] why not\nos.system('x')\n", []string{"SAF401:3 suppressed: why not"}},
		{"two rules", "import os\nopen(os.getenv('X'), 'w')  # score: ignore[SAF405, SAF701] a log\n", []string{"SAF405:2 suppressed: a log", "SAF701:2 suppressed: a log"}},
		{"another line", "import os\nos.system('x')\n# score: ignore[SAF401] late\n", []string{"SAF001:3", "SAF401:2"}},
		{"another rule", "import os\nos.system('x')  # score: ignore[SAF402] wrong\n", []string{"SAF001:2", "SAF401:2"}},
		{"no reason", "import os\nos.system('x')  # score: ignore[SAF401]\n", []string{"SAF002:2", "SAF401:2"}},
		{"no rule", "import os\nos.system('x')  # score: ignore because\n", []string{"SAF002:2", "SAF401:2"}},
		{"a rule that is not there", "x = 1  # score: ignore[SAF999] why\n", []string{"SAF002:1"}},
		{"critical", "x = ().__class__.__mro__  # score: ignore[SAF301] please\n", []string{"SAF002:1", "SAF301:1"}},
		{"tampering", "import math\nmath.pi = 3  # score: ignore[TMP001] please\n", []string{"SAF002:2", "TMP001:2"}},
		{"in a string", "import os\nos.system('# score: ignore[SAF401] why')\n", []string{"SAF401:2"}},
	} {
		var got []string
		for _, f := range Check(parse(t, "a.py", c.text), Benchmark) {
			s := fmt.Sprintf("%s:%d", f.Rule, f.File.Position(f.Span.From).Line)
			if f.Suppressed != "" {
				s += " suppressed: " + f.Suppressed
			}
			got = append(got, s)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %s, want %s", c.name, strings.Join(got, ", "), strings.Join(c.want, ", "))
		}
	}
	m := parse(t, "a.py", "import os\nos.system('x')  # score: ignore[SAF401] it is what the tool is for\n")
	if found := CheckWith(m, Options{Policy: Benchmark, Unsuppressed: true}); len(found) != 1 || found[0].Suppressed != "" {
		t.Errorf("where comments suppress nothing: got %+v", found)
	}
}

// TestAllowedImports flags what a list of allowed imports does not name.
func TestAllowedImports(t *testing.T) {
	m := parse(t, "a.py", "import math, numpy.linalg, os.path\nimport helper\nfrom __future__ import annotations\nfrom . import near\nfrom json import loads\nimport os\n")
	var got []string
	for _, f := range CheckWith(m, Options{Allowed: map[string]bool{"math": true, "numpy": true, "os.path": true}, Own: map[string]bool{"helper": true}}) {
		if f.Rule == "SAF204" {
			got = append(got, f.Value)
		}
	}
	if want := []string{"json.loads", "os"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
