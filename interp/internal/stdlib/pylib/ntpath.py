"""Paths as Windows has them."""
import genericpath
import os
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix", "getsize",
           "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "isreserved", "expanduser",
           "expandvars", "normpath", "abspath", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "samefile", "sameopenfile", "samestat", "commonpath", "isjunction", "isdevdrive",
           "ALLOW_MISSING"]

curdir = '.'
pardir = '..'
extsep = '.'
sep = '\\'
pathsep = ';'
altsep = '/'
defpath = '.;C:\\bin'
devnull = 'nul'
supports_unicode_filenames = True


def _both(path):
    return b'\\/' if isinstance(path, bytes) else '\\/'


def normcase(s):
    """Lower case, with backslashes."""
    s = os.fspath(s)
    if isinstance(s, bytes):
        return s.decode('utf-8', 'surrogateescape').replace('/', '\\').lower().encode('utf-8', 'surrogateescape')
    return s.replace('/', '\\').lower()


def splitroot(p, /):
    """(drive, root, rest)"""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return tuple(os.fsencode(x) for x in splitroot(os.fsdecode(p)))
    normp = p.replace('/', '\\')
    if normp[:1] == '\\':
        if normp[1:2] == '\\':
            start = 8 if normp[:8].upper() == '\\\\?\\UNC\\' else 2
            index = normp.find('\\', start)
            if index == -1:
                return p, '', ''
            index2 = normp.find('\\', index + 1)
            if index2 == -1:
                return p, '', ''
            return p[:index2], p[index2:index2 + 1], p[index2 + 1:]
        return '', p[:1], p[1:]
    if normp[1:2] == ':':
        if normp[2:3] == '\\':
            return p[:2], p[2:3], p[3:]
        return p[:2], '', p[2:]
    return '', '', p


def splitdrive(p):
    """(drive, rest)"""
    drive, root, tail = splitroot(p)
    return drive, root + tail


def isabs(s):
    s = os.fspath(s)
    if isinstance(s, bytes):
        s = os.fsdecode(s)
    s = s[:3].replace('/', '\\')
    return s[1:3] == ':\\' or s[:2] == '\\\\'


def join(path, /, *paths):
    path = os.fspath(path)
    if isinstance(path, bytes):
        sep, seps, colon_seps = b'\\', b'\\/', b':\\/'
    else:
        sep, seps, colon_seps = '\\', '\\/', ':\\/'
    try:
        result_drive, result_root, result_path = splitroot(path)
        for p in paths:
            p_drive, p_root, p_path = splitroot(p)
            if p_root:
                if p_drive or not result_drive:
                    result_drive = p_drive
                result_root = p_root
                result_path = p_path
                continue
            if p_drive and p_drive != result_drive:
                if p_drive.lower() != result_drive.lower():
                    result_drive = p_drive
                    result_root = p_root
                    result_path = p_path
                    continue
                result_drive = p_drive
            if result_path and result_path[-1:] not in seps:
                result_path = result_path + sep
            result_path = result_path + p_path
        if result_path and not result_root and result_drive and result_drive[-1:] not in colon_seps:
            return result_drive + sep + result_path
        return result_drive + result_root + result_path
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', path, *paths)
        raise


def split(p):
    p = os.fspath(p)
    seps = _both(p)
    d, r, p = splitroot(p)
    i = len(p)
    while i and p[i - 1:i] not in (seps[:1], seps[1:]):
        i -= 1
    head, tail = p[:i], p[i:]
    return d + r + head.rstrip(seps), tail


def splitext(p):
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b'\\', b'/', b'.')
    return genericpath._splitext(p, '\\', '/', '.')


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def ismount(path):
    path = abspath(path)
    drive, root, rest = splitroot(path)
    if drive and drive[:1] in _both(path):
        return not rest
    return bool(root and not rest)


_reserved_names = frozenset({'CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'} | {f'COM{c}' for c in '123456789\xb9\xb2\xb3'} |
                            {f'LPT{c}' for c in '123456789\xb9\xb2\xb3'})
_reserved_chars = frozenset({chr(i) for i in range(32)} | {'"', '*', ':', '<', '>', '?', '|', '/', '\\'})


def isreserved(path):
    """Is a part of the path a name that Windows keeps for itself?"""
    path = os.fsdecode(splitroot(path)[2]).replace('/', '\\')
    return any(_isreservedname(name) for name in reversed(path.split('\\')))


def _isreservedname(name):
    if name[-1:] in ('.', ' '):
        return name not in ('.', '..')
    if _reserved_chars.intersection(name):
        return True
    return name.partition('.')[0].rstrip(' ').upper() in _reserved_names


