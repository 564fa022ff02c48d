package native_test

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// TestKept: a run whose texts were compiled for an earlier one, or are being compiled for another now, or were parsed by
// somebody else, is the same to the last unit of fuel and the last byte.
func TestKept(t *testing.T) {
	for _, tests := range []string{
		"def check(c):\n    assert c(3) == [0, 1, 2]\n    class A: x = [i for i in range(3)]\n    assert helper(A.x) == 3\ncheck(f)\n",
		"assert f(2) == [1]\n",        // raises
		"def check(:\n",               // is no Python
		"x = 1\nreturn x\n",           // nor is this
		"while True: f(2)\n",          // ends by its fuel
		"print(f(2), 'é')\nimport re", // says something
	} {
		prelude := source.NewFile("prompt.py", "import math\ndef helper(x): return len(x)\n")
		text := source.NewFile("tests.py", tests)
		solution := source.NewFile("solution.py", "def f(n): return list(range(n))\n")
		tree := syntax.Parse(solution, syntax.Options{KeepTokens: true})
		parsed := &interp.Parsed{Tree: tree, Names: resolve.Resolve(tree)}
		run := func(parsed *interp.Parsed, kept *interp.Kept) *interp.Outcome {
			p := &interp.Program{Steps: []interp.Step{{Source: solution, Parsed: parsed}, {Kind: interp.RunApart, Source: text, Prelude: prelude, Names: []string{"f"}, Kept: kept}}}
			return native.Engine{}.Run(context.Background(), p, nil, interp.Limits{Fuel: 200_000})
		}
		want := run(nil, nil)
		kept := new(interp.Kept)
		var under sync.WaitGroup
		for range 4 {
			under.Go(func() {
				got := run(parsed, kept)
				if got.Status != want.Status || got.Fuel != want.Fuel || got.PeakMemory != want.PeakMemory || got.Line != want.Line || !bytes.Equal(got.Stdout, want.Stdout) || !bytes.Equal(got.Stderr, want.Stderr) {
					t.Errorf("%q: %v %d %d, want %v %d %d", tests, got.Status, got.Fuel, got.PeakMemory, want.Status, want.Fuel, want.PeakMemory)
				}
			})
		}
		under.Wait()
	}
}
