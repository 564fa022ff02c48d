"""Helpers for importing."""
import sys
import types
from _frames import find_module as _find
from . import _resolve
from .machinery import BuiltinImporter, FrozenImporter, ModuleSpec, NamespaceLoader, SourceFileLoader

__all__ = ['LazyLoader', 'Loader', 'MAGIC_NUMBER', 'cache_from_source', 'decode_source', 'find_spec', 'module_from_spec', 'resolve_name',
           'source_from_cache', 'source_hash', 'spec_from_file_location', 'spec_from_loader']

MAGIC_NUMBER = (3627).to_bytes(2, 'little') + b'\r\n'


def source_hash(source_bytes):
    """A number for a source that changes with it."""
    h = 0xcbf29ce484222325
    for b in source_bytes:
        h = (h ^ b) * 0x100000001b3 & 0xffffffffffffffff
    return h.to_bytes(8, 'little')


def resolve_name(name, package):
    """An absolute name for one that may be relative."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    level = 0
    for character in name:
        if character != '.':
            break
        level += 1
    return _resolve(name[level:], package, level)


def _spec(name):
    found = _find(name)
    if found is None:
        return None
    kind, filename, package = found
    if kind == 'built-in':
        return ModuleSpec(name, BuiltinImporter, origin='built-in', is_package=package)
    if kind == 'frozen':
        spec = ModuleSpec(name, FrozenImporter(name), origin='frozen', is_package=package)
        return spec
    if kind == 'namespace':
        spec = ModuleSpec(name, NamespaceLoader(name, [filename]), is_package=True)
        spec.submodule_search_locations = [filename]
        return spec
    spec = ModuleSpec(name, SourceFileLoader(name, filename), origin=filename, is_package=package)
    spec._set_fileattr = True
    spec._cached = cache_from_source(filename)
    if package:
        spec.submodule_search_locations = [filename.rpartition('/')[0]]
    return spec


def find_spec(name, package=None):
    """What is known of a module, None where there is no such module."""
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        spec = getattr(module, '__spec__', None)
        return spec if spec is not None else _spec(fullname)
    parent_name = fullname.rpartition('.')[0]
    if parent_name:
        parent = __import__(parent_name, fromlist=['__path__'])
        try:
            parent.__path__
        except AttributeError as e:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent_name!r} while trying to find {fullname!r}",
                                      name=fullname) from e
    return _spec(fullname)


_unset = object()


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for what a loader loads."""
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        search = [] if is_package else None
        return spec_from_file_location(name, loader=loader, submodule_search_locations=search)
    if is_package is None:
        try:
            is_package = loader.is_package(name)
        except (AttributeError, ImportError):
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):
    """A spec for a module in a file."""
    import os
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = os.fspath(location)
        location = os.path.abspath(location)
    if loader is None:
        if not location.endswith('.py'):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if submodule_search_locations is _unset:
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                pass
            else:
                if is_package:
                    spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        spec.submodule_search_locations.append(location.rpartition('/')[0])
    return spec


def module_from_spec(spec):
    """A fresh module, whose code is still to be run."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = types.ModuleType(spec.name)
    if spec.origin == 'built-in' and module is not None and getattr(module, '__spec__', None) is None and module.__name__ in sys.modules:
        return module
    module.__name__ = spec.name
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
        if spec.cached is not None:
            module.__cached__ = spec.cached
    return module


def cache_from_source(path, *, optimization=None):
    """Where CPython would keep the bytecode of a file."""
    import os
    path = os.fspath(path)
    head, _, tail = path.rpartition('/')
    base, sep, rest = tail.rpartition('.')
    if optimization is None or str(optimization) == '':
        suffix = ''
    else:
        if not str(optimization).isalnum():
            raise ValueError(f'{optimization!r} is not alphanumeric')
        suffix = f'.opt-{optimization}'
    name = f'{base if base else rest}.cpython-314{suffix}.pyc'
    return os.path.join(head, '__pycache__', name)


def source_from_cache(path):
    """The file that bytecode is of."""
    import os
    path = os.fspath(path)
    head, name = os.path.split(path)
    head, cache = os.path.split(head)
    if cache != '__pycache__':
        raise ValueError(f'__pycache__ not bottom-level directory in {path!r}')
    if name.count('.') not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {name!r}')
    return os.path.join(head, name.partition('.')[0] + '.py')


def decode_source(source_bytes):
    """The text of a source in bytes, with \\n for newlines."""
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    return io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding), True)


class Loader:
    def create_module(self, spec):
        return None


class _LazyModule(types.ModuleType):
    def __getattr__(self, attr):
        loader = self.__dict__.pop('_lazy_loader', None)
        if loader is None:
            raise AttributeError(f'module {self.__name__!r} has no attribute {attr!r}')
        loader.exec_module(self)
        return getattr(self, attr)


class LazyLoader(Loader):
    """A loader that runs a module's code when an attribute is first asked for."""

    def __init__(self, loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        module = self.loader.create_module(spec)
        return _LazyModule(spec.name) if module is None else module

    def exec_module(self, module):
        if type(module) is _LazyModule:
            module.__dict__['_lazy_loader'] = self.loader
        else:
            self.loader.exec_module(module)
