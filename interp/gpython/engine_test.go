package gpython

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// program makes a program of one step.
func program(text string) *interp.Program {
	return &interp.Program{Steps: []interp.Step{{Source: source.NewFile("main.py", text)}}}
}

func runText(t *testing.T, text string, limits interp.Limits) *interp.Outcome {
	t.Helper()
	if limits.Fuel == 0 {
		limits.Fuel = 20_000_000
	}
	return New().Run(context.Background(), program(text), nil, limits)
}

// TestOutcomes pins how programs end: status, line, exit code, words.
func TestOutcomes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		status     interp.Status
		line       int
		want       string // in Detail or the exception's last line
	}{
		{"ok", "x = 1\n", interp.OK, 0, ""},
		{"empty", "", interp.OK, 0, ""},
		{"raised", "x = 1\n\nint('q')\n", interp.Raised, 3, "ValueError: invalid literal for int() with base 10: 'q'"},
		{"assertion", "def f():\n    assert 1 == 2, 'no'\nf()\n", interp.Assertion, 2, "AssertionError: no"},
		{"assertion subclass", "class E(AssertionError): pass\nraise E('x')\n", interp.Assertion, 2, "E: x"},
		{"exit", "import sys\nsys.exit(3)\n", interp.Exited, 2, "SystemExit: 3"},
		{"exit with text", "raise SystemExit('bye')\n", interp.Exited, 1, "SystemExit: bye"},
		{"syntax", "x = (1\n", interp.InvalidSyntax, 1, "'(' was never closed"},
		{"syntax in eval", "eval('1 +')\n", interp.InvalidSyntax, 1, "SyntaxError"},
		{"caught syntax in eval", "try: eval('1 +')\nexcept SyntaxError: pass\n", interp.OK, 0, ""},
		{"scope error", "x = 1\ndef f():\n    nonlocal x\n", interp.InvalidSyntax, 3, "no binding for nonlocal 'x' found"},
		{"module error", "import nosuch\n", interp.Raised, 1, "ModuleNotFoundError: No module named 'nosuch'"},
		{"recursion", "def f(): f()\nf()\n", interp.Raised, 1, "RecursionError: maximum recursion depth exceeded"},

		{"walrus", "if (n := 1): pass\n", interp.UnsupportedUse, 1, "unsupported: assignment expression (:=), line 1"},
		{"match", "x = 1\nmatch x:\n    case 1: pass\n", interp.UnsupportedUse, 2, "match statement"},
		{"async", "async def f(): pass\n", interp.UnsupportedUse, 1, "async function"},
		{"t-string", "x = t'{1}'\n", interp.UnsupportedUse, 1, "t-string"},
		{"positional only", "def f(a, /): pass\n", interp.UnsupportedUse, 1, "positional-only parameter"},
		{"type parameters", "def f[T](a): pass\n", interp.UnsupportedUse, 1, "type parameters"},
		{"type statement", "type X = int\n", interp.UnsupportedUse, 1, "type statement"},
		{"except star", "try: pass\nexcept* ValueError: pass\n", interp.UnsupportedUse, 1, "except*"},
		{"matrix product", "a @ b\n", interp.UnsupportedUse, 1, "operator @"},
		{"complex", "x = 1j\n", interp.UnsupportedUse, 1, "complex number"},
		{"module decimal", "\nimport decimal\n", interp.UnsupportedUse, 2, "module decimal"},
		{"open", "try: open('/etc/passwd')\nexcept BaseException: pass\n", interp.UnsupportedUse, 1, "built-in open"},
		{"subclass of list", "class L(list): pass\n", interp.UnsupportedUse, 1, "subclass of list"},
		{"reserved name", "__assay_call__ = 1\n", interp.UnsupportedUse, 1, "name __assay_call__"},
		{"no shadowing of what is lacking", "import json\n", interp.UnsupportedUse, 1, "module json"},

		{"dunder walk", "().__class__.__mro__[1].__subclasses__()\n", interp.UnsupportedUse, 1, "__subclasses__"},
		{"globals of a function", "def f(): pass\nf.__globals__\n", interp.UnsupportedUse, 2, "__globals__"},
		{"format walk", "class A:\n    def f(self): pass\n'{0.f.__globals__}'.format(A())\n", interp.UnsupportedUse, 3, "__globals__"},
		{"patched type", "int.x = 1\n", interp.Raised, 1, "TypeError: cannot set 'x' attribute of immutable type 'int'"},
		{"dunder method of a native", "[].__imul__(10 ** 12)\n", interp.UnsupportedUse, 1, "__imul__"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := runText(t, c.text, interp.Limits{})
			got := o.Detail
			if o.Exception != nil {
				got += " " + o.Exception.Error()
			}
			if o.Status != c.status || o.Line != c.line || !strings.Contains(got, c.want) {
				t.Errorf("%v, line %d, %q; want %v, line %d, %q", o.Status, o.Line, got, c.status, c.line, c.want)
			}
		})
	}
}

