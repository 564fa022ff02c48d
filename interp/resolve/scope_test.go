package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// parse reads a program that has no errors.
func parse(t *testing.T, text string) *syntax.Tree {
	t.Helper()
	tree := syntax.Parse(source.NewFile("m.py", text), syntax.Options{})
	if err := tree.Err(); err != nil {
		t.Fatal(err)
	}
	return tree
}

func resolved(t *testing.T, text string) *resolve.Info {
	t.Helper()
	info := resolve.Resolve(parse(t, text))
	if len(info.Errors) > 0 {
		t.Fatal(info.Errors[0])
	}
	return info
}

// scope finds a scope by the names on the way from the module: "f.lambda".
func scope(t *testing.T, info *resolve.Info, path string) *resolve.Scope {
	t.Helper()
	s := info.Module
	for _, name := range strings.Split(path, ".") {
		if name == "" {
			continue
		}
		var next *resolve.Scope
		for _, child := range s.Children {
			if child.Name == name {
				next = child
			}
		}
		if next == nil {
			t.Fatalf("no scope %s", path)
		}
		s = next
	}
	return s
}

// TestResolutions states the meaning of names as CPython's symtable has it. Each case names a scope and lists its names.
func TestResolutions(t *testing.T) {
	for _, test := range []struct{ name, text, scope, want string }{
		{"global", "x = 1\ndef f(): return x", "f", "x: implicit global"},
		{"declared", "def f():\n global x\n x = 1", "f", "x: global"},
		{"cell", "def f(a):\n def g(): return a", "f", "a: cell, g: local"},
		{"free", "def f(a):\n def g(): return a", "f.g", "a: free"},
		{"passed through", "def f(a):\n def g():\n  def h(): return a", "f.g", "h: local, a: free"},
		{"class is no function", "class C:\n x = 1\n def f(self): return x", "C.f", "self: local, x: implicit global"},
		{"class hands on", "def f(x):\n class C:\n  x = 1\n  def g(self): return x", "f.C.g", "self: local, x: free"},
		{"nonlocal", "def f(x):\n def g():\n  nonlocal x\n  x = 1", "f.g", "x: free"},
		{"super", "class C:\n def f(self): super()", "C.f", "self: local, super: implicit global, __class__: free"},
		{"super outside", "def f(): super()", "f", "super: implicit global, __class__: implicit global"},
		{"private", "class C:\n def f(self): __x", "C.f", "self: local, _C__x: implicit global"},
		{"comprehension", "def f(a):\n return [b + a for b in a]", "f.listcomp", ".0: local, b: local, a: free"},
		{"comprehension in a class", "class C:\n a = 1\n b = [a for _ in a]", "C.listcomp", ".0: local, _: local, a: implicit global"},
		{"walrus", "def f(a):\n [b := x for x in a]", "f", "a: local, b: cell"},
		{"walrus in a module", "[b := x for x in a]", "listcomp", ".0: local, x: local, b: global"},
		{"global hides", "def f(x):\n def g():\n  global x\n  def h(): return x", "f.g.h", "x: implicit global"},
		{"type parameter", "def f[T](a: T): return T", "f.f", "a: local, T: free"},
		{"annotation", "def f[T](a: T): return T", "f.__annotate__", ".format: local, T: free"},
		{"annotation sees class", "class C:\n T = int\n def f(a: T): pass", "C.__annotate__",
			"__classdict__: free, .format: local, T: implicit global"},
		{"unevaluated", "def f(T):\n x: T = 1", "f", "T: local, x: local"},
		{"exception", "def f():\n try: pass\n except E as e: pass", "f", "E: implicit global, e: local"},
		{"pattern", "def f(a):\n match a:\n  case [b, *c] | {'k': b, **c}: pass", "f", "a: local, b: local, c: local"},
		{"import", "def f():\n import a.b, c as d\n from e import g", "f", "a: local, d: local, g: local"},
		{"deletion binds", "def f():\n del x", "f", "x: local"},
		{"lambda", "f = lambda a, b=c: a + d", "lambda", "a: local, b: local, d: implicit global"},
		{"type alias", "class C:\n type X[T] = list[T]", "C.X.X", "__classdict__: free, list: implicit global, T: free"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, y := range scope(t, resolved(t, test.text), test.scope).Symbols {
				got = append(got, fmt.Sprintf("%s: %s", y.Name, y.Resolution))
			}
			if s := strings.Join(got, ", "); s != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.text, s, test.want)
			}
		})
	}
}

func TestFrames(t *testing.T) {
	info := resolved(t, "def f(a, /, b, *c, d=1, **e):\n global z\n z = y = x = 1\n return lambda: (y, d)")
	f := scope(t, info, "f")
	names := func(list []*resolve.Symbol) string {
		var out []string
		for _, y := range list {
			out = append(out, y.Name)
		}
		return strings.Join(out, " ")
	}
	if got := names(f.Parameters()); got != "a b d c e" {
		t.Errorf("parameters: %s", got)
	}
	if got := names(f.Locals()); got != "a b d c e y x" {
		t.Errorf("locals: %s", got)
	}
	if got := names(f.Cells()); got != "d y" {
		t.Errorf("cells: %s", got)
	}
	if got := names(scope(t, info, "f.lambda").Frees()); got != "y d" {
		t.Errorf("frees: %s", got)
	}
	if !f.Varargs || !f.Varkw || !f.ReturnsAny || f.Nested || f.Generator || f.Async {
		t.Errorf("flags of f: %+v", f)
	}
}

