package vfs

import (
	"io/fs"
	"path"
	"strings"
)

// Rule says what a program may do with the paths that begin with Prefix. The longest that fits counts.
type Rule struct {
	Prefix      string
	Read, Write bool
}

// FS is the file system of one run.
type FS struct {
	Now      func() int64 // nanoseconds
	Cwd      string
	Umask    uint32
	Rules    []Rule
	MaxFiles int    // how many files, folders and links a program may make
	MaxBytes uint64 // how much it may write
	root     *Node
	inodes   uint64
	made     int
	bytes    uint64
	handles  map[int]*Handle
}

// New makes a file system with the folders that a program expects.
func New(now func() int64) *FS {
	f := &FS{Now: now, Cwd: "/", Umask: 0o022, handles: map[int]*Handle{}}
	f.root = f.node(ModeDir | 0o755)
	dev := f.folder("/dev")
	null := f.node(ModeChar | 0o666)
	dev.put("null", null)
	f.folder("/tmp").Mode = ModeDir | 0o1777
	return f
}

// folder makes a folder and those above it, whatever the rules say.
func (f *FS) folder(p string) *Node {
	at := f.root
	for _, name := range split(p) {
		c := at.children[name]
		if c == nil {
			c = f.node(ModeDir | 0o755)
			at.put(name, c)
			at.Links++
		}
		at = c
	}
	return at
}

// Mount lets a folder show what lies in a folder of the host.
func (f *FS) Mount(p string, source fs.FS, readOnly bool) {
	n := f.folder(p)
	if source != nil {
		n.source, n.below, n.pending, n.readOnly = source, ".", true, readOnly
	}
}

