"""Functions to call when the program ends, the last registered first."""
import sys

_callbacks = []


def register(func, /, *args, **kwargs):
    """Call func(*args, **kwargs) at the end; answers func."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forget a function."""
    _callbacks[:] = [c for c in _callbacks if not (c[0] is func or c[0] == func)]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


class _Unraisable:
    def __init__(self, exc, func):
        self.exc_type = type(exc)
        self.exc_value = exc
        self.exc_traceback = exc.__traceback__
        self.err_msg = f'Exception ignored in atexit callback {func!r}'
        self.object = None


def _run_exitfuncs():
    """Call what was registered."""
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
        try:
            func(*args, **kwargs)
        except BaseException as e:
            e.__traceback__ = e.__traceback__.tb_next if e.__traceback__ else None
            sys.unraisablehook(_Unraisable(e, func))
