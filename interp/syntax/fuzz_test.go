package syntax_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// seeds are texts that have every sort of token and most sorts of mistake. The golden files are seeds too.
var seeds = []string{
	"", "\n", "\\\n", "x", "x = 1\n", "if x:\n\ty\n        z\n", "\f\nx\n", "(\n#c\n)\n", "'''a\nb'''\n", "'\\\n'", "f'{x!r:>{w}}' rf'\\{y=}'\n",
	"t'{a}{b!s}' t\"\"\"{\nc}\"\"\"\n", "f'{{}}{x:{{y}}}'\n", "b'\\x00' Rb\"\\q\" u'\\N{BULLET}'\n", "0x_f 0b1 0o7 1_0.5e-3j .5 1__0\n", "def f(a, /, b: int = 1, *c, d, **e) -> f: pass\n",
	"match x:\n case {'a': [1, *_], **k} | C(a=b) as d if e: pass\n", "try: a\nexcept* b, c: d\nelse: e\nfinally: f\n", "with (a as b, c): pass\nwith (yield): pass\n",
	"type X[T: int = str, *Ts, **P] = T\nclass C[T](a, *b, c=d, **e): x: int = 1\n", "@a\n@b.c(d)\nasync def f():\n async with a: await b\n async for c in d: yield\n return [e async for e in f]\n",
	"lambda x, *, y=1: (x := y)\n", "a if b else c; not d in e is not f < g\n", "x[a:b, ::c, *d] **= -y ** ~z @ w\n", "print 'x'\n", "f(a b)\n", "(a, b\n", "x = )\n", "f'{a b}' f'{' f'}'\n", "def f(a, a=1, b): pass\n",
	"for x() in y: pass\n", "a = 1 = b\n", "{a: b, **c, d}\n", "[*a for b in c]\n", "import a.b as c, d\nfrom . import (e, f as g,)\nfrom ...h import *\n", "if x\n  y\n", "  x\n y\n", "\tif x:\n        y\n\t\tz\n", "é = ｘ + 𝐱\n", "a\x00b", "$ ? ! `\n", "€\n",
	"global x, y\nnonlocal z\ndel (a, [b]), c.d\nassert e, f\nraise g from h\n", "x = yield from y\n", "# -*- coding: latin-1 -*-\n'\xe9'\n", "\xef\xbb\xbfx\n", "\xff\xfe", "x\r\ny\rz\n",
}

func addSeeds(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	for _, pattern := range []string{"testdata/trees/*.txtar", "testdata/*/*.py"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
}

// FuzzLex asks of any bytes at all that their tokens stand in the text, in order and side by side, that indentation
// closes as often as it opens, and that what is between tokens is blanks, continuations or doubled braces' halves.
func FuzzLex(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		file, diag := source.Decode("fuzz.py", data)
		if diag != nil {
			checkMessage(t, diag)
			return
		}
		tree := syntax.Parse(file, syntax.Options{KeepTokens: true})
		var last source.Pos
		depth := 0
		for i, tok := range tree.Tokens {
			if tok.From < last || tok.To < tok.From || int(tok.To) > len(file.Text) {
				t.Fatalf("token %d, %v at %d-%d, after one that ends at %d", i, tok.Kind, tok.From, tok.To, last)
			}
			switch tok.Kind {
			case syntax.TokenIndent:
				depth++
			case syntax.TokenDedent:
				depth--
			}
			if depth < 0 {
				t.Fatalf("token %d: more DEDENT than INDENT", i)
			}
			last = tok.To
		}
		n := len(tree.Tokens)
		if depth != 0 || n == 0 || tree.Tokens[n-1].Kind != syntax.TokenEOF {
			t.Fatalf("the tokens end %d levels deep, %d of them", depth, n)
		}
		last = 0
		for _, c := range tree.Comments {
			if c.From < last || c.To <= c.From || int(c.To) > len(file.Text) || file.Text[c.From] != '#' {
				t.Fatalf("comment at %d-%d", c.From, c.To)
			}
			last = c.To
		}
	})
}

