package native_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

const observed = `def odd(n):
    if n % 2:
        return "odd"
    return "even"

def never():
    return 1

for i in range(5):
    odd(i)
print(sum([1, 2, 3]))
`

func observe(t *testing.T, text string, what interp.Observe) *interp.Outcome {
	t.Helper()
	p := &interp.Program{Steps: []interp.Step{{Source: source.NewFile("a.py", text)}}, Observe: what}
	return native.Engine{}.Run(context.Background(), p, nil, interp.Limits{})
}

// TestObserve: what is recorded is right, adds up, and changes neither the run nor its cost.
func TestObserve(t *testing.T) {
	plain := observe(t, observed, interp.Observe{})
	out := observe(t, observed, interp.Observe{Coverage: true, Profile: true, Counters: true})
	if plain.Observed != nil || out.Observed == nil {
		t.Fatal("recorded without being asked, or not although asked")
	}
	if out.Fuel != plain.Fuel || out.PeakMemory != plain.PeakMemory || string(out.Stdout) != string(plain.Stdout) {
		t.Errorf("recording changes the run: fuel %d and %d, peak %d and %d", plain.Fuel, out.Fuel, plain.PeakMemory, out.PeakMemory)
	}
	o := out.Observed
	if len(o.Files) != 1 || o.Files[0].File != "a.py" {
		t.Fatalf("files: %+v", o.Files)
	}
	lines := map[int]uint64{}
	for _, l := range o.Files[0].Lines {
		lines[l.Line] = l.Count
	}
	for line, want := range map[int]uint64{1: 1, 2: 5, 3: 2, 4: 3, 6: 1, 7: 0, 10: 5, 11: 1} {
		if got, ok := lines[line]; !ok || got != want {
			t.Errorf("line %d ran %d times, want %d (%v)", line, got, want, ok)
		}
	}
	for _, want := range []interp.BranchCount{{Line: 2, Column: 7, To: 3, Count: 2}, {Line: 2, Column: 7, To: 4, Count: 3}} {
		if !slices.Contains(o.Files[0].Branches, want) {
			t.Errorf("no branch %+v in %+v", want, o.Files[0].Branches)
		}
	}
	var total uint64
	for _, l := range o.Lines {
		total += l.Fuel
	}
	if start := out.Fuel - total; start > 2000 {
		t.Errorf("the lines add up to %d of %d", total, out.Fuel)
	}
	i := slices.IndexFunc(o.Functions, func(f interp.FunctionCount) bool { return f.Name == "odd" })
	if i < 0 || o.Functions[i].Calls != 5 || o.Functions[i].Line != 1 {
		t.Errorf("functions: %+v", o.Functions)
	}
	if !slices.ContainsFunc(o.Opcodes, func(c interp.OpcodeCount) bool { return c.Opcode == "ModK" && c.Count == 5 }) {
		t.Errorf("opcodes: %+v", o.Opcodes)
	}
}

// TestObserveRecursion: a run is recorded through generators, exceptions, re-entries and the library.
func TestObserveRecursion(t *testing.T) {
	const text = `import functools
@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def g(n):
    try:
        for i in range(n):
            yield i
    finally:
        pass
class C:
    def __bool__(self): return True
print(fib(20), sorted(g(3), key=lambda x: -x))
if C():
    try:
        1 / 0
    except ZeroDivisionError:
        print("caught")
`
	plain := observe(t, text, interp.Observe{})
	out := observe(t, text, interp.Observe{Coverage: true, Profile: true, Counters: true})
	if out.Status != interp.OK || out.Fuel != plain.Fuel || string(out.Stdout) != string(plain.Stdout) {
		t.Fatalf("%v %s, fuel %d and %d, printed %q and %q", out.Status, out.Detail, plain.Fuel, out.Fuel, plain.Stdout, out.Stdout)
	}
	for _, f := range out.Observed.Functions {
		if f.Name == "fib" && f.Calls != 21 {
			t.Errorf("fib was called %d times, want 21", f.Calls)
		}
	}
	if !slices.Contains(out.Observed.Files[0].Lines, interp.LineCount{Line: 18, Count: 1}) {
		t.Errorf("lines: %+v", out.Observed.Files[0].Lines)
	}
}

// TestObserveThreads: threads take turns at the same instructions, whether somebody looks on or not.
func TestObserveThreads(t *testing.T) {
	const text = `import threading
log = []
def work(name):
    for i in range(30_000):
        if i % 3_000 == 0:
            log.append((name, i))
threads = [threading.Thread(target=work, args=(n,)) for n in "abc"]
for x in threads:
    x.start()
work("main")
for x in threads:
    x.join()
print(log)
`
	plain := observe(t, text, interp.Observe{})
	out := observe(t, text, interp.Observe{Coverage: true, Profile: true, Counters: true})
	if plain.Status != interp.OK || out.Fuel != plain.Fuel || out.PeakMemory != plain.PeakMemory || string(out.Stdout) != string(plain.Stdout) {
		t.Errorf("recording changes the run: %v, fuel %d and %d, peak %d and %d\n%s%s", plain.Status, plain.Fuel, out.Fuel, plain.PeakMemory, out.PeakMemory, plain.Stdout, out.Stdout)
	}
	if n := strings.Count(string(plain.Stdout), "("); n != 40 {
		t.Errorf("%d entries in the log of four threads: %s", n, plain.Stdout)
	}
}
