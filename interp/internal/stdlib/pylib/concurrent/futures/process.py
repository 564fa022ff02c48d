"""Executors whose workers would be processes, and are threads of this one."""
from . import _base
from .thread import ThreadPoolExecutor

EXTRA_QUEUED_CALLS = 1


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker ended without being asked to."""


class ProcessPoolExecutor(ThreadPoolExecutor):
    """A pool of workers."""
    _default_workers = 4
    _broken_error = BrokenProcessPool

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError('max_tasks_per_child must be an integer')
            if max_tasks_per_child <= 0:
                raise ValueError('max_tasks_per_child must be >= 1')
        super().__init__(max_workers, 'ProcessPoolExecutor', initializer, initargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if chunksize < 1:
            raise ValueError('chunksize must be >= 1.')
        return super().map(fn, *iterables, timeout=timeout, buffersize=buffersize)

    def terminate_workers(self):
        self.shutdown(wait=False, cancel_futures=True)

    kill_workers = terminate_workers
