package stdlib

import (
	"strings"
	"sync"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib/vfs"
)

// statResult is os.stat_result: the sequence that stat has always been, and what was added by name.
var statResult = py.StructSeq{Type: new(py.Type), Visible: 10, Fields: []string{"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
	"st_atime", "st_mtime", "st_ctime", "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"}}

var (
	terminalSize = py.StructSeq{Type: new(py.Type), Visible: 2, Fields: []string{"columns", "lines"}}
	timesResult  = py.StructSeq{Type: new(py.Type), Visible: 5, Fields: []string{"user", "system", "children_user", "children_system", "elapsed"}}
	unameResult  = py.StructSeq{Type: new(py.Type), Visible: 5, Fields: []string{"sysname", "nodename", "release", "version", "machine"}}
)

var defineOS = sync.OnceFunc(func() {
	py.DefineStructSeq(&statResult, "os", "stat_result")
	py.DefineStructSeq(&terminalSize, "os", "terminal_size")
	py.DefineStructSeq(&timesResult, "posix", "times_result")
	py.DefineStructSeq(&unameResult, "posix", "uname_result")
})

func newStat(t *py.Thread, n *vfs.Node) py.Value {
	i := func(x int64) py.Value { return py.Int(x) }
	seconds := func(ns int64) py.Value { return py.Float(float64(ns/1e9) + float64(1e-9*float64(ns%1e9))) }
	return statResult.New(t, []py.Value{i(int64(n.Mode)), i(int64(n.Ino)), i(1), i(int64(n.Links)), i(1000), i(1000), i(n.Size()),
		i(n.Atime / 1e9), i(n.Mtime / 1e9), i(n.Ctime / 1e9), seconds(n.Atime), seconds(n.Mtime), seconds(n.Ctime),
		i(n.Atime), i(n.Mtime), i(n.Ctime), i(4096), i((n.Size() + 511) / 512), i(0)})
}

// standardNode is what fstat says of the standard streams.
func standardNode(fd int) *vfs.Node {
	return &vfs.Node{Mode: vfs.ModePipe | 0o600, Ino: uint64(fd + 1), Links: 1}
}

// write records an access that changes something and its outcome.
func wrote(t *py.Thread, what string, err error) { t.Effect("write", what, err != nil) }

// onPath is a function of one path.
func onPath(name string, do func(t *py.Thread, f *vfs.FS, p string, a []py.Value) (py.Value, error)) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		p, _, err := pathArg(t, a[0], name, "path", false)
		if err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(16 + len(p)); err != nil {
			return py.Value{}, err
		}
		v, err := do(t, Files(t), p, a)
		if err != nil {
			return py.Value{}, osError(t, err, shown(t, a[0], p))
		}
		return v, nil
	}
}

// changing is onPath for what changes the file system: it is recorded.
func changing(name string, do func(t *py.Thread, f *vfs.FS, p string, a []py.Value) error) py.NativeFunc {
	return onPath(name, func(t *py.Thread, f *vfs.FS, p string, a []py.Value) (py.Value, error) {
		err := do(t, f, p, a)
		wrote(t, p, err)
		return py.None, err
	})
}

// onTwoPaths is a function of two paths.
func onTwoPaths(name string, do func(f *vfs.FS, from, to string) error) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		from, _, err := pathArg(t, a[0], name, "src", false)
		if err != nil {
			return py.Value{}, err
		}
		to, _, err := pathArg(t, a[1], name, "dst", false)
		if err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(32 + len(from) + len(to)); err != nil {
			return py.Value{}, err
		}
		err = do(Files(t), from, to)
		wrote(t, from+" -> "+to, err)
		if err != nil {
			return py.Value{}, osError(t, err, shown(t, a[0], from), shown(t, a[1], to))
		}
		return py.None, nil
	}
}

// handleArg is the open file of a descriptor.
func handleArg(t *py.Thread, v py.Value) (*vfs.Handle, int, error) {
	fd, err := t.IntArg(v)
	if err != nil {
		return nil, 0, err
	}
	h, err := Files(t).Handle(fd)
	if err != nil {
		return nil, fd, osError(t, err)
	}
	return h, fd, nil
}

func modeArg(t *py.Thread, v py.Value, missing uint32) (uint32, error) {
	if !v.IsSet() {
		return missing, nil
	}
	n, err := t.IntArg(v)
	return uint32(n), err
}

