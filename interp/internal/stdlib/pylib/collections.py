"""Containers beyond the built-in ones."""


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        dict.__init__(self, *args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f'defaultdict({self.default_factory!r}, {dict.__repr__(self)})'

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy


class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
            return
        rest = list(self.items())
        self.clear()
        self[key] = value
        self.update(rest)

    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        key = next(reversed(self)) if last else next(iter(self))
        return key, self.pop(key)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        return f'{type(self).__name__}({dict(self.items())!r})'

    def copy(self):
        return type(self)(self)


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, dict):
                for k, n in iterable.items():
                    self[k] = self.get(k, 0) + n
            else:
                get = self.get
                for k in iterable:
                    self[k] = get(k, 0) + 1
        for k, n in kwds.items():
            self[k] = self.get(k, 0) + n

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, dict):
                for k, n in iterable.items():
                    self[k] = self.get(k, 0) - n
            else:
                for k in iterable:
                    self[k] = self.get(k, 0) - 1
        for k, n in kwds.items():
            self[k] = self.get(k, 0) - n

    def most_common(self, n=None):
        items = sorted(self.items(), key=lambda kv: kv[1], reverse=True)
        return items if n is None else items[:n]

    def elements(self):
        for k, n in self.items():
            for _ in range(n):
                yield k

    def total(self):
        return sum(self.values())

    def copy(self):
        return type(self)(self)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[k] == other[k] for c in (self, other) for k in c)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        try:
            d = dict(self.most_common())
        except TypeError:
            d = dict(self)
        return f'{type(self).__name__}({d!r})'

    def _combine(self, other, op):
        out = Counter()
        for k in self:
            n = op(self[k], other[k])
            if n > 0:
                out[k] = n
        for k in other:
            if k not in self:
                n = op(0, other[k])
                if n > 0:
                    out[k] = n
        return out

    def __add__(self, other):
        return self._combine(other, lambda a, b: a + b) if isinstance(other, Counter) else NotImplemented

    def __sub__(self, other):
        return self._combine(other, lambda a, b: a - b) if isinstance(other, Counter) else NotImplemented

    def __or__(self, other):
        return self._combine(other, max) if isinstance(other, Counter) else NotImplemented

    def __and__(self, other):
        return self._combine(other, min) if isinstance(other, Counter) else NotImplemented

    def __pos__(self):
        return Counter({k: n for k, n in self.items() if n > 0})

    def __neg__(self):
        return Counter({k: -n for k, n in self.items() if n < 0})

    def __iadd__(self, other):
        for k, n in other.items():
            self[k] += n
        return +self


class deque:
    """A double-ended queue: a list for each end."""

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and maxlen < 0:
            raise ValueError('maxlen must be non-negative')
        self._front, self._back, self._maxlen = [], [], maxlen
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def _balance(self, to, other):
        n = (len(other) + 1) // 2
        part = other[:n]
        part.reverse()
        to.extend(part)
        del other[:n]

    def append(self, x):
        self._back.append(x)
        if self._maxlen is not None and len(self) > self._maxlen:
            self.popleft()

    def appendleft(self, x):
        self._front.append(x)
        if self._maxlen is not None and len(self) > self._maxlen:
            self.pop()

    def pop(self):
        if not self._back:
            if not self._front:
                raise IndexError('pop from an empty deque')
            self._balance(self._back, self._front)
        return self._back.pop()

    def popleft(self):
        if not self._front:
            if not self._back:
                raise IndexError('pop from an empty deque')
            self._balance(self._front, self._back)
        return self._front.pop()

    def extend(self, iterable):
        for x in list(iterable) if iterable is self else iterable:
            self.append(x)

    def extendleft(self, iterable):
        for x in list(iterable) if iterable is self else iterable:
            self.appendleft(x)

    def clear(self):
        self._front, self._back = [], []

    def copy(self):
        return type(self)(self, self._maxlen)

    __copy__ = copy

    def rotate(self, n=1):
        if len(self) > 1:
            items = list(self)
            n %= len(items)
            self._front, self._back = [], items[-n:] + items[:-n] if n else items

    def reverse(self):
        self._front, self._back = self._back, self._front

    def count(self, x):
        return list(self).count(x)

    def index(self, x, *args):
        try:
            return list(self).index(x, *args)
        except ValueError:
            raise ValueError(f'{x!r} is not in deque') from None

    def insert(self, i, x):
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError('deque already at its maximum size')
        items = list(self)
        items.insert(i, x)
        self._front, self._back = [], items

    def remove(self, x):
        items = list(self)
        try:
            items.remove(x)
        except ValueError:
            raise ValueError('deque.remove(x): x not in deque') from None
        self._front, self._back = [], items

    def _locate(self, i):
        n = len(self)
        if i < 0:
            i += n
        if not 0 <= i < n:
            raise IndexError('deque index out of range')
        f = len(self._front)
        return (self._front, f - 1 - i) if i < f else (self._back, i - f)

    def __getitem__(self, i):
        part, i = self._locate(i)
        return part[i]

    def __setitem__(self, i, x):
        part, i = self._locate(i)
        part[i] = x

    def __delitem__(self, i):
        part, i = self._locate(i)
        del part[i]

    def __len__(self):
        return len(self._front) + len(self._back)

    def __iter__(self):
        n = len(self)
        for part in (reversed(self._front), self._back):
            for x in part:
                if len(self) != n:
                    raise RuntimeError('deque mutated during iteration')
                yield x

    def __reversed__(self):
        return iter(list(self)[::-1])

    def __contains__(self, x):
        return x in self._front or x in self._back

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return list(self) < list(other) if isinstance(other, deque) else NotImplemented

    __hash__ = None

    def __add__(self, other):
        out = self.copy()
        out.extend(other)
        return out

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return type(self)(list(self) * n, self._maxlen)

    def __repr__(self):
        if self._maxlen is None:
            return f'deque({list(self)!r})'
        return f'deque({list(self)!r}, maxlen={self._maxlen})'


