"""What annotations are made of, and what looks at them at run time."""
import sys
from abc import ABCMeta, abstractmethod as _abstractmethod
from _engine import alias as _builtin_alias, substitute as _substitute, parameters as _parameters, typing_types as _typing_types

TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, Union, NoDefault, _BuiltinAlias = _typing_types()
Text = str
TYPE_CHECKING = False
_ASSERT_NEVER_REPR_MAX_LENGTH = 100
_cleanups = []  # what clears caches; there are none

__all__ = ['Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic', 'Literal', 'Optional', 'ParamSpec',
           'Protocol', 'Tuple', 'Type', 'TypeVar', 'TypeVarTuple', 'Union', 'AbstractSet', 'ByteString', 'Container', 'ContextManager',
           'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView', 'MutableMapping', 'MutableSequence',
           'MutableSet', 'Sequence', 'Sized', 'ValuesView', 'Awaitable', 'AsyncIterator', 'AsyncIterable', 'Coroutine', 'Collection',
           'AsyncGenerator', 'AsyncContextManager', 'Reversible', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex', 'SupportsFloat',
           'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap', 'Counter', 'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict',
           'Set', 'FrozenSet', 'NamedTuple', 'TypedDict', 'Generator', 'BinaryIO', 'IO', 'Match', 'Pattern', 'TextIO', 'AnyStr',
           'assert_type', 'assert_never', 'cast', 'clear_overloads', 'dataclass_transform', 'evaluate_forward_ref', 'final', 'get_args',
           'get_origin', 'get_overloads', 'get_protocol_members', 'get_type_hints', 'is_protocol', 'is_typeddict', 'LiteralString',
           'Never', 'NewType', 'no_type_check', 'no_type_check_decorator', 'NoDefault', 'NoReturn', 'NotRequired', 'overload', 'override',
           'ParamSpecArgs', 'ParamSpecKwargs', 'ReadOnly', 'Required', 'reveal_type', 'runtime_checkable', 'Self', 'Text', 'TYPE_CHECKING',
           'TypeAlias', 'TypeGuard', 'TypeIs', 'TypeAliasType', 'Unpack']

# What is seldom used, or stands for a class of another module, is made when it is first asked for: name -> module, class, parameters.
_late = {
    'AbstractSet': ('collections.abc', 'Set', 1), 'Container': ('collections.abc', 'Container', 1), 'Hashable': ('collections.abc', 'Hashable', 0),
    'ItemsView': ('collections.abc', 'ItemsView', 2), 'Iterable': ('collections.abc', 'Iterable', 1), 'Iterator': ('collections.abc', 'Iterator', 1),
    'KeysView': ('collections.abc', 'KeysView', 1), 'Mapping': ('collections.abc', 'Mapping', 2), 'MappingView': ('collections.abc', 'MappingView', 1),
    'MutableMapping': ('collections.abc', 'MutableMapping', 2), 'MutableSequence': ('collections.abc', 'MutableSequence', 1),
    'MutableSet': ('collections.abc', 'MutableSet', 1), 'Sequence': ('collections.abc', 'Sequence', 1), 'Sized': ('collections.abc', 'Sized', 0),
    'ValuesView': ('collections.abc', 'ValuesView', 1), 'Awaitable': ('collections.abc', 'Awaitable', 1),
    'AsyncIterator': ('collections.abc', 'AsyncIterator', 1), 'AsyncIterable': ('collections.abc', 'AsyncIterable', 1),
    'Coroutine': ('collections.abc', 'Coroutine', 3), 'Collection': ('collections.abc', 'Collection', 1),
    'Reversible': ('collections.abc', 'Reversible', 1), 'Generator': ('collections.abc', 'Generator', 3),
    'AsyncGenerator': ('collections.abc', 'AsyncGenerator', 2), 'ByteString': ('collections.abc', 'ByteString', 0),
    'ContextManager': ('contextlib', 'AbstractContextManager', 2), 'AsyncContextManager': ('contextlib', 'AbstractAsyncContextManager', 2),
    'ChainMap': ('collections', 'ChainMap', 2), 'Counter': ('collections', 'Counter', 1), 'Deque': ('collections', 'deque', 1),
    'DefaultDict': ('collections', 'defaultdict', 2), 'OrderedDict': ('collections', 'OrderedDict', 2),
    'Match': ('re', 'Match', 1), 'Pattern': ('re', 'Pattern', 1),
}
_defaults = {'Generator': (type(None), type(None)), 'AsyncGenerator': (type(None),), 'ContextManager': (bool | None,),
             'AsyncContextManager': (bool | None,)}


