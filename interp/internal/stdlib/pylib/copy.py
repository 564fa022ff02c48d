"""Shallow and deep copies."""
import copyreg
from _weakref import ref

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    """An object that cannot be copied."""


error = Error

# What copies as itself, and what copies itself by its method.
_atomic = frozenset((type(None), int, float, bool, complex, str, bytes, type, range, slice, property, type(...), type(NotImplemented), type(len),
                     type(lambda: 0), type((lambda: 0).__code__), type(list[int]), type(int | str), type([].append), type(type.__dict__), ref))
_shallow = frozenset((list, dict, set, bytearray))


def copy(x):
    """A new object of the same kind with the same contents."""
    cls = type(x)
    if cls in _atomic or cls is tuple or cls is frozenset:
        return x
    if cls in _shallow:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    return _rebuild(x, None, _reduced(x, cls))


def _reduced(x, cls):
    reductor = copyreg.dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, '__reduce_ex__', None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, '__reduce__', None)
    if reductor is not None:
        return reductor()
    raise Error('un(deep)copyable object of type %s' % cls)


def deepcopy(x, memo=None, _nil=[]):
    """A new object of the same kind with copies of the contents; what was copied once is not copied again."""
    cls = type(x)
    if cls in _atomic and cls is not slice:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(key, _nil)
        if y is not _nil:
            return y
    if cls is list:
        y = memo[key] = []
        append = y.append
        for item in x:
            append(deepcopy(item, memo))
    elif cls is dict:
        y = memo[key] = {}
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is tuple:
        y = [deepcopy(item, memo) for item in x]
        if key in memo:
            return memo[key]
        for old, new in zip(x, y):
            if old is not new:
                y = tuple(y)
                break
        else:
            y = x
    elif issubclass(cls, type):
        y = x
    elif cls.__name__ == 'method' and hasattr(x, '__func__'):
        y = cls(x.__func__, deepcopy(x.__self__, memo))
    else:
        copier = getattr(x, '__deepcopy__', None)
        if copier is not None:
            y = copier(memo)
        else:
            rv = _reduced(x, cls)
            y = x if isinstance(rv, str) else _rebuild(x, memo, rv)
    if y is not x:
        memo[key] = y
        try:
            memo[id(memo)].append(x)
        except KeyError:
            memo[id(memo)] = [x]
    return y


def _parts(func, args, state=None, listiter=None, dictiter=None):
    return func, args, state, listiter, dictiter


def _rebuild(x, memo, rv):
    """The object that a reduced value describes; with a memo, from copies."""
    if isinstance(rv, str):
        return x
    func, args, state, listiter, dictiter = _parts(*rv)
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    """A copy of an object with some fields changed, by its __replace__."""
    cls = obj.__class__
    func = getattr(cls, '__replace__', None)
    if func is None:
        raise TypeError(f'replace() does not support {cls.__name__} objects')
    return func(obj, **changes)
