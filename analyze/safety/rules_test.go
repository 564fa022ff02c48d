package safety

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

func parse(t testing.TB, name, text string) *facts.Module {
	t.Helper()
	tree := syntax.Parse(source.NewFile(name, text), syntax.Options{})
	if err := tree.Err(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return facts.NewModule(name, tree, resolve.Resolve(tree))
}

var wantComment = regexp.MustCompile(`# want((?: "[^"]*")+)`)

// TestRules checks every program below testdata/safety against the comments in it: # want "SAF101" on a line says that
// the rule fires there, and there is no other finding of the rules that the archive is about. An archive is named for
// its rule, and may be about more by listing their ids in its comment.
func TestRules(t *testing.T) {
	archives, err := filepath.Glob("../testdata/safety/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			about := strings.Fields(string(archive.Comment))
			flags, spares := false, false
			for _, f := range archive.Files {
				m := parse(t, f.Name, string(f.Data))
				var want, got []string
				for i := range m.Tree.File.Lines() {
					for _, match := range wantComment.FindAllStringSubmatch(m.Tree.File.Line(i+1), -1) {
						for _, id := range strings.Fields(match[1]) {
							want = append(want, fmt.Sprintf("%s:%d: %s", f.Name, i+1, strings.Trim(id, `"`)))
						}
					}
				}
				for _, finding := range Check(m, Benchmark) {
					at := finding.File.Position(finding.Span.From)
					if slices.Contains(about, finding.Rule) {
						got = append(got, fmt.Sprintf("%s:%d: %s", f.Name, at.Line, finding.Rule))
					}
				}
				slices.Sort(want)
				slices.Sort(got)
				for _, line := range difference(want, got) {
					t.Errorf("not found: %s", line)
				}
				for _, line := range difference(got, want) {
					t.Errorf("not wanted: %s", line)
				}
				flags = flags || len(want) > 0
				spares = spares || f.Name == "spares.py" && len(want) == 0
			}
			if !flags || !spares {
				t.Errorf("the archive shows what is flagged: %v, and in spares.py what is not: %v; it must do both", flags, spares)
			}
		})
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

// TestTable keeps the table complete: sorted, every rule described, every rule with its testdata and at least one hook.
func TestTable(t *testing.T) {
	if !slices.IsSortedFunc(rules, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the rules are not in the order of their ids")
	}
	ids, slugs := map[string]bool{}, map[string]bool{}
	for _, r := range rules {
		if ids[r.ID] || slugs[r.Slug] {
			t.Errorf("%s %s: the id or the slug is given twice", r.ID, r.Slug)
		}
		ids[r.ID], slugs[r.Slug] = true, true
		if !regexp.MustCompile(`^(SAF|TMP)\d{3}$`).MatchString(r.ID) {
			t.Errorf("%s: not an id", r.ID)
		}
		if r.Title == "" || len(r.Doc) < 80 || r.Fix == "" || r.CWE == 0 {
			t.Errorf("%s: the title, doc, fix or weakness is missing", r.ID)
		}
		if strings.HasSuffix(r.Fix, ".") || strings.HasSuffix(r.Title, ".") || !strings.HasSuffix(r.Doc, ".") {
			t.Errorf("%s: a title and a fix end without a full stop, a doc with one", r.ID)
		}
		if r.Module == nil && r.Reference == nil && r.Call == nil && r.Attribute == nil && r.Name == nil && r.BinOp == nil && r.Joined == nil && r.Bind == nil &&
			r.Assert == nil && r.Compare == nil && r.Display == nil && r.While == nil && r.Raise == nil && r.Handler == nil && r.Text == nil && r.Pattern == nil && r.Function == nil {
			t.Errorf("%s: no hook", r.ID)
		}
		for _, path := range []string{r.Slug + ".go", "../testdata/safety/" + r.Slug + ".txtar"} {
			if found, err := filepath.Glob(path); err != nil || len(found) != 1 {
				t.Errorf("%s: there is no %s", r.ID, path)
			}
		}
		archive, err := txtar.ParseFile("../testdata/safety/" + r.Slug + ".txtar")
		if err == nil && !slices.Contains(strings.Fields(string(archive.Comment)), r.ID) {
			t.Errorf("%s: its testdata is not about it", r.ID)
		}
		if got, ok := Lookup(r.ID); !ok || got != r {
			t.Errorf("%s: Lookup does not find it", r.ID)
		}
	}
	if _, ok := Lookup("SAF000"); ok {
		t.Error("Lookup finds a rule that is not there")
	}
}
