"""Words for the messages of failed assertions."""
from collections import Counter, namedtuple

__unittest = True

# The longest text that a message repeats in full, what saying that something is left out takes, and what stays at least of an end.
_WIDTH = 80
_NOTE = 12
_END = 5

_Mismatch = namedtuple('Mismatch', 'actual expected value')


def strclass(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


def three_way_cmp(x, y):
    return int(x > y) - int(x < y)


def safe_repr(obj, short=False):
    """repr, or that of object where it fails."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text if not short or len(text) < _WIDTH else f'{text[:_WIDTH]} [truncated]...'


def _without_middle(text, head, tail):
    """The first and the last characters of a text, and how many there are between them; all of it where that is no longer."""
    end = len(text) - tail
    return text if end - head <= _NOTE else f'{text[:head]}[{end - head} chars]{text[end:]}'


def _common_shorten_repr(*args):
    """The reprs of objects that are compared, cut such that where they begin to differ is still to be seen."""
    texts = tuple(safe_repr(arg) for arg in args)
    longest = max(len(text) for text in texts)
    if longest <= _WIDTH:
        return texts
    # What the least and the greatest text begin with, all of them begin with.
    least, greatest = min(texts), max(texts)
    same = next((n for n, (a, b) in enumerate(zip(least, greatest)) if a != b), len(least))
    room = _WIDTH - _END - _NOTE - (longest - same)
    if room > _END:  # what differs fits in full
        head = _without_middle(least[:same], _END, room)
        return tuple(head + text[same:] for text in texts)
    head = _without_middle(least[:same], _END, _END)
    rest = _WIDTH - 3 * _END - 2 * _NOTE
    return tuple(head + _without_middle(text[same:], rest, _END) for text in texts)


def _past_run(items, at):
    """The index after the run of items that are equal to the one at an index."""
    item = items[at]
    at += 1
    while at < len(items) and items[at] == item:
        at += 1
    return at


def sorted_list_difference(expected, actual):
    """What is in only one of two sorted lists: (missing, unexpected)."""
    missing, unexpected = [], []
    i = j = 0
    while i < len(expected) and j < len(actual):
        e, a = expected[i], actual[j]
        before, after = e < a, e > a
        if before:
            missing.append(e)
        elif after:
            unexpected.append(a)
        if not after:
            i = _past_run(expected, i)
        if not before:
            j = _past_run(actual, j)
    return [*missing, *expected[i:]], [*unexpected, *actual[j:]]


def unorderable_list_difference(expected, actual):
    """The same for items without an order; empties the first list, and leaves in the second what was unexpected."""
    def found(item):
        if here := item in actual:
            actual.remove(item)
        return here
    missing = [item for item in reversed(expected) if not found(item)]
    del expected[:]
    return missing, actual


def _count_diff_all_purpose(actual, expected):
    """(count in the one, count in the other, item) of what is not equally often in both."""
    tally = []  # [count in the one, count in the other, item], in the order in which the items turn up
    for side, items in enumerate((actual, expected)):
        for item in items:
            entry = next((entry for entry in tally if item == entry[2]), None)
            if entry is None:
                entry = [0, 0, item]
                tally.append(entry)
            entry[side] += 1
    return [_Mismatch(*entry) for entry in tally if entry[0] != entry[1]]


def _count_diff_hashable(actual, expected):
    """The same for what can be hashed."""
    s, t = Counter(actual), Counter(expected)
    return [_Mismatch(s[item], t[item], item) for item in {**s, **t} if s[item] != t[item]]
