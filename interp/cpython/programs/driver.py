"""Runs the programs of the behaviour corpus with CPython, many to a process.

Each request is one line of JSON, {"files": {path: text}, "main": path}; each answer is one line of JSON,
{"out": stdout, "raises": "Type: text" or null, "stderr": traceback or ""}. A program gets a __main__ of its own, sees the
files of its request as modules and nothing of the programs before it.
"""

import importlib.abc
import importlib.util
import io
import json
import linecache
import sys
import traceback
import types
import warnings


class Files(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds modules and packages among the files of a request."""

    def __init__(self, files):
        self.files = files

    def find_spec(self, fullname, path=None, target=None):
        base = fullname.replace('.', '/')
        for file, package in ((base + '/__init__.py', True), (base + '.py', False)):
            if file in self.files:
                spec = importlib.util.spec_from_loader(fullname, self, origin=file, is_package=package)
                spec.has_location = True
                return spec
        if any(file.startswith(base + '/') for file in self.files):
            spec = importlib.util.spec_from_loader(fullname, None, is_package=True)
            return spec
        return None

    def get_source(self, fullname):
        base = fullname.replace('.', '/')
        return self.files.get(base + '/__init__.py', self.files.get(base + '.py'))

    def get_code(self, fullname):
        spec = sys.modules[fullname].__spec__
        return compile(self.get_source(fullname), spec.origin, 'exec', dont_inherit=True)

    def is_package(self, fullname):
        return fullname.replace('.', '/') + '/__init__.py' in self.files


def describe(error):
    """The exception as `# raises:` words it: Type: first line of its text."""
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ not in ('builtins', '__main__'):
        name = kind.__module__ + '.' + name
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:
        text = '<exception str() failed>'
    text = text.split('\n')[0] if text else ''
    return name + ': ' + text if text else name


def depth():
    """How many Python frames lie below a program that run executes."""
    frame, n = sys._getframe(1), 0
    while frame is not None:
        frame, n = frame.f_back, n + 1
    return n


def run(request, stdout=io.StringIO):
    """Runs one program; the answer is a dict."""
    files, main = request['files'], request['main']
    before, finder, limit = set(sys.modules), Files(files), sys.getrecursionlimit()
    for file, text in files.items():
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    module = types.ModuleType('__main__')
    module.__builtins__ = __builtins__
    saved = sys.modules['__main__'], sys.stdout, sys.stderr, sys.stdin, sys.argv
    sys.modules['__main__'], sys.stdout, sys.stderr, sys.stdin, sys.argv = module, stdout(), io.StringIO(), io.StringIO(), ['']
    sys.meta_path.append(finder)
    sys.setrecursionlimit(limit + depth())  # so that the program has as many frames to itself as a script would
    raises, trace = None, ''
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            exec(compile(files[main], main, 'exec', dont_inherit=True), module.__dict__)
    except BaseException as error:
        raises = describe(error)
        outer = error.__traceback__.tb_next  # without the frame of this function
        trace = ''.join(traceback.format_exception(type(error), error, outer))
    finally:
        out = sys.stdout
        sys.modules['__main__'], sys.stdout, sys.stderr, sys.stdin, sys.argv = saved
        sys.meta_path.remove(finder)
        sys.setrecursionlimit(limit)
        for name in set(sys.modules) - before:
            if name.split('.')[0] in {file.split('/')[0].removesuffix('.py') for file in files}:
                del sys.modules[name]
        for file in files:
            linecache.cache.pop(file, None)
    return {'out': out.getvalue(), 'raises': raises, 'stderr': trace}


def serve():
    sys.stdout.reconfigure(encoding='utf-8', errors='surrogatepass')
    answers = sys.stdout
    for line in sys.stdin:
        answers.write(json.dumps(run(json.loads(line))) + '\n')
        answers.flush()


if __name__ == '__main__' and sys.platform != 'emscripten':
    serve()
