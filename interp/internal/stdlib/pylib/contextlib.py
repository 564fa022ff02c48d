"""Helpers for the with statement."""
import abc
import sys
from _engine import alias as _alias
from functools import update_wrapper as _dress

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext', 'AbstractContextManager', 'AbstractAsyncContextManager',
           'AsyncExitStack', 'ContextDecorator', 'ExitStack', 'redirect_stdout', 'redirect_stderr', 'suppress', 'aclosing', 'chdir']


# the protocols

def _defines(cls, *names):
    """The answer of a __subclasshook__ for a class that has to have methods: one that is set to None is not there."""
    found = [next((vars(base)[name] for base in cls.__mro__ if name in vars(base)), None) for name in names]
    return NotImplemented if any(method is None for method in found) else True


def _protocol(cm, kind, *names):
    """The methods of a context manager, found as the with statement finds them, in its class."""
    cls = type(cm)
    try:
        return [getattr(cls, name) for name in names]
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {kind} protocol") from None


class AbstractContextManager(abc.ABC):
    """What with takes."""
    __slots__ = ()
    __class_getitem__ = classmethod(_alias)

    @classmethod
    def __subclasshook__(cls, C):
        return _defines(C, '__enter__', '__exit__') if cls is AbstractContextManager else NotImplemented

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Whether the exception is swallowed."""


class AbstractAsyncContextManager(abc.ABC):
    """What async with takes."""
    __slots__ = ()
    __class_getitem__ = classmethod(_alias)

    @classmethod
    def __subclasshook__(cls, C):
        return _defines(C, '__aenter__', '__aexit__') if cls is AbstractAsyncContextManager else NotImplemented

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Whether the exception is swallowed."""


class ContextDecorator:
    """Lets a context manager decorate functions too."""

    def _recreate_cm(self):
        """The manager for one call, for those that serve once only."""
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return _dress(inner, func)


class AsyncContextDecorator:
    """Lets an asynchronous context manager decorate coroutine functions too."""

    def _recreate_cm(self):
        """The manager for one call, for those that serve once only."""
        return self

    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return _dress(inner, func)


# generators as context managers

_END = object()  # what next() answers with for a generator that has ended


def _verdict(value, raised, traceback, stops):
    """What became of an exception that was thrown into a generator and had it raise something: True if the generator took
    it and ended, False if it came out again, None if another one did. Stops are what the end of the generator is told by
    and what else must not leave a generator: the interpreter makes a RuntimeError of those."""
    if raised is not value:
        if isinstance(raised, stops[0]):
            return True
        if not (isinstance(raised, RuntimeError) and isinstance(value, stops) and raised.__cause__ is value):
            return None
    value.__traceback__ = traceback  # without the way through the generator
    return False


