package cpython

import (
	"os"
	"strings"
	"testing"
)

// TestVerdictsAgree asks CPython 3.14 whether it says of the programs in package resolve's testdata what stands there.
func TestVerdictsAgree(t *testing.T) {
	if !comparing() {
		t.Skip("give -compare to ask CPython about the verdicts")
	}
	o := python314(t)
	archive, err := os.ReadFile("../resolve/testdata/verdicts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := strings.Split("\n"+string(archive), "\n-- ")[1:]
	for i := 0; i+1 < len(files); i += 2 {
		name, text, _ := strings.Cut(files[i], ".py --\n")
		want, ok := strings.CutPrefix(files[i+1], name+".want --\n")
		if !ok {
			t.Fatalf("%s.py is not followed by %[1]s.want", name)
		}
		if got := o.about("verdict", []byte(text)).Verdict; got != strings.TrimSuffix(want, "\n") {
			t.Errorf("%s: CPython says\n%s\nof\n%s\nnot\n%s", name, got, text, want)
		}
	}
	t.Logf("%d programs asked", len(files)/2)
}
