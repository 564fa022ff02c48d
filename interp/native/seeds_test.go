package native_test

import (
	"context"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

// TestSeeds: what may differ between two runs of CPython differs between seeds, each of them by itself, and a seed always
// gives the same. Under the seed 0 the clock begins with 2026.
func TestSeeds(t *testing.T) {
	const program = `
import random, time, threading, uuid
print(list({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'}))
print(random.random())
print(int(time.time()), time.gmtime().tm_year)
turns = []
def work(name):
    for _ in range(50):
        turns.append(name)
        time.sleep(0)
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(turns)
print(uuid.uuid4())
`
	names := []string{"hash order", "random", "clock", "interleaving", "uuid"}
	run := func(seed uint64) []string {
		p := &interp.Program{Steps: []interp.Step{{Source: source.NewFile("a.py", program)}}}
		o := native.Engine{}.Run(context.Background(), p, &interp.Host{Seed: seed}, interp.Limits{})
		if o.Status != interp.OK {
			t.Fatalf("seed %d: %v %s", seed, o.Status, o.Stderr)
		}
		return strings.Split(strings.TrimSpace(string(o.Stdout)), "\n")
	}
	seen := make([]map[string]bool, len(names))
	for i := range seen {
		seen[i] = map[string]bool{}
	}
	for seed := range uint64(6) {
		lines := run(seed)
		for i, again := range run(seed) {
			if lines[i] != again {
				t.Errorf("%s: seed %d gives %s, then %s", names[i], seed, lines[i], again)
			}
			seen[i][again] = true
		}
		if !strings.HasSuffix(lines[2], " 2026") || seed == 0 && lines[2] != "1767225600 2026" {
			t.Errorf("seed %d: the clock says %s", seed, lines[2])
		}
	}
	for i, values := range seen {
		if len(values) < 5 {
			t.Errorf("%s: %d of 6 seeds differ", names[i], len(values))
		}
	}
}
