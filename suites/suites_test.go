package suites_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"strings"
	"testing"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/suites"
)

const taskLine = `{"task_id": "T/1", "prompt": "import math\n\n\ndef area(r):\n    \"\"\"Area.\"\"\"\n", "entry_point": "area", "canonical_solution": "    return math.pi * r * r\n", "test": "def check(candidate):\n    assert candidate(0) == 0\n"}`

func task(t *testing.T) *suites.Task {
	t.Helper()
	s, err := suites.Read("t.jsonl", strings.NewReader(taskLine), analyze.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	return s.Tasks[0]
}

func TestRead(t *testing.T) {
	second := strings.Replace(taskLine, "T/1", "T/2", 1)
	s, err := suites.Read("dir/small.jsonl", strings.NewReader(taskLine+"\n\n"+second+"\n"), analyze.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "small" || len(s.Tasks) != 2 || s.Task("T/2") != s.Tasks[1] || s.Tasks[1].Line != 3 || s.Task("T/3") != nil {
		t.Errorf("suite %+v", s)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(second + "\r\n" + taskLine + "\r\n"))
	z.Close()
	other, err := suites.Read("small.jsonl.gz", &packed, analyze.Bounds{})
	if err != nil || other.Name != "small" || len(other.Tasks) != 2 {
		t.Fatalf("gzipped: %+v, %v", other, err)
	}
	if other.Digest == s.Digest {
		t.Error("another order, the same digest")
	}
	spelled := strings.Replace(taskLine, `"task_id": "T/1", `, `"extra": 1, "task_id" : "T\u002f1", `, 1)
	again, err := suites.Read("other.jsonl", strings.NewReader(spelled+"\n"+second), analyze.Bounds{})
	if err != nil || again.Digest != s.Digest {
		t.Errorf("the spelling of the file enters the digest, or %v", err)
	}
}

func TestSuitesThatAreRefused(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(taskLine, old, new, 1) }
	for _, c := range []struct{ label, data, want string }{
		{"empty", "\n", "s.jsonl: no tasks"},
		{"not JSON", taskLine + "\nx\n", "s.jsonl:2: not JSON: invalid character 'x' looking for beginning of value at byte 1"},
		{"an array", "[" + taskLine + "]", "s.jsonl:1: a JSON array, expected JSON Lines: one task object a line"},
		{"twice", taskLine + "\n\n" + taskLine, `s.jsonl:3: task_id "T/1" occurs again, first on line 1`},
		{"no id", change("task_id", "id"), `s.jsonl:1: "task_id" is missing`},
		{"no prompt", change("prompt", "text"), `s.jsonl:1: "prompt" is missing`},
		{"a number for a text", change(`"entry_point": "area"`, `"entry_point": 1`), `s.jsonl:1: "entry_point" is not a string`},
		{"an entry point that is code", change(`"entry_point": "area"`, `"entry_point": "area) or (1"`), `s.jsonl:1: entry_point "area) or (1" is not an identifier`},
		{"a test without check", change("def check(candidate)", "def test(candidate)"), `s.jsonl:1: "test" does not define check(candidate)`},
		{"check in a string", change("def check(candidate)", " def check(candidate)"), `s.jsonl:1: "test" does not define check(candidate)`},
		{"an id with #", change("T/1", "T#1"), `s.jsonl:1: "task_id" has the character U+0023`},
		{"MBPP", `{"task_id": "1", "text": "t", "code": "c", "test_list": []}`, `s.jsonl:1: "prompt" is missing: this looks like MBPP, expected HumanEval's format`},
		{"solutions", `{"task_id": "1", "completion": "c"}`, `s.jsonl:1: "prompt" is missing: this looks like a file of solutions, expected a suite of tasks`},
		{"a bad gzip", "\x1f\x8bxxxx", "s.jsonl: a damaged gzip"},
		{"many errors", strings.Repeat("[]\n", 13), strings.TrimSuffix(strings.Repeat("s.jsonl:N: expected a JSON object\n", 10), "\n") + "\nand 3 more"},
	} {
		data := c.data
		if c.label == "many errors" {
			data = " \n\n{}\n" + data // an array may not come first: that is another format
			c.want = `s.jsonl:3: "task_id" is missing` + "\n" + strings.Replace(c.want, "s.jsonl:N: expected a JSON object\n", "", 1)
			c.want = strings.Replace(c.want, "and 3 more", "and 4 more", 1)
		}
		s, err := suites.Read("s.jsonl", strings.NewReader(data), analyze.Bounds{})
		if err == nil || s != nil {
			t.Errorf("%s: taken in, error %v", c.label, err)
			continue
		}
		got := err.Error()
		if c.label == "many errors" {
			for _, n := range []string{"4", "5", "6", "7", "8", "9", "10", "11", "12"} {
				got = strings.Replace(got, "s.jsonl:"+n+":", "s.jsonl:N:", 1)
			}
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.label, got, c.want)
		}
	}
}

