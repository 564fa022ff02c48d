"""Queues between threads."""
from collections import deque
from heapq import heappop, heappush
import threading
from _thread import _clock

__all__ = ['Empty', 'Full', 'ShutDown', 'Queue', 'PriorityQueue', 'LifoQueue', 'SimpleQueue']


class Empty(Exception):
    """There is nothing to get."""


class Full(Exception):
    """There is no room to put something."""


class ShutDown(Exception):
    """Nothing is put any more, and nothing is left to get."""


Empty.__module__ = '_queue'


def _waits(block, timeout):
    """How long each wait of an operation may take (None: for ever), as long as its time is not over."""
    if not block:
        return iter(())
    if timeout is None:
        return iter(lambda: None, True)
    if timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    end = _clock() + timeout
    return iter(lambda: max(end - _clock(), 0), 0)


def _alias(cls, item):
    from types import GenericAlias
    return GenericAlias(cls, item)


class Queue:
    """First in, first out."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self.is_shutdown = False
        # One lock for everything, and three reasons to wait for it.
        self.mutex = threading.Lock()
        self.not_empty, self.not_full, self.all_tasks_done = (threading.Condition(self.mutex) for _ in range(3))
        self._init(maxsize)

    # Subclasses say in which order things come out. All four are called with the lock held.

    def _init(self, maxsize):
        self.queue = deque()

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def _qsize(self):
        return len(self.queue)

    def _room(self):
        return self.maxsize <= 0 or self._qsize() < self.maxsize

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        return self.qsize() == 0

    def full(self):
        with self.mutex:
            return not self._room()

    def put(self, item, block=True, timeout=None):
        with self.mutex:
            if self.is_shutdown:
                raise ShutDown
            waits = _waits(block, timeout) if self.maxsize > 0 else None
            while not self._room():
                left = next(waits, 0)
                if left == 0:
                    raise Full
                self.not_full.wait(left)
                if self.is_shutdown:
                    raise ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.mutex:
            waits = _waits(block, timeout)
            while not self._qsize():
                if self.is_shutdown:
                    raise ShutDown
                left = next(waits, 0)
                if left == 0:
                    raise Empty
                self.not_empty.wait(left)
            self.not_full.notify()
            return self._get()

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def _finish(self, count):
        """Some of what was put has been dealt with."""
        left = self.unfinished_tasks - count
        if left < 0:
            raise ValueError('task_done() called too many times')
        if left == 0:
            self.all_tasks_done.notify_all()
        self.unfinished_tasks = left

    def task_done(self):
        with self.mutex:
            self._finish(1)

    def join(self):
        with self.mutex:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)

    def shutdown(self, immediate=False):
        with self.mutex:
            self.is_shutdown = True
            waiting = [self.not_empty, self.not_full]
            if immediate:
                dropped = 0
                while self._qsize():
                    self._get()
                    dropped += 1
                self.unfinished_tasks -= min(dropped, self.unfinished_tasks)
                waiting.append(self.all_tasks_done)
            for condition in waiting:
                condition.notify_all()

    __class_getitem__ = classmethod(_alias)


class PriorityQueue(Queue):
    """The smallest first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """A queue without bounds, whose tasks nobody counts."""

    def __init__(self):
        self._items = deque()
        self._filled = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._filled.release()

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self._filled.acquire(block, timeout if block else None):
            return self._items.popleft()
        raise Empty

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    __class_getitem__ = classmethod(_alias)


SimpleQueue.__module__ = '_queue'
