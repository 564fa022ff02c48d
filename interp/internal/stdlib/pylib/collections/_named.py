"""Tuples whose fields have names."""
from _collections import _tuplegetter
from sys import _getframemodulename

_keywords = frozenset(('False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif',
                       'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass',
                       'raise', 'return', 'try', 'while', 'with', 'yield'))
_make_tuple = tuple.__new__


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A new subclass of tuple whose items are also attributes."""
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = list(map(str, field_names))
    typename = str(typename)
    if rename:
        seen = set()
        for i, name in enumerate(fields):
            if not name.isidentifier() or name in _keywords or name.startswith('_') or name in seen:
                fields[i] = f'_{i}'
            seen.add(name)
    for name in [typename] + fields:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if name in _keywords:
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for name in fields:
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)
    fields = tuple(fields)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(reversed(list(zip(reversed(fields), reversed(defaults)))))
    count = len(fields)
    names = ', '.join(fields)
    values = f'({names},)' if fields else '()'
    made = eval(f'lambda _cls{", " if fields else ""}{names}: _make_tuple(_cls, {values})',
                {'_make_tuple': _make_tuple, '__builtins__': {}, '__name__': f'namedtuple_{typename}'})
    made.__name__ = '__new__'
    made.__qualname__ = f'{typename}.__new__'
    made.__doc__ = f'Create new instance of {typename}({names})'
    if defaults is not None:
        made.__defaults__ = defaults

    def _make(cls, iterable):
        result = _make_tuple(cls, iterable)
        if len(result) != count:
            raise TypeError(f'Expected {count} arguments, got {len(result)}')
        return result

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, fields, self))
        if kwds:
            raise TypeError(f'Got unexpected field names: {list(kwds)!r}')
        return result

    shown = '(' + ', '.join(f'{name}=%r' for name in fields) + ')'

    def __repr__(self):
        return self.__class__.__name__ + shown % self

    def _asdict(self):
        return dict(zip(fields, self))

    def __getnewargs__(self):
        return tuple(self)

    _make.__doc__ = f'Make a new {typename} object from a sequence or iterable'
    _replace.__doc__ = f'Return a new {typename} object replacing specified fields with new values'
    __repr__.__doc__ = 'Return a nicely formatted representation string'
    _asdict.__doc__ = 'Return a new dict which maps field names to their values.'
    __getnewargs__.__doc__ = 'Return self as a plain tuple.  Used by copy and pickle.'
    for method in (_make, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f'{typename}.{method.__name__}'
    namespace = {'__doc__': f'{typename}({names})', '__slots__': (), '_fields': fields, '_field_defaults': field_defaults, '__new__': made,
                 '_make': classmethod(_make), '__replace__': _replace, '_replace': _replace, '__repr__': __repr__, '_asdict': _asdict,
                 '__getnewargs__': __getnewargs__, '__match_args__': fields}
    for i, name in enumerate(fields):
        namespace[name] = _tuplegetter(i, f'Alias for field number {i}')
    if module is None:
        module = _getframemodulename(1) or '__main__'
    if module is not None:
        namespace['__module__'] = module
    return type(typename, (tuple,), namespace)


namedtuple.__module__ = 'collections'
