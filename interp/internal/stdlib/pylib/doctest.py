"""Examples in docstrings and text files, run as they would be typed and compared with what they print."""
import __future__
import builtins
import difflib
import functools
import inspect
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple
from io import StringIO

__all__ = [
    'register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
    'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
    'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser', 'DocTestFinder',
    'DocTestRunner', 'OutputChecker', 'DocTestFailure', 'UnexpectedException', 'DebugRunner', 'testmod', 'testfile',
    'run_docstring_examples', 'DocTestSuite', 'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples',
    'testsource', 'debug_src', 'debug',
]

# its frames stay out of the tracebacks of unit tests
__unittest = True

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The flag of a name, a new bit where the name is new."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'


class TestResults(namedtuple('TestResults', 'failed attempted')):
    """How many examples failed, how many were tried, and how many of those were skipped."""

    def __new__(cls, failed, attempted, *, skipped=0):
        self = super().__new__(cls, failed, attempted)
        self.skipped = skipped
        return self

    def __repr__(self):
        if not self.skipped:
            return super().__repr__()
        return f'TestResults(failed={self.failed}, attempted={self.attempted}, skipped={self.skipped})'


# Texts


def _indent(s, indent=4):
    return '\n'.join(' ' * indent + line if line else line for line in s.split('\n'))


def _ended(s):
    return s if s.endswith('\n') else s + '\n'


def _ellipsis_match(want, got):
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *middle, last = want.split(ELLIPSIS_MARKER)
    if len(first) + len(last) > len(got) or not got.startswith(first) or not got.endswith(last):
        return False
    position, end = len(first), len(got) - len(last)
    for piece in middle:
        position = got.find(piece, position, end)
        if position < 0:
            return False
        position += len(piece)
    return True


def _comment_line(line):
    line = line.rstrip()
    return '# ' + line if line else '#'


def _strip_exception_details(msg):
    """The bare name of an exception's class: no module before it, no text behind."""
    name = msg.partition('\n')[0].partition(':')[0]
    return name.rpartition('.')[2]


def _exception_traceback(exc_info):
    out = StringIO()
    traceback.print_exception(*exc_info, file=out)
    return out.getvalue()


def _extract_future_flags(globs):
    """The compiler flags of the features of __future__ among the names of a namespace."""
    flags = 0
    for name in __future__.all_feature_names:
        feature = getattr(__future__, name)
        if globs.get(name) is feature:
            flags |= feature.compiler_flag
    return flags


def _normalize_module(module, depth=2):
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ['*'])
    if module is None:
        return sys.modules[sys._getframe(depth).f_globals['__name__']]
    raise TypeError('Expected a module, string, or None')


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError('Expected a module: %r' % module)
    if test_path.startswith('/'):
        raise ValueError('Module-relative files may not have absolute paths')
    if hasattr(module, '__file__'):
        base = os.path.dirname(module.__file__)
    elif module.__name__ == '__main__':
        base = os.path.dirname(sys.argv[0]) if sys.argv and sys.argv[0] != '' else os.curdir
    elif hasattr(module, '__path__'):
        base = next(iter(module.__path__), None)
    else:
        raise ValueError("Can't resolve paths relative to the module %r (it has no __file__)" % module.__name__)
    return os.path.join(base, *test_path.split('/'))


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, '__loader__', None)
        if hasattr(loader, 'get_data'):
            try:
                contents = loader.get_data(filename)
            except OSError:
                pass
            else:
                return contents.decode(encoding).replace('\r\n', '\n').replace('\r', '\n'), filename
    with open(filename, encoding=encoding) as f:
        return f.read(), filename


# Examples