func TestSolution(t *testing.T) {
	const (
		prompt = "import math\n\n\ndef area(r):\n    \"\"\"Area.\"\"\"\n"
		whole  = "def area(r):\n    return 1\n"
	)
	for _, c := range []struct{ label, completion, want string }{
		{"a body", "    return 1\n", prompt + "    return 1\n"},
		{"a body and more", "    return help(r)\n\n\ndef help(r):\n    return 1\n", prompt + "    return help(r)\n\n\ndef help(r):\n    return 1\n"},
		{"a body, then the function again", "    return 1\n\n\n" + whole, prompt + "    return 1\n\n\n" + whole},
		{"nothing", "", prompt},
		{"a body at the margin is not repaired", "return 1\n", prompt + "return 1\n"},
		{"helpers after the prompt", "def help(r):\n    return 1\n", prompt + "def help(r):\n    return 1\n"},
		{"the whole function", whole, "import math\n\n\n" + whole},
		{"after a comment", "# Area:\n\n" + whole, "import math\n\n\n# Area:\n\n" + whole},
		{"with its imports", "import math\n\n" + whole, "import math\n\n" + whole},
		{"a coroutine", "async def area(r):\n    return 1\n", "import math\n\n\nasync def area(r):\n    return 1\n"},
		{"a class", "class area:\n    pass\n", "import math\n\n\nclass area:\n    pass\n"},
		{"type parameters", "def area[T](r: T):\n    return 1\n", "import math\n\n\ndef area[T](r: T):\n    return 1\n"},
		{"an assignment", "area = lambda r: 1\n", "import math\n\n\narea = lambda r: 1\n"},
		{"a comparison", "area == 1\n", prompt + "area == 1\n"},
		{"a longer name", "def areas(r):\n    return 1\n", prompt + "def areas(r):\n    return 1\n"},
		{"Markdown", "Sure!\n\n```python\n" + whole + "```\n\nDone.", "import math\n\n\n" + whole},
		{"Markdown around a body", "```python\n    return 1\n```\n", prompt + "    return 1\n"},
		{"Markdown without a language", "```\n" + whole + "```", "import math\n\n\n" + whole},
		{"Markdown of something else", "```c\nint x;\n```\n", prompt + "```c\nint x;\n```\n"},
		{"a fence in a docstring", "def area(r):\n    \"\"\"\n    ```python\n    area(1)\n    ```\n    \"\"\"\n    return 1\n",
			"import math\n\n\ndef area(r):\n    \"\"\"\n    ```python\n    area(1)\n    ```\n    \"\"\"\n    return 1\n"},
	} {
		if got := task(t).Solution(c.completion); got != c.want {
			t.Errorf("%s: %q\nwant %q", c.label, got, c.want)
		}
	}
	decorated := suites.Task{EntryPoint: "f", Prompt: "import a\n\n\ndef g():\n    return 1\n\n\n# Twice.\n@a.b\n@a.c(1)\ndef f(x):\n    pass\n"}
	if got, want := decorated.Solution("def f(x):\n    return 1\n"), "import a\n\n\ndef g():\n    return 1\n\n\ndef f(x):\n    return 1\n"; got != want {
		t.Errorf("decorated: %q, want %q", got, want)
	}
	if got := task(t).Program("```py\n" + whole + "```\n"); got != whole {
		t.Errorf("a whole program in Markdown: %q", got)
	}
	if got := task(t).Program("x = 1\n"); got != "x = 1\n" {
		t.Errorf("a whole program: %q", got)
	}
}

