"""How a test can end, and the helpers that end it or judge what it did."""
import sys

__tracebackhide__ = True


class OutcomeException(BaseException):
    def __init__(self, msg=None, pytrace=True):
        super().__init__(msg)
        self.msg = msg
        self.pytrace = pytrace

    def __repr__(self):
        return self.msg if self.msg is not None else f"<{self.__class__.__name__} instance>"

    __str__ = __repr__


class Skipped(OutcomeException):
    pass


class Failed(OutcomeException):
    pass


class XFailed(Failed):
    pass


class Exit(Exception):
    def __init__(self, msg="unknown reason", returncode=None):
        self.msg = msg
        self.returncode = returncode
        super().__init__(msg)


class UsageError(Exception):
    """pytest was called in a wrong way."""


def skip(reason="", *, allow_module_level=False):
    """End the test as skipped."""
    raise Skipped(reason)


def fail(reason="", pytrace=True):
    """End the test as failed."""
    raise Failed(reason, pytrace)


def xfail(reason=""):
    """End the test as failed as expected."""
    raise XFailed(reason)


def exit(reason="", returncode=None):
    """End the run."""
    raise Exit(reason, returncode)


skip.Exception = Skipped
fail.Exception = Failed
xfail.Exception = XFailed
exit.Exception = Exit


def importorskip(modname, minversion=None, reason=None, *, exc_type=ImportError):
    """Import a module, or skip the test where there is none."""
    try:
        __import__(modname)
    except exc_type as e:
        raise Skipped(reason or f"could not import {modname!r}: {e}") from None
    mod = sys.modules[modname]
    if minversion is not None:
        version = getattr(mod, '__version__', None)

        def key(v):
            return [int(p) if p.isdigit() else 0 for p in str(v).split('.')]
        if version is None or key(version) < key(minversion):
            raise Skipped(reason or f"module {modname!r} has __version__ {version!r}, required is: {minversion!r}")
    return mod


class ExceptionInfo:
    """An exception that was caught."""

    def __init__(self, exc=None):
        self._exc = exc

    @classmethod
    def from_exception(cls, exception, exprinfo=None):
        return cls(exception)

    @property
    def value(self):
        if self._exc is None:
            raise AssertionError(".value can only be used after the context manager exits")
        return self._exc

    @property
    def type(self):
        return type(self.value)

    @property
    def tb(self):
        return self.value.__traceback__

    @property
    def typename(self):
        return self.type.__name__

    def exconly(self, tryshort=False):
        import traceback
        return ''.join(traceback.format_exception_only(self.value)).rstrip()

    def errisinstance(self, exc):
        return isinstance(self.value, exc)

    def match(self, regexp):
        """Does the exception's text match?"""
        import re
        text = str(self.value)
        for note in getattr(self.value, '__notes__', ()):
            text += '\n' + note
        pattern = regexp if isinstance(regexp, str) else regexp.pattern
        if not re.search(regexp, text):
            msg = f"Regex pattern did not match.\n Regex: {pattern!r}\n Input: {text!r}"
            if pattern == text:
                msg += "\n Did you mean to `re.escape()` the regex?"
            raise AssertionError(msg)
        return True

    def group_contains(self, expected_exception, *, match=None, depth=None):
        import re

        def look(group, level):
            for e in group.exceptions:
                if (depth is None or depth == level) and isinstance(e, expected_exception):
                    if match is None or re.search(match, str(e)):
                        return True
                if isinstance(e, BaseExceptionGroup) and (depth is None or depth > level) and look(e, level + 1):
                    return True
            return False
        return look(self.value, 1)

    def __repr__(self):
        if self._exc is None:
            return "<ExceptionInfo for raises contextmanager>"
        return f"<ExceptionInfo {self._exc!r} tblen={_length(self.tb)}>"


def _length(tb):
    n = 0
    while tb is not None:
        n += 1
        tb = tb.tb_next
    return n


