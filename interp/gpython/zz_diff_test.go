package gpython

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

func TestZZDiff(t *testing.T) {
	dir := os.Getenv("DIFFDIR")
	files, _ := filepath.Glob(dir + "/*.py")
	e := New()
	for _, f := range files {
		b, _ := os.ReadFile(f)
		o := e.Run(context.Background(), &interp.Program{Steps: []interp.Step{{Source: source.NewFile(f, string(b))}}}, nil, interp.Limits{})
		out := string(o.Stdout)
		if o.Exception != nil {
			out += "EXC " + o.Exception.Error() + "\n"
			for _, fr := range o.Exception.Traceback {
				out += fmt.Sprintf("TB %d %s\n", fr.Line, fr.Function)
			}
		}
		if o.Status != interp.OK && o.Exception == nil {
			out += "STATUS " + o.Status.String() + " " + o.Detail + "\n"
		}
		os.WriteFile(f+".got", []byte(out), 0o644)
	}
}
