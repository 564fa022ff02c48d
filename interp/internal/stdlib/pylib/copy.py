"""Shallow and deep copies."""


class Error(Exception):
    pass


_atomic = (type(None), int, float, bool, complex, bytes, str, type, range, type(...), type(NotImplemented), type(len), type(lambda: 0), property)


def copy(x):
    cls = type(x)
    if cls in _atomic or cls in (tuple, frozenset) or isinstance(x, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return _rebuild(x, cls, lambda v: v)


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    key = id(x)
    if key in memo:
        return memo[key]
    if cls is list:
        y = memo[key] = []
        for v in x:
            y.append(deepcopy(v, memo))
        return y
    if cls is dict:
        y = memo[key] = {}
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
        return y
    if cls is tuple:
        y = tuple([deepcopy(v, memo) for v in x])
        if key in memo:
            return memo[key]
        if all(a is b for a, b in zip(x, y)):
            y = x
        memo[key] = y
        return y
    if cls is set or cls is frozenset:
        y = memo[key] = cls([deepcopy(v, memo) for v in x])
        return y
    if cls is bytearray:
        return bytearray(x)
    method = getattr(cls, '__deepcopy__', None)
    if method is not None:
        y = method(x, memo)
    else:
        y = _rebuild(x, cls, lambda v: deepcopy(v, memo), lambda y: memo.__setitem__(key, y))
    memo[key] = y
    return y


def _rebuild(x, cls, each, remember=lambda y: None):
    reduce = getattr(x, '__getnewargs__', None)
    if isinstance(x, (list, dict, set)):
        y = cls.__new__(cls)
        remember(y)
        if isinstance(x, list):
            y.extend([each(v) for v in x])
        elif isinstance(x, dict):
            for k, v in x.items():
                y[each(k)] = each(v)
        else:
            y.update([each(v) for v in x])
    elif isinstance(x, BaseException):
        y = cls(*[each(v) for v in x.args])
    elif isinstance(x, tuple):
        y = cls(*[each(v) for v in x]) if hasattr(cls, '_fields') else cls([each(v) for v in x])
    elif reduce is not None:
        y = cls.__new__(cls, *[each(v) for v in reduce()])
    else:
        y = cls.__new__(cls)
    remember(y)
    state = getattr(x, '__dict__', None)
    if state:
        setstate = getattr(y, '__setstate__', None)
        if setstate is not None:
            setstate(each(dict(state)))
        else:
            y.__dict__.update({k: each(v) for k, v in state.items()})
    for c in cls.__mro__:
        slots = c.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(x, name):
                setattr(y, name, each(getattr(x, name)))
    return y
