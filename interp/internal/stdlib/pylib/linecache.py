"""Lines of source files, kept once they were asked for."""
from _frames import source_text

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}  # filename -> (size, mtime, lines, full name) or (loader's function,)


def clearcache():
    """Forget all lines."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """One line of a file with its newline; '' where there is none. Never raises."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def getlines(filename, module_globals=None):
    """All lines of a file as a list; empty where it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget the lines of files that have changed since they were read."""
    names = list(cache) if filename is None else [filename] if filename in cache else []
    for name in names:
        entry = cache[name]
        if len(entry) == 1:
            continue
        size, mtime, lines, fullname = entry
        if mtime is None:
            continue
        import os
        try:
            stat = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != stat.st_size or mtime != stat.st_mtime:
            cache.pop(name, None)


def _split(text):
    lines = text.splitlines(keepends=True) if '\r' in text or '\f' in text else [l + '\n' for l in text.split('\n')]
    if lines and lines[-1] == '\n' and '\r' not in text:
        lines.pop()
    if lines and not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    return lines


def updatecache(filename, module_globals=None):
    """Read a file anew and answer its lines."""
    entry = cache.pop(filename, None)
    if not filename:
        return []
    text = source_text(filename)
    if text is not None:
        lines = _split(text)
        cache[filename] = (len(text), None, lines, filename)
        return lines
    if filename.startswith('<') and filename.endswith('>'):
        return []
    import os
    fullname = filename
    try:
        stat = os.stat(fullname)
    except (OSError, ValueError):
        if entry is not None and len(entry) == 1 or lazycache(filename, module_globals):
            data = (entry or cache.pop(filename))[0]()
            if data is None:
                return []
            lines = _split(data)
            cache[filename] = (len(data), None, lines, fullname)
            return lines
        return []
    try:
        import tokenize
        with tokenize.open(fullname) as f:
            lines = f.readlines()
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    if not lines:
        lines = ['\n']
    elif not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = (stat.st_size, stat.st_mtime, lines, fullname)
    return lines


def lazycache(filename, module_globals):
    """Remember to ask a module's loader for its source when a line is wanted."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return False
    if module_globals and '__name__' in module_globals:
        spec = module_globals.get('__spec__')
        name = getattr(spec, 'name', None) or module_globals['__name__']
        loader = getattr(spec, 'loader', None) or module_globals.get('__loader__')
        get_source = getattr(loader, 'get_source', None)
        if name and get_source:
            cache[filename] = (lambda: get_source(name),)
            return True
    return False


def _register_code(code, string, name):
    cache[name] = (len(string), None, _split(string), name)
