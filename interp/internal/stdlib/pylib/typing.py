"""Names for annotations. They are subscriptable and show as CPython shows them; nothing checks them."""
from _engine import alias, union, typevar

TYPE_CHECKING = False


class _Special:
    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin

    def __repr__(self):
        return 'typing.' + self._name

    def __getitem__(self, args):
        return alias(self, args)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f'Cannot instantiate {self!r}')
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if self.__origin__ is not None else ()

    def __instancecheck__(self, obj):
        if self.__origin__ is None:
            raise TypeError(f'{self!r} cannot be used with isinstance()')
        return isinstance(obj, self.__origin__)

    def __or__(self, other):
        return _Union[self, other]

    def __ror__(self, other):
        return _Union[other, self]


class _UnionForm(_Special):
    def __getitem__(self, args):
        if not isinstance(args, tuple):
            return args
        try:
            return union(args)
        except TypeError:
            return alias(self, args)


class _OptionalForm(_Special):
    def __getitem__(self, arg):
        return union((arg, None))


class _Identity(_Special):
    def __getitem__(self, args):
        return args[0] if isinstance(args, tuple) else args


_Union = _UnionForm('Union')
Union = _Union
Optional = _OptionalForm('Optional')
Annotated = _Identity('Annotated')
List = _Special('List', list)
Dict = _Special('Dict', dict)
Set = _Special('Set', set)
FrozenSet = _Special('FrozenSet', frozenset)
Tuple = _Special('Tuple', tuple)
Type = _Special('Type', type)
Any = _Special('Any')
NoReturn = _Special('NoReturn')
Never = _Special('Never')
Self = _Special('Self')
LiteralString = _Special('LiteralString')
Literal = _Special('Literal')
Final = _Special('Final')
ClassVar = _Special('ClassVar')
Callable = _Special('Callable')
Iterable = _Special('Iterable')
Iterator = _Special('Iterator')
Generator = _Special('Generator')
Sequence = _Special('Sequence')
MutableSequence = _Special('MutableSequence')
Mapping = _Special('Mapping')
MutableMapping = _Special('MutableMapping')
Collection = _Special('Collection')
Container = _Special('Container')
Hashable = _Special('Hashable')
Sized = _Special('Sized')
Awaitable = _Special('Awaitable')
Coroutine = _Special('Coroutine')
AsyncIterator = _Special('AsyncIterator')
AsyncIterable = _Special('AsyncIterable')
Concatenate = _Special('Concatenate')
TypeAlias = _Special('TypeAlias')
Required = _Identity('Required')
NotRequired = _Identity('NotRequired')
Text = str
AnyStr = typevar('AnyStr')


class Generic:
    def __class_getitem__(cls, args):
        return alias(cls, args)


class Protocol:
    def __class_getitem__(cls, args):
        return alias(cls, args)


def TypeVar(name, *constraints, **kwargs):
    return typevar(name)


def ParamSpec(name, **kwargs):
    return typevar(name)


def NewType(name, tp):
    def new_type(x):
        return x
    new_type.__name__ = new_type.__qualname__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(f):
    return f


def runtime_checkable(cls):
    return cls


def no_type_check(f):
    return f


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    return dict(obj.__annotations__)


def get_origin(tp):
    return getattr(tp, '__origin__', None)


def get_args(tp):
    return getattr(tp, '__args__', ())


def NamedTuple(name, fields):
    from collections import namedtuple
    return namedtuple(name, [n for n, _ in fields])
