"""Test cases and their assertions."""
import functools
import inspect
import re
import sys
import types
import warnings
from collections import Counter
from _frames import clock as _clock
from . import _compare
from ._contexts import _AssertNotWarnsContext, _AssertRaisesContext, _AssertWarnsContext, _BaseTestCaseContext
from .util import _count_diff_all_purpose, _count_diff_hashable, safe_repr, strclass

__unittest = True

DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'

_NO_MESSAGE = object()


class SkipTest(Exception):
    """Raised by a test that is not to be run."""


class _ShouldStop(Exception):
    """The rest of a test is not to be run."""


class _UnexpectedSuccess(Exception):
    """A test succeeded that should fail."""


# Marks of functions and classes.

def skip(reason):
    """Do not run a test or a class of tests."""
    if isinstance(reason, types.FunctionType):  # the decorator is used without a reason
        return _skipping(reason, '')
    return lambda test_item: _skipping(test_item, reason)


def _skipping(test_item, reason):
    if not isinstance(test_item, type):
        @functools.wraps(test_item)
        def marked(*args, **kwargs):
            raise SkipTest(reason)
        test_item = marked
    test_item.__unittest_skip__, test_item.__unittest_skip_why__ = True, reason
    return test_item


def skipIf(condition, reason):
    """Do not run it if a condition is true."""
    return skip(reason) if condition else _as_it_is


def skipUnless(condition, reason):
    """Run it only if a condition is true."""
    return skipIf(not condition, reason)


def _as_it_is(test_item):
    return test_item


def expectedFailure(test_item):
    """Count a failure of the test as its success."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


# Cleanups and contexts. The test, the class and the module keep lists of calls for when they end.

_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Call a function after tearDownModule."""
    _module_cleanups.append((function, args, kwargs))


def doModuleCleanups():
    """Call what addModuleCleanup was given, all of it; then the first error is raised."""
    errors = []
    for function, args, kwargs in _taken(_module_cleanups):
        try:
            function(*args, **kwargs)
        except Exception as exc:
            errors.append(exc)
    if errors:
        raise errors[0]


def _taken(calls):
    """The calls of a list, the last one first; a call may add others."""
    while calls:
        yield calls.pop()


def enterModuleContext(cm):
    """Enter a context that is left after tearDownModule."""
    return _enter_context(cm, addModuleCleanup)


def _enter_context(cm, add_cleanup):
    kind = type(cm)
    if not (hasattr(kind, '__enter__') and hasattr(kind, '__exit__')):
        raise TypeError(f"'{strclass(kind)}' object does not support the context manager protocol")
    leave = kind.__exit__
    entered = kind.__enter__(cm)
    add_cleanup(leave, cm, None, None, None)
    return entered


class _Outcome:
    """What became of a test so far."""

    success, expecting_failure, expectedFailure = True, False, None

    def __init__(self, result=None):
        self.result = result
        self.result_supports_subtests = hasattr(result, 'addSubTest')


class _Part:
    """The context of one part of a test: it turns exceptions into results."""

    def __init__(self, outcome, test, subtest=None):
        self.outcome, self.test, self.subtest = outcome, test, subtest

    def __enter__(self):
        self.before, self.outcome.success = self.outcome.success, True

    def __exit__(self, exc_type, exc, tb):
        try:
            return self._settle(exc, (exc_type, exc, tb))
        finally:
            self.outcome.success &= self.before

    def _settle(self, exc, exc_info):
        outcome = self.outcome
        if exc is None:
            if self.subtest is not None and outcome.success:
                outcome.result.addSubTest(self.test, self.subtest, None)
        elif isinstance(exc, KeyboardInterrupt):
            return False
        elif isinstance(exc, _ShouldStop):
            pass
        elif isinstance(exc, SkipTest):
            outcome.success = False
            _addSkip(outcome.result, self.subtest or self.test, str(exc))
        elif outcome.expecting_failure:
            outcome.expectedFailure = exc_info
        else:
            outcome.success = False
            if self.subtest is not None:
                outcome.result.addSubTest(self.test, self.subtest, exc_info)
            elif outcome.result is not None:
                failed = issubclass(exc_info[0], self.test.failureException)
                (outcome.result.addFailure if failed else outcome.result.addError)(self.test, exc_info)
        return True


