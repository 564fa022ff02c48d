"""Collecting tests, running them, and writing down what became of them."""
import inspect
import io
import os
import sys
import traceback
import types
from . import _assertion, _fixtures
from ._marks import FixtureDef, Mark, MarkDecorator, ParameterSet
from ._outcomes import Exit, Failed, Skipped, UsageError, XFailed

__tracebackhide__ = True

ORDER = {'session': 0, 'package': 1, 'module': 2, 'class': 3, 'function': 4}
WIDTH = 80


class Capture:
    """Standard output and error of tests."""

    def __init__(self, on):
        self.on = on

    def start(self):
        self.saved = sys.stdout, sys.stderr
        self.out, self.err = io.StringIO(), io.StringIO()
        sys.stdout, sys.stderr = self.out, self.err

    def take(self):
        texts = self.out.getvalue(), self.err.getvalue()
        for s in (self.out, self.err):
            s.seek(0)
            s.truncate()
        return texts

    def stop(self):
        sys.stdout, sys.stderr = self.saved

    def disabled(self):
        capture = self

        class Disabled:
            def __enter__(self):
                self.inside = sys.stdout, sys.stderr
                sys.stdout, sys.stderr = capture.saved

            def __exit__(self, *args):
                sys.stdout, sys.stderr = self.inside
        return Disabled()


class Module:
    """A file of tests."""

    def __init__(self, path, name, module, asserts):
        self.path, self.name, self.module, self.asserts = path, name, module, asserts


class Item:
    """One test."""

    def __init__(self, session, module, cls, func, name, marks, params, indirect):
        self.session, self.module, self.cls, self.function, self.name = session, module, cls, func, name
        self.marks, self.params, self.indirect = marks, params, indirect
        self.originalname = func.__name__
        self.keywords = {m.name: m for m in marks}
        self.nodeid = module.path + '::' + (cls.__name__ + '::' if cls else '') + name
        self.config = session

    def get_closest_marker(self, name, default=None):
        for m in reversed(self.marks):
            if m.name == name:
                return m
        return default

    def iter_markers(self, name=None):
        return (m for m in reversed(self.marks) if name is None or m.name == name)

    def add_marker(self, marker, append=True):
        self.marks.append(marker.mark if isinstance(marker, MarkDecorator) else marker)

    @property
    def fspath(self):
        return self.module.path


class Request:
    """What a fixture is asked for by."""

    def __init__(self, run, fixturedef=None, param=None, has_param=False):
        self._run = run
        self.node = run.item
        self.session = self.config = run.session
        self.function = run.item.function
        self.cls = run.item.cls
        self.instance = run.instance
        self.module = run.item.module.module
        self.fixturename = fixturedef.name if fixturedef else None
        self.scope = fixturedef.scope if fixturedef else 'function'
        self._finalizers = []
        self.keywords = run.item.keywords
        if has_param:
            self.param = param

    def getfixturevalue(self, name):
        return self._run.value(name)

    def addfinalizer(self, f):
        self._finalizers.append(f)

    @property
    def fixturenames(self):
        return list(self._run.values)

    def applymarker(self, marker):
        self.node.add_marker(marker)


class Run:
    """One test under way, with its fixtures."""

    def __init__(self, session, item):
        self.session, self.item = session, item
        self.instance = None
        self.values = {}
        self.stack = []

    def definition(self, name):
        for table in self.session.tables(self.item):
            if name in table and name not in self.stack:
                return table[name]
            if name in table and self.stack and self.stack[-1] == name:
                continue
        return None

    def value(self, name):
        if name in self.values and name not in self.stack:
            return self.values[name]
        if name == 'request':
            return Request(self)
        if name in self.item.params and name not in self.item.indirect:
            return self.item.params[name]
        d = self.definition(name)
        if d is None:
            known = sorted({n for t in self.session.tables(self.item) for n in t})
            raise Failed(f"fixture '{name}' not found\n>       available fixtures: {', '.join(known)}\n"
                         ">       use 'pytest --fixtures [testpath]' for help on them.", False)
        has_param = name in self.item.params
        param = self.item.params.get(name)
        key = (id(d), self.session.scope_key(d.scope, self.item), repr(param) if has_param else None)
        if key in self.session.cache and d.scope != 'function':
            v = self.session.cache[key]
            self.values[name] = v
            return v
        request = Request(self, d, param, has_param)
        self.stack.append(name)
        try:
            args = {}
            names = list(inspect.signature(d.func).parameters)
            if names and names[0] == 'self' and getattr(d, 'owner', None) is not None:
                args['self'] = self.instance
                names = names[1:]
            for n in names:
                args[n] = request if n == 'request' else self.value(n)
            bound_self = args.pop('self', None)
            call = d.func if bound_self is None else types.MethodType(d.func, bound_self)
            if inspect.isgeneratorfunction(d.func):
                gen = call(**args)
                v = next(gen)

                def finish():
                    try:
                        next(gen)
                    except StopIteration:
                        return
                    raise Failed(f"fixture function has more than one 'yield':\n\n{inspect.getsource(d.func)}", False)
                self.session.finalizers(d.scope, self.item).append(finish)
            else:
                v = call(**args)
            for f in request._finalizers:
                self.session.finalizers(d.scope, self.item).append(f)
            request.addfinalizer = lambda f: self.session.finalizers(d.scope, self.item).append(f)
        finally:
            self.stack.pop()
        self.values[name] = v
        self.session.cache[key] = v
        return v