class Example:
    """A source text with the output that it is said to have."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = _ended(source)
        self.want = _ended(want) if want else want
        self.exc_msg = exc_msg if exc_msg is None else _ended(exc_msg)
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return ((self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg)
                == (other.source, other.want, other.lineno, other.indent, other.options, other.exc_msg))

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring or file, with the namespace that they run in."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), 'DocTest no longer accepts str; use DocTestParser instead'
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        n = len(self.examples)
        count = 'no examples' if n == 0 else '1 example' if n == 1 else '%d examples' % n
        return '<%s %s from %s:%s (%s)>' % (type(self).__name__, self.name, self.filename, self.lineno, count)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return ((self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno)
                == (other.examples, other.docstring, other.globs, other.name, other.filename, other.lineno))

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine = -1 if self.lineno is None else self.lineno
        theirs = -1 if other.lineno is None else other.lineno
        return (self.name, self.filename, mine, id(self)) < (other.name, other.filename, theirs, id(other))


class DocTestParser:
    """Finds the examples in a text."""

    _EXCEPTION_RE = re.compile(r'^Traceback \((?:most recent call last|innermost last)\):\s*$(?P<stack>.*?)^(?P<msg>\w+.*)',
                               re.MULTILINE | re.DOTALL)
    _OPTION_DIRECTIVE_RE = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)
    _IS_BLANK_OR_COMMENT = re.compile(r'^[ ]*(#.*)?$').match

    def parse(self, string, name='<string>'):
        """The text as alternating plain texts and Examples."""
        lines = string.expandtabs().split('\n')
        margin = min((len(line) - len(line.lstrip(' ')) for line in lines if line.strip()), default=0)
        if margin:
            lines = [line[margin:] for line in lines]
        pieces, text, n = [], [], 0
        while n < len(lines):
            if not self._prompts(lines[n], '>>>'):
                text.append(lines[n])
                n += 1
                continue
            start, indent = n, len(lines[n]) - len(lines[n].lstrip(' '))
            n += 1
            while n < len(lines) and self._prompts(lines[n], '...'):
                n += 1
            wanted = n
            while n < len(lines) and lines[n].strip(' ') and not self._prompts(lines[n], '>>>'):
                n += 1
            pieces.append(''.join(line + '\n' for line in text))
            text = []
            source, want = self._parse_example(lines[start:wanted], lines[wanted:n], indent, name, start)
            options = self._find_options(source, name, start)
            if not self._IS_BLANK_OR_COMMENT(source):
                match = self._EXCEPTION_RE.match(want)
                pieces.append(Example(source, want, match and match.group('msg'), lineno=start, indent=margin + indent,
                                      options=options))
        pieces.append('\n'.join(text))
        return pieces

    def get_doctest(self, string, globs, name, filename, lineno):
        """The examples of a text as a DocTest."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        """The examples of a text."""
        return [piece for piece in self.parse(string, name) if isinstance(piece, Example)]

    @staticmethod
    def _prompts(line, prompt):
        return line.lstrip(' ').startswith(prompt)

    def _parse_example(self, source_lines, want_lines, indent, name, lineno):
        for n, line in enumerate(source_lines, lineno + 1):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError('line %r of the docstring for %s lacks blank after %s: %r'
                                 % (n, name, line[indent:indent + 3], line))
        self._check_prefix(source_lines[1:], ' ' * indent + '.', name, lineno)
        self._check_prefix(want_lines, ' ' * indent, name, lineno + len(source_lines))
        return ('\n'.join(line[indent + 4:] for line in source_lines), '\n'.join(line[indent:] for line in want_lines))

    @staticmethod
    def _check_prefix(lines, prefix, name, lineno):
        for n, line in enumerate(lines, lineno + 1):
            if line and not line.startswith(prefix):
                raise ValueError('line %r of the docstring for %s has inconsistent leading whitespace: %r' % (n, name, line))

    def _find_options(self, source, name, lineno):
        options = {}
        for match in self._OPTION_DIRECTIVE_RE.finditer(source):
            for option in match.group(1).replace(',', ' ').split():
                if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError('line %r of the doctest for %s has an invalid option: %r' % (lineno + 1, name, option))
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and self._IS_BLANK_OR_COMMENT(source):
            raise ValueError('line %r of the doctest for %s has an option directive on a line with no example: %r'
                             % (lineno, name, source))
        return options


# Where examples are


class DocTestFinder:
    """Finds the docstrings of an object and of what it holds."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests of an object, sorted."""
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't exist: %r" % (type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        lines = self._source_lines(obj, module)
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        if extraglobs is not None:
            globs.update(extraglobs)
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, lines, globs, {})
        tests.sort()
        return tests

    def _source_lines(self, obj, module):
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            return None
        if not file:
            # what an example defined has its file name
            file = inspect.getfile(obj)
            if not (file.startswith('<') and file.endswith(']>')):
                return None
        return linecache.getlines(file, *([] if module is None else [module.__dict__])) or None

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            # no end to what it wraps
            pass
        return inspect.isroutine(obj)

    def _from_module(self, module, object):
        if module is None:
            return True
        if inspect.getmodule(object) is not None:
            return module is inspect.getmodule(object)
        if inspect.isfunction(object):
            return module.__dict__ is object.__globals__
        if inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            if hasattr(object, '__objclass__'):
                return module.__name__ == object.__objclass__.__module__
            return module.__name__ == object.__module__ if hasattr(object, '__module__') else True
        if hasattr(object, '__module__'):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True
        raise ValueError('object must be a class or function')

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print('Finding tests in %s' % name)
        if id(obj) in seen:
            return
        seen[id(obj)] = obj
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        for inner, value in self._members(obj, name, module):
            self._find(tests, value, inner, module, source_lines, globs, seen)

    def _members(self, obj, name, module):
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                if (self._is_routine(value) or inspect.isclass(value)) and self._from_module(module, value):
                    yield '%s.%s' % (name, key), value
            for key, value in getattr(obj, '__test__', {}).items():
                if not isinstance(key, str):
                    raise ValueError('DocTestFinder.find: __test__ keys must be strings: %r' % (type(key),))
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value)
                        or isinstance(value, str)):
                    raise ValueError('DocTestFinder.find: __test__ values must be strings, functions, methods, classes, '
                                     'or modules: %r' % (type(value),))
                yield '%s.__test__.%s' % (name, key), value
        if inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if ((inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property))
                        and self._from_module(module, value)):
                    yield '%s.%s' % (name, key), value

    def _get_test(self, obj, name, module, globs, source_lines):
        docstring = obj if isinstance(obj, str) else getattr(obj, '__doc__', None)
        docstring = '' if docstring is None else docstring if isinstance(docstring, str) else str(docstring)
        lineno = self._find_lineno(obj, source_lines)
        if self._exclude_empty and not docstring:
            return None
        filename = None
        if module is not None:
            filename = getattr(module, '__file__', None) or module.__name__
            if filename.endswith('.pyc'):
                filename = filename[:-1]
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        """The line, from 0, on which the docstring of an object begins, None where that cannot be told."""
        lineno, documented = None, getattr(obj, '__doc__', None) is not None
        if inspect.ismodule(obj) and documented:
            lineno = 0
        if inspect.isclass(obj) and documented:
            if source_lines is None:
                return None
            head = re.compile(r'^\s*class\s*%s\b' % re.escape(getattr(obj, '__name__', '-')))
            lineno = next((n for n, line in enumerate(source_lines) if head.match(line)), None)
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        if isinstance(obj, functools.cached_property):
            obj = obj.func
        if inspect.isroutine(obj) and getattr(obj, '__doc__', None):
            obj = getattr(inspect.unwrap(obj), '__code__', None)
            if obj is None:
                return None
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            lineno = obj.co_firstlineno - 1
        if lineno is None:
            return None
        if source_lines is None:
            return lineno + 1
        opening = re.compile(r'(^|.*:)\s*\w*("|\')')
        return next((n for n in range(lineno, len(source_lines)) if opening.match(source_lines[n])), None)


