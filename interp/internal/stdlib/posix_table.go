package stdlib

import (
	"math/rand/v2"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/stdlib/vfs"
)

// posixFunctions are the functions of the module posix, which os shows as its own.
var posixFunctions = sync.OnceValue(func() *py.FunctionSet {
	number := func(n int64) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(n), nil }
	}
	defs := []py.Def{
		{Name: "_exit", Sig: "status", Fn: exitNow},
		{Name: "abort", Sig: "", Fn: denied("os.abort", "process", nil)},
		{Name: "access", Sig: "path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			p, _, err := pathArg(t, a[0], "access", "path", false)
			if err != nil {
				return py.Value{}, err
			}
			mode, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			f := Files(t)
			n, err := f.Stat(p, true)
			if err != nil {
				return py.False, nil
			}
			real, err := f.Real(p)
			if err != nil {
				return py.False, nil
			}
			ok := (mode&4 == 0 || n.Mode&0o444 != 0) && (mode&2 == 0 || n.Mode&0o222 != 0 && f.May(real, true)) && (mode&1 == 0 || n.Mode&0o111 != 0)
			return py.Bool(ok), nil
		}},
		{Name: "chdir", Sig: "path", Fn: onPath("chdir", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) (py.Value, error) {
			return py.None, f.Chdir(p)
		})},
		{Name: "chmod", Sig: "path, mode, *, dir_fd=None, follow_symlinks=True", Fn: changing("chmod", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) error {
			mode, err := modeArg(t, a[1], 0)
			if err != nil {
				return err
			}
			follow, err := optionalTruth(t, a[3], true)
			if err != nil {
				return err
			}
			return f.Change(p, follow, func(n *vfs.Node) { n.Mode = n.Mode&vfs.ModeFmt | mode&0o7777 })
		})},
		{Name: "chown", Sig: "path, uid, gid, *, dir_fd=None, follow_symlinks=True", Fn: denied("os.chown", "write", firstText)},
		{Name: "close", Sig: "fd", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := t.IntArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			if fd >= 0 && fd < 3 {
				return py.None, nil
			}
			if err := Files(t).Close(fd); err != nil {
				return py.Value{}, osError(t, err)
			}
			return py.None, nil
		}},
		{Name: "cpu_count", Sig: "", Fn: number(1)},
		{Name: "dup", Sig: "fd, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := t.IntArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			n, err := Files(t).Dup(fd, -1)
			if err != nil {
				return py.Value{}, osError(t, err)
			}
			return py.Int(int64(n)), nil
		}},
		{Name: "dup2", Sig: "fd, fd2, inheritable=True", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := t.IntArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			to, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			n, err := Files(t).Dup(fd, max(to, 0))
			if err != nil {
				return py.Value{}, osError(t, err)
			}
			return py.Int(int64(n)), nil
		}},
		{Name: "execv", Sig: "path, argv, /", Fn: denied("os.execv", "process", firstText)},
		{Name: "execve", Sig: "path, argv, env", Fn: denied("os.execve", "process", firstText)},
		{Name: "fchdir", Sig: "fd", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			h, _, err := handleArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			if err := Files(t).Chdir(h.Path); err != nil {
				return py.Value{}, osError(t, err)
			}
			return py.None, nil
		}},
		{Name: "fork", Sig: "", Fn: denied("os.fork", "process", nil)},
		{Name: "forkpty", Sig: "", Fn: denied("os.forkpty", "process", nil)},
		{Name: "fspath", Sig: "path", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if a[0].Str() != nil || a[0].Bytes() != nil {
				return a[0], nil
			}
			fn := a[0].Type().Lookup("__fspath__")
			if !fn.IsSet() {
				return py.Value{}, t.Raisef(&py.TypeError, "expected str, bytes or os.PathLike object, not %s", a[0].Type().Name)
			}
			v, err := t.CallMethodOf(fn, a[0])
			if err == nil && v.Str() == nil && v.Bytes() == nil {
				err = t.Raisef(&py.TypeError, "expected %s.__fspath__() to return str or bytes, not %s", a[0].Type().Name, v.Type().Name)
			}
			return v, err
		}},
		{Name: "fstat", Sig: "fd", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if fd, err := t.IntArg(a[0]); err == nil && fd >= 0 && fd < 3 {
				return newStat(t, standardNode(fd)), nil
			}
			h, _, err := handleArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return newStat(t, h.Node), nil
		}},
		{Name: "fsync", Sig: "fd", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "ftruncate", Sig: "fd, length, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			h, _, err := handleArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			n, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			if h.Flags&vfs.Access == vfs.ReadOnly {
				return py.Value{}, osErrorNumber(t, int(vfs.EINVAL))
			}
			if err := resize(t, h.Node, n); err != nil {
				return py.Value{}, osError(t, err)
			}
			return py.None, nil
		}},
		{Name: "get_inheritable", Sig: "fd, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }},
		{Name: "get_terminal_size", Sig: "fd=1, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.Value{}, osErrorNumber(t, 25)
		}},
		{Name: "getcwd", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.StrValue(Files(t).Cwd), nil }},
		{Name: "getcwdb", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.NewBytes([]byte(Files(t).Cwd)), nil }},
		{Name: "getegid", Sig: "", Fn: number(1000)}, {Name: "geteuid", Sig: "", Fn: number(1000)},
		{Name: "getgid", Sig: "", Fn: number(1000)}, {Name: "getuid", Sig: "", Fn: number(1000)},
		{Name: "getloadavg", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.Tuple(py.Float(0), py.Float(0), py.Float(0)), nil
		}},
		{Name: "getlogin", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.StrValue("user"), nil }},
		{Name: "getpgid", Sig: "pid", Fn: number(1000)}, {Name: "getpgrp", Sig: "", Fn: number(1000)},
		{Name: "getpid", Sig: "", Fn: number(1000)}, {Name: "getppid", Sig: "", Fn: number(1)}, {Name: "getsid", Sig: "pid, /", Fn: number(1000)},
		{Name: "isatty", Sig: "fd, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }},
		{Name: "kill", Sig: "pid, signal, /", Fn: denied("os.kill", "process", nil)},
		{Name: "killpg", Sig: "pgid, signal, /", Fn: denied("os.killpg", "process", nil)},
		{Name: "link", Sig: "src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True", Fn: onTwoPaths("link", (*vfs.FS).Link)},
		{Name: "listdir", Sig: "path=None", Fn: posixList},
		{Name: "lseek", Sig: "fd, position, whence, /", Fn: posixSeek},
		{Name: "lstat", Sig: "path, *, dir_fd=None", Fn: posixStat("lstat", false)},
		{Name: "mkdir", Sig: "path, mode=511, *, dir_fd=None", Fn: changing("mkdir", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) error {
			mode, err := modeArg(t, a[1], 0o777)
			if err != nil {
				return err
			}
			return f.Mkdir(p, mode)
		})},
		{Name: "mkfifo", Sig: "path, mode=438, *, dir_fd=None", Fn: denied("os.mkfifo", "write", firstText)},
		{Name: "mknod", Sig: "path, mode=384, device=0, *, dir_fd=None", Fn: denied("os.mknod", "write", firstText)},
		{Name: "nice", Sig: "increment, /", Fn: number(0)},
		{Name: "open", Sig: "path, flags, mode=511, *, dir_fd=None", Fn: posixOpen},
		{Name: "pipe", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			r, w, err := Files(t).Pipe()
			if err != nil {
				return py.Value{}, osError(t, err)
			}
			return t.Tuple(py.Int(int64(r)), py.Int(int64(w))), nil
		}},
		{Name: "posix_spawn", Sig: "path, argv, env, /, **kwargs", Fn: denied("os.posix_spawn", "process", firstText)},
		{Name: "posix_spawnp", Sig: "path, argv, env, /, **kwargs", Fn: denied("os.posix_spawnp", "process", firstText)},
		{Name: "putenv", Sig: "name, value, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "read", Sig: "fd, length, /", Fn: posixRead},
		{Name: "readlink", Sig: "path, *, dir_fd=None", Fn: onPath("readlink", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) (py.Value, error) {
			s, err := f.Readlink(p)
			if err != nil {
				return py.Value{}, err
			}
			return sameKind(t, a[0], s)
		})},
		{Name: "remove", Sig: "path, *, dir_fd=None", Fn: changing("remove", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) error { return f.Remove(p, false) })},
		{Name: "rename", Sig: "src, dst, *, src_dir_fd=None, dst_dir_fd=None", Fn: onTwoPaths("rename", (*vfs.FS).Rename)},
		{Name: "replace", Sig: "src, dst, *, src_dir_fd=None, dst_dir_fd=None", Fn: onTwoPaths("replace", (*vfs.FS).Rename)},
		{Name: "rmdir", Sig: "path, *, dir_fd=None", Fn: changing("rmdir", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) error { return f.Remove(p, true) })},
		{Name: "sched_yield", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "set_inheritable", Sig: "fd, inheritable, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "setgid", Sig: "gid, /", Fn: denied("os.setgid", "process", nil)}, {Name: "setsid", Sig: "", Fn: denied("os.setsid", "process", nil)},
		{Name: "setuid", Sig: "uid, /", Fn: denied("os.setuid", "process", nil)},
		{Name: "stat", Sig: "path, *, dir_fd=None, follow_symlinks=True", Fn: posixStat("stat", true)},
		{Name: "strerror", Sig: "code, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[0])
			return t.StrValue(strerror(n)), err
		}},
		{Name: "symlink", Sig: "src, dst, target_is_directory=False, *, dir_fd=None", Fn: onTwoPaths("symlink", (*vfs.FS).Symlink)},
		{Name: "sync", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "system", Sig: "command", Fn: denied("os.system", "process", firstText)},
		{Name: "times", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			defineOS()
			s := py.Float(float64(t.Spent()) * 1e-9)
			return timesResult.New(t, []py.Value{s, py.Float(0), py.Float(0), py.Float(0), s}), nil
		}},
		{Name: "truncate", Sig: "path, length", Fn: changing("truncate", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) error {
			n, err := t.IntArg(a[1])
			if err != nil {
				return err
			}
			fd, err := openPath(t, p, vfs.WriteOnly, 0)
			if err != nil {
				return err
			}
			h, err := f.Handle(fd)
			if err == nil {
				err = resize(t, h.Node, n)
				_ = f.Close(fd)
			}
			return err
		})},
		{Name: "umask", Sig: "mask, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			f := Files(t)
			old := f.Umask
			f.Umask = uint32(n) & 0o777
			return py.Int(int64(old)), nil
		}},
		{Name: "uname", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			defineOS()
			s := t.StrValue
			return unameResult.New(t, []py.Value{s("Linux"), s("sandbox"), s("6.1.0"), s("#1 SMP"), s("x86_64")}), nil
		}},
		{Name: "unlink", Sig: "path, *, dir_fd=None", Fn: changing("unlink", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) error { return f.Remove(p, false) })},
		{Name: "unsetenv", Sig: "name, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }},
		{Name: "urandom", Sig: "size, /", Fn: randomBytes},
		{Name: "getrandom", Sig: "size, flags=0", Fn: randomBytes},
		{Name: "utime", Sig: "path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True", Fn: changing("utime", setTimes)},
		{Name: "wait", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Value{}, osErrorNumber(t, 10) }},
		{Name: "waitpid", Sig: "pid, options, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Value{}, osErrorNumber(t, 10) }},
		{Name: "waitstatus_to_exitcode", Sig: "status", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[0])
			return py.Int(int64(n >> 8)), err
		}},
		{Name: "write", Sig: "fd, data, /", Fn: posixWrite},
		{Name: "_realpath", Sig: "path, /", Fn: onPath("realpath", func(t *py.Thread, f *vfs.FS, p string, a []py.Value) (py.Value, error) {
			s, err := f.Real(p)
			if err != nil {
				return py.Value{}, err
			}
			return sameKind(t, a[0], s)
		})},
		{Name: "_file_size", Sig: "fd, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			h, _, err := handleArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return py.Int(h.Node.Size()), nil
		}},
	}
	return py.Functions("posix", defs)
})

