"""Where zones are looked for."""
import os

DEFAULT = ('/usr/share/zoneinfo', '/usr/lib/zoneinfo', '/usr/share/lib/zoneinfo', '/etc/zoneinfo')
TZPATH = ()


class InvalidTZPathWarning(RuntimeWarning):
    """Warning raised if an invalid path is specified in PYTHONTZPATH."""


def _relative_text(paths):
    return 'Paths should be absolute but found the following relative paths:\n    ' + '\n    '.join(
        path for path in paths if not os.path.isabs(path))


def reset_tzpath(to=None):
    """Look for zones elsewhere, where PYTHONTZPATH says or at the usual places by default."""
    global TZPATH
    if to is not None:
        if isinstance(to, (str, bytes)):
            raise TypeError(f'tzpaths must be a list or tuple, not {type(to)}: {to!r}')
        if not all(map(os.path.isabs, to)):
            raise ValueError(_relative_text(to))
        TZPATH = tuple(to)
        return
    named = os.environ.get('PYTHONTZPATH')
    if named is None:
        TZPATH = DEFAULT
        return
    paths = named.split(os.pathsep) if named else []
    if not all(map(os.path.isabs, paths)):
        import warnings
        warnings.warn('Invalid paths specified in PYTHONTZPATH environment variable. ' + _relative_text(paths),
                      InvalidTZPathWarning, stacklevel=5)
    TZPATH = tuple(path for path in paths if os.path.isabs(path))


def find_tzfile(key):
    """The path of a zone's file, None where there is none."""
    _validate(key)
    for folder in TZPATH:
        path = os.path.join(folder, key)
        if '\0' not in path and os.path.isfile(path):
            return path
    return None


def _validate(path):
    if os.path.isabs(path):
        raise ValueError(f'ZoneInfo keys may not be absolute paths, got: {path}')
    normal = os.path.normpath(path)
    if len(normal) != len(path):
        raise ValueError(f'ZoneInfo keys must be normalized relative paths, got: {path}')
    if normal == os.pardir or normal.startswith(os.pardir + os.sep):
        raise ValueError(f'ZoneInfo keys must refer to subdirectories of TZPATH, got: {path}')


def available_timezones():
    """The keys of all zones."""
    from _tzdata import names
    zones = set(names())
    for folder in TZPATH:
        for root, folders, files in os.walk(folder):
            if root == folder:
                folders[:] = [name for name in folders if name not in ('right', 'posix')]
            for name in files:
                path = os.path.join(root, name)
                try:
                    with open(path, 'rb') as f:
                        if f.read(4) == b'TZif':
                            zones.add(os.path.relpath(path, start=folder))
                except OSError:
                    continue
    zones.discard('posixrules')
    return zones


reset_tzpath()
