"""Files that come with packages."""
import sys

__all__ = ['Package', 'Anchor', 'as_file', 'files', 'contents', 'is_resource', 'open_binary', 'open_text', 'path', 'read_binary', 'read_text']

Package = Anchor = None


class _Reader:
    def __init__(self, folder):
        self.folder = folder


def _folder(anchor):
    import os
    if anchor is None:
        name = sys._getframe(2).f_globals['__name__']
        anchor = sys.modules[name]
    if isinstance(anchor, str):
        import importlib
        anchor = importlib.import_module(anchor)
    paths = getattr(anchor, '__path__', None)
    if paths:
        return list(paths)[0]
    return os.path.dirname(anchor.__file__)


def files(anchor=None):
    """The folder of a package, as a path."""
    import pathlib
    return pathlib.Path(_folder(anchor))


class as_file:
    """A context in which a resource is a path."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        return self.path

    def __exit__(self, *args):
        pass


def open_binary(anchor, *names):
    return files(anchor).joinpath(*names).open('rb')


def open_text(anchor, *names, encoding='utf-8', errors='strict'):
    return files(anchor).joinpath(*names).open('r', encoding=encoding, errors=errors)


def read_binary(anchor, *names):
    return files(anchor).joinpath(*names).read_bytes()


def read_text(anchor, *names, encoding='utf-8', errors='strict'):
    with open_text(anchor, *names, encoding=encoding, errors=errors) as f:
        return f.read()


def path(anchor, *names):
    return as_file(files(anchor).joinpath(*names))


def is_resource(anchor, *names):
    return files(anchor).joinpath(*names).is_file()


def contents(anchor, *names):
    return (p.name for p in files(anchor).joinpath(*names).iterdir())
