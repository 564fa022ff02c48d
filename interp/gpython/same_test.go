package gpython

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/cpython/programs"
	"github.com/assay-score/assay/interp/source"
)

// TestSameAsCPython runs the programs of testdata/same. Beside each stands what CPython 3.14 prints for it, then the
// exception that ends it and a line for each frame of its traceback.
func TestSameAsCPython(t *testing.T) {
	files, err := filepath.Glob("testdata/same/*.py")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	e := New()
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(name, ".py") + ".want")
			if err != nil {
				t.Fatal(err)
			}
			o := e.Run(context.Background(), &interp.Program{Steps: []interp.Step{{Source: source.NewFile(filepath.Base(name), string(text))}}}, nil, interp.Limits{})
			got := string(o.Stdout)
			if o.Exception != nil {
				got += "EXC " + o.Exception.Error() + "\n"
				for _, f := range o.Exception.Traceback {
					got += fmt.Sprintf("TB %d %s\n", f.Line, f.Function)
				}
			} else if o.Status != interp.OK {
				got += o.Detail
			}
			if got != string(want) {
				t.Error(programs.Difference(got, string(want)))
			}
		})
	}
}

// TestCorpus runs the behaviour corpus of all engines. This one is behind on much of it and says so; what it must never do
// is fail by a fault of its own, or outlast its fuel.
func TestCorpus(t *testing.T) {
	corpus, err := programs.Read(os.DirFS("../testdata"), "lang/*.txtar", "builtins/*.txtar", "types/*.txtar", "stdlib/*.txtar", "limits/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	e := New()
	same, lacking, other := 0, 0, 0
	for i := range corpus {
		p := &corpus[i]
		limits := interp.Limits{Fuel: 3_000_000, Memory: 16 << 20}
		if testing.Short() {
			limits.Fuel /= 10
		}
		if strings.HasPrefix(p.ID(), "limits/") {
			limits = interp.Limits{Fuel: 300_000, Memory: 4 << 20} // they go on until something ends them
		}
		o := e.Run(context.Background(), &interp.Program{Steps: []interp.Step{{Source: source.NewFile(p.Main, p.Text())}}}, nil, limits)
		switch {
		case o.Status == interp.FaultOfOurs || o.Status == interp.TimeLimit:
			t.Errorf("%s: %v: %s, line %d", p.ID(), o.Status, o.Detail, o.Line)
		case o.Status == interp.UnsupportedUse:
			lacking++
		case string(o.Stdout) == p.Output():
			same++
		default:
			other++
		}
	}
	t.Logf("%d programs print what CPython prints, %d are unsupported, %d end or print otherwise", same, lacking, other)
	if same < len(corpus)/3 {
		t.Errorf("only %d of %d programs print what CPython prints", same, len(corpus))
	}
}
