"""Limits of time."""
from . import events, exceptions, tasks

__all__ = ('Timeout', 'timeout', 'timeout_at')


class Timeout:
    """A limit of time for what stands inside the with statement."""

    # Where it is in its life: each word is the state as repr and errors say it.
    _stage = 'created'
    _alarm = None

    def __init__(self, when):
        self._when = when

    def __repr__(self):
        if self._stage != 'active':
            return f'<Timeout [{self._stage}]>'
        when = self._when
        return f'<Timeout [active] when={when if when is None else round(when, 3)}>'

    def when(self):
        return self._when

    def expired(self):
        return self._stage in ('expiring', 'expired')

    def reschedule(self, when):
        if self._stage == 'created':
            raise RuntimeError('Timeout has not been entered')
        if self._stage != 'active':
            raise RuntimeError(f'Cannot change state of {self._stage} Timeout')
        self._when = when
        self._disarm()
        if when is not None:
            loop = events.get_running_loop()
            over = when <= loop.time()
            self._alarm = loop.call_soon(self._expire) if over else loop.call_at(when, self._expire)

    def _disarm(self):
        alarm, self._alarm = self._alarm, None
        if alarm is not None:
            alarm.cancel()

    def _expire(self):
        self._alarm = None
        self._stage = 'expiring'
        self._inside.cancel()

    async def __aenter__(self):
        if self._stage != 'created':
            raise RuntimeError('Timeout has already been entered')
        self._inside = tasks.current_task()
        if self._inside is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._cancelled_before = self._inside.cancelling()
        self._stage = 'active'
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, error, tb):
        self._disarm()
        if self._stage == 'active':
            self._stage = 'finished'
        if self._stage != 'expiring':
            return
        self._stage = 'expired'
        # Somebody else may have cancelled the task as well: then it stays cancelled.
        if self._inside.uncancel() > self._cancelled_before or error is None:
            return
        if isinstance(error, exceptions.CancelledError):
            raise TimeoutError from error
        _tell_of_timeout(error)
        if isinstance(error, ExceptionGroup):
            for part in error.exceptions:
                _tell_of_timeout(part)


def _tell_of_timeout(error):
    """Put a TimeoutError between an exception and the cancellation that it was raised during."""
    while (cause := error.__context__) is not None:
        if isinstance(cause, exceptions.CancelledError):
            between = TimeoutError()
            between.__cause__ = between.__context__ = cause
            error.__context__ = between
            return
        error = cause


def timeout(delay):
    """A limit of some seconds."""
    now = events.get_running_loop().time()
    return Timeout(None if delay is None else now + delay)


def timeout_at(when):
    """A limit at a time of the loop's clock."""
    return Timeout(when)
