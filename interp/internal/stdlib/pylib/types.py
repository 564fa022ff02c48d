"""Names of the types of the interpreter, and classes made at run time."""
from _engine import (AsyncGeneratorType, CellType, CodeType, CoroutineType, FrameType, FunctionType, GeneratorType, MappingProxyType,
                     MemberDescriptorType, MethodType, ModuleType, TracebackType)

__all__ = ['FunctionType', 'LambdaType', 'CodeType', 'MappingProxyType', 'SimpleNamespace', 'CellType', 'GeneratorType', 'CoroutineType',
           'AsyncGeneratorType', 'MethodType', 'BuiltinFunctionType', 'BuiltinMethodType', 'WrapperDescriptorType', 'MethodWrapperType',
           'MethodDescriptorType', 'ClassMethodDescriptorType', 'ModuleType', 'TracebackType', 'FrameType', 'GetSetDescriptorType',
           'MemberDescriptorType', 'GenericAlias', 'UnionType', 'EllipsisType', 'NoneType', 'NotImplementedType', 'CapsuleType', 'new_class',
           'resolve_bases', 'prepare_class', 'get_original_bases', 'DynamicClassAttribute', 'coroutine']

LambdaType = FunctionType


class SimpleNamespace:
    """An object whose attributes are its keyword arguments."""

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        values = dict(mapping_or_iterable)
        for key in values:
            if not isinstance(key, str):
                raise TypeError("keywords must be strings")
        self.__dict__.update(values)
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        if id(self) in _running:
            return name + '(...)'
        _running.add(id(self))
        try:
            return name + '(' + ', '.join([f'{k}={v!r}' for k, v in self.__dict__.items()]) + ')'
        finally:
            _running.discard(id(self))

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    def __lt__(self, other):
        return self.__dict__ < other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__dict__

    def __replace__(self, /, **changes):
        new = type(self)(**self.__dict__)
        new.__dict__.update(changes)
        return new


_running = set()

BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])
GetSetDescriptorType = type(FunctionType.__code__)
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)


class CapsuleType:
    """What C extensions hide pointers in; there are none here."""

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'PyCapsule' instances")


CapsuleType.__name__ = CapsuleType.__qualname__ = 'PyCapsule'


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement would."""
    real = resolve_bases(bases)
    metaclass, namespace, keywords = prepare_class(name, real, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if real is not bases:
        namespace['__orig_bases__'] = bases
    return metaclass(name, real, namespace, **keywords)


def _entries(base, bases):
    """The classes that a base stands for, None where it is itself meant."""
    if isinstance(base, type) or not hasattr(base, '__mro_entries__'):
        return None
    entries = base.__mro_entries__(bases)
    if isinstance(entries, tuple):
        return entries
    raise TypeError('__mro_entries__ must return a tuple')


def resolve_bases(bases):
    """Replace what has __mro_entries__ by the classes it stands for."""
    found = [(base, _entries(base, bases)) for base in bases]
    if all(entries is None for _, entries in found):
        return bases
    return tuple(one for base, entries in found for one in ((base,) if entries is None else entries))


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the keywords with which a class would be made."""
    keywords = dict(kwds or ())
    metaclass = keywords.pop('metaclass', type(bases[0]) if bases else type)
    if isinstance(metaclass, type):
        for other in map(type, bases):
            if issubclass(other, metaclass):
                metaclass = other
            elif not issubclass(metaclass, other):
                raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses '
                                'of all its bases')
    prepare = getattr(metaclass, '__prepare__', None)
    return metaclass, {} if prepare is None else prepare(name, bases, **keywords), keywords


def get_original_bases(cls, /):
    """The bases as the class statement names them."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property of instances; of the class, the metaclass's __getattr__ may find another attribute of that name."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None  # the text is that of the getter, also of a later one
        self.__doc__ = doc or fget.__doc__
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def _changed(self, doc, **functions):
        given = dict(fget=self.fget, fset=self.fset, fdel=self.fdel) | functions
        new = type(self)(*given.values(), doc or self.__doc__)
        new.overwrite_doc = self.overwrite_doc
        return new

    def getter(self, fget):
        return self._changed(self.overwrite_doc and fget.__doc__, fget=fget)

    def setter(self, fset):
        return self._changed(None, fset=fset)

    def deleter(self, fdel):
        return self._changed(None, fdel=fdel)

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            return _or_refuse(self.fget, 'unreadable attribute')(instance)
        if not self.__isabstractmethod__:
            raise AttributeError()
        return self

    def __set__(self, instance, value):
        _or_refuse(self.fset, "can't set attribute")(instance, value)

    def __delete__(self, instance):
        _or_refuse(self.fdel, "can't delete attribute")(instance)


def _or_refuse(function, message):
    if function is None:
        raise AttributeError(message)
    return function


def _of_generator(name):
    return property(lambda self: getattr(self._generator, name))


class _GeneratorWrapper:
    """Something like a generator, which can be awaited."""

    def __init__(self, gen):
        self._generator = gen
        for name in ('__name__', '__qualname__'):
            setattr(self, name, getattr(gen, name, None))

    gi_code = cr_code = _of_generator('gi_code')
    gi_frame = cr_frame = _of_generator('gi_frame')
    gi_running = cr_running = _of_generator('gi_running')
    gi_yieldfrom = cr_await = _of_generator('gi_yieldfrom')

    def __iter__(self):
        return self._generator if type(self._generator) is GeneratorType else self

    __await__ = __iter__

    def __next__(self):
        return next(self._generator)

    def send(self, val):
        return self._generator.send(val)

    def throw(self, tp, *rest):
        return self._generator.throw(tp, *rest)

    def close(self):
        return self._generator.close()


def coroutine(func):
    """Let a generator function be awaited."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    if isinstance(func, FunctionType) and isinstance(getattr(func, '__code__', None), CodeType):
        flags = func.__code__.co_flags
        if flags & 0x180:
            return func
    import functools

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        coro = func(*args, **kwargs)
        if coro.__class__ is CoroutineType or coro.__class__ is GeneratorType and coro.gi_code.co_flags & 0x100:
            return coro
        if coro.__class__ is GeneratorType or hasattr(coro, 'send') and hasattr(coro, 'throw') and hasattr(coro, 'close'):
            return _GeneratorWrapper(coro)
        return coro
    return wrapped
