package pipeline

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
)

// TestMain makes this test program a worker when it is asked to be one.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "worker" {
		err := Serve(os.Stdin, os.Stdout, func(s Setup) (*Scorer, error) {
			if s.Engine == "missing" {
				return nil, errors.New("no such engine")
			}
			return &Scorer{Engine: wild{}, Limits: s.Limits, Profile: s.Profile, Registry: metrics.Builtin(), Seed: s.Seed, Runs: s.Runs}, nil
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, "score:", err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// wild is an engine that does to its process what no engine should, by the word after "# wild:".
type wild struct{}

func (wild) Name() string         { return "wild" }
func (wild) Version() string      { return "1" }
func (wild) FuelSchedule() string { return "wild/1" }

func (wild) Run(ctx context.Context, p *interp.Program, h *interp.Host, l interp.Limits) *interp.Outcome {
	_, word, _ := strings.Cut(p.Steps[0].Source.Text, "# wild: ")
	word, _, _ = strings.Cut(word, "\n")
	word, rest, _ := strings.Cut(word, " ")
	o := &interp.Outcome{Step: len(p.Steps), Fuel: 7}
	switch word {
	case "panic":
		go func() { panic(fmt.Sprintf("far away at %p", o)) }()
		time.Sleep(time.Minute)
	case "exit":
		os.Exit(0)
	case "kill":
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			self.Kill()
		}
		time.Sleep(time.Minute)
	case "memory":
		var held [][]byte
		for {
			block := make([]byte, 1<<20)
			for i := range block {
				block[i] = 1
			}
			held = append(held, block)
			if len(held) > 10_000 {
				return o
			}
		}
	case "noise": // what a forged result might look like
		os.Stdout.WriteString("{\"status\":\"scored\",\"total\":{\"value\":100}}\n" + strings.Repeat("\x00", 64))
		time.Sleep(time.Second)
	case "reach":
		_, readErr := os.ReadFile("/proc/version")
		writeErr := os.WriteFile(rest, []byte("x"), 0o644)
		_, dialErr := net.DialTimeout("tcp", "127.0.0.1:9", time.Second)
		o.Stdout = fmt.Appendf(nil, "read %v\nwrite %v\ndial %v\n", readErr, writeErr, dialErr)
	}
	return o
}

// isolated scores answers with these words in worker processes.
func isolated(t *testing.T, workers int, words ...string) []reports.Submission {
	t.Helper()
	task := NewTask(&suites.Task{ID: "T/0", Prompt: "def f():\n", EntryPoint: "f", Test: "def check(c):\n    pass\n"})
	var items []Item
	for i, word := range words {
		id := fmt.Sprintf("T/0#%d", i+1)
		items = append(items, Item{ID: id, Task: task, Answer: &suites.Answer{ID: id, Form: suites.Whole, Text: "x = 1 # wild: " + word + "\n"}})
	}
	p := pool(t)
	b := &Batch{Scorer: newScorer(wild{}), Workers: workers, Processes: p}
	var got []reports.Submission
	if err := b.Run(t.Context(), slices.Values(items), each(func(r reports.Submission) { got = append(got, r) })); err != nil {
		t.Fatal(err)
	}
	checkSchema(t, got...)
	for i := range got {
		if got[i].ID != items[i].ID {
			t.Errorf("record %d is of %s", i, got[i].ID)
		}
	}
	return got
}

func pool(t *testing.T) *Processes {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	profile := tiny()
	return &Processes{
		Command: func() *exec.Cmd {
			cmd := exec.Command(exe, "worker")
			cmd.Env = []string{"GORACE=atexit_sleep_ms=0"}
			return cmd
		},
		Setup: Setup{Engine: "wild", Limits: interp.Limits{Wall: time.Second}, Profile: profile, ProfileDigest: profile.Digest(), Memory: 300 << 20},
	}
}

// TestWorkersDie: whatever one submission does to its process, the others are scored, and it is our fault, told in words
// that are the same every time.
func TestWorkersDie(t *testing.T) {
	words := []string{"fine", "panic", "fine", "exit", "noise", "fine", "memory", "fine"}
	got := isolated(t, 2, words...)
	for i, want := range []string{"", "the worker process died: panic: far away at 0x…", "", "the worker process ended by itself", "something that is no result", "", "memory", ""} {
		r := got[i]
		if want == "" {
			if r.Status != reports.StatusScored || r.Run == nil || r.Run.Fuel != 7 {
				t.Errorf("%s: %s, %s", words[i], r.Status, r.Reason)
			}
			continue
		}
		if r.Status != reports.StatusInfraError || !strings.Contains(r.Reason, want) {
			if words[i] == "memory" && !watched() {
				continue
			}
			t.Errorf("%s: %s, %q, want %q", words[i], r.Status, r.Reason, want)
		}
	}
}

// TestKilledFromOutside: a process that something kills says nothing about the submission, which is tried many times.
func TestKilledFromOutside(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a kill looks like an end there")
	}
	got := isolated(t, 1, "kill", "fine")
	if got[0].Status != reports.StatusInfraError || got[0].Reason != "the worker process was killed" || got[1].Status != reports.StatusScored {
		t.Errorf("%s %q, %s", got[0].Status, got[0].Reason, got[1].Status)
	}
}

