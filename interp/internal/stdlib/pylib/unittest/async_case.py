"""Test cases whose methods are coroutines."""
import asyncio
import inspect
import warnings
from contextvars import copy_context
from .case import TestCase

__unittest = True


class IsolatedAsyncioTestCase(TestCase):
    """Runs each test in an event loop of its own; all parts of a test, with await or without, share one context."""

    loop_factory = None
    _asyncioRunner = None

    def __init__(self, methodName='runTest'):
        super().__init__(methodName)
        self._asyncioTestContext = copy_context()

    # What derived classes define and use.

    async def asyncSetUp(self):
        """Prepare each test."""

    async def asyncTearDown(self):
        """Clean up after each test."""

    async def enterAsyncContext(self, cm):
        """Enter an asynchronous context that is left after tearDown."""
        kind = type(cm)
        if not (hasattr(kind, '__aenter__') and hasattr(kind, '__aexit__')):
            name = f'{kind.__module__}.{kind.__qualname__}'
            raise TypeError(f'{name!r} object does not support the asynchronous context manager protocol')
        leave = kind.__aexit__
        entered = await kind.__aenter__(cm)
        self.addAsyncCleanup(leave, cm, None, None, None)
        return entered

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        """Await a coroutine function after tearDown."""
        self.addCleanup(func, *args, **kwargs)

    # Running a test, which happens in the runner that lives as long as the test does.

    def run(self, result=None):
        self._setupAsyncioRunner()
        try:
            result = super().run(result)
        finally:
            self._tearDownAsyncioRunner()
        return result

    def debug(self):
        # Where the test fails the runner stays, so that its owner can call doCleanups.
        self._setupAsyncioRunner()
        super().debug()
        self._tearDownAsyncioRunner()

    def _setupAsyncioRunner(self):
        assert self._asyncioRunner is None, 'asyncio runner is already initialized'
        self._asyncioRunner = asyncio.Runner(loop_factory=self.loop_factory, debug=True)

    def _tearDownAsyncioRunner(self):
        self._asyncioRunner.close()

    def _callSetUp(self):
        self._asyncioRunner.get_loop()  # setUp may want it to be there
        _call(self, self.setUp)
        _await(self, self.asyncSetUp)

    def _callTestMethod(self, method):
        value = _call_or_await(self, method)
        if value is not None:
            warnings.warn(f'It is deprecated to return a value that is not None from a test case ({method} returned '
                          f'{type(value).__name__!r})', DeprecationWarning, stacklevel=5)

    def _callTearDown(self):
        _await(self, self.asyncTearDown)
        _call(self, self.tearDown)

    def _callCleanup(self, function, /, *args, **kwargs):
        _call_or_await(self, function, *args, **kwargs)


# These are no methods, because the names of methods belong to those who derive from the class.

def _call(test, func, /, *args, **kwargs):
    return test._asyncioTestContext.run(func, *args, **kwargs)


def _await(test, func, /, *args, **kwargs):
    assert inspect.iscoroutinefunction(func), f'{func!r} is not an async function'
    return test._asyncioRunner.run(func(*args, **kwargs), context=test._asyncioTestContext)


def _call_or_await(test, func, /, *args, **kwargs):
    how = _await if inspect.iscoroutinefunction(func) else _call
    return how(test, func, *args, **kwargs)
