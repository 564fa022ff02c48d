"""The contexts in which assertions expect exceptions and warnings."""
import re
import sys
import types
import warnings

__unittest = True


class _BaseTestCaseContext:
    """What belongs to an assertion of a test."""

    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        test = self.test_case
        raise test.failureException(test._formatMessage(self.msg, standardMsg))


class _Expecting(_BaseTestCaseContext):
    """The assertion that something of a kind happens, whose text may have to match a pattern."""

    obj_name = msg = None

    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected = expected
        self.expected_regex = None if expected_regex is None else re.compile(expected_regex)

    def handle(self, name, args, kwargs):
        """What the assertion of this name does: without a function to call, it answers the context to use."""
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all(self._is_kind(kind) for kind in kinds):
            raise TypeError(f'{name}() arg 1 must be {self._base_type_str}')
        if args:
            function, *args = args
            self.obj_name = getattr(function, '__name__', None) or str(function)
            with self:
                function(*args, **kwargs)
            return None
        self.msg = kwargs.pop('msg', None)
        for unknown in kwargs:
            raise TypeError(f'{unknown!r} is an invalid keyword argument for this function')
        return self

    def _is_kind(self, kind):
        if isinstance(kind, tuple):
            return all(self._is_kind(part) for part in kind)
        return isinstance(kind, type) and issubclass(kind, self._base_type)

    def _matches(self, what):
        return self.expected_regex is None or self.expected_regex.search(str(what)) is not None

    def _fail_to_match(self, what):
        self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{what}"')

    def _expected_name(self):
        return getattr(self.expected, '__name__', None) or str(self.expected)

    def _fail_to_happen(self):
        by = f' by {self.obj_name}' if self.obj_name else ''
        self._raiseFailure(f'{self._expected_name()} not {self._verb}{by}')


class _AssertRaisesContext(_Expecting):
    """The context of assertRaises."""

    _base_type, _base_type_str = BaseException, 'an exception type or tuple of exception types'
    _verb = 'raised'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._fail_to_happen()
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)  # which would keep all locals of the code alive
        if not self._matches(exc_value):
            self._fail_to_match(exc_value)
        return True

    __class_getitem__ = classmethod(types.GenericAlias)


class _AssertWarnsContext(_Expecting):
    """The context of assertWarns."""

    _base_type, _base_type_str = Warning, 'a warning type or tuple of warning types'
    _verb = 'triggered'

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}  # forget what was shown, that is not shown twice
        self.warnings_manager = catcher = warnings.catch_warnings(record=True)
        self.warnings = catcher.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is None:
            self._judge([caught for caught in self.warnings if isinstance(caught.message, self.expected)])

    def _judge(self, caught):
        """Whether the warnings of the kind are as they should be."""
        found = next((one for one in caught if self._matches(one.message)), None)
        if found is not None:
            self.warning, self.filename, self.lineno = found.message, found.filename, found.lineno
        elif caught:
            self._fail_to_match(caught[0].message)
        else:
            self._fail_to_happen()


class _AssertNotWarnsContext(_AssertWarnsContext):
    """The same for no warning of the kind."""

    def _judge(self, caught):
        if caught:
            self._raiseFailure(f'{self._expected_name()} triggered')
