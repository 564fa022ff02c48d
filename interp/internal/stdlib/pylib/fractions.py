"""Rational numbers of any size."""
import math
import numbers
import operator
import re
import sys
from functools import lru_cache

__all__ = ['Fraction']

_modulus = sys.hash_info.modulus
_inf_hash = sys.hash_info.inf
_literal = re.compile(r'\A\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)'
                      r'(?:(?:\s*/\s*(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z', re.IGNORECASE)
_spec = re.compile(r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<no_neg_zero>z)?(?P<alt>\#)?(?P<zeropad>0(?=[0-9]))?'
                   r'(?P<minimumwidth>[0-9]+)?(?P<thousands_sep>[,_])?(?:\.(?P<precision>[0-9]+))?(?P<type>[eEfFgG%])', re.DOTALL)
_plain_spec = re.compile(r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alt>\#)?(?P<zeropad>0(?=[0-9]))?(?P<minimumwidth>[0-9]+)?'
                         r'(?P<thousands_sep>[,_])?', re.DOTALL)


def _round_to_exponent(n, d, exponent, no_neg_zero=False):
    """n/d as (negative, significand) in units of 10**exponent, rounded half to even."""
    if exponent >= 0:
        d *= 10 ** exponent
    else:
        n *= 10 ** -exponent
    q, r = divmod(n + (d >> 1), d)
    if r == 0 and d & 1 == 0:
        q &= -2
    return q < 0 if no_neg_zero else n < 0, abs(q)


def _round_to_figures(n, d, figures):
    """n/d as (negative, significand, exponent) with a number of significant figures."""
    if n == 0:
        return False, 0, 1 - figures
    str_n, str_d = str(abs(n)), str(d)
    m = len(str_n) - len(str_d) + (str_d <= str_n)
    exponent = m - figures
    sign, significand = _round_to_exponent(n, d, exponent)
    if len(str(significand)) == figures + 1:
        significand //= 10
        exponent += 1
    return sign, significand, exponent


