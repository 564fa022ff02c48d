"""Futures and executors."""
import threading

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
FINISHED = 'FINISHED'
_names = {PENDING: 'pending', RUNNING: 'running', CANCELLED: 'cancelled', CANCELLED_AND_NOTIFIED: 'cancelled', FINISHED: 'finished'}


class Error(Exception):
    """The base of the errors of futures."""


class CancelledError(Error):
    """The Future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """An executor can no longer be used."""


class Future:
    """A result that is still to come."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._done_callbacks = []

    def __repr__(self):
        if self._state == FINISHED:
            if self._exception:
                return f'<{self.__class__.__name__} at {id(self):#x} state=finished raised {self._exception.__class__.__name__}>'
            return f'<{self.__class__.__name__} at {id(self):#x} state=finished returned {self._result.__class__.__name__}>'
        return f'<{self.__class__.__name__} at {id(self):#x} state={_names[self._state]}>'

    def _done(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            import sys
            import traceback
            print(f'exception calling callback for {self!r}', file=sys.stderr)
            traceback.print_exc()

    def cancel(self):
        """Give it up, unless it has begun."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        return self._state == RUNNING

    def done(self):
        return self._done()

    def add_done_callback(self, fn):
        """Call a function when it is done."""
        if not self._done():
            self._done_callbacks.append(fn)
            return
        self._call(fn)

    def _outcome(self):
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def result(self, timeout=None):
        """The result, once it is there."""
        try:
            with self._condition:
                if not self._done():
                    self._condition.wait(timeout)
                if self.cancelled():
                    raise CancelledError()
                if self._state == FINISHED:
                    return self._outcome()
                raise TimeoutError()
        finally:
            self = None

    def exception(self, timeout=None):
        """The exception, or None, once it is known."""
        with self._condition:
            if not self._done():
                self._condition.wait(timeout)
            if self.cancelled():
                raise CancelledError()
            if self._state == FINISHED:
                return self._exception
            raise TimeoutError()

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                self._condition.notify_all()
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            raise InvalidStateError(f'Future in unexpected state: {self._state}')

    def set_result(self, result):
        with self._condition:
            if self._done():
                raise InvalidStateError('{}: {!r}'.format(self._state, self))
            self._result = result
            self._state = FINISHED
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_exception(self, exception):
        with self._condition:
            if self._done():
                raise InvalidStateError('{}: {!r}'.format(self._state, self))
            self._exception = exception
            self._state = FINISHED
            self._condition.notify_all()
        self._invoke_callbacks()

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class DoneAndNotDoneFutures(tuple):
    """What wait() answers."""

    def __new__(cls, done, not_done):
        return super().__new__(cls, (done, not_done))

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for some of several futures; those that are done, and the rest."""
    fs = set(fs)
    done = {f for f in fs if f._done()}
    not_done = fs - done
    if return_when == FIRST_COMPLETED and done:
        return DoneAndNotDoneFutures(done, not_done)
    if return_when == FIRST_EXCEPTION and done and any([not f.cancelled() and f.exception() is not None for f in done]):
        return DoneAndNotDoneFutures(done, not_done)
    if not not_done:
        return DoneAndNotDoneFutures(done, not_done)
    event = threading.Event()
    left = len(not_done)

    def on_done(f):
        nonlocal left
        left -= 1
        if left == 0 or return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and not f.cancelled() and f._exception is not None:
            event.set()
    for f in not_done:
        f.add_done_callback(on_done)
    event.wait(timeout)
    for f in not_done:
        if on_done in f._done_callbacks:
            f._done_callbacks.remove(on_done)
    done.update([f for f in not_done if f._done()])
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """Futures in the order in which they are done."""
    from _thread import _clock
    end = None if timeout is None else _clock() + timeout
    order = list(dict.fromkeys(fs))
    total = len(order)
    finished = [f for f in order if f._done()]
    pending = [f for f in order if not f._done()]
    event = threading.Event()
    queue = []

    def on_done(f):
        queue.append(f)
        event.set()
    for f in pending:
        f.add_done_callback(on_done)
    try:
        yield from finished
        left = len(pending)
        while left:
            if not queue:
                wait_timeout = None
                if end is not None:
                    wait_timeout = end - _clock()
                    if wait_timeout < 0:
                        raise TimeoutError('%d (of %d) futures unfinished' % (left, total))
                event.wait(wait_timeout)
                if not queue:
                    raise TimeoutError('%d (of %d) futures unfinished' % (left, total))
            event.clear()
            ready, queue[:] = list(queue), []
            for f in ready:
                left -= 1
                yield f
    finally:
        for f in pending:
            if on_done in f._done_callbacks:
                f._done_callbacks.remove(on_done)


class Executor:
    """What runs functions somewhere else."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """map() whose calls run at the same time."""
        if buffersize is not None and not isinstance(buffersize, int):
            raise TypeError('buffersize must be an integer or None')
        if buffersize is not None and buffersize < 1:
            raise ValueError('buffersize must be None or > 0')
        from _thread import _clock
        end = None if timeout is None else timeout + _clock()
        args = zip(*iterables)
        if buffersize is None:
            fs = [self.submit(fn, *a) for a in args]
        else:
            fs = [self.submit(fn, *a) for _, a in zip(range(buffersize), args)]

        def results():
            try:
                fs.reverse()
                while fs:
                    if buffersize is not None:
                        for a in args:
                            fs.insert(0, self.submit(fn, *a))
                            break
                    f = fs.pop()
                    yield f.result() if end is None else f.result(end - _clock())
            finally:
                for f in fs:
                    f.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


for _c in (Error, CancelledError, InvalidStateError, BrokenExecutor, Future, Executor):
    _c.__module__ = 'concurrent.futures._base'
