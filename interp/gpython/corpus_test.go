package gpython

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/cpython/programs"
	"github.com/assay-score/assay/interp/source"
)

func TestZZCorpus(t *testing.T) {
	corpus, err := programs.Read(os.DirFS("../testdata"), "*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	e := New()
	counts := map[string]int{}
	for i := range corpus {
		p := &corpus[i]
		if len(p.Files) > 1 {
			counts["multi"]++
			continue
		}
		fuel := uint64(30_000_000)
		if strings.HasPrefix(p.ID(), "bench") {
			continue
		}
		t0 := time.Now()
		o := e.Run(context.Background(), &interp.Program{Steps: []interp.Step{{Source: source.NewFile(p.Main, p.Files[p.Main])}}}, &interp.Host{Argv: nil}, interp.Limits{Fuel: fuel, Memory: 64 << 20})
		if d := time.Since(t0); d > 2*time.Second {
			t.Log("SLOW", p.ID(), d, o.Fuel, o.Status)
		}
		got := string(o.Stdout)
		st := o.Status.String()
		counts[st]++
		if o.Status == interp.FaultOfOurs {
			t.Error("FAULT", p.ID(), o.Detail, o.Line)
		}
		if o.Status == interp.UnsupportedUse {
			counts["U "+strings.Split(o.Detail, ", line")[0]]++
			continue
		}
		ra := ""
		if o.Exception != nil {
			ra = o.Exception.Error()
		}
		want := p.Header["outcome"]
		if want != "" && !strings.Contains(want, st) {
			t.Errorf("%s: outcome %s (%s %s) want %s", p.ID(), st, o.Detail, ra, want)
			counts["DIFF"]++
			continue
		}
		if o.Status.Limit() && want == "" {
			t.Errorf("%s: %s %s", p.ID(), st, o.Detail)
			counts["DIFF"]++
			continue
		}
		if o.Status.Limit() {
			counts["SAME"]++
			continue
		}
		if got != p.Output() || (p.Raises != ra && p.Raises != strings.Split(ra, ":")[0]) {
			counts["DIFF"]++
			t.Errorf("%s: %s raises %q want %q\n%s", p.ID(), st, ra, p.Raises, programs.Difference(got, p.Output()))
		} else {
			counts["SAME"]++
		}
	}
	t.Log(counts)
}