class Fraction(numbers.Rational):
    """A numerator over a positive denominator, in lowest terms."""
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or not isinstance(numerator, (str, type)) and hasattr(numerator, 'as_integer_ratio'):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if isinstance(numerator, str):
                m = _literal.match(numerator)
                if m is None:
                    raise ValueError('Invalid literal for Fraction: %r' % numerator)
                numerator = int(m['num'] or '0')
                if m['denom']:
                    denominator = int(m['denom'])
                else:
                    denominator = 1
                    if m['decimal']:
                        decimal = m['decimal'].replace('_', '')
                        scale = 10 ** len(decimal)
                        numerator = numerator * scale + int(decimal)
                        denominator *= scale
                    if m['exp']:
                        exp = int(m['exp'])
                        if exp >= 0:
                            numerator *= 10 ** exp
                        else:
                            denominator *= 10 ** -exp
                if m['sign'] == '-':
                    numerator = -numerator
            else:
                raise TypeError('argument should be a string or a Rational instance or have the as_integer_ratio() method')
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        g = math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        self._numerator, self._denominator = numerator // g, denominator // g
        return self

    @classmethod
    def from_number(cls, number):
        """A number exactly, of any class with a ratio; no strings."""
        if type(number) is int:
            return cls._coprime(number, 1)
        if isinstance(number, numbers.Rational):
            return cls._coprime(number.numerator, number.denominator)
        if isinstance(number, float) or not isinstance(number, type) and hasattr(number, 'as_integer_ratio'):
            return cls._coprime(*number.as_integer_ratio())
        raise TypeError('argument should be a Rational instance or have the as_integer_ratio() method')

    @classmethod
    def from_float(cls, f):
        """A float exactly."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('%s.from_float() only takes floats, not %r (%s)' % (cls.__name__, f, type(f).__name__))
        return cls._coprime(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """A Decimal exactly."""
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError('%s.from_decimal() only takes Decimals, not %r (%s)' % (cls.__name__, dec, type(dec).__name__))
        return cls._coprime(*dec.as_integer_ratio())

    @classmethod
    def _coprime(cls, numerator, denominator, /):
        obj = super(Fraction, cls).__new__(cls)
        obj._numerator, obj._denominator = numerator, denominator
        return obj

    def is_integer(self):
        """Whether the denominator is 1."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Numerator and denominator."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction with a denominator that is not larger."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._coprime(p1, q1)
        return Fraction._coprime(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return '%s(%s, %s)' % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return '%s/%s' % (self._numerator, self._denominator)

    def _format_plain(self, match):
        fill, align = match['fill'] or ' ', match['align'] or '>'
        pos_sign = '' if match['sign'] == '-' else match['sign']
        alternate = bool(match['alt'])
        zeropad = bool(match['zeropad'])
        width = int(match['minimumwidth'] or '0')
        sep = match['thousands_sep'] or ''
        n, d = self._numerator, self._denominator
        body = f'{abs(n):{sep}}'
        if d > 1 or alternate:
            body += f'/{d:{sep}}'
        sign = '-' if n < 0 else pos_sign
        if zeropad:
            raise ValueError(f'Invalid format specifier {match.string!r} for object of type {type(self).__name__!r}')
        return _pad(sign, body, fill, align, width)

    def __format__(self, format_spec, /):
        if match := _plain_spec.fullmatch(format_spec):
            return self._format_plain(match)
        match = _spec.fullmatch(format_spec)
        if match is None:
            raise ValueError(f'Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}')
        if match['align'] is not None and match['zeropad'] is not None:
            raise ValueError(f'Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}; '
                             "can't use explicit alignment when zero-padding")
        fill, align = match['fill'] or ' ', match['align'] or '>'
        pos_sign = '' if match['sign'] == '-' else match['sign']
        alternate = bool(match['alt'])
        width = int(match['minimumwidth'] or '0')
        sep = match['thousands_sep']
        precision = int(match['precision'] or '6')
        kind = match['type']
        trim_zeros = kind in 'gG' and not alternate
        trim_point = not alternate
        exponent_mark = 'E' if kind in 'EFG' else 'e'
        if match['zeropad'] is not None:
            fill, align = '0', '='
        if kind in 'fF%':
            exponent = -precision
            if kind == '%':
                exponent -= 2
            negative, significand = _round_to_exponent(self._numerator, self._denominator, exponent, bool(match['no_neg_zero']))
            scientific = False
            point_pos = precision
        else:
            figures = max(precision, 1) if kind in 'gG' else precision + 1
            negative, significand, exponent = _round_to_figures(self._numerator, self._denominator, figures)
            scientific = kind in 'eE' or exponent > 0 or exponent + figures <= -4
            point_pos = figures - 1 if scientific else -exponent
        if kind == '%':
            suffix = '%'
        elif scientific:
            suffix = f'{exponent_mark}{exponent + point_pos:+03d}'
        else:
            suffix = ''
        digits = f'{significand:0{point_pos + 1}d}'
        sign = '-' if negative else pos_sign
        leading, frac = digits[:len(digits) - point_pos], digits[len(digits) - point_pos:]
        if trim_zeros:
            frac = frac.rstrip('0')
        tail = ('' if trim_point and not frac else '.') + frac + suffix
        if match['zeropad'] is not None:
            least = width - len(sign) - len(tail)
            leading = leading.zfill(3 * least // 4 + 1 if sep else least)
        if sep:
            first = 1 + (len(leading) - 1) % 3
            leading = leading[:first] + ''.join(sep + leading[i:i + 3] for i in range(first, len(leading), 3))
        return _pad(sign, leading + tail, fill, align, width)

    def __add__(a, b):
        return _binary(a, b, _add, operator.add)

    def __radd__(b, a):
        return _reflected(b, a, _add, operator.add)

    def __sub__(a, b):
        return _binary(a, b, _sub, operator.sub)

    def __rsub__(b, a):
        return _reflected(b, a, _sub, operator.sub)

    def __mul__(a, b):
        return _binary(a, b, _mul, operator.mul)

    def __rmul__(b, a):
        return _reflected(b, a, _mul, operator.mul)

    def __truediv__(a, b):
        return _binary(a, b, _div, operator.truediv)

    def __rtruediv__(b, a):
        return _reflected(b, a, _div, operator.truediv)

    def __floordiv__(a, b):
        return _binary(a, b, _floordiv, operator.floordiv)

    def __rfloordiv__(b, a):
        return _reflected(b, a, _floordiv, operator.floordiv)

    def __divmod__(a, b):
        return _binary(a, b, _divmod, divmod)

    def __rdivmod__(b, a):
        return _reflected(b, a, _divmod, divmod)

    def __mod__(a, b):
        return _binary(a, b, _mod, operator.mod)

    def __rmod__(b, a):
        return _reflected(b, a, _mod, operator.mod)

    def __pow__(a, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        if isinstance(b, numbers.Rational):
            if b.denominator == 1:
                power = b.numerator
                n, d = a._numerator, a._denominator
                if power >= 0:
                    return Fraction._coprime(n ** power, d ** power)
                if n > 0:
                    return Fraction._coprime(d ** -power, n ** -power)
                if n == 0:
                    raise ZeroDivisionError('Fraction(%s, 0)' % d ** -power)
                return Fraction._coprime((-d) ** -power, (-n) ** -power)
            return float(a) ** float(b)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._coprime(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._coprime(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._coprime(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        if a._numerator < 0:
            return _index(-(-a._numerator // a._denominator))
        return _index(a._numerator // a._denominator)

    def __trunc__(a):
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            d = self._denominator
            floor, remainder = divmod(self._numerator, d)
            if remainder * 2 < d:
                return floor
            if remainder * 2 > d:
                return floor + 1
            return floor if floor % 2 == 0 else floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        return _hash(self._numerator, self._denominator)

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        if type(self) == Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _pad(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == '>':
        return padding + sign + body
    if align == '<':
        return sign + body + padding
    if align == '^':
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]
    return sign + padding + body


@lru_cache(maxsize=1 << 14)
def _hash(numerator, denominator):
    try:
        dinv = pow(denominator, -1, _modulus)
    except ValueError:
        h = _inf_hash
    else:
        h = hash(hash(abs(numerator)) * dinv)
    result = h if numerator >= 0 else -h
    return -2 if result == -1 else result


def _binary(a, b, exact, fallback):
    if isinstance(b, Fraction):
        return exact(a._numerator, a._denominator, b._numerator, b._denominator)
    if isinstance(b, int):
        return exact(a._numerator, a._denominator, int(b), 1)
    if isinstance(b, float):
        return fallback(float(a), b)
    if isinstance(b, complex) and fallback not in _of_reals:
        return fallback(float(a), b)
    return NotImplemented


def _reflected(b, a, exact, fallback):
    if isinstance(a, numbers.Rational):
        return exact(a.numerator, a.denominator, b._numerator, b._denominator)
    if isinstance(a, numbers.Real):
        return fallback(float(a), float(b))
    if isinstance(a, numbers.Complex) and fallback not in _of_reals:
        return fallback(complex(a), float(b))
    return NotImplemented


# What complex numbers cannot do.
_of_reals = (operator.floordiv, operator.mod, divmod)


def _add(na, da, nb, db):
    g = math.gcd(da, db)
    if g == 1:
        return Fraction._coprime(na * db + da * nb, da * db)
    s = da // g
    t = na * (db // g) + nb * s
    g2 = math.gcd(t, g)
    if g2 == 1:
        return Fraction._coprime(t, s * db)
    return Fraction._coprime(t // g2, s * (db // g2))


def _sub(na, da, nb, db):
    return _add(na, da, -nb, db)


def _mul(na, da, nb, db):
    g1, g2 = math.gcd(na, db), math.gcd(nb, da)
    return Fraction._coprime(na // g1 * (nb // g2), db // g1 * (da // g2))


def _div(na, da, nb, db):
    if nb == 0:
        raise ZeroDivisionError('Fraction(%s, 0)' % db)
    if nb < 0:
        nb, db = -nb, -db
    return _mul(na, da, db, nb)


def _floordiv(na, da, nb, db):
    return (na * db) // (da * nb)


def _divmod(na, da, nb, db):
    div, n_mod = divmod(na * db, da * nb)
    return div, Fraction(n_mod, da * db)


def _mod(na, da, nb, db):
    return Fraction((na * db) % (nb * da), da * db)
