package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/schemas"
	"github.com/assay-score/assay/suites"
)

// fakeEngine does what the text of a program's first step says: the word after "# engine:".
type fakeEngine struct {
	mu   sync.Mutex
	runs map[string]int // by text

	running, together atomic.Int32
	met               func() // called during every run
}

func newFake() *fakeEngine { return &fakeEngine{runs: map[string]int{}} }

func (*fakeEngine) Name() string         { return "fake" }
func (*fakeEngine) Version() string      { return "1" }
func (*fakeEngine) FuelSchedule() string { return "fake/1" }

func (e *fakeEngine) Run(ctx context.Context, p *interp.Program, h *interp.Host, l interp.Limits) *interp.Outcome {
	together := e.running.Add(1)
	defer e.running.Add(-1)
	text := p.Steps[0].Source.Text
	e.mu.Lock()
	e.runs[text]++
	nth := e.runs[text]
	e.together.Store(max(e.together.Load(), together))
	e.mu.Unlock()
	if e.met != nil {
		e.met()
	}
	_, word, _ := strings.Cut(text, "# engine: ")
	word, _, _ = strings.Cut(word, "\n")
	o := &interp.Outcome{Fuel: uint64(len(text)), Step: len(p.Steps), Stdout: []byte(h.Argv[0])}
	switch word {
	case "raise":
		o.Status, o.Step, o.Exception = interp.Raised, 0, &interp.Exception{Type: "ValueError", Message: "bad"}
	case "wrong":
		o.Status, o.Step, o.Exception = interp.Assertion, len(p.Steps)-1, &interp.Exception{Type: "AssertionError"}
	case "slow":
		<-ctx.Done()
		o.Status = interp.TimeLimit
		if ctx.Err() == context.Canceled {
			o.Status = interp.Cancelled
		}
	case "slow once":
		if nth == 1 {
			<-ctx.Done()
			o.Status = interp.TimeLimit
		} else if together != 1 {
			o.Status, o.Detail = interp.FaultOfOurs, "repeated in company"
		}
	case "panic":
		panic(fmt.Sprintf("at %p\nwith more", e))
	}
	return o
}

// tiny is a profile of what can be measured without running anything.
func tiny() *profiles.Profile {
	return &profiles.Profile{ID: "tiny", Version: 1, Doc: "for tests", Scale: "scale/1", Policy: "sandbox",
		Categories: []profiles.CategoryWeight{{ID: "syntax", Title: "Syntax", Weight: 1, Metrics: []profiles.MetricWeight{{ID: "parses", Weight: 1}}}}}
}

func newScorer(e interp.Engine) *Scorer {
	return &Scorer{Engine: e, Limits: interp.Limits{Wall: 20 * time.Millisecond}, Profile: tiny(), Registry: metrics.Builtin()}
}

// batch scores items in this process.
func batch(ctx context.Context, s *Scorer, items iter.Seq[Item], workers int, emit func(reports.Submission)) error {
	b := &Batch{Scorer: s, Workers: workers}
	return b.Run(ctx, items, each(emit))
}

// each makes what a batch calls of a function that takes records.
func each(f func(reports.Submission)) func(*Result) error {
	return func(r *Result) error {
		record, err := r.Record()
		if err == nil {
			f(*record)
		}
		return err
	}
}

func file(id, text string) Item {
	return Item{ID: id, Take: func() *analyze.Submission { return analyze.FromFile(id, []byte(text), analyze.Options{}) }}
}

func TestOneSubmission(t *testing.T) {
	for _, c := range []struct {
		name, text, status, run, reason string
	}{
		{"well", "x = 1\n", reports.StatusScored, "ok", ""},
		{"raises", "x = 1 # engine: raise\n", reports.StatusScored, "raised", ""},
		{"not Python", "x = (\n", reports.StatusScored, "", ""},
		{"too slow twice", "x = 1 # engine: slow\n", reports.StatusScored, "timeout", ""},
		{"too slow once", "x = 1 # engine: slow once\n", reports.StatusScored, "ok", ""},
		{"the engine panics", "x = 1 # engine: panic\n", reports.StatusScored, "fault", ""},
		{"no archive", "PK\x03\x04 is not one", reports.StatusRefused, "", "zip"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := newFake()
			got := newScorer(e).Score(t.Context(), file("a.py", c.text))
			run := ""
			if got.Run != nil {
				run = got.Run.Status
			}
			if got.Status != c.status || run != c.run || !strings.Contains(got.Reason, c.reason) {
				t.Errorf("%s, run %q, reason %q", got.Status, run, got.Reason)
			}
			if c.run == "" && len(e.runs) != 0 {
				t.Error("it was run")
			}
			if strings.HasPrefix(c.name, "too slow") && e.runs[c.text] != 2 {
				t.Errorf("it was run %d times, want once more than the first", e.runs[c.text])
			}
			checkSchema(t, got)
		})
	}
}

