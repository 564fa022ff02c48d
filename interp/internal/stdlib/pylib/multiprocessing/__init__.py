"""Pools, queues and shared values, all inside this process: workers are threads that take turns. A Process is refused."""
import threading as _threading

__all__ = ['Array', 'AuthenticationError', 'Barrier', 'BoundedSemaphore', 'BufferTooShort', 'Condition', 'Event', 'JoinableQueue', 'Lock',
           'Manager', 'Pipe', 'Pool', 'Process', 'ProcessError', 'Queue', 'RLock', 'RawArray', 'RawValue', 'Semaphore', 'SimpleQueue',
           'TimeoutError', 'Value', 'active_children', 'cpu_count', 'current_process', 'freeze_support', 'get_all_start_methods',
           'get_context', 'get_logger', 'get_start_method', 'log_to_stderr', 'parent_process', 'set_executable', 'set_forkserver_preload',
           'set_start_method']


class ProcessError(Exception):
    """The base of the errors of multiprocessing."""


class BufferTooShort(ProcessError):
    """The buffer is too short for the message."""


class TimeoutError(ProcessError):
    """It took too long."""


class AuthenticationError(ProcessError):
    """The other side could not be trusted."""


from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore
from queue import Empty as _Empty, Queue as _ThreadQueue


class Process:
    """A process of its own: it can be described, but not started."""
    _count = 0

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        Process._count += 1
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self.name = name or f'Process-{Process._count}'
        self.daemon = bool(daemon)
        self.exitcode = None
        self.pid = self.ident = None
        self.authkey = b''

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        from _engine import effect
        effect('process', f'multiprocessing.Process({self.name})')
        raise PermissionError(1, 'Operation not permitted')

    def is_alive(self):
        return False

    def join(self, timeout=None):
        raise AssertionError('can only join a started process')

    def terminate(self):
        raise AttributeError("'NoneType' object has no attribute 'terminate'")

    kill = terminate

    def close(self):
        pass

    def __repr__(self):
        return f'<{type(self).__name__} name={self.name!r} parent=1 initial{" daemon" if self.daemon else ""}>'


class _MainProcess(Process):
    def __init__(self):
        self.name = 'MainProcess'
        self.daemon = False
        self.exitcode = None
        self.pid = self.ident = 1
        self.authkey = b''

    def is_alive(self):
        return True

    def __repr__(self):
        return "<_MainProcess name='MainProcess' parent=None started>"


_main = _MainProcess()


def current_process():
    """The process that runs."""
    return _main


def parent_process():
    return None


def active_children():
    return []


def cpu_count():
    """How many processors there are: always the same, whatever the machine."""
    return 4


def freeze_support():
    pass


def set_executable(executable):
    pass


def set_forkserver_preload(modules):
    pass


_method = [None]


def get_all_start_methods():
    return ['fork', 'spawn', 'forkserver']


def get_start_method(allow_none=False):
    if _method[0] is None and not allow_none:
        _method[0] = 'forkserver'
    return _method[0]


def set_start_method(method, force=False):
    if _method[0] is not None and not force:
        raise RuntimeError('context has already been set')
    if method is not None and method not in get_all_start_methods():
        raise ValueError('cannot find context for %r' % method)
    _method[0] = method


def get_context(method=None):
    if method is not None and method not in get_all_start_methods():
        raise ValueError('cannot find context for %r' % method)
    import sys
    return sys.modules[__name__]


def get_logger():
    import logging
    return logging.getLogger('multiprocessing')


def log_to_stderr(level=None):
    import logging
    logger = get_logger()
    logger.addHandler(logging.StreamHandler())
    if level:
        logger.setLevel(level)
    return logger


class Queue(_ThreadQueue):
    """A queue."""

    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


class JoinableQueue(Queue):
    """A queue whose items can be waited for."""


class SimpleQueue:
    """A queue with little to it."""

    def __init__(self):
        self._q = _ThreadQueue()

    def empty(self):
        return self._q.empty()

    def get(self):
        return self._q.get()

    def put(self, item):
        self._q.put(item)

    def close(self):
        pass


class _Connection:
    def __init__(self, readable, writable):
        self._in, self._out = readable, writable
        self.closed = False

    readable = property(lambda self: self._in is not None)
    writable = property(lambda self: self._out is not None)

    def _check(self, what, word):
        if self.closed:
            raise OSError('handle is closed')
        if what is None:
            raise OSError(f'connection is {word}-only')

    def send(self, obj):
        self._check(self._out, 'read')
        self._out.put(obj)

    def recv(self):
        self._check(self._in, 'write')
        item = self._in.get()
        if item is _closed:
            raise EOFError
        return item

    send_bytes = send
    recv_bytes = recv

    def poll(self, timeout=0.0):
        self._check(self._in, 'write')
        try:
            item = self._in.get(timeout is None or timeout > 0, timeout or None)
        except _Empty:
            return False
        self._in.queue.appendleft(item)
        return True

    def close(self):
        if not self.closed and self._out is not None:
            self._out.put(_closed)
        self.closed = True

    def fileno(self):
        return 3

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


_closed = object()


def Pipe(duplex=True):
    """Two ends of a connection."""
    a, b = _ThreadQueue(), _ThreadQueue()
    if duplex:
        return _Connection(a, b), _Connection(b, a)
    return _Connection(a, None), _Connection(None, a)


_codes = {'c': b'', 'b': 0, 'B': 0, 'h': 0, 'H': 0, 'i': 0, 'I': 0, 'l': 0, 'L': 0, 'q': 0, 'Q': 0, 'f': 0.0, 'd': 0.0, 'u': ''}


class _Synchronized:
    def __init__(self, typecode, value, lock):
        self._typecode = typecode
        self.value = value
        self._lock = lock

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def acquire(self, *args):
        return self._lock.acquire(*args)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f'<Synchronized wrapper for {self._typecode}({self.value!r})>'


class _SynchronizedArray:
    def __init__(self, typecode, items, lock):
        self._typecode, self._items, self._lock = typecode, items, lock

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    acquire = _Synchronized.acquire
    release = _Synchronized.release
    __enter__ = _Synchronized.__enter__
    __exit__ = _Synchronized.__exit__

    def __len__(self):
        return len(self._items)

    def __getitem__(self, i):
        return self._items[i]

    def __setitem__(self, i, value):
        self._items[i] = float(value) if self._typecode in ('f', 'd') else value

    def __iter__(self):
        return iter(self._items)


def _name_of(typecode):
    return typecode if isinstance(typecode, str) else getattr(typecode, '_type_', 'i')


def Value(typecode_or_type, *args, lock=True):
    """A value with a lock."""
    code = _name_of(typecode_or_type)
    value = args[0] if args else _codes.get(code, 0)
    if code in ('f', 'd'):
        value = float(value)
    return _Synchronized(code, value, RLock() if lock is True else lock or RLock())


RawValue = Value


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    """An array with a lock."""
    code = _name_of(typecode_or_type)
    items = [_codes.get(code, 0)] * size_or_initializer if isinstance(size_or_initializer, int) else list(size_or_initializer)
    if code in ('f', 'd'):
        items = [float(x) for x in items]
    return _SynchronizedArray(code, items, RLock() if lock is True else lock or RLock())


RawArray = Array


def Manager():
    """What makes objects that workers share."""
    from .managers import SyncManager
    return SyncManager()


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    """A pool of workers."""
    from .pool import Pool
    return Pool(processes, initializer, initargs, maxtasksperchild)
