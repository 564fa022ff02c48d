"""What became of tests."""
import functools
import io
import itertools
import sys
import traceback
from .util import strclass

__unittest = True

STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'


def failfast(method):
    """Let a method for what is no success stop the run, where that is asked for."""
    @functools.wraps(method)
    def report(self, *args, **kw):
        _stop_if_failfast(self)
        return method(self, *args, **kw)
    return report


def _stop_if_failfast(result):
    if getattr(result, 'failfast', False):
        result.stop()


class TestResult:
    """Collects the results of tests."""

    # Where suites are in the run.
    _testRunEntered = _moduleSetUpFailed = False
    _previousTestClass = None

    # The output of tests, while it is collected, and whether it is to be shown after the test.
    _mirrorOutput = False
    _stdout_buffer = _stderr_buffer = None

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.shouldStop = self.failfast = self.buffer = self.tb_locals = False
        self.testsRun = 0
        for kind in ('errors', 'failures', 'skipped', 'expectedFailures', 'unexpectedSuccesses', 'collectedDurations'):
            setattr(self, kind, [])
        self._original_stdout, self._original_stderr = sys.stdout, sys.stderr

    def __repr__(self):
        return f'<{strclass(self.__class__)} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>'

    # The run.

    def startTestRun(self):
        """Called before the first test."""

    def stopTestRun(self):
        """Called after the last test."""

    def printErrors(self):
        """Called by the runner after the tests."""

    def stop(self):
        self.shouldStop = True

    def wasSuccessful(self):
        # Derived classes that are older than unexpectedSuccesses may lack it.
        return not (self.failures or self.errors or getattr(self, 'unexpectedSuccesses', None))

    # A test.

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def addSuccess(self, test):
        """Called for a test that succeeds."""

    @failfast
    def addError(self, test, err):
        self._keep(self.errors, test, err)

    @failfast
    def addFailure(self, test, err):
        self._keep(self.failures, test, err)

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addSubTest(self, test, subtest, err):
        if err is None:
            return
        _stop_if_failfast(self)
        failed = issubclass(err[0], test.failureException)
        self._keep(self.failures if failed else self.errors, test, err, subtest)

    def addDuration(self, test, elapsed):
        if hasattr(self, 'collectedDurations'):  # which one that does not call __init__ has not
            self.collectedDurations.append((str(test), elapsed))

    def _keep(self, kept, test, err, part=None):
        kept.append((test if part is None else part, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    # Output.

    def _setupStdout(self):
        if not self.buffer:
            return
        if self._stdout_buffer is None:
            self._stdout_buffer, self._stderr_buffer = io.StringIO(), io.StringIO()
        sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def _restoreStdout(self):
        if not self.buffer:
            return
        originals = self._original_stdout, self._original_stderr
        if self._mirrorOutput:
            for original, text in zip(originals, _collected()):
                if text:
                    original.write(text)
        sys.stdout, sys.stderr = originals
        for buffer in (self._stdout_buffer, self._stderr_buffer):
            buffer.seek(0)
            buffer.truncate()

    # Tracebacks.

    def _exc_info_to_string(self, err, test):
        kind, value, _ = err
        shown = self._clean_tracebacks(*err, test)
        report = traceback.TracebackException(kind, value, shown, capture_locals=self.tb_locals, compact=True)
        parts = list(report.format())
        if self.buffer:
            parts += _collected()
        return ''.join(parts)

    def _clean_tracebacks(self, exctype, value, tb, test):
        """A traceback without our own frames; those of the exceptions that led to it lose them, too."""
        for earlier in _leading_to(value):
            earlier.__traceback__ = self._trimmed(type(earlier), earlier.__traceback__, test)
        return self._trimmed(exctype, tb, test)

    def _trimmed(self, exctype, tb, test):
        shown = list(itertools.dropwhile(self._is_relevant_tb_level, _levels(tb)))
        if not shown:
            return None
        if exctype is test.failureException:  # it was raised in an assertion
            ours = next((n for n, level in enumerate(shown) if self._is_relevant_tb_level(level)), None)
            if ours is not None:
                shown[ours - 1].tb_next = None
        return shown[0]

    def _is_relevant_tb_level(self, tb):
        return '__unittest' in tb.tb_frame.f_globals


def _levels(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


def _leading_to(value):
    """The exceptions that an exception was caused by or raised from, theirs too, each once."""
    seen, left = {id(value)}, [value]
    while left:
        exc = left.pop()
        for earlier in (getattr(exc, '__cause__', None), getattr(exc, '__context__', None)):
            if earlier is not None and id(earlier) not in seen:
                seen.add(id(earlier))
                left.append(earlier)
                yield earlier


def _collected():
    """What has been written to the two streams, each as a section of a report, or empty."""
    for section, stream in ((STDOUT_LINE, sys.stdout), (STDERR_LINE, sys.stderr)):
        text = stream.getvalue()
        if text and not text.endswith('\n'):
            text += '\n'
        yield text and section % text
