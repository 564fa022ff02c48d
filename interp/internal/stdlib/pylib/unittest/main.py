"""Running the tests of a module from the command line."""
import argparse
import functools
import os
import sys
from . import loader, runner
from .signals import installHandler

__unittest = True

_NO_TESTS_EXITCODE = 5

# What can stand on the command line when the tests are not given, and when they are, as help shows it.
MAIN_EXAMPLES = 'Examples:\n' + ''.join(f'  %(prog)s {what:<26}- {does}\n' for what, does in (
    ('test_module', 'run tests from test_module'),
    ('module.TestClass', 'run tests from module.TestClass'),
    ('module.Class.test_method', 'run specified test method'),
    ('path/to/test_file.py', 'run tests from test_file.py'),
))
MODULE_EXAMPLES = 'Examples:\n' + ''.join(f'  %(prog)s {what:<26}- {does}\n' for what, does in (
    ('', 'run default set of tests'),
    ('MyTestSuite', "run suite 'MyTestSuite'"),
    ('MyTestCase.testSomething', 'run MyTestCase.testSomething'),
    ('MyTestCase', "run all 'test*' test methods\n" + ' ' * 39 + 'in MyTestCase'),
))


def _convert_name(name):
    """The module that the path of a file means; other names stay as they are."""
    if not name.lower().endswith('.py') or not os.path.isfile(name):
        return name
    path = name
    if os.path.isabs(name):
        path = os.path.relpath(name, os.getcwd())
        if path.startswith(os.pardir) or os.path.isabs(path):
            return name  # it is not below where modules are looked for
    stem, _ = os.path.splitext(os.path.normpath(path))
    return stem.translate({ord('/'): '.', ord('\\'): '.'})


def _convert_select_pattern(pattern):
    return pattern if '*' in pattern else f'*{pattern}*'


# The options: flags, the attribute of the program that one sets, how it does, its help.
_OPTIONS = (
    ('-v --verbose', 'verbosity', {'action': 'store_const', 'const': 2}, 'Verbose output'),
    ('-q --quiet', 'verbosity', {'action': 'store_const', 'const': 0}, 'Quiet output'),
    ('--locals', 'tb_locals', {'action': 'store_true'}, 'Show local variables in tracebacks'),
    ('--durations', 'durations', {'type': int, 'metavar': 'N'}, 'Show the N slowest test cases (N=0 for all)'),
    ('-f --failfast', 'failfast', {'action': 'store_true'}, 'Stop on first fail or error'),
    ('-c --catch', 'catchbreak', {'action': 'store_true'}, 'Catch Ctrl-C and display results so far'),
    ('-b --buffer', 'buffer', {'action': 'store_true'}, 'Buffer stdout and stderr during tests'),
    ('-k', 'testNamePatterns', {'action': 'append', 'type': _convert_select_pattern},
     'Only run tests which match the given substring'),
)

# What the program's caller may decide; only what is left open is an option. The second is what it is then, without the option.
_UNDECIDED = (('failfast', bool), ('catchbreak', bool), ('buffer', bool), ('testNamePatterns', list))

# What discovery can be told, by options or by position: flags, attribute, help.
_DISCOVERY_OPTIONS = (
    ('-s --start-directory', 'start', "Directory to start discovery ('.' default)"),
    ('-p --pattern', 'pattern', "Pattern to match tests ('test*.py' default)"),
    ('-t --top-level-directory', 'top', 'Top level directory of project (defaults to start directory)'),
)


