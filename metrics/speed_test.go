package metrics_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
	"github.com/assay-score/assay/metrics"
)

const speedLines = 120_000

// corpus is some 120,000 lines of Python: of the first code base in ASSAY_CODE that has as many, or of our own programs
// over and over.
func corpus(t testing.TB) (name string, texts []string, lines int) {
	for _, entry := range filepath.SplitList(os.Getenv("ASSAY_CODE")) {
		name, folder, _ := strings.Cut(entry, "=")
		texts, lines = nil, 0
		filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && strings.HasSuffix(p, ".py") && lines < speedLines {
				if text, err := os.ReadFile(p); err == nil {
					texts = append(texts, string(text))
					lines += strings.Count(string(text), "\n")
				}
			}
			return nil
		})
		if lines >= speedLines*98/100 {
			return name, texts, lines
		}
	}
	var own []string
	for _, pattern := range []string{"../analyze/testdata/*/*.txtar", "../interp/testdata/*/*.txtar", "../interp/testdata/*/*/*.txtar"} {
		archives, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range archives {
			a, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range a.Files {
				own = append(own, string(f.Data))
			}
		}
	}
	texts, lines = nil, 0
	for i := 0; lines < speedLines && len(own) > 0; i++ {
		text := own[i%len(own)]
		texts = append(texts, text)
		lines += strings.Count(text, "\n")
	}
	return "our own programs", texts, lines
}

// everything reads programs and finds out all that can be known without running them, as the pipeline does.
func everything(texts []string) (*analyze.Evidence, int) {
	ev := &analyze.Evidence{Submission: &analyze.Submission{}}
	for i, text := range texts {
		src := source.NewFile(fmt.Sprintf("m%d.py", i), text)
		tree := syntax.Parse(src, syntax.Options{KeepTokens: true})
		if tree.Err() != nil || len(resolve.Resolve(tree).Errors) > 0 {
			continue
		}
		m := facts.NewModule(src.Name, tree, nil)
		ev.Modules = append(ev.Modules, m)
		ev.Findings = append(ev.Findings, safety.Check(m, safety.Benchmark)...)
	}
	measured := 0
	registry := metrics.Builtin()
	for _, m := range registry.All() {
		if v, err := registry.Measure(m.ID, ev); err == nil && v.State == metrics.Measured {
			measured++
		}
	}
	return ev, measured
}

// BenchmarkEverything is TestStaticSpeed for benchstat.
func BenchmarkEverything(b *testing.B) {
	_, texts, lines := corpus(b)
	for b.Loop() {
		everything(texts)
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
