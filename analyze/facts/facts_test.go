package facts

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

func parse(t testing.TB, name, text string) *Module {
	t.Helper()
	tree := syntax.Parse(source.NewFile(name, text), syntax.Options{})
	if err := tree.Err(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, text)
	}
	return NewModule(name, tree, resolve.Resolve(tree))
}

// said is what a fact says of a line.
type said struct {
	at   source.Pos
	text string
}

func counted(f *Fact[[]*Counted]) func(*Module) []said {
	return func(m *Module) []said {
		var out []said
		for _, c := range f.Of(m) {
			at := m.Tree.File.LineStart(c.Line)
			if c.Function == nil {
				out = append(out, said{at, fmt.Sprint("module ", c.Value)})
				continue
			}
			out = append(out, said{at, strconv.Itoa(c.Value)})
		}
		return out
	}
}

// some leaves out what counts nothing.
func some(f *Fact[[]*Counted]) func(*Module) []said {
	return func(m *Module) []said {
		return slices.DeleteFunc(counted(f)(m), func(s said) bool { return s.text == "0" })
	}
}

// silent leaves out the module's own code, and what stands in classes in functions, of which radon says nothing.
func silent(say func(*Module) []said) func(*Module) []said {
	return func(m *Module) []said {
		hidden := map[source.Pos]bool{}
		for _, f := range Definitions.Of(m).Functions {
			if f.Class != nil && f.Class.Parent != nil {
				hidden[m.Tree.File.LineStart(f.Line)] = true
			}
		}
		return slices.DeleteFunc(say(m), func(s said) bool { return strings.HasPrefix(s.text, "module") || hidden[s.at] })
	}
}

func lacking(f *Fact[[]Item]) func(*Module) []said {
	return func(m *Module) []said {
		var out []said
		for _, i := range f.Of(m) {
			if !i.Has {
				out = append(out, said{i.Pos, i.What})
			}
		}
		return out
	}
}

// sayings are the facts that an archive below testdata/facts may be about, by its name.
var sayings = map[string]func(*Module) []said{
	"cyclomatic": counted(Cyclomatic),
	"cyclomatic_classes": func(m *Module) []said {
		var out []said
		for _, c := range CyclomaticClasses.Of(m) {
			out = append(out, said{c.Node.From, strconv.Itoa(c.Value)})
		}
		return out
	},
	"cyclomatic_radon":  silent(counted(Cyclomatic)),
	"cyclomatic_ruff":   counted(CyclomaticRuff),
	"cyclomatic_mccabe": counted(CyclomaticMccabe),
	"cyclomatic_sonar":  counted(CyclomaticSonar),
	"cyclomatic_lizard": func(m *Module) []said {
		var out []said
		for _, f := range Lizard.Of(m).Functions {
			out = append(out, said{m.Tree.File.LineStart(f.Line), strconv.Itoa(f.Complexity)})
		}
		return out
	},
	"cognitive_paper": counted(CognitivePaper),
	"branches":        some(Branches),
	"python_version": func(m *Module) []said {
		var out []said
		for _, p := range PythonVersion.Of(m).Points {
			if p.Amount > 6 { // older versions are not there to ask
				out = append(out, said{p.Pos, strconv.Itoa(p.Amount)})
			}
		}
		return out
	},
	"locals":     counted(Locals),
	"cognitive":  counted(Cognitive),
	"nesting":    counted(Nesting),
	"statements": counted(Statements),
	"returns":    counted(Returns),
	"parameters": counted(Parameters),
	"docstrings": lacking(Docstrings), "annotations": lacking(Annotations), "naming": lacking(Naming),
	"definitions": func(m *Module) []said {
		var out []said
		d := Definitions.Of(m)
		for _, f := range d.Functions {
			out = append(out, said{f.Node.From, fmt.Sprintf("%s public=%v", f.Name, f.Public())})
		}
		for _, c := range d.Classes {
			out = append(out, said{c.Node.From, fmt.Sprintf("%s public=%v methods=%d", c.Name, c.Public(), len(c.Methods))})
		}
		return out
	},
	"imports": func(m *Module) []said {
		var out []said
		for _, i := range Imports.Of(m) {
			out = append(out, said{i.Alias.From, strings.TrimSpace(i.Path() + " " + i.As)})
		}
		return out
	},
	"lint": func(m *Module) []said {
		var out []said
		for _, l := range Lints.Of(m) {
			out = append(out, said{l.Pos, l.Code})
		}
		return out
	},
	"deadcode": func(m *Module) []said { return dead(m, "") },
	"reach":    func(m *Module) []said { return dead(m, "solve") },
	"work": func(m *Module) []said {
		var out []said
		for _, p := range WorkAtImport.Of(m) {
			out = append(out, said{p.Pos, strconv.Itoa(p.Amount)})
		}
		return out
	},
	"folding": marked("fold", func(m *Module, e syntax.Expr) string {
		v, ok := Folding.Of(m).Fold(e)
		switch {
		case !ok:
			return "no"
		case v.Kind == FoldedInt:
			return strconv.FormatInt(v.Int, 10)
		case v.Kind == FoldedBytes:
			return "b " + v.Text
		case v.Kind == FoldedList:
			return fmt.Sprint("list ", len(v.Items))
		}
		return v.Text
	}),
	"meaning": marked("mean", func(m *Module, e syntax.Expr) string {
		if p := Meanings.Of(m).Paths(e); p != nil {
			return strings.Join(p, " ")
		}
		return "no"
	}),
}

