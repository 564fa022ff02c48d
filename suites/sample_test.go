package suites_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp/syntax"
	"github.com/assay-score/assay/suites"
)

// sample opens the bundled suite.
func sample(t *testing.T) *suites.Suite {
	t.Helper()
	f, err := os.Open("sample/tasks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := suites.Read("sample/tasks.jsonl", f, analyze.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSampleSuite(t *testing.T) {
	s := sample(t)
	if len(s.Tasks) != 8 {
		t.Errorf("%d tasks", len(s.Tasks))
	}
	subs, missing := s.References()
	if len(missing) > 0 {
		t.Errorf("no reference for %v", missing)
	}
	for _, sub := range subs {
		if err := syntax.Parse(sub.Files[0].Source, syntax.Options{}).Err(); err != nil {
			t.Errorf("%s: %v", sub.ID, err)
		}
		tests := s.Task(sub.Task).Steps(sub.Files[0].Source)[1].Source
		if err := syntax.Parse(tests, syntax.Options{}).Err(); err != nil {
			t.Errorf("tests of %s: %v", sub.ID, err)
		}
	}
}

func TestSampleSolutions(t *testing.T) {
	f, err := os.Open("sample/solutions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	subs, problems, missing := sample(t).ReadSolutions("solutions.jsonl", f, analyze.Bounds{})
	if len(problems) > 0 || len(missing) > 0 {
		t.Errorf("problems %v, missing %v", problems, missing)
	}
	var broken []string
	for _, sub := range subs {
		if syntax.Parse(sub.Files[0].Source, syntax.Options{}).Err() != nil {
			broken = append(broken, sub.ID)
		}
	}
	if got := strings.Join(broken, " "); got != "Sample/7#1" {
		t.Errorf("not Python: %s; only the one that is meant to be", got)
	}
}

// TestSampleArchive holds the bundled zip against the bundled folder.
func TestSampleArchive(t *testing.T) {
	folder := analyze.FromPath("sample/shop", analyze.Options{})
	archive := analyze.FromPath("sample/shop.zip", analyze.Options{})
	if folder.Refused != "" || archive.Refused != "" {
		t.Fatalf("refused %q, %q", folder.Refused, archive.Refused)
	}
	if len(folder.Files) != 4 || len(folder.Steps) != 1 || folder.Steps[0].Source.Name != "__main__.py" || len(folder.Notes) != 0 {
		t.Errorf("folder: %d files, steps %+v, notes %v", len(folder.Files), folder.Steps, folder.Notes)
	}
	contents := func(s *analyze.Submission) string {
		var b strings.Builder
		err := fs.WalkDir(s.FS(), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(s.FS(), name)
			b.WriteString(name + "\n" + string(data))
			return err
		})
		if err != nil {
			t.Error(err)
		}
		return b.String()
	}
	if contents(folder) != contents(archive) {
		t.Error("shop.zip is not shop: zip the folder again")
	}
}

func TestSampleSubmissions(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps int
		notes string
	}{
		{"answer.md", 2, ""}, {"week.ipynb", 3, "notebook-magic"}, {"hostile.py", 1, ""},
	} {
		s := analyze.FromPath(path.Join("sample", c.name), analyze.Options{})
		var notes []string
		for _, n := range s.Notes {
			notes = append(notes, n.Code)
		}
		if s.Refused != "" || len(s.Steps) != c.steps || strings.Join(notes, " ") != c.notes {
			t.Errorf("%s: refused %q, %d steps, notes %v", c.name, s.Refused, len(s.Steps), s.Notes)
		}
		for _, f := range s.Files {
			if err := syntax.Parse(f.Source, syntax.Options{}).Err(); err != nil {
				t.Errorf("%s: %v", f.Path, err)
			}
		}
	}
	answer := analyze.FromPath("sample/answer.md", analyze.Options{})
	if line := answer.Files[1].Source.Line(28); line != "print(primes(50))" {
		t.Errorf("line 28 of the second fence is %q: lines are not those of the answer", line)
	}
}