# Outputs


class OutputChecker:
    """Says whether an output is the wanted one, and how they differ."""

    def check_output(self, want, got, optionflags):
        """Whether an output is what is wanted."""
        want, got = self._toAscii(want), self._toAscii(got)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r'(?m)^%s\s*?$' % re.escape(BLANKLINE_MARKER), '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _ellipsis_match(want, got)

    def output_difference(self, example, got, optionflags):
        """What to tell about an output that is not the wanted one."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            wanted, given = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff, kind = list(difflib.unified_diff(wanted, given, n=2))[2:], 'unified diff with -expected +actual'
            elif optionflags & REPORT_CDIFF:
                diff, kind = list(difflib.context_diff(wanted, given, n=2))[2:], 'context diff with expected followed by actual'
            else:
                differ = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK)
                diff, kind = differ.compare(wanted, given), 'ndiff with -expected +actual'
            return 'Differences (%s):\n' % kind + _indent(''.join(diff))
        head = 'Expected:\n' + _indent(want) if want else 'Expected nothing\n'
        return head + ('Got:\n' + _indent(got) if got else 'Got nothing\n')

    def _toAscii(self, s):
        return s if s.isascii() else str(s.encode('ASCII', 'backslashreplace'), 'ASCII')

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        return bool(optionflags & REPORT_NDIFF) or (want.count('\n') > 2 and got.count('\n') > 2)


class DocTestFailure(Exception):
    """The output of an example is not the wanted one."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised what it does not say."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


