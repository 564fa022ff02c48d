package native_test

import (
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/stdlib"
)

// TestWholeLibrary: what the modules of the library leave for later can be made up for at any time, all at once, and dir knew
// all of it before.
func TestWholeLibrary(t *testing.T) {
	aside := map[string]bool{"unittest.__main__": true, "pytest.__main__": true}
	for name := range stdlib.Texts() {
		if aside[name] {
			continue
		}
		out := runText("a.py", `
import sys
__import__(`+"'"+name+"'"+`)
m = sys.modules[`+"'"+name+"'"+`]
known = set(object.__dir__(m)) | set(type(m).__dir__(m))
missing = sorted(set(vars(m)) - known)
print([] if '__dir__' in vars(m) else missing)
order = [n for n in vars(m) if not n.startswith('__')]
assert order == [n for n in vars(m) if not n.startswith('__')]
`, interp.Limits{})
		if out.Status != interp.OK || string(out.Stdout) != "[]\n" {
			t.Errorf("%s: %v %s %s", name, out.Status, out.Stdout, out.Stderr)
		}
	}
}
