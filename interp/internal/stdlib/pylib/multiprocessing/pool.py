"""Pools of workers, which are threads that take turns."""
import threading
from collections import deque

from . import TimeoutError

__all__ = ['Pool', 'ThreadPool']

INIT, RUN, CLOSE, TERMINATE = 'INIT', 'RUN', 'CLOSE', 'TERMINATE'


class MaybeEncodingError(Exception):
    """A result could not be sent."""


class ApplyResult:
    """A result that is still to come."""

    def __init__(self, callback=None, error_callback=None):
        self._event = threading.Event()
        self._callback = callback
        self._error_callback = error_callback

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError('{0!r} not ready'.format(self))
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, success, value):
        self._success, self._value = success, value
        if self._callback and success:
            self._callback(value)
        if self._error_callback and not success:
            self._error_callback(value)
        self._event.set()


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of a map that are still to come."""

    def __init__(self, length, callback, error_callback):
        super().__init__(callback, error_callback)
        self._values = [None] * length
        self._left = length
        self._failed = None
        if not length:
            self._set(True, [])

    def _one(self, i, success, value):
        if success:
            self._values[i] = value
        elif self._failed is None:
            self._failed = value
        self._left -= 1
        if not self._left:
            if self._failed is None:
                self._set(True, self._values)
            else:
                self._set(False, self._failed)


class IMapIterator:
    """The results of imap(), one by one."""

    def __init__(self, ordered):
        self._cond = threading.Condition()
        self._ordered = ordered
        self._items = {} if ordered else deque()
        self._index = 0
        self._length = None

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            while True:
                if self._ordered and self._index in self._items:
                    success, value = self._items.pop(self._index)
                    break
                if not self._ordered and self._items:
                    success, value = self._items.popleft()
                    break
                if self._index == self._length:
                    raise StopIteration
                if not self._cond.wait(timeout):
                    raise TimeoutError
            self._index += 1
        if success:
            return value
        raise value

    __next__ = next

    def _one(self, i, success, value):
        with self._cond:
            if self._ordered:
                self._items[i] = success, value
            else:
                self._items.append((success, value))
            self._cond.notify_all()


def _star(fn):
    def call(args):
        return fn(*args)
    return call


class Pool:
    """A pool of workers."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is None:
            processes = 4
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._state = RUN
        self._processes = processes
        self._initializer = initializer
        self._initargs = initargs
        self._queue = deque()
        self._cond = threading.Condition()
        self._threads = []

    def __repr__(self):
        return f'<{self.__class__.__module__}.{self.__class__.__qualname__} state={self._state} pool_size={self._processes}>'

    def _add(self, task):
        with self._cond:
            self._queue.append(task)
            self._cond.notify()
        if len(self._threads) < self._processes:
            t = threading.Thread(target=self._worker, name=f'PoolWorker-{len(self._threads) + 1}', daemon=True)
            self._threads.append(t)
            t.start()

    def _worker(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            with self._cond:
                while not self._queue:
                    if self._state != RUN:
                        return
                    self._cond.wait()
                if self._state == TERMINATE:
                    return
                fn, args, kwds, done = self._queue.popleft()
            try:
                result = True, fn(*args, **kwds)
            except Exception as e:
                result = False, e
            done(*result)

    def _check_running(self):
        if self._state != RUN:
            raise ValueError('Pool not running')

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        return self.map(_star(func), iterable, chunksize)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self.map_async(_star(func), iterable, chunksize, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        return self._imap(func, iterable, chunksize, True)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(func, iterable, chunksize, False)

    def _imap(self, func, iterable, chunksize, ordered):
        self._check_running()
        if chunksize < 1:
            raise ValueError('Chunksize must be 1+, not {0:n}'.format(chunksize))
        it = IMapIterator(ordered)
        n = 0
        for i, x in enumerate(iterable):
            self._add((func, (x,), {}, lambda success, value, i=i: it._one(i, success, value)))
            n += 1
        with it._cond:
            it._length = n
            it._cond.notify_all()
        return it

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(callback, error_callback)
        self._add((func, tuple(args), dict(kwds), result._set))
        return result

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        items = list(iterable)
        result = MapResult(len(items), callback, error_callback)
        for i, x in enumerate(items):
            self._add((func, (x,), {}, lambda success, value, i=i: result._one(i, success, value)))
        return result

    def close(self):
        if self._state == RUN:
            with self._cond:
                self._state = CLOSE
                self._cond.notify_all()

    def terminate(self):
        with self._cond:
            self._state = TERMINATE
            self._queue.clear()
            self._cond.notify_all()

    def join(self):
        if self._state == RUN:
            raise ValueError('Pool is still running')
        for t in self._threads:
            t.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class ThreadPool(Pool):
    """A pool of threads."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)
