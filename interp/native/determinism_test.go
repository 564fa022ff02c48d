package native_test

import (
	"fmt"
	"hash/fnv"
	"runtime"
	"sync"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/cpython/programs"
)

// fingerprint is everything that must not differ between two runs.
func fingerprint(o *interp.Outcome) string {
	h := fnv.New64a()
	h.Write(o.Stdout)
	h.Write(o.Stderr)
	return fmt.Sprintf("%v, fuel %d, peak %d, line %d, effects %v, text %x", o.Status, o.Fuel, o.PeakMemory, o.Line, o.Effects, h.Sum64())
}

// TestDeterminism runs a sample of the corpus at several settings of GOMAXPROCS, each program several times at once:
// nothing of what a run shows may depend on the machine or on what runs beside it. Under -race it also shows that runs
// share nothing that changes.
func TestDeterminism(t *testing.T) {
	every := 9
	if testing.Short() {
		every = 27
	}
	var sample []programs.Program
	for i, p := range readCorpus(t, "*/*.txtar") {
		if i%every == 0 || p.Archive == "lang/finalizers.txtar" {
			sample = append(sample, p)
		}
	}
	want := map[string]string{}
	for _, procs := range []int{1, 2, 8} {
		t.Run(fmt.Sprint(procs), func(t *testing.T) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			for i := range sample {
				p := &sample[i]
				var got [2]string
				var wait sync.WaitGroup
				for k := range got {
					wait.Go(func() {
						limits := interp.Limits{Fuel: min(p.Number("fuel"), 2_000_000), Memory: p.Number("memory"), Output: p.Number("output")}
						if limits.Fuel == 0 {
							limits.Fuel = 2_000_000
						}
						got[k] = fingerprint(runWithin(p, limits))
					})
				}
				wait.Wait()
				if want[p.ID()] == "" {
					want[p.ID()] = got[0]
				}
				for _, g := range got {
					if g != want[p.ID()] {
						t.Errorf("%s: %s, then %s", p.ID(), want[p.ID()], g)
					}
				}
			}
		})
	}
}

// TestSeed: the order of a set of strings is fixed by the seed, and differs between seeds.
func TestSeed(t *testing.T) {
	const text = "print(list({'a', 'b', 'c', 'd', 'e', 'f', 'g'}))\nprint(hash('x'))\n"
	seen := map[string]bool{}
	for seed := range uint64(8) {
		first, second := runSeeded(text, seed), runSeeded(text, seed)
		if first != second {
			t.Errorf("seed %d: %q, then %q", seed, first, second)
		}
		seen[first] = true
	}
	if len(seen) < 7 {
		t.Errorf("eight seeds give %d orders", len(seen))
	}
}
