package stdlib

import (
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib/vfs"
)

// Files is the run's file system, made when it is first asked for.
func Files(t *py.Thread) *vfs.FS {
	if f, ok := t.State["vfs"].(*vfs.FS); ok {
		return f
	}
	f := vfs.New(func() int64 { return fileClock(t) })
	f.MaxFiles, f.MaxBytes = t.Limits.Files, t.Limits.FileBytes
	f.Mount(WorkingFolder, t.Host.FS, false)
	f.Cwd = WorkingFolder
	f.Rules = []vfs.Rule{{Prefix: WorkingFolder, Read: true, Write: true}, {Prefix: "/tmp", Read: true, Write: true}, {Prefix: "/dev", Read: true, Write: true}}
	for _, r := range t.Host.Paths {
		f.Rules = append(f.Rules, vfs.Rule{Prefix: r.Prefix, Read: r.Read, Write: r.Write})
	}
	for _, m := range t.Host.Mounts {
		where := mountFolder(m)
		f.Mount(where, m.FS, true)
		alias(f, path.Join(WorkingFolder, m.Name), where)
	}
	if len(t.Host.Argv) > 0 && t.Host.FS != nil {
		name := t.Host.Argv[0]
		folder, base := path.Split(name)
		_, err := fs.Stat(t.Host.FS, strings.TrimPrefix(path.Clean(name), "./"))
		_, err2 := fs.Stat(t.Host.FS, base)
		if folder != "" && base != "" && err != nil && err2 == nil {
			alias(f, path.Join(WorkingFolder, strings.TrimPrefix(folder, "/")), WorkingFolder)
			if strings.HasPrefix(folder, "/") {
				alias(f, path.Clean(folder), WorkingFolder)
			}
		}
	}
	f.Settle()
	t.State["vfs"] = f
	return f
}

// mountFolder is where a mount appears in the file system.
func mountFolder(m interp.Mount) string { return path.Join("/mounts", path.Base(m.Name)) }

// alias lets a folder be found under the name that the program's own messages have for it, where nothing else is there.
func alias(f *vfs.FS, name, target string) {
	if strings.HasPrefix(name, "..") || name == target {
		return
	}
	f.Alias(path.Clean(name), target)
}

// fileClock is the time that files get.
func fileClock(t *py.Thread) int64 { return t.Nanoseconds() }

// osError is the exception for an error number. What the run's limits forbid ends the run.
func osError(t *py.Thread, err error, paths ...py.Value) error {
	number, ok := err.(vfs.Errno)
	if !ok {
		return err
	}
	if number == vfs.ENOSPC {
		return &py.Stop{Status: interp.OutputLimit, Detail: "the limits of virtual files are exceeded"}
	}
	return osErrorNumber(t, int(number), paths...)
}

func osErrorNumber(t *py.Thread, number int, paths ...py.Value) error {
	args := []py.Value{py.Int(int64(number)), t.StrValue(strerror(number))}
	switch len(paths) {
	case 1:
		args = append(args, paths[0])
	case 2:
		args = append(args, paths[0], py.None, paths[1])
	}
	v, err := t.Instantiate(&py.OSError, args...)
	if err != nil {
		return err
	}
	return v.Exception()
}

// pathArg reads a path: a str, bytes or something with __fspath__. Where numbers is set an int is a descriptor, and fd is
// not negative.
func pathArg(t *py.Thread, v py.Value, function, param string, numbers bool) (text string, fd int, err error) {
	kinds := "string, bytes or os.PathLike"
	if numbers {
		kinds = "string, bytes, os.PathLike or integer"
		if _, _, ok := v.Long(); ok {
			n, err := t.IntArg(v)
			return "", n, err
		}
	}
	text, err = pathText(t, v, func() error {
		return t.Raisef(&py.TypeError, "%s: %s should be %s, not %s", function, param, kinds, v.Type().Name)
	})
	if err == nil && strings.IndexByte(text, 0) >= 0 {
		what := "character"
		if v.Bytes() != nil {
			what = "byte"
		}
		err = t.Raisef(&py.ValueError, "%s: embedded null %s in %s", function, what, param)
	}
	return text, -1, err
}

// shown is a path as an exception shows it: as it was given, or what a path-like object stands for.
func shown(t *py.Thread, v py.Value, text string) py.Value {
	if _, _, number := v.Long(); number || v.Str() != nil || v.Bytes() != nil {
		return v
	}
	return t.StrValue(text)
}

// pathText is the text of a path-like object.
func pathText(t *py.Thread, v py.Value, wrong func() error) (string, error) {
	if v.Str() == nil && v.Bytes() == nil {
		fn := v.Type().Lookup("__fspath__")
		if !fn.IsSet() {
			return "", wrong()
		}
		r, err := t.CallMethodOf(fn, v)
		if err != nil {
			return "", err
		}
		if r.Str() == nil && r.Bytes() == nil {
			return "", t.Raisef(&py.TypeError, "expected %s.__fspath__() to return str or bytes, not %s", v.Type().Name, r.Type().Name)
		}
		v = r
	}
	if s := v.Str(); s != nil {
		return s.S, nil
	}
	text, err := t.Decode(v, "utf-8", "surrogateescape")
	if err != nil {
		return "", err
	}
	return text.Str().S, nil
}

// sameKind gives a name to a program as what it asked with: bytes for bytes.
func sameKind(t *py.Thread, like py.Value, name string) (py.Value, error) {
	if like.IsSet() && like.Bytes() != nil {
		if utf8.ValidString(name) {
			return t.NewBytes([]byte(name)), nil
		}
		return t.Encode(t.StrValue(name), "utf-8", "surrogateescape")
	}
	return t.StrValue(name), nil
}

// FindInPath looks for a module's file in the run's file system: in the folders of sys.path, or of its package's __path__.
// name is "" where there is none.
func FindInPath(t *py.Thread, module string) (name string, text []byte, pkg bool, err error) {
	folders, tail := t.Standard.Sys, module
	key := "path"
	if i := strings.LastIndexByte(module, '.'); i > 0 {
		parent := t.Modules.GetStr(t, t.Intern(module[:i]))
		if !parent.IsSet() || parent.Module() == nil {
			return "", nil, false, nil
		}
		folders, tail, key = parent.Module().Dict, module[i+1:], "__path__"
	}
	if folders == nil {
		return "", nil, false, nil
	}
	list := folders.GetStr(t, t.Intern(key))
	if !list.IsSet() {
		return "", nil, false, nil
	}
	items, err := t.ToSlice(list)
	if err != nil {
		return "", nil, false, err
	}
	f := Files(t)
	for _, v := range items {
		s := v.Str()
		if s == nil {
			continue
		}
		for i, p := range []string{path.Join(s.S, tail, "__init__.py"), path.Join(s.S, tail+".py")} {
			if err := t.Charge(64); err != nil {
				return "", nil, false, err
			}
			n, err := f.Stat(p, true)
			if err != nil || n.Mode&vfs.ModeFmt != vfs.ModeFile {
				continue
			}
			if uint64(n.Size()) > t.Limits.SourceBytes {
				return "", nil, false, t.RaiseNew(&py.MemoryError, "")
			}
			if err := t.Grow(uint64(n.Size())); err != nil {
				return "", nil, false, err
			}
			if err := f.Load(n); err != nil {
				return "", nil, false, osError(t, err, t.StrValue(p))
			}
			return p, n.Data, i == 0, nil
		}
	}
	return "", nil, false, nil
}
