package analyze

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// fromFolder takes in a folder of a file system. Links are refused rather than followed or passed over: followed, they
// lead out of the folder or around in it; passed over, the program would be scored without a part of it. What the skip
// rule leaves out is not looked at, links included.
func fromFolder(id string, fsys fs.FS, root, base string, o Options) *Submission {
	c := newCollector(o.Bounds.OrDefault())
	err := noFence(o, "a folder")
	if err == nil {
		err = c.walk(fsys, root, "")
	}
	if err != nil {
		return refused(id, KindFolder, err)
	}
	return c.submission(id, KindFolder, base)
}

// walk takes in the folder at root/dir. checkName bounds how deep it can recurse.
func (c *collector) walk(fsys fs.FS, root, dir string) error {
	list, err := c.list(fsys, path.Join(root, dir))
	if err != nil && dir != "" {
		return fmt.Errorf("%s: %s", showName(dir), cause(err))
	}
	if err != nil {
		return err
	}
	for _, entry := range list {
		name := path.Join(dir, entry.Name())
		if c.skip(name) {
			continue
		}
		if err := checkName(name, c.bounds); err != nil {
			return err
		}
		switch mode := entry.Type(); {
		case mode.IsDir():
			if holdsVenv(fsys, path.Join(root, name)) {
				c.skipped[name] = true
				continue
			}
			if err := c.walk(fsys, root, name); err != nil {
				return err
			}
		case mode.IsRegular():
			if err := c.open(fsys, path.Join(root, name), name); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%s: %s", showName(name), modeName(mode))
		}
	}
	return nil
}

// list reads a folder's entries, sorted, without ever holding more of them than the bound allows.
func (c *collector) list(fsys fs.FS, dir string) ([]fs.DirEntry, error) {
	f, err := fsys.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil, errors.New("a folder that cannot be listed")
	}
	var list []fs.DirEntry
	for {
		some, err := d.ReadDir(256)
		for _, entry := range some {
			if err := c.entry(); err != nil {
				return nil, err
			}
			list = append(list, entry)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(some) == 0 {
			return nil, io.ErrNoProgress
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

func holdsVenv(fsys fs.FS, dir string) bool {
	_, err := fs.Stat(fsys, path.Join(dir, "pyvenv.cfg"))
	return err == nil
}

// open reads one file, after another look at what was opened: a folder may change under our hands.
func (c *collector) open(fsys fs.FS, full, name string) error {
	f, err := fsys.Open(full)
	if err != nil {
		return fmt.Errorf("%s: %s", showName(name), cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("%s: %s", showName(name), cause(err))
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: %s", showName(name), modeName(info.Mode()))
	}
	return c.read(name, f, nil)
}