func optionalTruth(t *py.Thread, v py.Value, missing bool) (bool, error) {
	if !v.IsSet() {
		return missing, nil
	}
	return t.Truth(v)
}

func posixStat(name string, follow bool) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		p, fd, err := pathArg(t, a[0], name, "path", follow)
		if err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(16 + len(p)); err != nil {
			return py.Value{}, err
		}
		if fd >= 0 {
			if fd < 3 {
				return newStat(t, standardNode(fd)), nil
			}
			h, err := Files(t).Handle(fd)
			if err != nil {
				return py.Value{}, osError(t, err)
			}
			return newStat(t, h.Node), nil
		}
		follow := follow
		if follow && len(a) > 2 {
			if follow, err = optionalTruth(t, a[2], true); err != nil {
				return py.Value{}, err
			}
		}
		n, err := Files(t).Stat(p, follow)
		if err != nil {
			return py.Value{}, osError(t, err, shown(t, a[0], p))
		}
		return newStat(t, n), nil
	}
}

func posixOpen(t *py.Thread, a []py.Value) (py.Value, error) {
	p, _, err := pathArg(t, a[0], "open", "path", false)
	if err != nil {
		return py.Value{}, err
	}
	flags, err := t.IntArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	mode, err := modeArg(t, a[2], 0o777)
	if err != nil {
		return py.Value{}, err
	}
	fd, err := openPath(t, p, flags, mode)
	if err != nil {
		return py.Value{}, osError(t, err, shown(t, a[0], p))
	}
	return py.Int(int64(fd)), nil
}

// openPath opens a file and records that the program did.
func openPath(t *py.Thread, p string, flags int, mode uint32) (int, error) {
	if err := t.Charge(32 + len(p)); err != nil {
		return 0, err
	}
	f := Files(t)
	fd, err := f.Open(p, flags, mode)
	kind := "open"
	if flags&vfs.Access != vfs.ReadOnly {
		kind = "write"
	}
	t.Effect(kind, p, err != nil)
	if err != nil {
		return 0, err
	}
	h, err := f.Handle(fd)
	if err != nil {
		return 0, err
	}
	if !h.Node.IsDir() {
		// Reading the content from the host is paid for when it is opened.
		if size := f.Left(h, -1); size > 0 {
			if err := t.Grow(uint64(size)); err != nil {
				return 0, err
			}
			if err := t.Charge(int(size / 16)); err != nil {
				return 0, err
			}
		}
		if err := f.Load(h.Node); err != nil {
			return 0, err
		}
	}
	return fd, nil
}

// readHandle reads n bytes, all that is left where n < 0.
func readHandle(t *py.Thread, h *vfs.Handle, n int) ([]byte, error) {
	f := Files(t)
	left := f.Left(h, int64(n))
	if err := t.Grow(uint64(left)); err != nil {
		return nil, err
	}
	if err := t.Charge(8 + int(left/16)); err != nil {
		return nil, err
	}
	b, err := f.Read(h, left)
	if err != nil {
		return nil, osError(t, err)
	}
	return append([]byte(nil), b...), nil
}

func writeHandle(t *py.Thread, h *vfs.Handle, b []byte) error {
	if err := t.Grow(uint64(h.Growth(int64(len(b))))); err != nil {
		return err
	}
	if err := t.Charge(8 + len(b)/16); err != nil {
		return err
	}
	if err := Files(t).Write(h, b); err != nil {
		return osError(t, err)
	}
	return nil
}

func posixRead(t *py.Thread, a []py.Value) (py.Value, error) {
	n, err := t.IntArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, osErrorNumber(t, int(vfs.EINVAL))
	}
	if fd, err := t.IntArg(a[0]); err == nil && fd == 0 {
		b, err := t.ReadInput(n)
		return t.NewBytes(b), err
	}
	h, _, err := handleArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	b, err := readHandle(t, h, n)
	if err != nil {
		return py.Value{}, err
	}
	return t.NewBytes(b), nil
}

