"""Tests as functions: as much of pytest as plain test files need."""
import enum as _enum
import sys as _sys
from ._approx import approx
from ._fixtures import CaptureFixture, LogCaptureFixture, MonkeyPatch, TempPathFactory
from ._marks import Mark, MarkDecorator, MarkGenerator, fixture, mark, param, yield_fixture
from ._outcomes import (ExceptionInfo, UsageError, deprecated_call, exit, fail, importorskip, raises, skip, warns, xfail)

__version__ = '8.4.2'
version_tuple = (8, 4, 2)

__tracebackhide__ = True


class ExitCode(_enum.IntEnum):
    """How a run of pytest ends."""

    OK = 0
    TESTS_FAILED = 1
    INTERRUPTED = 2
    INTERNAL_ERROR = 3
    USAGE_ERROR = 4
    NO_TESTS_COLLECTED = 5


class PytestWarning(UserWarning):
    pass


class PytestUnknownMarkWarning(PytestWarning):
    pass


class PytestDeprecationWarning(PytestWarning, DeprecationWarning):
    pass


class FixtureLookupError(LookupError):
    pass


def register_assert_rewrite(*names):
    """Every module of tests is rewritten; others are not."""


def main(args=None, plugins=None):
    """Run tests as the command line says; answers how that ended."""
    from ._session import Session
    if args is None:
        args = _sys.argv[1:]
    elif isinstance(args, str):
        raise TypeError(f"`args` parameter expected to be a list of strings, got: {args!r} (type: {type(args)})")
    try:
        return ExitCode(Session([str(a) for a in args]).main())
    except UsageError as e:
        print(f'ERROR: {e}\n', file=_sys.stderr)
        return ExitCode.USAGE_ERROR


def console_main():
    return int(main())
