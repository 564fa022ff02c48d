package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeWhole writes a file so that it is never there by half: to a temporary file in the same folder, then renamed. What
// is no regular file (/dev/null, a pipe) is written as it is.
func writeWhole(name string, text []byte) error {
	return writeWholeBy(name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// writeWholeBy is writeWhole for what is written piece by piece. An error of write is passed on as it is.
func writeWholeBy(name string, write func(io.Writer) error) (err error) {
	mode := fs.FileMode(0o644)
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return misusef("%s is a folder, expected a file to write to", name)
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return misusef("%s: %v", name, bare(err))
		}
		defer f.Close()
		return fill(name, f, write)
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
		}
	}()
	if err = fill(name, f, write); err != nil {
		f.Close()
		return err
	}
	if err = f.Chmod(mode); err != nil {
		f.Close()
		return misusef("%s: %v", name, bare(err))
	}
	if err = f.Close(); err != nil {
		return misusef("%s: %v", name, bare(err))
	}
	if err = os.Rename(f.Name(), name); err != nil {
		return misusef("%s: %v", name, bare(err))
	}
	return nil
}

// fill writes through a buffer, and tells what the file system refuses from what write itself has to say.
func fill(name string, f *os.File, write func(io.Writer) error) error {
	to := &noting{to: f}
	w := bufio.NewWriterSize(to, 256<<10)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	if to.err != nil {
		return misusef("%s: %v", name, bare(to.err))
	}
	return err
}

// noting remembers what a writer refused.
type noting struct {
	to  io.Writer
	err error
}

// Write is io.Writer's.
func (n *noting) Write(p []byte) (int, error) {
	written, err := n.to.Write(p)
	if err != nil && n.err == nil {
		n.err = err
	}
	return written, err
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
