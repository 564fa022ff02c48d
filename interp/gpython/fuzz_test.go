package gpython

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/assay-score/assay/interp"
)

// FuzzRun runs any text at all: it must end in an outcome that is not our fault, twice the same.
func FuzzRun(f *testing.F) {
	files, _ := filepath.Glob("testdata/same/*.py")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		"def f(a, *b, c=1, **d): return [a, *b]\nprint(f(1, 2, **{'c': 3}))", "class A(Exception): pass\ntry: raise A(1)\nexcept A as e: print(e)",
		"with open('x') as f: pass", "for i in range(3):\n  try: continue\n  finally: print(i)", "x = [i for i in range(9) if i % 2]\nprint(f'{x!r:>20}')",
		"def g():\n  x = yield 1\n  yield from [x]\nprint(list(g()))", "import math, random, itertools\nprint(math.comb(5, 2))", "lambda x, y=1: (x, y)", "del x, y[0]",
		"a, (b, *c) = 1, (2, 3)", "print({1: 2, **{3: 4}}, {*range(3)})", "while 1:\n  break\nelse: pass", "global x\nx = 1", "print('%s %d' % ('a', 1), '{:>{}}'.format(1, 5))",
		"@property\ndef f(): pass", "def o():\n  a = 1\n  def i():\n    nonlocal a\n    a += 1\n    return lambda: a\n  return i()()\nprint(o())",
	} {
		f.Add(text)
	}
	e := New()
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		limits := interp.Limits{Fuel: 300_000, Memory: 2 << 20, Output: 1 << 12}
		o := e.Run(context.Background(), program(text), nil, limits)
		if o.Status == interp.FaultOfOurs {
			t.Fatalf("%s, line %d", o.Detail, o.Line)
		}
		again := e.Run(context.Background(), program(text), nil, limits)
		if again.Status != o.Status || again.Fuel != o.Fuel || string(again.Stdout) != string(o.Stdout) {
			t.Errorf("%v, fuel %d, %q; then %v, %d, %q", o.Status, o.Fuel, o.Stdout, again.Status, again.Fuel, again.Stdout)
		}
	})
}
