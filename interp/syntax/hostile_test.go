package syntax_test

import (
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// indented is n nested blocks, one column deeper each.
func indented(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if 1:\n")
	}
	return b.String() + strings.Repeat(" ", n) + "pass\n"
}

// TestHostile gives the parser what kills parsers: it refuses with an error, or takes the text, and in either case
// comes back. That the work is linear shows in that the test ends.
func TestHostile(t *testing.T) {
	const (
		million = 1_000_000
		large   = 100_000
		tall    = "too deeply nested: the syntax tree would be higher than 10000 levels"
		parens  = "too many nested parentheses"
	)
	repeat := strings.Repeat
	nested := "1"
	for range 200 {
		nested = "f'{" + nested + "}'"
	}
	for name, test := range map[string]struct{ src, want string }{
		"parentheses":     {repeat("(", million), parens},
		"brackets":        {repeat("[", million), parens},
		"braces":          {repeat("{", million), parens},
		"200 groups":      {repeat("(", 200) + "x" + repeat(")", 200), ""},
		"201 groups":      {repeat("(", 201) + "x" + repeat(")", 201), parens},
		"minus":           {repeat("-", million) + "1", tall},
		"tilde":           {repeat("~", million) + "1", tall},
		"not":             {repeat("not ", million) + "1", tall},
		"lambda":          {repeat("lambda:", million) + "1", tall},
		"await":           {repeat("await ", million) + "x", "invalid syntax"},
		"star":            {repeat("*", million) + "x", "invalid syntax"},
		"powers":          {"x" + repeat("**x", 100_000), tall},
		"conditionals":    {repeat("1 if 1 else ", 100_000) + "1", tall},
		"attributes":      {"a" + repeat(".b", 100_000), tall},
		"subscripts":      {"a" + repeat("[0]", 100_000), tall},
		"calls":           {"f" + repeat("()", 100_000), tall},
		"sum":             {"1" + repeat("+1", large), tall},
		"sum of 5000":     {"1" + repeat("+1", 5000), ""},
		"2000 elif":       {"if 1: x\n" + repeat("elif 1: x\n", 2000), ""},
		"100000 elif":     {"if 1: x\n" + repeat("elif 1: x\n", 100_000), tall},
		"99 blocks":       {indented(99), ""},
		"3000 blocks":     {indented(3000), "too many levels of indentation"},
		"comprehensions":  {repeat("[", 100) + "x" + repeat(" for x in y]", 100), ""},
		"clauses":         {"[x" + repeat(" for x in y", 100_000) + "]", ""},
		"f-strings":       {nested, "too many nested f-strings or t-strings"},
		"format specs":    {"f'" + repeat("{x:", 10_000), "f-string: expressions nested too deeply"},
		"concatenation":   {repeat("'a' ", large), ""},
		"f-concatenation": {repeat("f'{a}' ", 100_000), ""},
		"list":            {"[" + repeat("1,", large) + "]", ""},
		"dict":            {"{" + repeat("1:2,", large) + "}", ""},
		"arguments":       {"f(" + repeat("x,", 70_000) + ")", ""},
		"decorators":      {repeat("@x\n", large) + "def f(): pass\n", ""},
		"global":          {"global " + repeat("x,", large) + "x", ""},
		"digits":          {repeat("9", million), "Exceeds the limit (4300 digits) for integer string conversion: value has 1000000 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits."},
		"hex digits":      {"0x" + repeat("F", large), ""},
		"huge float":      {"1e999999999", ""},
		"long name":       {repeat("a", large), ""},
		"long line":       {"x = '" + repeat("a", 5_000_000) + "'", ""},
		"column":          {repeat(" ", million) + "x", "unexpected indent"},
		"many errors":     {repeat("x y\n", 100_000), "invalid syntax"},
		"missing commas":  {"f(" + repeat("a b ", 100_000) + ")", "invalid syntax. Perhaps you forgot a comma?"},
		"nested mistake":  {repeat("(a, {b: [c(d=", 50) + "x y" + repeat(")]})", 50), "invalid syntax. Perhaps you forgot a comma?"},
		"open to the end": {repeat("x = (\n", 150), "'(' was never closed"},
		"with items":      {"with (" + repeat("a as b,", 100_000) + "): pass", ""},
		"match":           {repeat("match ", 100_000), "invalid syntax"},
		"alternatives":    {"match x:\n case " + repeat("1|", 100_000) + "2: pass", ""},
		"pattern":         {"match x:\n case " + repeat("[", 200) + "a" + repeat("]", 200) + ": pass", ""},
		"backslashes":     {"'''" + repeat(`\`, million) + "'", "unterminated triple-quoted string literal (detected at line 1)"},
		"quotes":          {repeat("'", million+1), "unterminated triple-quoted string literal (detected at line 1)"},
		"continuations":   {repeat("\\\n", large) + "x", ""},
		"parameters":      {"def f(" + repeat("x,", large) + "): pass", ""},
		"targets":         {"for " + repeat("x, ", 10_000) + "1 in y: pass", "cannot assign to literal"},
		"chain":           {repeat("a = ", 100_000) + "b c", "invalid syntax"},
	} {
		t.Run(name, func(t *testing.T) {
			tree := syntax.Parse(source.NewFile("hostile.py", test.src), syntax.Options{})
			got := ""
			if len(tree.Errors) > 0 {
				got = tree.Errors[0].Message
			}
			if got != test.want {
				t.Errorf("error %.200q, want %.200q", got, test.want)
			}
			checkTree(t, tree)
			checkErrors(t, tree)
		})
	}
}

// TestNames asks that names are compared as Python compares them, and that look-alikes stay apart.
func TestNames(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"𝐞𝐯𝐚𝐥", "eval"}, {"__ｉｍｐｏｒｔ__", "__import__"}, {"ﬁle", "file"}, {"еval", "еval"}, {"é", "é"}, {"e\u0301", "é"}, {"K", "K"}, {"ªº", "ao"}, {"x·", "x·"}, {"𐵐", "𐵐"},
	} {
		tree := parse(t, test.src, syntax.Options{})
		if tree.Err() != nil {
			t.Errorf("%q: %v", test.src, tree.Err())
			continue
		}
		name := tree.Body()[0].(*syntax.ExprStmt).Value.(*syntax.Name)
		if name.ID != test.want || name.Len() != len(test.src) {
			t.Errorf("%q: %q over %d bytes, want %q over %d", test.src, name.ID, name.Len(), test.want, len(test.src))
		}
	}
	for src, want := range map[string]string{
		"a\u200bb":    "invalid non-printable character U+200B",
		"a = \u202e1": "invalid non-printable character U+202E",
		"x\ufe0f":     "", // a variation selector may go on a name, and NFKC keeps it
		"€":           "invalid character '€' (U+20AC)",
		"“x”":         "invalid character '“' (U+201C)",
		"1\u00a0+ 1":  "invalid non-printable character U+00A0",
		"\x01":        "invalid non-printable character U+0001",
		"a²":          "invalid character '²' (U+00B2)",
	} {
		tree := parse(t, src, syntax.Options{})
		got := ""
		if tree.Err() != nil {
			got = tree.Errors[0].Message
		}
		if got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

// TestCharacterNames looks characters up by name, in an escape.
func TestCharacterNames(t *testing.T) {
	for name, want := range map[string]string{
		"BULLET": "•", "latin small letter a": "a", "LATIN CAPITAL LETTER GHA": "Ƣ", "LINE FEED": "\n", "NULL": "\x00",
		"CJK UNIFIED IDEOGRAPH-4E00": "一", "CJK UNIFIED IDEOGRAPH-2EBF0": "\U0002ebf0", "HANGUL SYLLABLE GAG": "각", "HANGUL SYLLABLE A": "아", "HANGUL SYLLABLE HIH": "힣",
		"GARAY CAPITAL LETTER A": "\U00010d50", "EGYPTIAN HIEROGLYPH-13460": "\U00013460", "VARIATION SELECTOR-256": "\U000e01ef", "SNOWMAN": "☃",
	} {
		tree := parse(t, `"\N{`+name+`}"`, syntax.Options{})
		if tree.Err() != nil {
			t.Errorf("%s: %v", name, tree.Err())
		} else if got := tree.Body()[0].(*syntax.ExprStmt).Value.(*syntax.Constant).Text; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"NO SUCH", "CJK UNIFIED IDEOGRAPH-A000", "CJK UNIFIED IDEOGRAPH-04E00", "HANGUL SYLLABLE XYZ", "KEYCAP DIGIT ONE"} {
		if tree := parse(t, `"\N{`+name+`}"`, syntax.Options{}); tree.Err() == nil {
			t.Errorf("%s is a name", name)
		}
	}
}