func split(p string) []string {
	var out []string
	for part := range strings.SplitSeq(p, "/") {
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}

// Abs is a path from the root, as it stands.
func (f *FS) Abs(p string) string {
	if strings.HasPrefix(p, "/") {
		return p
	}
	return f.Cwd + "/" + p
}

// maxLinks bounds the links that one look-up follows.
const maxLinks = 40

// place is where a name of a folder is or could be.
type place struct {
	dir  *Node
	name string
	node *Node  // nil where there is none
	path string // the real path
}

// find walks along a path. follow says whether a link at its end is followed.
func (f *FS) find(p string, follow bool) (place, error) {
	if p == "" {
		return place{}, ENOENT
	}
	if len(p) > 4096 {
		return place{}, ENAMETOOLONG
	}
	return f.walk(f.root, nil, split(f.Abs(p)), follow, strings.HasSuffix(p, "/"), new(int))
}

func (f *FS) walk(at *Node, above []*Node, parts []string, follow, wantDir bool, links *int) (place, error) {
	var names []string
	above = append(above, at)
	here := place{node: at, path: "/"}
	for i := 0; i < len(parts); i++ {
		name := parts[i]
		if len(name) > 255 {
			return place{}, ENAMETOOLONG
		}
		at = here.node
		if at == nil {
			return place{}, ENOENT
		}
		if !at.IsDir() {
			return place{}, ENOTDIR
		}
		switch name {
		case ".":
			continue
		case "..":
			if len(above) > 1 {
				above = above[:len(above)-1]
				names = names[:len(names)-1]
			}
			here = place{node: above[len(above)-1], path: "/" + strings.Join(names, "/")}
			if len(above) > 1 {
				here.dir, here.name = above[len(above)-2], names[len(names)-1]
			}
			continue
		}
		f.fill(at)
		c := at.children[name]
		last := i == len(parts)-1
		if c != nil && c.IsLink() && (!last || follow || wantDir) {
			if *links++; *links > maxLinks {
				return place{}, ELOOP
			}
			rest := append(split(c.Target), parts[i+1:]...)
			if !strings.HasPrefix(c.Target, "/") {
				rest = append(append([]string(nil), names...), rest...)
			}
			return f.walk(f.root, nil, rest, follow, wantDir, links)
		}
		names = append(names, name)
		here = place{dir: at, name: name, node: c, path: "/" + strings.Join(names, "/")}
		if c != nil {
			above = append(above, c)
		}
	}
	if wantDir && here.node != nil && !here.node.IsDir() {
		return place{}, ENOTDIR
	}
	return here, nil
}

// rule is what a program may do with a path.
func (f *FS) rule(p string) Rule {
	best := Rule{Read: true}
	length := -1
	for _, r := range f.Rules {
		prefix := strings.TrimSuffix(r.Prefix, "/")
		if (p == prefix || strings.HasPrefix(p, prefix+"/")) && len(prefix) > length {
			best, length = r, len(prefix)
		}
	}
	return best
}

// May tells whether the rules let a program read or write at a path.
func (f *FS) May(p string, write bool) bool {
	r := f.rule(p)
	if write {
		return r.Write
	}
	return r.Read
}

// existing finds what must be there and may be read.
func (f *FS) existing(p string, follow bool) (place, error) {
	at, err := f.find(p, follow)
	if err != nil {
		return at, err
	}
	if !f.May(at.path, false) {
		return at, EACCES
	}
	if at.node == nil {
		return at, ENOENT
	}
	return at, nil
}

// changeable makes sure that a place may be written to.
func (f *FS) changeable(at place) error {
	if !f.May(at.path, true) {
		return EACCES
	}
	if at.node != nil && at.node.readOnly || at.dir != nil && at.dir.readOnly {
		return EROFS
	}
	return nil
}

// count pays for a new file.
func (f *FS) count() error {
	if f.made >= f.MaxFiles {
		return ENOSPC
	}
	f.made++
	return nil
}

// add puts a new node at a place.
func (f *FS) add(at place, n *Node) error {
	if at.dir == nil {
		return EEXIST
	}
	if err := f.changeable(at); err != nil {
		return err
	}
	if err := f.count(); err != nil {
		return err
	}
	at.dir.put(at.name, n)
	at.dir.Mtime = f.Now()
	if n.IsDir() {
		at.dir.Links++
	}
	return nil
}

// Stat finds a file or folder; follow says whether a link at the end of the path is followed.
func (f *FS) Stat(p string, follow bool) (*Node, error) {
	at, err := f.existing(p, follow)
	return at.node, err
}

// Real is the path of an existing file without links.
func (f *FS) Real(p string) (string, error) {
	at, err := f.existing(p, true)
	return at.path, err
}

// List is the names in a folder, sorted.
func (f *FS) List(p string) ([]string, error) {
	at, err := f.existing(p, true)
	if err != nil {
		return nil, err
	}
	if !at.node.IsDir() {
		return nil, ENOTDIR
	}
	f.fill(at.node)
	return append([]string(nil), at.node.names...), nil
}

// Mkdir makes a folder.
func (f *FS) Mkdir(p string, mode uint32) error {
	at, err := f.find(strings.TrimRight(p, "/")+emptyRoot(p), false) // what a link leads to is not made
	if err != nil {
		return err
	}
	if at.node != nil {
		return EEXIST
	}
	return f.add(at, f.node(ModeDir|mode&0o1777&^f.Umask))
}

// emptyRoot keeps "/" what it is when its slashes are taken off.
func emptyRoot(p string) string {
	if p != "" && strings.Trim(p, "/") == "" {
		return "/"
	}
	return ""
}

// Remove removes a file, or with dir an empty folder.
func (f *FS) Remove(p string, dir bool) error {
	at, err := f.existing(p, false)
	if err != nil {
		return err
	}
	switch {
	case dir && !at.node.IsDir():
		return ENOTDIR
	case !dir && at.node.IsDir():
		return EISDIR
	case at.dir == nil:
		return EACCES
	}
	if err := f.changeable(at); err != nil {
		return err
	}
	if dir {
		f.fill(at.node)
		if len(at.node.names) > 0 {
			return ENOTEMPTY
		}
		at.dir.Links--
		at.node.Links = 1
	}
	at.dir.remove(at.name)
	at.dir.Mtime = f.Now()
	f.drop(at.node)
	return nil
}

// drop gives back what a file held once nothing leads to it.
func (f *FS) drop(n *Node) {
	n.Links--
	if n.Links <= 0 && !n.IsDir() {
		f.bytes -= min(f.bytes, uint64(len(n.Data)))
	}
	f.made = max(0, f.made-1)
}

// Rename moves a file or folder, over another where there is one.
func (f *FS) Rename(from, to string) error {
	a, err := f.existing(from, false)
	if err != nil {
		return err
	}
	b, err := f.find(to, false)
	if err != nil {
		return err
	}
	if a.dir == nil || b.dir == nil {
		return EINVAL
	}
	if a.path == b.path {
		return nil
	}
	if strings.HasPrefix(b.path+"/", a.path+"/") {
		return EINVAL
	}
	if err := f.changeable(a); err != nil {
		return err
	}
	if err := f.changeable(b); err != nil {
		return err
	}
	if n := b.node; n != nil {
		switch {
		case a.node.IsDir() && !n.IsDir():
			return ENOTDIR
		case !a.node.IsDir() && n.IsDir():
			return EISDIR
		case n.IsDir():
			if f.fill(n); len(n.names) > 0 {
				return ENOTEMPTY
			}
			b.dir.Links--
		}
		b.dir.remove(b.name)
		f.drop(n)
	}
	a.dir.remove(a.name)
	b.dir.put(b.name, a.node)
	if a.node.IsDir() {
		a.dir.Links--
		b.dir.Links++
	}
	now := f.Now()
	a.dir.Mtime, b.dir.Mtime, a.node.Ctime = now, now, now
	return nil
}

// Link gives a file a second name.
func (f *FS) Link(from, to string) error {
	a, err := f.existing(from, true)
	if err != nil {
		return err
	}
	if a.node.IsDir() {
		return EPERM
	}
	b, err := f.find(to, false)
	if err != nil {
		return err
	}
	if b.node != nil {
		return EEXIST
	}
	if err := f.Load(a.node); err != nil {
		return err
	}
	if err := f.add(b, a.node); err != nil {
		return err
	}
	a.node.Links++
	return nil
}

// Symlink makes a symbolic link.
func (f *FS) Symlink(target, p string) error {
	at, err := f.find(p, false)
	if err != nil {
		return err
	}
	if at.node != nil {
		return EEXIST
	}
	n := f.node(ModeLink | 0o777)
	n.Target = target
	return f.add(at, n)
}

// Readlink is where a link leads.
func (f *FS) Readlink(p string) (string, error) {
	at, err := f.existing(p, false)
	if err != nil {
		return "", err
	}
	if !at.node.IsLink() {
		return "", EINVAL
	}
	return at.node.Target, nil
}

// Change changes what a file says of itself.
func (f *FS) Change(p string, follow bool, change func(n *Node)) error {
	at, err := f.existing(p, follow)
	if err != nil {
		return err
	}
	if err := f.changeable(at); err != nil {
		return err
	}
	change(at.node)
	at.node.Ctime = f.Now()
	return nil
}

// Chdir changes the working folder.
func (f *FS) Chdir(p string) error {
	at, err := f.existing(p, true)
	if err != nil {
		return err
	}
	if !at.node.IsDir() {
		return ENOTDIR
	}
	f.Cwd = path.Clean(at.path)
	return nil
}

// Alias makes a link whatever the rules say, unless its name is taken.
func (f *FS) Alias(name, target string) {
	parts := split(name)
	if len(parts) == 0 {
		return
	}
	at := f.root
	for _, part := range parts[:len(parts)-1] {
		f.fill(at)
		c := at.children[part]
		if c == nil {
			c = f.node(ModeDir | 0o755)
			at.put(part, c)
		}
		if !c.IsDir() {
			return
		}
		at = c
	}
	f.fill(at)
	last := parts[len(parts)-1]
	if at.children[last] == nil {
		n := f.node(ModeLink | 0o777)
		n.Target = target
		at.put(last, n)
	}
}

// Settle forgets what was made so far when it comes to the limits.
func (f *FS) Settle() { f.made, f.bytes = 0, 0 }
