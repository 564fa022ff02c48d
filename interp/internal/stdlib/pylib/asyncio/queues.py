"""Queues between tasks."""
from collections import deque
from heapq import heappop, heappush

from . import locks

__all__ = ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty', 'QueueShutDown')


class QueueEmpty(Exception):
    """There is nothing to get."""


class QueueFull(Exception):
    """There is no room to put something."""


class QueueShutDown(Exception):
    """Nothing is put any more, and nothing is left to get."""


class Queue(locks._LoopBound):
    """First in, first out."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._is_shutdown = False
        self._unfinished_tasks = 0
        self._all_done = locks.Event()
        self._all_done.set()
        self._getters, self._putters = locks._Line(self), locks._Line(self)
        self._init(maxsize)

    # Subclasses say in which order things come out.

    def _init(self, maxsize):
        self._queue = deque()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def _facts(self):
        yield f'maxsize={self._maxsize!r}'
        if getattr(self, '_queue', None):
            yield f'_queue={list(self._queue)!r}'
        for name, line in ('_getters', self._getters), ('_putters', self._putters):
            if line:
                yield f'{name}[{len(line)}]'
        if self._unfinished_tasks:
            yield f'tasks={self._unfinished_tasks}'
        if self._is_shutdown:
            yield 'shutdown'

    def _format(self):
        return ' '.join(self._facts())

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {self._format()}>'

    def __str__(self):
        return f'<{type(self).__name__} {self._format()}>'

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    async def _until(self, line, possible):
        """Wait in a line until an operation is possible; the queue may have been shut down by then."""
        while not possible() and not self._is_shutdown:
            place = line.join()
            try:
                await place
            except BaseException:
                called = place.done() and not place.cancelled()
                place.cancel()
                line.leave(place)
                if called and possible():
                    line.call()  # the turn that this task cannot take is the next one's
                raise

    async def put(self, item):
        await self._until(self._putters, lambda: not self.full())
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._all_done.clear()
        self._getters.call()

    async def get(self):
        await self._until(self._getters, lambda: not self.empty())
        return self.get_nowait()

    def get_nowait(self):
        if not self.empty():
            item = self._get()
            self._putters.call()
            return item
        raise QueueShutDown if self._is_shutdown else QueueEmpty

    def _finish(self, count):
        self._unfinished_tasks -= count
        if not self._unfinished_tasks:
            self._all_done.set()

    def task_done(self):
        if not self._unfinished_tasks:
            raise ValueError('task_done() called too many times')
        self._finish(1)

    async def join(self):
        if self._unfinished_tasks:
            await self._all_done.wait()

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            dropped = 0
            while not self.empty():
                self._get()
                dropped += 1
            self._finish(min(dropped, self._unfinished_tasks))
        for line in self._getters, self._putters:
            while line.call():
                pass


class PriorityQueue(Queue):
    """The smallest first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
