package native

import (
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib"
	"github.com/assay-score/assay/interp/internal/vm"
	"github.com/assay-score/assay/interp/source"
)

// library holds the library's Python text; each module is read when it is first looked for and compiled when it is first
// imported, once for the process.
var library = sync.OnceValue(func() map[string]func() *vm.Found {
	all := map[string]func() *vm.Found{}
	for name, text := range stdlib.Texts() {
		all[name] = sync.OnceValue(func() *vm.Found {
			found := &vm.Found{File: source.NewFile("<frozen "+name+">", text.Read()), Package: text.Package}
			found.Compiled = sync.OnceValue(func() *vm.Compiled { return vm.CompileLibrary(found.File, name, text.Package) })
			return found
		})
	}
	return all
})

// module makes a module of the engine that is written in Go.
func (r *run) module(t *py.Thread, name string) (*py.Module, error) {
	m, err := stdlib.Module(t, name)
	if m != nil {
		r.shadow(t, name)
	}
	return m, err
}

// load finds a module that is written in Python: in the library, among the submission's own files, in the mounts.
func (r *run) load(t *py.Thread, name string) (*vm.Found, error) {
	if found := library()[name]; found != nil {
		r.shadow(t, name)
		return found(), nil
	}
	roots := append([]interp.Mount{{FS: t.Host.FS}}, t.Host.Mounts...)
	for _, root := range roots {
		if found, err := find(t, name, root); found != nil || err != nil {
			return found, err
		}
	}
	folder := strings.ReplaceAll(name, ".", "/")
	for _, root := range roots {
		if root.FS == nil || !fs.ValidPath(folder) {
			continue
		}
		if info, err := fs.Stat(root.FS, folder); err == nil && info.IsDir() {
			return &vm.Found{File: source.NewFile(path.Join(root.Name, folder, "__init__.py"), ""), Package: true, Namespace: true}, nil
		}
	}
	return findInPath(t, name)
}

// place is where in the run's file system a program finds one of its files.
func (r *run) place(file string) string {
	if file == "" || file[0] == '<' || r.t.Host.FS == nil {
		return file
	}
	if _, err := fs.Stat(r.t.Host.FS, file); err == nil {
		return path.Join(stdlib.WorkingFolder, file)
	}
	if base := path.Base(file); base != file { // a main program is named as its user named it
		if _, err := fs.Stat(r.t.Host.FS, base); err == nil {
			return path.Join(stdlib.WorkingFolder, base)
		}
	}
	return file
}

// findInPath finds a module in the folders of sys.path, or of its package's __path__, in the run's file system: what the
// program wrote there itself, or where it said that there is more to import.
func findInPath(t *py.Thread, name string) (*vm.Found, error) {
	name, text, pkg, err := stdlib.FindInPath(t, name)
	if err != nil || name == "" {
		return nil, err
	}
	file, diag := source.Decode(name, text)
	if diag != nil {
		return nil, t.Raisef(&py.SyntaxError, "%s", diag.Message)
	}
	return &vm.Found{File: file, Package: pkg}, nil
}

// findModule says what a module would be imported from.
func (r *run) findModule(t *py.Thread, name string) (kind, file string, pkg, ok bool, err error) {
	if stdlib.IsNative(name) || name == "builtins" {
		return "built-in", "", false, true, nil
	}
	found, err := r.load(t, name)
	if found == nil || err != nil {
		return "", "", false, false, err
	}
	kind = "file"
	switch {
	case found.Compiled != nil:
		kind = "frozen"
	case found.Namespace:
		return "namespace", path.Dir(found.File.Name), true, true, nil
	}
	return kind, found.File.Name, found.Package, true, nil
}

// candidates are the files that may hold a module, the package first.
func candidates(name string) [2]string {
	p := strings.ReplaceAll(name, ".", "/")
	return [2]string{p + "/__init__.py", p + ".py"}
}

// find finds a module's file in a folder.
func find(t *py.Thread, name string, root interp.Mount) (*vm.Found, error) {
	if root.FS == nil {
		return nil, nil
	}
	for i, p := range candidates(name) {
		if !fs.ValidPath(p) {
			return nil, nil
		}
		info, err := fs.Stat(root.FS, p)
		if err != nil || info.IsDir() {
			continue
		}
		if uint64(info.Size()) > t.Limits.SourceBytes {
			return nil, t.RaiseNew(&py.MemoryError, "")
		}
		if err := t.Grow(uint64(info.Size())); err != nil {
			return nil, err
		}
		text, err := fs.ReadFile(root.FS, p)
		if err != nil {
			continue
		}
		file, diag := source.Decode(path.Join(root.Name, p), text)
		if diag != nil {
			return nil, t.Raisef(&py.SyntaxError, "%s", diag.Message)
		}
		return &vm.Found{File: file, Package: i == 0}, nil
	}
	return nil, nil
}

// shadow reports a file of the submission that has the name of a module of the library and is therefore not imported.
func (r *run) shadow(t *py.Thread, name string) {
	if t.Host.FS == nil || strings.ContainsRune(name, '.') {
		return
	}
	for _, p := range candidates(name) {
		if info, err := fs.Stat(t.Host.FS, p); err == nil && !info.IsDir() {
			t.Effect("shadow", p, true)
		}
	}
}

// missing is what importing a module does that CPython would have and the engine has not. What may be missing under
// CPython too raises as it does there, and makes the run unsupported only when nothing catches it.
func (r *run) missing(t *py.Thread, name string) error {
	if what := stdlib.Absent(name); what != "" {
		_, r.out.Line = t.Where()
		return &py.Stop{Status: interp.UnsupportedUse, Detail: what}
	}
	return nil
}

// unsupported says which missing module an uncaught exception comes from, "" if from none.
func unsupported(e *py.Exception) string {
	for depth := 0; e != nil && depth < 100; depth++ {
		if e.Type() == &py.ModuleNotFoundError {
			if name := e.Field("name"); name.IsSet() && name.Str() != nil {
				if what := stdlib.Optional(name.Str().S); what != "" {
					return what
				}
			}
		}
		next := e.Context
		if e.Cause.IsSet() && e.Cause.Exception() != nil {
			next = e.Cause.Exception()
		}
		e = next
	}
	return ""
}

// libraryText is the text of a module of the library.
func libraryText(name string) (string, bool) {
	found := library()[name]
	if found == nil {
		return "", false
	}
	return found().File.Text, true
}
