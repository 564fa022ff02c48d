package analyze

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestMagics(t *testing.T) {
	for _, c := range []struct{ label, cell, want, notes string }{
		{"none", "x = 1\n", "x = 1\n", ""},
		{"a line magic", "%matplotlib inline\nx = 1", "# %matplotlib inline\nx = 1", "1 %matplotlib"},
		{"in a block", "if x:\n    %load y\n", "if x:\n    pass  # %load y\n", "2 %load"},
		{"a command", "!pip install x\n", "# !pip install x\n", "1 !"},
		{"two marks", "!!ls\n", "# !!ls\n", "1 !"},
		{"an assigned command", "files = !ls *.py\n", "files = None  # !ls *.py\n", "1 !"},
		{"an assigned magic", "a, b = %sql x\n", "a, b = None  # %sql x\n", "1 %sql"},
		{"a question", "?len\nlen?\nos.path??\n", "# ?len\n# len?\n# os.path??\n", "1 ? 2 ? 3 ?"},
		{"a timed statement", "%time y = f(1)\n", "y = f(1)\n", "1 %time"},
		{"with options", "%timeit -n 10 -r3 -o f(1)\n", "f(1)\n", "1 %timeit"},
		{"timing nothing", "%time\n", "# %time\n", "1 %time"},
		{"a cell of another language", "%%bash\nls\nexit 1\n", "# %%bash\n# ls\n# exit 1\n", "1 %%bash"},
		{"after an empty line", "\n\n%%html\n<b>\n", "\n\n# %%html\n# <b>\n", "3 %%html"},
		{"a cell that is timed", "%%time\nx = 1\n", "# %%time\nx = 1\n", "1 %%time"},
		{"a cell magic further down", "x = 1\n%%bash\ny = 2\n", "x = 1\n# %%bash\ny = 2\n", "2 %%bash"},
		{"modulo in brackets", "x = (7\n% 4)\n%pwd\n", "x = (7\n% 4)\n# %pwd\n", "3 %pwd"},
		{"modulo after a backslash", "x = 7 \\\n% 4\n", "x = 7 \\\n% 4\n", ""},
		{"in a long string", "s = '''\n%pwd\n!ls\nx?\n'''\n!ls\n", "s = '''\n%pwd\n!ls\nx?\n'''\n# !ls\n", "6 !"},
		{"an escaped quote", "s = '''\\'''\n%a\n'''\n", "s = '''\\'''\n%a\n'''\n", ""},
		{"a string over lines", "s = 'a\\\n%b'\n", "s = 'a\\\n%b'\n", ""},
		{"an open string ends with its line", "s = 'a\n%pwd\n", "s = 'a\n# %pwd\n", "2 %pwd"},
		{"a bracket in a comment", "x = 1  # (\n%pwd\n", "x = 1  # (\n# %pwd\n", "2 %pwd"},
		{"a question in a comment", "x = 1  # why?\n# why?\n", "x = 1  # why?\n# why?\n", ""},
		{"a question in a string", "print('why?')\nx = 'why?'\n", "print('why?')\nx = 'why?'\n", ""},
		{"unequal", "a = b != c\nassert a !=b\n", "a = b != c\nassert a !=b\n", ""},
		{"formatting", "print('%d' % 3)\nx %= 2\n", "print('%d' % 3)\nx %= 2\n", ""},
	} {
		s := &Submission{}
		got := s.withoutMagics("n", c.cell)
		var notes []string
		for _, n := range s.Notes {
			word, _, _ := strings.Cut(n.Message, " ")
			notes = append(notes, strings.TrimSpace(strings.Join([]string{string(rune('0' + n.Line)), word}, " ")))
		}
		if got != c.want || strings.Join(notes, " ") != c.notes {
			t.Errorf("%s: %q\n got %q, notes %q\nwant %q, notes %q", c.label, c.cell, got, notes, c.want, c.notes)
		}
		if strings.Count(got, "\n") != strings.Count(c.cell, "\n") {
			t.Errorf("%s: the lines have moved", c.label)
		}
	}
}

func TestNotebooks(t *testing.T) {
	for _, c := range []struct{ label, data, want, codes string }{
		{"cells in order", `{"nbformat":4,"cells":[{"cell_type":"markdown","source":"a"},{"cell_type":"code","source":["x = 1\n","y"]},{"cell_type":"raw","source":"b"},{"cell_type":"code","source":"z"}]}`,
			"n.ipynb#cell-1=x = 1\ny n.ipynb#cell-2=z", ""},
		{"empty cells count", `{"nbformat":4,"cells":[{"cell_type":"code","source":[]},{"cell_type":"code","source":"  \n"},{"cell_type":"code","source":"z"}]}`,
			"n.ipynb#cell-3=z", ""},
		{"format 3", `{"nbformat":3,"worksheets":[{"cells":[{"cell_type":"code","language":"python","input":["x\n"]},{"cell_type":"code","language":"ruby","input":"y"}]},{"cells":[{"cell_type":"code","input":"z"}]}]}`,
			"n.ipynb#cell-1=x\n n.ipynb#cell-3=z", "not-run"},
		{"magic", `{"nbformat":4,"cells":[{"cell_type":"code","source":"%pwd\nx"}]}`, "n.ipynb#cell-1=# %pwd\nx", "notebook-magic"},
		{"other line ends", `{"nbformat":4,"cells":[{"cell_type":"code","source":"x\r\ny"}]}`, "n.ipynb#cell-1=x\ny", ""},
		{"byte order mark", "\ufeff" + `{"nbformat":4,"cells":[{"cell_type":"code","source":"x"}]}`, "n.ipynb#cell-1=x", ""},
		{"a known language", `{"nbformat":4,"metadata":{"kernelspec":{"language":"python"},"language_info":{"name":"Python"}},"cells":[{"cell_type":"code","source":"x"}]}`, "n.ipynb#cell-1=x", ""},
	} {
		s := FromFile("n.ipynb", []byte(c.data), Options{})
		var texts, notes []string
		for i, f := range s.Files {
			texts = append(texts, f.Path+"="+f.Source.Text)
			if want := strings.Replace(strings.TrimPrefix(f.Path, "n.ipynb#"), "-", " ", 1); s.Steps[i].Source != f.Source || s.Steps[i].Label != want {
				t.Errorf("%s: step %+v, want %q", c.label, s.Steps[i], want)
			}
		}
		for _, n := range s.Notes {
			notes = append(notes, n.Code)
		}
		if s.Refused != "" || s.Kind != KindNotebook || strings.Join(texts, " ") != c.want || strings.Join(notes, " ") != c.codes {
			t.Errorf("%s: refused %q, %v, files %q, notes %q", c.label, s.Refused, s.Kind, texts, notes)
		}
	}
}

