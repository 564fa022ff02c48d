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
        self._make_runner()
        try:
            result = super().run(result)
        finally:
            self._tearDownAsyncioRunner()
        return result

    def debug(self):
        # Where the test fails the runner stays, so that its owner can call doCleanups.
        self._make_runner()
        super().debug()
        self._tearDownAsyncioRunner()

    def _make_runner(self):
        assert self._asyncioRunner is None, 'asyncio runner is already initialized'
        self._asyncioRunner = asyncio.Runner(loop_factory=self.loop_factory, debug=True)

    def _tearDownAsyncioRunner(self):
        self._asyncioRunner.close()

    def _callSetUp(self):
        self._asyncioRunner.get_loop()  # setUp may want it to be there
        self._called(self.setUp)
        self._awaited(self.asyncSetUp)

    def _callTestMethod(self, method):
        value = self._called_or_awaited(method)
        if value is not None:
            warnings.warn(f'It is deprecated to return a value that is not None from a test case ({method} returned '
                          f'{type(value).__name__!r})', DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self._awaited(self.asyncTearDown)
        self._called(self.tearDown)

    def _callCleanup(self, function, *args, **kwargs):
        self._called_or_awaited(function, *args, **kwargs)

    def _called(self, func, /, *args, **kwargs):
        return self._asyncioTestContext.run(func, *args, **kwargs)

    def _awaited(self, func, /, *args, **kwargs):
        assert inspect.iscoroutinefunction(func), f'{func!r} is not an async function'
        return self._asyncioRunner.run(func(*args, **kwargs), context=self._asyncioTestContext)

    def _called_or_awaited(self, func, /, *args, **kwargs):
        call = self._awaited if inspect.iscoroutinefunction(func) else self._called
        return call(func, *args, **kwargs)
