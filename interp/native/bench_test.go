package native_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/cpython/programs"
	"github.com/assay-score/assay/interp/native"
)

var (
	table = flag.Bool("bench", false, "print the tables of TestBenchTable and TestFuelClock")
	only  = flag.String("program", "", "a regular expression: measure only the programs whose id it matches")
)

// rounds is how often each program is run on each side; ASSAY_BENCH_ROUNDS overrides it. The fastest round counts: what
// slows a round down is never the program.
const rounds = 5

// TestBenchTable times the programs of testdata/bench and testdata/bench-stdlib on the native engine and on CPython, taking turns, and prints
// what each took, the ratio, and the fuel. CPython is ASSAY_BENCH_CPYTHON, else python3.11 on the path; without one our column
// stands alone. It asserts the checksums of the programs, never a time.
func TestBenchTable(t *testing.T) {
	if !*table {
		t.Skip("give -args -bench to measure")
	}
	ballast := native.Ballast() // as score has
	defer runtime.KeepAlive(ballast)
	python := startTimer(t)
	engine := native.Engine{}
	fmt.Printf("\n%s %s (fuel schedule %s), %s %s/%s, %d processors\n", engine.Name(), engine.Version(), engine.FuelSchedule(),
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if python != nil {
		fmt.Printf("CPython %s, built with %s\n", python.Version, python.Build)
	}
	fmt.Printf("\n%-16s %10s %10s %7s %14s %9s\n", "program", "ours ms", "CPython ms", "ratio", "fuel", "fuel/µs")
	logs, compared := map[string]float64{}, map[string]int{} // by folder
	wanted := regexp.MustCompile(*only)
	for _, p := range slices.Concat(readCorpus(t, "bench/*.txtar"), readCorpus(t, "bench-stdlib/*.txtar")) {
		if !wanted.MatchString(p.ID()) {
			continue
		}
		ours, theirs := math.Inf(1), math.Inf(1)
		var fuel uint64
		for range roundsWanted() {
			start := time.Now()
			out := run(&p)
			ours = min(ours, time.Since(start).Seconds())
			check(t, &p, out)
			fuel = out.Fuel
			if python != nil {
				answer := python.time(t, &p)
				if answer.Out != p.Output() {
					t.Errorf("CPython prints another checksum for %s: %q", p.ID(), answer.Out)
				}
				theirs = min(theirs, answer.Seconds)
			}
		}
		name := strings.TrimSuffix(p.Main, ".py")
		if python == nil {
			fmt.Printf("%-16s %10.1f %10s %7s %14d %9.1f\n", name, ours*1e3, "", "", fuel, float64(fuel)/ours/1e6)
			continue
		}
		fmt.Printf("%-16s %10.1f %10.1f %7.2f %14d %9.1f\n", name, ours*1e3, theirs*1e3, ours/theirs, fuel, float64(fuel)/ours/1e6)
		folder := path.Dir(p.Archive)
		logs[folder] += math.Log(ours / theirs)
		compared[folder]++
	}
	for _, folder := range slices.Sorted(maps.Keys(logs)) {
		fmt.Printf("%-37s %7.2f\n", "geometric mean of "+folder, math.Exp(logs[folder]/float64(compared[folder])))
	}
}

// TestFuelClock prints how long a unit of fuel takes in the programs of testdata/limits that spend a good deal of it,
// beside the median of the ordinary programs of testdata/bench: fuel is an honest clock when no program, however it
// goes about it, gets much more time for a unit than an ordinary one does.
func TestFuelClock(t *testing.T) {
	if !*table {
		t.Skip("give -args -bench to measure")
	}
	const enough = 1_000_000 // units; below, starting up is what is measured
	measure := func(pattern string) (costs []cost) {
		for _, p := range readCorpus(t, pattern) {
			best := math.Inf(1)
			var out *interp.Outcome
			for range 3 {
				start := time.Now()
				out = run(&p)
				best = min(best, time.Since(start).Seconds())
			}
			if out.Fuel >= enough {
				costs = append(costs, cost{p.ID(), best * 1e9 / float64(out.Fuel)})
			}
		}
		slices.SortFunc(costs, func(a, b cost) int { return int(math.Copysign(1, a.nanoseconds-b.nanoseconds)) })
		return costs
	}
	ordinary, hostile := measure("bench/*.txtar"), measure("limits/*.txtar")
	if len(ordinary) == 0 || len(hostile) == 0 {
		t.Fatal("nothing spends enough fuel to be measured")
	}
	median, p95 := ordinary[len(ordinary)/2], hostile[len(hostile)*95/100]
	fmt.Printf("\nns for a unit of fuel: median of bench %.2f (%s), 95th percentile of limits %.2f (%s), %.1f times as much\n",
		median.nanoseconds, median.program, p95.nanoseconds, p95.program, p95.nanoseconds/median.nanoseconds)
	for _, c := range hostile[max(0, len(hostile)-30):] {
		fmt.Printf("%10.2f  %s\n", c.nanoseconds, c.program)
	}
	fmt.Printf("%d ordinary programs, median %.2f ns; %d hostile programs, 95th percentile %.2f ns: %.1f times as much\n",
		len(ordinary), median.nanoseconds, len(hostile), p95.nanoseconds, p95.nanoseconds/median.nanoseconds)
}

type cost struct {
	program     string
	nanoseconds float64 // for a unit of fuel
}

func roundsWanted() int {
	if n, err := strconv.Atoi(os.Getenv("ASSAY_BENCH_ROUNDS")); err == nil && n > 0 {
		return n
	}
	return rounds
}

// timer is a CPython that times programs: timer.py beside the driver of the corpus.
type timer struct {
	Version, Build string
	in             io.Writer
	out            *bufio.Reader
}

type timing struct {
	Seconds float64
	Out     string
}

// startTimer is nil, with a note, where there is no CPython to compare with.
func startTimer(t *testing.T) *timer {
	t.Helper()
	python := os.Getenv("ASSAY_BENCH_CPYTHON")
	if python == "" {
		python = "python3.11"
	}
	cmd := exec.Command(python, filepath.Join("..", "cpython", "programs", "timer.py"))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		fmt.Printf("\nNOT PAIRED with CPython: %v; set ASSAY_BENCH_CPYTHON to a python3.11\n", err)
		return nil
	}
	python311 := &timer{in: in, out: bufio.NewReader(out)}
	t.Cleanup(func() {
		in.Close()
		_ = cmd.Wait() // what it had to say, it has said
	})
	line, err := python311.out.ReadBytes('\n')
	if err != nil || json.Unmarshal(line, python311) != nil {
		fmt.Printf("\nNOT PAIRED with CPython: %s does not run timer.py: %q\n", python, line)
		return nil
	}
	return python311
}

func (c *timer) time(t *testing.T, p *programs.Program) timing {
	t.Helper()
	request, err := json.Marshal(p.Text())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.in.Write(append(request, '\n')); err != nil {
		t.Fatalf("CPython takes no more programs: %v", err)
	}
	line, err := c.out.ReadBytes('\n')
	if err != nil {
		t.Fatalf("CPython died of %s: %v", p.ID(), err)
	}
	var answer timing
	if err := json.Unmarshal(line, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}