class _SubTestContext:
    """The context of a subtest, which is a part of its test, or of the subtest around it."""

    def __init__(self, test, message, params):
        self.test, self.message, self.params = test, message, params

    def __enter__(self):
        test, outer = self.test, self.test._subtest
        self.outer, self.part = outer, None
        if test._outcome is None or not test._outcome.result_supports_subtests:
            return  # it is nothing but its statements
        params = dict(self.params)
        for name, value in (outer.params if outer is not None else {}).items():
            params.setdefault(name, value)
        test._subtest = _SubTest(test, self.message, params)
        self.part = _Part(test._outcome, test, test._subtest)
        self.part.__enter__()

    def __exit__(self, *exc_info):
        if self.part is None:
            return False
        outcome = self.test._outcome
        try:
            if not self.part.__exit__(*exc_info):
                return False
            if outcome.expectedFailure if outcome.success else getattr(outcome.result, 'failfast', False):
                raise _ShouldStop
            return True
        finally:
            self.test._subtest = self.outer


# What results may lack that are not derived from ours.

def _lacks(result, method, instead):
    if hasattr(result, method):
        return False
    warnings.warn(f'TestResult has no {method} method{instead}', RuntimeWarning, stacklevel=3)
    return True


def _addSkip(result, test, reason):
    if _lacks(result, 'addSkip', ', skips not reported'):
        result.addSuccess(test)
    else:
        result.addSkip(test, reason)


def _add_expected(result, test, failure):
    """Report a test that was expected to fail: how it did, or None."""
    if failure:
        if _lacks(result, 'addExpectedFailure', ', reporting as passes'):
            result.addSuccess(test)
        else:
            result.addExpectedFailure(test, failure)
    elif not _lacks(result, 'addUnexpectedSuccess', ', reporting as failure'):
        result.addUnexpectedSuccess(test)
    else:
        try:
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            result.addFailure(test, sys.exc_info())