func dead(m *Module, entry string) []said {
	var out []said
	for _, u := range Dead(m, entry) {
		out = append(out, said{u.Pos, fmt.Sprint(u.Amount)})
	}
	return out
}

// marked says something of the argument of every call of a name.
func marked(name string, say func(*Module, syntax.Expr) string) func(*Module) []said {
	return func(m *Module) []said {
		var out []said
		syntax.Inspect(m.Tree.Root, func(n syntax.Node) bool {
			if c, ok := n.(*syntax.Call); ok && len(c.Args) == 1 {
				if f, ok := c.Func.(*syntax.Name); ok && f.ID == name {
					out = append(out, said{c.From, say(m, c.Args[0])})
				}
			}
			return true
		})
		return out
	}
}

var wantComment = regexp.MustCompile(`# want((?: "[^"]*")+)`)
var quoted = regexp.MustCompile(`"[^"]*"`)

// TestFacts checks what facts say of every program below testdata/facts against the comments in it: # want "3" on a
// line says that the fact that the archive is named for says 3 there, and says nothing else anywhere.
func TestFacts(t *testing.T) {
	archives, err := filepath.Glob("../testdata/facts/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, path := range archives {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		seen[name] = true
		t.Run(name, func(t *testing.T) {
			say := sayings[name]
			if say == nil {
				t.Fatal("no fact is so called")
			}
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
				m := parse(t, f.Name, string(f.Data))
				var want, got []string
				for i := range m.Tree.File.Lines() {
					for _, match := range wantComment.FindAllStringSubmatch(m.Tree.File.Line(i+1), -1) {
						for _, q := range quoted.FindAllString(match[1], -1) {
							want = append(want, fmt.Sprintf("%s:%d: %s", f.Name, i+1, strings.Trim(q, `"`)))
						}
					}
				}
				for _, s := range say(m) {
					got = append(got, fmt.Sprintf("%s:%d: %s", f.Name, m.Tree.File.Position(s.at).Line, s.text))
				}
				slices.Sort(want)
				slices.Sort(got)
				for _, line := range difference(want, got) {
					t.Errorf("not said: %s", line)
				}
				for _, line := range difference(got, want) {
					t.Errorf("said: %s", line)
				}
				if len(want) == 0 {
					t.Errorf("%s wants nothing", f.Name)
				}
			}
		})
	}
	for name := range sayings {
		if !seen[name] {
			t.Errorf("there is no testdata/facts/%s.txtar", name)
		}
	}
}

