package vfs

// The flags of Open, as Linux has them.
const (
	ReadOnly  = 0
	WriteOnly = 1
	ReadWrite = 2
	Access    = 3
	Create    = 0o100
	Exclusive = 0o200
	Truncate  = 0o1000
	Append    = 0o2000
	Directory = 0o200000
	NoFollow  = 0o400000
)

// Handle is an open file.
type Handle struct {
	Node  *Node
	Path  string
	Flags int
	Pos   int64
	uses  int
}

// maxHandles is how many files may be open at once.
const maxHandles = 1024

// Open opens a file and answers its descriptor.
func (f *FS) Open(p string, flags int, mode uint32) (int, error) {
	if len(f.handles) >= maxHandles {
		return 0, EMFILE
	}
	at, err := f.find(p, flags&NoFollow == 0 && flags&(Create|Exclusive) != Create|Exclusive)
	if err != nil {
		return 0, err
	}
	writing := flags&Access != ReadOnly
	if at.node == nil {
		switch {
		case flags&Create == 0:
			return 0, f.absent(at)
		case len(p) > 0 && p[len(p)-1] == '/':
			return 0, EISDIR
		}
		at.node = f.node(ModeFile | mode&0o777&^f.Umask)
		if err := f.add(at, at.node); err != nil {
			return 0, err
		}
		return f.handle(at, flags), nil
	}
	n := at.node
	switch {
	case flags&Create != 0 && flags&Exclusive != 0:
		return 0, EEXIST
	case n.IsLink():
		return 0, ELOOP
	case n.IsDir() && (writing || flags&Create != 0):
		return 0, EISDIR
	case !n.IsDir() && flags&Directory != 0:
		return 0, ENOTDIR
	}
	if n.Mode&ModeFmt == ModeChar {
		return f.handle(at, flags), nil
	}
	if writing {
		if err := f.changeable(at); err != nil {
			return 0, err
		}
		if n.Mode&0o222 == 0 {
			return 0, EACCES
		}
	}
	if flags&Access != WriteOnly && (!f.May(at.path, false) || n.Mode&0o444 == 0) {
		return 0, EACCES
	}
	if writing && flags&Truncate != 0 {
		f.bytes -= min(f.bytes, uint64(len(n.Data)))
		n.Data, n.pending = nil, false
		n.Mtime = f.Now()
	}
	return f.handle(at, flags), nil
}

// absent is the error for a file that is not there.
func (f *FS) absent(at place) error {
	if !f.May(at.path, false) {
		return EACCES
	}
	return ENOENT
}

func (f *FS) handle(at place, flags int) int {
	return f.place(&Handle{Node: at.node, Path: at.path, Flags: flags})
}

// place gives a handle the lowest free descriptor.
func (f *FS) place(h *Handle) int {
	fd := 3
	for f.handles[fd] != nil {
		fd++
	}
	f.handles[fd] = h
	h.uses++
	return fd
}

// Handle is the open file of a descriptor.
func (f *FS) Handle(fd int) (*Handle, error) {
	if h := f.handles[fd]; h != nil {
		return h, nil
	}
	return nil, EBADF
}

// Dup gives an open file a second descriptor, the lowest free one, or to where that is not negative.
func (f *FS) Dup(fd, to int) (int, error) {
	h, err := f.Handle(fd)
	if err != nil {
		return 0, err
	}
	if len(f.handles) >= maxHandles || to > maxHandles {
		return 0, EMFILE
	}
	if to < 0 {
		return f.place(h), nil
	}
	if to != fd {
		if old := f.handles[to]; old != nil {
			old.uses--
		}
		f.handles[to] = h
		h.uses++
	}
	return to, nil
}

// Pipe makes a pipe and answers the descriptors of its ends.
func (f *FS) Pipe() (r, w int, err error) {
	if len(f.handles)+2 > maxHandles {
		return 0, 0, EMFILE
	}
	n := f.node(ModePipe | 0o600)
	r = f.place(&Handle{Node: n, Flags: ReadOnly})
	w = f.place(&Handle{Node: n, Flags: WriteOnly})
	return r, w, nil
}