// randomBytes is os.urandom: bytes that look random and are the same in every run with the same seed.
func randomBytes(t *py.Thread, a []py.Value) (py.Value, error) {
	n, err := t.IntArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, t.Raisef(&py.ValueError, "negative argument not allowed")
	}
	if err := t.Grow(uint64(n)); err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(n / 8); err != nil {
		return py.Value{}, err
	}
	source, ok := t.State["urandom"].(*rand.PCG)
	if !ok {
		source = rand.NewPCG(t.Host.Seed, 0x75_72_61_6e_64_6f_6d)
		t.State["urandom"] = source
	}
	b := make([]byte, n)
	for i := 0; i < n; i += 8 {
		x := source.Uint64()
		for j := i; j < min(i+8, n); j++ {
			b[j] = byte(x)
			x >>= 8
		}
	}
	return t.NewBytes(b), nil
}

// setTimes is os.utime.
func setTimes(t *py.Thread, f *vfs.FS, p string, a []py.Value) error {
	at, mod := f.Now(), f.Now()
	pair := func(v py.Value, what string) ([]py.Value, error) {
		tuple := v.Tuple()
		if tuple == nil || len(tuple.Items) != 2 {
			return nil, t.Raisef(&py.TypeError, "utime: '%s' must be a tuple of two %s", what, map[string]string{"times": "numbers", "ns": "ints"}[what])
		}
		return tuple.Items, nil
	}
	switch {
	case a[1].IsSet() && !a[1].IsNone() && a[2].IsSet():
		return t.Raisef(&py.ValueError, "utime: you may specify either 'times' or 'ns' but not both")
	case a[1].IsSet() && !a[1].IsNone():
		items, err := pair(a[1], "times")
		if err != nil {
			return err
		}
		for i, to := range []*int64{&at, &mod} {
			x, err := t.FloatArg(items[i])
			if err != nil {
				return err
			}
			whole := int64(x)
			*to = whole*1e9 + int64(float64(x-float64(whole))*1e9)
		}
	case a[2].IsSet() && !a[2].IsNone():
		items, err := pair(a[2], "ns")
		if err != nil {
			return err
		}
		for i, to := range []*int64{&at, &mod} {
			n, err := t.IntArg(items[i])
			if err != nil {
				return err
			}
			*to = int64(n)
		}
	}
	follow, err := optionalTruth(t, a[4], true)
	if err != nil {
		return err
	}
	return f.Change(p, follow, func(n *vfs.Node) { n.Atime, n.Mtime = at, mod })
}