def __getattr__(name):
    if name in _late:
        module, attr, n = _late[name]
        origin = getattr(__import__(module, fromlist=[attr]), attr)
        if name in _defaults:
            made = _SpecialGenericAlias(origin, n, name=name, defaults=_defaults[name])
        else:
            made = _SpecialGenericAlias(origin, n, name=name)
    elif name == 'Callable':
        from collections.abc import Callable as origin
        made = _CallableType(origin, 2, name='Callable')
    elif name == 'ForwardRef':
        from annotationlib import ForwardRef as made
    elif name in ('SupportsAbs', 'SupportsBytes', 'SupportsComplex', 'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'IO', 'TextIO', 'BinaryIO'):
        import _typing_protocols
        made = getattr(_typing_protocols, name)
    else:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    globals()[name] = made
    return made


def __dir__():
    return sorted(set(globals()) | set(__all__))


# Checks and conversions.

def _type_convert(arg, module=None, *, allow_special_forms=False, owner=None):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        from annotationlib import ForwardRef
        return ForwardRef(arg, module=module, is_class=allow_special_forms, owner=owner)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False, owner=None):
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms, owner=owner)
    kind = type(arg)
    if kind is type:
        if arg is Generic or arg is Protocol:
            raise TypeError(f'Plain {arg} is not valid as type argument')
        return arg
    invalid = (Generic, Protocol)
    if not allow_special_forms:
        invalid += (ClassVar,)
        if is_argument:
            invalid += (Final,)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in invalid:
        raise TypeError(f'{arg} is not valid as type argument')
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if type(arg) is tuple:
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _is_typevar_like(x):
    return isinstance(x, (TypeVar, ParamSpec)) or _is_unpacked_typevartuple(x)


def _is_unpacked_typevartuple(x):
    return not isinstance(x, type) and getattr(x, '__typing_is_unpacked_typevartuple__', False)


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list)) or isinstance(arg, (ParamSpec, _ConcatenateGenericAlias))


def _type_repr(obj):
    if isinstance(obj, tuple):
        return '[' + ', '.join([_type_repr(t) for t in obj]) + ']'
    if isinstance(obj, type) and not isinstance(obj, _BuiltinAlias):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if type(obj).__name__ in ('function', 'builtin_function_or_method'):
        return obj.__name__
    return repr(obj)


def _unpack_args(args):
    out = []
    for arg in args:
        inner = getattr(arg, '__typing_unpacked_tuple_args__', None) if not isinstance(arg, type) else None
        if inner is not None and not (inner and inner[-1] is ...):
            out.extend(inner)
        else:
            out.append(arg)
    return out


def _collect_type_parameters(args, *, enforce_default_ordering=True, validate_all=False):
    if validate_all:
        for arg in args:
            if isinstance(arg, _GenericAlias) and arg.__origin__ is Generic:
                found = list(arg.__parameters__)
                break
        else:
            found = list(_parameters(tuple(args)))
    else:
        found = list(_parameters(tuple(args)))
    if enforce_default_ordering:
        seen = False
        for p in found:
            if isinstance(p, TypeVarTuple):
                continue
            if getattr(p, '__default__', NoDefault) is not NoDefault:
                seen = True
            elif seen and isinstance(p, TypeVar):
                raise TypeError(f'Type parameter {p!r} without a default follows type parameter with a default')
    return tuple(found)


def _check_generic_specialization(cls, arguments):
    params = cls.__parameters__
    if not params:
        raise TypeError(f'{cls} is not a generic class')
    expected, actual = len(params), len(arguments)
    if actual == expected:
        return
    text = str(expected)
    if actual < expected:
        if getattr(params[actual], '__default__', NoDefault) is not NoDefault:
            return
        with_default = sum(getattr(p, '__default__', NoDefault) is not NoDefault for p in params)
        expected -= with_default
        text = f'at least {expected}'
    raise TypeError(f"Too {'many' if actual > expected else 'few'} arguments for {cls}; actual {actual}, expected {text}")


# What type variables do when something takes their place.

def _typevar_subst(self, arg):
    arg = _type_check(arg, 'Parameters to generic types must be types.', is_argument=True)
    if isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack or isinstance(arg, _BuiltinAlias) and getattr(arg, '__unpacked__', False):
        raise TypeError(f'{arg} is not valid as type argument')
    return arg


def _typevar_prepare_subst(self, alias, args):
    params = alias.__parameters__
    i = params.index(self)
    if i >= len(args) and i == len(args) and self.has_default():
        return (*args, self.__default__)
    return tuple(args)


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple([_type_check(a, 'Expected a type.') for a in arg])
    if not _is_param_expr(arg):
        raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
    return arg


def _paramspec_prepare_subst(self, alias, args):
    params = alias.__parameters__
    i = params.index(self)
    if i == len(args) and self.has_default():
        args = [*args, self.__default__]
    if i >= len(args):
        raise TypeError(f'Too few arguments for {alias}')
    if len(params) == 1 and not _is_param_expr(args[0]):
        return (tuple(args),)
    if isinstance(args[i], list):
        return (*args[:i], tuple(args[i]), *args[i + 1:])
    return tuple(args)


