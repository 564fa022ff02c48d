"""Running of a program's main coroutine."""
import contextvars

from . import coroutines, events, tasks

__all__ = ('Runner', 'run')


def _outside(what):
    if events._get_running_loop() is not None:
        raise RuntimeError(f'{what} cannot be called from a running event loop')


class Runner:
    """A loop for several calls in a row. It is made when it is first needed."""

    _loop = None
    _closed = False

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug, self._make_loop = debug, loop_factory

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        if self._closed:
            raise RuntimeError('Runner is closed')
        if self._loop is None:
            self._loop = (self._make_loop or events.new_event_loop)()
            if self._make_loop is None:
                events.set_event_loop(self._loop)
            if self._debug is not None:
                self._loop.set_debug(self._debug)
            self._context = contextvars.copy_context()
        return self._loop

    def run(self, coro, *, context=None):
        """Run a coroutine to its end."""
        _outside('Runner.run()')
        loop = self.get_loop()
        if hasattr(coro, '__await__') and not coroutines.iscoroutine(coro):
            coro = tasks._wrap_awaitable(coro)
        elif not coroutines.iscoroutine(coro):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        main = loop.create_task(coro, context=self._context if context is None else context)
        return loop.run_until_complete(main)

    def close(self):
        """Cancel what is left and close the loop."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        self._closed = True
        try:
            _end_tasks(loop)
            for last in loop.shutdown_asyncgens, loop.shutdown_default_executor:
                loop.run_until_complete(last())
        finally:
            if self._make_loop is None:
                events.set_event_loop(None)
            loop.close()


def _end_tasks(loop):
    """Cancel all tasks and wait for them; what one of them raises instead is reported."""
    left = sorted(tasks.all_tasks(loop), key=lambda task: task._number)
    if left:
        for task in left:
            task.cancel()
        loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    for task in left:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            loop.call_exception_handler(dict(message='unhandled exception during asyncio.run() shutdown', exception=error, task=task))


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in a loop of its own."""
    _outside('asyncio.run()')
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)