// posixConstants are the numbers that os has by name.
const posixConstants = `
F_OK 0 R_OK 4 W_OK 2 X_OK 1
O_RDONLY 0 O_WRONLY 1 O_RDWR 2 O_CREAT 64 O_EXCL 128 O_NOCTTY 256 O_TRUNC 512 O_APPEND 1024 O_NONBLOCK 2048 O_NDELAY 2048 O_DSYNC 4096
O_ASYNC 8192 O_DIRECT 16384 O_LARGEFILE 0 O_DIRECTORY 65536 O_NOFOLLOW 131072 O_NOATIME 262144 O_CLOEXEC 524288 O_SYNC 1052672 O_RSYNC 1052672
O_ACCMODE 3 O_PATH 2097152 O_TMPFILE 4259840
EX_OK 0 EX_USAGE 64 EX_DATAERR 65 EX_NOINPUT 66 EX_NOUSER 67 EX_NOHOST 68 EX_UNAVAILABLE 69 EX_SOFTWARE 70 EX_OSERR 71 EX_OSFILE 72
EX_CANTCREAT 73 EX_IOERR 74 EX_TEMPFAIL 75 EX_PROTOCOL 76 EX_NOPERM 77 EX_CONFIG 78
WNOHANG 1 WUNTRACED 2 WCONTINUED 8 WEXITED 4 WSTOPPED 2 WNOWAIT 16777216 P_PID 1 P_PGID 2 P_ALL 0
PRIO_PROCESS 0 PRIO_PGRP 1 PRIO_USER 2 NGROUPS_MAX 65536 TMP_MAX 238328
GRND_RANDOM 2 GRND_NONBLOCK 1 RTLD_LAZY 1 RTLD_NOW 2 RTLD_GLOBAL 256 RTLD_LOCAL 0 SCHED_OTHER 0 SCHED_FIFO 1 SCHED_RR 2
SEEK_DATA 3 SEEK_HOLE 4 POSIX_SPAWN_OPEN 0 POSIX_SPAWN_CLOSE 1 POSIX_SPAWN_DUP2 2
`

// posixModule is the module posix.
func posixModule(t *py.Thread) *py.Module {
	defineOS()
	m := t.ModuleWith("posix", posixFunctions(), []*py.Type{statResult.Type, terminalSize.Type, timesResult.Type, unameResult.Type}, func() []py.Constant {
		out := []py.Constant{{Name: "error", Value: py.OSError.Value()}}
		words := strings.Fields(posixConstants)
		for i := 0; i+1 < len(words); i += 2 {
			n := int64(0)
			for _, c := range words[i+1] {
				n = n*10 + int64(c-'0')
			}
			out = append(out, py.Constant{Name: words[i], Value: py.Int(n)})
		}
		return out
	})
	environ := t.NewDict()
	for _, line := range t.Host.Env {
		name, value, ok := strings.Cut(line, "=")
		if !ok || name == "" {
			continue
		}
		_ = environ.Set(t, t.NewBytes([]byte(name)), t.NewBytes([]byte(value)))
	}
	m.Set(t, "environ", py.Obj(environ))
	return m
}
