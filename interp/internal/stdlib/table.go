package stdlib

import (
	"embed"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib/collections"
	"github.com/assay-score/assay/interp/internal/stdlib/datetime"
	"github.com/assay-score/assay/interp/internal/stdlib/decimal"
	"github.com/assay-score/assay/interp/internal/stdlib/functools"
	"github.com/assay-score/assay/interp/internal/stdlib/itertools"
	"github.com/assay-score/assay/interp/internal/stdlib/json"
	"github.com/assay-score/assay/interp/internal/stdlib/math"
	"github.com/assay-score/assay/interp/internal/stdlib/operator"
	"github.com/assay-score/assay/interp/internal/stdlib/re"
	"github.com/assay-score/assay/interp/internal/stdlib/time"
	"github.com/assay-score/assay/interp/internal/stdlib/unicodedata"
	"github.com/assay-score/assay/interp/internal/stdlib/zoneinfo"
)

//go:embed all:pylib
var pylib embed.FS

// loader is a module that is written in Go: its dotted name, and what makes it when a run first imports it.
type loader struct {
	name string
	load func(t *py.Thread) (*py.Module, error)
}

// loaders are the modules that are written in Go, sorted by name. Those that are written in Python are the files of
// pylib: NAME.py, NAME/__init__.py and NAME/SUB.py.
func loaders() []loader {
	return []loader{
		{"_collections", plain(collections.Module)},
		{"_decimal", plain(decimal.Module)},
		{"_engine", plain(engineModule)},
		{"_frames", plain(framesModule)},
		{"_functools", plain(functools.Module)},
		{"_hashlib", plain(hashlibModule)},
		{"_heapq", plain(heapModule)},
		{"_json", plain(json.Module)},
		{"_operator", plain(operator.Module)},
		{"_random", plain(randomModule)},
		{"_recorded", plain(recordedModule)},
		{"_sre", plain(re.Module)},
		{"_thread", plain(threadModule)},
		{"_tzdata", plain(zoneinfo.Module)},
		{"_weakref", plain(weakrefModule)},
		{"array", arrayModule},
		{"binascii", plain(binasciiModule)},
		{"bisect", plain(bisectModule)},
		{"cmath", plain(cmathModule)},
		{"datetime", plain(datetime.Module)},
		{"errno", plain(errnoModule)},
		{"gc", plain(gcModule)},
		{"itertools", plain(itertools.Module)},
		{"math", plain(math.Module)},
		{"operator", plain(operator.Module)},
		{"posix", plain(posixModule)},
		{"struct", plain(structModule)},
		{"sys", plain(sysModule)},
		{"time", plain(time.Module)},
		{"unicodedata", plain(unicodedata.Module)},
		{"zlib", plain(zlibModule)},
	}
}

// plain is a loader that cannot fail.
func plain(load func(t *py.Thread) *py.Module) func(t *py.Thread) (*py.Module, error) {
	return func(t *py.Thread) (*py.Module, error) { return load(t), nil }
}

// Module makes a module that is written in Go, nil where there is none of that name.
func Module(t *py.Thread, name string) (*py.Module, error) {
	all := loaders()
	i, ok := slices.BinarySearchFunc(all, name, func(l loader, name string) int { return strings.Compare(l.name, name) })
	if !ok {
		return nil, nil
	}
	m, err := all[i].load(t)
	if m != nil {
		m.Origin = "built-in"
	}
	return m, err
}

// IsNative tells modules that are written in Go.
func IsNative(name string) bool {
	_, ok := slices.BinarySearchFunc(loaders(), name, func(l loader, name string) int { return strings.Compare(l.name, name) })
	return ok
}

// Text is a module that is written in Python.
type Text struct {
	Package bool
	file    string
}

// Read is the text itself.
func (t Text) Read() string {
	text, err := pylib.ReadFile(t.file)
	if err != nil { // the file is one of those that the folder lists
		panic(err)
	}
	return string(text)
}

// Texts are the modules that are written in Python, by name.
func Texts() iter.Seq2[string, Text] {
	return func(yield func(string, Text) bool) {
		_ = fs.WalkDir(pylib, "pylib", func(p string, d fs.DirEntry, err error) error {
			name, isPython := strings.CutSuffix(p, ".py")
			if err != nil || d.IsDir() || !isPython {
				return err
			}
			name, pkg := strings.CutSuffix(name, "/__init__")
			if !yield(strings.ReplaceAll(strings.TrimPrefix(name, "pylib/"), "/", "."), Text{pkg, p}) {
				return fs.SkipAll
			}
			return nil
		})
	}
}

// Names are the modules that the engine brings along, sorted.
func Names() []string {
	names := []string{"builtins"}
	for _, l := range loaders() {
		names = append(names, l.name)
	}
	for name := range Texts() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// module fills a new module with functions that belong to the run.
func module(t *py.Thread, name string, defs []py.Def) *py.Module {
	m := t.NewModule(name)
	for _, d := range defs {
		m.Set(t, d.Name, py.Obj(py.NewNative(name, d)))
	}
	return m
}