// TestHostile runs programs that try to outlast, outgrow or crash the engine. Each must end by the limit named, in every
// run with the same fuel.
func TestHostile(t *testing.T) {
	const fuel, memory, output, recursion = interp.FuelLimit, interp.MemoryLimit, interp.OutputLimit, interp.Raised
	for _, c := range []struct {
		name, text string
		status     interp.Status
	}{
		{"loop", "while True: pass", fuel},
		{"loop in try", "while True:\n  try:\n    while True: pass\n  except:\n    pass\n  finally:\n    pass", fuel},
		{"swallowing exit", "class C:\n  def __enter__(self): return self\n  def __exit__(self, *a): return True\nwhile True:\n  with C():\n    while True: pass", fuel},
		{"finally continues", "for i in iter(int, 1):\n  try:\n    while True: pass\n  finally:\n    break", fuel},
		{"generator", "def g():\n  while True:\n    try: yield\n    except BaseException: pass\nfor x in g(): pass", fuel},
		{"sum of a range", "sum(range(10 ** 12))", fuel},
		{"max of a range", "max(range(10 ** 12))", fuel},
		{"float in a range", "0.5 in range(10 ** 13); any(x for x in iter(int, 1))", fuel},
		{"all of repeat", "import itertools\nall(itertools.repeat(1))", fuel},
		{"deque of count", "import itertools, collections\ncollections.deque(itertools.count(), maxlen=0)", fuel},
		{"islice of count", "import itertools\nfor x in itertools.islice(itertools.count(), 10 ** 18, None): pass", fuel},
		{"islice that skips", "import itertools\nnext(itertools.islice(itertools.count(), 10 ** 18, 10 ** 18), 0)", fuel},
		{"permutations", "import itertools\nfor p in itertools.permutations(range(20)): pass", fuel},
		{"sort", "while True: sorted(range(10000), key=lambda x: -x)", fuel},
		{"power with modulus", "pow(3, 2 ** 20000, 2 ** 20000 - 3)", fuel},
		{"factorial", "import math\nmath.factorial(10 ** 6)", fuel},
		{"square root", "import math\nmath.isqrt(7 ** 10 ** 6)", fuel},
		{"product", "x = 3 ** 100000\nwhile True: x * x", fuel},
		{"fibonacci", "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nf(60)", fuel},
		{"dag repr", "a = []\nfor i in range(100): a = [a, a]\nrepr(a)", fuel},
		{"dag equality", "a, b = [], []\nfor i in range(100): a, b = [a, a], [b, b]\na == b", fuel},
		{"dag hash", "a = ()\nfor i in range(100): a = (a, a)\nhash(a)", fuel},
		{"sleep", "import time\nwhile True: time.sleep(10 ** 9)", fuel},
		{"growing exception chain", "e = None\nwhile True:\n  try:\n    try: raise ValueError\n    except ValueError: 1 / 0\n  except Exception as x: e = x", fuel},
		{"string search", "a = 'a' * 10 ** 6\nwhile True: a.find('b')", fuel},
		{"deep copy", "import copy\na = []\nfor i in range(100): a = [a, list(a)]\nwhile True: copy.deepcopy(a)", fuel},
		{"hash collisions", "class C:\n  def __hash__(self): return 1\n  def __eq__(self, o): return self is o\nd = {}\nwhile True: d[C()] = 1", fuel},
		{"eval", "while True: eval('1 + 1')", fuel},

		{"power tower", "7 ** 7 ** 7 ** 7", memory},
		{"shift", "1 << 10 ** 11", memory},
		{"list repeat", "[0] * 10 ** 10", memory},
		{"string repeat", "'x' * 10 ** 12", memory},
		{"tuple repeat", "(1,) * 2 ** 63", memory},
		{"bytes", "bytes(10 ** 12)", memory},
		{"list of a range", "list(range(10 ** 10))", memory},
		{"width", "'{:9999999999}'.format(0)", memory},
		{"precision", "'%.*f' % (10 ** 9, 1)", memory},
		{"star width", "'%*d' % (10 ** 9, 1)", memory},
		{"f-string width", "f'{1:>{10 ** 9}}'", memory},
		{"ljust", "'a'.ljust(10 ** 10)", memory},
		{"replace", "('a' * 20000).replace('a', 'b' * 100000)", memory},
		{"join", "'a'.join(['b' * 10 ** 6] * 10 ** 4)", memory},
		{"tabs", "'\\t'.expandtabs(10 ** 10)", memory},
		{"product of itself", "import itertools\nlist(itertools.product(range(10), repeat=10 ** 7))", memory},
		{"doubling", "a = 'x'\nwhile True: a += a", memory},
		{"doubling a list", "a = [0]\nwhile True: a = a + a", memory},
		{"appending", "a = []\nwhile True: a.append('x' * 1000)", memory},
		{"appending in try", "a = []\nwhile True:\n  try:\n    while True: a.append([0] * 1000)\n  except: pass", memory},
		{"growing dict", "d = {}\nn = 0\nwhile True:\n  d[n] = [n] * 100\n  n += 1", memory},
		{"growing set", "s = set()\nn = 0\nwhile True:\n  s.add((n,) * 50)\n  n += 1", memory},
		{"list of an endless iterator", "import itertools\nlist(itertools.repeat('x' * 1000))", memory},
		{"tuple of an endless iterator", "tuple(iter(lambda: [0] * 100, 1))", memory},
		{"chain of objects", "class N: pass\nn = None\nwhile True:\n  m = N(); m.next = n; m.load = [0] * 100; n = m", memory},
		{"nested generators kept", "l = []\ndef g(): yield\nwhile True: l.append((g(), [0] * 100))", memory},
		{"memory swallowed", "while True:\n  try: [0] * 10 ** 10\n  except MemoryError: pass", fuel},

		{"prints", "while True: print('x' * 1000)", output},
		{"one print", "print('x' * (2 * 10 ** 6))", output},
		{"empty prints", "while True: print(end='')", output},
		{"errors printed", "import sys\nwhile True: sys.stderr.write('e')", output},

		{"recursion", "def f(): f()\nf()", recursion},
		{"recursion in repr", "class A:\n  def __repr__(self): return repr(self)\nrepr(A())", recursion},
		{"recursion in eq", "class A:\n  def __eq__(self, o): return self == o\nA() == A()", recursion},
		{"recursion in getattr", "class A:\n  def __getattr__(self, n): return getattr(self, n)\nA().x", recursion},
		{"recursion in sort", "def f(x): return sorted([1], key=f)\nf(1)", recursion},
		{"recursion in hash", "class A:\n  def __hash__(self): return hash(self)\n{A(): 1}", recursion},
		{"recursion in init", "class A:\n  def __init__(self): A()\nA()", recursion},
		{"deep repr", "a = []\nfor i in range(10 ** 5): a = [a]\nrepr(a)", recursion},
		{"deep equality", "a, b = [], []\nfor i in range(10 ** 5): a, b = [a], [b]\na == b", recursion},
		{"deep hash", "a = ()\nfor i in range(10 ** 4): a = (a,)\nhash(a)", recursion},
		{"deep copy of depth", "import copy\na = []\nfor i in range(10 ** 5): a = [a]\ncopy.deepcopy(a)", recursion},
		{"chain of maps", "m = [1]\nfor i in range(10 ** 5): m = map(int, m)\nnext(m)", recursion},
		{"chain of generators", "g = iter([1])\nfor i in range(10 ** 4): g = (x for x in g)\nnext(g)", recursion},
		{"chain of partials", "import functools\nf = int\nfor i in range(10 ** 5): f = functools.partial(f)\nf()", recursion},
		{"chain of methods", "class A: pass\nclass S:\n  pass\nf = S\nfor i in range(10 ** 4): f = staticmethod(f)\nf()", recursion},
		{"mutual cycles", "a = []; b = [a]; a.append(b)\nrepr(a)\na == b", recursion},
		{"eval in eval", "s = 'eval(s)'\neval(s)", recursion},
		{"class tower", "C = object\nfor i in range(10 ** 4): C = type('C', (C,), {})", interp.UnsupportedUse},
		{"class tower by statement", "C = object\nfor i in range(10 ** 4):\n  class C(C): pass", interp.UnsupportedUse},
		{"recursion swallowed", "def f():\n  try: f()\n  except: f()\nf()", memory},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			limits := interp.Limits{Fuel: 4_000_000, Memory: 16 << 20}
			if c.status == memory {
				limits.Memory = 4 << 20
			}
			o := runText(t, c.text, limits)
			if o.Status != c.status {
				t.Fatalf("%v %s %v after %d units, want %v", o.Status, o.Detail, o.Exception, o.Fuel, c.status)
			}
			if o.PeakMemory > limits.Memory*9/4 {
				t.Errorf("peak memory %d of %d", o.PeakMemory, limits.Memory)
			}
			if o.Status == fuel && o.Fuel != limits.Fuel {
				t.Errorf("fuel %d, want all %d", o.Fuel, limits.Fuel)
			}
			again := runText(t, c.text, limits)
			if again.Fuel != o.Fuel || again.PeakMemory != o.PeakMemory || again.Status != o.Status {
				t.Errorf("again: %v, fuel %d, memory %d; before: %v, %d, %d", again.Status, again.Fuel, again.PeakMemory, o.Status, o.Fuel, o.PeakMemory)
			}
		})
	}
}