def _typevartuple_prepare_subst(self, alias, args):
    params = alias.__parameters__
    at = params.index(self)
    for p in params[at + 1:]:
        if isinstance(p, TypeVarTuple):
            raise TypeError(f'More than one TypeVarTuple parameter in {alias}')
    n, m = len(args), len(params)
    left, right = at, m - at - 1
    var = fill = None
    for k, arg in enumerate(args):
        if not isinstance(arg, type):
            inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
            if inner and len(inner) == 2 and inner[-1] is ...:
                if var is not None:
                    raise TypeError('More than one unpacked arbitrary-length tuple argument')
                var, fill = k, inner[0]
    if var is not None:
        left, right = min(left, var), min(right, n - var - 1)
    elif left + right > n:
        raise TypeError(f'Too few arguments for {alias}; actual {n}, expected at least {m - 1}')
    if left == n - right and self.has_default():
        middle = _unpack_args([self.__default__])
    else:
        middle = args[left:n - right]
    return (*args[:left], *([fill] * (at - left)), tuple(middle), *([fill] * (m - right - left - (at - left) - 1)), *args[n - right:])


# Special forms.

class _SpecialForm:
    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __init_subclass__(cls, /, *args, _root=False):
        if not _root:
            raise TypeError('Cannot subclass special typing classes')

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    __iter__ = None

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return self._getitem(self, *parameters)


def _bare(name):
    def getitem(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    getitem.__name__ = name
    return _SpecialForm(getitem)


def _one(name, message, allow=False):
    def getitem(self, parameters):
        item = _type_check(parameters, message.format(self), allow_special_forms=allow)
        return _GenericAlias(self, (item,))
    getitem.__name__ = name
    return _SpecialForm(getitem)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return 'typing.Any'
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that goes with every other."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


NoReturn = _bare('NoReturn')
Never = _bare('Never')
Self = _bare('Self')
LiteralString = _bare('LiteralString')
TypeAlias = _bare('TypeAlias')
ClassVar = _one('ClassVar', '{} accepts only single type.', True)
Final = _one('Final', '{} accepts only single type.', True)
TypeGuard = _one('TypeGuard', '{} accepts only single type.')
TypeIs = _one('TypeIs', '{} accepts only single type.')
Required = _one('Required', '{} accepts only a single type.', True)
NotRequired = _one('NotRequired', '{} accepts only a single type.', True)
ReadOnly = _one('ReadOnly', '{} accepts only a single type.', True)


@_SpecialForm
def Optional(self, parameters):
    """X or None."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


def _literal_pairs(parameters):
    return [(p, type(p)) for p in parameters]


@_TypedCacheSpecialForm
def Literal(self, *parameters):
    """One of some values."""
    flat = []
    for p in parameters:
        if isinstance(p, _LiteralGenericAlias):
            flat.extend(p.__args__)
        else:
            flat.append(p)
    try:
        seen, out = set(), []
        for pair in _literal_pairs(flat):
            if pair not in seen:
                seen.add(pair)
                out.append(pair[0])
        flat = out
    except TypeError:
        pass
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters before those of a ParamSpec."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    message = 'Concatenate[arg, ...]: each arg must be a type.'
    parameters = (*[_type_check(p, message) for p in parameters[:-1]], parameters[-1])
    return _ConcatenateGenericAlias(self, parameters)


@_SpecialForm
def Unpack(self, parameters):
    """*X, for where the star cannot stand."""
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _UnpackGenericAlias(self, (item,))


@_TypedCacheSpecialForm
def Annotated(self, *params):
    """A type with more said about it."""
    if len(params) < 2:
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
    if _is_unpacked_typevartuple(params[0]):
        raise TypeError('Annotated[...] should not be used with an unpacked TypeVarTuple')
    origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
    return _AnnotatedAlias(origin, tuple(params[1:]))


# Aliases.

def _is_dunder(name):
    return name.startswith('__') and name.endswith('__')


class _BaseGenericAlias:
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __mro_entries__(self, bases):
        out = []
        if self.__origin__ not in bases:
            out.append(self.__origin__)
        for b in bases[bases.index(self) + 1:]:
            if isinstance(b, _BaseGenericAlias) or isinstance(b, type) and issubclass(b, Generic):
                break
        else:
            out.append(Generic)
        return tuple(out)

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ('_name', '_inst', '_nparams', '_defaults', '_paramspec_tvars'):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __dir__(self):
        return list(set(super().__dir__() + [a for a in dir(self.__origin__) if not _is_dunder(a)]))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _GenericAlias(_BaseGenericAlias):
    """What subscription of a generic class or special form makes."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = tuple([... if a is _Ellipsis_mark else a for a in args])
        self.__parameters__ = _collect_type_parameters(args, enforce_default_ordering=False)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(_unpack_args([_type_convert(a) for a in args]))
        new = _substitute(self, self.__args__, self.__parameters__, args)
        if self._flat():
            out = []
            for old, arg in zip(self.__args__, new) if len(new) == len(self.__args__) else [(None, a) for a in new]:
                if isinstance(arg, tuple):
                    out.extend(arg)
                else:
                    out.append(arg)
            new = out
        return self.copy_with(tuple(new))

    def _flat(self):
        return getattr(self.__origin__, '__name__', '') == 'Callable' and self.__origin__.__module__ == 'collections.abc'

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        args = ', '.join([_type_repr(a) for a in self.__args__]) if self.__args__ else '()'
        return f'{name}[{args}]'

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        import operator
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for b in bases[bases.index(self) + 1:]:
                if isinstance(b, _BaseGenericAlias) and b is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


_Ellipsis_mark = object()


class _SpecialGenericAlias(_BaseGenericAlias):
    """List, Dict and the like, without brackets."""
    __iter__ = None

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        self.__doc__ = f'A generic version of {origin.__module__}.{origin.__qualname__}.'

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple([_type_check(p, 'Parameters to generic types must be types.') for p in params])
        n = len(params)
        if self._defaults and n < self._nparams and n + len(self._defaults) >= self._nparams:
            params = (*params, *self._defaults[n - self._nparams:])
        if not self._nparams:
            raise TypeError(f'{self} is not a generic class')
        if len(params) != self._nparams:
            text = f'at least {self._nparams - len(self._defaults)}' if self._defaults else self._nparams
            raise TypeError(f"Too {'many' if n > self._nparams else 'few'} arguments for {self}; actual {n}, expected {text}")
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        message = 'Tuple[t0, t1, ...]: each t must be a type.'
        if len(params) >= 2 and params[-1] is ...:
            return self.copy_with((*[_type_check(p, message) for p in params[:-1]], _Ellipsis_mark))
        return self.copy_with(tuple([_type_check(p, message) for p in params]))


class _CallableType(_SpecialGenericAlias):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        if isinstance(args, list):
            args = tuple(args)
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is ...:
            return self.copy_with((_Ellipsis_mark, result))
        if not isinstance(args, tuple):
            args = (args,)
        return self.copy_with((*[_type_convert(a) for a in args], result))


class _CallableGenericAlias(_GenericAlias):
    __iter__ = None

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return f"typing.Callable[[{', '.join([_type_repr(a) for a in args[:-1]])}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        import operator
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (globals()['Callable'], args)


class _LiteralGenericAlias(_GenericAlias):
    __iter__ = None

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_literal_pairs(self.__args__)) == set(_literal_pairs(other.__args__))

    def __hash__(self):
        return hash(frozenset(_literal_pairs(self.__args__)))

    def __repr__(self):
        return f"typing.Literal[{', '.join([_type_repr(a) for a in self.__args__])}]"


