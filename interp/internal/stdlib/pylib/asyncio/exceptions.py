"""The exceptions of asyncio."""
__all__ = ('BrokenBarrierError', 'CancelledError', 'InvalidStateError', 'TimeoutError', 'IncompleteReadError', 'LimitOverrunError',
           'SendfileNotAvailableError')

TimeoutError = TimeoutError


class CancelledError(BaseException):
    """Somebody has given it up."""


class InvalidStateError(Exception):
    """It is too early for that, or too late."""


class BrokenBarrierError(RuntimeError):
    """The barrier was reset or aborted."""


class SendfileNotAvailableError(RuntimeError):
    """Files cannot be sent that way."""


class LimitOverrunError(Exception):
    """A reader has more in its buffer than it may, and no separator."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (str(self), self.consumed)


class IncompleteReadError(EOFError):
    """A stream has ended before its reader was content."""

    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else expected
        super().__init__(f'{len(partial)} bytes read on a total of {wanted} expected bytes')
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)