func TestNotebooksThatAreRefused(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{``, "n.ipynb: empty, expected JSON"},
		{`{"nbformat":4,`, "n.ipynb: not JSON: it ends in the middle"},
		{`{"nbformat":4,}`, "n.ipynb: not JSON: invalid character '}'"},
		{`[]`, "n.ipynb: not a notebook: expected a JSON object"},
		{`{}`, "n.ipynb: not a notebook: nbformat is missing"},
		{`{"NBFORMAT":4,"cells":[]}`, "n.ipynb: not a notebook: nbformat is missing"},
		{`{"nbformat":"4"}`, "n.ipynb: not a notebook: nbformat is missing or no number"},
		{`{"nbformat":2,"worksheets":[]}`, "n.ipynb: a notebook of format 2, of which 3 and 4 are read"},
		{`{"nbformat":4}`, "n.ipynb: not a notebook: cells is no list"},
		{`{"nbformat":4,"cells":[1]}`, "n.ipynb: not a notebook: cells is no list of objects"},
		{`{"nbformat":3,"worksheets":{}}`, "n.ipynb: not a notebook: worksheets is no list"},
		{`{"nbformat":4,"cells":[{"cell_type":"code"}]}`, "n.ipynb: code cell 1 (cells[0]): source is neither text nor a list"},
		{`{"nbformat":4,"cells":[{"cell_type":"code","source":[1]}]}`, "source is neither"},
		{`{"nbformat":4,"cells":[],"cells":[]}`, `n.ipynb: the key "cells" occurs twice`},
		{`{"nbformat":4,"cells":[],"metadata":{"language_info":{"name":"R"}}}`, "n.ipynb: a notebook in R, not in Python"},
		{`{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"language":"julia"}}}`, "n.ipynb: a notebook in julia, not in Python"},
		{`{"nbformat":4,"cells":` + strings.Repeat("[", 300) + strings.Repeat("]", 300) + `}`, "n.ipynb: nested deeper than 200 levels"},
		{`{"nbformat":4,"cells":[{"cell_type":"code","source":"1"},{"cell_type":"code","source":"2"},{"cell_type":"code","source":"3"}]}`, "n.ipynb: more than 2 code cells"},
		{`{"nbformat":4,"cells":[{},{},{},{},{}]}`, "n.ipynb: more than 4 cells"},
		{"{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\xff\"}]}", "n.ipynb: not UTF-8"},
		{`{"nbformat":4,"cells":[]} {}`, "n.ipynb: more after the end of the JSON value"},
	} {
		if s := FromFile("n.ipynb", []byte(c.data), Options{Bounds: Bounds{Files: 2, Entries: 4}}); !strings.HasPrefix(s.Refused, c.want) && !strings.Contains(s.Refused, c.want) || s.Refused == "" {
			t.Errorf("%.60s: refused %q, want %q", c.data, s.Refused, c.want)
		}
	}
}

func TestCheckJSON(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{`{"a": [1, {"a": 2}, {"a": 3}], "b": {"a": null}}`, ""},
		{`"a"`, ""},
		{`["a", "a"]`, ""},
		{`{"a": "b", "b": "a"}`, ""},
		{`{"a": "a", "A": 1}`, ""},
		{`"\ud83d\ude00"`, ""},
		{`"\\ud83d"`, ""},
		{`{"a": 1, "a": 2}`, `the key "a" occurs twice`},
		{`{"a": 1, "\u0061": 2}`, `the key "a" occurs twice`},
		{`[{"x": {"y": 1, "y": 1}}]`, `the key "y" occurs twice`},
		{`"\ud83d"`, "half a surrogate pair at byte 2"},
		{`"\ud83dx"`, "half a surrogate pair at byte 2"},
		{`"\ude00"`, "half a surrogate pair at byte 2"},
		{`"\ud83d\ud83d"`, "half a surrogate pair at byte 2"},
		{`"\\\ud83d"`, "half a surrogate pair at byte 4"},
		{"\"\xff\"", "not UTF-8"},
		{``, "empty, expected JSON"},
		{`{"a" 1}`, "not JSON: invalid character '1' after object key at byte 6"},
		{`{"a": 1`, "not JSON: it ends in the middle"},
		{`{} x`, "more after the end of the JSON value"},
		{`[[[[1]]]]`, "nested deeper than 3 levels"},
	} {
		got := ""
		if err := CheckJSON([]byte(c.data), 3); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.data, got, c.want)
		}
		if c.want == "" && !json.Valid([]byte(c.data)) {
			t.Errorf("%s: taken, and not JSON", c.data)
		}
	}
}
