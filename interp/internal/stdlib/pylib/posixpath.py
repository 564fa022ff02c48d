"""Paths as Unix has them."""

# os takes these from here while this module is still being imported.
curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'

import sys
import genericpath
import os
from genericpath import (commonprefix, exists, getatime, getctime, getmtime, getsize, isdevdrive, isdir, isfile, isjunction, islink,
                         lexists, samefile, sameopenfile, samestat, ALLOW_MISSING)

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix", "getsize",
           "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars",
           "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
           "devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath", "isjunction", "isdevdrive",
           "ALLOW_MISSING"]

supports_unicode_filenames = sys.platform == 'darwin'


def _get_sep(path):
    return b'/' if isinstance(path, bytes) else '/'


def normcase(s):
    """Upper and lower case are different: the path itself."""
    return os.fspath(s)


def isabs(s):
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, /, *p):
    """Put paths one after the other; an absolute one discards those before it."""
    a = os.fspath(a)
    sep = _get_sep(a)
    path = a
    try:
        for b in p:
            b = os.fspath(b)
            if b.startswith(sep) or not path:
                path = b
            elif path.endswith(sep):
                path += b
            else:
                path += sep + b
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', a, *[os.fspath(x) if hasattr(x, '__fspath__') else x for x in p])
        raise
    return path


def split(p):
    """(folder, name)"""
    p = os.fspath(p)
    sep = _get_sep(p)
    i = p.rfind(sep) + 1
    head, tail = p[:i], p[i:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def splitext(p):
    """(path without its ending, ending with its dot)"""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b'/', None, b'.')
    return genericpath._splitext(p, '/', None, '.')


def splitdrive(p):
    """There are no drives."""
    p = os.fspath(p)
    return p[:0], p


def splitroot(p, /):
    """(drive, root, rest)"""
    p = os.fspath(p)
    sep = _get_sep(p)
    empty = p[:0]
    if p[:1] != sep:
        return empty, empty, p
    if p[1:2] != sep or p[2:3] == sep:
        return empty, sep, p[1:]
    return empty, p[:2], p[2:]


def basename(p):
    p = os.fspath(p)
    return p[p.rfind(_get_sep(p)) + 1:]


def dirname(p):
    p = os.fspath(p)
    sep = _get_sep(p)
    head = p[:p.rfind(sep) + 1]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head


def ismount(path):
    """Is something mounted at a path?"""
    try:
        s1 = os.lstat(path)
    except (OSError, ValueError):
        return False
    import stat
    if stat.S_ISLNK(s1.st_mode):
        return False
    path = os.fspath(path)
    parent = join(path, b'..' if isinstance(path, bytes) else '..')
    try:
        s2 = os.lstat(parent)
    except OSError:
        parent = realpath(parent)
        try:
            s2 = os.lstat(parent)
        except OSError:
            return False
    return s1.st_dev != s2.st_dev or s1.st_ino == s2.st_ino


def expanduser(path):
    """Replace ~ by the user's own folder."""
    path = os.fspath(path)
    tilde = b'~' if isinstance(path, bytes) else '~'
    if not path.startswith(tilde):
        return path
    sep = _get_sep(path)
    i = path.find(sep, 1)
    if i < 0:
        i = len(path)
    if i != 1:
        return path
    userhome = os.environ.get('HOME', '/sandbox')
    if isinstance(path, bytes):
        userhome = os.fsencode(userhome)
    userhome = userhome.rstrip(sep)
    return userhome + path[i:] or sep