class Session:
    """A run of pytest."""

    def __init__(self, args):
        self.out = sys.stdout
        self.verbose = 0
        self.maxfail = None
        self.keyword = self.markexpr = None
        self.traceback = 'auto'
        self.capturing = True
        self.summary_chars = 'fE'
        self.collect_only = False
        self.paths = []
        self.plugins = []
        self.parse(args)
        self.capture = Capture(self.capturing)
        self.modules = []
        self.items = []
        self.errors = []
        self.cache = {}
        self.pending = {}
        self.fixture_tables = {}
        self.builtin = {d.name: d for d in _fixtures.BUILTIN}
        self.reports = []
        self.rootpath = os.getcwd()

    def parse(self, args):
        args = list(args)
        while args:
            a = args.pop(0)
            if a in ('-v', '--verbose'):
                self.verbose += 1
            elif a in ('-vv', '-vvv'):
                self.verbose += len(a) - 1
            elif a in ('-q', '--quiet', '-qq'):
                self.verbose -= a.count('q') if a[1] != '-' else 1
            elif a in ('-x', '--exitfirst'):
                self.maxfail = 1
            elif a.startswith('--maxfail'):
                self.maxfail = int(a.partition('=')[2] or args.pop(0))
            elif a == '-k':
                self.keyword = args.pop(0)
            elif a.startswith('-k'):
                self.keyword = a[2:].lstrip('=')
            elif a == '-m':
                self.markexpr = args.pop(0)
            elif a.startswith('--tb'):
                self.traceback = a.partition('=')[2] or args.pop(0)
            elif a in ('-s', '--capture=no'):
                self.capturing = False
            elif a == '--collect-only' or a == '--co':
                self.collect_only = True
            elif a.startswith('-r'):
                self.summary_chars += a[2:]
            elif a in ('-p', '-o', '-c', '-W', '--rootdir', '--import-mode'):
                args.pop(0)
            elif a.startswith('-'):
                if a.split('=')[0] in ('--no-header', '--no-summary', '--disable-warnings', '--strict-markers', '--color', '--durations', '-W',
                                       '--capture', '--import-mode', '--rootdir', '-p', '--showlocals', '-l', '--cache-clear', '--lf', '--ff'):
                    continue
                raise UsageError(f'unrecognized arguments: {a}')
            else:
                self.paths.append(a)

    def getoption(self, name, default=None, skip=False):
        return getattr(self, name.lstrip('-').replace('-', '_'), default)

    getvalue = getoption

    def addinivalue_line(self, name, line):
        pass

    def getini(self, name):
        return []

    def write(self, text):
        self.out.write(text)

    def rule(self, title, char='='):
        if len(title) + 2 >= WIDTH:
            return f'{char} {title} {char}'
        fill = (WIDTH - len(title) - 2) // 2
        line = f'{char * fill} {title} {char * fill}'
        if len(line) + 1 <= WIDTH:
            line += char
        return line

    # Collecting.

    def collect(self):
        for path in self.paths or ['.']:
            path, _, rest = path.partition('::')
            only = rest.split('::') if rest else None
            if os.path.isdir(path):
                for folder, dirs, files in os.walk(path):
                    dirs[:] = sorted(d for d in dirs if not d.startswith('.') and d not in ('__pycache__', 'node_modules', 'venv', 'build', 'dist'))
                    for name in sorted(files):
                        if name.endswith('.py') and (name.startswith('test_') or name.endswith('_test.py')):
                            self.collect_file(os.path.normpath(os.path.join(folder, name)), None)
            elif os.path.isfile(path):
                self.collect_file(os.path.normpath(path), only)
            else:
                raise UsageError(f'file or directory not found: {path}')

    def conftests(self, path):
        out = []
        folder = os.path.dirname(path)
        while True:
            c = os.path.join(folder, 'conftest.py')
            if os.path.isfile(c):
                out.append(c)
            if not folder:
                break
            folder = os.path.dirname(folder)
        return out

    def load(self, path):
        """Run the code of a file of tests."""
        name = os.path.splitext(path)[0].replace('/', '.')
        folder = os.path.dirname(path)
        while folder and not os.path.isfile(os.path.join(folder, '__init__.py')):
            name = os.path.splitext(os.path.basename(path))[0]
            break
        where = os.path.abspath(os.path.dirname(path) or '.')
        if where not in sys.path:
            sys.path.insert(0, where)
        with open(path, encoding='utf-8') as f:
            text = f.read()
        module = types.ModuleType(name)
        module.__file__ = os.path.abspath(path)
        if '.' in name:
            module.__package__ = name.rpartition('.')[0]
            __import__(module.__package__)
        import linecache
        code, table = _assertion.rewrite(text, path)
        linecache.cache[path] = (len(text), None, linecache._split(text), path)
        module.__dict__['__pytest_seen__'] = [seen for _, seen in table]
        sys.modules[name] = module
        exec(code, module.__dict__)
        return Module(path, name, module, table)

    def table_of(self, module):
        table = {}
        for value in list(vars(module).values()):
            if isinstance(value, FixtureDef):
                table[value.name] = value
        return table

    def collect_file(self, path, only):
        self.capture.start()
        try:
            tables = []
            for c in self.conftests(path):
                if c not in self.fixture_tables:
                    m = self.load(c)
                    self.fixture_tables[c] = self.table_of(m.module)
                    configure = getattr(m.module, 'pytest_configure', None)
                    if configure:
                        configure(self)
                tables.append(self.fixture_tables[c])
            module = self.load(path)
        except Skipped as e:
            self.capture.stop()
            self.reports.append((None, 'skipped', str(e), path))
            return
        except BaseException as e:
            self.capture.stop()
            if isinstance(e, (KeyboardInterrupt, SystemExit, Exit)):
                raise
            self.errors.append((path, e))
            return
        self.capture.stop()
        module.tables = [self.table_of(module.module)] + tables + [self.builtin]
        self.modules.append(module)
        marks = self.marks_of(module.module)
        items = []
        for name, value in list(vars(module.module).items()):
            if isinstance(value, type):
                if self.is_testcase(value) and value.__module__ == module.name or name.startswith('Test') and not self.is_testcase(value) and isinstance(value, type):
                    items.append((getattr(value, '__firstlineno__', 0), 'class', value))
            elif name.startswith('test') and callable(value) and hasattr(value, '__code__') | hasattr(value, '__wrapped__'):
                items.append((self.line_of(value), 'function', value))
        items.sort(key=lambda i: i[0])
        for _, kind, value in items:
            if kind == 'function':
                if not only or only[0].partition('[')[0] == value.__name__:
                    self.add(module, None, value, value.__name__, marks, only)
            elif not only or only[0] == value.__name__:
                self.collect_class(module, value, marks, only)

    def line_of(self, f):
        f = inspect.unwrap(f)
        return f.__code__.co_firstlineno if hasattr(f, '__code__') else 0

    def is_testcase(self, cls):
        unittest = sys.modules.get('unittest')
        return unittest is not None and issubclass(cls, unittest.TestCase)

    def marks_of(self, obj):
        m = getattr(obj, 'pytestmark', [])
        if not isinstance(m, (list, tuple)):
            m = [m]
        return [x.mark if isinstance(x, MarkDecorator) else x for x in m]

    def collect_class(self, module, cls, marks, only):
        if '__init__' in {n for c in cls.__mro__[:-1] for n in c.__dict__} and not self.is_testcase(cls):
            return
        if getattr(cls, '__test__', True) is False:
            return
        for base in reversed(cls.__mro__[:-1]):
            marks = marks + (list(base.__dict__.get('pytestmark', [])) if isinstance(base.__dict__.get('pytestmark', []), list)
                             else [base.__dict__['pytestmark']])
        marks = [m.mark if isinstance(m, MarkDecorator) else m for m in marks]
        table = {}
        for base in reversed(cls.__mro__[:-1]):
            for value in base.__dict__.values():
                if isinstance(value, FixtureDef):
                    value.owner = cls
                    table[value.name] = value
        cls.__pytest_fixtures__ = table
        methods = []
        for name in dir(cls):
            if not name.startswith('test'):
                continue
            value = inspect.getattr_static(cls, name)
            if isinstance(value, staticmethod):
                value = value.__func__
            if callable(value) and hasattr(value, '__code__') | hasattr(value, '__wrapped__'):
                methods.append((self.line_of(value), name, value))
        methods.sort(key=lambda m: m[0])
        for _, name, value in methods:
            if not only or len(only) < 2 or only[1].partition('[')[0] == name:
                self.add(module, cls, value, name, marks, only)

    def add(self, module, cls, func, name, marks, only):
        marks = marks + self.marks_of(func)
        sets = [([], {}, [], set())]
        for m in reversed([m for m in marks if m.name == 'parametrize']):
            sets = self.multiply(sets, *m.args, **m.kwargs)
        probe = Item(self, module, cls, func, name, marks, {}, set())
        for d in self.parametrized_fixtures(probe):
            values = []
            for i, p in enumerate(d.params):
                extra = []
                id = None
                if isinstance(p, ParameterSet):
                    extra, id, p = p.marks, p.id, p.values[0]
                if d.ids is not None:
                    id = d.ids(p) if callable(d.ids) else d.ids[i]
                values.append((p, extra, id if id is not None else self.id_of(p, d.name, i)))
            sets = [(ids + [str(id)], {**params, d.name: p}, ms + extra, indirect | {d.name}) for ids, params, ms, indirect in sets
                    for p, extra, id in values]
        for ids, params, extra, indirect in sets:
            full = name + ('[' + '-'.join(ids) + ']' if ids else '')
            if only and '[' in only[-1] and only[-1] != full:
                continue
            self.items.append(Item(self, module, cls, func, full, marks + extra, params, indirect))

    def parametrized_fixtures(self, item):
        found, seen = [], set()

        def look(names):
            for n in names:
                if n in seen:
                    continue
                seen.add(n)
                d = next((t[n] for t in self.tables(item) if n in t), None)
                if d is not None:
                    if d.params is not None:
                        found.append(d)
                    look([p for p in inspect.signature(d.func).parameters if p not in ('self', 'request')])
        try:
            names = list(inspect.signature(item.function).parameters)
        except (TypeError, ValueError):
            names = []
        for m in item.marks:
            if m.name == 'usefixtures':
                names += m.args
        for table in self.tables(item):
            names += [n for n, d in table.items() if d.autouse]
        given = {a.strip() for m in item.marks if m.name == 'parametrize'
                 for a in (m.args[0].split(',') if isinstance(m.args[0], str) else m.args[0])}
        look([n for n in names if n not in given])
        return found

    def id_of(self, value, name, index):
        if isinstance(value, str):
            return value.encode('unicode_escape').decode() if not value.isascii() or not value.isprintable() else value
        if isinstance(value, (int, float, bool, complex)) or value is None:
            return str(value)
        if isinstance(value, bytes):
            return value.decode('ascii', 'backslashreplace')
        import enum
        if isinstance(value, enum.Enum):
            return str(value)
        if isinstance(getattr(value, '__name__', None), str):
            return value.__name__
        return f'{name}{index}'

    def multiply(self, sets, argnames, argvalues, indirect=False, ids=None, scope=None):
        names = [n.strip() for n in argnames.split(',') if n.strip()] if isinstance(argnames, str) else list(argnames)
        values = []
        if ids is not None and not callable(ids):
            ids = list(ids)
        for i, v in enumerate(argvalues):
            marks, id = [], None
            if isinstance(v, ParameterSet):
                marks, id, v = v.marks, v.id, v.values
                if len(names) == 1 and len(v) == 1:
                    v = (v[0],)
            elif len(names) == 1:
                v = (v,)
            v = tuple(v)
            if len(v) != len(names):
                raise Failed(f'in "parametrize" the number of names ({len(names)}):\n  {names}\nmust be equal to the number of values '
                             f'({len(v)}):\n  {v}', False)
            if id is None and ids is not None:
                if callable(ids):
                    parts = [ids(x) for x in v]
                    id = '-'.join(str(p) if p is not None else self.id_of(x, n, i) for p, x, n in zip(parts, v, names))
                elif ids[i] is not None:
                    id = str(ids[i])
            if id is None:
                id = '-'.join(self.id_of(x, n, i) for n, x in zip(names, v))
            values.append((dict(zip(names, v)), marks, id))
        texts = [id for _, _, id in values]
        counts = {}
        for k, (v, m, id) in enumerate(values):
            if texts.count(id) > 1:
                n = counts.get(id, 0)
                counts[id] = n + 1
                values[k] = (v, m, f'{id}{n}' if not id[-1:].isdigit() else f'{id}_{n}')
        through = set(names) if indirect is True else set(indirect or ())
        return [(old_ids + [id], {**params, **v}, ms + m, ind | through) for old_ids, params, ms, ind in sets for v, m, id in values]

    # Running.

    def tables(self, item):
        own = [item.cls.__pytest_fixtures__] if item.cls is not None and hasattr(item.cls, '__pytest_fixtures__') else []
        return own + item.module.tables

    def scope_key(self, scope, item):
        return {'session': (), 'package': (), 'module': (item.module.path,), 'class': (item.module.path, item.cls),
                'function': (item.nodeid,)}[scope]

    def finalizers(self, scope, item):
        return self.pending.setdefault((scope, self.scope_key(scope, item)), [])

    def finish(self, scope, item, errors):
        """Undo what was prepared for a scope."""
        if scope == 'session':
            keys = [k for k in self.pending if k[0] in ('session', 'package')]
        else:
            keys = [(scope, self.scope_key(scope, item))]
        for key in reversed(keys):
            for f in reversed(self.pending.pop(key, [])):
                try:
                    f()
                except BaseException as e:
                    if isinstance(e, (KeyboardInterrupt, SystemExit)):
                        raise
                    errors.append(e)
            for k in [k for k in self.cache if k[1] == key[1] and scope != 'session']:
                del self.cache[k]

    def selected(self):
        items = self.items
        if self.keyword:
            items = [i for i in items if self.matches(self.keyword, lambda w, i=i: w.lower() in self.words(i))]
        if self.markexpr:
            items = [i for i in items if self.matches(self.markexpr, lambda w, i=i: any(m.name == w for m in i.marks))]
        return items

    def words(self, item):
        return ' '.join([item.nodeid, *(m.name for m in item.marks)]).lower()

    def matches(self, expression, test):
        import re
        text = re.sub(r'[\w\[\]\-.:]+', lambda m: m[0] if m[0] in ('and', 'or', 'not') else str(test(m[0])), expression)
        try:
            return bool(eval(text, {'__builtins__': {}}))
        except SyntaxError:
            raise UsageError(f'Wrong expression passed to \'-k\': {expression}') from None

    def main(self):
        from _frames import clock
        begun = clock()
        if self.verbose >= 0:
            import platform
            self.write(self.rule('test session starts') + '\n')
            self.write(f'platform linux -- Python {platform.python_version()}, pytest-8.4.2, pluggy-1.6.0\n')
            self.write(f'rootdir: {self.rootpath}\n')
        self.collect()
        items = self.selected()
        dropped = len(self.items) - len(items)
        if self.verbose >= 0:
            text = f'collected {len(self.items)} item{"" if len(self.items) == 1 else "s"}'
            if self.errors:
                text += f' / {len(self.errors)} error{"" if len(self.errors) == 1 else "s"}'
            if dropped:
                text += f' / {dropped} deselected / {len(items)} selected'
            skipped = sum(1 for r in self.reports if r[1] == 'skipped')
            if skipped:
                text += f' / {skipped} skipped'
            self.write(text + '\n\n')
        status = 0
        if self.collect_only:
            for item in items:
                self.write(item.nodeid + '\n')
        elif not self.errors:
            try:
                self.run_items(items)
            except Exit as e:
                self.write(f'\n!!! _pytest.outcomes.Exit: {e.msg} !!!\n')
                status = e.returncode or 0
        self.summary(clock() - begun, dropped)
        if self.errors:
            return 2
        if status:
            return status
        if any(r[1] in ('failed', 'error') for r in self.reports):
            return 1
        return 0 if items else 5

    def run_items(self, items):
        current = None
        done = 0
        column = 0
        failures = 0
        for index, item in enumerate(items):
            if self.verbose <= 0 and item.module.path != current:
                if current is not None:
                    self.write(self.progress(column, done, len(items)))
                current = item.module.path
                if self.verbose == 0:
                    self.write(current + ' ')
                    column = len(current) + 1
                else:
                    column = 0 if column is None else column
            following = items[index + 1] if index + 1 < len(items) else None
            outcomes = self.run_item(item, following)
            done += 1
            for outcome in outcomes:
                self.reports.append(outcome)
                letter, word = {'passed': ('.', 'PASSED'), 'failed': ('F', 'FAILED'), 'error': ('E', 'ERROR'), 'skipped': ('s', 'SKIPPED'),
                                'xfailed': ('x', 'XFAIL'), 'xpassed': ('X', 'XPASS')}[outcome[1]]
                if self.verbose > 0:
                    reason = f' ({outcome[2]})' if outcome[1] in ('skipped', 'xfailed') and outcome[2] else ''
                    line = f'{item.nodeid} {word}{reason}'
                    percent = f'[{100 * done // len(items):3d}%]'
                    self.write(line + ' ' * max(1, WIDTH - len(line) - len(percent)) + percent + '\n')
                else:
                    self.write(letter)
                    column += 1
                if outcome[1] in ('failed', 'error'):
                    failures += 1
            if self.maxfail and failures >= self.maxfail:
                break
        if self.verbose <= 0 and items:
            self.write(self.progress(column, done, len(items)))

    def progress(self, column, done, total):
        percent = f'[{100 * done // total:3d}%]'
        return ' ' * max(1, WIDTH - column - len(percent)) + percent + '\n'

    def run_item(self, item, following):
        if self.capturing:
            self.capture.start()
        else:
            self.capture.saved = sys.stdout, sys.stderr
            self.capture.out, self.capture.err = io.StringIO(), io.StringIO()
        errors = []
        run = Run(self, item)
        try:
            outcome = self.call(run)
        finally:
            self.finish('function', item, errors)
            if following is None or following.cls is not item.cls or following.module is not item.module:
                self.leave_class(item, errors)
                self.finish('class', item, errors)
            if following is None or following.module is not item.module:
                self.call_hook(item.module.module, 'teardown_module', errors, item.module.module)
                self.finish('module', item, errors)
            if following is None:
                self.finish('session', item, errors)
            texts = self.capture.take()
            if self.capturing:
                self.capture.stop()
        outcomes = [outcome + (texts,)]
        for e in errors:
            outcomes.append((item, 'error', 'teardown', e, texts))
        return outcomes

    def call_hook(self, owner, name, errors, *args):
        f = getattr(owner, name, None)
        if f is None or isinstance(f, FixtureDef):
            return
        try:
            n = len(inspect.signature(f).parameters)
            f(*args[:n])
        except BaseException as e:
            if isinstance(e, (KeyboardInterrupt, SystemExit)) or errors is None:
                raise
            errors.append(e)

    def leave_class(self, item, errors):
        if item.cls is not None and getattr(self, 'entered', None) is item.cls:
            if self.is_testcase(item.cls):
                self.call_hook(item.cls, 'tearDownClass', errors)
                item.cls.doClassCleanups()
            else:
                self.call_hook(item.cls, 'teardown_class', errors)
            self.entered = None

    def condition(self, m, item):
        """Does a mark skipif or xfail apply?"""
        conditions = m.args if m.name == 'skipif' or m.args else ()
        if 'condition' in m.kwargs:
            conditions = (m.kwargs['condition'],)
        if not conditions:
            return m.name != 'skipif'
        for c in conditions:
            if isinstance(c, str):
                c = eval(c, {'os': os, 'sys': sys, 'platform': __import__('platform'), **vars(item.module.module)})
            if c:
                return True
        return False

    def call(self, run):
        item = run.item
        expected = None
        for m in item.marks:
            if m.name == 'skip':
                return item, 'skipped', m.kwargs.get('reason', m.args[0] if m.args else 'unconditional skip'), None
            if m.name == 'skipif' and self.condition(m, item):
                return item, 'skipped', m.kwargs.get('reason', ''), None
            if m.name == 'xfail' and self.condition(m, item):
                expected = m
        phase = 'setup'
        if expected is not None and expected.kwargs.get('run', True) is False:
            return item, 'xfailed', '[NOTRUN] ' + expected.kwargs.get('reason', ''), None
        teardown = None
        try:
            if getattr(self, 'module_entered', None) is not item.module:
                self.module_entered = item.module
                self.call_hook(item.module.module, 'setup_module', None, item.module.module)
            if item.cls is not None and self.is_testcase(item.cls):
                return self.call_unittest(run, expected)
            if item.cls is not None:
                if getattr(self, 'entered', None) is not item.cls:
                    self.entered = item.cls
                    self.call_hook(item.cls, 'setup_class', None)
                run.instance = item.cls()
            automatic = sorted(((ORDER[d.scope], n) for t in reversed(self.tables(item)) for n, d in t.items() if d.autouse), key=lambda p: p[0])
            for _, name in automatic:
                run.value(name)
            for m in item.marks:
                if m.name == 'usefixtures':
                    for name in m.args:
                        run.value(name)
            names = [n for n, p in inspect.signature(item.function).parameters.items()
                     if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
            if item.cls is not None and not isinstance(inspect.getattr_static(item.cls, item.originalname), staticmethod):
                names = names[1:]
            skip = len(getattr(item.function, 'patchings', ()) and [p for p in item.function.patchings if p.new.__class__.__name__ == '_SentinelObject'])
            names = names[skip:] if skip else names
            names = sorted(names, key=lambda n: ORDER.get(getattr(run.definition(n), 'scope', 'function'), 4)) if names else names
            values = {n: run.value(n) for n in names}
            owner = run.instance if item.cls is not None else item.module.module
            before, after = ('setup_method', 'teardown_method') if item.cls is not None else ('setup_function', 'teardown_function')
            if item.cls is not None:
                self.call_hook(owner, before, None, item.function)
                teardown = lambda: self.call_hook(owner, after, None, item.function)
            else:
                self.call_hook(owner, before, None, item.function)
                teardown = lambda: self.call_hook(owner, after, None, item.function)
            phase = 'call'
            for _, seen in item.module.asserts:
                seen.values.clear()
            if item.cls is not None and not isinstance(inspect.getattr_static(item.cls, item.originalname), staticmethod):
                result = item.function(run.instance, **values)
            else:
                result = item.function(**values)
            if inspect.iscoroutine(result):
                if any(m.name in ('asyncio', 'anyio') for m in item.marks):
                    import asyncio
                    asyncio.run(result)
                else:
                    result.close()
                    raise Failed('async def functions are not natively supported.\nYou need to install a suitable plugin for your async '
                                 'framework, for example:\n  - anyio\n  - pytest-asyncio\n  - pytest-tornasync\n  - pytest-trio\n'
                                 '  - pytest-twisted', False)
            outcome = self.passed(item, expected)
        except BaseException as e:
            outcome = self.ended(item, e, phase, expected)
        if teardown is not None:
            try:
                teardown()
            except BaseException as e:
                if isinstance(e, (KeyboardInterrupt, SystemExit)):
                    raise
                if outcome[1] != 'failed':
                    return item, 'error', 'teardown', e
        return outcome

    def passed(self, item, expected):
        if expected is None:
            return item, 'passed', '', None
        reason = expected.kwargs.get('reason', '')
        if expected.kwargs.get('strict'):
            return item, 'failed', 'call', Failed(f'[XPASS(strict)] {reason}', False)
        return item, 'xpassed', reason, None

    def ended(self, item, e, phase, expected):
        if isinstance(e, (KeyboardInterrupt, Exit)):
            raise e
        if isinstance(e, AssertionError):
            self.explanation(item, e)  # while the values are still known
        if isinstance(e, Skipped) or type(e).__name__ == 'SkipTest':
            return item, 'skipped', str(e), e
        if isinstance(e, XFailed):
            return item, 'xfailed', str(e), e
        if expected is not None and phase == 'call':
            kinds = expected.kwargs.get('raises')
            if kinds is None or isinstance(e, kinds):
                return item, 'xfailed', expected.kwargs.get('reason', ''), e
        return item, 'failed' if phase == 'call' else 'error', phase, e

    def call_unittest(self, run, expected):
        item = run.item
        import unittest
        cls = item.cls
        if getattr(cls, '__unittest_skip__', False):
            return item, 'skipped', getattr(cls, '__unittest_skip_why__', ''), None
        if getattr(self, 'entered', None) is not cls:
            self.entered = cls
            cls.setUpClass()
        for table in reversed(self.tables(item)):
            for name, d in table.items():
                if d.autouse:
                    run.instance = run.instance or cls(item.originalname)
                    run.value(name)
        case = run.instance or cls(item.originalname)

        class Result(unittest.TestResult):
            outcome = None

            def addError(self, test, err):
                self.outcome = self.outcome or ('error', err[1])

            addFailure = addError

            def addSubTest(self, test, subtest, err):
                if err is not None:
                    self.outcome = self.outcome or ('error', err[1])

            def addSkip(self, test, reason):
                self.outcome = ('skipped', reason)

            def addExpectedFailure(self, test, err):
                self.outcome = ('xfailed', '')

            def addUnexpectedSuccess(self, test):
                self.outcome = ('unexpected', None)
        result = Result()
        case(result)
        if result.outcome is None:
            return self.passed(item, expected)
        kind, what = result.outcome
        if kind == 'error':
            return self.ended(item, what, 'call', expected)
        if kind == 'unexpected':
            return item, 'failed', 'call', Failed('Unexpected success', False)
        return item, kind, what, None

    # Telling.

    def summary(self, seconds, dropped):
        failed = [r for r in self.reports if r[1] == 'failed']
        errors = [r for r in self.reports if r[1] == 'error']
        if (errors or self.errors) and self.traceback != 'no':
            self.write('\n' + self.rule('ERRORS') + '\n')
            for path, e in self.errors:
                self.write(self.rule(f'ERROR collecting {path}', '_') + '\n')
                self.collection_error(path, e)
            for item, _, phase, e, texts in errors:
                self.write(self.rule(f'ERROR at {phase} of {self.title(item)}', '_') + '\n')
                self.failure(item, e, texts)
        if failed and self.traceback != 'no':
            self.write('\n' + self.rule('FAILURES') + '\n')
            for item, _, phase, e, texts in failed:
                self.write(self.rule(self.title(item), '_') + '\n')
                self.failure(item, e, texts)
        if failed or errors or self.errors or any(c in self.summary_chars for c in 'sxXpPA'):
            self.write(self.rule('short test summary info') + '\n')
            for r in self.reports:
                if r[1] == 'skipped' and ('s' in self.summary_chars or 'a' in self.summary_chars or 'A' in self.summary_chars):
                    self.write(f'SKIPPED [1] {r[0].module.path if r[0] else r[3]}: {r[2]}\n')
                elif r[1] == 'xfailed' and ('x' in self.summary_chars or 'a' in self.summary_chars or 'A' in self.summary_chars):
                    self.write(f'XFAIL {r[0].nodeid}' + (f' - {r[2]}' if r[2] else '') + '\n')
                elif r[1] == 'xpassed' and ('X' in self.summary_chars or 'a' in self.summary_chars or 'A' in self.summary_chars):
                    self.write(f'XPASS {r[0].nodeid}' + (f' - {r[2]}' if r[2] else '') + '\n')
                elif r[1] == 'passed' and ('p' in self.summary_chars or 'A' in self.summary_chars):
                    self.write(f'PASSED {r[0].nodeid}\n')
            for r in failed:
                self.write(self.clipped(f'FAILED {r[0].nodeid} - ', self.short(r[0], r[3])))
            for path, e in self.errors:
                self.write(self.clipped(f'ERROR {path}', ' - ' + self.last_line(e) if not isinstance(e, SyntaxError) else ''))
            for r in errors:
                self.write(self.clipped(f'ERROR {r[0].nodeid} - ', self.short(r[0], r[3])))
        if self.errors:
            n = len(self.errors)
            self.write(self.rule(f'Interrupted: {n} error{"" if n == 1 else "s"} during collection', '!') + '\n')
        counts = []
        for kind, word in (('failed', 'failed'), ('passed', 'passed'), ('skipped', 'skipped')):
            n = sum(1 for r in self.reports if r[1] == kind)
            if n:
                counts.append(f'{n} {word}')
        if dropped:
            counts.append(f'{dropped} deselected')
        for kind in ('xfailed', 'xpassed'):
            n = sum(1 for r in self.reports if r[1] == kind)
            if n:
                counts.append(f'{n} {kind}')
        n = len(errors) + len(self.errors)
        if n:
            counts.append(f'{n} error{"" if n == 1 else "s"}')
        text = f'{", ".join(counts) or "no tests ran"} in {seconds:.2f}s'
        self.write((self.rule(text) if self.verbose >= 0 else text) + '\n')

    def clipped(self, head, tail):
        line = head + tail
        if len(line) > WIDTH and self.verbose <= 0:
            line = line[:WIDTH - 3] + '...' if len(head) < WIDTH - 3 else head.removesuffix(' - ')
        return line + '\n'

    def title(self, item):
        return (item.cls.__name__ + '.' if item.cls else '') + item.name

    def last_line(self, e):
        return traceback.format_exception_only(e)[-1].strip()

    def message(self, item, e):
        """The lines that say what went wrong."""
        if type(e) is AssertionError or isinstance(e, AssertionError) and type(e).__name__ == 'AssertionError':
            text = self.explanation(item, e)
            if text is not None:
                if e.args and str(e):
                    return 'AssertionError: ' + str(e) + '\n' + text
                return text
        if isinstance(e, Failed):
            return 'Failed: ' + str(e) if e.pytrace else str(e)
        return ''.join(traceback.format_exception_only(e)).rstrip('\n')

    def short(self, item, e):
        text = self.message(item, e)
        return text.split('\n')[0]

    def explanation(self, item, e):
        tb = e.__traceback__
        last = None
        while tb is not None:
            if '__pytest_seen__' in tb.tb_frame.f_globals:
                last = tb
            elif '__tracebackhide__' not in tb.tb_frame.f_globals:
                last = None
            tb = tb.tb_next
        if last is None:
            return None
        for module in self.modules:
            if module.module.__dict__ is last.tb_frame.f_globals:
                for node, seen in module.asserts:
                    if node.lineno <= last.tb_lineno <= node.end_lineno:
                        if not hasattr(e, '_pytest_text'):
                            e._pytest_text = _assertion.explain(node, seen, None)
                        return e._pytest_text
        return None

    def collection_error(self, path, e):
        if isinstance(e, (ImportError, ModuleNotFoundError)):
            self.write(f"ImportError while importing test module '{os.path.abspath(path)}'.\nHint: make sure your test modules/packages have valid "
                       "Python names.\nTraceback:\n")
        for line in ''.join(traceback.format_exception_only(e)).rstrip('\n').split('\n'):
            self.write('E   ' + line + '\n')

    def failure(self, item, e, texts):
        if isinstance(e, Failed) and not e.pytrace:
            self.write(str(e) + '\n')
        elif self.traceback == 'line':
            self.write(self.message(item, e).split('\n')[0] + '\n')
        elif self.traceback == 'native':
            self.write(''.join(traceback.format_exception(e)))
        else:
            self.frames(item, e)
        for what, text in zip(('stdout', 'stderr'), texts):
            if text:
                self.write(self.rule(f'Captured {what} call', '-') + '\n' + text + ('' if text.endswith('\n') else '\n'))

    def frames(self, item, e):
        """The frames of a failure with the lines around them."""
        shown = []
        tb = e.__traceback__
        while tb is not None:
            f = tb.tb_frame
            if '__tracebackhide__' not in f.f_globals and '__unittest' not in f.f_globals and not f.f_code.co_filename.startswith('<frozen pytest'):
                shown.append(tb)
            tb = tb.tb_next
        import linecache
        for i, tb in enumerate(shown):
            code = tb.tb_frame.f_code
            name = code.co_filename
            last = i == len(shown) - 1
            first = code.co_firstlineno if code.co_name != '<module>' else tb.tb_lineno
            if self.traceback == 'short':
                self.write(f'{name}:{tb.tb_lineno}: in {code.co_name}\n    {linecache.getline(name, tb.tb_lineno).strip()}\n')
            else:
                if i:
                    self.write('_ ' * 40 + '\n')
                self.write('\n')
                for n in range(first, tb.tb_lineno + 1):
                    line = linecache.getline(name, n).rstrip('\n')
                    indent = linecache.getline(name, first)
                    cut = len(indent) - len(indent.lstrip())
                    body = line[cut:] if line[:cut].strip() == '' else line
                    if n == tb.tb_lineno:
                        self.write('>   ' + body[0:] .rstrip() + '\n' if not body.startswith('    ') else '>       ' + body[4:] + '\n')
                    else:
                        self.write(('    ' + body).rstrip() + '\n')
            if last:
                prefix = 'E   ' if self.traceback == 'short' else 'E       '
                for line in self.message(item, e).split('\n'):
                    self.write((prefix + line).rstrip() + '\n')
            if self.traceback != 'short':
                self.write(f'\n{name}:{tb.tb_lineno}: {type(e).__name__ if last else ""}'.rstrip() + '\n')
        if not shown:
            for line in self.message(item, e).split('\n'):
                self.write('E   ' + line + '\n')
