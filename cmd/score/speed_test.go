package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
)

const trivialTask = `{"task_id": "T/0", "prompt": "def add(a, b):\n", "entry_point": "add", "canonical_solution": "    return a + b\n", "test": "def check(candidate):\n    assert candidate(1, 2) == 3\n"}` + "\n"

// trivial are answers to one task, no two of them the same.
func trivial(tb testing.TB, n int) func(yield func(pipeline.Item) bool) {
	suite, err := suites.Read("trivial.jsonl", strings.NewReader(trivialTask), analyze.Bounds{})
	if err != nil {
		tb.Fatal(err)
	}
	task := pipeline.NewTask(suite.Tasks[0])
	return func(yield func(pipeline.Item) bool) {
		for i := range n {
			id := fmt.Sprintf("T/0#%d", i+1)
			if !yield(pipeline.Item{ID: id, Task: task, Answer: &suites.Answer{ID: id, Text: fmt.Sprintf("    return a + b + %d - %d\n", i, i)}}) {
				return
			}
		}
	}
}

func benchmarkTrivial(b *testing.B, isolated bool, n int) {
	engine := engines().find("native")
	scorer := &pipeline.Scorer{Engine: engine, Profile: profiles.Default(), Registry: metrics.Builtin()}
	for b.Loop() {
		batch := &pipeline.Batch{Scorer: scorer, Workers: runtime.GOMAXPROCS(0)}
		if isolated {
			exe, err := os.Executable()
			if err != nil {
				b.Fatal(err)
			}
			batch.Processes = &pipeline.Processes{Command: workerCommand(exe), Setup: pipeline.Setup{Engine: "native", Limits: interp.Limits{},
				Profile: scorer.Profile, ProfileDigest: scorer.Profile.Digest(), Memory: 2 << 30}}
		}
		scored := 0
		err := batch.Run(b.Context(), trivial(b, n), func(r *pipeline.Result) error {
			gist, err := r.Gist()
			if err == nil && gist.Status == reports.StatusScored {
				scored++
			}
			return err
		})
		if err != nil || scored != n {
			b.Fatal(scored, err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "programs/s")
}

// BenchmarkTrivial scores trivial programs: how many a second says what everything around a run costs.
func BenchmarkTrivial(b *testing.B) {
	b.Run("in process", func(b *testing.B) { benchmarkTrivial(b, false, 10_000) })
	b.Run("isolated", func(b *testing.B) { benchmarkTrivial(b, true, 10_000) })
}

// TestBenchTable measures whole calls: how fast batches are, isolated and not, and that ten times as many programs take no
// more memory. HUMANEVAL names the suite whose references are timed too.
func TestBenchTable(t *testing.T) {
	if !*bench {
		t.Skip("-args -bench asks for it")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	run := func(args ...string) (time.Duration, int64) {
		cmd := exec.Command(exe, args...)
		cmd.Args[0] = "score"
		var said strings.Builder
		cmd.Stderr = &said
		begun := time.Now()
		if err := cmd.Run(); err != nil {
			t.Fatal(err, said.String())
		}
		return time.Since(begun), peak(cmd.ProcessState)
	}
	suite := filepath.Join(dir, "tasks.jsonl")
	if err := os.WriteFile(suite, []byte(trivialTask), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{10_000, 100_000} {
		solutions := filepath.Join(dir, fmt.Sprintf("%d.jsonl", n))
		var text strings.Builder
		for i := range n {
			line, err := json.Marshal(map[string]string{"task_id": "T/0", "completion": fmt.Sprintf("    return a + b + %d - %d\n", i, i)})
			if err != nil {
				t.Fatal(err)
			}
			text.Write(line)
			text.WriteByte('\n')
		}
		if err := os.WriteFile(solutions, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, isolation := range []string{"process", "none"} {
			took, held := run("batch", suite, "--solutions", solutions, "--engine", "native", "--isolation", isolation, "-q", "-o", filepath.Join(dir, "r.ndjson"))
			t.Logf("%7d trivial programs, isolation %-7s: %8.2f s, %6.0f/s, coordinator's peak %4d MiB", n, isolation, took.Seconds(), float64(n)/took.Seconds(), held>>20)
		}
	}
	humaneval := os.Getenv("HUMANEVAL")
	if humaneval == "" {
		t.Log("HUMANEVAL names no suite: the references are not timed")
		return
	}
	cache := filepath.Join(dir, "cache")
	best := time.Hour
	for range 5 {
		took, _ := run("batch", humaneval, "--reference", "--engine", "native", "--cache", cache, "--fresh", "-q", "-o", filepath.Join(dir, "h.json"))
		best = min(best, took)
	}
	t.Logf("HumanEval's references, isolated, longest first: %.3f s", best.Seconds())
}
