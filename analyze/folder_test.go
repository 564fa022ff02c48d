package analyze_test

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/assay-score/assay/analyze"
)

// folderOf makes a file system of "path", or "path: text".
func folderOf(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, f := range files {
		name, text, given := strings.Cut(f, ": ")
		if !given && strings.HasSuffix(name, ".py") {
			text = "x = 1\n"
		}
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// TestFolderLayout shows how a folder is run, and when it is a package itself.
func TestFolderLayout(t *testing.T) {
	for _, c := range []struct {
		label        string
		files        []string
		paths, steps string
		codes        string
	}{
		{"modules", []string{"f/b.py: import a", "f/a.py", "f/notes.txt"}, "a.py b.py + notes.txt", "import a, import b", ""},
		{"main", []string{"f/__main__.py: import a", "f/a.py"}, "__main__.py a.py", "run __main__.py", ""},
		{"a package inside", []string{"f/p/__init__.py", "f/p/m.py: from . import x", "f/p/x.py", "f/q.py"},
			"p/__init__.py p/m.py p/x.py q.py", "import p, import p.m, import p.x, import q", ""},
		{"a folder without __init__", []string{"f/p/m.py: from .x import y", "f/p/x.py"}, "p/m.py p/x.py", "import p.m, import p.x", ""},
		{"a package by relative import", []string{"f/a.py: from .b import x", "f/b.py"}, "f/a.py f/b.py", "import f.a, import f.b", ""},
		{"a package by a bare dot", []string{"f/a.py: from . import b", "f/b.py"}, "f/a.py f/b.py", "import f.a, import f.b", ""},
		{"a package by two dots", []string{"f/s/a.py: from .. import b", "f/b.py"}, "f/b.py f/s/a.py", "import f.b, import f.s.a", ""},
		{"a package by name", []string{"f/__init__.py", "f/a.py: import f.b", "f/b.py: import c"}, "f/__init__.py f/a.py f/b.py", "import f, import f.a, import f.b", ""},
		{"a package by from its name", []string{"f/a.py: from f import (b)", "f/b.py"}, "f/a.py f/b.py", "import f.a, import f.b", ""},
		{"a package by __init__ alone", []string{"f/__init__.py", "f/a.py"}, "f/__init__.py f/a.py", "import f, import f.a", ""},
		{"a package that runs", []string{"f/__init__.py", "f/__main__.py: from . import a", "f/a.py"},
			"f/__init__.py f/__main__.py f/a.py", "import f, run f/__main__.py in f", ""},
		{"__init__ by habit", []string{"f/__init__.py", "f/a.py: import b", "f/b.py"}, "__init__.py a.py b.py", "import a, import b", "not-run"},
		{"named like what it imports", []string{"f/f.py", "f/a.py: import f"}, "a.py f.py", "import a, import f", ""},
		{"importing a stranger of its name", []string{"f/a.py: import f.zzz"}, "a.py", "import a", ""},
		{"importlib is no import of lib", []string{"f/a.py: from importlib import b", "f/b.py"}, "a.py b.py", "import a, import b", ""},
		{"the program of a package", []string{"f/p/__main__.py", "f/p/m.py"}, "p/__main__.py p/m.py", "import p.m", "not-run"},
		{"not importable", []string{"f/my-mod.py", "f/class.py", "f/1st/a.py", "f/ok.py", "f/\uff41.py"},
			"1st/a.py class.py my-mod.py ok.py \uff41.py", "import ok", "module-name module-name module-name module-name"},
		{"keywords of patterns are names", []string{"f/match.py", "f/type.py"}, "match.py type.py", "import match, import type", ""},
		{"other alphabets", []string{"f/größe.py", "f/変数/数.py"}, "größe.py 変数/数.py", "import größe, import 変数.数", ""},
		{"standard names", []string{"f/json.py", "f/os/__init__.py", "f/p/re.py"}, "json.py os/__init__.py p/re.py",
			"import json, import os, import p.re", "shadows-module shadows-module"},
		{"hidden and caches", []string{"f/a.py", "f/.git/config", "f/__pycache__/a.cpython-314.pyc", "f/venv/x.py", "f/env/pyvenv.cfg", "f/env/lib/x.py", "f/old.pyc", "f/.x.py"},
			"a.py", "import a", "skipped skipped skipped skipped skipped skipped"},
		{"nothing to import", []string{"f/my-mod.py"}, "my-mod.py", "", "module-name no-code"},
	} {
		s := analyze.FromFS(folderOf(c.files...), "f", analyze.Options{})
		if s.Refused != "" || s.Kind != analyze.KindFolder || paths(s) != c.paths || steps(s) != c.steps || codes(s) != c.codes {
			t.Errorf("%s: refused %q\n got files %s, steps %s, notes %s\nwant files %s, steps %s, notes %s",
				c.label, s.Refused, paths(s), steps(s), codes(s), c.paths, c.steps, c.codes)
		}
	}
}

// A folder and an archive of it are the same program.
func TestFolderAndArchiveAgree(t *testing.T) {
	for _, files := range [][]string{
		{"f/a.py: from .b import x", "f/b.py"}, {"f/b.py: import a", "f/a.py"}, {"f/__init__.py", "f/a.py"},
		{"f/p/__init__.py", "f/p/m.py: from . import x"}, {"f/env/pyvenv.cfg", "f/env/a.py", "f/b.py"},
	} {
		m := folderOf(files...)
		var members []member
		for _, name := range slices.Sorted(keysOf(m)) {
			members = append(members, member{name: name, body: string(m[name].Data)})
		}
		folder, archive := analyze.FromFS(m, "f", analyze.Options{}), analyze.FromFile("anything.zip", zipOf(t, members...), analyze.Options{})
		if paths(folder) != paths(archive) || steps(folder) != steps(archive) {
			t.Errorf("%q: folder %s; %s\narchive %s; %s", files, paths(folder), steps(folder), paths(archive), steps(archive))
		}
	}
}

func keysOf(m fstest.MapFS) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestFoldersThatAreRefused(t *testing.T) {
	deep := "f/" + strings.Repeat("d/", 40) + "a.py"
	for _, c := range []struct {
		label string
		fsys  fs.FS
		o     analyze.Options
		want  string
	}{
		{"link", fstest.MapFS{"f/a.py": {Mode: fs.ModeSymlink}}, analyze.Options{}, "a.py: a symbolic link"},
		{"link to a folder", fstest.MapFS{"f/d/sub": {Mode: fs.ModeSymlink}}, analyze.Options{}, "d/sub: a symbolic link"},
		{"pipe", fstest.MapFS{"f/a.py": {Mode: fs.ModeNamedPipe}}, analyze.Options{}, "a.py: a named pipe"},
		{"device", fstest.MapFS{"f/a.py": {Mode: fs.ModeDevice | fs.ModeCharDevice}}, analyze.Options{}, "a.py: a device"},
		{"socket", fstest.MapFS{"f/a.py": {Mode: fs.ModeSocket}}, analyze.Options{}, "a.py: a socket"},
		{"depth", folderOf(deep), analyze.Options{}, "levels deep, the limit is 32"},
		{"case", folderOf("f/a.py", "f/A.py"), analyze.Options{}, "collides"},
		{"entries", folderOf("f/a", "f/b", "f/c"), analyze.Options{Bounds: analyze.Bounds{Entries: 2}}, "more than 2 entries"},
		{"hidden entries count", folderOf("f/.a", "f/.b", "f/.c"), analyze.Options{Bounds: analyze.Bounds{Entries: 2}}, "more than 2 entries"},
		{"files", folderOf("f/a", "f/b", "f/c"), analyze.Options{Bounds: analyze.Bounds{Files: 2}}, "more than 2 files"},
		{"bytes", folderOf("f/a: 12345"), analyze.Options{Bounds: analyze.Bounds{FileBytes: 4}}, "a: more than 4 bytes"},
		{"all bytes", folderOf("f/a: 123", "f/b: 456"), analyze.Options{Bounds: analyze.Bounds{TotalBytes: 5}}, "exceed 5 bytes in all"},
		{"a fence", folderOf("f/a.py"), analyze.Options{Fence: 1}, "a folder has no fences"},
	} {
		wantRefused(t, c.label, analyze.FromFS(c.fsys, "f", c.o), c.want)
	}
	for _, c := range hostileNames { // the ones that a single directory entry can have
		if name := c.name; !strings.Contains(name, "/") && !strings.HasPrefix(name, ".") && fs.ValidPath(name) {
			wantRefused(t, name, analyze.FromFS(folderOf("f/"+name), "f", analyze.Options{}), c.want)
		}
	}
	wantRefused(t, "missing", analyze.FromFS(folderOf("a.py"), "b.py", analyze.Options{}), "b.py: file does not exist")
	wantRefused(t, "endless listing", analyze.FromFS(endless{}, "f", analyze.Options{Bounds: analyze.Bounds{Entries: 500}}), "more than 500 entries")
}

// endless is a file system with a folder whose listing never ends.
type endless struct{}

func (endless) Open(name string) (fs.File, error) { return &endlessFolder{}, nil }

type endlessFolder struct{ n int }

func (d *endlessFolder) Close() error             { return nil }
func (d *endlessFolder) Read([]byte) (int, error) { return 0, io.EOF }
func (d *endlessFolder) Stat() (fs.FileInfo, error) {
	return fstest.MapFS{"f/x": {}}.Stat("f")
}

func (d *endlessFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	d.n++
	info, err := fstest.MapFS{fmt.Sprintf("x%d", d.n): {}}.Stat(fmt.Sprintf("x%d", d.n))
	return []fs.DirEntry{fs.FileInfoToDirEntry(info)}, err
}

// TestPaths takes in what lies on a real disk, links included.
func TestPaths(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return full
	}
	a := write("pkg/a.py", "from .sub.b import x\n")
	b := write("pkg/sub/b.py", "x = 1\n")
	folder := filepath.Join(dir, "pkg")

	s := analyze.FromPath(folder, analyze.Options{})
	if s.ID != filepath.ToSlash(folder) || paths(s) != "pkg/a.py pkg/sub/b.py" || steps(s) != "import pkg.a, import pkg.sub.b" {
		t.Errorf("folder: refused %q, files %s, steps %s", s.Refused, paths(s), steps(s))
	}
	if other := analyze.FromFS(os.DirFS(dir), "pkg", analyze.Options{}); other.Digest != s.Digest || other.Digest == "" {
		t.Errorf("digests %q and %q of one folder", other.Digest, s.Digest)
	}
	if s := analyze.FromPath(a, analyze.Options{}); paths(s) != "a.py" || steps(s) != "run a.py" {
		t.Errorf("file: refused %q, files %s", s.Refused, paths(s))
	}
	if s := analyze.FromPaths([]string{b, a}, analyze.Options{}); paths(s) != "package/a.py package/sub/b.py" {
		t.Errorf("files: refused %q, files %s", s.Refused, paths(s))
	}
	c := write("c.py", "")
	if s := analyze.FromPaths([]string{b, c}, analyze.Options{}); paths(s) != "c.py pkg/sub/b.py" {
		t.Errorf("files of two folders: refused %q, files %s", s.Refused, paths(s))
	}
	wantRefused(t, "a file twice", analyze.FromPaths([]string{c, c}, analyze.Options{}), "occurs twice")
	wantRefused(t, "missing", analyze.FromPath(filepath.Join(dir, "none.py"), analyze.Options{}), "none.py: ")
	wantRefused(t, "files, one missing", analyze.FromPaths([]string{a, filepath.Join(dir, "none.py")}, analyze.Options{}), "none.py: no such file")
	wantRefused(t, "a folder among files", analyze.FromPaths([]string{a, folder}, analyze.Options{}), "a folder, expected a file")

	link := filepath.Join(dir, "link")
	if err := os.Symlink(a, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if s := analyze.FromPath(link, analyze.Options{}); paths(s) != "link" || s.Refused != "" {
		t.Errorf("a link that the user named: refused %q, files %s", s.Refused, paths(s))
	}
	wantRefused(t, "a link in a folder", analyze.FromPath(dir, analyze.Options{}), "link: a symbolic link")
	if err := os.Remove(link); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("..", filepath.Join(folder, "loop")); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, "a loop", analyze.FromPath(dir, analyze.Options{}), "pkg/loop: a symbolic link")
}

func TestFSOfASubmission(t *testing.T) {
	s := analyze.FromFS(folderOf("f/a.py: x = 1", "f/p/__init__.py", "f/p/q/r.txt: data", "f/p/q/s.py"), "f", analyze.Options{})
	if err := fstest.TestFS(s.FS(), "a.py", "p/__init__.py", "p/q/r.txt", "p/q/s.py"); err != nil {
		t.Error(err)
	}
	data, err := fs.ReadFile(s.FS(), "a.py")
	if err != nil {
		t.Fatal(err)
	}
	data[0] = 'y'
	if again, _ := fs.ReadFile(s.FS(), "a.py"); string(again) != "x = 1" {
		t.Errorf("a reader changed the file to %q", again)
	}
	notebook := analyze.FromFile("n.ipynb", []byte(tinyNotebook), analyze.Options{})
	if list, err := fs.ReadDir(notebook.FS(), "."); err != nil || len(list) != 0 {
		t.Errorf("a notebook's cells are files: %v, %v", list, err)
	}
	if err := fstest.TestFS(notebook.FS()); err != nil {
		t.Error(err)
	}
}
