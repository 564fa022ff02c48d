package analyze_test

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
)

// paths lists a submission's files: "a.py b.py + data.txt".
func paths(s *analyze.Submission) string {
	var files, data []string
	for _, f := range s.Files {
		files = append(files, f.Path)
	}
	for _, d := range s.Data {
		data = append(data, d.Path)
	}
	text := strings.Join(files, " ")
	if data != nil {
		text += " + " + strings.Join(data, " ")
	}
	return text
}

// steps lists what a submission runs: "import a, run b.py".
func steps(s *analyze.Submission) string {
	var list []string
	for _, step := range s.Steps {
		switch {
		case step.Kind == interp.ImportModule:
			list = append(list, "import "+step.Module)
		case step.Package != "":
			list = append(list, "run "+step.Source.Name+" in "+step.Package)
		default:
			list = append(list, "run "+step.Source.Name)
		}
	}
	return strings.Join(list, ", ")
}

// codes lists the codes of a submission's notes.
func codes(s *analyze.Submission) string {
	var list []string
	for _, n := range s.Notes {
		list = append(list, n.Code)
	}
	return strings.Join(list, " ")
}

// wantRefused checks that a submission is refused for a reason that has all of the texts in it, in one line, and that
// nothing of it was taken in.
func wantRefused(t *testing.T, label string, s *analyze.Submission, texts ...string) {
	t.Helper()
	if s.Refused == "" {
		t.Errorf("%s: taken in: files %s, steps %s", label, paths(s), steps(s))
		return
	}
	for _, text := range texts {
		if !strings.Contains(s.Refused, text) {
			t.Errorf("%s: refused with %q, want %q", label, s.Refused, text)
		}
	}
	for _, r := range s.Refused {
		if unicode.IsControl(r) || r == '\u202e' || r == '\u2028' {
			t.Errorf("%s: the reason %q has the character %U", label, s.Refused, r)
		}
	}
	if s.ID == "" || s.Files != nil || s.Data != nil || s.Steps != nil || s.Notes != nil || s.Digest != "" {
		t.Errorf("%s: refused, but with content: %+v", label, s)
	}
}

const tinyNotebook = `{"cells":[{"cell_type":"code","source":"x = 1"}],"metadata":{},"nbformat":4,"nbformat_minor":5}`

