"""The fixtures that are there without being defined."""
import os
import sys
from ._marks import fixture

_notset = object()


class MonkeyPatch:
    """Changes that are undone after the test."""

    def __init__(self):
        self._setattr = []
        self._setitem = []
        self._cwd = None
        self._syspath = None

    @classmethod
    def context(cls):
        import contextlib

        @contextlib.contextmanager
        def manage():
            m = cls()
            try:
                yield m
            finally:
                m.undo()
        return manage()

    def setattr(self, target, name, value=_notset, raising=True):
        if value is _notset:
            if not isinstance(target, str):
                raise TypeError("use setattr(target, name, value) or setattr(target, value) with target being a dotted import string")
            value = name
            target, name = self._resolve(target)
        oldval = getattr(target, name, _notset)
        if raising and oldval is _notset:
            raise AttributeError(f"{target!r} has no attribute {name!r}")
        if isinstance(target, type):
            oldval = target.__dict__.get(name, _notset)
        self._setattr.append((target, name, oldval))
        setattr(target, name, value)

    def _resolve(self, path):
        module, _, name = path.rpartition('.')
        if not module:
            raise TypeError(f"must be absolute import path string, not {path!r}")
        parts = module.split('.')
        used = parts.pop(0)
        found = __import__(used)
        for part in parts:
            used += '.' + part
            try:
                found = getattr(found, part)
            except AttributeError:
                __import__(used)
                found = getattr(found, part)
        return found, name

    def delattr(self, target, name=_notset, raising=True):
        if name is _notset:
            target, name = self._resolve(target)
        if not hasattr(target, name):
            if raising:
                raise AttributeError(name)
            return
        oldval = getattr(target, name, _notset)
        if isinstance(target, type):
            oldval = target.__dict__.get(name, _notset)
        self._setattr.append((target, name, oldval))
        delattr(target, name)

    def setitem(self, dic, name, value):
        self._setitem.append((dic, name, dic[name] if name in dic else _notset))
        dic[name] = value

    def delitem(self, dic, name, raising=True):
        if name not in dic:
            if raising:
                raise KeyError(name)
            return
        self._setitem.append((dic, name, dic[name]))
        del dic[name]

    def setenv(self, name, value, prepend=None):
        if prepend and name in os.environ:
            value = value + prepend + os.environ[name]
        self.setitem(os.environ, name, str(value))

    def delenv(self, name, raising=True):
        self.delitem(os.environ, name, raising=raising)

    def syspath_prepend(self, path):
        if self._syspath is None:
            self._syspath = sys.path[:]
        sys.path.insert(0, str(path))

    def chdir(self, path):
        if self._cwd is None:
            self._cwd = os.getcwd()
        os.chdir(path)

    def undo(self):
        for obj, name, value in reversed(self._setattr):
            if value is not _notset:
                setattr(obj, name, value)
            else:
                delattr(obj, name)
        self._setattr[:] = []
        for dictionary, key, value in reversed(self._setitem):
            if value is _notset:
                try:
                    del dictionary[key]
                except KeyError:
                    pass
            else:
                dictionary[key] = value
        self._setitem[:] = []
        if self._syspath is not None:
            sys.path[:] = self._syspath
            self._syspath = None
        if self._cwd is not None:
            os.chdir(self._cwd)
            self._cwd = None


class CaptureFixture:
    """What a test wrote."""

    def __init__(self, capture, binary=False):
        self._capture = capture
        self._binary = binary

    def readouterr(self):
        from collections import namedtuple
        out, err = self._capture.take()
        if self._binary:
            out, err = out.encode(), err.encode()
        return CaptureResult(out, err)

    def disabled(self):
        return self._capture.disabled()


from collections import namedtuple
CaptureResult = namedtuple('CaptureResult', 'out err')


class LogCaptureFixture:
    """What a test logged."""

    def __init__(self):
        import logging

        class Handler(logging.Handler):
            def __init__(self):
                super().__init__(0)
                self.records = []
                self.lines = []

            def emit(self, record):
                self.records.append(record)
                self.lines.append(self.format(record))
        self.handler = Handler()
        self.handler.setFormatter(logging.Formatter('%(levelname)-8s %(name)s:%(filename)s:%(lineno)d %(message)s'))
        self._levels = {}

    @property
    def records(self):
        return self.handler.records

    @property
    def messages(self):
        return [r.getMessage() for r in self.records]

    @property
    def text(self):
        return ''.join(l + '\n' for l in self.handler.lines)

    @property
    def record_tuples(self):
        return [(r.name, r.levelno, r.getMessage()) for r in self.records]

    def clear(self):
        self.handler.records.clear()
        self.handler.lines.clear()

    def set_level(self, level, logger=None):
        import logging
        log = logging.getLogger(logger)
        self._levels.setdefault(logger, log.level)
        log.setLevel(level)
        self.handler.setLevel(level)

    def at_level(self, level, logger=None):
        import contextlib
        import logging

        @contextlib.contextmanager
        def manage():
            log = logging.getLogger(logger)
            old, old_handler = log.level, self.handler.level
            log.setLevel(level)
            self.handler.setLevel(level)
            try:
                yield
            finally:
                log.setLevel(old)
                self.handler.setLevel(old_handler)
        return manage()


class TempPathFactory:
    """Makes folders for tests."""

    def __init__(self):
        self._base = None

    def getbasetemp(self):
        import pathlib
        if self._base is None:
            self._base = pathlib.Path('/tmp/pytest-of-user/pytest-0')
            self._base.mkdir(parents=True, exist_ok=True)
        return self._base

    def mktemp(self, basename, numbered=True):
        base = self.getbasetemp()
        if not numbered:
            p = base / basename
            p.mkdir()
            return p
        n = 0
        while (base / f'{basename}{n}').exists():
            n += 1
        p = base / f'{basename}{n}'
        p.mkdir()
        return p


@fixture
def monkeypatch():
    m = MonkeyPatch()
    yield m
    m.undo()


@fixture(scope='session')
def tmp_path_factory():
    return TempPathFactory()


@fixture
def tmp_path(request, tmp_path_factory):
    import re
    return tmp_path_factory.mktemp(re.sub(r'\W', '_', request.node.name)[:30])


@fixture
def capsys(request):
    return CaptureFixture(request.session.capture)


@fixture
def capfd(request):
    return CaptureFixture(request.session.capture)


@fixture
def capsysbinary(request):
    return CaptureFixture(request.session.capture, True)


@fixture
def caplog():
    import logging
    f = LogCaptureFixture()
    root = logging.getLogger()
    root.addHandler(f.handler)
    yield f
    root.removeHandler(f.handler)
    for name, level in f._levels.items():
        logging.getLogger(name).setLevel(level)


@fixture
def recwarn():
    from ._outcomes import WarningsChecker
    with WarningsChecker(check=False) as w:
        yield w


@fixture(scope='session')
def pytestconfig(request):
    return request.config


@fixture
def record_property():
    return lambda name, value: None


BUILTIN = [monkeypatch, tmp_path_factory, tmp_path, capsys, capfd, capsysbinary, caplog, recwarn, pytestconfig, record_property]
