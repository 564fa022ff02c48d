package analyze_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
)

// sound checks what holds of every submission, whatever was handed in.
func sound(t *testing.T, s *analyze.Submission, b analyze.Bounds) {
	t.Helper()
	if s.Refused != "" {
		wantRefused(t, "refused", s)
		return
	}
	if !strings.HasPrefix(s.Digest, "sha256:") {
		t.Errorf("digest %q", s.Digest)
	}
	if len(s.Files)+len(s.Data) > b.Files {
		t.Errorf("%d files and %d others, the bound is %d", len(s.Files), len(s.Data), b.Files)
	}
	var total int64
	for _, f := range s.Files {
		total += int64(len(f.Raw))
		if f.Source == nil || f.Source.Name != f.Path {
			t.Errorf("file %q with source %+v", f.Path, f.Source)
		}
		if f.Raw == nil {
			total += int64(len(f.Source.Text))
		}
	}
	for _, d := range s.Data {
		total += int64(len(d.Bytes))
	}
	if total > 2*b.TotalBytes { // magics may lengthen lines
		t.Errorf("%d bytes, the bound is %d", total, b.TotalBytes)
	}
	for _, step := range s.Steps {
		if step.Label == "" || (step.Kind == interp.RunMain) != (step.Source != nil) || (step.Kind == interp.ImportModule) != (step.Module != "") {
			t.Errorf("step %+v", step)
		}
		for _, part := range strings.Split(step.Module, ".") {
			if step.Module != "" && !analyze.IsIdentifier(part) {
				t.Errorf("module %q", step.Module)
			}
		}
	}
	err := fs.WalkDir(s.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !fs.ValidPath(name) {
			t.Errorf("path %q", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzFromFile(f *testing.F) {
	names := []string{"-", "a.py", "a.md", "a.ipynb", "a.zip", "a.tar", "a.tgz", "a.pyz"}
	pkg := []member{{name: "p/"}, {name: "p/__init__.py", body: "from . import a\n"}, {name: "p/a.py", body: "x = 1\n"}, {name: "p/d.txt", body: strings.Repeat("d", 5000)}}
	seeds := [][]byte{
		nil, []byte("x = 1\n"), []byte("# coding: latin-1\ns = '\xe9'\n"), []byte("\xff\xfex\x00"), []byte(tinyNotebook),
		[]byte(`{"nbformat":3,"worksheets":[{"cells":[{"cell_type":"code","input":["%time x\n","!ls"]}]}]}`),
		[]byte("> - ```python\n>   x = 1\n>   ```\n\n~~~\ty\n<!--\n"), []byte("1. a\n\n   ```{.py}\n\tx\n   ```\n"),
		zipOf(f, pkg...), tarOf(f, pkg...), gzipOf(f, tarOf(f, pkg...)),
		zipOf(f, member{name: "../x.py"}), tarOf(f, member{name: "a.py"}, member{name: "A.py"}),
		append([]byte("#!python\n"), zipOf(f, member{name: "__main__.py"})...),
	}
	for i, seed := range seeds {
		for n := range names {
			if n == 0 || n == i%len(names) {
				f.Add(n, 0, seed)
			}
		}
	}
	f.Add(2, 1, []byte("```py\nx\n```\n"))
	bounds := analyze.Bounds{Files: 50, Entries: 100, FileBytes: 1 << 16, TotalBytes: 1 << 18, RatioFrom: 1 << 12}
	f.Fuzz(func(t *testing.T, name, fence int, data []byte) {
		o := analyze.Options{Bounds: bounds, Fence: fence}
		s := analyze.FromFile(names[uint(name)%uint(len(names))], data, o)
		sound(t, s, bounds)
		if again := analyze.FromFile(names[uint(name)%uint(len(names))], data, o); again.Digest != s.Digest || again.Refused != s.Refused {
			t.Errorf("the same bytes gave %s %q and %s %q", s.Digest, s.Refused, again.Digest, again.Refused)
		}
	})
}

func FuzzReadAnswers(f *testing.F) {
	sample, err := os.ReadFile("../suites/sample/solutions.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Add([]byte("\ufeff{\"task_id\":\"a\",\"completion\":\"\\ud83d\\ude00\"}\r\n\r\n{\"task_id\":\"a\",\"task_id\":\"b\"}\n[[[["))
	bounds := analyze.Bounds{Lines: 100, LineBytes: 1 << 12, JSONBytes: 1 << 15, JSONDepth: 20}
	f.Fuzz(func(t *testing.T, data []byte) {
		answers, problems := analyze.ReadAnswers("s.jsonl", strings.NewReader(string(data)), bounds)
		last := 0
		for _, a := range answers {
			if a.Line <= last || a.Line > bounds.Lines || analyze.CheckTaskID(a.Task) != nil {
				t.Errorf("answer %+v after line %d", a, last)
			}
			last = a.Line
		}
		for _, p := range problems {
			if p.Message == "" || strings.ContainsAny(p.Error(), "\n\r\x1b") {
				t.Errorf("problem %q", p.Error())
			}
		}
		if lines := strings.Count(string(data), "\n") + 1; len(answers)+len(problems) > lines+1 {
			t.Errorf("%d answers and %d problems of %d lines", len(answers), len(problems), lines)
		}
	})
}
