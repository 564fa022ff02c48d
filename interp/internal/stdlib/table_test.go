package stdlib

import (
	"slices"
	"strings"
	"testing"
)

// TestTable wants the table sorted and no module twice.
func TestTable(t *testing.T) {
	if !slices.IsSortedFunc(loaders(), func(a, b loader) int { return strings.Compare(a.name, b.name) }) {
		t.Error("the loaders are not sorted by name")
	}
	names := Names()
	for i := 1; i < len(names); i++ {
		if names[i] == names[i-1] {
			t.Errorf("%s is bundled twice", names[i])
		}
	}
}

// TestSubmodulesHavePackages wants the package of each submodule to be bundled, because importing it comes first.
func TestSubmodulesHavePackages(t *testing.T) {
	names := Names()
	for _, name := range names {
		if i := strings.LastIndexByte(name, '.'); i > 0 && !slices.Contains(names, name[:i]) {
			t.Errorf("%s is bundled and its package %s is not", name, name[:i])
		}
	}
}

// TestAbsent tells what CPython has, what others have, and what nobody has.
func TestAbsent(t *testing.T) {
	for _, c := range []struct{ name, absent, optional string }{
		{"tracemalloc", "the module tracemalloc", ""}, {"email.mime.text", "the module email.mime.text", ""},
		{"readline", "", "the module readline"}, {"numpy", "", "the third-party package numpy"},
		{"numpy.linalg", "", "the third-party package numpy"}, {"no_such_module", "", ""}, {"winreg", "", ""},
	} {
		if got := Absent(c.name); got != c.absent {
			t.Errorf("Absent(%q) is %q, not %q", c.name, got, c.absent)
		}
		if got := Optional(c.name); got != c.optional {
			t.Errorf("Optional(%q) is %q, not %q", c.name, got, c.optional)
		}
	}
}