class RaisesContext:
    def __init__(self, expected, match, check=None):
        self.expected = expected
        self.match_expr = match
        self.check = check
        self.excinfo = None

    def __enter__(self):
        self.excinfo = ExceptionInfo()
        return self.excinfo

    def __exit__(self, exc_type, exc, tb):
        if exc is None:
            if isinstance(self.expected, tuple):
                names = ', '.join(e.__name__ for e in self.expected)
                raise Failed(f"DID NOT RAISE any of ({names})")
            raise Failed(f"DID NOT RAISE {self.expected!r}")
        if not isinstance(exc, self.expected):
            return False
        self.excinfo._exc = exc
        if self.match_expr is not None:
            self.excinfo.match(self.match_expr)
        if self.check is not None and not self.check(exc):
            raise AssertionError(f"check {self.check!r} did not return True")
        return True


def raises(expected_exception=BaseException, *args, match=None, check=None, **kwargs):
    """A context, or a call, that must raise."""
    expected = expected_exception if isinstance(expected_exception, tuple) else (expected_exception,)
    if not expected:
        raise ValueError("Expected an exception type or a tuple of exception types, but got `()`. Raising exceptions is already understood as "
                         "failing the test, so you don't need any special code to say 'this should never raise an exception'.")
    for e in expected:
        if not isinstance(e, type) or not issubclass(e, BaseException):
            raise TypeError(f"expected exception must be a BaseException type, not {e.__name__ if isinstance(e, type) else type(e).__name__}")
    if not args:
        if kwargs:
            raise TypeError("Unexpected keyword arguments passed to pytest.raises: " + ", ".join(sorted(kwargs)) +
                            "\nUse context-manager form instead?")
        return RaisesContext(expected_exception, match, check)
    func = args[0]
    if not callable(func):
        raise TypeError(f"{func!r} object (type: {type(func)}) must be callable")
    with RaisesContext(expected_exception, match, check) as info:
        func(*args[1:], **kwargs)
    return info


class WarningsChecker:
    """A context that records warnings, and may want some."""

    def __init__(self, expected=Warning, match=None, check=True):
        self.expected = expected if isinstance(expected, tuple) else (expected,)
        self.match_expr = match
        self.check = check
        self.list = []

    def __enter__(self):
        import warnings
        self._context = warnings.catch_warnings(record=True)
        self.list = self._context.__enter__()
        warnings.simplefilter('always')
        return self

    def __exit__(self, exc_type, exc, tb):
        import re
        import warnings
        self._context.__exit__(exc_type, exc, tb)
        if not self.check or exc is not None:
            return False
        right = [w for w in self.list if issubclass(w.category, self.expected)]
        found = [str(w.message) for w in self.list]
        if not right:
            raise Failed(f"DID NOT WARN. No warnings of type {self.expected} were emitted.\n Emitted warnings: {[w.message for w in self.list]!r}.")
        if self.match_expr is not None and not any(re.search(self.match_expr, str(w.message)) for w in right):
            raise Failed(f"DID NOT WARN. No warnings of type {self.expected} matching the regex were emitted.\n Regex: {self.match_expr}\n"
                         f" Emitted warnings: {[w.message for w in self.list]!r}.")
        for w in self.list:
            if w not in right:
                warnings.warn_explicit(w.message, w.category, w.filename, w.lineno)
        return False

    def __len__(self):
        return len(self.list)

    def __iter__(self):
        return iter(self.list)

    def __getitem__(self, i):
        return self.list[i]

    def pop(self, cls=Warning):
        for i, w in enumerate(self.list):
            if issubclass(w.category, cls):
                return self.list.pop(i)
        raise AssertionError(f"{cls!r} not found in warning list")

    def clear(self):
        self.list[:] = []


def warns(expected_warning=Warning, *args, match=None, **kwargs):
    """A context, or a call, that must warn."""
    if not args:
        return WarningsChecker(expected_warning, match)
    with WarningsChecker(expected_warning, match):
        return args[0](*args[1:], **kwargs)


def deprecated_call(*args, match=None, **kwargs):
    """The same for warnings of deprecation."""
    kinds = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)
    if args:
        return warns(kinds, *args, match=match, **kwargs)
    return warns(kinds, match=match)
