"""Members of an archive in the manner of pathlib."""
import io
import pathlib
import posixpath
import re
import stat

import zipfile


def _parents(name):
    """The folders that a member lies in, the innermost first."""
    name = posixpath.dirname(name.rstrip('/'))
    while name.strip('/'):
        yield name + '/'
        name = posixpath.dirname(name)


def _all_names(archive):
    """The names of the members, then the folders that these only imply."""
    names = dict.fromkeys(archive.namelist())
    implied = dict.fromkeys(folder for name in names for folder in _parents(name))
    return list(names) + [folder for folder in implied if folder not in names]


def _pattern(text):
    """The regular expression of a glob; "**" stands for folders, one at least."""
    parts = []
    for part in text.split('/'):
        if part == '**':
            parts.append('.*')
            continue
        if part == '*':
            parts.append('[^/]+')
            continue
        if '**' in part:
            raise ValueError('** must appear alone in a path segment')
        out, i = '', 0
        while i < len(part):
            c = part[i]
            close = part.find(']', i + 2)
            if c == '[' and close > 0:
                inside = part[i + 1:close]
                out += '[' + ('^' + inside[1:] if inside[0] == '!' else inside).replace('\\', r'\\') + ']'
                i = close
            else:
                out += {'*': '[^/]*', '?': '[^/]'}.get(c) or re.escape(c)
            i += 1
        parts.append(out)
    return '/'.join(parts) + '/?'


class Path:
    def __init__(self, root, at=''):
        self.root = root if isinstance(root, zipfile.ZipFile) else zipfile.ZipFile(root)
        self.at = at

    def __eq__(self, other):
        if self.__class__ is not other.__class__:
            return NotImplemented
        return (self.root, self.at) == (other.root, other.at)

    def __hash__(self):
        return hash((self.root, self.at))

    def open(self, mode='r', *args, pwd=None, **kwargs):
        if self.is_dir():
            raise IsADirectoryError(self)
        kind = mode[0]
        if kind == 'r' and not self.exists():
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, kind, pwd=pwd)
        if 'b' in mode:
            if args or kwargs:
                raise ValueError('encoding args invalid for binary operation')
            return stream
        if args:
            kwargs['encoding'], args = args[0], args[1:]
        kwargs['encoding'] = kwargs.get('encoding') or 'utf-8'
        return io.TextIOWrapper(stream, *(kwargs.pop('encoding'), *args), **kwargs)

    def _pure(self):
        return pathlib.PurePosixPath(self.filename if not self.at else self.at)

    @property
    def name(self):
        return self._pure().name

    @property
    def suffix(self):
        return self._pure().suffix

    @property
    def suffixes(self):
        return self._pure().suffixes

    @property
    def stem(self):
        return self._pure().stem

    @property
    def filename(self):
        return pathlib.Path(self.root.filename or '').joinpath(self.at)

    def read_text(self, *args, **kwargs):
        with self.open('r', *args, **kwargs) as f:
            return f.read()

    def read_bytes(self):
        with self.open('rb') as f:
            return f.read()

    def is_dir(self):
        return not self.at or self.at.endswith('/')

    def is_file(self):
        return self.exists() and not self.is_dir()

    def exists(self):
        return not self.at or self.at in _all_names(self.root)

    def is_symlink(self):
        info = self.root.NameToInfo.get(self.at)
        return info is not None and stat.S_ISLNK(info.external_attr >> 16)

    def iterdir(self):
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        for name in _all_names(self.root):
            if posixpath.dirname(name.rstrip('/')) == self.at.rstrip('/'):
                yield self._at(name)

    def _at(self, at):
        return self.__class__(self.root, at)

    def match(self, path_pattern):
        return pathlib.PurePosixPath(self.at).match(path_pattern)

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        fits = re.compile(re.escape(self.at) + _pattern(pattern)).fullmatch
        for name in _all_names(self.root):
            if fits(name):
                yield self._at(name)

    def rglob(self, pattern):
        return self.glob(f'**/{pattern}')

    def relative_to(self, other, *extra):
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))

    def joinpath(self, *other):
        at = posixpath.join(self.at, *other)
        names = _all_names(self.root)
        return self._at(at + '/' if at not in names and at + '/' in names else at)

    __truediv__ = joinpath

    @property
    def parent(self):
        if not self.at:
            return self.filename.parent
        above = posixpath.dirname(self.at.rstrip('/'))
        return self._at(above + '/' if above else above)

    def __str__(self):
        return posixpath.join(self.root.filename or '', self.at) if self.root.filename else ':zipfile:/' + self.at

    def __repr__(self):
        return f'{self.__class__.__name__}({self.root.filename!r}, {self.at!r})'
