package vfs

import (
	"io/fs"
	"path"
	"slices"
)

// The kinds of files, as in st_mode.
const (
	ModeDir  = 0o040000
	ModeFile = 0o100000
	ModeLink = 0o120000
	ModeChar = 0o020000
	ModePipe = 0o010000
	ModeFmt  = 0o170000
)

// Node is a file, a folder, a symbolic link or a device.
type Node struct {
	Mode                uint32
	Ino                 uint64
	Links               int
	Data                []byte
	Target              string // of a link
	Atime, Mtime, Ctime int64  // nanoseconds
	children            map[string]*Node
	names               []string // of children, sorted
	source              fs.FS    // where the content lies that has not been read yet
	below               string   // its path there
	size                int64    // of content that has not been read
	pending             bool     // the content is still to be read from source
	readOnly            bool
}

// IsDir tells folders.
func (n *Node) IsDir() bool { return n.Mode&ModeFmt == ModeDir }

// IsLink tells symbolic links.
func (n *Node) IsLink() bool { return n.Mode&ModeFmt == ModeLink }

// Size is st_size.
func (n *Node) Size() int64 {
	switch {
	case n.pending && !n.IsDir():
		return n.size
	case n.IsLink():
		return int64(len(n.Target))
	case n.IsDir():
		return 4096
	}
	return int64(len(n.Data))
}

func (n *Node) put(name string, c *Node) {
	if _, ok := n.children[name]; !ok {
		i, _ := slices.BinarySearch(n.names, name)
		n.names = slices.Insert(n.names, i, name)
	}
	n.children[name] = c
}

func (n *Node) remove(name string) {
	delete(n.children, name)
	if i, ok := slices.BinarySearch(n.names, name); ok {
		n.names = slices.Delete(n.names, i, i+1)
	}
}

// fill reads the entries of a folder from the host.
func (f *FS) fill(n *Node) {
	if !n.pending || !n.IsDir() {
		return
	}
	n.pending = false
	entries, err := fs.ReadDir(n.source, n.below)
	if err != nil {
		return
	}
	for _, e := range entries {
		if n.children[e.Name()] != nil {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
			continue
		}
		c := f.node(ModeFile | 0o644)
		if info.IsDir() {
			c = f.node(ModeDir | 0o755)
		}
		c.source, c.below, c.size, c.pending, c.readOnly = n.source, path.Join(n.below, e.Name()), info.Size(), true, n.readOnly
		n.put(e.Name(), c)
	}
}

// Load reads the content of a file from the host.
func (f *FS) Load(n *Node) error {
	if !n.pending || n.IsDir() {
		return nil
	}
	data, err := fs.ReadFile(n.source, n.below)
	if err != nil {
		return EACCES
	}
	n.Data, n.pending = data, false
	return nil
}

// node makes a node that is in no folder yet.
func (f *FS) node(mode uint32) *Node {
	f.inodes++
	now := f.Now()
	n := &Node{Mode: mode, Ino: f.inodes, Links: 1, Atime: now, Mtime: now, Ctime: now}
	if n.IsDir() {
		n.children, n.Links = map[string]*Node{}, 2
	}
	return n
}
