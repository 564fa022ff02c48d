"""Locks between tasks."""
from collections import deque

from . import events, exceptions

__all__ = ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier')


class _LoopBound:
    """What belongs to the first loop in which somebody has to wait for it."""
    _loop = None

    def _get_loop(self):
        running = events.get_running_loop()
        if self._loop not in (None, running):
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        self._loop = running
        return running


class _Line(deque):
    """Tasks that wait for their turn, in the order in which they came. Each has a future for its place."""

    def __init__(self, owner):
        self.owner = owner

    def join(self):
        """A place at the end, to be awaited and left."""
        place = self.owner._get_loop().create_future()
        self.append(place)
        return place

    def leave(self, place):
        if place in self:
            self.remove(place)

    async def wait(self):
        """Take a place until it is one's turn."""
        place = self.join()
        try:
            return await place
        finally:
            self.leave(place)

    def abandoned(self):
        """Does nobody wait who still wants to?"""
        return all([place.cancelled() for place in self])

    def call(self):
        """It is the next one's turn, who leaves the line at once. Answers whether there was one."""
        while self:
            place = self.popleft()
            if not place.done():
                place.set_result(None)
                return True
        return False

    def wake(self, most=None, answer=True):
        """Tell up to so many of those who wait and have not been told yet; they leave by themselves. Answers how many there were."""
        told = 0
        for place in self:
            if told == most:
                break
            if not place.done():
                place.set_result(answer)
                told += 1
        return told


class _Held:
    """What async with acquires and releases."""

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


def _described(thing, state, line=()):
    """The repr of something in a state, with who waits for it."""
    if len(line):
        state += f', waiters:{len(line)}'
    cls = type(thing)
    return f'<{cls.__module__}.{cls.__qualname__} object at {id(thing):#x} [{state}]>'


class Lock(_Held, _LoopBound):
    """One task at a time."""

    def __init__(self):
        self._locked = False
        self._waiters = _Line(self)

    def __repr__(self):
        return _described(self, 'locked' if self._locked else 'unlocked', self._waiters)

    def locked(self):
        return self._locked

    async def acquire(self):
        if self._locked or not self._waiters.abandoned():
            try:
                await self._waiters.wait()
            except exceptions.CancelledError:
                if not self._locked:
                    self._pass_on()
                raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._pass_on()

    def _pass_on(self):
        # Only ever the first: while it has been told and not run yet, the lock is as good as taken.
        first = next(iter(self._waiters), None)
        if first is not None and not first.done():
            first.set_result(True)


class Event(_LoopBound):
    """A flag that tasks wait for."""

    def __init__(self):
        self._flag = False
        self._waiters = _Line(self)

    def __repr__(self):
        return _described(self, 'set' if self._flag else 'unset', self._waiters)

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True
        self._waiters.wake()

    def clear(self):
        self._flag = False

    async def wait(self):
        if not self._flag:
            await self._waiters.wait()
        return True


class Condition(_Held, _LoopBound):
    """Tasks that wait until another one says that something has changed."""

    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self._waiters = _Line(self)
        for name in ('locked', 'acquire', 'release'):
            setattr(self, name, getattr(self._lock, name))

    def __repr__(self):
        return _described(self, 'locked' if self.locked() else 'unlocked', self._waiters)

    def _needs_lock(self, what):
        if not self.locked():
            raise RuntimeError(f'cannot {what} on un-acquired lock')

    async def wait(self):
        self._needs_lock('wait')
        self._get_loop()
        self.release()
        try:
            try:
                await self._waiters.wait()
            finally:
                await self._take_back()
        except BaseException:
            self._waiters.wake(1, False)  # whoever woke this task meant somebody who can go on
            raise
        return True

    async def _take_back(self):
        """Acquire the lock again, come what may: a cancellation has to wait until then."""
        cancelled = None
        while True:
            try:
                await self.acquire()
            except exceptions.CancelledError as error:
                cancelled = error
            else:
                break
        if cancelled is not None:
            raise cancelled

    async def wait_for(self, predicate):
        while not (answer := predicate()):
            await self.wait()
        return answer

    def notify(self, n=1):
        self._needs_lock('notify')
        self._waiters.wake(max(n, 0), False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Held, _LoopBound):
    """A number of tasks at a time."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = value
        self._waiters = _Line(self)

    def __repr__(self):
        return _described(self, 'locked' if self.locked() else f'unlocked, value:{self._value}', self._waiters)

    def locked(self):
        return not self._value or not self._waiters.abandoned()

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        place = self._waiters.join()
        try:
            await place
        except exceptions.CancelledError:
            if place.done() and not place.cancelled():
                self._value += 1  # it was this task's turn, and it cannot take it
            raise
        finally:
            self._waiters.leave(place)
            self._hand_out()
        return True

    def release(self):
        self._value += 1
        self._hand_out(1)

    def _hand_out(self, most=None):
        """Let in as many as there is room for."""
        room = self._value if most is None else min(most, self._value)
        self._value -= self._waiters.wake(room)


class BoundedSemaphore(Semaphore):
    """A semaphore that is not released more often than acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._bound_value = value

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class Barrier(_LoopBound):
    """A place where a number of tasks wait for each other."""

    # filling: tasks come; draining: all have come and go; resetting: those who came are sent away; broken: nobody may wait.

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._parties = parties
        self._count = 0
        self._state = 'filling'
        self._changed = Condition()

    def __repr__(self):
        state = self._state
        if state != 'broken':
            state += f', waiters:{self.n_waiting}/{self._parties}'
        return _described(self, state)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *exc_info):
        pass

    def _turn(self, state):
        self._state = state
        self._changed.notify_all()

    async def wait(self):
        async with self._changed:
            await self._changed.wait_for(lambda: self._state in ('filling', 'broken'))
            if self.broken:
                raise exceptions.BrokenBarrierError('Barrier aborted')
            place = self._count
            self._count += 1
            try:
                await self._until_complete()
            finally:
                self._count -= 1
                if not self._count:
                    self._turn(self._state if self.broken else 'filling')
            return place

    async def _until_complete(self):
        if self._count == self._parties:
            self._turn('draining')
            return
        await self._changed.wait_for(lambda: self._state != 'filling')
        if self._state != 'draining':
            raise exceptions.BrokenBarrierError('Abort or reset of barrier')

    async def reset(self):
        async with self._changed:
            self._turn('resetting' if self._count else 'filling')

    async def abort(self):
        async with self._changed:
            self._turn('broken')

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 'filling' else 0

    @property
    def broken(self):
        return self._state == 'broken'
