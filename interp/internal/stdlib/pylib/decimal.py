"""Decimal floating point. Numbers and arithmetic are in _decimal; signals and contexts as classes are here."""
import numbers as _numbers
from collections import namedtuple as _namedtuple
from _decimal import ContextBase as _ContextBase
from _decimal import Decimal, getcontext, setcontext as _setcontext, _setup

__all__ = ['Decimal', 'Context', 'DecimalTuple', 'DefaultContext', 'BasicContext', 'ExtendedContext', 'DecimalException', 'Clamped',
           'InvalidOperation', 'DivisionByZero', 'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow', 'FloatOperation',
           'DivisionImpossible', 'InvalidContext', 'ConversionSyntax', 'DivisionUndefined', 'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN',
           'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP', 'setcontext', 'getcontext', 'localcontext',
           'IEEEContext', 'MAX_PREC', 'MAX_EMAX', 'MIN_EMIN', 'MIN_ETINY', 'IEEE_CONTEXT_MAX_BITS', 'HAVE_THREADS', 'HAVE_CONTEXTVAR']

__version__ = '1.70'
__libmpdec_version__ = '4.0.0'
ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'
HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
IEEE_CONTEXT_MAX_BITS = 512

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')


class DecimalException(ArithmeticError):
    """Any signal."""


class Clamped(DecimalException):
    """An exponent was changed to fit."""


class InvalidOperation(DecimalException):
    """An operation that has no result."""


class ConversionSyntax(InvalidOperation):
    """A text that is no number."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A finite number divided by zero."""


class DivisionImpossible(InvalidOperation):
    """A quotient with too many digits."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero divided by zero."""


class Inexact(DecimalException):
    """Digits other than zeros were lost."""


class InvalidContext(InvalidOperation):
    """A context that cannot be worked in."""


class Rounded(DecimalException):
    """Digits were lost."""


class Subnormal(DecimalException):
    """A result below the smallest normal number."""


class Overflow(Inexact, Rounded):
    """A result that is too large."""


class Underflow(Inexact, Rounded, Subnormal):
    """A result that is too small to be exact."""


class FloatOperation(DecimalException, TypeError):
    """A float among decimals."""


_bits = {InvalidOperation: 1, FloatOperation: 2, DivisionByZero: 4, Overflow: 8, Underflow: 16, Subnormal: 32, Inexact: 64, Rounded: 128,
         Clamped: 256}
_shown = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
_order = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)


class SignalDict:
    """Which signals are set, as a mapping onto a context."""
    __slots__ = ('_context', '_name')

    def __init__(self, context, name):
        self._context, self._name = context, name

    def _bit(self, key):
        try:
            return _bits[key]
        except (KeyError, TypeError):
            raise KeyError('invalid error flag') from None

    def __getitem__(self, key):
        return bool(getattr(self._context, self._name) & self._bit(key))

    def __setitem__(self, key, value):
        bit = self._bit(key)
        bits = getattr(self._context, self._name)
        setattr(self._context, self._name, bits | bit if value else bits & ~bit)

    def __delitem__(self, key):
        raise ValueError('signal keys cannot be deleted')

    def __iter__(self):
        return iter(_order)

    def __len__(self):
        return len(_order)

    def __contains__(self, key):
        return key in _bits

    def keys(self):
        return dict(self.items()).keys()

    def values(self):
        return dict(self.items()).values()

    def items(self):
        return {signal: self[signal] for signal in _order}.items()

    def get(self, key, default=None):
        return self[key] if key in _bits else default

    def copy(self):
        return dict(self.items())

    def __eq__(self, other):
        if isinstance(other, SignalDict):
            return getattr(self._context, self._name) == getattr(other._context, other._name)
        if isinstance(other, dict):
            return self.copy() == other
        return NotImplemented

    __hash__ = None

    def __repr__(self):
        return '{' + ', '.join(f'{signal!r}:{self[signal]}' for signal in _order) + '}'