// TestDeepSources feeds sources that are deep or long. None may crash, whatever is made of them.
func TestDeepSources(t *testing.T) {
	r := strings.Repeat
	for name, text := range map[string]string{
		"parentheses": r("(", 1e5) + "1" + r(")", 1e5), "open": r("(", 1e6), "lists": r("[", 1e5), "minus": "x = " + r("-", 1e5) + "1",
		"not": "x = " + r("not ", 1e5) + "1", "lambda": "x = " + r("lambda: ", 1e5) + "1", "sum": "x = 1" + r("+1", 1e5), "power": "x = 1" + r("**1", 1e5),
		"conditional": "x = " + r("1 if 1 else ", 1e4) + "1", "attributes": "x = 1" + r(".real", 1e5), "subscripts": "x = a" + r("[0]", 1e5), "calls": "f" + r("()", 1e5),
		"comparison": "x = 1" + r("<1", 1e4), "and": "x = 1" + r(" and 1", 1e5), "elif": "x = 1\nif x: pass\n" + r("elif x: pass\n", 1e4),
		"strings": "x = " + r("'a' ", 1e5), "statements": r("x = 1\n", 1e5), "semicolons": r("x = 1;", 1e5) + "\n", "ifs": "x = 1\n" + r("if x: x\n", 5000),
		"tries": r("try: x = 1\nexcept: pass\nfinally: x = 2\n", 1000), "f-string": "x = " + r("f'{", 100) + "1" + r("}'", 100), "functions": r("def f(): pass\n", 5000),
		"arguments": "f(" + r("1,", 1e4) + ")", "list": "x = [" + r("1,", 3e4) + "]", "dict": "x = {" + r("1:1,", 1e4) + "}", "digits": "x = " + r("9", 1e5),
		"hex": "x = 0x" + r("f", 1e5), "decorators": r("@f\n", 1e4) + "def f(): pass", "name": "x" + r("y", 1e6) + " = 1", "blank": r("\n", 1e6), "comment": "#" + r("x", 1e6),
		"with": "with " + r("a as b, ", 200) + "c: pass", "nested functions": func() string {
			var b strings.Builder
			for i := range 90 {
				b.WriteString(r(" ", i) + "def f():\n")
			}
			return b.String() + r(" ", 90) + "pass\n"
		}(), "nul": "x = 1\x00", "escapes": "x = '" + r(`\x41`, 1e4) + "'", "global": "global " + r("a,", 1e4) + "b",
	} {
		t.Run(name, func(t *testing.T) {
			o := New().Run(context.Background(), program(text), nil, interp.Limits{Fuel: 100_000_000})
			if o.Status == interp.FaultOfOurs || o.Status == interp.TimeLimit {
				t.Errorf("%v %s", o.Status, o.Detail)
			}
		})
	}
}

