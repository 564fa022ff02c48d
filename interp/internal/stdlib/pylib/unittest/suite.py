"""Tests grouped together."""
import sys
from . import case
from .util import strclass

__unittest = True


class BaseTestSuite:
    """A sequence of tests and suites without set-up of classes and modules."""

    _cleanup = True

    def __init__(self, tests=()):
        self._removed_tests = 0
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (TestSuite, case.TestCase)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def run(self, result):
        self._each(result, lambda test: test(result))
        return result

    def _each(self, result, visit):
        """Let something be done with each test, until the result says that it is enough."""
        for index, test in enumerate(self):
            if result.shouldStop:
                return
            if visit(test) is not _PASSED_OVER and self._cleanup:
                self._removeTestAtIndex(index)

    def _removeTestAtIndex(self, index):
        """Forget a test that has run, for the memory that it holds."""
        if not hasattr(self._tests, '__getitem__'):
            return  # of a derived class, which knows its tests otherwise
        test, self._tests[index] = self._tests[index], None
        if hasattr(test, 'countTestCases'):
            self._removed_tests += test.countTestCases()

    def debug(self):
        for test in self:
            test.debug()

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, self.__class__) else NotImplemented

    __hash__ = object.__hash__

    def __repr__(self):
        return f'<{strclass(self.__class__)} tests={list(self)}>'


class TestSuite(BaseTestSuite):
    """A sequence of tests and suites; runs the set-up of their classes and modules."""

    def run(self, result, debug=False):
        def visit(test):
            if not _is_suite(test) and not _move(result, test.__class__):
                return _PASSED_OVER
            if debug:
                test.debug()
            else:
                test(result)

        # Suites in suites share the result: the outermost one takes down what is left at the end.
        outermost = not getattr(result, '_testRunEntered', False)
        if outermost:
            result._testRunEntered = True
        self._each(result, visit)
        if outermost:
            _move(result, None)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)


_PASSED_OVER = object()  # says that a test did not run because its class or its module could not be set up


def _is_suite(test):
    """Suites are what can be iterated over."""
    try:
        iter(test)
    except TypeError:
        return False
    return True


class _DebugResult:
    """A result for debug(): errors are not collected in it, they come through."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False


class _ErrorHolder:
    """Stands for a test where a class or a module could not be set up or taken down."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def __repr__(self):
        return f'<ErrorHolder description={self.description!r}>'

    def __str__(self):
        return self.description

    id = __str__

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 0

    def run(self, result):
        """There is nothing to run."""

    def __call__(self, result):
        return self.run(result)


# A result remembers of which class the last test was, in _previousTestClass, and whether the set-up of its module failed, in
# _moduleSetUpFailed; a class whether its own failed, in _classSetupFailed.

def _move(result, cls):
    """Go on to the tests of a class, or, with None, to the end: take down what ends, set up what begins. Answers whether they can run."""
    before = getattr(result, '_previousTestClass', None)
    leaves_class = before is not None and cls != before
    if leaves_class and not (_class_failed(before) or _module_failed(result) or _skipped(before)):
        _take_down_class(result, before)
    old_module = before.__module__ if before is not None else None
    if cls is None:
        _take_down_module(result, old_module)
        return False
    if cls.__module__ != old_module:
        _take_down_module(result, old_module)
        _set_up_module(result, cls.__module__)
    if cls != before and not (_module_failed(result) or _skipped(cls)):
        _set_up_class(result, cls)
    result._previousTestClass = cls
    return not (_class_failed(cls) or _module_failed(result))


def _class_failed(cls):
    return getattr(cls, '_classSetupFailed', False)


def _module_failed(result):
    return getattr(result, '_moduleSetUpFailed', False)


def _skipped(cls):
    return getattr(cls, '__unittest_skip__', False)


class _Stage:
    """Calls fixtures of a class or a module, while their output is collected; their errors are errors of the stage, which is named like
    its main function."""

    def __init__(self, result, name, owner):
        self.result = result
        self.title = f'{name} ({owner})'
        self.failed = False

    def __enter__(self):
        self._tell('_setupStdout')
        return self

    def __exit__(self, *exc_info):
        self._tell('_restoreStdout')

    def _tell(self, method):
        if hasattr(self.result, method):  # which results that are not derived from ours have not
            getattr(self.result, method)()

    def call(self, function):
        try:
            function()
        except Exception as exc:
            self.report(exc)

    def report(self, exc):
        if isinstance(self.result, _DebugResult):
            raise exc
        self.failed = True
        holder = _ErrorHolder(self.title)
        if isinstance(exc, case.SkipTest) and hasattr(self.result, 'addSkip'):
            self.result.addSkip(holder, str(exc))
        else:
            self.result.addError(holder, (type(exc), exc, exc.__traceback__))

    def clean_up(self, cls):
        """Class cleanups do not raise: what failed stands in the class afterwards."""
        if hasattr(cls, 'doClassCleanups'):
            cls.doClassCleanups()
            for _, exc, _ in cls.tearDown_exceptions:
                self.report(exc)


def _set_up_class(result, cls):
    _note_failure(cls, False)
    if getattr(cls, 'setUpClass', None) is None:
        return
    with _Stage(result, 'setUpClass', strclass(cls)) as stage:
        stage.call(cls.setUpClass)
        if stage.failed:
            _note_failure(cls, True)
            stage.clean_up(cls)


def _note_failure(cls, failed):
    try:
        cls._classSetupFailed = failed
    except TypeError:
        pass  # tests of a built-in class


def _take_down_class(result, cls):
    with _Stage(result, 'tearDownClass', strclass(cls)) as stage:
        if getattr(cls, 'tearDownClass', None) is not None:
            stage.call(cls.tearDownClass)
        stage.clean_up(cls)


def _set_up_module(result, name):
    result._moduleSetUpFailed = False
    set_up = getattr(sys.modules.get(name), 'setUpModule', None)
    if set_up is not None:
        with _Stage(result, 'setUpModule', name) as stage:
            stage.call(set_up)
            if stage.failed:
                result._moduleSetUpFailed = True
                stage.call(case.doModuleCleanups)


def _take_down_module(result, name):
    if name is None or name not in sys.modules or _module_failed(result):
        return
    with _Stage(result, 'tearDownModule', name) as stage:
        tear_down = getattr(sys.modules[name], 'tearDownModule', None)
        if tear_down is not None:
            stage.call(tear_down)
        stage.call(case.doModuleCleanups)
