package analyze

import (
	"fmt"
	"strings"
	"testing"
)

// TestFences follows CommonMark's rules on texts of our own.
func TestFences(t *testing.T) {
	for _, c := range []struct{ label, text, want string }{
		{"backticks", "a\n```python\nx\n```\nb\n", "2 python [x]"},
		{"tildes", "~~~ py\nx\n~~~\n", "1 py [x]"},
		{"tildes hold backticks", "~~~\n```\n~~~\n", "1  [```]"},
		{"an info string of backticks is no fence", "``` a`b\nx\n```\n", "3  [] open"},
		{"tildes may have backticks in theirs", "~~~ a`b\nx\n~~~\n", "1 a`b [x]"},
		{"two are none", "``\nx\n``\n", ""},
		{"closed by one at least as long", "````\n```\n`````\n", "1  [```]"},
		{"not closed by one with text", "```\nx\n``` y\n```\n", "1  [x|``` y]"},
		{"not closed by the other", "```\nx\n~~~\n```\n", "1  [x|~~~]"},
		{"indented by three", "   ```\n   x\n     y\n z\n   ```\n", "1  [x|  y|z]"},
		{"indented by four is code", "    ```\n    x\n    ```\n", ""},
		{"a closing fence indented by four", "```\nx\n    ```\n", "1  [x|    ```] open"},
		{"never closed", "```\nx\n\n", "1  [x|] open"},
		{"empty", "```\n```\n", "1  []"},
		{"two", "```a\n1\n```\n```b\n2\n```", "1 a [1] 4 b [2]"},
		{"in a quote", "> ```py\n> x\n>  y\n> ```\n", "1 py [x| y]"},
		{"a quote ends it", "> ```py\n> x\ny\n", "1 py [x] open"},
		{"quotes in quotes", ">> ```\n> > x\n>>```\n", "1  [x]"},
		{"in a list", "- a\n\n  ```py\n  x\n    y\n\n  z\n  ```\n", "3 py [x|  y||z]"},
		{"at a list's marker", "1. ```py\n   x\n   ```\n", "1 py [x]"},
		{"a wide marker", "10) a\n    ```py\n    x\n    ```\n", "2 py [x]"},
		{"left of the list", "1. a\n```py\nx\n```\n", "2 py [x]"},
		{"the list ends it", "- ```py\n  x\ny\n", "1 py [x] open"},
		{"a list in a quote", "> - ```py\n>   x\n>   ```\n", "1 py [x]"},
		{"an empty marker", "-\n  ```\n  x\n  ```\n", "2  [x]"},
		{"tabs", "-\t```\n\tx\n\t\ty\n\t```\n", "1  [x|\ty]"},
		{"a tab cut in two", "- ```\n\tx\n  ```\n", "1  [  x]"},
		{"a rule is no list", "* * *\n```\nx\n```\n", "2  [x]"},
		{"emphasis is no list", "*a*\n```\nx\n```\n", "2  [x]"},
		{"a number is no list", "1.5 a\n   ```\n   x\n   ```\n", "2  [x]"},
		{"in a comment", "<!--\n```\nx\n```\n-->\n```\ny\n```\n", "6  [y]"},
		{"after a comment on its line", "<!-- a -->\n```\ny\n```\n", "2  [y]"},
		{"in raw HTML", "<pre>\n```\nx\n```\n</pre>\n", ""},
		{"in other HTML", "<details>\n\n```py\nx\n```\n</details>\n", "3 py [x]"},
		{"prefix is no pre", "<prefix>\n```\nx\n```\n", "2  [x]"},
	} {
		var list []string
		for _, f := range fences(c.text, maxFences) {
			text := fmt.Sprintf("%d %s [%s]", f.line, f.info, strings.ReplaceAll(strings.TrimSuffix(string(f.code), "\n"), "\n", "|"))
			if !f.closed {
				text += " open"
			}
			list = append(list, text)
		}
		if got := strings.Join(list, " "); got != c.want {
			t.Errorf("%s:\n%s got %q\nwant %q", c.label, c.text, got, c.want)
		}
	}
}

func TestFenceLanguage(t *testing.T) {
	for info, want := range map[string]language{
		"": unlabelled, "python": python, "Python": python, "PY": python, "python3": python, "py3 title=\"a.py\"": python,
		"python:main.py": python, "{.python .numberLines}": python, "{python, echo=TRUE}": python, "py{1,3}": python, "{}": unlabelled,
		"ipython": ipython, "pycon": console, "python-repl": console,
		"pythonic": otherLanguage, "c++": otherLanguage, "text": otherLanguage, "json": otherLanguage,
	} {
		if got := fenceLanguage(info); got != want {
			t.Errorf("%q: %d, want %d", info, got, want)
		}
	}
}

