"""Regular expressions. Patterns and matches are in _sre; names, flags and the exception are here."""
from _sre import (Match, Pattern, compile, escape, findall, finditer, fullmatch, match, purge, search, split, sub, subn, _flags_text)

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge', 'escape', 'error', 'Pattern',
           'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG',
           'RegexFlag', 'PatternError']

__version__ = '2.2.1'


class PatternError(Exception):
    """A pattern or a template that is not well formed: what is wrong with it, and where."""
    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError


class _FlagClass(type):
    def __iter__(cls):
        return iter([cls._made[value] for value in (256, 2, 4, 8, 16, 32, 64, 128)])

    def __len__(cls):
        return 8

    def __getitem__(cls, name):
        try:
            return cls._named[name]
        except KeyError:
            raise KeyError(name) from None

    def __contains__(cls, value):
        return isinstance(value, cls) or isinstance(value, int) and 0 <= value < 512

    @property
    def __members__(cls):
        return cls._named

    def __repr__(cls):
        return "<flag 'RegexFlag'>"


def _complete(cls):
    for name, value in (('NOFLAG', 0), ('ASCII', 256), ('A', 256), ('IGNORECASE', 2), ('I', 2), ('LOCALE', 4), ('L', 4), ('UNICODE', 32), ('U', 32),
                        ('MULTILINE', 8), ('M', 8), ('DOTALL', 16), ('S', 16), ('VERBOSE', 64), ('X', 64), ('DEBUG', 128)):
        cls._named[name] = cls(value)
        setattr(cls, name, cls._named[name])


class RegexFlag(int, metaclass=_FlagClass):
    """An option of a pattern, or several."""
    __module__ = 're'
    _made = {}
    _named = {}

    def __new__(cls, value):
        value = int(value)
        made = cls._made.get(value)
        if made is None:
            made = cls._made[value] = int.__new__(cls, value)
        return made

    @property
    def value(self):
        return int(self)

    _value_ = value

    @property
    def name(self):
        return _flags_text(self).replace('re.', '') or ('NOFLAG' if self == 0 else None)

    _name_ = name

    def __repr__(self):
        return _flags_text(self) or 're.NOFLAG'

    __str__ = object.__str__

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return RegexFlag(~int(self) & 510)

    def __contains__(self, other):
        return int(other) & int(self) == int(other)

    def __iter__(self):
        return iter([RegexFlag(bit) for bit in (2, 4, 8, 16, 32, 64, 128, 256) if int(self) & bit])

    def __len__(self):
        return int(self).bit_count()

    def __hash__(self):
        return int.__hash__(self)

    def __reduce_ex__(self, protocol):
        return RegexFlag, (int(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_complete(RegexFlag)
NOFLAG = RegexFlag.NOFLAG
A = ASCII = RegexFlag.A
I = IGNORECASE = RegexFlag.I
L = LOCALE = RegexFlag.L
U = UNICODE = RegexFlag.U
M = MULTILINE = RegexFlag.M
S = DOTALL = RegexFlag.S
X = VERBOSE = RegexFlag.X
DEBUG = RegexFlag.DEBUG


class Scanner:
    """A tokenizer: a list of patterns with what to do with their matches."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._rules = [(compile(phrase, flags), action) for phrase, action in lexicon]

    def scan(self, string):
        result, i = [], 0
        while True:
            for pattern, action in self._rules:
                found = pattern.match(string, i)
                if found is not None:
                    break
            else:
                break
            j = found.end()
            if i == j:
                break
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            i = j
        return result, string[i:]
