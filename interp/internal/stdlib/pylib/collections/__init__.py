"""Containers beyond the built-in ones. Those that are not in Go are made when somebody first asks for them."""
from _collections import OrderedDict, defaultdict, deque

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']

_later = {'Counter': '_counter', 'namedtuple': '_named', 'ChainMap': '_wrappers', 'UserDict': '_wrappers', 'UserList': '_wrappers',
          'UserString': '_wrappers', '_tuplegetter': '_named', '_count_elements': '_counter'}


def __getattr__(name):
    where = _later.get(name)
    if where is None:
        if name == 'abc':
            import collections.abc
            return collections.abc
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    found = getattr(__import__('collections.' + where, fromlist=[name]), name)
    globals()[name] = found
    return found


def __dir__():
    return sorted(set(globals()) | set(__all__) | {'abc'})