func TestKindOfAFile(t *testing.T) {
	fenced := "Text.\n\n```python\nx = 1\n```\n"
	for _, c := range []struct {
		name, data string
		kind       analyze.Kind
		paths      string
	}{
		{"dir/a.py", "x = 1\n", analyze.KindFile, "a.py"},
		{"-", "x = 1\n", analyze.KindFile, "<stdin>"},
		{"", "x = 1\n", analyze.KindFile, "<stdin>"},
		{"script", "#!/usr/bin/python3\nx = 1\n", analyze.KindFile, "script"},
		{"a.md", fenced, analyze.KindMarkdown, "a.md#fence-1"},
		{"A.Markdown", fenced, analyze.KindMarkdown, "A.Markdown#fence-1"},
		{"-", fenced, analyze.KindMarkdown, "<stdin>#fence-1"},
		{"a.py", fenced, analyze.KindFile, "a.py"}, // the name says so: it is Python with errors
		{"-", "\"\"\"Doc.\n```python\nx\n```\n\"\"\"\n", analyze.KindFile, "<stdin>"},
		{"n.ipynb", tinyNotebook, analyze.KindNotebook, "n.ipynb#cell-1"},
		{"-", tinyNotebook, analyze.KindNotebook, "<stdin>#cell-1"},
		{"-", "{'nbformat': 1}\n", analyze.KindFile, "<stdin>"},
	} {
		s := analyze.FromFile(c.name, []byte(c.data), analyze.Options{})
		if s.Refused != "" || s.Kind != c.kind || paths(s) != c.paths {
			t.Errorf("%q, %.20q: refused %q, %v, files %s; want %v, files %s", c.name, c.data, s.Refused, s.Kind, paths(s), c.kind, c.paths)
		}
		if !strings.HasPrefix(s.Digest, "sha256:") || len(s.Digest) != len("sha256:")+64 {
			t.Errorf("%q: digest %q", c.name, s.Digest)
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	small := analyze.Options{Bounds: analyze.Bounds{FileBytes: 8, TotalBytes: 16}}
	wantRefused(t, "large file", analyze.FromFile("a.py", []byte("x = 12345\n"), small), "a.py: more than 8 bytes")
	wantRefused(t, "endless reader", analyze.FromReader("-", iotest.OneByteReader(strings.NewReader(strings.Repeat("x", 99))), small), "more than 16 bytes")
	wantRefused(t, "broken reader", analyze.FromReader("a.py", iotest.ErrReader(errors.New("the wire\nbroke")), analyze.Options{}), "the wire broke")
	wantRefused(t, "solutions", analyze.FromFile("s.jsonl", []byte("{}\n"), analyze.Options{}), "against a suite")
	wantRefused(t, "control character", analyze.FromFile("a\x1b.py", nil, analyze.Options{}), "U+001B")
	wantRefused(t, "a fence of a file", analyze.FromFile("a.py", nil, analyze.Options{Fence: 1}), "a Python file has no fences")
	wantRefused(t, "a fence of a zip", analyze.FromFile("a.zip", zipOf(t, member{name: "a.py"}), analyze.Options{Fence: 1}), "a zip has no fences")
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		label, data   string
		codes         string
		invalid       bool
		line          int
		text, missing string
	}{
		{"UTF-8 with mark", "\xef\xbb\xbfx = 1\n", "", false, 0, "x = 1\n", "\ufeff"},
		{"declared Latin-1", "# coding: latin-1\ns = '\xe9'\n", "encoding", false, 1, "s = 'é'", "\xe9"},
		{"undeclared Latin-1", "a = 1\r\ns = '\xe9'\r\n", "encoding", true, 2, "a = 1\ns = '", "\xe9"},
		{"unknown", "# coding: klingon\nx = 1\n", "encoding", true, 1, "x = 1", "\x00"},
		{"UTF-16", "\xff\xfex\x00\n\x00", "encoding", true, 1, "", "\xff"},
		{"NUL", "x = 1\ny = '\x00'\n", "encoding", true, 2, "x = 1", "\xff"},
	} {
		s := analyze.FromFile("a.py", []byte(c.data), analyze.Options{})
		if s.Refused != "" || len(s.Files) != 1 {
			t.Errorf("%s: refused %q, files %s", c.label, s.Refused, paths(s))
			continue
		}
		f := s.Files[0]
		if codes(s) != c.codes || (f.Invalid != nil) != c.invalid || !strings.Contains(f.Source.Text, c.text) || strings.Contains(f.Source.Text, c.missing) {
			t.Errorf("%s: notes %q, invalid %v, text %q", c.label, codes(s), f.Invalid, f.Source.Text)
		}
		if c.line != 0 && (len(s.Notes) == 0 || s.Notes[0].Line != c.line) {
			t.Errorf("%s: notes %v, want line %d", c.label, s.Notes, c.line)
		}
		if f.Invalid != nil && int(f.Invalid.From) > len(f.Source.Text) {
			t.Errorf("%s: span %v outside of %d bytes", c.label, f.Invalid.Span, len(f.Source.Text))
		}
		if string(f.Raw) != c.data {
			t.Errorf("%s: raw bytes %q", c.label, f.Raw)
		}
	}
}

func TestDigestOfAFile(t *testing.T) {
	of := func(name, data string) string { return analyze.FromFile(name, []byte(data), analyze.Options{}).Digest }
	if of("here/a.py", "x\n") != of("there/deep/a.py", "x\n") {
		t.Error("the folder of a file enters its digest")
	}
	if of("a.py", "x\n") == of("a.py", "x\r\n") {
		t.Error("line ends do not enter the digest")
	}
	with := strings.Replace(tinyNotebook, `"source"`, `"outputs":[{"text":"1"}],"execution_count":7,"source"`, 1)
	if of("n.ipynb", tinyNotebook) != of("n.ipynb", with) {
		t.Error("the outputs of a notebook enter its digest")
	}
	pair := func(files ...analyze.Data) string { return analyze.FromFiles("x", files, analyze.Options{}).Digest }
	a := pair(analyze.Data{Path: "a.py", Bytes: []byte("bc")}, analyze.Data{Path: "d.py"})
	b := pair(analyze.Data{Path: "a.py", Bytes: []byte("b")}, analyze.Data{Path: "cd.py"})
	if a == b {
		t.Error("two lists of files with one digest")
	}
	if pair(analyze.Data{Path: "d.py"}, analyze.Data{Path: "a.py", Bytes: []byte("bc")}) != a {
		t.Error("the order of the files enters the digest")
	}
}

func TestNotesAreBounded(t *testing.T) {
	cell := strings.Repeat(`%pwd\n`, 5000) + "x"
	s := analyze.FromFile("n.ipynb", []byte(`{"nbformat":4,"cells":[{"cell_type":"code","source":"`+cell+`"}]}`), analyze.Options{})
	if n := len(s.Notes); n != analyze.MaxNotes || s.Notes[n-1].Code != analyze.NoteMore || s.Notes[n-1].Message != "and 4801 more notes" {
		t.Errorf("%d notes, the last %+v", n, s.Notes[n-1])
	}
}
