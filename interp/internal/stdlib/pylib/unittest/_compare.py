"""What assertions say of things that are not equal."""
import difflib
import pprint
import types
from .util import _common_shorten_repr, safe_repr

__unittest = True

_CANNOT_INDEX = (TypeError, IndexError, NotImplementedError)


def shown_unequal(first, second):
    return '%s != %s' % _common_shorten_repr(first, second)


def diff_of_objects(first, second):
    """Both as pprint shows them, line by line."""
    return '\n' + '\n'.join(difflib.ndiff(*(pprint.pformat(obj).splitlines() for obj in (first, second))))


def diff_of_texts(*texts):
    """Both line by line. Last lines without a newline are shown with one, if that is no difference."""
    if not any(text.endswith('\n') for text in texts):
        texts = [text and text + '\n' for text in texts]
    return '\n' + ''.join(difflib.ndiff(*(text.splitlines(keepends=True) for text in texts)))


def sequences(seq1, seq2, kind, typed):
    """How two sequences differ, empty if they do not; typed says that they are known to be of one type."""
    lengths = []
    for which, seq in (('First', seq1), ('Second', seq2)):
        try:
            lengths.append(len(seq))
        except (TypeError, NotImplementedError):
            return f'{which} {kind} has no length.    Non-sequence?'
    if seq1 == seq2:
        return ''
    elements = _first_difference(seq1, seq2, min(lengths), kind)
    len1, len2 = lengths
    if not elements and len1 == len2 and not typed and type(seq1) != type(seq2):
        return ''  # of two types, but the same elements
    additional = ''
    if len1 > len2:
        additional = _additional('First', seq1, len1, len2, kind)
    elif len2 > len1:
        additional = _additional('Second', seq2, len2, len1, kind)
    return f'{kind.capitalize()}s differ: {shown_unequal(seq1, seq2)}\n{elements}{additional}'


def _first_difference(seq1, seq2, count, kind):
    for i in range(count):
        items = []
        for which, seq in (('first', seq1), ('second', seq2)):
            try:
                items.append(seq[i])
            except _CANNOT_INDEX:
                return f'\nUnable to index element {i} of {which} {kind}\n'
        if items[0] != items[1]:
            a, b = _common_shorten_repr(*items)
            return f'\nFirst differing element {i}:\n{a}\n{b}\n'
    return ''


def _additional(which, seq, length, other, kind):
    text = f'\n{which} {kind} contains {length - other} additional elements.\n'
    try:
        return f'{text}First extra element {other}:\n{safe_repr(seq[other])}\n'
    except _CANNOT_INDEX:
        return f'{text}Unable to index element {other} of {which.lower()} {kind}\n'


def lacking_attribute(obj, name, word):
    """What is said of an attribute that something has, or has not."""
    if isinstance(obj, types.ModuleType):
        owner = f'module {obj.__name__!r}'
    elif isinstance(obj, type):
        owner = f'type object {obj.__name__!r}'
    else:
        owner = f'{type(obj).__name__!r} object'
    return f'{owner} has {word} attribute {name!r}'
