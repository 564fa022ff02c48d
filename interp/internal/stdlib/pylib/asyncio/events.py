"""Event loops: what is ready runs in its order; where nothing is, the clock goes on to the next timer."""
import _thread
import contextvars
import sys
from collections import deque
from heapq import heapify, heappop, heappush

__all__ = ('AbstractEventLoop', 'AbstractServer', 'Handle', 'TimerHandle', 'get_event_loop', 'set_event_loop', 'new_event_loop',
           '_set_running_loop', 'get_running_loop', '_get_running_loop', 'BaseEventLoop', 'SelectorEventLoop', 'EventLoop',
           'get_event_loop_policy', 'set_event_loop_policy')

_running = {}  # the loop that runs, and the one that is set, of each thread
_set = {}


def _get_running_loop():
    """The loop that runs in this thread, or None."""
    return _running.get(_thread.get_ident())


def _set_running_loop(loop):
    _running[_thread.get_ident()] = loop


def get_running_loop():
    """The loop that runs in this thread."""
    loop = _running.get(_thread.get_ident())
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def get_event_loop():
    """The loop that runs, or the one that was set."""
    ident = _thread.get_ident()
    loop = _running.get(ident) or _set.get(ident)
    if loop is None:
        import threading
        raise RuntimeError('There is no current event loop in thread %r.' % threading.current_thread().name)
    return loop


def set_event_loop(loop):
    """Set the loop of this thread."""
    if loop is not None and not isinstance(loop, AbstractEventLoop):
        raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
    _set[_thread.get_ident()] = loop


def new_event_loop():
    """A new loop."""
    return SelectorEventLoop()


def _callback_source(func):
    while hasattr(func, 'func') and hasattr(func, 'args') and hasattr(func, 'keywords'):
        func = func.func
    return getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func)


def _format_callback(func, args):
    text = ', '.join([repr(a) for a in args])
    return f'{_callback_source(func)}({text})'


class Handle:
    """A callback that is to be called."""
    __slots__ = ('_callback', '_args', '_cancelled', '_loop', '_context', '__weakref__')

    def __init__(self, callback, args, loop, context=None):
        if context is None:
            context = contextvars.copy_context()
        self._context = context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False

    def _info(self):
        parts = [self.__class__.__name__]
        if self._cancelled:
            parts.append('cancelled')
        if self._callback is not None:
            parts.append(_format_callback(self._callback, self._args))
        return parts

    def __repr__(self):
        return '<{}>'.format(' '.join(self._info()))

    def get_context(self):
        return self._context

    def cancel(self):
        """Do not call it."""
        if not self._cancelled:
            self._cancelled = True
            self._callback = None
            self._args = None

    def cancelled(self):
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({
                'message': f'Exception in callback {_format_callback(self._callback, self._args)}', 'exception': exc, 'handle': self})


class TimerHandle(Handle):
    """A callback that is to be called at some time."""
    __slots__ = ('_scheduled', '_when')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        self._scheduled = False

    def _info(self):
        parts = super()._info()
        parts.insert(2 if self._cancelled else 1, f'when={self._when}')
        return parts

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, TimerHandle):
            return self._when <= other._when
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, TimerHandle):
            return self._when >= other._when
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, TimerHandle):
            return self._when == other._when and self._callback == other._callback and self._args == other._args and self._cancelled == other._cancelled
        return NotImplemented

    def when(self):
        return self._when


class AbstractServer:
    """What servers have."""

    def close(self):
        raise NotImplementedError

    async def wait_closed(self):
        raise NotImplementedError


class AbstractEventLoop:
    """What event loops have."""

    def _missing(self, *args, **kwargs):
        raise NotImplementedError

    async def _missing_async(self, *args, **kwargs):
        raise NotImplementedError


for _name in ('run_forever', 'run_until_complete', 'stop', 'is_running', 'is_closed', 'close', 'call_soon', 'call_later', 'call_at', 'time',
              'create_future', 'create_task', 'call_soon_threadsafe', 'run_in_executor', 'set_default_executor', 'add_reader', 'remove_reader',
              'add_writer', 'remove_writer', 'add_signal_handler', 'remove_signal_handler', 'set_task_factory', 'get_task_factory',
              'get_exception_handler', 'set_exception_handler', 'default_exception_handler', 'call_exception_handler', 'get_debug', 'set_debug'):
    setattr(AbstractEventLoop, _name, AbstractEventLoop._missing)
_network = ('create_connection', 'create_server', 'create_unix_connection', 'create_unix_server', 'create_datagram_endpoint', 'connect_accepted_socket',
            'connect_read_pipe', 'connect_write_pipe', 'subprocess_shell', 'subprocess_exec', 'sock_recv', 'sock_recv_into', 'sock_sendall',
            'sock_connect', 'sock_accept', 'sock_sendfile', 'sock_sendto', 'sock_recvfrom', 'sock_recvfrom_into', 'start_tls', 'sendfile',
            'getaddrinfo', 'getnameinfo')
for _name in ('shutdown_asyncgens', 'shutdown_default_executor', *_network):
    setattr(AbstractEventLoop, _name, AbstractEventLoop._missing_async)


