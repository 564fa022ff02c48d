package native

import (
	"io/fs"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib"
	"github.com/assay-score/assay/interp/source"
)

// module makes a module of the engine.
func (r *run) module(t *py.Thread, name string) (*py.Module, error) { return stdlib.Module(t, name) }

// load finds a module in the library's Python text or among the submission's own files.
func (r *run) load(t *py.Thread, name string) (*source.File, bool, error) {
	if file := stdlib.Source(name); file != nil {
		return file, false, nil
	}
	files := t.Host.FS
	if files == nil {
		return nil, false, nil
	}
	path := strings.ReplaceAll(name, ".", "/")
	for _, c := range []struct {
		path string
		pkg  bool
	}{{path + "/__init__.py", true}, {path + ".py", false}} {
		if !fs.ValidPath(c.path) {
			continue
		}
		text, err := fs.ReadFile(files, c.path)
		if err == nil {
			return source.NewFile(c.path, string(text)), c.pkg, nil
		}
	}
	return nil, false, nil
}
