package cpython

import (
	"os"
	"os/exec"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// TestParseSpeed measures, paired in one run, our parser (decoding, lexing, parsing, comments; one thread) and CPython's
// ast.parse (collector off) over CPython's own library, sources in memory. It reports and asserts nothing: how fast a
// machine is today is no property of the code. ASSAY_CPYTHON names the CPython, else python3 of the path serves.
func TestParseSpeed(t *testing.T) {
	if !*benchmarks {
		t.Skip("give -bench to measure")
	}
	python := os.Getenv("ASSAY_CPYTHON")
	if python == "" {
		python = "python3"
	}
	if err := exec.Command(python, "-c", "import ast").Run(); err != nil {
		t.Skipf("NOT MEASURED: %s does not run (%v); set ASSAY_CPYTHON", python, err)
	}
	o := startOracle(t, python, "trees.py")
	about := o.ask("about")

	var paths []string
	var sources [][]byte
	total := 0
	for _, path := range o.ask("library").Files {
		data := o.ask("read", "path", path).Data
		if o.about("compile", data).refused() {
			continue
		}
		f, d := source.Decode(path, data)
		if d != nil || len(syntax.Parse(f, syntax.Options{}).Errors) > 0 {
			continue // CPython's library of another version may hold what is no longer valid
		}
		paths, sources, total = append(paths, path), append(sources, data), total+len(data)
	}

	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	const rounds = 5
	var ours, theirs, ratios []float64
	for range rounds {
		start := time.Now()
		for i, data := range sources {
			f, _ := source.Decode(paths[i], data)
			syntax.Parse(f, syntax.Options{})
		}
		mine := time.Since(start).Seconds()
		cpython := o.ask("speed", "paths", paths, "rounds", 1).Seconds[0]
		ours, theirs, ratios = append(ours, mine), append(theirs, cpython), append(ratios, cpython/mine)
	}
	mb := float64(total) / 1e6
	t.Logf("CPython %s, built with %s", about.Version, about.Build)
	t.Logf("%s %s/%s, GOMAXPROCS=1", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	t.Logf("%d files, %.1f MB, median of %d paired rounds", len(paths), mb, rounds)
	t.Logf("ours    %7.1f MB/s", mb/median(ours))
	t.Logf("CPython %7.1f MB/s (ast.parse)", mb/median(theirs))
	t.Logf("ratio   %7.1f (from %.1f to %.1f)", median(ratios), slices.Min(ratios), slices.Max(ratios))
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