func checkSchema(t *testing.T, list ...reports.Submission) {
	t.Helper()
	text, err := reports.Marshal(reports.New(reports.KindBatch, newScorer(newFake()).Provenance("score 0"), list))
	if err != nil {
		t.Fatal(err)
	}
	value, err := schemas.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := schemas.Validate("report", value); err != nil {
		t.Error(err)
	}
}

// TestFaultsOfOurs: a panic on the way becomes a record that is not scored, named for where it happened and free of
// addresses; the others of its batch are not touched.
func TestFaultsOfOurs(t *testing.T) {
	broken := Item{ID: "broken", Take: func() *analyze.Submission {
		var none []int
		_ = none[len(none)]
		return nil
	}}
	s := newScorer(newFake())
	var got []reports.Submission
	items := slices.Values([]Item{file("a.py", "x = 1\n"), broken, file("b.py", "x = 2\n")})
	if err := batch(t.Context(), s, items, 2, func(r reports.Submission) { got = append(got, r) }); err != nil {
		t.Fatal(err)
	}
	if got[0].Status != reports.StatusScored || got[2].Status != reports.StatusScored {
		t.Errorf("the others are %s and %s", got[0].Status, got[2].Status)
	}
	if b := got[1]; b.ID != "broken" || b.Status != reports.StatusInfraError || b.Total != nil || !strings.Contains(b.Reason, "index out of range") || !strings.Contains(b.Reason, "pipeline") {
		t.Errorf("%+v", b)
	}
	if sum := reports.Summarize(got); sum.InfraErrors != 1 || sum.Scored != 2 || *sum.Mean != 100 {
		t.Errorf("%+v", sum)
	}
	checkSchema(t, got...)
}

func TestBadProfileIsOurFault(t *testing.T) {
	s := newScorer(newFake())
	s.Profile.Categories[0].Metrics[0].ID = "no_such_metric"
	if got := s.Score(t.Context(), file("a.py", "x = 1\n")); got.Status != reports.StatusInfraError {
		t.Errorf("%s", got.Status)
	}
}

const suiteText = `{"task_id": "T/0", "prompt": "def f(x):\n", "entry_point": "f", "canonical_solution": "    return x  # engine: fine\n", "test": "def check(candidate):\n    assert candidate(1) == 1\n"}
{"task_id": "T/1", "prompt": "def g(x):\n", "entry_point": "g", "canonical_solution": "    return -x\n", "test": "def check(candidate):\n    assert candidate(1) == -1\n"}
`

