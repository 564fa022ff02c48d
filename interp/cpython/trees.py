"""Answers questions about Python sources with CPython's own parser, many to a process.

Each request is one line of JSON, each answer another:
  {"ask": "about"}                -> {"version", "build"}
  {"ask": "library"}              -> {"files": [path, ...]}, the standard library and its tests
  {"ask": "read", "path"}         -> {"data": base64}
  {"ask": "tree", "data": base64} -> {"sha": of the dump} or {"kind", "message", "line"} of the refusal
  {"ask": "dump", "data": base64} -> {"dump": text}
  {"ask": "compile", "data"}      -> {} or the refusal, of the compiler too
  {"ask": "scopes", "data"}       -> {"scopes": [...]}
  {"ask": "verdict", "data"}      -> {"verdict": text}, the first error with its place, or the warnings, or "ok"
  {"ask": "speed", "paths", "rounds"} -> {"bytes", "seconds": [one a round]}
"""

import ast
import base64
import gc
import hashlib
import json
import os
import sys
import sysconfig
import time
import warnings
import zipfile

sys.setrecursionlimit(100_000)
warnings.simplefilter('ignore')

ARCHIVE = '/lib/python3%d.zip' % sys.version_info[1]  # where pyodide keeps its library


def library():
    if os.path.exists(ARCHIVE) and sys.platform == 'emscripten':
        with zipfile.ZipFile(ARCHIVE) as z:
            return sorted('zip:' + n for n in z.namelist() if n.endswith('.py'))
    root = sysconfig.get_path('stdlib')
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f != 'site-packages')
        found += [os.path.join(folder, f) for f in files if f.endswith('.py')]
    return sorted(found)


def read(path):
    if path.startswith('zip:'):
        with zipfile.ZipFile(ARCHIVE) as z:
            return z.read(path[4:])
    with open(path, 'rb') as f:
        return f.read()


def refusal(error):
    if isinstance(error, SyntaxError):
        return {'kind': type(error).__name__, 'message': error.msg, 'line': error.lineno or 0}
    return {'kind': type(error).__name__, 'message': str(error), 'line': 0}


def dump(data):
    return ast.dump(ast.parse(data), include_attributes=True)


def scopes(data):
    import symtable
    out = []

    def walk(table):
        names = []
        for s in table.get_symbols():
            flags = ''.join(letter for letter, on in (
                ('p', s.is_parameter()), ('g', s.is_declared_global()), ('n', s.is_nonlocal()), ('G', s.is_global()),
                ('l', s.is_local()), ('f', s.is_free()), ('i', s.is_imported()), ('a', s.is_assigned()),
                ('r', s.is_referenced()), ('A', s.is_annotated())) if on)
            names.append([s.get_name(), flags])
        kind = table.get_type()
        out.append([str(getattr(kind, 'value', kind)), table.get_name(), table.get_lineno(), table.is_nested(), sorted(names)])
        for child in table.get_children():
            walk(child)

    walk(symtable.symtable(data, 'm.py', 'exec'))
    return out


def verdict(data):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            compile(data, 'm.py', 'exec', dont_inherit=True)
        except SyntaxError as e:
            return 'error %d:%d-%d:%d %s' % (e.lineno, e.offset - 1, e.end_lineno, e.end_offset - 1, e.msg)
    return '\n'.join('warning %d %s' % (w.lineno, w.message) for w in caught) or 'ok'


def answer(request):
    ask = request['ask']
    if ask == 'about':
        return {'version': sys.version, 'build': sysconfig.get_config_var('CONFIG_ARGS') or ''}
    if ask == 'library':
        return {'files': library()}
    if ask == 'read':
        return {'data': base64.b64encode(read(request['path'])).decode()}
    if ask == 'speed':
        sources = [read(p) for p in request['paths']]
        seconds = []
        gc.disable()
        for _ in range(request['rounds']):
            start = time.perf_counter()
            for data in sources:
                ast.parse(data)
            seconds.append(time.perf_counter() - start)
        gc.enable()
        return {'bytes': sum(map(len, sources)), 'seconds': seconds}
    data = base64.b64decode(request['data'])
    try:
        if ask == 'tree':
            return {'sha': hashlib.sha256(dump(data).encode('utf-8', 'surrogatepass')).hexdigest()}
        if ask == 'dump':
            return {'dump': dump(data)}
        if ask == 'compile':
            compile(data, 'm.py', 'exec', dont_inherit=True)
            return {}
        if ask == 'verdict':
            return {'verdict': verdict(data)}
        if ask == 'scopes':
            return {'scopes': scopes(data)}
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        return refusal(error)
    raise ValueError('no such question: ' + ask)


if __name__ == '__main__':
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
