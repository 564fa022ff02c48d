package fuzz

import (
	"slices"
	"strings"
	"testing"
)

// hostile are programs made to hurt whoever reads or runs them, by what they attack. allowed are the ends of the run that
// may come of it; "syntax" stands for a program that is refused before it is run. Which limit is hit first is the
// engine's business; that one is hit, and that nothing else happens, is not.
var hostile = []struct {
	name    string
	source  func() string
	allowed []string
}{
	{"a million opening parentheses", func() string { return strings.Repeat("(", 1_000_000) }, []string{"syntax"}},
	{"a million opening brackets", func() string { return strings.Repeat("[", 1_000_000) }, []string{"syntax"}},
	{"a million minus signs", func() string { return strings.Repeat("-", 1_000_000) + "1" }, []string{"syntax"}},
	{"a million nots", func() string { return strings.Repeat("not ", 1_000_000) + "1" }, []string{"syntax"}},
	{"lambdas in lambdas", func() string { return strings.Repeat("lambda:", 100_000) + "1" }, []string{"syntax"}},
	{"powers of powers", func() string { return "x = 1\n" + strings.Repeat("x**", 100_000) + "x" }, []string{"syntax"}},
	{"a ternary of ternaries", func() string { return strings.Repeat("1 if 1 else ", 100_000) + "1" }, []string{"syntax"}},
	{"an attribute of an attribute", func() string { return "a" + strings.Repeat(".b", 100_000) }, []string{"syntax"}},
	{"a call of a call", func() string { return "f" + strings.Repeat("()", 100_000) }, []string{"syntax"}},
	{"a sum of a million terms", func() string { return "x = " + strings.Repeat("1+", 1_000_000) + "1" }, []string{"syntax"}},
	{"a sum of two thousand terms", func() string { return "x = " + strings.Repeat("1+", 2000) + "1" }, []string{"ok", "unsupported"}},
	{"100,000 elif", func() string { return "x = 1\nif x: pass\n" + strings.Repeat("elif x: pass\n", 100_000) }, []string{"syntax"}},
	{"2,000 elif", func() string { return "x = 0\nif x: pass\n" + strings.Repeat("elif x: pass\n", 2000) }, []string{"ok", "unsupported"}},
	{"deep indentation", func() string {
		var b strings.Builder
		for i := range 3000 {
			b.WriteString(strings.Repeat(" ", i) + "if 1:\n")
		}
		return b.String()
	}, []string{"syntax"}},
	{"nested f-strings", func() string { return strings.Repeat("f'{", 10_000) + "1" + strings.Repeat("}'", 10_000) }, []string{"syntax"}},
	{"a literal of 100,000 entries", func() string { return "x = [" + strings.Repeat("1,", 100_000) + "]" }, []string{"ok", "unsupported", "limit:memory", "limit:fuel"}},
	{"100,000 strings in a row", func() string { return "x = (" + strings.Repeat("'a' ", 100_000) + ")" }, []string{"ok", "syntax", "limit:fuel"}},
	{"a literal of a million digits", func() string { return "x = " + strings.Repeat("9", 1_000_000) }, []string{"syntax"}},
	{"a long line", func() string { return "x = '" + strings.Repeat("a", 1_000_000) + "'" }, []string{"ok", "limit:fuel", "unsupported"}},
	{"a long name", func() string { return strings.Repeat("a", 1_000_000) + " = 1" }, []string{"ok", "limit:fuel", "unsupported"}},
	{"NUL", func() string { return "x = 1\x00" }, []string{"syntax"}},
	{"UTF-16", func() string { return "\xff\xfex\x00" }, []string{"syntax"}},
	{"utf-7 cookie", func() string { return "# coding: utf-7\nx = 1\n" }, []string{"syntax"}},
	{"overlong UTF-8", func() string { return "x = '\xc0\xaf'\n" }, []string{"syntax"}},

	{"an endless loop", func() string { return "while True: pass\n" }, []string{"limit:fuel"}},
	{"an endless loop that catches everything", func() string {
		return "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n    finally: pass\n"
	}, []string{"limit:fuel"}},
	{"an endless loop in native code", func() string { return "sum(range(10**12))\n" }, []string{"limit:fuel", "limit:memory"}},
	{"a long list", func() string { return "list(range(10**10))\n" }, []string{"limit:fuel", "limit:memory", "raised"}},
	{"a long string", func() string { return "x = 'x' * 10**12\n" }, []string{"limit:memory", "raised"}},
	{"a string that doubles", func() string { return "a = 'x'\nfor i in range(60): a += a\n" }, []string{"limit:memory", "limit:fuel", "raised"}},
	{"a tower of powers", func() string { return "x = 7**7**7**7\n" }, []string{"limit:memory", "limit:fuel", "raised"}},
	{"a huge shift", func() string { return "x = 1 << 10**11\n" }, []string{"limit:memory", "limit:fuel", "raised"}},
	{"endless recursion", func() string { return "def f(): f()\nf()\n" }, []string{"raised", "limit:recursion"}},
	{"recursion through __repr__", func() string { return "class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n" }, []string{"raised", "limit:recursion", "limit:fuel"}},
	{"a list in itself", func() string { return "a = []\na.append(a)\nprint(a)\nprint(a == a)\n" }, []string{"ok", "raised"}},
	{"a deep list", func() string { return "a = []\nfor i in range(100000): a = [a]\nprint(a)\n" }, []string{"raised", "limit:recursion", "limit:fuel", "limit:output", "limit:memory"}},
	{"a flood of output", func() string { return "while True: print('x' * 1000)\n" }, []string{"limit:output"}},
	{"a flood of empty lines", func() string { return "while True: print()\n" }, []string{"limit:output"}},
	{"a class walk", func() string { return "print(().__class__.__mro__[1].__subclasses__())\n" }, []string{"ok", "raised", "unsupported"}},
	{"reading a file of the host", func() string { return "print(open('/etc/passwd').read())\n" }, []string{"raised", "unsupported"}},
	{"running a command", func() string { return "import os\nos.system('echo out')\n" }, []string{"raised", "unsupported"}},
	{"early exit", func() string { return "import sys\nsys.exit(0)\n" }, []string{"exit"}},
}

func TestHostileProgramsAreContained(t *testing.T) {
	for _, h := range hostile {
		t.Run(strings.ReplaceAll(h.name, " ", "_"), func(t *testing.T) {
			record, s := score(t.Context(), "hostile.py", []byte(h.source()))
			checkRecord(t, record)
			document(t, s, record)
			got := "syntax"
			if record.Run != nil {
				got = record.Run.Status
			}
			if !slices.Contains(h.allowed, got) {
				detail := ""
				if record.Run != nil {
					detail = record.Run.Detail
				}
				t.Errorf("%s %s, want one of %v; reason %q", got, detail, h.allowed, record.Reason)
			}
			if got == "syntax" && len(record.Diagnostics) == 0 {
				t.Error("refused without a diagnostic")
			}
		})
	}
}
