package interp

import (
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/source"
)

func TestTraceback(t *testing.T) {
	frame := func(line int, fn, text string) Frame {
		return Frame{File: "a.py", Line: line, Function: fn, Text: text}
	}
	file := source.NewFile("b.py", "x = 1\n  é = (\n")
	deep := []Frame{frame(5, "<module>", "f()")}
	for range 6 {
		deep = append(deep, frame(2, "f", "f()"))
	}
	for _, c := range []struct {
		name string
		out  Outcome
		want string
	}{
		{"ok", Outcome{}, ""},
		{"exit", Outcome{Status: Exited, Exception: &Exception{Type: "SystemExit"}}, ""},
		{"raised", Outcome{Status: Raised, Exception: &Exception{Type: "ValueError", Message: "bad", Traceback: []Frame{frame(3, "<module>", "f()"), frame(1, "f", "")}}},
			"Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    f()\n  File \"a.py\", line 1, in f\nValueError: bad\n"},
		{"without message", Outcome{Status: Assertion, Exception: &Exception{Type: "AssertionError"}}, "AssertionError\n"},
		{"repeated", Outcome{Status: Raised, Exception: &Exception{Type: "RecursionError", Message: "m", Traceback: deep}},
			"Traceback (most recent call last):\n  File \"a.py\", line 5, in <module>\n    f()\n" +
				strings.Repeat("  File \"a.py\", line 2, in f\n    f()\n", 3) + "  [Previous line repeated 3 more times]\nRecursionError: m\n"},
		{"syntax", Outcome{Status: InvalidSyntax, File: file, Diagnostic: &source.Diagnostic{Span: source.Span{From: 13, To: 14}, Message: "'(' was never closed"}},
			"  File \"b.py\", line 2\n    é = (\n        ^\nSyntaxError: '(' was never closed\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Traceback(&c.out); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}
