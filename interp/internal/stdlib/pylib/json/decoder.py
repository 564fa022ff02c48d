"""Reading JSON."""
from _json import scan_once as _scan
from _json import scanstring as _scanstring

__all__ = ['JSONDecoder', 'JSONDecodeError']

NaN = float('nan')
PosInf = float('inf')
NegInf = float('-inf')


class JSONDecodeError(ValueError):
    """What is wrong with a text, and where."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def scanstring(s, end, strict=True, /):
    """The string that begins at a position, behind its quote, and where it ends."""
    return _scanstring(s, end, strict, JSONDecodeError)


py_scanstring = scanstring


class JSONDecoder:
    """A reader with options."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or {'-Infinity': NegInf, 'Infinity': PosInf, 'NaN': NaN}.__getitem__
        self._constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.memo = {}

    def scan_once(self, s, idx):
        try:
            return self._scan(s, idx)
        except JSONDecodeError as err:
            if err.msg == 'Expecting value':
                raise StopIteration(err.pos) from None
            raise

    def _scan(self, s, idx, whole=False):
        return _scan(s, idx, self.strict, self.object_hook, self.object_pairs_hook, None if self.parse_float is float else self.parse_float,
                     None if self.parse_int is int else self.parse_int, self._constant, JSONDecodeError, whole)

    def decode(self, s, _w=None):
        """The value of a text."""
        obj, end = self.raw_decode(s, idx=_skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """The value that begins at a position, and where it ends."""
        if idx < 0:
            raise JSONDecodeError('Expecting value', s, idx)
        return self._scan(s, idx)


def _skip(s, i):
    rest = s[i:]
    return i + len(rest) - len(rest.lstrip(' \t\n\r'))
