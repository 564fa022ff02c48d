package cpython

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/assay-score/assay/interp/cpython/programs"
)

// comparing says whether somebody asked for CPython: with the flag of this package's tests, or in the environment.
func comparing() bool {
	f := flag.Lookup("compare")
	return f != nil && f.Value.String() == "true" || os.Getenv("ASSAY_COMPARE") != ""
}

// TestProgramsAgree asks CPython whether the expectations of the behaviour corpus are what it does. Programs go to
// CPython 3.13 and to the CPython 3.14 of pyodide alike, except that a header keeps them from one of the two:
// `# cpython: >=3.14` from 3.13, `# cpython: not-wasm` from pyodide, `# cpython: never` from both.
func TestProgramsAgree(t *testing.T) {
	if !comparing() {
		t.Skip("give -compare, or set ASSAY_COMPARE=1, to ask CPython about the expectations of the corpus")
	}
	corpus, err := programs.Read(os.DirFS("../testdata"), "*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(corpus) == 0 {
		t.Fatal("no program found below ../testdata")
	}
	t.Run("3.13", func(t *testing.T) { agree(t, startCPython(t), corpus, ">=3.14") })
	t.Run("3.14", func(t *testing.T) { agree(t, startPyodide(t), corpus, "not-wasm") })
}

// agree runs all programs but those that one header keeps away, in one process.
func agree(t *testing.T, python *interpreter, corpus []programs.Program, not string) {
	asked := 0
	for i := range corpus {
		p := &corpus[i]
		// Two programs speak of the lines of their own file, which the driver has not; CPython agrees with them as files.
		ownLines := p.ID() == "stdlib/inspect/sources" || p.ID() == "stdlib/traceback/warnings"
		if v := p.Header["cpython"]; v == "never" || v == not || ownLines {
			continue
		}
		asked++
		got, err := python.run(p)
		if err != nil {
			t.Fatalf("%s: %v", p.ID(), err)
		}
		if got.Out != p.Output() {
			t.Errorf("%s prints otherwise:\n%s", p.ID(), programs.Difference(got.Out, p.Output()))
		}
		if got.Raises != p.Raises {
			t.Errorf("%s ends with %q, not with %q", p.ID(), got.Raises, p.Raises)
		}
		if p.HasStderr && got.Stderr != p.Stderr {
			t.Errorf("%s prints another traceback:\n%s", p.ID(), programs.Difference(got.Stderr, p.Stderr))
		}
	}
	t.Logf("%d of %d programs asked", asked, len(corpus))
}

// answer is what driver.py says of one program.
type answer struct {
	Out, Raises, Stderr string
}

// interpreter is a process that runs the driver: a line of JSON in, a line out.
type interpreter struct {
	in  io.Writer
	out *bufio.Reader
}

func (i *interpreter) run(p *programs.Program) (answer, error) {
	request, err := json.Marshal(map[string]any{"files": p.Files, "main": p.Main})
	if err != nil {
		return answer{}, err
	}
	if _, err := i.in.Write(append(request, '\n')); err != nil {
		return answer{}, fmt.Errorf("CPython takes no more programs: %w", err)
	}
	line, err := i.out.ReadBytes('\n')
	if err != nil {
		return answer{}, fmt.Errorf("CPython died of it: %w", err)
	}
	var a answer
	return a, json.Unmarshal(line, &a)
}

func start(t *testing.T, name string, args ...string) *interpreter {
	t.Helper()
	in, out := startProcess(t, name, args...)
	return &interpreter{in: in, out: out}
}

func startCPython(t *testing.T) *interpreter {
	return start(t, find313(t), filepath.Join("programs", "driver.py"))
}

func startPyodide(t *testing.T) *interpreter {
	node, folder := find314(t)
	return start(t, node, filepath.Join("programs", "driver.mjs"), folder, filepath.Join("programs", "driver.py"))
}
