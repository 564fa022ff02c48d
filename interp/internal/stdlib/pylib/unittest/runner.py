"""Running tests and writing down what became of them."""
import sys
import warnings
from _frames import clock as _clock
from .case import _SubTest
from .result import TestResult
from .signals import registerResult

__unittest = True


class _WritelnDecorator:
    """A stream with writeln."""

    def __init__(self, stream):
        self.stream = stream

    def writeln(self, arg=None):
        self.write(f'{arg}\n' if arg else '\n')

    def __getattr__(self, attr):
        if attr in ('stream', '__getstate__'):  # not there yet, or nobody's but its owner's
            raise AttributeError(attr)
        return getattr(self.stream, attr)


class TextTestResult(TestResult):
    """A result that writes to a stream as it comes in: a letter a test, or with verbosity a line."""

    separator1, separator2 = '=' * 70, '-' * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self.durations = durations
        self.descriptions = descriptions
        self.stream = stream
        self._newline = True  # nothing stands in the line yet

    def getDescription(self, test):
        first_line = self.descriptions and test.shortDescription()
        return f'{test}\n{first_line}' if first_line else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self._open_line(test)
            self.stream.flush()
            self._newline = False

    def _open_line(self, test, indent=''):
        self.stream.write(f'{indent}{self.getDescription(test)} ... ')

    def _write_status(self, test, status):
        """End the line of a test; what stands in no line, as subtests and failures of classes, gets one of its own."""
        subtest = isinstance(test, _SubTest)
        if subtest and not self._newline:
            self.stream.writeln()
        if subtest or self._newline:
            self._open_line(test, '  ' if subtest else '')
        self._say(status)
        self._newline = True

    def _say(self, word):
        self.stream.writeln(word)
        self.stream.flush()

    def _note(self, test, letter, word):
        if self.showAll:
            self._write_status(test, word)
        else:
            self._dot(letter)

    def _dot(self, letter):
        if self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self._note(test, '.', 'ok')

    def addError(self, test, err):
        super().addError(test, err)
        self._note(test, 'E', 'ERROR')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._note(test, 'F', 'FAIL')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._note(test, 's', f'skipped {reason!r}')

    def addSubTest(self, test, subtest, err):
        if err is not None:
            kind = 'FAIL' if issubclass(err[0], subtest.failureException) else 'ERROR'
            self._note(subtest, kind[0], kind)
        super().addSubTest(test, subtest, err)

    # These two always stand in the line of their test.

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say('expected failure') if self.showAll else self._dot('x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say('unexpected success') if self.showAll else self._dot('u')

    def printErrors(self):
        if self.showAll or self.dots:
            self._say(None)
        for flavour, errors in (('ERROR', self.errors), ('FAIL', self.failures)):
            self.printErrorList(flavour, errors)
        successes = getattr(self, 'unexpectedSuccesses', None)
        if successes:
            lines = [f'UNEXPECTED SUCCESS: {self.getDescription(test)}' for test in successes]
            self._say('\n'.join([self.separator1, *lines]))

    def printErrorList(self, flavour, errors):
        for test, report in errors:
            title = f'{flavour}: {self.getDescription(test)}'
            self._say('\n'.join([self.separator1, title, self.separator2, str(report)]))


class TextTestRunner:
    """Runs tests and writes the results as text."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, *,
                 tb_locals=False, durations=None):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity, self.durations = descriptions, verbosity, durations
        self.failfast, self.buffer, self.tb_locals = failfast, buffer, tb_locals
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        args = self.stream, self.descriptions, self.verbosity
        try:
            return self.resultclass(*args, durations=self.durations)
        except TypeError:  # a class that is older than durations
            return self.resultclass(*args)

    def run(self, test):
        """Run a test or a suite."""
        result = self._makeResult()
        registerResult(result)
        for option in ('failfast', 'buffer', 'tb_locals'):
            setattr(result, option, getattr(self, option))
        elapsed = self._run(test, result)
        result.printErrors()
        if self.durations is not None:
            self._printDurations(result)
        if hasattr(result, 'separator2'):
            self.stream.writeln(result.separator2)
        count = result.testsRun
        self.stream.writeln(f'Ran {count} test{'' if count == 1 else 's'} in {elapsed:.3f}s')
        self.stream.writeln()
        self.stream.writeln(_summary(result))
        self.stream.flush()
        return result

    def _run(self, test, result):
        """Let the tests run, with the warnings that the runner asks for; answers how long they took."""
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            start = _clock()
            getattr(result, 'startTestRun', _nothing)()
            try:
                test(result)
            finally:
                getattr(result, 'stopTestRun', _nothing)()
            return _clock() - start

    def _printDurations(self, result):
        slowest = sorted(result.collectedDurations, key=lambda duration: -duration[1])
        if not slowest:
            return
        if self.durations > 0:
            slowest = slowest[:self.durations]
        shown = [(test, elapsed) for test, elapsed in slowest if self.verbosity > 1 or elapsed >= 0.001]
        lines = ['Slowest test durations']
        if hasattr(result, 'separator2'):
            lines.append(result.separator2)
        lines += [f'{f'{elapsed:.3f}s':<10} {test}' for test, elapsed in shown]
        lines.append('' if len(shown) == len(slowest) else '\n(durations < 0.001s were hidden; use -v to show these durations)')
        self.stream.writeln('\n'.join(lines))


def _nothing():
    """Stands for the methods that a result may lack."""


def _summary(result):
    """The last line: how it went, and how many tests did not just succeed."""
    counts = []

    def count(title, tests):
        if tests:
            counts.append(f'{title}={len(tests)}')

    successful = result.wasSuccessful()
    if not successful:
        count('failures', result.failures)
        count('errors', result.errors)
    # Older classes know only some of the following; then none is shown.
    others = [getattr(result, kind, None) for kind in ('skipped', 'expectedFailures', 'unexpectedSuccesses')]
    if None in others:
        others = [(), (), ()]
    for title, tests in zip(('skipped', 'expected failures', 'unexpected successes'), others):
        count(title, tests)
    word = 'FAILED' if not successful else 'OK' if result.testsRun or others[0] else 'NO TESTS RAN'
    return f'{word} ({', '.join(counts)})' if counts else word
