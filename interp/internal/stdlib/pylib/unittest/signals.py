"""Ending a run of tests by an interrupt. In the sandbox nothing sends one; the functions keep their books."""
import weakref

__unittest = True

_results = weakref.WeakKeyDictionary()
_handler = None


def registerResult(result):
    _results[result] = 1


def removeResult(result):
    return bool(_results.pop(result, None))


def installHandler():
    global _handler
    _handler = True


def removeHandler(method=None):
    global _handler
    if method is not None:
        import functools

        @functools.wraps(method)
        def inner(*args, **kwargs):
            global _handler
            before, _handler = _handler, None
            try:
                return method(*args, **kwargs)
            finally:
                _handler = before
        return inner
    _handler = None
