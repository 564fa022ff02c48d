// Package agreement compares the dialects of package facts with the tools that they are named for, function by function,
// over whole code bases. It is run by make agreement, which also writes the table in docs/metrics.md.
package agreement

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

var (
	compare = flag.Bool("compare", false, "compare with the tools over the code bases in ASSAY_CODE")
	write   = flag.String("write", "", "file in whose marked part the table is written")
	cache   = flag.String("cache", "", "folder in which the tools' answers are kept and looked for")
)

// Where the tools and the code are.
const (
	pythonVariable = "ASSAY_METRICS_PYTHON" // a Python in which radon, mccabe and lizard can be imported
	ruffVariable   = "ASSAY_RUFF"           // the folder of the npm package @astral-sh/ruff-wasm-nodejs
	codeVariable   = "ASSAY_CODE"           // code bases: name=folder, separated as PATH is
)

// tally counts what was compared with one tool.
type tally struct {
	compared, equal int
	examples        []string
}

func (c *tally) check(equal bool, format string, args ...any) {
	c.compared++
	if equal {
		c.equal++
	} else if len(c.examples) < 12 {
		c.examples = append(c.examples, fmt.Sprintf(format, args...))
	}
}

// columns are what is compared, in the order of the table.
var columns = []string{"radon functions", "radon classes", "radon files", "radon raw", "radon Halstead", "radon MI", "mccabe", "ruff C901",
	"ruff branches", "ruff returns", "lizard CCN", "lizard NLOC"}

// base is a code base with what came of it.
type base struct {
	name             string
	files, functions int
	lines            int
	tallies          map[string]*tally
}

func (b *base) tally(column string) *tally {
	if !slices.Contains(columns, column) {
		panic("no column " + column)
	}
	if b.tallies[column] == nil {
		b.tallies[column] = &tally{}
	}
	return b.tallies[column]
}

// TestAgreement compares every function of every code base with every tool that is there.
func TestAgreement(t *testing.T) {
	if !*compare {
		t.Skip("run by make agreement, with radon, mccabe, lizard and ruff installed")
	}
	var bases []*base
	for _, entry := range filepath.SplitList(os.Getenv(codeVariable)) {
		name, folder, ok := strings.Cut(entry, "=")
		if !ok {
			t.Fatalf("%s: %q is not name=folder", codeVariable, entry)
		}
		bases = append(bases, compareBase(t, name, folder))
	}
	if len(bases) == 0 {
		t.Skipf("no code bases: set %s to name=folder, and %s and %s to the tools", codeVariable, pythonVariable, ruffVariable)
	}
	table := render(bases)
	fmt.Print(table)
	for _, b := range bases {
		for _, column := range columns {
			if c := b.tallies[column]; c != nil && c.equal < c.compared {
				t.Errorf("%s, %s: %d of %d differ:\n  %s", b.name, column, c.compared-c.equal, c.compared, strings.Join(c.examples, "\n  "))
			}
		}
	}
	if *write != "" {
		put(t, *write, table)
	}
}

func compareBase(t *testing.T, name, folder string) *base {
	paths := pythonFiles(t, folder)
	b := &base{name: name, tallies: map[string]*tally{}}
	python := answers[pythonAnswer](t, name, "tools", paths, os.Getenv(pythonVariable), "tools.py")
	ruff := answers[ruffAnswer](t, name, "ruff", paths, os.Getenv(ruffVariable), "node", "ruff.mjs", os.Getenv(ruffVariable))
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		src, diag := source.Decode(p, raw)
		if diag != nil {
			continue
		}
		tree := syntax.Parse(src, syntax.Options{KeepTokens: true})
		if tree.Err() != nil {
			continue
		}
		m := facts.NewModule(p, tree, resolve.Resolve(tree))
		b.files++
		b.lines += src.Lines()
		b.functions += len(facts.Definitions.Of(m).Functions)
		if a := python[p]; a != nil && a.Refused == "" {
			comparePython(b, m, a)
		}
		if a := ruff[p]; a != nil && a.Refused == "" {
			compareRuff(b, m, a)
		}
	}
	return b
}

