"""A set whose members go away when nothing else holds them."""
from _weakref import ref
from types import GenericAlias

__all__ = ['WeakSet']


def _refs(items):
    """References to items, to compare with those of a set: they are equal as long as the items live."""
    return set(map(ref, items))


def _dropping(refs):
    """What a reference calls when its item goes. It does not hold the set it takes the reference from: a set nobody uses
    has to go although its members live on."""
    home = ref(refs)

    def drop(gone):
        if (left := home()) is not None:
            left.discard(gone)
    return drop


class WeakSet:
    """A set of weak references to its members."""

    __class_getitem__ = classmethod(GenericAlias)
    __hash__ = None

    def __init__(self, data=None):
        self.data = set()
        self._drop = _dropping(self.data)
        if data is not None:
            self.update(data)

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        return type(self), (list(self),), self.__getstate__()

    # what is alive

    def _alive(self):
        # of a copy, as a member may go, and with it its reference, while somebody iterates
        return [item for r in self.data.copy() if (item := r()) is not None]

    def __iter__(self):
        for r in self.data.copy():
            # a member is held for one step only
            if (item := r()) is not None:
                yield item
                del item

    def __len__(self):
        return len(self._alive())

    def __contains__(self, item):
        try:
            r = ref(item)
        except TypeError:
            return False  # what takes no reference is no member
        return r in self.data

    # one member

    def add(self, item):
        self.data.add(ref(item, self._drop))

    def remove(self, item):
        self.data.remove(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def pop(self):
        while self.data:
            if (item := self.data.pop()()) is not None:
                return item
        raise KeyError('pop from empty WeakSet')

    def clear(self):
        self.data.clear()

    # a new set; operators do what the methods do, for any iterable

    def copy(self):
        return type(self)(self)

    def union(self, other):
        return self.copy().__ior__(other)

    def intersection(self, other):
        return type(self)(filter(self.__contains__, other))

    def difference(self, other):
        return self.copy().__isub__(other)

    def symmetric_difference(self, other):
        return self.copy().__ixor__(other)

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    # this set; other may be the set itself

    def update(self, other):
        for item in other:
            self.add(item)  # at once, so that it is dropped from here if it goes while others are still made

    def __ior__(self, other):
        self.update(other)
        return self

    def intersection_update(self, other):
        self.data &= _refs(other)

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def difference_update(self, other):
        self.data -= _refs(other)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def symmetric_difference_update(self, other):
        self.data ^= {ref(item, self._drop) for item in other}

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    # two sets

    def isdisjoint(self, other):
        return not any(map(self.__contains__, other))

    def issubset(self, other):
        return self.data <= _refs(other)

    def issuperset(self, other):
        return self.data >= _refs(other)

    def __lt__(self, other):
        return self.data < _refs(other)

    def __gt__(self, other):
        return self.data > _refs(other)

    __le__, __ge__ = issubset, issuperset

    def __eq__(self, other):
        return self.data == _refs(other) if isinstance(other, type(self)) else NotImplemented