// TestSteps pins what steps share and how a run says which one ended it.
func TestSteps(t *testing.T) {
	files := fstest.MapFS{
		"pkg/__init__.py": {Data: []byte("from .a import one\nfrom . import b\nname = __name__\n")},
		"pkg/a.py":        {Data: []byte("from .b import two\ndef one(): return two() - 1\n")},
		"pkg/b.py":        {Data: []byte("def two(): return 2\n")},
		"pkg/sub/deep.py": {Data: []byte("from ..b import two\nimport pkg.a as x\nv = two() + x.one()\n")},
		"helper.py":       {Data: []byte("print('helper', __name__)\nvalue = 7\n")},
		"random.py":       {Data: []byte("print('shadow')\n")},
		"broken.py":       {Data: []byte("x = 1\ny = (\n")},
		"fails.py":        {Data: []byte("\n\nraise ValueError('in module')\n")},
		"circle_a.py":     {Data: []byte("import circle_b\nx = circle_b.y\n")},
		"circle_b.py":     {Data: []byte("import circle_a\ny = 1\n")},
		"latin.py":        {Data: []byte("# -*- coding: latin-1 -*-\ns = '\xe9'\n")},
	}
	main := func(text string) interp.Step { return interp.Step{Source: source.NewFile("main.py", text)} }
	for _, c := range []struct {
		name   string
		steps  []interp.Step
		status interp.Status
		step   int
		out    string
	}{
		{"main of a package", []interp.Step{{Kind: interp.RunMain, Package: "pkg", Source: source.NewFile("pkg/__main__.py", "from . import b\nfrom .a import one\nprint(__name__, __package__, one())\n")}}, interp.OK, 1, "__main__ pkg 1\n"},
		{"shared namespace", []interp.Step{main("x = 1"), main("x += 1"), main("print(x, __name__)")}, interp.OK, 3, "2 __main__\n"},
		{"second step fails", []interp.Step{main("x = 1"), main("assert x == 2"), main("print(1)")}, interp.Assertion, 1, ""},
		{"exit", []interp.Step{main("import sys"), main("print(1); sys.exit(0)"), main("print(2)")}, interp.Exited, 1, "1\n"},
		{"import module", []interp.Step{{Kind: interp.ImportModule, Module: "helper"}, main("import helper\nprint(helper.value)")}, interp.OK, 2, "helper helper\n7\n"},
		{"package", []interp.Step{main("import pkg\nprint(pkg.one(), pkg.b.two(), pkg.name)\nfrom pkg.sub.deep import v\nprint(v)")}, interp.OK, 1, "1 2 pkg\n3\n"},
		{"no shadowing", []interp.Step{main("import random\nrandom.seed(1)\nprint(random.randint(1, 10))")}, interp.OK, 1, "3\n"},
		{"broken module", []interp.Step{main("import broken")}, interp.InvalidSyntax, 0, ""},
		{"broken module caught", []interp.Step{main("try: import broken\nexcept SyntaxError as e: print(e)")}, interp.OK, 1, "'(' was never closed (broken.py, line 2)\n"},
		{"failing module", []interp.Step{{Kind: interp.ImportModule, Module: "fails"}}, interp.Raised, 0, ""},
		{"circle", []interp.Step{main("import circle_a\nprint(circle_a.x)")}, interp.OK, 1, "1\n"},
		{"encoding", []interp.Step{main("import latin\nprint(latin.s)")}, interp.OK, 1, "é\n"},
		{"missing", []interp.Step{{Kind: interp.ImportModule, Module: "../helper"}}, interp.Raised, 0, ""},
		{"star", []interp.Step{main("from helper import *\nprint(value)")}, interp.OK, 1, "helper helper\n7\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := New().Run(context.Background(), &interp.Program{Steps: c.steps}, &interp.Host{FS: files}, interp.Limits{})
			if o.Status != c.status || o.Step != c.step || string(o.Stdout) != c.out {
				t.Errorf("%v, step %d, %q (%s %v); want %v, step %d, %q", o.Status, o.Step, o.Stdout, o.Detail, o.Exception, c.status, c.step, c.out)
			}
		})
	}
}

