"""The operating system: files, folders, environment, processes. It is that of the sandbox."""
import abc
import sys
import stat as st
import posix
from posix import (_exit, EX_CANTCREAT, EX_CONFIG, EX_DATAERR, EX_IOERR, EX_NOHOST, EX_NOINPUT, EX_NOPERM, EX_NOUSER, EX_OK, EX_OSERR,
                   EX_OSFILE, EX_PROTOCOL, EX_SOFTWARE, EX_TEMPFAIL, EX_UNAVAILABLE, EX_USAGE, F_OK, GRND_NONBLOCK, GRND_RANDOM,
                   NGROUPS_MAX, O_ACCMODE, O_APPEND, O_ASYNC, O_CLOEXEC, O_CREAT, O_DIRECT, O_DIRECTORY, O_DSYNC, O_EXCL, O_LARGEFILE,
                   O_NDELAY, O_NOATIME, O_NOCTTY, O_NOFOLLOW, O_NONBLOCK, O_PATH, O_RDONLY, O_RDWR, O_RSYNC, O_SYNC, O_TMPFILE, O_TRUNC,
                   O_WRONLY, POSIX_SPAWN_CLOSE, POSIX_SPAWN_DUP2, POSIX_SPAWN_OPEN, PRIO_PGRP, PRIO_PROCESS, PRIO_USER, P_ALL, P_PGID,
                   P_PID, RTLD_GLOBAL, RTLD_LAZY, RTLD_LOCAL, RTLD_NOW, R_OK, SCHED_FIFO, SCHED_OTHER, SCHED_RR, SEEK_DATA, SEEK_HOLE,
                   TMP_MAX, WCONTINUED, WEXITED, WNOHANG, WNOWAIT, WSTOPPED, WUNTRACED, W_OK, X_OK, abort, access, chdir, chmod, chown,
                   close, cpu_count, dup, dup2, execv, execve, fchdir, fork, forkpty, fspath, fstat, fsync, ftruncate, get_inheritable,
                   get_terminal_size, getcwd, getcwdb, getegid, geteuid, getgid, getloadavg, getlogin, getpgid, getpgrp, getpid, getppid,
                   getrandom, getsid, getuid, isatty, kill, killpg, link, listdir, lseek, lstat, mkdir, mkfifo, mknod, nice, open, pipe,
                   posix_spawn, posix_spawnp, putenv, read, readlink, remove, rename, replace, rmdir, sched_yield, set_inheritable, setgid,
                   setsid, setuid, stat, stat_result, strerror, symlink, sync, system, terminal_size, times, times_result, truncate, umask,
                   uname, uname_result, unlink, unsetenv, urandom, utime, wait, waitpid, waitstatus_to_exitcode, write)

import posixpath as path

sys.modules['os.path'] = path
from posixpath import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

name = 'posix'
linesep = '\n'
__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull", "SEEK_SET", "SEEK_CUR",
           "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen", "extsep", "makedirs", "removedirs", "renames", "walk", "fwalk",
           "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "environ", "environb", "getenv", "getenvb", "supports_bytes_environ",
           "P_WAIT", "P_NOWAIT", "P_NOWAITO", "spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe",
           "popen", "DirEntry", "scandir", "PathLike", "process_cpu_count", "_exit"] + [n for n in dir(posix) if n[0] != '_']

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1
error = OSError

supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = {listdir, stat, truncate}
supports_follow_symlinks = {access, chmod, stat, utime}
supports_bytes_environ = True


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode('utf-8', 'surrogateescape')
    return filename


def fsdecode(filename):
    """A path as a str."""
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode('utf-8', 'surrogateescape')
    return filename


