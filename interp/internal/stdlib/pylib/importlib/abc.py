"""Abstract classes of what takes part in importing."""
import abc
from .machinery import (BuiltinImporter, ExtensionFileLoader, FileFinder as _FileFinder, FrozenImporter, PathFinder, SourceFileLoader,
                        SourceLoader as _SourceLoader, SourcelessFileLoader)

__all__ = ['Loader', 'MetaPathFinder', 'PathEntryFinder', 'ResourceLoader', 'InspectLoader', 'ExecutionLoader', 'FileLoader', 'SourceLoader']


class Loader(metaclass=abc.ABCMeta):
    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        raise ImportError


class MetaPathFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class PathEntryFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class ResourceLoader(Loader):
    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        return self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        return compile(data, path, 'exec', dont_inherit=True)

    def exec_module(self, module):
        exec(self.get_code(module.__name__), module.__dict__)


class ExecutionLoader(InspectLoader):
    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError


class FileLoader(ResourceLoader, ExecutionLoader):
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def get_filename(self, fullname=None):
        return self.path


class SourceLoader(_SourceLoader, ResourceLoader, ExecutionLoader):
    def path_mtime(self, path):
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        raise OSError

    def set_data(self, path, data):
        pass

    def get_source(self, fullname):
        from .util import decode_source
        return decode_source(self.get_data(self.get_filename(fullname)))


MetaPathFinder.register(PathFinder)
MetaPathFinder.register(BuiltinImporter)
MetaPathFinder.register(FrozenImporter)
PathEntryFinder.register(_FileFinder)
Loader.register(BuiltinImporter)
Loader.register(FrozenImporter)
SourceLoader.register(SourceFileLoader)
FileLoader.register(SourcelessFileLoader)
ExecutionLoader.register(ExtensionFileLoader)