class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for m in self.maps:
            if key in m:
                return m[key]
        raise KeyError(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __contains__(self, key):
        return any(key in m for m in self.maps)

    def __iter__(self):
        d = {}
        for m in reversed(self.maps):
            d.update(dict.fromkeys(m))
        return iter(d)

    def __len__(self):
        return len(set().union(*self.maps))

    def keys(self):
        return list(self)

    def items(self):
        return [(k, self[k]) for k in self]

    def values(self):
        return [self[k] for k in self]

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        del self.maps[0][key]

    def new_child(self, m=None):
        return ChainMap({} if m is None else m, *self.maps)

    def __repr__(self):
        return f'ChainMap({", ".join(map(repr, self.maps))})'


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = [str(n) for n in field_names]
    seen = set()
    for i, n in enumerate(fields):
        bad = not n.isidentifier() or n.startswith('_') or n in seen
        if bad and rename:
            fields[i] = f'_{i}'
        elif bad:
            if n in seen:
                raise ValueError(f'Encountered duplicate field name: {n!r}')
            if n.startswith('_'):
                raise ValueError(f'Field names cannot start with an underscore: {n!r}')
            raise ValueError(f'Type names and field names must be valid identifiers: {n!r}')
        seen.add(n)
    fields = tuple(fields)
    defaults = tuple(defaults) if defaults is not None else ()
    if len(defaults) > len(fields):
        raise TypeError('Got more default values than field names')
    start = len(fields) - len(defaults)

    def __new__(cls, *args, **kwargs):
        if len(args) == len(fields) and not kwargs:
            return tuple.__new__(cls, args)
        if len(args) > len(fields):
            raise TypeError(f'{typename}.__new__() takes {len(fields) + 1} positional arguments but {len(args) + 1} were given')
        values = list(args)
        missing = []
        for i in range(len(args), len(fields)):
            name = fields[i]
            if name in kwargs:
                values.append(kwargs.pop(name))
            elif i >= start:
                values.append(defaults[i - start])
            else:
                missing.append(repr(name))
        if missing:
            names = missing[0] if len(missing) == 1 else ', '.join(missing[:-1]) + (', and ' if len(missing) > 2 else ' and ') + missing[-1]
            raise TypeError(f'{typename}.__new__() missing {len(missing)} required positional argument{"s" if len(missing) > 1 else ""}: {names}')
        for name in kwargs:
            if name in fields:
                raise TypeError(f"{typename}.__new__() got multiple values for argument '{name}'")
            raise TypeError(f"{typename}.__new__() got an unexpected keyword argument '{name}'")
        return tuple.__new__(cls, values)

    def __repr__(self):
        return type(self).__name__ + '(' + ', '.join([f'{n}={v!r}' for n, v in zip(fields, self)]) + ')'

    def _asdict(self):
        return dict(zip(fields, self))

    def _replace(self, /, **kwds):
        out = self._make([kwds.pop(n, v) for n, v in zip(fields, self)])
        if kwds:
            raise TypeError(f'Got unexpected field names: {list(kwds)!r}')
        return out

    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != len(fields):
            raise TypeError(f'Expected {len(fields)} arguments, got {len(values)}')
        return tuple.__new__(cls, values)

    def __getnewargs__(self):
        return tuple(self)

    def getter(i):
        return property(lambda self: tuple.__getitem__(self, i))

    namespace = {'__slots__': (), '_fields': fields, '_field_defaults': dict(zip(fields[start:], defaults)), '__match_args__': fields,
                 '__new__': __new__, '__repr__': __repr__, '_asdict': _asdict, '_replace': _replace, '__replace__': _replace,
                 '_make': classmethod(_make), '__getnewargs__': __getnewargs__}
    for i, n in enumerate(fields):
        namespace[n] = getter(i)
    namespace['__module__'] = module or '__main__'
    return type(typename, (tuple,), namespace)


class UserDict(dict):
    @property
    def data(self):
        return self
