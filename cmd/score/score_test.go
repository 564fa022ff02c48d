package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

var update = flag.Bool("update", false, "write the goldens inside of the scripts instead of comparing with them")

var bench = flag.Bool("bench", false, "measure batches: speed and memory")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"score": main,
		"exits": exits,
		"cut":   cut,
	})
}

// exits runs a command line of score and compares its exit code: exits 2 run nothing.py.
func exits() {
	want, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "exits: expected an exit code, found", os.Args[1])
		os.Exit(99)
	}
	if got := score(os.Args[2:]); got != want {
		fmt.Fprintf(os.Stderr, "exits: the exit code is %d, want %d\n", got, want)
		os.Exit(99)
	}
}

// cut takes bytes off the end of a file: cut FILE 40.
func cut() {
	info, err := os.Stat(os.Args[1])
	n, err2 := strconv.Atoi(os.Args[2])
	if err := errors.Join(err, err2); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
	if err := os.Truncate(os.Args[1], info.Size()-int64(n)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"hostile": hostile,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("NL", "\n")
			env.Setenv("GORACE", "atexit_sleep_ms=0") // under the race detector every process would sleep for a second as it ends
			env.Setenv("SUITE", filepath.ToSlash(mustAbs(filepath.Join("testdata", "suite.jsonl"))))
			return nil
		},
	})
}

func mustAbs(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		panic(err)
	}
	return abs
}

// TestEveryCommandHasAScript keeps commands and scripts together, whichever is added.
func TestEveryCommandHasAScript(t *testing.T) {
	for _, c := range (&app{engine: engines()}).root().Commands() {
		if _, err := os.Stat(filepath.Join("testdata", "script", c.Name()+".txtar")); err != nil {
			t.Errorf("score %s: %v", c.Name(), err)
		}
	}
}

// TestHelpIsComplete wants every command and flag to say what it is.
func TestHelpIsComplete(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		if c.Short == "" {
			t.Errorf("%s: nothing is said about it", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit((&app{engine: engines()}).root())
}

// TestInterruptedWritesNothing: a batch that is given up leaves no file behind, not even a temporary one.
func TestInterruptedWritesNothing(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "report.json")
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	a := &app{in: null, out: null, err: null, engine: engines()}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	root := a.root()
	root.SetArgs([]string{"batch", filepath.Join("testdata", "suite.jsonl"), "--reference", "-o", out})
	if code := a.report(root.ExecuteContext(ctx)); code != exitInterrupted {
		t.Errorf("the exit code is %d", code)
	}
	left, err := fs.Glob(os.DirFS(dir), "*")
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left behind, %v", left, err)
	}
}

// TestOutputThatCannotBeWritten is nobody's misuse.
func TestOutputThatCannotBeWritten(t *testing.T) {
	shut, err := os.Open(os.DevNull) // for reading only
	if err != nil {
		t.Fatal(err)
	}
	defer shut.Close()
	a := &app{in: shut, out: shut, err: shut, engine: engines()}
	root := a.root()
	root.SetArgs([]string{"schema", "report"})
	if code := a.report(root.Execute()); code != exitFault {
		t.Errorf("the exit code is %d", code)
	}
}

// TestInterruptSignal sends a real one to a program that never ends.
func TestInterruptSignal(t *testing.T) {
	path, err := exec.LookPath("score")
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(path, "exec", "--fuel", "1e15", "--time", "10m", "-c", "print('ready')\nwhile True:\n    pass\n")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	if line, err := bufio.NewReader(stdout).ReadString('\n'); line != "ready\n" {
		t.Fatalf("%q, %v, %s", line, err, stderr.String())
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Skip("signals cannot be sent here: ", err)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit code %d: %s", code, stderr.String())
	}
}
