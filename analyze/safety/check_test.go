package safety

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

func TestPolicies(t *testing.T) {
	const text = "import os, math\nos.system('x')\nmath.pi = 3\nopen('x', 'w')\neval('1')\n"
	for _, c := range []struct {
		policy Policy
		want   string
	}{
		{Sandbox, "SAF401 high, SAF701 medium, SAF101 high"},
		{Benchmark, "SAF401 high, TMP001 high, SAF701 medium, SAF101 high"},
		{Service, "SAF401 info, SAF701 info, SAF101 high"},
	} {
		var got []string
		for _, f := range Check(parse(t, "a.py", text), c.policy) {
			got = append(got, f.Rule+" "+f.Severity.String())
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: got %s, want %s", c.policy, strings.Join(got, ", "), c.want)
		}
		if p, err := ParsePolicy(c.policy.String()); err != nil || p != c.policy {
			t.Errorf("%s does not read back: %v", c.policy, err)
		}
	}
	if _, err := ParsePolicy("none"); err == nil {
		t.Error("a policy that is not there")
	}
}

// TestFindingsSayWhatTheyMean checks severity, folded value and place of a few findings.
func TestFindingsSayWhatTheyMean(t *testing.T) {
	for _, c := range []struct {
		text, rule, value string
		severity          Severity
		span              string
	}{
		{"__import__('o' + 's')", "SAF201", "os", Critical, "__import__('o' + 's')"},
		{"__import__('json')", "SAF201", "json", High, "__import__('json')"},
		{"import subprocess as s\ns.run('ls', shell=True)", "SAF402", "ls", Critical, "s.run"},
		{"import subprocess as s\ns.run('ls', shell=False)", "SAF402", "ls", High, "s.run"},
		{"import subprocess as s\nkw = {'shell': 1}\ns.run('ls', **kw)", "SAF402", "ls", Critical, "s.run"},
		{"x = '/etc/' 'passwd'", "SAF702", "/etc/passwd", Critical, "'/etc/' 'passwd'"},
		{"open('/opt/x')", "SAF702", "/opt/x", High, "'/opt/x'"},
		{"import shutil\nshutil.rmtree('x')", "SAF701", "shutil.rmtree", High, "shutil.rmtree"},
		{"getattr(o, '__' + 'globals__')", "SAF304", "__globals__", Critical, "getattr(o, '__' + 'globals__')"},
		{"import sys\nsys.path.append('x')", "SAF202", "sys.path.append", Medium, "sys.path.append"},
		{"x = (1).__class__.__mro__", "SAF301", "__mro__", Critical, "(1).__class__.__mro__"},
		{"breakpoint()", "SAF102", "builtins.breakpoint", Low, "breakpoint()"},
	} {
		m := parse(t, "a.py", c.text)
		found := false
		for _, f := range Check(m, Benchmark) {
			if f.Rule != c.rule {
				continue
			}
			found = true
			if f.Value != c.value || f.Severity != c.severity || f.File.Slice(f.Span) != c.span || f.Reason == "" || f.Fix == "" {
				t.Errorf("%q: got %q %s at %q", c.text, f.Value, f.Severity, f.File.Slice(f.Span))
			}
		}
		if !found {
			t.Errorf("%q: no %s", c.text, c.rule)
		}
	}
}

// archives gives every program below testdata/safety.
func archives(t testing.TB) []txtar.File {
	t.Helper()
	paths, err := filepath.Glob("../testdata/safety/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a.Files...)
	}
	return out
}

// TestCommentsAndStringsAreInert puts every program of the testdata into a comment and into a string: only the rules
// that read text may say something then.
func TestCommentsAndStringsAreInert(t *testing.T) {
	readsText := []string{"SAF307", "SAF313", "SAF702", "SAF801", "TMP008"}
	for _, f := range archives(t) {
		if strings.ContainsAny(string(f.Data), "\\") {
			continue // would have to be escaped
		}
		commented := "# " + strings.ReplaceAll(string(f.Data), "\n", "\n# ")
		text := "x = '''" + strings.ReplaceAll(string(f.Data), "'''", "") + " '''\n"
		for _, program := range []string{commented, text} {
			for _, finding := range Check(parse(t, f.Name, program), Benchmark) {
				if !slices.Contains(readsText, finding.Rule) {
					t.Errorf("%s fires on text: %s", finding.Rule, finding.File.Slice(finding.Span))
				}
			}
		}
	}
}