class TestProgram:
    """Runs tests as the command line says, and exits. The arguments are parsed into its attributes."""

    module = progName = warnings = None
    failfast = catchbreak = buffer = testNamePatterns = None
    verbosity = 1
    _main_parser = _discovery_parser = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=loader.defaultTestLoader, exit=True,
                 verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            module = functools.reduce(getattr, module.split('.')[1:], __import__(module))
        self.module, self.defaultTest, self.exit = module, defaultTest, exit
        self.testRunner, self.testLoader = testRunner, testLoader
        self.verbosity, self.tb_locals, self.durations = verbosity, tb_locals, durations
        self.failfast, self.catchbreak, self.buffer = failfast, catchbreak, buffer
        # Whoever decides about warnings, here or by options of the interpreter, is not overruled.
        self.warnings = warnings if warnings is not None or sys.warnoptions else 'default'
        arguments = sys.argv if argv is None else argv
        self.progName = arguments[0].replace('\\', '/').rpartition('/')[2]
        self.parseArgs(arguments)
        self.runTests()

    def parseArgs(self, argv):
        arguments = argv[1:]
        self.tests = None
        if not arguments:
            self._decide()  # there is nothing to make parsers for
        else:
            self._initArgParsers()
            if self.module is None and arguments[0].lower() == 'discover':
                return self._do_discovery(arguments[1:])
            self._main_parser.parse_args(arguments, self)
        if self.tests:
            self.testNames = [_convert_name(name) for name in self.tests]
        elif self.module is None:
            return self._do_discovery([])
        else:
            default = self.defaultTest
            self.testNames = (default,) if isinstance(default, str) else default and list(default)
        self.createTests()

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        chosen = Loader() if from_discovery and Loader is not None else self.testLoader
        if from_discovery:
            self.test = chosen.discover(self.start, self.pattern, self.top)
        elif self.testNames is not None:
            self.test = chosen.loadTestsFromNames(self.testNames, self.module)
        else:
            self.test = chosen.loadTestsFromModule(self.module)

    def _do_discovery(self, argv, Loader=None):
        self.start, self.top, self.pattern = '.', None, 'test*.py'
        if argv:
            if not self._discovery_parser:
                self._initArgParsers()
            self._discovery_parser.parse_args(argv, self)
        self.createTests(from_discovery=True, Loader=Loader)

    def _decide(self):
        """Decide what the caller left open; answers what he decided, for which there is no option then."""
        given = {name for name, _ in _UNDECIDED if getattr(self, name) is not None}
        for name, make in _UNDECIDED:
            if name not in given:
                setattr(self, name, make())
        return given

    def _initArgParsers(self):
        common = argparse.ArgumentParser(add_help=False)
        given = self._decide()
        for flags, dest, how, text in _OPTIONS:
            if dest not in given:
                common.add_argument(*flags.split(), dest=dest, help=text, **how)

        self._main_parser = parser = argparse.ArgumentParser(prog=self.progName, parents=[common])
        parser.add_argument('tests', nargs='*', help='a list of any number of test modules, classes and test methods.')
        parser.print_help = self._print_help

        self._discovery_parser = parser = argparse.ArgumentParser(
            prog=f'{self.progName} discover', parents=[common],
            epilog='For test discovery all test modules must be importable from the top level directory of the project.')
        for flags, dest, text in _DISCOVERY_OPTIONS:
            parser.add_argument(*flags.split(), dest=dest, help=text)
        for _, dest, _ in _DISCOVERY_OPTIONS:
            parser.add_argument(dest, nargs='?', default=argparse.SUPPRESS, help=argparse.SUPPRESS)

    def _print_help(self, *args, **kwargs):
        examples = MAIN_EXAMPLES if self.module is None else MODULE_EXAMPLES
        print(self._main_parser.format_help())
        print(examples % {'prog': self.progName})
        if self.module is None:
            self._discovery_parser.print_help()

    def runTests(self):
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if self.catchbreak:
            installHandler()
        chosen = self._make_runner() if isinstance(self.testRunner, type) else self.testRunner
        self.result = result = chosen.run(self.test)
        if self.exit:
            if not result.wasSuccessful():
                sys.exit(1)
            sys.exit(0 if result.testsRun or result.skipped else _NO_TESTS_EXITCODE)

    def _make_runner(self):
        """A runner of a class. One that does not know the newer settings is not told them, the oldest ones are not told any."""
        settings = {name: getattr(self, name) for name in ('verbosity', 'failfast', 'buffer', 'warnings')}
        newer = {name: getattr(self, name) for name in ('tb_locals', 'durations')}
        for known in (settings | newer, settings):
            try:
                return self.testRunner(**known)
            except TypeError:
                pass
        return self.testRunner()


main = TestProgram
