"""Futures: results that are still to come."""
import contextvars

from . import events, exceptions

__all__ = ('Future', 'wrap_future', 'isfuture')

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def isfuture(obj):
    """Is it a future?"""
    return hasattr(obj.__class__, '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _short(obj):
    import reprlib
    return reprlib.repr(obj)


class Future:
    """A result that is still to come."""
    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _cancel_message = None
    _cancelled_exc = None
    _asyncio_future_blocking = False
    _exception_tb = None

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []

    def __repr__(self):
        return f"<{self.__class__.__name__} {' '.join(self._info())}>"

    def _info(self):
        info = [self._state.lower()]
        if self._state == _FINISHED:
            if self._exception is not None:
                info.append(f'exception={self._exception!r}')
            else:
                info.append(f'result={_short(self._result)}')
        if self._callbacks:
            n = len(self._callbacks)
            show = [events._format_callback(cb, ()) for cb, _ in self._callbacks]
            if n > 2:
                show = [show[0], f'<{n - 2} more>', show[-1]]
            info.append('cb=[' + ', '.join(show) + ']')
        return info

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def get_loop(self):
        return self._loop

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            exc = self._cancelled_exc
            self._cancelled_exc = None
            return exc
        if self._cancel_message is None:
            exc = exceptions.CancelledError()
        else:
            exc = exceptions.CancelledError(self._cancel_message)
        return exc

    def cancel(self, msg=None):
        """Give it up; answers whether it was still pending."""
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks = self._callbacks
        if callbacks:
            self._callbacks = []
            for callback, ctx in callbacks:
                self._loop.call_soon(callback, self, context=ctx)

    def cancelled(self):
        return self._state == _CANCELLED

    def done(self):
        return self._state != _PENDING

    def result(self):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Result is not set.')
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Exception is not set.')
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        """Call a function when it is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            if context is None:
                context = contextvars.copy_context()
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Do not call a function; answers how often it would have been called."""
        kept = [(f, ctx) for f, ctx in self._callbacks if f != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        self._result = result
        self._state = _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            new_exc = RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
            new_exc.__cause__ = exception
            new_exc.__context__ = exception
            exception = new_exc
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self._schedule_callbacks()

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
        if self._state == _PENDING:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


Future.__module__ = '_asyncio'


def _set_result_unless_cancelled(fut, result):
    if fut._state != _CANCELLED:
        fut.set_result(result)


def _copy_state(source, dest):
    if dest.cancelled():
        return
    if source.cancelled():
        dest.cancel()
        return
    exception = source.exception()
    if exception is not None:
        dest.set_exception(_convert(exception))
    else:
        dest.set_result(source.result())


def _convert(exc):
    import sys
    module = sys.modules.get('concurrent.futures._base')
    if module is not None and type(exc) is module.CancelledError:
        return exceptions.CancelledError(*exc.args).with_traceback(exc.__traceback__)
    return exc


def wrap_future(future, *, loop=None):
    """A future of this loop for one of concurrent.futures."""
    if isfuture(future):
        return future
    if loop is None:
        loop = events.get_event_loop()
    made = loop.create_future()
    _chain(future, made, loop)
    return made


def _chain(source, dest, loop):
    """Let the state of one future become that of another, across threads."""
    def on_source(source):
        if dest.cancelled() and not loop.is_closed() or loop.is_closed():
            return
        loop.call_soon_threadsafe(set_state)

    def set_state():
        if not dest.done():
            _copy_state(source, dest)

    def on_dest(dest):
        if dest.cancelled():
            source.cancel()
    dest.add_done_callback(on_dest)
    source.add_done_callback(on_source)
