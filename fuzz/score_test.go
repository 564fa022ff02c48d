package fuzz

import (
	"bytes"
	"context"
	"math"
	"testing"
	"time"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/gpython"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/schemas"
)

// limits are small, so that a fuzzer gets through many programs; the clock is far off, so that it never decides.
var limits = interp.Limits{Fuel: 2_000_000, Memory: 16 << 20, Output: 64 << 10, Writes: 2000, Wall: 5 * time.Minute}

// score takes a source text the whole way.
func score(ctx context.Context, name string, data []byte) (reports.Submission, *pipeline.Scorer) {
	s := &pipeline.Scorer{Engine: gpython.New(), Limits: limits, Profile: profiles.Default(), Registry: metrics.Builtin()}
	return s.Score(ctx, pipeline.Item{ID: name, Take: func() *analyze.Submission {
		return analyze.FromFile(name, data, analyze.Options{})
	}}), s
}

// document is the report of one record, as bytes, accepted by its schema.
func document(t *testing.T, s *pipeline.Scorer, record reports.Submission) []byte {
	t.Helper()
	text, err := reports.Marshal(reports.New(reports.KindRun, s.Provenance("score test"), []reports.Submission{record}))
	if err != nil {
		t.Fatal(err)
	}
	value, err := schemas.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := schemas.Validate("report", value); err != nil {
		t.Fatal(err)
	}
	return text
}

// checkRecord holds for every record of every input.
func checkRecord(t *testing.T, record reports.Submission) {
	t.Helper()
	if record.Status == reports.StatusInfraError {
		t.Fatalf("a fault of ours: %s", record.Reason)
	}
	if record.Run != nil && (record.Run.Status == interp.FaultOfOurs.String() || record.Run.Status == interp.TimeLimit.String()) {
		t.Fatalf("the run ended as %s: %s", record.Run.Status, record.Run.Detail)
	}
	if record.Total == nil || record.Total.Value == nil {
		return
	}
	sum := *record.Total.Value
	for _, g := range record.Gates {
		sum += g.Lost
	}
	for _, c := range record.Categories {
		for _, m := range c.Metrics {
			sum += m.Lost
		}
	}
	// Every term was rounded to two decimals for the document.
	if terms := 40.0; math.Abs(sum-100) > terms*0.005 {
		t.Errorf("total and points lost make %.2f", sum)
	}
}

// FuzzScore scores any bytes as a Python file, twice.
func FuzzScore(f *testing.F) {
	for _, seed := range []string{
		"", "x = 1\n", "def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nprint(f(10))\n",
		"while True: pass\n", "import os\nos.system('true')\n", "print('x' * 10**9)\n", "def f(:\n", "class A:\n    def f(self): return self.g()\n",
		"try:\n    1/0\nexcept ZeroDivisionError as e:\n    print(e)\n", "a = []\na.append(a)\nprint(a)\n", "f'{1:{2}}'\n", "\xff\xfe", "eval('1+1')\n",
		"for i in range(3):\n    print([j for j in range(i)], {i: i}, (i,))\n", "import sys\nsys.exit(3)\n", "raise ValueError('x')\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			t.Skip("the size of files is bounded elsewhere")
		}
		first, s := score(t.Context(), "fuzz.py", data)
		checkRecord(t, first)
		second, _ := score(t.Context(), "fuzz.py", data)
		if !bytes.Equal(document(t, s, first), document(t, s, second)) {
			t.Error("the second time it is another record")
		}
	})
}
