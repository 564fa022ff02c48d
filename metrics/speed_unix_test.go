//go:build unix

package metrics_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	rm "runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"
)

var bench = flag.Bool("bench", false, "measure the speed of everything static over 120,000 lines")

func userTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestStaticSpeed measures reading, all facts, all rules and all static metrics over 120,000 lines on one core, and the
// tools beside it where they are installed.
func TestStaticSpeed(t *testing.T) {
	if !*bench {
		t.Skip("run by make bench")
	}
	name, texts, lines := corpus(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	defer debug.SetGCPercent(debug.SetGCPercent(80))
	bestWall, bestCPU := time.Hour, time.Hour
	var memory uint64
	for range 5 {
		runtime.GC()
		debug.FreeOSMemory()
		stop := make(chan uint64)
		go func() { // the most that the process ever holds: heap, stacks and what the runtime itself needs
			var most uint64
			now := []rm.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
			for {
				select {
				case stop <- most:
					return
				case <-time.After(2 * time.Millisecond):
					rm.Read(now)
					most = max(most, now[0].Value.Uint64()-now[1].Value.Uint64())
				}
			}
		}()
		start, cpu := time.Now(), userTime()
		ev, measured := everything(texts)
		wall, used := time.Since(start), userTime()-cpu
		memory = max(memory, <-stop)
		bestWall, bestCPU = min(bestWall, wall), min(bestCPU, used)
		if measured < 25 || len(ev.Modules) == 0 {
			t.Fatalf("%d metrics of %d modules were measured", measured, len(ev.Modules))
		}
	}
	fmt.Printf("%-28s %d lines in %d files: %v wall, %v of processor, %d MB at most\n", name, lines, len(texts), bestWall.Round(time.Millisecond), bestCPU.Round(time.Millisecond), memory>>20)
	peers(t, texts)
}

// peers times the tools over the same files.
func peers(t *testing.T, texts []string) {
	dir := t.TempDir()
	var list strings.Builder
	for i, text := range texts {
		p := filepath.Join(dir, fmt.Sprintf("m%d.py", i))
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		list.WriteString(p + "\n")
	}
	timed := func(what string, stdin string, command ...string) {
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Stdin, cmd.Dir = strings.NewReader(stdin), dir
		start := time.Now()
		if err := cmd.Run(); err != nil {
			fmt.Printf("%-28s %v\n", what, err)
			return
		}
		usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		fmt.Printf("%-28s %v wall, %v of processor, %d MB\n", what, time.Since(start).Round(time.Millisecond), cmd.ProcessState.UserTime().Round(time.Millisecond), usage.Maxrss>>10)
	}
	if python := os.Getenv("ASSAY_METRICS_PYTHON"); python != "" {
		const radon = "import sys, ast\nfrom radon.visitors import ComplexityVisitor as V\nfor p in sys.stdin:\n try: V.from_code(open(p.strip()).read())\n except SyntaxError: pass\n"
		timed("radon, cyclomatic only", list.String(), python, "-c", radon)
		const lizard = "import sys, lizard\nfor p in sys.stdin: lizard.analyze_file(p.strip())\n"
		timed("lizard, complexity only", list.String(), python, "-c", lizard)
	} else {
		fmt.Println("radon and lizard: not timed, ASSAY_METRICS_PYTHON is not set")
	}
	if ruff := os.Getenv("ASSAY_RUFF"); ruff != "" {
		const script = `const { Workspace, PositionEncoding } = require(process.argv[1]);
const ws = new Workspace({ lint: { select: ["ALL"] } }, PositionEncoding.Utf32);
for (const p of require("fs").readFileSync(0, "utf8").trim().split("\n")) ws.check(require("fs").readFileSync(p, "utf8"));`
		timed("ruff in wasm, all its rules", list.String(), "node", "-e", script, ruff)
	} else {
		fmt.Println("ruff: not timed, ASSAY_RUFF is not set")
	}
}

// TestHostileSizes has every static metric and rule read programs that are large in one way, twice as large as a second
// time: the work must not grow with the square.
func TestHostileSizes(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(n int) string
		n    int
	}{
		{"a literal of 100,000 lines", func(n int) string { return "x = [\n" + strings.Repeat("    1, 'two', {3: 4.5},\n", n) + "]\n" }, 100_000},
		{"a string of 100,000 lines", func(n int) string { return "x = '''\n" + strings.Repeat("one \\n two\n", n) + "'''\n" }, 100_000},
		{"a sum of 5,000 terms", func(n int) string { return "x = " + strings.Repeat("a + ", n) + "b\n" }, 5000},
		{"2,000 arms of elif", func(n int) string {
			return "def f(x):\n    if x == 0:\n        return 0\n" + strings.Repeat("    elif x == 1 and x:\n        return 1\n", n)
		}, 2000},
		{"5,000 functions that call the next", func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "def f%d(a):\n    return f%d(a) if a else 1\n", i, i+1)
			}
			return b.String()
		}, 5000},
		{"5,000 methods", func(n int) string {
			var b strings.Builder
			b.WriteString("class A:\n")
			for i := range n {
				fmt.Fprintf(&b, "    def f%d(self):\n        return self.f%d()\n", i, i+1)
			}
			return b.String()
		}, 5000},
		{"the same block over and over", func(n int) string { return strings.Repeat("if a:\n    b = c + d\n", n) }, 20_000},
		{"strings that do not end for lizard", func(n int) string { return strings.Repeat("x = f'{a[\"b\"]}' // 2  # \"\"\" '''\n", n) }, 20_000},
	} {
		spent := func(n int) time.Duration {
			best := time.Hour
			for range 3 {
				cpu := userTime()
				if ev, _ := everything([]string{c.make(n)}); len(ev.Modules) != 1 {
					t.Errorf("%s: it does not parse", c.name)
				}
				best = min(best, userTime()-cpu)
			}
			return best
		}
		one, two := spent(c.n/2), spent(c.n)
		if two > 3*one+50*time.Millisecond {
			t.Errorf("%s: %v for half of it, %v for all", c.name, one, two)
		}
		t.Logf("%s: %v", c.name, two)
	}
}