func TestSteps(t *testing.T) {
	tk := task(t)
	solution := source.NewFile("solution.py", "'''unclosed")
	steps := tk.Steps(solution)
	if len(steps) != 2 || steps[0].Kind != interp.RunMain || steps[0].Source != solution || steps[1].Kind != interp.RunApart || steps[1].Label != "tests" {
		t.Fatalf("steps %+v", steps)
	}
	if got, want := steps[1].Source.Text, tk.Test+"\ncheck(area)\n"; got != want {
		t.Errorf("tests %q, want %q", got, want)
	}
}

// TestCase holds that only an outcome of every step at its end passes, and that what says nothing about the program
// fails nothing.
func TestCase(t *testing.T) {
	file := source.NewFile("solution.py", "a\nb b\n")
	for _, c := range []struct {
		label   string
		outcome interp.Outcome
		verdict analyze.Verdict
		detail  string
		line    int
	}{
		{"the end", interp.Outcome{Status: interp.OK, Step: 2, Stdout: []byte("failed")}, analyze.Passed, "", 0},
		{"an assertion", interp.Outcome{Status: interp.Assertion, Step: 1, Exception: &interp.Exception{Type: "AssertionError",
			Traceback: []interp.Frame{{Line: 9}, {Line: 3}}}}, analyze.Failed, "AssertionError", 3},
		{"an exception before the tests", interp.Outcome{Status: interp.Raised, Exception: &interp.Exception{Type: "ValueError", Message: "a\nb"}, Line: 4},
			analyze.Failed, "ValueError: a before the tests", 4},
		{"leaving before the tests", interp.Outcome{Status: interp.Exited, Stdout: []byte("passed"), Exception: &interp.Exception{Type: "SystemExit", Message: "0"}},
			analyze.Failed, "SystemExit: 0 before the tests", 0},
		{"leaving during the tests", interp.Outcome{Status: interp.Exited, Step: 1}, analyze.Failed, "exit", 0},
		{"no syntax", interp.Outcome{Status: interp.InvalidSyntax, File: file, Diagnostic: &source.Diagnostic{Span: source.Span{From: 4, To: 5}, Message: "invalid syntax"}},
			analyze.Failed, "SyntaxError: invalid syntax before the tests", 2},
		{"fuel", interp.Outcome{Status: interp.FuelLimit, Step: 1, Detail: "fuel limit 10", Line: 7}, analyze.Failed, "fuel limit 10", 7},
		{"the clock", interp.Outcome{Status: interp.TimeLimit, Step: 1, Detail: "60 s"}, analyze.Unavailable, "60 s", 0},
		{"unsupported", interp.Outcome{Status: interp.UnsupportedUse, Detail: "f-string", Line: 1}, analyze.Unavailable, "f-string before the tests", 1},
		{"our fault", interp.Outcome{Status: interp.FaultOfOurs, Step: 1}, analyze.Unavailable, "fault", 0},
		{"cancelled", interp.Outcome{Status: interp.Cancelled, Step: 1}, analyze.Unavailable, "cancelled", 0},
	} {
		got := task(t).Case(&c.outcome)
		if want := (analyze.Case{Name: "check(area)", Verdict: c.verdict, Detail: c.detail, Line: c.line}); got != want {
			t.Errorf("%s: %+v, want %+v", c.label, got, want)
		}
	}
}