func TestMarkdownAnswers(t *testing.T) {
	const two = "# T\n\n```python\nx = 1\n```\n\n- b\n  ```py\n  y = x\n  ```\n\n```sh\nls\n```\n"
	for _, c := range []struct {
		label, text string
		only        int
		want        string // path and text of each file, without the lines before it
		lines       string // the line each begins on
		codes       string
	}{
		{"all", two, 0, "a.md#fence-1: x = 1\n a.md#fence-2: y = x\n", "4 9", ""},
		{"one", two, 2, "a.md#fence-2: y = x\n", "9", ""},
		{"windows", strings.ReplaceAll(two, "\n", "\r\n"), 1, "a.md#fence-1: x = 1\n", "4", ""},
		{"a single one without a label", "```\nx\n```\n", 0, "a.md#fence-1: x\n", "2", "unlabelled-fence"},
		{"a label beats none", "```\nx\n```\n```py\ny\n```\n", 0, "a.md#fence-1: y\n", "5", ""},
		{"cut off", "```py\nx\n", 0, "a.md#fence-1: x\n", "2", "unclosed-fence"},
		{"a session", "```pycon\n>>> 1\n```\n```py\nx\n```\n", 0, "a.md#fence-1: x\n", "5", "console-fence"},
		{"IPython", "```ipython\n%time f()\n!ls\n```\n", 0, "a.md#fence-1: f()\n# !ls\n", "2", "notebook-magic notebook-magic"},
		{"not UTF-8", "\xe9\n```py\nx\n```\n", 0, "a.md#fence-1: x\n", "3", "encoding"},
	} {
		s := FromFile("dir/a.md", []byte(c.text), Options{Fence: c.only})
		var texts, lines, notes []string
		for i, f := range s.Files {
			code := strings.TrimLeft(f.Source.Text, "\n")
			texts = append(texts, f.Path+": "+code)
			lines = append(lines, fmt.Sprint(1+len(f.Source.Text)-len(code)))
			if f.Raw != nil || s.Steps[i].Source != f.Source || s.Steps[i].Label != strings.ReplaceAll(strings.TrimPrefix(f.Path, "a.md#"), "-", " ") {
				t.Errorf("%s: file %+v, step %+v", c.label, f, s.Steps[i])
			}
		}
		for _, n := range s.Notes {
			notes = append(notes, n.Code)
		}
		if s.Refused != "" || strings.Join(texts, " ") != c.want || strings.Join(lines, " ") != c.lines || strings.Join(notes, " ") != c.codes {
			t.Errorf("%s: refused %q, files %q at lines %q, notes %q", c.label, s.Refused, texts, lines, notes)
		}
	}
}

func TestFencesThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		text string
		o    Options
		want string
	}{
		{"```py\nx\n```\n", Options{Fence: 2}, "a.md: there is no fence 2: the answer has 1 Python fence"},
		{"```py\nx\n```\n", Options{Fence: -1}, "a.md: there is no fence -1: the answer has 1 Python fence"},
		{"text\n", Options{Fence: 1}, "a.md: there is no fence 1: the answer has 0 Python fences"},
		{strings.Repeat("```py\nx\n```\n", 3), Options{Bounds: Bounds{Files: 2}}, "a.md: more than 2 fences"},
		{strings.Repeat("```c\nx\n```\n", 5), Options{Bounds: Bounds{Entries: 4}}, "a.md: more than 4 fences"},
		{strings.Repeat("```py\nx\n```\n", 30), Options{Bounds: Bounds{TotalBytes: 500}}, "a.md: the fences exceed 500 bytes in all"},
	} {
		if s := FromFile("a.md", []byte(c.text), c.o); s.Refused != c.want {
			t.Errorf("fence %d: refused %q, want %q", c.o.Fence, s.Refused, c.want)
		}
	}
}

func TestLooksMarkdown(t *testing.T) {
	for text, want := range map[string]bool{
		"Here:\n```python\nx = 1\n```\n":                  true,
		"```\nx = 1\n```":                                 true,
		"def f():\n    \"\"\"\n```\nx\n```\n    \"\"\"\n": false,
		"x = 1\n":        false,
		"x = = 1\n":      false,
		"Use `x`.\n":     false,
		"# ```\nx = 1\n": false,
	} {
		if got := LooksMarkdown(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if got := FencedCode("a\r\n```py\r\nx\r\n```\r\n```py\r\ny\r\n```\r\n"); got != "x\ny\n" {
		t.Errorf("FencedCode: %q", got)
	}
}
