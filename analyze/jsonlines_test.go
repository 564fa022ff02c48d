package analyze_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/assay-score/assay/analyze"
)

func TestReadAnswers(t *testing.T) {
	const good = `{"task_id": "T/1", "completion": "    return 1\n"}`
	for _, c := range []struct{ label, data, answers, problems string }{
		{"both keys", good + "\n" + `{"task_id": "T/2", "solution": "x = 1", "model": "m", "n": [1]}` + "\n",
			`1 T/1 "    return 1\n"; 2 T/2 whole "x = 1"`, ""},
		{"blank lines, mark, CRLF, no last line end", "\ufeff" + good + "\r\n\r\n  \n" + good, `1 T/1 "    return 1\n"; 4 T/1 "    return 1\n"`, ""},
		{"empty file", "", "", ""},
		{"an empty completion", `{"task_id": "T", "completion": ""}`, `1 T ""`, ""},
		{"bad lines in between", good + "\n{\n[1]\nnull\n" + good + "\n", `1 T/1 "    return 1\n"; 5 T/1 "    return 1\n"`,
			"s.jsonl:2: not JSON: it ends in the middle; s.jsonl:3: expected a JSON object; s.jsonl:4: expected a JSON object"},
		{"a repeated key", `{"task_id": "a", "task_id": "b", "completion": ""}`, "", `s.jsonl:1: the key "task_id" occurs twice`},
		{"keys match exactly", `{"Task_Id": "a", "completion": ""}`, "", `s.jsonl:1: "task_id" is missing`},
		{"no text", `{"task_id": "a"}`, "", `s.jsonl:1: neither "completion" nor "solution"`},
		{"two texts", `{"task_id": "a", "completion": "", "solution": ""}`, "", `s.jsonl:1: both "completion" and "solution", expected one`},
		{"an id that is a number", `{"task_id": 7, "completion": ""}`, "", `s.jsonl:1: "task_id" is not a string`},
		{"a text that is null", `{"task_id": "a", "completion": null}`, "", `s.jsonl:1: "completion" is not a string`},
		{"an empty id", `{"task_id": "", "completion": ""}`, "", `s.jsonl:1: "task_id" is empty`},
		{"an id with a number", `{"task_id": "a#1", "completion": ""}`, "", `s.jsonl:1: "task_id" has the character U+0023`},
		{"an id with a line end", `{"task_id": "a\nb", "completion": ""}`, "", `s.jsonl:1: "task_id" has the character U+000A`},
		{"a long id", `{"task_id": "` + strings.Repeat("x", 201) + `", "completion": ""}`, "", `s.jsonl:1: "task_id" has 201 bytes, the limit is 200`},
		{"half a character", `{"task_id": "a", "completion": "\ud800"}`, "", `s.jsonl:1: half a surrogate pair at byte 33`},
		{"not UTF-8", "{\"task_id\": \"a\", \"completion\": \"\xe9\"}", "", `s.jsonl:1: not UTF-8`},
		{"two objects on a line", good + good, "", `s.jsonl:1: more after the end of the JSON value`},
		{"a long line", `{"task_id": "a", "completion": "` + strings.Repeat("x", 300) + "\"}\n" + good, `2 T/1 "    return 1\n"`,
			"s.jsonl:1: the line has more than 256 bytes"},
		{"the longest line", strings.Repeat(" ", 256-len(good)) + good + "\r\n" + good, `1 T/1 "    return 1\n"; 2 T/1 "    return 1\n"`, ""},
		{"too many lines", strings.Repeat(good+"\n", 5), strings.TrimSuffix(strings.Repeat(`N T/1 "    return 1\n"; `, 4), "; "),
			"s.jsonl:5: more than 4 lines, the rest is not read"},
		{"too many bytes", good + strings.Repeat("\n", 3000), `1 T/1 "    return 1\n"`, "s.jsonl: more than 2 KiB, the rest is not read"},
	} {
		bounds := analyze.Bounds{LineBytes: 256, JSONBytes: 2 << 10}
		if c.label == "too many lines" {
			bounds.Lines = 4
		}
		for _, reader := range []io.Reader{strings.NewReader(c.data), iotest.OneByteReader(strings.NewReader(c.data))} {
			answers, problems := analyze.ReadAnswers("s.jsonl", reader, bounds)
			var gotAnswers, gotProblems []string
			for _, a := range answers {
				line, whole := fmt.Sprint(a.Line), ""
				if c.label == "too many lines" {
					line = "N"
				}
				if a.Whole {
					whole = "whole "
				}
				gotAnswers = append(gotAnswers, fmt.Sprintf("%s %s %s%q", line, a.Task, whole, a.Text))
			}
			for _, p := range problems {
				gotProblems = append(gotProblems, p.Error())
			}
			if got := strings.Join(gotAnswers, "; "); got != c.answers {
				t.Errorf("%s: answers %s, want %s", c.label, got, c.answers)
			}
			if got := strings.Join(gotProblems, "; "); got != c.problems {
				t.Errorf("%s: problems %s, want %s", c.label, got, c.problems)
			}
		}
	}
	_, problems := analyze.ReadAnswers("s.jsonl", iotest.ErrReader(errors.New("no\nluck")), analyze.Bounds{})
	if len(problems) != 1 || problems[0].Error() != "s.jsonl:1: cannot be read (no luck)" {
		t.Errorf("a broken reader: %v", problems)
	}
}
