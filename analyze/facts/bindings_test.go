package facts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/syntax"
)

// TestManyBindings reads a module that binds more names than two bytes can number.
func TestManyBindings(t *testing.T) {
	const n = 70_000
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "n%d=0\n", i)
	}
	fmt.Fprintf(&b, "n%d\nn3\nprint\n", n-1)
	m := parse(t, "a.py", b.String())
	body := m.Tree.Body()
	for i, want := range map[int]string{n: fmt.Sprintf("n%d", n-1), n + 1: "n3"} {
		name := body[i].(*syntax.ExprStmt).Value.(*syntax.Name)
		if k := Bindings.Of(m).Of(name); k == nil || k.Name != want || k.Loads != 1 {
			t.Errorf("%s refers to %+v", want, k)
		}
	}
	if k := Bindings.Of(m).Of(body[n+2].(*syntax.ExprStmt).Value.(*syntax.Name)); k != nil {
		t.Errorf("print refers to %+v", k)
	}
}