func TestReadSolutions(t *testing.T) {
	lines := taskLine
	for _, id := range []string{"T/2", "T/3"} {
		lines += "\n" + strings.Replace(taskLine, "T/1", id, 1)
	}
	s, err := suites.Read("t.jsonl", strings.NewReader(lines), analyze.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	subs, problems, missing := s.ReadSolutions("s.jsonl", strings.NewReader(strings.Join([]string{
		`{"task_id": "T/2", "completion": "    return 1\n"}`,
		`nonsense`,
		`{"task_id": "T/1", "solution": "def area(r):\n    return 2\n"}`,
		`{"task_id": "T/9", "completion": ""}`,
		`{"task_id": "T/2", "completion": "def area(r):\n    return 3\n"}`,
		`{"task_id": "T/2"}`,
	}, "\n")), analyze.Bounds{})
	var ids []string
	for _, sub := range subs {
		ids = append(ids, sub.ID+" of "+sub.Task)
		if sub.Kind != analyze.KindCompletion || sub.Refused != "" || len(sub.Steps) != 1 || sub.Steps[0].Source != sub.Files[0].Source || !strings.HasPrefix(sub.Digest, "sha256:") {
			t.Errorf("submission %+v", sub)
		}
	}
	if got := strings.Join(ids, ", "); got != "T/2#1 of T/2, T/1 of T/1, T/2#2 of T/2" {
		t.Errorf("submissions %s", got)
	}
	if got := subs[1].Files[0].Source.Text; got != "def area(r):\n    return 2\n" {
		t.Errorf("a whole program became %q", got)
	}
	if len(subs[0].Notes) != 0 || len(subs[2].Notes) != 1 || subs[2].Notes[0].Code != analyze.NoteWholeFunction {
		t.Errorf("notes %v and %v", subs[0].Notes, subs[2].Notes)
	}
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.Error())
	}
	want := "s.jsonl:2: not JSON: invalid character 'o' in literal null (expecting 'u') at byte 2\n" +
		"s.jsonl:4: no task \"T/9\" in the suite t\n" +
		"s.jsonl:6: neither \"completion\" nor \"solution\""
	if got := strings.Join(texts, "\n"); got != want {
		t.Errorf("problems\n%s\nwant\n%s", got, want)
	}
	if got := strings.Join(missing, ", "); got != "T/3" {
		t.Errorf("missing %s", got)
	}
}

func TestReferences(t *testing.T) {
	without := strings.Replace(strings.Replace(taskLine, "T/1", "T/2", 1), "canonical_solution", "old", 1)
	s, err := suites.Read("t.jsonl", strings.NewReader(taskLine+"\n"+without), analyze.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	subs, missing := s.References()
	if len(subs) != 1 || subs[0].ID != "T/1" || subs[0].Task != "T/1" || subs[0].Files[0].Source.Text != s.Tasks[0].Prompt+s.Tasks[0].Reference {
		t.Errorf("references %+v", subs)
	}
	if len(missing) != 1 || missing[0] != "T/2" {
		t.Errorf("missing %v", missing)
	}
}

func FuzzReadHumanEval(f *testing.F) {
	sample, err := os.ReadFile("sample/tasks.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample, "    return 1\n")
	f.Add([]byte(taskLine), "```python\ndef area(r):\n    return 1\n```\n")
	f.Add([]byte("\x1f\x8b\x08\x00"), "")
	f.Add([]byte(taskLine+"\n"+taskLine), "# a\n\tarea = 1")
	bounds := analyze.Bounds{Lines: 50, LineBytes: 1 << 12, JSONBytes: 1 << 15, JSONDepth: 20}
	f.Fuzz(func(t *testing.T, data []byte, completion string) {
		s, err := suites.Read("s.jsonl", bytes.NewReader(data), bounds)
		if err != nil {
			if s != nil || err.Error() == "" {
				t.Fatalf("suite %+v with error %q", s, err)
			}
			return
		}
		for _, tk := range s.Tasks {
			if s.Task(tk.ID) != tk || !analyze.IsIdentifier(tk.EntryPoint) {
				t.Errorf("task %+v", tk)
			}
			program := tk.Solution(completion)
			if tests := tk.Steps(source.NewFile("a.py", program))[1].Source.Text; !strings.HasSuffix(tests, "\ncheck("+tk.EntryPoint+")\n") {
				t.Errorf("tests %q", tests)
			}
		}
	})
}