def expanduser(path):
    path = os.fspath(path)
    tilde = b'~' if isinstance(path, bytes) else '~'
    if not path.startswith(tilde):
        return path
    i, n = 1, len(path)
    seps = _both(path)
    while i < n and path[i:i + 1] not in (seps[:1], seps[1:]):
        i += 1
    if 'USERPROFILE' in os.environ:
        userhome = os.environ['USERPROFILE']
    elif 'HOMEPATH' not in os.environ:
        return path
    else:
        userhome = join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])
    if i != 1:
        target_user = path[1:i]
        if isinstance(target_user, bytes):
            target_user = os.fsdecode(target_user)
        current_user = os.environ.get('USERNAME')
        if target_user != current_user:
            if current_user != basename(userhome):
                return path
            userhome = join(dirname(userhome), target_user)
    if isinstance(path, bytes):
        userhome = os.fsencode(userhome)
    return userhome + path[i:]


def expandvars(path):
    """Replace $NAME, ${NAME} and %NAME% by variables of the environment."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        if b'$' not in path and b'%' not in path:
            return path
        return os.fsencode(expandvars(os.fsdecode(path)))
    if '$' not in path and '%' not in path:
        return path
    import re

    def repl(m):
        whole = m[0]
        if whole[0] == "'":
            return whole
        if whole in ('%%', '$$'):
            return whole[0]
        if whole[0] == '%':
            if not whole.endswith('%'):
                return whole
            name = whole[1:-1]
        else:
            name = whole[1:]
            if name.startswith('{'):
                if not name.endswith('}'):
                    return whole
                name = name[1:-1]
        return os.environ.get(name, whole)
    return re.sub(r"'[^']*'?|%(%|[^%]*%?)|\$(\$|[-\w]+|\{[^}]*\}?)", repl, path, flags=re.ASCII)


def normpath(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(normpath(os.fsdecode(path)))
    path = path.replace('/', '\\')
    drive, root, path = splitroot(path)
    prefix = drive + root
    comps = path.split('\\')
    i = 0
    while i < len(comps):
        if not comps[i] or comps[i] == '.':
            del comps[i]
        elif comps[i] == '..':
            if i > 0 and comps[i - 1] != '..':
                del comps[i - 1:i + 1]
                i -= 1
            elif i == 0 and root:
                del comps[i]
            else:
                i += 1
        else:
            i += 1
    if not prefix and not comps:
        comps.append('.')
    return prefix + '\\'.join(comps)


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        cwd = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


def realpath(path, /, *, strict=False):
    return abspath(path)


def relpath(path, start=None):
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    if isinstance(path, bytes):
        sep, curdir, pardir = b'\\', b'.', b'..'
    else:
        sep, curdir, pardir = '\\', '.', '..'
    if start is None:
        start = curdir
    try:
        start_abs = abspath(start)
        path_abs = abspath(path)
        start_drive, _, start_rest = splitroot(start_abs)
        path_drive, _, path_rest = splitroot(path_abs)
        if normcase(start_drive) != normcase(path_drive):
            raise ValueError("path is on mount %r, start on mount %r" % (path_drive, start_drive))
        start_list = start_rest.split(sep) if start_rest else []
        path_list = path_rest.split(sep) if path_rest else []
        i = 0
        for e1, e2 in zip(start_list, path_list):
            if normcase(e1) != normcase(e2):
                break
            i += 1
        rel_list = [pardir] * (len(start_list) - i) + path_list[i:]
        if not rel_list:
            return curdir
        return sep.join(rel_list)
    except (TypeError, ValueError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty iterable')
    if isinstance(paths[0], bytes):
        sep, altsep, curdir = b'\\', b'/', b'.'
    else:
        sep, altsep, curdir = '\\', '/', '.'
    try:
        drivesplits = [splitroot(p.replace(altsep, sep).lower()) for p in paths]
        split_paths = [p.split(sep) for d, r, p in drivesplits]
        if len({d for d, r, p in drivesplits}) != 1:
            raise ValueError("Paths don't have the same drive")
        drive, root, path = splitroot(paths[0].replace(altsep, sep))
        if len({r for d, r, p in drivesplits}) != 1:
            if drive:
                raise ValueError("Can't mix absolute and relative paths")
            raise ValueError("Can't mix rooted and not-rooted paths")
        common = [c for c in path.split(sep) if c and c != curdir]
        split_paths = [[c for c in s if c and c != curdir] for s in split_paths]
        s1 = min(split_paths)
        s2 = max(split_paths)
        for i, c in enumerate(s1):
            if c != s2[i]:
                common = common[:i]
                break
        else:
            common = common[:len(s1)]
        return drive + root + sep.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