class BaseEventLoop(AbstractEventLoop):
    """The loop."""

    def __init__(self):
        self._ready = deque()
        self._scheduled = []
        self._stopping = False
        self._closed = False
        self._thread_id = None
        self._wake = []
        self._exception_handler = None
        self._task_factory = None
        self._default_executor = None
        self._debug = False
        self._executor_shutdown_called = False
        self._busy = 0  # callbacks that other threads are going to bring
        self.slow_callback_duration = 0.1

    def __repr__(self):
        return f'<{self.__class__.__name__} running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>'

    def create_future(self):
        from .futures import Future
        return Future(loop=self)

    def create_task(self, coro, **kwargs):
        self._check_closed()
        if self._task_factory is not None:
            return self._task_factory(self, coro, **kwargs)
        from .tasks import Task
        return Task(coro, loop=self, **kwargs)

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _check_running(self):
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        self._check_running()
        self._thread_id = _thread.get_ident()
        _set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            _set_running_loop(None)

    def run_until_complete(self, future):
        """Run until a future is done; its result."""
        self._check_closed()
        self._check_running()
        from .futures import isfuture
        from .tasks import ensure_future
        new_task = not isfuture(future)
        future = ensure_future(future, loop=self)
        if new_task:
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if new_task and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)

    def is_closed(self):
        return self._closed

    def is_running(self):
        return self._thread_id is not None

    def time(self):
        return _thread._clock()

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if not callable(callback) or _is_coroutine_like(callback):
            self._check_callback(callback, 'call_soon')
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        self._check_callback(callback, 'call_soon_threadsafe')
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        self._wake.append(True)
        return handle

    def _check_callback(self, callback, method):
        if _is_coroutine_like(callback):
            raise TypeError(f'coroutines cannot be used with {method}()')
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        self._check_callback(callback, 'call_at')
        timer = TimerHandle(when, callback, args, self, context)
        heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if executor is None:
            executor = self._default_executor
            if self._executor_shutdown_called:
                raise RuntimeError('Executor shutdown has been called')
            if executor is None:
                from concurrent.futures import ThreadPoolExecutor
                executor = self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        from .futures import wrap_future
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_asyncgens(self):
        return

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shutdown_called = True
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=True)

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Report an error to standard error."""
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key not in ('message', 'exception'):
                lines.append(f'{key}: {context[key]!r}')
        exc = context.get('exception')
        if exc is not None:
            import traceback
            lines.append(''.join(traceback.format_exception(type(exc), exc, exc.__traceback__)).rstrip('\n'))
        print('\n'.join(lines), file=sys.stderr)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
            return
        try:
            self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self.default_exception_handler({'message': 'Unhandled error in exception handler', 'exception': exc, 'context': context})

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def _run_once(self):
        scheduled, ready = self._scheduled, self._ready
        while scheduled and scheduled[0]._cancelled:
            heappop(scheduled)._scheduled = False
        if not ready and not self._stopping:
            if scheduled:
                delay = scheduled[0]._when - _thread._clock()
                if delay > 0:
                    self._wake.clear()
                    _thread._wait_for(self._wake, 'the event loop', delay)
            else:
                self._wake.clear()
                _thread._wait_for(self._wake, self._waiting())
        if scheduled:
            end = _thread._clock() + 1e-9
            while scheduled and scheduled[0]._when < end:
                handle = heappop(scheduled)
                handle._scheduled = False
                ready.append(handle)
        for _ in range(len(ready)):
            handle = ready.popleft()
            if not handle._cancelled:
                handle._run()

    def _waiting(self):
        """In words, what the tasks wait for."""
        from .tasks import all_tasks
        parts = []
        for task in sorted(all_tasks(self), key=lambda t: t._number):
            parts.append(f'{task.get_name()} for {task._fut_waiter!r}')
        if not parts:
            return 'an event loop without tasks'
        return 'an event loop in which waits ' + ', '.join(parts)


def _run_until_complete_cb(fut):
    if not fut.cancelled():
        exc = fut.exception()
        if isinstance(exc, (SystemExit, KeyboardInterrupt)):
            return
    fut.get_loop().stop()


def _is_coroutine_like(x):
    from .coroutines import iscoroutine, iscoroutinefunction
    return iscoroutine(x) or iscoroutinefunction(x)


def _denied(name):
    async def method(self, *args, **kwargs):
        raise PermissionError(1, 'Operation not permitted')
    method.__name__ = name
    method.__qualname__ = f'BaseEventLoop.{name}'
    return method


for _name in _network:
    setattr(BaseEventLoop, _name, _denied(_name))


class SelectorEventLoop(BaseEventLoop):
    """The loop of this platform."""


SelectorEventLoop.__name__ = SelectorEventLoop.__qualname__ = '_UnixSelectorEventLoop'
SelectorEventLoop.__module__ = 'asyncio.unix_events'
BaseEventLoop.__module__ = 'asyncio.base_events'
EventLoop = SelectorEventLoop


class DefaultEventLoopPolicy:
    """What get_event_loop() and its like once asked."""

    def get_event_loop(self):
        return get_event_loop()

    def set_event_loop(self, loop):
        set_event_loop(loop)

    def new_event_loop(self):
        return new_event_loop()


_policy = [None]


def get_event_loop_policy():
    """The policy; it changes nothing any more."""
    if _policy[0] is None:
        _policy[0] = DefaultEventLoopPolicy()
    return _policy[0]


def set_event_loop_policy(policy):
    """Set the policy; it changes nothing any more."""
    _policy[0] = policy
