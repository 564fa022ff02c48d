package compile_test

import (
	"os"
	"testing"

	"github.com/assay-score/assay/interp/cpython/programs"
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/compile"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// corpus are the texts of the behaviour corpus.
func corpus(t testing.TB) []string {
	t.Helper()
	all, err := programs.Read(os.DirFS("../../testdata"), "*/*.txtar")
	if err != nil || len(all) == 0 {
		t.Fatalf("%d programs: %v", len(all), err)
	}
	var texts []string
	for i := range all {
		texts = append(texts, all[i].Text())
	}
	return texts
}

// verify compiles a text in every way that there is and checks the code. It answers how many codes there were.
func verify(t *testing.T, text string) int {
	t.Helper()
	n := 0
	for _, mode := range []syntax.Mode{syntax.ModeExec, syntax.ModeEval, syntax.ModeSingle} {
		tree := syntax.Parse(source.NewFile("m.py", text), syntax.Options{Mode: mode})
		if len(tree.Errors) > 0 {
			continue
		}
		names := resolve.Resolve(tree)
		if len(names.Errors) > 0 {
			continue
		}
		for _, opts := range []compile.Options{{Names: names}, {Exec: true}, {TextAnnotations: true}} {
			c, cost, refused := compile.Module(tree, opts)
			if refused != nil {
				continue
			}
			if err := code.Verify(c); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if cost <= 0 {
				t.Fatalf("compiling costs %d\n%s", cost, text)
			}
			n++
		}
	}
	return n
}

// TestVerify compiles the whole corpus: what the compiler writes keeps to the rules that the machine relies on.
func TestVerify(t *testing.T) {
	n := 0
	for _, text := range corpus(t) {
		n += verify(t, text)
	}
	if n < 1000 {
		t.Errorf("only %d codes", n)
	}
}

// FuzzCompile wants of any text that compiling it ends without a panic and gives code that keeps to the rules.
func FuzzCompile(f *testing.F) {
	for _, text := range corpus(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { verify(t, text) })
}