# Running


class _SpoofOut(StringIO):
    """Standard output of an example: a text that ends its last line."""

    def getvalue(self):
        text = super().getvalue()
        return _ended(text) if text else text

    def truncate(self, size=None):
        self.seek(size)
        super().truncate()


def _n_items(items):
    return f'{len(items)} item{"" if len(items) == 1 else "s"}'


def _plural(count):
    return '' if count == 1 else 's'


class DocTestRunner:
    """Runs the examples of DocTests and reports what they come to."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        """An example is about to run."""
        if self._verbose:
            want = 'Expecting:\n' + _indent(example.want) if example.want else 'Expecting nothing\n'
            out('Trying:\n' + _indent(example.source) + want)

    def report_success(self, out, test, example, got):
        """An example did what it says."""
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        """An example printed something else."""
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """An example raised what it does not say."""
        out(self._failure_header(test, example) + 'Exception raised:\n' + _indent(_exception_traceback(exc_info)))

    def _failure_header(self, test, example):
        if test.filename:
            lineno = '?' if test.lineno is None or example.lineno is None else test.lineno + example.lineno + 1
            place = 'File "%s", line %s, in %s' % (test.filename, lineno, test.name)
        else:
            place = 'Line %s, in %s' % (example.lineno + 1, test.name)
        return '\n'.join([self.DIVIDER, place, 'Failed example:', _indent(example.source)])

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples of a DocTest, with standard output taken and afterwards restored."""
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        saved = sys.stdout, sys.displayhook, linecache.getlines
        if out is None:
            out = self._writer(sys.stdout)
        sys.stdout = self._fakeout
        sys.displayhook = sys.__displayhook__
        self.save_linecache_getlines = linecache.getlines
        linecache.getlines = self._patched_getlines
        try:
            return self._run(test, compileflags, out)
        finally:
            sys.stdout, sys.displayhook, linecache.getlines = saved
            if clear_globs:
                test.globs.clear()
                builtins._ = None

    @staticmethod
    def _writer(stream):
        encoding = stream.encoding
        if encoding is None or encoding.lower() == 'utf-8':
            return stream.write

        def write(s):
            return stream.write(str(s.encode(encoding, 'backslashreplace'), encoding))
        return write

    _LINECACHE_NAME = re.compile(r'<doctest (?P<name>.+)\[(?P<examplenum>\d+)\]>$')

    def _patched_getlines(self, filename, module_globals=None):
        match = self._LINECACHE_NAME.match(filename)
        if match and match.group('name') == self.test.name:
            return self.test.examples[int(match.group('examplenum'))].source.splitlines(keepends=True)
        return self.save_linecache_getlines(filename, module_globals)

    def _run(self, test, compileflags, out):
        failures = attempted = skips = 0
        flags = self.optionflags
        for number, example in enumerate(test.examples):
            attempted += 1
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = flags
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                skips += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            exception = None
            try:
                code = compile(example.source, '<doctest %s[%d]>' % (test.name, number), 'single', compileflags, True)
                exec(code, test.globs)
            except KeyboardInterrupt:
                raise
            except BaseException as raised:
                # without the frame of this function
                exception = type(raised), raised, raised.__traceback__.tb_next
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            expected = True
            if exception is None:
                good = self._checker.check_output(example.want, got, self.optionflags)
            else:
                got += _exception_traceback(exception)
                expected = example.exc_msg is not None
                good = expected and self._raised_as_said(example, exception)
            if not good:
                failures += 1
            if not quiet:
                if good:
                    self.report_success(out, test, example, got)
                elif expected:
                    self.report_failure(out, test, example, got)
                else:
                    self.report_unexpected_exception(out, test, example, exception)
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = flags
        earlier = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = tuple(a + b for a, b in zip(earlier, (failures, attempted, skips)))
        self.failures += failures
        self.tries += attempted
        self.skips += skips
        return TestResults(failures, attempted, skipped=skips)

    def _raised_as_said(self, example, exception):
        kind, value = exception[:2]
        lines = traceback.format_exception_only(kind, value)
        if issubclass(kind, SyntaxError):
            # without the place, which docstrings do not quote
            heads = f'{kind.__qualname__}:', f'{kind.__module__}.{kind.__qualname__}:'
            lines = lines[next(n for n, line in enumerate(lines) if line.startswith(heads)):]
        message = ''.join(lines)
        if self._checker.check_output(example.exc_msg, message, self.optionflags):
            return True
        return bool(self.optionflags & IGNORE_EXCEPTION_DETAIL) and self._checker.check_output(
            _strip_exception_details(example.exc_msg), _strip_exception_details(message), self.optionflags)

    def summarize(self, verbose=None):
        """Print what all examples came to."""
        if verbose is None:
            verbose = self._verbose
        failures, tries, skips = (sum(column) for column in zip((0, 0, 0), *self._stats.values()))
        empty = sorted(name for name, (_, n, _) in self._stats.items() if n == 0)
        passed = sorted((name, n) for name, (bad, n, _) in self._stats.items() if n and not bad)
        failed = sorted((name, bad, n) for name, (bad, n, _) in self._stats.items() if bad)
        if verbose:
            if empty:
                print(f'{_n_items(empty)} had no tests:')
                for name in empty:
                    print(f'    {name}')
            if passed:
                print(f'{_n_items(passed)} passed all tests:')
                for name, n in passed:
                    print(f' {n:3d} test{_plural(n)} in {name}')
        if failed:
            print(self.DIVIDER)
            print(f'{_n_items(failed)} had failures:')
            for name, bad, n in failed:
                print(f' {bad:3d} of {n:3d} in {name}')
        if verbose:
            print(f'{tries} test{_plural(tries)} in {_n_items(self._stats)}.')
            print(f'{tries - failures} passed' + (f' and {failures} failed.' if failures else '.'))
        if failures:
            skipped = f' and {skips} skipped test{_plural(skips)}' if skips else ''
            print(f'***Test Failed*** {failures} failure{_plural(failures)}{skipped}.')
        elif verbose:
            print('Test passed.')
        return TestResults(failures, tries, skipped=skips)

    def merge(self, other):
        """Count what another runner ran."""
        for name, theirs in other._stats.items():
            mine = self._stats.get(name, (0, 0, 0))
            self._stats[name] = tuple(a + b for a, b in zip(mine, theirs))