// FuzzParse asks of any bytes at all that the parser ends, that nodes lie inside their parents, that no tree is higher
// than MaxDepth, that errors stand in the text, one a line, and that a second reading gives the same.
func FuzzParse(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		file, diag := source.Decode("fuzz.py", data)
		if diag != nil {
			return
		}
		for _, opts := range []syntax.Options{{}, {Version: 13}, {Mode: syntax.ModeEval}, {Mode: syntax.ModeSingle}} {
			tree := syntax.Parse(file, opts)
			checkTree(t, tree)
			checkErrors(t, tree)
			first, second := dump(t, tree), dump(t, syntax.Parse(file, opts))
			if !bytes.Equal(first, second) {
				t.Fatalf("read twice, the trees differ:\n%s\n%s", first, second)
			}
		}
	})
}

// dump prints a tree. Trees that have an int too long to print have no dump.
func dump(t *testing.T, tree *syntax.Tree) []byte {
	t.Helper()
	if e, ok := tree.Root.(*syntax.Expression); ok && e.Body == nil {
		return nil
	}
	var b bytes.Buffer
	if err := syntax.Dump(&b, tree, syntax.DumpOptions{Attributes: true}); err != nil {
		return nil
	}
	return b.Bytes()
}

func checkTree(t *testing.T, tree *syntax.Tree) {
	t.Helper()
	if e, ok := tree.Root.(*syntax.Expression); ok && e.Body == nil {
		if tree.Err() == nil {
			t.Fatal("no expression and no error")
		}
		return
	}
	var parents []syntax.Node
	enter := func(n syntax.Node) bool {
		if n.End() < n.Pos() || int(n.End()) > len(tree.File.Text) {
			t.Fatalf("%s at %d-%d in a text of %d bytes", syntax.KindName(n), n.Pos(), n.End(), len(tree.File.Text))
		}
		if len(parents) > 0 {
			parent := parents[len(parents)-1]
			if !within(n, parent) && !outside(n, parent) {
				t.Fatalf("%s at %d-%d in %s at %d-%d", syntax.KindName(n), n.Pos(), n.End(), syntax.KindName(parent), parent.Pos(), parent.End())
			}
		}
		parents = append(parents, n)
		if len(parents) > syntax.MaxDepth+2 {
			t.Fatalf("a tree higher than %d", syntax.MaxDepth)
		}
		return true
	}
	syntax.Walk(tree.Root, enter, func(syntax.Node) { parents = parents[:len(parents)-1] })
	var last source.Pos
	for _, g := range tree.Groups {
		if g.From < last || g.Inner == nil || g.Inner.Pos() <= g.From || g.Inner.End() >= g.To || tree.File.Text[g.From] != '(' {
			t.Fatalf("group at %d-%d", g.From, g.To)
		}
		last = g.From
	}
}

func within(n, parent syntax.Node) bool { return n.Pos() >= parent.Pos() && n.End() <= parent.End() }

// outside knows the nodes that CPython has outside their parents: decorators.
func outside(n, parent syntax.Node) bool {
	switch parent.(type) {
	case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.ClassDef:
		return n.End() <= parent.Pos()
	}
	return false
}

func checkErrors(t *testing.T, tree *syntax.Tree) {
	t.Helper()
	seen := map[int]bool{}
	for _, d := range tree.Errors {
		checkMessage(t, d)
		if d.To < d.From || int(d.To) > len(tree.File.Text) {
			t.Fatalf("error at %d-%d in a text of %d bytes: %v", d.From, d.To, len(tree.File.Text), d)
		}
		line := tree.File.Position(d.From).Line
		if seen[line] {
			t.Fatalf("two errors on line %d", line)
		}
		seen[line] = true
	}
	for _, d := range tree.Warnings {
		if d.Kind != source.SyntaxWarning || d.Message == "" || int(d.To) > len(tree.File.Text) {
			t.Fatalf("warning %+v", d)
		}
	}
}

func checkMessage(t *testing.T, d *source.Diagnostic) {
	t.Helper()
	if d.Message == "" || d.Kind == source.SyntaxWarning {
		t.Fatalf("error %+v", d)
	}
}
