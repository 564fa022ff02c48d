"""The parts that importing is made of, as far as a program sees them."""
import sys
import types
from _frames import source_text

__all__ = ['ModuleSpec', 'BuiltinImporter', 'FrozenImporter', 'PathFinder', 'FileFinder', 'SourceFileLoader', 'SourcelessFileLoader',
           'ExtensionFileLoader', 'NamespaceLoader', 'SOURCE_SUFFIXES', 'BYTECODE_SUFFIXES', 'EXTENSION_SUFFIXES', 'all_suffixes',
           'WindowsRegistryFinder', 'AppleFrameworkLoader']

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """What is known of a module before it is imported."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        args = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            args.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            args.append(f'submodule_search_locations={self.submodule_search_locations}')
        return f'{self.__class__.__name__}({", ".join(args)})'

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin and
                    self.submodule_search_locations == other.submodule_search_locations and self.cached == other.cached and
                    self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    __hash__ = None

    @property
    def cached(self):
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


class _Loader:
    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        from .util import module_from_spec
        from importlib.util import _spec
        if fullname in sys.modules:
            return sys.modules[fullname]
        spec = _spec(fullname)
        module = module_from_spec(spec)
        sys.modules[fullname] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            sys.modules.pop(fullname, None)
            raise
        return sys.modules[fullname]


class BuiltinImporter(_Loader):
    """Modules of the interpreter itself."""

    _ORIGIN = 'built-in'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        from importlib.util import _spec
        spec = _spec(fullname)
        return spec if spec is not None and spec.origin == 'built-in' else None

    @staticmethod
    def create_module(spec):
        __import__(spec.name)
        return sys.modules[spec.name]

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


class SourceLoader(_Loader):
    """Modules whose source is text."""

    def get_code(self, fullname):
        return compile(self.get_source(fullname), self.get_filename(fullname), 'exec', dont_inherit=True)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f'cannot load module {module.__name__!r} when get_code() returns None')
        exec(code, module.__dict__)

    def is_package(self, fullname):
        name = self.get_filename(fullname).rpartition('/')[2]
        return name.rpartition('.')[0] == '__init__' and fullname.rpartition('.')[2] != '__init__'


class FrozenImporter(SourceLoader):
    """Modules that the engine brings along as text."""

    def __init__(self, name=None):
        self._name = name

    def get_filename(self, fullname):
        return f'<frozen {fullname}>'

    def get_source(self, fullname):
        return source_text(f'<frozen {fullname}>')

    def exec_module(self, module):
        text = self.get_source(module.__name__)
        if text is not None:
            exec(compile(text, f'<frozen {module.__name__}>', 'exec', dont_inherit=True), module.__dict__)

    @staticmethod
    def create_module(spec):
        return None


class SourceFileLoader(SourceLoader):
    """Modules in files."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def __repr__(self):
        return f'<_frozen_importlib_external.SourceFileLoader object at {id(self):#x}>'

    def get_filename(self, fullname=None):
        return self.path

    def get_data(self, path):
        with open(path, 'rb') as f:
            return f.read()

    def get_source(self, fullname=None):
        text = source_text(self.path)
        try:
            from .util import decode_source
            return decode_source(self.get_data(self.path))
        except OSError:
            if text is not None:
                return text
            raise

    def path_stats(self, path):
        import os
        st = os.stat(path)
        return {'mtime': st.st_mtime, 'size': st.st_size}

    def get_resource_reader(self, name):
        from .resources import _Reader
        return _Reader(self.path.rpartition('/')[0])


class SourcelessFileLoader(SourceFileLoader):
    """Files of bytecode, which this engine has not."""

    def get_code(self, fullname):
        raise ImportError('bytecode files are not supported', name=fullname, path=self.path)

    def get_source(self, fullname=None):
        return None


class ExtensionFileLoader(SourceFileLoader):
    """Extension modules, which this engine has not."""

    def create_module(self, spec):
        raise ImportError('extension modules are not supported', name=spec.name, path=self.path)

    def get_source(self, fullname=None):
        return None


class AppleFrameworkLoader(ExtensionFileLoader):
    pass


class NamespaceLoader(_Loader):
    """Packages that are folders without a file."""

    def __init__(self, name, path, path_finder=None):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def exec_module(self, module):
        pass


class PathFinder:
    """Finds modules in the folders of sys.path."""

    @staticmethod
    def invalidate_caches():
        pass

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        import os
        tail = fullname.rpartition('.')[2]
        for folder in sys.path if path is None else path:
            if not isinstance(folder, str):
                continue
            spec = FileFinder(folder).find_spec(fullname, target)
            if spec is not None:
                return spec
        return None


class FileFinder:
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or '.'

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None):
        import os
        from .util import spec_from_file_location
        tail = fullname.rpartition('.')[2]
        base = os.path.join(self.path, tail)
        package = os.path.join(base, '__init__.py')
        if os.path.isfile(package):
            return spec_from_file_location(fullname, package, submodule_search_locations=[base])
        if os.path.isfile(base + '.py'):
            return spec_from_file_location(fullname, base + '.py')
        return None

    @classmethod
    def path_hook(cls, *loader_details):
        return cls

    def __repr__(self):
        return f'FileFinder({self.path!r})'


class WindowsRegistryFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None