class _ConcatenateGenericAlias(_GenericAlias):
    __iter__ = None

    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias):
    def __repr__(self):
        return 'typing.Unpack[' + _type_repr(self.__args__[0]) + ']'

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, _BuiltinAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError('Unpack[...] must be used with a tuple type')
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias):
    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join([repr(a) for a in self.__metadata__])}]"

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


# Generic and Protocol.

def _generic_class_getitem(cls, args):
    if not isinstance(args, tuple):
        args = (args,)
    args = tuple([_type_convert(a) for a in args])
    if cls is Generic or cls is Protocol:
        if not args:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        if not all([_is_typevar_like(p) for p in args]):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.')
        if len(set(args)) != len(args):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, args)
    for param in cls.__parameters__:
        prepare = getattr(param, '__typing_prepare_subst__', None)
        if prepare is not None:
            args = prepare(cls, args)
    _check_generic_specialization(cls, args)
    out = []
    for param, arg in zip(cls.__parameters__, args):
        if isinstance(param, TypeVarTuple):
            out.extend(arg)
        else:
            out.append(arg)
    return _GenericAlias(cls, tuple(out))


class Generic:
    """The base of classes with type parameters."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, args):
        return _generic_class_getitem(cls, args)

    def __init_subclass__(cls, *args, **kwargs):
        super(Generic, cls).__init_subclass__(*args, **kwargs)
        orig = cls.__dict__.get('__orig_bases__')
        if orig is not None:
            wrong = Generic in orig
        else:
            wrong = Generic in cls.__bases__ and cls.__name__ != 'Protocol' and type(cls) is not _TypedDictMeta
        if wrong:
            raise TypeError('Cannot inherit from plain Generic')
        params = ()
        if orig is not None:
            params = _collect_bases(orig)
        cls.__parameters__ = params


def _collect_bases(orig):
    found = _parameters(tuple(orig))
    listed = None
    for base in orig:
        if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
            if listed is not None:
                raise TypeError('Cannot inherit from Generic[...] multiple times.')
            listed = base.__parameters__
    for base in orig:
        if listed is None and isinstance(base, _GenericAlias) and base.__origin__ is Protocol:
            listed = base.__parameters__
    if listed is not None:
        missing = [t for t in found if t not in listed]
        if missing:
            s_vars = ', '.join([str(t) for t in missing])
            s_args = ', '.join([str(g) for g in listed])
            raise TypeError(f'Some type variables ({s_vars}) are not listed in Generic[{s_args}]')
        found = listed
    seen = None
    for p in found:
        if getattr(p, '__default__', NoDefault) is not NoDefault:
            seen = p
        elif seen is not None and not isinstance(p, TypeVarTuple):
            raise TypeError(f'Type parameter {p!r} without a default follows type parameter with a default')
    return tuple(found)


_not_protocol_members = frozenset((
    '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__', '__slots__', '__subclasshook__', '__weakref__',
    '__class_getitem__', '__match_args__', '__static_attributes__', '__firstlineno__', '__annotate__', '__annotate_func__',
    '__annotations_cache__', '__abstractmethods__', '_abc_impl', '_abc_cache', '__qualname__', '__parameters__', '__orig_bases__',
    '__orig_class__', '_is_protocol', '_is_runtime_protocol', '__protocol_attrs__', '__non_callable_proto_members__', '__type_params__',
    '_MutableMapping__marker'))


def _get_protocol_attrs(cls):
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        try:
            annotations = base.__annotations__
        except Exception:
            from annotationlib import get_annotations, Format
            annotations = get_annotations(base, format=Format.FORWARDREF)
        for attr in (*base.__dict__, *annotations):
            if attr not in _not_protocol_members and not attr.startswith('_abc_'):
                attrs.add(attr)
    return attrs


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init_or_replace_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _proto_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    for attr in cls.__protocol_attrs__:
        for base in other.__mro__:
            if attr in base.__dict__:
                if base.__dict__[attr] is None:
                    return NotImplemented
                break
            if issubclass(other, Generic) and getattr(other, '_is_protocol', False) and attr in getattr(base, '__annotations__', {}):
                break
        else:
            return NotImplemented
    return True


def _lookup_static(obj, attr):
    """Is there an attribute, without running a property to find out?"""
    for base in type(obj).__mro__:
        if attr in base.__dict__:
            return base.__dict__[attr]
    try:
        own = object.__getattribute__(obj, '__dict__')
    except AttributeError:
        own = ()
    if attr in own:
        return own[attr]
    if isinstance(obj, type):
        for base in obj.__mro__:
            if attr in base.__dict__:
                return base.__dict__[attr]
    if type(obj).__name__ == 'module' and attr in obj.__dict__:
        return obj.__dict__[attr]
    raise AttributeError(attr)


def _passes_protocol_bases(name, bases):
    for base in bases:
        if base is object or base is Generic:
            continue
        if isinstance(base, type) and issubclass(base, Generic) and getattr(base, '_is_protocol', False):
            continue
        if base.__module__ in ('collections.abc', '_collections_abc') and base.__name__ in (
                'Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'AsyncIterator', 'Hashable', 'Sized', 'Container',
                'Collection', 'Reversible', 'Buffer'):
            continue
        if base.__module__ == 'contextlib' and base.__name__ in ('AbstractContextManager', 'AbstractAsyncContextManager'):
            continue
        if base.__module__ == 'io' and base.__name__ in ('Reader', 'Writer') or base.__module__ == 'os' and base.__name__ == 'PathLike':
            continue
        raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if not (name == 'Protocol' and bases == (Generic,)) and Protocol in bases:
            _passes_protocol_bases(name, bases)
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, '_is_protocol', False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, '_is_protocol', False) and not _reckless():
            if not getattr(cls, '_is_runtime_protocol', False):
                _check_is_class(other)
                raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
            if cls.__non_callable_proto_members__ and cls.__dict__.get('__subclasshook__') is not None and cls.__subclasshook__.__func__ is _proto_hook:
                _check_is_class(other)
                names = sorted(cls.__non_callable_proto_members__)
                raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {str(names)[1:-1]}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return super().__instancecheck__(instance)
        if not getattr(cls, '_is_runtime_protocol', False):
            if _reckless():
                return super().__instancecheck__(instance)
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        if not cls.__non_callable_proto_members__ and super().__instancecheck__(instance):
            return True
        if cls.__non_callable_proto_members__ and cls in type(instance).__mro__:
            return True
        for attr in cls.__protocol_attrs__:
            try:
                val = _lookup_static(instance, attr)
            except AttributeError:
                return False
            if val is None and attr not in cls.__non_callable_proto_members__:
                return False
        return True


def _reckless():
    """Is it the machinery of abstract classes that asks? It may ask about every protocol."""
    return sys._getframemodulename(2) in ('abc', 'functools')


def _check_is_class(other):
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say what another class must have."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any([b is Protocol for b in cls.__bases__])
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_proto_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init

    __init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Let isinstance() and issubclass() ask whether a class has what a protocol names."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    members = set()
    for attr in cls.__protocol_attrs__:
        try:
            is_callable = callable(getattr(cls, attr, None))
        except Exception as e:
            raise TypeError(f'Failed to determine whether protocol member {attr!r} is a method member') from e
        if not is_callable:
            members.add(attr)
    cls.__non_callable_proto_members__ = members
    return cls


def is_protocol(tp, /):
    """Is it a protocol?"""
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(tp.__protocol_attrs__)


# NamedTuple and TypedDict.

_prohibited = frozenset(('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_field_types', '_make',
                         '_replace', '_asdict', '_source'))
_special = frozenset(('__module__', '__name__', '__annotations__', '__annotate__', '__annotate_func__', '__annotations_cache__'))


def _caller(depth=1):
    try:
        return sys._getframemodulename(depth + 1) or '__main__'
    except (AttributeError, ValueError):
        return '__main__'


def _own_annotations(ns, what):
    """The annotations in the namespace of a class body, and the function that computes them."""
    if '__annotations__' in ns:
        return ns['__annotations__'], None
    annotate = ns.get('__annotate_func__') or ns.get('__annotate__')
    if annotate is None:
        return {}, None
    try:
        return annotate(1), annotate
    except NameError:
        from annotationlib import call_annotate_function, Format
        return call_annotate_function(annotate, Format.FORWARDREF), annotate


def _make_nmtuple(name, fields, types, module, defaults=()):
    from collections import namedtuple
    made = namedtuple(name, fields, defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        bases = tuple([tuple if b is _NamedTuple else b for b in bases])
        types, _ = _own_annotations(ns, typename)
        types = {n: _type_check(t, f'field {n} annotation must be a type') for n, t in types.items()}
        default_names = []
        for field in types:
            if field in ns:
                default_names.append(field)
            elif default_names:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{'s' if len(default_names) > 1 else ''} "
                                f"{', '.join(default_names)}")
        made = _make_nmtuple(typename, list(types), types, ns['__module__'], [ns[n] for n in default_names])
        if Generic in bases:
            orig = ns.get('__orig_bases__')
            made.__class_getitem__ = classmethod(_generic_class_getitem)
            made.__parameters__ = _collect_bases(orig) if orig else ()
            try:
                made.__bases__ = bases
            except TypeError:
                pass
        for key, val in ns.items():
            if key in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in _special:
                if key not in made._fields:
                    setattr(made, key, val)
                try:
                    set_name = type(val).__set_name__
                except AttributeError:
                    continue
                set_name(val, made, key)
        return made


_sentinel = object()


def _fields_of(kind, name, fields, kwargs):
    """The fields of a functional definition, where the old ways to leave them out still count."""
    if fields is not _sentinel and fields is not None:
        if kwargs:
            raise TypeError(f'Either list of fields or keywords can be provided to {kind}, not both')
        return fields
    import warnings
    if kwargs:
        what = f'Creating {kind} classes using keyword arguments'
        instead = 'class-based or functional syntax'
        warnings.warn(f'{what} is deprecated and will be disallowed in Python 3.15. Use the {instead} instead.', DeprecationWarning, stacklevel=3)
        return kwargs.items()
    given = 'Failing to pass a value for the \'fields\' parameter' if fields is _sentinel else 'Passing `None` as the \'fields\' parameter'
    empty = '[]' if kind == 'NamedTuple' else '{}'
    warnings.warn(f'{given} is deprecated and will be disallowed in Python 3.15. To create a {kind} class with 0 fields using the functional '
                  f'syntax, pass an empty {"list" if empty == "[]" else "dictionary"}, e.g. `{name} = {kind}({name!r}, {empty})`.',
                  DeprecationWarning, stacklevel=3)
    return ()


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


def NamedTuple(typename, fields=_sentinel, /, **kwargs):
    """A tuple with names and types."""
    fields = _fields_of('NamedTuple', typename, fields, kwargs)
    types = {n: _type_check(t, f'field {n} annotation must be a type') for n, t in fields}
    made = _make_nmtuple(typename, list(types), types, _caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


def _qualifiers(annotation):
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            args = get_args(annotation)
            if not args:
                break
            annotation = args[0]
        elif origin is Required or origin is NotRequired or origin is ReadOnly:
            yield origin
            annotation, = get_args(annotation)
        else:
            break


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if any([issubclass(b, Generic) for b in bases]) else ()
        own, annotate = _own_annotations(ns, name)
        space = {k: v for k, v in ns.items() if k not in ('__annotate_func__', '__annotate__')}
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), space)
        if '__orig_bases__' not in space:
            made.__orig_bases__ = bases
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {n: _type_check(t, message, owner=made, module=made.__module__, allow_special_forms=True) for n, t in own.items()}
        annotations, required, optional, readonly, mutable = {}, set(), set(), set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', getattr(base, '__annotations__', {})))
            base_required = base.__dict__.get('__required_keys__', set())
            required |= base_required
            optional -= base_required
            base_optional = base.__dict__.get('__optional_keys__', set())
            required -= base_optional
            optional |= base_optional
            readonly.update(base.__dict__.get('__readonly_keys__', ()))
            mutable.update(base.__dict__.get('__mutable_keys__', ()))
        annotations.update(own)
        for key, t in own.items():
            found = set(_qualifiers(t))
            if Required in found:
                is_required = True
            elif NotRequired in found:
                is_required = False
            else:
                is_required = total
            if is_required:
                required.add(key)
                optional.discard(key)
            else:
                optional.add(key)
                required.discard(key)
            if ReadOnly in found:
                if key in mutable:
                    raise TypeError(f'Cannot override mutable key {key!r} with read-only key')
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(readonly)
        made.__mutable_keys__ = frozenset(mutable)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})


def _typeddict_mro_entries(bases):
    return (_TypedDict,)


def TypedDict(typename, fields=_sentinel, /, *, total=True):
    """A dict whose keys and their types are known."""
    fields = _fields_of('TypedDict', typename, fields, {})
    ns = {'__annotations__': dict(fields), '__module__': _caller()}
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


TypedDict.__mro_entries__ = _typeddict_mro_entries


def is_typeddict(tp):
    """Is it a TypedDict?"""
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """A type of its own that costs nothing at run time."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        if '.' in name:
            name = name.rpartition('.')[-1]
        self.__name__ = name
        self.__supertype__ = tp
        module = _caller()
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__
        return (type(name, (), {'__init_subclass__': classmethod(lambda cls, **k: _no_subclass(cls, name))}),)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _no_subclass(cls, name):
    raise TypeError(f'Cannot subclass an instance of NewType. Perhaps you were looking for: `{cls.__name__} = NewType({cls.__name__!r}, {name})`')


