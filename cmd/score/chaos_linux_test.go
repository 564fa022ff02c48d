package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/assay-score/assay/reports"
)

// chaosSuite has a task whose answers take a while, so that there is something to kill.
const chaosSuite = `{"task_id": "C/0", "prompt": "def total(n):\n", "entry_point": "total", "canonical_solution": "    return sum(range(n))\n", "test": "def check(candidate):\n    assert candidate(3000) == 4498500\n"}
{"task_id": "C/1", "prompt": "def twice(x):\n", "entry_point": "twice", "canonical_solution": "    return 2 * x\n", "test": "def check(candidate):\n    assert candidate(4) == 8\n"}
`

// chaosAnswer is the i-th answer: right, wrong, raising, endless, not Python.
func chaosAnswer(i int) (task, completion string) {
	switch i % 10 {
	case 0, 1, 2, 3:
		return "C/0", fmt.Sprintf("    t = %d\n    for i in range(n):\n        t = t + i\n    return t - %d\n", i, i)
	case 4:
		return "C/0", fmt.Sprintf("    return n * %d\n", i)
	case 5:
		return "C/1", fmt.Sprintf("    raise ValueError('answer %d')\n", i)
	case 6:
		return "C/1", fmt.Sprintf("    return eval('2 * x') + %d - %d\n", i, i)
	case 7:
		return "C/1", fmt.Sprintf("    return (x, %d\n", i)
	case 8:
		return "C/1", fmt.Sprintf("    return x + x + %d - %d\n", i, i)
	}
	return "C/1", fmt.Sprintf("    while x < %d:\n        pass\n", i+5)
}

// TestChaos kills workers and the coordinator at random during a batch, resumes it, and wants the bytes of a batch that
// nobody disturbed.
func TestChaos(t *testing.T) {
	answers := 2000
	if testing.Short() {
		answers = 300
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var text bytes.Buffer
	for i := range answers {
		task, completion := chaosAnswer(i)
		line, err := json.Marshal(map[string]string{"task_id": task, "completion": completion})
		if err != nil {
			t.Fatal(err)
		}
		text.Write(append(line, '\n'))
	}
	suite, solutions := filepath.Join(dir, "suite.jsonl"), filepath.Join(dir, "answers.jsonl")
	if err := os.WriteFile(suite, []byte(chaosSuite), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(solutions, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	command := func(out string, more ...string) *exec.Cmd {
		cmd := exec.Command(exe, append([]string{"batch", suite, "--solutions", solutions, "--engine", "native", "--fuel", "200000", "-q", "-o", out}, more...)...)
		cmd.Args[0] = "score"
		return cmd
	}
	calm := filepath.Join(dir, "calm.json")
	if said, err := command(calm, "--isolation", "none", "--workers", "1").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	want, err := os.ReadFile(calm)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "stormy.json")
	random := rand.New(rand.NewPCG(20, 26))
	workers, coordinators := 0, 0
	for round := 0; ; round++ {
		if round > 200 {
			t.Fatalf("the batch does not come to its end in %d rounds", round)
		}
		cmd := command(out, "--workers", "3", "--journal", filepath.Join(dir, "batch.journal"), "--resume")
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		deadline := time.After(time.Duration(200+random.IntN(600)) * time.Millisecond)
		if round >= 12 {
			deadline = nil // enough of the coordinator: from here on only workers die
		}
		for running := true; running; {
			select {
			case err := <-ended:
				if err != nil {
					t.Fatalf("round %d: %v: %s", round, err, said.String())
				}
				got, err := os.ReadFile(out)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Fatalf("%d workers and %d coordinators were killed, and the report differs", workers, coordinators)
				}
				t.Logf("%d workers and %d coordinators were killed; the report of %d submissions has the same %d bytes", workers, coordinators, answers, len(want))
				if workers == 0 || coordinators == 0 {
					t.Error("it was over too soon: nothing was killed")
				}
				return
			case <-deadline:
				cmd.Process.Kill()
				<-ended
				coordinators++
				running = false
			case <-time.After(time.Duration(10+random.IntN(60)) * time.Millisecond):
				if list := children(t, cmd.Process.Pid); len(list) > 0 {
					if syscall.Kill(list[random.IntN(len(list))], syscall.SIGKILL) == nil {
						workers++
					}
				}
			}
		}
	}
}

// TestInterruptedBatch: a Ctrl-C in the middle leaves a report of what was done, which says that it is one, and no process.
func TestInterruptedBatch(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	suite, solutions, out := filepath.Join(dir, "suite.jsonl"), filepath.Join(dir, "answers.jsonl"), filepath.Join(dir, "report.json")
	var text bytes.Buffer
	for i := range 20_000 {
		fmt.Fprintf(&text, `{"task_id": "C/1", "completion": "    for i in range(40000):\n        x = x + %d - %d\n    return 2 * x\n"}`+"\n", i, i)
	}
	if err := os.WriteFile(suite, []byte(chaosSuite), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(solutions, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, stream := range []bool{false, true} {
		journal := filepath.Join(dir, fmt.Sprintf("%v.journal", stream))
		args := []string{"batch", suite, "--solutions", solutions, "--engine", "native", "--workers", "2", "-o", out, "--journal", journal}
		if stream {
			args = append(args, "--stream")
		}
		grows := journal
		if stream {
			grows = out
			os.Remove(out)
		}
		cmd := exec.Command(exe, args...)
		cmd.Args[0] = "score"
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for range 600 { // until something is done
			if info, err := os.Stat(grows); err == nil && info.Size() > 200<<10 {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if !stream {
			time.Sleep(2 * time.Second) // what stands in the journal may still be on its way to the disk
		}
		workers := children(t, cmd.Process.Pid)
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(said.String(), "interrupted: the report has") {
			t.Errorf("exit code %d: %s", code, said.String())
		}
		f, err := os.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		r, err := reports.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if r.Partial == nil || r.Partial.Done != len(r.Submissions) || r.Partial.Done == 0 || r.Summary.Submissions != r.Partial.Done || !stream && r.Partial.Of != 20_000 {
			t.Errorf("partial %+v with %d submissions", r.Partial, len(r.Submissions))
		}
		for _, pid := range workers {
			if err := syscall.Kill(pid, 0); err == nil {
				time.Sleep(time.Second) // it may be about to go
				if err := syscall.Kill(pid, 0); err == nil {
					t.Errorf("the worker %d is still there", pid)
				}
			}
		}
	}
}

// children are the processes that a process started.
func children(t *testing.T, pid int) []int {
	t.Helper()
	var list []int
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range all {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it ended
		}
		// After the name, which may hold anything, come the state and the parent.
		rest := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
		if len(rest) > 1 && rest[0] != "Z" && rest[1] == strconv.Itoa(pid) {
			if child, err := strconv.Atoi(strings.Split(file, "/")[2]); err == nil {
				list = append(list, child)
			}
		}
	}
	return list
}
