package native_test

import (
	"testing"

	"github.com/assay-score/assay/interp"
)

// TestMemory: the peak is an upper bound of what a program holds, and never above the limit; a run that is given its own peak
// as the limit ends well, and one that is given less than it holds does not.
func TestMemory(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		held uint64 // bytes that are surely alive at once
	}{
		"kept":            {"keep = [[0] * 1000 for _ in range(2000)]", 2000 * 16000},
		"garbage":         {"for _ in range(20000): [0] * 1000", 16000},
		"garbage native":  {"print(sum(map(len, map(str, range(500000)))))", 1000},
		"one native":      {"x = list(range(2000000))", 2000000 * 16},
		"text":            {"x = 'a' * 10 ** 7\nfor _ in range(50): y = x + 'b'", 2e7},
		"in a callback":   {"def f(x): return [0] * 1000\nx = sorted(range(2000), key=f)\nkeep = list(map(f, range(2000)))", 2000 * 16000},
		"deep":            {"def f(n): return [0] * 10000 if n == 0 else [f(n - 1)] + [0] * 1000\nx = f(900)", 900 * 16000},
		"generators":      {"def g():\n    x = [0] * 1000\n    yield x\nkeep = [g() for _ in range(2000)]\nfor k in keep: next(k)", 2000 * 16000},
		"attributes":      {"class C: pass\nc = C()\nfor i in range(20000): setattr(c, 'a%d' % i, [i])", 20000 * 64},
		"classes":         {"keep = [type('C', (), {}) for _ in range(2000)]", 2000 * 2048},
		"classes dropped": {"for _ in range(3000): type('C', (), {})", 2048},
	} {
		out := runText("a.py", c.text, interp.Limits{})
		if out.Status != interp.OK {
			t.Errorf("%s: %v %s %v", name, out.Status, out.Detail, out.Exception)
			continue
		}
		if out.PeakMemory < c.held {
			t.Errorf("%s: a peak of %d, but %d are held", name, out.PeakMemory, c.held)
		}
		if o := runText("a.py", c.text, interp.Limits{Memory: out.PeakMemory}); o.Status != interp.OK || o.PeakMemory > out.PeakMemory {
			t.Errorf("%s: given its peak of %d: %v %s, peak %d", name, out.PeakMemory, o.Status, o.Detail, o.PeakMemory)
		}
		if c.held < 1<<20 { // what dies does not count
			if o := runText("a.py", c.text, interp.Limits{Memory: 2 << 20}); o.Status != interp.OK {
				t.Errorf("%s: within 2 MiB: %v %s", name, o.Status, o.Detail)
			}
			continue
		}
		if o := runText("a.py", c.text, interp.Limits{Memory: c.held - c.held/8}); o.Status != interp.MemoryLimit || o.PeakMemory > c.held {
			t.Errorf("%s: given less than it holds: %v, peak %d", name, o.Status, o.PeakMemory)
		}
	}
}
