"""Heaps in lists."""
from _heapq import (heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop, heappushpop_max, heapreplace,
                    heapreplace_max, _best)

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop', 'heappush_max', 'heappop_max',
           'heapify_max', 'heapreplace_max', 'heappushpop_max']


def nlargest(n, iterable, key=None):
    """The n largest elements, largest first."""
    return _best(n, iterable, key, True)


def nsmallest(n, iterable, key=None):
    """The n smallest elements, smallest first."""
    return _best(n, iterable, key, False)


def merge(*iterables, key=None, reverse=False):
    """One sorted iterator from several sorted iterables."""
    if reverse:
        build, pop, replace, direction = heapify_max, heappop_max, heapreplace_max, -1
    else:
        build, pop, replace, direction = heapify, heappop, heapreplace, 1
    heap = []
    for order, it in enumerate(map(iter, iterables)):
        step = it.__next__
        try:
            value = step()
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), order * direction, value, step])
    build(heap)
    while len(heap) > 1:
        while True:
            entry = heap[0]
            yield entry[2]
            try:
                value = entry[3]()
            except StopIteration:
                pop(heap)
                break
            entry[2] = value
            entry[0] = value if key is None else key(value)
            replace(heap, entry)
    if heap:
        entry = heap[0]
        yield entry[2]
        yield from entry[3].__self__
