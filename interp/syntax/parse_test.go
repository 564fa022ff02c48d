package syntax_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

func parse(t *testing.T, src string, opts syntax.Options) *syntax.Tree {
	t.Helper()
	f, diag := source.Decode("test.py", []byte(src))
	if diag != nil {
		t.Fatalf("%q: %v", src, diag)
	}
	return syntax.Parse(f, opts)
}

// TestTrees compares trees, positions and all, with those of CPython.
func TestTrees(t *testing.T) {
	paths, err := filepath.Glob("testdata/trees/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no trees to compare with", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		program := ""
		for _, file := range archive.Files {
			if file.Name == "program.py" {
				program = string(file.Data)
				continue
			}
			t.Run(filepath.Base(path)+"/"+file.Name, func(t *testing.T) {
				tree := parse(t, program, syntax.Options{Version: version(t, file.Name)})
				if err := tree.Err(); err != nil {
					t.Fatalf("line %d: %v", tree.File.Position(tree.Errors[0].From).Line, err)
				}
				var b bytes.Buffer
				if err := syntax.Dump(&b, tree, syntax.DumpOptions{Attributes: true}); err != nil {
					t.Fatal(err)
				}
				got, want := b.String(), strings.TrimSuffix(string(file.Data), "\n")
				if got != want {
					i := 0
					for i < min(len(got), len(want)) && got[i] == want[i] {
						i++
					}
					t.Errorf("differs at %d:\n got …%.300s\nwant …%.300s", i, got[max(i-100, 0):], want[max(i-100, 0):])
				}
			})
		}
	}
}

func version(t *testing.T, name string) int {
	minor, ok := strings.CutPrefix(name, "3.")
	v, err := strconv.Atoi(minor)
	if !ok || err != nil {
		t.Fatalf("%q names no version of Python", name)
	}
	return v
}

// TestErrors compares the first error, its line and its words with CPython's.
func TestErrors(t *testing.T) {
	data, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	src, cases := "", 0
	for n, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '"':
			if src, err = strconv.Unquote(line); err != nil {
				t.Fatalf("line %d: %v", n+1, err)
			}
			continue
		}
		want := line[1:]
		versions := []int{13, 14}
		if rest, ok := strings.CutPrefix(want, "3.13 "); ok {
			want, versions = rest, versions[:1]
		} else if rest, ok := strings.CutPrefix(want, "3.14 "); ok {
			want, versions = rest, versions[1:]
		}
		for _, v := range versions {
			cases++
			if got := firstError(parse(t, src, syntax.Options{Version: v})); got != want {
				t.Errorf("%q in 3.%d\n got %s\nwant %s", src, v, got, want)
			}
		}
	}
	if cases < 1500 {
		t.Errorf("only %d cases", cases)
	}
}

func firstError(tree *syntax.Tree) string {
	if len(tree.Errors) == 0 {
		return "accepted"
	}
	d := tree.Errors[0]
	return fmt.Sprintf("%v %d: %s", d.Kind, tree.File.Position(d.From).Line, d.Message)
}

// TestRecovery asks that one mistake does not hide the next, and that none is told twice.
func TestRecovery(t *testing.T) {
	for _, test := range []struct {
		src  string
		want []int // lines with errors
		body int   // statements made out
	}{
		{"x y\nz = 1\nf(a b)\nw\n", []int{1, 3}, 2},
		{"def f():\n    x y\n    z\n    1 = 2\nv\n", []int{2, 4}, 2},
		{"class A(b c):\n    def f(self):\n        x y\n        return 1\nz\n", []int{1, 3}, 2},
		{"if x y:\n    a\nelse:\n    b c\nz\n", []int{1, 4}, 2},
		{"try:\n    a\nb\n", []int{3}, 1},
		{"def f():\nx\n", []int{2}, 1},
		{"x = 'abc\ny = 1\nz w\n", []int{1, 3}, 1},
		{"  x\ny\n", []int{1}, 2},
		{"match x:\n    case 1 2:\n        a\n    case 3:\n        b c\nd\n", []int{2, 5}, 3},
		{"x = )\ny = ]\n", []int{1, 2}, 0},
		{"if 1:\n        a\n    b\nc\n", []int{3}, 3},
	} {
		tree := parse(t, test.src, syntax.Options{})
		var lines []int
		for _, d := range tree.Errors {
			lines = append(lines, tree.File.Position(d.From).Line)
		}
		if fmt.Sprint(lines) != fmt.Sprint(test.want) || len(tree.Body()) != test.body {
			t.Errorf("%q: errors on lines %v, want %v; %d statements, want %d", test.src, lines, test.want, len(tree.Body()), test.body)
		}
	}
}

