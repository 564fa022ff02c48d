package gpython

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// task is one line of HumanEval.
type task struct {
	ID       string `json:"task_id"`
	Prompt   string `json:"prompt"`
	Entry    string `json:"entry_point"`
	Solution string `json:"canonical_solution"`
	Test     string `json:"test"`
}

func (t *task) program() *interp.Program {
	return &interp.Program{Steps: []interp.Step{
		{Source: source.NewFile(t.ID+"/solution.py", t.Prompt+t.Solution+"\n"), Label: "solution"},
		{Source: source.NewFile(t.ID+"/test.py", t.Test+"\ncheck("+t.Entry+")\n"), Label: "test"},
	}}
}

// TestHumanEval runs every reference of the file that HUMANEVAL names to an outcome, twice. None may be our fault, and
// what is not ok must be unsupported: a reference that this engine runs to a wrong result would score others wrongly.
func TestHumanEval(t *testing.T) {
	path := os.Getenv("HUMANEVAL")
	if path == "" {
		t.Skip("HUMANEVAL does not name a file")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	engine := New()
	counts := map[interp.Status]int{}
	var reasons []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var task task
		if err := json.Unmarshal(lines.Bytes(), &task); err != nil {
			t.Fatal(err)
		}
		o := engine.Run(context.Background(), task.program(), nil, interp.Limits{})
		counts[o.Status]++
		switch o.Status {
		case interp.OK:
		case interp.UnsupportedUse:
			reasons = append(reasons, o.Detail+" ("+task.ID+")")
		default:
			t.Errorf("%s: %v in step %d: %s %v, line %d", task.ID, o.Status, o.Step, o.Detail, o.Exception, o.Line)
		}
		again := engine.Run(context.Background(), task.program(), nil, interp.Limits{})
		if again.Fuel != o.Fuel || again.PeakMemory != o.PeakMemory {
			t.Errorf("%s: fuel %d and %d, memory %d and %d", task.ID, o.Fuel, again.Fuel, o.PeakMemory, again.PeakMemory)
		}
	}
	sort.Strings(reasons)
	summary := ""
	for s := interp.OK; s <= interp.FaultOfOurs; s++ {
		if counts[s] > 0 {
			summary += fmt.Sprintf(" %v %d", s, counts[s])
		}
	}
	t.Logf("references:%s\n%s", summary, strings.Join(reasons, "\n"))
}