// TestHost pins what a program sees of its host, and what attempts are recorded.
func TestHost(t *testing.T) {
	var out, errs strings.Builder
	h := &interp.Host{Stdin: strings.NewReader("first\nsecond\n\nlast"), Stdout: &out, Stderr: &errs, Argv: []string{"prog", "a"}, Seed: 5}
	o := New().Run(context.Background(), program("import sys\nprint(input('? '))\nprint([l for l in sys.stdin], sys.argv)\nprint('e', file=sys.stderr)\n"+
		"try: input()\nexcept EOFError as e: print(e)\nprint(eval('1 + 1'))\ntry:\n    import os\nexcept ImportError: pass\n"), h, interp.Limits{})
	if got, want := out.String(), "? first\n['second\\n', '\\n', 'last'] ['prog', 'a']\nEOF when reading a line\n2\n"; got != want {
		t.Errorf("stdout %q, want %q", got, want)
	}
	if errs.String() != "e\n" || len(o.Stdout) > 0 || len(o.Stderr) > 0 {
		t.Errorf("stderr %q, kept %q and %q", errs.String(), o.Stdout, o.Stderr)
	}
	if o.Status != interp.UnsupportedUse || o.Line != 9 {
		t.Errorf("%v, line %d", o.Status, o.Line)
	}
	want := []interp.Effect{{Kind: "eval", What: "eval('1 + 1')", File: "main.py", Line: 7}, {Kind: "process", What: "os", Denied: true, File: "main.py", Line: 9}}
	if len(o.Effects) != len(want) || o.Effects[0] != want[0] || o.Effects[1] != want[1] {
		t.Errorf("effects %+v, want %+v", o.Effects, want)
	}
}

