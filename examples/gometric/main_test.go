package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/reports"
)

// TestGoMetric has the example judge a file with one long line in four.
func TestGoMetric(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.py")
	text := "x = 1\ny = 2\nz = 3\nw = [" + strings.Repeat("1, ", 40) + "]\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	old := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stdout = w
	code := run([]string{path})
	os.Stdout = old
	w.Close()
	out, err := io.ReadAll(r)
	if err != nil || code != 0 {
		t.Fatalf("exit %d, %v", code, err)
	}
	report, err := reports.Read(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, c := range report.Submissions[0].Categories {
		for _, m := range c.Metrics {
			if m.ID == "long_lines" {
				found = m.Value != nil && *m.Value == 0.25 && m.Score != nil && len(m.Lines) == 1 && m.Lines[0].Line == 4
			}
		}
	}
	if !found || report.Submissions[0].Canonical == nil || report.Submissions[0].Ranked {
		t.Errorf("got %s", out)
	}
	registry, err := metrics.Builtin().With(metrics.Candidate{Metric: longLines, Tier: metrics.PackTier, Origin: "here"})
	if err != nil {
		t.Fatal(err)
	}
	for _, complaint := range registry.Test(longLines) {
		t.Error(complaint)
	}
}
