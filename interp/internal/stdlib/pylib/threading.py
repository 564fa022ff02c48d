"""Threads. One runs at a time, and the order of their turns is always the same."""
import sys as _sys
import _thread
from _thread import (RLock as _CRLock, TIMEOUT_MAX, _alive, _join, _rename, _start, allocate_lock as Lock, get_ident, get_native_id,
                     lock as _LockType)

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX', 'Event', 'Lock', 'RLock',
           'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError', 'setprofile', 'settrace',
           'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'getprofile', 'gettrace', 'setprofile_all_threads', 'settrace_all_threads',
           'get_native_id']

ThreadError = RuntimeError
_time = _thread._clock
Lock = _LockType
_profile_hook = _trace_hook = None


def RLock(*args, **kwargs):
    """A lock that its owner may take again."""
    return _CRLock(*args, **kwargs)


def setprofile(func):
    global _profile_hook
    _profile_hook = func


setprofile_all_threads = setprofile


def getprofile():
    return _profile_hook


def settrace(func):
    global _trace_hook
    _trace_hook = func


settrace_all_threads = settrace


def gettrace():
    return _trace_hook


def stack_size(size=0):
    return _thread.stack_size(size)


def _deprecated(old, new):
    import warnings
    warnings.warn(f'{old}() is deprecated, use {new}() instead', DeprecationWarning, stacklevel=3)


def _shown(thing, state):
    cls = type(thing)
    return f'<{cls.__module__}.{cls.__qualname__} at {id(thing):#x}: {state}>'


class Condition:
    """Threads that wait until another one says that something has changed."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        # A lock that can be held several times knows how to let go of all of it. For others, the methods below do.
        for name in ('acquire', 'release', 'locked', '_is_owned', '_release_save', '_acquire_restore'):
            method = getattr(self._lock, name, None)
            if method is not None:
                setattr(self, name, method)
        self._waiters = []

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def _is_owned(self):
        free = self._lock.acquire(False)
        if free:
            self._lock.release()
        return not free

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _needs_lock(self, what):
        if not self._is_owned():
            raise RuntimeError(f'cannot {what} on un-acquired lock')

    def wait(self, timeout=None):
        """Give the lock away until notified; answers whether that came in time."""
        self._needs_lock('wait')
        call = []  # gets an item when it is this thread's turn
        self._waiters.append(call)
        held = self._release_save()
        try:
            _thread._wait_for(call, 'a condition', timeout)
        finally:
            self._acquire_restore(held)
            if not call and call in self._waiters:
                # Equal lists are all empty ones: take out this one.
                self._waiters = [other for other in self._waiters if other is not call]
        return bool(call)

    def wait_for(self, predicate, timeout=None):
        """Wait until a condition is true."""
        end = None if timeout is None else _time() + timeout
        while not (answer := predicate()):
            self.wait(timeout)
            if end is not None and (timeout := end - _time()) <= 0:
                return predicate()
        return answer

    def notify(self, n=1):
        """Wake some of those that wait."""
        self._needs_lock('notify')
        woken = max(n, 0)
        for call in self._waiters[:woken]:
            call.append(True)
        del self._waiters[:woken]

    def notify_all(self):
        """Wake all that wait."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated('notifyAll', 'notify_all')
        self.notify_all()


class Semaphore:
    """A counter that does not go below zero."""

    _most = None  # the value that it may not exceed

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._value = value
        self._cond = Condition(Lock())

    def __repr__(self):
        bound = '' if self._most is None else f'/{self._most}'
        return _shown(self, f'value={self._value}{bound}')

    def acquire(self, blocking=True, timeout=None):
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            there = self._value > 0 or blocking and self._cond.wait_for(lambda: self._value > 0, timeout)
            self._value -= there
            return bool(there)

    __enter__ = acquire

    def __exit__(self, t, v, tb):
        self.release()

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if self._most is not None and self._value + n > self._most:
                raise ValueError('Semaphore released too many times')
            self._value += n
            self._cond.notify(n)


