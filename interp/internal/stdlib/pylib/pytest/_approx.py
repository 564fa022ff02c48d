"""Numbers that are nearly equal."""
import math


class _Approx:
    __array_ufunc__ = None
    __array_priority__ = 100

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.rel = rel
        self.abs = abs
        self.nan_ok = nan_ok

    def __ne__(self, actual):
        return not (actual == self)

    __hash__ = None

    def __bool__(self):
        raise AssertionError("approx() is not supported in a boolean context.\nDid you mean: `assert a == approx(b)`?")


class ApproxScalar(_Approx):
    def __repr__(self):
        e = self.expected
        if not isinstance(e, (int, float, complex)) and not hasattr(e, '__float__') or isinstance(e, bool):
            return str(e)
        if isinstance(e, complex):
            if math.isinf(abs(e)):
                return str(e)
        elif math.isinf(float(e)) or math.isnan(float(e)):
            return str(e)
        try:
            if 1e-3 <= self.tolerance < 1e3:
                t = f"{self.tolerance:n}"
            else:
                t = f"{self.tolerance:.1e}"
        except ValueError:
            t = "???"
        if isinstance(e, complex) and e.imag:
            t += " ∠ ±180°"
        return f"{e} ± {t}"

    def __eq__(self, actual):
        e = self.expected
        if actual == e:
            return True
        if not isinstance(e, (int, float, complex)) and not hasattr(e, '__float__') or isinstance(e, bool):
            return False
        if not isinstance(actual, (int, float, complex)) and not hasattr(actual, '__float__'):
            return False
        if _is_nan(e):
            return self.nan_ok and _is_nan(actual)
        if math.isinf(abs(e)):
            return False
        try:
            return abs(e - actual) <= self.tolerance
        except TypeError:
            return NotImplemented

    @property
    def tolerance(self):
        def number(x, default):
            return x if x is not None else default
        absolute = number(self.abs, 1e-12)
        if absolute < 0:
            raise ValueError(f"absolute tolerance can't be negative: {absolute}")
        if math.isnan(absolute):
            raise ValueError("absolute tolerance can't be NaN.")
        if self.rel is None and self.abs is not None:
            return absolute
        relative = number(self.rel, 1e-6) * abs(self.expected)
        if relative < 0:
            raise ValueError(f"relative tolerance can't be negative: {relative}")
        if math.isnan(relative):
            raise ValueError("relative tolerance can't be NaN.")
        return max(relative, absolute)


def _is_nan(x):
    try:
        return x != x
    except Exception:
        return False


class ApproxDecimal(ApproxScalar):
    @property
    def tolerance(self):
        from decimal import Decimal
        absolute = Decimal(str(self.abs)) if self.abs is not None else Decimal('1e-12')
        if self.rel is None and self.abs is not None:
            return absolute
        relative = (Decimal(str(self.rel)) if self.rel is not None else Decimal('1e-6')) * abs(self.expected)
        return max(relative, absolute)


class ApproxMapping(_Approx):
    def _approx(self, x):
        return approx(x, self.rel, self.abs, self.nan_ok)

    def __repr__(self):
        return f"approx({ {k: self._approx(v) for k, v in self.expected.items()} !r})"

    def __eq__(self, actual):
        try:
            if set(actual.keys()) != set(self.expected.keys()):
                return False
        except AttributeError:
            return False
        return all(actual[k] == self._approx(v) for k, v in self.expected.items())


class ApproxSequence(ApproxMapping):
    def __repr__(self):
        kind = type(self.expected)
        if kind not in (list, tuple):
            kind = list
        return f"approx({kind(self._approx(x) for x in self.expected)!r})"

    def __eq__(self, actual):
        try:
            if len(actual) != len(self.expected):
                return False
        except TypeError:
            return False
        return all(a == self._approx(e) for a, e in zip(actual, self.expected))


def approx(expected, rel=None, abs=None, nan_ok=False):
    """A value to compare with: equal within a tolerance, relative 1e-6 and absolute 1e-12 unless given."""
    import collections.abc
    if isinstance(expected, _Approx):
        return expected
    if isinstance(expected, collections.abc.Mapping):
        for value in expected.values():
            if isinstance(value, type(expected)):
                raise TypeError(f"pytest.approx() does not support nested dictionaries: key=... value={value!r}\n  full mapping={expected!r}")
        return ApproxMapping(expected, rel, abs, nan_ok)
    if hasattr(expected, '__getitem__') and hasattr(expected, '__len__') and not isinstance(expected, (str, bytes)):
        for index, x in enumerate(expected):
            if isinstance(x, type(expected)) and not isinstance(x, (str, bytes)):
                raise TypeError(f"pytest.approx() does not support nested data structures: {x!r} at index {index}\n  full sequence: {expected!r}")
        return ApproxSequence(expected, rel, abs, nan_ok)
    if type(expected).__name__ == 'Decimal':
        return ApproxDecimal(expected, rel, abs, nan_ok)
    if isinstance(expected, collections.abc.Collection) and not isinstance(expected, (str, bytes)):
        raise TypeError(f"pytest.approx() only supports ordered sequences, but got: {expected!r}")
    return ApproxScalar(expected, rel, abs, nan_ok)