// TestModes parses single expressions and single statements.
func TestModes(t *testing.T) {
	for _, test := range []struct {
		mode syntax.Mode
		src  string
		want string
	}{
		{syntax.ModeEval, "1 + x\n\n", "Expression(body=BinOp(left=Constant(value=1), op=Add(), right=Name(id='x', ctx=Load())))"},
		{syntax.ModeEval, "a, b", "Expression(body=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()))"},
		{syntax.ModeEval, "x = 1", "SyntaxError 1: invalid syntax"},
		{syntax.ModeEval, "x; y", "SyntaxError 1: invalid syntax"},
		{syntax.ModeEval, "pass", "SyntaxError 1: invalid syntax"},
		{syntax.ModeSingle, "x; y\n", "Interactive(body=[Expr(value=Name(id='x', ctx=Load())), Expr(value=Name(id='y', ctx=Load()))])"},
		{syntax.ModeSingle, "\n", "Interactive(body=[Pass()])"},
		{syntax.ModeSingle, "if x: y\n\n", "Interactive(body=[If(test=Name(id='x', ctx=Load()), body=[Expr(value=Name(id='y', ctx=Load()))])])"},
		{syntax.ModeSingle, "x\ny\n", "SyntaxError 2: multiple statements found while compiling a single statement"},
	} {
		tree := parse(t, test.src, syntax.Options{Mode: test.mode})
		got := firstError(tree)
		if tree.Err() == nil {
			var b bytes.Buffer
			if err := syntax.Dump(&b, tree, syntax.DumpOptions{}); err != nil {
				t.Fatal(err)
			}
			got = b.String()
		}
		if got != test.want {
			t.Errorf("%q: %s, want %s", test.src, got, test.want)
		}
	}
}

// TestGroups asks for every pair of parentheses that leaves no node of its own.
func TestGroups(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"(a and (b)) or (c)\n", "(a and (b)) (b) (c)"},
		{"(a, b); f(a); (x for x in y); ((a),)\n", "(a)"},
		{"with (a): pass\nwith (a, b): pass\nwith (a as b): pass\n", "(a)"},
		{"(yield)\n((x := 1))\n", "(yield) ((x := 1)) (x := 1)"},
		{"match (a):\n case (b): pass\n", "(a)"},
		{"f(a)(b)[(c)]\n", "(c)"},
	} {
		tree := parse(t, test.src, syntax.Options{})
		var got []string
		for _, g := range tree.Groups {
			got = append(got, tree.File.Slice(g.Span))
		}
		if s := strings.Join(got, " "); s != test.want || tree.Err() != nil {
			t.Errorf("%q: groups %q, want %q; %v", test.src, s, test.want, tree.Err())
		}
	}
}

// TestWarnings asks for what CPython warns of while it parses.
func TestWarnings(t *testing.T) {
	for _, test := range []struct {
		src  string
		v    int
		want string
	}{
		{`'\d'`, 13, `1: invalid escape sequence '\d'`},
		{`'\d'`, 14, `1: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option.`},
		{"'''\n\\q'''", 13, `2: invalid escape sequence '\q'`},
		{`b'\400'`, 13, `1: invalid octal escape sequence '\400'`},
		{`f'\{x}'`, 13, `1: invalid escape sequence '\{'`},
		{`r'\d'`, 13, ""},
		{`1if 2else 3`, 14, "1: invalid decimal literal; 1: invalid decimal literal"},
		{`0x1for x in y`, 14, "1: invalid hexadecimal literal"},
		{"try: a\nfinally: return\n", 14, ""},
	} {
		tree := parse(t, test.src, syntax.Options{Version: test.v})
		var got []string
		for _, d := range tree.Warnings {
			got = append(got, fmt.Sprintf("%d: %s", tree.File.Position(d.From).Line, d.Message))
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("%q in 3.%d: %q, want %q", test.src, test.v, s, test.want)
		}
	}
}