def _mask(value):
    if isinstance(value, (list, tuple)):
        bits = 0
        for signal in value:
            if signal not in _bits:
                raise TypeError('values must be signals')
            bits |= _bits[signal]
        return bits
    if isinstance(value, SignalDict):
        return getattr(value._context, value._name)
    if isinstance(value, dict):
        if len(value) != len(_bits) or any(key not in _bits for key in value):
            raise KeyError('invalid signal dict')
        return sum(_bits[key] for key in value if value[key])
    raise TypeError('argument must be a signal dict')


def _signals(value):
    if isinstance(value, (list, tuple)):  # which only constructors take
        raise TypeError('argument must be a signal dict')
    return _mask(value)


class Context(_ContextBase):
    """What operations round to, and which signals are raised."""
    __slots__ = ()

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get('DefaultContext')
        for name, value in (('prec', prec), ('rounding', rounding), ('Emin', Emin), ('Emax', Emax), ('capitals', capitals), ('clamp', clamp)):
            if value is None:
                if base is not None:
                    setattr(self, name, getattr(base, name))
            else:
                setattr(self, name, value)
        if traps is not None:
            self._traps = _mask(traps)
        elif base is not None:
            self._traps = base._traps
        if flags is not None:
            self._flags = _mask(flags)

    @property
    def flags(self):
        return SignalDict(self, '_flags')

    @flags.setter
    def flags(self, value):
        self._flags = _signals(value)

    @property
    def traps(self):
        return SignalDict(self, '_traps')

    @traps.setter
    def traps(self, value):
        self._traps = _signals(value)

    def copy(self):
        """A context with the same settings and flags."""
        other = Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, [], [])
        other._flags, other._traps = self._flags, self._traps
        return other

    __copy__ = copy

    def __reduce__(self):
        listed = lambda bits: [signal for signal in _order if bits & _bits[signal]]
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, listed(self._flags), listed(self._traps))

    def __repr__(self):
        listed = lambda bits: '[' + ', '.join(signal.__name__ for signal in _shown if bits & _bits[signal]) + ']'
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, '
                f'clamp={self.clamp}, flags={listed(self._flags)}, traps={listed(self._traps)})')


def _start():
    _setup((InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped, ConversionSyntax,
            DivisionImpossible, DivisionUndefined, InvalidContext), _fresh, DecimalTuple)


def setcontext(context, /):
    """Make a context the one that operations of this thread use; of a template it is a copy."""
    if context is DefaultContext or context is BasicContext or context is ExtendedContext:
        context = context.copy()
        context.clear_flags()
    _setcontext(context)


DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [InvalidOperation, DivisionByZero, Overflow])
BasicContext = Context(9, ROUND_HALF_UP, -999999, 999999, 1, 0, [], [DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [])
Context.__module__ = 'decimal'
SignalDict.__module__ = 'decimal'


def _fresh():
    context = DefaultContext.copy()
    context._flags = 0
    return context


class _ContextManager:
    def __init__(self, context):
        self.new_context = context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, t, v, tb):
        setcontext(self.saved_context)


def localcontext(ctx=None, **kwargs):
    """A context manager that works in a copy of a context."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError('optional argument must be a context')
    manager = _ContextManager(ctx)
    for key, value in kwargs.items():
        if key not in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
            raise TypeError(f"'{key}' is an invalid keyword argument for this function")
        setattr(manager.new_context, key, value)
    return manager


def IEEEContext(bits, /):
    """The context of an interchange format of IEEE 754."""
    if bits <= 0 or bits > IEEE_CONTEXT_MAX_BITS or bits % 32:
        raise ValueError('argument must be a multiple of 32, with a maximum of 512')
    prec = 9 * (bits // 32) - 2
    emax = 3 * (1 << (bits // 16 + 3))
    return Context(prec, ROUND_HALF_EVEN, 1 - emax, emax, 1, 1, [], [])


_numbers.Number.register(Decimal)