class BoundedSemaphore(Semaphore):
    """A semaphore that is not released more often than acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._most = value


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._flag = False
        self._cond = Condition(Lock())

    def __repr__(self):
        return _shown(self, 'set' if self._flag else 'unset')

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated('isSet', 'is_set')
        return self._flag

    def _put(self, flag):
        with self._cond:
            self._flag = flag
            if flag:
                self._cond.notify_all()

    def set(self):
        self._put(True)

    def clear(self):
        self._put(False)

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """A place where a number of threads wait for each other."""

    # filling: threads come; draining: all have come and go; resetting: those who came are sent away; broken: nobody may wait.

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._parties, self._action, self._timeout = parties, action, timeout
        self._inside = 0
        self._stage = 'filling'
        self._changed = Condition(Lock())

    def __repr__(self):
        return _shown(self, 'broken' if self.broken else f'waiters={self.n_waiting}/{self._parties}')

    def _turn(self, stage):
        self._stage = stage
        self._changed.notify_all()

    def wait(self, timeout=None):
        with self._changed:
            self._changed.wait_for(lambda: self._stage in ('filling', 'broken'))
            if self.broken:
                raise BrokenBarrierError
            place = self._inside
            self._inside += 1
            try:
                if self._inside == self._parties:
                    self._complete()
                else:
                    self._changed.wait_for(lambda: self._stage != 'filling', self._timeout if timeout is None else timeout)
                    if self._stage == 'filling':  # the time is over
                        self._turn('broken')
                    if self._stage != 'draining':
                        raise BrokenBarrierError
            finally:
                self._inside -= 1
                if not self._inside and not self.broken:
                    self._turn('filling')
            return place

    def _complete(self):
        """All have come."""
        stage = 'broken'  # should the action fail
        try:
            if self._action:
                self._action()
            stage = 'draining'
        finally:
            self._turn(stage)

    def reset(self):
        with self._changed:
            self._turn('resetting' if self._inside else 'filling')

    def abort(self):
        with self._changed:
            self._turn('broken')

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._inside if self._stage == 'filling' else 0

    @property
    def broken(self):
        return self._stage == 'broken'


_counter = [0]
_active = {}


def _newname(name_template):
    _counter[0] += 1
    return name_template % _counter[0]


class Thread:
    """A thread: a function that runs beside the rest of the program."""

    # Where it is in its life; unset until __init__ has been called.
    _stage = None
    _ident = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        assert group is None, 'group argument must be None for now'
        self._target, self._args, self._kwargs, self._context = target, args, kwargs or {}, context
        self._name = str(name) if name else _name_for(target)
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._stage = 'initial'

    def _made(self):
        assert self._stage, 'Thread.__init__() was not called'
        return self

    def __repr__(self):
        facts = [self._made()._stage]
        if self._daemonic:
            facts.append('daemon')
        if self._ident is not None:
            facts.append(str(self._ident))
        return f"<{type(self).__name__}({self._name}, {' '.join(facts)})>"

    def start(self):
        """Begin to run."""
        if not self._stage:
            raise RuntimeError('thread.__init__() not called')
        if self._stage != 'initial':
            raise RuntimeError('threads can only be started once')
        _start(self._live, self._name, bool(self._daemonic))

    def _live(self):
        self._ident = get_ident()
        self._stage = 'started'
        _active[self._ident] = self
        try:
            if self._context is None:
                self.run()
            else:
                self._context.run(self.run)
        except SystemExit:
            pass
        except BaseException:
            _report(self)
        finally:
            self._stage = 'stopped'
            del _active[self._ident]

    def run(self):
        """What the thread does: call its target."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # What it was called with need not live as long as the thread.
            for name in ('_target', '_args', '_kwargs'):
                delattr(self, name)

    def is_alive(self):
        return self._made()._stage == 'started'

    def join(self, timeout=None):
        """Wait for the end."""
        if not self._stage:
            raise RuntimeError('Thread.__init__() not called')
        if self._stage == 'initial':
            raise RuntimeError('cannot join thread before it is started')
        if current_thread() is self:
            raise RuntimeError('cannot join current thread')
        if self._stage == 'started' or _alive(self._ident):
            _join(self._ident, self._name, timeout if timeout is None else max(timeout, 0))

    @property
    def ident(self):
        return self._made()._ident

    native_id = ident

    @property
    def name(self):
        return self._made()._name

    @name.setter
    def name(self, name):
        self._made()._name = str(name)
        if self._ident is not None:
            _rename(self._ident, self._name, bool(self._daemonic))

    @property
    def daemon(self):
        return self._made()._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._stage:
            raise RuntimeError('Thread.__init__() not called')
        if self._stage != 'initial':
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    # The names of old.

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic


