"""Finding tests."""
import functools
import os
import sys
import traceback
import types
from fnmatch import fnmatch, fnmatchcase
from . import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    """Stands for tests that could not be loaded: its only test, of whatever name, raises why."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        def testFailure():
            raise self._exception
        return testFailure if name == self._testMethodName else self.__getattribute__(name)


def _import_failure(name):
    """What is reported of a module whose import has raised the exception that is being handled: test, exception, message."""
    message = f'Failed to import test module: {name}\n{traceback.format_exc()}'
    return name, ImportError(message), message


def _has_tests(obj):
    """Whether something is a class of tests, and not one of ours that others are derived from."""
    return isinstance(obj, type) and issubclass(obj, case.TestCase) and obj not in (case.TestCase, case.FunctionTestCase)


class TestLoader:
    """Finds tests by name, in classes, in modules and in folders."""

    testMethodPrefix = 'test'
    testNamePatterns = _top_level_dir = None
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    suiteClass = suite.TestSuite

    def __init__(self):
        super().__init__()
        self.errors = []
        self._loading_packages = set()  # whose load_tests may ask for discovery, which must not call it again

    def _report(self, name, exception, message):
        """Note that tests could not be loaded; answers what fails in their place."""
        self.errors.append(message)
        return self.suiteClass((_FailedTest(name, exception),))

    # Tests of what is there.

    def getTestCaseNames(self, testCaseClass):
        """The names of the test methods of a class, sorted."""
        owner, patterns = util.strclass(testCaseClass), self.testNamePatterns
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name)) and
                 (patterns is None or any(fnmatchcase(f'{owner}.{name}', pattern) for pattern in patterns))]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        """All tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?')
        names = []
        if testCaseClass is not case.TestCase and testCaseClass is not case.FunctionTestCase:
            names = self.getTestCaseNames(testCaseClass) or ['runTest'] * hasattr(testCaseClass, 'runTest')
        return self.suiteClass(testCaseClass(name) for name in names)

    def loadTestsFromModule(self, module, *, pattern=None):
        """All tests of a module, or those that its load_tests makes of them."""
        members = (getattr(module, name) for name in dir(module))
        tests = self.suiteClass([self.loadTestsFromTestCase(obj) for obj in members if _has_tests(obj)])
        adapt = getattr(module, 'load_tests', None)
        if adapt is None:
            return tests
        try:
            return adapt(self, tests, pattern)
        except Exception as exc:
            return self._report(module.__name__, exc, f'Failed to call load_tests:\n{traceback.format_exc()}')

    # Tests by name.

    def loadTestsFromNames(self, names, module=None):
        """The tests that dotted names mean."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def loadTestsFromName(self, name, module=None):
        """The tests that a dotted name means, of a module or from the top."""
        parts, failure = name.split('.'), None
        parent, obj = None, module
        if module is None:
            # As much of the name as possible is a module, the rest are attributes.
            for length in range(len(parts), 0, -1):
                try:
                    obj = __import__('.'.join(parts[:length]))
                    break
                except ImportError:
                    failure = _import_failure(parts[length - 1])
            else:
                return self._report(*failure)
            del parts[0]
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as exc:
                # What a package lacks is a module of it that could not be imported.
                if failure is None or getattr(obj, '__path__', None) is None:
                    failure = part, exc, f'Failed to access attribute:\n{traceback.format_exc()}'
                return self._report(*failure)
        return self._load(obj, parent, parts[-1] if parts else None)

    def _load(self, obj, parent, name):
        """The tests that an attribute of something means."""
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _has_tests(obj):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, suite.TestSuite):
            return obj
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            test = parent(name)
            if not isinstance(getattr(test, name), types.FunctionType):  # a static method is called like any function
                return self.suiteClass([test])
        if not callable(obj):
            raise TypeError(f"don't know how to make test from: {obj}")
        made = obj()
        if isinstance(made, case.TestCase):
            made = self.suiteClass([made])
        elif not isinstance(made, suite.TestSuite):
            raise TypeError(f'calling {obj} returned {made}, not a test')
        return made

    # Tests in folders.

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """All tests in the files of a folder, and of the packages below it, whose names match a pattern."""
        before = self._top_level_dir
        given = before if top_level_dir is None else top_level_dir
        top = os.path.abspath(start_dir if given is None else given)
        if top not in sys.path:
            sys.path.insert(0, top)
        self._top_level_dir = top
        folder = os.path.abspath(start_dir)
        if os.path.isdir(folder):
            if folder != top and not _is_package(folder):
                raise ImportError(f'Start directory is not importable: {folder!r}')
        else:
            folder, root = self._folder_of_package(start_dir)
            if given is None:
                self._top_level_dir = root
                sys.path.remove(top)
        tests = self.suiteClass(list(self._find_tests(folder, pattern)))
        self._top_level_dir = before
        return tests

    def _folder_of_package(self, name):
        """The folder of a package that is given by name, and the one in which its outermost package is."""
        try:
            __import__(name)
        except ImportError:
            raise ImportError(f'Start directory is not importable: {name!r}') from None
        package = sys.modules[name]
        if getattr(package, '__file__', None) is None:
            if package.__name__ in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules as dotted module names')
            raise TypeError(f"don't know how to discover from {package!r}")
        outermost = os.path.abspath(sys.modules[name.partition('.')[0]].__file__)
        if os.path.basename(outermost).lower().startswith('__init__.py'):
            outermost = os.path.dirname(outermost)
        return os.path.abspath(os.path.dirname(package.__file__)), os.path.dirname(outermost)

    def _find_tests(self, start_dir, pattern):
        """The tests of a folder, file by file; those of the folder itself first, as a package."""
        name = self._get_name_from_path(start_dir)
        if name != '.' and name not in self._loading_packages:
            tests, deeper = self._find_test_path(start_dir, pattern)
            if tests is not None:
                yield tests
            if not deeper:
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, deeper = self._find_test_path(path, pattern)
            if tests is not None:
                yield tests
            if deeper:
                with _Listed(self._loading_packages, self._get_name_from_path(path)):
                    yield from self._find_tests(path, pattern)

    def _find_test_path(self, full_path, pattern):
        """The tests of a file, or of a package without what is in it; and whether to look there."""
        package = not os.path.isfile(full_path)
        wanted = _is_package(full_path) if package else self._is_test_file(full_path, pattern)
        if not wanted:
            return None, False
        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as skipped:
            return self._skipped(name, str(skipped)), False
        except:
            return self._report(*_import_failure(name)), False
        if not package:
            _expect_from(module, full_path)
            return self.loadTestsFromModule(module, pattern=pattern), False
        with _Listed(self._loading_packages, name):
            return self.loadTestsFromModule(module, pattern=pattern), not hasattr(module, 'load_tests')

    def _is_test_file(self, path, pattern):
        base = os.path.basename(path)
        stem, extension = os.path.splitext(base)
        return extension == '.py' and stem.isidentifier() and self._match_path(base, path, pattern)

    def _match_path(self, path, full_path, pattern):
        """For derived classes, which may choose files otherwise."""
        return fnmatch(path, pattern)

    def _get_name_from_path(self, path):
        top = self._top_level_dir
        if path == top:
            return '.'
        below = os.path.relpath(os.path.splitext(os.path.normpath(path))[0], top)
        assert not (os.path.isabs(below) or below.startswith('..')), 'Path must be within the project'
        return below.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _skipped(self, name, reason):
        """A test of this name that is skipped."""
        cls = type('ModuleSkipped', (case.TestCase,), {name: case.skip(reason)(lambda self: None)})
        return self.suiteClass((cls(name),))


def _is_package(path):
    return os.path.isdir(path) and os.path.isfile(os.path.join(path, '__init__.py'))


class _Listed:
    """The context in which a name stands in a set."""

    def __init__(self, names, name):
        self.names, self.name = names, name

    def __enter__(self):
        self.names.add(self.name)

    def __exit__(self, *exc_info):
        self.names.discard(self.name)


def _expect_from(module, path):
    """A module of the name of a file must be that file, and no other one that the import finds first."""
    found = os.path.abspath(getattr(module, '__file__', path))
    found, wanted = (os.path.splitext(os.path.realpath(file))[0] for file in (found, path))
    if found.lower() != wanted.lower():
        name, _ = os.path.splitext(os.path.basename(path))
        raise ImportError(f'{name!r} module incorrectly imported from {os.path.dirname(found)!r}. Expected {os.path.dirname(path)!r}. '
                          'Is this module globally installed?')


defaultTestLoader = TestLoader()