func readSuite(t *testing.T) *suites.Suite {
	t.Helper()
	suite, err := suites.Read("suite.jsonl", strings.NewReader(suiteText), analyze.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	return suite
}

// TestReferenceRunsOnce: however many answer a task, its reference solution is run once, and an answer that is the
// reference is not run again.
func TestReferenceRunsOnce(t *testing.T) {
	e := newFake()
	s := newScorer(e)
	suite := readSuite(t)
	task := NewTask(suite.Tasks[0])
	reference := suite.Tasks[0].ReferenceProgram()
	answer := func(id, text string) Item {
		return Item{ID: id, Task: task, Take: func() *analyze.Submission { return analyze.Completion(id, task.ID, text) }}
	}
	var items []Item
	for i := range 8 {
		items = append(items, answer(fmt.Sprintf("T/0#%d", 2*i+1), reference), answer(fmt.Sprintf("T/0#%d", 2*i+2), fmt.Sprintf("def f(x): return x + %d\n# engine: wrong\n", i)))
	}
	var got []reports.Submission
	if err := batch(t.Context(), s, slices.Values(items), 4, func(r reports.Submission) { got = append(got, r) }); err != nil {
		t.Fatal(err)
	}
	if e.runs[reference] != 1 {
		t.Errorf("the reference was run %d times", e.runs[reference])
	}
	for i, r := range got {
		want := []string{"passed", "failed"}[i%2]
		if r.ID != items[i].ID || len(r.Run.Cases) != 1 || r.Run.Cases[0].Verdict != want {
			t.Errorf("%d: %s: %+v", i, r.ID, r.Run.Cases)
		}
	}
	checkSchema(t, got...)
}

func TestFolderCannotAnswer(t *testing.T) {
	suite := readSuite(t)
	item := Item{ID: "folder", Task: NewTask(suite.Tasks[0]), Take: func() *analyze.Submission {
		return analyze.FromFiles("folder", []analyze.Data{{Path: "m.py", Bytes: []byte("def f(x): return x\n")}}, analyze.Options{})
	}}
	got := newScorer(newFake()).Score(t.Context(), item)
	if got.Status != reports.StatusRefused || !strings.Contains(got.Reason, "__main__.py") {
		t.Errorf("%s: %s", got.Status, got.Reason)
	}
}

// TestSameAtAnyNumberOfWorkers compares whole reports, over submissions that end in every way.
func TestSameAtAnyNumberOfWorkers(t *testing.T) {
	var items []Item
	for i, word := range strings.Split(strings.Repeat("fine,raise,panic,wrong,", 12), ",") {
		items = append(items, file(fmt.Sprintf("%d.py", i), fmt.Sprintf("x = %d  # engine: %s\n", i, word)))
	}
	var first string
	for _, workers := range []int{1, 2, 8, 64} {
		s := newScorer(newFake())
		var got []reports.Submission
		if err := batch(t.Context(), s, slices.Values(items), workers, func(r reports.Submission) { got = append(got, r) }); err != nil {
			t.Fatal(err)
		}
		text, err := reports.Marshal(reports.New(reports.KindBatch, s.Provenance("score 0"), got))
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(text)
		}
		if string(text) != first || len(got) != len(items) {
			t.Errorf("%d workers give another report", workers)
		}
	}
}

// TestFewInFlight: when the first submission takes long, the others do not pile up behind it.
func TestFewInFlight(t *testing.T) {
	release := make(chan bool)
	e := newFake()
	var once sync.Once
	hold := func() { once.Do(func() { <-release }) }
	e.met = hold
	taken := atomic.Int32{}
	const workers, all = 3, ahead + 500
	items := iter.Seq[Item](func(yield func(Item) bool) {
		for i := range all {
			item := file(fmt.Sprintf("%d.py", i), fmt.Sprintf("x = %d\n", i))
			inner := item.Take
			item.Take = func() *analyze.Submission { taken.Add(1); return inner() }
			if !yield(item) {
				return
			}
		}
	})
	done := make(chan int)
	go func() {
		n := 0
		if err := batch(t.Context(), newScorer(e), items, workers, func(reports.Submission) { n++ }); err != nil {
			t.Error(err)
		}
		done <- n
	}()
	for before := int32(-1); before != taken.Load(); { // until nothing moves any more
		before = taken.Load()
		time.Sleep(200 * time.Millisecond)
	}
	if n := taken.Load(); n > ahead+workers {
		t.Errorf("%d submissions were taken in behind one that hangs", n)
	}
	close(release)
	if n := <-done; n != all {
		t.Errorf("%d records", n)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := newScorer(newFake())
	s.Limits.Wall = time.Hour
	items := func(yield func(Item) bool) {
		for i := 0; ; i++ { // without end
			if !yield(file(fmt.Sprintf("%d.py", i), "x = 1 # engine: fine\n")) {
				return
			}
		}
	}
	n := 0
	err := batch(ctx, s, items, 3, func(reports.Submission) {
		if n++; n == 20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || n != 20 {
		t.Errorf("%v after %d records", err, n)
	}
	// A run that hangs is given up too.
	ctx, cancel = context.WithCancel(t.Context())
	e := newFake()
	e.met = cancel
	s = newScorer(e)
	s.Limits.Wall = time.Hour
	err = batch(ctx, s, slices.Values([]Item{file("slow.py", "x = 1 # engine: slow\n")}), 1, func(reports.Submission) { t.Error("a record of a run that was given up") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestProvenance(t *testing.T) {
	p := newScorer(newFake()).Provenance("score 0")
	if p.FuelSchedule != "fake/1" || p.Limits.WallMillis != 20 || p.Limits.Fuel == 0 || p.Profile.Digest == "" {
		text, _ := json.Marshal(p)
		t.Errorf("%s", text)
	}
}
