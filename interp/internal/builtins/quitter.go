package builtins

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// quitter is exit or quit, which CPython's site module adds to the built-in names.
type quitter struct {
	py.Header
	name string
}

var quitterType py.Type

var defineQuitter = sync.OnceFunc(func() {
	defer func() { quitterType.Name = "Quitter" }() // it is written in Python in CPython, so that messages have no module
	py.Define(&quitterType, "_sitebuiltins", "Quitter", py.Slots{
		Repr: func(t *py.Thread, v py.Value) (py.Value, error) {
			return t.StrValue("Use " + py.As[quitter](v).name + "() or Ctrl-D (i.e. EOF) to exit"), nil
		},
		Call: func(t *py.Thread, v py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
			a, err := t.Bind("Quitter.__call__", quitSig, args, kw)
			if err != nil {
				return py.Value{}, err
			}
			t.Effect("exit", py.As[quitter](v).name, false)
			if !a[0].IsSet() {
				a[0] = py.None
			}
			return py.Value{}, t.NewException(&py.SystemExit, a[0])
		},
	}, []py.Attr{
		{Name: "name", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue(py.As[quitter](v).name), nil }},
		{Name: "eof", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue("Ctrl-D (i.e. EOF)"), nil }},
	}, nil)
})

var quitSig = py.ParseSignature("code=None")

// installQuitters adds exit and quit.
func installQuitters(t *py.Thread) {
	defineQuitter()
	for _, name := range []string{"exit", "quit"} {
		t.Builtins.SetStr(t, t.Intern(name), t.New(&quitter{name: name}, &quitterType))
	}
}