// TestOutputIsCut checks that what fits under the limit is kept, and that an exit's message counts too.
func TestOutputIsCut(t *testing.T) {
	o := runText(t, "print('abc')\nprint('defgh')\n", interp.Limits{Output: 7})
	if o.Status != interp.OutputLimit || string(o.Stdout) != "abc\ndef" || o.Line != 2 {
		t.Errorf("%v %q, line %d", o.Status, o.Stdout, o.Line)
	}
	o = runText(t, "raise SystemExit('long message')\n", interp.Limits{Output: 4})
	if o.Status != interp.OutputLimit || string(o.Stderr) != "long" {
		t.Errorf("%v %q", o.Status, o.Stderr)
	}
}

// TestExitCodes pins the process's status as CPython sets it.
func TestExitCodes(t *testing.T) {
	for text, want := range map[string]int{"raise SystemExit": 0, "raise SystemExit(None)": 0, "raise SystemExit(3)": 3, "raise SystemExit('x')": 1, "raise SystemExit(256)": 0,
		"raise SystemExit(-1)": 255, "raise SystemExit(True)": 1, "raise SystemExit([])": 1, "import sys; sys.exit()": 0, "exit(4)": 4, "raise SystemExit(10 ** 30)": 255} {
		if o := runText(t, text, interp.Limits{}); o.Status != interp.Exited || o.ExitCode != want {
			t.Errorf("%s: %v %d, want %d", text, o.Status, o.ExitCode, want)
		}
	}
}

