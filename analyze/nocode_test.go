package analyze_test

import (
	"testing"

	"github.com/assay-score/assay/analyze"
)

func TestSubmissionsWithoutCode(t *testing.T) {
	notebook := func(cells string) string { return `{"nbformat":4,"cells":[` + cells + `]}` }
	cell := func(code string) string { return `{"cell_type":"code","source":"` + code + `"}` }
	for _, c := range []struct{ name, data, want string }{
		{"a.py", "", "a.py: no Python found: it is empty"},
		{"-", "", "<stdin>: no Python found: it is empty"},
		{"a.py", "\ufeff \t\f\r\n\r\n", "it is empty"},
		{"a.md", "```py\n# coding: utf-8\n\n\t# later\n```\n", "it holds nothing but comments"},
		{"a.md", "# A title\n", "there is no fenced code"},
		{"a.md", "```sh\nls\n```\n", "the one fence is not labelled as Python"},
		{"a.md", "```sh\nls\n```\n~~~c\nx\n~~~\n", "none of the 2 fences is labelled as Python"},
		{"a.md", "```\nx\n```\n```\ny\n```\n", "2 fences have no language, expected ```python"},
		{"a.md", "```pycon\n>>> 1\n```\n", "an interactive session is no program"},
		{"a.md", "```py\n```\n", "it is empty"},
		{"a.md", "```py\n# x\n```\n```py\n```\n", "its parts hold nothing but comments"},
		{"n.ipynb", notebook(""), "no code cell holds any"},
		{"n.ipynb", notebook(`{"cell_type":"markdown","source":"x = 1"},` + cell(`  \n`)), "no code cell holds any"},
		{"n.ipynb", notebook(cell(`!ls\n%pwd`)), "nothing but comments and magics"},
	} {
		wantRefused(t, c.name+" "+c.data, analyze.FromFile(c.name, []byte(c.data), analyze.Options{}), c.want)
	}
	for _, c := range []struct {
		members []member
		want    string
	}{
		{nil, "it has no files"},
		{[]member{{name: ".git/a.py", body: "x"}}, "it has no files"},
		{[]member{{name: "a.txt", body: "x = 1\n"}}, "its one file is not named .py"},
		{[]member{{name: "a.txt"}, {name: "b.c"}}, "none of its 2 files is named .py"},
		{[]member{{name: "__init__.py"}, {name: "a.txt"}}, "it is empty"},
		{[]member{{name: "a.py", body: "# later\n"}}, "it holds nothing but comments"},
	} {
		wantRefused(t, c.want, analyze.FromFile("x.zip", zipOf(t, c.members...), analyze.Options{}), "x.zip: no Python found: ", c.want)
		wantRefused(t, c.want, analyze.FromFile("x.tar", tarOf(t, c.members...), analyze.Options{}), "x.tar: no Python found: ", c.want)
	}
	wantRefused(t, "an empty folder", analyze.FromFiles("f", nil, analyze.Options{}), "f: no Python found: it has no files")
}

// What cannot be decoded or does not parse is judged, and so is the one empty file among others; an empty answer to a
// task has failed it.
func TestCodeThatIsLittle(t *testing.T) {
	for name, s := range map[string]*analyze.Submission{
		"not text":     analyze.FromFile("a.py", []byte("#\xff\n"), analyze.Options{}),
		"NUL":          analyze.FromFile("a.py", []byte("\x00"), analyze.Options{}),
		"no Python":    analyze.FromFile("a.py", []byte("?"), analyze.Options{}),
		"a pass":       analyze.FromFile("a.py", []byte("# x\r\tpass"), analyze.Options{}),
		"an __init__":  analyze.FromFiles("f", []analyze.Data{{Path: "a.py", Bytes: []byte("pass\n")}, {Path: "__init__.py"}}, analyze.Options{}),
		"a completion": analyze.Completion("t#1", "t", ""),
	} {
		if s.Refused != "" || len(s.Files) == 0 || len(s.Steps) == 0 {
			t.Errorf("%s: refused %q, files %s, steps %s", name, s.Refused, paths(s), steps(s))
		}
	}
}
