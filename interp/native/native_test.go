package native_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

// runText runs a text as __main__.
func runText(name, text string, limits interp.Limits) *interp.Outcome {
	p := &interp.Program{Steps: []interp.Step{{Source: source.NewFile(name, text)}}}
	if limits.Wall == 0 {
		limits.Wall = 5 * time.Minute // how fast the machine is must not decide a test
	}
	return native.Engine{}.Run(context.Background(), p, &interp.Host{}, limits)
}

// expectation is what the comments of a program say: "# want:" is a line printed, "# raises:" the uncaught exception,
// "# outcome:" the status of a run that a limit may end.
func expectation(text string) (stdout, raises, outcome string) {
	for _, line := range strings.Split(text, "\n") {
		if rest, ok := strings.CutPrefix(line, "# want:"); ok {
			stdout += strings.TrimPrefix(rest, " ") + "\n"
		} else if rest, ok := strings.CutPrefix(line, "# raises: "); ok {
			raises = rest
		} else if rest, ok := strings.CutPrefix(line, "# outcome: "); ok {
			outcome = rest
		}
	}
	return stdout, raises, outcome
}

func readPrograms(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", folder, "*.py"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs in %s: %v", folder, err)
	}
	out := map[string]string{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)] = string(text)
	}
	return out
}

// TestLimits runs programs that must end at a limit, or survive something hostile, and wants the same end twice.
func TestLimits(t *testing.T) {
	limits := interp.Limits{Fuel: 20_000_000, Memory: 32 << 20}
	for name, text := range readPrograms(t, "limits") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, want := expectation(text)
			o := runText(name, text, limits)
			if o.Status.String() != want {
				t.Errorf("ended as %v (%s %v), want %s", o.Status, o.Detail, o.Exception, want)
			}
			if again := runText(name, text, limits); again.Status != o.Status || again.Fuel != o.Fuel {
				t.Errorf("a second run differs: %v after %d, %v after %d", o.Status, o.Fuel, again.Status, again.Fuel)
			}
		})
	}
}

// TestFuelIsExact: a run with exactly the fuel that it needs ends well, and one unit less is too little.
func TestFuelIsExact(t *testing.T) {
	const text = "s = 0\nfor i in range(20000):\n    s += i\nprint(s)\n"
	need := runText("a.py", text, interp.Limits{}).Fuel
	if o := runText("a.py", text, interp.Limits{Fuel: need}); o.Status != interp.OK || o.Fuel != need {
		t.Errorf("with %d units: %v after %d", need, o.Status, o.Fuel)
	}
	if o := runText("a.py", text, interp.Limits{Fuel: need - 1}); o.Status != interp.FuelLimit || o.Fuel != need-1 {
		t.Errorf("with %d units: %v after %d", need-1, o.Status, o.Fuel)
	}
}

// TestHumanEval runs the reference solutions, where HUMANEVAL names the file of the suite.
func TestHumanEval(t *testing.T) {
	path := os.Getenv("HUMANEVAL")
	if path == "" {
		t.Skip("HUMANEVAL names no file")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var task struct {
			ID         string `json:"task_id"`
			Prompt     string `json:"prompt"`
			Solution   string `json:"canonical_solution"`
			Test       string `json:"test"`
			EntryPoint string `json:"entry_point"`
		}
		if err := json.Unmarshal(lines.Bytes(), &task); err != nil {
			t.Fatal(err)
		}
		o := runText(task.ID, task.Prompt+task.Solution+"\n"+task.Test+"\ncheck("+task.EntryPoint+")\n", interp.Limits{})
		if o.Status != interp.OK {
			t.Errorf("%s: %v %s %v", task.ID, o.Status, o.Detail, o.Exception)
		}
	}
}

// FuzzRun: whatever the text, a run ends within its fuel and is never our fault.
func FuzzRun(f *testing.F) {
	for _, pattern := range []string{"lang/*.txtar", "types/*.txtar", "builtins/*.txtar"} {
		for _, p := range readCorpus(f, pattern) {
			f.Add(p.Text())
		}
	}
	for _, s := range []string{"", "x", "def f(): yield (yield)", "class A(A): pass", "f'{1:{2}}'", "del x", "a, *b = 1,", "with a as b: return"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const fuel = 200_000
		o := runText("fuzz.py", text, interp.Limits{Fuel: fuel, Memory: 16 << 20})
		if o.Status == interp.FaultOfOurs || o.Fuel > fuel {
			t.Fatalf("%v %s after %d units", o.Status, o.Detail, o.Fuel)
		}
	})
}

// BenchmarkFresh is a fresh interpreter that parses, compiles and runs a program of twenty lines.
func BenchmarkFresh(b *testing.B) {
	const text = `
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Pair:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y


pairs = [Pair(i, i + 1) for i in range(5)]
best = 0
for p in pairs:
    best = max(best, gcd(p.total(), 3))
print(best)
`
	ballast := native.Ballast() // as score has
	defer runtime.KeepAlive(ballast)
	b.ReportAllocs()
	for b.Loop() {
		if o := runText("a.py", text, interp.Limits{}); o.Status != interp.OK {
			b.Fatal(o.Status, o.Exception)
		}
	}
}