def _name_for(target):
    name = _newname('Thread-%d')
    function = getattr(target, '__name__', None)
    return name if function is None else f'{name} ({function})'


class ExceptHookArgs(tuple):
    """What excepthook() gets."""

    def __new__(cls, args):
        if len(args) != 4:
            raise TypeError(f'_thread._ExceptHookArgs() takes an at least 4-sequence ({len(args)}-sequence given)')
        return super().__new__(cls, args)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    """Report what a thread did not catch."""
    out = _sys.stderr
    if out is None or args.exc_type is SystemExit:
        return
    who = get_ident() if args.thread is None else args.thread.name
    print(f'Exception in thread {who}:', file=out)
    import traceback
    traceback.print_exception(*args[:3], file=out)


__excepthook__ = excepthook


def _report(thread):
    """Tell the hook that is set now."""
    excepthook(ExceptHookArgs((*_sys.exc_info(), thread)))


class Timer(Thread):
    """Call a function after some time, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = [] if args is None else args, {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        self._target = self._context = None
        self._args, self._kwargs = (), {}
        self._name, self._daemonic, self._stage = 'MainThread', False, 'started'
        self._ident = _thread._get_main_thread_ident()
        _active[self._ident] = self


class _DummyThread(Thread):
    """A thread that was not started here."""

    def __init__(self):
        super().__init__(name=_newname('Dummy-%d'), daemon=True)
        self._ident, self._stage = get_ident(), 'started'
        _active[self._ident] = self

    def is_alive(self):
        return _alive(self._ident)

    def join(self, timeout=None):
        raise RuntimeError('cannot join a dummy thread')


def current_thread():
    """The thread that runs."""
    return _active.get(get_ident()) or _DummyThread()


def currentThread():
    _deprecated('currentThread', 'current_thread')
    return current_thread()


def active_count():
    """How many threads are alive."""
    return len(_active)


def activeCount():
    _deprecated('activeCount', 'active_count')
    return active_count()


def enumerate():
    """The threads that are alive."""
    return list(_active.values())


_main_thread = _MainThread()


def main_thread():
    """The thread that the program began with."""
    return _main_thread


_exit_calls = []


def _register_atexit(func, *arg, **kwargs):
    _exit_calls.append((func, arg, kwargs))


class _localimpl:
    __slots__ = ('dicts', 'args')


class local:
    """Attributes that every thread has its own values of."""
    __slots__ = ('_local__impl', '__dict__')

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        impl = _localimpl()
        impl.args = (args, kw)
        impl.dicts = {get_ident(): {}}
        object.__setattr__(self, '_local__impl', impl)
        return self

    def __getattribute__(self, name):
        d = _local_dict(self)
        if name == '__dict__':
            return d
        if name in d:
            return d[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"{self.__class__.__name__!r} object attribute '__dict__' is read-only")
        d = _local_dict(self)
        descriptor = getattr(type(self), name, None)
        if descriptor is not None and hasattr(type(descriptor), '__set__'):
            object.__setattr__(self, name, value)
        else:
            d[name] = value

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"{self.__class__.__name__!r} object attribute '__dict__' is read-only")
        d = _local_dict(self)
        if name not in d:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del d[name]


def _local_dict(self):
    impl = object.__getattribute__(self, '_local__impl')
    ident = get_ident()
    d = impl.dicts.get(ident)
    if d is None:
        for i in list(impl.dicts):
            if not _alive(i):
                del impl.dicts[i]
        d = impl.dicts[ident] = {}
        args, kw = impl.args
        type(self).__init__(self, *args, **kw)
    return d
