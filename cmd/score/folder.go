package main

import (
	"io/fs"
	"os"
)

// folder is a folder of the machine as a program sees it: read-only, without a way out, and with nothing in it but
// files and folders. A pipe would hold up whoever opens it for as long as its other end likes.
type folder struct{ root *os.Root }

// openFolder opens a folder. It stays open for as long as the process lives, which is as long as the program runs.
func openFolder(name string) (fs.FS, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, misusef("%s: %v", name, bare(err))
	}
	return folder{root}, nil
}

// Open is fs.FS's.
func (f folder) Open(name string) (fs.File, error) {
	if _, err := f.Stat(name); err != nil {
		return nil, err
	}
	return f.root.FS().Open(name)
}

// Stat is fs.StatFS's.
func (f folder) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(f.root.FS(), name)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return info, err
}