// TestFuelIsExact pins the price of programs: a change here is a new schedule.
func TestFuelIsExact(t *testing.T) {
	for _, c := range []struct {
		text string
		want uint64
	}{
		{"", 1002},
		{"x = 1", 1104},
		{"x = 1 # a comment", 1104},
		{"for i in range(10): pass", 1481},
		{"print('hello')", 1292},
	} {
		if o := runText(t, c.text, interp.Limits{}); o.Status != interp.OK || o.Fuel != c.want {
			t.Errorf("%q: %v, %d units, want %d", c.text, o.Status, o.Fuel, c.want)
		}
	}
	// A limit of exactly the price suffices, one unit less does not.
	text := "s = 0\nfor i in range(1000): s += i * i\nprint(s, sorted(str(s)))"
	cost := runText(t, text, interp.Limits{}).Fuel
	if o := runText(t, text, interp.Limits{Fuel: cost}); o.Status != interp.OK || o.Fuel != cost {
		t.Errorf("with its price: %v %d", o.Status, o.Fuel)
	}
	if o := runText(t, text, interp.Limits{Fuel: cost - 1}); o.Status != interp.FuelLimit || o.Fuel != cost-1 {
		t.Errorf("with less: %v %d", o.Status, o.Fuel)
	}
}

// TestClock checks the backstop: a deadline and a cancellation end a run, and are not limits of the program.
func TestClock(t *testing.T) {
	endless := program("while True: pass")
	o := New().Run(context.Background(), endless, nil, interp.Limits{Fuel: 1 << 62, Wall: time.Millisecond})
	if o.Status != interp.TimeLimit {
		t.Errorf("deadline: %v", o.Status)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if o := New().Run(ctx, endless, nil, interp.Limits{Fuel: 1 << 62}); o.Status != interp.Cancelled {
		t.Errorf("cancelled: %v", o.Status)
	}
}

// TestConcurrentRuns runs programs that change all they can reach, at once on one engine; each sees only its own world.
func TestConcurrentRuns(t *testing.T) {
	e := New()
	text := "import builtins, random, math, collections, sys\nassert len([1]) == 1 and math.pi < 4 and not hasattr(math, 'mine')\n" +
		"builtins.len = lambda x: 99\nmath.pi = 5\nmath.mine = 1\nrandom.seed(TASK)\nclass A: pass\nA.x = collections.Counter('abc')\nsys.setrecursionlimit(500)\n" +
		"d = {}\nfor i in range(2000): d[i % 7, str(i)] = [i]\nprint(TASK, len(d), random.random(), sorted({'b', 'a'}), id(d) > 0, id(A))\n" +
		"try: int.foo = 1\nexcept TypeError: pass\n"
	text = strings.ReplaceAll(text, "hasattr(math, 'mine')", "('mine' in vars(math))")
	results := make([]*interp.Outcome, 16)
	var wg sync.WaitGroup
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = e.Run(context.Background(), program(strings.ReplaceAll(text, "TASK", string(rune('0'+i%4)))), nil, interp.Limits{})
		}()
	}
	wg.Wait()
	for i, o := range results {
		if o.Status != interp.OK {
			t.Fatalf("%d: %v %s %v", i, o.Status, o.Detail, o.Exception)
		}
		if string(o.Stdout) != string(results[i%4].Stdout) || o.Fuel != results[i%4].Fuel {
			t.Errorf("%d: %q, fuel %d; the same program gave %q, %d", i, o.Stdout, o.Fuel, results[i%4].Stdout, results[i%4].Fuel)
		}
	}
}