class PathLike(metaclass=abc.ABCMeta):
    """What can be used as a path because it has __fspath__."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            for c in subclass.__mro__:
                if '__fspath__' in c.__dict__:
                    return True if c.__dict__['__fspath__'] is not None else NotImplemented
        return NotImplemented

    @classmethod
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class DirEntry:
    """An entry of a folder, as scandir gives it."""

    __slots__ = ('name', 'path', '_stat', '_lstat')

    def __init__(self, *args, **kwargs):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def _mode(self, follow_symlinks):
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode
        except FileNotFoundError:
            return 0

    def is_dir(self, *, follow_symlinks=True):
        return st.S_ISDIR(self._mode(follow_symlinks))

    def is_file(self, *, follow_symlinks=True):
        return st.S_ISREG(self._mode(follow_symlinks))

    def is_symlink(self):
        return st.S_ISLNK(self._mode(False))

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        if not follow_symlinks:
            if self._lstat is None:
                self._lstat = posix.lstat(self.path)
            return self._lstat
        if self._stat is None:
            self._stat = posix.stat(self.path)
        return self._stat

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    @classmethod
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


DirEntry.__module__ = 'posix'


class _ScandirIterator:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


_ScandirIterator.__module__ = 'posix'
_ScandirIterator.__name__ = _ScandirIterator.__qualname__ = 'ScandirIterator'


def scandir(path=None):
    """The entries of a folder."""
    if path is None:
        path = '.'
    names = listdir(path)
    if isinstance(path, int):
        folder = None
    else:
        folder = fspath(path)
    entries = []
    for name in names:
        entry = object.__new__(DirEntry)
        entry.name = name
        entry.path = name if folder is None else _join(folder, name)
        entry._stat = entry._lstat = None
        entries.append(entry)
    return _ScandirIterator(entries)


def _join(folder, name):
    sep = b'/' if isinstance(folder, bytes) else '/'
    if not folder or folder.endswith(sep):
        return folder + name
    return folder + sep + name


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        cdir = curdir
        if isinstance(tail, bytes):
            cdir = b'.'
        if tail == cdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove an empty folder and those above it that are then empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename, make the folders that are needed and remove those that are then empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of its folders, names of its files) for a folder and all below it."""
    stack = [fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs = []
        nondirs = []
        walk_dirs = []
        try:
            entries = list(scandir(top))
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        for entry in entries:
            try:
                is_dir = entry.is_dir()
                if followlinks is _walk_symlinks_as_files:
                    is_dir = entry.is_dir(follow_symlinks=False)
            except OSError:
                is_dir = False
            if is_dir:
                dirs.append(entry.name)
            else:
                nondirs.append(entry.name)
            if not topdown and is_dir:
                if followlinks:
                    walk_into = True
                else:
                    walk_into = not entry.is_symlink()
                if walk_into:
                    walk_dirs.append(entry.path)
        if topdown:
            yield top, dirs, nondirs
            for dirname in reversed(dirs):
                new_path = path.join(top, dirname)
                if followlinks or not path.islink(new_path):
                    stack.append(new_path)
        else:
            stack.append((top, dirs, nondirs))
            for new_path in reversed(walk_dirs):
                stack.append(new_path)


_walk_symlinks_as_files = object()


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """walk with a descriptor of each folder."""
    sys.audit("os.fwalk", top, topdown, onerror, follow_symlinks, dir_fd)
    for folder, dirs, files in walk(top, topdown, onerror, follow_symlinks):
        fd = open(folder, O_RDONLY)
        try:
            yield folder, dirs, files, fd
        finally:
            close(fd)


def execl(file, *args):
    execv(file, args)


def execle(file, *args):
    env = args[-1]
    execve(file, args[:-1], env)


def execlp(file, *args):
    execvp(file, args)


def execlpe(file, *args):
    env = args[-1]
    execvpe(file, args[:-1], env)


def execvp(file, args):
    execv(file, args)


def execvpe(file, args, env):
    execve(file, args, env)


def get_exec_path(env=None):
    """The folders in which programs are looked for."""
    if env is None:
        env = environ
    path_list = env.get('PATH')
    if path_list is None:
        path_list = defpath
    if isinstance(path_list, bytes):
        path_list = fsdecode(path_list)
    return path_list.split(pathsep)


def _complete(cls):
    from collections.abc import MutableMapping
    MutableMapping.register(cls)


class _Environ:
    """The variables of the environment as a mapping of str to str."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        if b'=' in key or not key:
            raise OSError(22, 'Invalid argument')
        if b'\0' in key or b'\0' in value:
            raise ValueError('embedded null byte')
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encodedkey = self.encodekey(key)
        unsetenv(encodedkey)
        try:
            del self._data[encodedkey]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        try:
            return self.encodekey(key) in self._data
        except TypeError:
            raise

    def __repr__(self):
        return 'environ({' + ', '.join(f'{self.decodekey(k)!r}: {self.decodevalue(v)!r}' for k, v in self._data.items()) + '})'

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        from collections.abc import KeysView
        return KeysView(self)

    def items(self):
        from collections.abc import ItemsView
        return ItemsView(self)

    def values(self):
        from collections.abc import ValuesView
        return ValuesView(self)

    def __eq__(self, other):
        from collections.abc import Mapping
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None
    __marker = object()

    def pop(self, key, default=__marker):
        try:
            value = self[key]
        except KeyError:
            if default is self.__marker:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        if hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def copy(self):
        return dict(self)

    def setdefault(self, key, value=None):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        from collections.abc import Mapping
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        from collections.abc import Mapping
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


_complete(_Environ)


def _encode(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode('utf-8', 'surrogateescape')


def _decode(value):
    return value.decode('utf-8', 'surrogateescape')


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(posix.environ, _encode, _decode, _encode, _decode)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)


def getenv(key, default=None):
    """A variable of the environment."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """A variable of the environment, in bytes."""
    return environb.get(key, default)


def reload_environ():
    """Read the environment anew; here nothing else changes it."""


def spawnv(mode, file, args):
    return posix_spawn(file, args, environ)


def spawnve(mode, file, args, env):
    return posix_spawn(file, args, env)


def spawnvp(mode, file, args):
    return posix_spawn(file, args, environ)


def spawnvpe(mode, file, args, env):
    return posix_spawn(file, args, env)


def spawnl(mode, file, *args):
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    """Run a command: that is not permitted."""
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    system(cmd)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def process_cpu_count():
    """How many processors the program may use: one."""
    return 1


def sched_getaffinity(pid):
    return {0}


def device_encoding(fd):
    return None


def getgroups():
    return [1000]


def closerange(fd_low, fd_high, /):
    for fd in range(fd_low, min(fd_high, 1100)):
        try:
            close(fd)
        except OSError:
            pass


def sysconf(name):
    values = {'SC_PAGE_SIZE': 4096, 'SC_PAGESIZE': 4096, 'SC_NPROCESSORS_ONLN': 1, 'SC_NPROCESSORS_CONF': 1, 'SC_CLK_TCK': 100,
              'SC_OPEN_MAX': 1024}
    if name not in values:
        raise ValueError('unrecognized configuration name')
    return values[name]


def readinto(fd, buffer, /):
    data = read(fd, len(memoryview(buffer)))
    memoryview(buffer)[:len(data)] = data
    return len(data)