// Close closes a descriptor.
func (f *FS) Close(fd int) error {
	h, err := f.Handle(fd)
	if err != nil {
		return err
	}
	h.uses--
	delete(f.handles, fd)
	return nil
}

// writers tells whether an end of a pipe is open for writing.
func (f *FS) writers(n *Node) bool {
	for _, h := range f.handles {
		if h.Node == n && h.Flags&Access == WriteOnly {
			return true
		}
	}
	return false
}

// Left is how much there is to read at a position of at most n bytes; n < 0 stands for all. Who reads pays for it.
func (f *FS) Left(h *Handle, n int64) int64 {
	left := max(h.Node.Size()-h.Pos, 0)
	if h.Node.Mode&ModeFmt == ModePipe {
		left = int64(len(h.Node.Data))
	}
	if n >= 0 {
		left = min(left, n)
	}
	return left
}

// Read reads n bytes at a position; the bytes are the file's own and must be copied.
func (f *FS) Read(h *Handle, n int64) ([]byte, error) {
	if h.Flags&Access == WriteOnly {
		return nil, EBADF
	}
	node := h.Node
	switch node.Mode & ModeFmt {
	case ModeDir:
		return nil, EISDIR
	case ModeChar:
		return nil, nil
	case ModePipe:
		if len(node.Data) == 0 && f.writers(node) {
			return nil, EAGAIN
		}
		n = min(n, int64(len(node.Data)))
		out := node.Data[:n]
		node.Data = node.Data[n:]
		return out, nil
	}
	if err := f.Load(node); err != nil {
		return nil, err
	}
	if h.Pos >= int64(len(node.Data)) {
		return nil, nil
	}
	end := min(h.Pos+n, int64(len(node.Data)))
	out := node.Data[h.Pos:end]
	h.Pos = end
	return out, nil
}

// Write writes bytes at a position.
func (f *FS) Write(h *Handle, b []byte) error {
	if h.Flags&Access == ReadOnly {
		return EBADF
	}
	node := h.Node
	switch node.Mode & ModeFmt {
	case ModeChar:
		return nil
	case ModePipe:
		if err := f.room(uint64(len(b))); err != nil {
			return err
		}
		node.Data = append(node.Data, b...)
		return nil
	}
	if err := f.Load(node); err != nil {
		return err
	}
	if h.Flags&Append != 0 {
		h.Pos = int64(len(node.Data))
	}
	end := h.Pos + int64(len(b))
	if err := f.Resize(node, max(end, int64(len(node.Data)))); err != nil {
		return err
	}
	copy(node.Data[h.Pos:], b)
	h.Pos = end
	return nil
}

// Growth is by how much writing n bytes would lengthen a file.
func (h *Handle) Growth(n int64) int64 {
	pos := h.Pos
	if h.Flags&Append != 0 {
		pos = h.Node.Size()
	}
	return max(pos+n-h.Node.Size(), 0)
}

// room pays for n more bytes.
func (f *FS) room(n uint64) error {
	if f.bytes+n > f.MaxBytes || f.bytes+n < f.bytes {
		return ENOSPC
	}
	f.bytes += n
	return nil
}

// Resize gives a file a length, filled up with zeros.
func (f *FS) Resize(n *Node, size int64) error {
	if err := f.Load(n); err != nil {
		return err
	}
	now := int64(len(n.Data))
	n.Mtime = f.Now()
	switch {
	case size < 0:
		return EINVAL
	case size <= now:
		f.bytes -= min(f.bytes, uint64(now-size))
		n.Data = n.Data[:size]
		return nil
	}
	if err := f.room(uint64(size - now)); err != nil {
		return err
	}
	if int64(cap(n.Data)) >= size {
		tail := n.Data[now:size]
		clear(tail)
		n.Data = n.Data[:size]
		return nil
	}
	grown := make([]byte, size, size+size/2)
	copy(grown, n.Data)
	n.Data = grown
	return nil
}
