package resolve_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// TestVerdicts compares what the parser and the resolver say of small programs with what CPython 3.14 says of them:
// the first error with its place, and all warnings.
func TestVerdicts(t *testing.T) {
	for _, p := range programs(t) {
		t.Run(p.name, func(t *testing.T) {
			if got := verdict(p.text); got != p.want {
				t.Errorf("program:\n%s\ngot:\n%s\nwant:\n%s", p.text, got, p.want)
			}
		})
	}
}

type program struct{ name, text, want string }

// programs reads testdata/verdicts.txtar: pairs of NAME.py and NAME.want.
func programs(t testing.TB) []program {
	archive, err := os.ReadFile("testdata/verdicts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []program
	files := strings.Split("\n"+string(archive), "\n-- ")[1:] // what comes before the first is a comment
	for i := 0; i < len(files); i += 2 {
		name, text, _ := strings.Cut(files[i], ".py --\n")
		want, ok := "", i+1 < len(files)
		if ok {
			want, ok = strings.CutPrefix(files[i+1], name+".want --\n")
		}
		if !ok {
			t.Fatalf("testdata/verdicts.txtar: %s.py is not followed by %[1]s.want", name)
		}
		out = append(out, program{name, text, strings.TrimSuffix(want, "\n")})
	}
	if len(out) == 0 {
		t.Fatal("testdata/verdicts.txtar holds no program")
	}
	return out
}

// verdict is what we say of a program, in the words of testdata/verdicts.txtar.
func verdict(text string) string {
	f := source.NewFile("m.py", text)
	tree := syntax.Parse(f, syntax.Options{})
	errs, warnings := tree.Errors, tree.Warnings
	if len(errs) == 0 {
		info := resolve.Resolve(tree)
		errs, warnings = info.Errors, slices.Concat(warnings, info.Warnings)
	}
	var lines []string
	for _, d := range errs[:min(1, len(errs))] {
		from, to := f.Position(d.From), f.Position(d.To)
		lines = append(lines, fmt.Sprintf("error %d:%d-%d:%d %s", from.Line, from.Column, to.Line, to.Column, d.Message))
	}
	if len(errs) == 0 {
		for _, d := range warnings {
			lines = append(lines, fmt.Sprintf("warning %d %s", f.Position(d.From).Line, d.Message))
		}
	}
	if len(lines) == 0 {
		return "ok"
	}
	return strings.Join(lines, "\n")
}
