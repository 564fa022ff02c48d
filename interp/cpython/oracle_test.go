package cpython

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var (
	_          = flag.Bool("compare", false, "compare with CPython 3.13 (ASSAY_CPYTHON) and 3.14 (ASSAY_PYODIDE)")
	benchmarks = flag.Bool("bench", false, "measure parsing, paired with CPython's")
)

// oracle is a CPython that answers the questions of trees.py.
type oracle struct {
	t   *testing.T
	in  io.Writer
	out *bufio.Reader
}

// reply holds the answers to all questions; each fills its own fields.
type reply struct {
	Version, Build string
	Files          []string
	Data           []byte // base64 in JSON
	SHA, Dump      string
	Verdict        string
	Kind, Message  string
	Line           int
	Scopes         json.RawMessage
	Bytes          int
	Seconds        []float64
}

// refused reports whether CPython would not have the source.
func (r *reply) refused() bool { return r.Kind != "" }

func (o *oracle) ask(question string, with ...any) *reply {
	o.t.Helper()
	request := map[string]any{"ask": question}
	for i := 0; i < len(with); i += 2 {
		request[with[i].(string)] = with[i+1]
	}
	line, err := json.Marshal(request)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.in.Write(append(line, '\n')); err != nil {
		o.t.Fatalf("CPython takes no more questions: %v", err)
	}
	text, err := o.out.ReadBytes('\n')
	if err != nil {
		o.t.Fatalf("CPython died of a question about %s: %v", question, err)
	}
	r := &reply{}
	if err := json.Unmarshal(text, r); err != nil {
		o.t.Fatal(err)
	}
	return r
}

// about asks a question about a source text.
func (o *oracle) about(question string, source []byte) *reply {
	o.t.Helper()
	return o.ask(question, "data", base64.StdEncoding.EncodeToString(source))
}

// startProcess starts a process that answers lines with lines, and ends it with the test.
func startProcess(t *testing.T, name string, args ...string) (in io.Writer, out *bufio.Reader) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stdin.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	})
	return stdin, bufio.NewReaderSize(stdout, 1<<20)
}

func startOracle(t *testing.T, name string, args ...string) *oracle {
	t.Helper()
	in, out := startProcess(t, name, args...)
	return &oracle{t, in, out}
}

// find313 is the CPython 3.13 to ask: ASSAY_CPYTHON, else python3.13 on the path.
func find313(t *testing.T) string {
	t.Helper()
	python := os.Getenv("ASSAY_CPYTHON")
	if python == "" {
		python = "python3.13"
	}
	version, err := exec.Command(python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])").Output()
	if err != nil || strings.TrimSpace(string(version)) != "3.13" {
		t.Skipf("NOT COMPARED with 3.13: %s is no CPython 3.13 (%q, %v); set ASSAY_CPYTHON to one", python, version, err)
	}
	return python
}

// find314 is node and the folder of the npm package pyodide, the CPython 3.14 to ask: ASSAY_PYODIDE names it.
func find314(t *testing.T) (node, folder string) {
	t.Helper()
	folder = os.Getenv("ASSAY_PYODIDE")
	if folder == "" {
		t.Skip("NOT COMPARED with 3.14: set ASSAY_PYODIDE to the folder of the npm package pyodide 314")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skipf("NOT COMPARED with 3.14: %v", err)
	}
	if folder, err = filepath.Abs(folder); err != nil {
		t.Fatal(err)
	}
	return node, folder
}

func python313(t *testing.T) *oracle { return startOracle(t, find313(t), "trees.py") }

func python314(t *testing.T) *oracle {
	node, folder := find314(t)
	return startOracle(t, node, "--stack-size=60000", "trees.mjs", folder, "trees.py")
}

// exempt reads exceptions.txt: "3.13 path  reason" a line.
func exempt(t *testing.T, version string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("exceptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, line := range strings.Split(string(text), "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.SplitN(line, " ", 3)
		if len(fields) != 3 {
			t.Fatalf("exceptions.txt:%d: want: version path reason", i+1)
		}
		if fields[0] == version {
			out[fields[1]] = fields[2]
		}
	}
	return out
}

// apart shows where two texts part, with what stands around it.
func apart(ours, theirs string) string {
	i := 0
	for i < len(ours) && i < len(theirs) && ours[i] == theirs[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i-120, len(s))):min(len(s), i+120)] }
	return fmt.Sprintf("at byte %d\n ours   …%s…\n theirs …%s…", i, cut(ours), cut(theirs))
}
