"""Executors whose workers are threads."""
import threading
from collections import deque

from . import _base


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a worker failed."""


_pools = [0]


class ThreadPoolExecutor(_base.Executor):
    """A pool of threads."""
    _default_workers = 8
    _broken_error = BrokenThreadPool

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=(), **ctxkwargs):
        if max_workers is None:
            max_workers = self._default_workers
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._queue = deque()
        self._work = threading.Condition()
        self._idle = 0
        self._threads = []
        self._shutdown = False
        self._broken = False
        _pools[0] += 1
        self._thread_name_prefix = thread_name_prefix or 'ThreadPoolExecutor-%d' % (_pools[0] - 1)
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        """Call a function in a worker; the future of its result."""
        with self._work:
            if self._broken:
                raise self._broken_error(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            f = _base.Future()
            self._queue.append((f, fn, args, kwargs))
            idle = self._idle > len(self._queue) - 1
            self._work.notify()
        if not idle and len(self._threads) < self._max_workers:
            t = threading.Thread(name='%s_%d' % (self._thread_name_prefix, len(self._threads)), target=self._worker)
            self._threads.append(t)
            t.start()
        return f

    def _worker(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                self._break()
                return
        while True:
            with self._work:
                while not self._queue:
                    if self._shutdown:
                        return
                    self._idle += 1
                    try:
                        self._work.wait()
                    finally:
                        self._idle -= 1
                f, fn, args, kwargs = self._queue.popleft()
            self._run(f, fn, args, kwargs)
            f = fn = args = kwargs = None

    def _run(self, f, fn, args, kwargs):
        if not f.set_running_or_notify_cancel():
            return
        try:
            result = fn(*args, **kwargs)
        except BaseException as exc:
            f.set_exception(exc)
        else:
            f.set_result(result)

    def _break(self):
        with self._work:
            self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            while self._queue:
                self._queue.popleft()[0].set_exception(self._broken_error(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls, and wait for those that were taken."""
        with self._work:
            self._shutdown = True
            if cancel_futures:
                while self._queue:
                    self._queue.popleft()[0].cancel()
            self._work.notify_all()
        if wait:
            for t in self._threads:
                t.join()


BrokenThreadPool.__module__ = ThreadPoolExecutor.__module__ = 'concurrent.futures.thread'