# Functions.

def cast(typ, val):
    """The value as it is; only type checkers see the type."""
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    """Say that a line is never reached."""
    value = repr(arg)
    if len(value) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        value = value[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {value}')


def reveal_type(obj, /):
    """Print the type of a value to standard error."""
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False, field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default, 'order_default': order_default, 'kw_only_default': kw_only_default,
            'frozen_default': frozen_default, 'field_specifiers': field_specifiers, 'kwargs': kwargs}
        return cls_or_fn
    return decorator


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions outside a stub module '
                              'should always be followed by an implementation that is not @overload-ed.')


def overload(func):
    """One of several signatures of a function."""
    f = getattr(func, '__func__', func)
    try:
        _overloads.setdefault(f.__module__, {}).setdefault(f.__qualname__, {})[f.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The signatures that overload() was told of."""
    f = getattr(func, '__func__', func)
    return list(_overloads.get(f.__module__, {}).get(f.__qualname__, {}).values())


def clear_overloads():
    _overloads.clear()


def no_type_check(arg):
    if isinstance(arg, type):
        for key in dir(arg):
            obj = getattr(arg, key)
            if not hasattr(obj, '__qualname__') or obj.__qualname__ != f'{arg.__qualname__}.{obj.__name__}' or getattr(obj, '__module__', None) != arg.__module__:
                continue
            if type(obj).__name__ == 'function':
                obj.__no_type_check__ = True
            if type(obj).__name__ == 'method':
                obj.__func__.__no_type_check__ = True
            if isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        setattr(wrapped, name, getattr(decorator, name, None))
    wrapped.__wrapped__ = decorator
    return wrapped


def get_origin(tp):
    """What stands before the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, _BuiltinAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, Union):
        return Union
    return None


