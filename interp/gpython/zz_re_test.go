package gpython

import (
	"os"
	"testing"

	"github.com/assay-score/assay/interp"
)

func TestZZRe(t *testing.T) {
	b, _ := os.ReadFile(os.Getenv("ZZPY"))
	o := runText(t, string(b), interp.Limits{})
	os.WriteFile(os.Getenv("ZZPY")+".got", o.Stdout, 0o644)
	t.Log(o.Status, o.Detail, o.Exception, o.Line, o.Fuel)
}
