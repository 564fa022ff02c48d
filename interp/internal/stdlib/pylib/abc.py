"""Abstract base classes: classes that name what a subclass must define, and that other classes may be registered with."""
from _engine import match_as as _match_as, set_abstract

__all__ = ['ABC', 'ABCMeta', 'abstractclassmethod', 'abstractmethod', 'abstractproperty', 'abstractstaticmethod',
           'get_cache_token', 'update_abstractmethods']

_token = [0]  # how often register was called: negative answers are good only until the next time


def abstractmethod(funcobj):
    """Mark a method as one that a subclass must define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """classmethod of an abstractmethod, in one."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """staticmethod of an abstractmethod, in one."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """property of an abstractmethod, in one."""
    __isabstractmethod__ = True


def get_cache_token():
    """A value that changes with every registration."""
    return _token[0]


def _missing(cls, own):
    names = {n for n, v in own if getattr(v, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for n in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, n, None), '__isabstractmethod__', False):
                names.add(n)
    return frozenset(names)


def update_abstractmethods(cls):
    """Find out anew which methods of a class are abstract, after it was changed from outside."""
    if hasattr(cls, '__abstractmethods__'):
        names = set()
        for base in cls.__bases__:
            for n in getattr(base, '__abstractmethods__', ()):
                if getattr(getattr(cls, n, None), '__isabstractmethod__', False):
                    names.add(n)
        names.update(n for n, v in cls.__dict__.items() if getattr(v, '__isabstractmethod__', False))
        _set(cls, frozenset(names))
    return cls


def _set(cls, names):
    cls.__abstractmethods__ = names
    set_abstract(cls, bool(names))


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _set(cls, _missing(cls, namespace.items()))
        cls._abc_impl = [(), {}, -1]  # registered classes; known answers; the token that the negative ones are good for
        return cls

    def register(cls, subclass):
        """Make another class a virtual subclass of this one; answers that class, so it serves as a decorator."""
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        impl = cls._abc_impl
        impl[0] += (subclass,)
        _match_as(subclass, cls)
        _token[0] += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        impl = cls._abc_impl
        if impl[2] == _token[0] and subclass in impl[1]:
            answer = impl[1][subclass]
        else:
            answer = cls.__subclasscheck__(subclass)
        if answer:
            return True
        subtype = type(instance)
        return subtype is not subclass and cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        impl = cls._abc_impl
        if impl[2] != _token[0]:
            impl[1] = {}
            impl[2] = _token[0]
        known = impl[1]
        if subclass in known:
            return known[subclass]
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            if answer is not True and answer is not False:
                raise AssertionError
        elif cls in subclass.__mro__:
            answer = True
        else:
            answer = False
            for c in impl[0]:
                if issubclass(subclass, c):
                    answer = True
                    break
            else:
                for c in type.__subclasses__(cls):
                    if issubclass(subclass, c):
                        answer = True
                        break
        impl[1][subclass] = answer
        return answer

    def _dump_registry(cls, file=None):
        print(f'Class: {cls.__module__}.{cls.__qualname__}', file=file)
        print(f'Inv. counter: {get_cache_token()}', file=file)
        print(f'_abc_registry: {set(cls._abc_impl[0])!r}', file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl[0] = ()
        _token[0] += 1

    def _abc_caches_clear(cls):
        cls._abc_impl[1] = {}


class ABC(metaclass=ABCMeta):
    """An abstract class to inherit from, for whoever does not want to name the metaclass."""
    __slots__ = ()
