"""What paths of all systems have in common."""
__all__ = ['commonprefix', 'exists', 'getatime', 'getctime', 'getmtime', 'getsize', 'isdevdrive', 'isdir', 'isfile', 'isjunction', 'islink',
           'lexists', 'samefile', 'sameopenfile', 'samestat', 'ALLOW_MISSING']


def _stat(path, call=None):
    try:
        return (call or os.stat)(path)
    except (OSError, ValueError):
        return None


def exists(path):
    """Does a path lead to something?"""
    return _stat(path) is not None


def lexists(path):
    """Is there something at a path, be it a link that leads nowhere?"""
    return _stat(path, os.lstat) is not None


def isfile(path):
    """Does a path lead to a regular file?"""
    st = _stat(path)
    return st is not None and stat.S_ISREG(st.st_mode)


def isdir(s):
    """Does a path lead to a folder?"""
    st = _stat(s)
    return st is not None and stat.S_ISDIR(st.st_mode)


def islink(path):
    """Is there a symbolic link at a path?"""
    try:
        st = os.lstat(path)
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISLNK(st.st_mode)


def isjunction(path):
    """Windows has junctions; here there are none."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """Windows has Dev Drives; here there are none."""
    os.fspath(path)
    return False


def getsize(filename):
    return os.stat(filename).st_size


def getmtime(filename):
    return os.stat(filename).st_mtime


def getatime(filename):
    return os.stat(filename).st_atime


def getctime(filename):
    return os.stat(filename).st_ctime


def commonprefix(m):
    """The longest beginning that all paths share, character by character."""
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    name = p.rfind(sep)
    if altsep:
        name = max(name, p.rfind(altsep))
    dot = p.rfind(extsep)
    if dot > name:
        first = name + 1
        while first < dot:
            if p[first:first + 1] != extsep:
                return p[:dot], p[dot:]
            first += 1
    return p, p[:0]


def _check_arg_types(funcname, *args):
    hasstr = hasbytes = False
    for s in args:
        if isinstance(s, str):
            hasstr = True
        elif isinstance(s, bytes):
            hasbytes = True
        else:
            raise TypeError(f'{funcname}() argument must be str, bytes, or os.PathLike object, not {s.__class__.__name__!r}') from None
    if hasstr and hasbytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


class _AllowMissing:
    def __repr__(self):
        return 'os.path.ALLOW_MISSING'

    def __reduce__(self):
        return 'ALLOW_MISSING'


ALLOW_MISSING = _AllowMissing()


import os
import stat