func pythonFiles(t *testing.T, folder string) []string {
	var out []string
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "site-packages" || strings.HasPrefix(d.Name(), ".") && p != folder):
			return filepath.SkipDir
		case d.Type().IsRegular() && strings.HasSuffix(p, ".py"):
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// answers asks a tool about the files, or reads what it has answered before. They are keyed by path.
func answers[T any](t *testing.T, name, tool string, paths []string, set string, command ...string) map[string]*T {
	var text []byte
	kept := filepath.Join(*cache, name+"."+tool+".jsonl")
	if *cache != "" {
		text, _ = os.ReadFile(kept)
	}
	if text == nil {
		if set == "" {
			t.Logf("%s: %s is not compared: its variable is not set", name, tool)
			return nil
		}
		if tool == "tools" {
			command = append([]string{set}, command...)
		}
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Stdin = strings.NewReader(strings.Join(paths, "\n") + "\n")
		cmd.Stderr = os.Stderr
		var err error
		if text, err = cmd.Output(); err != nil {
			t.Fatalf("%s: %v", strings.Join(command, " "), err)
		}
		if *cache != "" {
			if err := os.WriteFile(kept, text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	out := map[string]*T{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var key struct{ Path string }
		a := new(T)
		if err := json.Unmarshal(lines.Bytes(), &key); err != nil {
			t.Fatalf("%s: %v", tool, err)
		}
		if err := json.Unmarshal(lines.Bytes(), a); err != nil {
			t.Fatalf("%s, %s: %v", tool, key.Path, err)
		}
		out[key.Path] = a
	}
	return out
}

type pythonAnswer struct {
	Refused string
	Radon   *struct {
		Functions, Classes [][]any // line, column, name, complexity, for classes also the real one
		Total              int
	}
	Halstead *struct {
		Total     []int
		Functions [][]any
	}
	Raw    []int
	Index  *float64
	Mccabe [][]any // line, column, name, complexity
	Lizard *struct {
		Functions [][]any // name, first and last line, complexity, nloc, tokens, parameters
		NLOC      int
		Tokens    int
	}
}

type ruffAnswer struct {
	Refused   string
	Functions [][]any // line, column, kind, number
}

func number(v any) int { f, _ := v.(float64); return int(f) }

func text(v any) string { s, _ := v.(string); return s }

// at is where a function's def stands.
func at(m *facts.Module, n *syntax.FunctionDef) [2]int {
	p := m.Tree.File.Position(n.From)
	return [2]int{p.Line, p.Column}
}

func comparePython(b *base, m *facts.Module, a *pythonAnswer) {
	if a.Radon != nil {
		values := map[[2]int]int{}
		for _, c := range facts.Cyclomatic.Of(m) {
			if c.Function != nil {
				values[at(m, c.Function.Node)] = c.Value
			}
		}
		for _, f := range a.Radon.Functions {
			key := [2]int{number(f[0]), number(f[1])}
			got, ok := values[key]
			b.tally("radon functions").check(ok && got == number(f[3]), "%s:%d: %s: %d, radon %d", m.Path, key[0], text(f[2]), got, number(f[3]))
		}
		total := facts.FileComplexity.Of(m)
		b.tally("radon files").check(total == a.Radon.Total, "%s: %d, radon %d", m.Path, total, a.Radon.Total)
		classes := map[[2]int]int{}
		for _, c := range facts.CyclomaticClasses.Of(m) {
			p := m.Tree.File.Position(c.Node.From)
			classes[[2]int{p.Line, p.Column}] = c.Value
		}
		for _, c := range a.Radon.Classes {
			key := [2]int{number(c[0]), number(c[1])}
			got, ok := classes[key]
			b.tally("radon classes").check(ok && got == number(c[3]), "%s:%d: %s: %d, radon %d", m.Path, key[0], text(c[2]), got, number(c[3]))
		}
	}
	if a.Halstead != nil {
		h := facts.Halstead.Of(m)
		got := []int{h.DistinctOperators, h.DistinctOperands, h.Operators, h.Operands}
		b.tally("radon Halstead").check(slices.Equal(got, a.Halstead.Total), "%s: %v, radon %v", m.Path, got, a.Halstead.Total)
	}
	if a.Raw != nil {
		r := facts.Raw.Of(m)
		got := []int{r.Lines, r.Logical, r.Source, r.Comments, r.Multi, r.Blank, r.SingleComments}
		b.tally("radon raw").check(slices.Equal(got, a.Raw), "%s: %v, radon %v", m.Path, got, a.Raw)
	}
	if a.Index != nil {
		got := facts.Maintainability.Of(m)
		b.tally("radon MI").check(math.Abs(got-*a.Index) < 1e-6, "%s: %g, radon %g", m.Path, got, *a.Index)
	}
	if a.Mccabe != nil {
		// The tool keeps its graphs by name, so of several functions of one name it shows the last.
		type graph struct{ line, value int }
		values := map[string]graph{}
		for _, c := range facts.CyclomaticMccabe.Of(m) {
			values[c.Name] = graph{c.Line, c.Value}
		}
		for _, f := range a.Mccabe {
			got := values[text(f[2])]
			want := graph{number(f[0]), number(f[3])}
			b.tally("mccabe").check(got == want, "%s:%d: %s: %v, mccabe %v", m.Path, want.line, text(f[2]), got, want)
		}
	}
	if a.Lizard != nil {
		compareLizard(b, m, a)
	}
}

func compareLizard(b *base, m *facts.Module, a *pythonAnswer) {
	total := facts.Lizard.Of(m)
	ccn, nloc := b.tally("lizard CCN"), b.tally("lizard NLOC")
	nloc.check(total.NLOC == a.Lizard.NLOC && total.Tokens == a.Lizard.Tokens, "%s: nloc %d and tokens %d, lizard %d and %d", m.Path, total.NLOC, total.Tokens, a.Lizard.NLOC, a.Lizard.Tokens)
	for i, f := range a.Lizard.Functions {
		name := text(f[0])
		name = name[strings.LastIndexByte(name, '.')+1:]
		var got facts.LizardFunction
		if i < len(total.Functions) {
			got = *total.Functions[i]
		}
		same := got.Name == name && got.Line == number(f[1]) && got.EndLine == number(f[2])
		ccn.check(same && got.Complexity == number(f[3]), "%s:%d: %s: %s %d-%d %d, lizard %v", m.Path, number(f[1]), name, got.Name, got.Line, got.EndLine, got.Complexity, f)
		nloc.check(same && got.NLOC == number(f[4]) && got.Tokens == number(f[5]), "%s:%d: %s: nloc %d and tokens %d, lizard %v", m.Path, number(f[1]), name, got.NLOC, got.Tokens, f)
	}
	if len(total.Functions) > len(a.Lizard.Functions) {
		ccn.check(false, "%s: %d functions, lizard %d", m.Path, len(total.Functions), len(a.Lizard.Functions))
	}
}

// ruffColumns pairs the tool's rules with ours.
var ruffColumns = map[string]struct {
	column string
	fact   *facts.Fact[[]*facts.Counted]
}{
	"complexity": {"ruff C901", facts.CyclomaticRuff},
	"branches":   {"ruff branches", facts.Branches},
	"returns":    {"ruff returns", facts.Returns},
}

func compareRuff(b *base, m *facts.Module, a *ruffAnswer) {
	values := map[string]map[[2]int]int{}
	for kind, c := range ruffColumns {
		values[kind] = map[[2]int]int{}
		for _, counted := range c.fact.Of(m) {
			p := m.Tree.File.Position(counted.Function.Node.NamePos)
			column := len([]rune(m.Tree.File.Line(p.Line)[:p.Column]))
			values[kind][[2]int{p.Line, column}] = counted.Value
		}
	}
	for _, f := range a.Functions {
		kind := text(f[2])
		c, ok := ruffColumns[kind]
		if !ok {
			continue
		}
		key := [2]int{number(f[0]), number(f[1])}
		got, ok := values[kind][key]
		b.tally(c.column).check(ok && got == number(f[3]), "%s:%d: %d, ruff %d", m.Path, key[0], got, number(f[3]))
	}
}

// render gives the table, in Markdown.
func render(bases []*base) string {
	var out strings.Builder
	out.WriteString("| code base | files | lines | functions |")
	for _, c := range columns {
		out.WriteString(" " + c + " |")
	}
	out.WriteString("\n| --- | ---: | ---: | ---: |" + strings.Repeat(" ---: |", len(columns)) + "\n")
	for _, b := range bases {
		fmt.Fprintf(&out, "| %s | %d | %d | %d |", b.name, b.files, b.lines, b.functions)
		for _, c := range columns {
			if n := b.tallies[c]; n == nil || n.compared == 0 {
				out.WriteString(" – |")
			} else if n.equal == n.compared {
				fmt.Fprintf(&out, " all %d |", n.compared)
			} else {
				fmt.Fprintf(&out, " %d of %d |", n.equal, n.compared)
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// The marks between which a document keeps the table.
const (
	begin = "<!-- agreement: written by make agreement -->\n"
	end   = "<!-- end of agreement -->\n"
)

func put(t *testing.T, name, table string) {
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(old), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no part for the table", name)
	}
	if err := os.WriteFile(name, []byte(before+begin+"\n"+table+"\n"+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
