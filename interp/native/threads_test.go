package native_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

// TestThreadsEnd ends runs with threads in all ways there are, and wants every goroutine of theirs gone.
func TestThreadsEnd(t *testing.T) {
	programs := []struct {
		name, text string
		status     interp.Status
	}{
		{"fuel", "import threading\ndef spin():\n    while True: pass\nfor _ in range(5): threading.Thread(target=spin).start()\nspin()\n", interp.FuelLimit},
		{"fuel in a thread", "import threading\ndef spin():\n    while True: pass\nt = threading.Thread(target=spin); t.start(); t.join()\n", interp.FuelLimit},
		{"memory in a thread", "import threading\ndef eat():\n    l = []\n    while True: l.append('x' * 1000 + str(len(l)))\nt = threading.Thread(target=eat); t.start(); t.join()\n", interp.MemoryLimit},
		{"daemons", "import threading\ne = threading.Event()\nfor _ in range(5): threading.Thread(target=e.wait, daemon=True).start()\n", interp.OK},
		{"exit", "import threading, sys\ne = threading.Event()\nthreading.Thread(target=e.wait, daemon=True).start()\nsys.exit(3)\n", interp.Exited},
		{"deadlock", "import threading\na = threading.Lock(); a.acquire(); a.acquire()\n", interp.Raised},
		{"left waiting", "import threading\ne = threading.Event()\nthreading.Thread(target=e.wait).start()\n", interp.Raised},
		{"many", "import threading\ne = threading.Event()\ntry:\n    while True: threading.Thread(target=e.wait, daemon=True).start()\nexcept RuntimeError as x: print(x)\n", interp.OK},
	}
	before := runtime.NumGoroutine()
	for _, p := range programs {
		prog := &interp.Program{Steps: []interp.Step{{Source: source.NewFile("main.py", p.text)}}}
		limits := interp.Limits{Fuel: 30_000_000, Memory: 64 << 20}
		first := native.Engine{}.Run(context.Background(), prog, nil, limits)
		if first.Status != p.status {
			t.Errorf("%s: ends with %v (%s), not with %v\n%s", p.name, first.Status, first.Detail, p.status, first.Stderr)
		}
		again := native.Engine{}.Run(context.Background(), prog, nil, limits)
		if again.Fuel != first.Fuel || again.PeakMemory != first.PeakMemory || string(again.Stdout) != string(first.Stdout) {
			t.Errorf("%s: a second run takes %d fuel and %d bytes, the first %d and %d", p.name, again.Fuel, again.PeakMemory, first.Fuel, first.PeakMemory)
		}
	}
	for i := 0; runtime.NumGoroutine() > before && i < 100; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines are left, there were %d", n, before)
	}
}

// TestSeedOrdersThreads wants the order of turns to be the seed's.
func TestSeedOrdersThreads(t *testing.T) {
	text := `
import threading
out = []
lock = threading.Lock()
def work(n):
    for i in range(30000):
        if i % 2000 == 0:
            with lock: out.append(n)
ts = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(out)
`
	run := func(seed uint64) string {
		prog := &interp.Program{Steps: []interp.Step{{Source: source.NewFile("main.py", text)}}}
		out := native.Engine{}.Run(context.Background(), prog, &interp.Host{Seed: seed}, interp.Limits{})
		return string(out.Stdout) + string(out.Stderr)
	}
	orders := map[string]bool{}
	for seed := range uint64(8) {
		order := run(seed)
		if run(seed) != order {
			t.Errorf("seed %d gives two orders", seed)
		}
		orders[order] = true
	}
	if len(orders) < 2 {
		t.Error("all seeds give one order")
	}
}