class TestCase:
    """One test, or, as a class, several tests with the same set-up; each method whose name begins with test is one."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 1 << 16  # texts that are longer are not compared line by line

    _testMethodDoc = 'No test'
    _outcome = _subtest = None

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups, cls._classSetupFailed = [], False
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        if hasattr(self, methodName):
            self._testMethodDoc = getattr(self, methodName).__doc__
        elif methodName != 'runTest':  # which nobody needs who calls nothing but assertions
            raise ValueError(f'no such test method in {self.__class__}: {methodName}')
        self._type_equality_funcs = dict(_EQUALITY_ASSERTIONS)
        self._cleanups = []

    def id(self):
        return f'{strclass(self.__class__)}.{self._testMethodName}'

    def shortDescription(self):
        """The first line of the test's docstring."""
        doc = (self._testMethodDoc or '').strip()
        return doc.partition('\n')[0].strip() if self._testMethodDoc else None

    def __str__(self):
        return f'{self._testMethodName} ({strclass(self.__class__)}.{self._testMethodName})'

    def __repr__(self):
        return f'<{strclass(self.__class__)} testMethod={self._testMethodName}>'

    def __eq__(self, other):
        return self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from .result import TestResult
        return TestResult()

    # For derived classes to define.

    def setUp(self):
        """Prepare each test."""

    def tearDown(self):
        """Clean up after each test."""

    @classmethod
    def setUpClass(cls):
        """Prepare the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Clean up after the tests of the class."""

    # For tests to call.

    def skipTest(self, reason):
        """End the test as skipped."""
        raise SkipTest(reason)

    def fail(self, msg=None):
        """End the test as failed."""
        raise self.failureException(msg)

    def subTest(self, msg=_NO_MESSAGE, **params):
        """A part of a test whose failure does not end the test."""
        return _SubTestContext(self, msg, params)

    def addTypeEqualityFunc(self, typeobj, function):
        """Let assertEqual compare two objects of exactly this type by a function."""
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        """Call a function after tearDown; the last one added first."""
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        """Call what addCleanup was given."""
        outcome = self._outcome or _Outcome()
        for function, args, kwargs in _taken(self._cleanups):
            with _Part(outcome, self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    def enterContext(self, cm):
        """Enter a context that is left after tearDown."""
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Call a function after tearDownClass."""
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        """Call what addClassCleanup was given; the errors stand in tearDown_exceptions afterwards."""
        cls.tearDown_exceptions = errors = []
        for function, args, kwargs in _taken(cls._class_cleanups):
            try:
                function(*args, **kwargs)
            except Exception:
                errors.append(sys.exc_info())

    @classmethod
    def enterClassContext(cls, cm):
        """Enter a context that is left after tearDownClass."""
        return _enter_context(cm, cls.addClassCleanup)

    # Running the test.

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result=None):
        if result is not None:
            return _run(self, result)
        result = self.defaultTestResult()
        getattr(result, 'startTestRun', _nothing)()
        try:
            return _run(self, result)
        finally:
            getattr(result, 'stopTestRun', _nothing)()

    def debug(self):
        """Run the test without collecting a result: exceptions come through."""
        method, why = _test_method(self)
        if why is not None:
            raise SkipTest(why)
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        for function, args, kwargs in _taken(self._cleanups):
            self._callCleanup(function, *args, **kwargs)

    # How the parts of the test are called, which is otherwise in a loop of asyncio.

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        value = method()
        if value is None:
            return
        text = f'It is deprecated to return a value that is not None from a test case ({method} returned {type(value).__name__!r})'
        if inspect.iscoroutine(value):
            text += '. Maybe you forgot to use IsolatedAsyncioTestCase as the base class?'
        warnings.warn(text, DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    # Messages.

    def _formatMessage(self, msg, standardMsg):
        if msg is None or not self.longMessage:
            return msg or standardMsg
        try:
            return f'{standardMsg!s} : {msg!s}'
        except UnicodeDecodeError:
            return f'{safe_repr(standardMsg)} : {safe_repr(msg)}'

    def _truncateMessage(self, message, diff):
        short = self.maxDiff is None or len(diff) <= self.maxDiff
        return message + (diff if short else DIFF_OMITTED % len(diff))

    # Truth and equality.

    def assertTrue(self, expr, msg=None):
        if not expr:
            _raise(self, msg, f'{safe_repr(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        if expr:
            _raise(self, msg, f'{safe_repr(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def _getAssertEqualityFunc(self, first, second):
        special = self._type_equality_funcs.get(type(first)) if type(first) is type(second) else None
        if special is None:
            return self._baseAssertEqual
        return getattr(self, special) if isinstance(special, str) else special

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            _raise(self, msg, _compare.shown_unequal(first, second))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            _raise(self, msg, f'{safe_repr(first)} == {safe_repr(second)}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if places is not None and delta is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        if not _is_close(difference, places, delta):
            _raise(self, msg, f'{safe_repr(first)} != {safe_repr(second)} within {_tolerance(places, delta)} '
                             f'({safe_repr(difference)} difference)')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if places is not None and delta is not None:
            raise TypeError('specify delta or places not both')
        if first == second or _is_close(abs(first - second), places, delta):
            detail = '' if delta is None else f' ({safe_repr(abs(first - second))} difference)'
            _raise(self, msg, f'{safe_repr(first)} == {safe_repr(second)} within {_tolerance(places, delta)}{detail}')

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Two sequences are equal; seq_type is what both must be."""
        kind = 'sequence' if seq_type is None else seq_type.__name__
        for which, seq in (('First', seq1), ('Second', seq2)):
            if seq_type is not None and not isinstance(seq, seq_type):
                raise self.failureException(f'{which} sequence is not a {kind}: {safe_repr(seq)}')
        differing = _compare.sequences(seq1, seq2, kind, seq_type is not None)
        if differing:
            self.fail(self._formatMessage(msg, self._truncateMessage(differing, _compare.diff_of_objects(seq1, seq2))))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for which, one, other, where in (('first', set1, set2, 'first set but not the second'),
                                         ('second', set2, set1, 'second set but not the first')):
            try:
                only = one.difference(other)
            except TypeError as exc:
                self.fail(f'invalid type when attempting set difference: {exc}')
            except AttributeError as exc:
                self.fail(f'{which} argument does not support set difference: {exc}')
            if only:
                lines += [f'Items in the {where}:', *map(repr, only)]
        if lines:
            self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        for which, one in (('First', d1), ('Second', d2)):
            self.assertIsInstance(one, dict, f'{which} argument is not a dictionary')
        if d1 != d2:
            text = self._truncateMessage(_compare.shown_unequal(d1, d2), _compare.diff_of_objects(d1, d2))
            self.fail(self._formatMessage(msg, text))

    def assertMultiLineEqual(self, first, second, msg=None):
        for which, one in (('First', first), ('Second', second)):
            self.assertIsInstance(one, str, f'{which} argument is not a string')
        if first != second:
            if max(len(first), len(second)) > self._diffThreshold:
                self._baseAssertEqual(first, second, msg)
            text = self._truncateMessage(_compare.shown_unequal(first, second), _compare.diff_of_texts(first, second))
            self.fail(self._formatMessage(msg, text))

    def assertCountEqual(self, first, second, msg=None):
        """Both have the same items equally often, in any order."""
        items, others = list(first), list(second)
        try:
            if Counter(items) == Counter(others):
                return
            differences = _count_diff_hashable(items, others)
        except TypeError:  # some cannot be hashed
            differences = _count_diff_all_purpose(items, others)
        if differences:
            lines = [f'First has {actual}, Second has {expected}:  {item!r}' for actual, expected, item in differences]
            text = self._truncateMessage('Element counts were not equal:\n', '\n'.join(lines))
            self.fail(self._formatMessage(msg, text))

    # Order, membership and identity.

    def assertLess(self, a, b, msg=None):
        if not a < b:
            _say(self, msg, '{} not less than {}', a, b)

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            _say(self, msg, '{} not less than or equal to {}', a, b)

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            _say(self, msg, '{} not greater than {}', a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            _say(self, msg, '{} not greater than or equal to {}', a, b)

    def assertIn(self, member, container, msg=None):
        if member not in container:
            _say(self, msg, '{} not found in {}', member, container)

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            _say(self, msg, '{} unexpectedly found in {}', member, container)

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            _say(self, msg, '{} is not {}', expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            _say(self, msg, 'unexpectedly identical: {}', expr1)

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            _say(self, msg, '{} is not None', obj)

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            _say(self, msg, 'unexpectedly None')

    # Classes and attributes.

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self.fail(self._formatMessage(msg, f'{safe_repr(obj)} is not an instance of {_any_of(cls)}{cls!r}'))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            cls = _the_one(cls, functools.partial(isinstance, obj))
            self.fail(self._formatMessage(msg, f'{safe_repr(obj)} is an instance of {cls!r}'))

    def assertIsSubclass(self, cls, superclass, msg=None):
        if not _is_subclass(self, cls, superclass, msg):
            self.fail(self._formatMessage(msg, f'{cls!r} is not a subclass of {_any_of(superclass)}{superclass!r}'))

    def assertNotIsSubclass(self, cls, superclass, msg=None):
        if _is_subclass(self, cls, superclass, msg):
            superclass = _the_one(superclass, functools.partial(issubclass, cls))
            self.fail(self._formatMessage(msg, f'{cls!r} is a subclass of {superclass!r}'))

    def assertHasAttr(self, obj, name, msg=None):
        if not hasattr(obj, name):
            self.fail(self._formatMessage(msg, _compare.lacking_attribute(obj, name, 'no')))

    def assertNotHasAttr(self, obj, name, msg=None):
        if hasattr(obj, name):
            self.fail(self._formatMessage(msg, _compare.lacking_attribute(obj, name, 'unexpected')))

    # Texts.

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, 'expected_regex must not be empty.'
        pattern = _pattern(expected_regex)
        if pattern.search(text) is None:
            _raise(self, msg, f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = _pattern(unexpected_regex)
        found = pattern.search(text)
        if found is not None:
            _raise(self, msg, f'Regex matched: {found[0]!r} matches {pattern.pattern!r} in {text!r}')

    def assertStartsWith(self, s, prefix, msg=None):
        if not _has_tail(self, s, 'startswith', prefix, msg):
            _lacks_tail(self, s, 'start', prefix, msg)

    def assertEndsWith(self, s, suffix, msg=None):
        if not _has_tail(self, s, 'endswith', suffix, msg):
            _lacks_tail(self, s, 'end', suffix, msg)

    def assertNotStartsWith(self, s, prefix, msg=None):
        if _has_tail(self, s, 'startswith', prefix, msg):
            self.fail(self._formatMessage(msg, f'{safe_repr(s, short=True)} starts with {safe_repr(_the_one(prefix, s.startswith))}'))

    def assertNotEndsWith(self, s, suffix, msg=None):
        if _has_tail(self, s, 'endswith', suffix, msg):
            self.fail(self._formatMessage(msg, f'{safe_repr(s, short=True)} ends with {safe_repr(_the_one(suffix, s.endswith))}'))

    # What code does. Without something to call, these answer contexts.

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _AssertRaisesContext(expected_exception, self).handle('assertRaises', args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _AssertRaisesContext(expected_exception, self, expected_regex).handle('assertRaisesRegex', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self).handle('assertWarns', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self, expected_regex).handle('assertWarnsRegex', args, kwargs)

    def _assertNotWarns(self, expected_warning, *args, **kwargs):
        return _AssertNotWarnsContext(expected_warning, self).handle('_assertNotWarns', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=True)


# What is no method, because the names of methods belong to those who derive from the class.

def _run(test, result):
    result.startTest(test)
    try:
        method, why = _test_method(test)
        if why is not None:
            _addSkip(result, test, why)
            return result
        expecting_failure = any(getattr(marked, '__unittest_expecting_failure__', False) for marked in (test, method))
        test._outcome = outcome = _Outcome(result)
        start = _clock()
        with _Part(outcome, test):
            test._callSetUp()
        if outcome.success:
            outcome.expecting_failure = expecting_failure
            with _Part(outcome, test):
                test._callTestMethod(method)
            outcome.expecting_failure = False
            with _Part(outcome, test):
                test._callTearDown()
        test.doCleanups()
        if not _lacks(result, 'addDuration', ''):
            result.addDuration(test, _clock() - start)
        if outcome.success:
            if expecting_failure:
                _add_expected(result, test, outcome.expectedFailure)
            else:
                result.addSuccess(test)
        return result
    finally:
        test._outcome = outcome = None  # it knows the exception, whose traceback knows this frame
        result.stopTest(test)


def _test_method(test):
    """The method that is the test, and why it is to be skipped, or None."""
    method = getattr(test, test._testMethodName)
    marked = test.__class__, method
    if not any(getattr(one, '__unittest_skip__', False) for one in marked):
        return method, None
    return method, next(filter(None, (getattr(one, '__unittest_skip_why__', '') for one in marked)), '')


def _say(test, msg, text, *objects):
    """Fail with what an assertion says of objects."""
    test.fail(test._formatMessage(msg, text.format(*map(safe_repr, objects))))


def _raise(test, msg, text):
    """The same for the assertions that derived classes that define fail do not get to see."""
    raise test.failureException(test._formatMessage(msg, text))


def _is_subclass(test, cls, superclass, msg):
    try:
        return issubclass(cls, superclass)
    except TypeError:
        if isinstance(cls, type):
            raise
        test.fail(test._formatMessage(msg, f'{cls!r} is not a class'))


def _has_tail(test, s, method, tails, msg):
    try:
        return getattr(s, method)(tails)
    except (AttributeError, TypeError):
        for tail in tails if isinstance(tails, tuple) else (tails,):
            for name, kinds in (('str', str), ('bytes', (bytes, bytearray))):
                if isinstance(tail, kinds) and not isinstance(s, kinds):
                    test.fail(test._formatMessage(msg, f'Expected {name}, not {type(s).__name__}'))
        raise


def _lacks_tail(test, s, verb, tails, msg):
    test.fail(test._formatMessage(msg, f"{safe_repr(s, short=True)} doesn't {verb} with {_any_of(tails)}{safe_repr(tails)}"))


# The assertions that compare two objects of a type.
_EQUALITY_ASSERTIONS = {list: 'assertListEqual', tuple: 'assertTupleEqual', dict: 'assertDictEqual', set: 'assertSetEqual',
                        frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}


def _nothing():
    """Stands for the methods that a result may lack."""


def _is_close(difference, places, delta):
    if delta is not None:
        return difference <= delta
    return round(difference, 7 if places is None else places) == 0


def _tolerance(places, delta):
    return f'{7 if places is None else places!r} places' if delta is None else f'{safe_repr(delta)} delta'


def _pattern(regex):
    return re.compile(regex) if isinstance(regex, (str, bytes)) else regex


def _any_of(choice):
    return 'any of ' if isinstance(choice, tuple) else ''


def _the_one(choice, test):
    """Of several, the first that passes a test."""
    return next(filter(test, choice), choice) if isinstance(choice, tuple) else choice


def _of_function(test):
    return test._setUpFunc, test._testFunc, test._tearDownFunc, test._description


class FunctionTestCase(TestCase):
    """A test made of a function."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._testFunc, self._description = testFunc, description
        self._setUpFunc, self._tearDownFunc = setUp, tearDown

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def runTest(self):
        self._testFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def __eq__(self, other):
        return _of_function(self) == _of_function(other) if isinstance(other, self.__class__) else NotImplemented

    def __hash__(self):
        return hash((type(self), *_of_function(self)))

    def id(self):
        return self._testFunc.__name__

    def shortDescription(self):
        if self._description is not None:
            return self._description
        return (self._testFunc.__doc__ or '').partition('\n')[0].strip() or None

    def __str__(self):
        return f'{strclass(self.__class__)} ({self._testFunc.__name__})'

    def __repr__(self):
        return f'<{strclass(self.__class__)} tec={self._testFunc}>'


class _SubTest(TestCase):
    """Stands for a subtest in results."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case, self.params, self._message = test_case, params, message
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError('subtests cannot be run directly')

    def _subDescription(self):
        words = [] if self._message is _NO_MESSAGE else [f'[{self._message}]']
        if self.params:
            words.append(f'({', '.join(f'{name}={value!r}' for name, value in self.params.items())})')
        return ' '.join(words) or '(<subtest>)'

    def id(self):
        return f'{self.test_case.id()} {self._subDescription()}'

    def __str__(self):
        return f'{self.test_case} {self._subDescription()}'

    def shortDescription(self):
        return self.test_case.shortDescription()
