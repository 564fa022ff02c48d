"""Objects that workers share: all workers are in this process, so they are the objects themselves."""
import threading
from queue import Queue

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token']


class Namespace:
    """Attributes that are shared."""

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = [f'{k}={v!r}' for k, v in self.__dict__.items() if not k.startswith('_')]
        return f"{self.__class__.__name__}({', '.join(sorted(items))})"


class Value:
    """A value that is shared."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self.value = value

    def get(self):
        return self.value

    def set(self, value):
        self.value = value

    def __repr__(self):
        return '%s(%r, %r)' % (type(self).__name__, self._typecode, self.value)


class BaseProxy:
    """What stands for a shared object."""


class Token:
    """What identifies a shared object."""


class BaseManager:
    """What makes shared objects."""

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None):
        self.address = address

    def start(self, initializer=None, initargs=()):
        pass

    def connect(self):
        pass

    def shutdown(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        def make(self, /, *args, **kwds):
            return callable(*args, **kwds)
        make.__name__ = typeid
        setattr(cls, typeid, make)


class SyncManager(BaseManager):
    """A manager of the usual types."""

    def list(self, *args):
        return list(*args)

    def dict(self, *args, **kwds):
        return dict(*args, **kwds)

    def set(self, *args):
        return set(*args)

    def Namespace(self, **kwds):
        return Namespace(**kwds)

    def Value(self, typecode, value, lock=True):
        return Value(typecode, value)

    def Array(self, typecode, sequence, lock=True):
        return list(sequence)

    def Queue(self, maxsize=0):
        return Queue(maxsize)

    JoinableQueue = Queue

    def Event(self):
        return threading.Event()

    def Lock(self):
        return threading.Lock()

    def RLock(self):
        return threading.RLock()

    def Semaphore(self, value=1):
        return threading.Semaphore(value)

    def BoundedSemaphore(self, value=1):
        return threading.BoundedSemaphore(value)

    def Condition(self, lock=None):
        return threading.Condition(lock)

    def Barrier(self, *args):
        return threading.Barrier(*args)

    def Pool(self, *args, **kwds):
        from .pool import Pool
        return Pool(*args, **kwds)


