"""Paths as objects."""
import functools
import io
import os
import ntpath
import posixpath
import stat as _stat
import sys
from errno import EBADF, EINVAL, ELOOP, ENOENT, ENOTDIR

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class UnsupportedOperation(NotImplementedError):
    """The system has no such operation."""


def _complete(cls):
    from collections.abc import Sequence
    Sequence.register(cls)


class _Parents:
    """The folders above a path, the nearest first."""

    __slots__ = ('_path', '_drv', '_root', '_tail')

    def __init__(self, path):
        self._path = path
        self._drv = path.drive
        self._root = path.root
        self._tail = path._tail

    def __len__(self):
        return len(self._tail)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return tuple(self[i] for i in range(*idx.indices(len(self))))
        if idx >= len(self) or idx < -len(self):
            raise IndexError(idx)
        if idx < 0:
            idx += len(self)
        return self._path._from_parsed_parts(self._drv, self._root, self._tail[:-idx - 1])

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]

    def __repr__(self):
        return "<{}.parents>".format(type(self._path).__name__)

    def index(self, value):
        return list(self).index(value)

    def count(self, value):
        return list(self).count(value)

    def __contains__(self, value):
        return value in list(self)


_complete(_Parents)


class PurePath:
    """A path that is only looked at as text."""

    __slots__ = ('_raw_paths', '_drv', '_root', '_tail_cached', '_str', '_str_normcase_cached', '_parts_normcase_cached', '_hash')

    parser = os.path

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        paths = []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg.parser is not self.parser:
                    paths.append(arg.as_posix())
                else:
                    paths.extend(arg._raw_paths)
            else:
                try:
                    path = os.fspath(arg)
                except TypeError:
                    path = arg
                if not isinstance(path, str):
                    raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                                    f"not {type(path).__name__!r}")
                paths.append(path)
        self._raw_paths = paths

    def with_segments(self, *pathsegments):
        """A path of the same kind; what makes derived paths."""
        return type(self)(*pathsegments)

    def joinpath(self, *pathsegments):
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def __reduce__(self):
        return self.__class__, tuple(self._raw_paths)

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self.as_posix())

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    @property
    def _str_normcase(self):
        try:
            return self._str_normcase_cached
        except AttributeError:
            if self.parser is posixpath:
                self._str_normcase_cached = str(self)
            else:
                self._str_normcase_cached = str(self).lower()
            return self._str_normcase_cached

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._str_normcase)
            return self._hash

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._str_normcase == other._str_normcase and self.parser is other.parser

    @property
    def _parts_normcase(self):
        try:
            return self._parts_normcase_cached
        except AttributeError:
            self._parts_normcase_cached = self._str_normcase.split(self.parser.sep)
            return self._parts_normcase_cached

    def __lt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase < other._parts_normcase

    def __le__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase <= other._parts_normcase

    def __gt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase > other._parts_normcase

    def __ge__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_normcase >= other._parts_normcase

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            self._str = self._format_parsed_parts(self.drive, self.root, self._tail) or '.'
            return self._str

    @classmethod
    def _format_parsed_parts(cls, drv, root, tail):
        if drv or root:
            return drv + root + cls.parser.sep.join(tail)
        if tail and cls.parser.splitdrive(tail[0])[0]:
            tail = ['.'] + tail
        return cls.parser.sep.join(tail)

    def _from_parsed_parts(self, drv, root, tail):
        path = self._from_parsed_string(self._format_parsed_parts(drv, root, tail))
        path._drv = drv
        path._root = root
        path._tail_cached = tail
        return path

    def _from_parsed_string(self, path_str):
        path = self.with_segments(path_str)
        path._str = path_str or '.'
        return path

    @classmethod
    def _parse_path(cls, path):
        if not path:
            return '', '', []
        sep = cls.parser.sep
        altsep = cls.parser.altsep
        if altsep:
            path = path.replace(altsep, sep)
        drv, root, rel = cls.parser.splitroot(path)
        if not root and drv.startswith(sep) and not drv.endswith(sep):
            drv_parts = drv.split(sep)
            if len(drv_parts) == 4 and drv_parts[2] not in '?.':
                root = sep
            elif len(drv_parts) == 6:
                root = sep
        return drv, root, [x for x in rel.split(sep) if x and x != '.']

    @property
    def _raw_path(self):
        paths = self._raw_paths
        if len(paths) == 1:
            return paths[0]
        if paths:
            return self.parser.join(*paths)
        return ''

    def _parse(self):
        self._drv, self._root, self._tail_cached = self._parse_path(self._raw_path)

    @property
    def drive(self):
        """The drive, on Windows."""
        try:
            return self._drv
        except AttributeError:
            self._parse()
            return self._drv

    @property
    def root(self):
        """'/' of an absolute path."""
        try:
            return self._root
        except AttributeError:
            self._parse()
            return self._root

    @property
    def _tail(self):
        try:
            return self._tail_cached
        except AttributeError:
            self._parse()
            return self._tail_cached

    @property
    def anchor(self):
        return self.drive + self.root

    @property
    def parts(self):
        """The parts of the path, one after the other."""
        if self.drive or self.root:
            return (self.drive + self.root,) + tuple(self._tail)
        return tuple(self._tail)

    @property
    def parent(self):
        """The folder that the path lies in."""
        drv, root, tail = self.drive, self.root, self._tail
        if not tail:
            return self
        return self._from_parsed_parts(drv, root, tail[:-1])

    @property
    def parents(self):
        return _Parents(self)

    @property
    def name(self):
        tail = self._tail
        return tail[-1] if tail else ''

    @property
    def suffix(self):
        return self.parser.splitext(self.name)[1]

    @property
    def suffixes(self):
        name = self.name
        stem = name.lstrip('.')
        parts = stem.split('.')[1:]
        if name.strip('.') == '':
            return []
        return ['.' + p for p in parts]

    @property
    def stem(self):
        return self.parser.splitext(self.name)[0]

    def with_name(self, name):
        """The path with another name at its end."""
        p = self.parser
        if not name or p.sep in name or p.altsep and p.altsep in name or name == '.':
            raise ValueError(f"Invalid name {name!r}")
        tail = list(self._tail)
        if not tail:
            raise ValueError(f"{self!r} has an empty name")
        tail[-1] = name
        return self._from_parsed_parts(self.drive, self.root, tail)

    def with_stem(self, stem):
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not suffix.startswith('.'):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def as_posix(self):
        """The path with forward slashes."""
        return str(self).replace(self.parser.sep, '/')

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        drive = self.drive
        if len(drive) == 2 and drive[1] == ':':
            prefix = 'file:///' + drive
            path = self.as_posix()[2:]
        elif drive:
            prefix = 'file:'
            path = self.as_posix()
        else:
            prefix = 'file://'
            path = str(self)
        from urllib.parse import quote_from_bytes
        return prefix + quote_from_bytes(os.fsencode(path))

    def is_absolute(self):
        if self.parser is posixpath:
            return any(path.startswith('/') for path in self._raw_paths)
        return self.parser.isabs(self)

    def is_reserved(self):
        import warnings
        warnings.warn("pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python 3.15. Use os.path.isreserved() "
                      "to detect reserved paths on Windows.", DeprecationWarning, stacklevel=2)
        if self.parser is ntpath:
            return self.parser.isreserved(self)
        return False

    def relative_to(self, other, *, walk_up=False):
        """The way from another path to this one."""
        if not hasattr(other, 'with_segments'):
            other = self.with_segments(other)
        for step, path in enumerate([other] + list(other.parents)):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == '..':
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        parts = ['..'] * step + self._tail[len(path._tail):]
        return self._from_parsed_parts('', '', parts)

    def is_relative_to(self, other):
        if not hasattr(other, 'with_segments'):
            other = self.with_segments(other)
        return other == self or other in self.parents

    def match(self, path_pattern, *, case_sensitive=None):
        """Does the end of the path match a pattern?"""
        if not hasattr(path_pattern, 'with_segments'):
            path_pattern = self.with_segments(path_pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        path_parts = self.parts[::-1]
        pattern_parts = path_pattern.parts[::-1]
        if not pattern_parts:
            raise ValueError("empty pattern")
        if len(path_parts) < len(pattern_parts):
            return False
        if len(path_parts) > len(pattern_parts) and path_pattern.anchor:
            return False
        for path_part, pattern_part in zip(path_parts, pattern_parts):
            if _compile(pattern_part, case_sensitive)(path_part) is None:
                return False
        return True

    def full_match(self, pattern, *, case_sensitive=None):
        """Does the whole path match a pattern, in which ** stands for any number of folders?"""
        if not hasattr(pattern, 'with_segments'):
            pattern = self.with_segments(pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        if case_sensitive == (pattern.parser is posixpath):
            path = str(self)
            pattern = str(pattern)
        else:
            path = self.as_posix()
            pattern = pattern.as_posix()
        if path == '.':
            path = ''
        if pattern == '.':
            pattern = ''
        import glob
        import re
        regex = glob.translate(pattern, recursive=True, include_hidden=True, seps=self.parser.sep)
        return re.compile(regex, 0 if case_sensitive else re.IGNORECASE).match(path) is not None


os.PathLike.register(PurePath)


@functools.lru_cache(maxsize=512)
def _compile(pattern, case_sensitive):
    import fnmatch
    import re
    return re.compile(fnmatch.translate(pattern), 0 if case_sensitive else re.IGNORECASE).match


class PurePosixPath(PurePath):
    """A path of Unix."""

    parser = posixpath
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A path of Windows."""

    parser = ntpath
    __slots__ = ()


class _Info:
    """What is known of a path without asking again."""

    __slots__ = ('_path',)

    def __init__(self, path):
        self._path = path

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self._path) if follow_symlinks else os.path.lexists(self._path)

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(self._path) and (follow_symlinks or not os.path.islink(self._path))

    def is_file(self, *, follow_symlinks=True):
        return os.path.isfile(self._path) and (follow_symlinks or not os.path.islink(self._path))

    def is_symlink(self):
        return os.path.islink(self._path)

    def __repr__(self):
        return "<PosixPathInfo>"


class Path(PurePath):
    """A path at which there can be a file."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    @property
    def info(self):
        return _Info(str(self))

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        if follow_symlinks:
            return os.path.exists(self)
        return os.path.lexists(self)

    def is_dir(self, *, follow_symlinks=True):
        if follow_symlinks:
            return os.path.isdir(self)
        return self._has_kind(_stat.S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        if follow_symlinks:
            return os.path.isfile(self)
        return self._has_kind(_stat.S_ISREG, follow_symlinks)

    def _has_kind(self, test, follow_symlinks=True):
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except (OSError, ValueError):
            return False

    def is_mount(self):
        return os.path.ismount(self)

    def is_symlink(self):
        return os.path.islink(self)

    def is_junction(self):
        return os.path.isjunction(self)

    def is_block_device(self):
        return self._has_kind(_stat.S_ISBLK)

    def is_char_device(self):
        return self._has_kind(_stat.S_ISCHR)

    def is_fifo(self):
        return self._has_kind(_stat.S_ISFIFO)

    def is_socket(self):
        return self._has_kind(_stat.S_ISSOCK)

    def samefile(self, other_path):
        st = self.stat()
        try:
            other_st = other_path.stat()
        except AttributeError:
            other_st = self.with_segments(other_path).stat()
        return os.path.samestat(st, other_st)

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file."""
        if "b" not in mode:
            encoding = io.text_encoding(encoding)
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open(mode='rb') as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open(mode='r', encoding=encoding, errors=errors, newline=newline) as f:
            return f.read()

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open(mode='wb') as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % data.__class__.__name__)
        with self.open(mode='w', encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def iterdir(self):
        """The paths in the folder."""
        root = str(self)
        names = os.listdir(root)
        return (self._child(name) for name in names)

    def _child(self, name):
        root = str(self)
        path_str = name if root == '.' else root + name if root.endswith('/') else root + '/' + name
        path = self._from_parsed_string(path_str)
        path._drv, path._root, path._tail_cached = self.drive, self.root, self._tail + [name]
        return path

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one that match a pattern."""
        parts = self._pattern(pattern)
        paths = self._select(parts, case_sensitive, recurse_symlinks)
        return paths

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """glob with **/ before the pattern."""
        if not isinstance(pattern, PurePath):
            pattern = self._check_pattern(pattern)
        pattern = self.parser.join('**', pattern)
        return self.glob(pattern, case_sensitive=case_sensitive, recurse_symlinks=recurse_symlinks)

    def _check_pattern(self, pattern):
        if not isinstance(pattern, PurePath):
            pattern = os.fspath(pattern) if not isinstance(pattern, str) else pattern
            drv, root, rel = self.parser.splitroot(pattern)
        return pattern

    def _pattern(self, pattern):
        if isinstance(pattern, PurePath):
            text = str(pattern)
            trailing = False
        else:
            text = os.fspath(pattern)
            trailing = text.endswith('/')
        drv, root, tail = self._parse_path(text)
        if drv or root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        if not tail:
            raise ValueError("Unacceptable pattern: {!r}".format(text))
        if trailing:
            tail = tail + ['']
        return tail

    def _select(self, parts, case_sensitive, recurse_symlinks):
        cs = True if case_sensitive is None else case_sensitive
        base = str(self)
        if not os.path.lexists(base):
            return
        seen = set() if parts.count('**') > 1 else None
        for names in _walk_pattern(base, parts, cs, recurse_symlinks, case_sensitive is not None):
            if seen is not None:
                if names in seen:
                    continue
                seen.add(names)
            path = self
            if names:
                root = base if base != '.' else ''
                text = '/'.join(n for n in names if n)
                path_str = text if not root else root + text if root.endswith('/') else root + '/' + text
                path = self._from_parsed_string(path_str if text else base)
                path._drv, path._root, path._tail_cached = self.drive, self.root, self._tail + [n for n in names if n]
            yield path

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """os.walk with paths."""
        root_dir = str(self)
        for path, dirnames, filenames in os.walk(root_dir, top_down, on_error, follow_symlinks):
            if not follow_symlinks and top_down:
                links = [d for d in dirnames if os.path.islink(os.path.join(path, d))]
                for link in links:
                    dirnames.remove(link)
                    filenames.append(link)
            yield self._from_parsed_string(path), dirnames, filenames

    def absolute(self):
        """The path from the root; links stay."""
        if self.is_absolute():
            return self
        if self.root:
            drive = os.path.splitroot(os.getcwd())[0]
            return self._from_parsed_parts(drive, self.root, self._tail)
        cwd = os.getcwd()
        if not self._tail:
            return self._from_parsed_string(cwd)
        drive, root, rel = os.path.splitroot(cwd)
        tail = rel.split(self.parser.sep) if rel else []
        return self._from_parsed_parts(drive, root, tail + self._tail)

    @classmethod
    def cwd(cls):
        """The working folder."""
        return cls(os.getcwd())

    def resolve(self, strict=False):
        """The path from the root, without links."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    @classmethod
    def home(cls):
        """The user's own folder."""
        return cls("~").expanduser()

    def expanduser(self):
        if not (self.drive or self.root) and self._tail and self._tail[0][:1] == '~':
            homedir = os.path.expanduser(self._tail[0])
            if homedir[:1] == "~":
                raise RuntimeError("Could not determine home directory.")
            drv, root, tail = self._parse_path(homedir)
            return self._from_parsed_parts(drv, root, tail + self._tail[1:])
        return self

    def readlink(self):
        return self.with_segments(os.readlink(self))

    def touch(self, mode=0o666, exist_ok=True):
        """Make a file, or give one that is there the present time."""
        if exist_ok:
            try:
                os.utime(self, None)
            except OSError:
                pass
            else:
                return
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        fd = os.open(self, flags, mode)
        os.close(fd)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a folder, with parents those above it too."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        if not hasattr(target, 'with_segments'):
            target = self.with_segments(target)
        return target

    def replace(self, target):
        os.replace(self, target)
        if not hasattr(target, 'with_segments'):
            target = self.with_segments(target)
        return target

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        os.link(target, self)

    def owner(self, *, follow_symlinks=True):
        self.stat(follow_symlinks=follow_symlinks)
        return os.getlogin()

    def group(self, *, follow_symlinks=True):
        self.stat(follow_symlinks=follow_symlinks)
        return os.getlogin()

    def copy(self, target, *, follow_symlinks=True, preserve_metadata=False, **kwargs):
        """Copy the file or folder and answer the new path."""
        if not hasattr(target, 'with_segments'):
            target = self.with_segments(target)
        import shutil
        if self.is_dir() and (follow_symlinks or not self.is_symlink()):
            if target == self or self in target.parents:
                err = OSError(EINVAL, "Source path is a parent of target path" if target != self else "Source and target are the same path")
                err.filename, err.filename2 = str(self), str(target)
                raise err
            shutil.copytree(self, target, symlinks=not follow_symlinks, copy_function=shutil.copy2 if preserve_metadata else shutil.copyfile)
        elif self.is_symlink() and not follow_symlinks:
            target.symlink_to(self.readlink())
        else:
            (shutil.copy2 if preserve_metadata else shutil.copyfile)(self, target)
        return target.joinpath()

    def copy_into(self, target_dir, **kwargs):
        name = self.name
        if not name:
            raise ValueError(f"{self!r} has an empty name")
        if not hasattr(target_dir, 'with_segments'):
            target_dir = self.with_segments(target_dir)
        return self.copy(target_dir / name, **kwargs)

    def move(self, target):
        """Move the file or folder and answer the new path."""
        if not hasattr(target, 'with_segments'):
            target = self.with_segments(target)
        os.replace(self, target)
        return target.joinpath()

    def move_into(self, target_dir):
        name = self.name
        if not name:
            raise ValueError(f"{self!r} has an empty name")
        if not hasattr(target_dir, 'with_segments'):
            target_dir = self.with_segments(target_dir)
        return self.move(target_dir / name)

    def as_uri(self):
        return PurePath.as_uri(self)

    @classmethod
    def from_uri(cls, uri):
        """The path that a file: URI means."""
        if not uri.startswith('file:'):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        from urllib.parse import unquote_to_bytes
        path = uri[5:]
        if path[:3] == '///':
            path = path[2:]
        elif path[:12] == '//localhost/':
            path = path[11:]
        path = cls(os.fsdecode(unquote_to_bytes(path)))
        if not path.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return path


def _scan(folder):
    try:
        return list(os.scandir(folder or '.'))
    except OSError:
        return []


def _walk_pattern(folder, parts, case_sensitive, recurse_symlinks, forced):
    """The names below a folder, as tuples, that match the parts of a pattern."""
    if not parts:
        yield ()
        return
    part, rest = parts[0], parts[1:]
    if part == '':
        if os.path.isdir(folder):
            yield ('',)
        return
    if part == '..':
        up = os.path.join(folder, '..')
        if os.path.isdir(up):
            for names in _walk_pattern(up, rest, case_sensitive, recurse_symlinks, forced):
                yield ('..',) + names
        return
    if part == '**':
        while rest and rest[0] == '**':
            rest = rest[1:]
        dirs_only = bool(rest)
        if not os.path.isdir(folder):
            return
        stack = [(folder, ())]
        while stack:
            here, names = stack.pop()
            if rest:
                for more in _walk_pattern(here, rest, case_sensitive, recurse_symlinks, forced):
                    yield names + more
            else:
                yield names
            below = []
            for entry in _scan(here):
                try:
                    is_dir = entry.is_dir(follow_symlinks=recurse_symlinks)
                except OSError:
                    is_dir = False
                if is_dir:
                    below.append((entry.path, names + (entry.name,)))
                elif not dirs_only:
                    yield names + (entry.name,)
            stack.extend(reversed(below))
        return
    magic = any(c in part for c in '*?[')
    if not magic and not forced:
        path = os.path.join(folder, part)
        if rest:
            if os.path.isdir(path):
                for names in _walk_pattern(path, rest, case_sensitive, recurse_symlinks, forced):
                    yield (part,) + names
        elif os.path.lexists(path):
            yield (part,)
        return
    match = None if part == '*' else _compile(part, case_sensitive)
    for entry in _scan(folder):
        if match is not None and match(entry.name) is None:
            continue
        if rest:
            try:
                if not entry.is_dir():
                    continue
            except OSError:
                continue
            for names in _walk_pattern(os.path.join(folder, entry.name), rest, case_sensitive, recurse_symlinks, forced):
                yield (entry.name,) + names
        else:
            yield (entry.name,)


class PosixPath(Path, PurePosixPath):
    """A path of this system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path of Windows, which there is none of here."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")
