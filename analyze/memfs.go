package analyze

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// FS is the submission's files, data included, as a read-only file system in memory. It is what a program may import
// from and open ([interp.Host].FS). Cells, fences and completions are no files and are not in it. Nothing in it
// varies with the machine: times are zero and modes are 0444 and 0555.
func (s *Submission) FS() fs.FS {
	m := &memFS{nodes: map[string]*memNode{".": {name: ".", dir: true}}}
	for _, f := range s.Files {
		if f.Raw != nil {
			m.add(f.Path, f.Raw)
		}
	}
	for _, d := range s.Data {
		m.add(d.Path, d.Bytes)
	}
	for _, n := range m.nodes {
		slices.SortFunc(n.entries, func(a, b *memNode) int { return strings.Compare(a.name, b.name) })
	}
	return m
}

type memFS struct{ nodes map[string]*memNode }

// memNode is a file or a folder; it is its own description, since it has nothing but a name and bytes.
type memNode struct {
	name    string
	dir     bool
	data    []byte
	entries []*memNode
}

// add places a file and the folders above it. Paths that a file system cannot hold are left out.
func (m *memFS) add(name string, data []byte) {
	if !fs.ValidPath(name) || m.nodes[name] != nil {
		return
	}
	node := &memNode{name: path.Base(name), data: data}
	m.nodes[name] = node
	for {
		parent := path.Dir(name)
		above := m.nodes[parent]
		known := above != nil
		if !known {
			above = &memNode{name: path.Base(parent), dir: true}
			m.nodes[parent] = above
		}
		above.entries = append(above.entries, node)
		if known {
			return
		}
		node, name = above, parent
	}
}

func (m *memFS) find(op, name string) (*memNode, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n := m.nodes[name]; n != nil {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// Open is fs.FS's.
func (m *memFS) Open(name string) (fs.File, error) {
	n, err := m.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.dir {
		return &memDir{node: n}, nil
	}
	return &memFile{node: n, Reader: bytes.NewReader(n.data)}, nil
}

// Stat is fs.StatFS's.
func (m *memFS) Stat(name string) (fs.FileInfo, error) {
	n, err := m.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// ReadFile is fs.ReadFileFS's. The caller may keep and change what it gets.
func (m *memFS) ReadFile(name string) ([]byte, error) {
	n, err := m.find("read", name)
	if err == nil && n.dir {
		err = &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return nil, err
	}
	return append([]byte{}, n.data...), nil
}

func (n *memNode) Name() string               { return n.name }
func (n *memNode) Size() int64                { return int64(len(n.data)) }
func (n *memNode) ModTime() time.Time         { return time.Time{} }
func (n *memNode) IsDir() bool                { return n.dir }
func (n *memNode) Sys() any                   { return nil }
func (n *memNode) Type() fs.FileMode          { return n.Mode().Type() }
func (n *memNode) Info() (fs.FileInfo, error) { return n, nil }
func (n *memNode) Mode() fs.FileMode {
	if n.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type memFile struct {
	node *memNode
	*bytes.Reader
}

func (f *memFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *memFile) Close() error               { return nil }

type memDir struct {
	node *memNode
	next int
}

func (d *memDir) Stat() (fs.FileInfo, error) { return d.node, nil }
func (d *memDir) Close() error               { return nil }
func (d *memDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.node.name, Err: fs.ErrInvalid}
}

// ReadDir is fs.ReadDirFile's.
func (d *memDir) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.node.entries[d.next:]
	if n > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(n, len(rest))]
	}
	d.next += len(rest)
	list := make([]fs.DirEntry, len(rest))
	for i, e := range rest {
		list[i] = e
	}
	return list, nil
}