class DebugRunner(DocTestRunner):
    """Raises at the first example that does not do what it says."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples; the namespace stays as it is at a failure."""
        result = super().run(test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        """Raise what was raised."""
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        """Raise that the output differs."""
        raise DocTestFailure(test, example, got)


# the runner that testmod and testfile add theirs to
master = None


def _report(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    """Run the examples in the docstrings of a module, the main one unless another is given."""
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError('testmod: module required; %r' % (m,))
    finder = DocTestFinder(exclude_empty=exclude_empty)
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _report(runner, report)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0,
             extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Run the examples in a text file."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    globs = {} if globs is None else globs.copy()
    if extraglobs is not None:
        globs.update(extraglobs)
    globs.setdefault('__name__', '__main__')
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, os.path.basename(filename) if name is None else name, filename, 0))
    return _report(runner, report)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    """Run the examples in the docstring of one object."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# As unit tests

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set the reporting flags of unit tests that have none of their own."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    old, _unittest_reportflags = _unittest_reportflags, flags
    return old


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_test = test
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = '-' * 70
        told, stdout = StringIO(), sys.stdout
        try:
            results = runner.run(self._dt_test, out=told.write, clear_globs=False)
            if results.skipped == results.attempted:
                raise unittest.SkipTest('all examples were skipped')
        finally:
            sys.stdout = stdout
        if results.failed:
            raise self.failureException(self.format_failure(told.getvalue().rstrip('\n')))

    def format_failure(self, err):
        """The message of a failure."""
        test = self._dt_test
        lineno = 'unknown line number' if test.lineno is None else test.lineno
        return 'Failed doctest test for %s\n  File "%s", line %s, in %s\n\n%s' % (
            test.name, test.filename, lineno, test.name.rpartition('.')[2], err)

    def debug(self):
        """Run and let everything through."""
        self.setUp()
        runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return ((self._dt_test, self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker)
                == (other._dt_test, other._dt_optionflags, other._dt_setUp, other._dt_tearDown, other._dt_checker))

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker))

    def __repr__(self):
        module, _, name = self._dt_test.name.rpartition('.')
        return '%s (%s)' % (name, module)

    __str__ = object.__str__

    def shortDescription(self):
        return 'Doctest: ' + self._dt_test.name


class SkipDocTestCase(DocTestCase):
    """Stands for the tests of a module whose docstrings were optimised away."""

    def __init__(self, module):
        self.module = module
        super().__init__(None)

    def setUp(self):
        self.skipTest('DocTestSuite will not work with -O2 and above')

    def test_skip(self):
        """Nothing: it is skipped."""

    def shortDescription(self):
        return 'Skipping tests from %s' % self.module.__name__

    __str__ = shortDescription


class _DocTestSuite(unittest.TestSuite):
    """A suite that keeps its tests after they ran."""

    def _removeTestAtIndex(self, index):
        pass


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The DocTests of a module as a suite of unit tests."""
    if test_finder is None:
        test_finder = DocTestFinder()
    module = _normalize_module(module)
    tests = test_finder.find(module, globs=globs, extraglobs=extraglobs)
    suite = _DocTestSuite()
    if not tests and sys.flags.optimize >= 2:
        suite.addTest(SkipDocTestCase(module))
        return suite
    tests.sort()
    for test in tests:
        if not test.examples:
            continue
        if not test.filename:
            filename = module.__file__
            test.filename = filename[:-1] if filename.endswith('.pyc') else filename
        suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    """A text file as a test case."""

    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        return 'Failed doctest test for %s\n  File "%s", line 0\n\n%s' % (self._dt_test.name, self._dt_test.filename, err)


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    """A text file as a test case."""
    globs = {} if globs is None else globs.copy()
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    doc, path = _load_testfile(path, package, module_relative, encoding or 'utf-8')
    globs.setdefault('__file__', path)
    return DocFileCase(parser.get_doctest(doc, globs, os.path.basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """Text files as a suite of unit tests."""
    suite = _DocTestSuite()
    if kw.get('module_relative', True):
        # here, as the caller's frame tells which module is meant
        kw['package'] = _normalize_module(kw.get('package'))
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


# As scripts


def script_from_examples(s):
    """The examples of a text as a script, with everything else as comments."""
    lines = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            lines.append(piece.source[:-1])
            if piece.want:
                lines.append('# Expected:')
                lines += ['## ' + line for line in piece.want.split('\n')[:-1]]
        else:
            lines += [_comment_line(line) for line in piece.split('\n')[:-1]]
    while lines and lines[-1] == '#':
        lines.pop()
    while lines and lines[0] == '#':
        lines.pop(0)
    return '\n'.join(lines) + '\n'


def testsource(module, name):
    """The examples of the docstring of one object as a script."""
    module = _normalize_module(module)
    test = next((test for test in DocTestFinder().find(module) if test.name == name), None)
    if test is None:
        raise ValueError(name, 'not found in tests')
    return script_from_examples(test.docstring)


def debug_src(src, pm=False, globs=None):
    """Debug the examples of a text."""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Debug a script, or only what remains of it when it raises."""
    import pdb
    globs = globs.copy() if globs else {}
    if not pm:
        pdb.Pdb(nosigint=True).run('exec(%r)' % src, globs, globs)
        return
    try:
        exec(src, globs, globs)
    except:
        print(sys.exc_info()[1])
        debugger = pdb.Pdb(nosigint=True)
        debugger.reset()
        debugger.interaction(None, sys.exc_info()[2])


def debug(module, name, pm=False):
    """Debug the examples of the docstring of one object."""
    module = _normalize_module(module)
    debug_script(testsource(module, name), pm, module.__dict__)