func TestScopeFlags(t *testing.T) {
	info := resolved(t, `from a import *
def gen(): yield
async def coro(): await x
async def agen(): yield 1
class C:
    def m(self): return __class__
class D:
    def m(self): pass
async def comp(): return [i async for i in x], (i for i in x)
`)
	s := func(path string) *resolve.Scope { return scope(t, info, path) }
	for _, test := range []struct {
		name string
		is   bool
	}{
		{"a module has a star import", info.Module.StarImport},
		{"yield makes a generator", s("gen").Generator && !s("gen").Coroutine && !s("gen").Async},
		{"async def is one", s("coro").Async && s("coro").Coroutine && !s("coro").Generator},
		{"yield in it makes an asynchronous generator", s("agen").Async && s("agen").Generator},
		{"__class__ needs a cell of the class", s("C").NeedsClass && !s("D").NeedsClass},
		{"an inner function is nested, a method is not", s("comp.genexpr").Nested && !s("C.m").Nested},
		{"an asynchronous comprehension is a coroutine", s("comp.listcomp").Coroutine},
		{"a generator expression is a generator", s("comp.genexpr").Generator && s("comp.genexpr").Comprehension == resolve.GeneratorExpression},
	} {
		if !test.is {
			t.Errorf("not so: %s", test.name)
		}
	}
}

func TestScopeOfNode(t *testing.T) {
	tree := parse(t, "class C[T: int]:\n def f(self, a: int = 1): return lambda: [x for x in a]\n type X = T\n b: T")
	info := resolve.Resolve(tree)
	seen := map[string]bool{}
	syntax.Inspect(tree.Root, func(n syntax.Node) bool {
		if s := info.Scope(n); s != nil {
			if s.Node != n {
				t.Errorf("the scope of a %s belongs to another node", syntax.KindName(n))
			}
			seen[syntax.KindName(n)] = true
		}
		for _, k := range []resolve.ScopeKind{resolve.AnnotationScope, resolve.TypeAliasScope, resolve.TypeParametersScope, resolve.TypeVariableScope} {
			if s := info.Extra(n, k); s != nil {
				seen[syntax.KindName(n)+" "+k.String()] = true
			}
		}
		return true
	})
	for _, want := range []string{"Module", "ClassDef", "FunctionDef", "Lambda", "ListComp", "ClassDef type parameters",
		"Name type variable", "arguments annotation", "TypeAlias type alias", "ClassDef annotation"} {
		if !seen[want] {
			t.Errorf("no scope for %s", want)
		}
	}
}

// TestSeveralErrors holds that CPython's own error comes first and the others by place, one a line.
func TestSeveralErrors(t *testing.T) {
	info := resolve.Resolve(parse(t, "break; return\ncontinue\ndef f(a, a): pass\ndef g():\n nonlocal q\n"))
	var got []string
	for _, d := range info.Errors {
		got = append(got, fmt.Sprint(info.File.Position(d.From).Line, " ", d.Message))
	}
	want := []string{"3 duplicate argument 'a' in function definition", "1 'break' outside loop",
		"2 'continue' not properly in loop", "5 no binding for nonlocal 'q' found"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDeep resolves trees as high as the parser makes them, and closures that cross more functions than we let them.
func TestDeep(t *testing.T) {
	for name, text := range map[string]string{
		"lambdas":        strings.Repeat("lambda: ", 4000) + "x",
		"comprehensions": strings.Repeat("[", 1500) + "x" + strings.Repeat(" for x in y]", 1500),
		"attributes":     "x" + strings.Repeat(".a", 9000),
		"calls":          "x" + strings.Repeat("()", 9000),
		"operators":      "x" + strings.Repeat(" + x", 9000),
		"elif":           "if x: pass\n" + strings.Repeat("elif x: pass\n", 2500),
		"patterns":       "match x:\n case " + strings.Repeat("[", 1500) + "a" + strings.Repeat("]", 1500) + ": pass",
	} {
		t.Run(name, func(t *testing.T) {
			tree := syntax.Parse(source.NewFile("m.py", text), syntax.Options{})
			info := resolve.Resolve(tree)
			if len(tree.Errors) == 0 && len(info.Errors) > 0 {
				t.Error(info.Errors[0])
			}
		})
	}
}

func TestTooManyCaptures(t *testing.T) {
	var text strings.Builder
	text.WriteString("lambda ")
	for i := range 400 {
		fmt.Fprintf(&text, "a%d,", i)
	}
	text.WriteString(":" + strings.Repeat("lambda:", 500) + "(")
	for i := range 400 {
		fmt.Fprintf(&text, "a%d,", i)
	}
	text.WriteString(")")
	info := resolve.Resolve(parse(t, text.String()))
	if len(info.Errors) != 1 || info.Errors[0].Message != "too many variables captured by nested functions" {
		t.Errorf("got %v", info.Errors)
	}
}
