"""Abstract base classes of numbers."""
from abc import ABCMeta, abstractmethod

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


class Number(metaclass=ABCMeta):
    """Any number."""
    __slots__ = ()
    __hash__ = None


def _abstract(namespace, *names):
    for name in names:
        def method(self, *args):
            raise NotImplementedError
        method.__name__ = name
        namespace[name] = abstractmethod(method)


class Complex(Number):
    """A number with a real and an imaginary part."""
    __slots__ = ()
    _abstract(locals(), '__complex__', '__add__', '__radd__', '__neg__', '__pos__', '__mul__', '__rmul__', '__truediv__', '__rtruediv__',
              '__pow__', '__rpow__', '__abs__', 'conjugate', '__eq__')

    @property
    @abstractmethod
    def real(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        raise NotImplementedError

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


Number.register(complex)
Number.register(float)
Number.register(int)
Complex.register(complex)
Complex.register(float)
Complex.register(int)


class Real(Complex):
    """A number on the line."""
    __slots__ = ()
    _abstract(locals(), '__float__', '__trunc__', '__floor__', '__ceil__', '__round__', '__floordiv__', '__rfloordiv__', '__mod__', '__rmod__',
              '__lt__', '__le__')

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


Real.register(float)
Real.register(int)


class Rational(Real):
    """A number with a numerator and a denominator."""
    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """A whole number."""
    __slots__ = ()
    _abstract(locals(), '__int__', '__pow__', '__lshift__', '__rlshift__', '__rshift__', '__rrshift__', '__and__', '__rand__', '__xor__',
              '__rxor__', '__or__', '__ror__', '__invert__')

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Rational.register(int)
Integral.register(int)