def get_args(tp):
    """What stands between the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, _BuiltinAlias)):
        res = tp.__args__
        if getattr(tp.__origin__, '__name__', '') == 'Callable' and tp.__origin__.__module__ == 'collections.abc' and not (
                len(res) == 2 and _is_param_expr(res[0])):
            res = (list(res[:-1]), res[-1])
        return res
    if isinstance(tp, Union):
        return tp.__args__
    return ()


def _strip_annotations(t):
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, '__origin__') and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, _GenericAlias):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        return t if args == t.__args__ else t.copy_with(args)
    if isinstance(t, _BuiltinAlias):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        return t if args == t.__args__ else _builtin_alias(t.__origin__, args)
    if isinstance(t, Union):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        return t if args == t.__args__ else Union[args]
    return t


def _eval_type(t, globalns, localns, type_params=(), *, guard=(), format=1, owner=None):
    if type(t).__name__ == 'ForwardRef':
        text = t.__forward_arg__
        if text in guard:
            return t
        if t.__forward_module__ is not None:
            globalns = None
        if format == 3:
            try:
                value = t.evaluate(globals=globalns, locals=localns, type_params=type_params, owner=owner)
            except NameError:
                return t
        else:
            value = t.evaluate(globals=globalns, locals=localns, type_params=type_params, owner=owner)
        value = _type_check(value, 'Forward references must evaluate to types.', is_argument=t.__forward_is_argument__,
                            allow_special_forms=t.__forward_is_class__)
        return _eval_type(value, globalns, localns, type_params, guard=(*guard, text), format=format, owner=owner)
    if isinstance(t, (_GenericAlias, _BuiltinAlias, Union)):
        if isinstance(t, _BuiltinAlias):
            args = tuple([_type_convert(a) if isinstance(a, str) else a for a in t.__args__])
        else:
            args = t.__args__
        new = tuple([_eval_type(a, globalns, localns, type_params, guard=guard, format=format, owner=owner) for a in args])
        if isinstance(t, _AnnotatedAlias):
            new = (_eval_type(t.__origin__, globalns, localns, type_params, guard=guard, format=format, owner=owner),)
        if new == t.__args__:
            return t
        if isinstance(t, _BuiltinAlias):
            made = _builtin_alias(t.__origin__, new)
            return next(iter(made)) if t.__unpacked__ else made
        if isinstance(t, Union):
            return Union[new]
        return t.copy_with(new)
    return t


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None, _recursive_guard=frozenset()):
    """The type that a forward reference means."""
    return _eval_type(forward_ref, globals, locals, type_params or (), format=format or 1, owner=owner)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=1):
    """The annotations of a class, module or function, with strings evaluated."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            ann = _annotations_of(base, format)
            if format == 4:
                hints.update(ann)
                continue
            if globalns is None:
                base_globals = getattr(sys.modules.get(base.__module__, None), '__dict__', {})
            else:
                base_globals = globalns
            base_locals = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                base_globals, base_locals = base_locals, base_globals
            params = base.__type_params__
            for name, value in ann.items():
                if isinstance(value, str):
                    from annotationlib import ForwardRef
                    value = ForwardRef(value, is_argument=False, is_class=True)
                elif value is None:
                    value = type(None)
                hints[name] = _eval_type(value, base_globals, base_locals, params, format=format, owner=obj)
        return hints if include_extras or format == 4 else {k: _strip_annotations(t) for k, t in hints.items()}
    hints = _annotations_of(obj, format)
    if not hints and type(obj).__name__ not in ('function', 'builtin_function_or_method', 'method', 'module', 'wrapper_descriptor', 'method-wrapper',
                                               'method_descriptor', 'functools.partial', 'partial') and not hasattr(obj, '__annotations__') and not callable(obj):
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    hints = dict(hints)
    if format == 4:
        return hints
    if globalns is None:
        if type(obj).__name__ == 'module':
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    params = getattr(obj, '__type_params__', ())
    for name, value in hints.items():
        if isinstance(value, str):
            from annotationlib import ForwardRef
            value = ForwardRef(value, is_argument=type(obj).__name__ != 'module', is_class=False)
        elif value is None:
            value = type(None)
        hints[name] = _eval_type(value, globalns, localns, params, format=format, owner=obj)
    return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}


def _annotations_of(obj, format):
    if format == 1:
        if type(obj).__name__ == 'module':
            ann = obj.__dict__.get('__annotations__')
            annotate = obj.__dict__.get('__annotate__')
            return ann if ann is not None else annotate(1) if annotate is not None else {}
        if isinstance(obj, type):
            return getattr(obj, '__annotations__', None) or {} if obj.__module__ != 'builtins' else {}
        ann = getattr(obj, '__annotations__', None)
        if ann is None:
            return {}
        return ann
    from annotationlib import get_annotations
    return get_annotations(obj, format=format)


List = _SpecialGenericAlias(list, 1, inst=False, name='List')
Dict = _SpecialGenericAlias(dict, 2, inst=False, name='Dict')
Set = _SpecialGenericAlias(set, 1, inst=False, name='Set')
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name='FrozenSet')
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Type = _SpecialGenericAlias(type, 1, inst=False, name='Type')
AnyStr = TypeVar('AnyStr', bytes, str)
T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