// difference lists what a has more often than b.
func difference(a, b []string) []string {
	count := map[string]int{}
	for _, s := range b {
		count[s]++
	}
	var out []string
	for _, s := range a {
		if count[s]--; count[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text string
		want LineCounts
	}{
		{"", LineCounts{}},
		{"x = 1", LineCounts{Lines: 1, Code: 1, Logical: 1}},
		{"x = 1; y = 2  # two\n\n# alone\n", LineCounts{Lines: 3, Code: 1, Blank: 1, Comment: 1, Comments: 2, Logical: 2}},
		{"\"\"\"One.\n\ntwo\n\"\"\"\nif x:\n    'one'  # c\n    y\n", LineCounts{Lines: 7, Code: 2, Blank: 1, Docstring: 4, Comments: 1, Logical: 4}},
		{"x = '''a\n# no comment\n\n'''\n", LineCounts{Lines: 4, Code: 3, Blank: 1, Logical: 1}},
		{"'doc'; x = 1\n", LineCounts{Lines: 1, Code: 1, Logical: 2}},
	} {
		got := Lines.Of(parse(t, "a.py", c.text))
		if got != c.want {
			t.Errorf("%q:\ngot  %+v\nwant %+v", c.text, got, c.want)
		}
		if got.Lines != got.Code+got.Blank+got.Comment+got.Docstring {
			t.Errorf("%q: %+v does not add up", c.text, got)
		}
	}
}

func TestFactIsComputedOnce(t *testing.T) {
	n := 0
	f := &Fact[int]{"n", func(*Module) int { n++; return n }}
	m := parse(t, "a.py", "")
	first, second := f.Of(m), f.Of(m)
	if first != 1 || second != 1 || n != 1 {
		t.Errorf("got %d and %d, computed %d times", first, second, n)
	}
}

// programs makes small programs of lines that nest.
var programs = gen.SliceOfN(12, gen.IntRange(0, 9)).Map(func(picks []int) string {
	var b strings.Builder
	b.WriteString("def f(a, b):\n    x = 0\n")
	indent := 1
	for _, p := range picks {
		pad := strings.Repeat("    ", indent)
		switch p {
		case 0, 1:
			b.WriteString(pad + "if a and b:\n")
			indent++
		case 2:
			b.WriteString(pad + "for i in b:\n")
			indent++
		case 3:
			b.WriteString(pad + "while a or b or x:\n")
			indent++
		case 4:
			b.WriteString(pad + "x = [i for i in a if i]\n")
		case 5:
			b.WriteString(pad + "x = a if b else x\n")
		case 6:
			b.WriteString(pad + "return x\n")
		default:
			b.WriteString(pad + "x = a\n")
			indent = max(1, indent-1)
		}
	}
	b.WriteString(strings.Repeat("    ", indent) + "pass\n")
	return b.String()
})

// TestFactProperties checks what must hold of any program.
func TestFactProperties(t *testing.T) {
	params := gopter.DefaultTestParameters()
	params.MinSuccessfulTests = 200
	ps := gopter.NewProperties(params)
	numbers := func(m *Module) [5]int {
		var out [5]int
		for i, f := range []*Fact[[]*Counted]{Cyclomatic, Cognitive, Nesting, Statements, Returns} {
			for _, c := range f.Of(m) {
				out[i] += c.Value
			}
		}
		return out
	}
	ps.Property("comments and blank lines change no count", prop.ForAll(func(text string) bool {
		return numbers(parse(t, "a.py", text)) == numbers(parse(t, "a.py", strings.ReplaceAll(text, "\n", "  # if x and y:\n\n")))
	}, programs))
	ps.Property("a docstring changes no count", prop.ForAll(func(text string) bool {
		return numbers(parse(t, "a.py", text)) == numbers(parse(t, "a.py", strings.Replace(text, ":\n", ":\n    'if x'\n", 1)))
	}, programs))
	ps.Property("points add up to the value", prop.ForAll(func(text string) bool {
		m := parse(t, "a.py", text)
		for _, f := range []*Fact[[]*Counted]{Cyclomatic, Cognitive, Returns, Parameters} {
			for _, c := range f.Of(m) {
				sum := 0
				for _, p := range c.Points {
					sum += p.Amount
				}
				if f == Cyclomatic {
					sum++ // every function starts at 1
				}
				if sum != c.Value {
					return false
				}
			}
		}
		return true
	}, programs))
	ps.Property("one level more of nesting adds exactly one", prop.ForAll(func(text string) bool {
		head, body, _ := strings.Cut(text, "\n")
		deeper := head + "\n    if a:\n" + regexp.MustCompile(`(?m)^(.)`).ReplaceAllString(body, "    $1")
		a, b := numbers(parse(t, "a.py", text)), numbers(parse(t, "a.py", deeper))
		return b[0] == a[0]+1 && b[2] == a[2]+1 && b[3] == a[3]+1 && b[1] >= a[1]+1
	}, programs))
	ps.Property("what is reached from less is no more than what is reached from everything public", prop.ForAll(func(a, b string) bool {
		m := parse(t, "a.py", strings.ReplaceAll(a, "def f", "def solve")+"def _private(): return solve(1, 2)\n"+b)
		all, some := Reachability.Of(m).From(""), Reachability.Of(m).From("solve")
		for f := range some {
			if !all[f] {
				return false
			}
		}
		return len(all) == 2 && len(some) == 1
	}, programs, programs))
	ps.TestingRun(t)
}

// FuzzFacts computes every fact of whatever parses.
func FuzzFacts(f *testing.F) {
	archives, _ := filepath.Glob("../testdata/*/*.txtar")
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(string(file.Data))
		}
	}
	f.Add("a = b = a\nfold(a + b)\nmean(a)\n")
	f.Add("fold(''.join(x for x in [y for y in x]))\nfold('%s' % ((((1,),),),))\n")
	f.Add("class A(A): A = A.A\ndef A(a=A): global A; A = A\n")
	f.Fuzz(func(t *testing.T, text string) {
		tree := syntax.Parse(source.NewFile("a.py", text), syntax.Options{})
		if tree.Err() != nil {
			return
		}
		m := NewModule("a.py", tree, resolve.Resolve(tree))
		for _, say := range sayings {
			say(m)
		}
		Raw.Of(m)
		Maintainability.Of(m)
		Duplicates([]*Module{m, m}, "")
		if n := Lines.Of(m); n.Lines != n.Code+n.Blank+n.Comment+n.Docstring {
			t.Errorf("%+v does not add up", n)
		}
		syntax.Inspect(tree.Root, func(n syntax.Node) bool {
			if e, ok := n.(syntax.Expr); ok {
				Folding.Of(m).Fold(e)
				Meanings.Of(m).Paths(e)
			}
			return true
		})
	})
}
