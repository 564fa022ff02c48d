package syntax_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// ownPrograms parses the programs below testdata that have no errors.
func ownPrograms(t *testing.T) map[string]*syntax.Tree {
	t.Helper()
	out := map[string]*syntax.Tree{}
	for _, pattern := range []string{"testdata/py314/*.py", "testdata/dump/*.py"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if tree := syntax.Parse(source.NewFile(path, string(text)), syntax.Options{}); len(tree.Errors) == 0 {
				out[path] = tree
			}
		}
	}
	if len(out) == 0 {
		t.Fatal("no program found")
	}
	return out
}

// TestWalkReachesEverything compares with a walk by reflection, which cannot forget a field.
func TestWalkReachesEverything(t *testing.T) {
	kinds := map[string]bool{}
	for path, tree := range ownPrograms(t) {
		want := map[syntax.Node]int{}
		reflected(reflect.ValueOf(tree.Root), want)
		got := map[syntax.Node]int{}
		syntax.Inspect(tree.Root, func(n syntax.Node) bool {
			got[n]++
			name := syntax.KindName(n)
			if name == "" {
				t.Errorf("%s: a %T has no name", path, n)
			}
			kinds[name] = true
			return true
		})
		for n := range want {
			if got[n] != 1 {
				t.Errorf("%s: a %T at %v is visited %d times", path, n, tree.File.Position(n.Pos()), got[n])
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d nodes visited, there are %d", path, len(got), len(want))
		}
	}
	if len(kinds) < 60 {
		t.Errorf("the programs have only %d kinds of node; they are to have nearly all", len(kinds))
	}
}

var nodeType = reflect.TypeFor[syntax.Node]()

// reflected gathers all nodes below a value.
func reflected(v reflect.Value, into map[syntax.Node]int) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			reflected(v.Elem(), into)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if v.Type().Implements(nodeType) {
			into[v.Interface().(syntax.Node)]++
		}
		reflected(v.Elem(), into)
	case reflect.Slice:
		for i := range v.Len() {
			reflected(v.Index(i), into)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			reflected(v.Field(i), into)
		}
	}
}

// TestWalkOrder wants children in the order of the source and inside their parents.
func TestWalkOrder(t *testing.T) {
	for path, tree := range ownPrograms(t) {
		syntax.Inspect(tree.Root, func(n syntax.Node) bool {
			switch n.(type) {
			case *syntax.JoinedStr, *syntax.TemplateStr:
				return true // CPython places the text that {x=} makes behind the field
			}
			var last syntax.Node
			syntax.Children(n, func(c syntax.Node) {
				if last != nil && c.Pos() < last.Pos() {
					t.Errorf("%s: in a %s at %v, a %s comes after a %s that stands behind it", path, syntax.KindName(n),
						tree.File.Position(n.Pos()), syntax.KindName(c), syntax.KindName(last))
				}
				last = c
			})
			return true
		})
	}
}

func TestWalkUpAndDown(t *testing.T) {
	tree := syntax.Parse(source.NewFile("m.py", "f(a, k=b, *c)\n[d]"), syntax.Options{})
	got := ""
	syntax.Walk(tree.Root, func(n syntax.Node) bool {
		if id, ok := n.(*syntax.Name); ok {
			got += id.ID
		}
		_, list := n.(*syntax.List)
		got += "<"
		return !list
	}, func(syntax.Node) { got += ">" })
	// The list is entered but not gone below, so it is not left either.
	if want := "<<<f<>a<><b<>><c<>>>><<>>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWalkAllocatesNothing(t *testing.T) {
	tree := syntax.Parse(source.NewFile("m.py", "def f(a, b=1):\n return [g(x, k=-y) for x in z if x is not None]\n"), syntax.Options{})
	nodes := 0
	visit := func(syntax.Node) bool { nodes++; return true }
	if n := testing.AllocsPerRun(100, func() { syntax.Inspect(tree.Root, visit) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if nodes == 0 {
		t.Error("nothing visited")
	}
}
