package syntax_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// TestDumpLayouts compares with what ast.dump of CPython 3.13 and 3.14 makes of the same program, in every layout.
func TestDumpLayouts(t *testing.T) {
	text, err := os.ReadFile("testdata/dump/shapes.py")
	if err != nil {
		t.Fatal(err)
	}
	tree := syntax.Parse(source.NewFile("shapes.py", string(text)), syntax.Options{})
	if err := tree.Err(); err != nil {
		t.Fatal(err)
	}
	for name, opts := range map[string]syntax.DumpOptions{
		"line":              {},
		"attributes":        {Attributes: true},
		"indent":            {Indent: "  "},
		"indent_attributes": {Indent: "\t", Attributes: true},
	} {
		want, err := os.ReadFile("testdata/dump/shapes." + name)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := syntax.Dump(&got, tree, opts); err != nil {
			t.Fatal(err)
		}
		theirs := strings.TrimSuffix(string(want), "\n")
		if ours := got.String(); ours != theirs {
			i := 0
			for i < min(len(ours), len(theirs)) && ours[i] == theirs[i] {
				i++
			}
			t.Errorf("%s: at byte %d\n got …%.80s…\nwant …%.80s…", name, i, ours[i:], theirs[i:])
		}
	}
}

func TestDumpModes(t *testing.T) {
	for _, test := range []struct {
		mode       syntax.Mode
		text, want string
	}{
		{syntax.ModeExec, "", "Module()"},
		{syntax.ModeEval, "1", "Expression(body=Constant(value=1))"},
		{syntax.ModeSingle, "pass", "Interactive(body=[Pass()])"},
	} {
		var got strings.Builder
		if err := syntax.Dump(&got, syntax.Parse(source.NewFile("m.py", test.text), syntax.Options{Mode: test.mode}), syntax.DumpOptions{}); err != nil {
			t.Fatal(err)
		}
		if got.String() != test.want {
			t.Errorf("got %s, want %s", got.String(), test.want)
		}
	}
}

// TestDumpFlushes dumps a program too large for one write: it must come out as if it had been one.
func TestDumpFlushes(t *testing.T) {
	const n = 3000
	tree := syntax.Parse(source.NewFile("m.py", strings.Repeat("f(x)\n", n)), syntax.Options{})
	for _, indent := range []string{"", " "} {
		var got strings.Builder
		if err := syntax.Dump(&got, tree, syntax.DumpOptions{Indent: indent}); err != nil {
			t.Fatal(err)
		}
		one := "Expr(value=Call(func=Name(id='f', ctx=Load()), args=[Name(id='x', ctx=Load())]))"
		sep := ", "
		begin, end := "Module(body=[", "])"
		if indent != "" {
			one = "Expr(\n   value=Call(\n    func=Name(id='f', ctx=Load()),\n    args=[\n     Name(id='x', ctx=Load())]))"
			sep, begin = ",\n  ", "Module(\n body=[\n  "
		}
		if want := begin + strings.Repeat(one+sep, n-1) + one + end; got.String() != want {
			t.Errorf("indent %q: %d bytes, want %d", indent, got.Len(), len(want))
		}
	}
}

// TestDumpVersion dumps a character that Unicode 16 added, which Python 3.13 does not know.
func TestDumpVersion(t *testing.T) {
	tree := syntax.Parse(source.NewFile("m.py", "'\U00014000é'"), syntax.Options{Mode: syntax.ModeEval})
	for version, want := range map[int]string{13: `'\U00014000é'`, 14: "'\U00014000é'", 0: "'\U00014000é'"} {
		var got strings.Builder
		if err := syntax.Dump(&got, tree, syntax.DumpOptions{Version: version}); err != nil {
			t.Fatal(err)
		}
		if want = "Expression(body=Constant(value=" + want + "))"; got.String() != want {
			t.Errorf("3.%d: got %s, want %s", version, got.String(), want)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestDumpErrors(t *testing.T) {
	tree := syntax.Parse(source.NewFile("m.py", "x"), syntax.Options{})
	if err := syntax.Dump(failing{}, tree, syntax.DumpOptions{}); err == nil || err.Error() != "disk full" {
		t.Errorf("the writer's error is lost: %v", err)
	}
	tree = syntax.Parse(source.NewFile("m.py", "0x"+strings.Repeat("f", 4000)), syntax.Options{})
	if err := tree.Err(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := syntax.Dump(&out, tree, syntax.DumpOptions{}); err == nil {
		t.Error("an int of 4817 digits is printed")
	}
}