// TestConfined: from inside of a worker no file can be read or written and nobody be called, where the layers say so.
func TestConfined(t *testing.T) {
	file := filepath.Join(t.TempDir(), "written")
	p := pool(t)
	b := &Batch{Scorer: newScorer(wild{}), Workers: 1, Processes: p}
	task := NewTask(&suites.Task{ID: "T/0", Prompt: "", EntryPoint: "f", Test: "def check(c): pass\n"})
	items := []Item{{ID: "T/0", Task: task, Answer: &suites.Answer{ID: "T/0", Form: suites.Whole, Text: "x = 1 # wild: reach " + file + "\n"}}}
	var said string
	if err := b.Run(t.Context(), slices.Values(items), each(func(r reports.Submission) { said = r.Run.Stdout })); err != nil {
		t.Fatal(err)
	}
	layers := p.Layers()
	t.Logf("%q\n%s", layers, said)
	if layers[0] != "process" {
		t.Errorf("the layers are %q", layers)
	}
	if slices.ContainsFunc(layers, func(l string) bool { return strings.HasPrefix(l, "landlock") }) {
		for _, want := range []string{"read open /proc/version: permission denied", "write open", "dial dial tcp 127.0.0.1:9: connect: permission denied"} {
			if !strings.Contains(said, want) {
				t.Errorf("want %q", want)
			}
		}
		if _, err := os.Stat(file); err == nil {
			t.Error("a file was written")
		}
	}
}

func TestWorkerThatCannotBeSetUp(t *testing.T) {
	p := pool(t)
	p.Setup.Engine = "missing"
	b := &Batch{Scorer: newScorer(wild{}), Workers: 2, Processes: p}
	task := NewTask(&suites.Task{ID: "T/0", EntryPoint: "f"})
	items := []Item{{ID: "T/0", Task: task, Answer: &suites.Answer{ID: "T/0", Text: "x\n"}}}
	err := b.Run(t.Context(), slices.Values(items), each(func(reports.Submission) {}))
	if err == nil || !strings.Contains(err.Error(), "no such engine") {
		t.Errorf("%v", err)
	}
}

// TestSameInProcesses: process or not, and at any number of workers, the records are the same.
func TestSameInProcesses(t *testing.T) {
	task := NewTask(&suites.Task{ID: "T/0", Prompt: "def f(x):\n", EntryPoint: "f", Test: "def check(c): pass\n", Reference: "    return 1\n"})
	items := func(yield func(Item) bool) {
		for i := range 300 {
			id := fmt.Sprintf("T/0#%d", i+1)
			text := fmt.Sprintf("    return %d\n", i)
			if i%7 == 3 {
				text = "    return (\n"
			}
			if !yield(Item{ID: id, Task: task, Answer: &suites.Answer{ID: id, Text: text}}) {
				return
			}
		}
	}
	var first []byte
	for _, workers := range []int{0, 1, 2, 8, 32} {
		b := &Batch{Scorer: newScorer(wild{}), Workers: max(workers, 1)}
		if workers > 0 {
			b.Processes = pool(t)
		}
		c := reports.NewCollector(true)
		if err := b.Run(t.Context(), items, each(func(r reports.Submission) { c.Add(&r) })); err != nil {
			t.Fatal(err)
		}
		text, err := reports.Marshal(c.Report(reports.KindBatch, b.Scorer.Provenance("score 0"), nil))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = text
		}
		if string(text) != string(first) {
			t.Errorf("%d workers give another report", workers)
		}
	}
}

