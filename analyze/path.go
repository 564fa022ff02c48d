package analyze

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// This file alone knows the operating system: it turns paths into file systems and bytes.

// FromPath takes in what lies at a path of the operating system: a folder, or a file of any kind that [FromFile] knows.
// A link is followed only where the path itself is one, since the user named it; a folder is read through [os.Root],
// so that nothing in it leads out. The path, with slashes, is the submission's ID.
func FromPath(name string, o Options) *Submission {
	id := filepath.ToSlash(name)
	info, err := os.Stat(name)
	if err != nil {
		return refused(id, KindFile, err)
	}
	if info.IsDir() {
		root, err := os.OpenRoot(name)
		if err != nil {
			return refused(id, KindFolder, err)
		}
		defer root.Close()
		return fromFolder(id, root.FS(), ".", folderBase(name), o)
	}
	if !info.Mode().IsRegular() {
		return refused(id, KindFile, fmt.Errorf("%s, expected a file or a folder", modeName(info.Mode())))
	}
	f, err := os.Open(name)
	if err != nil {
		return refused(id, KindFile, err)
	}
	defer f.Close()
	return FromReader(id, f, o)
}

// folderBase is the name of a folder even where the path does not end in it, as "." and ".." do not.
func folderBase(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	return filepath.Base(name)
}

// FromPaths takes in several files as one submission, as if they lay in one folder: their paths are those relative to
// the folder that holds them all. A single path is what [FromPath] makes of it.
func FromPaths(paths []string, o Options) *Submission {
	if len(paths) == 1 {
		return FromPath(paths[0], o)
	}
	id := filepath.ToSlash(strings.Join(paths, " "))
	if len(paths) > o.Bounds.OrDefault().Files {
		return refused(id, KindFolder, fmt.Errorf("more than %d files", o.Bounds.OrDefault().Files))
	}
	absolute := make([]string, len(paths))
	for i, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return refused(id, KindFolder, err)
		}
		absolute[i] = abs
	}
	common := filepath.Dir(absolute[0])
	for _, p := range absolute[1:] {
		for !within(common, p) && filepath.Dir(common) != common {
			common = filepath.Dir(common)
		}
	}
	b := o.Bounds.OrDefault()
	files := make([]Data, 0, len(paths))
	for i, p := range absolute {
		rel, err := filepath.Rel(common, p)
		if err != nil {
			return refused(id, KindFolder, err)
		}
		data, err := readRegular(p, b.FileBytes)
		if err != nil {
			return refused(id, KindFolder, fmt.Errorf("%s: %s", showName(filepath.ToSlash(paths[i])), cause(err)))
		}
		files = append(files, Data{Path: filepath.ToSlash(rel), Bytes: data})
	}
	return FromFiles(id, files, o)
}

func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

func readRegular(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s, expected a file", modeName(info.Mode()))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f, limit)
}