class _FromGenerator:
    """A context manager made by a call of a generator function."""

    def __init__(self, func, args, kwds):
        self.func, self.args, self.kwds = func, args, kwds
        self.gen = func(*args, **kwds)
        doc = getattr(func, '__doc__', None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    """What contextmanager() makes."""

    def __enter__(self):
        del self.args, self.kwds, self.func  # they are needed no longer, and may hold what is to go
        try:
            first = next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None
        return first

    def __exit__(self, typ, value, traceback):
        if typ is None:
            if next(self.gen, _END) is _END:
                return False
            complaint = "generator didn't stop"
        else:
            value = typ() if value is None else value
            try:
                self.gen.throw(value)
            except BaseException as raised:
                swallowed = _verdict(value, raised, traceback, (StopIteration,))
                if swallowed is None:
                    raise
                return swallowed
            complaint = "generator didn't stop after throw()"
        try:
            raise RuntimeError(complaint)
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    """What asynccontextmanager() makes."""

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            first = await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None
        return first

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            if await anext(self.gen, _END) is _END:
                return False
            complaint = "generator didn't stop"
        else:
            value = typ() if value is None else value
            try:
                await self.gen.athrow(value)
            except BaseException as raised:
                swallowed = _verdict(value, raised, traceback, (StopAsyncIteration, StopIteration))
                if swallowed is None:
                    raise
                return swallowed
            complaint = "generator didn't stop after athrow()"
        try:
            raise RuntimeError(complaint)
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Make a context manager of a generator that yields once."""
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return _dress(helper, func)


def asynccontextmanager(func):
    """Make an asynchronous context manager of an asynchronous generator that yields once."""
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return _dress(helper, func)


# stacks of context managers

class _Unwinding:
    """The exception on its way through the exits of a stack, which each may swallow or replace."""

    def __init__(self, exc):
        self.exc = exc
        self.outer = sys.exception()  # what is handled around all of them, and so the context of all that they raise
        self.swallowed = self.replaced = False

    def details(self):
        exc = self.exc
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def answered(self, swallows):
        if swallows:
            self.exc, self.swallowed, self.replaced = None, True, False

    def raised(self, new):
        # the context of what an exit raised is what was on its way, as if with statements stood in each other
        last = new
        while (context := last.__context__) is not None and context is not self.exc:
            if context is self.outer:
                last.__context__ = self.exc
                break
            last = context
        self.exc, self.replaced = new, True


class _Stack:
    """What both kinds of stack do. An entry says if it is called without await, and what is called."""

    def __init__(self):
        self._exit_callbacks = []

    def _add(self, leave, cm=None, is_sync=True):
        self._exit_callbacks.append((is_sync, leave if cm is None else leave.__get__(cm)))

    def pop_all(self):
        """Move everything to a new stack."""
        heir = type(self)()
        heir._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return heir

    def enter_context(self, cm):
        """Enter a context manager and remember to leave it."""
        enter, leave = _protocol(cm, 'context manager', '__enter__', '__exit__')
        entered = enter(cm)
        self._add(leave, cm)
        return entered

    def push(self, exit):
        """Add the __exit__ of something, or a function like one."""
        leave = getattr(type(exit), '__exit__', None)
        self._add(exit) if leave is None else self._add(leave, exit)
        return exit

    def callback(self, callback, /, *args, **kwds):
        """Remember to call a function."""
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        _exit_wrapper.__wrapped__ = callback
        self._add(_exit_wrapper)
        return callback


class ExitStack(_Stack, AbstractContextManager):
    """Context managers and callbacks, left in reverse."""

    def close(self):
        """Leave everything now."""
        self.__exit__(None, None, None)

    def __exit__(self, *error):
        way = _Unwinding(error[1])
        while self._exit_callbacks:
            _, leave = self._exit_callbacks.pop()
            try:
                way.answered(leave(*way.details()))
            except BaseException as new:
                way.raised(new)
        if way.replaced:
            exc = way.exc
            context = exc.__context__
            try:
                raise exc
            finally:
                exc.__context__ = context  # which raise has changed
        return way.swallowed and error[1] is not None


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    """ExitStack that also takes what is asynchronous."""

    async def enter_async_context(self, cm):
        """Enter an asynchronous context manager and remember to leave it."""
        enter, leave = _protocol(cm, 'asynchronous context manager', '__aenter__', '__aexit__')
        entered = await enter(cm)
        self._add(leave, cm, False)
        return entered

    def push_async_exit(self, exit):
        """Add the __aexit__ of something, or a coroutine function like one."""
        leave = getattr(type(exit), '__aexit__', None)
        self._add(exit, None, False) if leave is None else self._add(leave, exit, False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Remember to call and await a coroutine function."""
        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)
        _exit_wrapper.__wrapped__ = callback
        self._add(_exit_wrapper, None, False)
        return callback

    async def aclose(self):
        """Leave everything now."""
        await self.__aexit__(None, None, None)

    async def __aexit__(self, *error):
        way = _Unwinding(error[1])
        while self._exit_callbacks:
            is_sync, leave = self._exit_callbacks.pop()
            try:
                answer = leave(*way.details())
                way.answered(answer if is_sync else await answer)
            except BaseException as new:
                way.raised(new)
        if way.replaced:
            exc = way.exc
            context = exc.__context__
            try:
                raise exc
            finally:
                exc.__context__ = context  # which raise has changed
        return way.swallowed and error[1] is not None


# ready-made context managers

class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """A context manager that does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.enter_result

    def __exit__(self, *error):
        pass

    async def __aexit__(self, *error):
        pass


class closing(AbstractContextManager):
    """Close something at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *error):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Close something at the end that closes asynchronously."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *error):
        await self.thing.aclose()


class suppress(AbstractContextManager):
    """Swallow some exceptions, and of a group those of its members."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, value, traceback):
        if kind is None:
            return None
        if issubclass(kind, self._exceptions):
            return True
        if not issubclass(kind, BaseExceptionGroup):
            return False
        _, others = value.split(self._exceptions)
        if others is not None:
            raise others
        return True


class _RedirectStream(AbstractContextManager):
    """Has a stream of sys be another one for a while; it may be entered again before it is left."""
    _stream = None

    def __init__(self, new_target):
        self._target, self._before = new_target, []

    def __enter__(self):
        self._before.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._target)
        return self._target

    def __exit__(self, *error):
        setattr(sys, self._stream, self._before.pop())


class redirect_stdout(_RedirectStream):
    """Send what is printed elsewhere for a while."""
    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    """Send error output elsewhere for a while."""
    _stream = 'stderr'


class chdir(AbstractContextManager):
    """Work in another folder for a while; it may be entered again before it is left."""

    def __init__(self, path):
        self.path, self._before = path, []

    def __enter__(self):
        from os import chdir, getcwd
        self._before.append(getcwd())
        chdir(self.path)

    def __exit__(self, *error):
        from os import chdir
        chdir(self._before.pop())