def expandvars(path):
    """Replace $NAME and ${NAME} by variables of the environment, where there are such."""
    path = os.fspath(path)
    import re
    if isinstance(path, bytes):
        if b'$' not in path:
            return path
        pattern = rb'\$(\w+|\{[^}]*\})'
        flags = re.ASCII
        start, end, environ = b'{', b'}', getattr(os, 'environb', None)
    else:
        if '$' not in path:
            return path
        pattern = r'\$(\w+|\{[^}]*\})'
        flags = re.ASCII
        start, end, environ = '{', '}', os.environ

    def repl(m):
        name = m[1]
        if name.startswith(start):
            if not name.endswith(end):
                return m[0]
            name = name[1:-1]
        try:
            return environ[name]
        except KeyError:
            return m[0]
    return re.sub(pattern, repl, path, flags=flags)


def normpath(path):
    """Take out //, . and .. where that can be done without looking."""
    path = os.fspath(path)
    sep = _get_sep(path)
    dot = b'.' if isinstance(path, bytes) else '.'
    if not path:
        return dot
    _, root, rest = splitroot(path)
    comps = []
    for comp in rest.split(sep):
        if not comp or comp == dot:
            continue
        if comp != dot + dot or not root and not comps or comps and comps[-1] == dot + dot:
            comps.append(comp)
        elif comps:
            comps.pop()
    return root + sep.join(comps) or dot


def abspath(path):
    """The path from the root."""
    path = os.fspath(path)
    sep = _get_sep(path)
    if not path.startswith(sep):
        cwd = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path from the root, without links."""
    filename = os.fspath(filename)
    sep = _get_sep(filename)
    dot = b'.' if isinstance(filename, bytes) else '.'
    if strict is ALLOW_MISSING:
        ignored = FileNotFoundError
        strict = True
    elif strict:
        ignored = ()
    else:
        ignored = OSError
    getcwd = os.getcwdb if isinstance(filename, bytes) else os.getcwd
    rest = filename.split(sep)[::-1]
    path = sep if filename.startswith(sep) else getcwd()
    seen = {}
    while rest:
        name = rest.pop()
        if name is None:
            seen[rest.pop()] = path
            continue
        if not name or name == dot:
            continue
        if name == dot + dot:
            path = path[:path.rindex(sep)] or sep
            continue
        newpath = path + name if path == sep else path + sep + name
        try:
            import stat
            st = os.lstat(newpath)
            if not stat.S_ISLNK(st.st_mode):
                if strict and rest and not stat.S_ISDIR(st.st_mode) and [r for r in rest if r]:
                    raise NotADirectoryError(20, os.strerror(20), newpath)
                path = newpath
                continue
            if newpath in seen:
                path = seen[newpath]
                if path is not None:
                    continue
                if strict:
                    os.stat(newpath)
                path = newpath
                continue
            target = os.readlink(newpath)
        except ignored:
            path = newpath
            continue
        seen[newpath] = None
        if target.startswith(sep):
            path = sep
        rest.append(newpath)
        rest.append(None)
        rest.extend(target.split(sep)[::-1])
    return path


def relpath(path, start=None):
    """The way from one folder to a path."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    sep = _get_sep(path)
    dot = b'.' if isinstance(path, bytes) else '.'
    start = dot if start is None else os.fspath(start)
    try:
        start_tail = abspath(start).lstrip(sep)
        path_tail = abspath(path).lstrip(sep)
        start_list = start_tail.split(sep) if start_tail else []
        path_list = path_tail.split(sep) if path_tail else []
        i = len(commonprefix([start_list, path_list]))
        rel = [dot + dot] * (len(start_list) - i) + path_list[i:]
        if not rel:
            return dot
        return sep.join(rel)
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path that all paths lie below."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    sep = _get_sep(paths[0])
    dot = b'.' if isinstance(paths[0], bytes) else '.'
    try:
        split_paths = [path.split(sep) for path in paths]
        try:
            isabs, = {p.startswith(sep) for p in paths}
        except ValueError:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[c for c in s if c and c != dot] for s in split_paths]
        s1 = min(split_paths)
        s2 = max(split_paths)
        common = s1
        for i, c in enumerate(s1):
            if c != s2[i]:
                common = s1[:i]
                break
        return (sep if isabs else sep[:0]) + sep.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
