"""Signals. Nobody sends the program any but itself."""
import enum
from _denied import function

_NUMBERS = dict(SIGHUP=1, SIGINT=2, SIGQUIT=3, SIGILL=4, SIGTRAP=5, SIGABRT=6, SIGBUS=7, SIGFPE=8, SIGKILL=9, SIGUSR1=10, SIGSEGV=11, SIGUSR2=12,
                SIGPIPE=13, SIGALRM=14, SIGTERM=15, SIGSTKFLT=16, SIGCHLD=17, SIGCONT=18, SIGSTOP=19, SIGTSTP=20, SIGTTIN=21, SIGTTOU=22,
                SIGURG=23, SIGXCPU=24, SIGXFSZ=25, SIGVTALRM=26, SIGPROF=27, SIGWINCH=28, SIGIO=29, SIGPWR=30, SIGSYS=31, SIGRTMIN=34,
                SIGRTMAX=64)
Signals = enum.IntEnum('Signals', {**_NUMBERS, 'SIGIOT': 6, 'SIGCLD': 17, 'SIGPOLL': 29}, module=__name__)
Handlers = enum.IntEnum('Handlers', {'SIG_DFL': 0, 'SIG_IGN': 1}, module=__name__)
Sigmasks = enum.IntEnum('Sigmasks', {'SIG_BLOCK': 0, 'SIG_UNBLOCK': 1, 'SIG_SETMASK': 2}, module=__name__)
for _e in (Signals, Handlers, Sigmasks):
    globals().update(_e.__members__)
del _e
NSIG = 65
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
ItimerError = OSError

_TEXTS = {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 4: 'Illegal instruction', 5: 'Trace/breakpoint trap', 6: 'Aborted', 7: 'Bus error',
          8: 'Floating point exception', 9: 'Killed', 10: 'User defined signal 1', 11: 'Segmentation fault', 12: 'User defined signal 2',
          13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated', 17: 'Child exited', 18: 'Continued', 19: 'Stopped (signal)', 20: 'Stopped'}


def default_int_handler(signalnum, frame, /):
    """Raises KeyboardInterrupt."""
    raise KeyboardInterrupt


_handlers = {2: default_int_handler, 13: Handlers.SIG_IGN, 25: Handlers.SIG_IGN}


def _check(signalnum):
    if not isinstance(signalnum, int):
        raise TypeError(f"'{type(signalnum).__name__}' object cannot be interpreted as an integer")
    if not 1 <= signalnum < NSIG:
        raise ValueError('signal number out of range')


def _as(kind, value):
    try:
        return kind(value)
    except (ValueError, TypeError):
        return value


def signal(signalnum, handler):
    """Set what is called for a signal; answers what was."""
    _check(signalnum)
    if not callable(handler) and handler not in (0, 1):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if signalnum in (9, 19):
        raise OSError(22, 'Invalid argument')
    old = getsignal(signalnum)
    _handlers[int(signalnum)] = handler if callable(handler) else Handlers(handler)
    return old


def getsignal(signalnum):
    _check(signalnum)
    return _handlers.get(int(signalnum), Handlers.SIG_DFL)


def raise_signal(signalnum, /):
    """Send the program itself a signal."""
    import sys
    _check(signalnum)
    handler = getsignal(signalnum)
    if callable(handler):
        handler(int(signalnum), sys._getframe(1))
    elif handler == Handlers.SIG_DFL and signalnum not in (17, 18, 23, 28):
        _fatal(int(signalnum))


_fatal = function('process', 'signal.raise_signal')
alarm = function('process', 'signal.alarm')
setitimer = function('process', 'signal.setitimer')
pause = function('process', 'signal.pause')
pthread_kill = function('process', 'signal.pthread_kill')
sigwait = function('process', 'signal.sigwait')
sigwaitinfo = function('process', 'signal.sigwaitinfo')
sigtimedwait = function('process', 'signal.sigtimedwait')


def getitimer(which, /):
    return 0.0, 0.0


def strsignal(signalnum, /):
    _check(signalnum)
    return _TEXTS.get(int(signalnum))


def valid_signals():
    return {_as(Signals, n) for n in range(1, 65) if n not in (32, 33)}


_mask = set()


def pthread_sigmask(how, mask):
    old = {_as(Signals, n) for n in _mask}
    if how == 0:
        _mask.update(mask)
    elif how == 1:
        _mask.difference_update(mask)
    else:
        _mask.clear()
        _mask.update(mask)
    return old


def sigpending():
    return set()


def siginterrupt(signalnum, flag, /):
    _check(signalnum)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1
