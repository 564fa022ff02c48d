"""Short representations of long things."""
import builtins
from functools import wraps
from itertools import islice

__all__ = ['Repr', 'repr', 'recursive_repr']


def recursive_repr(fillvalue='...'):
    """Let a __repr__ show something else where it would show itself inside itself."""
    def decorate(function):
        shown = set()

        @wraps(function, updated=())
        def limited(self):
            me = id(self)
            if me in shown:
                return fillvalue
            shown.add(me)
            try:
                return function(self)
            finally:
                shown.remove(me)
        return limited
    return decorate


def _ordered(items):
    """Items of a set in an order that does not depend on their hashes, where they have one."""
    try:
        return sorted(items)
    except Exception:
        return list(items)


def _shortener(limit, left, right, empty=None, order=None, comma=''):
    """A method of Repr for a kind of container: what stands around its items, which attribute says how many are shown, what
    stands for it when it is empty, how its items are ordered, and what follows the only one. {} is the type code of an array."""
    def shorten(self, x, level):
        typecode = getattr(x, 'typecode', '')
        if not x and empty is not None:
            return empty.format(typecode)
        items = order(x) if order else x
        return left.format(typecode) + self._items(items, level, getattr(self, limit), self.repr1, comma) + right
    return shorten


class Repr:
    """repr() with limits. A method repr_NAME of a subclass represents what has a type of that name."""

    # a type of another module that has the name of one of these is not meant by its method
    _homes = dict.fromkeys(('tuple', 'list', 'set', 'frozenset', 'dict', 'str', 'int'), 'builtins') | {'array': 'array', 'deque': 'collections'}

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6, maxfrozenset=6, maxdeque=6, maxstring=30,
                 maxlong=40, maxother=30, fillvalue='...', indent=None):
        settings = locals()
        del settings['self']
        for name, value in settings.items():
            setattr(self, name, value)

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        """The representation of something that may have some more levels inside it."""
        kind = type(x)
        name = '_'.join(kind.__name__.split())
        method = self.repr_instance
        if self._homes.get(name, kind.__module__) == kind.__module__:
            method = getattr(self, f'repr_{name}', method)
        return method(x, level)

    # containers

    def _items(self, items, level, limit, show, comma=''):
        """The first items of a container, shown one level deeper."""
        count = len(items)
        if count and level <= 0:
            return self.fillvalue
        shown = [show(item, level - 1) for item in islice(items, limit)]
        if count > limit:
            shown.append(self.fillvalue)
        if self.indent is None:
            return ', '.join(shown) + (comma if count == 1 else '')
        return self._lines(shown, self.maxlevel - level) if shown else ''

    def _lines(self, shown, depth):
        """Items in a line each, with a line break before the first and after the last, where the indent is one less."""
        indent = self.indent
        if isinstance(indent, int):
            if indent < 0:
                raise ValueError(f'Repr.indent cannot be negative int (was {indent!r})')
            indent = ' ' * indent
        try:
            outer = '\n' + indent * depth
        except TypeError as error:
            raise TypeError(f'Repr.indent must be a str, int or None, not {type(indent)}') from error
        return ''.join([f'{outer}{indent}{item},' for item in shown]) + outer

    repr_tuple = _shortener('maxtuple', '(', ')', comma=',')
    repr_list = _shortener('maxlist', '[', ']')
    repr_deque = _shortener('maxdeque', 'deque([', '])')
    repr_array = _shortener('maxarray', "array('{}', [", '])', empty="array('{}')")
    repr_set = _shortener('maxset', '{{', '}', empty='set()', order=_ordered)
    repr_frozenset = _shortener('maxfrozenset', 'frozenset({{', '})', empty='frozenset()', order=_ordered)

    def repr_dict(self, x, level):
        def pair(key, level):
            return f'{self.repr1(key, level)}: {self.repr1(x[key], level)}'
        return '{' + self._items(_ordered(x), level, self.maxdict, pair) + '}'

    # text, of which the middle is left out

    def _ends(self, text, limit):
        """What is left of a text before and after a filler of three characters, which is what any is taken for."""
        room = max(0, limit - 3)
        return text[:room // 2], text[len(text) - (room - room // 2):]

    def _middle_cut(self, text, limit):
        return self.fillvalue.join(self._ends(text, limit))

    def _cut(self, text, limit):
        return text if len(text) <= limit else self._middle_cut(text, limit)

    def repr_str(self, x, level):
        limit = self.maxstring
        text = builtins.repr(x[:limit])
        if len(text) > limit:
            # only the ends are made a representation of: the text may be long
            text = self._middle_cut(builtins.repr(''.join(self._ends(x, limit))), limit)
        return text

    def repr_int(self, x, level):
        try:
            return self._cut(builtins.repr(x), self.maxlong)
        except ValueError as error:
            if 'sys.set_int_max_str_digits()' not in str(error):
                raise
        from math import log10
        from sys import get_int_max_str_digits
        digits = 1 + int(x.bit_length() * log10(2))
        return f'<{type(x).__name__} instance with roughly {digits} digits (limit at {get_int_max_str_digits()}) at 0x{id(x):x}>'

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f'<{type(x).__name__} instance at {id(x):#x}>'
        return self._cut(text, self.maxother)


aRepr = Repr()
repr = aRepr.repr
