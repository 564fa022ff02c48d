package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeWhole writes a file so that it is never there by half: to a temporary file in the same folder, then renamed. What
// is no regular file (/dev/null, a pipe) is written as it is.
func writeWhole(name string, text []byte) (err error) {
	mode := fs.FileMode(0o644)
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return misusef("%s is a folder, expected a file to write to", name)
	case err == nil && !info.Mode().IsRegular():
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return misusef("%s: %v", name, bare(err))
		}
		return nil
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return misusef("%s: %v", name, bare(err))
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return misusef("%s: the folder cannot be written to: %v", name, bare(err))
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
			err = misusef("%s: %v", name, bare(err))
		}
	}()
	if _, err = bytes.NewReader(text).WriteTo(f); err != nil {
		f.Close()
		return err
	}
	if err = f.Chmod(mode); err != nil {
		f.Close()
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// readLimited reads what there is, up to a number of bytes.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = fmt.Errorf("more than %d bytes", limit)
	}
	return text, err
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return misusef("%s: it is there already, and is not written over", name)
	}
	if err != nil {
		return misusef("%s: %v", name, bare(err))
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return misusef("%s: %v", name, bare(err))
	}
	return f.Close()
}