// TestCheckRepeats checks twice, and with every statement commented upon: the findings are the same.
func TestCheckRepeats(t *testing.T) {
	say := func(text string) string {
		var out []string
		for _, f := range Check(parse(t, "a.py", text), Benchmark) {
			out = append(out, f.Rule+" "+f.Value+" "+f.Severity.String()+" "+f.Reason)
		}
		return strings.Join(out, "\n")
	}
	for _, f := range archives(t) {
		text := string(f.Data)
		first := say(text)
		if again := say(text); again != first {
			t.Errorf("%s: the second check differs:\n%s\n%s", f.Name, first, again)
		}
		if spaced := say("\n\n# a comment\n" + text + "\n\n# another\n"); spaced != first {
			t.Errorf("%s: blank lines and comments change findings:\n%s\n%s", f.Name, first, spaced)
		}
	}
}

func TestFindingsAreInOrder(t *testing.T) {
	for _, f := range archives(t) {
		found := Check(parse(t, f.Name, string(f.Data)), Benchmark)
		if !slices.IsSortedFunc(found, func(a, b Finding) int { return int(a.Span.From) - int(b.Span.From) }) {
			t.Errorf("%s: the findings are not in the order of the source", f.Name)
		}
		type key struct {
			rule string
			from source.Pos
		}
		seen := map[key]bool{}
		for _, finding := range found {
			k := key{finding.Rule, finding.Span.From}
			if seen[k] {
				t.Errorf("%s: %s fires twice at %d", f.Name, finding.Rule, finding.Span.From)
			}
			seen[k] = true
		}
	}
}

// TestHostilePrograms checks short programs for long computations. Were any of them followed without a bound, the test
// would not end.
func TestHostilePrograms(t *testing.T) {
	chain := func(n int, first, each string) string { // a1 = each of a0, …
		var b strings.Builder
		b.WriteString("a0 = " + first + "\n")
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, "a%d = %s\n", i, strings.ReplaceAll(each, "$", fmt.Sprint("a", i-1)))
		}
		return b.String()
	}
	backwards := strings.Split(strings.TrimSpace(chain(1000, "eval", "$")), "\n")
	slices.Reverse(backwards)
	for _, c := range []struct{ name, text, rule string }{
		{"a string that doubles", chain(5000, "'x'", "$ + $") + "getattr(o, a5000)\n", "SAF305"},
		{"a string that multiplies", chain(1000, "'a,b'", "$.replace('a', $)"), ""},
		{"a list that doubles", chain(1000, "[1, 2]", "$ + $") + "x = ''.join(map(chr, a1000))\n", ""},
		{"a product of products", chain(100, "9", strings.Repeat("$ * ", 40)+"$") + "x = [0] * a100\n", "SAF901"},
		{"choices between choices", chain(200, "eval", strings.Repeat("$ or ", 40)+"$") + "a200('1')\n", "SAF101"},
		{"a chain that is used before it is made", "def f():\n    a1000('1')\n" + strings.Join(backwards, "\n") + "\n", "SAF101"},
		{"a cycle", "a = b\nb = c\nc = a\na('1')\ngetattr(o, a)\n[0] * a\n", "SAF305"},
		{"comprehensions in comprehensions", strings.Repeat("x = ''.join([''.join([''.join([c + d for d in 'abc' * 99]) for c in 'abc' * 99]) for b in 'abc' * 99])\n", 50) +
			"eval('1')\n", "SAF101"},
		{"loops in loops", func() string {
			var b strings.Builder
			for i := range 80 {
				b.WriteString(strings.Repeat(" ", i) + "while True:\n")
			}
			return b.String() + strings.Repeat(strings.Repeat(" ", 80)+"x = 1\n", 1000)
		}(), "SAF902"},
	} {
		found := c.rule == ""
		for _, f := range Check(parse(t, "a.py", c.text), Benchmark) {
			found = found || f.Rule == c.rule
		}
		if !found {
			t.Errorf("%s: no %s", c.name, c.rule)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, file := range archives(f) {
		f.Add(string(file.Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		tree := syntax.Parse(source.NewFile("a.py", text), syntax.Options{})
		if tree.Err() != nil {
			return
		}
		for _, finding := range Check(facts.NewModule("a.py", tree, resolve.Resolve(tree)), Benchmark) {
			if int(finding.Span.To) > len(tree.File.Text) || finding.Span.From > finding.Span.To {
				t.Errorf("%s: a span outside of the file: %v", finding.Rule, finding.Span)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	var text strings.Builder
	for _, f := range archives(b) {
		text.Write(f.Data)
	}
	b.SetBytes(int64(text.Len()))
	tree := syntax.Parse(source.NewFile("a.py", text.String()), syntax.Options{})
	for b.Loop() {
		Check(facts.NewModule("a.py", tree, nil), Benchmark)
	}
}
