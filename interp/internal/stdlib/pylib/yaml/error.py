"""Errors of YAML, which say where they are."""
__all__ = ['Mark', 'YAMLError', 'MarkedYAMLError']


class Mark:
    """A place in a text."""

    def __init__(self, name, index, line, column, buffer, pointer):
        self.name = name
        self.index = index
        self.line = line
        self.column = column
        self.buffer = buffer
        self.pointer = pointer

    def get_snippet(self, indent=4, max_length=75):
        if self.buffer is None:
            return None
        head, tail = '', ''
        start = end = self.pointer
        while start > 0 and self.buffer[start - 1] not in '\0\r\n\x85\u2028\u2029':
            start -= 1
            if self.pointer - start > max_length / 2 - 1:
                head = ' ... '
                start += 5
                break
        while end < len(self.buffer) and self.buffer[end] not in '\0\r\n\x85\u2028\u2029':
            end += 1
            if end - self.pointer > max_length / 2 - 1:
                tail = ' ... '
                end -= 5
                break
        snippet = self.buffer[start:end]
        return ' ' * indent + head + snippet + tail + '\n' + ' ' * (indent + self.pointer - start + len(head)) + '^'

    def __str__(self):
        snippet = self.get_snippet()
        where = '  in "%s", line %d, column %d' % (self.name, self.line + 1, self.column + 1)
        if snippet is not None:
            where += ':\n' + snippet
        return where


class YAMLError(Exception):
    pass


class MarkedYAMLError(YAMLError):
    def __init__(self, context=None, context_mark=None, problem=None, problem_mark=None, note=None):
        self.context = context
        self.context_mark = context_mark
        self.problem = problem
        self.problem_mark = problem_mark
        self.note = note

    def __str__(self):
        lines = []
        if self.context is not None:
            lines.append(self.context)
        c, p = self.context_mark, self.problem_mark
        if c is not None and (self.problem is None or p is None or c.name != p.name or c.line != p.line or c.column != p.column):
            lines.append(str(c))
        if self.problem is not None:
            lines.append(self.problem)
        if p is not None:
            lines.append(str(p))
        if self.note is not None:
            lines.append(self.note)
        return '\n'.join(lines)


def _error(name):
    return type(name, (MarkedYAMLError,), {'__module__': 'yaml.' + name[:-5].lower()})


ScannerError = _error('ScannerError')
ParserError = _error('ParserError')
ComposerError = _error('ComposerError')
ConstructorError = _error('ConstructorError')


class ReaderError(YAMLError):
    """A character that does not belong into a text."""

    def __init__(self, name, position, character, encoding, reason):
        self.name = name
        self.character = character
        self.position = position
        self.encoding = encoding
        self.reason = reason

    def __str__(self):
        if isinstance(self.character, bytes):
            return "'%s' codec can't decode byte #x%02x: %s\n  in \"%s\", position %d" % (
                self.encoding, ord(self.character), self.reason, self.name, self.position)
        return 'unacceptable character #x%04x: %s\n  in "%s", position %d' % (self.character, self.reason, self.name, self.position)


ReaderError.__module__ = 'yaml.reader'


class EmitterError(YAMLError):
    pass


class SerializerError(YAMLError):
    pass


class RepresenterError(YAMLError):
    pass


class ResolverError(YAMLError):
    pass


for _c in (EmitterError, SerializerError, RepresenterError, ResolverError):
    _c.__module__ = 'yaml.' + _c.__name__[:-5].lower()