func posixWrite(t *py.Thread, a []py.Value) (py.Value, error) {
	b, ok := a[1].BytesLike()
	if !ok {
		return py.Value{}, t.Raisef(&py.TypeError, "a bytes-like object is required, not '%s'", a[1].Type().Name)
	}
	if fd, err := t.IntArg(a[0]); err == nil && (fd == 1 || fd == 2) {
		w := t.Stdout
		if fd == 2 {
			w = t.Stderr
		}
		return py.Int(int64(len(b))), t.Write(w, string(b))
	}
	h, _, err := handleArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.Int(int64(len(b))), writeHandle(t, h, b)
}

func posixSeek(t *py.Thread, a []py.Value) (py.Value, error) {
	pos, err := t.IntArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	how, err := t.IntArg(a[2])
	if err != nil {
		return py.Value{}, err
	}
	if fd, err := t.IntArg(a[0]); err == nil && fd >= 0 && fd < 3 {
		return py.Value{}, osErrorNumber(t, int(vfs.ESPIPE))
	}
	h, _, err := handleArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if h.Node.Mode&vfs.ModeFmt == vfs.ModePipe {
		return py.Value{}, osErrorNumber(t, int(vfs.ESPIPE))
	}
	at := int64(pos)
	switch how {
	case 1:
		at += h.Pos
	case 2:
		at += h.Node.Size()
	case 0:
	default:
		return py.Value{}, osErrorNumber(t, int(vfs.EINVAL))
	}
	if at < 0 {
		return py.Value{}, osErrorNumber(t, int(vfs.EINVAL))
	}
	h.Pos = at
	return py.Int(at), nil
}

// resize pays for a longer file and gives it its length.
func resize(t *py.Thread, n *vfs.Node, size int) error {
	if size < 0 {
		return vfs.EINVAL
	}
	if grow := int64(size) - n.Size(); grow > 0 {
		if uint64(grow) > t.Limits.FileBytes {
			return vfs.ENOSPC
		}
		if err := t.Grow(uint64(grow)); err != nil {
			return err
		}
	}
	return Files(t).Resize(n, int64(size))
}

func posixList(t *py.Thread, a []py.Value) (py.Value, error) {
	where := "."
	var like py.Value
	if a[0].IsSet() && !a[0].IsNone() {
		p, fd, err := pathArg(t, a[0], "listdir", "path", true)
		if err != nil {
			return py.Value{}, err
		}
		if where, like = p, a[0]; fd >= 0 {
			h, err := Files(t).Handle(fd)
			if err != nil {
				return py.Value{}, osError(t, err)
			}
			where = h.Path
		}
	}
	if err := t.Charge(32 + len(where)); err != nil {
		return py.Value{}, err
	}
	names, err := Files(t).List(where)
	if err != nil {
		if like.IsSet() {
			return py.Value{}, osError(t, err, shown(t, like, where))
		}
		return py.Value{}, osError(t, err, t.StrValue(where))
	}
	if err := t.Grow(uint64(len(names)) * 80); err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(4 * len(names)); err != nil {
		return py.Value{}, err
	}
	items := make([]py.Value, len(names))
	for i, name := range names {
		if items[i], err = sameKind(t, like, name); err != nil {
			return py.Value{}, err
		}
	}
	return t.ListValue(items), nil
}

// denied is a function that reaches out of the sandbox: it raises what CPython raises without permission, and the attempt
// is recorded.
func denied(name, kind string, show func(a []py.Value) string) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		what := name
		if show != nil {
			if s := show(a); s != "" {
				what += ": " + s
			}
		}
		t.Effect(kind, what, true)
		return py.Value{}, osErrorNumber(t, int(vfs.EPERM))
	}
}

// firstText shows the first argument where it is a text.
func firstText(a []py.Value) string {
	if len(a) == 0 || !a[0].IsSet() {
		return ""
	}
	v := a[0]
	if tuple := v.Tuple(); tuple != nil && len(tuple.Items) > 0 {
		v = tuple.Items[0]
	}
	text := ""
	if s := v.Str(); s != nil {
		text = s.S
	} else if b := v.Bytes(); b != nil {
		text = string(b.B)
	}
	if len(text) > 200 {
		text = strings.ToValidUTF8(text[:200], "") + "…"
	}
	return text
}

// exitNow is os._exit: it ends the run without anything being called or caught.
func exitNow(t *py.Thread, a []py.Value) (py.Value, error) {
	n, err := t.IntArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	t.Effect("exit", "os._exit", false)
	return py.Value{}, &py.Stop{Status: interp.Exited, Detail: "os._exit", Code: n & 0xff}
}
