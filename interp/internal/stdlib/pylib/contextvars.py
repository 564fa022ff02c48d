"""Variables that have a value of their own in every context: in every task, and wherever Context.run() goes."""
import _thread

__all__ = ['Context', 'ContextVar', 'Token', 'copy_context']

_current = {}  # the context of each thread, by its identity
_absent = object()


def _context():
    ident = _thread.get_ident()
    ctx = _current.get(ident)
    if ctx is None:
        ctx = _current[ident] = Context()
    return ctx


class ContextVar:
    """A variable of a context."""
    __slots__ = ('_name', '_default')

    def __init__(self, name, /, *, default=_absent):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    def __init_subclass__(cls):
        raise TypeError("type '_contextvars.ContextVar' is not an acceptable base type")

    @property
    def name(self):
        return self._name

    def get(self, default=_absent, /):
        """The value in this context, or the default."""
        value = _context()._data.get(self, _absent)
        if value is not _absent:
            return value
        if default is not _absent:
            return default
        if self._default is not _absent:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Set the value; the token that comes back undoes it."""
        ctx = _context()
        token = Token(ctx, self, ctx._data.get(self, _absent))
        ctx._data = {**ctx._data, self: value}
        return token

    def reset(self, token, /):
        """Undo what set() did."""
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        ctx = _context()
        if token._context is not ctx:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        data = dict(ctx._data)
        if token._old is _absent:
            data.pop(self, None)
        else:
            data[self] = token._old
        ctx._data = data

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __repr__(self):
        default = '' if self._default is _absent else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'


class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


class Token:
    """What ContextVar.set() answers."""
    __slots__ = ('_context', '_var', '_old', '_used')
    MISSING = _Missing()

    def __init__(self, context, var, old):
        self._context = context
        self._var = var
        self._old = old
        self._used = False

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return Token.MISSING if self._old is _absent else self._old

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._var.reset(self)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __repr__(self):
        used = ' used' if self._used else ''
        return f'<Token{used} var={self._var!r} at {id(self):#x}>'


class Context:
    """A mapping of context variables to their values."""
    __slots__ = ('_data', '_entered', '_before')

    def __init__(self):
        self._data = {}
        self._entered = False
        self._before = None

    def run(self, callable, /, *args, **kwargs):
        """Call a function in this context."""
        if self._entered:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        ident = _thread.get_ident()
        before = _current.get(ident)
        self._entered = True
        _current[ident] = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current[ident] = before
            self._entered = False

    def copy(self):
        made = Context()
        made._data = self._data
        return made

    def __getitem__(self, var):
        _check(var)
        return self._data[var]

    def __contains__(self, var):
        _check(var)
        return var in self._data

    def get(self, var, default=None, /):
        _check(var)
        return self._data.get(var, default)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._data == other._data

    __hash__ = None


def _check(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f'a ContextVar key was expected, got {var!r}')


def copy_context():
    """A copy of the context that the program is in."""
    return _context().copy()
