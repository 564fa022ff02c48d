package native_test

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/cpython/programs"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

// repeatBelow is the fuel up to which a program of the corpus is run a second time, to see that nothing changes.
const repeatBelow = 1_000_000

// What short tests give to a program at most, and to one that shall run out of fuel: under the race detector everything
// takes ten times as long.
const (
	shortFuel    = 5_000_000
	shortRunaway = 1_000_000
)

// TestCorpus runs the behaviour corpus, interp/testdata, on the native engine. The programs that todo.txt names are not
// right yet; with ASSAY_TODO=1 they are run too, and those that have become right are reported so that they leave the list.
func TestCorpus(t *testing.T) {
	corpus := readCorpus(t, "*/*.txtar")
	todo, runTodo := readTodo(t, corpus), os.Getenv("ASSAY_TODO") != ""
	for i := range corpus {
		p := &corpus[i]
		if todo[p.ID()] && !runTodo {
			continue
		}
		t.Run(p.ID(), func(t *testing.T) {
			if testing.Short() && strings.HasPrefix(p.Archive, "bench") {
				t.Skip("a benchmark")
			}
			t.Parallel()
			limits := limitsOf(p)
			runaway := strings.Contains(p.Header["outcome"], "limit:fuel")
			enough := uint64(shortFuel)
			if runaway {
				enough = shortRunaway
			}
			short := testing.Short() && (limits.Fuel == 0 || limits.Fuel > enough)
			if short {
				limits.Fuel = enough
			}
			out := runWithin(p, limits)
			if short && out.Status == interp.FuelLimit {
				if !runaway {
					t.Skip("spends more fuel than short tests give")
				}
				return
			}
			check(t, p, out)
			if todo[p.ID()] && !t.Failed() {
				t.Error("is right now: take it off todo.txt")
			}
			if out.Fuel >= repeatBelow || out.Status == interp.TimeLimit {
				return
			}
			again := runWithin(p, limits)
			if again.Status != out.Status || again.Fuel != out.Fuel || again.PeakMemory != out.PeakMemory || !bytes.Equal(again.Stdout, out.Stdout) {
				t.Errorf("the same program differs from run to run: %v, fuel %d, peak %d, then %v, fuel %d, peak %d",
					out.Status, out.Fuel, out.PeakMemory, again.Status, again.Fuel, again.PeakMemory)
			}
		})
	}
	t.Logf("%d programs, %d of them still to do", len(corpus), len(todo))
}

// readTodo reads the ids of todo.txt and refuses those that name no program.
func readTodo(t *testing.T, corpus []programs.Program) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("todo.txt")
	if err != nil {
		t.Fatal(err)
	}
	todo := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if id := strings.TrimSpace(line); id != "" && !strings.HasPrefix(id, "#") {
			todo[id] = true
			if !slices.ContainsFunc(corpus, func(p programs.Program) bool { return p.ID() == id }) {
				t.Errorf("todo.txt: %s: there is no such program", id)
			}
		}
	}
	return todo
}

func readCorpus(t testing.TB, pattern string) []programs.Program {
	t.Helper()
	corpus, err := programs.Read(os.DirFS("../testdata"), pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(corpus) == 0 {
		t.Fatalf("no program matches ../testdata/%s", pattern)
	}
	return corpus
}

// run gives a program a world of its own: the files of its archive, and the limits of its header.
func run(p *programs.Program) *interp.Outcome { return runWithin(p, limitsOf(p)) }

// limitsOf are the limits of a program's header.
func limitsOf(p *programs.Program) interp.Limits {
	return interp.Limits{Fuel: p.Number("fuel"), Memory: p.Number("memory"), Output: p.Number("output")}
}

// runWithin is run with other limits.
func runWithin(p *programs.Program, limits interp.Limits) *interp.Outcome {
	files := fstest.MapFS{}
	for name, text := range p.Files {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	program := &interp.Program{Steps: []interp.Step{{Kind: interp.RunMain, Source: source.NewFile(p.Main, p.Text())}}}
	limits.Wall = 5 * time.Minute // how fast the machine is must not decide a test
	return native.Engine{}.Run(context.Background(), program, &interp.Host{FS: files}, limits)
}

// runSeeded runs a text with a seed and answers what it prints.
func runSeeded(text string, seed uint64) string {
	program := &interp.Program{Steps: []interp.Step{{Kind: interp.RunMain, Source: source.NewFile("a.py", text)}}}
	return string(native.Engine{}.Run(context.Background(), program, &interp.Host{Seed: seed}, interp.Limits{}).Stdout)
}

// check compares an outcome with what the program expects of itself.
func check(t *testing.T, p *programs.Program, out *interp.Outcome) {
	t.Helper()
	wantOutput := true
	if header := p.Header["outcome"]; header != "" {
		allowed := strings.Split(header, "|")
		status := out.Status.String()
		if out.Status == interp.Raised {
			status += ":" + out.Exception.Type
		}
		if !slices.Contains(allowed, status) {
			t.Errorf("ends as %s (%s), not as %s", status, describe(out), header)
		}
		// With several ways to end, the wants speak of the good one.
		wantOutput = len(p.Want) > 0 && (len(allowed) == 1 || out.Status == interp.OK)
	} else if got := describe(out); got != p.Raises {
		t.Errorf("ends with %q, not with %q", got, p.Raises)
	}
	if got := string(out.Stdout); wantOutput && got != p.Output() {
		t.Errorf("prints otherwise: %s", programs.Difference(got, p.Output()))
	}
	// Of a text that is no Python there is a diagnostic; how it looks is the affair of whoever prints it.
	if got := string(out.Stderr); p.HasStderr && out.Status != interp.InvalidSyntax && got != p.Stderr {
		t.Errorf("leaves another traceback: %s", programs.Difference(got, p.Stderr))
	}
}

// syntaxErrors are the exceptions whose str() ends with the place of the mistake, which # raises: leaves out.
var (
	syntaxErrors = []string{"IndentationError", "SyntaxError", "TabError"}
	place        = regexp.MustCompile(` \([^()]*, line \d+\)$`)
)

// describe words the end of a run as # raises: does; "" for a good end.
func describe(out *interp.Outcome) string {
	text := out.Status.String() + ": " + out.Detail
	switch {
	case out.Status == interp.OK:
		return ""
	case out.Status == interp.InvalidSyntax && out.Diagnostic != nil:
		text = out.Diagnostic.Error()
	case out.Exception != nil:
		text = out.Exception.Error()
		if _, ok := slices.BinarySearch(syntaxErrors, out.Exception.Type); ok {
			text = place.ReplaceAllString(text, "")
		}
	}
	first, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(first)
}
