package native_test

import (
	"context"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

// judge runs a solution and, apart, tests of its function f.
func judge(solution, tests string, limits interp.Limits) *interp.Outcome {
	p := &interp.Program{Steps: []interp.Step{{Source: source.NewFile("solution.py", solution)},
		{Kind: interp.RunApart, Source: source.NewFile("tests.py", tests), Names: []string{"f"}}}}
	return native.Engine{}.Run(context.Background(), p, nil, limits)
}

// TestApart: what honest solutions answer arrives as it was meant.
func TestApart(t *testing.T) {
	for _, c := range []struct{ name, solution, tests string }{
		{"data", "def f(x): return x", "for x in (1, 2**70, 1.5, 'é', b'x', None, True, [1, [2]], (1, (2,)), {1, 2}, frozenset({1}), {'a': [1], 2: 3}, 1j, ...):\n    assert f(x) == x and type(f(x)) is type(x)"},
		{"mutation", "def f(x, d): x.append(1); d['a'] = [1]; x.sort()", "a, d = [3, 2], {}\nassert f(a, d) is None\nassert a == [1, 2, 3] and d == {'a': [1]}"},
		{"keywords", "def f(a, *, b=2): return a + b", "assert f(1, b=5) == 6 and f(a=1) == 3"},
		{"exception", "def f(x): raise KeyError('k', x)", "try: f(1)\nexcept KeyError as e: assert e.args == ('k', 1)\nelse: assert False"},
		{"own exception", "class Bad(ValueError): pass\ndef f(): raise Bad('no')", "try: f()\nexcept ValueError as e: assert 'no' in str(e)\nelse: assert False"},
		{"generator", "def f(n):\n    for i in range(n): yield i", "assert list(f(3)) == [0, 1, 2]\nassert sum(f(4)) == 6\nassert next(f(1)) == 0"},
		{"closure", "def f(x): return lambda y: x + y", "assert f(1)(2) == 3"},
		{"callback", "def f(g, x): return [g(i) for i in x]", "assert f(lambda v: v * 2, [1, 2]) == [2, 4]"},
		{"class", "class f:\n    def __init__(self): self.items = []\n    def push(self, x): self.items.append(x)\n    def __len__(self): return len(self.items)\n    def __getitem__(self, i): return self.items[i]\n    def __eq__(self, o): return self.items == o.items", "s = f()\ns.push(3)\nassert len(s) == 1 and s.items == [3] and s[0] == 3\nt = f()\nt.push(3)\nassert s == t and s is not t\nt.push(4)\nassert s != t"},
		{"named tuple", "from collections import namedtuple, Counter, defaultdict, OrderedDict\nP = namedtuple('P', 'x y')\ndef f(): return [P(1, 2), Counter('aab'), defaultdict(int, {1: 2}), OrderedDict(a=1)]", "assert f() == [(1, 2), {'a': 2, 'b': 1}, {1: 2}, {'a': 1}]"},
		{"cycle", "def f():\n    a = []\n    a.append(a)\n    return a", "a = f()\nassert a[0] is a"},
		{"enum", "from enum import IntEnum\nclass E(IntEnum): A = 1\ndef f(): return E.A", "assert f() == 1"},
		{"range", "def f(): return range(3)", "assert f() == range(3) and list(f()) == [0, 1, 2]"},
		{"dates", "import datetime\ndef f(): return [datetime.date(2020, 1, 2), datetime.timedelta(days=1), datetime.datetime(2020, 1, 2, 3)]", "import datetime\nassert f() == [datetime.date(2020, 1, 2), datetime.timedelta(days=1), datetime.datetime(2020, 1, 2, 3)]"},
		{"deque", "from collections import deque\ndef f(): return deque([1, 2], 5)", "from collections import deque\nassert f() == deque([1, 2]) and f().maxlen == 5"},
		{"nan", "def f(): return float('nan')", "x = f()\nassert x != x"},
	} {
		if o := judge(c.solution, c.tests, interp.Limits{Fuel: 20_000_000}); o.Status != interp.OK {
			t.Errorf("%s: %v %s %v", c.name, o.Status, o.Detail, o.Exception)
		}
	}
}

// TestCheats: no solution can make tests pass that it does not pass.
func TestCheats(t *testing.T) {
	const tests = "import math\ndef check(c):\n    assert len([1, 2]) == 2 and abs(-1) == 1 and isinstance(1, int)\n    assert c(2) == 4\n    assert math.isclose(c(2), 4.0)\n    assert abs(c(2) - 4) < 1e-6\ncheck(f)\n"
	for name, solution := range map[string]string{
		"always equal":        "class A:\n    def __eq__(s, o): return True\n    def __ne__(s, o): return False\n    def __sub__(s, o): return 0\n    __rsub__ = __sub__\n    def __abs__(s): return 0\n    def __float__(s): return 4.0\n    def __hash__(s): return 0\ndef f(x): return A()",
		"equal int":           "class A(int):\n    def __eq__(s, o): return True\n    def __sub__(s, o): return 0\ndef f(x): return A(7)",
		"equal float":         "class A(float):\n    def __eq__(s, o): return True\ndef f(x): return A(7)",
		"equal str":           "class A(str):\n    def __eq__(s, o): return True\ndef f(x): return A('7')",
		"equal list":          "class A(list):\n    def __eq__(s, o): return True\ndef f(x): return A()",
		"exit":                "import sys\ndef f(x): sys.exit(0)",
		"raise exit":          "def f(x): raise SystemExit(0)",
		"exit at once":        "import sys\nsys.exit(0)",
		"os exit":             "import os\ndef f(x): os._exit(0)",
		"patched built-ins":   "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.len = lambda x: 2\nbuiltins.isinstance = lambda a, b: True\nbuiltins.AssertionError = ValueError\nimport math\nmath.isclose = lambda *a, **k: True\nclass A:\n    def __eq__(s, o): return True\ndef f(x): return A()",
		"patched in the call": "def f(x):\n    import builtins, math, sys\n    builtins.abs = lambda x: 0\n    math.isclose = lambda *a: True\n    sys.modules['math'].isclose = math.isclose\n    return 5",
		"helpers redefined":   "def check(c): pass\nabs = lambda x: 0\ndef f(x): return 5",
		"main searched":       "def f(x):\n    import __main__, sys\n    for m in (__main__, sys.modules['__main__']): m.check = lambda c: None; m.abs = lambda x: 0\n    return 5",
		"frames":              "import sys\ndef f(x):\n    g = sys._getframe()\n    while g:\n        if 'check' in g.f_globals: g.f_globals['abs'] = lambda x: 0\n        for v in g.f_locals.values():\n            if v == 4: return v\n        g = g.f_back\n    return 5",
		"collector":           "import gc\ndef f(x):\n    for o in gc.get_objects():\n        if isinstance(o, dict) and 'check' in o: o['check'] = None\n    return 5",
		"endless generator":   "def f(x):\n    while True: yield 4",
		"endless loop":        "def f(x):\n    while True: pass",
		"swallowed assertion": "def f(x): raise AssertionError\nimport sys\nsys.excepthook = lambda *a: None",
		"printed verdict":     "print('{\"passed\": true}')\ndef f(x): return 5",
		"finaliser":           "class A:\n    def __del__(s):\n        import os\n        os._exit(0)\ndef f(x): A(); return 5",
		"thread":              "import threading\ndef g():\n    import os\n    os._exit(0)\ndef f(x):\n    threading.Thread(target=g).start()\n    return 5",
		"at exit":             "import atexit, os\natexit.register(os._exit, 0)\ndef f(x): return 5",
		"callable":            "class F:\n    def __call__(self, x): return self\n    def __eq__(self, o): return True\nf = F()",
		"nothing":             "",
		"forged class":        "class A:\n    __module__, __qualname__ = 'datetime', 'date'\n    def __reduce_ex__(s, p): return A, (1, 1, 1)\n    def __eq__(s, o): return True\ndef f(x): return A()",
	} {
		if o := judge(solution, tests, interp.Limits{Fuel: 5_000_000}); o.Status == interp.OK || o.Status == interp.FaultOfOurs {
			t.Errorf("%s: %v %s", name, o.Status, o.Detail)
		}
	}
	if o := judge("def f(x): return x * x", tests, interp.Limits{}); o.Status != interp.OK {
		t.Errorf("the honest one: %v %s %v", o.Status, o.Detail, o.Exception)
	}
}

// TestApartLimits: the realms share one budget.
func TestApartLimits(t *testing.T) {
	o := judge("def f(x): return x", "for i in range(10 ** 9): f([i])", interp.Limits{Fuel: 1_000_000})
	if o.Status != interp.FuelLimit || o.Fuel != 1_000_000 {
		t.Errorf("%v after %d", o.Status, o.Fuel)
	}
	one := judge("def f(): return sum(range(10))", "f()", interp.Limits{})
	ten := judge("def f(): return sum(range(100000))", "f()", interp.Limits{})
	if one.Status != interp.OK || ten.Status != interp.OK || ten.Fuel < one.Fuel+50_000 {
		t.Errorf("%v after %d, %v after %d", one.Status, one.Fuel, ten.Status, ten.Fuel)
	}
	deep := judge("def f(g, n): return g(f, n - 1) if n else 0", "def g(h, n): return h(g, n - 1) if n else 0\ntry: f(g, 10 ** 6)\nexcept RecursionError: print('RecursionError')", interp.Limits{})
	if deep.Status != interp.OK || string(deep.Stdout) != "RecursionError\n" {
		t.Errorf("%v %s %q", deep.Status, deep.Detail, deep.Stdout)
	}
}