// TestJournalIsTorn: whatever a kill leaves at the end of a journal, what stands before it is there and nothing else.
func TestJournalIsTorn(t *testing.T) {
	name := filepath.Join(t.TempDir(), "j")
	fill := func() {
		j, err := OpenJournal(name, []byte("basis"))
		if err != nil {
			t.Fatal(err)
		}
		kept := make(chan error, 10)
		for i := range 10 {
			j.add(i, key{byte(i)}, fmt.Appendf(nil, "record %d", i), func(err error) { kept <- err })
		}
		for range 10 {
			if err := <-kept; err != nil {
				t.Fatal(err)
			}
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	fill()
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) {
		for _, junk := range []string{"", "\x00\x00\x00\x00\x00\x00\x00\x00", strings.Repeat("\xff", 50)} {
			if err := os.WriteFile(name, append(slices.Clone(whole[:cut]), junk...), 0o644); err != nil {
				t.Fatal(err)
			}
			j, err := OpenJournal(name, []byte("basis"))
			if cut < len(journalMagic) && junk != "" {
				if err == nil {
					t.Fatalf("cut at %d, %q: it is taken for a journal", cut, junk)
				}
				continue
			}
			if err != nil {
				t.Fatalf("cut at %d, %q: %v", cut, junk, err)
			}
			for i := range 10 {
				text, err := j.find(i, key{byte(i)})
				if err != nil || text != nil && string(text) != fmt.Sprintf("record %d", i) {
					t.Fatalf("cut at %d: record %d is %q, %v", cut, i, text, err)
				}
				if text == nil && i < j.Len() {
					t.Fatalf("cut at %d: record %d is missing of %d", cut, i, j.Len())
				}
			}
			if text, _ := j.find(1, key{9}); text != nil {
				t.Fatal("another key gives a record")
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := OpenJournal(name, []byte("other")); !errors.Is(err, ErrOtherBatch) {
		if info, _ := os.Stat(name); info.Size() > 60 {
			t.Errorf("another basis: %v", err)
		}
	}
}

// TestDamagedCacheIsNoResult changes each byte of an entry.
func TestDamagedCacheIsNoResult(t *testing.T) {
	c, err := OpenCache(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	k := key{1, 2, 3}
	c.put(k, []byte("a record"))
	if got := string(c.get(k)); got != "a record" {
		t.Fatalf("%q", got)
	}
	whole, err := os.ReadFile(c.file(k))
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		damaged := slices.Clone(whole)
		damaged[i] ^= 0x20
		if err := os.WriteFile(c.file(k), damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if got := c.get(k); got != nil {
			t.Fatalf("byte %d: %q", i, got)
		}
	}
}

// TestRunsAddABlock: several runs change nothing of the record but add what they show.
func TestRunsAddABlock(t *testing.T) {
	one, five := newScorer(newFake()), newScorer(newFake())
	five.Runs = 5
	a := one.Score(t.Context(), file("a.py", "x = 1\n"))
	b := five.Score(t.Context(), file("a.py", "x = 1\n"))
	if b.Runs == nil || b.Runs.N != 5 || b.Runs.Total == nil || b.Runs.Total.SD != 0 || len(b.Runs.Metrics) == 0 {
		t.Fatalf("%+v", b.Runs)
	}
	checkSchema(t, b)
	b.Runs = nil
	x, err := reports.MarshalLine(&a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := reports.MarshalLine(&b)
	if err != nil {
		t.Fatal(err)
	}
	if string(x) != string(y) {
		t.Errorf("%s\n%s", x, y)
	}
}

// TestVaryingMetricIsOurFault: a metric that needs no run and differs between runs is no spread of the submission's.
func TestVaryingMetricIsOurFault(t *testing.T) {
	n := 0.0
	moody := &metrics.Metric{ID: "parses", Version: 1, Doc: "for tests", Source: "none", Unit: "yes or no", Max: 1, Needs: metrics.NeedsSource,
		Measure: func(*analyze.Evidence) metrics.Value { n = 1 - n; return metrics.Value{Number: n} }}
	list := metrics.Builtin().All()
	for i, m := range list {
		if m.ID == moody.ID {
			list[i] = moody
		}
	}
	registry, err := metrics.NewRegistry(list...)
	if err != nil {
		t.Fatal(err)
	}
	s := newScorer(newFake())
	s.Registry, s.Runs = registry, 3
	if r := s.Score(t.Context(), file("a.py", "x = 1\n")); r.Status != reports.StatusInfraError || !strings.Contains(r.Reason, "parses") {
		t.Errorf("%s: %s", r.Status, r.Reason)
	}
}
